"""A fraction that has the same sign as a polynomial everywhere, because an increasing function was taken of two terms.

    A - B                        A^q - B^q          A, B >= 0; q a multiple of the degrees of the roots in them
    A - B                        log A - log B      A, B > 0
    a log f + b log g + ...      |f|^a |g|^b ... - 1, as a difference of two products
    atan u - atan v,  atan u     u - v,  u          and the same for asin and erf; u + v for a sum, as they are odd

x - y has not the sign of x^2 - y^2 where x < 0: the signs of A and B come from what is known of the domain.
"""

from __future__ import annotations

from collections.abc import Collection
from math import lcm
from typing import TYPE_CHECKING

from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.recheck.kernels import Kernel, Kernels

if TYPE_CHECKING:
    from verify.recheck.signs import Signs

INCREASING = ("atan", "asin", "erf")
MAX_DEGREE = 12
MAX_CONTENT = 2**64
_NEGATIVE, _ZERO, _POSITIVE = 1, 2, 4


def image(signs: Signs, polynomial: Polynomial, used: Collection[int]) -> Fraction2 | None:
    """The fraction, in kernels that are admitted; None if the polynomial, in the generators `used`, is of no such form."""
    kernels = signs.kernels
    kinds = {kernels.table[index].kind for index in used if index in kernels.table}
    if kinds <= {"atom"} or not kernels.are_usable(used) or not kernels.are_real(used):
        return None
    found: Fraction2 | None = None
    if "root" in kinds:
        found = _without_roots(signs, polynomial, [kernels.table[index] for index in used])
    elif "exp" in kinds:
        found = _logarithms(signs, polynomial)
    elif kinds == {"log"}:
        found = _arguments_of_logarithms(signs, polynomial)
    elif kinds == {"function"}:
        found = _arguments(kernels, polynomial)
    return found if found is not None and kernels.usable(*found) else None


def _two_terms(signs: Signs, polynomial: Polynomial, allowed: int) -> tuple[Polynomial, Polynomial] | None:
    """(A, B) for A - B, where the signs of A and B are among the allowed ones."""
    if len(polynomial) != 2:
        return None
    parts: dict[bool, Polynomial] = {}
    for exponents, coefficient in polynomial.terms():
        part = signs.kernels.fractions.ring.from_terms({tuple(map(int, exponents)): abs(int(coefficient))})
        if signs.polynomial(part) & ~allowed:
            return None
        parts[int(coefficient) > 0] = part
    return (parts[True], parts[False]) if len(parts) == 2 else None


def _without_roots(signs: Signs, polynomial: Polynomial, kernels: list[Kernel]) -> Fraction2 | None:
    degree = lcm(*(kernel.data[1] for kernel in kernels if kernel.kind == "root"))
    parts = _two_terms(signs, polynomial, _POSITIVE | _ZERO) if degree <= MAX_DEGREE else None
    if parts is None:
        return None
    fractions = signs.kernels.fractions
    first, second = (fractions.polynomial_power(part, degree) for part in parts)
    return fractions.reduce(first - second), fractions.ring.one


def _logarithms(signs: Signs, polynomial: Polynomial) -> Fraction2 | None:
    parts = _two_terms(signs, polynomial, _POSITIVE)
    if parts is None:
        return None
    fractions, total = signs.kernels.fractions, signs.kernels.fractions.zero
    for part, side in zip(parts, (1, -1), strict=True):
        for index in used_generators(part):
            logarithm = _log_of_generator(signs, index)
            if logarithm is None:
                return None
            times = fractions.rational(side * int(part.degrees()[index]))
            total = fractions.add(total, fractions.multiply(logarithm, times))
        content = _log_of_number(signs.kernels, int(part.leading_coefficient()))
        if content is None:
            return None
        total = fractions.add(total, fractions.multiply(content, fractions.rational(side)))
    return total


def _log_of_generator(signs: Signs, index: int) -> Fraction2 | None:
    """log g of a generator that is positive, which is defined wherever g is."""
    kernels = signs.kernels
    kernel = kernels.table[index]
    if kernel.kind == "exp":
        return kernels.fractions.multiply(kernel.data[0], kernels.fractions.rational(1, kernel.data[1]))
    found = kernels.find("log", str(kernels.fractions.ring.generators[index]))
    if found and found[0] not in kernels.admitted and signs.generator(index) == _POSITIVE:
        kernels.admitted[found[0]] = _NEGATIVE | _ZERO | _POSITIVE
    return kernels.generator(found[0]) if found and found[0] in kernels.admitted else None


def _log_of_number(kernels: Kernels, content: int) -> Fraction2 | None:
    """log c for a natural number c, by the logarithms of numbers in the table; these are defined, and not negative."""
    total = kernels.fractions.zero
    if content > MAX_CONTENT:
        return None
    for index, kernel in kernels.table.items():
        if kernel.kind == "log" and kernel.data[0].is_constant():
            base = int(kernel.data[0].leading_coefficient())
            while base > 1 and content % base == 0:
                content //= base
                kernels.admitted.setdefault(index, _POSITIVE)
                total = kernels.fractions.add(total, kernels.generator(index))
    return total if content == 1 else None


def _arguments_of_logarithms(signs: Signs, polynomial: Polynomial) -> Fraction2 | None:
    if polynomial.total_degree() != 1:
        return None
    fractions = signs.kernels.fractions
    sides = {True: fractions.ring.one, False: fractions.ring.one}
    for exponents, coefficient in polynomial.terms():
        places = [index for index, exponent in enumerate(exponents) if exponent]
        if not places or abs(int(coefficient)) > MAX_DEGREE:
            return None
        argument = signs.kernels.table[places[0]].data[0]
        known = signs.polynomial(argument) if signs.kernels.usable(argument) else 0
        if known not in (_POSITIVE, _NEGATIVE):
            return None
        factor = fractions.polynomial_power(argument if known == _POSITIVE else -argument, abs(int(coefficient)))
        sides[coefficient > 0] = fractions.times(sides[coefficient > 0], factor)
    return fractions.reduce(sides[True] - sides[False]), fractions.ring.one


def _arguments(kernels: Kernels, polynomial: Polynomial) -> Fraction2 | None:
    fractions = kernels.fractions
    if polynomial.total_degree() != 1 or len(polynomial) > 2:
        return None
    total, names = fractions.zero, set()
    for exponents, coefficient in polynomial.terms():
        places = [index for index, exponent in enumerate(exponents) if exponent]
        if not places or int(coefficient) not in (1, -1):
            return None
        op, _, args = kernels.table[places[0]].data
        names.add(op)
        if op not in INCREASING:
            return None
        total = fractions.add(total, args[0] if int(coefficient) == 1 else fractions.negate(args[0]))
    return total if len(names) == 1 else None
