"""Determinants and inverses beside sums of products of entries."""

from __future__ import annotations

import pytest

from verify.ask import equal

VECTORS = {"u": "vector d", "v": "vector d"}

TRUE = {
    "the determinant lemma": ("det(I + u v')", "1 + sum(u_i v_i, i, 1, d)"),
    "of one vector": ("det(I + u u')", "1 + sum(u_i^2, i, 1, d)"),
    "its logarithm": ("log(det(I + u u'))", "log(1 + sum(u_i^2, i, 1, d))"),
    "an inverse of rank one": ("inv(I + u u')", "I - u u'/(1 + sum(u_i^2, i, 1, d))"),
    "in a quadratic form": ("1 - u' inv(I + u u') u", "1/(1 + sum(u_i^2, i, 1, d))"),
}

FALSE = {
    "a sign": ("det(I + u v')", "1 - sum(u_i v_i, i, 1, d)"),
    "the square of the sum": ("det(I + u u')", "1 + sum(u_i, i, 1, d)^2"),
    "another sign": ("inv(I + u u')", "I - u u'/(1 - sum(u_i^2, i, 1, d))"),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    left, right = TRUE[name]
    verdict = equal(left, right, symbols=VECTORS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right = FALSE[name]
    assert equal(left, right, symbols=VECTORS).truth == "refuted"
