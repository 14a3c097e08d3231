"""A square root from an equation that is given for the square: sigma^2 = S and sigma > 0 say that sigma = sqrt(S)."""

from __future__ import annotations

import pytest

from verify.grading import grade

SAMPLE = {"s": "positive", "r": "real", "x": "sequence n of real", "n": "natural", "m": "real"}

FOLLOWS = [
    ("s^2 = sum((x_i-m)^2, i, 1, n)/n", "s = sqrt(sum((x_i-m)^2, i, 1, n)/n)"),
    ("n s^2 = sum(x_i^2, i, 1, n)", "s = sqrt(sum(x_i^2, i, 1, n)/n)"),
    ("s^2 = 4 sum(x_i^2, i, 1, n)", "s = 2 sqrt(sum(x_i^2, i, 1, n))"),
]
FOLLOWS_NOT = [
    ("r^2 = sum(x_i^2, i, 1, n)", "r = sqrt(sum(x_i^2, i, 1, n))"),  # or its negative
    ("n s^2 = sum(x_i^2, i, 1, n)", "s = sqrt(sum(x_i^2, i, 1, n))"),
    ("s^2 = 4 sum(x_i^2, i, 1, n)", "s = 4 sqrt(sum(x_i^2, i, 1, n))"),
]


@pytest.mark.parametrize(("first", "then"), FOLLOWS)
def test_follows(first: str, then: str) -> None:
    assert grade({"lines": [first, then], "relation": "implies", "symbols": SAMPLE}).verdict == "correct"


@pytest.mark.parametrize(("first", "then"), FOLLOWS_NOT)
def test_does_not_follow(first: str, then: str) -> None:
    assert grade({"lines": [first, then], "relation": "implies", "symbols": SAMPLE}).verdict == "wrong"
