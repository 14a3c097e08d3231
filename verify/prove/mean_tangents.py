"""Finds weights and values in an inequality of finite means: the probabilities of a declared distribution are the weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields

from verify.domain import scaled_parts
from verify.mathematics.mean_tangents import MeanTangent, is_well_formed, wanted
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER, Tensor
from verify.term import (
    ONE,
    Term,
    add,
    contains,
    divide,
    fresh_symbol,
    item,
    mul,
    number,
    postorder,
    substitute,
    subtract,
    symbol,
    symbols_of_sort,
)

_LOGARITHM = frozenset(("log",))

Prover = Callable[[Question], Proof | Unproved]


def prove_by_mean_tangent(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of left <= right, where right - left is a mean under a distribution."""
    found: Proof | Unproved = Unproved("no mean under a distribution")
    for tangent in _candidates(question):
        if is_well_formed(question, tangent):
            found = _proved(question, tangent, prove)
            if isinstance(found, Proof):
                break
    return found


def _proved(question: Question, tangent: MeanTangent, prove: Prover) -> Proof | Unproved:
    premises = all_proved(wanted(question, tangent), prove)
    if isinstance(premises, Unproved):
        return premises
    data = {field.name: getattr(tangent, field.name) for field in fields(tangent)}
    return Proof("tangent of a mean", question, premises, data)


def _candidates(question: Question) -> Iterator[MeanTangent]:
    left, right = question.statement.args
    has_bound = any(part.op == "exp" and contains(part, _LOGARITHM) for part in postorder(question.statement))
    if has_bound or not contains(question.statement, _LOGARITHM):
        return  # a bound found by this rule is simpler than what it bounds
    for weights in symbols_of_sort((question.statement,), Tensor):
        sort = weights.sort
        if not isinstance(sort, Tensor) or "distribution" not in sort.properties or len(sort.shape) != 2:
            continue
        index = fresh_symbol(symbol("k", INTEGER), question.symbols)
        value = _value(subtract(right, left), weights, index, sort.shape[0])
        if value is not None:
            yield MeanTangent(item(weights, index), value, index, ONE, sort.shape[0])


def _value(difference: Term, weights: Term, index: Term, upper: Term) -> Term | None:
    """u with difference = sum_k w_k u_k, where every part is a number or a sum from 1 to K."""
    parts = []
    weight = item(weights, index)
    for factor, part in scaled_parts(difference):
        if part.op != "sum":
            parts.append(mul(number(factor), part))
        elif part.args[1] is ONE and part.args[2] is upper:
            body = substitute(part.args[3], {part.args[0]: index})
            parts.append(mul(number(factor), _divided(body, weight)))
        else:
            return None
    return add(*parts) if parts else None


def _divided(body: Term, weight: Term) -> Term:
    factors = body.args if body.op == "mul" else (body,)
    if weight not in factors:
        return divide(body, weight)
    place = factors.index(weight)
    return mul(ONE, *factors[:place], *factors[place + 1 :])
