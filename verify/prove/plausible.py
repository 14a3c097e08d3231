"""A quick look at a few points, so that no search is wasted on what is false.  It decides nothing."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flint import arb

from verify.evaluate.balls import enclosures
from verify.evaluate.functions import Absent, Value
from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel
from verify.question import Question
from verify.sort import Scalar, Sort
from verify.term import Term, free_symbols

POINTS = 16
BITS = 128



def _fractions(text: str) -> list[Fraction]:
    return list(map(Fraction, text.split()))


_REAL = _fractions("1/2 -1 2 0 -1/3 7/2 -5/2 1/10 -9 20 3/4 -1/50 1")
_HALF_LINE = _fractions("1 1/2 3 1/10 7/5 20 1/100 2 4/5 5 1/3")
_UNIT = _fractions("1/2 1/7 6/7 1/3 1/50 49/50 3/5 1/1000 999/1000 2/7 4/5")
_COUNTS = [0, 1, 2, 5, 3, 12, 7, 40]


def is_plausible(question: Question, fuel: Fuel) -> bool:
    """False if balls show that the statement fails at one of a few points of the domain."""
    question = about_its_names(question)
    columns = [_values(name.sort) for name in question.symbols]
    if any(column is None or not column for column in columns):
        return True
    count = POINTS if columns else 1
    for turn in range(count):
        point = {
            name: column[(turn * (2 * place + 1) + place) % len(column)]  # type: ignore[index, arg-type]
            for place, (name, column) in enumerate(zip(question.symbols, columns, strict=True))
        }
        try:
            if all(_holds(each, point, fuel) for each in question.hypotheses) and _fails(question.statement, point, fuel):
                return False
        except CannotEvaluate:
            return True
    return True


def about_its_names(question: Question) -> Question:
    """The statement under the hypotheses that have to do with its names; the others are taken to hold somewhere."""
    names, others = set(free_symbols(question.statement)), list(question.hypotheses)
    kept: list[Term] = []
    while more := [each for each in others if not names.isdisjoint(free_symbols(each))]:
        kept += more
        others = [each for each in others if each not in more]
        names.update(name for each in more for name in free_symbols(each))
    return Question(question.statement, tuple(each for each in question.hypotheses if each in kept)) if others else question


@lru_cache(maxsize=256)
def _values(sort: Sort) -> tuple[Fraction, ...] | None:
    if not isinstance(sort, Scalar) or sort.is_complex:
        return None
    if sort.values is not None:
        return sort.values
    lower, upper = sort.lower, sort.upper
    if sort.is_integer:
        start = lower if lower is not None else Fraction(-3) if upper is None else upper - 40
        found = [start + step for step in _COUNTS]
    elif lower is not None and upper is not None:
        found = [lower + (upper - lower) * part for part in _UNIT]
        found[1:1] = [lower, upper]  # where the sort has its ends
    elif lower is not None:
        found = [lower + part for part in _HALF_LINE]
        found[1:1] = [lower]
    elif upper is not None:
        found = [upper - part for part in _HALF_LINE]
        found[1:1] = [upper]
    else:
        found = _REAL
    return tuple(value for value in found if sort.contains(value))


def _gap(statement: Term, point: dict[Term, Fraction], fuel: Fuel) -> Value:
    """right - left, or absent."""
    left, right = enclosures(statement, point, fuel, BITS)
    return right - left


def _holds(statement: Term, point: dict[Term, Fraction], fuel: Fuel) -> bool:
    if statement.op not in ("le", "lt", "ne"):
        return False
    gap = _gap(statement, point, fuel)
    if isinstance(gap, Absent):
        return False
    if statement.op == "ne":
        return bool(gap != 0)
    return bool(gap > 0 if statement.op == "lt" else gap >= 0)


def _fails(statement: Term, point: dict[Term, Fraction], fuel: Fuel) -> bool:
    gap = _gap(statement, point, fuel)
    if isinstance(gap, Absent):
        return False
    if statement.op == "ne":
        return bool(gap == 0)  # of a ball only if it is exact
    if statement.op == "eq":
        return bool(gap != 0) and not (isinstance(gap, arb) and gap.contains(0))
    return bool(gap < 0) or (statement.op == "lt" and not isinstance(gap, arb) and gap == 0)
