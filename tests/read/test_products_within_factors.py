r"""\prod inside of a bracket, fraction, bar or exponent among the factors of another one belongs to that factor."""

from __future__ import annotations

import pytest

from verify.read.formula import vocabulary

SYMBOLS = {"n": "natural", "x": "real", "a": "sequence n of real", "b": "sequence n of real"}
WITHIN = [
    (r"\prod_{k=1}^{n} (x \prod_{j=1}^{n} a_j)", "product(x*product(a[j], j, 1, n), k, 1, n)"),
    (r"\prod_{k=1}^n |x\prod_{j=1}^n a_j|", "product(abs(x*product(a[j], j, 1, n)), k, 1, n)"),
    (r"\prod_{k=1}^n e^{x\prod_{j=1}^n a_j}", "product(exp(x*product(a[j], j, 1, n)), k, 1, n)"),
]
BESIDE = [
    (r"\prod_{i=1}^n a_i \prod_{j=1}^n b_j", "product(a[i], i, 1, n)*product(b[j], j, 1, n)"),
    (r"\prod_{i=1}^n |a_i| \prod_{j=1}^n b_j", "product(abs(a[i]), i, 1, n)*product(b[j], j, 1, n)"),
    (r"\prod_{i=1}^n (a_i+1) \prod_{j=1}^n b_j", "product(a[i] + 1, i, 1, n)*product(b[j], j, 1, n)"),
]


@pytest.mark.parametrize(("source", "expected"), WITHIN + BESIDE)
def test_a_product_within_a_factor_and_beside_it(source: str, expected: str) -> None:
    words = vocabulary(SYMBOLS, {})
    assert words.read(source).term is words.read(expected).term
