"""A statement about the largest of finitely many terms holds if it holds with each of the terms in its place.

max_i x_i is one of them, and none of them is larger.  Nothing of the kind is said of a derivative, a limit or another function of
it: max(x, -x) is x or -x at each point, and has another slope than either at 0.
"""

from __future__ import annotations

from verify.domain import always_defined, integer_valued
from verify.mathematics.binders import canonical, is_bound_name
from verify.question import Question
from verify.sort import INTEGER
from verify.term import MINUS_ONE, RELATIONS, Term, contains, free_symbols, is_real_term, negate, postorder, relation, substitute

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


def wanted_below_largest(question: Question, place: Term) -> tuple[Question, ...] | None:
    """That l <= k <= u, which gives b(k) <= max_{l <= i <= u} b(i), and min_i b(i) <= b(k), for the k at `place`; else None."""
    statement = question.statement
    if statement.op != "le" or statement.args[0].shape or not is_real_term(statement) or not integer_valued(place):
        return None
    term, target = statement.args
    if term.op == "mul" and len(term.args) == 2 and term.args[0] is MINUS_ONE and target.op != "largest":
        term, target = negate(target), term.args[1]  # min_i b(i) is -max_i -b(i)
    if target.op != "largest" or target.shape:
        return None
    index, lower, upper, body = target.args
    if index.sort != INTEGER or not all(integer_valued(bound) and always_defined(bound) for bound in (lower, upper)):
        return None
    if canonical(substitute(body, {index: place})) is not canonical(term):
        return None
    return tuple(Question(relation("le", *pair), question.hypotheses) for pair in ((lower, place), (place, upper)))


def below_largest(body: Term, index: Term, lower: Term, upper: Term) -> tuple[Term, ...]:
    """b(k) <= max_i b(i) for every largest term over this range that stands in the body and does not depend on k."""
    over_range = (part for part in postorder(body) if part.op == "largest" and part.args[1] is lower and part.args[2] is upper)
    return tuple(
        relation("le", substitute(part.args[3], {part.args[0]: index}), part)
        for part in over_range
        if index not in free_symbols(part) and not any(map(is_bound_name, free_symbols(part)))
    )
