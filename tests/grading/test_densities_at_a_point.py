"""Quotients of two densities that nobody declared, at one point: what nobody knows of them makes nothing wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

CASES = [
    (r"\frac{p_{data}(x)}{p_{data}(x)+p_g(x)}", r"\frac{p_g(x)}{p_{data}(x)+p_g(x)}", "wrong"),
    (r"\frac{p(x)}{p(x)+q(x)}", r"\frac{1}{1+q(x)/p(x)}", "correct"),
    (r"\frac{p(x)}{p(x)+q(x)}", r"\frac{p(x)}{p(x)-q(x)}", "wrong"),
    (r"\frac{p_1(x)}{p_0(x)}", r"\frac{p_0(x)}{p_1(x)}", "wrong"),
    (r"\log\frac{p(x)}{q(x)}", r"\log\frac{q(x)}{p(x)}", "wrong"),
    (r"p(x)\log\frac{p(x)}{q(x)}", r"p(x)\log p(x) - p(x)\log q(x)", "correct"),
    (r"\frac{p_1(x)}{p_1(x)+p_0(x)}", r"1-p_0(x)+0p_1(x)", "undecided"),  # right where they have the sum 1
    (r"\frac{p(x)}{p(x)+q(x)}", r"p(x)+0q(x)", "undecided"),
    (r"\log\left(p(x)^2\right)", r"2\log\left(p(x)\right)", "undecided"),  # p may be a polynomial
    (r"|p(x)|", r"p(x)", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_two_densities_are_any_numbers_or_chances(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
