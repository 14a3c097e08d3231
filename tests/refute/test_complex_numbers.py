"""Equations between complex numbers: what fails at a point, and what may not be said to."""

from __future__ import annotations

import pytest

from verify.decide import decide
from verify.question import Counterexample, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.refutation import check_refutation
from verify.sort import COMPLEX, REAL
from verify.term import IMAGINARY, Term, substitute, symbol

WORDS = {"z": "complex", "w": "complex", "x": "real", "a": "positive", "k": "natural", "A": "matrix n", "n": "natural",
         "zbar": "complex", "z_bar": "complex", "z_1": "complex"}  # fmt: skip
UNIT = symbol("j", REAL)

FALSE = [
    "z^2 = 1",
    "z z_1 = z^2",
    "(z + w)^2 = z^2 + w^2",
    "1/z = z",
    "abs(z)^2 = z^2",
    "abs(z w) = abs(z) + abs(w)",
    "abs(z) <= 1",
    "exp(z) = 1 + z",
    "exp(z + w) = exp(z) + exp(w)",
    "sin(z) = z",
    "cosh(z) = cos(z)",
    "sinh(z)^2 + cosh(z)^2 = 1",
    "cos(z)^2 - sin(z)^2 = 1",
    "2^z = 3^z",
    "z^k = z^(k + 1)",
    "sqrt(z + w) = sqrt(z) sqrt(w)",
    "sqrt(z)^3 = z",
    "z sqrt(w) = sqrt(z w)",
    "sum(z^i, i, 1, k) = z^k",
    # j is the imaginary unit
    "sqrt((1 + j a)*1) = sqrt(1 + a^2)",
    "sqrt(j a (1 - j a)) = sqrt(1 + a^2)",
    "(1 + j a)(1 - j a) = 1 - a^2",
    "exp(j x) = cos(x) - j sin(x)",
    "exp(2 pi j/3) = 1",
    "exp(j pi) = 1",
    "[1 - j a, -j - a] = [1 - j a, -j (1 - a)]",
    "j^2 = 1",
    "1/j = j",
    "abs(3 + 4 j) = 7",
    "(1 + j)^8 = -16",
    "j x = x",
]
# True, or true for one way to choose a root or a logarithm, or to read a transpose.
NOT_FALSE = [
    "z w = w z",
    "abs(z w) = abs(z) abs(w)",
    "exp(z + w) = exp(z) exp(w)",
    "sin(z)^2 + cos(z)^2 = 1",
    "cosh(z)^2 - sinh(z)^2 = 1",
    "z^2 - w^2 = (z - w)(z + w)",
    "2^z * 3^z = 6^z",
    "sqrt(z w) = sqrt(z) sqrt(w)",
    "sqrt(z)^2 = z",
    "sqrt(z^2) = z",
    "z zbar = abs(z)^2",
    "z z_bar = abs(z)^2",
    "sqrt(z^4) = z^2",
    "1/sqrt(z) = sqrt(1/z)",
    "sqrt(-z) = j sqrt(z)",
    "sqrt(-x) = j sqrt(x)",
    "log(z w) = log(z) + log(w)",
    "log(exp(z)) = z",
    "log(-1) = j pi",
    "log(x) = log(-x) + j pi",
    "(z^2)^(1/3) = z^(2/3)",
    "z^(1/3) = w",
    "sqrt((1 + j a)(1 - j a)) = sqrt(1 + a^2)",
    "(j A)' (j A) = A' A",
    "j^j = exp(-pi/2)",
    "exp(j x) = cos(x) + j sin(x)",
    "exp(j pi) = -1",
    "j^2 = -1",
    "asin(2) = pi/2 - j log(2 + sqrt(3))",
    "j < 2",
    "max(j, 1) = 1",
]


def asked(statement: str) -> Question:
    symbols = {**declarations(WORDS), "j": UNIT}
    term: Term = read_text(statement, symbols).term
    return Question(substitute(term, {UNIT: IMAGINARY}))


@pytest.mark.parametrize("statement", FALSE)
def test_an_equation_that_fails_is_refuted(statement: str) -> None:
    verdict = decide(asked(statement))
    assert (verdict.truth, verdict.trust) == ("refuted", "checked")


@pytest.mark.parametrize("statement", NOT_FALSE)
def test_an_equation_that_may_be_meant_is_not(statement: str) -> None:
    verdict = decide(asked(statement))
    assert verdict.truth != "refuted" and verdict.domain != "mismatch"
    assert not any("contradiction" in reason for reason in verdict.reasons)


# statement, point: nothing is refuted there
FORGED = [
    ("z^2 = -1", {"z": "0 + 1 i"}),
    ("z^2 = -1", {"z": "0 - 1 i"}),
    ("sqrt(z) = w", {"z": "-1 + 0 i", "w": "0 - 1 i"}),
    ("sqrt(z) = w", {"z": "3 + 4 i", "w": "-2 - 1 i"}),
    ("log(z) = w", {"z": "-1 + 0 i", "w": "0 + 3 i"}),
    ("z <= w", {"z": "1 + 1 i", "w": "0 + 0 i"}),
    ("x = 1", {"x": "0 + 1 i"}),
    ("z = 1", {"z": "1 + 0 j"}),
    ("1/(z^2 + 1) = 1", {"z": "0 + 1 i"}),
    ("exp(z) = -1", {"z": "0 + 22/7"}),
]


@pytest.mark.parametrize(("statement", "point"), FORGED)
def test_what_a_point_does_not_show_is_not_confirmed(statement: str, point: dict[str, str]) -> None:
    assert check_refutation(asked(statement), Counterexample(tuple(point.items()), "?", "?")).status != "confirmed"


def test_the_value_of_a_complex_symbol_is_read() -> None:
    question = Question(asked("z^2 = w").statement)
    assert COMPLEX in {name.sort for name in question.symbols}
    point = (("z", "1/2 - 3 i"), ("w", "2"))
    assert check_refutation(question, Counterexample(point, "?", "?")).status == "confirmed"
