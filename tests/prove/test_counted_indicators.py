"""Sums of indicators and what they leave out; tails of series that are counted from another place."""

from __future__ import annotations

import pytest

from verify.ask import equal

SCORES = {"s": "sequence n of real", "t": "sequence m of real", "n": "natural", "m": "natural", "c": "real"}
TAIL = {"p": "in (0, 1)", "k": "natural"}

TRUE = {
    "one or the other": (
        "sum(piecewise((1, s_i > 0), (0, true)), i, 1, n)", "n - sum(piecewise((1, s_i <= 0), (0, true)), i, 1, n)", SCORES),
    "pairs": ("sum(sum(piecewise((1, s_i > t_j), (0, true)), j, 1, m), i, 1, n)",
              "n m - sum(sum(piecewise((1, s_i <= t_j), (0, true)), j, 1, m), i, 1, n)", SCORES),
    "what is kept": ("sum(max(s_i, c), i, 1, n) + sum(min(s_i, c), i, 1, n)", "sum(s_i, i, 1, n) + n c", SCORES),
    "a tail, from one place earlier": ("sum((1-p)^(j-1) p, j, k+1, inf)", "p sum((1-p)^i, i, k, inf)", TAIL),
    "its value": ("sum((1-p)^(j-1) p, j, k+1, inf)", "(1-p)^k", TAIL),
}  # fmt: skip

FALSE = {
    "the same ones": (
        "sum(piecewise((1, s_i > 0), (0, true)), i, 1, n)", "n - sum(piecewise((1, s_i > 0), (0, true)), i, 1, n)", SCORES),
    "another count": ("sum(sum(piecewise((1, s_i > t_j), (0, true)), j, 1, m), i, 1, n)",
                      "n^2 - sum(sum(piecewise((1, s_i <= t_j), (0, true)), j, 1, m), i, 1, n)", SCORES),
    "a tail that is one term longer": ("sum((1-p)^(j-1) p, j, k+1, inf)", "(1-p)^(k-1)", TAIL),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"
