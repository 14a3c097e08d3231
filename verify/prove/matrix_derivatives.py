"""Gradients and derivatives of numbers made of matrices are written out."""

from __future__ import annotations

from collections.abc import Callable

from verify.domain import conditions, conditions_of_sides
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved
from verify.term import BINDERS, Term, contains, is_shaped, postorder, substitute

Prover = Callable[[Question], Proof | Unproved]

_DERIVATIVES = frozenset(("gradient", "derivative"))
_NOT_INSIDE = BINDERS | _DERIVATIVES | {"expect"}


def prove_by_matrix_derivative(question: Question, prove: Prover) -> Proof | Unproved:
    """A proof in which the first gradient or derivative of a number made of matrices is replaced by its formula."""
    target = _first_target(question.statement)
    if target is None:
        return Unproved("no derivative of a number made of matrices")
    try:
        formula, obligations = matrix_derivative(target)
        replaced = substitute(question.statement, {target: formula})
    except InputError as error:
        return Unproved(error.problem.seen)
    given = (*question.hypotheses, *conditions_of_sides(question.statement))
    wanted = [Question(replaced, question.hypotheses)]
    wanted += [Question(condition, given) for condition in dict.fromkeys((*conditions(formula), *obligations))]
    premises = all_proved(wanted, prove)
    return premises if isinstance(premises, Unproved) else Proof("matrix derivative", question, premises, {"old": target})


def _first_target(statement: Term) -> Term | None:
    if not contains(statement, _DERIVATIVES) or not is_shaped(statement):
        return None
    covered = {part for inner in postorder(statement) if inner.op in _NOT_INSIDE for arg in inner.args for part in postorder(arg)}
    targets = (inner for inner in postorder(statement) if inner.op in _DERIVATIVES and is_shaped(inner) and inner not in covered)
    return next(targets, None)
