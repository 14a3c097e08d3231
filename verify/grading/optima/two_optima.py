r"""Two optima, \arg\max_\mu \prod_i p(x_i; \mu) and \arg\min_\mu \sum_i (x_i - \mu)^2: whether they are the same places.

    correct    one function is a f + c of the other f, or of its logarithm, where a and c do not depend on the variable and a > 0
               (a < 0 where one is a maximum and the other a minimum); or both are least at one place, which is proved
    wrong      the place that is proved to be the optimum of one is not that of the other
    undecided  all else
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from verify.fuel import Fuel
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.work import GLANCE, Work
from verify.grading.optima.likelihoods import is_positive, logarithm
from verify.grading.optima.minima import is_sure
from verify.grading.optima.optima import compare_with_optimum
from verify.grading.optima.stationary import guesses
from verify.grading.optima.stationary_vectors import stationary_vector
from verify.prove.normal_form import NormalForm, compute
from verify.question import Question
from verify.sort import Scalar, Sequence, Tensor
from verify.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    equal,
    free_symbols,
    fresh_symbol,
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

_MOST_PLACES, _MOST_SCALES, _MOST_PLACES_OF_INDEX = 3, 3, 6
_FACTOR_FUEL = 100_000
_NUMBERS = (ONE, number(2), number(1, 2))


def compare_optima(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], work: Work) -> Comparison:
    """Whether two terms (op argmin or argmax) stand for the same places."""
    bound, ours = reference.args
    other, theirs = submitted.args
    if bound.sort != other.sort or (other is not bound and bound in free_symbols(theirs)):
        return undecided("optima over different domains", "domain")
    if any(name.name in (bound.name, other.name) for each in hypotheses for name in free_symbols(each)):
        return undecided(f"an assumption on {bound.name}, which is optimised over", "domain")
    theirs = substitute(theirs, {other: bound})
    if bound not in free_symbols(ours) or bound not in free_symbols(theirs):
        return undecided(f"how the function depends on {bound.name} is not said", "optimum")
    if is_index(bound) and set(_in_range((ours,), bound)) != set(_in_range((theirs,), bound)):
        return undecided("indices over different ranges", "domain")
    found = _as_multiple((reference.op, ours), (submitted.op, theirs), bound, hypotheses, work)
    if found is not None:
        return Comparison("correct", found)
    if is_index(bound):
        return _of_indices(_least(reference.op, ours), _least(submitted.op, theirs), bound, hypotheses, work)
    return _by_the_place(reference, make(submitted.op, (bound, theirs)), hypotheses, work)


def _least(op: str, objective: Term) -> Term:
    """The function that is least at the optimum."""
    return objective if op == "argmin" else mul(MINUS_ONE, objective)


def _as_multiple(
    one: tuple[str, Term], another: tuple[str, Term], bound: Term, hypotheses: tuple[Term, ...], work: Work
) -> Verdict | None:
    """The verdict that one function, or what increases with it, is a multiple of what increases with the other one."""
    given = (*hypotheses, *_in_range((one[1], another[1]), bound))
    found = _multiple(_least(*one), _least(*another), bound, hypotheses, work)
    if found is not None:
        return found
    sides = [[(op, each) for each in (*_increasing(term, bound, given, work), term)] for op, term in (one, another)]
    pairs = [pair for pair in product(*sides) if pair != (one, another)]
    tried = (_multiple(_least(*first), _least(*second), bound, hypotheses, work) for first, second in pairs)
    return next((verdict for verdict in tried if verdict is not None), None)


def _increasing(objective: Term, bound: Term, given: tuple[Term, ...], work: Work) -> Iterator[Term]:
    """Functions that increase with another one: u for exp(u), u for log u of a positive u, and log u."""
    if objective.op == "exp" or (objective.op == "log" and is_positive(objective.args[0], given, work)):
        yield objective.args[0]
    elif (plain := logarithm(objective, bound, given, work, least=1)) is not None:
        yield plain


def _multiple(one: Term, another: Term, bound: Term, hypotheses: tuple[Term, ...], work: Work) -> Verdict | None:
    """The verdict that another(x) - another(y) = a (one(x) - one(y)) for all x and y and an a > 0; None without one."""
    second = fresh_symbol(bound, (*free_symbols(one), *free_symbols(another), *(n for h in hypotheses for n in free_symbols(h))))
    ours, theirs = (subtract(each, substitute(each, {bound: second})) for each in (one, another))
    given = (*hypotheses, *_in_range((one, another), bound, second))
    for factor in _factors(ours, theirs, (bound, second), given, work):
        same = work.decide(Question(equal(theirs, mul(factor, ours)), given), GLANCE)
        if same.truth == "refuted":
            continue
        positive = work.decide(Question(relation("lt", ZERO, factor), hypotheses))
        if is_sure(same) and is_sure(positive) and same.domain == positive.domain == "total":
            return weakest((same, positive))
    return None


def _factors(
    ours: Term, theirs: Term, points: tuple[Term, Term], given: tuple[Term, ...], work: Work
) -> Iterator[Term]:
    """What `theirs` may be as a multiple of `ours`: their quotient if it depends on neither point; else products of scales."""

    def quotient(form: NormalForm) -> Term:
        return form.table.fraction_term(form.fractions.multiply(form.of(theirs), form.fractions.invert(form.of(ours))))

    found = None if ours.shape else compute(given, Fuel(work.limits, _FACTOR_FUEL), quotient)
    if found is not None:
        if not any(point in free_symbols(found) for point in points):
            yield found
        return
    names = [name for name in free_symbols(subtract(ours, theirs)) if isinstance(name.sort, Scalar) and name.sort.sign == 1]
    scales = [ONE] + [power(name, exponent) for name in names[:_MOST_SCALES] for exponent in (-1, 1, -2, 2)]
    yield from (mul(*pair) for pair in product(scales, _NUMBERS))


def is_index(bound: Term) -> bool:
    return isinstance(bound.sort, Scalar) and bound.sort.is_integer


def _in_range(terms: tuple[Term, ...], *places: Term) -> Iterator[Term]:
    """1 <= k <= n for an index k of what has n items: elsewhere the function has no value."""
    if not is_index(places[0]):
        return
    items = (part for term in terms for part in postorder(term) if part.op == "item" and places[0] in part.args[1:])
    for part in items:
        sort = part.args[0].sort if part.args[0].op == "symbol" else None
        length = sort.length if isinstance(sort, Sequence) else sort.shape[0] if isinstance(sort, Tensor) else None
        if length is not None and part.args[1] is places[0]:
            for place in places:
                yield relation("le", ONE, place)
                yield relation("le", place, length)


def _of_indices(ours: Term, theirs: Term, index: Term, hypotheses: tuple[Term, ...], work: Work) -> Comparison:
    """Wrong, if one function can be least at the first place of a few, and only there, where the other is less at the second."""
    reason = "whether one function increases with the other is not known"
    lengths = {each.args[1] for each in _in_range((ours, theirs), index) if each.args[0] is index}
    if len(lengths) != 1:
        return undecided(reason, "optimum")
    length = lengths.pop()
    count = int(length.value[0]) if length.op == "number" else 2
    if not 2 <= count <= _MOST_PLACES_OF_INDEX:
        return undecided(reason, "optimum")
    first = [relation("lt", _at(ours, index, 1), _at(ours, index, place)) for place in range(2, count + 1)]
    given = (*hypotheses, *first, *((equal(length, number(count)),) if length.op != "number" else ()))
    question = Question(relation("le", _at(theirs, index, 1), _at(theirs, index, 2)), given)
    verdict = work.decide(question)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "another index is better", None, question)
    return undecided(reason, "optimum")


def _at(term: Term, index: Term, place: int) -> Term:
    return substitute(term, {index: number(place)})


def _by_the_place(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], work: Work) -> Comparison:
    """The optimum of the reference in closed form, if one is proved, against that of the answer."""
    bound, objective = reference.args
    if bound.shape:
        place = stationary_vector(objective if reference.op == "argmin" else mul(MINUS_ONE, objective), bound)
        places = [place] if place is not None else []
    else:
        places = guesses(objective, bound)[:_MOST_PLACES]
    for place in places:
        if compare_with_optimum(reference, place, hypotheses, work).outcome == "correct":
            return compare_with_optimum(submitted, place, hypotheses, work, is_answer=True)
    return undecided("no place is proved to be the optimum", "optimum")
