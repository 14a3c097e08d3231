"""Random questions: no verdict is wrong, as far as an independent evaluation at many points can tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.random_judge import UNCLEAR, Judge
from tests.random_questions import RandomQuestion, random_questions
from verify.ask import equal, holds
from verify.question import Counterexample
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.verdict import Verdict


def judged(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How often there was which verdict, and what is wrong with any of them."""
    tally: Counter[str] = Counter()
    wrong: list[str] = []
    for each in random_questions(count, seed):
        verdict, judge = holds(each.statement), Judge(each)
        found = judge.complaint(verdict)
        if found == UNCLEAR:
            tally["not judged"] += 1
        elif found is not None:
            wrong.append(f"{each!r}: {found}")
        if any(reason.startswith("contradiction") for reason in verdict.reasons):
            wrong.append(f"{each!r}: {verdict.reasons}")
        tally[verdict.truth] += 1
        tally["supported, and false"] += verdict.truth == "supported" and judge.failure() is not None
    return tally, wrong


def assert_sound(count: int, seed: int) -> None:
    tally, wrong = judged(count, seed)
    assert not wrong, wrong
    assert tally["not judged"] <= count / 50, tally
    assert tally["supported, and false"] <= count / 100, tally  # no promise is broken, but it should be rare
    assert min(tally["proved"], tally["refuted"]) >= count / 8, tally  # the run means something: there is much of both


def test_no_verdict_on_180_questions_is_wrong() -> None:
    assert_sound(180, seed=1)


def test_questions_are_the_same_in_every_run() -> None:
    assert list(random_questions(50, 7)) == list(random_questions(50, 7))


# ------------------------------------------------------------------------------------------- the judge sees what is wrong


def asked(text: str, **words: str) -> RandomQuestion:
    return RandomQuestion(text, read_text(text, declarations(words)).term, tuple(words.items()))


FALSE = (
    asked("sqrt(x^2) = x", x="real"),
    asked("log(x^2) = 2 log(x) + (x - 1)", x="positive"),
    asked("x <= x^2", x="positive"),
    asked("sign(x)^2 = 1", x="real"),
    asked("floor(x + y) = floor(x) + floor(y)", x="real", y="real"),
    asked("max(x, y) = max(x, y) + (1 - sign(x - y)^2)", x="real", y="real"),
    asked("x^2 < x^2", x="real"),
)


@pytest.mark.parametrize("question", FALSE, ids=repr)
def test_a_false_statement_that_is_proved_is_seen(question: RandomQuestion) -> None:
    assert "fails at" in str(Judge(question).complaint(Verdict("proved", "total")))


def test_a_domain_that_is_not_total_is_seen() -> None:
    question = asked("x/x = 1", x="real")
    assert "total" in str(Judge(question).complaint(Verdict("proved", "total")))
    assert "no exception" in str(Judge(question).complaint(Verdict("proved", "common")))
    assert Judge(question).complaint(equal("x/x", "1")) is None


def test_a_mismatch_that_is_called_common_is_seen() -> None:
    question = asked("log(x^2) = 2 log(x)", x="real")
    assert "common" in str(Judge(question).complaint(Verdict("proved", "common")))
    assert Judge(question).complaint(equal("log(x^2)", "2 log(x)")) is None


def test_a_counterexample_that_is_none_is_seen() -> None:
    question = asked("sqrt(x^2) = x", x="real")
    verdict = Verdict("refuted", counterexample=Counterexample((("x", "-2"),), "2", "-2"))
    assert Judge(question).complaint(verdict) is None
    for wrong in ((("x", "2"),), "2", "-2"), ((("x", "-2"),), "3", "-2"), ((("x", "-2"),), "2.2...", "-2"):
        assert "refuted" in str(Judge(question).complaint(replace(verdict, counterexample=Counterexample(*wrong))))


def test_a_counterexample_outside_of_the_domain_is_seen() -> None:
    question = asked("sqrt(x^2) = x", x="positive")
    verdict = Verdict("refuted", counterexample=Counterexample((("x", "-2"),), "2", "-2"))
    assert "outside" in str(Judge(question).complaint(verdict))
