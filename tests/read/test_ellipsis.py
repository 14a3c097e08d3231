r"""Sums with dots: read where the first terms and the last one tell all of them."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

WORDS = {"n": "natural", "d": "natural", "r": "in (0, 1)", "b": "real", "x": "sequence n of real", "y": "sequence n of real",
         "w": "vector d", "v": "vector d"}  # fmt: skip


@pytest.mark.parametrize(
    ("dots", "plain"),
    [
        (r"x_1+x_2+\cdots+x_n", r"\sum_{i=1}^n x_i"),
        (r"\frac1n(x_1+\dots+x_n)", r"\frac1n\sum_{i=1}^n x_i"),
        (r"x_1y_1+x_2y_2+\cdots+x_ny_n", r"\sum_{i=1}^n x_iy_i"),
        (r"b+w_1v_1+\cdots+w_dv_d", r"b+w^\top v"),
        (r"1+r+r^2+\cdots+r^{n}", r"\frac{1-r^{n+1}}{1-r}"),
        (r"1+r+\ldots+r^{n-1}", r"\frac{1-r^n}{1-r}"),
        (r"r+r^2+\cdots+r^n", r"\frac{r-r^{n+1}}{1-r}"),
        (r"1+2+\cdots+n", r"\frac{n(n+1)}{2}"),
        (r"1+4+\cdots+n^2", r"\frac{n(n+1)(2n+1)}{6}"),
        (r"1+2+4+\cdots+2^n", r"2^{n+1}-1"),
        (r"1+3+\cdots+(2n-1)", "n^2"),
        (r"2+4+\cdots+2n-n", "n^2"),
        (r"n\cdot r+1+2+\cdots+n", r"nr+\frac{n(n+1)}{2}"),
    ],
)
def test_dots_stand_for_the_terms_between(dots: str, plain: str) -> None:
    assert grade(dots, plain, symbols=WORDS).verdict == "correct"
    assert grade(dots, f"{plain}+1", symbols=WORDS).verdict == "wrong"


@pytest.mark.parametrize(
    "dots",
    [
        r"1+\cdots+n^2",  # the squares, or all numbers
        r"1+2+\cdots+2^n",
        r"1+1+\cdots+n",
        r"r+1+\cdots+n",
        r"2+\cdots+2n",
        r"1+r+\cdots",
        r"1-r+r^2-\cdots+r^n",
        r"x_1+x_3+\cdots+x_n",
        r"r+b+\cdots+x_n",
        r"1+2+\cdots+r",
        r"\cdots+x_n",
        r"\frac{x_1}{n}+\cdots+\frac{x_n}{n}",
    ],
)
def test_dots_that_do_not_tell(dots: str) -> None:
    with pytest.raises(InputError):
        read_formula(dots, declarations(WORDS))


WITHOUT_END = {"r": "in (-1, 1)", "x": "real", "a": "real"}


@pytest.mark.parametrize(
    ("dots", "plain"),
    [
        (r"1+r+r^2+\cdots", r"\frac{1}{1-r}"),
        (r"r+r^2+r^3+\cdots", r"\frac{r}{1-r}"),
        (r"a+ar+ar^2+\dots", r"\frac{a}{1-r}"),
        (r"1-r+r^2-\cdots", r"\frac{1}{1+r}"),
        (r"1-r+r^2-r^3+\cdots", r"\frac{1}{1+r}"),
        (r"1+\frac12+\frac14+\cdots", "2"),
        (r"1-\frac13+\frac19-\cdots", r"\frac34"),
        (r"1+x+\frac{x^2}{2!}+\frac{x^3}{3!}+\cdots", "e^x"),
        (r"1+x+\frac{x^2}{2}+\frac{x^3}{6}+\cdots", "e^x"),
        (r"1-x+\frac{x^2}{2!}-\cdots", "e^{-x}"),
    ],
)
def test_dots_without_an_end_are_an_infinite_sum(dots: str, plain: str) -> None:
    assert grade(dots, plain, symbols=WITHOUT_END).verdict == "correct"
    assert grade(dots, f"{plain}+1", symbols=WITHOUT_END).verdict == "wrong"


@pytest.mark.parametrize(
    "dots",
    [
        r"1+r+\cdots",
        r"1-r+r^2+\cdots",  # the next term is negative
        r"1+r+r^3+\cdots",
        r"1+2+3+\cdots",
        r"r+r^2-r^3+\cdots",
        r"1+x+x^2+x^4+\cdots",
        r"1+x+\frac{x^2}{2}+\frac{x^3}{3}+\cdots",
        r"x+1+x+x^2+\cdots",
        r"1+\frac12+\frac18+\cdots",
    ],
)
def test_dots_without_an_end_that_do_not_tell(dots: str) -> None:
    with pytest.raises(InputError):
        read_formula(dots, declarations(WITHOUT_END))
