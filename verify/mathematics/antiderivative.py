"""What has to hold for an integral to be the difference of the values of an antiderivative at its ends.

    integral_a^b f(x) dx = F(b) - F(a)      F' = f on all of [a, b]

At an end that is infinite, or at which F has no value, its limit takes the place of the value.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.calculus import differentiate
from verify.domain import conditions
from verify.question import Question
from verify.term import INFINITY, MINUS_INFINITY, ZERO, Term, add, equal, make, relation, substitute, subtract

INFINITE = (INFINITY, MINUS_INFINITY)


@dataclass(frozen=True)
class Antiderivative:
    """F as a function of `point`; `limits` are its limits at the lower and the upper end, None where its value is taken.

    With `any_order`, F' = f between the ends in whichever order they are; else the lower end is not the greater one.
    """

    primitive: Term
    point: Term
    limits: tuple[Term | None, Term | None]
    any_order: bool


def inside(integral: Term, found: Antiderivative) -> tuple[tuple[Term, ...], ...]:
    """What is known of the point between the ends, for each order in which they may be."""
    _, lower, upper, _ = integral.args
    ways = ((lower, upper), (upper, lower)) if found.any_order else ((lower, upper),)
    signs = ["le" if at_end is None else "lt" for at_end in found.limits]
    out = []
    for low, high in ways:
        above = (make(signs[0], (low, found.point)),) if low not in INFINITE else ()
        below = (make(signs[1], (found.point, high)),) if high not in INFINITE else ()
        out.append((*above, *below))
    return tuple(out)


def value(integral: Term, found: Antiderivative) -> Term:
    """F(b) - F(a)."""
    at_lower, at_upper = (
        substitute(found.primitive, {found.point: end}) if at_end is None else at_end
        for end, at_end in zip(integral.args[1:3], found.limits, strict=True)
    )
    return subtract(at_upper, at_lower)


def limit_term(found: Antiderivative, end: Term, side: str) -> Term:
    """The limit of F at an end: at the lower one from above (`+`), at the upper one from below (`-`)."""
    return make("limit", (found.point, end, found.primitive), "both" if end in INFINITE else side)


def limits_wanted(integral: Term, found: Antiderivative, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """The equations of the limits at the ends."""
    pairs = zip(integral.args[1:3], "+-", found.limits, strict=True)
    return tuple(
        Question(equal(limit_term(found, end, side), at_end), hypotheses) for end, side, at_end in pairs if at_end is not None
    )


def others_wanted(integral: Term, found: Antiderivative, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """The order of the ends, and between them the derivative, and that both functions are defined.  May raise InputError."""
    bound, lower, upper, body = integral.args
    body = substitute(body, {bound: found.point})
    slope, obligations = differentiate(found.primitive, found.point)
    statements = (equal(slope, body), *obligations, *conditions(add(found.primitive, body)))
    out = []
    if not found.any_order and lower not in INFINITE and upper not in INFINITE:
        out.append(Question(relation("le" if found.limits == (None, None) else "lt", lower, upper), hypotheses))
    return *out, *(Question(each, (*hypotheses, *between)) for between in inside(integral, found) for each in statements)


def sign_wanted(integral: Term, found: Antiderivative, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """Either of these says that the integral exists if its limits at the ends do: f >= 0, or f <= 0, between the ends."""
    body = substitute(integral.args[3], {integral.args[0]: found.point})
    (between,) = inside(integral, found)
    given = (*hypotheses, *between)
    return Question(relation("le", ZERO, body), given), Question(relation("le", body, ZERO), given)
