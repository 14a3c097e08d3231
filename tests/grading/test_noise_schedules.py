r"""\alpha_t, \beta_t and \bar\alpha_t that nobody declared: those of diffusion models are tied, \beta_t = 1 - \alpha_t."""

from __future__ import annotations

import pytest

from verify.grading import grade

MEAN = (
    r"\frac{\sqrt{\bar\alpha_{t-1}}\beta_t}{1-\bar\alpha_t}x_0"
    r"+\frac{\sqrt{\alpha_t}(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}x_t"
)
VARIANCE = r"\frac{1-\bar{\alpha}_{t-1}}{1-\bar{\alpha}_t}(1-\alpha_t)"

ROWS = [
    (MEAN, MEAN.replace(r"\beta_t", r"(1-\alpha_t)"), "undecided"),
    (MEAN, MEAN.replace(r"\beta_t", r"(1+\alpha_t)"), "wrong"),
    (MEAN, MEAN.replace(r"\sqrt{\alpha_t}", r"\alpha_t"), "wrong"),
    (VARIANCE, r"\frac{1-\bar{\alpha}_t/\alpha_t}{1-\bar{\alpha}_t}(1-\alpha_t)", "undecided"),
    (VARIANCE, r"\frac{1-\bar{\alpha}_{t}}{1-\bar{\alpha}_{t-1}}(1-\alpha_t)", "wrong"),
    (r"\frac{\beta_t}{\sqrt{\alpha_t}}", r"\frac{1-\alpha_t}{\sqrt{\alpha_t}}", "undecided"),
    (r"\alpha_t+\beta_t", r"\alpha_t-\beta_t", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_rows(reference: str, submitted: str, verdict: str) -> None:
    found = grade(reference, submitted).verdict
    assert found == verdict or (verdict == "undecided" and found == "unreadable")
