"""Lines that say less than the one above, unroll a recursion or assign a value; letters for matrices, functions, lengths."""

from __future__ import annotations

import pytest

from verify.grading import grade

LINES = [
    # a consequence says less, and is not wrong; a value has to solve what stands above, and so have all of the last line
    (["x + 1/x = 3", "x^2 + 2 + 1/x^2 = 9"], "undecided"),
    (["x > 2", "x^2 > 4"], "undecided"),
    (["a - b = 3", "(a-b)^2 = 9"], "undecided"),
    (["a - b = 3", "(a-b)^2 = 8"], "wrong"),
    (["x > 2", "x^2 > 5"], "wrong"),
    ([r"\sqrt{a} = b", "a = b^2"], "undecided"),
    ([r"\sqrt{a} = b", "a = 2b^2"], "wrong"),
    (["x^2 = 9", "x = 3"], "wrong"),
    ([r"\sqrt{x+6} = x", "x + 6 = x^2", r"x = 3 \text{ or } x = -2"], "wrong"),
    ([r"x = r\cos\theta, y = r\sin\theta", "x^2 + y^2 = r^2"], "undecided"),
    # an equation for x_t may hold for x_{t-1}, too
    ([r"v_t = \beta v_{t-1} + g_t", r"= \beta(\beta v_{t-2} + g_{t-1}) + g_t"], "correct"),
    (["a_n = a_{n-1} + a_{n-2}", "= 2a_{n-2} + a_{n-3}"], "correct"),
    (["F_{n+1}F_{n-1} - F_n^2", "= (F_n + F_{n-1})F_{n-1} - F_n^2"], "undecided"),
    ([r"v_t = \beta v_{t-1} + g_t", r"= \beta v_{t-1} - g_t"], "wrong"),
    (["x_1 + x_2", "= x_1 - x_2"], "wrong"),
    # = may give a name a new value, if it has one
    (["x = 5", "x = x - 2", "= 3"], "undecided"),
    (["w = 1", r"w = w - 0.1\cdot 2w", "= 0.8"], "undecided"),
    (["p = 0.9p + 0.5(1-p)", "p = 0.4p + 0.5", "0.4p = 0.5"], "wrong"),
    # capitals may be matrices
    (["(A+B)^2", "= A^2 + 2AB + B^2"], "undecided"),
    (["(A+B)^2", "= A^2 + AB + BA + B^2"], "correct"),
    ([r"A = L\,W", r"= W\,L"], "correct"),
]
ANSWERS = [
    (r"W_2W_1x", r"W_1W_2x", "undecided"), (r"W_2W_1x", "x(W_2W_1)", "correct"),
    ("A*B", "B*A", "undecided"), ("P*V", "V*P", "correct"),
    ("P^{-1}AP", "A", "undecided"),
    (r"\Sigma_{12}\Sigma_{22}^{-1}x", r"\Sigma_{22}^{-1}\Sigma_{12}x", "undecided"),
    ("(I+AB)^{-1}A", "A(I+AB)^{-1}", "undecided"), ("D = P^{-1}AP", "A = PDP^{-1}", "undecided"),
    ("P^{-1}AP", "P^{-1}AP", "correct"),
    ("e^{At}Be^{-At}", "B", "undecided"), ("h(X + c)", "h(X)", "undecided"),
    # where a logarithm or root of a quotient has a value, those of its parts may have none
    (r"\ln\frac{x+2}{y+3}", r"\ln(x+2) - \ln(y+3)", "undecided"), (r"\ln((x+3)(y+3))", r"\ln(x+3) + \ln(y+3)", "undecided"),
    (r"\sqrt{\frac{x-y}{y+2}}", r"\frac{\sqrt{x-y}}{\sqrt{y+2}}", "undecided"), (r"\ln(xy)", r"\ln(yx)", "correct"),
    ("(AB)^{-1}", "A^{-1}B^{-1}", "undecided"), ("(AB)^{-1}", "B^{-1}A^{-1}", "correct"),
    # y(0) and y(t) are values of y to all who write them, whatever else stands there
    ("N = N(0)e^{-t}", "N = N(0)e^{-t}", "correct"), ("N = N(0)e^{-t}", "N = N(0)e^{t}", "wrong"),
    ("N = N(0)e^{-t}", "N = 0", "undecided"),
    ("v = v(0) - gt", "v = -gt", "undecided"), ("y(1) - y(0)", "y", "undecided"), (r"2\pi r(t)", r"2\pi r", "undecided"),
    ("s(x)(1-s(x))", "s(1-s)", "undecided"), (r"\frac{C(x)}{x}", "C", "undecided"), ("x(x+1)", "x^2 + x", "correct"),
    ("p(1-p)", "p - p^2", "correct"), ("n(n+1)/2", "n(n-1)/2", "wrong"), (r"F_X(1) - F_X(0)", "F_X", "undecided"),
    # (-1)^x is no number for most x; x^{2n} has a logarithm at x < 0 for whole n
    (r"\cos(\pi x)", "(-1)^x", "undecided"), (r"\cos(\pi n)", "(-1)^n", "correct"), (r"\log x^{2n}", r"2n\log x", "undecided"),
    # roots of products of either sign
    (r"\sqrt{xy}", r"\sqrt{yx}", "correct"), (r"\sqrt{c^2-a^2}", r"\sqrt{(c-a)(c+a)}", "correct"),
    ("(xy)^{3/2}", r"xy\sqrt{xy}", "correct"),
    (r"\sqrt{\frac{x}{y}}", r"\frac{\sqrt{xy}}{|y|}", "correct"), (r"\sqrt{\frac{x}{y}}", r"\frac{\sqrt{xy}}{y}", "wrong"),
    (r"\sqrt{xy}", r"-\sqrt{xy}", "wrong"), (r"\sqrt{x^2-1}", r"\sqrt{1-x^2}", "undecided"),
]  # fmt: skip
POSITIVE = [
    (r"r = \sqrt{\frac{A}{\pi}}", [r"A = \pi r^2", r"r = \sqrt{\frac{A}{\pi}}"], "undecided"),
    ("5", ["3^2 + 4^2 = c^2", "25 = c^2", "c = 5"], "undecided"),
    ("6", ["3^2 + 4^2 = c^2", "25 = c^2", "c = 5"], "wrong"),
    ("x = 3 or x = -3", ["x^2 = 9", "x = 3"], "wrong"),
    ("", ["x^2 + y^2 = r^2", r"r = \sqrt{x^2+y^2}"], "undecided"),
    ("", ["h^2 = 25 - 9", "h = 4"], "undecided"),
    ("", ["h^2 = 25 - 9", "h = 5"], "wrong"),
    ("", ["x^2 = 9", "x = 3"], "wrong"),
]


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize(("reference", "lines", "verdict"), POSITIVE)
def test_roots_of_what_is_positive(reference: str, lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines, **({"reference": reference} if reference else {})}).verdict == verdict
