"""What may be meant of events and is not said: that they are independent, disjoint or exhaustive, or have equal chances.

A formula that is wrong for most laws may be right for those that are meant.  Every set of independences, conditional ones too,
holds for events that are independent of each other; so what is wrong for these, within every set of outcomes that may be the
possible ones, is wrong whatever is meant.  Nothing is meant under which a probability that is written down needs not be: one that
is 0 or 1 then, or equal to another one in the answer that the question gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod
from random import Random

from verify.grading.events.law import Law
from verify.grading.events.notation import Probability
from verify.term import Term

Weights = Sequence[Fraction]
_DRAWN = 2  # laws of each kind, as one may be equal by chance
_MOST_NUMBER = 60
_LARGEST_BLOCK = 3  # events of which every set of outcomes may be that of the possible ones


@dataclass(frozen=True)
class Compared:
    """Two formulas in weights, the probabilities that are written down, and those of the question's own answer."""

    before: Term
    now: Term
    written: tuple[Probability, ...]
    asked: tuple[Probability, ...]


def may_be_meant(compared: Compared, law: Law) -> bool:
    """Whether two formulas are equal for laws of some kind that may be meant, or are no quotients of polynomials."""
    try:
        return any(_agree(compared, law, laws) and _is_likely(compared, law, laws) for laws in _kinds(law))
    except _NotRational:
        return True


class _NotRational(Exception):
    """A formula with something else than sums, products and powers."""


def _agree(compared: Compared, law: Law, laws: Sequence[Weights]) -> bool:
    for weights in laws:
        values = dict(zip((each.replace("{", "").replace("}", "") for each in law.weights), weights, strict=True))
        try:
            if _value(compared.before, values) != _value(compared.now, values):
                return False
        except ZeroDivisionError:
            return False
    return True


def _is_likely(compared: Compared, law: Law, laws: Sequence[Weights]) -> bool:
    """Whether all that is written down needs to be, for laws of one kind."""
    written = {law.parts(each) for each in compared.written}
    if any({_chance(parts, weights) for weights in laws} & {None, Fraction(0), Fraction(1)} for parts in _variable(written)):
        return False
    asked = _variable({law.parts(each) for each in compared.asked})
    chances = [tuple(_chance(parts, weights) for weights in laws) for parts in asked]
    return len(set(chances)) == len(chances) and not any(None in each or len(set(each)) == 1 for each in chances)


def _variable(written: Collection[tuple[frozenset[int], frozenset[int]]]) -> list[tuple[frozenset[int], frozenset[int]]]:
    return [(above, below) for above, below in written if above and above != below]


def _chance(parts: tuple[frozenset[int], frozenset[int]], weights: Weights) -> Fraction | None:
    above, below = (sum((weights[each] for each in part), Fraction(0)) for part in parts)
    return above / below if below else None


def _kinds(law: Law) -> Iterator[Sequence[Weights]]:
    """Laws of every kind that may be meant, a few of each."""
    random, events = Random(0), len(law.letters)
    for blocks in _blocks(range(events)):
        for drawn in _products(blocks, random):
            yield [_joined(blocks, each, law.count, events) for each in drawn]
    yield from _equal_chances(events, random)


def _blocks(events: Sequence[int]) -> Iterator[list[tuple[int, ...]]]:
    """All ways to divide events into blocks that are independent of each other."""
    if not events:
        yield []
        return
    first, *others = events
    for size in range(min(len(others), _LARGEST_BLOCK - 1) + 1):
        for chosen in combinations(others, size):
            for rest in _blocks([each for each in others if each not in chosen]):
                yield [(first, *chosen), *rest]


def _products(blocks: Sequence[tuple[int, ...]], random: Random) -> Iterator[list[list[Weights]]]:
    """For every set of possible outcomes of each block, weights on it: a few laws, each with the weights of all blocks."""
    supports: list[list[frozenset[int]]] = []
    for block in blocks:
        count = 1 << len(block)
        every = frozenset(range(count))
        least = [frozenset(chosen) for size in range(2, count) for chosen in combinations(range(count), size)]
        supports.append([every] if len(block) == 1 else [every, *least])
    for chosen_supports in _choices(supports):
        yield [
            [_drawn(support, 1 << len(block), random) for support, block in zip(chosen_supports, blocks, strict=True)]
            for _ in range(_DRAWN)
        ]


def _choices(options: Sequence[Sequence[frozenset[int]]]) -> Iterator[list[frozenset[int]]]:
    if not options:
        yield []
        return
    for first in options[0]:
        for rest in _choices(options[1:]):
            yield [first, *rest]


def _drawn(support: Collection[int], count: int, random: Random) -> Weights:
    return [Fraction(random.randint(1, _MOST_NUMBER)) if each in support else Fraction(0) for each in range(count)]


def _joined(blocks: Sequence[tuple[int, ...]], weights: Sequence[Weights], count: int, events: int) -> Weights:
    found = []
    for outcome in range(count):
        weight = Fraction(1)
        for block, own in zip(blocks, weights, strict=True):
            inner = 0
            for event in block:
                inner = inner << 1 | outcome >> (events - 1 - event) & 1
            weight *= own[inner]
        found.append(weight)
    return found


def _equal_chances(events: int, random: Random) -> Iterator[list[Weights]]:
    """P(A) = P(B), independent or not; P(A) = 1/2; all events alike; some of them exhaustive and disjoint, with equal chances."""
    count = 1 << events
    places = [frozenset(outcome for outcome in range(count) if outcome >> place & 1) for place in range(events)]
    every = frozenset(range(count))
    pairs = [(each, every - each) for each in places] + [(one - other, other - one) for one, other in combinations(places, 2)]
    for alike in (chosen for size in range(2, events + 1) for chosen in combinations(range(events), size)):
        yield [_independent(events, alike, random) for _ in range(_DRAWN)]
    for first, second in pairs:
        yield [_balanced(_drawn(every, count, random), (first, second)) for _ in range(_DRAWN)]
    yield [_alike(events, random) for _ in range(_DRAWN)]
    for size in range(2, events + 1):
        for chosen in combinations(places, size):
            possible = frozenset(outcome for outcome in every if sum(outcome in each for each in chosen) == 1)
            parts = tuple(each & possible for each in chosen)
            yield [_balanced(_drawn(possible, count, random), parts) for _ in range(_DRAWN)]


def _independent(events: int, alike: Collection[int], random: Random) -> Weights:
    """Weights for events that are independent of each other, some of which have equal chances."""
    odds = [Fraction(random.randint(1, _MOST_NUMBER), random.randint(1, _MOST_NUMBER)) for _ in range(events + 1)]
    own = [odds[events if event in alike else event] for event in range(events)]
    happens = ([event for event in range(events) if outcome >> event & 1] for outcome in range(1 << events))
    return [prod((own[event] for event in each), start=Fraction(1)) for each in happens]


def _balanced(weights: Weights, parts: Sequence[frozenset[int]]) -> Weights:
    """The weights, where each part has the same sum."""
    sums: Mapping[int, Fraction] = {
        outcome: sum((weights[each] for each in part), Fraction(0)) for part in parts for outcome in part
    }
    return [weight / sums.get(outcome, Fraction(1)) for outcome, weight in enumerate(weights)]


def _alike(events: int, random: Random) -> Weights:
    by_count = [Fraction(random.randint(1, _MOST_NUMBER)) for _ in range(events + 1)]
    return [by_count[outcome.bit_count()] for outcome in range(1 << events)]


def _value(term: Term, values: Mapping[str, Fraction]) -> Fraction:
    """The value of a quotient of polynomials.  Raises ZeroDivisionError, and _NotRational for what is none."""
    if term.op == "number" and not term.shape:
        return term.fraction
    if term.op == "symbol" and term.name in values:
        return values[term.name]
    if term.op == "power" and term.args[1].op == "number" and term.args[1].fraction.denominator == 1:
        return _value(term.args[0], values) ** int(term.args[1].fraction)
    if term.op not in ("add", "mul"):
        raise _NotRational
    found = Fraction(term.op == "mul")
    for arg in term.args:
        found = found + _value(arg, values) if term.op == "add" else found * _value(arg, values)
    return found
