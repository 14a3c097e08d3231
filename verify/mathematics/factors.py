"""The sign of a product from those of its factors."""

from __future__ import annotations

from verify.question import Question
from verify.term import ZERO, Term, relation

MOST_FACTORS = 6


def of_factors(question: Question) -> tuple[Question, ...] | None:
    """u v != 0 from u != 0 and v != 0, 0 < u v from 0 < u and 0 < v, 0 <= u v likewise; None for anything else."""
    statement = question.statement
    if statement.op not in ("ne", "lt", "le"):
        return None
    zero, product = statement.args if statement.op != "ne" or statement.args[0] is ZERO else statement.args[::-1]
    factors = _factors(product)
    if zero is not ZERO or not 1 < len(factors) <= MOST_FACTORS:
        return None
    return tuple(Question(relation(statement.op, ZERO, factor), question.hypotheses) for factor in factors)


def _factors(term: Term) -> list[Term]:
    return [inner for factor in term.args for inner in _factors(factor)] if term.op == "mul" else [term]
