r"""The values of series of rational numbers: sums of 1/(x + a)^s, with or without alternating signs.

    sum 1/(x + a)^s             \zeta(s) - sum_{i<a} 1/i^s for a whole a, (2^s - 1) \zeta(s) - ... for a whole and a half; s even
    sum 1/(x + a) - 1/(x + b)   sum_{i=0}^{b-a-1} 1/(a + i), where b - a is a whole number
    sum (-1)^x/(x + a)          \log 2, or \pi/2, but for its sign and its first terms
    sum (-1)^x/(x + a)^s        (1 - 2^{1-s}) \zeta(s), but for its sign and its first terms; a whole, s even

All sums are over x = 0, 1, 2, ...  Source: Euler's values of \zeta(s) at even s, by Bernoulli numbers.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

from verify.term import HALF, PI, TWO, ZERO, Term, add, log, mul, number, power

MOST = 64  # the first terms that are taken away
HIGHEST = 12


def is_series_of_powers(s: Term, a: Term) -> bool:
    """Whether the sum of 1/(x + a)^s has a value here."""
    return _is_even(s) and _place(a) is not None


def is_telescoping(a: Term, b: Term) -> bool:
    """Whether the sum of 1/(x + a) - 1/(x + b) has a value here."""
    if a.op != "number" or b.op != "number" or a.fraction <= 0:
        return False
    steps = b.fraction - a.fraction
    return steps.denominator == 1 and 0 < steps <= MOST


def is_alternating(s: Term, a: Term) -> bool:
    """Whether the sum of (-1)^x/(x + a)^s has a value here."""
    place = _place(a)
    return place is not None and (s == number(1) or (_is_even(s) and place.denominator == 1))


def sum_of_powers(s: Term, a: Term) -> Term:
    """sum 1/(x + a)^s"""
    exponent, place = int(s.fraction), a.fraction
    if place.denominator == 1:
        return _without_first(_zeta(exponent, Fraction(1)), sum(1 / Fraction(i) ** exponent for i in range(1, int(place))))
    first = (1 / (i + Fraction(1, 2)) ** exponent for i in range(int(place)))
    return _without_first(_zeta(exponent, Fraction(2**exponent - 1)), sum(first))


def telescoped(a: Term, b: Term) -> Term:
    """sum 1/(x + a) - 1/(x + b)"""
    return _rational(sum(1 / (a.fraction + i) for i in range(int(b.fraction - a.fraction))))


def alternating_sum(s: Term, a: Term) -> Term:
    """sum (-1)^x/(x + a)^s"""
    exponent, place = int(s.fraction), a.fraction
    if place.denominator == 1:
        whole = log(TWO) if exponent == 1 else _zeta(exponent, 1 - Fraction(2, 2**exponent))
        first = sum((-1) ** (i - 1) / Fraction(i) ** exponent for i in range(1, int(place)))
        return _signed(int(place) - 1, _without_first(whole, first))
    first = sum((-1) ** i / (i + Fraction(1, 2)) for i in range(int(place)))
    return _signed(int(place), _without_first(mul(HALF, PI), first))


def _without_first(whole: Term, first: Fraction | int) -> Term:
    return add(whole, _rational(-Fraction(first)))


def _signed(place: int, term: Term) -> Term:
    return term if place % 2 == 0 else mul(number(-1), term)


def _rational(value: Fraction | int) -> Term:
    return number(Fraction(value).numerator, Fraction(value).denominator)


def _is_even(s: Term) -> bool:
    return s.op == "number" and s.value[1] == 1 and s.value[0] % 2 == 0 and 2 <= s.value[0] <= HIGHEST


def _place(a: Term) -> Fraction | None:
    """a, if it is 1/2, 1, 3/2, 2 ..."""
    is_number = a.op == "number" and a.value[1] in (1, 2) and 0 < a.fraction <= MOST
    return a.fraction if is_number else None


def _zeta(s: int, factor: Fraction) -> Term:
    """factor zeta(s) = factor |B_s| (2 pi)^s/(2 s!) for an even s."""
    if not factor:
        return ZERO
    value = factor * abs(_bernoulli(s)) * 2 ** (s - 1) / factorial(s)
    return mul(_rational(value), power(PI, s))


def _bernoulli(s: int) -> Fraction:
    numbers = [Fraction(1)]
    for n in range(1, s + 1):
        numbers.append(-sum((comb(n + 1, k) * numbers[k] for k in range(n)), Fraction(0)) / (n + 1))
    return numbers[s]
