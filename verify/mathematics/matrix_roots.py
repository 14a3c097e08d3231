r"""Roots of positive definite matrices: with S for \Sigma^{1/2} every formula is one of S, as \Sigma = S S.

Squaring maps the symmetric positive definite matrices onto themselves, one to one: what holds for all S holds for all \Sigma.
"""

from __future__ import annotations

from verify.problem import InputError
from verify.question import Question, with_new_symbol
from verify.term import Term, contains, fresh_symbol, matmul, postorder, symbol

_ROOT = frozenset(("matrix_root",))


def without_roots(question: Question) -> Question | None:
    """The question about the roots themselves; None where a matrix with a root is what a derivative is taken by."""
    terms = (question.statement, *question.hypotheses)
    if not any(contains(term, _ROOT) for term in terms):
        return question
    for root in [part for part in postorder(*terms) if part.op == "matrix_root"]:
        (name,) = root.args
        new = _new_name(name, question)
        try:
            question = with_new_symbol(with_new_symbol(question, root, new), name, matmul(new, new))
        except InputError:
            return None
    return question


def _new_name(name: Term, question: Question) -> Term:
    new = symbol(f"{name.name}_root", name.sort)
    is_taken = any(each.name == new.name for each in question.symbols)
    return fresh_symbol(new, question.symbols) if is_taken else new
