"""Sums and products over pairs of indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verify.grading import grade

ONE = {"n": "natural", "x": "sequence n of real", "i": "integer in 1..n"}
OTHERS = (r"\sum_{j\neq i} x_j", r"\sum_{i\neq j} x_j", r"\sum_{j=1, j\neq i}^n x_j", r"\sum_{\substack{j=1\\ j\neq i}}^{n} x_j")

# reference, submitted, symbols, further fields, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Mapping[str, str], Mapping[str, Any], str]] = [
    (r"\sum_{1\le i<j\le n}x_i x_j", r"\frac{1}{2}\left[\Bigl(\sum_{i=1}^{n}x_i\Bigr)^{2}-\sum_{i=1}^{n}x_i^{2}\right]",
     {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j}x_i x_j", r"\Bigl(\sum_{i}x_i\Bigr)^{2}-\sum_{i}x_i^{2}",
     {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i<j}x_i x_j", r"\frac12\Bigl(\sum_{i}x_i\Bigr)^{2}-\frac12\sum_{i}x_i^{2}",
     {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i\ne j}x_i x_j", r"\Bigl(\sum_{i}x_i\Bigr)^{2}-\sum_{i}x_i^{2}",
     {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j}(x_i-x_j)^2", r"n\sum_i x_i^2+(\sum_i x_i)^2", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i<j}(x_i-x_j)^2", r"\sum_{i=1}^{n-1}\sum_{j=i+1}^{n}(x_i-x_j)^2",
     {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j}x_i x_j", r"\sum_{i=1}^{n-1}\sum_{j=i}^{n}x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i<j}|x_i-x_j|", r"\frac12\sum_i\sum_j|x_i-x_j|", {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j}(x_i-x_j)", r"\frac12\sum_i\sum_j(x_i-x_j)", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i<j}(x_i-x_j)^3", r"\frac12\sum_i\sum_j(x_i-x_j)^3", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i\neq j}x_i x_j", r"2\sum_{i<j} x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i\neq j}x_i x_j", r"\sum_{i<j} x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i<j}x_i x_j", "x_1x_2+x_1x_3+x_2x_3", {"x": "sequence 3 of real"}, {}, "correct"),
    (r"\prod_{i<j}(x_j-x_i)", "(x_2-x_1)(x_3-x_1)(x_3-x_2)", {"x": "sequence 3 of real"}, {}, "correct"),
    (r"\prod_{1\le i<j\le 3}(x_j-x_i)", "(x_2-x_1)(x_3-x_1)(x_2-x_3)", {"x": "sequence 3 of real"}, {}, "wrong"),
    (r"\sum_{i\le j}x_i x_j", "x_1^2+x_2^2+x_3^2+x_1x_2+x_1x_3+x_2x_3", {"x": "sequence 3 of real"}, {}, "correct"),
    (r"\sum_{i\le j}x_i x_j", "x_1x_2+x_1x_3+x_2x_3", {"x": "sequence 3 of real"}, {}, "wrong"),
    (r"\sum_{i,j} x_i y_j", r"\sum_i x_i\sum_j y_j",
     {"n": "natural", "x": "sequence n of real", "y": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i,j=1}^n x_i y_j", r"\sum_{i=1}^n x_i y_i",
     {"n": "natural", "x": "sequence n of real", "y": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i,j} A_{ij}^2", r"\|A\|_F^2", {"A": "matrix m n"}, {}, "correct"),
    (r"\sum_{i}\sum_{j<i} x_i x_j", "3", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{i=1}^n\sum_{j\ne i} x_i x_j", r"\sum_{i\ne j} x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i=1}^n\sum_{j\ne i} x_i x_j", r"\sum_{i<j} x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "wrong"),
    (r"\sum_{1\le i<j\le n} 1", r"\frac{n(n-1)}{2}", {"n": "natural"}, {}, "correct"),
    (r"\sum_{1\le i\le j\le n} 1", r"\frac{n(n-1)}{2}", {"n": "natural"}, {}, "wrong"),
    (r"\sum_{0\le i<j<n} 1", r"\frac{n(n-1)}{2}", {"n": "natural"}, {}, "correct"),
    (r"\sum_{i<j}^n x_i x_j", r"\sum_{1\le i<j\le n} x_i x_j", {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j} (x_i-x_j)^2", r"n\sum_i x_i^2-\Bigl(\sum_i x_i\Bigr)^2",
     {"n": "natural", "x": "sequence n of real"}, {}, "correct"),
    (r"\sum_{i<j} 1", "3", {"n": "natural", "x": "sequence n of real"}, {}, "refused"),
    (r"\sum_{i<j} x_i", "3", {"n": "natural", "x": "sequence n of real"}, {}, "refused"),
    (r"\sum_{i<j} x_i x_j", "3", {"n": "natural", "x": "sequence n of real", "j": "integer in 1..n"}, {}, "refused"),
    (r"\sum_{i<j<k} x_i x_jx_k", "3", {"n": "natural", "x": "sequence n of real"}, {}, "refused"),
    (r"\sum_{i\ne 1} x_i", "3", {"n": "natural", "x": "sequence n of real"}, {}, "refused"),
    (r"\sum_{i>2} x_i", "3", {"n": "natural", "x": "sequence n of real"}, {}, "refused"),
    # one index of the pair is declared: the sum is over the other one
    *((sum_, r"\sum_{j=1}^n x_j - x_i", ONE, {}, "correct") for sum_ in OTHERS),
    *((sum_, r"\sum_{j=1}^n x_j", ONE, {}, "wrong") for sum_ in OTHERS),
    (r"\sum_{j\ne i} (x_i-x_j)", r"n x_i-\sum_j x_j", ONE, {}, "correct"),
    (r"\sum_{j\ne i} (x_i-x_j)", r"(n-1) x_i-\sum_j x_j", ONE, {}, "wrong"),
    (r"\sum_{j\ne i} \log(1+x_j^2)", r"\sum_{j} \log(1+x_j^2)-\log(1+x_i^2)", ONE, {}, "correct"),
    (r"\sum_{j\ne i} \frac{1}{x_i-x_j}", r"-\sum_{j\ne i} \frac{1}{x_j-x_i}", ONE, {}, "correct"),
    (r"\sum_{j<i} x_j", r"\sum_{j=1}^{i-1} x_j", ONE, {}, "correct"),
    (r"\sum_{j<i} x_j", r"\sum_{j=1}^{i} x_j", ONE, {}, "wrong"),
    (r"\log\Bigl(1+\sum_{k\ne y} e^{z_k-z_y}\Bigr)", r"-\log\frac{e^{z_y}}{\sum_k e^{z_k}}",
     {"z": "vector K", "y": "integer in 1..K"}, {}, "correct"),
    (r"\frac{1}{A_{ii}}\Bigl(b_i-\sum_{j\ne i}A_{ij}x_j\Bigr)", r"x_i+\frac{b_i-(Ax)_i}{A_{ii}}",
     {"A": "matrix n n", "b": "vector n", "x": "vector n", "i": "integer in 1..n"}, {}, "correct"),
    (r"\sum_{j\ne i} x_i x_j", "3", ONE, {}, "refused"),  # may be the sum over all pairs
    (r"\sum_{j=1,j\ne i}^n 2^j", "3", ONE, {}, "refused"),  # i may be no index of these
    (r"\sum_{j\ne i} x_j", "3", {**ONE, "i": "real"}, {}, "refused"),
    (r"\sum_{\substack{j=1\\ j\ne i}^n x_j", "3", ONE, {}, "refused"),
    ("sum_{i<j} x_i x_j", "x_1x_2+x_1x_3+x_2x_3", {"x": "sequence 3 of real"}, {}, "correct"),
    ("Σ_{1<=i<j<=3} x_i x_j", "x_1x_2+x_1x_3+x_2x_3", {"x": "sequence 3 of real"}, {}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "fields", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {row[4]}" for row in GRADED])  # fmt: skip
def test_a_sum_over_pairs(
    reference: str, submitted: str, symbols: Mapping[str, str], fields: Mapping[str, Any], verdict: str
) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols, **fields})
    assert (result.verdict if result.problem is None else "refused") == verdict
