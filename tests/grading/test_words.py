"""Answers with indicators, normal densities and optima in typed text, right and wrong ones."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

REAL = {"x": "real", "z": "real", "mu": "real", "a": "real"}

# reference, submitted, symbols beside those above, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Mapping[str, str], str]] = [
    ("max(z, 0)", "z*1[z > 0]", {}, "correct"),
    ("max(z, 0)", "1[z < 0] z", {}, "wrong"),
    ("max(z, 0)", "np.where(z > 0, z, 0)", {}, "correct"),
    ("max(z, 0)", "(z > 0) * z", {}, "correct"),
    ("max(z, 0)", "(z > 1) * z", {}, "wrong"),
    ("diff(max(0, 1 - y*z), z)", "-y*1[y*z < 1]", {"y": "in {-1, 1}"}, "correct"),
    ("diff(max(0, 1 - y*z), z)", "-y*1[z < 1]", {"y": "in {-1, 1}"}, "wrong"),
    ("z > 0", "[z > 0]", {}, "undecided"),
    ("z > 0", "1[z > 0]", {}, "undecided"),
    ("1[z > 0]", "1[z > 0]^2", {}, "correct"),
    ("x/|x|", "1[x > 0] - 1[x < 0]", {}, "correct"),
    ("p^y (1-p)^(1-y)", "p^I(y=1) (1-p)^I(y=0)", {"p": "in (0,1)", "y": "in {0, 1}"}, "correct"),
    ("2 z = 2", "(z = 1)*2", {}, "refused"),
    ("d/dx N(x; mu, sigma^2)", "-(x-mu)/sigma^2 * N(x; mu, sigma^2)", {"sigma": "positive"}, "correct"),
    ("d/dx N(x; mu, sigma^2)", "-(x-mu)/sigma * N(x; mu, sigma^2)", {"sigma": "positive"}, "wrong"),
    ("log N(x; mu, sigma^2)", "-(x-mu)^2/(2 sigma^2) - log(2 pi sigma^2)/2", {"sigma": "positive"}, "correct"),
    ("exp(-(x-mu)^2/(2 sigma^2))/sqrt(2 pi sigma^2)", "N(x; mu, sigma)", {"sigma": "positive"}, "refused"),
    (r"\mathcal{N}(u; m, S)", "N(u | m, S)", {"u": "vector d", "m": "vector d", "S": "positive definite matrix d"}, "correct"),
    ("argmin_w ((w - a)^2/2 + l*|w|)", "sign(a)*max(0, |a| - l)", {"l": "positive"}, "correct"),
    ("argmin_m sum_{i=1}^n w_i (x_i - m)^2", "sum_{i=1}^n w_i x_i / n",
     {"n": "natural", "w": "sequence n of positive", "x": "sequence n of real"}, "wrong"),
    ("argmin_m sum_{i=1}^n w_i (x_i - m)^2", "(sum_{i=1}^n w_i x_i) / sum_{i=1}^n w_i",
     {"n": "natural", "w": "sequence n of positive", "x": "sequence n of real"}, "correct"),
    (r"\frac{\partial}{\partial\theta_j}\log\frac{e^{\theta_a}}{\sum_{b=1}^{K}e^{\theta_b}}",
     r"\delta_{aj}-\frac{e^{\theta_j}}{\sum_{b=1}^{K}e^{\theta_b}}",
     {"K": "natural", "\\theta": "sequence K of real", "a": "integer in 1..K", "j": "integer in 1..K"}, "correct"),
    ("max_{w} (w - w^2)", "1/4", {}, "correct"),
    ("2 e^(2x)", "d/dx e^{2x}", {"u": "vector d"}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {row[3]}" for row in GRADED])  # fmt: skip
def test_it_is_graded(reference: str, submitted: str, symbols: Mapping[str, str], verdict: str) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": {**REAL, **symbols}})
    assert (result.verdict if result.problem is None else "refused") == verdict
