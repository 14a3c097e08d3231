"""Roundings as integers that lie close below or above: floor(u) is some integer m with m <= u < m + 1.

What holds for every such m holds for floor(u).  m is a new symbol; without u < m + 1 it would be any integer below u.
"""

from __future__ import annotations

from verify.question import Question
from verify.sort import INTEGER
from verify.term import ONE, Term, add, contains, free_symbols, postorder, relation, substitute, subtract, symbol

_PREFIX = "@m"
_ROUNDINGS = frozenset(("floor", "ceiling"))


def innermost_rounding(question: Question) -> Term | None:
    """The first floor or ceiling of the statement or a hypothesis that has none inside, and no bound symbol."""
    if not any(contains(part, _ROUNDINGS) for part in (question.statement, *question.hypotheses)):
        return None
    free = set(question.symbols)
    for term in postorder(question.statement, *question.hypotheses):
        if term.op in _ROUNDINGS and not term.shape and free.issuperset(free_symbols(term)):
            return term
    return None


def is_rounding(name: Term) -> bool:
    """Whether a symbol stands for a rounding."""
    return name.name.startswith(_PREFIX)


def with_integer(question: Question, rounded: Term) -> Question:
    """The question with a new integer in place of a rounding, and what is known of that integer as hypotheses."""
    taken = {name.name for name in question.symbols}
    name = next(f"{_PREFIX}{place}" for place in range(len(taken) + 1) if f"{_PREFIX}{place}" not in taken)
    integer = symbol(name, INTEGER)
    inner = rounded.args[0]
    if rounded.op == "floor":
        known = (relation("le", integer, inner), relation("lt", inner, add(integer, ONE)))
    else:
        known = (relation("lt", subtract(integer, ONE), inner), relation("le", inner, integer))
    at = {rounded: integer}
    return Question(substitute(question.statement, at), (*(substitute(each, at) for each in question.hypotheses), *known))
