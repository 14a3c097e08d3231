"""Inequalities that say the same through powers, roots, absolute values and norms, with bounds that are names."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "x": "real", "y": "real", "u": "real", "m": "real", "t": "real", "a": "positive", "b": "nonnegative", "c": "nonnegative",
    "r": "nonnegative", "v": "vector d", "w": "vector d",
}  # fmt: skip

CORRECT = [
    (r"x^2 \le a^2", r"|x| \le a"), (r"x^2 < r^2", r"|x| < r"), (r"x^2 \le a^2", r"-a \le x \le a"), (r"x^2 > a^2", r"|x| > a"),
    ("x < y", "x^3 < y^3"), (r"x^2 \le y^2", r"|x| \le |y|"), (r"\|v-w\|^2 \le r^2", r"\|v-w\| \le r"),
    (r"|u| \le \sqrt{b}", r"u^2 \le b"), (r"\sqrt{b}\sqrt{c} \ge |u|", r"u^2 \le b c"), (r"4 x^2 \le 9 a^2", r"2 |x| \le 3 a"),
    (r"(x-m)^2 \le r^2", r"m - r \le x \le m + r"), (r"(x-m)^2 \ge r^2", r"|x-m| \ge r"), ("x^2 = a^2", "|x| = a"),
    (r"\frac{x^2}{a^2} \le 1", r"|x| \le a"),
]  # fmt: skip
WRONG = [
    (r"x^2 \le a^2", r"x \le a"), (r"x^2 \le t^2", r"|x| \le t"), (r"x^2 \le a^2", r"|x| < a"), ("x < y", "x^2 < y^2"),
    (r"|u| \le \sqrt{b}", r"u^2 \le b^2"), (r"(x-m)^2 \le r^2", r"m - r \le x"), (r"\|v-w\|^2 \le t^2", r"\|v-w\| \le t"),
    (r"x^2 > a^2", "x > a"), (r"u^2 \le b c", r"u \le \sqrt{b}\sqrt{c}"), ("x^2 = t^2", "|x| = t"),
]  # fmt: skip


@pytest.mark.parametrize("pair", CORRECT)
def test_the_same_inequality(pair: tuple[str, str]) -> None:
    for reference, submitted in (pair, pair[::-1]):
        assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"


@pytest.mark.parametrize("pair", WRONG)
def test_another_inequality(pair: tuple[str, str]) -> None:
    for reference, submitted in (pair, pair[::-1]):
        assert grade(reference, submitted, symbols=SYMBOLS).verdict == "wrong"
