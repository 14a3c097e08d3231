"""The sign of a difference f(u) - f(v) of values of an increasing function is that of u - v.

    A^q - B^q         for A - B with roots of degree q in it, A, B >= 0
    log A - log B     for A - B, where A, B > 0 are products of exponentials and of what has a logarithm in the table
    u - v             for atan u - atan v, and the like;  u for atan u
    f^a g^b ... - 1   for a log f + b log g + ..., in the form of two products
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import lcm
from typing import Any

from flint import fmpz

from verify.mathematics.algebra import Fraction2, Fractions, Polynomial
from verify.prove.kernels import Kernel, KernelTable, Sign

INCREASING_AND_ODD = frozenset(("atan", "asin", "erf"))
MAX_DEGREE = 12
MAX_CONTENT_BITS = 64
MAX_LOGARITHMS = 4

SignOf = Callable[[Polynomial], Sign | None]


def image(
    fractions: Fractions, table: KernelTable, polynomial: Polynomial, used: Iterable[int], sign_of: SignOf
) -> Fraction2 | None:
    """A fraction in kernels that come before those of the polynomial, with the same sign everywhere; None if none is seen.

    `used` are its generators; `sign_of` tells the signs of single ones.
    """
    kinds = {table.kernels[index].kind for index in used}
    if kinds == {"atom"}:
        return None
    rule = _Images(fractions, table, sign_of)
    if "root" in kinds:
        return rule.of_roots(polynomial)
    if "exp" in kinds:
        return rule.of_exponentials(polynomial)
    if kinds == {"log"}:
        return rule.of_logarithms(polynomial)
    return rule.of_functions(polynomial) if kinds == {"function"} else None


class _Images:
    def __init__(self, fractions: Fractions, table: KernelTable, sign_of: SignOf) -> None:
        self.fractions = fractions
        self.table = table
        self.sign_of = sign_of

    def _difference(self, polynomial: Polynomial) -> list[Polynomial] | None:
        """[A, B] for A - B, with monomials A and B that are known not to be negative."""
        if len(polynomial) != 2:
            return None
        terms = [(tuple(map(int, exponents)), int(coefficient)) for exponents, coefficient in polynomial.terms()]
        terms.sort(key=lambda pair: -pair[1])
        if not terms[0][1] > 0 > terms[1][1]:
            return None
        for exponents, _ in terms:
            for index, exponent in enumerate(exponents):
                if exponent % 2:
                    sign = self.sign_of(self.table.generator(index))
                    if sign is None or sign[0] < 0:
                        return None
        return [self.fractions.ring.from_terms({exponents: abs(coefficient)}) for exponents, coefficient in terms]

    def of_roots(self, polynomial: Polynomial) -> Fraction2 | None:
        parts = self._difference(polynomial)
        kernels = [self.table.kernels[index] for index, degree in enumerate(polynomial.degrees()) if degree > 0]
        degree = lcm(*(kernel.data[1] for kernel in kernels if kernel.kind == "root"))
        if parts is None or degree > MAX_DEGREE:
            return None
        first, second = (self.fractions.polynomial_power(part, degree) for part in parts)
        return self.fractions.reduce(first - second), self.fractions.ring.one

    def of_exponentials(self, polynomial: Polynomial) -> Fraction2 | None:
        parts = self._difference(polynomial)
        if parts is None:
            return None
        logarithms = [self._log(part) for part in parts]
        if logarithms[0] is None or logarithms[1] is None:
            return None
        return self.fractions.subtract(logarithms[0], logarithms[1])

    def _log(self, monomial: Polynomial) -> Fraction2 | None:
        """The logarithm of a positive monomial, if the logarithms of all generators in it are in the table."""
        total = self.fractions.zero
        content = int(monomial.leading_coefficient())
        if content.bit_length() > MAX_CONTENT_BITS:
            return None
        parts: list[tuple[Any, int]] = [(self.fractions.ring.constant(int(p)), int(e)) for p, e in fmpz(content).factor()]
        parts += [(self.table.generator(index), int(e)) for index, e in enumerate(monomial.degrees()) if e > 0]
        for factor, exponent in parts:
            part = self._log_of_factor(factor)
            if part is None:
                return None
            total = self.fractions.add(total, self.fractions.multiply(part, self.fractions.rational(exponent)))
        return total

    def _log_of_factor(self, factor: Polynomial) -> Fraction2 | None:
        index = self.table.single(factor)
        kernel = None if index is None else self.table.kernels[index]
        if kernel is not None and kernel.kind == "exp":
            return self.fractions.multiply(kernel.data[0], self.fractions.rational(1, kernel.data[1]))
        key = ("log", str(factor))
        known = self.table.index(key, Kernel("log", (factor,), (1, True))) if index is None else self.table.find(key)
        if known is None or (index is not None and self.sign_of(factor) != (1, True)):
            return None
        return self.table.generator(known), self.fractions.ring.one

    def of_logarithms(self, polynomial: Polynomial) -> Fraction2 | None:
        if polynomial.total_degree() != 1 or len(polynomial) > MAX_LOGARITHMS:
            return None
        sides = [self.fractions.ring.one, self.fractions.ring.one]
        for exponents, coefficient in polynomial.terms():
            if not any(exponents) or abs(int(coefficient)) > MAX_DEGREE:
                return None
            argument = self.table.kernels[next(i for i, e in enumerate(exponents) if e)].data[0]
            sign = self.sign_of(argument)
            if sign is None or not sign[0] or not sign[1]:
                return None
            side = 0 if coefficient > 0 else 1
            power = self.fractions.polynomial_power(argument * sign[0], abs(int(coefficient)))
            sides[side] = self.fractions.times(sides[side], power)
        return self.fractions.reduce(sides[0] - sides[1]), self.fractions.ring.one

    def of_functions(self, polynomial: Polynomial) -> Fraction2 | None:
        """For f(u), or f(u) +- f(v), an increasing odd f."""
        terms = [(next((i for i, e in enumerate(es) if e), None), int(c)) for es, c in polynomial.terms()]
        if polynomial.total_degree() != 1 or len(terms) > 2 or any(abs(c) != 1 for _, c in terms):
            return None
        kernels = [self.table.kernels[index] for index, _ in terms if index is not None]
        if len(kernels) < len(terms) or len({kernel.data[0] for kernel in kernels}) > 1:
            return None
        if kernels[0].data[0] not in INCREASING_AND_ODD:
            return None
        total = self.fractions.zero
        for kernel, (_, coefficient) in zip(kernels, terms, strict=True):
            part = kernel.data[2][0]
            total = self.fractions.add(total, part if coefficient > 0 else self.fractions.negate(part))
        return total
