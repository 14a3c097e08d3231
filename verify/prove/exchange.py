"""Nested integrals over abstract spaces in another order.

    integral_a integral_b f(a, b) = integral_b integral_a f(a, b)          Fubini; the names of the variables do not matter

The normal form divides by what depends on the innermost variable, so that it takes the order for given.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.mathematics.nested_sums import in_canonical_order, symmetrised
from verify.prove.cells import prove_equality
from verify.question import Proof, Question, Unproved


def prove_by_exchange(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of an equation in which every nest of integrals is in its canonical order."""
    statement = canonical(in_canonical_order(question.statement))
    if statement is question.statement:
        return Unproved("the integrals are in order")
    found = prove_equality(Question(statement, question.hypotheses), fuel)
    return Proof("exchange of integrals", question, (found,)) if isinstance(found, Proof) else found


def prove_symmetrised(question: Question, prove: Callable[[Question], Proof | Unproved]) -> Proof | Unproved:
    """A proof of an equation with every nest of integrals as the mean over turns of its variables, which may be collected."""
    statement = symmetrised(question.statement)
    if statement is question.statement:
        return Unproved("no integrals over several outcomes of one space")
    found = prove(Question(statement, question.hypotheses))
    return Proof("mean over turns", question, (found,)) if isinstance(found, Proof) else found
