r"""An answer to a question for an optimum: `\arg\min_w f(w)` against a formula for w.

The formula is the optimum if it lies in the domain, no other point is better, and no other is as good.  Where the engine does not
see the inequality itself, there are other ways, for the least value of f at w = a:

    a quadratic   f(a+u) = f(a) + q(u), and the quadratic form q(u) is positive for every u that is not 0
    convexity     f is twice differentiable on an open interval, f'' > 0 there, and f'(a) = 0
    slope         f is differentiable on an open interval, f' < 0 before a, and f' > 0 behind it
    growth        f(a) + c (w - a)^2 <= f(w) for some c > 0
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from verify.ask import Reader
from verify.claim import Argmax, Argmin
from verify.domain import conditions
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.work import GLANCE, Work
from verify.grading.optima.likelihoods import logarithm
from verify.grading.optima.minima import (
    Asked,
    convex_and_smooth,
    has_optimum_at,
    is_sure,
    is_total,
    proved,
    proved_in_stages,
    quadratic_of,
    turn,
    where_it_curves,
)
from verify.obligations import Obligation, obligations
from verify.problem import InputError
from verify.question import Question
from verify.sort import Scalar, Sequence, Tensor
from verify.term import (
    MINUS_ONE,
    ZERO,
    Term,
    add,
    equal,
    free_symbols,
    make,
    mul,
    number,
    postorder,
    power,
    relation,
    substitute,
    subtract,
)
from verify.verdict import Verdict, weakest

_FIRST_LOOK = 20_000  # fuel
_OF_POLYNOMIALS = frozenset("ne number symbol item row add mul matmul transpose sum trace identity zeros ones".split())
_COUNTED = frozenset(("sum", "identity", "zeros", "ones"))
OPTIMA = {"argmin": Argmin, "argmax": Argmax}


def compare_with_optimum(
    optimum: Term, place: Term, hypotheses: tuple[Term, ...], work: Work, is_answer: bool = False
) -> Comparison:
    """Whether `place` is what `optimum` (op argmin or argmax) stands for; `is_answer` if the optimum was submitted.

    A better point refutes it; a point that is as good makes the question have no single answer, which is left to a person.
    """
    bound, objective = optimum.args
    if isinstance(bound.sort, Scalar) and bound.sort.is_integer:
        return undecided("an index where a rule for it is asked for", "optimum")
    plain = logarithm(objective, bound, hypotheses, work) if bound not in free_symbols(place) else None
    if plain is not None:
        found = _compare(make(optimum.op, (bound, plain)), place, hypotheses, work, is_answer)
        if found.outcome != "undecided":
            return found
    found = _compare(optimum, place, hypotheses, work, is_answer)
    if found.outcome != "undecided" or is_answer or bound in free_symbols(place):
        return found
    least = objective if optimum.op == "argmin" else mul(MINUS_ONE, objective)
    curves = where_it_curves(Asked(least, bound, place, hypotheses, work))
    if curves is None or not _is_nearly_everywhere(curves, hypotheses, work):
        return found
    other = _but_for((curves,), optimum, place, hypotheses, work)
    return other if other.outcome == "correct" else found


def _is_nearly_everywhere(positive: Term, hypotheses: tuple[Term, ...], work: Work) -> bool:
    """Whether a formula is never negative, and not always 0."""
    _, formula = positive.args
    is_zero = work.decide(Question(equal(formula, ZERO), hypotheses), GLANCE)
    is_least = work.decide(Question(relation("le", ZERO, formula), hypotheses), GLANCE)
    return is_zero.truth == "refuted" and is_least.truth == "proved"


def _compare(optimum: Term, place: Term, hypotheses: tuple[Term, ...], work: Work, is_answer: bool) -> Comparison:
    bound, objective = optimum.args
    if bound in free_symbols(place):
        return undecided(f"the answer contains {bound.name}, which is optimised over", "name")
    statement = OPTIMA[optimum.op](objective, bound, place)
    try:
        asked = obligations(statement, Reader({}), hypotheses)
    except InputError as error:
        return undecided(error.problem.seen, "shape")
    least = objective if optimum.op == "argmin" else mul(MINUS_ONE, objective)
    asks = Asked(least, bound, place, hypotheses, work)
    if asks.is_of_another:
        return undecided(f"an assumption on {bound.name}, which is optimised over another domain", "domain")
    if not _is_defined(place, asks) or (is_answer and not is_total(asks)):
        beaten = _beaten_somewhere(asked, asks)
        holes = () if beaten is not None or is_answer else _holes(asks)
        if holes:
            return _but_for(holes, optimum, place, hypotheses, work)
        return beaten or undecided("whether the answer is defined everywhere is not known", "domain")
    feasible = [work.decide(each.question) for each in asked if each.label == "feasible"]
    for each, verdict in zip((each for each in asked if each.label == "feasible"), feasible, strict=True):
        if verdict.truth == "refuted":
            return _beaten(each, verdict, asks)
    quadratic = _as_quadratic(asks, feasible)
    if quadratic is not None:
        return quadratic
    found = _in_general(asked, asks, feasible)
    if found.outcome == "correct" and not _has_value_everywhere(asks):
        holes = () if is_answer else _holes(asks)
        if holes:
            return _but_for(holes, optimum, place, hypotheses, work)
        return undecided("whether the function has a value at the answer for all of its parameters is not known", "domain")
    return found


def _but_for(holes: tuple[Term, ...], optimum: Term, place: Term, hypotheses: tuple[Term, ...], work: Work) -> Comparison:
    """The comparison where the place is defined, which it is but for single points, or where it has an optimum."""
    found = _compare(optimum, place, (*hypotheses, *holes), work, False)
    if found.outcome != "correct":
        return found
    return replace(found, verdict=replace(found.verdict, domain="common", exceptions=holes))


def _as_quadratic(asks: Asked, feasible: list[Verdict]) -> Comparison | None:
    """What is known if the function is a quadratic: f(a+u) = f(a) + q(u) at the place of its least value only."""
    quadratic = quadratic_of(asks)
    if quadratic is None:
        return None
    grows = asks.work.decide(quadratic.grows_from(asks.place), GLANCE)
    if grows.truth == "refuted":
        better = Obligation("global", quadratic.is_left_behind(asks.place))
        verdict = asks.work.decide(better.question, GLANCE)
        return _beaten(better, verdict, asks) if verdict.truth == "refuted" else None
    if grows.domain != "total" and not is_total(asks):
        return None
    if not is_sure(grows):
        grows = asks.work.decide(quadratic.grows_from(asks.place))
    found = proved_in_stages((quadratic.is_positive(),), asks.work) if is_sure(grows) else []
    return _correct_if_sure([*feasible, grows, *found]) if found else None


def _in_general(asked: tuple[Obligation, ...], asks: Asked, feasible: list[Verdict]) -> Comparison:
    direct: list[Verdict] = []
    for each in asked:
        if each.label == "feasible":
            continue
        # A better point is mostly found at once; whether there is none is asked below in ways that are easier than this one.
        verdict = asks.work.decide(each.question, _FIRST_LOOK)
        if verdict.truth == "refuted" and each.label == "global":
            return _beaten(each, verdict, asks)
        direct.append(verdict)
    ways: tuple[Callable[[], list[Verdict]], ...] = (lambda: direct, *(partial(way, asks) for way in (_convexity, turn, _growth)))
    for way in ways:
        found = way()
        comparison = _correct_if_sure([*feasible, *found]) if found else None
        if comparison is not None:
            return comparison
    return _at_length(asked, asks)


def _beaten_somewhere(asked: tuple[Obligation, ...], asks: Asked) -> Comparison | None:
    """Wrong for a place that is no optimum where it is defined; None if no better point is seen."""
    for each in asked:
        verdict = asks.work.decide(each.question, _FIRST_LOOK) if each.label == "global" else None
        if verdict is not None and verdict.truth == "refuted":
            found = _beaten(each, verdict, asks)
            return found if found.outcome == "wrong" else None
    return None


def _correct_if_sure(verdicts: list[Verdict]) -> Comparison | None:
    return Comparison("correct", weakest(verdicts)) if all(map(is_sure, verdicts)) else None


def _at_length(asked: tuple[Obligation, ...], asks: Asked) -> Comparison:
    """Each obligation with all the work that is allowed."""
    verdicts = []
    for each in asked:
        verdict = asks.work.decide(each.question)
        if verdict.truth == "refuted" and each.label in ("feasible", "global"):
            return _beaten(each, verdict, asks)
        verdicts.append(verdict)
    whole = weakest(verdicts)
    if all(map(is_sure, verdicts)):
        return Comparison("correct", whole)
    reason = "; ".join(whole.reasons) or "no proof that this is the only optimum"
    return Comparison("undecided", Verdict("undecided", whole.domain, reasons=(reason,)), reason)


def _beaten(obligation: Obligation, verdict: Verdict, asks: Asked) -> Comparison:
    """Wrong, if there is an optimum at the point where the answer is none: where there is none, nothing is asked for."""
    found, question = verdict.counterexample, obligation.question
    if found is None or not has_optimum_at(dict(found.point), asks):
        curves = where_it_curves(asks)
        if curves is not None:
            question = Question(question.statement, (*question.hypotheses, curves))
            verdict = asks.work.decide(question)
        if curves is None or verdict.truth != "refuted":
            return undecided("another point is better somewhere, where it is not known that there is an optimum", "domain")
    reason = "outside of the domain" if obligation.label == "feasible" else "another point is better"
    return Comparison("wrong", verdict, reason, None, question)


def _is_defined(term: Term, asks: Asked) -> bool:
    """Whether a term is defined on the domain, but for single points."""
    zero = make("zeros", term.shape) if term.shape else ZERO
    verdict = asks.work.decide(Question(equal(zero, mul(ZERO, term)), asks.hypotheses))
    if verdict.truth != "proved" or verdict.domain not in ("total", "common"):
        return False
    wanted = () if verdict.domain == "total" else (each for each in conditions(term) if each not in asks.hypotheses)
    return all(each.op == "ne" and _is_polynomial(each) for each in wanted)


def _holes(asks: Asked) -> tuple[Term, ...]:
    """That what the place is divided by is not 0, if it is so nearly everywhere: the sum of the x_i^2.

    Where a polynomial in real numbers is 0, but not everywhere, every neighbourhood has points at which it is not.
    """
    wanted = tuple(each for each in conditions(asks.place) if each not in asks.hypotheses)
    for condition in wanted:
        if condition.op != "ne" or not _is_polynomial(condition):
            return ()
        if asks.work.decide(Question(equal(*condition.args), asks.hypotheses), GLANCE).truth != "refuted":
            return ()
    return wanted


def _is_polynomial(condition: Term) -> bool:
    """Whether a formula is a polynomial in real numbers without gaps; whole numbers count its terms, and are no more."""
    parts = postorder(condition)
    counts = {name for part in parts if part.op in _COUNTED for arg in part.args[:3] for name in free_symbols(arg)}
    return all(part in counts or _is_of_polynomial(part) for part in parts)


def _is_of_polynomial(part: Term) -> bool:
    if part.op == "power":
        exponent = part.args[1]
        return exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] >= 0
    if part.op != "symbol":
        return part.op in _OF_POLYNOMIALS
    sort: object = part.sort
    while isinstance(sort, (Sequence, Tensor)):
        sort = sort.element
    return isinstance(sort, Scalar) and not sort.is_complex and not sort.is_integer and sort.values is None


def _has_value_everywhere(asks: Asked) -> bool:
    """Whether the function is defined at the place for all values of the other names, not only for nearly all."""
    verdict = asks.work.decide(Question(equal(ZERO, mul(ZERO, asks.at(asks.place))), asks.hypotheses))
    return verdict.truth == "proved" and verdict.domain == "total"


def _convexity(asks: Asked) -> list[Verdict]:
    """The verdicts that make a smooth convex function least at `place`; none for a function or domain of another kind."""
    slope, curved = convex_and_smooth(asks)
    if slope is None or asks.is_constrained:  # what is left of an interval need not be one
        return []
    found = proved((Question(equal(substitute(slope, {asks.bound: asks.place}), ZERO), asks.hypotheses),), asks.work)
    if not found or found[0].domain != "total":
        return []
    return [replace(verdict, trust="cited") for verdict in (*curved, *found)]


def _growth(asks: Asked) -> list[Verdict]:
    """The verdict that a function of a number grows with the squared distance from `place`; none if it is not seen to."""
    if asks.bound.shape or not is_total(asks):
        return []
    for rate in _RATES:
        distance = power(subtract(asks.bound, asks.place), 2)
        grown = add(asks.at(asks.place), mul(rate, distance))
        found = proved((Question(relation("le", grown, asks.least), asks.hypotheses),), asks.work)
        if found:
            return found
    return []


_RATES = (number(1, 2), number(1, 8))
