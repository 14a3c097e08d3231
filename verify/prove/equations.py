"""Equations of numbers: by normal forms, totals in the order in which they are written or another, exchanges, and derivatives."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.mathematics.finite_domains import at_each_value, finite_entry
from verify.prove.attempts import FuelledProver, at_a_glance, by_parts, by_unequal_cases, or_reason
from verify.prove.cells import prove_equality
from verify.prove.constant import narrow_and_prove, prove_constant
from verify.prove.equal_powers import prove_nested_root
from verify.prove.exchange import prove_by_exchange, prove_symmetrised
from verify.prove.finite_closed_forms import prove_by_finite_closed_forms
from verify.prove.order_cells import prove_in_cells
from verify.prove.ranges_of_products import (
    prove_by_factors_of_ranges,
    prove_with_factorial_as_product,
    prove_with_runs_of_numbers,
)
from verify.prove.ranges_of_sums import has_two_ranges_of_one_summand, prove_over_common_ranges
from verify.prove.reindexing import prove_by_exchange_of_sums, prove_by_reindexing
from verify.prove.rewriting import prove_by_closed_sums, prove_by_first_terms, prove_without_switches
from verify.prove.switches import SWITCHES
from verify.prove.telescoping import prove_by_telescoping
from verify.prove.term_by_term import prove_summand_by_summand
from verify.question import Proof, Question, Unproved
from verify.term import contains

_RANGES_FUEL = 8_000  # to make ranges of sums one, before an induction is tried


def prove_equation(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An equation of numbers by a normal form or, failing that, by the rules for what stands in it."""
    found = prove_equality(question, fuel)
    if isinstance(found, Proof):
        return found
    if contains(question.statement, {"power"}):
        by_powers = prove_nested_root(question, lambda inner: prove(inner, fuel))
        if isinstance(by_powers, Proof):
            return by_powers
    if contains(question.statement, {"delta", "derivative"}):
        apart = by_unequal_cases(question, fuel, prove)
        if isinstance(apart, Proof):
            return apart
    if contains(question.statement, {"density"}):
        exchanged = prove_by_exchange(question, fuel)
        if isinstance(exchanged, Unproved):
            exchanged = prove_symmetrised(question, lambda inner: prove_equality(inner, fuel))
        return or_reason(exchanged, found)
    if contains(question.statement, {"sum", "product"}):
        return or_reason(_of_totals(question, fuel, prove), found)
    if contains(question.statement, {"item"}) and (entry := finite_entry(question)) is not None:
        return by_parts("finite domain", question, list(at_each_value(question, entry) or ()), fuel, prove, {"symbol": entry})
    if contains(question.statement, {"atan", "asin", "acos", "erf"}):
        return or_reason(_constant_difference(question, fuel, prove), found)
    return found


def _of_totals(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An equation of sums or products, in the order in which they are written, or in the other."""
    if has_two_ranges_of_one_summand(question.statement):  # an induction may be long, and leads nowhere with x_k for a k <= n
        seen = at_a_glance(fuel, lambda share: prove_over_common_ranges(question, share, prove), _RANGES_FUEL)
        if isinstance(seen, Proof):
            return seen
    found = _of_totals_in_order(question, fuel, prove)
    if isinstance(found, Unproved):
        found = or_reason(prove_by_first_terms(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved):
        found = or_reason(prove_by_exchange_of_sums(question, lambda inner: equation_in_order(inner, fuel, prove)), found)
    if isinstance(found, Unproved):
        found = or_reason(prove_over_common_ranges(question, fuel, prove), found)
    if isinstance(found, Unproved):
        closed = prove_by_finite_closed_forms(
            question, fuel, lambda inner: equation_in_order(inner, fuel, prove), lambda inner: prove(inner, fuel)
        )
        found = or_reason(closed, found)
    return found


def equation_in_order(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An equation by a normal form, or of sums in the order in which they are written."""
    found = prove_equality(question, fuel)
    return found if isinstance(found, Proof) else _of_totals_in_order(question, fuel, prove)


def _of_totals_in_order(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    found = prove_by_reindexing(question, fuel)
    if isinstance(found, Unproved):
        found = prove_by_telescoping(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved):
        found = or_reason(prove_summand_by_summand(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and contains(question.statement, {"gamma"}):
        found = or_reason(prove_by_closed_sums(question, fuel, prove), found)
    if isinstance(found, Unproved) and contains(question.statement, {"product"}):
        found = or_reason(prove_by_factors_of_ranges(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and contains(question.statement, {"product"}) and contains(question.statement, {"gamma"}):
        found = or_reason(prove_with_factorial_as_product(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and contains(question.statement, {"product"}) and contains(question.statement, {"gamma"}):
        found = or_reason(prove_with_runs_of_numbers(question, lambda inner: prove(inner, fuel)), found)
    return found


def _constant_difference(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An equation by its derivatives, in the cells of its switches, where hypotheses on single symbols narrow their sorts."""
    if question.hypotheses:
        return narrow_and_prove(question, lambda inner: prove(inner, fuel))
    found = prove_constant(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and contains(question.statement, frozenset(SWITCHES)):
        found = or_reason(prove_without_switches(question, fuel, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved):
        return prove_in_cells(question, fuel, lambda inner: prove(inner, fuel)) or found
    return found
