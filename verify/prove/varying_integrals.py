"""The derivative of a formula with an integral, by its ends and under the integral; and that an integral exists."""

from __future__ import annotations

from collections.abc import Callable

from verify.mathematics.binders import is_bound_name
from verify.mathematics.integral_ends import with_values_at_ends
from verify.mathematics.varying_integrals import (
    Between,
    Varying,
    continuity_wanted,
    further_derivatives_wanted,
    slope_with_integral,
)
from verify.problem import InputError
from verify.prove.premises import all_proved
from verify.prove.rewriting import rewritten
from verify.question import Proof, Question, Unproved
from verify.sort import REAL
from verify.term import Term, equal, free_symbols, fresh_symbol, is_real_term, postorder, symbol

Prover = Callable[[Question], Proof | Unproved]


def prove_with_slope_of_integral(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which the derivative of a formula with an integral is carried out."""
    for term in postorder(question.statement):
        if term.op == "derivative" and not any(map(is_bound_name, free_symbols(term))):
            integral = next((part for part in postorder(term.args[0]) if _varies(part, term.args[1])), None)
            if integral is not None:
                return _carried_out(question, term, integral, prove)
    return Unproved("no derivative of an integral")


def _varies(term: Term, by: Term) -> bool:
    return term.op == "integral" and by in free_symbols(term) and not any(map(is_bound_name, free_symbols(term)))


def _carried_out(question: Question, derivative: Term, integral: Term, prove: Prover) -> Proof | Unproved:
    reason = _slope(question, derivative, integral, prove)
    if isinstance(reason, Unproved):
        return reason
    return rewritten(question, derivative, reason.question.statement.args[1], reason, prove)


def _slope(question: Question, derivative: Term, integral: Term, prove: Prover) -> Proof | Unproved:
    """The proof of what the derivative is."""
    point, name = _names(question)
    last = Unproved("an integral that may have no derivative")
    for any_order in (False, True):
        varying = Varying(integral, name, Between(point, any_order))
        try:
            built = slope_with_integral(derivative, varying, question.hypotheses)
        except InputError:
            return last
        if built is None or not is_real_term(integral):
            return last
        premises = all_proved(built[1], prove)
        if isinstance(premises, Unproved):
            last = Unproved(f"a condition of the derivative of an integral: {premises.reason}")
            continue
        data = {"integral": integral, "name": name, "point": point, "any_order": any_order}
        return Proof("derivative of an integral", Question(equal(derivative, built[0]), question.hypotheses), premises, data)
    return last


def prove_by_values_at_ends(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof of the equation with K(b) - K(a) in place of the integrals from a to b."""
    plain = with_values_at_ends(question.statement, question.symbols)
    if plain is None:
        return Unproved("no integrals over intervals")
    premise = prove(Question(plain, question.hypotheses))
    return premise if isinstance(premise, Unproved) else Proof("values at the ends", question, (premise,))


def prove_slope_exists(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof that the derivative of a formula with an integral exists, from that of its value."""
    (derivative,) = question.statement.args
    integral = next((part for part in postorder(derivative.args[0]) if _varies(part, derivative.args[1])), None)
    if integral is None:
        return Unproved("no derivative of an integral")
    found = _slope(question, derivative, integral, prove)
    if isinstance(found, Unproved):
        return found
    rest = all_proved(further_derivatives_wanted(found.question), prove)
    return rest if isinstance(rest, Unproved) else Proof("derivative of an integral exists", question, (found, *rest))


def prove_continuous(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof that an integral exists, as that of a continuous function between finite ends."""
    (integral,) = question.statement.args
    point, _ = _names(question)
    last = Unproved("no integral of a continuous function")
    for any_order in (False, True):
        wanted = continuity_wanted(integral, Between(point, any_order), question.hypotheses)
        if wanted is None or not is_real_term(integral):
            return last
        premises = all_proved(wanted, prove)
        if isinstance(premises, tuple):
            return Proof("defined as continuous", question, premises, {"point": point, "any_order": any_order})
        last = premises
    return last


def _names(question: Question) -> tuple[Term, Term]:
    point = fresh_symbol(symbol("t_between", REAL), question.symbols)
    return point, fresh_symbol(symbol("integral_value", REAL), (*question.symbols, point))
