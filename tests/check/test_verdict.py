"""How verdicts add up, and what can be said of the domain."""

from __future__ import annotations

import pytest

import verify
from verify.definedness import definedness
from verify.question import Counterexample, NoOpinion, NumericOutcome, OneSided, Question, Support
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import Term
from verify.verdict import Domain, Truth, Verdict, weakest

WRONG = Counterexample((("x", "0"),), "0", "1")

CONJUNCTIONS: list[tuple[list[Truth], Truth]] = [
    ([], "undecided"),
    (["proved"], "proved"),
    (["proved", "proved"], "proved"),
    (["proved", "supported"], "supported"),
    (["supported", "undecided", "proved"], "undecided"),
    (["undecided", "refuted", "proved"], "refuted"),
]


@pytest.mark.parametrize(("truths", "whole"), CONJUNCTIONS)
def test_a_conjunction_is_as_strong_as_its_weakest_part(truths: list[Truth], whole: Truth) -> None:
    assert weakest(Verdict(truth) for truth in truths).truth == whole


NEITHER = {
    "a refuted equation": (lambda: verify.equal("sqrt(x^2)", "x"), r"this one is refuted\): ask for \.truth == 'proved'"),
    "a true statement": (lambda: verify.holds("x^2 >= 0"), r"this one is proved\)"),
    "a wrong answer": (lambda: verify.grade("2x", "x^2"), r"this one is wrong\): ask for \.verdict == 'correct'"),
    "an answer to a Grader": (lambda: verify.Grader("2x").grade("x + x"), r"this one is correct\)"),
}


@pytest.mark.parametrize("name", NEITHER)
def test_a_verdict_is_neither_true_nor_false(name: str) -> None:
    ask, says = NEITHER[name]
    found = ask()
    with pytest.raises(TypeError, match=says):
        bool(found)
    with pytest.raises(TypeError, match=says):
        assert found


def test_a_refuted_conjunction_carries_the_counterexample() -> None:
    assert weakest([Verdict("proved"), Verdict("refuted", counterexample=WRONG)]).counterexample == WRONG


def test_each_axis_has_its_own_weakest() -> None:
    whole = weakest([Verdict("proved", "total", "cited"), Verdict("proved", "common", "checked")])
    assert (whole.truth, whole.domain, whole.trust) == ("proved", "common", "cited")


def test_the_trust_of_a_refuted_conjunction_is_that_of_its_counterexample() -> None:
    whole = weakest([Verdict("proved", "total", "cited"), Verdict("refuted", trust="checked", counterexample=WRONG)])
    assert whole.trust == "checked"


def test_there_is_nothing_to_trust_in_what_is_undecided() -> None:
    assert weakest([Verdict("proved", "total", "checked"), Verdict("undecided")]).trust == "none"


def asked(text: str, *given: str, **words: str) -> Question:
    symbols = declarations(words)
    return Question(read_text(text, symbols).term, tuple(read_text(each, symbols).term for each in given))


FINE = Support(8)
ISOLATED = Support(8, OneSided((("x", "0"),), "right", True))
HALF_LINE = Support(8, OneSided((("x", "-1"),), "left", False))

# The question, what the numeric leg saw, and the domain if no condition can be proved and every condition is seen to fail.
DOMAINS: list[tuple[Question, NumericOutcome, Domain]] = [
    (asked("x = x + 0"), FINE, "total"),
    (asked("x/x = 1"), FINE, "common"),
    (asked("x/x = 1"), ISOLATED, "common"),
    (asked("1/x = 1/x + 0"), FINE, "common"),
    (asked("log(x^2) = 2 log(x)"), HALF_LINE, "mismatch"),
    (asked("log(x) = log(x) + 0"), FINE, "common"),
    # |x| - x is not 0 everywhere and yet 0 on a half-line: its zeros are not thin.
    (asked("(abs(x) - x)/(abs(x) - x) = 1"), FINE, "open"),
    (asked("(sqrt(x^2) - x)/(sqrt(x^2) - x) = 1"), FINE, "open"),
    # Where x = y is assumed, 1/(x - y) is defined nowhere.
    (asked("(x - y)/(x - y) = 1", "x = y"), FINE, "open"),
    # Without a point at which both sides are defined, the denominator may be 0 everywhere.
    (asked("x/x = 1"), NoOpinion("no usable point"), "open"),
]


@pytest.mark.parametrize(("question", "numeric", "domain"), DOMAINS, ids=lambda value: getattr(value, "domain", None))
def test_the_domain_when_nothing_can_be_proved(question: Question, numeric: NumericOutcome, domain: Domain) -> None:
    assert definedness(question, numeric, lambda asked: False, lambda asked: True).domain == domain


def test_a_condition_that_is_proved_is_no_exception() -> None:
    found = definedness(asked("x/x = 1", x="positive"), FINE, lambda asked: True, lambda asked: False)
    assert (found.domain, found.exceptions) == ("total", ())


def test_the_exceptions_are_the_conditions_that_fail() -> None:
    found = definedness(asked("(x^2 - 1)/(x - 1) = x + 1"), FINE, lambda asked: False, lambda asked: True)
    (condition,) = found.exceptions
    assert isinstance(condition, Term)
    assert condition.op == "ne"


def test_a_side_that_is_undefined_at_a_point_is_never_total() -> None:
    assert definedness(asked("x/x = 1"), ISOLATED, lambda asked: True, lambda asked: False).domain == "open"
