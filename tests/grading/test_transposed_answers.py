"""Answers that are the transpose of what is asked for, of the same shape and of another one."""

from __future__ import annotations

import pytest

from verify.grading import grade

_SYMBOLS = {"W": "matrix m n", "x": "vector n", "y": "vector m", "A": "matrix m n", "B": "matrix n k", "S": "matrix n n"}
TRANSPOSED = [
    (r"(Wx-y)x^\top", r"x(Wx-y)^\top"), ("AB", r"B^\top A^\top"), ("AB", r"(AB)^\top"), ("W", "W'"), (r"yx^\top", r"xy^\top"),
    ("S", r"S^\top"), (r"\nabla_W \frac12\|Wx-y\|^2", r"x(Wx-y)^\top"),  # which has the shape of W in all books
]  # fmt: skip
OF_ANOTHER_SHAPE = [("AB", r"-B^\top A^\top"), (r"WW^\top", r"W^\top W"), ("AB", "BA")]
# A column may be written as a row, and a derivative has another layout in other books.
NOT_KNOWN = [
    ("2x", r"2x^\top"), ("Wx", r"x^\top W^\top"), (r"\frac{\partial}{\partial W} \frac12\|Wx-y\|^2", r"x(Wx-y)^\top"),
    (r"\frac{\partial L}{\partial W} = y x^\top", r"\frac{\partial L}{\partial W} = x y^\top"),
    (r"\frac{\partial L}{\partial W} = y x^\top", r"x y^\top"), (r"L'(W) = y x^\top", r"x y^\top"),
    (r"y x^\top", r"\frac{\partial L}{\partial W} = x y^\top"), (r"x(Wx-y)^\top", r"\nabla_W\frac12\|Wx-y\|^2"),
    (r"\frac{\partial}{\partial S} x^\top S^\top S x", r"(2Sxx^\top)^\top"), (r"\nabla_x x^\top S x", r"x^\top(S+S^\top)"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), TRANSPOSED)
def test_the_transpose_of_a_matrix_is_wrong(reference: str, submitted: str) -> None:
    found = grade(reference, submitted, symbols=_SYMBOLS)
    assert found.verdict == "wrong"
    assert found.diagnosis is not None and found.diagnosis["code"] == "transposed"
    assert found.counterexample is not None


@pytest.mark.parametrize(("reference", "submitted"), OF_ANOTHER_SHAPE)
def test_another_matrix_of_another_shape_is_wrong(reference: str, submitted: str) -> None:
    found = grade(reference, submitted, symbols=_SYMBOLS)
    assert found.verdict == "wrong"
    assert found.diagnosis is not None and found.diagnosis["code"] == "shape"


@pytest.mark.parametrize(("reference", "submitted"), NOT_KNOWN)
def test_what_may_be_another_layout_is_not_known(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=_SYMBOLS).verdict == "undecided"


def test_a_sum_over_rows_is_no_product_of_columns() -> None:
    symbols = {"X": "matrix n d", "x": "rows of X"}
    assert grade(r"\sum_{i=1}^n x_ix_i^\top", r"X^\top X", symbols=symbols).verdict == "correct"
    assert grade(r"\sum_{i=1}^n x_ix_i^\top", r"XX^\top", symbols=symbols).verdict == "wrong"
