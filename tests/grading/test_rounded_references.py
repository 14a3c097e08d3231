r"""Answers that say a value and how it is rounded, where the rounded value is asked for: \frac13 \approx 0.333."""

from __future__ import annotations

import pytest

from verify.grading import grade

CASES = [
    ("0.161", r"\frac{0.0095}{0.059} \approx 0.161", "correct"),
    ("x=0.333", r"x=\frac13 \approx 0.333", "correct"),
    ("P(D|+) = 0.161", r"P(D|+) = \frac{0.0095}{0.0095+0.05\cdot0.99} = \frac{0.0095}{0.059} \approx 0.161", "correct"),
    ("0.161", r"\frac{0.0095}{0.059} \approx 0.165", "wrong"),
    ("0.25", r"\frac13 \approx 0.25", "undecided"),
    ("0.161", r"\frac{0.95\cdot0.01}{0.95\cdot0.01+0.05\cdot0.99} = 0.3 \approx 0.161", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CASES)
def test_what_is_rounded_rightly_to_the_reference_is_right(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
