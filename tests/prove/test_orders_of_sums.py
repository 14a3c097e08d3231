"""Inequalities between sums over different ranges, and between a sum and what is beside it."""

from __future__ import annotations

import pytest

from verify import holds
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.finite_sums import check_two_parts
from verify.term import ZERO, Term, add, equal, make, subtract

WORDS = {"a": "sequence m of nonnegative", "p": "sequence m of in [0, 1]", "m": "natural", "l": "real", "x": "sequence m of real",
         "mu": "real", "s": "positive"}  # fmt: skip
TRUE = [
    "sum(a_i, i, 2, m) <= sum(a_i, i, 1, m)",
    "sum(a_i p_i, i, 2, m) <= sum(a_i, i, 1, m)",
    "sum(a_i p_i, i, 1, m) - a_1 p_1 <= sum(a_i, i, 1, m)",
    "l m + sum(a_i p_i, i, 2, m) <= sum(l + a_i, i, 1, m)",
    "sum((x_i - mu)^2, i, 2, m) < 1 + sum((x_i - mu)^2, i, 1, m)",
    "sum((x_i - sum(x_j, j, 1, m)/m)^2, i, 2, m) <= sum((x_i - mu)^2, i, 1, m)",
    "m/2 log(2 pi s^2) + sum((x_i - sum(x_j, j, 1, m)/m)^2, i, 1, m) <= m pi s^2 + sum((x_i - mu)^2, i, 1, m)",
]
FALSE = [
    "sum(x_i, i, 2, m) <= sum(x_i, i, 1, m)",
    "sum(a_i, i, 2, m) < sum(a_i, i, 1, m)",
    "sum(a_i, i, 1, m) <= sum(a_i, i, 2, m)",
    "l m + sum(a_i p_i, i, 2, m) <= sum(l + a_i, i, 2, m)",
    "sum(a_i p_i, i, 1, m) + a_1 p_1 <= sum(a_i, i, 1, m)",
]


@pytest.mark.parametrize("statement", TRUE)
def test_what_is_true_is_proved(statement: str) -> None:
    verdict = holds(statement, WORDS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked")


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_refuted(statement: str) -> None:
    assert holds(statement, WORDS).truth == "refuted"


def step(statement: str, first: str, second: str, first_order: str, second_order: str, *conditions: str) -> Proof:
    """left <= right by right - left = first + second, its premises being taken for granted."""

    def term(text: str) -> Term:
        return read_text(text, declarations(WORDS)).term

    asked = term(statement)
    parts = term(first), term(second)
    wanted = [equal(subtract(asked.args[1], asked.args[0]), make("add", parts)), *map(term, conditions)]
    wanted += [make(first_order, (ZERO, parts[0])), make(second_order, (ZERO, parts[1]))]
    premises = tuple(Proof("taken for granted", Question(each)) for each in wanted)
    return Proof("two parts", Question(asked), premises, {"first": parts[0], "second": parts[1]})


def test_two_parts_are_accepted() -> None:
    assert check_two_parts(step("l^2 <= 2 l^2 + s", "l^2", "s", "le", "le")) is None
    assert check_two_parts(step("l^2 < 2 l^2 + s", "l^2", "s", "le", "lt")) is None
    assert check_two_parts(step("l^2 < 2 l^2 + s", "s", "l^2", "lt", "le")) is None
    assert check_two_parts(step("1 <= s + 1", "s - log(l)", "log(l)", "le", "le", "0 < l")) is None


FORGED = {
    "a strict inequality of two weak parts": step("l^2 < 2 l^2 + s", "l^2", "s", "le", "le"),
    "a part without a value": step("l <= l - 1", "log(-s)", "-1 - log(-s)", "le", "le"),
    "a part of which an entry is out of range": step("l <= l - 1", "a_{m + 1}", "-1 - a_{m + 1}", "le", "le"),
    "other signs": step("l <= l + s", "-s", "2 s", "lt", "le"),
    "an equation": step("l = l", "0*l", "0*s", "le", "le"),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_parts_are_not(name: str) -> None:
    assert check_two_parts(FORGED[name]) is not None


def test_the_sum_of_both_is_what_the_identity_speaks_of() -> None:
    proof = step("l^2 <= 2 l^2 + s", "l^2", "s", "le", "le")
    other = Question(equal(proof.question.statement.args[1], add(*proof.data.values())))
    assert check_two_parts(Proof(proof.rule, proof.question, (Proof("?", other), *proof.premises[1:]), proof.data)) is not None
