"""Distributions on a given number of values: p_1 + p_2 + p_3 = 1 is said of those that are declared on 1..3."""

from __future__ import annotations

from verify.question import Question
from verify.sort import Tensor
from verify.term import ONE, Term, add, equal, item, number

_MOST = 30  # values


def with_whole_distributions(question: Question) -> Question:
    """The question with the sums of its distributions of numeric size as hypotheses."""
    sums = [_says_whole(name) for name in question.symbols if _size(name)]
    new = tuple(each for each in sums if each not in question.hypotheses)
    return Question(question.statement, (*question.hypotheses, *new)) if new else question


def _size(name: Term) -> int:
    """How many values a distribution has, if that is a small number; else 0."""
    sort = name.sort
    if not isinstance(sort, Tensor) or "distribution" not in sort.properties or sort.shape[0].op != "number":
        return 0
    count = int(sort.shape[0].fraction)
    return count if 1 < count <= _MOST else 0


def _says_whole(name: Term) -> Term:
    return equal(add(*(item(name, number(index)) for index in range(1, _size(name) + 1))), ONE)
