"""Whether a statement holds at a point, for the check of counterexamples.

A statement about an undefined value neither holds nor fails; a conjunction with a false part fails whatever the others are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flint import arb

from verify.evaluate.complex_pairs import PAIRED
from verify.recheck import numbers
from verify.recheck.grid import Grid
from verify.recheck.limit_values import Infinite, infinity_of
from verify.recheck.numbers import Number, Undecided, Undefined
from verify.recheck.tables import State
from verify.term import INFINITY, MINUS_ONE, Term

if TYPE_CHECKING:
    from verify.recheck.values import Evaluation


def _relation(holds: Callable[[int], bool]) -> Callable[[Evaluation, Term], bool]:
    def judge(at: Evaluation, statement: Term) -> bool:
        gap = numbers.minus(*map(at.number, statement.args))
        if isinstance(gap, arb):
            below, equal, above = (not gap >= 0, bool(gap.contains(0)), not gap <= 0)
            outcomes = {holds(sign) for sign, possible in ((-1, below), (0, equal), (1, above)) if possible}
            if len(outcomes) == 1:
                return outcomes.pop()
            raise Undecided("two values that this precision does not tell apart")
        return holds(numbers.sign(gap))

    return judge


_SAME = _relation(lambda sign: sign == 0)


def _equal(at: Evaluation, statement: Term) -> bool:
    left, right = (infinity_of(arg) or at.of(arg) for arg in statement.args)
    if isinstance(left, Infinite) or isinstance(right, Infinite):
        return left == right  # no number is infinite
    if isinstance(left, State) and isinstance(right, State):
        return left == right
    if isinstance(left, PAIRED) or isinstance(right, PAIRED):
        return not numbers.differ(at.number(statement.args[0]), at.number(statement.args[1]))
    if not isinstance(left, Grid) and not isinstance(right, Grid):
        return _SAME(at, statement)
    if not isinstance(left, Grid) or not isinstance(right, Grid) or (left.rows, left.columns) != (right.rows, right.columns):
        raise Undecided("an equation between different kinds of things", final=True)
    open_entry = False
    for one, other in zip(left.entries, right.entries, strict=True):
        try:
            if numbers.differ(one, other):
                return False
        except Undecided:
            open_entry = True
    if open_entry:
        raise Undecided("two matrices that this precision does not tell apart")
    return True


def _any(at: Evaluation, parts: tuple[Term, ...], wanted: bool) -> bool:
    """Whether some part has the truth wanted; parts that have none count only if no other settles it."""
    obstacle: Exception | None = None
    for part in parts:
        try:
            if at.truth(part) is wanted:
                return True
        except (Undefined, Undecided) as found:
            obstacle = obstacle or found
    if obstacle is not None:
        raise obstacle
    return False


def _implies(at: Evaluation, statement: Term) -> bool:
    premise, conclusion = statement.args
    return _any(at, (premise,), False) or at.truth(conclusion)


def _member(at: Evaluation, statement: Term) -> bool:
    element, collection = statement.args
    if collection.op == "finite_set":
        value = at.number(element)
        return any(numbers.sign(numbers.minus(value, at.number(member))) == 0 for member in collection.args)
    if collection.op != "interval":
        raise Undecided(f"membership in {collection.op}", final=True)
    value = at.number(element)
    low, high = collection.args
    return _beyond(at, low, value, -1, collection.value[0]) and _beyond(at, high, value, 1, collection.value[1])


def _beyond(at: Evaluation, end: Term, value: Number, direction: int, is_open: bool) -> bool:
    infinite = _infinite(end)
    if infinite:
        return infinite == direction
    side = direction * numbers.sign(numbers.minus(at.number(end), value))
    return side > 0 or (side == 0 and not is_open)


def _infinite(term: Term) -> int:
    if term is INFINITY:
        return 1
    return -1 if term.op == "mul" and set(term.args) == {MINUS_ONE, INFINITY} else 0


STATEMENTS: dict[str, Callable[[Evaluation, Term], bool]] = {
    "eq": _equal,
    "ne": lambda at, statement: not _equal(at, statement),
    "lt": _relation(lambda sign: sign < 0),
    "le": _relation(lambda sign: sign <= 0),
    "and": lambda at, statement: not _any(at, statement.args, False),
    "or": lambda at, statement: _any(at, statement.args, True),
    "not": lambda at, statement: not at.truth(statement.args[0]),
    "implies": _implies,
    "iff": lambda at, statement: at.truth(statement.args[0]) is at.truth(statement.args[1]),
    "is_member": _member,
    "true": lambda at, statement: True,
    "false": lambda at, statement: False,
}
