"""Floors in a normal form: each step from one floor to another is a rule for integers, whose side conditions are checked.

    out     floor(v + q) = floor(v) + q             q a polynomial in integers; floor(x + 1/2) is not floor(x) + 1/2
    mirror  floor(N/D) = -1 - floor((-N - 1)/D)     N and D > 0 polynomials in integers; floor(-x) = -1 - floor(x) is false at 0
    inner   floor((floor(u) + r)/D) = floor((u + r)/D)     r and D > 0 polynomials in integers; false for D = 1/2
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.recheck.functions import matching
from verify.recheck.kernels import Rejected, demand
from verify.recheck.signs import ANY, POSITIVE
from verify.sort import Scalar
from verify.term import Term

if TYPE_CHECKING:
    from verify.recheck.normal_form import Walk

MAX_STEPS = 40


def rounded_value(walk: Walk, term: Term) -> Fraction2:
    """floor(v), and ceiling(v) = -floor(-v), as a + s floor(w): rational numbers are computed, any other floor is a kernel."""
    fractions = walk.fractions
    sign, inside, outside = 1, walk.real(term.args[0]), fractions.zero
    if term.op == "ceiling":
        sign, inside = -1, fractions.negate(inside)
    steps = walk.products.get(term, ())
    demand(len(steps) <= MAX_STEPS, "too many steps between floors")
    for name, *data in steps:
        demand(name in ("out", "mirror", "inner"), "an unknown step between floors")
        if name == "out":
            whole = _whole(walk, *data)
            inside, outside = fractions.subtract(inside, whole), fractions.add(outside, _signed(walk, sign, whole))
        elif name == "mirror":
            inside, outside = _mirrored(walk, inside), fractions.add(outside, fractions.rational(-sign))
            sign = -sign
        else:
            inside = _unwrapped(walk, inside, *data)
    known = fractions.as_rational(inside)
    if known is not None:
        value = fractions.rational(floor(Fraction(*known)))
    else:
        index = matching(walk, "floor", None, (inside,))
        if index is None:
            raise Rejected("no kernel for a floor")
        value = walk.admit(index, ANY)
    return fractions.add(outside, _signed(walk, sign, value))


def _signed(walk: Walk, sign: int, value: Fraction2) -> Fraction2:
    return value if sign > 0 else walk.fractions.negate(value)


def _whole(walk: Walk, claimed: Any) -> Fraction2:
    polynomial = walk.kernels.polynomial(claimed)
    demand(is_integer(walk, polynomial), "something taken out of a floor that may be no integer")
    return polynomial, walk.fractions.ring.one


def _mirrored(walk: Walk, value: Fraction2) -> Fraction2:
    above, below = value
    demand(is_integer(walk, above), "a floor of something that may be no fraction of integers")
    _demand_positive_integer(walk, below)
    return walk.fractions.fraction(-above - walk.fractions.ring.one, below)


def _demand_positive_integer(walk: Walk, polynomial: Polynomial) -> None:
    demand(is_integer(walk, polynomial), "a floor of a fraction whose denominator may be no integer")
    demand(walk.signs.polynomial(polynomial) == POSITIVE, "a floor of a fraction whose denominator may be negative")


def _unwrapped(walk: Walk, value: Fraction2, index: Any, slope: Any) -> Fraction2:
    """(r + g)/D or (r - g)/D, with g = floor(u): u in the place of g, and of -g = 1 + floor((-N - 1)/D') for u = N/D'."""
    above, below = value
    kernel = walk.kernels.table.get(index) if type(index) is int else None
    demand(kernel is not None and kernel.kind == "function" and kernel.data[0] == "floor", "no floor inside of a floor")
    demand(index in walk.kernels.admitted and slope in (1, -1), "a floor inside of a floor that may be undefined")
    assert kernel is not None
    fractions = walk.fractions
    generator, inner = walk.kernels.generator(index), kernel.data[2][0]
    rest: Any = above - generator[0] * slope
    demand(index not in used_generators(rest) and is_integer(walk, rest), "a floor plus something that may be no integer")
    _demand_positive_integer(walk, below)
    if slope == -1:
        inner = fractions.add(_mirrored(walk, inner), fractions.one)
    return fractions.multiply(fractions.add((rest, fractions.ring.one), inner), (fractions.ring.one, below))


def is_integer(walk: Walk, polynomial: Polynomial) -> bool:
    """Whether a polynomial, which has integer coefficients, is one in integer symbols and floors that are defined."""
    for index in used_generators(polynomial):
        kernel = walk.kernels.table.get(index)
        if kernel is None or index not in walk.kernels.admitted:
            return False
        if kernel.kind == "function" and kernel.data[0] == "floor":
            continue
        name = kernel.data[0] if kernel.kind == "atom" else None
        if name is None or name.op != "symbol" or not isinstance(name.sort, Scalar) or not name.sort.is_integer:
            return False
    return True


RULES = dict.fromkeys(("floor", "ceiling"), rounded_value)
