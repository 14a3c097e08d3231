"""Sign cells for an inequality: for the switches in its hypotheses, then for those in its two sides.

A maximum on the smaller side, or a minimum on the greater, needs no cells: max(a, b) <= c says a <= c and b <= c, and |a| <= c
says a <= c and -a <= c.  For a maximum that is a bound, a <= c max(1, b), it is tried whether one of its arguments will do:
a <= c <= c max(1, b).
"""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.binders import is_bound_name
from verify.mathematics.manifest import unguarded
from verify.prove.infeasible import prove_empty
from verify.prove.normal_form import NormalForm, compute
from verify.prove.plausible import is_plausible
from verify.prove.signs import NeedSign
from verify.prove.switches import SWITCHES
from verify.prove.zero_set import prove_on_zero_set
from verify.question import Proof, Question, Unproved
from verify.term import ZERO, Term, contains, equal, free_symbols, negate, relation, substitute, subtract

Prover = Callable[[Question], Proof | Unproved]

MAX_HYPOTHESES = 14
_TOTALS = frozenset(("sum", "product", "integral"))


def prove_in_cells(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved | None:
    """A proof in the cells of the first switch of unknown sign; None if there is none."""
    if len(question.hypotheses) > MAX_HYPOTHESES:
        return None
    by_arguments = _prove_of_arguments(question, prove)
    if by_arguments is not None:
        return by_arguments
    through = _prove_through_argument(question, fuel, prove)
    if through is not None:
        return through
    found = _unknown_switch(question, fuel)
    if found is None:
        return None
    switch, strict = found
    order = "lt" if strict else "le"
    premises: list[Proof | Unproved] = []
    for hypothesis in (relation(order, ZERO, switch), relation(order, switch, ZERO)):
        cell = Question(question.statement, (*question.hypotheses, hypothesis))
        premises.append(prove_empty(cell, fuel) or prove(cell))
        if isinstance(premises[-1], Unproved):
            return premises[-1]
    if strict:
        boundary = Question(question.statement, (*question.hypotheses, equal(switch, ZERO)))
        premises.append(prove_on_zero_set(boundary, switch, fuel, prove))
        if isinstance(premises[-1], Unproved):
            return premises[-1]
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return Proof("sign cells", question, proofs, {"switch": switch, "strict": strict})


def _prove_of_arguments(question: Question, prove: Prover) -> Proof | None:
    """A proof for each argument of a maximum or absolute value on the smaller side, or of a minimum on the greater."""
    statement = question.statement
    if statement.op not in ("le", "lt") or not (statement.args[0].op in ("max", "abs") or statement.args[1].op == "min"):
        return None
    if statement.args[0].op == "abs" and contains(statement, _TOTALS):  # |x_k| <= sum |x_i| is seen in the cells of x_k
        return None
    premises = []
    for part in extremal_parts(statement):
        proof = prove(Question(part, question.hypotheses))
        if isinstance(proof, Unproved):
            return None
        premises.append(proof)
    return Proof("bound of an extremum", question, tuple(premises))


def _prove_through_argument(question: Question, fuel: Fuel, prove: Prover) -> Proof | None:
    """A proof of a <= b by a <= m <= b, with an argument in the place of a maximum in b, of which one is a number."""
    statement = question.statement
    if statement.op not in ("le", "lt"):
        return None
    smaller, greater = statement.args
    bounds = [each for each in unguarded(greater) if each.op == "max" and any(arg.op == "number" for arg in each.args)]
    for argument in bounds[0].args if len(bounds) == 1 else ():
        middle = substitute(greater, {bounds[0]: argument})
        first = Question(relation(statement.op, smaller, middle), question.hypotheses)
        second = Question(relation("le", middle, greater), question.hypotheses)
        if middle is smaller or not (is_plausible(first, fuel) and is_plausible(second, fuel)):
            continue
        premises = prove(first), prove(second)
        if isinstance(premises[0], Proof) and isinstance(premises[1], Proof):
            return Proof("through a bound", question, (premises[0], premises[1]))
    return None


def extremal_parts(statement: Term) -> tuple[Term, ...]:
    """The inequalities that max(a, b) <= c or |a| <= c, or else c <= min(a, b), consists of."""
    smaller, greater = statement.args
    if smaller.op == "max":
        return tuple(relation(statement.op, arg, greater) for arg in smaller.args)
    if smaller.op == "abs" and greater.op != "min":
        return tuple(relation(statement.op, arg, greater) for arg in (smaller.args[0], negate(smaller.args[0])))
    return tuple(relation(statement.op, smaller, arg) for arg in greater.args)


def _unknown_switch(question: Question, fuel: Fuel) -> tuple[Term, bool] | None:
    relations = [r for r in (*question.hypotheses, question.statement) if contains(r, frozenset(SWITCHES))]
    return compute(question.hypotheses, fuel, lambda form: _needed(form, relations)) if relations else None


def _needed(form: NormalForm, relations: list[Term]) -> tuple[Term, bool] | None:
    for each in relations:
        if each.op not in ("lt", "le", "eq", "ne"):
            continue
        try:
            form.of(subtract(each.args[1], each.args[0]))
        except NeedSign as need:
            switch = form.table.polynomial_term(need.polynomial)
            if not any(is_bound_name(name) for name in free_symbols(switch)):
                return switch, need.strict
    return None
