"""What follows from several lines of a derivation together, where they do not contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from verify.decide import can_be_met, decide
from verify.domain import conditions
from verify.fuel import Limits
from verify.grading.comparing.compare import compare, kind_of
from verify.question import Question
from verify.sort import REAL
from verify.term import ONE, ZERO, Term, conjuncts, equal, free_symbols, make, substitute

FUEL = 200_000  # of one question about a line that does not follow from the one before it


def follows(facts: Sequence[Term], statement: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement follows from facts that are seen to be met somewhere."""
    return implies(facts, statement, hypotheses, limits) and are_met((*hypotheses, *facts), limits)


def are_met(facts: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a point is found at which all facts hold, or one with the value that a fact gives a name: y = x + 1."""
    if can_be_met(facts, limits.at_most(FUEL)):
        return True
    parts = [part for fact in facts for part in conjuncts(fact)]
    given = next((part for part in parts if gives_value(part) and part.args[0].sort == REAL), None)
    if given is None:
        return False
    name, value = given.args
    others = (substitute(part, {name: value}) for part in parts if part is not given)
    return are_met((*others, *conditions(value)), limits)


def implies(facts: Sequence[Term], statement: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether a statement follows from facts that are not known to contradict each other."""
    if any(kind_of(term) != "statement" for term in (*facts, statement)):
        return False
    limits = limits.at_most(FUEL)
    if decide(Question(statement, (*hypotheses, *facts)), limits).truth != "proved":
        return False
    return decide(Question(equal(ZERO, ONE), (*hypotheses, *facts)), limits).truth != "proved"


def is_open(facts: Sequence[Term], statement: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether it is not known if a statement follows from facts."""
    if any(kind_of(term) != "statement" for term in (*facts, statement)):
        return False
    return decide(Question(statement, (*hypotheses, *facts)), limits.at_most(FUEL)).truth in ("undecided", "supported")


def may_need_all(
    first: Sequence[Term], last: Sequence[Term], statement: Term, hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether a statement follows from all facts, or from the first ones and the last one, and not without the first."""
    several = [(*first, *last), (*first, last[-1])][: len(last)]
    if not any(implies(facts, statement, hypotheses, limits) for facts in several):
        return False
    return decide(Question(statement, (*hypotheses, *last)), limits.at_most(FUEL)).truth != "proved"


def is_given(facts: Sequence[Term], following: Term, hypotheses: tuple[Term, ...], limits: Limits) -> bool:
    """Whether the next line follows from all facts together, and not from the last one: x + y = 3, x - y = 1, 2x = 4."""
    return may_need_all(facts[:-1], facts[-1:], following, hypotheses, limits)


def are_the_answer(
    facts: Sequence[Term], references: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits
) -> bool:
    """Whether all facts together are what was asked for: x + y = 3 and x - y = 1."""
    if len(references) != 1 or any(kind_of(term) != "statement" for term in (*facts, *references)):
        return False
    limits = limits.at_most(FUEL)
    whole, last = (compare(references[0], each, hypotheses, limits).outcome for each in (make("and", tuple(facts)), facts[-1]))
    return whole == "correct" != last


def gives_value(fact: Term) -> bool:
    """Whether a fact is an equation for a name alone: x = y + 1."""
    return fact.op == "eq" and fact.args[0].op == "symbol" and fact.args[0] not in free_symbols(fact.args[1])
