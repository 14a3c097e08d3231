"""Relations between logarithms by those of the products that they are the logarithms of."""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.exponentials import LOGARITHMS, logarithms_of_hypothesis, of_hypothesis, of_statement
from verify.prove.sign_rule import prove_by_sign
from verify.question import Proof, Question, Unproved
from verify.term import contains

Prover = Callable[[Question], Proof | Unproved]


def prove_by_exponentials(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof by the exponentials of both sides, or by those of the sides of a hypothesis."""
    if contains(question.statement, LOGARITHMS):
        for with_arguments in (False, True):
            asked = of_statement(question, with_arguments)
            found = prove(asked) if asked is not None else None
            if isinstance(found, Proof):
                return Proof("exponentials", question, (found,), {"with_arguments": with_arguments})
    for place, hypothesis in enumerate(question.hypotheses):
        asked = of_hypothesis(question, place) if hypothesis.op == "eq" and contains(hypothesis, LOGARITHMS) else None
        found = prove(asked) if asked is not None else None
        if isinstance(found, Proof):
            return Proof("exponentials of a hypothesis", question, (found,), {"place": place})
    return Unproved("no logarithms that occur linearly")


def prove_by_logarithms(question: Question, fuel: Fuel) -> Proof | None:
    """A proof of an inequality with logarithms by signs, with a hypothesis of exponentials as one of their exponents."""
    if not contains(question.statement, LOGARITHMS):
        return None
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op not in ("le", "lt") or not contains(hypothesis, _EXPONENTIALS):
            continue
        asked = logarithms_of_hypothesis(question, place)
        found = [prove_by_sign(each, fuel) for each in asked or ()]
        premises = tuple(proof for proof in found if proof is not None)
        if asked is not None and len(premises) == len(asked):
            return Proof("logarithms of a hypothesis", question, premises, {"place": place})
    return None


_EXPONENTIALS = frozenset(("exp", "power"))
