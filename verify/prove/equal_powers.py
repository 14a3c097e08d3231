"""Equations by equal odd powers, and what an equation with an absolute value says of the squares."""

from __future__ import annotations

from collections.abc import Callable

from verify.question import Proof, Question, Unproved
from verify.roots import of_odd_powers, with_squares
from verify.term import postorder

Prover = Callable[[Question], Proof | Unproved]

LARGEST_POWER = 9


def prove_by_powers(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of a = b from a^n = b^n, for an odd n that is the exponent of a power in a hypothesis."""
    for exponent in _odd_exponents(question):
        asked = of_odd_powers(question, exponent)
        found = prove(asked) if asked is not None else None
        if isinstance(found, Proof):
            return Proof("odd powers", question, (found,), {"exponent": exponent})
    return Unproved("no hypothesis with an odd power")


def prove_with_squares(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which the first equation with an absolute value is one of squares."""
    for place in range(len(question.hypotheses)):
        asked = with_squares(question, place)
        if asked is not None:
            found = prove(asked)
            return Proof("squares in a hypothesis", question, (found,), {"place": place}) if isinstance(found, Proof) else found
    return Unproved("no hypothesis with an absolute value")


def _odd_exponents(question: Question) -> tuple[int, ...]:
    """Of the hypotheses that are equations; a statement that is about powers already is not raised to more."""
    if any(side.op == "power" for side in question.statement.args):
        return ()
    found: dict[int, None] = {}
    for term in postorder(*(given for given in question.hypotheses if given.op == "eq")):
        if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            exponent = int(term.args[1].value[0])
            if 1 < exponent <= LARGEST_POWER and exponent % 2:
                found[exponent] = None
    return tuple(found)
