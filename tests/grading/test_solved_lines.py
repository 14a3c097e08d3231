"""Lines that do not follow from an equation which no rational numbers solve: they are refuted at the value that solves it."""

from __future__ import annotations

import pytest

from verify.decide import decide
from verify.grading import grade
from verify.mathematics.isolation import isolated
from verify.question import Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import equal

BOUND = {"n": "positive", r"\epsilon": "positive", r"\delta": "in (0, 1)"}
DECAY = {"a": "positive", "b": "positive", "t": "positive", r"\delta": "in (0, 1)"}

# the first line, declarations, lines that follow, lines that do not
SOLVED: list[tuple[str, dict[str, str], list[str], list[str]]] = [
    (
        r"\epsilon^2=\frac{\log(2/\delta)}{2n}",
        BOUND,
        [r"\epsilon=\sqrt{\frac{\log(2/\delta)}{2n}}", r"n=\frac{\log(2/\delta)}{2\epsilon^2}"],
        [r"\epsilon=\frac1n\sqrt{\frac{\log(2/\delta)}{2}}", r"\epsilon=\sqrt{\frac{\log(\delta/2)}{2n}+1}"],
    ),
    (
        r"e^{-at^2}=\delta b",
        DECAY | {"b": "in (0, 1)"},
        [r"-at^2=\log(\delta b)"],
        [r"t=\frac{\log(1/\delta)}{\sqrt{ab}}", r"t=-\log(\delta b)/a"],
    ),
]


@pytest.mark.parametrize(("first", "symbols", "then"), [(row[0], row[1], each) for row in SOLVED for each in row[2]])
def test_what_follows(first: str, symbols: dict[str, str], then: str) -> None:
    assert grade({"lines": [first, then], "symbols": symbols}).verdict == "correct"


@pytest.mark.parametrize(("first", "symbols", "then"), [(row[0], row[1], each) for row in SOLVED for each in row[3]])
def test_what_does_not_follow(first: str, symbols: dict[str, str], then: str) -> None:
    result = grade({"lines": [first, then], "symbols": symbols})
    assert (result.verdict, result.first_wrong) == ("wrong", 1)
    assert result.counterexample is not None


def test_no_value_that_its_own_equation_refutes_is_believed() -> None:
    # of both roots only the positive one is tried, and it solves nothing here
    symbols = {"x": "real", "a": "positive"}
    assert grade({"lines": [r"\sqrt{x} = -a", "x = 1"], "relation": "implies", "symbols": symbols}).verdict != "wrong"


# equation, symbol, value
ISOLATED = [
    ("e^2 = a/n", "e", "sqrt(a/n)"), ("2 exp(-n t) = d", "t", "log(d/2)/(-n)"), ("log(x) + b = c", "x", "exp(c - b)"),
    ("x y = 1", "x", "1/y"), ("a^x = b", "x", "log(b)/log(a)"), ("tanh(x) = y", "x", "atanh(y)"),
]  # fmt: skip


@pytest.mark.parametrize(("equation", "name", "value"), ISOLATED)
def test_a_symbol_that_occurs_once(equation: str, name: str, value: str) -> None:
    symbols = declarations(dict.fromkeys("eantdbcxy", "positive"))
    found = {each.name: term for each, term in isolated(read_text(equation, symbols).term)}
    assert decide(Question(equal(found[name], read_text(value, symbols).term))).truth == "proved"


@pytest.mark.parametrize("equation", ["x^2 + x = a", "x + sin(x) = 1", "x = x^2", "gamma(x) = a"])
def test_no_value_where_it_occurs_twice_or_below_another_function(equation: str) -> None:
    symbols = declarations({"x": "real"})
    assert "x" not in {each.name for each, _ in isolated(read_text(equation, symbols).term)}
