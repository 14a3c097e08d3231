"""Coordinate descent on exact numbers: inequalities fail in corners that few drawn points lie in.

The margin of l <= r is r - l.  One number at a time is moved, or many are multiplied by one factor, and a move is kept if the
margin gets smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flint import fmpq

FACTORS = (fmpq(1, 8), fmpq(8))

Numbers = list[fmpq]
Allows = Callable[[Numbers], bool]  # whether the numbers are of their sorts, which costs little
Margin = Callable[[Numbers], float | None]  # None where a hypothesis fails or a side has no value


class Downhill:
    """From `numbers` towards a smaller margin, with at most `most` evaluations of it.

    `singles` are the places that are moved one at a time, `groups` those that are scaled together.
    """

    def __init__(
        self, numbers: Numbers, allows: Allows, measure: Margin, singles: Sequence[int], groups: Sequence[Sequence[int]],
        most: int,
    ) -> None:  # fmt: skip
        self.numbers = numbers
        self.allows = allows
        self.measure = measure
        self.singles = singles
        self.groups = groups
        self.left = most
        self.margin = self._measured(numbers)

    def run(self) -> bool:
        """Whether a margin of 0 or less was reached, at `numbers`."""
        if self.margin is None:
            return False
        improved = True
        while improved and self.margin > 0 and self.left > 0:
            scaled = any(map(self._try, self._scaled()))
            improved = scaled + sum(any(map(self._try, self._moved(place))) for place in self.singles) > 0
        return self.margin <= 0

    def _measured(self, numbers: Numbers) -> float | None:
        self.left -= 1
        return self.measure(numbers)

    def _scaled(self) -> Iterator[Numbers]:
        """All numbers of a group by one factor, under which c < |g| still holds and c < |g|^2 need not."""
        for group in self.groups:
            for factor in FACTORS:
                yield [factor * value if place in group else value for place, value in enumerate(self.numbers)]

    def _moved(self, place: int) -> Iterator[Numbers]:
        before = self.numbers
        return ([*before[:place], value, *before[place + 1 :]] for value in _moves(before[place]))

    def _try(self, numbers: Numbers) -> bool:
        """Keep the numbers if the margin is smaller with them."""
        if self.left <= 0 or self.margin is None or self.margin <= 0 or not self.allows(numbers):
            return False
        margin = self._measured(numbers)
        if margin is None or margin >= self.margin:
            return False
        self.numbers, self.margin = numbers, margin
        return True


def _moves(value: fmpq) -> Iterator[fmpq]:
    """The other sign first, as towards 0 a margin may fall for ever; then other orders of magnitude and steps that get finer."""
    yield from (-value, value / 4, value * 4, value / 2, value * 2)
    for step in (fmpq(2), fmpq(1, 2), fmpq(1, 8)):
        yield from (value + step, value - step)
