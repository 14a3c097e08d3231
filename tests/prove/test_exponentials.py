"""Relations of logarithms by those of their arguments, and of roots by squares; beside each what is nearly the same and false."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.fuel import Fuel
from verify.mathematics.exponentials import exponential
from verify.mathematics.roots import compared_by_squares
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

OVER_1 = {"x": "real > 1"}
DEVIATION = {"n": "positive", "t": "positive", "d": "positive"}
UNIT = {"x": "in (0, 1)"}

TRUE = {
    "the logarithm of a conjugate": ("log(sqrt(x^2+1) - x) = -log(x + sqrt(x^2+1))", {}),
    "of the other conjugate": ("log(x - sqrt(x^2-1)) = -log(x + sqrt(x^2-1))", OVER_1),
    "of two roots": ("log(sqrt(x+1) - sqrt(x)) = -log(sqrt(x+1) + sqrt(x))", {"x": "positive"}),
    "of a quotient": ("log((1+sqrt(1-x^2))/x) = -log((1-sqrt(1-x^2))/x)", UNIT),
    "of numbers": ("log(2+sqrt(3)) = -log(2-sqrt(3))", {}),
    "half a logarithm": ("1/2 log((sqrt(1+x^2)+1)/(sqrt(1+x^2)-1)) = log((1+sqrt(1+x^2))/x)", {"x": "positive"}),
    "asinh as a logarithm": ("asinh(x) = log(x + sqrt(x^2+1))", {}),
    "asinh is odd": ("asinh(-x) = -asinh(x)", {}),
    "twice asinh": ("asinh(2 x sqrt(1+x^2)) = 2 asinh(x)", {}),
    "twice acosh": ("acosh(2x^2-1) = 2 acosh(x)", OVER_1),
    "asinh of a difference": ("asinh((x - 1/x)/2) = log(x)", {"x": "positive"}),
    "atanh of a quotient": ("atanh((x^2-1)/(x^2+1)) = log(x)", {"x": "positive"}),
    "the logit as atanh": ("log(p/(1-p)) = 2 atanh(2p-1)", {"p": "in (0, 1)"}),
    "beside what is no logarithm": ("log(sqrt(x^2+1) - x) + x = x - log(x + sqrt(x^2+1))", {}),
    "three logarithms": ("log(sqrt(x^2+1) - x) + log(y) = log(y) - log(x + sqrt(x^2+1))", {"y": "positive"}),
    "an inequality": ("log(sqrt(x^2+1) - x) < -log(x + sqrt(x^2+1)) + 1", {}),
    "an inequality of conjugates": ("log(sqrt(x^2+1) - x) <= -log(x + sqrt(x^2+1))", {}),
    "a power law": ("log(y) = a + b x <=> y = exp(a) exp(b x)", {"y": "positive"}),
    "log odds": ("log(p/(1-p)) = w x <=> p = 1/(1+exp(-w x))", {"p": "in (0, 1)"}),
    "a bound on a deviation": ("2 exp(-2 n t^2) <= d <=> n >= log(2/d)/(2 t^2)", DEVIATION),
    "a number of trials": ("(1-p)^n <= d <=> n >= log(d)/log(1-p)", {"p": "in (0,1)", "d": "in (0,1)", "n": "natural"}),
    "a root above any number": ("x < sqrt(x^2+1)", {}),
    "a root above a negative number": ("-x <= sqrt(x^2)", {}),
    "a denominator": ("1/(x + sqrt(x^2+1)) = sqrt(x^2+1) - x", {}),
    "a difference with a root": ("x != 2 sqrt(x^2+1)", {}),
    "a multiple of a root": ("x < 2 sqrt(x^2+1) - 3/2", {}),
    "an average under a quadratic mean": ("-(a+b)/2 <= sqrt((a^2+b^2)/2)", {}),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "symbols"), TRUE.values(), ids=TRUE)
def test_proved_and_accepted(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


FALSE = {
    "no conjugate": ("log(sqrt(x^2+1) - x) = log(x + sqrt(x^2+1))", {}),
    "another conjugate": ("log(x - sqrt(x^2-1)) = -log(x + sqrt(x^2+1))", OVER_1),
    "half of it": ("log(sqrt(x^2+1) - x) = -1/2 log(x + sqrt(x^2+1))", {}),
    "a constant too much": ("log(sqrt(x^2+1) - x) = 1 - log(x + sqrt(x^2+1))", {}),
    "acosh for asinh": ("asinh(x) = log(x + sqrt(x^2-1))", OVER_1),
    "asinh is not even": ("asinh(-x) = asinh(x)", {}),
    "atanh without its half": ("atanh(x) = log((1+x)/(1-x))", UNIT),
    "the logarithms have a factor that is not rational": ("pi log(sqrt(x^2+1) - x) = -log(x + sqrt(x^2+1))", {}),
    "squares are equal, numbers are not": ("log(x^2) = log(y^2) implies x = y", {}),
    "the logarithm of a square is 0 at -1, too": ("log(x^2) = 0 implies x = 1", {}),
    "a sum of exponentials": ("log(y) = a + b x <=> y = exp(a) + exp(b x)", {"y": "positive"}),
    "the other direction": ("2 exp(-2 n t^2) <= d <=> n <= log(2/d)/(2 t^2)", DEVIATION),
    "a logarithm of less than 1 is negative": (
        "(1-p)^n <= d <=> n <= log(d)/log(1-p)", {"p": "in (0,1)", "d": "in (0,1)", "n": "natural"}),
    "minus a root": ("x - 1 < -sqrt(x^2+1)", {}),
    "a root that is not above": ("x < sqrt(x^2)", {}),
    "a difference with a root that vanishes": ("x != sqrt(x)", {"x": "positive"}),
    "half a root": ("x < sqrt(x^2+1)/2", {}),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "symbols"), FALSE.values(), ids=FALSE)
def test_refuted(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth == "refuted"


def test_what_the_logarithms_suppose_is_known_of_their_arguments_only() -> None:
    verdict = holds("integral(1/x, x, a, b) = log(b) - log(a)", {"a": "real", "b": "real"})
    assert verdict.truth != "refuted"
    assert verdict.domain != "total"  # at a = -2, b = -1 the left side alone has a value


def read(statement: str, symbols: dict[str, str] | None = None, *hypotheses: str) -> Question:
    declared = declarations(symbols or {})
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


@pytest.mark.parametrize(
    "statement",
    ["x + y = 1", "y log(x) = 1", "log(x)^2 = 1", "log(x)/13 = log(y)", "x log(x) <= log(x)^2"],
)
def test_no_exponentials(statement: str) -> None:
    asked = exponential(read(statement).statement)
    assert asked is None or asked.op == "le"  # x log x stands in the exponent


def test_no_exponentials_of_complex_numbers() -> None:
    assert exponential(read("log(x) = log(y)", {"x": "complex", "y": "complex"}).statement) is None


@pytest.mark.parametrize("statement", ["x < -sqrt(y)", "sqrt(y) < x", "x = sqrt(y)", "x < y", "x < y^(1/3)"])
def test_no_squares(statement: str) -> None:
    assert compared_by_squares(read(statement)) is None


def step(question: Question, rule: str) -> Proof:
    found = prove(question, Fuel())
    assert isinstance(found, Proof)
    pending = [found]
    while pending[-1].rule != rule:
        pending.extend(pending.pop().premises)
    return pending[-1]


def test_forged_steps_are_rejected() -> None:
    logs = step(read("log(sqrt(x^2+1) - x) = -log(x + sqrt(x^2+1))"), "exponentials")
    given = step(read("y = exp(a) exp(b x)", {}, "log(y) = a + b x"), "exponentials of a hypothesis")
    squares = step(read("x < sqrt(x^2+1)"), "squares")
    for good in (logs, given, squares):
        assert recheck(good) == ()
    wrong = read("log(sqrt(x^2+1) - x) = log(x + sqrt(x^2+1))")
    forged = {
        "another statement": replace(logs, question=wrong),
        "no premise": replace(logs, premises=()),
        "with hypotheses that were not used": replace(logs, data={"with_arguments": True}),
        "another hypothesis": replace(given, data={"place": 1}),
        "a hypothesis that is no place": replace(given, data={"place": -1}),
        "without its hypothesis": replace(given, question=Question(given.question.statement)),
        "a root below": replace(squares, question=read("x < -sqrt(x^2+1)")),
        "a root of something else": replace(squares, question=read("x < sqrt(x^2)")),
    }
    assert all(recheck(proof) != () for proof in forged.values())
