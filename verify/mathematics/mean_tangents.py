"""Means of logarithms by the tangent of the exponential function: sum_k w_k u_k >= sum_k w_k (1 - exp(-u_k)) for w_k >= 0.

With u_k = log(p_k/q_k) and w = p the right side is sum_k p_k - sum_k q_k: that is Gibbs' inequality.  A negative weight turns it
round: -u <= exp(-u) - 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from verify.domain import conditions, conditions_of_sides, integer_valued
from verify.mathematics.binders import canonical
from verify.question import Question
from verify.sort import INTEGER
from verify.term import ONE, ZERO, Term, equal, exp, free_symbols, is_real_term, make, mul, negate, relation, subtract


@dataclass(frozen=True)
class MeanTangent:
    """`weight` and `value` of the `index` from `lower` to `upper`: right - left is the sum of their products."""

    weight: Term
    value: Term
    index: Term
    lower: Term
    upper: Term


def is_well_formed(question: Question, tangent: MeanTangent) -> bool:
    """Whether the terms are real numbers, the ends are integers, and the index is new."""
    statement = question.statement
    terms = (tangent.weight, tangent.value, tangent.lower, tangent.upper)
    if statement.op != "le" or any(term.shape or not is_real_term(term) for term in (*statement.args, *terms)):
        return False
    if tangent.index.op != "symbol" or tangent.index.sort != INTEGER:
        return False
    if not (integer_valued(tangent.lower) and integer_valued(tangent.upper)):
        return False
    taken = {name.name for name in question.symbols}
    return tangent.index.name not in taken and tangent.index not in (*free_symbols(tangent.lower), *free_symbols(tangent.upper))


def wanted(question: Question, tangent: MeanTangent) -> tuple[Question, ...]:
    """What gives left <= right: the sum, its bound, the weights, and that the sum is defined where both sides are."""
    left, right = question.statement.args
    weight, value, index = tangent.weight, tangent.value, tangent.index
    ends = (index, tangent.lower, tangent.upper)
    total = canonical(make("sum", (*ends, mul(weight, value))))
    bound = canonical(make("sum", (*ends, mul(weight, subtract(ONE, exp(negate(value)))))))
    known = conditions_of_sides(canonical(question.statement))
    outside = (
        equal(subtract(right, left), total),
        relation("le", ZERO, bound),
        *(each for each in conditions(total) if each not in known),
    )
    inside = (*question.hypotheses, relation("le", tangent.lower, index), relation("le", index, tangent.upper))
    return *(Question(each, question.hypotheses) for each in outside), Question(relation("le", ZERO, weight), inside)
