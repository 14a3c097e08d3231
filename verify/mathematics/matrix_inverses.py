r"""Inverses as matrices of their own: with T for \Sigma^{-1} a formula that has \Sigma only inverted is one of T.

The inverse maps the invertible matrices, the symmetric, positive definite, diagonal, triangular and orthogonal ones among them,
onto themselves, one to one: what holds for all T holds for all \Sigma.
"""

from __future__ import annotations

from verify.problem import InputError
from verify.question import Question, with_new_symbol
from verify.sort import REAL, Tensor
from verify.term import Term, contains, free_symbols, fresh_symbol, make, postorder, symbol, transpose

_INVERSE, _SUM = frozenset(("inverse",)), frozenset(("sum",))
_CLOSED = frozenset(("invertible", "symmetric", "positive definite", "diagonal", "lower triangular", "orthogonal"))
_REGULAR = frozenset(("invertible", "positive definite", "orthogonal"))


def with_names_for_inverses(question: Question) -> Question | None:
    """The question about the inverses themselves, if they stand beside sums, whose terms are compared entry by entry."""
    terms = (question.statement, *question.hypotheses)
    if not any(contains(term, _INVERSE) for term in terms) or not any(contains(term, _SUM) for term in terms):
        return None
    found = question
    for name in dict.fromkeys(_inverted(part) for part in postorder(*terms) if part.op == "inverse"):
        if not _is_regular(name):
            continue
        new = fresh_symbol(symbol(f"{name.name}_inverse", name.sort), found.symbols)
        try:
            named = with_new_symbol(found, make("inverse", (name,)), new)
            named = with_new_symbol(named, make("inverse", (transpose(name),)), transpose(new))
        except InputError:
            return None
        found = found if any(name in free_symbols(term) for term in (named.statement, *named.hypotheses)) else named
    return None if found is question else found


def _inverted(inverse: Term) -> Term:
    """S of S^{-1} and of (S^T)^{-1}."""
    inner = inverse.args[0]
    return inner.args[0] if inner.op == "transpose" else inner


def _is_regular(name: Term) -> bool:
    sort = name.sort if name.op == "symbol" else None
    if not isinstance(sort, Tensor) or sort.element != REAL:
        return False
    return _CLOSED.issuperset(sort.properties) and not _REGULAR.isdisjoint(sort.properties)
