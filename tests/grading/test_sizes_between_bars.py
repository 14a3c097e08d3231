r"""Sizes between bars below a logarithm, \ln|\mathcal{H}|, as sample complexities have them."""

from __future__ import annotations

import pytest

from verify.grading import grade

BOUND = r"n \ge \frac{1}{\epsilon}\left(\ln|H|+\ln\frac1\delta\right)"
RATES = {r"\epsilon": "in (0,1)", r"\delta": "in (0,1)"}


@pytest.mark.parametrize(("submitted", "verdict"), [
    (r"n \geq \frac{\ln(|H|/\delta)}{\epsilon}", "correct"),
    (r"n \geq \frac{\ln(|H|\delta)}{\epsilon}", "wrong"),
    (r"n \geq \frac{\ln(|H|)}{\epsilon\delta}", "wrong"),
    (r"n \geq \frac{\ln(H/\delta)}{\epsilon}", "undecided"),
])  # fmt: skip
def test_the_size_of_a_set_is_positive(submitted: str, verdict: str) -> None:
    assert grade(BOUND, submitted, symbols=RATES).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted", "verdict"), [
    (r"\frac{1}{\epsilon}\left(\ln|\mathcal{H}|-\ln\delta\right)", r"\frac{\ln(|\mathcal{H}|/\delta)}{\epsilon}", "correct"),
    (r"\log|x|", r"\log x", "undecided"),
    (r"\log|A|", r"\log A", "undecided"),
])  # fmt: skip
def test_other_bars_stay_absolute_values(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
