r"""Answers that are wrong as they are written, and right as many people mean them: nobody is told that they are wrong."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.texts.respellings import MOST, respellings

X, P, N = {"x": "real"}, {"x": "positive"}, {"n": "natural"}
XY = {"x": "real", "y": "real"}
MATRICES = {"A": "matrix n n", "B": "matrix n n"}

# reference, answer, symbols: the answer is wrong as it is read, and right as it may be meant
MEANT = [
    ("sqrt(2*pi)", "√2π", {}), ("sqrt(2*pi)*x", "√2πx", P), ("sqrt(x/y)", "√x/y", {"x": "positive", "y": "positive"}),
    ("sqrt(x+1)", "√x+1", P), ("sqrt(n*p*(1-p))", "√np(1-p)", {"n": "natural", "p": "in (0, 1)"}),
    ("exp(-x/2)", "e^-x/2", X), ("exp(-(x-y)^2/2)", "e^-(x-y)^2/2", XY), ("x^(3/2)", "x^3/2", P),
    ("exp(x*y)", "e^x y", XY),
    ("2x", "2x (3)", X), ("2x", r"2x\;\;\;(3)", X),
    ("x = 2 or x = 3", "x=2 x=3", X), ("x = 2 or x = 3", r"x=2\ x=3", X), ("x = 2 or x = 3", "x=2 v x=3", X),
    ("x = 1 and y = 2", "x=1/y=2", XY),
    ("x = 1 and y = 2", "x=1 y=2", XY), ("log(1.5)", "log(1,5)", {}), ("1000", "1.000", {}),
    ("2*e-1", "2e-1", {}),
    ("(-1)^n", "-1^n", N), ("(2*n)!", "2n!", N), ("log(1+x)", "log 1+x", P), ("log(x)^2", r"\log x^2", P),
    ("cos(x)*y", r"\cos x\,y", XY),
    ("sin(x+y)", r"\sin x+y", XY), ("x*log(1/2)", r"\log\frac12x", X), ("log(x)/log(2)", "log(2, x)", P),
    ("floor(x)", "[x]", X), ("n^2", r"\sum_{i=1}^n 2i-1", N),
    ("2x+3", r"\frac{d}{dx}x^2+3x", X), ("2x+3", "d/dx x^2 + 3x", X), ("A*B", r"A\circ B", MATRICES),
    ("v_2", "v[1]", {"v": "vector 3"}),
    ("1/(x*y)", "1/x*y", {"x": "positive", "y": "positive"}), ("x^2", r"\hat\sigma=|x|", X),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer", "symbols"), MEANT)
def test_right_as_it_may_be_meant(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == "undecided"


# the same habits in answers that are wrong either way
WRONG = [
    ("sqrt(2*pi)", "√3π", {}), ("exp(-x/2)", "e^-x/3", X), ("2x", "3x (3)", X), ("x = 2 or x = 3", "x=2 x=4", X),
    ("log(1.5)", "log(1,6)", {}),
    ("(-1)^n", "-2^n", N), ("log(1+x)", "log 1-x", {"x": "in (0, 1)"}), ("n^2", r"\sum_{i=1}^n 3i-1", N),
    ("2x+3", r"\frac{d}{dx}x^2+4x", X),

    ("sum(x_i - a, i, 1, n)", r"\sum_{i=1}^n x_i - a", {"n": "natural", "x": "sequence n of real", "a": "real"}),
    ("x > 1 or x < -1", "x > 1 and x < -1", X),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer", "symbols"), WRONG)
def test_wrong_however_it_is_meant(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == "wrong"


@pytest.mark.parametrize(("reference", "answer", "verdict"), [
    ("√2π", "sqrt(2*pi)", "undecided"), ("√2π", "sqrt(2)*pi", "correct"), ("√2π", "3*pi", "wrong"),
    (r"\frac{d}{dx}x^2+3x", "2x+3", "undecided"), ("x^3/2", "x^(3/2)", "undecided"),
])  # fmt: skip
def test_questions_that_may_be_meant_otherwise(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": P}).verdict == verdict


@pytest.mark.parametrize(("reference", "answer", "symbols"), [
    ("5", "5 m", {}), ("5", "5m/s^2", {}), ("1000", "1k", {}), ("2*t", "2t m", {"t": "real"}), ("x^2+C", "x^2+c", {}),
    ("x^2+C", "x^2+K", X),
    ("n*p*(1-p)", "n p q", {"n": "natural", "p": "in (0, 1)"}), ("1-tanh(z)^2", "1-a^2", {"z": "real"}),
    ("-log(1-x)", "F^{-1}(x)", {"x": "in (0, 1)"}),
    ("O(n^2)", "O(n^2+n)", N), (r"\mathcal O(n\log n)", r"\mathcal O(n\log n+n)", N),
    ("1/2", r"\sin 30^o", {}),
    ("3/4", r"1-P(\bar A)", {}),
])  # fmt: skip
def test_names_that_the_question_does_not_have(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == "undecided"


@pytest.mark.parametrize(("reference", "answer", "verdict"), [
    ("l x", r"\ell x", "correct"), (r"\ell x", r"x \ell", "correct"), ("e*l*l*x", r"\ell x", "wrong"),
    ("1/3", "1/3 = 0.333", "undecided"),
    ("1/3", "1/3 = 0.34", "wrong"), ("1/3", "0.333", "wrong"),
])  # fmt: skip
def test_letters_and_roundings(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": {"l": "real", "x": "real"}}).verdict == verdict


# reference, lines, verdicts of the lines, verdict
LINES: list[tuple[str, list[str], str]] = [
    ("x=1 and y=2", ["x=1", "y=2"], "undecided"), ("x=1 and y=2", ["x+y=3", "x-y=-1"], "undecided"),
    ("x=2", ["x+y=3", "x-y=1", "2x=4", "x=2"], "undecided"),
    ("x=1 or x=-1", ["x=1", "x=-1"], "undecided"), ("x=1 or x=-1", ["x^2=1", "x=1", "x=-1"], "undecided"),
    ("0<x<1", ["x>0", "x<1"], "undecided"),
    ("5", ["a=3", "b=4", "c=sqrt(a^2+b^2)", "=5"], "correct"),
    ("2x+1", ["y=m*x+b", "m=2", "b=1", "y=2x+1"], "undecided"),
    ("6", ["x=3", "2x", "=6"], "undecided"), ("45", ["n*(n-1)/2", "=10*9/2", "=45"], "undecided"),
    ("45", ["n*(n-1)/2", "=10*9/2", "=44"], "wrong"),
    ("2x+3", [r"\frac{d}{dx}x^2+3x", "= 2x+3"], "undecided"), ("2x+3", [r"\frac{d}{dx}x^2+3x", "= 2x+4"], "wrong"),
    ("x=3", ["2x+1=5", "2x=6", "x=3"], "wrong"), ("x=2", ["x^2=4", "x=2"], "wrong"),
    ("x<1", ["-2x<=4", "x<=-2"], "wrong"), ("y=3+x", ["x+y=3", "y=3+x"], "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "lines", "verdict"), LINES)
def test_lines_that_need_not_follow(reference: str, lines: list[str], verdict: str) -> None:
    row: dict[str, Any] = {"reference": reference, "lines": lines, "symbols": {**XY, "n": "natural"}}
    assert grade(row).verdict == verdict


@pytest.mark.parametrize("source", [
    "", "√" * 900, "x^" * 400, "1," * 400, r"\frac" * 150, "(" * 900, "log " * 200, "{" * 900, "^-" * 400,
    " " * 900 + "(3)",
])  # fmt: skip
def test_few_and_at_once(source: str) -> None:
    assert len(list(respellings(source))) <= MOST
