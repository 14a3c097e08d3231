"""Checks of the derivatives of formulas with integrals: that they exist, and what they are."""

from __future__ import annotations

from verify.domain import conditions, enough_for_derivative
from verify.mathematics.binders import canonical
from verify.mathematics.integral_ends import with_values_at_ends
from verify.mathematics.varying_integrals import (
    Between,
    Varying,
    continuity_wanted,
    further_derivatives_wanted,
    is_open_real,
    slope_with_integral,
)
from verify.question import Proof, Question
from verify.recheck.logic import holds_around
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.sort import REAL
from verify.term import Term, equal, free_symbols, is_real_term, make, postorder, substitute


def check_derivative_of_closed_form(proof: Proof) -> str | None:
    """Integrals, if there are any, are replaced by equal terms; they exist, and so does the derivative of what comes out.

    All of this holds near each point, as the variable is free in an open interval: the derivative of an integral that exists
    at a single point does not exist there.
    """
    statement, replaced = proof.question.statement, proof.data.get("replaced")
    if statement.op != "is_defined" or statement.args[0].op != "derivative" or not isinstance(replaced, tuple):
        return "no derivative of a formula"
    current = canonical(statement.args[0])
    if not is_open_real(current.args[1]):
        return "a derivative by something else than a real number of an open interval"
    wanted: list[Term] = []
    for old, new in replaced:
        if not isinstance(old, Term) or not isinstance(new, Term) or old not in postorder(current):
            return "what is replaced by what is not said"
        if not holds_around(old, Question(make("is_defined", (current,)), proof.question.hypotheses)):
            return "an equation that may hold at single points only, inside of a derivative"
        wanted += [equal(old, new), *conditions(old)]
        current = canonical(substitute(current, {old: new}))
    enough = enough_for_derivative(current)
    if enough is None:
        return "a closed form that may have no derivative"
    wanted += enough
    return unless(questions_of(proof) == asked(proof, *wanted), "the premises are not the equations, and what they suppose")


def check_slope_of_integral(proof: Proof) -> str | None:
    """The derivative of a formula B(x, I) with one integral I: B_x + B_I I', with I' by the ends and under the integral."""
    statement, hypotheses = proof.question.statement, proof.question.hypotheses
    found = _varying(proof)
    if statement.op != "eq" or statement.args[0].op != "derivative" or found is None:
        return "no derivative of a formula with an integral"
    built = slope_with_integral(statement.args[0], found, hypotheses)
    if built is None:
        return "an integral that may have no derivative"
    value, wanted = built
    if statement.args[1] is not value:
        return "not the derivative by the ends and under the integral"
    return unless(questions_of(proof) == wanted, "the premises are not what makes the formula smooth")


def check_slope_exists(proof: Proof) -> str | None:
    """What makes the derivative of an integral a formula makes it exist."""
    statement, premises = proof.question.statement, proof.premises
    if statement.op != "is_defined" or not premises or premises[0].rule != "derivative of an integral":
        return "no derivative of an integral"
    first = premises[0].question
    if first.statement.args[0] is not statement.args[0] or first.hypotheses != proof.question.hypotheses:
        return "the derivative of another formula"
    return unless(questions_of(proof)[1:] == further_derivatives_wanted(first), "the premises are not that the next one exists")


def check_values_at_ends(proof: Proof) -> str | None:
    """What holds of any numbers K(b) - K(a) holds of integrals from a to b of one integrand."""
    plain = with_values_at_ends(proof.question.statement, proof.question.symbols)
    if plain is None or proof.question.statement.op != "eq":
        return "no equation of integrals over intervals"
    return unless(questions_of(proof) == asked(proof, plain), "the premise is not the equation of the values at the ends")


def check_defined_as_continuous(proof: Proof) -> str | None:
    """The integral of a continuous function between finite ends exists."""
    statement, between = proof.question.statement, _between(proof)
    if statement.op != "is_defined" or statement.args[0].op != "integral" or between is None:
        return "no integral between ends"
    (integral,) = statement.args
    if not is_real_term(integral) or between.point in free_symbols(make("and", (statement, *proof.question.hypotheses))):
        return "an integral of complex numbers, or a point that is not any real number"
    wanted = continuity_wanted(integral, between, proof.question.hypotheses)
    return unless(wanted is not None and questions_of(proof) == wanted, "the premises are not that the integrand is defined")


def _varying(proof: Proof) -> Varying | None:
    between, integral, name = _between(proof), proof.data.get("integral"), proof.data.get("name")
    if between is None or not isinstance(integral, Term) or integral.op != "integral" or not is_real_term(integral):
        return None
    if not isinstance(name, Term) or name.op != "symbol" or name.sort != REAL or name is between.point:
        return None
    taken = {part for term in (proof.question.statement, *proof.question.hypotheses) for part in free_symbols(term)}
    return None if {name, between.point} & taken else Varying(integral, name, between)


def _between(proof: Proof) -> Between | None:
    point, any_order = proof.data.get("point"), proof.data.get("any_order")
    if not isinstance(point, Term) or point.op != "symbol" or point.sort != REAL or type(any_order) is not bool:
        return None
    return Between(point, any_order)


RULES: dict[str, Check] = {
    "derivative of a closed form": check_derivative_of_closed_form,
    "derivative of an integral": check_slope_of_integral,
    "derivative of an integral exists": check_slope_exists,
    "values at the ends": check_values_at_ends,
    "defined as continuous": check_defined_as_continuous,
}
