"""What is asked of the engine, and what it can answer, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from verify.term import Term, free_symbols, make, substitute


@dataclass(frozen=True)
class Question:
    """Does `statement` hold for all values of its free symbols, in their sorts, that meet every one of `hypotheses`?

    `statement` is a relation (eq, ne, lt, le) or a connective of relations; hypotheses are statements.
    """

    statement: Term
    hypotheses: tuple[Term, ...] = ()

    @cached_property
    def symbols(self) -> tuple[Term, ...]:
        """The free symbols of statement and hypotheses, in order of first occurrence."""
        found: dict[Term, None] = {}
        for term in (self.statement, *self.hypotheses):
            found.update(dict.fromkeys(free_symbols(term)))
        return tuple(found)


def taken_apart(question: Question, place: int) -> Question:
    """The question with its hypothesis `a and b` replaced by a and by b."""
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    return Question(question.statement, (*before, *question.hypotheses[place].args, *after))


def unequal_cases(question: Question, place: int) -> tuple[Question, Question]:
    """The question with its hypothesis a != b replaced by a < b, and by b < a."""
    first, second = question.hypotheses[place].args
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    less, more = make("lt", (first, second)), make("lt", (second, first))
    return Question(question.statement, (*before, less, *after)), Question(question.statement, (*before, more, *after))


def with_new_symbol(question: Question, name: Term, value: Term) -> Question:
    """The question with `name` replaced by `value` everywhere."""
    replacement = {name: value}
    hypotheses = tuple(substitute(hypothesis, replacement) for hypothesis in question.hypotheses)
    return Question(substitute(question.statement, replacement), hypotheses)


def alternatives(question: Question, place: int) -> tuple[Question, ...]:
    """The question with its hypothesis `a or b` replaced by a, and by b."""
    before, after = question.hypotheses[:place], question.hypotheses[place + 1 :]
    return tuple(Question(question.statement, (*before, part, *after)) for part in question.hypotheses[place].args)


@dataclass(frozen=True)
class Proof:
    """Why `question` is answered by yes: a named rule, the proofs it builds on, and the data that `recheck` needs.

    `data` holds str, int, bool, None, Fraction, Term, and tuples and dicts (with str keys) of these.
    A proof proves nothing by itself: `verify.recheck` has to accept it.
    """

    rule: str
    question: Question
    premises: tuple[Proof, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Unproved:
    """The symbolic leg has nothing to say; `reason` in one short sentence."""

    reason: str


@dataclass(frozen=True)
class Counterexample:
    """Exact values of the free symbols at which the hypotheses hold and the statement does not.

    `point` maps names to exact values as text (`1/2`, `[[1, 0], [2, 1]]`); `left` and `right` are both sides there: a
    rational, or a decimal whose every digit is certain followed by "...".
    """

    point: tuple[tuple[str, str], ...]
    left: str
    right: str


@dataclass(frozen=True)
class OneSided:
    """An exact point of the domain where exactly one side is defined (`side` says which: left or right).

    `isolated` if neighbouring points are fine, False if a whole open part of the domain is affected.
    """

    point: tuple[tuple[str, str], ...]
    side: Literal["left", "right"]
    isolated: bool


@dataclass(frozen=True)
class Support:
    """No counterexample: both sides agree, to every digit computed, at `points` usable points (at least four).

    `kinks` says that the sides differ in their switches (abs, max, floor ...), so that sampling alone means nothing.
    """

    points: int
    one_sided: OneSided | None = None
    both_undefined: tuple[tuple[str, str], ...] | None = None  # a point of the domain where neither side is defined
    kinks: bool = False


@dataclass(frozen=True)
class NoOpinion:
    """The numeric leg cannot speak of this question; `reason` in one short sentence.

    `one_sided` is a point at which exactly one side is defined, if no usable point was found beside it.
    """

    reason: str
    one_sided: OneSided | None = None


NumericOutcome = Counterexample | Support | NoOpinion


