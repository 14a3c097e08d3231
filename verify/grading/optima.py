r"""An answer to a question for an optimum: `\arg\min_w f(w)` against a formula for w.

The formula is the optimum if it lies in the domain, no other point is better, and no other is as good.  Where the engine does not
see the inequality itself, there are other ways, for the least value of f at w = a:

    the second difference   f(w+u) + f(w-u) - 2 f(w) is the same at every w, and positive for every u that is not 0 (f is a
                            quadratic), and f(a+u) = f(a-u): then f(a+u) - f(a) is half of it
    convexity               f is twice differentiable on an open interval, f'' > 0 there, and f'(a) = 0
    growth                  f(a) + c (w - a)^2 <= f(w) for some c > 0
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from verify.ask import Reader
from verify.calculus import differentiate
from verify.claim import Argmax, Argmin
from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparison import Comparison, undecided
from verify.obligations import Obligation, obligations
from verify.problem import InputError
from verify.question import Question
from verify.sort import REAL, Scalar, Tensor
from verify.term import (
    MINUS_ONE,
    ZERO,
    Term,
    add,
    consists_of,
    equal,
    free_symbols,
    fresh_symbol,
    make,
    matmul,
    mul,
    number,
    power,
    relation,
    substitute,
    subtract,
    symbol,
    transpose,
)
from verify.verdict import Verdict, weakest

_GLANCE = 60_000  # fuel
OPTIMA = {"argmin": Argmin, "argmax": Argmax}


def compare_with_optimum(optimum: Term, place: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Whether `place` is what `optimum` (op argmin or argmax) stands for.

    A better point refutes it; a point that is as good makes the question have no single answer, which is left to a person.
    """
    bound, objective = optimum.args
    if bound in free_symbols(place):
        return undecided(f"the answer contains {bound.name}, which is optimised over", "name")
    statement = OPTIMA[optimum.op](objective, bound, place)
    try:
        asked = obligations(statement, Reader({}), hypotheses)
    except InputError as error:
        return undecided(error.problem.seen, "shape")
    least = objective if optimum.op == "argmin" else mul(MINUS_ONE, objective)
    verdicts: dict[str, list[Verdict]] = {}
    for each in asked:
        # A better point is mostly found at once; whether there is none is asked below in ways that are easier than this one.
        verdict = decide(each.question, replace(limits, fuel=min(limits.fuel, _GLANCE)) if each.label != "feasible" else limits)
        if verdict.truth == "refuted" and each.label in ("feasible", "global"):
            return _beaten(each, verdict)
        verdicts.setdefault(each.label, []).append(verdict)
    feasible = verdicts.pop("feasible", [])
    direct = [verdict for found in verdicts.values() for verdict in found]
    ways: list[Callable[[], list[Verdict]]] = [lambda: direct]
    ways += [partial(way, least, bound, place, hypotheses, limits) for way in (_second_difference, _convexity, _growth)]
    for way in ways:
        found = way()
        if found and all(_is_sure(verdict) for verdict in (*feasible, *found)):
            return Comparison("correct", weakest((*feasible, *found)))
    return _at_length(asked, limits)


def _at_length(asked: tuple[Obligation, ...], limits: Limits) -> Comparison:
    """Each obligation with all the work that is allowed."""
    verdicts = []
    for each in asked:
        verdict = decide(each.question, limits)
        if verdict.truth == "refuted" and each.label in ("feasible", "global"):
            return _beaten(each, verdict)
        verdicts.append(verdict)
    whole = weakest(verdicts)
    if all(map(_is_sure, verdicts)):
        return Comparison("correct", whole)
    reason = "; ".join(whole.reasons) or "no proof that this is the only optimum"
    return Comparison("undecided", Verdict("undecided", whole.domain, reasons=(reason,)), reason)


def _beaten(obligation: Obligation, verdict: Verdict) -> Comparison:
    reason = "outside of the domain" if obligation.label == "feasible" else "another point is better"
    return Comparison("wrong", verdict, reason, None, obligation.question)


def _is_sure(verdict: Verdict) -> bool:
    return verdict.truth == "proved" and verdict.domain != "mismatch"


def _second_difference(least: Term, bound: Term, place: Term, hypotheses: tuple[Term, ...], limits: Limits) -> list[Verdict]:
    """The verdicts that make a quadratic least at `place`, and there only; none for a domain that is not a whole space."""
    sort = bound.sort
    if not (sort == REAL or (isinstance(sort, Tensor) and sort.element == REAL and not sort.properties)):
        return []
    step = fresh_symbol(bound, (bound, *free_symbols(least), *free_symbols(place)))
    if isinstance(sort, Tensor):
        step = symbol(step.name, replace(sort, properties=("nonzero",)))

    def at(point: Term) -> Term:
        return substitute(least, {bound: point})

    def second(point: Term) -> Term:
        return add(at(add(point, step)), at(subtract(point, step)), mul(number(-2), at(point)))

    origin = make("zeros", bound.shape) if bound.shape else ZERO
    length = matmul(transpose(step), step) if bound.shape else power(step, 2)
    return _decided(
        (
            Question(equal(second(bound), second(origin)), hypotheses),
            Question(relation("lt", ZERO, second(origin)), (*hypotheses, relation("lt", ZERO, length))),
            Question(equal(at(add(place, step)), at(subtract(place, step))), hypotheses),
        ),
        limits,
    )


def _convexity(least: Term, bound: Term, place: Term, hypotheses: tuple[Term, ...], limits: Limits) -> list[Verdict]:
    """The verdicts that make a smooth convex function least at `place`; none for a function or domain of another kind."""
    sort = bound.sort
    is_interval = isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None and not sort.nonzero
    if not is_interval or not (sort.lower_open and sort.upper_open) or not consists_of(least, _SMOOTH):  # type: ignore[union-attr]
        return []
    try:
        slope, conditions = differentiate(least, bound)
        curvature, more = differentiate(slope, bound)
    except InputError:
        return []
    found = _decided(
        (
            *(Question(condition, hypotheses) for condition in (*conditions, *more)),
            Question(relation("lt", ZERO, curvature), hypotheses),
            Question(equal(substitute(slope, {bound: place}), ZERO), hypotheses),
        ),
        limits,
    )
    # A curvature that is undefined somewhere says nothing there: 0 < f'' has to hold on all of the interval.
    return [replace(verdict, trust="cited") for verdict in found] if all(each.domain == "total" for each in found) else []


def _growth(least: Term, bound: Term, place: Term, hypotheses: tuple[Term, ...], limits: Limits) -> list[Verdict]:
    """The verdict that a function of a number grows with the squared distance from `place`; none if it is not seen to."""
    if bound.shape:
        return []
    for rate in _RATES:
        distance = power(subtract(bound, place), 2)
        grown = add(substitute(least, {bound: place}), mul(rate, distance))
        found = _decided((Question(relation("le", grown, least), hypotheses),), limits)
        if found:
            return found
    return []


_RATES = (number(1, 2), number(1, 8))
_SMOOTH = frozenset(("number", "symbol", "constant", "add", "mul", "power", "exp", "log", "sum", "item", "tanh", "sinh", "cosh"))


def _decided(questions: tuple[Question, ...], limits: Limits) -> list[Verdict]:
    """The verdicts up to the first that is not sure; none if there is one."""
    found: list[Verdict] = []
    for question in questions:
        verdict = decide(question, limits)
        if not _is_sure(verdict):
            return []
        found.append(verdict)
    return found
