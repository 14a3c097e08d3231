"""The check that the derivative of a formula with integrals exists: that of its closed form does."""

from __future__ import annotations

from verify.binders import canonical
from verify.domain import conditions, enough_for_derivative
from verify.question import Proof, Question
from verify.recheck.logic import holds_around
from verify.recheck.parts import Check, asked, questions_of, unless
from verify.sort import Scalar
from verify.term import Term, equal, make, postorder, substitute


def check_derivative_of_closed_form(proof: Proof) -> str | None:
    """Integrals are replaced by equal terms, one by one; they exist, and so does the derivative of what comes out.

    All of this holds near each point, as the variable is free in an open interval: the derivative of an integral that exists
    at a single point does not exist there.
    """
    statement, replaced = proof.question.statement, proof.data.get("replaced")
    if statement.op != "is_defined" or statement.args[0].op != "derivative" or not isinstance(replaced, tuple) or not replaced:
        return "no derivative of a formula with integrals"
    current = canonical(statement.args[0])
    if not _is_free_in_open_interval(current.args[1]):
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


def _is_free_in_open_interval(name: Term) -> bool:
    sort = name.sort if name.op == "symbol" else None
    if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
        return False
    return (sort.lower is None or sort.lower_open) and (sort.upper is None or sort.upper_open)


RULES: dict[str, Check] = {"derivative of a closed form": check_derivative_of_closed_form}
