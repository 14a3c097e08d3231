"""Expansions of real functions at +oo, for the check of limits.

A function of s is written as a finite sum of constants times weights, and a rest that is o of a weight.  A weight is

    exp(sum of c_d s^d + c_0 log s + c_-1 log log s + c_-2 log log log s)

and is kept as the pairs (d, c_d), falling in d.
What is not a constant number is a term without s; signs of such terms come from the judge, and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from typing import Protocol

from verify.mathematics.tidy import tidy
from verify.recheck.kernels import Rejected, demand
from verify.term import MINUS_ONE, ONE, ZERO, Term, add, mul, number, power

Weight = tuple[tuple[Fraction, Term], ...]
Summand = tuple[Weight, Term]

ONE_WEIGHT: Weight = ()
S: Weight = ((Fraction(0), ONE),)
SLOW: Weight = ((Fraction(-2), ONE),)
KEPT = 4


class Judge(Protocol):
    """Where the signs of constants come from: proved statements, or the values at a point."""

    def sign(self, constant: Term) -> int:
        """-1, 0 or 1; raises Rejected or Undecided if it is not known."""

    def may_sign(self, constant: Term) -> int | None:
        """The same, or None."""

    def is_nonzero(self, constant: Term) -> bool:
        """Whether a constant of unknown sign is known to be 0 nowhere."""


@dataclass(frozen=True)
class Expansion:
    """summands + o(rest); without a rest the summands are all."""

    summands: tuple[Summand, ...] = ()
    rest: Weight | None = None

    def bound(self) -> Weight | None:
        """A weight of which the function is O; None for 0."""
        return self.summands[0][0] if self.summands else self.rest


NIL = Expansion()


def of_constant(value: Term) -> Expansion:
    value = tidy(value)
    return NIL if value is ZERO else Expansion(((ONE_WEIGHT, value),))


def weight_product(*weights: Weight) -> Weight:
    total: dict[Fraction, list[Term]] = {}
    for weight in weights:
        for level, coefficient in weight:
            total.setdefault(level, []).append(coefficient)
    summed = {level: tidy(add(*parts)) for level, parts in total.items()}
    return tuple((level, summed[level]) for level in sorted(summed, reverse=True) if summed[level] is not ZERO)


def weight_power(weight: Weight, exponent: Term) -> Weight:
    return weight_product(tuple((level, tidy(mul(coefficient, exponent))) for level, coefficient in weight))


def trend(weight: Weight, judge: Judge) -> int:
    """Where a weight goes: 1 to infinity, -1 to 0, 0 if it is 1 throughout."""
    return next((sign for _, coefficient in weight if (sign := judge.sign(coefficient))), 0)


def faster(one: Weight, other: Weight, judge: Judge) -> int:
    """The trend of one / other."""
    return 0 if one == other else trend(weight_product(one, weight_power(other, MINUS_ONE)), judge)


def gathered(summands: Iterable[Summand], rests: Iterable[Weight | None], judge: Judge) -> Expansion:
    """An expansion in falling order, without what is smaller than the rest."""
    rest: Weight | None = None
    for each in rests:
        if each is not None and (rest is None or faster(each, rest, judge) > 0):
            rest = each
    sums: dict[Weight, list[Term]] = {}
    for weight, coefficient in summands:
        sums.setdefault(weight, []).append(coefficient)
    kept: list[Summand] = [(weight, value) for weight, parts in sums.items() if (value := tidy(add(*parts))) is not ZERO]
    kept = [pair for pair in kept if rest is None or faster(pair[0], rest, judge) >= 0]

    def falling(one: Summand, other: Summand) -> int:
        return faster(other[0], one[0], judge)

    kept.sort(key=cmp_to_key(falling))
    merged: list[Summand] = []
    for weight, value in kept:
        if merged and faster(merged[-1][0], weight, judge) == 0:
            merged[-1] = (merged[-1][0], tidy(add(merged[-1][1], value)))
        else:
            merged.append((weight, value))
    if len(merged) > KEPT:
        return Expansion(tuple(merged[:KEPT]), merged[KEPT - 1][0])
    return Expansion(tuple(merged), rest)


def total(parts: list[Expansion], judge: Judge) -> Expansion:
    """A sum.  Where weights are not comparable, limits are added: each part is L + o(1)."""
    try:
        return gathered((pair for part in parts for pair in part.summands), (part.rest for part in parts), judge)
    except Rejected:
        values = [finite_value(part, judge) for part in parts]
        return gathered([(ONE_WEIGHT, add(*values))], [ONE_WEIGHT], judge)


def times(one: Expansion, other: Expansion, judge: Judge) -> Expansion:
    """Every product of two summands; a rest meets the bound of the other factor."""
    summands = [(weight_product(v, w), mul(a, b)) for v, a in one.summands for w, b in other.summands]
    rests = []
    for first, second in ((one, other), (other, one)):
        bound = second.bound()
        if first.rest is not None and bound is not None:
            rests.append(weight_product(first.rest, bound))
    return gathered(summands, rests, judge)


def stretched(part: Expansion, weight: Weight, factor: Term) -> Expansion:
    summands = tuple((weight_product(own, weight), tidy(mul(factor, value))) for own, value in part.summands)
    return Expansion(summands, None if part.rest is None else weight_product(part.rest, weight))


def negated(part: Expansion) -> Expansion:
    return stretched(part, ONE_WEIGHT, MINUS_ONE)


def principal(part: Expansion, judge: Judge, signed: bool = True) -> tuple[Weight, Term, int, Expansion]:
    """(W, c, sign of c, w) of a function c W (1 + w) with w -> 0: it is not 0 for large s.

    Unless it is to be `signed`, it is enough that c is not 0; a sign that is not known is given as 0.
    """
    for place, (weight, value) in enumerate(part.summands):
        sign = judge.may_sign(value)
        if sign is None:
            demand(not signed and judge.is_nonzero(value), "a coefficient whose sign no premise states")
        if sign != 0:
            sign = sign or 0
            later = Expansion(part.summands[place + 1 :], part.rest)
            return weight, value, sign, stretched(later, weight_power(weight, MINUS_ONE), tidy(power(value, MINUS_ONE)))
    raise Rejected("a function that may be 0 for large s")


def finite_value(part: Expansion, judge: Judge) -> Term:
    """The limit, if it is finite."""
    demand(part.rest is None or trend(part.rest, judge) <= 0, "a function whose limit is not seen")
    values = []
    for weight, value in part.summands:
        direction = trend(weight, judge)
        demand(direction <= 0 or judge.sign(value) == 0, "a function without a finite limit")
        if direction < 0:
            break
        if direction == 0:
            values.append(value)
    return tidy(add(*values))


def power_series(coefficients: list[Term], small: Expansion, judge: Judge) -> Expansion:
    """Horner's rule for c_0 + c_1 w + ... + c_n w^n + o(w^n), where w tends to 0."""
    bound = small.bound()
    if bound is None:
        return of_constant(coefficients[0])
    goes = trend(bound, judge)
    demand(goes < 0 or (goes == 0 and not small.summands), "a power series at a point that is not 0")
    found = of_constant(coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        found = total([times(found, small, judge), of_constant(coefficient)], judge)
    return total([found, Expansion((), weight_power(bound, number(len(coefficients) - 1)))], judge)


def weight_of_exponential(weight: Weight, coefficient: Term) -> Weight | None:
    """exp(coefficient * weight), for a weight s^d, log s or log log s."""
    if len(weight) == 1:
        ((level, exponent),) = weight
        if level == 0 and exponent.op == "number" and exponent.fraction > 0:
            return ((exponent.fraction, coefficient),)
        if level in (-1, -2) and exponent is ONE:
            return ((level + 1, coefficient),)
    return None


def logarithm_of_weight(weight: Weight) -> Expansion:
    summands: list[Summand] = []
    for level, coefficient in weight:
        demand(level > -2, "a logarithm of a logarithm of a logarithm of a logarithm")
        own: Weight = ((Fraction(0), number(level)),) if level > 0 else ((level - 1, ONE),)
        summands.append((own, coefficient))
    return Expansion(tuple(summands))


