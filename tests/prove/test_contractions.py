"""Determinants and inverses beside sums of products of entries."""

from __future__ import annotations

import pytest

from verify.ask import equal

VECTORS = {"u": "vector d", "v": "vector d", "X": "matrix n d", "x": "rows of X", "w": "vector n", "y": "vector n"}

TRUE = {
    "the determinant lemma": ("det(I + u v')", "1 + sum(u_i v_i, i, 1, d)"),
    "of one vector": ("det(I + u u')", "1 + sum(u_i^2, i, 1, d)"),
    "its logarithm": ("log(det(I + u u'))", "log(1 + sum(u_i^2, i, 1, d))"),
    "an inverse of rank one": ("inv(I + u u')", "I - u u'/(1 + sum(u_i^2, i, 1, d))"),
    "least squares by rows": ("inv(X' X) X' y", "inv(sum(x_i x_i', i, 1, n)) sum(y_i x_i, i, 1, n)"),
    "weighted least squares by rows": (
        "inv(X' diag(w) X) X' diag(w) y", "inv(sum(w_i x_i x_i', i, 1, n)) sum(w_i y_i x_i, i, 1, n)"),
    "a ridge by rows": ("inv(X' X + I) X' y", "inv(sum(x_i x_i', i, 1, n) + I) sum(y_i x_i, i, 1, n)"),
    "in a quadratic form": ("1 - u' inv(I + u u') u", "1/(1 + sum(u_i^2, i, 1, d))"),
}

FALSE = {
    "a sign": ("det(I + u v')", "1 - sum(u_i v_i, i, 1, d)"),
    "the square of the sum": ("det(I + u u')", "1 + sum(u_i, i, 1, d)^2"),
    "other weights": (
        "inv(X' diag(w) X) X' diag(w) y", "inv(sum(w_i x_i x_i', i, 1, n)) sum(y_i x_i, i, 1, n)"),
    "without the last row": ("inv(X' X) X' y", "inv(sum(x_i x_i', i, 1, n-1)) sum(y_i x_i, i, 1, n)"),
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
