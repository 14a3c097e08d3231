"""What is known of the symbols: where the sides are defined, bounds among the hypotheses, integers, changes of variable."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from verify.fuel import Fuel
from verify.mathematics.manifest import Manifest, necessary_conditions
from verify.mathematics.smooth import narrowed
from verify.prove.inequalities.search import Search
from verify.question import Proof, Question
from verify.sort import POSITIVE, Scalar
from verify.term import ONE, ZERO, Term, divide, free_symbols, power, substitute, subtract, symbol


def where_defined(search: Search, question: Question, depth: int) -> Proof | None:
    """What has to hold for both sides to be defined may be assumed."""
    inner = given_that_it_is_defined(question, search.fuel)
    return None if inner is None else search.step("where defined", question, inner, depth)


def given_that_it_is_defined(question: Question, fuel: Fuel) -> Question | None:
    """The question under what has to hold for both sides to be defined; None if that is known."""
    facts = Manifest(question.hypotheses, fuel=fuel)
    missing = []
    for condition in dict.fromkeys(inner for side in question.statement.args for inner in necessary_conditions(side)):
        left, right = condition.args
        if condition.op == "ne":
            known = facts.nonzero(left)
        else:
            sign = facts.sign(right if left is ZERO else subtract(right, left))
            known = sign is not None and (sign == (1, True) if condition.op == "lt" else sign[0] >= 0)
        if not known and condition not in question.hypotheses:
            missing.append(condition)
    return Question(question.statement, (*question.hypotheses, *missing)) if missing else None


def narrower(search: Search, question: Question, depth: int) -> Proof | None:
    """Bounds among the hypotheses go into the sort of the symbol."""
    name = narrower_symbol(question)
    if name is None:
        return None
    sort, kept = narrowed(name, question.hypotheses)
    new = unused(name.name, sort, question)
    inner = Question(substitute(question.statement, {name: new}), tuple(substitute(each, {name: new}) for each in kept))
    return search.step("narrower domain", question, inner, depth, old=name, new=new)


def narrower_symbol(question: Question) -> Term | None:
    """A symbol that runs through an interval and is bounded by a hypothesis."""
    for name in question.symbols:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
            continue
        interval, kept = narrowed(name, question.hypotheses)
        if len(kept) < len(question.hypotheses) and not (sort.nonzero and interval.contains(Fraction(0))):
            return name
    return None


def unused(name: str, sort: Scalar, question: Question) -> Term:
    new = symbol(name, sort)
    while new in question.symbols:
        name += "'"
        new = symbol(name, sort)
    return new


def relaxed(search: Search, question: Question, depth: int) -> Proof | None:
    """Integers are real numbers."""
    for name in question.symbols:
        sort = name.sort
        if not isinstance(sort, Scalar) or not sort.is_integer or sort.values is not None or sort.nonzero:
            continue
        new = unused(name.name, replace(sort, kind="real"), question)
        inner = Question(*(_substituted(question, {name: new})))
        facts = Manifest(inner.hypotheses, fuel=search.fuel)
        if all(facts.defined(side) for each in (inner.statement, *inner.hypotheses) for side in each.args):
            return search.step("integers among the reals", question, inner, depth, old=name, new=new)
    return None


def _substituted(question: Question, replacement: dict[Term, Term]) -> tuple[Term, tuple[Term, ...]]:
    return substitute(question.statement, replacement), tuple(substitute(each, replacement) for each in question.hypotheses)


def substituted(search: Search, question: Question, depth: int) -> Proof | None:
    """x = 1/y or x = y^2 for a positive x."""
    if depth > 4:
        return None
    function = question.statement.args[1]
    for name in free_symbols(function):
        if name.sort != POSITIVE:
            continue
        for kind, image in (("reciprocal", lambda y: divide(ONE, y)), ("square", lambda y: power(y, 2))):
            new = unused(name.name + "'", POSITIVE, question)
            statement, hypotheses = _substituted(question, {name: image(new)})
            found = search.step("change of variable", question, Question(statement, hypotheses), depth + 3,
                                old=name, new=new, map=kind)  # fmt: skip
            if found is not None:
                return found
    return None
