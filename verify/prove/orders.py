"""Inequalities of numbers, from what is seen at once to what is searched for."""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.arcs import WAVES
from verify.mathematics.exponentials import LOGARITHMS
from verify.mathematics.manifest import is_manifest
from verify.mathematics.roots import compared_by_squares, root_below
from verify.prove.arcs import prove_on_arc
from verify.prove.attempts import FuelledProver, at_a_glance, by_parts, by_unequal_cases, or_reason
from verify.prove.cells import prove_equality
from verify.prove.densities import prove_by_logarithm_of_density
from verify.prove.divergence import prove_by_divergence
from verify.prove.equal_powers import prove_order_by_powers, prove_order_of_base
from verify.prove.equations import equation_in_order
from verify.prove.exponentials import prove_by_exponentials, prove_by_logarithms
from verify.prove.finite_closed_forms import prove_by_finite_closed_forms
from verify.prove.generalise import prove_generalised
from verify.prove.induction import prove_by_induction
from verify.prove.inequalities import prove_by_bound, prove_inequality
from verify.prove.integrands import prove_by_integrands
from verify.prove.jensen import prove_by_jensen, prove_positive_mean
from verify.prove.mean_tangents import prove_by_mean_tangent
from verify.prove.new_symbol import prove_with_new_symbol
from verify.prove.numbers import prove_of_numbers
from verify.prove.one_step import prove_by_factors, prove_through_hypothesis
from verify.prove.one_term import prove_below_largest, prove_beside_one_term, prove_with_one_of_terms
from verify.prove.order_cells import prove_in_cells
from verify.prove.plausible import is_plausible
from verify.prove.ranges_of_sums import prove_order_over_one_range
from verify.prove.reindexing import prove_by_exchange_of_sums
from verify.prove.rewriting import prove_by_logarithms_of_products
from verify.prove.shifts import prove_with_shifts
from verify.prove.sign_rule import prove_by_sign
from verify.prove.sign_tables import prove_by_table
from verify.prove.term_by_term import prove_sum_and_rest, prove_term_by_term
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import TWO, ZERO, Term, contains, free_symbols, power, relation, subtract

_MEAN_FUEL = 100_000  # for a mean by a tangent, which is one way among others
_SQUARES_FUEL = 40_000  # to compare the squares of means, before the means themselves
_TERM_FUEL = 20_000  # to split a sum at an index, before the signs of its terms are told apart
_ARC_FUEL = 40_000  # to tell where an argument lies beside a multiple of pi
_TABLE_FUEL = 20_000  # for the table of signs of a statement about one number, before its inequality is looked for
_SHIFTED_FUEL = 50_000  # for what is left after linear hypotheses have become signs
_STEP_FUEL, _THROUGH_FUEL = 50_000, 150_000  # for the factors of a product, and to reach a side of a hypothesis
_POWERS_FUEL = 30_000  # for the powers of both sides, and a sign
_INDUCTION_FUEL = 240_000  # for the base, and for each step that is tried


def prove_order(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An inequality; for a strict one, a hypothesis a != b is split into a < b and a > b."""
    if is_manifest(question.statement) and (seen := prove_by_sign(question, fuel)) is not None:
        return seen
    if question.statement.op == "ne" and not is_plausible(question, fuel):
        return Unproved("equal at a point that was tried")
    at_once = _by_one_step(question, fuel, prove)
    if at_once is not None:
        return at_once
    found = by_unequal_cases(question, fuel, prove) if question.statement.op != "le" else None
    if question.statement.op == "le" and contains(question.statement, {"sum"}):
        found = prove_by_jensen(question, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved):
            by_tangent = lambda share: prove_by_mean_tangent(question, lambda inner: prove(inner, share))  # noqa: E731
            found = at_a_glance(fuel, by_tangent, min(_MEAN_FUEL, fuel.left // 2))
        if isinstance(found, Unproved):
            found = _mean_by_squares(question, fuel, prove) or found
    if not isinstance(found, Proof):
        found = _by_squares(question, fuel, prove) or _root_below(question, fuel, prove) or _one_order(question, fuel, prove)
    if isinstance(found, Unproved) and question.statement.op == "le" and contains(question.statement, {"product"}):
        found = or_reason(prove_by_logarithms_of_products(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op == "lt" and contains(question.statement, {"sum"}):
        found = or_reason(prove_positive_mean(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op == "ne":
        return or_reason(_apart(question, fuel, prove), found)
    return found


def _by_induction(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """An inequality up to n from the least n and from n to n + 1, before longer searches for others."""
    if not contains(question.statement, {"sum", "product", "gamma"}):
        return None
    found = prove_by_induction(
        question, lambda inner: at_a_glance(fuel, lambda share: prove(inner, share), min(_INDUCTION_FUEL, fuel.left // 2)))
    return found if isinstance(found, Proof) else None


def _by_closed_sums(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """An inequality with formulas in place of its finite sums: sum_{k=1}^{n} 1/2^k < 1."""
    if question.statement.op == "ne" or not contains(question.statement, {"sum"}):
        return None
    found = at_a_glance(
        fuel,
        lambda share: prove_by_finite_closed_forms(
            question, share, lambda inner: equation_in_order(inner, share, prove), lambda inner: prove(inner, share)
        ),
        min(_INDUCTION_FUEL, fuel.left // 2),
    )
    return found if isinstance(found, Proof) else None


def _by_one_step(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """Before any search: by the signs of factors, through a hypothesis, or by powers of which one speaks."""
    if not question.hypotheses:
        return None
    most = _STEP_FUEL if question.statement.op == "ne" else _STEP_FUEL // 8  # an order of products has other ways
    found = at_a_glance(fuel, lambda share: prove_by_factors(question, lambda inner: prove(inner, share)), most)
    if isinstance(found, Unproved):
        way = lambda share: prove_through_hypothesis(question, lambda inner: prove(inner, share))  # noqa: E731
        found = at_a_glance(fuel, way, _THROUGH_FUEL)
    if isinstance(found, Unproved):
        found = at_a_glance(fuel, lambda share: prove_order_by_powers(question, lambda inner: prove(inner, share)), _POWERS_FUEL)
    if isinstance(found, Unproved):
        found = at_a_glance(fuel, lambda share: prove_order_of_base(question, lambda inner: prove(inner, share)), _POWERS_FUEL)
    return found if isinstance(found, Proof) else None


def _root_below(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """sqrt(P) <= b from 0 <= b and P <= b^2, before what is tried for other sums: |x + y| <= |x| + |y|."""
    parts = root_below(question)
    if parts is None:
        return None
    found = at_a_glance(fuel, lambda share: by_parts("root below", question, list(parts), share, prove), _SQUARES_FUEL)
    return found if isinstance(found, Proof) else None


def _mean_by_squares(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """|E x| <= sqrt(E x^2) from (E x)^2 <= E x^2."""
    squares = compared_by_squares(question)
    if squares is None:
        return None
    found = at_a_glance(fuel, lambda share: prove(squares, share), _SQUARES_FUEL)
    return Proof("squares", question, (found,)) if isinstance(found, Proof) else None


def _by_squares(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | None:
    """c sqrt(P) + Q > 0 from Q^2 < c^2 P, if signs tell that."""
    squares = compared_by_squares(question)
    found = prove_by_sign(squares, fuel) if squares is not None else None
    return Proof("squares", question, (found,)) if found is not None else None


def _apart(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """a != b of unknown order, as u w != 0 for u, w other than 0, from 0 < (a - b)^2."""
    left, right = question.statement.args
    square = power(subtract(left, right), TWO)
    return by_parts("different", question, [Question(relation("lt", ZERO, square), question.hypotheses)], fuel, prove)


def _one_order(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    by_sign = prove_by_sign(question, fuel)
    if by_sign is not None:
        return by_sign
    at_once = prove_of_numbers(question, fuel) or prove_by_logarithms(question, fuel)
    if at_once is None and contains(question.statement, WAVES):
        at_once = prove_on_arc(question, lambda inner: at_a_glance(fuel, lambda share: prove(inner, share), _ARC_FUEL))
    if at_once is not None:
        return at_once
    if question.statement.op != "ne" and contains(question.statement, {"sum"}) and contains(question.statement, {"item"}):
        beside = at_a_glance(fuel, lambda share: prove_beside_one_term(question, lambda inner: prove(inner, share)), _TERM_FUEL)
        if isinstance(beside, Proof):
            return beside
    if question.statement.op != "ne" and contains(question.statement, {"largest"}):
        with_largest = _beside_largest(question, fuel, prove)
        if isinstance(with_largest, Proof):
            return with_largest
    up_to_end = _by_induction(question, fuel, prove) or _by_closed_sums(question, fuel, prove)
    if up_to_end is not None:
        return up_to_end
    in_cells = prove_in_cells(question, fuel, lambda inner: prove(inner, fuel))
    if in_cells is not None:
        return in_cells
    if all(isinstance(name.sort, Scalar) for name in question.symbols):
        return _numbers(question, fuel, prove)
    fewer = tuple(hypothesis for hypothesis in question.hypotheses if _is_of_numbers(hypothesis))
    if _is_of_numbers(question.statement) and fewer != question.hypotheses:
        alone = by_parts("weakening", question, [Question(question.statement, fewer)], fuel, prove)  # sums say nothing of indices
        if isinstance(alone, Proof):
            return alone
    found = _summands_at_a_glance(question, fuel, prove)
    if isinstance(found, Unproved) and question.statement.op == "le" and contains(question.statement, {"density"}):
        found = prove_by_divergence(question, fuel)
    if isinstance(found, Unproved) and contains(question.statement, {"density"}):
        found = at_a_glance(
            fuel,
            lambda share: prove_by_logarithm_of_density(
                question,
                lambda inner: prove(inner, share),
                lambda inner: prove_by_integrands(inner, share, lambda each: prove(each, share)),
            ),
            fuel.left // 3,
        )
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = at_a_glance(fuel, lambda share: prove_order_over_one_range(question, share, prove), fuel.left // 3)
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = prove_by_exchange_of_sums(question, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and contains(question.statement, {"sum", "density"}):  # before log(2 pi s^2) is taken apart
        found = _through_bound(question, fuel, prove)
    if isinstance(found, Unproved):
        found = prove_generalised(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = or_reason(prove_term_by_term(question, fuel, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = or_reason(prove_sum_and_rest(question, fuel, lambda inner: prove(inner, fuel)), found)
    return found


def _beside_largest(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """Summands below the largest, the exponentials of both sides, or each term for the largest: a quarter of the fuel each."""
    at_place = lambda share: prove_below_largest(question, lambda inner: prove(inner, share))  # noqa: E731
    ways: list[Callable[[Fuel], Proof | Unproved]] = [at_place]
    if contains(question.statement, {"sum"}):
        ways.append(lambda share: prove_term_by_term(question, share, lambda inner: prove(inner, share)))
    if contains(question.statement, LOGARITHMS):
        ways.append(lambda share: prove_by_exponentials(question, lambda inner: prove(inner, share)))
    ways.append(lambda share: prove_with_one_of_terms(question, lambda inner: prove(inner, share)))
    found: Proof | Unproved = Unproved("no largest of several terms")
    for way in ways:
        found = at_a_glance(fuel, way, fuel.left // 4)
        if isinstance(found, Proof):
            break
    return found


def _through_bound(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """Through a bound of one function, with a quarter of the fuel."""
    return at_a_glance(fuel, lambda share: prove_by_bound(question, share, lambda inner: prove(inner, share)), fuel.left // 4)


def _summands_at_a_glance(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """Most sums that are positive have summands that are seen to be."""
    if question.statement.op == "ne" or not contains(question.statement, {"sum"}):
        return Unproved("no inequality of sums")
    return at_a_glance(fuel, lambda share: prove_term_by_term(question, share, lambda inner: prove(inner, share)))


def _is_of_numbers(term: Term) -> bool:
    return all(isinstance(name.sort, Scalar) for name in free_symbols(term))


def _numbers(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An inequality of numbers: of one by its signs, of more after a change of variable by a hypothesis if there is one."""
    by_table = at_a_glance(fuel, lambda share: prove_by_table(question, share, lambda inner: prove(inner, share)), _TABLE_FUEL)
    if isinstance(by_table, Proof):
        return by_table
    changed = prove_with_new_symbol(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(changed, Unproved):
        changed = prove_with_shifts(
            question,
            lambda inner: at_a_glance(fuel, lambda share: prove_inequality(inner, share), _SHIFTED_FUEL),
            lambda inner: prove_equality(inner, fuel),
        )
    return changed if isinstance(changed, Proof) else prove_inequality(question, fuel)
