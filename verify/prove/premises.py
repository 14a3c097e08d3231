"""The proofs of all that a rule asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verify.question import Proof, Question, Unproved


def all_proved(wanted: Iterable[Question], prove: Callable[[Question], Proof | Unproved]) -> tuple[Proof, ...] | Unproved:
    """A proof of each question in its order, or why the first that has none has none; nothing behind it is tried."""
    premises = []
    for question in wanted:
        premise = prove(question)
        if isinstance(premise, Unproved):
            return premise
        premises.append(premise)
    return tuple(premises)
