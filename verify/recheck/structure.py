"""Checks proofs that follow the form of a statement."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.recheck.kernels import demand
from verify.term import make


def check_identical(proof: Proof, fuel: Fuel) -> None:
    """t = t and t <= t, wherever t is defined; a complex number is not comparable to itself."""
    statement = proof.question.statement
    demand(statement.op in ("eq", "le") and not proof.premises, "the statement is no equation")
    demand(statement.args[0] is statement.args[1], "the two sides differ")


def check_conjunction(proof: Proof, fuel: Fuel) -> None:
    """One premise for each part."""
    question = proof.question
    demand(question.statement.op == "and", "the statement is no conjunction")
    expected = [Question(part, question.hypotheses) for part in question.statement.args]
    demand([premise.question for premise in proof.premises] == expected, "the premises are not the parts of the conjunction")


def check_implication(proof: Proof, fuel: Fuel) -> None:
    """The premise has the antecedent as a further hypothesis."""
    question, (premise,) = proof.question, proof.premises
    demand(question.statement.op == "implies", "the statement is no implication")
    given, then = question.statement.args
    demand(premise.question == Question(then, (*question.hypotheses, given)), "the premise is not the implication")


def check_equivalence(proof: Proof, fuel: Fuel) -> None:
    """The premises are both implications."""
    question = proof.question
    demand(question.statement.op == "iff", "the statement is no equivalence")
    left, right = question.statement.args
    expected = [Question(make("implies", pair), question.hypotheses) for pair in ((left, right), (right, left))]
    demand([premise.question for premise in proof.premises] == expected, "the premises are not the two implications")
