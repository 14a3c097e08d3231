"""The symbolic leg: from a question to a proof, or to the reason there is none.

A proof found here counts only once `verify.recheck` has accepted it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.algebra import TooLarge, Undefined
from verify.mathematics.arcs import WAVES
from verify.mathematics.cofactors import speaks_of_places
from verify.mathematics.entries import lowered
from verify.mathematics.excluded_middle import negation, otherwise, product_of_differences
from verify.mathematics.exponentials import LOGARITHMS
from verify.mathematics.finite_domains import at_each_value, bounded_integer, finite_entry, finite_symbol
from verify.mathematics.manifest import is_manifest
from verify.mathematics.roots import compared_by_squares, root_below
from verify.mathematics.rounding import innermost_rounding, is_rounding
from verify.problem import InputError
from verify.prove.antiderivatives import prove_integral_exists
from verify.prove.arcs import prove_on_arc
from verify.prove.cells import prove_equality
from verify.prove.closed_forms import prove_defined
from verify.prove.constant import narrow_and_prove, prove_constant
from verify.prove.contractions import prove_by_contraction
from verify.prove.densities import prove_by_logarithm_of_density
from verify.prove.divergence import prove_by_divergence
from verify.prove.equal_powers import prove_by_powers, prove_given_square, prove_nested_root, prove_with_squares
from verify.prove.exchange import prove_by_exchange, prove_symmetrised
from verify.prove.exponentials import prove_by_exponentials, prove_by_logarithms
from verify.prove.finite_closed_forms import prove_by_finite_closed_forms
from verify.prove.generalise import prove_generalised
from verify.prove.induction import prove_by_induction
from verify.prove.inequalities import prove_by_bound, prove_inequality
from verify.prove.inequalities.domains import given_that_it_is_defined
from verify.prove.integrands import prove_by_integrands
from verify.prove.jensen import prove_by_jensen, prove_positive_mean
from verify.prove.kernels import Unsupported
from verify.prove.limits import prove_limit_exists, prove_with_limits
from verify.prove.matrix_derivatives import prove_by_matrix_derivative
from verify.prove.matrix_numbers import has_multiples, is_about_matrix_numbers, prove_by_any_numbers, prove_matrix_numbers
from verify.prove.mean_tangents import prove_by_mean_tangent
from verify.prove.new_symbol import prove_with_new_symbol
from verify.prove.numbers import prove_of_numbers
from verify.prove.one_root import prove_one_root
from verify.prove.one_step import prove_by_factors, prove_through_hypothesis
from verify.prove.one_term import prove_below_largest, prove_beside_one_term, prove_with_one_of_terms
from verify.prove.order_cells import prove_in_cells
from verify.prove.parts_of_integrals import prove_exists_in_parts
from verify.prove.ranges_of_sums import has_two_ranges_of_one_summand, prove_order_over_one_range, prove_over_common_ranges
from verify.prove.reindexing import prove_by_exchange_of_sums, prove_by_reindexing
from verify.prove.rewriting import (
    prove_by_closed_sums,
    prove_by_first_terms,
    prove_by_logarithms_of_products,
    prove_by_rewriting,
    prove_derivative_exists,
    prove_exists_from_inside,
    prove_without_switches,
)
from verify.prove.rounding import prove_between_integers, prove_rounded
from verify.prove.shifts import prove_with_shifts
from verify.prove.sign_rule import prove_by_sign
from verify.prove.sign_tables import prove_by_table
from verify.prove.signs import NeedSign
from verify.prove.substitution import prove_by_substitution
from verify.prove.switches import SWITCHES
from verify.prove.telescoping import prove_by_telescoping
from verify.prove.term_by_term import prove_sum_and_rest, prove_summand_by_summand, prove_term_by_term
from verify.prove.vanishing import prove_by_multiple, prove_of_plainer
from verify.prove.varying_integrals import (
    prove_by_values_at_ends,
    prove_continuous,
    prove_slope_exists,
    prove_with_slope_of_integral,
)
from verify.prove.vector_parts import has_sums_of_vectors, prove_with_new_vectors
from verify.prove.words import prove_words
from verify.question import Proof, Question, Unproved, alternatives, taken_apart, unequal_cases
from verify.sort import Scalar
from verify.term import TRUE, TWO, ZERO, Term, consists_of, contains, free_symbols, is_real_term, make, power, relation, subtract

QUESTION_FUEL = 30
_GLANCE_FUEL = 4_000  # for what is tried before any other way, as it is mostly enough
_RANGES_FUEL = 8_000  # to make ranges of sums one, before an induction is tried
_VECTORS_FUEL = 150_000  # with a new vector in the place of x - y
_SQUARES_FUEL = 40_000  # to compare the squares of means, before the means themselves
_TERM_FUEL = 20_000  # to split a sum at an index, before the signs of its terms are told apart
_ARC_FUEL = 40_000  # to tell where an argument lies beside a multiple of pi
_TABLE_FUEL = 20_000  # for the table of signs of a statement about one number, before its inequality is looked for
_SHIFTED_FUEL = 50_000  # for what is left after linear hypotheses have become signs
_STEP_FUEL, _THROUGH_FUEL = 50_000, 150_000  # for the factors of a product, and to reach a side of a hypothesis
_INDUCTION_FUEL = 240_000  # for the base, and for each step that is tried
_ROOT_FUEL = 60_000  # to tell one root of a quadratic equation from the other
_WORD_OPERATIONS = frozenset(("inverse", "determinant"))
_WORDS = frozenset(("number", "symbol", "add", "mul", "matmul", "transpose", "identity", "trace", "eq", "zeros", "power"))


def prove(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A proof of the question, or Unproved with the reason.  Raises OutOfFuel when the budget is used up."""
    fuel.spend(QUESTION_FUEL, "a question on the way to a proof")
    try:
        return _structure(question, fuel)
    except (TooLarge, Unsupported) as bound:
        return Unproved(str(bound))
    except InputError as error:
        return Unproved(error.problem.seen)
    except Undefined:
        return Unproved("a side is undefined everywhere")
    except NeedSign:
        return Unproved("the sign of an expression is not known")


def prove_throughout(question: Question, fuel: Fuel) -> Proof | Unproved:
    """As `prove`; what no rule proves for all integers between two bounds is proved for each of them, if they are few."""
    found = prove(question, fuel)
    if isinstance(found, Proof) or (name := bounded_integer(question)) is None:
        return found
    values = at_each_value(question, name)
    if values is None:
        return found
    try:
        return _or(_all("finite domain", question, list(values), fuel, {"symbol": name}), found)
    except OutOfFuel:
        return found


def _structure(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Connectives are taken apart; relations go to the rules for them."""
    statement = question.statement
    if statement is TRUE:
        return Proof("truth", question)
    if statement in question.hypotheses:
        return Proof("hypothesis", question)
    name = finite_symbol(question)
    values = None if name is None else at_each_value(question, name)
    if values is not None:
        return _all("finite domain", question, list(values), fuel, {"symbol": name})
    place = next((i for i, hypothesis in enumerate(question.hypotheses) if hypothesis.op == "and"), None)
    if place is not None:
        return _all("joint hypothesis", question, [taken_apart(question, place)], fuel, {"place": place})
    absurd = _false_hypothesis(question, fuel)
    if absurd is not None:
        return absurd
    place = next((i for i, hypothesis in enumerate(question.hypotheses) if hypothesis.op == "or"), None)
    if place is not None or statement.op in ("or", "false"):
        found = prove_by_table(question, fuel, lambda inner: prove(inner, fuel))
        if isinstance(found, Proof):
            return found
    if place is not None and any(part in question.hypotheses for part in question.hypotheses[place].args):
        fewer = question.hypotheses[:place] + question.hypotheses[place + 1 :]
        return _all("weakening", question, [Question(statement, fewer)], fuel)
    if place is not None:
        return _all("alternatives", question, list(alternatives(question, place)), fuel, {"place": place})
    if statement.op == "and":
        return _all("conjunction", question, [Question(part, question.hypotheses) for part in statement.args], fuel)
    if statement.op == "implies":
        given, then = statement.args
        return _all("implication", question, [Question(then, (*question.hypotheses, given))], fuel)
    if statement.op == "or":
        return _any(question, fuel)
    if statement.op == "iff":
        left, right = statement.args
        ways = [Question(make("implies", pair), question.hypotheses) for pair in ((left, right), (right, left))]
        return _all("equivalence", question, ways, fuel)
    if statement.op in ("eq", "le", "lt", "ne"):
        found = _relation(question, fuel)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"integral"}):
            found = _where_defined(question, fuel) or found
        if isinstance(found, Unproved) and contains(statement, {"integral"}):
            found = _or(prove_by_integrands(question, fuel, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved):
            found = _or(prove_by_substitution(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and statement.op == "eq" and question.hypotheses:
            found = _or(_by_powers(question, fuel), found)
        if isinstance(found, Unproved) and statement.op == "eq" and question.hypotheses:
            found = _or(_one_root(question, fuel), found)
        if isinstance(found, Unproved) and any(contains(each, LOGARITHMS) for each in (statement, *question.hypotheses)):
            found = _or(prove_by_exponentials(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and question.hypotheses:
            found = _or(prove_by_table(question, fuel, lambda inner: prove(inner, fuel)), found)
        return found
    if statement.op == "is_defined" and statement.args[0].op == "limit":
        return prove_limit_exists(question, fuel, prove)
    if statement.op == "is_defined" and statement.args[0].op == "derivative":
        found = prove_derivative_exists(question, fuel, prove)
        if isinstance(found, Unproved):
            found = _or(prove_slope_exists(question, lambda inner: prove(inner, fuel)), found)
        return found
    if statement.op == "is_defined":
        return _existence(question, fuel)
    return Unproved(f"no rule for {statement.op}")


def _where_defined(question: Question, fuel: Fuel) -> Proof | Unproved | None:
    """(e^b - e^a)/(b - a) as an integral that exists also where a = b: only a and b at which both sides are defined count."""
    given = given_that_it_is_defined(question, fuel)
    return None if given is None else _all("where defined", question, [given], fuel)


def _existence(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An integral or infinite sum exists by a formula, by an antiderivative, or in parts."""
    found = prove_defined(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and question.statement.args[0].op == "integral":
        exists = prove_integral_exists(question, fuel, prove)
        if isinstance(exists, Unproved):
            exists = prove_exists_in_parts(question, fuel, lambda inner: prove(inner, fuel))
        if isinstance(exists, Unproved):
            exists = prove_continuous(question, lambda inner: prove(inner, fuel))
        if isinstance(exists, Unproved):
            exists = prove_exists_from_inside(question, fuel, prove)
        return _or(exists, found)
    return found


def _one_root(question: Question, fuel: Fuel) -> Proof | Unproved:
    def run(share: Fuel) -> Proof | Unproved:
        return prove_one_root(question, share, lambda inner: prove(inner, share))

    return _at_a_glance(fuel, run, _ROOT_FUEL)


def _by_powers(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation by odd powers of its sides, or with squares in place of absolute values in a hypothesis."""
    found = prove_by_powers(question, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and any(each.op == "eq" for each in question.hypotheses):
        found = prove_given_square(question, lambda inner: prove(inner, fuel))
    return prove_with_squares(question, lambda inner: prove(inner, fuel)) if isinstance(found, Unproved) else found


def _false_hypothesis(question: Question, fuel: Fuel) -> Proof | None:
    """Nothing has to be shown where a hypothesis without symbols is false, or is the opposite of another."""
    for place, hypothesis in enumerate(question.hypotheses):
        opposite = negation(hypothesis)
        is_given = opposite in question.hypotheses and is_real_term(hypothesis)
        if opposite is None or (free_symbols(hypothesis) and not is_given):
            continue
        proof = prove(Question(opposite, (opposite,) if is_given else ()), fuel)
        if isinstance(proof, Proof):
            return Proof("false hypothesis", question, (proof,), {"place": place})
    return None


def _all(
    rule: str, question: Question, parts: list[Question], fuel: Fuel, data: Mapping[str, Any] = MappingProxyType({})
) -> Proof | Unproved:
    proofs = []
    for part in parts:
        proof = prove(part, fuel)
        if isinstance(proof, Unproved):
            return proof
        proofs.append(proof)
    return Proof(rule, question, tuple(proofs), dict(data))


def _any(question: Question, fuel: Fuel) -> Proof | Unproved:
    """A disjunction by one of its parts, if need be where the others fail."""
    statement = question.statement
    for place, part in enumerate(statement.args):  # c != 0 or 0 <= 2 k: what is seen at once before what is searched for
        if part.op in ("le", "lt", "ne") and not part.args[0].shape:
            seen = prove_by_sign(Question(part, question.hypotheses), fuel)
            if seen is not None:
                return Proof("disjunction", question, (seen,), {"place": place})
    found: Proof | Unproved = Unproved("an empty disjunction")
    for place, part in enumerate(statement.args):
        found = prove(Question(part, question.hypotheses), fuel)
        if isinstance(found, Proof):
            return Proof("disjunction", question, (found,), {"place": place})
    differences = product_of_differences(question)
    if differences is not None and isinstance(
        proof := _all("product of differences", question, list(differences), fuel), Proof
    ):
        return proof
    for place in range(len(statement.args)):
        parts = otherwise(question, place)
        if parts is not None and isinstance(
            proof := _all("excluded middle", question, list(parts), fuel, {"place": place}), Proof
        ):
            return proof
    return found


def _relation(question: Question, fuel: Fuel) -> Proof | Unproved:
    statement = question.statement
    of_numbers = is_about_matrix_numbers(question)
    if statement.op in ("le", "lt") and not statement.args[0].shape and has_sums_of_vectors(statement):
        found = _at_a_glance(
            fuel, lambda share: prove_with_new_vectors(question, lambda inner: prove(inner, share)), _VECTORS_FUEL)
        if isinstance(found, Proof):
            return found
    if of_numbers and statement.op != "eq":
        by_sign = not contains(statement, _WORD_OPERATIONS)  # entries tell more of other numbers
        found = prove_by_any_numbers(question, fuel, lambda inner: prove(inner, fuel), by_sign=by_sign)
        if isinstance(found, Unproved):
            found = prove_by_multiple(question, fuel, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved):
            found = prove_of_plainer(question, fuel, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved) and has_multiples(statement):
            found = prove_matrix_numbers(question, fuel, lambda inner: prove(inner, fuel))
        if isinstance(found, Proof):
            return found
    if statement.op == "eq" and contains(statement, _WORD_OPERATIONS) and not contains(statement, {"matrix"}):
        found = _by_words(question, fuel)
        if isinstance(found, Unproved) and contains(statement, {"gradient", "derivative"}):
            found = prove_by_matrix_derivative(question, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved) and of_numbers and contains(statement, {"sum"}):
            found = _or(prove_summand_by_summand(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and contains(statement, {"sum"}):
            found = _or(prove_by_contraction(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Proof) or not speaks_of_places(statement):
            return found
    if statement.op == "eq" and contains(statement, {"matmul"}) and consists_of(statement, _WORDS):
        found = _at_a_glance(fuel, lambda share: prove_words(question, share))
        if isinstance(found, Proof):
            return found
    parts = lowered(question)
    if parts != (question,):
        found = _all("index notation", question, list(parts), fuel)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"gradient", "derivative"}):
            return _or(prove_by_matrix_derivative(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"matmul", "transpose"}):
            return _or(_by_words(question, fuel), found)
        return found
    if contains(statement, {"limit"}):
        return prove_with_limits(question, fuel, prove)
    rewritten = prove_by_rewriting(question, fuel, prove)
    if isinstance(rewritten, Unproved) and contains(statement, {"derivative"}):
        rewritten = _or(prove_with_slope_of_integral(question, lambda inner: prove(inner, fuel)), rewritten)
    if isinstance(rewritten, Unproved) and contains(statement, {"integral"}):
        rewritten = _or(prove_by_values_at_ends(question, lambda inner: prove(inner, fuel)), rewritten)
    if rewritten is not None:
        return rewritten
    if innermost_rounding(question) is not None or any(map(is_rounding, question.symbols)):
        found = _of_integers(question, fuel)
        if isinstance(found, Proof):
            return found
    return _equation(question, fuel) if statement.op == "eq" else _order(question, fuel)


def _by_words(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation of matrix words, or of numbers made of them."""
    found = prove_words(question, fuel)
    if isinstance(found, Unproved) and is_about_matrix_numbers(question):
        return _or(prove_matrix_numbers(question, fuel, lambda inner: prove(inner, fuel)), found)
    return found


def _of_integers(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Roundings as integers, and relations between integers that came of them; before any search, what is seen at once."""
    is_equation = question.statement.op == "eq"
    at_once = prove_equality(question, fuel) if is_equation else prove_by_sign(question, fuel)
    if isinstance(at_once, Proof):
        return at_once
    if innermost_rounding(question) is not None:
        return prove_rounded(question, lambda inner: prove(inner, fuel))
    return prove_between_integers(question, lambda inner: prove(inner, fuel))


def _equation(question: Question, fuel: Fuel) -> Proof | Unproved:
    found = prove_equality(question, fuel)
    if isinstance(found, Proof):
        return found
    if contains(question.statement, {"power"}):
        by_powers = prove_nested_root(question, lambda inner: prove(inner, fuel))
        if isinstance(by_powers, Proof):
            return by_powers
    if contains(question.statement, {"delta", "derivative"}):
        apart = _unequal_cases(question, fuel)
        if isinstance(apart, Proof):
            return apart
    if contains(question.statement, {"density"}):
        exchanged = prove_by_exchange(question, fuel)
        if isinstance(exchanged, Unproved):
            exchanged = prove_symmetrised(question, lambda inner: prove_equality(inner, fuel))
        return _or(exchanged, found)
    if contains(question.statement, {"sum", "product"}):
        return _or(_of_totals(question, fuel), found)
    if contains(question.statement, {"item"}) and (entry := finite_entry(question)) is not None:
        return _all("finite domain", question, list(at_each_value(question, entry) or ()), fuel, {"symbol": entry})
    if contains(question.statement, {"atan", "asin", "acos", "erf"}):
        return _or(_constant_difference(question, fuel), found)
    return found


def _of_totals(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation of sums or products, in the order in which they are written, or in the other."""
    if has_two_ranges_of_one_summand(question.statement):  # an induction may be long, and leads nowhere with x_k for a k <= n
        seen = _at_a_glance(fuel, lambda share: prove_over_common_ranges(question, share, prove), _RANGES_FUEL)
        if isinstance(seen, Proof):
            return seen
    found = _of_totals_in_order(question, fuel)
    if isinstance(found, Unproved):
        found = _or(prove_by_first_terms(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved):
        found = _or(prove_by_exchange_of_sums(question, lambda inner: _equation_in_order(inner, fuel)), found)
    if isinstance(found, Unproved):
        found = _or(prove_over_common_ranges(question, fuel, prove), found)
    if isinstance(found, Unproved):
        closed = prove_by_finite_closed_forms(
            question, fuel, lambda inner: _equation_in_order(inner, fuel), lambda inner: prove(inner, fuel)
        )
        found = _or(closed, found)
    return found


def _equation_in_order(question: Question, fuel: Fuel) -> Proof | Unproved:
    found = prove_equality(question, fuel)
    return found if isinstance(found, Proof) else _of_totals_in_order(question, fuel)


def _of_totals_in_order(question: Question, fuel: Fuel) -> Proof | Unproved:
    found = prove_by_reindexing(question, fuel)
    if isinstance(found, Unproved):
        found = prove_by_telescoping(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved):
        found = _or(prove_summand_by_summand(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and contains(question.statement, {"gamma"}):
        found = _or(prove_by_closed_sums(question, fuel, prove), found)
    return found


def _constant_difference(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation by its derivatives, in the cells of its switches, where hypotheses on single symbols narrow their sorts."""
    if question.hypotheses:
        return narrow_and_prove(question, lambda inner: prove(inner, fuel))
    found = prove_constant(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and contains(question.statement, frozenset(SWITCHES)):
        found = _or(prove_without_switches(question, fuel, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved):
        return prove_in_cells(question, fuel, lambda inner: prove(inner, fuel)) or found
    return found


def _order(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An inequality; for a strict one, a hypothesis a != b is split into a < b and a > b."""
    if is_manifest(question.statement) and (seen := prove_by_sign(question, fuel)) is not None:
        return seen
    at_once = _by_one_step(question, fuel)
    if at_once is not None:
        return at_once
    found = _unequal_cases(question, fuel) if question.statement.op != "le" else None
    if question.statement.op == "le" and contains(question.statement, {"sum"}):
        found = prove_by_jensen(question, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved):
            found = prove_by_mean_tangent(question, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved):
            found = _mean_by_squares(question, fuel) or found
    if not isinstance(found, Proof):
        found = _by_squares(question, fuel) or _root_below(question, fuel) or _one_order(question, fuel)
    if isinstance(found, Unproved) and question.statement.op == "le" and contains(question.statement, {"product"}):
        found = _or(prove_by_logarithms_of_products(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op == "lt" and contains(question.statement, {"sum"}):
        found = _or(prove_positive_mean(question, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op == "ne":
        return _or(_apart(question, fuel), found)
    return found


def _by_induction(question: Question, fuel: Fuel) -> Proof | None:
    """An inequality up to n from the least n and from n to n + 1, before longer searches for others."""
    if not contains(question.statement, {"sum", "product", "gamma"}):
        return None
    found = prove_by_induction(
        question, lambda inner: _at_a_glance(fuel, lambda share: prove(inner, share), min(_INDUCTION_FUEL, fuel.left // 2)))
    return found if isinstance(found, Proof) else None


def _by_closed_sums(question: Question, fuel: Fuel) -> Proof | None:
    """An inequality with formulas in place of its finite sums: sum_{k=1}^{n} 1/2^k < 1."""
    if question.statement.op == "ne" or not contains(question.statement, {"sum"}):
        return None
    found = _at_a_glance(
        fuel,
        lambda share: prove_by_finite_closed_forms(
            question, share, lambda inner: _equation_in_order(inner, share), lambda inner: prove(inner, share)
        ),
        min(_INDUCTION_FUEL, fuel.left // 2),
    )
    return found if isinstance(found, Proof) else None


def _by_one_step(question: Question, fuel: Fuel) -> Proof | None:
    """Before any search: by the signs of factors, or through a hypothesis."""
    if not question.hypotheses:
        return None
    most = _STEP_FUEL if question.statement.op == "ne" else _STEP_FUEL // 8  # an order of products has other ways
    found = _at_a_glance(fuel, lambda share: prove_by_factors(question, lambda inner: prove(inner, share)), most)
    if isinstance(found, Unproved):
        way = lambda share: prove_through_hypothesis(question, lambda inner: prove(inner, share))  # noqa: E731
        found = _at_a_glance(fuel, way, _THROUGH_FUEL)
    return found if isinstance(found, Proof) else None


def _root_below(question: Question, fuel: Fuel) -> Proof | None:
    """sqrt(P) <= b from 0 <= b and P <= b^2, before what is tried for other sums: |x + y| <= |x| + |y|."""
    parts = root_below(question)
    if parts is None:
        return None
    found = _at_a_glance(fuel, lambda share: _all("root below", question, list(parts), share), _SQUARES_FUEL)
    return found if isinstance(found, Proof) else None


def _mean_by_squares(question: Question, fuel: Fuel) -> Proof | None:
    """|E x| <= sqrt(E x^2) from (E x)^2 <= E x^2."""
    squares = compared_by_squares(question)
    if squares is None:
        return None
    found = _at_a_glance(fuel, lambda share: prove(squares, share), _SQUARES_FUEL)
    return Proof("squares", question, (found,)) if isinstance(found, Proof) else None


def _by_squares(question: Question, fuel: Fuel) -> Proof | None:
    """c sqrt(P) + Q > 0 from Q^2 < c^2 P, if signs tell that."""
    squares = compared_by_squares(question)
    found = prove_by_sign(squares, fuel) if squares is not None else None
    return Proof("squares", question, (found,)) if found is not None else None


def _apart(question: Question, fuel: Fuel) -> Proof | Unproved:
    """a != b of unknown order, as u w != 0 for u, w other than 0, from 0 < (a - b)^2."""
    left, right = question.statement.args
    square = power(subtract(left, right), TWO)
    return _all("different", question, [Question(relation("lt", ZERO, square), question.hypotheses)], fuel)


def _unequal_cases(question: Question, fuel: Fuel) -> Proof | Unproved | None:
    """The statement under a < b and under a > b, for the first hypothesis a != b between numbers."""
    place = next((i for i, hypothesis in enumerate(question.hypotheses) if hypothesis.op == "ne"), None)
    if place is None or question.hypotheses[place].args[0].shape:
        return None
    return _all("unequal cases", question, list(unequal_cases(question, place)), fuel, {"place": place})


def _one_order(question: Question, fuel: Fuel) -> Proof | Unproved:
    by_sign = prove_by_sign(question, fuel)
    if by_sign is not None:
        return by_sign
    at_once = prove_of_numbers(question, fuel) or prove_by_logarithms(question, fuel)
    if at_once is None and contains(question.statement, WAVES):
        at_once = prove_on_arc(question, lambda inner: _at_a_glance(fuel, lambda share: prove(inner, share), _ARC_FUEL))
    if at_once is not None:
        return at_once
    if question.statement.op != "ne" and contains(question.statement, {"sum"}) and contains(question.statement, {"item"}):
        beside = _at_a_glance(fuel, lambda share: prove_beside_one_term(question, lambda inner: prove(inner, share)), _TERM_FUEL)
        if isinstance(beside, Proof):
            return beside
    if question.statement.op != "ne" and contains(question.statement, {"largest"}):
        with_largest = _beside_largest(question, fuel)
        if isinstance(with_largest, Proof):
            return with_largest
    up_to_end = _by_induction(question, fuel) or _by_closed_sums(question, fuel)
    if up_to_end is not None:
        return up_to_end
    in_cells = prove_in_cells(question, fuel, lambda inner: prove(inner, fuel))
    if in_cells is not None:
        return in_cells
    if all(isinstance(name.sort, Scalar) for name in question.symbols):
        return _numbers(question, fuel)
    fewer = tuple(hypothesis for hypothesis in question.hypotheses if _is_of_numbers(hypothesis))
    if _is_of_numbers(question.statement) and fewer != question.hypotheses:
        alone = _all("weakening", question, [Question(question.statement, fewer)], fuel)  # of indices: sums say nothing of them
        if isinstance(alone, Proof):
            return alone
    found = _summands_at_a_glance(question, fuel)
    if isinstance(found, Unproved) and question.statement.op == "le" and contains(question.statement, {"density"}):
        found = prove_by_divergence(question, fuel)
    if isinstance(found, Unproved) and contains(question.statement, {"density"}):
        found = _at_a_glance(
            fuel,
            lambda share: prove_by_logarithm_of_density(
                question,
                lambda inner: prove(inner, share),
                lambda inner: prove_by_integrands(inner, share, lambda each: prove(each, share)),
            ),
            fuel.left // 3,
        )
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = _at_a_glance(fuel, lambda share: prove_order_over_one_range(question, share, prove), fuel.left // 3)
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = prove_by_exchange_of_sums(question, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and contains(question.statement, {"sum", "density"}):  # before log(2 pi s^2) is taken apart
        found = _through_bound(question, fuel)
    if isinstance(found, Unproved):
        found = prove_generalised(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = _or(prove_term_by_term(question, fuel, lambda inner: prove(inner, fuel)), found)
    if isinstance(found, Unproved) and question.statement.op != "ne" and contains(question.statement, {"sum"}):
        found = _or(prove_sum_and_rest(question, fuel, lambda inner: prove(inner, fuel)), found)
    return found


def _beside_largest(question: Question, fuel: Fuel) -> Proof | Unproved:
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
        found = _at_a_glance(fuel, way, fuel.left // 4)
        if isinstance(found, Proof):
            break
    return found


def _through_bound(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Through a bound of one function, with a quarter of the fuel."""
    return _at_a_glance(fuel, lambda share: prove_by_bound(question, share, lambda inner: prove(inner, share)), fuel.left // 4)


def _summands_at_a_glance(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Most sums that are positive have summands that are seen to be."""
    if question.statement.op == "ne" or not contains(question.statement, {"sum"}):
        return Unproved("no inequality of sums")
    return _at_a_glance(fuel, lambda share: prove_term_by_term(question, share, lambda inner: prove(inner, share)))


def _at_a_glance(fuel: Fuel, run: Callable[[Fuel], Proof | Unproved], most: int = _GLANCE_FUEL) -> Proof | Unproved:
    """What is found with little fuel."""
    share = Fuel(fuel.limits, min(most, fuel.left))
    try:
        return run(share)
    except OutOfFuel as out:
        return Unproved(f"not seen at a glance: {out.doing}")
    finally:
        fuel.spent += share.spent


def _is_of_numbers(term: Term) -> bool:
    return all(isinstance(name.sort, Scalar) for name in free_symbols(term))


def _numbers(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An inequality of numbers: of one by its signs, of more after a change of variable by a hypothesis if there is one."""
    by_table = _at_a_glance(fuel, lambda share: prove_by_table(question, share, lambda inner: prove(inner, share)), _TABLE_FUEL)
    if isinstance(by_table, Proof):
        return by_table
    changed = prove_with_new_symbol(question, fuel, lambda inner: prove(inner, fuel))
    if isinstance(changed, Unproved):
        changed = prove_with_shifts(
            question,
            lambda inner: _at_a_glance(fuel, lambda share: prove_inequality(inner, share), _SHIFTED_FUEL),
            lambda inner: prove_equality(inner, fuel),
        )
    return changed if isinstance(changed, Proof) else prove_inequality(question, fuel)


def _or(found: Proof | Unproved, otherwise: Unproved) -> Proof | Unproved:
    return found if isinstance(found, Proof) else otherwise


__all__ = ["prove"]
