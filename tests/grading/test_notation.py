"""Undeclared names that may be notation never make an answer wrong; other undeclared names are real numbers, as ever."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

SYMBOLS = {"n": "natural", "k": "natural", "x": "real", "a": "positive", "i": "integer in 1..n", "t": "sequence n of real",
           "A": "symmetric matrix n"}  # fmt: skip

# reference, submitted, verdict
GRADED: list[tuple[str, str, str]] = [
    (r"\sum_{k=1}^n\frac1k", "H_n", "undecided"),
    (r"H_n", r"\sum_{k=1}^n\frac1k", "undecided"),
    (r"\sum_{k=1}^n\frac1k", "H_n+x", "undecided"),
    (r"\frac{\pi^2}{6}", r"\zeta(2)", "undecided"),
    (r"\int_0^\infty e^{-x}\log x\,dx", r"-\gamma", "undecided"),
    (r"\frac{1+\sqrt5}{2}", r"\varphi", "undecided"),
    (r"\frac{1+\sqrt5}{2}", r"\phi", "undecided"),
    (r"A", r"A E", "undecided"),
    (r"\frac{1}{1+x^2}", r"\frac{1}{(x+j)(x-j)}", "undecided"),
    (r"\Gamma(n+1)", r"\Pi(n)", "undecided"),
    (r"\binom nk", r"C_n^k", "undecided"),
    (r"1", "J_0(0)", "undecided"),
    (r"\max(x,0)", r"x\theta(x)", "undecided"),
    (r"\sum_{m=1}^n m", "T_n", "undecided"),
    (r"\sum_{m=1}^n t_m", "S_n", "undecided"),
    (r"x", r"x+O(1)", "undecided"),
    # what both sides have is one number, whatever it stands for
    (r"2\gamma x", r"\gamma x+\gamma x", "correct"),
    (r"2\gamma x", r"3\gamma x", "wrong"),
    (r"H_n+1", r"1+H_n", "correct"),
    (r"H_n+1", r"H_n", "wrong"),
    (r"\zeta(x+1)", r"\zeta x+\zeta", "correct"),
    # an error beside what is no notation
    (r"\frac{x^2}{2}", r"\frac{x^2}{2}+C", "undecided"),
    (r"x", "y", "undecided"),
    (r"x+1", "c+1", "undecided"),
    (r"x", r"\mu_1", "undecided"),
    (r"x", "2x", "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED, ids=[" ".join(row) for row in GRADED])
def test_names_that_may_be_notation(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": SYMBOLS}).verdict == verdict


DECLARED: list[tuple[Mapping[str, str], str, str, str]] = [
    ({r"\gamma": "in (0, 1)"}, r"\frac{1}{1-\gamma}", r"\frac{1}{1+\gamma}", "wrong"),
    ({r"\gamma": "in (0, 1)", "x": "real"}, "x", r"\gamma x", "wrong"),
    ({"H_n": "real", "n": "natural"}, "n", "H_n", "wrong"),
    ({r"\zeta": "real"}, r"\zeta^2", r"\zeta(2)", "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("symbols", "reference", "submitted", "verdict"), DECLARED, ids=[row[3] + row[2] for row in DECLARED])
def test_a_declared_name_is_what_it_is_declared_as(
    symbols: Mapping[str, str], reference: str, submitted: str, verdict: str
) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


OF_ANY_SIGN: list[tuple[Mapping[str, str], str, str, str]] = [
    ({}, r"\log(xy)", r"\log x+\log y", "undecided"),
    ({"x": "real", "y": "real"}, r"\log(xy)", r"\log x+\log y", "wrong"),
    ({"x": "positive", "y": "positive"}, r"\log(xy)", r"\log x+\log y", "correct"),
    ({"x": "positive"}, r"\log(xy)", r"\log x+\log y", "correct"),  # the question has values for y > 0 only
    ({"x": "real"}, r"\log(xy)", r"\log x+\log y", "undecided"),
    ({}, "log(x^2)", "2 log(x)", "undecided"),
    ({}, "log(x^2)", "3 log(x)", "wrong"),
    ({"x": "nonzero"}, "log(x^2)", "2 log(x)", "wrong"),
    ({}, r"\sqrt{x^2}", "x", "wrong"),  # both have values for x < 0
    ({}, r"\log\frac{1+x}{1-x}", r"\log(1+x)-\log(1-x)", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("symbols", "reference", "submitted", "verdict"), OF_ANY_SIGN)
def test_what_nobody_declared_may_be_meant_to_be_positive(
    symbols: Mapping[str, str], reference: str, submitted: str, verdict: str
) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


def test_a_line_with_notation_is_undecided_and_the_next_as_well() -> None:
    lines = r"\begin{align} \sum_{k=1}^n\frac1k &= H_n \\ &= \sum_{k=1}^n\frac1k \\ &= 1+\sum_{k=1}^n\frac1k \end{align}"
    result = grade({"submitted": lines, "symbols": SYMBOLS})
    assert [step.verdict for step in result.steps] == ["undecided", "undecided", "wrong"]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), [
    ("x^2+C", "x^2+C", "correct"), ("x^2+C", "x^2-C", "undecided"), ("x^2+C", "x^2+C+1", "undecided"),
    ("x^2+C", "x^3+C", "wrong"),
    ("C*exp(x)", "exp(x+C)", "undecided"), ("C*exp(x)", "C*exp(2x)", "wrong"),
    ("C_1*exp(x)+C_2*exp(-x)", "C_2*exp(x)+C_1*exp(-x)", "undecided"),
    ("C_1*exp(x)+C_2*exp(-x)", "C_1*exp(x)+C_2*exp(-2x)", "wrong"), ("x^2+C", "x^2", "undecided"),
    ("a*x", "2*a*x", "wrong"), ("1/(C-x)", "-1/(x+C)", "undecided"), ("y = x^2+C", "y = x^2-C", "undecided"),
    ("F(x) = x^2+C", "F(x) = x^2-C", "undecided"), ("F(x) = x^2+C", "F(x) = x^3+C", "wrong"),
])  # fmt: skip
def test_constants_that_nobody_declared(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": {"x": "real"}}).verdict == verdict
