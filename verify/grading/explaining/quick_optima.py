"""Where a smooth function of a few numbers is least, in floating point, to rule out explanations only."""

from __future__ import annotations

import math
from collections.abc import Callable

Function = Callable[[list[float]], float]  # raises ArithmeticError or ValueError where it has no value

_MOST_NUMBERS = 4
_STEP = 3e-3  # of a difference quotient
_STENCIL = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))
_ROUNDS = 30
_DONE = 1e-10
_FAR = (-3.0, -1.0, -0.3, 0.3, 1.0, 3.0)


def least_at(function: Function, start: list[float]) -> list[float] | None:
    """A point that has no better one near it, nor among some that are far; None where none is found."""
    if len(start) > _MOST_NUMBERS:
        return None
    try:
        place = _descended(function, start)
        if place is None:
            return None
        value = function(place)
        allowed = 1e-9 * (1 + abs(value))
        far = [[entry + shift * (1 + abs(entry)) for entry in place] for shift in _FAR]
        single = [_moved(place, index, shift * (1 + abs(entry))) for index, entry in enumerate(place) for shift in _FAR]
        return place if all(function(other) >= value - allowed for other in (*far, *single)) else None
    except (ArithmeticError, ValueError):
        return None


def _descended(function: Function, place: list[float]) -> list[float] | None:
    """Newton's method, with half a step where a whole one is too far."""
    for _ in range(_ROUNDS):
        slope = _slope(function, place)
        step = _solved(_curvature(function, place), slope)
        if step is None:
            return None
        if all(abs(part) <= _DONE * (1 + abs(entry)) for part, entry in zip(step, place, strict=True)):
            return place
        value, share = function(place), 1.0
        while share > 1e-4:
            other = [entry - share * part for entry, part in zip(place, step, strict=True)]
            if function(other) <= value + 1e-12 * (1 + abs(value)):
                break
            share /= 2
        else:
            return None
        place = other
    return None


def _moved(place: list[float], index: int, by: float) -> list[float]:
    return [entry + by if other == index else entry for other, entry in enumerate(place)]


def _slope(function: Function, place: list[float]) -> list[float]:
    return [
        math.fsum(weight * function(_moved(place, index, count * _STEP)) for count, weight in _STENCIL) / _STEP
        for index in range(len(place))
    ]


def _curvature(function: Function, place: list[float]) -> list[list[float]]:
    found: list[list[float]] = []
    for index in range(len(place)):
        after, before = (_plain_slope(function, _moved(place, index, by)) for by in (_STEP, -_STEP))
        found.append([(more - less) / (2 * _STEP) for more, less in zip(after, before, strict=True)])
    return found


def _plain_slope(function: Function, place: list[float]) -> list[float]:
    sides = [[function(_moved(place, index, by)) for by in (_STEP, -_STEP)] for index in range(len(place))]
    return [(after - before) / (2 * _STEP) for after, before in sides]


def _solved(rows: list[list[float]], right: list[float]) -> list[float] | None:
    """The solution of a system with a positive definite matrix; None for any other matrix."""
    rows = [[*row, value] for row, value in zip(rows, right, strict=True)]
    for place, row in enumerate(rows):
        if row[place] <= 1e-9:
            return None
        for other in rows[place + 1 :]:
            factor = other[place] / row[place]
            other[:] = [entry - factor * above for entry, above in zip(other, row, strict=True)]
    found = [0.0] * len(rows)
    for place in reversed(range(len(rows))):
        known = math.fsum(rows[place][other] * found[other] for other in range(place + 1, len(rows)))
        found[place] = (rows[place][-1] - known) / rows[place][place]
    return found
