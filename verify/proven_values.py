"""A question about integrals as one about their values, to look for points at which it fails.

An integral is replaced by a formula only if the independent check accepts that the two are equal, and that the integral exists,
everywhere under the hypotheses: the integral of 1/x from 1 to x has no value at x = -1, where log x has none either, and that of
x^-a from 0 to 1 none at a = 2, where 1/(1-a) has one.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions
from verify.fuel import Fuel
from verify.mathematics.binders import canonical
from verify.prove import prove
from verify.prove.rewriting import first_integral, value_of_integral
from verify.question import Proof, Question, Unproved
from verify.recheck.logic import holds_around
from verify.term import RELATIONS, Term, contains, postorder, substitute

MOST_REPLACED = 6
_OF_FUNCTIONS = frozenset(("gradient", "is_defined"))
_REPLACED = frozenset(("integral", "sum", "expect"))

Accept = Callable[[Proof, Question], bool]


def without_integrals(question: Question, fuel: Fuel, accept: Accept) -> Question | Unproved:
    """The question with a formula for each integral, infinite sum and mean; `accept` says whether a proof passes the check."""
    if question.statement.op not in RELATIONS or contains(question.statement, _OF_FUNCTIONS) or _are_nested(question.statement):
        return Unproved("no relation of numbers")
    current = Question(canonical(question.statement), question.hypotheses)
    for _ in range(MOST_REPLACED):
        target = first_integral(current.statement)
        if target is None:
            return current if current.statement is not canonical(question.statement) else Unproved("no integral")
        found = value_of_integral(target, question.hypotheses, fuel, prove)
        if isinstance(found, Unproved):
            return found
        value, equation = found
        exists = [prove(Question(each, question.hypotheses), fuel) for each in conditions(target)]
        known = all(isinstance(each, Proof) and accept(each, each.question) for each in (equation, *exists))
        if not known or not holds_around(target, current):
            return Unproved("an integral whose value or existence is not proved")
        current = Question(canonical(substitute(current.statement, {target: value})), question.hypotheses)
    return Unproved("too many integrals")


def _are_nested(statement: Term) -> bool:
    """Whether a limit stands in an integral, or an integral in a limit: side by side they are values by themselves."""
    return any(
        (part.op == "limit" and contains(part, _REPLACED)) or (part.op in _REPLACED and contains(part, {"limit"}))
        for part in postorder(statement)
    )
