"""Relations, logic and choices between branches, on exact rationals and real balls.

A statement about an undefined value is undefined, and one that the balls do not decide is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb, fmpq

from verify.evaluate.functions import UNDEFINED, UNKNOWN, Absent, Value, sign_of


def _relation(holds: Callable[[int], bool]) -> Callable[[Value, Value], Value]:
    def decide(left: Value, right: Value) -> Value:
        gap = left - right
        if isinstance(gap, Absent):
            return gap
        sign = sign_of(gap)
        if sign is not None:
            return holds(sign)
        below, equal, above = (not gap >= 0, True, not gap <= 0)
        outcomes = {holds(sign) for sign, possible in ((-1, below), (0, equal), (1, above)) if possible}
        return outcomes.pop() if len(outcomes) == 1 else UNKNOWN

    return decide


def conjunction(*parts: Value) -> Value:
    if any(part is False for part in parts):
        return False
    return _weakest(parts, True)


def disjunction(*parts: Value) -> Value:
    if any(part is True for part in parts):
        return True
    return _weakest(parts, False)


def _weakest(parts: tuple[Value, ...], otherwise: bool) -> Value:
    if any(part is UNKNOWN for part in parts):
        return UNKNOWN
    return UNDEFINED if any(part is UNDEFINED for part in parts) else otherwise


def negation(part: Value) -> Value:
    return part if isinstance(part, Absent) else not part


def implication(premise: Value, conclusion: Value) -> Value:
    return disjunction(negation(premise), conclusion)


def equivalence(left: Value, right: Value) -> Value:
    return _weakest((left, right), left is right)


def piecewise(*parts: Value) -> Value:
    """The first branch whose condition holds; the hull of the branches that are possible."""
    hull: Value = None
    for branch, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is False:
            continue
        if condition is UNDEFINED:
            return UNDEFINED if hull is None else UNKNOWN
        if hull is None:
            hull = branch
        elif isinstance(hull, Absent) or isinstance(branch, Absent):
            return UNDEFINED if hull is UNDEFINED and branch is UNDEFINED and condition is True else UNKNOWN
        elif not (type(hull) is fmpq and type(branch) is fmpq and hull == branch):
            hull = arb(hull).union(arb(branch))
        if condition is True:
            return hull
    return UNDEFINED if hull is None else UNKNOWN


def given_defined(value: Value, body: Value) -> Value:
    return body if isinstance(body, Absent) else value


def unless_zero(value: Value, switch: Value) -> Value:
    if isinstance(switch, Absent):
        return switch
    return value if sign_of(switch) else UNKNOWN


def interval(openness: Any, ends: tuple[int, int], element: Value, *finite: Value) -> Value:
    """Whether `element` lies between two ends, of which the infinite ones are not among `finite`."""
    bounds = iter(finite)
    parts: list[Value] = [] if not isinstance(element, Absent) else [element]
    for place in (0, 1):
        if not ends[place]:
            bound = next(bounds)
            pair = (bound, element) if place == 0 else (element, bound)
            parts.append((LESS if openness[place] else AT_MOST)(*pair))
    return conjunction(*parts)


def finite_set(_: Any, __: Any, element: Value, *members: Value) -> Value:
    return disjunction(*(EQUAL(element, member) for member in members))


EQUAL = _relation(lambda sign: sign == 0)
LESS = _relation(lambda sign: sign < 0)
AT_MOST = _relation(lambda sign: sign <= 0)

PIECEWISE_AND_LOGIC: dict[str, Callable[..., Value]] = {
    "eq": EQUAL,
    "ne": _relation(lambda sign: sign != 0),
    "lt": LESS,
    "le": AT_MOST,
    "and": conjunction,
    "or": disjunction,
    "not": negation,
    "implies": implication,
    "iff": equivalence,
    "piecewise": piecewise,
    "given_defined": given_defined,
    "unless_zero": unless_zero,
    "interval": interval,
    "finite_set": finite_set,
}
