"""Checks proofs by cases on the sign of a term, and proofs that a case is empty.

    sign cells           f >= 0 and f <= 0, or f > 0, f < 0 and f = 0, where f is real and defined wherever the statement is
    elimination          f = 0 and f = c (x - u) with a number c other than 0: x is replaced by u
    empty cell           a combination of the hypotheses with positive multipliers says 0 > 0
    tight inequality     such a combination says 0 >= 0: an inequality in it is an equation
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from verify.calculus import replaced
from verify.fuel import Fuel
from verify.mathematics.algebra import Polynomial
from verify.question import Proof, Question
from verify.recheck.definedness import demand_defined
from verify.recheck.kernels import Rejected, demand, is_real_term
from verify.recheck.linear import is_multiple
from verify.recheck.normal_form import Walk
from verify.recheck.signs import NEGATIVE, POSITIVE, ZERO, EmptyDomain
from verify.sort import Scalar, terms_in
from verify.term import TRUE, Term, equal, free_symbols, number, relation, subtract
from verify.term import ZERO as NOUGHT

Row = tuple[dict[tuple[int, ...], Fraction], bool]


def check_sign_cells(proof: Proof, fuel: Fuel) -> None:
    """The premises are the same statement on cells that cover the domain."""
    switch, strict = proof.data["switch"], proof.data["strict"]
    question = proof.question
    demand(isinstance(switch, Term) and not switch.shape and type(strict) is bool, "cells without a switch")
    order = "lt" if strict else "le"
    cells = [relation(order, NOUGHT, switch), relation(order, switch, NOUGHT), *([equal(switch, NOUGHT)] if strict else [])]
    expected = [Question(question.statement, (*question.hypotheses, cell)) for cell in cells]
    demand([premise.question for premise in proof.premises] == expected, "the premises are not the cells of the switch")
    known = set(question.symbols)
    demand(all(name in known for name in free_symbols(switch)), "a switch with symbols of its own")
    demand(is_real_term(switch), "a switch that may be complex")
    demand_defined(switch, proof, fuel)


# -------------------------------------------------------------------------------------------------------------- elimination


def check_elimination(proof: Proof, fuel: Fuel) -> None:
    """The last hypothesis says x = u, and the premise is the question with u for x, and with what the sort of x says of u."""
    question, (premise,) = proof.question, proof.premises
    name, value, zero = proof.data["symbol"], proof.data["value"], proof.data["zero"]
    demand(question.hypotheses and question.hypotheses[-1] is equal(zero, NOUGHT), "the last hypothesis is another one")
    demand(name.op == "symbol" and isinstance(name.sort, Scalar), "the eliminated term is no scalar symbol")
    sort = name.sort
    demand(sort.kind == "real" and sort.values is None, "the sort of the eliminated symbol says too much")
    demand(name not in free_symbols(value), "the eliminated symbol occurs in its value")
    demand(is_multiple(zero, subtract(name, value), fuel), "the last hypothesis does not give this value")
    for other in question.symbols:
        demand(not any(name in free_symbols(inner) for inner in terms_in(other.sort)), "a sort that speaks of the symbol")
    replacement = {name: value}
    hypotheses = [replaced(hypothesis, replacement) for hypothesis in question.hypotheses[:-1]]
    expected = Question(replaced(question.statement, replacement), (*hypotheses, *bounds(value, sort)))
    demand(premise.question == expected, "the premise is not the question after the elimination")


def bounds(value: Term, sort: Scalar) -> Iterable[Term]:
    if sort.lower is not None:
        yield relation("lt" if sort.lower_open else "le", number(sort.lower), value)
    if sort.upper is not None:
        yield relation("lt" if sort.upper_open else "le", value, number(sort.upper))
    if sort.nonzero:
        yield relation("ne", value, NOUGHT)


# -------------------------------------------------------------------------------------------- combinations of hypotheses


def check_empty_cell(proof: Proof, fuel: Fuel) -> None:
    """The combination says that a number is positive which is not."""
    demand(not proof.premises, "an empty cell has no premises")
    try:
        total, strict = _combination(proof, fuel)
    except EmptyDomain:
        return
    value = total.pop(_constant(total), Fraction(0))
    demand(not total, "the combination is not constant")
    demand(value < 0 or (value == 0 and strict), "the combination is no contradiction")


def check_tight_inequality(proof: Proof, fuel: Fuel) -> None:
    """The combination says 0 >= 0 and contains the inequality, which the premise has as an equation."""
    question, (premise,) = proof.question, proof.premises
    position = proof.data["position"]
    demand(type(position) is int and 0 <= position < len(question.hypotheses), "no such hypothesis")
    inequality = question.hypotheses[position]
    demand(inequality.op == "le", "the tight hypothesis is no weak inequality")
    used = [source for source, _ in proof.data["combination"]]
    demand(("hypothesis", position, 1) in used, "the combination does not use the inequality")
    lower, upper = inequality.args
    gap = subtract(upper, lower) if lower is not NOUGHT else upper
    rest = question.hypotheses[:position] + question.hypotheses[position + 1 :]
    expected = Question(question.statement, (*rest, equal(gap, NOUGHT)))
    demand(premise.question == expected, "the premise is not the question on the boundary")
    try:
        total, _ = _combination(proof, fuel)
    except EmptyDomain:
        return
    demand(not total, "the combination is not 0 >= 0")


def _constant(total: dict[tuple[int, ...], Fraction]) -> tuple[int, ...]:
    return next((key for key in total if not any(key)), ())


def _combination(proof: Proof, fuel: Fuel) -> Row:
    """The sum of the rows by their multipliers, and whether one of them is strict."""
    walk = Walk(Question(TRUE, proof.question.hypotheses), proof.data, fuel)
    walk.assume_hypotheses()
    total: dict[tuple[int, ...], Fraction] = {}
    strict = False
    for source, multiplier in proof.data["combination"]:
        demand(type(multiplier) in (int, Fraction) and multiplier > 0, "a multiplier that is not positive")
        polynomial, is_strict = _row(walk, source)
        strict = strict or is_strict
        fuel.spend(4 + len(polynomial), "a combination of hypotheses")
        for exponents, coefficient in polynomial.terms():
            key = tuple(int(e) for e in exponents)
            total[key] = total.get(key, Fraction(0)) + int(coefficient) * multiplier
            if not total[key]:
                del total[key]
    return total, strict


def _row(walk: Walk, source: Any) -> tuple[Polynomial, bool]:
    """A polynomial that is positive, or not negative, wherever the hypotheses hold."""
    kind, *place = source
    if kind == "hypothesis":
        return _hypothesis_row(walk, *place)
    if kind == "bound":
        return _bound_row(walk, *place)
    demand(kind == "monomial", "an unknown kind of row")
    exponents = tuple(place[0])
    demand(len(exponents) == walk.fractions.ring.size and all(type(e) is int and e >= 0 for e in exponents), "no monomial")
    monomial: Any = walk.fractions.ring.from_terms({exponents: 1})
    demand(walk.kernels.usable(monomial) and walk.kernels.is_real(monomial), "a monomial of kernels that may be undefined")
    signs = walk.signs.polynomial(monomial)
    demand(signs in (POSITIVE, NEGATIVE) or not signs & NEGATIVE or not signs & POSITIVE, "a monomial of unknown sign")
    return (monomial, signs == POSITIVE) if not signs & NEGATIVE else (-monomial, signs == NEGATIVE)


def _hypothesis_row(walk: Walk, position: Any, side: Any) -> tuple[Polynomial, bool]:
    hypotheses = walk.question.hypotheses
    demand(type(position) is int and 0 <= position < len(hypotheses) and side in (1, -1), "no such hypothesis")
    hypothesis = hypotheses[position]
    demand(hypothesis.op in ("le", "lt", "eq") and (side == 1 or hypothesis.op == "eq"), "a hypothesis used the wrong way round")
    numerator, denominator = walk.of(subtract(hypothesis.args[1], hypothesis.args[0]))
    demand(walk.kernels.is_real(numerator) and walk.kernels.is_real(denominator), "a hypothesis about complex numbers")
    signs = walk.signs.polynomial(denominator) & ~ZERO
    demand(signs in (POSITIVE, NEGATIVE), "a hypothesis whose denominator has no known sign")
    return numerator * (side if signs == POSITIVE else -side), hypothesis.op == "lt"


def _bound_row(walk: Walk, index: Any, side: Any) -> tuple[Polynomial, bool]:
    demand(type(index) is int and index in walk.kernels.admitted and side in (1, -1), "a bound of something undefined")
    kernel = walk.kernels.table[index]
    demand(kernel.kind == "atom" and kernel.data[0].op == "symbol" and kernel.is_real, "a bound of no symbol")
    sort = kernel.data[0].sort
    demand(isinstance(sort, Scalar) and sort.values is None, "a bound of a symbol without an interval")
    bound, is_open = (sort.lower, sort.lower_open) if side == 1 else (sort.upper, sort.upper_open)
    if bound is None:
        raise Rejected("a bound that the sort does not have")
    generator = walk.fractions.ring.generators[index]
    return (generator * bound.denominator - bound.numerator) * side, is_open


__all__ = ["check_elimination", "check_empty_cell", "check_sign_cells", "check_tight_inequality"]
