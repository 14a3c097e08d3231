"""Squared norms of sums of vectors against double sums; the n of `sequence n of real` is a size, declared with the sequence."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "a": "sequence n of real", "y": "sequence n of real", "x": "sequence n of vector d", "z": "sequence m of vector d",
    "b": "sequence m of real", "v": "vector d",
}  # fmt: skip
DUAL = r"\sum_{i=1}^n a_i - \frac12 \sum_{i=1}^n \sum_{j=1}^n a_i a_j y_i y_j x_i^\top x_j"
SQUARE = r"\sum_{i=1}^n \sum_{j=1}^n a_i a_j \langle x_i, x_j \rangle"

CORRECT = [
    (DUAL, r"\sum_{i=1}^n a_i - \frac12 \left\|\sum_{i=1}^n a_i y_i x_i\right\|^2"),
    (DUAL, r"\sum_i a_i - \frac12 \Big\langle \sum_i a_i y_i x_i, \sum_j a_j y_j x_j \Big\rangle"),
    (r"\|\sum_{i=1}^n a_i x_i\|^2", SQUARE), (SQUARE, r"\|\sum_{i=1}^n a_i x_i\|^2"),
    (r"\|\sum_{i=1}^n a_i x_i - v\|^2", rf"{SQUARE} - 2 \sum_{{i=1}}^n a_i x_i^\top v + \|v\|^2"),
    (r"\|\sum_{i=1}^n a_i x_i - \sum_{j=1}^m b_j z_j\|^2",
     rf"{SQUARE} - 2 \sum_{{i=1}}^n \sum_{{j=1}}^m a_i b_j x_i^\top z_j + \sum_{{i=1}}^m \sum_{{j=1}}^m b_i b_j z_i^\top z_j"),
    (r"\left\|\frac1n\sum_{i=1}^n x_i\right\|^2", r"\frac{1}{n^2} \sum_{i=1}^n \sum_{j=1}^n x_i^\top x_j"),
]  # fmt: skip
WRONG = [
    (DUAL, r"\sum_{i=1}^n a_i - \left\|\sum_{i=1}^n a_i y_i x_i\right\|^2"),
    (DUAL, r"\sum_{i=1}^n a_i - \frac12 \left\|\sum_{i=1}^n a_i x_i\right\|^2"),
    (r"\|\sum_{i=1}^n a_i x_i\|^2", rf"2 {SQUARE}"), (r"\|\sum_{i=1}^n a_i x_i\|^2", r"\sum_{i=1}^n a_i^2 \|x_i\|^2"),
    (r"\|\sum_{i=1}^n a_i x_i\|^2", r"\sum_{i=1}^n \sum_{j=1}^n a_i \langle x_i, x_j \rangle"),
    (r"\|\sum_{i=1}^n a_i x_i - v\|^2", rf"{SQUARE} - \sum_{{i=1}}^n a_i x_i^\top v + \|v\|^2"),
    (r"\left\|\frac1n\sum_{i=1}^n x_i\right\|^2", r"\frac{1}{n} \sum_{i=1}^n \sum_{j=1}^n x_i^\top x_j"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), CORRECT)
def test_double_sums(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_other_sums(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "wrong"


def test_what_is_not_declared_may_still_be_a_vector() -> None:
    """|<u, v>| = |u| |v| for numbers only: that some names are declared says nothing of the others."""
    found = grade(r"n |\langle u, v \rangle|", r"n \|u\| \|v\|", symbols={"a": "sequence n of real"})
    assert found.verdict == "undecided"
