"""Equations and inequalities of one number against their solutions: one that is lost or gained is wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference: answers that are right, answers that are wrong
SOLUTIONS = {
    r"\frac{x-1}{x+2}\ge 0": ([r"x<-2\ \text{or}\ x\ge 1"], [r"x\ge 1", "x > -2", r"x<-2\ \text{or}\ x > 1"]),
    "x^2 >= 4": (["x <= -2 or x >= 2"], ["x >= 2", "x < -2 or x >= 2"]),
    r"e^{2x}-3e^x+2=0": (["x=0 or x=log(2)", r"x=0\ \text{or}\ x=\ln 2"], ["x=0 or x=log(3)", "x=log(2)", "x=1 or x=2"]),
    r"e^{2x}-e^x-2=0": ([r"x=\ln 2"], [r"x=\ln 2 or x=0", r"x=\ln 3"]),
    "exp(2x)-3exp(x)+2<0": (["0<x<log(2)"], ["0<=x<log(2)", "0<x<log(3)", "x<log(2)"]),
    "4^x-3*2^x+2=0": (["x=0 or x=1"], ["x=1 or x=2", "x=1"]),
    "exp(x)+exp(-x)=5/2": (["x=log(2) or x=-log(2)"], ["x=log(2)", "x=log(2) or x=-log(3)"]),
    "log(x)^2-3log(x)+2=0": (["x=exp(1) or x=exp(2)"], ["x=exp(1)", "x=exp(1) or x=2 exp(1)"]),
    "log(x) <= 1": (["0<x<=exp(1)"], ["0<x<exp(1)", "0<x<=2"]),
    "x^2-4x+4>0": (["x<2 or x>2", "(x-2)^2>0"], ["x>2", "x<2 or x>=2"]),
    "x^2=2": (["x=sqrt(2) or x=-sqrt(2)"], ["x=sqrt(2)", "x=sqrt(2) or x=-sqrt(3)"]),
    "x^2-x-1<0": (["(1-sqrt(5))/2<x<(1+sqrt(5))/2"], ["(1-sqrt(5))/2<x<=(1+sqrt(5))/2", "0<x<(1+sqrt(5))/2"]),
    "x^3-x>=0": (["-1<=x<=0 or x>=1"], ["x>=1", "-1<=x<0 or x>=1", "-1<=x<=0"]),
    "(x-1)(x-2)(x-3)>0": (["1<x<2 or x>3"], ["x>3", "1<x<2", "1<=x<2 or x>3"]),
    "x^4-5x^2+4<0": (["-2<x<-1 or 1<x<2"], ["1<x<2", "-2<x<2"]),
    "x^2(x-1)>=0": (["x=0 or x>=1"], ["x>=1", "x>=0"]),
    "sqrt(x+6)=x": (["x=3"], ["x=3 or x=-2", "x=-2"]),
    "|x|+|x-1|=3": (["x=-1 or x=2"], ["x=2", "x=-1 or x=3"]),
    "|x-1|<=2": (["-1<=x<=3"], ["-1<=x<=2", "-1<x<=3"]),
    "1/x>2": (["0<x<1/2"], ["x<1/2", "0<x<=1/2"]),
    "x^2+x+1=0": ([], ["x=0", "x=1/2"]),
}


def graded(reference: str, answer: str) -> str:
    return grade({"id": "q", "reference": reference, "submitted": answer, "symbols": {"x": "real"}}).verdict


@pytest.mark.parametrize(("reference", "answer"), [(key, each) for key, rows in SOLUTIONS.items() for each in rows[0]])
def test_the_solutions_are_right(reference: str, answer: str) -> None:
    assert graded(reference, answer) == "correct"


@pytest.mark.parametrize(("reference", "answer"), [(key, each) for key, rows in SOLUTIONS.items() for each in rows[1]])
def test_other_solutions_are_wrong(reference: str, answer: str) -> None:
    assert graded(reference, answer) == "wrong"


def test_a_solution_of_no_rational_form_is_shown() -> None:
    row = {"id": "q", "reference": "exp(x)+exp(-x)=5/2", "submitted": "x=log(2)", "symbols": {"x": "real"}}
    found = grade(row)
    assert found.counterexample is not None and found.counterexample.point == (("x", "log(1/2)"),)


def test_lines_that_only_imply() -> None:
    lines = [r"\sqrt{x+6} = x", "x+6 = x^2", "(x-3)(x+2) = 0"]
    row = {"id": "q", "lines": lines, "symbols": {"x": "in [-6, 10]"}, "relation": "implies"}
    assert grade(row).verdict == "correct"
    assert grade({**row, "lines": [*lines[:2], "(x-3)(x+3) = 0"]}).first_wrong == 2
    assert grade({**row, "lines": lines[::-1]}).verdict == "wrong"
