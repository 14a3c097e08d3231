r"""(a, b): an interval where its ends are in order, and a point of the plane otherwise; in answers, what was asked for."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"a": "in (0, 1)", "b": "in (0, 1)", "L": "positive", r"\eta": "real", "x": "real"}

# reference, answer, verdict
ROWS = [
    ("(b/(a+b), a/(a+b))", "(1/(1 + a/b), 1/(1 + b/a))", "correct"),
    ("(b/(a+b), a/(a+b))", "(1/(1 + b/a), 1/(1 + a/b))", "wrong"),
    (r"\left(\frac{3}{5},\,-\frac{1}{5}\right)", r"(w_1,w_2)=\boxed{(1,-1)-0.2\,(2,-4)}", "correct"),
    (r"\left(\frac{3}{5},\,-\frac{1}{5}\right)", r"\begin{pmatrix}3/5\\-1/5\end{pmatrix}", "correct"),
    ("(3/5, -1/5)", "[3/5, -1/5]", "correct"),
    ("(3/5, -1/5)", "(-1/5, 3/5)", "wrong"),
    ("(2, 3, 5)", "(2, 3, 5)^T", "correct"),
    ("(2, 3, 5)", r"\begin{bmatrix}2\\3\\5\end{bmatrix}", "correct"),
    ("(2, 3, 5)", "(2, 5, 3)", "wrong"),
    ("[[2], [3]]", "(2, 3)'", "correct"),
    ("[2, 3]", "(2, 3)", "unreadable"),  # [2, 3] may be the closed interval
    ("(1/3, 2/3)", r"\left(\tfrac13, \tfrac23\right)", "correct"),
    ("(1/3, 2/3)", r"\begin{pmatrix}1/3\\2/3\end{pmatrix}", "correct"),
    ("(1/3, 2/3)", "1/3 < x < 2/3", "correct"),
    ("(1/3, 2/3)", "[1/3, 2/3]", "undecided"),  # the closed interval, or the same point
    ("(1/3, 2/3)", "(2/3, 1/3)", "wrong"),
    (r"\left(0,\frac{2}{L}\right)", r"\left\{\eta:\ |1-\eta L|<1\right\}", "correct"),
    (r"\left(0,\frac{2}{L}\right)", r"0<\eta\le\frac2L", "wrong"),
    ("x^2", "(x, 2)", "unreadable"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), ROWS)
def test_points_and_intervals(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": SYMBOLS}).verdict == verdict
