"""Damaged formulas: each is read or is a problem at a place, and grading one raises nothing; none takes long."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.tables.pair_tables import TABLES, row_of
from verify.grading import grade
from verify.problem import InputError
from verify.read.formula import Syntax, Vocabulary, vocabulary
from verify.read.scan import MAXIMAL_LENGTH
from verify.read.text import Reading

HOSTILE = Path(__file__).parent.parent / "tables" / "hostile_formulas.jsonl"
SECONDS = 0.5
LONGEST = MAXIMAL_LENGTH + 10  # characters: just beyond what the readers take
SHOWN = 20  # offenders in the message of a test that fails

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]+|[0-9]+|\s+|.", re.DOTALL)
CHARACTERS = "xXaeijn019.,;:'\"`_^{}()[]|\\/+-*=<>!?&%$#~@ \n\t√²₁ασΣ∞≤·−–′⊤∈é\u200b\u0000\ud800😀"
TOKENS: tuple[str, ...] = tuple(
    r"""x y z n k i j X A Sigma sigma pi e inf 0 1 2 -1 1/2 0.5 1e5 10^9 x_1 x_i x' A' ( ) [ ] { } | , + - * / ^ _ = < <= != =>
    and or not if then else in sum product integral diff lim log exp sqrt max min abs det inv tr norm piecewise E Var KL p q d dx
    \frac \sqrt \sum \prod \int \lim \log \exp \max \left \right \left( \right) \begin{cases} \end{cases} \begin{pmatrix}
    \end{pmatrix} \\ & \partial \nabla \mathbb \mathbb{E} \mathrm \mathcal{N} \mid \| \top \hat \bar \binom \infty \alpha
    \text{if} \operatorname \cdot \, ^{ _{ ^T ^{-1} ^\top _{i=1}^n \,dx \frac{d}{dx} \{ \}""".split()
)


@dataclass(frozen=True)
class Source:
    """A formula, and the question that it answers."""

    formula: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Mutant:
    text: str
    syntax: Syntax
    row: Mapping[str, Any]


def sources() -> list[Source]:
    found = []
    for pair in (pair for pairs in TABLES.values() for pair in pairs):
        found += [Source(pair.reference, row_of(pair)), Source(pair.submitted, row_of(pair))]
    for row in map(json.loads, HOSTILE.read_text(encoding="utf-8").splitlines()):
        formula = row["input"] if "input" in row else "".join(part * times for part, times in row["parts"])
        names = dict.fromkeys(row["reference"]["vars"], "real")
        found.append(Source(formula[:LONGEST], {"reference": row["reference"]["text"], "symbols": names}))
    return found


def damaged(parts: list[str], new: tuple[str, ...] | str, random: random.Random) -> list[str]:
    """One part left out, doubled, exchanged with another or for a new one, or a new one put in."""
    place, other = random.randrange(len(parts)), random.randrange(len(parts))
    kind = random.choice(("delete", "double", "copy", "exchange", "replace", "insert"))
    if kind == "exchange":
        parts = list(parts)
        parts[place], parts[other] = parts[other], parts[place]
        return parts
    put = {"delete": "", "double": 2 * parts[place], "copy": parts[other] + parts[place], "replace": random.choice(new),
           "insert": random.choice(new) + parts[place]}  # fmt: skip
    return [*parts[:place], put[kind], *parts[place + 1 :]]


def mutant_of(formula: str, random: random.Random) -> str:
    for _ in range(random.choice((1, 1, 1, 1, 1, 2, 2, 8))):
        if random.random() < 0.6:
            formula = "".join(damaged(TOKEN.findall(formula) or [""], TOKENS, random))
        else:
            formula = "".join(damaged(list(formula) or [""], CHARACTERS, random))
    return formula[:LONGEST]


def tokens_at_random(random: random.Random) -> str:
    return random.choice(("", " ")).join(random.choices(TOKENS, k=random.randint(1, 40)))


def mutants(seed: int) -> Iterator[Mutant]:
    """Without end: three of four are damaged formulas, the others strings of tokens."""
    source, all_sources = random.Random(seed), sources()
    syntaxes: tuple[Syntax, ...] = ("auto", "auto", "auto", "auto", "latex", "text")
    while True:
        chosen = source.choice(all_sources)
        text = mutant_of(chosen.formula, source) if source.random() < 0.75 else tokens_at_random(source)
        yield Mutant(text, source.choice(syntaxes), chosen.row)


def words_for(each: Mutant, known: dict[str, Vocabulary]) -> Vocabulary:
    """What the names of its question stand for; no names where the question itself cannot be read."""
    symbols, definitions = each.row["symbols"], each.row.get("definitions")
    key = repr((symbols, definitions))
    if key not in known:
        try:
            known[key] = vocabulary(symbols, definitions)
        except InputError:
            known[key] = vocabulary({})
    return replace(known[key], syntax=each.syntax)


def reader_complaint(text: str, words: Vocabulary) -> tuple[str, str]:
    """(what became of it, what is wrong with that)"""
    try:
        reading = words.read(text)
    except InputError as error:
        span = error.problem.span
        if len(text) > MAXIMAL_LENGTH and error.problem.kind == "too-long":
            return "problem", ""  # of all of the text, which is not shown
        if error.problem.source != text or span is None:
            return "problem", f"a problem without a place: {error.problem}"
        return "problem", "" if is_inside(span, text) else f"a span outside of the text: {span}"
    except Exception as error:
        return "exception", f"{type(error).__name__}: {error}"
    return "reading", "" if isinstance(reading, Reading) else f"no reading: {reading!r}"


def is_inside(span: tuple[int, int], text: str) -> bool:
    """Whether it is a place in the text; what is missing at the end has its place behind the last character."""
    start, end = span
    return 0 <= start < end <= len(text) or start == end - 1 == len(text)


def grade_complaint(row: Mapping[str, Any]) -> tuple[str, str]:
    try:
        return grade(row).verdict, ""
    except Exception as error:
        return "exception", f"{type(error).__name__}: {error}"


def is_read(each: Mutant, known: dict[str, Vocabulary]) -> bool:
    return reader_complaint(each.text, words_for(each, known))[0] == "reading"


def timed(work: Callable[..., tuple[str, str]], *arguments: Any) -> tuple[str, str]:
    """The outcome and the complaint of some work, or else of its CPU time: the least of three, as the machine may be busy."""
    outcome, complaint, seconds = "", "", []
    while not seconds or (seconds[-1] > SECONDS and len(seconds) < 3):
        start = time.process_time()
        outcome, complaint = work(*arguments)
        seconds.append(time.process_time() - start)
    return outcome, complaint or (f"{min(seconds):.2f} s" if min(seconds) > SECONDS else "")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_10000_damaged_formulas_are_read_or_are_problems_at_a_place(seed: int) -> None:
    known: dict[str, Vocabulary] = {}
    tally: Counter[str] = Counter()
    offenders = []
    for each in islice(mutants(seed), 10_000):
        outcome, complaint = timed(reader_complaint, each.text, words_for(each, known))
        tally[outcome] += 1
        if complaint:
            offenders.append((complaint, each.syntax, each.text, dict(each.row["symbols"])))
    assert not offenders, (len(offenders), offenders[:SHOWN])
    assert min(tally["reading"], tally["problem"]) >= 1_000, tally  # the run means something: both happen often


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_200_damaged_formulas_that_can_be_read_are_graded(seed: int) -> None:
    known: dict[str, Vocabulary] = {}
    offenders = []
    for each in islice((each for each in mutants(seed) if is_read(each, known)), 200):
        row = {**each.row, "submitted": each.text, "syntax": each.syntax}
        _, complaint = timed(grade_complaint, row)
        if complaint:
            offenders.append((complaint, row))
    assert not offenders, (len(offenders), offenders[:SHOWN])
