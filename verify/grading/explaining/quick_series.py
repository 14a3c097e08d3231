"""Integrals over the line and sums without end in floating point, to rule out explanations only.

The trapezoidal rule after x = sinh(t), or after a like change for one end or two, is exact to many digits for what is smooth and
dies away; what is not is noticed by leaving out every other node, and by what is left at the ends.
"""

from __future__ import annotations

import math
from collections.abc import Callable

Values = Callable[[list[float]], list[float] | None]  # the values of a function, nan where it has none; None if not known

_STEP, _LAST = 0.0625, 70  # the nodes in t: -70 steps to 70 steps, where sinh is 40
_FAR = 8.0  # beyond, what has no value has died away: log(exp(-x^2))
_CLOSE = 1e-8
_TERMS = 140  # of a sum without end: 170! is the largest factorial that is a float


def integrated(values: Values, low: float, high: float) -> float | None:
    """The integral from `low` to `high`, either of which may be infinite; None where it is not known to some digits."""
    nodes = [_node(step * _STEP, low, high) for step in range(-_LAST, _LAST + 1)]
    found = values([place for place, _ in nodes])
    if found is None:
        return None
    heights: list[float] = []
    for (place, weight), value in zip(nodes, found, strict=True):
        if not math.isfinite(value):
            if abs(place) < _FAR and math.isinf(low) and math.isinf(high):
                return None
            value = 0.0
        heights.append(value * weight)
    total = math.fsum(heights) * _STEP
    coarse = math.fsum(heights[::2]) * 2 * _STEP
    allowed = _CLOSE * (1 + abs(total))
    return total if abs(total - coarse) < allowed and max(abs(heights[0]), abs(heights[-1])) < allowed else None


def _node(t: float, low: float, high: float) -> tuple[float, float]:
    """x and dx/dt."""
    if math.isinf(low) and math.isinf(high):
        return math.sinh(t), math.cosh(t)
    if math.isinf(high) or math.isinf(low):
        far = math.exp(t - math.exp(-t))
        return (low + far if math.isinf(high) else high - far), far * (1 + math.exp(-t))
    inner = math.tanh(math.pi / 2 * math.sinh(0.75 * t))
    slope = math.pi / 2 * 0.75 * math.cosh(0.75 * t) * (1 - inner * inner)
    return (low + high) / 2 + (high - low) / 2 * inner, (high - low) / 2 * slope


def summed(values: Values, first: int) -> float | None:
    """The sum from `first` without end; None where its terms do not die away."""
    terms = values([float(first + place) for place in range(_TERMS)])
    if terms is None or not all(map(math.isfinite, terms)):
        return None
    total = math.fsum(terms)
    return total if max(map(abs, terms[-3:])) < 1e-12 * (1 + abs(total)) else None
