r"""Statements between commas, of which all are meant: a system of equations, its solution, the constraints of a program."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYSTEM = "x + 2y = 5 and 3x - y = 1"
CONSTRAINTS = r"x_1 + x_2 \le 4,\ x_1 \ge 0,\ x_2 \ge 0"
SIMPLEX = r"x + y = 1, \ x \ge 0, \ y \ge 0"

# reference, answer, verdict
GRADED = [
    (SYSTEM, r"x = 1,\ y = 2", "correct"),
    (SYSTEM, "x = 1, y = 2", "correct"),
    (SYSTEM, r"x = \frac{7}{5},\ y = \frac{9}{5}", "wrong"),
    ("x + 2y = 5, 3x - y = 1", "x = 1 and y = 2", "correct"),
    (CONSTRAINTS, r"0 \le x_1,\ 0 \le x_2,\ 4 - x_1 - x_2 \ge 0", "correct"),
    (CONSTRAINTS, r"x_1 \ge 0,\ x_2 \ge 0,\ x_1 + x_2 < 4", "wrong"),
    (CONSTRAINTS, r"x_1 \ge 0,\ x_2 \ge 0", "wrong"),
    # about one name, commas may mean `or`
    ("x < -2 or x > 2", "x > 2, x < -2", "unreadable"),
    ("x > 2, x < -2", "x < -2 or x > 2", "undecided"),
    ("x > 1, x > 2", "x > 2", "undecided"),
    (r"x \le 0,\ x \ge 2", r"x \le 0 \text{ or } x \ge 2", "undecided"),
    ("y > a, y < -a, x > 0", "y > a or y < -a", "undecided"),
    ("y > a, y < -b, x > 0", "x > 0, y > a", "undecided"),
    (r"y \ge 0, y \le 1 - x", r"0 \le y \le 1 - x", "undecided"),
    # one of two bounds always holds, or the names in them have bounds of their own: no alternatives
    (r"x\ge0,\ x\le2", r"0 \le x \le 2", "correct"),
    (r"x\ge0,\ x\le2", "[0, 2]", "correct"),
    (r"x\ge0,\ x\le2", r"x \ge 0", "wrong"),
    (r"x \ge 0,\ y \ge 0,\ y \le 1 - x", r"x \ge 0,\ y \ge 0,\ x + y \le 1", "correct"),
    ("x >= 0, y >= 0, y <= 1 - x", "x >= 0, y >= 0, x + y <= 1", "correct"),
    ("x >= 0, y >= 0, y <= 1 - x", "x >= 0, y >= 0, x + y < 1", "wrong"),
    # bounds of several names
    (r"x, y \ge 0", r"x \ge 0, y \ge 0", "correct"),
    (r"x, y, z \ge 0, x + y + z \le 1", r"0 \le x, y \ge 0, z \le 1 - x - y, z \ge 0", "correct"),
    (r"x, y > 0", "x > 0", "wrong"),
    (r"x, y = 1", "x = 1, y = 1", "undecided"),
    (r"0 \le x, y \le 1", r"0 \le x \le 1, 0 \le y \le 1", "undecided"),
    (r"0 \le x \le 1, 0 \le y \le 1", r"0 \le x, y \le 1", "unreadable"),
    ("x < y, y < z", "x < y < z", "undecided"),
    (r"1 \le i < j, k \le n", r"1 \le i < j \le n, 1 \le i < k \le n", "undecided"),
    (r"x_1, \dots, x_n \ge 0", r"x_1 \ge 0, x_n \ge 0", "undecided"),
    # equations among inequalities
    (SIMPLEX, r"y = 1 - x,\quad 0 \le x \le 1", "correct"),
    (SIMPLEX, r"x = 1 - y, 0 \le y \le 1", "correct"),
    (SIMPLEX, "y = 1 - x", "undecided"),
    (SIMPLEX, "x + y = 1", "undecided"),
    (SIMPLEX, r"y = 1 - x, 0 \le x \le 2", "undecided"),
    (SIMPLEX, r"x + y = 2, x \ge 0, y \ge 0", "undecided"),
    (r"\lambda \ge 0, \lambda g = 0, g \le 0", r"g \le 0, \lambda \ge 0, \lambda g = 0", "correct"),
    ("y = 1/x, x > 0, y > 0", "y = 1/x", "undecided"),
    # an equation, and where it holds
    ("x y = 1, x > 0", "y = 1/x", "undecided"),
    # values of names are judged one by one
    ("x = 1, y = 2", "(x, y) = (1, 2)", "correct"),
    ("x = 1, y = 2", "x = 1, y = 3", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED)
def test_statements_between_commas(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict


@pytest.mark.parametrize(("submitted", "verdict"), [
    (r"\left[10 - 1.96\cdot\frac{2}{5},\ 10 + 1.96\cdot\frac{2}{5}\right]", "correct"),
    (r"\left[10 - 1.96\cdot\frac{2}{25},\ 10 + 1.96\cdot\frac{2}{25}\right]", "wrong"),
    ("[10 - 0.784, 10.784]", "correct"), (r"(9.216,\ 10.784\cdot 1)", "unreadable"),
])  # fmt: skip
def test_an_interval_in_latex_for_one_in_text(submitted: str, verdict: str) -> None:
    assert grade({"reference": "[9.216, 10.784]", "submitted": submitted}).verdict == verdict


# a primitive between bounds that do not say of what: the variable is the one that nobody declared
BOUNDS = [
    (r"\left[-\frac{1}{\lambda}e^{-\lambda x}\right]_0^\infty", {r"\lambda": "positive"}, r"\frac1\lambda", "correct"),
    (r"\left[-\frac{1}{\lambda}e^{-\lambda x}\right]_0^\infty", {r"\lambda": "positive"}, r"\frac2\lambda", "undecided"),
    (r"\left[a x\right]_0^1", {"x": "real"}, "a", "unreadable"),  # it may be x as well
]


@pytest.mark.parametrize(("formula", "symbols", "reference", "verdict"), BOUNDS)
def test_bounds_of_what_is_not_said(formula: str, symbols: dict[str, str], reference: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": formula, "symbols": symbols}).verdict == verdict
