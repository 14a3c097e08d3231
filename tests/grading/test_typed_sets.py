"""Sets as people type them: R \\ {0}, a capital U, and two numbers in brackets where the row asks for a set."""

from __future__ import annotations

import pytest

from verify.grading import grade

ROWS = [
    ("(-inf, 2) U (3, inf)", r"R \ [2, 3]", "correct"),
    ("(-inf, 2) U (3, inf)", r"R \ (2, 3)", "wrong"),
    ("[0, 4] \\ {2}", "[0, 2) ∪ (2, 4]", "correct"),
    ("[0, 4]\\{2}", "[0, 2) ∪ (2, 4]", "correct"),
    ("[0, 4] \\ {2}", "[0, 2) ∪ (2, 4)", "wrong"),
    ("R \\ {0, 1}", "x != 0 and x != 1", "correct"),
    ("R\\{0}", "x != 0", "correct"),
    ("R\\{0}", "x > 0", "wrong"),
    ("ℝ \\ {0}", "(-∞, 0) ∪ (0, ∞)", "correct"),
    ("ℝ\\{0}", "(-∞, 0) U (0, ∞)", "correct"),
    ("(0, 1/e)", "{x : ln x < -1}", "correct"),
    ("(0, 1/e)", "0 < x < 1/e", "correct"),
    ("(0, 1/e)", "(0, e^-1)", "correct"),
    ("(0, 1/e)", "(0, 1)", "wrong"),
    ("(0, 1/e)", "[0, 1/e]", "undecided"),
    ("(0, 1/e)", "(1/e, 0)", "wrong"),
    ("(2, 1)", "(3, 1)", "wrong"),  # no interval: a point
    ("(0, 1)", "{x : x^2 < x}", "correct"),
    ("{x : x > 0}", "(0, inf)", "correct"),
    ("(-inf, 0) U (0, inf)", "{x : x > 0}", "wrong"),
    ("(-inf, 0) U (0, inf)", "{x : x ≠ 0}", "correct"),
    ("[0, 1] U [2, 3]", "{x : 0 <= x <= 1 or 2 <= x <= 3}", "correct"),
    ("(0,1) U (1,2)", "(0, 2) \\ {1}", "correct"),
    ("(0,1) U (1,2)", "(0, 2)", "wrong"),
    ("(0, \\frac{1}{e})", "0<x<1/e", "correct"),
    ("(-inf, 2]", "R \\ (2, inf)", "correct"),
    ("{1, 2} U {3}", "{1,2,3}", "correct"),
    ("x in R \\ {0}", "x != 0", "correct"),
    ("(a+1)(a+2)", r"(a+1)\ (a+2)", "correct"),
    ("(-inf, -1) U [2, inf)", "x < -1 or x >= 2", "correct"),
    ("(-inf, -1) U [2, inf)", "x < -1 or x > 2", "wrong"),
    ("[0, inf)", "[0, 5]", "wrong"),
    ("(-1, 1)", "|x| < 1", "correct"),
    ("(-1, 1)", "|x| <= 1", "wrong"),
    ("(0, 1/e)", "0, 1/e", "unreadable"),
    ("(0, 1/e)", r"\left(0, \frac{1}{e}\right)", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_a_typed_set_is_compared_as_a_set(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols={"x": "real", "a": "real"}).verdict == verdict
