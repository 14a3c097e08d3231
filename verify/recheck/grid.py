"""Matrices of exact numbers and balls, for the check of counterexamples: no division but in an inverse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from verify.recheck import numbers
from verify.recheck.numbers import Number, Undecided

LARGEST_DETERMINANT = 7
ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Grid:
    """A matrix, its entries row by row."""

    rows: int
    columns: int
    entries: tuple[Number, ...]

    def at(self, row: int, column: int) -> Number:
        return self.entries[row * self.columns + column]

    @staticmethod
    def identity(size: int) -> Grid:
        return Grid(size, size, tuple(ONE if i == j else ZERO for i in range(size) for j in range(size)))

    def transposed(self) -> Grid:
        return Grid(self.columns, self.rows, tuple(self.at(i, j) for j in range(self.columns) for i in range(self.rows)))

    def times(self, other: Grid) -> Grid:
        if self.columns != other.rows:
            raise Undecided("a product of matrices that do not fit", final=True)
        return Grid(self.rows, other.columns, tuple(
            total(numbers.times(self.at(i, k), other.at(k, j)) for k in range(self.columns))
            for i in range(self.rows) for j in range(other.columns)
        ))  # fmt: skip

    def plus(self, other: Grid) -> Grid:
        return Grid(self.rows, self.columns, tuple(numbers.plus(a, b) for a, b in zip(self.entries, other.entries, strict=True)))

    def hadamard(self, other: Grid) -> Grid:
        return Grid(self.rows, self.columns, tuple(numbers.times(a, b) for a, b in zip(self.entries, other.entries, strict=True)))

    def scaled(self, scale: Number) -> Grid:
        return Grid(self.rows, self.columns, tuple(numbers.times(scale, entry) for entry in self.entries))

    def without(self, row: int, column: int) -> Grid:
        kept = tuple(self.at(i, j) for i in range(self.rows) for j in range(self.columns) if i != row and j != column)
        return Grid(self.rows - 1, self.columns - 1, kept)

    def determinant(self) -> Number:
        """Expanded along the first row: no division, so that it exists for balls too."""
        if self.rows != self.columns or self.rows > LARGEST_DETERMINANT:
            raise Undecided("the determinant of a large matrix", final=True)
        if self.rows == 0:
            return ONE
        return total(
            numbers.times(numbers.times(Fraction((-1) ** j), self.at(0, j)), self.without(0, j).determinant())
            for j in range(self.columns)
        )

    def inverse(self) -> Grid:
        """The adjugate over the determinant."""
        scale = numbers.reciprocal(self.determinant())
        return Grid(self.rows, self.columns, tuple(
            numbers.times(numbers.times(Fraction((-1) ** (i + j)), scale), self.without(j, i).determinant())
            for i in range(self.rows) for j in range(self.columns)
        ))  # fmt: skip


def total(parts: Iterable[Number]) -> Number:
    return reduce(numbers.plus, parts, ZERO)


def place_of(index: int, size: int) -> int:
    """The position of an index that counts from 1."""
    if not 1 <= index <= size:
        raise Undecided("an index beyond the sizes of this point", final=True)
    return index - 1
