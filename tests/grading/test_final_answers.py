r"""Texts that tell how an answer was found, and end with it: \boxed{..}, <answer>..</answer>, ####."""

from __future__ import annotations

import pytest

from verify.grading import grade

TOLD = [
    r"The answer is $\boxed{42}$.",
    r"So we get $x=6\cdot 7$ and hence $\boxed{42}$.",
    "Step 1: compute 6*7.\n\nThe final answer is $\\boxed{42}$",
    "Step 1: compute 6*7.\nStep 2: simplify.\n\\[\\boxed{42}\\]",
    r"First $6\cdot 7=42$. So $\boxed{6\cdot 7 = 42}$",
    "6*7 is easy\n#### 42",
    "<think>6*7</think><answer>42</answer>",
    "The value is 42.",
    r"\text{Output size: } 6\cdot 7 = 42",
]


@pytest.mark.parametrize("text", TOLD)
def test_the_answer_of_a_text_is_judged(text: str) -> None:
    assert grade("42", text).verdict == "correct"
    assert grade("43", text).verdict == "wrong"


NOT_TOLD = [
    r"The answer is not \boxed{42}",
    r"\boxed{41} is wrong, it is \boxed{42}",
    r"It is \boxed{42} or so",
    r"Perhaps it is \boxed{42}",
    r"minus \boxed{42}",
    r"It is at most \boxed{42}",
    r"The root of \boxed{42}, \boxed{42}",
    "<answer>42</answer> and <answer>43</answer> or so",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_may_be_no_answer_is_left_open(text: str) -> None:
    assert grade("42", text).verdict != "correct"
    assert grade("43", text).verdict != "wrong"


GOES_ON = [r"The answer is -\boxed{42}", r"The answer is $2 + \boxed{42}$", r"The answer is \boxed{42} if x > 0"]


@pytest.mark.parametrize("text", GOES_ON)
def test_what_goes_on_round_a_box_is_part_of_the_answer(text: str) -> None:
    assert grade("42", text).verdict != "correct"


ROUNDED = [
    (r"\frac{103776}{2598960} \approx 3.99\%", "correct"),
    (r"\frac{103776}{2598960} \approx 39.9\%", "undecided"),
    (r"\frac{103776}{2598960} \approx 0.0399", "correct"),
]


@pytest.mark.parametrize(("submitted", "verdict"), ROUNDED)
def test_percents_are_hundredths(submitted: str, verdict: str) -> None:
    assert grade(r"\frac{\binom{4}{2}\binom{48}{3}}{\binom{52}{5}}", submitted).verdict == verdict


def test_a_value_with_decimals_is_rounded_behind_its_name() -> None:
    asked = r"D= 0.5\ln\frac{0.5}{0.9}+0.5\ln\frac{0.5}{0.1}"
    assert grade(asked, r"D = 0.5\ln\frac59+0.5\ln5 \approx 0.511").verdict == "correct"
    assert grade(asked, r"D = 0.5\ln\frac59+0.5\ln5 \approx 0.531").verdict != "correct"
