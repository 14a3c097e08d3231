"""Powers and absolute values of what may be 0, or of either sign: factor by factor, by kernels that stand for themselves.

|u| is the product of |f|^k over the factors f^k of u.  x^y for x >= 0 and y > 0 is p^y times the listed powers, where
x = p u^k v^l ... with p > 0 and u, v >= 0: ("kept", index, n) is a kernel u^z to the power n, and ("whole", u, n) is u^n.
The exponents of each u have to add up to k y.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2, Polynomial
from verify.recheck.kernels import Rejected, demand
from verify.recheck.powers import exponential_of, log_abs, may_be_integral, products_of
from verify.recheck.powers import power_value as power_by_cases
from verify.recheck.signs import KNOWN, NEGATIVE, NONNEGATIVE, POSITIVE
from verify.term import Term

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk


def abs_value(walk: Walk, argument: Fraction2) -> Fraction2:
    """|u| of a real u whose sign is not known."""
    result = walk.fractions.one
    for polynomial, side in zip(argument, (1, -1), strict=True):
        content, factors = walk.kernels.factor(polynomial)
        result = walk.fractions.multiply(result, walk.fractions.power(walk.fractions.rational(abs(content)), side))
        for factor, exponent in factors:
            part = walk.fractions.power(_abs_of_factor(walk, factor, exponent), side * exponent)
            result = walk.fractions.multiply(result, part)
    return result


def _abs_of_factor(walk: Walk, factor: Polynomial, exponent: int) -> Fraction2:
    value = factor, walk.fractions.ring.one
    signs = walk.signs.polynomial(factor)
    if signs in KNOWN or exponent % 2 == 0:
        return walk.fractions.negate(value) if signs in KNOWN and signs & NEGATIVE else value
    index = _kernel(walk, "abs", (value,))
    return walk.admit(index, NONNEGATIVE)


def _kernel(walk: Walk, op: str, args: tuple[Fraction2, ...]) -> int:
    for index in walk.kernels.find("function", (op, None)):
        if walk.kernels.table[index].data[2] == args:
            return index
    raise Rejected(f"no kernel for a value of {op}")


def power_value(walk: Walk, term: Term) -> Fraction2:
    if any(item[0] in _KEPT for item in walk.products.get(term, ())):
        return _kept_power(walk, term)
    return power_by_cases(walk, term)


def _kept_power(walk: Walk, term: Term) -> Fraction2:
    """x^y of a real x >= 0 that may be 0, for a real y > 0."""
    base, exponent = walk.real(term.args[0]), walk.of(term.args[1])
    if not may_be_integral(term.args[1]):
        walk.signs.narrow(base, NONNEGATIVE)
    is_positive = walk.is_real(exponent) and walk.signs.fraction(exponent) == POSITIVE
    demand(is_positive, "a power of what may be 0 whose exponent may be 0")
    by_unit: dict[str, tuple[Polynomial, Fraction2]] = {}
    result, rest = walk.fractions.one, []
    for item in products_of(walk, term):
        if item[0] not in _KEPT:
            rest.append(item)
            continue
        unit, part, value = _KEPT[item[0]](walk, *item[1:])
        total = by_unit.get(str(unit), (unit, walk.fractions.zero))[1]
        by_unit[str(unit)] = unit, walk.fractions.add(total, part)
        result = walk.fractions.multiply(result, value)
    product = walk.fractions.one
    for unit, total in by_unit.values():
        times = walk.fractions.as_rational(walk.fractions.multiply(total, walk.fractions.invert(exponent)))
        demand(times is not None and times[0] > 0 and times[1] == 1, "exponents that do not add up")
        assert times is not None
        product = walk.fractions.multiply(product, walk.fractions.power((unit, walk.fractions.ring.one), times[0]))
    positive = walk.fractions.multiply(base, walk.fractions.invert(product))
    demand(all(walk.signs.polynomial(part) in (POSITIVE, NEGATIVE) for part in positive), "a part of a power that may be 0")
    demand(walk.signs.fraction(positive) == POSITIVE, "a part of a power that may be negative")
    demand(walk.kernels.same(walk.fractions.multiply(positive, product), base), "the factors of a power do not multiply out")
    strict = exponential_of(walk, rest, walk.fractions.multiply(exponent, log_abs(walk, positive)))
    return walk.fractions.multiply(strict, result)


def _power_of_unit(walk: Walk, index: Any, times: Any) -> tuple[Polynomial, Fraction2, Fraction2]:
    """(u, n z, kernel^n) for a kernel u^z with u >= 0 and z > 0."""
    demand(type(index) is int and index in walk.kernels.find("function", ("power", None)), "no kernel for a power")
    demand(type(times) is int and times > 0, "a power of a power that is no natural number")
    unit, exponent = walk.kernels.table[index].data[2]
    demand(unit[1].is_one() and walk.kernels.usable(unit[0], *exponent), "a power of kernels that may be undefined")
    demand(walk.kernels.is_real(unit[0]) and walk.is_real(exponent), "a power of complex numbers")
    demand(not walk.signs.polynomial(unit[0]) & ~NONNEGATIVE, "a power of what may be negative")
    demand(walk.signs.polynomial(exponent[1]) in (POSITIVE, NEGATIVE), "an exponent with a denominator that may be 0")
    demand(walk.signs.fraction(exponent) == POSITIVE, "a power of what may be 0 whose exponent may be 0")
    total = walk.fractions.multiply(exponent, walk.fractions.rational(times))
    return unit[0], total, walk.fractions.power(walk.admit(index, NONNEGATIVE), times)


def _whole_power(walk: Walk, unit: Any, times: Any) -> tuple[Polynomial, Fraction2, Fraction2]:
    """(u, n, u^n) for u >= 0 and a natural number n."""
    demand(walk.kernels.usable(walk.kernels.polynomial(unit)) and walk.kernels.is_real(unit), "a power of other kernels")
    demand(type(times) is int and times > 0, "a whole power that is no natural number")
    demand(not walk.signs.polynomial(unit) & ~NONNEGATIVE, "a power of what may be negative")
    return unit, walk.fractions.rational(times), walk.fractions.power((unit, walk.fractions.ring.one), times)


_KEPT: dict[str, Callable[..., tuple[Polynomial, Fraction2, Fraction2]]] = {"kept": _power_of_unit, "whole": _whole_power}
