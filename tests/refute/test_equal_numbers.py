"""Statements that fail, or hypotheses that hold, because two numbers that are not rational are equal."""

from __future__ import annotations

import pytest

from verify.decide import decide
from verify.question import Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.refutation import check_refutation

# statement, declarations, hypotheses
FALSE = {
    "a strict inequality that is an equation at one point": ("exp(x) + exp(-x) > exp(1) + exp(-1)", {"x": "in {1, 2}"}, ()),
    "a period": ("sin(s + 2 pi) < sin(s)", {"s": "positive"}, ()),
    "a period under a hypothesis": ("sin(2 pi k) = sin(s)", {"k": "integer"}, ("sin(s + 2 pi k) = sin(s)",)),
    "values of one function under a hypothesis": ("x = 3", {"x": "in {2, 3}"}, ("exp(x) exp(x) = exp(4) or x = 3",)),
    "a likelihood at its maximum": (
        "n/2 log(2 pi) + sum(x_i^2, i, 1, n) > n/2 log(2 pi) + sum((x_i - 1)^2, i, 1, n) - 10 n",
        {"n": "natural", "x": "sequence n of in {-9/2}"}, ()),
    "equal layers under a hypothesis": (
        "S b = 2 b", {"S": "matrix n", "b": "vector n"}, ("S S = identity(n)", "tanh(S b) = S tanh(b)")),
    "a disjunction": ("cosh(x) > cosh(1) or abs(x) < 1", {}, ()),
    "a maximum": ("max(exp(x), 2) != exp(x)", {"x": "in {1}"}, ()),
}
NOT_FALSE = {
    "a strict inequality with a tiny margin": ("exp(x) < exp(x + 10^(-40))", {}, ()),
    "an equation under a period that is none": ("k = 0", {"k": "in {0, 1}"}, ("sin(1 + 3 k) = sin(1)",)),
    "a difference without a value": ("1/(exp(2 x) - exp(x)^2) < 1", {}, ()),
    "nothing times what has no value": ("0 log(sin(pi k)) < 0", {"k": "integer"}, ()),
    "a branch that is not taken": ("piecewise((1, x < x), (2, true)) = 2", {}, ()),
}


def asked(statement: str, words: dict[str, str], hypotheses: tuple[str, ...]) -> Question:
    symbols = declarations(words)
    return Question(read_text(statement, symbols).term, tuple(read_text(each, symbols).term for each in hypotheses))


@pytest.mark.parametrize("name", FALSE)
def test_a_statement_that_fails_with_equality_is_refuted(name: str) -> None:
    question = asked(*FALSE[name])
    verdict = decide(question)
    assert verdict.truth == "refuted" and verdict.counterexample is not None
    assert check_refutation(question, verdict.counterexample).status == "confirmed"


@pytest.mark.parametrize("name", NOT_FALSE)
def test_a_statement_that_does_not_fail_is_not_refuted(name: str) -> None:
    assert decide(asked(*NOT_FALSE[name])).truth != "refuted"
