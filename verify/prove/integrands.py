"""Inequalities of integrals, from that of the integrands: 0 <= integral_a^b f(t) dt if a <= b and 0 <= f(t) for a <= t <= b."""

from __future__ import annotations

from collections.abc import Callable

from verify.question import Proof, Question, Unproved
from verify.term import subtract
from verify.written_integrals import one_integral, questions_of_sign

Prover = Callable[[Question], Proof | Unproved]


def prove_by_integrands(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of left <= right or left < right where right - left is one integral."""
    statement = question.statement
    left, right = statement.args
    total = one_integral(subtract(right, left), question.symbols)
    found = questions_of_sign(statement.op, total) if total is not None else None
    if found is None:
        return Unproved("no inequality of integrals over one range")
    ordered, inside, inequality = found
    wanted = [Question(each, question.hypotheses) for each in ordered]
    wanted.append(Question(inequality, (*question.hypotheses, *inside)))
    premises = []
    for each in wanted:
        premise = prove(each)
        if isinstance(premise, Unproved):
            return premise
        premises.append(premise)
    return Proof("integrand by integrand", question, tuple(premises), {"total": total})
