"""The sign of a polynomial in kernels, from the sorts, the assumptions of the cell, and the coefficients.

A sign is (s, strict): s * value > 0 wherever it is strict, s * value >= 0 otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from verify.mathematics.algebra import Fraction2, Fractions, Polynomial, used_generators
from verify.prove.kernels import KernelTable, Sign, scalar_sort
from verify.prove.monotone import image
from verify.sort import Scalar

MAX_MOEBIUS_DEGREE = 12
SIGN_FUEL = 10


class NeedSign(Exception):
    """The walk cannot go on without the sign of this polynomial (irreducible, primitive)."""

    def __init__(self, polynomial: Polynomial, strict: bool) -> None:
        self.polynomial = polynomial
        self.strict = strict


class SignOracle:
    """Signs known in one cell.  `assumed` maps the text of an irreducible polynomial to its sign; (0, True) means zero."""

    def __init__(self, fractions: Fractions, table: KernelTable) -> None:
        self.fractions = fractions
        self.table = table
        self.assumed: dict[str, Sign] = {}
        self.nonzero: set[str] = set()  # texts of irreducible polynomials that are 0 nowhere, of whatever sign
        self._memo: dict[str, Sign | None] = {}

    def assume(self, polynomial: Polynomial, sign: Sign) -> None:
        """Record a sign; a strict one replaces a weak one, and two opposite weak ones make zero."""
        key = str(polynomial)
        old = self.of(polynomial)
        if old is not None and old[1]:
            return
        if old is not None and not sign[1] and old[0] == -sign[0]:
            sign = (0, True)
        self.assumed[key] = sign
        if self.table.single(polynomial) is not None:  # what is derived is derived from the signs of generators
            self._memo = {known: value for known, value in self._memo.items() if value is not None and value[1]}

    def is_nonzero(self, polynomial: Polynomial) -> bool:
        """Whether an irreducible polynomial is known to be 0 nowhere."""
        known = self.of(polynomial)
        if known is not None:
            return known[0] != 0 and known[1]
        index = self.table.single(polynomial)
        sort = None if index is None else scalar_sort(self.table.term(index))
        return str(polynomial) in self.nonzero or (sort is not None and sort.nonzero and not sort.is_complex)

    def restore(self, assumed: dict[str, Sign]) -> None:
        """Forget what was learnt since `assumed` was a copy of the assumptions."""
        self.assumed = assumed
        self._memo.clear()

    def of(self, polynomial: Polynomial) -> Sign | None:
        """The sign of an irreducible polynomial with positive leading coefficient, or of a constant."""
        key = str(polynomial)
        found = self.assumed.get(key)
        if found is not None and found[1]:
            return found
        if key not in self._memo:
            if len(polynomial) < 2 and polynomial.is_constant():
                sign = 0 if polynomial.is_zero() else 1 if polynomial.leading_coefficient() > 0 else -1
                return sign, True
            self.fractions.fuel.spend(SIGN_FUEL + len(polynomial), "a sign")
            self._memo[key] = self._derived(polynomial, key)
        return self._memo[key] or found or self._from_assumed(polynomial)

    def _derived(self, polynomial: Polynomial, text: str) -> Sign | None:
        """The sign of a polynomial, not a constant, that nobody assumed."""
        if not self.table.is_real(polynomial):  # an even power of a complex kernel can be negative
            return None
        signs = {index: self._generator_sign(index) for index in used_generators(polynomial, text)}
        place = self.fractions.ring.places.get(text)
        alone = None if place is None else signs[place]
        known = common_sign(polynomial, signs) if place is None else alone if alone is not None and alone[0] else None
        if known is None:
            known = self._from_intervals(polynomial, signs)
        if known is None and (simpler := self.image(polynomial, signs)) is not None:
            known = self.of_fraction(simpler)
        return known

    def of_fraction(self, value: Fraction2) -> Sign | None:
        """The sign of a fraction from the signs of its factors."""
        sign, strict = 1, True
        for polynomial, above in ((value[0], True), (value[1], False)):
            content, factors = self.fractions.factor(polynomial)
            if content == 0:
                return 0, True
            if content < 0:
                sign = -sign
            for factor, exponent in factors:
                known = self.of(factor)
                if known is None:
                    if exponent % 2:
                        return None
                    known = (1, False)
                if known[0] == 0:
                    return (0, True) if above else None
                sign *= known[0] ** exponent
                strict = strict and (known[1] or not above)
        return sign, strict

    def image(self, polynomial: Polynomial, used: Iterable[int] | None = None) -> Fraction2 | None:
        """A simpler fraction of the same sign, as x is one for exp(x) - 1; `used` are its generators, where they are known."""
        if not self.table.is_real(polynomial):
            return None
        used = used_generators(polynomial) if used is None else used
        return image(self.fractions, self.table, polynomial, used, self.of)

    def _from_assumed(self, polynomial: Polynomial) -> Sign | None:
        """The sign of g + c for a number c, from what is assumed of g: k <= n says n - k + 1 > 0."""
        constant = next((int(coefficient) for exponents, coefficient in polynomial.terms() if not any(exponents)), 0)
        if not constant or not self.assumed:
            return None
        known = self.assumed.get(str(polynomial - constant))
        sign = 1 if constant > 0 else -1
        return (sign, True) if known is not None and known[0] in (0, sign) else None

    def needed(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial whose sign has to be known for that of this one: of exp(x) - 1 it is x."""
        simpler = self.image(polynomial)
        if simpler is None:
            return polynomial
        for part in simpler:
            for factor, exponent in self.fractions.factor(part)[1]:
                if exponent % 2 and self.of(factor) is None:
                    return self.needed(factor)
        return polynomial

    def from_coefficients(self, polynomial: Polynomial) -> Sign | None:
        """All terms of one sign, from the signs of the generators in them."""
        return common_sign(polynomial, {index: self._generator_sign(index) for index in used_generators(polynomial)})

    def _generator_sign(self, index: int) -> Sign | None:
        assumed = self.assumed.get(self.fractions.ring.texts[index])
        known = self.table.kernels[index].sign
        if assumed is None or (known is not None and known[1]):
            return known
        return assumed

    def _from_intervals(self, polynomial: Polynomial, signs: dict[int, Sign | None]) -> Sign | None:
        """Generators with rational bounds are replaced by images of t > 0; then all terms have to be of one sign."""
        bounded = {index: sort for index in signs if (sort := self._bounded_sort(index)) is not None}
        if not bounded:
            return None
        degrees, signs = polynomial.degrees(), dict(signs)
        changed, attained = False, False
        for index, sort in bounded.items():
            degree = int(degrees[index])
            if degree > MAX_MOEBIUS_DEGREE:
                continue
            self.fractions.fuel.spend(8 * len(polynomial) * degree, "a sign on an interval")
            polynomial = self._substitute(polynomial, index, sort.lower, sort.upper)
            signs[index] = (1, sort.lower_open if sort.lower is not None else sort.upper_open)
            attained = attained or (sort.lower is not None and sort.upper is not None and not sort.upper_open)
            changed = True
        sign = common_sign(polynomial, signs) if changed else None
        # x = upper is t = infinity: there the sign is that of a leading coefficient, which may be 0
        return (sign[0], False) if sign is not None and attained else sign

    def _bounded_sort(self, index: int) -> Scalar | None:
        """The sort of an atom, or of an item of a sequence or tensor, whose bounds say more than its sign does."""
        kernel = self.table.kernels[index]
        if kernel.kind != "atom" and (kernel.kind != "function" or kernel.data[0] != "item"):
            return None
        sort = scalar_sort(self.table.term(index))
        if sort is None or sort.is_complex or sort.values is not None:
            return None
        if (sort.lower is None and sort.upper is None) or (sort.lower == 0 and sort.upper is None):
            return None
        return sort

    def _substitute(self, polynomial: Polynomial, index: int, lower: Fraction | None, upper: Fraction | None) -> Polynomial:
        """The numerator after x = lower + t, x = upper - t, or x = (lower + upper t)/(1 + t), for t >= 0."""
        fractions, t = self.fractions, self.table.generator(index)
        one = fractions.ring.one
        if lower is not None and upper is not None:
            scale = lcm(lower.denominator, upper.denominator)
            image = t * int(upper * scale) + int(lower * scale)
            below = (t + one) * scale
        else:
            end = lower if lower is not None else upper
            assert end is not None
            image = (t if lower is not None else -t) * end.denominator + end.numerator
            below = one * end.denominator
        degree = int(polynomial.degrees()[index])
        out = fractions.ring.zero
        for exponents, coefficient in polynomial.terms():
            power = int(exponents[index])
            rest = list(exponents)
            rest[index] = 0
            out += fractions.ring.from_terms({tuple(rest): coefficient}) * image**power * below ** (degree - power)
        return out


def common_sign(polynomial: Polynomial, generator_signs: dict[int, Sign | None]) -> Sign | None:
    """The sign shared by all terms, from those of the generators; strict if a term with strict generators only is among them."""
    common: int | None = None
    strict = False
    for exponents, coefficient in polynomial.terms():
        sign, term_strict = (1 if coefficient > 0 else -1), True
        for index, known in generator_signs.items():
            exponent = exponents[index]
            if exponent:
                if known is None:
                    if exponent % 2:
                        return None
                    term_strict = False
                    continue
                if known[0] == 0:
                    sign = 0
                    break
                sign *= known[0] ** int(exponent)
                term_strict = term_strict and known[1]
        if sign == 0:
            continue
        if common is not None and sign != common:
            return None
        common, strict = sign, strict or term_strict
    return None if common is None else (common, strict)
