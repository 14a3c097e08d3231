"""An integral in two parts, with a simpler integrand in each.

    integral_a^b f(x) dx = integral_a^c g(x) dx + integral_c^b h(x) dx      a <= c <= b, f = g below c, f = h above c
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.domain import conditions
from verify.question import Question
from verify.term import INFINITY, MINUS_INFINITY, ZERO, Term, add, equal, make, substitute

INFINITE = (INFINITY, MINUS_INFINITY)


@dataclass(frozen=True)
class Cut:
    """The place c, and the integrand below and above it as a function of `point`."""

    point: Term
    place: Term
    below: Term
    above: Term


def value(integral: Term, cut: Cut) -> Term:
    """The sum of the two integrals; those of 0 are left out."""
    return add(*integrals(integral, cut))


def integrals(integral: Term, cut: Cut) -> tuple[Term, ...]:
    bound, lower, upper, _ = integral.args
    rows = ((lower, cut.place, cut.below), (cut.place, upper, cut.above))
    return tuple(
        make("integral", (bound, low, high, substitute(body, {cut.point: bound}))) for low, high, body in rows if body is not ZERO
    )


def order_wanted(integral: Term, cut: Cut, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """c lies between the ends."""
    _, lower, upper, _ = integral.args
    out = [make("le", (lower, cut.place))] if lower not in INFINITE else []
    out += [make("le", (cut.place, upper))] if upper not in INFINITE else []
    return tuple(Question(each, hypotheses) for each in out)


def below_and_above(integral: Term, cut: Cut) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """What is known of the point in each part."""
    _, lower, upper, _ = integral.args
    low = (make("lt", (lower, cut.point)),) if lower not in INFINITE else ()
    high = (make("lt", (cut.point, upper)),) if upper not in INFINITE else ()
    return (*low, make("lt", (cut.point, cut.place))), (make("lt", (cut.place, cut.point)), *high)


def integrands_wanted(integral: Term, cut: Cut, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """The integrand is the simpler one in each part."""
    body = substitute(integral.args[3], {integral.args[0]: cut.point})
    sides = zip((cut.below, cut.above), below_and_above(integral, cut), strict=True)
    return tuple(Question(equal(body, simple), (*hypotheses, *known)) for simple, known in sides)


def existence_wanted(integral: Term, cut: Cut, hypotheses: tuple[Term, ...]) -> tuple[Question, ...]:
    """With these, the integral exists: both parts do, and the integrand is defined throughout."""
    _, lower, upper, _ = integral.args
    body = substitute(integral.args[3], {integral.args[0]: cut.point})
    low = (make("le", (lower, cut.point)),) if lower not in INFINITE else ()
    high = (make("le", (cut.point, upper)),) if upper not in INFINITE else ()
    out = [Question(make("is_defined", (part,)), hypotheses) for part in integrals(integral, cut)]
    return *out, *(Question(each, (*hypotheses, *low, *high)) for each in conditions(body))
