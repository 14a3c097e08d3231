r"""Declared sequences without an index: \operatorname{softmax}(z), \|x\|^2, U \operatorname{diag}(\sigma) V^\top."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "z": "sequence K of real", "k": "integer in 1..K", "x": "sequence n of real", "y": "sequence n of real",
    "p": "sequence K of positive", "U": "matrix m r", "V": "matrix n r", "u": "columns of U", "v": "columns of V",
    "\\sigma": "sequence r of positive", "w": "sequence n of vector d",
}  # fmt: skip
_SVD = r"\sum_{i=1}^r \sigma_i u_i v_i^\top"
CASES = [
    (r"\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", r"\operatorname{softmax}(z)_k", "correct"),
    (r"\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", r"\operatorname{softmax}(-z)_k", "wrong"),
    (r"\sum_{i=1}^n x_i^2", r"\|x\|^2", "correct"),
    (r"\sum_{i=1}^n x_i^2", r"\|x\|", "wrong"),
    (r"x^\top y", r"\sum_{i=1}^n x_i y_i", "correct"),
    (r"\sum_{i=1}^n x_i y_i", "y^T x + x_1", "wrong"),
    (r"\|x\|_1", r"\sum_{i=1}^n x_i", "wrong"),
    (r"\|p\|_1", r"\sum_{i=1}^K p_i", "correct"),  # each is positive
    (_SVD, r"U\operatorname{diag}(\sigma)V^\top", "correct"),
    (_SVD, r"V\operatorname{diag}(\sigma)U^\top", "wrong"),
    (_SVD, r"U\operatorname{diag}(\sigma)^2V^\top", "wrong"),
    (r"\sum_{i=1}^n x_i", "x", "unreadable"),
    (r"\sum_{i=1}^n w_i^\top w_i", r"\|w\|^2", "unreadable"),  # vectors make no column
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_a_whole_sequence_of_numbers_is_a_column(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == verdict


def test_the_choice_is_shown() -> None:
    found = grade(r"\sum_{i=1}^n x_i^2", r"\|x\|^2", symbols=SYMBOLS)
    assert "the sequence x is read as a column" in found.choices
