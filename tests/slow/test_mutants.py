"""Random mutants of true claims: none may be proved that the oracle tells apart, none refuted that it does not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from tests import oracle_term
from tests.asking import point_of, terms
from tests.mutation import mutant
from tests.tables import bench_claims, learning_claims
from verify.ask import equal
from verify.term import Term, contains, free_symbols
from verify.verdict import Verdict

SOURCES = tuple(claim for claim in bench_claims.CLAIMS + learning_claims.CLAIMS if claim.truth)
POINTS = {False: 40, True: 4}  # an integral is evaluated by quadrature at each of them


@dataclass(frozen=True)
class Mutant:
    name: str
    left: Term
    right: Term

    @property
    def has_integral(self) -> bool:
        return contains(self.left, {"integral"}) or contains(self.right, {"integral"})


@cache
def entries(index: int) -> tuple[tuple[Term, Term], ...]:
    return terms(SOURCES[index])


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """Mutants of all true claims in turn; one side of one entry is changed, the left one in one of three."""
    source = random.Random(seed)
    made = 0
    while made < count:
        for index, claim in enumerate(SOURCES):
            left, right = source.choice(entries(index))
            names = tuple(dict.fromkeys((*free_symbols(left), *free_symbols(right))))
            on_left = source.random() < 1 / 3
            changed = mutant(left if on_left else right, source, names)
            if changed is None or made >= count:
                continue
            made += 1
            yield Mutant(f"{claim.name} #{made}", changed if on_left else left, right if on_left else changed)


def complaint(each: Mutant, verdict: Verdict) -> str | None:
    """What is wrong with a verdict, as far as the oracle can tell."""
    if verdict.truth in ("proved", "supported"):
        seen = oracle_term.looks(each.left, each.right, POINTS[each.has_integral], each.name)
        if any(look.kind == "different" for look in seen):
            return f"{verdict.truth}, and the sides differ"
    if verdict.truth == "refuted":
        point = point_of(verdict.counterexample)
        kind = ""
        for digits in (40, 160, 640):
            kind = oracle_term.look_at(each.left, each.right, point, digits).kind
            if kind == "different":
                return None
        return "unclear" if kind == "unclear" else f"refuted at {point}, where the oracle sees: {kind}"
    return None


def judge(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for each in mutants(count, seed):
        verdict = equal(each.left, each.right)
        found = complaint(each, verdict)
        if found == "unclear":
            tally["not judged"] += 1
        elif found is not None:
            wrong.append(f"{each.name}: {each.left!r} = {each.right!r}: {found}")
        tally[verdict.truth] += 1
    return tally, wrong


def assert_sound(count: int, seed: int) -> None:
    tally, wrong = judge(count, seed)
    assert not wrong, wrong
    assert tally["not judged"] <= count / 50, tally
    assert tally["refuted"] >= 0.8 * count, tally  # the run means something: most mutants are false, and are seen to be


def test_no_verdict_on_300_mutants_is_wrong() -> None:
    assert_sound(300, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_no_verdict_on_500_mutants_is_wrong(seed: int) -> None:
    assert_sound(500, seed)


def test_mutants_are_the_same_in_every_run() -> None:
    assert list(mutants(50, 7)) == list(mutants(50, 7))
