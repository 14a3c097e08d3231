"""Several values: by their names, by their places, or as a set; the order of x_1 and x_2 is no mistake."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    # names of different things
    (r"x=\frac13, y=\frac23", r"(x, y) = \left(\tfrac13, \tfrac23\right)", "correct"),
    (r"x=\frac13, y=\frac23", r"y=\frac46, x=\frac26", "correct"),
    (r"x=\frac13, y=\frac23", r"(\frac13, \frac23)", "correct"),
    (r"x=\frac13, y=\frac23", r"x=\frac23, y=\frac13", "wrong"),
    (r"x=\frac13, y=\frac23", r"x=\frac13", "undecided"),
    (r"x=\frac13, y=\frac23", r"\{\frac13, \frac23\}", "undecided"),
    (r"\mu = 1,\ \sigma = 2", r"$\mu = 1$ and $\sigma = 2$", "correct"),
    (r"\left(\frac{1}{\sqrt5},\frac{2}{\sqrt5}\right)", r"(x^*,y^*)=\left(\frac{\sqrt5}{5},\frac{2\sqrt5}{5}\right)", "correct"),
    (r"\left(\frac{1}{\sqrt5},\frac{2}{\sqrt5}\right)", r"(x^*,y^*)=\left(\frac{\sqrt5}{5},\frac{3\sqrt5}{5}\right)", "wrong"),
    (r"(x,y)=(1-2t, t)", r"\begin{pmatrix}x\\y\end{pmatrix}=\begin{pmatrix}1\\0\end{pmatrix}+t\begin{pmatrix}-2\\1\end{pmatrix}",
     "correct"),
    (r"w_0 = 1, w_1 = 2", "(1, 2)", "correct"),
    (r"w_0 = 1, w_1 = 2", "(2, 1)", "undecided"),
    (r"w_0 = 1, w_1 = 2", "(2, 3)", "wrong"),
    (r"y = 2, x = 1", "(1, 2)", "correct"),
    (r"y = 2, x = 1", "(2, 1)", "undecided"),
    ("(2, 1)", r"b = 1, w = 2", "undecided"),
    ("(2, 1)", r"(b, w) = (1, 2)", "undecided"),
    # all of what is asked for, and joined as it is
    ("a = 1, b = 2", "2", "undecided"),
    ("a = 1, b = 2", "b = 2", "undecided"),
    (r"y = 2x, z = 3x", "z = 3x", "undecided"),
    (r"p \ge 0, p \le 1", r"p \ge 0", "wrong"),
    (r"x + y = 1, x > 0", "x + y = 1", "undecided"),
    (r"x = 1, y > 2", "x = 1", "undecided"),
    ("x = 1 and y = 2", "x = 1 or y = 2", "wrong"),
    # the values of one thing
    (r"\lambda_1=3,\ \lambda_2=-1", r"\lambda \in \{-1, 3\}", "correct"),
    (r"\lambda_1=3,\ \lambda_2=-1", r"\lambda_1=-1,\ \lambda_2=3", "undecided"),
    (r"\lambda_1=3,\ \lambda_2=-1", r"\lambda_1=3,\ \lambda_2=1", "wrong"),
    (r"\lambda_1=3,\ \lambda_2=-1", r"\lambda \in \{1, 3\}", "wrong"),
    (r"\lambda_1=3, \lambda_2=-1", r"\lambda \in \{1,3\}", "wrong"),
    (r"\lambda_1=3, \lambda_2=-1", r"\lambda \in \{-1,3\}", "correct"),
    (r"\sqrt{45},\ \sqrt{5}", r"\sigma_1 = 3\sqrt5,\ \sigma_2=\sqrt5", "correct"),
    (r"x = 2\pm\sqrt{3}", r"x_1=\frac{4+\sqrt{12}}{2},\quad x_2=\frac{4-\sqrt{12}}{2}", "correct"),
    (r"x = 2\pm\sqrt{3}", r"x_1=\frac{4+\sqrt{12}}{2},\quad x_2=\frac{4+\sqrt{12}}{4}", "wrong"),
    (r"-1\pm 2i", r"\lambda_1=-1+2i, \lambda_2=-1-2i", "correct"),
    (r"(x,y)=(2,1)\text{ or }(x,y)=(-2,-1)", r"(x,y)\in\{(-2,-1),(2,1)\}", "correct"),
    (r"(x,y)=(2,1)\text{ or }(x,y)=(-2,-1)", r"(x,y)\in\{(-2,1),(2,1)\}", "wrong"),
    # sets of points, and several matrices
    (r"\left\{(0,0),(1,1)\right\}", r"(1,1) \text{ and } (0,0)", "correct"),
    (r"\left\{(0,0),(1,1)\right\}", r"\{(0,1),(1,1)\}", "wrong"),
    (r"L=\begin{pmatrix}1&0\\3&1\end{pmatrix},\ U=\begin{pmatrix}2&1\\0&-1\end{pmatrix}",
     r"$L=\begin{pmatrix}1&0\\-3&1\end{pmatrix}$, $U=\begin{pmatrix}2&1\\0&-1\end{pmatrix}$", "wrong"),
    # columns between angles
    (r"\langle 1, 2, -1\rangle", "(1, 2, -1)", "correct"),
    (r"\langle 1, 2, -1\rangle", r"\begin{pmatrix}1\\2\\-1\end{pmatrix}", "correct"),
    (r"\langle 1, 2, -1\rangle", "(1, -2, -1)", "wrong"),
    # places that are not filled, or filled twice
    ("(1, 0, 0, 1)", "(1, 1, 0)", "undecided"),
    ("(a, b)", "(b, a, a)", "undecided"),
    ("(0.25, 0.25, 0.5)", "(0.25, 0.5)", "undecided"),
    ("(1, 2)", "(2, 1, 3)", "wrong"),
    # what may be a decimal comma, a pair, or one value of several
    ("1,5", "1,6", "undecided"),
    ("x=1 or x=-1", "(1,-1)", "unreadable"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_several_values(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict
