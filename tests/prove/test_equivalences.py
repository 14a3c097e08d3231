"""Equivalences of equations and inequalities through monotone functions, squares and absolute values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.fuel import Fuel
from verify.mathematics.roots import of_odd_powers, with_squares
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

TRUE = {
    "abs(x-3) = 2 <=> x = 1 or x = 5": {},
    "abs(x-a) = b <=> x = a+b or x = a-b": {"b": "nonnegative"},
    "abs(x) = abs(y) <=> x = y or x = -y": {},
    "abs(x-3) < 2 <=> 1 < x and x < 5": {},
    "abs(x-3) >= 2 <=> x <= 1 or x >= 5": {},
    "x^2 = 4 <=> x = 2 or x = -2": {},
    "x^3 = 8 <=> x = 2": {},
    "x^3 = y^3 <=> x = y": {},
    "x^5 = (y-1)^5 <=> x = y - 1": {},
    "sqrt(x) = 3 <=> x = 9": {"x": "nonnegative"},
    "sqrt(x) <= 3 <=> x <= 9": {"x": "nonnegative"},
    "exp(x) = 5 <=> x = log(5)": {},
    "exp(-k t) = 1/2 <=> t = log(2)/k": {"k": "nonzero"},
    "log(x) = 2 <=> x = exp(2)": {"x": "positive"},
    "log(x) + log(y) = 0 <=> x y = 1": {"x": "positive", "y": "positive"},
    "1/(1+exp(-z)) >= 1/2 <=> z >= 0": {},
    "p = 1/(1+exp(-z)) <=> z = log(p) - log(1-p)": {"p": "in (0, 1)"},
    "1/x < 1 <=> x < 0 or x > 1": {"x": "nonzero"},
    "atan(x) + atan(1/x) = pi/2*sign(x)": {"x": "nonzero"},
    "x^2 >= 4 <=> x <= -2 or x >= 2": {},
    "2 exp(-2 n t^2) <= d <=> n >= log(2/d)/(2t^2)": {"n": "positive", "t": "positive", "d": "in (0, 1)"},
    "a exp(-k t) < b <=> t > log(a/b)/k": {"a": "positive", "b": "positive", "k": "positive"},
    "3^(-n) <= d <=> n >= log(1/d)/log(3)": {"d": "positive"},
}

FALSE = {
    "abs(x-3) = 2 <=> x = 1 or x = 4": {},
    "abs(x-3) = 2 <=> x = 5": {},
    "abs(x-a) = b <=> x = a+b or x = a-b": {"b": "real"},
    "abs(x) = abs(y) <=> x = y": {},
    "abs(x) = y <=> x = y or x = -y": {},
    "x^2 = 4 <=> x = 2": {},
    "x^4 = y^4 <=> x = y": {},
    "x^3 = y^2 implies x = y": {},
    "x^3 y = y implies x = 1": {},
    "sqrt(x-1) = y <=> x = y^2 + 1": {"x": "real >= 1"},
    "x^2 = y <=> x = sqrt(y)": {"y": "nonnegative"},
    "1/x < 1 <=> x > 1": {"x": "nonzero"},
    "atan(x) + atan(1/x) = pi/2": {"x": "nonzero"},
    "atan(x) + atan(1/x) = pi/2*sign(x-1)": {"x": "nonzero"},
    "2 exp(-2 n t^2) <= d <=> n >= log(1/d)/(2t^2)": {"n": "positive", "t": "positive", "d": "in (0, 1)"},
    "-exp(x) <= y implies log(y^2) >= 2 x": {"y": "nonzero"},
    "exp(-k t) <= 1/2 <=> t >= log(2)/k": {"k": "nonzero"},
}


NOT_PROVED = {  # false where the sides are equal, and where a is negative
    "2 exp(-2 n t^2) <= d <=> n > log(2/d)/(2t^2)": {"n": "positive", "t": "positive", "d": "in (0, 1)"},
    "a exp(-x) <= b implies b > 0": {"b": "nonzero"},
    "a exp(-x) <= b implies log(b^2) >= log(a^2) - 2 x": {"a": "nonzero", "b": "nonzero"},
}


@pytest.mark.parametrize(("statement", "symbols"), NOT_PROVED.items(), ids=NOT_PROVED)
def test_not_proved(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth != "proved"


@pytest.mark.parametrize(("statement", "symbols"), TRUE.items(), ids=TRUE)
def test_proved_and_accepted(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols"), FALSE.items(), ids=FALSE)
def test_refuted(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth == "refuted"


def read(statement: str, *hypotheses: str, symbols: dict[str, str] | None = None) -> Question:
    declared = declarations(symbols or {})
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


def test_even_powers_say_less() -> None:
    question = read("x = y", "x^2 = y^2")
    assert of_odd_powers(question, 2) is None
    assert of_odd_powers(question, 3) is not None
    assert of_odd_powers(read("x = y", symbols={"x": "complex", "y": "complex"}), 3) is None
    assert with_squares(question, 0) is None
    assert with_squares(read("x = y", "abs(x) < y"), 0) is None


def step(question: Question, rule: str) -> Proof:
    found = prove(question, Fuel())
    assert isinstance(found, Proof)
    pending = [found]
    while pending[-1].rule != rule:
        pending.extend(pending.pop().premises)
    return pending[-1]


def test_forged_steps_are_rejected() -> None:
    powers = step(read("x = y", "x^3 = y^3"), "odd powers")
    squares = step(read("(x-1)*(x-5) = 0", "abs(x-3) = 2"), "squares in a hypothesis")
    exponent = step(read("x >= log(2/d)", "2 exp(-x) <= d", symbols={"d": "positive"}), "logarithms of a hypothesis")
    for good in (powers, squares, exponent):
        assert recheck(good) == ()
    forged = (
        replace(powers, data={"exponent": 2}),
        replace(powers, premises=()),
        replace(powers, question=read("x = 2 y", "x^3 = y^3")),
        replace(squares, data={"place": 1}),
        replace(exponent, premises=exponent.premises[1:]),
        replace(exponent, premises=exponent.premises[:1]),
        replace(exponent, data={"place": 1}),
        replace(squares, question=read("x = 5", "abs(x-3) = 2")),
        replace(squares, question=Question(squares.question.statement)),
    )
    assert all(recheck(proof) != () for proof in forged)
