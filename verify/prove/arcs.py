"""Inequalities of a sine or cosine, from the arc that its argument lies on."""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.arcs import arcs
from verify.question import Proof, Question, Unproved

Prover = Callable[[Question], Proof | Unproved]


def prove_on_arc(question: Question, prove: Prover) -> Proof | None:
    """A proof that the argument lies on an arc on which the relation holds."""
    for place, conditions in enumerate(arcs(question.statement)):
        premises = []
        for condition in conditions:
            premise = prove(Question(condition, question.hypotheses))
            if isinstance(premise, Unproved):
                break
            premises.append(premise)
        if len(premises) == len(conditions):
            return Proof("arc", question, tuple(premises), {"place": place})
    return None
