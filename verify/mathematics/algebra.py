"""Polynomials over the integers in numbered generators, and fractions of them, with the work counted.

A thin layer over `flint.fmpz_mpoly`: contexts of a few fixed sizes, a size estimate before every operation (the C code
cannot be interrupted), and the reduction by relations g^q = ... of algebraic generators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import comb
from typing import Any, TypeAlias

from flint import Ordering, fmpz_mpoly, fmpz_mpoly_ctx

from verify.fuel import Fuel

Polynomial: TypeAlias = fmpz_mpoly
Fraction2 = tuple[Any, Any]  # numerator and denominator

CONTEXT_SIZES = (16, 48, 128)
MAX_TERMS = 20_000
MAX_FACTOR_TERMS = 300
MAX_FACTOR_DEGREE = 120
MAX_FACTOR_COST = 100_000
MAX_GCD_COST = 60_000
WORD = 64  # bits
_MOST_MULTIPLES = 8  # degree
_FEW_TERMS, _SHORT_TEXT = 4, 200  # of what is looked up by its text
_GENERATOR = re.compile(r"g([0-9]+)")
SHORT = 64  # products of fewer terms cost next to nothing, unless numbers of many words are about


class Undefined(Exception):
    """A denominator is identically zero."""


class TooLarge(Exception):
    """A polynomial would exceed the size bounds; `doing` names the operation."""

    def __init__(self, doing: str) -> None:
        super().__init__(doing)
        self.doing = doing


class TooManyGenerators(TooLarge):
    """The ring has no generator left; a larger one may do."""


@dataclass(frozen=True)
class Ring:
    """The polynomial ring of one size.  Generators are allocated from the last one down; `texts` are theirs, in `places`, too."""

    size: int
    context: Any
    generators: tuple[Any, ...]
    texts: tuple[str, ...]
    places: dict[str, int]
    zero: Any
    one: Any

    def constant(self, value: int) -> Polynomial:
        return self.context.constant(value)

    def from_terms(self, terms: dict[tuple[int, ...], int]) -> Polynomial:
        return self.context.from_dict(terms)


@cache
def ring(size: int) -> Ring:
    context = _context(tuple(range(size)))
    places = {text: index for index, text in enumerate(context.names())}
    return Ring(size, context, tuple(context.gens()), context.names(), places, context.constant(0), context.constant(1))


@cache
def _context(indices: tuple[int, ...]) -> Any:
    return fmpz_mpoly_ctx.get([f"g{index}" for index in indices], Ordering.lex)


def used_generators(polynomial: Polynomial, text: str = "") -> tuple[int, ...]:
    """The generators that occur, in rising order; `text` is that of the polynomial, where it is known.

    A short text takes less time than the exponents of all generators, and has mostly been seen before.
    """
    if text or len(polynomial) <= _FEW_TERMS:
        text = text or str(polynomial)
        if len(text) <= _SHORT_TEXT:
            return _generators_in(text)
    return tuple(index for index, degree in enumerate(polynomial.degrees()) if degree)


@lru_cache(maxsize=1024)
def _generators_in(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(index) for index in _GENERATOR.findall(text)}))


def words(polynomial: Polynomial) -> int:
    """The words of a long coefficient: of the longest among the first, the last and one in the middle."""
    count = len(polynomial)
    if not count:
        return 1
    places = (0, count // 2, count - 1) if count > 1 else (0,)
    return 1 + max(abs(int(polynomial.coefficient(place))).bit_length() for place in places) // WORD


class Fractions:
    """Arithmetic of fractions in one ring, modulo the relations added so far."""

    def __init__(self, size: int, fuel: Fuel) -> None:
        self.ring = ring(size)
        self.fuel = fuel
        self.zero: Fraction2 = (self.ring.zero, self.ring.one)
        self.one: Fraction2 = (self.ring.one, self.ring.one)
        self.relations: list[Polynomial] = []
        self._is_long = False  # whether a number of several words has come in
        self._factors: dict[str, tuple[int, list[tuple[Polynomial, int]]]] = {}

    # -- polynomials

    def reduce(self, polynomial: Polynomial) -> Polynomial:
        """The remainder by the relations; a later generator's relation may produce earlier ones, so it goes first."""
        if polynomial.is_one() or polynomial.is_zero():
            return polynomial
        for relation in reversed(self.relations):
            if len(polynomial) > MAX_TERMS:
                raise TooLarge("reduction by algebraic relations")
            steps = 1 if len(polynomial) < SHORT else 1 + int(max(polynomial.degrees())) // 2
            self.fuel.spend(4 + len(polynomial) * steps // 4, "reduction by algebraic relations")
            polynomial = polynomial % relation
        return polynomial

    def remainder_of_multiple(self, polynomial: Polynomial) -> Polynomial:
        """The remainder of c p for some integer c that is not 0: 2 x + y = 0 makes -y of the 2 x of x, and leaves x alone."""
        for relation in reversed(self.relations):
            leading = int(relation.leading_coefficient())
            if abs(leading) != 1 and not polynomial.is_constant():
                degree = int(polynomial.degrees()[used_generators(relation)[0]])
                if degree <= _MOST_MULTIPLES:
                    polynomial = polynomial * leading**degree
            if polynomial.is_zero() or len(polynomial) > MAX_TERMS:
                break
            self.fuel.spend(4 + len(polynomial) // 4, "reduction by algebraic relations")
            polynomial = polynomial % relation
        return self.reduce(polynomial)

    def times(self, left: Polynomial, right: Polynomial) -> Polynomial:
        size = len(left) * len(right)
        if size > 1:
            if size > 40 * MAX_TERMS:
                raise TooLarge("a product of polynomials")
            cost = 4 + size // 4
            if size >= SHORT or self._is_long:
                cost += cost * 3 * (max(words(left), words(right)) - 1) // 4
            self.fuel.spend(cost, "a product of polynomials")
        return left * right

    def polynomial_power(self, base: Polynomial, exponent: int) -> Polynomial:
        if exponent == 1:
            return base
        terms = len(base)
        if terms > 1:
            count = comb(terms - 1 + exponent, exponent) if exponent < 100_000 and terms < 1_000 else MAX_TERMS + 1
            bits = 1 + exponent * max(int(abs(c)).bit_length() + 4 for c in base.coeffs()) // 64
            if count > MAX_TERMS or count * bits > 10 * MAX_TERMS:
                raise TooLarge("a power of a polynomial")
            self.fuel.spend(4 + count * bits, "a power of a polynomial")
            self._is_long = self._is_long or bits > 1
        elif terms and exponent > 1_000:
            bits = exponent * int(abs(base.coeffs()[0])).bit_length() // 64
            degree = max(base.degrees(), default=0)
            if bits > 10_000 or degree * exponent > 2**40:
                raise TooLarge("a power of a number")
            self.fuel.spend(4 + bits, "a power of a number")
            self._is_long = self._is_long or bits > 1
        return base**exponent

    def factor(self, polynomial: Polynomial) -> tuple[int, list[tuple[Polynomial, int]]]:
        """Integer content, and primitive irreducible factors with positive leading coefficient and their exponents.

        Too large a polynomial counts as irreducible, which loses proofs but makes none.
        """
        if self._is_long or len(polynomial) >= SHORT:
            self.fuel.spend(len(polynomial) * words(polynomial), "the text of a polynomial")
        key = str(polynomial)
        found = self._factors.get(key)
        if found is None:
            found = self._monomial_factors(polynomial, key) if len(polynomial) < 2 else self._factor(polynomial)
            self._factors[key] = found
        return found

    def _monomial_factors(self, polynomial: Polynomial, text: str) -> tuple[int, list[tuple[Polynomial, int]]]:
        if polynomial.is_zero():
            return 0, []
        used = used_generators(polynomial, text)
        exponents = dict.fromkeys(used, 1) if polynomial.total_degree() == len(used) else polynomial.monomial(0)
        return int(polynomial.coefficient(0)), [(self.ring.generators[i], int(exponents[i])) for i in used]

    def _factor(self, polynomial: Polynomial) -> tuple[int, list[tuple[Polynomial, int]]]:
        content = abs(int(polynomial.content())) if hasattr(polynomial, "content") else 1
        primitive = polynomial / content if content != 1 else polynomial
        if primitive.leading_coefficient() < 0:
            primitive, content = -primitive, -content
        degrees = {index: int(degree) for index, degree in enumerate(primitive.degrees()) if degree}
        if _is_linear_somewhere(primitive, degrees):
            return content, [(primitive, 1)]
        if len(primitive) > MAX_FACTOR_TERMS or sum(degrees.values()) > MAX_FACTOR_DEGREE:
            return content, [(primitive, 1)]
        cost = _cost_of_factors(primitive, degrees)
        if cost > MAX_FACTOR_COST:
            return content, [(primitive, 1)]
        self.fuel.spend(300 + cost, "a factorisation")
        try:
            unit, factors = primitive.project_to_context(_context(tuple(degrees))).factor()
        except OverflowError:  # flint sorts the factors, and compares coefficients as machine numbers
            return content, [(primitive, 1)]
        content *= int(unit)
        out = []
        for factor, exponent in factors:
            whole = factor.project_to_context(self.ring.context)
            if whole.leading_coefficient() < 0:
                whole = -whole
                content *= (-1) ** int(exponent)
            out.append((whole, int(exponent)))
        out.sort(key=lambda pair: str(pair[0]))
        return content, out

    # -- fractions

    def fraction(self, numerator: Polynomial, denominator: Polynomial) -> Fraction2:
        """Reduced, with a positive leading coefficient below; raises Undefined if the denominator is 0."""
        if self.relations:
            numerator, denominator = self.reduce(numerator), self.reduce(denominator)
        if denominator.is_zero():
            raise Undefined
        if numerator.is_zero():
            return self.zero
        if denominator.is_one():
            return numerator, denominator
        size = len(numerator) * len(denominator)
        cost = 20 + size // 2
        if size >= SHORT or self._is_long:
            cost *= max(words(numerator), words(denominator))
        if cost <= MAX_GCD_COST:
            self.fuel.spend(cost, "a greatest common divisor")
            divisor = numerator.gcd(denominator)
            if not divisor.is_one():
                numerator, denominator = numerator / divisor, denominator / divisor
        if denominator.leading_coefficient() < 0:
            numerator, denominator = -numerator, -denominator
        return numerator, denominator

    def add(self, left: Fraction2, right: Fraction2) -> Fraction2:
        if left[1] == right[1]:
            if left[1].is_one():
                return left[0] + right[0], left[1]
            return self.fraction(left[0] + right[0], left[1])
        if left[1].is_one():
            return self.times(left[0], right[1]) + right[0], right[1]
        if right[1].is_one():
            return left[0] + self.times(right[0], left[1]), left[1]
        numerator = self.times(left[0], right[1]) + self.times(right[0], left[1])
        return self.fraction(numerator, self.times(left[1], right[1]))

    def multiply(self, left: Fraction2, right: Fraction2) -> Fraction2:
        if left[1].is_one() and right[1].is_one():
            product = self.times(left[0], right[0])
            return (self.reduce(product) if self.relations else product), left[1]
        return self.fraction(self.times(left[0], right[0]), self.times(left[1], right[1]))

    def negate(self, value: Fraction2) -> Fraction2:
        return -value[0], value[1]

    def subtract(self, left: Fraction2, right: Fraction2) -> Fraction2:
        return self.add(left, self.negate(right))

    def invert(self, value: Fraction2) -> Fraction2:
        numerator, denominator = value
        if self.relations:
            numerator = self.reduce(numerator)
        if numerator.is_zero():
            raise Undefined
        if numerator.leading_coefficient() < 0:
            numerator, denominator = -numerator, -denominator
        return denominator, numerator

    def power(self, value: Fraction2, exponent: int) -> Fraction2:
        if exponent == 0:
            return self.one
        if exponent < 0:
            value, exponent = self.invert(value), -exponent
        numerator = self.polynomial_power(value[0], exponent)
        denominator = self.polynomial_power(value[1], exponent)
        return self.fraction(numerator, denominator) if self.relations else (numerator, denominator)

    def rational(self, numerator: int, denominator: int = 1) -> Fraction2:
        if numerator.bit_length() > WORD or denominator.bit_length() > WORD:
            self._is_long = True
        return self.ring.constant(numerator), (self.ring.constant(denominator) if denominator != 1 else self.ring.one)

    def is_zero(self, value: Fraction2) -> bool:
        return bool((self.remainder_of_multiple(value[0]) if self.relations else value[0]).is_zero())

    def as_rational(self, value: Fraction2) -> tuple[int, int] | None:
        """(p, q) if the fraction is the rational p/q."""
        if len(value[0]) > 1 or len(value[1]) > 1 or not (value[0].is_constant() and value[1].is_constant()):
            return None
        numerator = 0 if value[0].is_zero() else int(value[0].leading_coefficient())
        return numerator, int(value[1].leading_coefficient())


def _is_linear_somewhere(polynomial: Polynomial, degrees: dict[int, int]) -> bool:
    """Degree 1 in a generator, with a constant cofactor, and primitive: irreducible without further ado."""
    return any(degree == 1 and polynomial.derivative(index).is_constant() for index, degree in degrees.items())


def _cost_of_factors(polynomial: Polynomial, degrees: dict[int, int]) -> int:
    """An upper estimate of the work of a factorisation, fitted to measurements."""
    longest = 1 + max(abs(int(coefficient)).bit_length() for coefficient in polynomial.coeffs()) // WORD
    degree = max(degrees.values())
    if len(degrees) == 1:
        return int(10 * degree**1.5 * longest**1.25)
    return 20 * len(polynomial) * len(degrees) * longest * (1 + degree // 8)
