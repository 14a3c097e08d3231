"""What is known of a submission against one reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verify.question import Counterexample, Question
from verify.verdict import Verdict

Outcome = Literal["correct", "wrong", "undecided"]

FAILS_WHERE_REFERENCE_HOLDS = "it fails where the reference holds"
HOLDS_WHERE_REFERENCE_FAILS = "it holds where the reference does not"
# How the reference stands to the point of a counterexample of each kind; the answer stands to it as in the other one.
HOLDS = {FAILS_WHERE_REFERENCE_HOLDS: "holds", HOLDS_WHERE_REFERENCE_FAILS: "does not hold"}


@dataclass(frozen=True)
class Comparison:
    """What is known of a submission against one reference; `code` names a reason with a stable word."""

    outcome: Outcome
    verdict: Verdict
    message: str = ""
    code: str | None = None
    question: Question | None = None
    sides: tuple[str, str] = ("left", "right")  # what the two values of a counterexample are those of


def counterexample_of(found: Comparison) -> Counterexample | None:
    """The point that refutes; for an answer that is undefined on part of the domain, a point where it is."""
    if found.outcome != "wrong":
        return None
    if found.verdict.counterexample is not None:
        return found.verdict.counterexample
    side = found.verdict.one_sided
    return None if side is None else Counterexample(side.point, "defined", "undefined")


def undecided(reason: str, code: str) -> Comparison:
    return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason, code)
