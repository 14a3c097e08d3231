"""What is as true as the reference, and says something else: numbers, identities, constants in modes, other names."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

MATRICES = {"A": "matrix n", "B": "matrix n", "P": "invertible matrix n", "x": "vector n", "y": "vector n"}

TRUE_ANYWAY = [  # a reference that holds everywhere or nowhere, and an answer that does
    (r"\log_2 8=3", "2+2=4", {}), (r"\sin^2 x+\cos^2 x=1", "1+1=2", {}), ("i^2=-1", "1=1", {}),
    (r"\binom{4}{2}=6", "2^3=8", {}), ("2<5", "0<1", {}), (r"\log_2 8=3", r"\sum_{k=0}^\infty2^{-k}=2", {}),
    ("(AB)^T=B^TA^T", "A=A", MATRICES), ("(AB)^T=B^TA^T", "(A+B)^T=A^T+B^T", MATRICES), ("x+y=y+x", "x=x", MATRICES),
    ("PP^{-1}=I", "A=A", MATRICES), ("A-A=0", "B-B=0", MATRICES), ("(A+B)x=Ax+Bx", "x=x", MATRICES),
    ("x^2+y^2=-1", "0=1", {}), (r"\frac{x}{x}=2", "0=1", {}), (r"\frac{x}{x}=2", r"\frac{y}{y}=3", {}),
    (r"e^x\ge 1+x", r"e^x\ge e^x-1", {}), (r"x^2+y^2\ge 2xy", r"x^2+y^2\ge x^2+y^2", {}), (r"|x|\ge x", r"x\le x+1", {}),
    (r"\sin x\le 1", r"\sin x\le\sin x", {}), (r"\pi>3", r"\pi>2", {}), (r"\sin 2x=2\sin x\cos x", r"\sin 2x=\sin 2x", {}),
    (r"\log_2 8=3", r"\log_2 8=\log_2 8", {}), ("(AB)^T=B^TA^T", "(AB)^T=(AB)^T", MATRICES),
    (r"\cosh x=0", "0=1", {}), (r"\cosh x\le 0", "x^2<0", {}), (r"\tanh x=2", "0=1", {}),
]  # fmt: skip

THE_SAME = [
    (r"\log_2 8=3", r"\log_2 8=3", {}), (r"\log_2 8=3", r"3=\log_2 8", {}), (r"\sin^2 x+\cos^2 x=1", r"\cos^2 x+\sin^2 x=1", {}),
    (r"\pi>3", r"3<\pi", {}), (r"e^x\ge 1+x", r"e^x-x-1\ge 0", {}), (r"e^x\ge 1+x", r"1+x\le e^x", {}),
    ("(AB)^T=B^TA^T", "B^TA^T=(AB)^T", MATRICES), (r"\sin 2x=2\sin x\cos x", r"\sin x\cos x=\frac12\sin 2x", {}),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols"), TRUE_ANYWAY)
@pytest.mark.parametrize("mode", ["equal", "up to a factor", "tolerance 1e-3"])
def test_true_anyway(reference: str, submitted: str, symbols: dict[str, str], mode: str) -> None:
    assert grade(reference, submitted, symbols=symbols, mode=mode).verdict != "correct"


@pytest.mark.parametrize(("reference", "submitted", "symbols"), THE_SAME)
def test_the_same(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == "correct"


IN_MODES = [
    (r"\int_0^1 2x \, dx", "x^2", "up to a constant", "undecided"),  # without its bounds
    (r"\int_0^y 2x\,dx", "y^2+x", "up to a constant", "undecided"),
    (r"\int_0^y 2x\,dx", "y^2+C", "up to a constant", "correct"),
    (r"\lim_{h\to0}\frac{(x+h)^2-x^2}{h}", "2x+h", "up to a constant", "undecided"),
    (r"\sum_{k=1}^n k", r"\frac{n(n+1)}{2}+k", "up to a constant", "undecided"),
    (r"\sum_{k=1}^n k", "k n(n+1)", "up to a factor", "undecided"),
    ("1", "f'(x)=2x", "up to a constant", "undecided"),
    ("1", "y=2x+1", "up to a constant", "undecided"),
    (r"\mu=3", r"\sigma=3", "up to a constant", "undecided"),
    (r"\log L=3", "L=3", "up to a constant", "undecided"),
    (r"\begin{pmatrix}1\\2\end{pmatrix}", "7", "up to a constant", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "mode", "verdict"), IN_MODES)
def test_modes(reference: str, submitted: str, mode: str, verdict: str) -> None:
    assert grade(reference, submitted, mode=mode).verdict == verdict


LABELS = [
    ("F_X(x) = x^2", ["f_X(x) = x^2"], "undecided"),
    (r"P(X\le x)=x^2", ["f(x)=x^2"], "undecided"),
    ("F(x)=1-e^{-x}", ["f(x)=1-e^{-x}"], "undecided"),
    ("f'(x)=2x", ["g(x)=2x"], "undecided"),
    (r"\log f(x)=x^2", ["g(x)=x^2"], "undecided"),
    ("E[X]=2x", ["P(x)=2x"], "undecided"),
    (r"\hat\theta=2x", ["f(x)=x+x", "=2x"], "undecided"),
    ("A=x^2", ["f(x)=x^2"], "undecided"),
    ("f(x)=x^2+1", ["f^*(x)=x^2+1"], "undecided"),  # the conjugate
    ("a_n=n^2", ["a(n)=n^2"], "undecided"),
    ("y = x^2", ["f(x) = x^2"], "correct"),
    ("y = x^2", ["f(x) = x^2", "= x x"], "correct"),
    ("y = 2x+1", ["f(x) = x^2"], "wrong"),
]


@pytest.mark.parametrize(("reference", "lines", "verdict"), LABELS)
def test_a_function_of_another_name(reference: str, lines: list[str], verdict: str) -> None:
    assert grade({"reference": reference, "lines": lines}).verdict == verdict


STARTS: list[tuple[dict[str, Any], str]] = [
    ({"reference": "x=2", "lines": ["2x=4", "x=2"], "start": "2x=4"}, "correct"),
    ({"reference": "x=2", "lines": ["2x=4", "x=2"], "start": "2x=5"}, "wrong"),
    ({"reference": "x>1", "lines": ["2x>2", "x>1"], "start": "2x>2"}, "correct"),
    ({"reference": "x=3", "lines": ["2x-4=2", "2x=6", "x=3"], "start": "2(x-2)=2"}, "correct"),
]


@pytest.mark.parametrize(("row", "verdict"), STARTS)
def test_lines_that_start_from_a_statement(row: dict[str, Any], verdict: str) -> None:
    assert grade(row).verdict == verdict


_NAMES = {"x": "real", "y": "real", "a": "real", "w": "real"}
WITHOUT_SAYING = [
    ("y=x", "x=x"), ("x=1", "x-x+1=1"), ("x=1", "x^0=1"), ("x=1", "x/x=1"), ("x=1", "1=1"), ("x=0", "0*x=0"), ("a=3", "3=3+a-a"),
    ("y=2x", "y-y+2x=2x"), ("x=5", "5+0x=5"), ("x=3", r"\frac{3x}{x}=3"), ("w=0", "x-x=0"), ("x=y", "y=y"), ("x+1=2", "2=2"),
]  # fmt: skip
IN_A_CHAIN = [
    ("y=2x", "x+x=2x"), ("y=x^2+2x+1", "(x+1)^2=x^2+2x+1"), ("x=4", "2*2=4"), ("y=2x", "y=x+x=2x"), ("y=2x", "x=y/2"),
    ("x=4", "4=x"), ("f(x)=2x", "x+x=2x"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), WITHOUT_SAYING)
def test_what_always_holds_does_not_say_what_a_name_is(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=_NAMES).verdict == "wrong"
    assert grade(reference, submitted).verdict in ("wrong", "undecided")


@pytest.mark.parametrize(("reference", "submitted"), IN_A_CHAIN)
def test_a_chain_computes_what_a_name_is(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=_NAMES).verdict == "correct"


TWICE = [("P=1/2", r"\frac{1}{2} = 0.5"), ("y=2x", r"2 \cdot x = 2x")]


@pytest.mark.parametrize(("reference", "submitted"), TWICE)
def test_a_value_in_two_spellings_is_not_wrong(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols={**_NAMES, "P": "real"}).verdict != "wrong"
