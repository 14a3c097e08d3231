"""Inequalities by a bound of one function in a side: min(1, u) <= 1, log u <= u - 1, 1 + u <= exp u, 0 <= |u|."""

from __future__ import annotations

import pytest

from verify import holds

WORDS = {"u": "positive", "c": "positive", "s": "positive", "q": "real", "x": "real", "mu": "real", "n": "natural",
         "g": "vector n", "a": "sequence n of positive"}  # fmt: skip
TRUE = [
    "log(2 pi s^2) <= 2 pi s^2 - 1",
    "n/2 log(2 pi s^2) <= n/2 (2 pi s^2) + (n mu - x)^2/(2 n s^2)",
    "u - log(2 pi s^2) >= u + 1 - 2 pi s^2",
    "log(u + c) + log(s) < u + c + s",
    "u exp(x - q) >= u + u (x - q)",
    "min(1, c/u^3) min(1, c/u) u^2 <= u^2",
    "u <= c implies min(1, c/u^3) min(1, c/u) u^2 <= c^2",
    "u <= c implies sqrt(min(1, c/u^3) min(1, c/u) u^2) <= c",
    "u max(c, s) + 3 >= u s + 3",
    "-u tanh(x) <= u",
    "-c abs(q) + x^2 <= x^2",
    "c abs(q) >= c q",
    # (a g)' (b g) is a b g' g
    "g' g <= c^2 implies sqrt((min(1, u) g)' (min(1, s) g)) <= c",
    "0 < sqrt(g' g) and sqrt(g' g) <= c implies sqrt((min(1, c/sqrt(g' g)) g)' (min(2, c/sqrt(g' g)) g)) <= c",
]
FALSE = [
    "log(2 pi s^2) < 2 pi s^2 - 1",
    "log(u) <= u - 1 - 1/1000000",
    "q log(u) <= q (u - 1)",
    "q exp(x) >= q + q x",
    "q min(1, u) <= q",
    "u min(1, c) >= u",
    "u max(c, s) <= u s",
    "min(1, u) + min(1, u)^2 <= 3/2",
    "u tanh(x) < u tanh(x)",
    "c abs(q) > c q",
    "u <= c implies sqrt(min(2, c/u^3) min(2, c/u) u^2) <= c",
    "g' g <= c^2 implies sqrt((min(2, u) g)' (min(2, s) g)) <= c",
]


@pytest.mark.parametrize("statement", TRUE)
def test_what_follows_from_a_bound_is_proved(statement: str) -> None:
    verdict = holds(statement, WORDS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked")


@pytest.mark.parametrize("statement", FALSE)
def test_what_does_not_is_not(statement: str) -> None:
    assert holds(statement, WORDS).truth != "proved"
