"""The points at which explanations of a wrong answer are tried: those at which the answer is known to be wrong.

An explanation that makes the two sides equal at a point where they were equal before explains nothing there.  One that does so
at all of several points, to all digits, is taken to hold if no proof is found: what a slip is called is no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from verify.grading.explaining.point_values import Point, holds_at, is_known, value_at
from verify.grading.explaining.quick_values import QuickValues
from verify.grading.explaining.small_matrices import entries_of
from verify.question import Question
from verify.sort import Scalar, terms_in
from verify.term import OPTIMA, Term, contains, free_symbols

_FEW, _MANY = 3, 6  # points to rule out by, and points to agree at
_MOST_DRAWN, _FEW_DRAWN = 40, 16  # few of what takes time
_COSTLY = frozenset(("integral",)) | OPTIMA
_ALL_POSITIVE = 3  # every third point has positive numbers only, as what is not declared is often meant to be
_SIZES = (Fraction(2), Fraction(4))  # of vectors; one of size 1 does not show what is exchanged
_APART, _ALIKE = 1e-3, 1e-7  # relative to the larger entry


class TriedPoints(QuickValues):
    """Points at which a reference and an answer have different values; any points, if there are none that are known."""

    def __init__(self, reference: Term, submitted: Term, *others: Term) -> None:
        super().__init__(points=0)
        self.both = (reference, submitted)
        self._names = dict.fromkeys(name for term in (*self.both, *others) for name in free_symbols(term))
        sizes = {inner for name in self._names for size in terms_in(name.sort) for inner in free_symbols(size)}
        self._sizes = sorted(sizes, key=lambda name: name.name)
        self._drawn = 0
        self.apart: list[Point] = []
        first = [point for _, point in zip(range(_FEW), self._points(), strict=False)]
        self.apart = [point for point in first if self._is_apart(point)]
        if self.apart and len(self.apart) < _FEW:
            self._complete(_FEW)
        elif not self.apart:
            self._complete(1)
            if self.apart:
                self._complete(_FEW)
        self.points = self.apart[:_FEW] or first

    def _points(self) -> Iterator[Point]:
        most = _FEW_DRAWN if any(contains(term, _COSTLY) for term in self.both) else _MOST_DRAWN
        while self._drawn < most:
            number, self._drawn = self._drawn, self._drawn + 1
            point = Point({}, number, solves=True)
            for place, size in enumerate(self._sizes):
                if isinstance(size.sort, Scalar) and all(map(size.sort.contains, _SIZES)):
                    point[size] = float(2 + (number + place) % 3)
            for name in sorted(self._names, key=lambda name: not isinstance(name.sort, Scalar)):
                if name not in point:
                    value = point.draw(name)
                    point[name] = abs(value) if number % _ALL_POSITIVE == 1 and _is_any_real(name) else value
            yield point

    def _complete(self, count: int) -> None:
        for point in self._points():
            if self._is_apart(point):
                self.apart.append(point)
                if len(self.apart) >= count:
                    return

    def _is_apart(self, point: Point) -> bool:
        here, there = (value_at(term, point) for term in self.both)
        return is_known(here) and is_known(there) and not _alike(here, there, _APART)

    @property
    def is_known(self) -> bool:
        """Whether there are enough points at which both sides have values, so that one more formula should have one, too."""
        return len(self.apart) >= _FEW

    def agrees(self, question: Question) -> bool:
        """Whether both sides of an equation are equal to all digits at several points at which the answer is wrong."""
        if question.statement.op != "eq" or not self.apart:
            return False
        self._complete(_MANY) if len(self.apart) < _MANY else None
        left, right = question.statement.args
        seen = 0
        for point in self.apart[:_MANY]:
            if not all(holds_at(hypothesis, point) for hypothesis in question.hypotheses):
                continue
            here, there = value_at(left, point), value_at(right, point)
            if not is_known(here) or not is_known(there) or not _alike(here, there, _ALIKE):
                return False
            seen += 1
        return seen >= _MANY - 2

    def knows_where(self, question: Question) -> bool:
        """Whether it is an equation whose hypotheses hold at these points."""
        points = self.apart[:_FEW]
        return question.statement.op == "eq" and all(holds_at(each, point) for each in question.hypotheses for point in points)

    def same_numbers(self, term: Term) -> list[list[float]] | None:
        """The entries of a formula at the points where the answer is wrong; None if it is not known at one of them."""
        found = [value_at(term, point) for point in self.apart[:_FEW]]
        return [entries_of(value) for value in found] if all(map(is_known, found)) else None


def _is_any_real(name: Term) -> bool:
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
        return False
    return sort.lower is None and sort.upper is None


def _alike(here: object, there: object, share: float) -> bool:
    first, second = entries_of(here), entries_of(there)
    if len(first) != len(second):
        return False
    scale = max(map(abs, (*first, *second)))
    return math.isfinite(scale) and all(abs(a - b) <= share * scale for a, b in zip(first, second, strict=True))
