"""Solutions with a square root of equations that are quadratic: the root that is meant, and not the other one."""

from __future__ import annotations

import pytest

from verify.ask import holds
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.logic import check_one_root
from verify.term import ZERO, Term, conjuncts, make, mul, number, subtract
from verify.term import equal as equation

POSITIVE = dict.fromkeys(("a", "c", "p", "q", "r", "x"), "positive")
REAL = {**POSITIVE, "x": "real"}

TRUE = {
    "a steady state": ("p = p r/(p+r) + q => p = (q + sqrt(q^2 + 4 q r))/2", POSITIVE),
    "and back": ("p = (q + sqrt(q^2 + 4 q r))/2 => p = p r/(p+r) + q", POSITIVE),
    "a square": ("a x^2 = c => x = sqrt(c/a)", POSITIVE),
    "a number": ("x^2 = 2 => x = sqrt(2)", POSITIVE),
    "the golden ratio": ("x^2 = x + 1 => x = (1 + sqrt(5))/2", POSITIVE),
    "the golden ratio as a fixed point": ("x = 1 + 1/x => x = (1 + sqrt(5))/2", POSITIVE),
    "a fixed point": ("x = 1 + a/x => x = (1 + sqrt(1 + 4 a))/2", POSITIVE),
    "the sides turned": ("x^2 = x + a => (1 + sqrt(1 + 4 a))/2 = x", POSITIVE),
    "three coefficients": ("a x^2 = x + p => x = (1 + sqrt(1 + 4 a p))/(2 a)", POSITIVE),
    "a completed square": ("x^2 + 2 p x = q => x = sqrt(p^2 + q) - p", POSITIVE),
    "a difference of fractions": ("x - a/x = p => x = (p + sqrt(p^2 + 4 a))/2", POSITIVE),
    "both are fractions": ("x/(1+x) = p/x => x = (p + sqrt(p^2 + 4 p))/2", POSITIVE),
    "the negative root": ("x^2 = x + a and x < 0 => x = (1 - sqrt(1 + 4 a))/2", REAL),
}

FALSE = {
    "the other root": ("p = p r/(p+r) + q => p = (q - sqrt(q^2 + 4 q r))/2", POSITIVE),
    "another number below the root": ("p = p r/(p+r) + q => p = (q + sqrt(q^2 + 2 q r))/2", POSITIVE),
    "not divided by 2": ("p = p r/(p+r) + q => p = q + sqrt(q^2 + 4 q r)", POSITIVE),
    "a square": ("a x^2 = c => x = sqrt(c)/a", POSITIVE),
    "a number of any sign": ("x^2 = 2 => x = sqrt(2)", REAL),
    "the golden ratio": ("x^2 = x + 1 => x = (1 + sqrt(3))/2", POSITIVE),
    "its conjugate": ("x = 1 + 1/x => x = (1 - sqrt(5))/2", POSITIVE),
    "a fixed point of any sign": ("x = 1 + a/x => x = (1 + sqrt(1 + 4 a))/2", REAL),
    "the sign of the constant": ("x^2 = x + a => x = (1 + sqrt(1 - 4 a))/2", POSITIVE),
    "three coefficients": ("a x^2 = x + p => x = (1 + sqrt(1 + 4 a p))/2", POSITIVE),
    "a completed square": ("x^2 + 2 p x = q => x = sqrt(p^2 + q) + p", POSITIVE),
    "two positive roots": ("x^2 - 3 x + 2 = 0 => x = (3 + sqrt(1))/2", POSITIVE),
    "two positive roots with a letter": ("x^2 - 2 (a+1) x + 2 a + 1 = 0 => x = a + 1 + sqrt(a^2)", POSITIVE),
}


def asked(statement: str, symbols: dict[str, str]) -> Question:
    given, then = read_text(statement, declarations(symbols)).term.args
    return Question(then, conjuncts(given))


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    statement, symbols = TRUE[name]
    verdict = holds(statement, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    statement, symbols = FALSE[name]
    assert holds(statement, symbols=symbols).truth == "refuted"


def granted(question: Question, *premises: Term, **data: object) -> Proof:
    return Proof("one root", question, tuple(Proof("granted", Question(each, question.hypotheses)) for each in premises), data)


def test_the_other_root_has_to_be_told_apart() -> None:
    question = asked("x^2 = 4 => x = 2", REAL)
    x, two = question.statement.args
    other, gap = number(-2), subtract(*question.hypotheses[0].args)
    identity = equation(mul(subtract(x, two), subtract(x, other)), mul(number(1), gap))
    signs = make("lt", (other, ZERO)), make("le", (ZERO, x))
    data = {"place": 0, "other": other, "factor": number(1)}
    assert check_one_root(granted(question, identity, *signs, by_sign=True, **data)) is None
    assert check_one_root(granted(question, identity, make("ne", (x, other)), by_sign=False, **data)) is None
    for premises in ((identity,), (identity, signs[0]), (identity, signs[1]), signs):  # at x = -2 all of them hold but 0 <= x
        assert check_one_root(granted(question, *premises, by_sign=True, **data)) is not None
        assert check_one_root(granted(question, *premises, by_sign=False, **data)) is not None
    turned = granted(question, identity, *signs, by_sign=True, turned=True, **data)
    assert check_one_root(turned) is not None


def test_the_factor_has_to_be_defined() -> None:
    question = asked("x^2 = 4 => x = 2", REAL)
    x, two = question.statement.args
    factor = read_text("1/(x-2)", declarations(REAL)).term
    other, gap = number(-2), subtract(*question.hypotheses[0].args)
    identity = equation(mul(subtract(x, two), subtract(x, other)), mul(factor, gap))
    signs = make("lt", (other, ZERO)), make("le", (ZERO, x))
    proof = granted(question, identity, *signs, by_sign=True, place=0, other=other, factor=factor)
    assert check_one_root(proof) is not None
