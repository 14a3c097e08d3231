r"""Answers that name a law, X \sim \mathcal{N}(\mu, \sigma^2), and counts of a confusion matrix."""

from __future__ import annotations

import pytest

from verify.grading import grade

SUM = r"X+Y\sim\mathcal N(\mu_1+\mu_2,\sigma_1^2+\sigma_2^2)"
STEP = r"q(x_t|x_{t-1})=\mathcal N(x_t;\sqrt{1-\beta_t}x_{t-1},\beta_tI)"
LAWS = [
    (r"W\sim\mathcal N(0,\frac{2}{n})", r"W\sim\mathcal{N}(0,2/n)", "correct"),
    (r"W\sim\mathcal N(0,\frac{2}{n})", r"W\sim\mathcal{N}(0,1/n)", "wrong"),
    (r"W\sim\mathcal N(0,\frac{2}{n})", r"W\sim\mathcal{N}(0,\sqrt{2/n})", "undecided"),  # the deviation
    (r"W\sim\mathcal N(0,\frac{2}{n})", r"V\sim\mathcal{N}(0,2/n)", "undecided"),
    (r"W\sim\mathcal N(0,\frac{2}{n})", r"W\sim\mathcal{U}(0,2/n)", "undecided"),
    (SUM, r"X+Y\sim N(\mu_2+\mu_1,\sigma_2^2+\sigma_1^2)", "correct"),
    (SUM, r"X+Y\sim N(\mu_2+\mu_1,(\sigma_2+\sigma_1)^2)", "wrong"),
    (SUM, r"X-Y\sim N(\mu_2+\mu_1,\sigma_2^2+\sigma_1^2)", "undecided"),
    (r"X\sim\text{Exp}(\lambda)", r"X\sim\mathrm{Exp}(1/\lambda)", "undecided"),  # the mean
    (r"X\sim\text{Poisson}(\lambda t)", r"X\sim\mathrm{Poisson}(\lambda)", "wrong"),
    (r"\theta\mid x\sim\text{Beta}(\alpha+k,\beta+n-k)", r"\theta|x\sim\mathrm{Beta}(k+\alpha,n-k+\beta)", "correct"),
    ("X ~ N(0, 1)", "X ~ N(0,1)", "correct"),
    ("X ~ N(0, 4)", "X ~ N(0,2)", "undecided"),
    ("X ~ N(0, 4)", "X ~ N(0,5)", "wrong"),
    ("X ~ N(0, 4)", "X ~ N(0)", "undecided"),
    (STEP, r"q(x_t\mid x_{t-1})=\mathcal{N}(\sqrt{1-\beta_t}\,x_{t-1},\beta_t I)", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), LAWS)
def test_a_law_is_right_parameter_by_parameter(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict


COUNTS = [
    (r"\mathrm{precision}=\frac{TP}{TP+FP}", r"\frac{TP}{TP+FN}", "wrong"),
    (r"\mathrm{precision}=\frac{TP}{TP+FP}", r"\frac{1}{1+FP/TP}", "correct"),
    (r"\frac{2TP}{2TP+FP+FN}", r"\frac{TP}{TP+\frac12(FP+FN)}", "correct"),
    (r"F_1=\frac{2TP}{2TP+FP+FN}", r"F_1=\frac{TP}{TP+FP+FN}", "wrong"),
    (r"\frac{\mathrm{TP}+\mathrm{TN}}{\mathrm{TP}+\mathrm{TN}+\mathrm{FP}+\mathrm{FN}}", r"\frac{TP+TN}{TP+FP+TN+FN}", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), COUNTS)
def test_counts_are_no_products(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
