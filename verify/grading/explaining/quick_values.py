"""Values of formulas in floating point at three points: quick enough to rule out most explanations of a wrong answer.

The points are drawn once for all explanations.  Nothing is proved or refuted here: an explanation that is ruled out is not
looked at, and one that is left is judged exactly.
"""

from __future__ import annotations

from verify.grading.explaining.point_values import CLOSE, UNKNOWN, Point, holds_at, value_at
from verify.grading.explaining.small_matrices import entries_of
from verify.question import Question
from verify.sort import Scalar
from verify.term import Term, contains, free_symbols


class QuickValues:
    """The values of the terms of one question; `rule_out` looks for a point at which an equation between such terms fails."""

    def __init__(self, *terms: Term, points: int = 3) -> None:
        names = dict.fromkeys(name for term in terms for name in free_symbols(term))
        self.points: list[Point] = []
        for number in range(points):
            point = Point({}, number)
            for name in sorted(names, key=lambda name: not isinstance(name.sort, Scalar)):
                point[name] = point.draw(name)
            self.points.append(point)

    def value(self, term: Term) -> float | None:
        """The value of a number at the first point, None where it is undefined or not known."""
        found = value_at(term, self.points[0])
        return found if isinstance(found, float) else None

    def values(self, term: Term) -> list[float | None]:
        """The values of a number at all points."""
        found = [value_at(term, point) for point in self.points]
        return [value if isinstance(value, float) else None for value in found]

    def rule_out(self, question: Question) -> bool:
        """Whether both sides are clearly different at some point where the hypotheses hold, or one is undefined at all."""
        if question.statement.op != "eq":
            return False
        left, right = question.statement.args
        one_sided = bool(self.points)
        for point in self.points:
            if not all(holds_at(hypothesis, point) for hypothesis in question.hypotheses):
                one_sided = False
                continue
            here, there = value_at(left, point), value_at(right, point)
            one_sided = one_sided and (here is None) != (there is None) and UNKNOWN not in (here, there)
            if here is None or there is None or UNKNOWN in (here, there):
                continue
            first, second = entries_of(here), entries_of(there)
            if len(first) == len(second):
                allowed = CLOSE * (1 + max(map(abs, first)))
                if any(abs(a - b) > allowed for a, b in zip(first, second, strict=True)):
                    return True
        return one_sided


def may_have_holes(question: Question) -> bool:
    """Whether the right side of an equation seems to be undefined where the left one is not, or cannot be looked at for that."""
    reference, submitted = question.statement.args
    if contains(submitted, _UNSEEN):
        return True
    quick = QuickValues(reference, submitted, points=_MANY)
    for point in quick.points:
        if all(holds_at(hypothesis, point) for hypothesis in question.hypotheses):
            here, there = value_at(reference, point), value_at(submitted, point)
            if (there is None and here is not None) or (there is UNKNOWN and contains(submitted, _CHOICES)):
                return True
    return False


_CHOICES = frozenset(("piecewise",))  # between what is too close to call: x/(1 - 1[max(x, y) <= x])
_MANY = 24
_UNSEEN = frozenset(("limit", "infinity"))
