"""Numbers made of matrices that are not zero, as a number that is not zero is a multiple of them.

    g != 0 where h != 0      if h = f g for some f that is defined there
    g > 0  where h > 0       if 0 <= f besides

    g > 0                    if g = h and h > 0, for the normal form h of g

So det(A + u v') != 0 says that 1 + v' inv(A) u != 0, as det(A + u v') = det A (1 + v' inv(A) u).  The factor is read off the
normal forms of both numbers; that h = f g is proved as any equation of matrix words is.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.rewriting import rewritten
from verify.prove.word_letters import OutsideWords
from verify.prove.words import plainer, prove_words, ratio
from verify.question import Proof, Question, Unproved
from verify.term import ZERO, Term, contains, equal, mul, postorder, relation

Prover = Callable[[Question], Proof | Unproved]

MOST_HYPOTHESES = 4
NONE = Unproved("no number that is not zero is a multiple of this one")


def prove_by_multiple(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof that g != 0, or g > 0, from a hypothesis that says so of a multiple of g."""
    number = _number_of(question.statement)
    if number is None:
        return NONE
    places = [i for i, each in enumerate(question.hypotheses) if each.op == question.statement.op and _number_of(each)]
    for place in places[:MOST_HYPOTHESES]:
        found = _from(question, place, number, fuel, prove)
        if found is not None:
            return found
    return NONE


def prove_of_plainer(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """A proof that g != 0, or g > 0, from that for its normal form: 1/(1 + u' inv(A) u) for 1 - u' inv(A + u u') u."""
    number = _number_of(question.statement)
    if number is None or not _inverses_of_sums(number):
        return NONE
    try:
        new = plainer(number, question, fuel, updates=True)
    except OutsideWords:
        return NONE
    if _inverses_of_sums(new) >= _inverses_of_sums(number):
        return NONE
    reason = prove_words(Question(equal(number, new), question.hypotheses), fuel)
    return rewritten(question, number, new, reason, prove) if isinstance(reason, Proof) else NONE


def _inverses_of_sums(number: Term) -> int:
    if not contains(number, {"inverse"}):
        return 0
    return sum(inner.op == "inverse" and inner.args[0].op == "add" for inner in postorder(number))


def _number_of(statement: Term) -> Term | None:
    """g, of g != 0 or 0 < g, if it is made of matrices."""
    if statement.op not in ("ne", "lt"):
        return None
    number, zero = statement.args if statement.op == "ne" else statement.args[::-1]
    return number if zero is ZERO and not number.shape and contains(number, {"matmul", "determinant"}) else None


def _from(question: Question, place: int, number: Term, fuel: Fuel, prove: Prover) -> Proof | None:
    whole = _number_of(question.hypotheses[place])
    assert whole is not None
    try:
        factor = ratio(whole, number, question, fuel)
    except OutsideWords:
        return None
    if factor is None:
        return None
    equation = prove_words(Question(equal(whole, mul(factor, number)), question.hypotheses), fuel)
    if isinstance(equation, Unproved):
        return None
    proofs = [equation]
    sides = [relation("le", ZERO, factor)] if question.statement.op == "lt" else []
    for condition in (*conditions(factor), *sides):
        proof = prove(Question(condition, question.hypotheses))
        if isinstance(proof, Unproved):
            return None
        proofs.append(proof)
    return Proof("multiple", question, tuple(proofs), {"place": place, "factor": factor})


__all__ = ["prove_by_multiple", "prove_of_plainer"]
