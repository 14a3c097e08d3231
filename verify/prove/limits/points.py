"""Points at which a limit is looked for that is not the same, or not seen, for all values of the symbols."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from verify.question import Question
from verify.sort import Scalar
from verify.term import Term, number, substitute

Point = tuple[tuple[Term, Fraction], ...]

MOST_POINTS = 16
MOST_SYMBOLS = 5
_VALUES = tuple(map(Fraction, ("1/2", "2", "0", "1", "-1/2", "-2", "-1", "3", "1/3", "3/2", "-3")))
_PARTS = tuple(map(Fraction, ("1/2", "0", "1", "1/10", "9/10", "1/4", "3/4")))


def points_to_try(question: Question) -> Iterator[Point]:
    """A few points of the sorts of the symbols; nothing for a question of other things than real numbers, or of none."""
    names = question.symbols
    columns = [_values(name) for name in names]
    if not names or len(names) > MOST_SYMBOLS or not all(columns):
        return
    for value in _VALUES[:4] if len(names) > 1 else ():
        if all(value in column for column in columns):
            yield tuple((name, value) for name in names)
    for turn in range(MOST_POINTS):
        yield tuple(
            (name, column[(turn * (2 * place + 1) + place) % len(column)])
            for place, (name, column) in enumerate(zip(names, columns, strict=True))
        )


def _values(name: Term) -> list[Fraction]:
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.is_complex:
        return []
    if sort.values is not None:
        return list(sort.values)
    lower, upper = sort.lower, sort.upper
    found = list(_VALUES)
    if lower is not None and upper is not None:
        found = [lower + (upper - lower) * part for part in _PARTS]
    elif lower is not None:
        found += [lower, *(lower + abs(value) for value in _VALUES)]
    elif upper is not None:
        found += [upper, *(upper - abs(value) for value in _VALUES)]
    return [value for value in dict.fromkeys(found) if sort.contains(value)]


def at_point(question: Question, point: Point) -> Question:
    """The question with values for its symbols."""
    if not point:
        return question
    values = {name: number(value) for name, value in point}
    hypotheses = tuple(substitute(hypothesis, values) for hypothesis in question.hypotheses)
    return Question(substitute(question.statement, values), hypotheses)


def shown_point(point: Point) -> tuple[tuple[str, str], ...]:
    return tuple((name.name, str(value)) for name, value in point)
