"""Indices with a prime, in round brackets, and of two stars; products one after the other; numbers behind factors."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.read.declare import declarations
from verify.read.formula import read_formula

SYMBOLS = declarations({
    "n": "natural", "x": "sequence n of real", "y": "sequence n of real", "A": "matrix n n", "k_{**}": "real", "k_*": "vector n",
    "C_1": "real", "k": "integer",
})  # fmt: skip

SAME = [
    (r"\sum_{i'=1}^n x_{i'}", r"\sum_{i=1}^n x_i"),
    (r"\sum_{i=1}^n\sum_{i'=1}^n x_i x_{i'}", r"\sum_{i=1}^n\sum_{j=1}^n x_i x_j"),
    ("sum(x_(n+1-k), k, 1, n)", "sum(x[n+1-k], k, 1, n)"),
    ("x_(k) + 1", "x[k] + 1"),
    (r"k_{\ast\ast} + k_*^\top k_*", r"k_{**} + k_*^\top k_{*}"),
    (r"\prod_{i=1}^n x_i\prod_{j=1}^n y_j", r"\left(\prod_{i=1}^n x_i\right)\left(\prod_{j=1}^n y_j\right)"),
    (r"\prod_{i=1}^n x_i\prod_{i=1}^n y_i", r"\left(\prod_{i=1}^n x_i\right)\left(\prod_{i=1}^n y_i\right)"),
    (r"\prod_{i=1}^n x_i\prod_{j=1}^n A_{ij}", r"\prod_{i=1}^n \left(x_i\prod_{j=1}^n A_{ij}\right)"),
    (r"C_1 2^n + \binom{4}{2}3", r"C_1\cdot 2^n + 3\cdot\binom42"),
    ("C_1 2^n", "2^n*C_1"),
    (r"x_1 + \mathbf{864}", "x_1 + 864"),
]


@pytest.mark.parametrize(("written", "meant"), SAME)
def test_read_as(written: str, meant: str) -> None:
    left, right = (read_formula(text, SYMBOLS).term for text in (written, meant))
    assert left is right or equal(left, right).truth == "proved"
