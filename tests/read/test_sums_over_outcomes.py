"""Sums over the values of an outcome: what holds of every base measure holds of one that counts."""

from __future__ import annotations

import pytest

from verify.grading import grade

PAIR = {"p": "density of x, y"}
TWO = {"p": "density of x", "q": "density of x"}

ROWS = [
    (r"-\sum_x p(x)\log p(x)", r"\sum_x p(x)\log\frac{1}{p(x)}", TWO, "correct"),
    (r"\sum_{x,y} p(x,y)\log\frac{p(x,y)}{p(x)p(y)}", r"\sum_x\sum_y p(x,y)\log\frac{p(x\mid y)}{p(x)}", PAIR, "correct"),
    (r"\sum_{x,y} p(x,y)\log p(x)", r"\sum_{x} p(x)\log p(x)", PAIR, "correct"),
    (r"\sum_{x\in\mathcal X} p(x)\log\frac{p(x)}{q(x)}", r"D_{KL}(p \| q)", TWO, "correct"),
    ("-sum_{x,y} p(x,y) log p(x)", "-sum_x p(x) log p(x)", PAIR, "correct"),
    (r"\sum_{x,y} p(x,y)\log p(x)", r"\sum_{y} p(y)\log p(y)", PAIR, "wrong"),
    (r"-\sum_x p(x)\log q(x)", r"-\sum_x q(x)\log p(x)", TWO, "wrong"),
    # of a sum over finitely many values more holds than of an integral, by |log p| = -log p and p <= 1
    (r"-\sum_x p(x)\log p(x)", r"\sum_x p(x) |\log p(x)|", TWO, "undecided"),
    (r"\sum_x \max(1, p(x))q(x)", "1", TWO, "undecided"),
    (r"\sum_x p(x)^2 \le 1", r"0 \le 1", TWO, "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), ROWS)
def test_sums_over_outcomes(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict
