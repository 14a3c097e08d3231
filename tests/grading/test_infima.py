"""Optimal values of sums of two scales, as in bounds with a free parameter: a/u + b u and its like."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

TWO: Mapping[str, str] = {"a": "positive", "b": "positive"}
MASSART: Mapping[str, str] = {"R": "positive", "N": "integer in 2..50"}
MASSART_VALUE = r"\inf_{\lambda>0}\left\{\frac{\log N}{\lambda}+\frac{\lambda R^2}{2}\right\}"

# reference, submitted, symbols, verdict
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    (r"R\sqrt{2\log N}", MASSART_VALUE, MASSART, "correct"),
    (MASSART_VALUE, r"R\sqrt{2\log N}", MASSART, "correct"),
    (MASSART_VALUE, r"R\sqrt{\log N}", MASSART, "wrong"),
    (MASSART_VALUE, r"2R\sqrt{\log N}", MASSART, "wrong"),
    (MASSART_VALUE, r"R\sqrt{2\log N}", {"R": "positive", "N": "natural"}, "undecided"),  # not attained if N = 1
    (MASSART_VALUE, r"R\sqrt{2\log N}", {"R": "positive", "N": "in [2, 50]"}, "correct"),
    (r"\inf_{\lambda>0}\left\{\frac{a}{\lambda}+b\lambda\right\}", r"2\sqrt{ab}", TWO, "correct"),
    (r"\inf_{\lambda>0}\left\{\frac{a}{\lambda}+b\lambda\right\}", r"\sqrt{ab}", TWO, "wrong"),
    (r"\min_{u>0}\left\{\frac{a}{2u}+\frac{ub}{2}\right\}", r"\sqrt{ab}", TWO, "correct"),
    (r"\min_{u>0}\left\{\frac{a}{u}+bu+a\right\}", r"a+2\sqrt{ab}", TWO, "correct"),
    (r"\min_{u}\left\{au^2-2bu\right\}", r"-\frac{b^2}{a}", TWO, "correct"),
    (r"\min_{u}\left\{au^2-2bu\right\}", r"-\frac{b^2}{2a}", TWO, "wrong"),
    (r"\max_{u}\left\{2bu-au^2+1\right\}", r"1+\frac{b^2}{a}", TWO, "correct"),
    (r"\sup_{u>0}\left\{\log u-au\right\}", r"-1-\log a", TWO, "correct"),
    (r"\inf_{u>0}\left\{au\right\}", "0", TWO, "undecided"),  # not attained
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {' '.join(row[2].values())}" for row in GRADED])  # fmt: skip
def test_optimal_values(reference: str, submitted: str, symbols: Mapping[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


VECTORS: Mapping[str, str] = {
    "m": "natural", "n": "natural", "Q": "positive definite matrix n", "A": "matrix m n", "b": "vector m", r"\nu": "vector m",
    "B": "symmetric matrix n", "c": "vector n", "u": "vector n", "l": "positive", "X": "matrix m n", "y": "vector m",
}  # fmt: skip
DUAL = r"\inf_{x}\left\{x^\top Qx+\nu^\top(Ax-b)\right\}"
QUADRATIC = r"\min_x\{\frac12 x^\top Qx-c^\top x\}"
RIDGE = r"\min_w\{\|Xw-y\|^2+l\|w\|^2\}"

# reference, submitted, verdict
OF_VECTORS: list[tuple[str, str, str]] = [
    (r"-\tfrac14\nu^\top AQ^{-1}A^\top\nu-b^\top\nu", DUAL, "correct"),
    (DUAL, r"-\tfrac14\nu^\top AQ^{-1}A^\top\nu-b^\top\nu", "correct"),
    (DUAL, r"-\tfrac12\nu^\top AQ^{-1}A^\top\nu-b^\top\nu", "wrong"),
    (DUAL, r"\tfrac14\nu^\top AQ^{-1}A^\top\nu-b^\top\nu", "wrong"),
    (QUADRATIC, r"-\frac12c^\top Q^{-1}c", "correct"),
    (QUADRATIC, r"-c^\top Q^{-1}c", "wrong"),
    (QUADRATIC, r"\min_v\{\frac12 v^\top Qv-v^\top c\}", "correct"),
    (r"\max_x\{c^\top x-\frac12 x^\top Qx\}", r"\frac12c^\top Q^{-1}c", "correct"),
    (r"\sup_x\{c^\top x-\frac12\|x\|^2\}", r"\frac12\|c\|^2", "correct"),
    (r"\min_x\{\frac12\|x-c\|^2+\frac{l}{2}\|x\|^2\}", r"\frac{l}{2(1+l)} c^\top c", "correct"),
    (r"\min_x\{\frac12\|x-c\|^2+\frac{1}{2}\|x\|^2\}", r"\frac12 c^\top c", "wrong"),
    (r"\min_x\{(x-u)^\top Q(x-u)+c^\top x\}", r"c^\top u-\frac14c^\top Q^{-1}c", "correct"),
    (RIDGE, r"y^\top y-y^\top X(X^\top X+lI)^{-1}X^\top y", "correct"),
    (RIDGE, r"y^\top y", "wrong"),
    # without a least value, or not known to have one
    (r"\min_x\{c^\top x-\frac12 x^\top Qx\}", r"\frac12c^\top Q^{-1}c", "undecided"),
    (r"\min_x\{\frac12 x^\top Bx-c^\top x\}", r"-\frac12c^\top B^{-1}c", "undecided"),
    (r"\min_w\{\|Xw-y\|^2\}", "0", "undecided"),
    (r"\min_x\{c^\top x\}", "0", "undecided"),
    (r"\sup_x\{c^\top x-\|x\|\}", "0", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), OF_VECTORS, ids=[f"{row[0]} {row[1]}" for row in OF_VECTORS])
def test_optimal_values_over_a_vector(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": VECTORS}).verdict == verdict
