"""Formulas for finite sums, also where they stand below a line, under a root, or in an exponent.

    sum_{k=l}^{u} k^j           j <= 3        the polynomial p_j(u) - p_j(l - 1)
    sum_{k=l}^{u} r^k                         (r^l - r^{u+1})/(1 - r)
    sum_{k=l}^{u} k r^k                       (l r^l - (l-1) r^{l+1} - (u+1) r^{u+1} + u r^{u+2})/(1 - r)^2

The formula is a guess: that it is equal to the sum is proved like any other equation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from verify.fuel import Fuel
from verify.mathematics.binders import is_bound_name
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.prove.operators import assume_range
from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.term import (
    MINUS_ONE,
    ONE,
    TWO,
    Term,
    add,
    divide,
    equal,
    exp,
    free_symbols,
    mul,
    negate,
    number,
    postorder,
    power,
    substitute,
    subtract,
)

Prover = Callable[[Question], Proof | Unproved]

MOST_SUMS = 3
# p_j(n) = sum_{k=1}^{n} k^j, as coefficients of n, n^2, ...
_POWER_SUMS = (((1, 1),), ((1, 2), (1, 2)), ((1, 6), (1, 2), (1, 3)), ((0, 1), (1, 4), (1, 2), (1, 4)))


def prove_by_finite_closed_forms(question: Question, fuel: Fuel, prove_total: Prover, prove: Prover) -> Proof | Unproved:
    """A proof in which a finite sum is replaced by a formula for it, which `prove_total` shows to be equal to it."""
    reason, count = Unproved("no finite sum with a formula"), 0
    for total in postorder(question.statement):
        if total.op != "sum" or any(map(is_bound_name, free_symbols(total))) or count == MOST_SUMS:
            continue
        closed = compute(question.hypotheses, fuel, partial(_closed_form, total))
        if closed is None:
            continue
        count += 1
        known = prove_total(Question(equal(total, closed), question.hypotheses))
        found = known if isinstance(known, Unproved) else rewritten(question, total, closed, known, prove)
        if isinstance(found, Proof):
            return found
        reason = found
    return reason


def _closed_form(total: Term, form: NormalForm) -> Term | None:
    index, lower, upper, body = total.args
    if form.fractions.as_rational(form.of(upper)) is not None:
        return None  # what has a known number of terms is written out
    assume_range(form, index, lower, upper)
    numerator, denominator = form.of(body)
    content, factors = form.fractions.factor(denominator)
    below, rest = [0] * len(denominator.degrees()), [number(content)]
    for factor, exponent in factors:
        place = form.table.single(factor)
        if place is not None:
            below[place] = exponent
        elif index in free_symbols(form.table.polynomial_term(factor)):
            return None
        else:
            rest.append(power(form.table.polynomial_term(factor), exponent))
    parts = []
    for exponents, coefficient in numerator.terms():
        part = _summed(form, [int(above) - each for above, each in zip(exponents, below, strict=True)], index, lower, upper)
        if part is None:
            return None
        parts.append(mul(number(int(coefficient)), part))
    return divide(add(*parts), mul(*rest)) if parts else None


def _summed(form: NormalForm, exponents: list[int], index: Term, lower: Term, upper: Term) -> Term | None:
    """The sum of one monomial: what is free of the index, k^j, and powers whose exponents are linear in k."""
    table, degree, outside, steps = form.table, 0, [], []
    for place, exponent in enumerate(exponents):
        if not exponent:
            continue
        if not table.kernels[place].is_real:
            return None
        if not table.depends(place, index):
            outside.append(power(table.term(place), exponent))
        elif table.kernels[place].kind == "atom":
            if table.term(place) is not index or exponent < 0:
                return None
            degree = exponent
        else:
            step = _step(form, table.term(place), index)
            if step is None:
                return None
            steps.append(power(step, exponent))
    if not steps:
        return mul(*outside, _sum_of_power(degree, lower, upper)) if degree < len(_POWER_SUMS) else None
    ratio = form.table.fraction_term(form.of(mul(*steps)))
    return mul(*outside, _sum_of_ratio(degree, ratio, lower, upper)) if degree < 2 else None


def _step(form: NormalForm, term: Term, index: Term) -> Term | None:
    """r of r^k, for exp(c k) and (-1)^k; None for what is no such power of k."""
    exponent = term.args[0] if term.op == "exp" else term.args[1] if term.op == "power" and term.args[0] is MINUS_ONE else None
    if exponent is None:
        return None
    once, twice = (substitute(exponent, {index: value}) for value in (ONE, TWO))
    if not form.fractions.is_zero(form.of(subtract(twice, mul(TWO, once)))):
        raise Unsupported("a power that is no geometric sequence")
    return exp(once) if term.op == "exp" else power(MINUS_ONE, once)


def _sum_of_power(degree: int, lower: Term, upper: Term) -> Term:
    def of(bound: Term) -> Term:
        return add(*(mul(number(*weight), power(bound, place)) for place, weight in enumerate(_POWER_SUMS[degree], start=1)))

    return subtract(of(upper), of(subtract(lower, ONE)))


def _sum_of_ratio(degree: int, ratio: Term, lower: Term, upper: Term) -> Term:
    def of(exponent: Term) -> Term:
        return power(ratio, exponent)

    rest, after = subtract(ONE, ratio), add(upper, ONE)
    if degree == 0:
        return divide(subtract(of(lower), of(after)), rest)
    above = (
        mul(lower, of(lower)), negate(mul(subtract(lower, ONE), of(add(lower, ONE)))),
        negate(mul(after, of(after))), mul(upper, of(add(upper, TWO))),
    )  # fmt: skip
    return divide(add(*above), power(rest, TWO))
