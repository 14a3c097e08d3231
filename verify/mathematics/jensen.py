"""Jensen's inequality for finite sums: F(sum_k w_k x_k) >= sum_k w_k F(x_k).

F'' <= 0 on an interval that holds every x_k, w_k >= 0, and sum_k w_k = 1.  Without the last, F = log, n = 1 and w_1 = 1/2 give
log(x/2) >= log(x)/2, which is false at x = 1; without the second, w = (2, -1) turns it round.

The range has at least one place: the weights 1/n are defined, and have the sum 1, only if there is one.

Under the same conditions on w, 0 < sum_k w_k x_k if 0 < x_k: without the last, all weights may be 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.calculus import differentiate, has_kinks_in
from verify.domain import conditions, conditions_of_sides, integer_valued
from verify.mathematics.binders import canonical, is_bound_name
from verify.question import Question
from verify.sort import INTEGER, Scalar
from verify.term import (
    ONE,
    ZERO,
    Term,
    add,
    conjuncts,
    equal,
    free_symbols,
    is_real_term,
    make,
    mul,
    number,
    relation,
    substitute,
    subtract,
)


@dataclass(frozen=True)
class Jensen:
    """`function` of `point`, a symbol of the interval; `weight` and `value` of the `index` from `lower` to `upper`.

    `mean` is the sum of weight times value, in the form in which it is written.
    """

    function: Term
    point: Term
    weight: Term
    value: Term
    mean: Term
    index: Term
    lower: Term
    upper: Term


def is_well_formed(question: Question, jensen: Jensen) -> bool:
    """Whether the terms are real numbers, the interval is one, and the two symbols are new where they mean nothing."""
    statement, point, index = question.statement, jensen.point, jensen.index
    terms = (jensen.function, jensen.weight, jensen.value, jensen.mean, jensen.lower, jensen.upper)
    if statement.op not in ("le", "lt") or any(term.shape or not is_real_term(term) for term in (*statement.args, *terms)):
        return False
    if point.op != "symbol" or index.op != "symbol" or index.sort != INTEGER or not _is_interval(point.sort):
        return False
    if not (integer_valued(jensen.lower) and integer_valued(jensen.upper)) or point is index:
        return False
    taken = {name.name for name in question.symbols}
    if point.name in taken or index.name in taken or point.name == index.name:
        return False
    if any(point in free_symbols(term) for term in terms[1:]):
        return False
    if any(index in free_symbols(term) for term in (jensen.function, jensen.mean, jensen.lower, jensen.upper)):
        return False
    return not has_kinks_in(jensen.function, point)


def _is_interval(sort: Any) -> bool:
    return isinstance(sort, Scalar) and sort.kind == "real" and sort.values is None and not sort.nonzero


def wanted(question: Question, jensen: Jensen) -> tuple[Question, ...]:
    """What gives left <= right: right - left = F(mean) - sum w F(x), the weights, the interval, and F'' <= 0 on it.

    For left < right, what says that right - left is a mean of positive numbers.

    May raise InputError.
    """
    left, right = question.statement.args
    if question.statement.op == "lt":
        return _positive_mean(question, jensen)
    point, index, weight, value = jensen.point, jensen.index, jensen.weight, jensen.value
    of_mean, of_value = (substitute(jensen.function, {point: at}) for at in (jensen.mean, value))
    known = conditions_of_sides(question.statement)
    outside = (
        relation("le", jensen.lower, jensen.upper),
        equal(_total(jensen, weight), ONE),
        equal(jensen.mean, _total(jensen, mul(weight, value))),
        *conditions(add(jensen.lower, jensen.upper)),
        *(each for each in conditions(jensen.mean) if each not in known),
        equal(subtract(right, left), canonical(subtract(of_mean, _total(jensen, mul(weight, of_value))))),
    )
    inside = (
        *question.hypotheses, relation("le", jensen.lower, index), relation("le", index, jensen.upper), *_given(question, jensen),
    )  # fmt: skip
    terms = (relation("le", ZERO, weight), *_within(value, point.sort), *conditions(add(weight, value)))
    slope, obligations = differentiate(jensen.function, point)
    curvature, more = differentiate(slope, point)
    on_interval = (
        *conditions(add(jensen.function, slope, curvature)),
        *obligations,
        *more,
        relation("le", curvature, ZERO),
    )
    return (
        *(Question(each, question.hypotheses) for each in outside),
        *(Question(each, inside) for each in terms),
        *(Question(each, question.hypotheses) for each in on_interval),
    )


def _given(question: Question, jensen: Jensen) -> Iterator[Term]:
    """What holds of each place of the range where both sides are defined: 0 < q_k/p_k for a sum of log(q_k/p_k)."""
    for condition in conditions_of_sides(question.statement):
        if condition.op != "implies":
            continue
        place, then = condition.args
        for name in filter(is_bound_name, free_symbols(then)):
            if set(conjuncts(place)) == {relation("le", jensen.lower, name), relation("le", name, jensen.upper)}:
                yield substitute(then, {name: jensen.index})


def _positive_mean(question: Question, jensen: Jensen) -> tuple[Question, ...]:
    """What gives left < right: right - left = sum w x, the weights, and 0 < x."""
    left, right = question.statement.args
    outside = (
        relation("le", jensen.lower, jensen.upper),
        equal(_total(jensen, jensen.weight), ONE),
        *conditions(add(jensen.lower, jensen.upper)),
        equal(subtract(right, left), _total(jensen, mul(jensen.weight, jensen.value))),
    )
    inside = (*question.hypotheses, relation("le", jensen.lower, jensen.index), relation("le", jensen.index, jensen.upper))
    terms = (relation("le", ZERO, jensen.weight), relation("lt", ZERO, jensen.value))
    defined = conditions(add(jensen.weight, jensen.value))
    return (
        *(Question(each, question.hypotheses) for each in outside),
        *(Question(each, inside) for each in (*terms, *defined)),
    )


def _total(jensen: Jensen, body: Term) -> Term:
    return canonical(make("sum", (jensen.index, jensen.lower, jensen.upper, body)))


def _within(value: Term, sort: Any) -> tuple[Term, ...]:
    """That a value lies in the interval."""
    below = () if sort.lower is None else (relation("lt" if sort.lower_open else "le", number(sort.lower), value),)
    above = () if sort.upper is None else (relation("lt" if sort.upper_open else "le", value, number(sort.upper)),)
    return (*below, *above)
