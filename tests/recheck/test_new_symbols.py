"""A hypothesis a < b as a change of variable: the sound step is accepted, and each step that would prove a falsehood is not."""

from __future__ import annotations

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.prove.shifts import prove_with_shifts
from verify.question import Proof, Question, Unproved
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.recheck.generality import check_new_symbol
from verify.sort import INTEGER, NONNEGATIVE, POSITIVE, REAL
from verify.term import Term, equal, substitute, subtract, symbol

X, Y = symbol("x", REAL), symbol("y", REAL)
N = symbol("n", INTEGER)
SYMBOLS = {"x": X, "y": Y, "n": N, "s": symbol("s", POSITIVE), "t": symbol("t", NONNEGATIVE)}


def term(text: str) -> Term:
    return read_text(text, SYMBOLS).term


def step(statement: str, hypothesis: str, name: str, new: str, value: str, *conditions: str) -> Proof:
    """The change of `name` to `value`, a term with the new symbol; its premises are taken for granted."""
    question = Question(term(statement), (term(hypothesis),))
    replacement = {term(name): term(value)}
    inner = Question(substitute(question.statement, replacement), (substitute(question.hypotheses[0], replacement),))
    lesser, greater = question.hypotheses[0].args
    back = equal(substitute(term(value), {term(new): subtract(greater, lesser)}), term(name))
    premises = (inner, Question(back, question.hypotheses), *(Question(term(each), question.hypotheses) for each in conditions))
    granted = tuple(Proof("taken for granted", premise) for premise in premises)
    return Proof("new symbol", question, granted, {"place": 0, "symbol": term(name), "new": term(new), "value": term(value)})


SOUND = [
    step("x < y + 1", "x < y", "y", "s", "x + s"),
    step("x <= y + 1", "x <= y", "x", "t", "y - t"),
    step("x <= y + 1", "2 x <= y", "y", "t", "2 x + t"),
]
FORGED = {
    "a weak hypothesis for a positive number": step("x < y", "x <= y", "y", "s", "x + s"),
    "a strict hypothesis for a number that may be 0": step("x < y", "x < y", "y", "t", "x + t"),
    "a hypothesis that is no order": step("x < y", "x != y", "y", "s", "x + s"),
    "an integer among the real numbers": step("(-2)^n <= 0", "x < n", "n", "s", "x + s"),
    "a value with the old symbol": step("x < y", "x < y", "y", "s", "y + 0 s"),
    "a value that does not exist": step("y < x", "x < y", "y", "s", "x + s + 0 log(-s)"),
}


@pytest.mark.parametrize("proof", SOUND)
def test_the_sound_step_is_accepted(proof: Proof) -> None:
    assert check_new_symbol(proof) is None


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_step_is_not(name: str) -> None:
    assert check_new_symbol(FORGED[name]) is not None


WORDS = {"a": "positive", "b": "real", "r": "nonnegative", "R": "nonnegative", "x": "real", "y": "real", "n": "natural"}
TRUE = [
    "-a <= b and r < R implies r b/(r + a) < R (1 + b/(R + a))",
    "-a <= b and r <= R implies r (1 + b/(r + a)) <= R (1 + b/(R + a))",
    "r < R implies r/(r + a) < R/(R + a)",
    "x < y implies x^3 + x < y^3 + y",
    "2 r <= R implies 4 r^2 <= R^2",
    "0 <= R - r implies r/(r + a) <= R/(R + a)",
]
FALSE = [
    "-a <= b and r < R implies r b/(r + a) < R b/(R + a)",
    "r <= R implies r/(r + a) < R/(R + a)",
    "x < y implies x^2 < y^2",
    "2 r <= R implies 4 r^2 < R^2",
    "-a <= b implies 0 < r (1 + b/(r + a))",
]


def asked(statement: str) -> Question:
    implication = read_text(statement, declarations(WORDS)).term
    given, then = implication.args
    return Question(then, given.args if given.op == "and" else (given,))


def shifted(question: Question) -> Proof | Unproved:
    def run(inner: Question) -> Proof | Unproved:
        return prove(inner, Fuel())

    return prove_with_shifts(question, run, run)


@pytest.mark.parametrize("statement", TRUE)
def test_linear_hypotheses_become_signs(statement: str) -> None:
    found = shifted(asked(statement))
    assert isinstance(found, Proof) and recheck(found) == ()


@pytest.mark.parametrize("statement", FALSE)
def test_what_is_false_is_not_proved(statement: str) -> None:
    assert isinstance(shifted(asked(statement)), Unproved)
