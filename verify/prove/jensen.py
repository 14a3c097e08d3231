"""Finds a function, weights and values for Jensen's inequality in an inequality as it is written.

What a function is applied to, if it is a multiple of a sum, is taken for the mean, and the parts of right - left with it for
F(mean); the weights are a factor of the summands, or all equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction

from verify.calculus import has_kinks_in
from verify.mathematics.jensen import Jensen, is_well_formed, wanted
from verify.problem import InputError
from verify.question import Proof, Question, Unproved
from verify.sort import INTEGER, POSITIVE, REAL, Scalar
from verify.term import (
    INFINITY,
    ONE,
    UNARY_FUNCTIONS,
    ZERO,
    Term,
    add,
    contains,
    divide,
    free_symbols,
    fresh_symbol,
    mul,
    negate,
    postorder,
    substitute,
    subtract,
    symbol,
)

Prover = Callable[[Question], Proof | Unproved]

_SUM = frozenset(("sum",))
_APPLIED = UNARY_FUNCTIONS | {"power"}
_INTERVALS = (REAL, POSITIVE, Scalar(lower=Fraction(0), upper=Fraction(1)))
MAX_TRIED = 8


def prove_by_jensen(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of left <= right as F(sum w x) >= sum w F(x)."""
    tried = 0
    for part, mean in _means(question.statement):
        for weight, value, index, total in (*_written(mean, question), *_weighted(mean, question)):
            jensen = Jensen(ONE, ONE, weight, value, mean, index, *total)
            found = _on_intervals(question, _shape(part, mean), jensen, prove)
            if isinstance(found, Proof):
                return found
            tried += 1
            if tried >= MAX_TRIED:
                return Unproved("no function of a mean that is seen")
    return Unproved("no function of a mean")


def prove_positive_mean(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of 0 < sum w x for weights with the sum 1 and positive x."""
    zero, mean = question.statement.args
    if zero is not ZERO or _multiple_of_sum(mean) is None:
        return Unproved("no mean")
    for weight, value, index, total in _weighted(mean, question):
        point = fresh_symbol(symbol("t", REAL), (*question.symbols, index))
        jensen = Jensen(point, point, weight, value, mean, index, *total)
        found = _proved(question, jensen, {}, prove) if is_well_formed(question, jensen) else None
        if isinstance(found, Proof):
            return found
    return Unproved("no mean of positive numbers")


def _shape(part: Term, mean: Term) -> Callable[[Term], Term]:
    """What the mean is in, as a function of it; it may be written as a multiple of its sum."""

    def function(point: Term) -> Term:
        found = substitute(part, {mean: point})
        parts = _multiple_of_sum(mean)
        if contains(found, _SUM) and parts is not None:
            return substitute(part, {mean: point, parts[1]: divide(point, parts[0])})
        return found

    return function


def _on_intervals(
    question: Question, shape: Callable[[Term], Term], jensen: Jensen, prove: Prover
) -> Proof | Unproved:
    """A proof with the first interval for which there is one."""
    proofs: dict[Question, Proof | Unproved] = {}
    found: Proof | Unproved = Unproved("no interval")
    for sort in _INTERVALS:
        point = fresh_symbol(symbol("t", sort), (*question.symbols, jensen.index))
        body = shape(point)
        if contains(body, _SUM) or has_kinks_in(body, point):
            return Unproved("a function with kinks")
        jensen = replace(jensen, function=body, point=point)
        if not is_well_formed(question, jensen):
            return Unproved("a sum that is no mean")
        found = _proved(question, jensen, proofs, prove)
        if isinstance(found, Proof):
            return found
    return found


def _proved(
    question: Question, jensen: Jensen, proofs: dict[Question, Proof | Unproved], prove: Prover
) -> Proof | Unproved:
    try:
        asked = wanted(question, jensen)
    except InputError:
        return Unproved("a function without a second derivative")
    for each in asked:
        if each not in proofs:
            proofs[each] = prove(each)
        failed = proofs[each]
        if isinstance(failed, Unproved):
            return failed
    data = {field.name: getattr(jensen, field.name) for field in fields(jensen)}
    premises = tuple(proof for each in asked if isinstance(proof := proofs[each], Proof))
    return Proof("Jensen", question, premises, data)


def _means(statement: Term) -> Iterator[tuple[Term, Term]]:
    """(the parts of right - left with a mean in them, the mean): what something is applied to, and is a multiple of one sum."""
    left, right = statement.args
    parts = [*_summands(right), *map(negate, _summands(left))]
    applied = (each.args[0] for part in parts for each in postorder(part) if each.op in _APPLIED)
    for mean in dict.fromkeys(applied):
        if contains(mean, _SUM) and _multiple_of_sum(mean) is not None:
            yield add(*(part for part in parts if mean in postorder(part))), mean


def _summands(term: Term) -> Iterator[Term]:
    if term.op != "add":
        yield term
        return
    for part in term.args:
        yield from _summands(part)


def _multiple_of_sum(mean: Term) -> tuple[Term, Term] | None:
    """(c, sum) of c sum, over a finite range of integers."""
    factors = _factors(mean)
    sums = [factor for factor in factors if contains(factor, _SUM)]
    if len(sums) != 1 or sums[0].op != "sum" or sums[0].args[0].sort != INTEGER or sums[0].args[2] is INFINITY:
        return None
    return mul(*(factor for factor in factors if factor is not sums[0])), sums[0]


def _factors(term: Term) -> list[Term]:
    return [inner for factor in term.args for inner in _factors(factor)] if term.op == "mul" else [term]


def _written(mean: Term, question: Question) -> Iterator[tuple[Term, Term, Term, tuple[Term, Term]]]:
    """(weight, value, index, ends) of sum_k w_k log(v_k) beside the log of a mean: that of p_k e^{f_k} has the weights q_k for
    v_k = p_k e^{f_k}/q_k."""
    if not any(part.op == "log" and part.args[0] is mean for part in postorder(question.statement)):
        return
    index = fresh_symbol(symbol("k", INTEGER), question.symbols)
    for total in postorder(question.statement):
        if total.op != "sum" or total.args[0].sort != INTEGER or total.args[2] is INFINITY:
            continue
        old, lower, upper, body = total.args
        factors = _factors(substitute(body, {old: index}))
        logarithms = [factor for factor in factors if factor.op == "log"]
        weights = [factor for factor in factors if factor.op != "log" and index in free_symbols(factor)]
        if len(logarithms) == 1 and weights:
            yield mul(*weights) if len(weights) > 1 else weights[0], logarithms[0].args[0], index, (lower, upper)


def _weighted(mean: Term, question: Question) -> Iterator[tuple[Term, Term, Term, tuple[Term, Term]]]:
    """(weight, value, index, ends): a factor of the summands is the weight, or all are equal."""
    found = _multiple_of_sum(mean)
    if found is None:
        return
    scale, total = found
    old, lower, upper, body = total.args
    index = fresh_symbol(symbol("k", INTEGER), question.symbols)
    body = substitute(body, {old: index})
    factors = _factors(body)
    for place, factor in enumerate(factors):
        rest = factors[:place] + factors[place + 1 :]
        if rest and index in free_symbols(factor):
            yield factor if scale is ONE else mul(scale, factor), mul(*rest), index, (lower, upper)
            if scale is not ONE:
                yield factor, mul(scale, *rest), index, (lower, upper)
    count = upper if lower is ONE else add(subtract(upper, lower), ONE)
    if scale is not ONE:
        yield scale, body, index, (lower, upper)
    yield divide(ONE, count), mul(count, scale, body), index, (lower, upper)
