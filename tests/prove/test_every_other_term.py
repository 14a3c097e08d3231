"""Series of the even or the odd powers: cosh, cos, sinh and sin, by their signs."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.mathematics.integrals import FORMULAS
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import REAL
from verify.term import MINUS_ONE, ONE, number, symbol
from verify.term import equal as equation

X = {"x": "real"}
RATE = {"r": "positive"}

TRUE = {
    "even powers": ("sum(x^(2k)/factorial(2k), k, 0, inf)", "cosh(x)", X),
    "even powers of changing sign": ("sum((-1)^k x^(2k)/factorial(2k), k, 0, inf)", "cos(x)", X),
    "odd powers": ("sum(x^(2k+1)/factorial(2k+1), k, 0, inf)", "sinh(x)", X),
    "odd powers of changing sign": ("sum((-1)^k x^(2k+1)/factorial(2k+1), k, 0, inf)", "sin(x)", X),
    "counted from 1": ("sum((-1)^(k-1) x^(2k-1)/factorial(2k-1), k, 1, inf)", "sin(x)", X),
    "an even count": ("sum(r^(2j) exp(-r)/factorial(2j), j, 0, inf)", "(1+exp(-2r))/2", RATE),
    "an odd count": ("sum(r^(2j+1) exp(-r)/factorial(2j+1), j, 0, inf)", "(1-exp(-2r))/2", RATE),
    "powers of a square": ("sum(4^k/factorial(2k), k, 0, inf)", "cosh(2)", {}),
    "powers of a positive number": ("sum((-1)^k r^k/factorial(2k), k, 0, inf)", "cos(sqrt(r))", RATE),
}

FALSE = {
    "a sign too few": ("sum(x^(2k)/factorial(2k), k, 0, inf)", "cos(x)", X),
    "even for odd": ("sum((-1)^k x^(2k)/factorial(2k), k, 0, inf)", "sin(x)", X),
    "the other sign": ("sum((-1)^(k+1) x^(2k+1)/factorial(2k+1), k, 0, inf)", "sin(x)", X),
    "an even count for an odd one": ("sum(r^(2j+1) exp(-r)/factorial(2j+1), j, 0, inf)", "(1+exp(-2r))/2", RATE),
    "without the first term": ("sum(x^(2k)/factorial(2k), k, 1, inf)", "cosh(x)", X),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"


def test_signs_are_one_or_minus_one() -> None:
    x = symbol("x", REAL)
    for name in ("even exponential", "odd exponential"):
        conditions = FORMULAS[name].positive
        assert conditions(ONE, x) == conditions(MINUS_ONE, x) == ()
        assert conditions(number(2), x) != () and conditions(x, x) != ()


def test_a_proof_with_another_sign_is_not_accepted() -> None:
    total = read_text("sum(2^k x^(2k)/factorial(2k), k, 0, inf)", declarations(X)).term
    point = symbol("x_inside", declarations({"k": "integer in 0..9"})["k"].sort)
    claimed = read_text("cos(x)", declarations(X)).term
    instances = (("even exponential", ONE, (number(2), symbol("x", REAL))),)
    forged = Proof("integral formula", Question(equation(total, claimed)), (), {"instances": instances, "point": point})
    assert recheck(forged) != ()
