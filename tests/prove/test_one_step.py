"""Inequalities that are one step away from a hypothesis, or from the signs of factors."""

from __future__ import annotations

import pytest

from verify import holds
from verify.mathematics.factors import of_factors
from verify.prove.one_step import prove_through_hypothesis
from verify.question import Proof, Question, Unproved
from verify.recheck import recheck
from verify.sort import REAL
from verify.term import ONE, ZERO, mul, relation, symbol

TRUE = {
    "x and 1 - x between p and q": ("0 < x (1 - x)", ("p <= x", "x <= q")),
    "the same, other than 0": ("x (1 - x) != 0", ("p <= x", "x <= q")),
    "through the upper bound": ("c (1 - p)^m <= d", ("c exp(-p m) <= d",)),
    "through the lower bound": ("d <= c exp(-p m)", ("d <= c (1 - p)^m",)),
    "strictly, by the hypothesis": ("c (1 - p)^m < d", ("c exp(-p m) < d",)),
}
FALSE = {
    "two negative factors": ("0 < (x - 3) (x - 2) x", ("x <= q",)),
    "one factor of either sign": ("0 < x (1 - 2 x)", ("p <= x", "x <= q")),
    "through a bound on the other side": ("c exp(-p m) <= d", ("c (1 - p)^m <= d",)),
    "strictly, from weak bounds": ("c < d", ("c <= d",)),
}
X = {"p": "in (0, 1)", "q": "in (0, 1)", "x": "real", "c": "positive", "d": "positive", "m": "positive"}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    statement, given = TRUE[name]
    verdict = holds(statement, X, assuming=given)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    statement, given = FALSE[name]
    assert holds(statement, X, assuming=given).truth == "refuted"


a, b, c = (symbol(name, REAL) for name in "abc")


def test_the_factors_have_to_have_the_sign_themselves() -> None:
    assert of_factors(Question(relation("lt", ZERO, mul(a, b)))) == (
        Question(relation("lt", ZERO, a)), Question(relation("lt", ZERO, b)))  # fmt: skip
    assert of_factors(Question(relation("lt", mul(a, b), ZERO))) is None
    assert of_factors(Question(relation("le", ONE, mul(a, b)))) is None
    assert of_factors(Question(relation("le", ZERO, a))) is None


def test_premises_about_other_factors_are_not_accepted() -> None:
    question = Question(relation("le", ZERO, mul(a, b)))
    wanted = of_factors(question)
    assert wanted is not None
    granted = tuple(Proof("manifest", each) for each in wanted)
    assert recheck(Proof("factors", question, granted[:1]))
    assert recheck(Proof("factors", question, granted))


@pytest.mark.parametrize("order, given, wanted", [
    ("lt", "le", "lt"),
    ("lt", "lt", "le"),
    ("le", "lt", "le"),
    ("le", "le", "le"),
])  # fmt: skip
def test_what_is_left_is_as_strict_as_it_has_to_be(order: str, given: str, wanted: str) -> None:
    asked: list[Question] = []

    def prove(question: Question) -> Unproved:
        asked.append(question)
        return Unproved("not asked for here")

    prove_through_hypothesis(Question(relation(order, a, c), (relation(given, b, c),)), prove)
    assert asked == [Question(relation(wanted, a, b))]
