"""Conditions between polynomials in one real variable, decided on every open part of the real line.

The polynomials change sign at finitely many points.  Between two neighbouring ones each condition holds everywhere or nowhere,
which one exact rational number decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from flint import fmpq, fmpq_poly

from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_fraction, to_rational
from verify.fuel import Fuel
from verify.mathematics.real_roots import SIGNS_OF_DIFFERENCE, between, middle, real_roots, sign_of
from verify.sort import Scalar
from verify.term import Term, free_symbols

MAX_DEGREE = 16
MAX_BITS = 512
BITS = 256
COST = 2_000  # the roots of a polynomial


def agree_on_open_parts(left: Iterable[Term], right: Iterable[Term], fuel: Fuel) -> bool:
    """Whether two lists of conditions hold together at the same numbers of the sort of their one symbol, finitely many excepted.

    False says nothing.
    """
    left, right = tuple(left), tuple(right)
    names = list(dict.fromkeys(name for condition in (*left, *right) for name in free_symbols(condition)))
    sort = names[0].sort if len(names) == 1 else None
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
        return False
    reader = _Reader(names[0])
    pairs = [[reader.condition(condition) for condition in side] for side in (left, right)]
    known = [[pair for pair in side if pair is not None] for side in pairs]
    if [len(side) for side in known] != [len(left), len(right)]:
        return False
    ends = [fmpq_poly([-to_rational(end), 1]) for end in (sort.lower, sort.upper) if end is not None]
    samples = _samples([*ends, *(polynomial for side in known for _, polynomial in side)], fuel)
    if samples is None:
        return False
    inside = [value for value in samples if sort.contains(to_fraction(value))]
    return all(_hold(known[0], value) == _hold(known[1], value) for value in inside)


def _hold(conditions: list[tuple[str, fmpq_poly]], value: fmpq) -> bool:
    return all(sign_of(polynomial(value)) in SIGNS_OF_DIFFERENCE[op] for op, polynomial in conditions)


class _Reader:
    """Terms as polynomials in one symbol."""

    def __init__(self, name: Term) -> None:
        self.name = name

    def condition(self, statement: Term) -> tuple[str, fmpq_poly] | None:
        """(relation, left - right)"""
        if statement.op not in SIGNS_OF_DIFFERENCE:
            return None
        left, right = (self.polynomial(side) for side in statement.args)
        return None if left is None or right is None else (statement.op, left - right)

    def polynomial(self, term: Term) -> fmpq_poly | None:
        found = self._polynomial(term)
        return found if found is not None and found.degree() <= MAX_DEGREE and _bits(found) <= MAX_BITS else None

    def _polynomial(self, term: Term) -> fmpq_poly | None:
        if term is self.name:
            return fmpq_poly([0, 1])
        if term.op == "number":
            return fmpq_poly([fmpq(*term.value)])
        if term.op == "power" and term.args[1].op == "number":
            top, bottom = term.args[1].value
            base = self.polynomial(term.args[0])
            return None if base is None or bottom != 1 or not 0 <= top <= MAX_DEGREE else base**top
        if term.op not in ("add", "mul"):
            return None
        parts = [self.polynomial(arg) for arg in term.args]
        total = fmpq_poly([0 if term.op == "add" else 1])
        for part in parts:
            if part is None or total.degree() > MAX_DEGREE:
                return None
            total = total + part if term.op == "add" else total * part
        return total


def _bits(polynomial: fmpq_poly) -> int:
    return max((int(c.p).bit_length() + int(c.q).bit_length() for c in polynomial.coeffs()), default=0)


def _samples(polynomials: list[fmpq_poly], fuel: Fuel) -> list[fmpq] | None:
    """A number between any two neighbouring roots, and beyond the first and the last; None if the roots cannot be told apart."""
    product = fmpq_poly([1])
    for polynomial in polynomials:
        if polynomial.degree() > 0:
            product = product * polynomial
    if product.degree() > MAX_DEGREE:
        return None
    if product.degree() < 1:
        return [fmpq(0)]
    fuel.spend(COST, "the roots of a polynomial")
    with precision(BITS):
        factors = [factor for factor, _ in product.numer().factor()[1]]  # different ones have different roots
        roots = sorted((root for factor in factors for root in real_roots(factor)), key=middle)
        if not all(low < high for low, high in pairwise(roots)):
            return None
        return [between(low, high) for low, high in pairwise((None, *roots, None))]


__all__ = ["agree_on_open_parts"]
