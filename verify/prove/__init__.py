"""The symbolic leg: from a question to a proof, or to the reason there is none.

A proof found here counts only once `verify.recheck` has accepted it.
"""

from __future__ import annotations

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.algebra import TooLarge, Undefined
from verify.mathematics.cofactors import speaks_of_places
from verify.mathematics.entries import lowered
from verify.mathematics.excluded_middle import negation, otherwise, product_of_differences
from verify.mathematics.exponentials import LOGARITHMS
from verify.mathematics.finite_domains import at_each_value, bounded_integer, finite_symbol
from verify.mathematics.rounding import innermost_rounding, is_rounding
from verify.mathematics.triangular import told_inverses
from verify.problem import InputError
from verify.prove.angles import is_about_angles, prove_for_any_numbers
from verify.prove.antiderivatives import prove_integral_exists
from verify.prove.attempts import at_a_glance, by_parts, or_reason
from verify.prove.cells import prove_equality
from verify.prove.closed_forms import prove_defined
from verify.prove.contractions import prove_by_contraction
from verify.prove.equal_powers import prove_by_powers, prove_given_square, prove_with_squares
from verify.prove.equations import prove_equation
from verify.prove.exponentials import prove_by_exponentials
from verify.prove.inequalities.domains import given_that_it_is_defined
from verify.prove.integrands import prove_by_integrands
from verify.prove.kernels import Unsupported
from verify.prove.limits import prove_limit_exists, prove_with_limits
from verify.prove.matrix_derivatives import prove_by_matrix_derivative
from verify.prove.matrix_numbers import (
    has_multiples,
    is_about_matrix_numbers,
    prove_by_any_numbers,
    prove_matrix_numbers,
    prove_of_plainer_numbers,
)
from verify.prove.one_root import prove_one_root
from verify.prove.orders import prove_order
from verify.prove.parts_of_integrals import prove_exists_in_parts
from verify.prove.rewriting import prove_by_rewriting, prove_derivative_exists, prove_exists_from_inside
from verify.prove.rounding import prove_between_integers, prove_rounded
from verify.prove.sign_rule import prove_by_sign
from verify.prove.sign_tables import prove_by_table
from verify.prove.signs import NeedSign
from verify.prove.substitution import prove_by_substitution
from verify.prove.term_by_term import prove_summand_by_summand
from verify.prove.vanishing import prove_by_multiple, prove_of_plainer
from verify.prove.varying_integrals import (
    prove_by_values_at_ends,
    prove_continuous,
    prove_slope_exists,
    prove_with_slope_of_integral,
)
from verify.prove.vector_parts import has_sums_of_vectors, prove_with_new_vectors
from verify.prove.words import prove_words
from verify.question import Proof, Question, Unproved, alternatives, taken_apart
from verify.sort import VectorFunction
from verify.term import TRUE, consists_of, contains, free_symbols, is_real_term, make, symbols_of_sort

QUESTION_FUEL = 30
_VECTORS_FUEL = 150_000  # with a new vector in the place of x - y
_ROOT_FUEL = 60_000  # to tell one root of a quadratic equation from the other
_WORD_OPERATIONS = frozenset(("inverse", "determinant"))
_OF_WORDS = frozenset(("matmul", "transpose", *_WORD_OPERATIONS))
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
        return or_reason(by_parts("finite domain", question, list(values), fuel, prove, {"symbol": name}), found)
    except OutOfFuel:
        return found


def _structure(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Connectives are taken apart; relations go to the rules for them."""
    statement = question.statement
    if statement is TRUE:
        return Proof("truth", question)
    if statement in question.hypotheses:
        return Proof("hypothesis", question)
    if statement.op == "eq" and statement.args[0] is statement.args[1]:
        return Proof("identical", question)
    name = finite_symbol(question)
    values = None if name is None else at_each_value(question, name)
    if values is not None:
        return by_parts("finite domain", question, list(values), fuel, prove, {"symbol": name})
    place = next((i for i, hypothesis in enumerate(question.hypotheses) if hypothesis.op == "and"), None)
    if place is not None:
        return by_parts("joint hypothesis", question, [taken_apart(question, place)], fuel, prove, {"place": place})
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
        return by_parts("weakening", question, [Question(statement, fewer)], fuel, prove)
    if place is not None:
        return by_parts("alternatives", question, list(alternatives(question, place)), fuel, prove, {"place": place})
    if statement.op == "and":
        return by_parts("conjunction", question, [Question(part, question.hypotheses) for part in statement.args], fuel, prove)
    if statement.op == "implies":
        given, then = statement.args
        return by_parts("implication", question, [Question(then, (*question.hypotheses, given))], fuel, prove)
    if statement.op == "or":
        return _any(question, fuel)
    if statement.op == "iff":
        left, right = statement.args
        ways = [Question(make("implies", pair), question.hypotheses) for pair in ((left, right), (right, left))]
        return by_parts("equivalence", question, ways, fuel, prove)
    if statement.op in ("eq", "le", "lt", "ne"):
        found = _relation(question, fuel)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"integral"}):
            found = _where_defined(question, fuel) or found
        if isinstance(found, Unproved) and contains(statement, {"integral"}):
            found = or_reason(prove_by_integrands(question, fuel, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved):
            found = or_reason(prove_by_substitution(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and statement.op == "eq" and question.hypotheses:
            found = or_reason(_by_powers(question, fuel), found)
        if isinstance(found, Unproved) and statement.op == "eq" and question.hypotheses:
            found = or_reason(_one_root(question, fuel), found)
        if isinstance(found, Unproved) and statement.op == "eq" and is_about_angles(question):
            found = or_reason(_of_any_angles(question, fuel), found)
        if isinstance(found, Unproved) and any(contains(each, LOGARITHMS) for each in (statement, *question.hypotheses)):
            found = or_reason(prove_by_exponentials(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and question.hypotheses:
            found = or_reason(prove_by_table(question, fuel, lambda inner: prove(inner, fuel)), found)
        return found
    if statement.op == "is_defined" and statement.args[0].op == "limit":
        return prove_limit_exists(question, fuel, prove)
    if statement.op == "is_defined" and statement.args[0].op == "derivative":
        found = prove_derivative_exists(question, fuel, prove)
        if isinstance(found, Unproved):
            found = or_reason(prove_slope_exists(question, lambda inner: prove(inner, fuel)), found)
        return found
    if statement.op == "is_defined":
        return _existence(question, fuel)
    return Unproved(f"no rule for {statement.op}")


def _where_defined(question: Question, fuel: Fuel) -> Proof | Unproved | None:
    """(e^b - e^a)/(b - a) as an integral that exists also where a = b: only a and b at which both sides are defined count."""
    given = given_that_it_is_defined(question, fuel)
    return None if given is None else by_parts("where defined", question, [given], fuel, prove)


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
        return or_reason(exists, found)
    return found


def _one_root(question: Question, fuel: Fuel) -> Proof | Unproved:
    def run(share: Fuel) -> Proof | Unproved:
        return prove_one_root(question, share, lambda inner: prove(inner, share))

    return at_a_glance(fuel, run, _ROOT_FUEL)


def _by_powers(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation by odd powers of its sides, or with squares in place of absolute values in a hypothesis."""
    found = prove_by_powers(question, lambda inner: prove(inner, fuel))
    if isinstance(found, Unproved) and any(each.op == "eq" for each in question.hypotheses):
        found = prove_given_square(question, lambda inner: prove(inner, fuel))
    return prove_with_squares(question, lambda inner: prove(inner, fuel)) if isinstance(found, Unproved) else found


def _of_any_angles(question: Question, fuel: Fuel) -> Proof | Unproved:
    def run(share: Fuel) -> Proof | Unproved:
        return prove_for_any_numbers(question, lambda inner: prove(inner, share))

    return at_a_glance(fuel, run, _ROOT_FUEL)


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
        proof := by_parts("product of differences", question, list(differences), fuel, prove), Proof
    ):
        return proof
    for place in range(len(statement.args)):
        parts = otherwise(question, place)
        if parts is not None and isinstance(
            proof := by_parts("excluded middle", question, list(parts), fuel, prove, {"place": place}), Proof
        ):
            return proof
    return found


def _relation(question: Question, fuel: Fuel) -> Proof | Unproved:
    statement = question.statement
    of_numbers = is_about_matrix_numbers(question)
    if statement.op in ("le", "lt") and not statement.args[0].shape and has_sums_of_vectors(statement):
        found = at_a_glance(
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
    are_told = told_inverses(statement)
    if statement.op == "eq" and not all(are_told) and not contains(statement, {"matrix"}):
        found = _by_words(question, fuel)
        if isinstance(found, Unproved) and contains(statement, {"gradient", "derivative"}):
            found = prove_by_matrix_derivative(question, lambda inner: prove(inner, fuel))
        if isinstance(found, Unproved) and of_numbers and contains(statement, {"sum"}):
            found = or_reason(prove_summand_by_summand(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and of_numbers and contains(statement, {"sum", "product"}):
            found = or_reason(prove_of_plainer_numbers(question, fuel, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and contains(statement, {"sum"}):
            found = or_reason(prove_by_contraction(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Proof) or not (speaks_of_places(statement) or any(are_told)):
            return found
    if statement.op == "eq" and (are_told or (consists_of(statement, _WORDS) and _multiplies_matrices(question))):
        found = at_a_glance(fuel, lambda share: prove_words(question, share))
        if isinstance(found, Proof):
            return found
    if statement.op == "eq" and any(symbols_of_sort((statement,), VectorFunction)):
        found = _by_words(question, fuel)
        if isinstance(found, Unproved) and contains(statement, {"gradient", "derivative"}):
            found = or_reason(prove_by_matrix_derivative(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Proof) or statement.args[0].shape:
            return found
    parts = lowered(question)
    if parts != (question,):
        found = by_parts("index notation", question, list(parts), fuel, prove)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, {"gradient", "derivative"}):
            return or_reason(prove_by_matrix_derivative(question, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and of_numbers and statement.op == "eq":
            found = or_reason(prove_of_plainer_numbers(question, fuel, lambda inner: prove(inner, fuel)), found)
        if isinstance(found, Unproved) and statement.op == "eq" and contains(statement, _OF_WORDS):
            return or_reason(_by_words(question, fuel), found)
        return found
    if contains(statement, {"limit"}):
        return prove_with_limits(question, fuel, prove)
    rewritten = prove_by_rewriting(question, fuel, prove)
    if isinstance(rewritten, Unproved) and contains(statement, {"derivative"}):
        rewritten = or_reason(prove_with_slope_of_integral(question, lambda inner: prove(inner, fuel)), rewritten)
    if isinstance(rewritten, Unproved) and contains(statement, {"integral"}):
        rewritten = or_reason(prove_by_values_at_ends(question, lambda inner: prove(inner, fuel)), rewritten)
    if rewritten is not None:
        return rewritten
    if innermost_rounding(question) is not None or any(map(is_rounding, question.symbols)):
        found = _of_integers(question, fuel)
        if isinstance(found, Proof):
            return found
    if statement.op == "eq":
        return prove_equation(question, fuel, prove)
    found = prove_order(question, fuel, prove)
    if isinstance(found, Unproved) and statement.op == "le" and any(each.op == "lt" for each in question.hypotheses):
        found = or_reason(prove_between_integers(question, lambda inner: prove(inner, fuel)), found)  # 1 <= n from 0 < n
    return found


def _multiplies_matrices(question: Question) -> bool:
    """Whether an equation has products of matrices in it, or is one of matrices below equations that have."""
    return contains(question.statement, {"matmul"}) or (
        bool(question.statement.args[0].shape) and any(contains(fact, {"matmul"}) for fact in question.hypotheses)
    )


def _by_words(question: Question, fuel: Fuel) -> Proof | Unproved:
    """An equation of matrix words, or of numbers made of them."""
    found = prove_words(question, fuel)
    if isinstance(found, Unproved) and is_about_matrix_numbers(question):
        return or_reason(prove_matrix_numbers(question, fuel, lambda inner: prove(inner, fuel)), found)
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


__all__ = ["prove"]
