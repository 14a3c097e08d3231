"""Rational points of a polyhedron, by exact elimination of one variable after the other (Fourier and Motzkin)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq

from verify.fuel import Fuel

MOST_BOUNDS = 200
SIMPLE_BITS = 64
ZERO, ONE = fmpq(0), fmpq(1)

Coefficients = tuple[fmpq, ...]


@dataclass(frozen=True)
class Bound:
    """coefficients . x + constant >= 0, or > 0 if `strict`."""

    coefficients: Coefficients
    constant: fmpq
    strict: bool = False


@dataclass(frozen=True)
class Equation:
    """coefficients . x + constant = 0"""

    coefficients: Coefficients
    constant: fmpq


class Empty(Exception):
    """There is no such point, or none was found with the work allowed."""


class Polyhedron:
    """The points of some equations and bounds in `size` variables, of which those at `integers` shall be integers.

    Raises Empty where that is certain, or too much work.
    """

    def __init__(self, size: int, equations: list[Equation], bounds: list[Bound], integers: Sequence[bool], fuel: Fuel) -> None:
        self.size = size
        self.integers = integers
        self.fuel = fuel
        self.solved: list[tuple[int, Equation]] = []  # each determines one variable by those that are not solved before it
        self.steps: list[tuple[int, list[Bound], list[Bound]]] = []  # a variable with the bounds from below and from above
        self._eliminate_bounds(self._solve(equations, bounds))

    def near(self, start: Sequence[fmpq]) -> tuple[fmpq, ...]:
        """A point with the coordinates of `start` where they fit, elsewhere with simple or random ones, as those are."""
        point = list(start)
        for place, below, above in reversed(self.steps):
            lows = [(_solution(bound, place, point), bound.strict) for bound in below]
            highs = [(_solution(bound, place, point), bound.strict) for bound in above]
            low = max(lows, default=None)
            high = min(highs, key=lambda end: (end[0], not end[1]), default=None)
            point[place] = _between(low, high, start[place], self.integers[place])
        for place, equation in reversed(self.solved):
            point[place] = _solution(equation, place, point)
        return tuple(point)

    def _solve(self, equations: list[Equation], bounds: list[Bound]) -> list[Bound]:
        """Use each equation to eliminate one variable from the rest."""
        rest = list(equations)
        while rest:
            equation = rest.pop()
            place = _last_nonzero(equation.coefficients)
            if place is None:
                if equation.constant:
                    raise Empty
                continue
            self.fuel.spend(2 * self.size * (len(rest) + len(bounds) + 1), "a linear system")
            self.solved.append((place, equation))
            rest = [Equation(*_cancelled(other, equation, place)) for other in rest]
            bounds = [Bound(*_cancelled(bound, equation, place), bound.strict) for bound in bounds]
        return bounds

    def _eliminate_bounds(self, bounds: list[Bound]) -> None:
        determined = {place for place, _ in self.solved}
        pending = [place for place in range(self.size) if place not in determined]
        bounds = _tightest(bounds)
        while pending:
            place = min(pending, key=lambda place: _pairs(bounds, place))
            pending.remove(place)
            below = [bound for bound in bounds if bound.coefficients[place] > 0]
            above = [bound for bound in bounds if bound.coefficients[place] < 0]
            if len(below) * len(above) + len(bounds) > MOST_BOUNDS:
                raise Empty
            self.fuel.spend(2 * self.size * (len(below) * len(above) + len(bounds) + 1), "a linear system")
            self.steps.append((place, below, above))
            kept = [bound for bound in bounds if not bound.coefficients[place]]
            bounds = _tightest(kept + [_combined(low, high, place) for low in below for high in above])


def _last_nonzero(coefficients: Coefficients) -> int | None:
    return max((place for place, value in enumerate(coefficients) if value), default=None)


def _cancelled(row: Bound | Equation, equation: Equation, place: int) -> tuple[Coefficients, fmpq]:
    """A row plus the multiple of an equation that removes one variable from it."""
    factor = row.coefficients[place] / equation.coefficients[place]
    if not factor:
        return row.coefficients, row.constant
    coefficients = tuple(one - factor * two for one, two in zip(row.coefficients, equation.coefficients, strict=True))
    return coefficients, row.constant - factor * equation.constant


def _combined(low: Bound, high: Bound, place: int) -> Bound:
    """The consequence of a bound from below and one from above in which the variable has gone."""
    one, two = -high.coefficients[place], low.coefficients[place]
    coefficients = tuple(one * a + two * b for a, b in zip(low.coefficients, high.coefficients, strict=True))
    return Bound(coefficients, one * low.constant + two * high.constant, low.strict or high.strict)


def _pairs(bounds: list[Bound], place: int) -> int:
    below = [bound for bound in bounds if bound.coefficients[place] > 0]
    above = [bound for bound in bounds if bound.coefficients[place] < 0]
    return len(below) * len(above)


def _tightest(bounds: list[Bound]) -> list[Bound]:
    """One bound in each direction; raises Empty for one that cannot hold."""
    best: dict[tuple[tuple[int, int], ...], Bound] = {}
    for bound in bounds:
        leading = next((abs(value) for value in bound.coefficients if value), None)
        if leading is None:
            if bound.constant < 0 or (bound.strict and not bound.constant):
                raise Empty
            continue
        scaled = Bound(tuple(value / leading for value in bound.coefficients), bound.constant / leading, bound.strict)
        direction = tuple((int(value.p), int(value.q)) for value in scaled.coefficients)
        known = best.get(direction)
        if known is None or scaled.constant < known.constant or (scaled.constant == known.constant and scaled.strict):
            best[direction] = scaled
    return list(best.values())


def _solution(row: Bound | Equation, place: int, point: list[fmpq]) -> fmpq:
    """The value of a variable at which a row is 0, where the others have the values of `point`."""
    total = row.constant
    for other, coefficient in enumerate(row.coefficients):
        if coefficient and other != place:
            total = total + coefficient * point[other]
    return -total / row.coefficients[place]


End = tuple[fmpq, bool] | None  # a value, and whether it is excluded


def _between(low: End, high: End, wanted: fmpq, is_integer: bool) -> fmpq:
    """`wanted` if it lies between the ends, else a value that does: a simple one if `wanted` is."""
    if _fits(wanted, low, high):
        return wanted
    if low is not None and high is not None and low[0] == high[0]:
        value = low[0]
    elif is_integer:
        value = _integer_between(low, high)
    elif wanted.height_bits() <= SIMPLE_BITS:
        value = _simplest_between(low, high)
    else:
        value = _generic_between(low, high, abs(wanted))
    if not _fits(value, low, high):
        raise Empty
    return value


def _fits(value: fmpq, low: End, high: End) -> bool:
    above = low is None or value > low[0] or (value == low[0] and not low[1])
    return above and (high is None or value < high[0] or (value == high[0] and not high[1]))


def _integer_between(low: End, high: End) -> fmpq:
    if low is not None:
        least = fmpq(low[0].ceil())
        return least + 1 if low[1] and least == low[0] else least
    assert high is not None
    most = fmpq(high[0].floor())
    return most - 1 if high[1] and most == high[0] else most


def _generic_between(low: End, high: End, size: fmpq) -> fmpq:
    """A value whose digits are as random as those of `size` > 0."""
    if low is not None and high is not None:
        return low[0] + (high[0] - low[0]) * size / (1 + size)
    if low is not None:
        return low[0] + size
    assert high is not None
    return high[0] - size


def _simplest_between(low: End, high: End) -> fmpq:
    """The value with the smallest denominator strictly between two ends, of these the one closest to 0."""
    if low is None or high is None:
        return fmpq(low[0].floor()) + 1 if low is not None else fmpq(high[0].ceil()) - 1 if high is not None else ZERO
    start, stop = low[0], high[0]
    if start < 0 < stop:
        return ZERO
    if stop <= 0:
        return -_simplest_positive(-stop, -start)
    return _simplest_positive(start, stop)


def _simplest_positive(start: fmpq, stop: fmpq) -> fmpq:
    """As above for 0 <= start < stop, by continued fractions."""
    parts: list[fmpq] = []
    while fmpq(start.floor()) + 1 >= stop:
        whole = fmpq(start.floor())
        parts.append(whole)
        if start == whole:  # below whole + 1/k only
            value = fmpq((1 / (stop - whole)).floor()) + 1
            break
        start, stop = 1 / (stop - whole), 1 / (start - whole)
    else:
        value = fmpq(start.floor()) + 1
    for whole in reversed(parts):
        value = whole + 1 / value
    return value
