r"""Braces do not show: a group among factors is read only where it changes nothing of what TeX draws."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.problem import InputError
from verify.read.formula import read_formula
from verify.render.formula import text

REFUSED = [
    r"x^{2}\textcolor{red}{-2x}^2", "e^{x}{-1}", r"x\textcolor{red}{{-y}}", r"(y){\color{blue} {x + 2}}y", r"|x|{-1}",
    r"1\textcolor{red}{2}", r"2\textcolor{red}{5x}", r"x^{1\textcolor{red}{2}}", r"1\textcolor{red}{\frac{1}{2}}",
    r"{1}\frac{1}{2}",
    r"1\textcolor{red}{.5}", r"\textcolor{red}{2x}^{2}", r"\textcolor{red}{xy}^2", r"\textcolor{red}{2x}!", r"{\sin x}^2",
    r"\frac12{{a+b}}c",
    "\\frac{2x}{4}\n\\frac{x}{2}",
]  # fmt: skip
READ = [
    (r"x^{2}\underbrace{-2x}_{\text{middle}}+1", "x^2 - 2*x + 1"), ("x + {-1}", "x - 1"), ("{x}^2", "x^2"),
    ("{(x+1)}^2", "(x + 1)^2"),
    (r"{\left(x\right)}^{2}", "x^2"), (r"{\frac{x}{2}}^2", "(x/2)^2"), ("{x_1}^2", "x_1^2"), ("2{x}{y}", "2*x*y"),
    ("x^{2}{y}", "x^2*y"),
    (r"\frac{{4}}{{2}}", "2"), (r"{\sin(x)}^2", "sin(x)^2"), ("2{(a+b)}", "2*(a + b)"), (r"\textcolor{red}{2x} + 1", "2*x + 1"),
    (r"3\textcolor{red}{x}", "3*x"), (r"x \textcolor{blue}{+ 2x}", "x + 2*x"),
]  # fmt: skip


@pytest.mark.parametrize("source", REFUSED)
def test_refused(source: str) -> None:
    with pytest.raises(InputError):
        read_formula(source, {})


@pytest.mark.parametrize(("source", "plain"), READ)
def test_read(source: str, plain: str) -> None:
    assert text(read_formula(source, {}).term) == plain


@pytest.mark.parametrize(("submitted", "reference"), [
    ("n % 2 equals zero if even", "n"), ("x + 20 % tax included", "20+x"), ("r + 2 % yearly fee", "r+0.02"),
    (r"\underbrace{x+x}_{\text{n times}}", "2x"), (r"1\textcolor{red}{2}", "2"), (r"1\textcolor{red}{2}", "12"),
])  # fmt: skip
def test_neither_right_nor_wrong(submitted: str, reference: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")
