"""Inequalities between abstract quantities fail in corners that few drawn instances lie in: from an instance, go downhill.

The margin of l <= r is r - l.  One number of the instance at a time is moved, and the move is kept if the margin gets smaller and
the hypotheses still hold.  Where the margin is no longer positive, the statement is judged as at any other instance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flint import fmpq

from verify.evaluate.precision import precision
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import Undecided, Undefined, ball, minus
from verify.refute.instance_operations import OPERATIONS
from verify.refute.instance_repair import belongs, entries_of, is_movable, rebuilt
from verify.refute.instance_scope import Evaluation, OneUndefined, OutsideOfInstance, Scope
from verify.term import Term

MOST_EVALUATIONS = 120
MOST_NUMBERS = 10
_BITS = 64

Meets = Callable[[Scope], bool]


def descend(instance: Instance, case: dict[Term, Any], meets: Meets) -> bool:
    """Move the values of the instance until the margin of the statement is 0 or less; False if that was not reached."""
    if instance.subject.question.statement.op not in ("le", "lt"):
        return False
    with precision(_BITS):
        return _Descent(instance, case, meets).run()


class _Descent:
    def __init__(self, instance: Instance, case: dict[Term, Any], meets: Meets) -> None:
        self.instance = instance
        self.case = case
        self.meets = meets
        self.left = MOST_EVALUATIONS
        self.margin = self._margin()

    def run(self) -> bool:
        if self.margin is None:
            return False
        numbers = self._numbers()
        improved = True
        while improved and self.margin > 0 and self.left > 0:
            improved = sum(self._improve(symbol, place) for symbol, place in numbers) > 0
        return self.margin <= 0

    def _numbers(self) -> list[tuple[Term, int]]:
        """The numbers that may be moved: a place in the value of a free symbol."""
        found = []
        for symbol in self.instance.subject.question.symbols:
            free = symbol not in self.instance.sizes and symbol not in self.case and is_movable(symbol.sort)
            found += [(symbol, place) for place in range(len(entries_of(self.instance.value(symbol))))] if free else []
        return found[:MOST_NUMBERS]

    def _margin(self) -> float | None:
        """right - left, or None where a hypothesis fails or a side has no value."""
        self.left -= 1
        scope = Evaluation(self.instance, OPERATIONS).root.inner(self.case)
        left, right = self.instance.subject.question.statement.args
        try:
            return float(ball(minus(scope.value(right), scope.value(left))).mid()) if self.meets(scope) else None
        except (Undefined, Undecided, OneUndefined, OutsideOfInstance, AttributeError, TypeError):
            return None  # no number: a side without a value, or a matrix

    def _improve(self, symbol: Term, place: int) -> bool:
        before = self.instance.value(symbol)
        entries = entries_of(before)
        for value in _moves(entries[place]):
            if self.left <= 0 or self.margin is None or self.margin <= 0:
                return False
            moved = rebuilt(before, [*entries[:place], value, *entries[place + 1 :]])
            if not belongs(moved, symbol.sort):
                continue
            self.instance.values[symbol] = moved
            margin = self._margin()
            if margin is not None and margin < self.margin:
                self.margin = margin
                return True
            self.instance.values[symbol] = before
        return False


def _moves(value: fmpq) -> Iterator[fmpq]:
    """Other orders of magnitude first, then steps that get finer."""
    yield from (value / 4, value * 4, -value, value / 2, value * 2)
    for step in (fmpq(2), fmpq(1, 2), fmpq(1, 8)):
        yield from (value + step, value - step)
