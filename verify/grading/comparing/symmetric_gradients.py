"""Gradients by a symmetric matrix, on which books differ.

With G for the gradient in which all entries are free, evaluated where the matrix is symmetric, the gradient by S is

    G                      the entries of S are free
    (G + G')/2             the gradient within the symmetric matrices
    G + G' - diag(G)       S has n (n + 1)/2 entries, each differentiated on its own

G itself depends on how the function is written: x' S y and y' S x are one function of a symmetric S, with G = x y' and y x'. What
all of them share is G + G'. An answer is taken for right if it is G, and for wrong only if it is none of the three, and has not
the symmetric part of G either.
"""

from __future__ import annotations

from collections.abc import Callable

from verify.decide import decide
from verify.fuel import Limits
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.question import Question
from verify.sort import Tensor
from verify.term import HALF, MINUS_ONE, Term, add, contains, equal, make, mul, substitute, transpose
from verify.verdict import Verdict

_GRADIENT = frozenset(("gradient",))
_SYMMETRIC = frozenset(("symmetric", "positive definite", "positive semidefinite"))
_PASSED = frozenset(("add", "mul", "matmul", "transpose", "trace"))


def _free(gradient: Term) -> Term:
    return gradient


def _projected(gradient: Term) -> Term:
    return mul(HALF, add(gradient, transpose(gradient)))


def _of_each_entry(gradient: Term) -> Term:
    diagonal = make("hadamard", (make("identity", (gradient.shape[0],)), gradient))
    return add(gradient, transpose(gradient), mul(MINUS_ONE, diagonal))


CONVENTIONS: tuple[Callable[[Term], Term], ...] = (_free, _projected, _of_each_entry)


def choices(*sides: Term) -> tuple[str, ...]:
    """What is taken for granted of the gradients in the sides of a comparison."""
    names = dict.fromkeys(each.args[1].name for side in sides for each in _gradients(side))
    return tuple(f"the gradient by {name} takes its entries as free, not as those of a symmetric matrix" for name in names)


def refuted_by_all(question: Question, limits: Limits) -> tuple[Question, Verdict] | None:
    """The equation as it is with free entries, and its refutation, if each of the conventions makes it false."""
    first: tuple[Question, Verdict] | None = None
    for convention in CONVENTIONS:
        read = _read(question, convention) if any(map(_gradients, question.statement.args)) else None
        verdict = None if read is None else decide(read, limits)
        if read is None or verdict is None or verdict.truth != "refuted":
            return None
        first = first or (read, verdict)
    return first if first is None or _symmetric_parts_differ(first[0], limits) else None


def _symmetric_parts_differ(question: Question, limits: Limits) -> bool:
    sides = question.statement.args
    if not sides[0].shape:
        return True
    doubled = (add(side, transpose(side)) for side in sides)
    return decide(Question(equal(*doubled), question.hypotheses), limits).truth == "refuted"


def _read(question: Question, convention: Callable[[Term], Term]) -> Question | None:
    """The question with formulas for its gradients by symmetric matrices; where these are defined, they are right."""
    formulas: dict[Term, Term] = {}
    hypotheses = dict.fromkeys(question.hypotheses)
    for gradient in (each for side in question.statement.args for each in _gradients(side)):
        try:
            formula, obligations = matrix_derivative(gradient)
        except InputError:
            return None
        formulas[gradient] = convention(formula)
        hypotheses.update(dict.fromkeys(obligations))
    statement = substitute(question.statement, formulas)
    return None if contains(statement, _GRADIENT) else Question(statement, tuple(hypotheses))


def _gradients(root: Term) -> tuple[Term, ...]:
    """The gradients by a symmetric matrix in sums and products, where only their values count."""
    found: dict[Term, None] = {}
    pending = [root] if contains(root, _GRADIENT) else []
    while pending:
        term = pending.pop()
        if term.op in _PASSED:
            pending.extend(term.args)
        elif term.op == "gradient" and _is_symmetric(term.args[1]):
            found[term] = None
    return tuple(found)


def _is_symmetric(by: Term) -> bool:
    if by.op != "symbol" or not isinstance(by.sort, Tensor):
        return False
    return by.sort.shape[0] is by.sort.shape[1] and not _SYMMETRIC.isdisjoint(by.sort.properties)


__all__ = ["choices", "refuted_by_all"]
