"""A statement about the largest of finitely many terms holds if it holds with each of the terms in its place.

max_i x_i is one of them, and none of them is larger.  Nothing of the kind is said of a derivative, a limit or another function of
it: max(x, -x) is x or -x at each point, and has another slope than either at 0.
"""

from __future__ import annotations

from verify.domain import always_defined, integer_valued
from verify.mathematics.binders import canonical, is_bound_name
from verify.question import Question
from verify.sort import INTEGER
from verify.term import RELATIONS, Term, contains, free_symbols, postorder, relation, substitute

_OF_FUNCTIONS = frozenset(("derivative", "gradient", "limit", "expect", "is_defined", "minimum", "maximum", "argmin", "argmax"))


def wanted_of_terms(question: Question, target: Term, place: Term) -> tuple[Question, ...] | None:
    """That the range is not empty, and the statement with the term at `place` for the target; None where that says nothing."""
    statement = question.statement
    if statement.op not in RELATIONS or contains(statement, _OF_FUNCTIONS) or target.op != "largest" or target.shape:
        return None
    index, lower, upper, body = target.args
    if index.sort != INTEGER or not all(integer_valued(bound) and always_defined(bound) for bound in (lower, upper)):
        return None
    if target not in postorder(statement) or any(map(is_bound_name, free_symbols(target))):
        return None
    taken = {name.name for name in (*question.symbols, *free_symbols(target))}
    if place.op != "symbol" or place.sort != INTEGER or place.name in taken:
        return None
    there = canonical(substitute(statement, {target: substitute(body, {index: place})}))
    inside = (*question.hypotheses, relation("le", lower, place), relation("le", place, upper))
    return Question(relation("le", lower, upper), question.hypotheses), Question(there, inside)


def below_largest(body: Term, index: Term, lower: Term, upper: Term) -> tuple[Term, ...]:
    """b(k) <= max_i b(i) for every largest term over this range that stands in the body and does not depend on k."""
    over_range = (part for part in postorder(body) if part.op == "largest" and part.args[1] is lower and part.args[2] is upper)
    return tuple(
        relation("le", substitute(part.args[3], {part.args[0]: index}), part)
        for part in over_range
        if index not in free_symbols(part) and not any(map(is_bound_name, free_symbols(part)))
    )
