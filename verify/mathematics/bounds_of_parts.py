"""|u| <= v as u <= v and -u <= v; max(a, b) <= v and v <= min(a, b) as the bounds of all parts.

A switch has a value where all of its parts have one, and is one of them.
"""

from __future__ import annotations

from verify.question import Question
from verify.term import is_real_term, negate, relation

_BELOW = frozenset(("abs", "max"))


def bounds_of_parts(question: Question) -> tuple[Question, ...] | None:
    """The questions that together say what an inequality beside a switch does; None for any other statement."""
    statement = question.statement
    if statement.op not in ("le", "lt") or any(side.shape for side in statement.args) or not is_real_term(statement):
        return None
    left, right = statement.args
    if left.op in _BELOW:
        parts = (left.args[0], negate(left.args[0])) if left.op == "abs" else left.args
        return tuple(Question(relation(statement.op, part, right), question.hypotheses) for part in parts)
    if right.op == "min":
        return tuple(Question(relation(statement.op, left, part), question.hypotheses) for part in right.args)
    return None
