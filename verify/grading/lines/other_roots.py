"""Values that do not solve an equation which has a solution: t = log(1/d) below e^{-at} = d."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.task import Task
from verify.question import Question
from verify.sort import Scalar
from verify.term import ZERO, Term, contains, equal, free_symbols, number, relation, substitute, subtract

_FUEL = 20_000
_JUMPS = frozenset("floor ceiling sign piecewise indicator sum product integral limit derivative apply".split())
_MOST_POINTS = 6
_VALUES = (number(1, 2), number(1, 3), number(2), number(3), number(1), number(-1, 2), number(-2))
_PLACES = (*map(number, (1, -1, 2, -2, 5, -5, 20, -20, 100)), number(1, 2), number(1, 20), number(1, 200))


def is_no_root(statement: Term, before: Term, task: Task) -> bool:
    """Whether a statement is name = value, and for some values of the other names the equation before has a root that is another.

    It has one where its sides change their order on an interval on which both are defined, if they are continuous there.
    """
    if statement.op != "eq" or before.op != "eq" or statement.args[0].shape or before.args[0].shape or contains(before, _JUMPS):
        return False
    limits = task.limits.at_most(_FUEL)
    for name, value in (statement.args, statement.args[::-1]):
        if name.op == "symbol" and name not in free_symbols(value) and _is_any_number(name, task.hypotheses):
            difference = subtract(*before.args)
            names = dict.fromkeys((*free_symbols(difference), *free_symbols(value)))
            others = [each for each in names if each is not name]
            points = islice(_points(others, task.hypotheses, limits), _MOST_POINTS)
            return any(_has_other_root(difference, name, value, point, limits) for point in points)
    return False


def _is_any_number(name: Term, hypotheses: tuple[Term, ...]) -> bool:
    """Whether a name takes all values between two of its values: no integer, and nothing is assumed of it."""
    sort = name.sort
    is_interval = isinstance(sort, Scalar) and not sort.is_integer and sort.values is None and not sort.nonzero
    return is_interval and all(name not in free_symbols(each) for each in hypotheses)


def _points(names: list[Term], hypotheses: tuple[Term, ...], limits: Limits) -> Iterator[Mapping[Term, Term]]:
    """Values of all names in their domains, at which the hypotheses about them hold."""
    if any(not isinstance(name.sort, Scalar) for name in names):
        return
    choices = [[value for value in _VALUES if _is_in(name, value, limits)][:3] for name in names]
    for values in islice(product(*choices), 4 * _MOST_POINTS):
        point = dict(zip(names, values, strict=True))
        known = [substitute(each, point) for each in hypotheses if {*free_symbols(each)} <= {*names}]
        if all(_is_proved(each, limits) for each in known):
            yield point


def _is_in(name: Term, value: Term, limits: Limits) -> bool:
    """Whether a number is one of the values of a name."""
    return decide(Question(relation("ne", name, value)), limits).truth == "refuted"


def _is_proved(statement: Term, limits: Limits) -> bool:
    return decide(Question(statement), limits).truth == "proved"


def _has_other_root(difference: Term, name: Term, value: Term, point: Mapping[Term, Term], limits: Limits) -> bool:
    here = substitute(difference, dict(point))
    at_value = substitute(here, {name: substitute(value, dict(point))})
    if {*free_symbols(here)} != {name} or not _is_proved(relation("ne", at_value, ZERO), limits):
        return False
    signs: dict[int, Term] = {}
    for place in _PLACES:
        if not _is_in(name, place, limits):
            continue
        there = substitute(here, {name: place})
        for sign, order in ((1, relation("lt", ZERO, there)), (-1, relation("lt", there, ZERO))):
            if sign not in signs and _is_proved(order, limits):
                signs[sign] = place
    if len(signs) < 2:
        return False
    low, high = sorted(signs.values(), key=lambda each: each.fraction)
    between = (relation("le", low, name), relation("le", name, high))
    defined = decide(Question(equal(here, here), between), limits)
    return defined.truth == "proved" and defined.domain == "total"
