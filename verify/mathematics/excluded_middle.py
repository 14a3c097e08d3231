"""A disjunction of relations: one of its parts, where the others are defined and do not hold; or a product that is 0."""

from __future__ import annotations

from verify.domain import conditions
from verify.question import Question
from verify.term import ZERO, Term, equal, make, mul, subtract

_NEGATED = {"eq": "ne", "ne": "eq"}


def negation(statement: Term) -> Term | None:
    """not (a < b) is b <= a where both are defined real numbers; None for anything else than a relation of numbers."""
    if statement.op in _NEGATED:
        return make(_NEGATED[statement.op], statement.args)
    if statement.op in ("le", "lt"):
        return make("lt" if statement.op == "le" else "le", statement.args[::-1])
    return None


def otherwise(question: Question, place: int) -> tuple[Question, ...] | None:
    """The questions that answer `a or b or ...`: part `place` where no other one holds, and that the others are defined."""
    parts = question.statement.args
    others = [part for position, part in enumerate(parts) if position != place]
    negated = [negation(part) for part in others]
    if any(each is None for each in negated):
        return None
    hypotheses = (*question.hypotheses, *(each for each in negated if each is not None))
    needed = dict.fromkeys(condition for part in others for condition in conditions(part))
    return Question(parts[place], hypotheses), *(Question(condition, question.hypotheses) for condition in needed)


def product_of_differences(question: Question) -> tuple[Question, ...] | None:
    """The questions that answer `a = b or c = d or ...` for numbers: (a - b)(c - d)... = 0, and that all sides are defined."""
    parts = question.statement.args
    if any(part.op != "eq" or part.args[0].shape for part in parts):
        return None
    product = equal(mul(*(subtract(*part.args) for part in parts)), ZERO)
    needed = dict.fromkeys(condition for part in parts for condition in conditions(part))
    return tuple(Question(each, question.hypotheses) for each in (product, *needed))
