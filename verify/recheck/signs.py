"""The signs a real polynomial in kernels can have, as a set of -, 0 and +.

A set is a bit mask, so that weak and strict signs, and contradictions, need no cases of their own: what is known from two
sources is the intersection, and an empty intersection says that there is no point at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.recheck.monotone import image
from verify.sort import Scalar

if TYPE_CHECKING:
    from verify.recheck.kernels import Kernels

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY, NONNEGATIVE, NONPOSITIVE = 7, 6, 3
KNOWN = frozenset((NEGATIVE, ZERO, POSITIVE, NONNEGATIVE, NONPOSITIVE))  # one side, with or without 0
MAX_DEGREE = 12
MAX_TERMS_OF_BOUND = 4


class EmptyDomain(Exception):
    """No point has the properties derived so far: a statement about all of them holds."""


def times(left: int, right: int) -> int:
    """The signs of products."""
    same = left & right & POSITIVE or left & right & NEGATIVE
    opposite = (left & POSITIVE and right & NEGATIVE) or (left & NEGATIVE and right & POSITIVE)
    return (POSITIVE if same else 0) | (NEGATIVE if opposite else 0) | ((left | right) & ZERO if left and right else 0)


def to_power(signs: int, exponent: int) -> int:
    """The signs of powers with an exponent >= 1."""
    return signs if exponent % 2 else (signs & ZERO) | (POSITIVE if signs & (POSITIVE | NEGATIVE) else 0)


def plus(parts: Iterable[int]) -> int:
    """The signs of sums."""
    parts = list(parts)
    if len(parts) == 1:
        return parts[0]
    up, down = any(part & POSITIVE for part in parts), any(part & NEGATIVE for part in parts)
    if up and down:
        return ANY
    if not (up or down):
        return ZERO
    strict = POSITIVE if up else NEGATIVE
    return strict if strict in parts else strict | ZERO


def of_number(value: Fraction | int) -> int:
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO


def of_sort(sort: Scalar) -> int:
    """The signs of the values of a real sort."""
    if sort.values is not None:
        found = 0
        for value in sort.values:
            found |= of_number(value)
        return found
    found = ANY
    if sort.lower is not None and sort.lower >= 0:
        found &= NONNEGATIVE if sort.lower == 0 and not sort.lower_open else POSITIVE
    if sort.upper is not None and sort.upper <= 0:
        found &= NONPOSITIVE if sort.upper == 0 and not sort.upper_open else NEGATIVE
    return found & ~ZERO if sort.nonzero else found


class Signs:
    """What is known at every point of the domain.  `facts` maps the text of a primitive polynomial to its signs."""

    def __init__(self, kernels: Kernels) -> None:
        self.kernels = kernels
        self.facts: dict[str, int] = {}
        self._memo: dict[str, int] = {}

    # -- what is known

    def polynomial(self, polynomial: Polynomial) -> int:
        """The signs of a polynomial in real kernels, from its factors."""
        return self._of_factors(*self.kernels.factor(polynomial))

    def _of_factors(self, content: int, factors: list[tuple[Polynomial, int]]) -> int:
        found = of_number(content)
        for factor, exponent in factors:
            found = times(found, to_power(self.of_factor(factor), exponent))
        return found

    def fraction(self, value: Fraction2) -> int:
        """The signs of a fraction at points at which its denominator is not 0."""
        return times(self.polynomial(value[0]), self.polynomial(value[1]) & ~ZERO)

    def of_factor(self, factor: Polynomial) -> int:
        key = str(factor)
        found = self._memo.get(key)
        if found is None:
            found = self.facts.get(key, ANY)
            used = used_generators(factor, key)
            if self.kernels.are_real(used):  # the square of a complex kernel may be negative
                masks = {index: self.generator(index) for index in used}
                place = self.kernels.fractions.ring.places.get(key)
                found &= _from_terms(factor, masks) if place is None else masks[place]
                if found not in (NEGATIVE, ZERO, POSITIVE):
                    found &= self._from_intervals(factor, masks)
                if found not in (NEGATIVE, ZERO, POSITIVE) and (simpler := image(self, factor, used)) is not None:
                    found &= self.fraction(simpler)
            if found not in (NEGATIVE, ZERO, POSITIVE):
                found &= self._from_fact(factor)
            self._memo[key] = self._inhabited(found)
        return found

    def _from_fact(self, factor: Polynomial) -> int:
        """The signs of g + c for a number c, from a fact about g."""
        constant = sum(int(coefficient) for exponents, coefficient in factor.terms() if not any(exponents))
        fact = self.facts.get(str(factor - constant)) if constant else None
        return ANY if fact is None else plus([fact, of_number(constant)])

    def generator(self, index: int) -> int:
        own = self.kernels.admitted.get(index, ANY)
        return self._inhabited(own & self.facts.get(self.kernels.fractions.ring.texts[index], ANY))

    @staticmethod
    def _inhabited(signs: int) -> int:
        if not signs:
            raise EmptyDomain
        return signs

    # -- what is learnt

    def forget_derived(self) -> None:
        """To be called when a fact or a kernel has been added."""
        self._memo.clear()

    def narrow(self, value: Fraction2, signs: int) -> None:
        """Learn what it says of the factors of a real fraction that its sign is among `signs`."""
        if not (self.kernels.is_real(value[0]) and self.kernels.is_real(value[1])):
            return
        above, below = self.kernels.factor(value[0]), self.kernels.factor(value[1])
        constant = times(of_number(above[0]), of_number(below[0]))
        whole = times(self._of_factors(*above), self._of_factors(*below) & ~ZERO)
        if not times(whole, POSITIVE) & signs:
            raise EmptyDomain
        parts = [(f, e, True) for f, e in above[1]] + [(f, e, False) for f, e in below[1]]
        known = [to_power(self._of_part(f, inside), e) for f, e, inside in parts]
        for place, (factor, exponent, inside) in enumerate(parts):
            rest = constant
            for other, mask in enumerate(known):
                if other != place:
                    rest = times(rest, mask)
            possible = self._of_part(factor, inside)
            for sign in (NEGATIVE, ZERO, POSITIVE):
                if possible & sign and not times(to_power(sign, exponent), rest) & signs:
                    possible &= ~sign
            self._learn(factor, possible)

    def _of_part(self, factor: Polynomial, inside: bool) -> int:
        return self.of_factor(factor) if inside else self.of_factor(factor) & ~ZERO

    def _learn(self, factor: Polynomial, signs: int) -> None:
        key = str(factor)
        before = self.facts.get(key)
        self.facts[key] = self._inhabited((ANY if before is None else before) & signs)
        if before != self.facts[key]:  # otherwise what was derived is as good as before
            self._memo.clear()
        used = used_generators(factor, key)
        if 2 <= len(factor) <= MAX_TERMS_OF_BOUND and self.kernels.are_real(used):
            self._learn_from_terms(factor, signs)
        simpler = image(self, factor, used)
        if simpler is not None:
            self.narrow(simpler, signs)

    def _learn_from_terms(self, factor: Polynomial, signs: int) -> None:
        """From the signs of a sum those of each term, by those of the others: 2 g - 1 >= 0 says g > 0."""
        ring = self.kernels.fractions.ring
        terms: list[Polynomial] = [ring.from_terms({tuple(map(int, e)): int(c)}) for e, c in factor.terms()]
        for place, term in enumerate(terms):
            others = [times(self.polynomial(other), NEGATIVE) for other in terms[:place] + terms[place + 1 :]]
            found = plus([signs, *others])
            if found != ANY and not term.is_constant():
                self.narrow((term, ring.one), found)

    # -- bounds

    def _from_intervals(self, factor: Polynomial, masks: dict[int, int]) -> int:
        """Each symbol with rational bounds becomes an image of t >= 0; an end at t = infinity adds the limit 0."""
        degrees = factor.degrees()
        changed = ends = False
        for index in masks:
            sort = self.kernels.bounded_sort(index)
            if sort is None or degrees[index] > MAX_DEGREE:
                continue
            self.kernels.fractions.fuel.spend(8 * len(factor) * int(degrees[index]), "a sign on an interval")
            factor = self._image(factor, index, sort)
            is_open = sort.lower_open if sort.lower is not None else sort.upper_open
            masks = {**masks, index: POSITIVE if is_open else NONNEGATIVE}
            ends = ends or (sort.lower is not None and sort.upper is not None and not sort.upper_open)
            changed = True
        if not changed:
            return ANY
        found = _from_terms(factor, masks)
        return found | ZERO if ends else found

    def _image(self, polynomial: Polynomial, index: int, sort: Scalar) -> Polynomial:
        """The polynomial times a positive one, after x = lower + t, upper - t or (lower + upper t)/(1 + t)."""
        ring = self.kernels.fractions.ring
        t = ring.generators[index]
        if sort.lower is not None and sort.upper is not None:
            scale = lcm(sort.lower.denominator, sort.upper.denominator)
            above, below = t * int(sort.upper * scale) + int(sort.lower * scale), (t + 1) * scale
        elif sort.lower is not None:
            above, below = t * sort.lower.denominator + sort.lower.numerator, ring.constant(sort.lower.denominator)
        else:
            assert sort.upper is not None
            above, below = -t * sort.upper.denominator + sort.upper.numerator, ring.constant(sort.upper.denominator)
        degree = int(polynomial.degrees()[index])
        total = ring.zero
        for exponents, coefficient in polynomial.terms():
            power = int(exponents[index])
            others = tuple(0 if place == index else int(e) for place, e in enumerate(exponents))
            total += ring.from_terms({others: int(coefficient)}) * above**power * below ** (degree - power)
        return total


def _from_terms(polynomial: Polynomial, masks: dict[int, int]) -> int:
    """The signs of a sum from those of its terms."""
    parts = []
    for exponents, coefficient in polynomial.terms():
        part = of_number(int(coefficient))
        for index, mask in masks.items():
            if exponents[index]:
                part = times(part, to_power(mask, int(exponents[index])))
        if part == ANY:
            return ANY
        parts.append(part)
    return plus(parts)
