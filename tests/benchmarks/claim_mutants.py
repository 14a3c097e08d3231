"""Random mutants of the steps of every claim, and what becomes of them: `python -m tests.benchmarks.claim_mutants [ID ...]`.

A sign, a constant, a factor transposed or lost, two factors, arguments or indices exchanged.  A mutant has to be refuted, or
shown to be true all the same, or shown to have no value on one of its sides; what is none of these is listed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tests.mutation import step_mutant
from verify.catalogue import Entry, find, load
from verify.check import questions
from verify.decide import decide
from verify.fuel import DEFAULT_LIMITS
from verify.question import Question
from verify.render.formula import text

MUTANTS = 20
TRIALS = 200
MORE_WORK = 10


@dataclass(frozen=True)
class Outcome:
    """A mutated step and what was found: refuted, proved, one-sided (one side has no value on an open part), or open."""

    question: Question
    found: str


def mutants(steps: Sequence[Question], seed: str) -> Iterator[Question]:
    """MUTANTS different questions, each a step with one change on one side; fewer if there are no more."""
    source = random.Random(seed)
    made = set(steps)
    for _ in range(TRIALS):
        step = source.choice(steps)
        changed = step_mutant(step.statement, source)
        if changed is None:
            continue
        question = Question(changed, step.hypotheses)
        if question not in made:
            made.add(question)
            yield question
        if len(made) - len(set(steps)) >= MUTANTS:
            return


def outcome(question: Question) -> Outcome:
    """What is found within the usual limits, or else with more work: a weaker inequality may be harder than the claim's own."""
    verdict = decide(question)
    if verdict.truth not in ("refuted", "proved") and verdict.domain != "mismatch":
        verdict = decide(question, replace(DEFAULT_LIMITS, fuel=MORE_WORK * DEFAULT_LIMITS.fuel))
    if verdict.truth in ("refuted", "proved"):
        return Outcome(question, verdict.truth)
    return Outcome(question, "one-sided" if verdict.domain == "mismatch" else "open")


def outcomes(entry: Entry) -> list[Outcome]:
    return [outcome(question) for question in mutants(questions(load(entry)).steps, entry.id)]


def row(name: str, tally: Counter[str]) -> str:
    counts = (tally.total(), *(tally[found] for found in ("refuted", "proved", "one-sided", "open")))
    return f"{name:34s} " + " ".join(f"{count:9d}" for count in counts)


def main(ids: list[str]) -> int:
    total: Counter[str] = Counter()
    print(f"{'':34s} " + " ".join(f"{head:>9s}" for head in ("mutants", "refuted", "true", "one-sided", "open")))
    left: list[tuple[str, Outcome]] = []
    for entry in find(ids):
        found = outcomes(entry)
        tally = Counter(each.found for each in found)
        left += [(entry.id, each) for each in found if each.found == "open"]
        total += tally
        print(row(entry.id, tally), flush=True)
    print(row("all", total))
    for name, each in left:
        given = f"   given {', '.join(map(text, each.question.hypotheses))}" if each.question.hypotheses else ""
        print(f"  {name}: {text(each.question.statement)[:200]}{given[:100]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
