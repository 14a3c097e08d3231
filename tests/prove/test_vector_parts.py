"""Inequalities in which two vectors stand in their difference only."""

from __future__ import annotations

import pytest

from verify import holds
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.recheck.generality import check_new_vectors
from verify.sort import COMPLEX, Tensor
from verify.term import ONE, ZERO, Term, add, item, make, matmul, number, relation, symbol, transpose

X = {"g": "vector d", "x": "vector d", "y": "vector d", "A": "matrix d d", "S": "symmetric matrix d"}
TRUE = ("g'*(x - y) <= norm(g)*norm(x - y)", "abs(g'*(x - y)) <= norm(g)*norm(x - y)", "0 <= norm(x - y)^2",
        "g'*(x + y) <= norm(g)^2/2 + norm(x + y)^2/2")  # fmt: skip
FALSE = ("g'*(x - y) <= norm(g)*norm(x)", "g'*(x - y) <= norm(x - y)", "norm(x - y) <= norm(x)", "(x - y)'*A*(x - y) >= 0",
         "g'*(x - y) <= norm(g)*norm(x + y)")  # fmt: skip


@pytest.mark.parametrize("statement", TRUE)
def test_proved_and_accepted(statement: str) -> None:
    verdict = holds(statement, X)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("statement", FALSE)
def test_refuted(statement: str) -> None:
    assert holds(statement, X).truth == "refuted"


TWO_PLACES = (number(2), ONE)
x, y, z = (symbol(name, Tensor(TWO_PLACES)) for name in "xyz")


def of(vector: Term) -> Term:
    return relation("le", ZERO, matmul(transpose(vector), vector))


def step(asked: Term, general: Term, *vectors: tuple[Term, Term]) -> Proof:
    return Proof("new vectors", Question(asked), (Proof("taken for granted", Question(general)),), {"vectors": vectors})


def test_the_rule_as_it_is() -> None:
    assert check_new_vectors(step(of(add(x, y)), of(z), (z, add(x, y)))) is None


longer = symbol("z", Tensor((number(3), ONE)))
WRONG = {
    "another vector": step(of(add(x, y)), of(z), (z, add(x, x))),
    "a symbol of the question": step(of(add(x, y)), of(x), (x, add(x, y))),
    "a symbol with a property": step(
        of(add(x, y)), of(symbol("z", Tensor(TWO_PLACES, properties=("nonzero",)))),
        (symbol("z", Tensor(TWO_PLACES, properties=("nonzero",))), add(x, y))),
    "another shape": step(of(add(x, y)), of(longer), (longer, add(x, y))),
    "a complex vector": step(
        of(add(symbol("c", Tensor(TWO_PLACES, COMPLEX)), x)), of(z), (z, add(symbol("c", Tensor(TWO_PLACES, COMPLEX)), x))),
    "a derivative by x": step(
        relation("le", ZERO, item(make("gradient", (matmul(transpose(add(x, y)), add(x, y)), x)), ONE)),
        relation("le", ZERO, item(make("gradient", (matmul(transpose(z), z), x)), ONE)), (z, add(x, y))),
    "nothing new": step(of(x), of(x)),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_step_without_its_side_condition(name: str) -> None:
    assert check_new_vectors(WRONG[name]) is not None
    assert recheck(WRONG[name]) != ()


def test_more_premises_than_one_are_refused() -> None:
    good = step(of(add(x, y)), of(z), (z, add(x, y)))
    assert check_new_vectors(Proof(good.rule, good.question, (*good.premises, *good.premises), good.data)) is not None
