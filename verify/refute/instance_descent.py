"""Inequalities between abstract quantities fail in corners that few drawn instances lie in: from an instance, go downhill.

The margin of l <= r is r - l.  One number of the instance at a time is moved, or many are multiplied by one factor, and the move
is kept if the margin gets smaller and the hypotheses still hold.  Where the margin is no longer positive, the statement is
judged as at any other instance.
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
from verify.sort import Scalar
from verify.term import Term

MOST_EVALUATIONS = 120
MOST_NUMBERS = 10
FACTORS = (fmpq(1, 8), fmpq(8))
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
            improved = self._rescale(numbers) + sum(self._improve(symbol, place) for symbol, place in numbers) > 0
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
        moved = ([*entries[:place], value, *entries[place + 1 :]] for value in _moves(entries[place]))
        return any(self._try({symbol: rebuilt(before, numbers)}) for numbers in moved)

    def _rescale(self, numbers: list[tuple[Term, int]]) -> bool:
        """All numbers by one factor, or all that are no scalars: c < |g| then still holds, and c < |g|^2 need not."""
        symbols = tuple(dict.fromkeys(symbol for symbol, _ in numbers))
        arrays = tuple(symbol for symbol in symbols if not isinstance(symbol.sort, Scalar))
        groups = dict.fromkeys(group for group in (symbols, arrays) if group)
        return any(self._try(self._multiplied(group, factor)) for group in groups for factor in FACTORS)

    def _multiplied(self, symbols: tuple[Term, ...], factor: fmpq) -> dict[Term, Any]:
        values = {symbol: self.instance.value(symbol) for symbol in symbols}
        return {symbol: rebuilt(value, [factor * entry for entry in entries_of(value)]) for symbol, value in values.items()}

    def _try(self, moved: dict[Term, Any]) -> bool:
        """Keep the values if the margin is smaller with them."""
        if self.left <= 0 or self.margin is None or self.margin <= 0:
            return False
        if not all(belongs(value, symbol.sort) for symbol, value in moved.items()):
            return False
        before = {symbol: self.instance.value(symbol) for symbol in moved}
        self.instance.values.update(moved)
        margin = self._margin()
        if margin is not None and margin < self.margin:
            self.margin = margin
            return True
        self.instance.values.update(before)
        return False


def _moves(value: fmpq) -> Iterator[fmpq]:
    """Other orders of magnitude first, then steps that get finer."""
    yield from (value / 4, value * 4, -value, value / 2, value * 2)
    for step in (fmpq(2), fmpq(1, 2), fmpq(1, 8)):
        yield from (value + step, value - step)
