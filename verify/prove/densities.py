"""A density without its logarithm: u >= log u under an integral, for products u of densities.

    right - left = c * integral of w u + ...  =  c * integral of w (u - log u)  +  (c * integral of w log u + ...)

Both parts are sought not to be negative, the first from log u <= u - 1, the second as Gibbs' inequality or from a hypothesis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from verify.domain import conditions, conditions_of_sides
from verify.mathematics.manifest import Manifest, unguarded
from verify.mathematics.tidy import tidy
from verify.prove.inequalities.bounds import slope_of
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import (
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    contains,
    equal,
    log,
    make,
    mul,
    number,
    relation,
    substitute,
    subtract,
)

Prover = Callable[[Question], Proof | Unproved]

MOST_TRIED = 2
NONE = Unproved("no density that may be its logarithm")


def prove_by_logarithm_of_density(question: Question, prove: Prover, prove_pointwise: Prover) -> Proof | Unproved:
    """A proof of left <= right or left < right, after a product of densities has become its logarithm.

    `prove_pointwise` proves the sign of an integral by that of the integrand.
    """
    statement = question.statement
    if statement.op not in ("le", "lt") or not contains(statement, {"density"}) or not contains(statement, {"integral"}):
        return NONE
    difference = subtract(*statement.args[::-1])
    known = conditions_of_sides(statement)
    for first, second in list(_parts(difference))[:MOST_TRIED]:
        whole = make("add", (first, second))
        wanted = [relation(statement.op, ZERO, second), equal(difference, whole)]
        wanted += [each for each in conditions(whole) if each not in known]
        rest = all_proved([Question(each, question.hypotheses) for each in wanted], prove)
        gap = prove_pointwise(Question(relation("le", ZERO, first))) if isinstance(rest, tuple) else NONE
        if isinstance(rest, tuple) and isinstance(gap, Proof):
            alone = Proof("weakening", Question(gap.question.statement, question.hypotheses), (gap,))
            return Proof("two parts", question, (*rest[1:], alone, rest[0]), {"first": first, "second": second})
    return NONE


def _parts(difference: Term) -> Iterator[tuple[Term, Term]]:
    """(c * integral of w (u - log u), what is left)"""
    for step in _steps(difference):
        gap = mul(step.weight, subtract(step.factor, log(step.factor)))
        inner = add(*step.others, mul(step.weight, log(step.factor)))
        first, changed = (make("integral", (*step.total.args[:3], body), step.total.value) for body in (gap, inner))
        yield first if step.slope is ONE else mul(step.slope, first), substitute(difference, {step.total: changed})


@dataclass(frozen=True)
class _Step:
    """An integral of weight * factor + others, which is multiplied by slope; slope * weight is positive."""

    total: Term
    slope: Term
    weight: Term
    factor: Term
    others: tuple[Term, ...]


def _steps(difference: Term) -> Iterator[_Step]:
    for total in unguarded(difference):
        slope = slope_of(difference, total) if total.op == "integral" and total.args[1] is SPACE else None
        slope = None if slope is None else tidy(slope)
        sign = None if slope is None else Manifest().sign(slope)
        if slope is None or sign is None:
            continue
        products = [tuple(_factors(product)) for product in _products(total.args[3])]
        for place, product in enumerate(products):
            others = tuple(mul(*each) for each in (*products[:place], *products[place + 1 :]))
            scale, densities = _of_densities(product)
            if scale * sign[0] > 0 and len(densities) > 1:
                for i, factor in reversed(tuple(enumerate(densities))):  # what is averaged over is mostly written first
                    weight = mul(*([] if scale == 1 else [number(scale)]), *densities[:i], *densities[i + 1 :])
                    yield _Step(total, slope, weight, factor, others)


def _products(body: Term) -> list[Term]:
    """The summands of a body, where products of sums are multiplied out."""
    if body.op == "add":
        return [product for arg in body.args for product in _products(arg)]
    place = next((i for i, arg in enumerate(body.args) if arg.op == "add"), None) if body.op == "mul" else None
    if place is None:
        return [body]
    before, after = body.args[:place], body.args[place + 1 :]
    return [product for arg in body.args[place].args for product in _products(mul(*before, arg, *after))]


def _factors(product: Term) -> Iterator[Term]:
    """The factors; a product of densities that is written as one factor stays one."""
    for arg in product.args if product.op == "mul" else (product,):
        if arg.op == "mul" and not all(inner.op == "density" for inner in arg.args):
            yield from _factors(arg)
        else:
            yield arg


def _of_densities(product: tuple[Term, ...]) -> tuple[Fraction, list[Term]]:
    """(c, densities) for a number times densities; c is 0 for other products."""
    scale, densities = Fraction(1), []
    for factor in product:
        if factor.op == "number":
            scale *= factor.fraction
        elif factor.op == "density" or factor.op == "mul":
            densities.append(factor)
        else:
            return Fraction(0), []
    return scale, densities
