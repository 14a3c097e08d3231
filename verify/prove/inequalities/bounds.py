"""Bounds of a function that stands in a side: min(1, u) <= 1, log u <= u - 1, 0 <= |u|.

A side that is c t + d, with c >= 0, is at most c b + d for t <= b, and the inequality is sought with b for t.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verify.mathematics.manifest import Manifest, unguarded
from verify.mathematics.tidy import tidy
from verify.prove.inequalities.domains import unused
from verify.prove.inequalities.search import Search, order
from verify.question import Proof, Question, Unproved
from verify.sort import POSITIVE, REAL, Scalar
from verify.term import MINUS_ONE, ONE, ZERO, Term, add, contains, exp, log, mul, negate, relation, substitute, subtract

_OF_BOUNDED_VALUES = frozenset(("min", "max", "abs", "tanh", "sin", "cos", "erf"))
_SWITCHES = frozenset(("min", "max", "abs"))
_WITH_TANGENT = frozenset(("log", "exp"))
MOST_TRIED = 8
MOST_SEARCHED = 2  # where each takes a search of its own
NONE = Unproved("no bound of a function that leads from one side to the other")

Prover = Callable[[Question], Proof | Unproved]

# Differences that are nowhere negative, of numbers of a sort: of their functions, one argument is any number.
_TANGENTS: dict[str, tuple[Scalar, Callable[[Term], Term]]] = {
    "log": (POSITIVE, lambda x: subtract(subtract(x, ONE), log(x))),
    "exp": (REAL, lambda x: subtract(exp(x), add(ONE, x))),
}


@dataclass(frozen=True)
class _Step:
    """A side, and the side with a bound in place of a function; they differ by factor times gap, both not negative.

    `tangent` is the function whose tangent the bound is.
    """

    side: Term
    bound: Term
    factor: Term
    gap: Term
    tangent: Term | None


def bounded(search: Search, question: Question, depth: int) -> Proof | None:
    """a <= b from a <= m and m <= b, where m is one side with a bound in place of a switch or wave."""
    return _in_search(search, question, depth, _OF_BOUNDED_VALUES)


def by_tangent(search: Search, question: Question) -> Proof | None:
    """The same, with u - 1 in place of log u, or 1 + u in place of exp u, before a normal form takes log(2 pi s^2) apart."""
    return _in_search(search, question, 0, _WITH_TANGENT)


def _in_search(search: Search, question: Question, depth: int, functions: frozenset[str]) -> Proof | None:
    if depth > search.limit - 3 or not any(contains(side, functions) for side in question.statement.args):
        return None
    return _through(search, question, depth, MOST_TRIED, functions, lambda goal: search.prove(goal, depth + 1))


def prove_through_bound(question: Question, search: Search, prove: Prover) -> Proof | Unproved:
    """As above, of sums and entries as well, where `prove` goes on from the bound."""
    functions = _OF_BOUNDED_VALUES | _WITH_TANGENT
    if not any(contains(side, functions) for side in question.statement.args) or question.statement.op not in ("le", "lt"):
        return NONE

    def go_on(goal: Question) -> Proof | None:
        found = prove(goal)
        return found if isinstance(found, Proof) else None

    return _through(search, question, 0, MOST_SEARCHED, functions, go_on, cancels=True) or NONE


def _through(
    search: Search,
    question: Question,
    depth: int,
    most: int,
    functions: frozenset[str],
    go_on: Callable[[Question], Proof | None],
    *,
    cancels: bool = False,
) -> Proof | None:
    """`cancels`: what stands on both sides is taken to cancel, and is not replaced."""
    facts = Manifest(question.hypotheses, fuel=search.fuel)
    sides: list[list[Term]] = [[part for part in unguarded(side) if part.op in functions] for side in question.statement.args]
    kept = frozenset(sides[0]) & frozenset(sides[1]) if cancels else frozenset()
    left, right = question.statement.args
    steps = [(True, step) for part in sides[0] if part not in kept for step in _steps(facts, left, part, 1)]
    steps += [(False, step) for part in sides[1] if part not in kept for step in _steps(facts, right, part, -1)]
    for is_left, step in steps[:most]:
        reduced = (step.bound, right) if is_left else (left, step.bound)
        goal = Question(relation(order(question), *reduced), question.hypotheses)
        if not search.is_plausible(goal):
            continue
        reached = go_on(goal)
        way = None if reached is None else _way(search, question, step, is_left, depth)
        if way is not None and reached is not None:
            return Proof("through a bound", question, (way, reached) if is_left else (reached, way))
    return None


def _steps(facts: Manifest, side: Term, part: Term, sense: int) -> Iterator[_Step]:
    """Greater sides for the sense 1, lesser ones for -1, with bounds of one part."""
    slope = slope_of(side, part)
    factor = ZERO if slope is None else tidy(slope)
    sign = None if slope is None else facts.sign(factor)
    if sign is None or (factor.op == "number" and part.op in _SWITCHES):  # whose cells are no harder than a bound
        return
    upward = sense * (1 if sign[0] >= 0 else -1)
    factor = factor if sign[0] >= 0 else tidy(negate(factor))
    for bound in _bounds(part, upward):
        gap = subtract(bound, part) if upward > 0 else subtract(part, bound)
        yield _Step(side, substitute(side, {part: bound}), factor, gap, None)
    if (part.op, upward) in (("log", 1), ("exp", -1)):
        gap = _TANGENTS[part.op][1](part.args[0])
        bound = subtract(part.args[0], ONE) if part.op == "log" else add(ONE, part.args[0])
        yield _Step(side, substitute(side, {part: bound}), factor, gap, part)


def slope_of(side: Term, part: Term) -> Term | None:
    """c for a side c t + d in which the part t stands nowhere else; None for another side."""
    if side is part:
        return ONE
    inside = [arg for arg in side.args if part in unguarded(arg)]
    if side.op == "add":
        slopes = [slope_of(arg, part) for arg in inside]
        known = [slope for slope in slopes if slope is not None]
        return add(*known) if len(known) == len(slopes) else None
    if side.op != "mul" or len(inside) != 1:
        return None
    slope = slope_of(inside[0], part)
    return None if slope is None else mul(*(slope if arg is inside[0] else arg for arg in side.args))


def _bounds(part: Term, sense: int) -> tuple[Term, ...]:
    """Terms that the value is at most, for the sense 1, or at least."""
    if part.op == ("min" if sense > 0 else "max"):
        return part.args
    if part.op == "abs" and sense < 0:
        return (*part.args, negate(part.args[0]), ZERO)
    if part.op in ("tanh", "sin", "cos", "erf"):
        return (ONE if sense > 0 else MINUS_ONE,)
    return ()


def _way(search: Search, question: Question, step: _Step, is_left: bool, depth: int) -> Proof | None:
    """The weak inequality between a side and the side with the bound."""
    sides = (step.side, step.bound) if is_left else (step.bound, step.side)
    gap = Question(relation("le", ZERO, step.gap), question.hypotheses)
    proof = search.prove(gap, depth + 1) if step.tangent is None else _special_case(search, gap, step.tangent, depth)
    if proof is None:
        return None
    whole = step.gap
    if step.factor is not ONE:
        whole = mul(*(step.factor.args if step.factor.op == "mul" else (step.factor,)), step.gap)
        proof = Proof("positive factor", Question(relation("le", ZERO, whole), question.hypotheses), (proof,))
    return search.rearranged(Question(relation("le", *sides), question.hypotheses), whole, proof)


def _special_case(search: Search, question: Question, tangent: Term, depth: int) -> Proof | None:
    """A function of any argument lies on one side of a tangent, as it does of all numbers."""
    sort, gap = _TANGENTS[tangent.op]
    name = unused("x", sort, question)
    proof = search.prove(Question(relation("le", ZERO, gap(name))), depth + 1)
    return None if proof is None else Proof("special case", question, (proof,), {"symbol": name, "value": tangent.args[0]})
