"""Inequalities that hold everywhere, beside what their squares say: the same only where no side may be negative, side by side."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "a": "sequence n of real", "b": "sequence n of real", "u": "vector d", "v": "vector d", "x": "real", "y": "real", "z": "real",
    "p": "positive", "q": "positive",
}  # fmt: skip
CAUCHY = r"\left(\sum_{i=1}^n a_i b_i\right)^2 \le \left(\sum_{i=1}^n a_i^2\right) \left(\sum_{i=1}^n b_i^2\right)"
ROOTS = r"\sqrt{\sum_{i=1}^n a_i^2} \sqrt{\sum_{i=1}^n b_i^2}"

THE_SAME = [
    (CAUCHY, rf"\left|\sum_{{i=1}}^n a_i b_i\right| \le {ROOTS}"),
    (r"\langle u, v \rangle^2 \le \|u\|^2 \|v\|^2", r"|\langle u, v \rangle| \le \|u\| \|v\|"),
    (r"\sqrt{p q} \le \frac{p+q}{2}", r"4 p q \le (p+q)^2"), (r"\cos^2 x \le 1", r"|\cos x| \le 1"),
    (r"\|u+v\| \le \|u\| + \|v\|", r"\|u+v\|^2 \le (\|u\| + \|v\|)^2"),
    (r"\left|\frac1n \sum_i a_i\right| \le \sqrt{\frac1n \sum_i a_i^2}",
     r"\left(\frac1n \sum_i a_i\right)^2 \le \frac1n \sum_i a_i^2"),
]  # fmt: skip
SOMETHING_ELSE = [  # a side that may be negative, of which the square says more; a side 0; other sides with the same difference
    (CAUCHY, rf"\sum_{{i=1}}^n a_i b_i \le {ROOTS}"), (r"\cos^2 x \le 1", r"\cos x \le 1"), (CAUCHY, r"0 \le \sum_{i=1}^n a_i^2"),
    (r"x^2 \ge 0", r"|x| \ge 0"), (r"2 x y \le x^2 + y^2", r"0 \le |x-y|"), (r"|x| \le \sqrt{x^2+y^2}", r"0 \le y^2"),
    (r"|x| \le \sqrt{x^2+y^2}", r"|y| \le \sqrt{x^2+y^2}"), (r"\cos^2 x \le 1", r"|\sin x| \le 1"),
    (r"|x| \le \sqrt{x^2+y^2}", r"|z| \le \sqrt{z^2+y^2}"),
]  # fmt: skip


@pytest.mark.parametrize("pair", THE_SAME)
def test_what_the_squares_say(pair: tuple[str, str]) -> None:
    for reference, submitted in (pair, pair[::-1]):
        assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"


@pytest.mark.parametrize("pair", SOMETHING_ELSE)
def test_what_says_something_else(pair: tuple[str, str]) -> None:
    for reference, submitted in (pair, pair[::-1]):
        assert grade(reference, submitted, symbols=SYMBOLS).verdict == "undecided"
