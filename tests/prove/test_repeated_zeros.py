"""Products of one factor over a range that may be empty: c^count, also for c = 0, where the empty product is 0^0 = 1."""

from __future__ import annotations

import pytest

import verify

SYMBOLS = {"w": "real", "T": "natural", "k": "natural", "n": "natural"}

PROVED = [
    "k <= T => product(w, t, k + 1, T) = w^(T - k)", "k <= T => product(w, t, k, T) = w^(T - k + 1)",
    "k <= T => product(0, t, k + 1, T) = 0^(T - k)", "k < T => product(0, t, k + 1, T) = 0", "product(0, t, 1, n) = 0^n",
]  # fmt: skip
REFUTED = [  # an empty product is 1, and one with T < k is not w^(T - k)
    "k <= T => product(0, t, k + 1, T) = 0", "product(w, t, k + 1, T) = w^(T - k)", "k <= T => product(w - w, t, k + 1, T) = 1",
]  # fmt: skip


@pytest.mark.parametrize("statement", PROVED)
def test_products_of_one_factor(statement: str) -> None:
    found = verify.holds(statement, SYMBOLS)
    assert (found.truth, found.trust) == ("proved", "checked")


@pytest.mark.parametrize("statement", REFUTED)
def test_empty_products(statement: str) -> None:
    assert verify.holds(statement, SYMBOLS).truth == "refuted"
