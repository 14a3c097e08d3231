r"""\prod_i f(x_i) \cdot c: what stands behind the dot and does not depend on i is no factor of the product, to most."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {r"\lambda": "positive", "a": "positive", "b": "positive", "x": "sequence n of positive"}
POSTERIOR = r"\prod_{i=1}^n \lambda e^{-\lambda x_i}\cdot\lambda^{a-1}e^{-b\lambda}"

ROWS = [
    (POSTERIOR, r"\lambda^{n+a-1}e^{-\lambda(b+\sum_{i=1}^n x_i)}", "correct"),
    (POSTERIOR, r"\lambda^{n+a}e^{-\lambda(b+\sum_{i=1}^n x_i)}", "undecided"),
    (r"\prod_{i=1}^n x_i \cdot 2", r"2\prod_{i=1}^n x_i", "correct"),
    (r"\prod_{i=1}^n x_i \cdot 2", r"2^n\prod_{i=1}^n x_i", "undecided"),
    (r"\prod_{i=1}^n 2 \cdot x_i", r"2^n\prod_{i=1}^n x_i", "correct"),
    (r"\prod_{i=1}^n 2 \cdot x_i", r"2\prod_{i=1}^n x_i", "wrong"),
    (r"\prod_{i=1}^n x_i \lambda", r"\lambda\prod_{i=1}^n x_i", "undecided"),
    (r"\prod_{i=1}^n a \cdot b", r"a^n b", "undecided"),  # nothing has the index
    (r"\prod_{i=1}^n a \cdot b", r"(ab)^n", "correct"),
    (r"\log\prod_{i=1}^n x_i \cdot \lambda", r"\lambda\sum_{i=1}^n \log x_i", "undecided"),  # of all of it, to many
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_rows(reference: str, submitted: str, verdict: str) -> None:
    used = {name: words for name, words in SYMBOLS.items() if name in reference + submitted}
    assert grade({"reference": reference, "submitted": submitted, "symbols": used}).verdict == verdict
