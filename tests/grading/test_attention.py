"""The softmax of a matrix, row by row, and entries of matrices in brackets."""

from __future__ import annotations

import pytest

from verify.grading import grade

ATTENTION = {"Q": "matrix n d", "K": "matrix m d", "V": "matrix m p", "A": "matrix n m", "z": "vector n", "u": "vector m",
             "i": "integer in 1..n", "j": "integer in 1..m", "k": "integer in 1..d"}  # fmt: skip

# reference, submitted, verdict
ROWS = [
    (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V", r"\operatorname{softmax}(d^{-1/2}QK^\top)V", "correct"),
    (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V", r"\operatorname{softmax}(QK^\top/d)V", "wrong"),
    (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V", r"\operatorname{softmax}(QK^\top)V/\sqrt{d}", "wrong"),
    (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V", r"\operatorname{softmax}(KQ^\top/\sqrt{d})V", "wrong"),
    (r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V", r"V\operatorname{softmax}(QK^\top/\sqrt{d})", "wrong"),
    ("softmax(Q K^T/sqrt(d)) V", "softmax((Q @ K.T)/sqrt(d)) @ V", "correct"),
    ("softmax(Q K^T/sqrt(d)) V", "softmax(Q K^T/sqrt(m)) V", "wrong"),
    # rows have the sum 1, and what is added to all of a row does not change it; what is added to all of a column does
    (r"\operatorname{softmax}(A)\mathbf{1}_m", r"\mathbf{1}_n", "correct"),
    (r"\operatorname{softmax}(A)^\top\mathbf{1}_n", r"\mathbf{1}_m", "wrong"),
    (r"\operatorname{softmax}(A)", r"\operatorname{softmax}(A+z\mathbf{1}_m^\top)", "correct"),
    (r"\operatorname{softmax}(A)", r"\operatorname{softmax}(A+\mathbf{1}_n u^\top)", "wrong"),
    (r"\operatorname{softmax}(A)", r"\operatorname{softmax}(2A)", "wrong"),
    (r"\operatorname{softmax}(A)_{ij}", r"\frac{e^{A_{ij}}}{\sum_{k=1}^m e^{A_{ik}}}", "correct"),
    (r"\operatorname{softmax}(A)_{ij}", r"\frac{e^{A_{ij}}}{\sum_{k=1}^n e^{A_{kj}}}", "wrong"),
    # an entry of what stands in brackets
    (r"(QK^\top)_{ij}", r"\sum_{k=1}^d Q_{ik}K_{jk}", "correct"),
    (r"(QK^\top)_{ij}", r"(KQ^\top)_{ji}", "correct"),
    ("(Q K^T)[i, j]", "sum(Q[i,k]*K[j,k], k, 1, d)", "correct"),
    ("(Q K^T)[i, j]", "sum(Q[i,k]*K[k,j], k, 1, d)", "wrong"),
    (r"(QK^\top)_{i,j}^2", r"\left((QK^\top)_{ij}\right)^2", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_attention(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=ATTENTION).verdict == verdict


@pytest.mark.parametrize("formula", [r"(AA^\top)_{ij}^{-1}", r"(AA^\top)_{ij}^\top", "(A A^T)[i, j]^(-1)"])
def test_a_power_of_an_entry_may_be_an_entry_of_the_power(formula: str) -> None:
    symbols = {"A": "matrix n n", "i": "integer in 1..n", "j": "integer in 1..n"}
    problem = grade("1", formula, symbols=symbols).problem
    assert problem is not None and problem.kind == "ambiguous"


def test_the_reading_of_the_softmax_of_a_matrix_is_told() -> None:
    assert "softmax of a matrix is taken row by row" in grade(*ROWS[0][:2], symbols=ATTENTION).choices
