"""Integrals and infinite sums in a statement are replaced by closed forms, the innermost first."""

from __future__ import annotations

from collections.abc import Callable

from verify.binders import canonical
from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.antiderivatives import integrate_by_antiderivative
from verify.prove.closed_forms import close_integral
from verify.prove.fold import fold_integral
from verify.prove.moments import expand_expectation
from verify.question import Proof, Question, Unproved
from verify.term import INFINITY, SPACE, Term, contains, postorder, substitute

_TARGETS = frozenset(("integral", "sum", "expect"))

Prover = Callable[[Question], Proof | Unproved]


def prove_by_rewriting(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved | None:
    """A proof in which the first integral, infinite sum or expectation is replaced; None if there is none."""
    target = _first_target(question.statement)
    if target is None:
        return None
    found = _value(target, question.hypotheses, fuel, prove)
    if isinstance(found, Unproved):
        return found
    value, reason = found
    replaced = Question(canonical(substitute(question.statement, {target: value})), question.hypotheses)
    premises = [reason, prove(replaced)]
    if reason.rule != "folding":  # a folded integral exists wherever the whole one does
        premises += [prove(Question(condition, question.hypotheses)) for condition in conditions(value)]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("rewriting", question, proofs, {"old": target, "new": value})


def _value(target: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: Prover) -> tuple[Term, Proof] | Unproved:
    if target.op == "expect":
        return expand_expectation(target, hypotheses, fuel)
    found = close_integral(target, hypotheses, fuel, prove)
    if isinstance(found, Unproved) and target.op == "integral":
        folded = fold_integral(target, hypotheses)
        return integrate_by_antiderivative(target, hypotheses, fuel, prove) if folded is None else folded
    return found


def _first_target(statement: Term) -> Term | None:
    """The first integral over an interval, infinite sum or expectation that speaks of no bound symbol of another one."""
    for term in postorder(statement) if contains(statement, _TARGETS) else ():
        is_integral = term.op == "integral" and term.args[1] is not SPACE
        is_series = term.op == "sum" and term.args[2] is INFINITY
        if is_integral or is_series or term.op == "expect":
            return term
    return None


