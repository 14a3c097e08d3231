"""What the checks of single rules share: each says what is wrong with one step, or None; premises are checked on their own."""

from __future__ import annotations

from collections.abc import Callable

from verify.question import Proof, Question
from verify.term import Term

Check = Callable[[Proof], str | None]


def questions_of(proof: Proof) -> tuple[Question, ...]:
    """What the premises prove."""
    return tuple(premise.question for premise in proof.premises)


def asked(proof: Proof, *statements: Term) -> tuple[Question, ...]:
    """These statements under the hypotheses of the proof."""
    return tuple(Question(statement, proof.question.hypotheses) for statement in statements)


def unless(holds: bool, complaint: str) -> str | None:
    return None if holds else complaint
