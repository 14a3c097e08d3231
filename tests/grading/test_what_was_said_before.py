"""Lines that follow from what was said before them, and not from the line before alone."""

from __future__ import annotations

import pytest

from verify.grading import grade

REAL = dict.fromkeys("xyabcp", "real")
VECTORS = {"n": "natural", "a": "vector n", "b": "vector n"}

# lines that begin with what is assumed, and follow under it
UNDER_ASSUMPTIONS: dict[str, list[str]] = {
    "a sign": ["x > 0", "|x|", "= x"],
    "a root of a square": ["x > 0", r"\sqrt{x^2}", "= x"],
    "a logarithm of a square": ["x > 0", r"\log(x^2)", r"= 2\log x"],
    "an interval": ["0<x<1", "x^2", "< x"],
    "a bound": [r"x \ge 0", "x+1", r"\ge 1"],
    "a sum that is known": ["a+b=1", "(a+b)^2", "= 1"],
    "a sum that is 0": ["x+y=0", "x^2-y^2", "=(x-y)(x+y)", "=0"],
    "an equation for the name": ["2x = 4", "x^2", "= 4"],
}
FOLLOWS_FROM_ALL: dict[str, list[str]] = {
    "the other unknown": ["x+y=3, x-y=1", "=> x=2", "=> y=1"],
    "a value further up": ["x = 2 and y = 3", "=> x + 1 = 3", "=> x + y = 5"],
}
WRONG_ALL_THE_SAME: dict[str, list[str]] = {
    "the other sign": ["x > 0", "|x|", "= -x"],
    "a term too many": ["x > 0", "|x| + x", "= x"],
    "another value": ["a+b=1", "(a+b)^2", "= 2"],
    "a sum that says nothing of the difference": ["a+b=1", "(a-b)^2", "= 1"],
    "the other unknown, wrongly": ["x+y=3, x-y=1", "=> x=2", "=> y=2"],
    "one equation for two unknowns": ["x+y=3", "=> x=2", "=> y=1"],
    "one of two roots": ["x^2 = 4", "=> x = 2"],
    "one case for both": ["x^2=1", "=> x=1 or x=-1", "=> x+5 = 6"],
    "another value for the name": ["2x = 4", "x = 3"],
    "a wrong calculation": ["p = 0.7", "1 - 0.7 = 0.4"],
}
# right for most readers, and for others not equivalent to the line before
NOT_WRONG: dict[str, list[str]] = {
    "a value put in": ["p=0.3", r"p(1-p) = 0.3 \cdot 0.7 = 0.21"],
    "a value put in later": ["p=0.3", "1-p = 0.7", "p(1-p)=0.21"],
    "two values put in": ["a=3, b=4", "a^2+b^2=25"],
    "a system between commas": ["x+y=3, x-y=1", "2x=4", "x=2"],
    "a system with less in the next line": ["x>0, y>0", "xy>0"],
    "a calculation": ["p = 0.7", "1 - 0.7 = 0.3"],
    "a check": ["2x = 4", "x = 2", "2*2 = 4"],
    "what the first line says": ["x>1", "=> x^2>1", r"\therefore x^3>1"],
    "definitions one by one": ["a=1", "b=a+1", "=> b=2", "c=a+b", "=> c=3"],
}
CONTRADICTIONS: dict[str, list[str]] = {
    "roots one by one": ["x = 1", "x = -1", "x+5", "= 100"],
    "roots of an equation": ["x^2=1", "x = 1", "x = -1", "x+y = 50"],
    "bounds": ["x > 1", "x < 0", "x^2 = 50"],
}


@pytest.mark.parametrize("name", UNDER_ASSUMPTIONS)
def test_under_assumptions(name: str) -> None:
    found = grade({"lines": UNDER_ASSUMPTIONS[name], "symbols": REAL})
    assert (found.verdict, [step.verdict for step in found.steps]) == ("correct", ["correct"] * len(found.steps))


@pytest.mark.parametrize("name", FOLLOWS_FROM_ALL)
def test_from_all_lines(name: str) -> None:
    found = grade({"lines": FOLLOWS_FROM_ALL[name], "symbols": REAL})
    assert (found.verdict, [step.verdict for step in found.steps]) == ("correct", ["correct"] * 3)


@pytest.mark.parametrize("name", WRONG_ALL_THE_SAME)
def test_wrong_under_all_that_was_said(name: str) -> None:
    assert grade({"lines": WRONG_ALL_THE_SAME[name], "symbols": REAL}).verdict == "wrong"


@pytest.mark.parametrize("name", NOT_WRONG)
def test_not_wrong(name: str) -> None:
    assert grade({"lines": NOT_WRONG[name], "symbols": REAL}).verdict == "undecided"


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_nothing_follows_from_a_contradiction(name: str) -> None:
    assert grade({"lines": CONTRADICTIONS[name], "symbols": REAL}).steps[-1].verdict != "correct"


def test_vectors() -> None:
    lines = ["a^T b = 0", r"\|a+b\|^2", r"= \|a\|^2 + 2a^Tb + \|b\|^2", r"= \|a\|^2+\|b\|^2"]
    assert grade({"lines": lines, "symbols": VECTORS}).verdict != "wrong"
    wrong = [*lines[:3], r"= \|a\|^2-\|b\|^2"]
    assert grade({"lines": wrong, "symbols": VECTORS}).verdict == "wrong"


def test_an_equation_is_no_assumption_for_a_formula_that_nothing_goes_on_with() -> None:
    found = grade({"lines": ["(x+1)^2 = x^2+2x+1", "x(x+2)+1"], "symbols": REAL})
    assert found.verdict == "undecided"


def test_a_line_does_not_follow_from_itself_further_up() -> None:
    """-2 is no root of the first equation, which the last one only repeats."""
    lines = [r"\sqrt{x+6} = x", r"\implies x+6 = x^2", r"\iff x = 3 \text{ or } x = -2", r"\implies \sqrt{x+6}=x"]
    assert grade({"lines": lines, "symbols": REAL}).verdict == "wrong"
    assert grade({"lines": [*lines[:-1], r"\implies 2\sqrt{x+6}=2x"], "symbols": REAL}).verdict != "correct"
