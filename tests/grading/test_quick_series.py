"""Integrals and sums in floating point: right to many digits, or not known."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from verify.grading.explaining.quick_series import integrated, summed

INFINITY = math.inf


def along(function: Callable[[float], float]) -> Callable[[list[float]], list[float]]:
    def values(places: list[float]) -> list[float]:
        return [_value(function, place) for place in places]

    return values


def _value(function: Callable[[float], float], place: float) -> float:
    try:
        return function(place)
    except (ArithmeticError, ValueError):
        return math.nan


@pytest.mark.parametrize(
    ("function", "low", "high", "value"),
    [
        (lambda x: math.exp(-x * x / 2), -INFINITY, INFINITY, math.sqrt(2 * math.pi)),
        (lambda x: math.exp(-x * x) * math.log(math.exp(-x * x)), -INFINITY, INFINITY, -math.sqrt(math.pi) / 2),
        (lambda x: x * x * math.exp(-3 * x), 0.0, INFINITY, 2 / 27),
        (lambda x: x**3, 0.0, 2.0, 4.0),
        (lambda x: -math.log(x), 0.0, 1.0, 1.0),
        (lambda x: math.exp(x), -INFINITY, 1.0, math.e),
    ],
)
def test_the_integral_of(function: Callable[[float], float], low: float, high: float, value: float) -> None:
    found = integrated(along(function), low, high)
    assert found is not None and abs(found - value) < 1e-6


@pytest.mark.parametrize(
    ("function", "low", "high"),
    [
        (lambda x: max(0.0, x - 0.3) * math.exp(-x * x), -INFINITY, INFINITY),  # a kink
        (lambda x: 1 / (1 + x * x), -INFINITY, INFINITY),  # dies away too slowly
        (lambda x: 1.0, 0.0, INFINITY),
        (lambda x: math.log(x), -INFINITY, INFINITY),  # has no value near to 0
    ],
)
def test_an_integral_that_is_not_known(function: Callable[[float], float], low: float, high: float) -> None:
    assert integrated(along(function), low, high) is None


@pytest.mark.parametrize(
    ("function", "first", "value"),
    [(lambda k: 0.5**k, 0, 2.0), (lambda k: 2**k / math.gamma(k + 1), 0, math.e**2), (lambda k: k * 0.3**k, 1, 0.3 / 0.49)],
)
def test_the_sum_of(function: Callable[[float], float], first: int, value: float) -> None:
    found = summed(along(function), first)
    assert found is not None and abs(found - value) < 1e-9


@pytest.mark.parametrize("function", [lambda k: 1.0, lambda k: 1 / (k + 1), lambda k: math.log(k - 1)])
def test_a_sum_that_is_not_known(function: Callable[[float], float]) -> None:
    assert summed(along(function), 0) is None
