r"""Intervals for a \pm b, and sets for [a, b]."""

from __future__ import annotations

import pytest

from verify.grading import grade

CONFIDENCE = r"\bar x \pm 1.96\frac{\sigma}{\sqrt n}"

# reference, answer, verdict; nothing is declared
GRADED = [
    (CONFIDENCE, r"\left[\bar x - 1.96\frac{\sigma}{\sqrt n}, \bar x + 1.96\frac{\sigma}{\sqrt n}\right]", "correct"),
    (CONFIDENCE, r"\left(\bar x - 1.96\frac{\sigma}{\sqrt n},\ \bar x + 1.96\frac{\sigma}{\sqrt n}\right)", "correct"),
    (CONFIDENCE, r"\left[\bar x - 1.96\frac{\sigma}{n}, \bar x + 1.96\frac{\sigma}{n}\right]", "wrong"),
    (CONFIDENCE, r"\left[\bar x - 1.64\frac{\sigma}{\sqrt n}, \bar x + 1.64\frac{\sigma}{\sqrt n}\right]", "wrong"),
    (CONFIDENCE, r"\left[\bar x + 1.96\frac{\sigma}{\sqrt n}, \bar x - 1.96\frac{\sigma}{\sqrt n}\right]", "undecided"),
    (CONFIDENCE, r"\left[\bar x - 1.96\frac{s}{\sqrt n}, \bar x + 1.96\frac{s}{\sqrt n}\right]", "undecided"),
    (CONFIDENCE, r"\bar x - 1.96\frac{\sigma}{\sqrt n} \le \mu \le \bar x + 1.96\frac{\sigma}{\sqrt n}", "undecided"),
    (r"5 \pm 2", "[3, 7]", "correct"),
    (r"5 \pm 2", "(3, 7)", "correct"),
    (r"5 \pm 2", "[3, 8]", "wrong"),
    (r"5 \pm 2", "[3, 7)", "undecided"),
    (r"5 \pm 2", "[7, 3]", "unreadable"),
    (r"5 \pm 2", r"3 \le x \le 7", "undecided"),
    (r"x = 5 \pm 2", "[3, 7]", "undecided"),
    (r"\pm a", "[a, -a]", "undecided"),
    (r"b \pm a", r"[b - \sqrt{a^2}, b + \sqrt{a^2}]", "undecided"),
    ("[3, 7]", r"5 \pm 2", "correct"),
    ("(3, 7)", r"5 \pm 2", "undecided"),
    # sets for two numbers in square brackets
    ("[-1, 1]", r"\{x \in \mathbb{R} : |x| \le 1\}", "correct"),
    ("[-1, 1]", r"\{x : x^2 \le 1\}", "correct"),
    ("[-1, 1]", r"[-1, 0] \cup [0, 1]", "correct"),
    ("[-1, 1]", r"\{x \in \mathbb{R} : |x| < 1\}", "wrong"),
    ("[-1, 1]", r"\{x \in \mathbb{R} : |x| \ge 1\}", "wrong"),
    ("[-1, 1]", r"\{-1, 1\}", "undecided"),
    ("[1, -1]", r"\{x \in \mathbb{R} : |x| \le 1\}", "undecided"),
    ("[a, b]", r"\{x \in \mathbb{R} : a \le x \le b\}", "undecided"),
    ("[0, 1]", r"\begin{bmatrix} 1 \\ 0 \end{bmatrix}", "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED)
def test_intervals_and_their_ends(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
