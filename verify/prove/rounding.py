"""Proofs about floor and ceiling: roundings become integers, and integers know no gap below 1."""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import integer_valued
from verify.mathematics.rounding import innermost_rounding, with_integer
from verify.question import Proof, Question, Unproved
from verify.term import ONE, Term, add, relation

Prover = Callable[[Question], Proof | Unproved]


def prove_rounded(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof with an integer in place of the innermost rounding."""
    rounded = innermost_rounding(question)
    if rounded is None:
        return Unproved("nothing that is rounded")
    found = prove(with_integer(question, rounded))
    return found if isinstance(found, Unproved) else Proof("rounding", question, (found,), {"rounded": rounded})


def prove_between_integers(question: Question, prove: Prover) -> Proof | Unproved:
    """a <= b from a < b + 1, and a = b from a <= b and b <= a, for integers a, b."""
    statement = question.statement
    left, right = statement.args
    if left.shape or not (integer_valued(left) and integer_valued(right)):
        return Unproved("no relation between integers")
    parts: tuple[Term, ...]
    if statement.op == "le":
        parts, rule = (relation("lt", left, add(right, ONE)),), "integer gap"
    elif statement.op == "eq":
        parts, rule = (relation("le", left, right), relation("le", right, left)), "both ways"
    else:
        return Unproved("no relation between integers")
    proofs = []
    for part in parts:
        found = prove(Question(part, question.hypotheses))
        if isinstance(found, Unproved):
            return found
        proofs.append(found)
    return Proof(rule, question, tuple(proofs), {})
