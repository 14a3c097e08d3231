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


APPROXIMATIONS = [
    (r"e^x \approx 1 + x + \frac{x^2}{2}", r"e^x \approx 1 + x + \frac{x^2}{2!}", "correct"),
    (r"e^x \approx 1 + x + \frac{x^2}{2}", r"1 + x + \frac{x^2}{2!}", "correct"),
    (r"e^x \approx 1 + x + \frac{x^2}{2}", r"e^x = 1 + x + \frac{x^2}{2}", "undecided"),  # which is false
    (r"e^x \approx 1 + x + \frac{x^2}{2}", r"e^x \approx 1 + x + \frac{x^2}{2} + \frac{x^3}{6}", "undecided"),  # a better one
    (r"e^x \approx 1 + x + \frac{x^2}{2}", "e^x", "undecided"),
    (r"f'(x)\approx\frac{f(x+h)-f(x-h)}{2h}", r"\frac{f(x+h)-f(x-h)}{2h}", "correct"),
    (r"\pi \approx 3.14", "3.1416", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), APPROXIMATIONS)
def test_an_approximation_is_asked_for_by_its_right_side(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict


MOMENTS = [
    (r"\mathbb{E}[X] = np, \quad \operatorname{Var}(X) = np^2", "undecided"),
    (r"\operatorname{Var}(X) = np-np^2, \mathbb{E}[X] = np", "correct"),
    (r"\mathbb{E}[Y] = np, \operatorname{Var}(Y) = np(1-p)", "undecided"),
]


@pytest.mark.parametrize(("submitted", "verdict"), MOMENTS)
def test_two_moments_are_judged_each_by_itself(submitted: str, verdict: str) -> None:
    reference, symbols = r"\mathbb{E}[X] = np,\ \operatorname{Var}(X) = np(1-p)", {"n": "positive integer", "p": "in (0,1)"}
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


ROUNDED_ON_THE_WAY: list[tuple[str, list[str], str]] = [
    ("in a product",
     [r"-\frac35\log_2\frac35 - \frac25\log_2\frac25", r"= 0.6\cdot0.737 + 0.4\cdot1.322", "= 0.971"], "undecided"),
    ("to another value",
     [r"-\frac35\log_2\frac35 - \frac25\log_2\frac25", r"= 0.6\cdot0.757 + 0.4\cdot1.322", "= 0.983"], "wrong"),
    ("of one place", ["0.1+0.25", "= 0.3"], "wrong"),
]


@pytest.mark.parametrize(("name", "lines", "verdict"), ROUNDED_ON_THE_WAY, ids=[case[0] for case in ROUNDED_ON_THE_WAY])
def test_what_is_rounded_on_the_way_is_not_known_to_be_wrong(name: str, lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict
