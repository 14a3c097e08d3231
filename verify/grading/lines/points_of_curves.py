"""Points at which equations hold: the roots of one equation in one of its names, enclosed, and what other equations define."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

from flint import arb, fmpq

from verify.evaluate.balls import enclosure, enclosures
from verify.evaluate.functions import Absent, Value, sign_of
from verify.evaluate.program import CannotEvaluate
from verify.fuel import Fuel, OutOfFuel
from verify.sort import Scalar
from verify.term import Term, free_symbols, substitute, subtract

Point = dict[Term, Any]

_DRAWN = ("41/13", "10/19", "37/16", "61/29", "23/18", "83/19", "15/19", "36/23", "8/23", "97/23")  # not those that people choose
_SCANNED = tuple(Fraction(k * abs(k), 16) + Fraction(1, 37) for k in range(-60, 61))
_HALVINGS = 60
_MOST = 6  # points
_MOST_TRIES = 24


def points_of(equations: Sequence[Term], hypotheses: Sequence[Term], names: Sequence[Term], fuel: Fuel) -> list[Point]:
    """Some points at which all equations and hypotheses surely hold; none where they are not found.

    Each equation but one has to say what a name is: V = a b h.
    """
    defined, others = _definitions(equations)
    if len(others) > 1 or not all(isinstance(name.sort, Scalar) and name.sort.kind == "real" for name in names):
        return []
    try:
        return list(islice(_points(defined, others, hypotheses, names, fuel), _MOST))
    except (CannotEvaluate, OutOfFuel):
        return []


def definitions_among(equations: Sequence[Term]) -> dict[Term, Term]:
    """What some equations say that names are, in names that none says what they are."""
    return _definitions(equations)[0]


def _definitions(equations: Sequence[Term]) -> tuple[dict[Term, Term], list[Term]]:
    """What some equations say that names are, in an order in which each is made of those before; and the other equations."""
    pending: dict[Term, Term] = {}
    others: list[Term] = []
    for equation in equations:
        sides = (equation.args, equation.args[::-1])
        found = next(((one, other) for one, other in sides
                      if one.op == "symbol" and one not in free_symbols(other) and one not in pending), None)  # fmt: skip
        if found is None or not _is_acyclic({**pending, found[0]: found[1]}):
            others.append(equation)
        else:
            pending[found[0]] = found[1]
    return {name: _expanded(body, pending) for name, body in pending.items()}, others


def _is_acyclic(definitions: Mapping[Term, Term]) -> bool:
    return all(name not in free_symbols(_expanded(body, definitions)) for name, body in definitions.items())


def _expanded(body: Term, definitions: Mapping[Term, Term]) -> Term:
    for _ in definitions:
        body = substitute(body, dict(definitions))
    return body


def _points(
    defined: Mapping[Term, Term], others: Sequence[Term], hypotheses: Sequence[Term], names: Sequence[Term], fuel: Fuel
) -> Iterator[Point]:
    free = [name for name in names if name not in defined]
    equation = _expanded(subtract(*others[0].args), defined) if others else None
    unknown = next((name for name in reversed(free) if equation is not None and name in free_symbols(equation)), None)
    for attempt in range(_MOST_TRIES):
        point: Point = {name: _drawn(name, attempt, place) for place, name in enumerate(free) if name is not unknown}
        if unknown is None:
            found = [point] if equation is None else []
        else:
            assert equation is not None
            found = [{**point, unknown: root} for root in _roots(equation, unknown, point, fuel)]
        for each in found:
            values = {name: enclosure(body, each, fuel) for name, body in defined.items()}
            whole = {**each, **values}
            if not any(isinstance(value, Absent) for value in values.values()) and _is_allowed(whole, hypotheses, fuel):
                yield whole


def _drawn(name: Term, attempt: int, place: int) -> fmpq:
    """A number for a name, positive in the first attempts, and of either sign later."""
    value = Fraction(_DRAWN[(attempt * 3 + place * 5) % len(_DRAWN)])
    sign = -1 if attempt >= _MOST_TRIES // 2 and (attempt + place) % 2 else 1
    return fmpq(sign * value.numerator, value.denominator)


def _roots(equation: Term, unknown: Term, point: Point, fuel: Fuel) -> Iterator[arb]:
    """Balls in each of which the equation has a root: its sides change order there, and are continuous."""
    signs = [(place, _sign_at(equation, unknown, place, point, fuel)) for place in _SCANNED]
    for (low, below), (high, above) in pairwise(signs):
        if below is None or above is None or below * above >= 0:
            continue
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            here = _sign_at(equation, unknown, middle, point, fuel)
            if not here:
                break
            low, high = (middle, high) if here == below else (low, middle)
        ball = _ball(low, high)
        if not isinstance(enclosure(equation, {**point, unknown: ball}, fuel), Absent):
            yield ball


def _sign_at(equation: Term, unknown: Term, place: Fraction, point: Point, fuel: Fuel) -> int | None:
    value = enclosure(equation, {**point, unknown: fmpq(place.numerator, place.denominator)}, fuel)
    return None if isinstance(value, Absent) else sign_of(value)


def _ball(low: Fraction, high: Fraction) -> arb:
    middle, radius = (low + high) / 2, (high - low) / 2
    return arb(fmpq(middle.numerator, middle.denominator), fmpq(radius.numerator, radius.denominator))


def _is_allowed(point: Point, hypotheses: Sequence[Term], fuel: Fuel) -> bool:
    """Whether names surely lie where they are declared to, and all hypotheses hold."""
    for name, value in point.items():
        sort = name.sort
        if not isinstance(sort, Scalar):
            return False
        bounds = [(value, sort.lower, 1), (value, sort.upper, -1)]
        if any(bound is not None and sign_of(sense * (each - _rational(bound))) != 1 for each, bound, sense in bounds):
            return False
        if sort.values is not None or (sort.nonzero and not sign_of(value)):
            return False
    return all(_holds(each, point, fuel) for each in hypotheses)


def _rational(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _holds(hypothesis: Term, point: Point, fuel: Fuel) -> bool:
    if hypothesis.op not in ("lt", "le", "ne") or not set(free_symbols(hypothesis)) <= point.keys():
        return False
    sides = enclosures(hypothesis, point, fuel)
    if len(sides) != 2 or any(isinstance(side, Absent) for side in sides):
        return False
    sign = sign_of(sides[1] - sides[0])
    return sign == 1 or (hypothesis.op == "ne" and sign == -1)


def value_at(term: Term, point: Mapping[Term, Any], fuel: Fuel) -> Value | None:
    """The enclosure of a number at a point; None where it has no value, or is not evaluated."""
    try:
        found = enclosure(term, point, fuel)
    except (CannotEvaluate, OutOfFuel):
        return None
    return None if isinstance(found, Absent) else found
