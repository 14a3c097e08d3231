r"""Implications that hold because an equation further up has few solutions, and not because of the line before them.

    \sqrt{x + 6} = x
    \implies x + 6 = x^2
    \implies (x - 3)(x + 3) = 0      true of x = 3, the only solution of the first line, and no step from the second
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.decide import decide
from verify.fuel import Limits
from verify.question import Question
from verify.term import Term, free_symbols, postorder

_OF_POLYNOMIALS = frozenset(("eq", "add", "mul", "power", "number", "symbol"))


def is_solved_only(now: Term, before: Term, solved: Sequence[Term], question: Question, limits: Limits) -> bool:
    """Whether a statement follows by the equations `solved`, and perhaps not by them and the line before it together."""
    if any(len(free_symbols(fact)) == 1 for fact in solved):
        return True
    without = Question(now, tuple(fact for fact in question.hypotheses if fact is not before))
    return decide(without, limits).truth == "proved"


def has_other_root(now: Term, before: Term, solved: Sequence[Term], question: Question, limits: Limits) -> bool:
    """Whether polynomials in one name get a root that the line before has not, by an equation that is none of polynomials."""
    if not all(map(_is_of_polynomials, (now, before))) or any(map(_is_of_polynomials, solved)):
        return False
    hypotheses = tuple(fact for fact in question.hypotheses if fact not in solved)
    return decide(Question(before, (*hypotheses, now)), limits).truth == "refuted"


def _is_of_polynomials(statement: Term) -> bool:
    """Whether a statement is an equation of polynomials in one name."""
    if statement.op != "eq" or len(free_symbols(statement)) != 1:
        return False
    parts = postorder(statement)
    powers = (part.args[1] for part in parts if part.op == "power")
    are_natural = all(each.op == "number" and each.value[0] > 0 and each.value[1] == 1 for each in powers)
    return are_natural and {part.op for part in parts} <= _OF_POLYNOMIALS
