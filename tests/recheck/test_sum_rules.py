"""Inequalities of sums term by term, and of entries by their range, applied where a side condition does not hold.

The premises are taken for granted here; they are true in every row, so that only the step itself can be at fault.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.question import Proof, Question
from verify.recheck.finite_sums import check_term_by_term
from verify.recheck.generality import check_generalisation
from verify.sort import INTEGER, REAL, Scalar, Sequence
from verify.term import ONE, ZERO, Term, add, equal, item, make, number, relation, subtract, summation, symbol

count = symbol("n", Scalar("integer", lower=Fraction(0), lower_open=False))
k, r = symbol("k", INTEGER), symbol("r", INTEGER)
c, width = symbol("c", REAL), symbol("w", REAL)
unit = symbol("a", Sequence(count, Scalar(lower=Fraction(0), upper=Fraction(1))))


def over(body: Term, index: Term = k, upper: Term = count) -> Term:
    return summation(index, ONE, upper, body)


def proof(statement: Term, *premises: Question, hypotheses: tuple[Term, ...] = (), total: Term) -> Proof:
    granted = tuple(Proof("taken for granted", premise) for premise in premises)
    return Proof("term by term", Question(statement, hypotheses), granted, {"total": total})


def step(op: str, total: Term, *extra: Term, hypotheses: tuple[Term, ...] = ()) -> Proof:
    """0 (op) total from its summands, with the premises of the rule and `extra` ones before the last."""
    index, lower, upper, body = total.args
    statement = relation(op, ZERO, total)
    identity = Question(equal(subtract(total, ZERO), total), hypotheses)
    inside = (*hypotheses, relation("le", lower, index), relation("le", index, upper))
    summand = Question(relation(op, ZERO, body), inside)
    conditions = (Question(each, hypotheses) for each in extra)
    return proof(statement, identity, *conditions, summand, hypotheses=hypotheses, total=total)


def test_the_rule_as_it_is() -> None:
    assert check_term_by_term(step("le", over(ONE))) is None
    assert check_term_by_term(step("lt", over(ONE), relation("le", ONE, count))) is None


WRONG = {
    "0 < sum of 1 over no k": step("lt", over(ONE)),
    "the index has a value": step("le", over(subtract(k, number(5))), hypotheses=(equal(k, number(7)),)),
    "the index is free in its bound": step("le", over(c, upper=add(k, ONE))),
    "a sum that does not run through integers": step("le", over(ONE, index=c)),
    "a bound that is no integer": step("le", over(ONE, upper=width)),
    "a sum that may be undefined": step("le", over(make("power", (item(unit, k), number(-2))))),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_step_without_its_side_condition(wrong: Proof) -> None:
    assert check_term_by_term(wrong) is not None


def generalisation(sort: Scalar) -> Proof:
    """a_r <= 1/2, where it is defined, for entries from (0, 1), if every number of `sort` is at most 1/2."""
    half, name = number(1, 2), symbol("@1", sort)
    statement = relation("le", item(unit, r), half)
    term = subtract(half, item(unit, r))
    premises = (
        Question(relation("le", ZERO, subtract(half, name))),
        Question(equal(term, term)),
    )
    granted = tuple(Proof("taken for granted", premise) for premise in premises)
    return Proof("generalisation", Question(statement), granted, {"atoms": ((item(unit, r), name),), "normal": (term,)})


def test_an_entry_is_any_number_of_its_range_and_of_no_smaller_one() -> None:
    assert check_generalisation(generalisation(unit.sort.element)) is None  # type: ignore[union-attr]
    assert check_generalisation(generalisation(Scalar(lower=Fraction(0), upper=Fraction(1, 2)))) is not None
