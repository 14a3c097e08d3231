"""What lines before a step may and may not be used for: facts, cases, examples, claims, equations of a system."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

REAL = dict.fromkeys("xyabcpdrtuA", "real")
SEQUENCE = {"x": "sequence n of real", "i": "integer in 1..n", "n": "natural"}
MATRICES = {"A": "matrix n n", "B": "matrix n n", "n": "natural"}

Row = tuple[list[str], dict[str, str], str]  # lines, declarations beside those of real numbers, the reference


def row(*lines: str, reference: str = "", **symbols: str) -> Row:
    return list(lines), symbols, reference


def graded(case: Row) -> Any:
    lines, symbols, reference = case
    asked = {"reference": reference} if reference else {}
    return grade({"lines": lines, "symbols": {**REAL, **symbols}, **asked})


NOT_CORRECT: dict[str, Row] = {
    "an example for a proof": row("n = 3", r"\sum_{i=1}^n i", "= 6", "= n(n+1)/2", reference="n(n+1)/2", n="natural"),
    "an example for a formula": row("n = 1", "2^n", "= 2", "= n+1", reference="n+1", n="natural"),
    "a value for all": row("p = 1/2", "p(1-p)", "= 1/4", "= p^2", reference="p^2"),
    "a matrix for all": row("A = I", "AB", "= B", "= BA", reference="BA", **MATRICES),
    "a case for all": row("x = 2", r"=> x^2 \ge 2x - 1", reference=r"x^2 \ge 2x - 1"),
    "the claim is used": row("(a+b)^2 = a^2+b^2", "(a+b)^2", "= a^2+b^2"),
    "a claim of sines is used": row(r"\sin(2x) = 2\sin x", r"\sin(2x)", r"= 2\sin x"),
    "a claimed bound is used": row(r"a^2+b^2 \ge 3ab", "a^2+b^2", r"\ge 3ab"),
    "a claim is used, rearranged": row(
        r"\log(x+y) = \log x + \log y", r"\log(x+y)-\log y", r"= \log x", x="positive", y="positive"),
    "a name of the question gets a value": row("k = x", "x^2", "= k^2", reference="k^2"),
    "a name that was there before gets a value": row("x + k", "k = x^2", "x^2 + x", "= k + x", reference="x^2 + k"),
    "a condition is dropped": row(r"x \ge 1 \implies x^2 \ge x", "x^2", r"\ge x"),
    "a condition is dropped from an equation": row(r"x=1 \implies x^2 = x", "x^3", "= x"),
    "no value at 0": row("x = 0", r"\frac{x}{x}", "= 1"),
    "no value at 1": row("x = 1", r"\frac{x^2-1}{x-1}", "= x+1", "= 2"),
    "no value for equal names": row("x = y", r"\frac{x^2-y^2}{x-y}", "= x+y", "= 2x"),
    "no value below 0": row("x < 0", r"\sqrt{x}\sqrt{x}", "= x"),
}  # fmt: skip

NOT_WRONG: dict[str, Row] = {
    "a system by substitution": row(
        "2x+3y=12", "x-y=1", "x=y+1", "2(y+1)+3y=12", "5y=10", "y=2", "x=3", reference="x=3 and y=2"),
    "another system": row("x+2y=5", "3x-y=1", "y=3x-1", "x+2(3x-1)=5", "7x=7", "x=1", "y=2"),
    "a value by two names": row("A = xy", "x+y=10", "=> y = 10-x", "=> A = x(10-x)", "=> A = 10x-x^2"),
    "a factor that is not 0": row("xy=0", r"y \ne 0", "=> x=0"),
    "a factor to divide by": row("ab=ac", r"a \ne 0", "=> b=c"),
    "the other root": row("(x-a)(x-b)=0", r"x \ne a", "=> x=b"),
    "the positive root": row("a^2+b^2=1", "b>0", r"=> b=\sqrt{1-a^2}"),
    "a sign for a root": row("x^2=a^2", "xa>0", "=> x=a"),
    "an area by the diameter": row(r"A = \pi r^2", "d = 2r", r"A = \pi d^2/4", A="positive", r="positive", d="positive"),
    "an assumption that cannot be read": row("Assume x > 0", "|x|", "= x"),
    "a given that cannot be read": row("a+b=1 (given)", "(a+b)^2", "= 1"),
    "conditions that cannot be read": row(r"x^2=4, \quad x > 0", r"\Rightarrow x = \pm 2", r"\Rightarrow x=2"),
    "a function at a number": row("f(x) = x^2", "f(2)", "= 4", f="function"),
    "a function at another argument": row("f(-x) = f(x)", "f(-y)", "= f(y)", f="function"),
    "every entry": row("x_i = 1", r"\sum_{i=1}^n x_i", "= n", **SEQUENCE),
    "the sign of every entry": row("x_i > 0", r"\sum_{i=1}^n |x_i|", r"= \sum_{i=1}^n x_i", **SEQUENCE),
    "a name of the integrand": row("u = x^2", r"\int_0^1 2x u dx", "= 1/2"),
    "cases": row(r"x \ge 0 => |x| = x", "x < 0 => |x| = -x", "=> |x|^2 = x^2"),
    "a case of a root": row("x^2 = 4", r"x = \pm 2", r"x > 0 \Rightarrow x=2"),
    "a name put in": row("y = 2x", "xy = 2x^2", reference="2x^2"),
    "a new name": row("a = 3, b = 4", "c^2 = a^2+b^2", "= 9+16", "= 25"),
    "said again": row("a=2, b=3", "=> a+b=5", "=> ab=6", "=> a+b=5"),
}  # fmt: skip

WRONG: dict[str, Row] = {
    "a sign": row("x+y=3", "x=3+y"),
    "a sign, and further on": row("2x+3y=12", "3y=12+2x", "y=4+2x/3"),
    "one root": row("x^2=9", "x=3"),
    "another root": row("e^x = 2", r"=> x = \log 3"),
    "a square of a sum": row("(a+b)^2", "= a^2+b^2"),
    "an absolute value": row("x > 0", "|x|", "= -x"),
    "the value of a sum": row("a+b=1", "(a+b)^2", "= 2"),
    "a system": row("x+y=3", "x-y=1", "=> 2x=5"),
}


@pytest.mark.parametrize("name", NOT_CORRECT)
def test_not_correct(name: str) -> None:
    assert graded(NOT_CORRECT[name]).verdict != "correct"


@pytest.mark.parametrize("name", NOT_WRONG)
def test_not_wrong(name: str) -> None:
    assert graded(NOT_WRONG[name]).verdict != "wrong"


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    assert graded(WRONG[name]).verdict == "wrong"


def test_the_start_of_the_row_is_a_fact() -> None:
    lines = ["=> 2x=4", "=> x=2", "=> y=1"]
    assert grade({"lines": lines, "start": "x+y=3 and x-y=1", "symbols": REAL}).verdict == "correct"
    assert grade({"lines": [*lines[:-1], "=> y=2"], "start": "x+y=3 and x-y=1", "symbols": REAL}).verdict == "wrong"


def test_a_reason_beside_a_line_is_not_read() -> None:
    text = r"\begin{align}(a+b)^2 &= a^2+2ab+b^2 \\ &= a^2+b^2 && \text{(REASON)}\end{align}"
    assert grade({"submitted": text.replace("REASON", "since $ab=0$"), "symbols": REAL}).verdict != "wrong"
    assert grade({"submitted": text.replace("REASON", "binomial formula"), "symbols": REAL}).verdict == "wrong"


def test_a_counterexample_meets_what_was_assumed() -> None:
    found = grade({"lines": ["x = y", "|x|+|y|", r"\ge 3|x|"], "symbols": REAL})
    assert found.verdict == "wrong" and found.counterexample is not None
    point = dict(found.counterexample.point)
    assert point["x"] == point["y"]


VALUES = ["y = 1 or y = 2", "t=1 or t=2", r"\lambda_1=1,\lambda_2=2", "y=1, y=2", "r = 1, r = 2"]


@pytest.mark.parametrize("answer", VALUES)
def test_values_of_another_name(answer: str) -> None:
    assert grade("x=1 or x=2", answer).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize("naming", ["m = E[X]", "E[X] = m"])
def test_a_name_that_is_given_to_a_mean(naming: str) -> None:
    lines = [naming, "E[(X - m)^2] = E[X^2] - 2m E[X] + m^2", "= E[X^2] - 2m^2 + m^2"]
    assert grade({"lines": [*lines, "= E[X^2] - m^2"]}).verdict == "correct"
    assert grade({"lines": [*lines, "= E[X^2] + m^2"]}).verdict != "correct"
