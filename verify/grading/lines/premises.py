r"""Statements that others are derived from: false ones, of which anything follows, and chains that hold nowhere.

    3 \cdot 4 = 14      a number that is another one is wrong, unless it is a rounding
    A = 3 \cdot 4 = 14      so is one in a chain
    x^2 - 5x + 6 = (x-2)(x+3) = 0      what is to be solved stands at the end; what stands before it has to hold
    x^2 = -4      of what no real number meets, every line follows
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from verify.decide import decide
from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.modes import up_to_a_factor
from verify.grading.explaining.quick_values import QuickValues
from verify.grading.lines.steps import decided
from verify.grading.task import Task
from verify.question import Question
from verify.term import ONE, ZERO, Term, conjuncts, contains, equal, free_symbols, subtract

_FUEL = 60_000
_NEAR = Fraction(1, 20)  # of the value: what is off by more is no rounding
_DECIMAL = re.compile(r"[0-9]\.[0-9]|(?<![0-9])\.[0-9]")
_OF_CALCULUS = frozenset(("derivative", "gradient", "integral", "limit"))
_OF_CHANCE = frozenset(("space", "expect", "density"))


def doubt_of_premise(premise: Term, source: str, task: Task) -> Comparison | None:
    """What is said of a statement that nothing stands before, if some part of it does not hold."""
    if kind_of(premise) != "statement":
        return None
    parts = conjuncts(premise)
    if any(one.op != "eq" or other.op != "eq" or one.args[1] is not other.args[0] for one, other in pairwise(parts)):
        return None  # a list of equations
    found = [
        _of_part(part, source, task)
        for place, part in enumerate(parts)
        if not (_says_what_is(part) if place == 0 < len(parts) - 1 else _is_to_be_solved(part, place, len(parts)))
    ]
    return next((each for each in found if each is not None and each.outcome == "wrong"), next(filter(None, found), None))


def _says_what_is(part: Term) -> bool:
    """A = 3 * 4, at the beginning of a chain."""
    return any(side.op == "symbol" for side in part.args)


def _is_to_be_solved(part: Term, place: int, count: int) -> bool:
    """An equation alone, or one with a number at the end of a chain; and that of two names."""
    if all(side.op == "symbol" for side in part.args) or (count == 1 and _says_what_is(part)):
        return True
    has_value = bool(free_symbols(part)) and not all(map(free_symbols, part.args))
    is_computed = contains(part, _OF_CALCULUS) and not contains(part, _OF_CHANCE)
    is_alone = count == 1 and bool(free_symbols(part)) and not is_computed
    return place == count - 1 and (has_value or is_alone)


def _of_part(part: Term, source: str, task: Task) -> Comparison | None:
    if part.op != "eq" or any(side.shape for side in part.args):
        return None
    names = free_symbols(part)
    found = decided(Question(part, task.hypotheses), task)
    if found.outcome == "correct":
        return None
    if names or found.outcome != "wrong":
        return undecided("an equation that does not hold always stands before the one to be solved", "chain") if names else None
    return undecided("a rounding, and = is no sign for that", "rounding") if _may_be_rounded(part, source) else found


def _may_be_rounded(part: Term, source: str) -> bool:
    values = [QuickValues(side, points=1).value(side) for side in part.args]
    if _DECIMAL.search(source) is None or None in values:
        return False
    one, other = (Fraction(value) for value in values if value is not None)
    return abs(one - other) <= _NEAR * max(abs(one), abs(other))


def says_nothing(before: Term, now: Term, task: Task) -> bool:
    """Whether a line follows from the one before it only because that never holds, and is no multiple of it."""
    if kind_of(before) != "statement" or kind_of(now) != "statement":
        return False
    limits = task.limits.at_most(_FUEL)
    if decide(Question(equal(ZERO, ONE), (*task.hypotheses, before)), limits).truth != "proved":
        return False
    if decide(Question(now, task.hypotheses), limits).truth == "proved":
        return False
    if before.op != "eq" or now.op != "eq" or before.args[0].shape or now.args[0].shape:
        return True
    return up_to_a_factor(subtract(*before.args), subtract(*now.args), task.hypotheses, limits).outcome != "correct"
