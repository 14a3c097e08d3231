r"""Sums as statisticians write them, and functions before a name alone: \frac{\sum x_i}{n}, (x_1+...+x_n)/n, det A, log_2 x."""

from __future__ import annotations

import pytest

from verify.grading import grade

DATA = {"x": "sequence n of real", "y": "sequence n of real", "n": "natural"}
MATRICES = {"A": "matrix n n", "B": "matrix n n", "v": "vector n"}
POSITIVE = {"x": "positive"}
MEAN = r"\frac{1}{n}\sum_{i=1}^n x_i"

RIGHT: list[tuple[str, str, dict[str, str]]] = [
    (MEAN, r"\frac{1}{n}\sum x_i", DATA),
    (MEAN, r"\frac{\sum x_i}{n}", DATA),
    (MEAN, "1/n sum x_i", DATA),
    (MEAN, "1/n Σ x_i", DATA),
    (MEAN, "(x_1+x_2+...+x_n)/n", DATA),
    (MEAN, "(x_1 + … + x_n)/n", DATA),
    (r"\sum_{i=1}^n (x_i - 2)^2 - n", r"\sum (x_i - 2)^2 - n", DATA),
    (r"\sum_{i=1}^n x_i y_i", r"\sum x_i y_i", DATA),
    (r"\prod_{i=1}^n x_i", r"\prod x_i", DATA),
    (r"\sum (x_i-\bar x)^2", r"\sum x_i^2 - n\bar x^2", {}),
    (r"\sum (x_i-\bar x)(y_i - \bar y)", r"\sum x_i y_i - n\bar x\bar y", {}),
    ("n(n+1)/2", "1 + 2 + ... + n", {"n": "natural"}),
    ("|A|", "det A", MATRICES),
    ("tr(A) + tr(B)", "tr A + trace B", MATRICES),
    ("log(x)/log(2)", "log_2 x", POSITIVE),
    ("3", "log_2 8", {}),
    ("1", "log_{10} 10", {}),
    ("ln x", "log_e x", POSITIVE),
    ("exp(-x^2/2)", "exp{-x^2/2}", POSITIVE),
    ("sqrt(2x)", "sqrt{2x}", POSITIVE),
    ("A - A", "0", MATRICES),
    ("v - v", "0", MATRICES),
    ("n > 0", "n >= 1", {"n": "integer"}),
    ("n < 3", "n <= 2", {"n": "integer"}),
    ("(v^T A v)^T", "v^T A^T v", MATRICES),
]
WRONG: list[tuple[str, str, dict[str, str]]] = [
    (MEAN, r"\sum x_i", DATA),
    (MEAN, r"\frac1n\sum x_i + 1", DATA),
    (MEAN, "1/n sum x_i^2", DATA),
    (r"\sum (x_i-\bar x)^2", r"\sum x_i^2 - \bar x^2", {}),
    (MEAN, "(x_1+...+x_n)/2", DATA),
    ("n(n+1)/2", "1 + 2 + ... + (n-1)", {"n": "positive integer"}),
    ("det(A+B)", "det A + det B", MATRICES),
    ("3", "log_2 9", {}),
    ("exp(-x^2/2)", "exp{-x^2}", POSITIVE),
    ("A v", "0", MATRICES),
    ("n > 0", "n >= 2", {"n": "integer"}),
    ("x > 0", "x >= 1", {"x": "real"}),
]
UNREAD: list[tuple[str, dict[str, str]]] = [
    (r"\sum x_i x_j", DATA), (r"\sum x_i y_j", DATA), (r"\sum n", DATA), (r"\sum x_i", {**DATA, "i": "integer in 1..n"}),
    ("det A B", MATRICES), ("x + ...", DATA), ("1...n", DATA),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer", "symbols"), RIGHT)
def test_right(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == "correct"


@pytest.mark.parametrize(("reference", "answer", "symbols"), WRONG)
def test_wrong(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == "wrong"


@pytest.mark.parametrize(("answer", "symbols"), UNREAD)
def test_not_read(answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": "0", "submitted": answer, "symbols": symbols}).verdict == "unreadable"
