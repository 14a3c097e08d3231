"""Inequalities by induction over the upper bound of a sum or product, or over the argument of a factorial."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verify.mathematics.induction import TOTALS, first_value, induction_over, keeps_beginnings
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import Term, free_symbols, postorder

Prover = Callable[[Question], Proof | Unproved]

_GROWING = TOTALS | {"gamma"}


def prove_by_induction(question: Question, prove: Prover) -> Proof | Unproved:
    """a(n) <= b(n) from the least n, and from a(n+1) - a(n) <= b(n+1) - b(n), or with a(n) <= b(n) as a hypothesis.

    Where the sums cancel from the differences, the hypothesis would add nothing.
    """
    found = Unproved("no integer to do induction over")
    for name in _names(question):
        least = first_value(name, question.hypotheses)
        if least is None:
            continue
        kept = tuple(each for each in question.hypotheses if keeps_beginnings((each,), name, least))
        if len(kept) < len(question.hypotheses):  # what holds without them holds with them
            alone = prove_by_induction(Question(question.statement, kept), prove)
            return alone if isinstance(alone, Unproved) else Proof("weakening", question, (alone,))
        parts = induction_over(question, name)
        if parts is None:
            continue
        base = prove(parts.base)
        defined = all_proved(parts.defined, prove) if isinstance(base, Proof) else base
        if isinstance(base, Unproved) or isinstance(defined, Unproved):
            found = Unproved("the base of an induction, or where its sides are defined")
            continue
        cancelled = set(parts.increments.symbols) <= set(question.symbols)
        for step in (parts.increments,) if cancelled else (parts.step, parts.increments):
            proof = prove(step)
            if isinstance(proof, Proof):
                return Proof("induction", question, (base, proof, *defined), {"symbol": name})
        found = Unproved("the step of an induction")
    return found


def _names(question: Question) -> Iterator[Term]:
    """The integers up to which a sum or product goes, or that a factorial grows with."""
    ends = [part.args[2] if part.op in TOTALS else part for part in postorder(question.statement) if part.op in _GROWING]
    names = dict.fromkeys(name for end in ends for name in free_symbols(end))
    return (name for name in names if isinstance(name.sort, Scalar) and name.sort.is_integer and name in question.symbols)


