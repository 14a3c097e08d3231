"""What the checks of inequalities have in common: the parts of a step, and what is manifest at its sides."""

from __future__ import annotations

from typing import Any

from verify.mathematics.manifest import Manifest, is_real_term, necessary_conditions, unguarded
from verify.question import Proof, Question
from verify.recheck.kernels import demand
from verify.sort import Scalar
from verify.term import ZERO, Term


def sides_of(question: Question) -> tuple[Term, Term, bool]:
    """Both sides of an inequality between real scalars, and whether it is strict."""
    statement = question.statement
    demand(statement.op in ("le", "lt"), "the statement is no inequality")
    demand_real(statement, *question.hypotheses)
    return statement.args[0], statement.args[1], statement.op == "lt"


def nonnegative(question: Question) -> tuple[Term, bool]:
    """(f, strict) of a statement 0 <= f or 0 < f."""
    left, right, strict = sides_of(question)
    demand(left is ZERO, "the left side is not 0")
    return right, strict


def demand_real(*terms: Term) -> None:
    for term in terms:
        demand(not term.shape and is_real_term(term), "a term that is no real scalar")
        demand(not any(arg.shape for arg in term.args), "a term that is no real scalar")


def premises_of(proof: Proof, count: int) -> list[Question]:
    demand(len(proof.premises) == count, f"{len(proof.premises)} premises instead of {count}")
    return [premise.question for premise in proof.premises]


def at_the_sides(question: Question) -> Manifest:
    """What is manifest wherever the sides of the question are defined and the hypotheses hold."""
    conditions: list[Term] = []
    given: list[Term] = []
    for side in question.statement.args:
        conditions += necessary_conditions(side)
        given += unguarded(side)
    for hypothesis in question.hypotheses:
        if hypothesis.op in ("le", "lt", "eq", "ne"):
            given += [inner for side in hypothesis.args for inner in unguarded(side)]
    return Manifest((*question.hypotheses, *conditions), given)


def shows(manifest: Manifest, term: Term, strict: bool) -> bool:
    sign = manifest.sign(term)
    return sign is not None and (sign == (1, True) if strict else sign[0] >= 0)


def same_hypotheses(proof: Proof, *premises: Question) -> None:
    demand(all(premise.hypotheses == proof.question.hypotheses for premise in premises), "a premise has other hypotheses")


def interval(name: Any) -> Scalar:
    """The sort of a real symbol that runs through an interval."""
    demand(isinstance(name, Term) and name.op == "symbol" and isinstance(name.sort, Scalar), "no symbol of a scalar sort")
    sort: Scalar = name.sort
    demand(sort.kind == "real" and sort.values is None and not sort.nonzero, "a symbol that does not run through an interval")
    return sort
