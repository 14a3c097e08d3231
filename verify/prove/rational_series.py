r"""Series of rational numbers by partial fractions: 1/(k (k + 1)), 1/k^2, (-1)^k/(2 k + 1), and what is made of them.

    c P(x)/Q(x) (-1)^x = sum_i c_i/(x + a_i)^s        where Q has rational roots -a_i < 0 only
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import partial
from itertools import pairwise

from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2, Polynomial
from verify.mathematics.integrals import Instance
from verify.mathematics.linear_terms import linear
from verify.mathematics.rational_series import is_alternating, is_series_of_powers, is_telescoping
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.term import MINUS_ONE, Term, free_symbols, mul, number

_HIGHEST_DEGREE = 12
Coefficients = list[Fraction]  # from that of 1 on


def rational_instances(body: Term, point: Term, fuel: Fuel) -> tuple[Instance, ...] | None:
    """The body as a combination of series with known values; None if it is none of them."""
    sign, rest, alternates = 1, [], False
    for factor in _factors(body):
        exponent = linear(factor.args[1], point) if factor.op == "power" and factor.args[0] is MINUS_ONE else None
        if exponent is None or not exponent[0]:
            rest.append(factor)
        elif exponent[0].denominator > 1 or exponent[1].denominator > 1:
            return None
        else:
            alternates ^= exponent[0] % 2 == 1
            sign *= -1 if exponent[1] % 2 else 1
    if not any(point in free_symbols(factor) for factor in rest):
        return None
    return compute((), fuel, partial(_of_fractions, mul(*rest), point, sign, alternates))


def _factors(term: Term) -> list[Term]:
    return [each for arg in term.args for each in _factors(arg)] if term.op == "mul" else [term]


def _of_fractions(body: Term, point: Term, sign: int, alternates: bool, form: NormalForm) -> tuple[Instance, ...]:
    numerator, denominator = form.of(body)
    place = form.table.single(form.of(point)[0])
    if place is None or {index for index in form.table.kernels if form.table.depends(index, point)} != {place}:
        raise Unsupported("a series that is none of fractions")
    above, outside_above = _by_place(form, numerator, place)
    below, outside_below = _by_place(form, denominator, place)
    outside = form.fractions.multiply(outside_above, form.fractions.power(outside_below, -1))
    roots: dict[Fraction, int] = {}
    leading = Fraction(sign)
    for coefficients, times in below:
        if len(coefficients) != 2:
            raise Unsupported("a series with a factor below that is not linear")
        roots[coefficients[0] / coefficients[1]] = times
        leading /= coefficients[1] ** times
    top = [leading]
    for coefficients, times in above:
        for _ in range(times):
            top = _product(top, coefficients)
    degree = sum(roots.values())
    if not roots or min(roots) <= 0 or degree > _HIGHEST_DEGREE or len(top) > degree + alternates - 1:
        raise Unsupported("a series that does not converge, or with a term that is not defined")
    factor = form.table.fraction_term(outside)
    parts = {(a, s): value for a in roots for s, value in _parts(top, roots, a) if value}
    found = _alternating(parts) if alternates else _plain(parts)
    return tuple((name, mul(number(value.numerator, value.denominator), factor), parameters) for name, value, parameters in found)


def _by_place(form: NormalForm, polynomial: Polynomial, place: int) -> tuple[list[tuple[Coefficients, int]], Fraction2]:
    """The factors with the variable, as coefficients, and the product of the others."""
    content, factors = form.fractions.factor(polynomial)
    found: list[tuple[Coefficients, int]] = []
    outside = form.fractions.rational(content)
    for factor, times in factors:
        degree = int(factor.degrees()[place])
        if not degree:
            outside = form.fractions.multiply(outside, form.fractions.power((factor, form.fractions.ring.one), times))
            continue
        coefficients = [Fraction(0)] * (degree + 1)
        for exponents, coefficient in factor.terms():
            if any(int(e) for index, e in enumerate(exponents) if index != place):
                raise Unsupported("a series with other names beside its index")
            coefficients[int(exponents[place])] = Fraction(int(coefficient))
        found.append((coefficients, times))
    return found, outside


def _parts(top: Coefficients, roots: dict[Fraction, int], a: Fraction) -> Iterable[tuple[int, Fraction]]:
    """(s, c) for the parts c/(x + a)^s of top/prod (x + b)^m: by Taylor's formula at x = -a."""
    times = roots[a]
    series = _shifted(top, -a)[:times]
    for b, m in roots.items():
        if b != a:
            inverse = [(-1) ** i / (b - a) ** (i + 1) for i in range(times)]  # of t + (b - a)
            for _ in range(m):
                series = _product(series, inverse)[:times]
    series += [Fraction(0)] * (times - len(series))
    return ((times - place, value) for place, value in enumerate(series))


def _shifted(coefficients: Coefficients, by: Fraction) -> Coefficients:
    """The coefficients of f(t + by), by Horner's scheme."""
    found = [Fraction(0)]
    for coefficient in reversed(coefficients):
        found = _product(found, [by, Fraction(1)])
        found[0] += coefficient
    return found


def _product(left: Coefficients, right: Coefficients) -> Coefficients:
    found = [Fraction(0)] * (len(left) + len(right) - 1)
    for i, x in enumerate(left):
        for j, y in enumerate(right):
            found[i + j] += x * y
    return found


_Found = list[tuple[str, Fraction, tuple[Term, ...]]]


def _plain(parts: dict[tuple[Fraction, int], Fraction]) -> _Found:
    """Powers by themselves, and 1/(x + a) beside others whose coefficients add up to 0."""
    found: _Found = []
    simple = sorted((a, value) for (a, s), value in parts.items() if s == 1)
    classes: dict[Fraction, list[tuple[Fraction, Fraction]]] = {}
    for a, value in simple:
        classes.setdefault(a % 1, []).append((a, value))
    for each in classes.values():
        total = Fraction(0)
        for (a, value), (b, _) in pairwise(each):
            total += value
            found.append(("telescoping", total, (_number(a), _number(b))))
        if total + each[-1][1]:
            raise Unsupported("a series that does not telescope")
    found += [("powers", value, (number(s), _number(a))) for (a, s), value in parts.items() if s > 1]
    for name, _, parameters in found:
        if not (is_telescoping if name == "telescoping" else is_series_of_powers)(*parameters):
            raise Unsupported("a series without a known value")
    return [each for each in found if each[1]]


def _alternating(parts: dict[tuple[Fraction, int], Fraction]) -> _Found:
    found: _Found = [("alternating", value, (number(s), _number(a))) for (a, s), value in parts.items()]
    if not all(is_alternating(*parameters) for _, _, parameters in found):
        raise Unsupported("a series without a known value")
    return found


def _number(value: Fraction) -> Term:
    return number(value.numerator, value.denominator)


