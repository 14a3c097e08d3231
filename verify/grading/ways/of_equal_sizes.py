r"""Answers with products of declared matrices that have no value: wrong if they are wrong where their sizes are equal, too.

    (X X^\top)^{-1} X y     no value for n points in d dimensions, and not (X^\top X)^{-1} X^\top y for n = d
    X^{-1} y                no value either, and right for n = d: not known to be wrong
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.problem import ENTRY_BY_ENTRY, Problem
from verify.question import Counterexample
from verify.read.names import canonical_name

_MOST_PAIRS = 4
_ANY_SIZE = ("natural", "")
NO_VALUE = "no value unless"
_ALSO_SIGNS = ("d", "e", "i")  # of \frac{d}{dx}: no other name stands for them


def unless_wrong_for_equal_sizes(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what has no value for different sizes, or that for equal ones, if it is wrong for them."""
    row, other = question.row, found
    merged: list[tuple[str, str]] = []
    while other.verdict == "unreadable" and other.problem is not None and len(merged) < _MOST_PAIRS:
        pair = _pair(other.problem)
        row_of_equal = None if pair is None else _with_equal(row, *pair)
        if row_of_equal is None:
            return found
        row = row_of_equal
        merged += [] if pair is None else [pair]
        equal_sizes = submission.graded_as(question, row)
        if equal_sizes is None:
            return found
        other = equal_sizes
    if not merged or other.verdict != "wrong":
        return found
    assert found.problem is not None
    equal = " and ".join(" = ".join(pair) for pair in merged)
    return replace(
        other,
        message=f"{found.problem.seen}: {NO_VALUE} {equal}, and wrong there",
        counterexample=_with_sizes(other.counterexample, merged),
        steps=tuple(replace(step, counterexample=_with_sizes(step.counterexample, merged)) for step in other.steps),
    )


def _pair(problem: Problem) -> tuple[str, str] | None:
    """The first two sizes that would have to be equal, if both are names."""
    pair = next((pair for pair in problem.sizes if pair[0] is not pair[1]), None)
    if pair is None or problem.kind == ENTRY_BY_ENTRY or any(size.op != "symbol" for size in pair):
        return None
    kept, lost = sorted((size.name for size in pair), key=lambda name: (name not in _ALSO_SIGNS, name))
    return None if lost in _ALSO_SIGNS else (kept, lost)


def _with_sizes(found: Counterexample | None, merged: list[tuple[str, str]]) -> Counterexample | None:
    """The point with the sizes that are equal to others."""
    if found is None:
        return None
    point = dict(found.point)
    sizes = {lost: point[kept] for kept, lost in reversed(merged) if kept in point}
    return replace(found, point=(*sizes.items(), *found.point))


def _with_equal(row: Row, kept: str, lost: str) -> Row | None:
    """The row with one size for two; None if they are more than sizes, or written in another way where they are declared."""
    words = {canonical_name(name): text for name, text in row.symbols.items()}
    if any(words.get(size, "") not in _ANY_SIZE for size in (kept, lost)):
        return None
    token = re.compile(rf"(?<![\w\\]){re.escape(lost)}(?!\w)")
    symbols: Mapping[str, str] = {
        name: token.sub(kept, text) for name, text in row.symbols.items() if canonical_name(name) != lost
    }
    if symbols == {name: text for name, text in row.symbols.items() if canonical_name(name) != lost}:
        return None
    return replace(row, symbols=symbols, definitions={**row.definitions, lost: kept})
