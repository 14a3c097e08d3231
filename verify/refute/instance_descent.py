"""Inequalities between abstract quantities fail in corners that few drawn instances lie in: from an instance, go downhill.

A move is kept only if the hypotheses still hold.  Where the margin is no longer positive, the statement is judged as at any
other instance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq

from verify.evaluate.precision import precision
from verify.refute.downhill import Downhill
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import Undecided, Undefined, ball, minus
from verify.refute.instance_operations import OPERATIONS
from verify.refute.instance_repair import belongs, entries_of, is_movable, rebuilt
from verify.refute.instance_scope import Evaluation, OneUndefined, OutsideOfInstance, Scope
from verify.sort import Scalar
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
        self.before = {symbol: instance.value(symbol) for symbol in instance.subject.question.symbols if self._is_free(symbol)}
        self.places = [(symbol, place) for symbol, value in self.before.items() for place in range(len(entries_of(value)))]

    def _is_free(self, symbol: Term) -> bool:
        return symbol not in self.instance.sizes and symbol not in self.case and is_movable(symbol.sort)

    def run(self) -> bool:
        start = [entries_of(self.before[symbol])[place] for symbol, place in self.places]
        singles = range(len(self.places))[:MOST_NUMBERS]
        search = Downhill(start, self._allows, self._margin, singles, self._groups(), MOST_EVALUATIONS)
        reached = search.run()
        self.instance.values.update(self._values(search.numbers))
        return reached

    def _groups(self) -> list[tuple[int, ...]]:
        """The places of all symbols, of all that are no scalars, of those of one shape, and of all but one symbol."""
        symbols = list(dict.fromkeys(symbol for symbol, _ in self.places))
        chosen = [symbols, [symbol for symbol in symbols if not isinstance(symbol.sort, Scalar)]]
        chosen += [[symbol for symbol in symbols if symbol.shape == other.shape] for other in symbols]
        chosen += [[symbol for symbol in symbols if symbol is not other] for other in symbols]
        places = (tuple(i for i, (symbol, _) in enumerate(self.places) if symbol in group) for group in chosen)
        return list(dict.fromkeys(group for group in places if group))

    def _values(self, numbers: list[fmpq]) -> dict[Term, Any]:
        entries = {symbol: entries_of(value) for symbol, value in self.before.items()}
        for (symbol, place), number in zip(self.places, numbers, strict=True):
            entries[symbol][place] = number
        return {symbol: rebuilt(self.before[symbol], entries[symbol]) for symbol, _ in self.places}

    def _allows(self, numbers: list[fmpq]) -> bool:
        return all(belongs(value, symbol.sort) for symbol, value in self._values(numbers).items())

    def _margin(self, numbers: list[fmpq]) -> float | None:
        """right - left, or None where a hypothesis fails or a side has no value."""
        self.instance.values.update(self._values(numbers))
        scope = Evaluation(self.instance, OPERATIONS).root.inner(self.case)
        left, right = self.instance.subject.question.statement.args
        try:
            return float(ball(minus(scope.value(right), scope.value(left))).mid()) if self.meets(scope) else None
        except (Undefined, Undecided, OneUndefined, OutsideOfInstance, AttributeError, TypeError):
            return None  # no number: a side without a value, or a matrix
