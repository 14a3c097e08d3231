"""Random mutants of the steps of every claim, and what becomes of them: `python -m tests.benchmarks.claim_mutants [ID ...]`.

A sign, a constant, a factor transposed or lost, two factors, arguments or indices exchanged.  A mutant has to be refuted, or
shown to be true all the same; what is neither is listed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.mutation import step_mutant
from verify.catalogue import Entry, find, load
from verify.check import questions
from verify.decide import decide
from verify.question import Question
from verify.render.formula import text

MUTANTS = 20
TRIALS = 200


@dataclass(frozen=True)
class Outcome:
    """A mutated step and the verdict on it."""

    question: Question
    truth: str


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


def outcomes(entry: Entry) -> list[Outcome]:
    steps = questions(load(entry)).steps
    return [Outcome(question, decide(question).truth) for question in mutants(steps, entry.id)]


def main(ids: list[str]) -> int:
    total: Counter[str] = Counter()
    left: list[tuple[str, Outcome]] = []
    print(f"{'':34s} {'mutants':>8s} {'refuted':>8s} {'true':>8s} {'open':>8s}")
    for entry in find(ids):
        found = outcomes(entry)
        tally = Counter(outcome.truth for outcome in found)
        still_open = [outcome for outcome in found if outcome.truth not in ("refuted", "proved")]
        left += [(entry.id, outcome) for outcome in still_open]
        total += tally
        print(f"{entry.id:34s} {len(found):8d} {tally['refuted']:8d} {tally['proved']:8d} {len(still_open):8d}", flush=True)
    print(f"{'all':34s} {sum(total.values()):8d} {total['refuted']:8d} {total['proved']:8d} {len(left):8d}")
    for name, outcome in left:
        given = f"   given {', '.join(map(text, outcome.question.hypotheses))}" if outcome.question.hypotheses else ""
        print(f"  {outcome.truth}  {name}: {text(outcome.question.statement)[:200]}{given[:100]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
