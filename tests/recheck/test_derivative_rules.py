"""Where a derivative of integrals exists: proofs that are accepted, and the same with one thing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import REAL
from verify.term import INFINITY, MINUS_INFINITY, ONE, ZERO, Term, add, equal, make, negate, relation, substitute, symbol

SYMBOLS = declarations({"s": "positive", "t": "real"})
s, x = SYMBOLS["s"], symbol("x", REAL)


def read(text: str) -> Term:
    return read_text(text, SYMBOLS).term


def exists(derivative: Term, *hypotheses: Term) -> Question:
    return Question(make("is_defined", (derivative,)), hypotheses)


def proved(question: Question) -> Proof:
    found = prove(question, Fuel())
    assert isinstance(found, Proof), found
    return found


GAUSSIAN = exists(read("d/ds integral(exp(-s z^2), z, -oo, oo)"))


def test_accepted() -> None:
    proof = proved(GAUSSIAN)
    assert proof.rule == "derivative of a closed form"
    assert recheck(proof) == ()


def test_accepted_under_a_strict_inequality() -> None:
    assert recheck(proved(exists(GAUSSIAN.statement.args[0], relation("lt", ONE, s)))) == ()


def without_existence(proof: Proof) -> Proof:
    return replace(proof, premises=(proof.premises[0], *proof.premises[2:]))


def without_conditions(proof: Proof) -> Proof:
    return replace(proof, premises=proof.premises[:2])


def of_another_integral(proof: Proof) -> Proof:
    return replace(proof, question=exists(read("d/ds integral(exp(-s z^4), z, -oo, oo)")))


def at_a_single_point(proof: Proof) -> Proof:
    """Under s = 1 the integral has the value of its closed form at a single point only."""
    return _under(proof, equal(s, ONE))


def up_to_an_end(proof: Proof) -> Proof:
    return _under(proof, relation("le", ONE, s))


def _under(proof: Proof, hypothesis: Term) -> Proof:
    premises = tuple(_under(premise, hypothesis) for premise in proof.premises)
    question = Question(proof.question.statement, (*proof.question.hypotheses, hypothesis))
    return replace(proof, question=question, premises=premises)


FORGERIES = (without_existence, without_conditions, of_another_integral, at_a_single_point, up_to_an_end)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_rejected(forge) -> None:
    assert recheck(forge(proved(GAUSSIAN))) != ()


def test_an_equation_does_not_say_where_its_sides_exist() -> None:
    """The integral of x over the line is folded to that of x - x, which exists."""
    whole = canonical(make("integral", (x, MINUS_INFINITY, INFINITY, x)))
    bound, body = whole.args[0], whole.args[3]
    folded = make("integral", (bound, ZERO, INFINITY, add(body, substitute(body, {bound: negate(bound)}))))
    folding = Proof("folding", Question(equal(whole, folded)))
    assert recheck(folding) == ()
    rest = proved(Question(make("is_defined", (canonical(folded),))))
    forged = Proof("rewriting", Question(make("is_defined", (whole,))), (folding, rest), {"old": whole, "new": folded})
    assert recheck(forged) != ()
