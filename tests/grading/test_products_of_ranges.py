"""Products over an index as factorials and powers, as answers write them."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"n": "positive integer", "k": "positive integer"}

CORRECT = [
    (r"\prod_{i=1}^n \left(1-\frac{i}{n+1}\right)", r"\frac{n!}{(n+1)^n}"),
    (r"\prod_{i=1}^n \frac{i}{n+1}", r"\frac{n!}{(n+1)^n}"),
    (r"\prod_{i=1}^n (n+1-i)", "n!"), (r"\prod_{i=0}^{k-1} \left(1-\frac{i}{n}\right)", r"\frac{n!}{(n-k)! n^k}"),
    (r"\prod_{i=1}^{k-1} \left(1-\frac{i}{n}\right)", r"\frac{n!}{(n-k)! n^k}"),
    (r"\prod_{i=0}^{k-1} \left(1-\frac{i}{n}\right)", r"\prod_{i=1}^{k-1} \left(1-\frac{i}{n}\right)"),
    (r"\prod_{i=1}^k \frac{n-k+i}{i}", r"\binom{n}{k}"), (r"\prod_{i=1}^n (n+i)", r"\frac{(2n)!}{n!}"),
]  # fmt: skip
WRONG = [
    (r"\prod_{i=1}^n \left(1-\frac{i}{n+1}\right)", r"\frac{n!}{(n+1)^{n-1}}"), (r"\prod_{i=1}^n (n-i)", "n!"),
    (r"\prod_{i=0}^{k-1} \left(1-\frac{i}{n}\right)", r"\frac{n!}{(n-k)! n^{k-1}}"),
    (r"\prod_{i=0}^{k-1} \left(1-\frac{i}{n}\right)", r"\prod_{i=1}^k \left(1-\frac{i}{n}\right)"),
    (r"\prod_{i=1}^k \frac{n-k+i}{i}", r"\binom{n}{k-1}"), (r"\prod_{i=1}^n (n+i)", r"\frac{(2n)!}{(n-1)!}"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), CORRECT)
def test_the_same_product(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS, assuming=[r"k \le n"]).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_another_product(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS, assuming=[r"k \le n"]).verdict == "wrong"
