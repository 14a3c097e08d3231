"""Inequalities that fail in a corner only: the search goes downhill from the instances that it has drawn."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.ask import holds

FLOW = {"r": "positive", "a": "positive", "b": "real"}
STEP = {"L": "positive", "c": "positive", "v": "vector n", "w": "vector n"}
PLANE = {"w": "vector n", "x": "vector n", "y": "vector n", "b": "real"}
BOUNDS = {"J": "matrix n", "v": "vector n", "w": "vector n", "c": "in (0, 1)"}
X = {"x": "sequence n of real", "n": "natural", "mu": "real", "sigma": "positive"}
FALSE = [
    # the entropy term is negative for sigma < 1/sqrt(2 pi) only
    ("sum((x_i - mu)^2, i, 1, n) <= sum((x_i - mu)^2, i, 1, n) + n log(2 pi sigma^2)", X),
    ("sum((x_i - mu)^2, i, 1, n) >= n/1000", X),
    ("sum(x_i^2, i, 1, n) < sum((x_i - mu)^2, i, 1, n) + 50", X),
    ("exp(-sum(x_i^2, i, 1, n)) > 1/1000000", X),
    ("u' u >= 1/100", {"u": "vector n"}),
    ("u' A u >= -1000", {"u": "vector n", "A": "symmetric matrix n"}),
    ("sum(x_i, i, 1, n) != 7", X),
    # under c < |g| no single number can be made small; all of them together can
    ("c < sqrt(g' g) implies c < g' g", {"g": "vector n", "c": "positive"}),
    ("c < sqrt(g' g) implies c < (g' g)^(3/2)", {"g": "vector n", "c": "positive"}),
    # nor, here, all of them: only both vectors
    ("L c sqrt(v' v) <= sqrt(w' w) implies L c^2 sqrt(v' v) <= c w' w", STEP),
    # towards small w and x the margin falls for ever and stays positive; with the other sign it does not
    ("0 < w' w and 0 < b + w' x implies w' (y - 2 x) <= max(0, b + w' y) - max(0, b + w' x)", PLANE),
    # two bounds that hold where one matrix is small and one vector large
    ("(J w)' (J w) <= c w' w and w' w <= c v' v implies (w' w)^2 <= c (v' v)^2 v' v", BOUNDS),
    ("(J w)' (J w) <= c w' w and w' w <= c v' v implies ((J w)' (J w))^2 <= w' w", BOUNDS),
    # three numbers that are small together
    ("-a <= b implies 0 < r (1 + b/(a + r)^2)", FLOW),
    ("-a <= b implies r (1 + b/(a + r)) > r/1000", FLOW),
]
TRUE = [
    ("0 < w' w and 0 < b + w' x implies w' (y - x) <= max(0, b + w' y) - max(0, b + w' x)", PLANE),
    ("(J w)' (J w) <= c w' w and w' w <= c v' v implies (J w)' (J w) <= c^2 v' v", BOUNDS),
    ("sum((x_i - mu)^2, i, 1, n) >= 0", X),
    ("u' A u >= 0", {"u": "vector n", "A": "positive semidefinite matrix n"}),
    ("sum(x_i^2, i, 1, n) + 1 != 0", X),
    ("c < sqrt(g' g) implies c^2 < g' g", {"g": "vector n", "c": "positive"}),
    ("L c sqrt(v' v) <= sqrt(w' w) implies L c^2 sqrt(v' v) <= c sqrt(w' w)", STEP),
    ("-a <= b implies 0 < r (1 + b/(a + r))", FLOW),
]


@pytest.mark.parametrize(("statement", "symbols"), FALSE, ids=[row[0] for row in FALSE])
def test_what_fails_in_a_corner_is_refuted(statement: str, symbols: Mapping[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked")


@pytest.mark.parametrize(("statement", "symbols"), TRUE, ids=[row[0] for row in TRUE])
def test_what_holds_everywhere_is_not(statement: str, symbols: Mapping[str, str]) -> None:
    assert holds(statement, symbols).truth in ("proved", "supported")
