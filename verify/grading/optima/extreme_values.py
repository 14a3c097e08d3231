r"""An answer to a question for an optimal value: `\min_u f(u)` against a formula v for the value.

    correct    v <= f(u) for all u, and f(c) = v for one of some places c in the domain (roots of the slope, kinks)
    wrong      f(u) < v somewhere, or v + e <= f(u) for all u and some e > 0 at some values of the other names, where f is known
               to have a least value there
    undecided  all else: an infimum that is not attained, a function without one for some of its parameters

A place that is proved to be the optimum says the value itself, which is then compared as any formula is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.work import GLANCE, Work
from verify.grading.explaining.quick_values import QuickValues
from verify.grading.optima.minima import Asked, has_optimum_at, is_sure, is_total, without_derivatives
from verify.grading.optima.optima import compare_with_optimum
from verify.grading.optima.stationary import guesses
from verify.grading.optima.stationary_vectors import stationary_vector
from verify.mathematics.sort_bounds import bounds
from verify.question import Question
from verify.sort import Scalar
from verify.term import MINUS_ONE, ZERO, Term, add, binder, equal, free_symbols, mul, number, relation, substitute, subtract
from verify.verdict import Verdict, weakest

VALUES = {"minimum": "argmin", "maximum": "argmax"}
_POINTS = 9
_CLOSE = 1e-7
_PLACES = tuple(map(Fraction, ("1", "2", "1/2", "3", "-1", "-2", "1/3", "1/4", "3/4", "0")))
_MOST_POINTS = 12
_MOST_PLACES = 2


def compare_with_value(optimum: Term, answer: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Whether `answer` is the value that `optimum` (op minimum or maximum) stands for."""
    bound, objective = optimum.args[0], without_derivatives(optimum.args[1])
    optimum = binder(optimum.op, bound, objective)
    if bound in free_symbols(answer) or answer.shape:
        return undecided(f"the answer contains {bound.name}, which is optimised over", "name")
    if bound.shape:
        return _of_vector(optimum, answer, hypotheses, Work(limits))
    if not isinstance(bound.sort, Scalar) or bound.sort.kind != "real":
        return undecided("an optimal value over what is no real number", "shape")
    sign = MINUS_ONE if optimum.op == "maximum" else None
    least, value = (mul(sign, each) if sign is not None else each for each in (objective, answer))
    work = Work(limits)
    asks = Asked(least, bound, ZERO, hypotheses, work)
    if asks.is_constrained or not is_total(asks):
        return undecided("an optimum of what is not known to be defined on all of a domain without conditions", "domain")
    lower = Question(relation("le", value, least), hypotheses)
    verdict = work.decide(lower)
    if verdict.truth == "refuted":
        return _beaten(lower, verdict, asks)
    attained = _attained(value, asks) if is_sure(verdict) and verdict.domain == "total" else None
    if attained is not None:
        return Comparison("correct", weakest((verdict, attained)))
    if is_sure(verdict):
        too_small = _never_reached(value, asks)
        if too_small is not None:
            return too_small
    places = [place for place in guesses(least, bound) if _is_inside(place, asks)]
    by_place = _by_the_place(optimum, answer, places, asks)
    if by_place is None and is_sure(verdict):
        reason = "a bound, of which it is not known that it is attained"
        return Comparison("undecided", Verdict("undecided", verdict.domain, reasons=(reason,)), reason)
    return by_place or Comparison("undecided", verdict, "; ".join(verdict.reasons) or "no proof that it is a bound")


def _of_vector(optimum: Term, answer: Term, hypotheses: tuple[Term, ...], work: Work) -> Comparison:
    """The value of a function of a vector, at the place where its gradient vanishes."""
    bound, objective = optimum.args
    least = mul(MINUS_ONE, objective) if optimum.op == "maximum" else objective
    asks = Asked(least, bound, ZERO, hypotheses, work)
    if asks.is_constrained or not is_total(asks):
        return undecided("an optimum of what is not known to be defined on all of a domain without conditions", "domain")
    place = stationary_vector(least, bound)
    found = _by_the_place(optimum, answer, [place], asks) if place is not None else None
    return found or undecided("no place is proved to be the optimum", "shape")


def _by_the_place(optimum: Term, answer: Term, places: Sequence[Term], asks: Asked) -> Comparison | None:
    """The value at a place that is proved to be the optimum, compared with the answer."""
    bound, objective = optimum.args
    for place in places[:_MOST_PLACES]:
        asked = binder(VALUES[optimum.op], bound, objective)
        found = compare_with_optimum(asked, place, asks.hypotheses, asks.work)
        if found.outcome != "correct":
            continue
        question = Question(equal(substitute(objective, {bound: place}), answer), asks.hypotheses)
        verdict = asks.work.decide(question)
        if verdict.truth == "refuted":
            return Comparison("wrong", verdict, "the optimum has another value", None, question)
        if is_sure(verdict) and verdict.domain == "total":
            return Comparison("correct", weakest((found.verdict, verdict)), "", None, question)
    return None


def compare_values(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Two optimal values: the same, if what is optimised is the same function on the same domain."""
    bound, objective = reference.args
    other, body = submitted.args
    if bound.sort == other.sort and (other is bound or bound not in free_symbols(body)):
        question = Question(equal(objective, substitute(body, {other: bound})), hypotheses)
        verdict = decide(question, limits)
        if is_sure(verdict) and verdict.domain == "total":
            return Comparison("correct", verdict, "", None, question)
    return undecided("whether two optimal values are the same is not known", "name")


def _beaten(question: Question, verdict: Verdict, asks: Asked) -> Comparison:
    found = verdict.counterexample
    if found is None or not has_optimum_at(dict(found.point), asks):
        return undecided("the function is better somewhere, where it is not known that there is an optimum", "domain")
    return Comparison("wrong", verdict, "the function is better than that", None, question)


def _attained(value: Term, asks: Asked) -> Verdict | None:
    """The verdict that one of the places that are guessed has this value, everywhere."""
    quick = QuickValues(asks.least, value, points=_POINTS)
    wanted = quick.values(value)
    factors: list[Term] = []
    for place in guesses(asks.least, asks.bound):
        if not _is_inside(place, asks):
            continue
        gap = subtract(asks.at(place), value)
        pairs = zip(quick.values(gap), wanted, strict=True)
        here = [found is not None and abs(found) < _CLOSE * (1 + abs(want or 0)) for found, want in pairs]
        if any(here):
            factors.append(gap)
        if all(here):
            factors = [gap]
            break
    if not factors:
        return None
    verdict = asks.work.decide(Question(equal(mul(*factors), ZERO), asks.hypotheses))
    return verdict if is_sure(verdict) and verdict.domain == "total" else None


def _is_inside(place: Term, asks: Asked) -> bool:
    """Whether a place lies in the domain of the variable for all values of the other names."""
    sort = asks.bound.sort
    assert isinstance(sort, Scalar)
    if sort.values is not None or sort.nonzero:
        return False
    statements = [*bounds(place, sort), equal(mul(ZERO, place), ZERO)]
    verdicts = [asks.work.decide(Question(statement, asks.hypotheses)) for statement in statements]
    return all(is_sure(verdict) and verdict.domain == "total" for verdict in verdicts)


def _never_reached(value: Term, asks: Asked) -> Comparison | None:
    """Wrong, if at some values of the other names the function stays above the answer by some amount."""
    for point in _points(asks, value):
        here = {name: number(place) for name, place in point.items()}
        least, bound_of = substitute(asks.least, here), substitute(value, here)
        found = QuickValues(least, bound_of, points=_POINTS).values(subtract(least, bound_of))
        heights = [height for height in found if height is not None]
        if not heights or min(heights) < 0.01:
            continue
        local = replace(asks, least=least, hypotheses=())
        for share in (Fraction(1, 2), Fraction(1, 16), Fraction(1, 128)):
            excess = Fraction(min(heights)).limit_denominator(64) * share
            above = Question(relation("le", add(bound_of, number(excess)), least))
            verdict = asks.work.decide(above, GLANCE) if excess > 0 else None
            if verdict is not None and verdict.truth in ("supported", "undecided"):  # it may well hold: once, no work is spared
                verdict, asks = asks.work.decide(above), replace(asks, work=Work(replace(asks.work.limits, fuel=GLANCE)))
            if verdict is not None and is_sure(verdict) and _has_optimum(point, asks) and is_total(local):
                return _with_point(Question(relation("le", asks.least, value), asks.hypotheses), least, bound_of, point, asks)
    return None


def _has_optimum(point: Mapping[Term, Fraction], asks: Asked) -> bool:
    return has_optimum_at({name.name: str(place) for name, place in point.items()}, asks)


def _with_point(question: Question, least: Term, value: Term, point: Mapping[Term, Fraction], asks: Asked) -> Comparison | None:
    """The comparison whose counterexample is the values of the names, and some value of the variable."""
    verdict = asks.work.decide(Question(relation("le", least, value)))
    found = verdict.counterexample
    if verdict.truth != "refuted" or found is None:
        return None
    names = tuple((name.name, str(place)) for name, place in point.items())
    whole = replace(verdict, counterexample=replace(found, point=(*names, *found.point)))
    return Comparison("wrong", whole, "the function does not come near that", None, question)


def _points(asks: Asked, value: Term) -> Iterator[dict[Term, Fraction]]:
    """Simple values of all names but the variable, at which the hypotheses are known to hold."""
    every = dict.fromkeys(name for term in (asks.least, value) for name in free_symbols(term) if name is not asks.bound)
    names = [(name, name.sort) for name in every if isinstance(name.sort, Scalar) and not name.sort.is_complex]
    if len(names) < len(every):
        return
    count = 0
    for shift in range(len(_PLACES)):
        point = {}
        for index, (name, sort) in enumerate(names):
            fitting = [place for place in _PLACES if sort.contains(place)]
            if not fitting:
                return
            point[name] = fitting[(shift * (index + 1) + index) % len(fitting)]
        here = {name: number(place) for name, place in point.items()}
        if all(asks.work.decide(Question(substitute(each, here))).truth == "proved" for each in asks.hypotheses):
            count += 1
            yield point
        if count == _MOST_POINTS or not names:
            return
