"""Inequalities without symbols: by the balls of their sides, which have to be defined and to differ."""

from __future__ import annotations

import pytest

from verify import holds
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

TRUE = [
    "abs(1/(1+exp(-2)) - 0.881) <= 0.001",
    "max(1, exp(1)) > 2",
    "abs(pi - 3.14) < 0.002",
    "max(pi, 3) <= 22/7",
    "abs(log(2) - 0.7) < abs(log(2) - 0.6)",
    "min(exp(1), pi) != 3",
]
FALSE = ["abs(1/(1+exp(-2)) - 0.882) <= 0.001", "max(pi, 3) <= 3.14", "abs(log(2) - 0.7) > abs(log(2) - 0.6)"]
NOT_TOLD = ["abs(log(-1)) <= 5", "exp(1) < exp(1)", "max(exp(1), 2) != exp(1)", "1/(exp(1) - exp(1)) != 2"]


def claimed(statement: str, **symbols: str) -> Proof:
    return Proof("numbers", Question(read_text(statement, declarations(symbols)).term))


@pytest.mark.parametrize("statement", TRUE)
def test_proved(statement: str) -> None:
    assert holds(statement).truth == "proved"
    assert recheck(claimed(statement)) == ()


@pytest.mark.parametrize("statement", FALSE)
def test_refuted(statement: str) -> None:
    assert holds(statement).truth == "refuted"
    assert recheck(claimed(statement)) != ()


@pytest.mark.parametrize("statement", NOT_TOLD)
def test_not_accepted(statement: str) -> None:
    assert holds(statement).truth != "proved"
    assert recheck(claimed(statement)) != ()


def test_of_symbols_nothing_is_told() -> None:
    assert recheck(claimed("x^2 + 1 > 0", x="real")) != ()
    assert recheck(claimed("x < x + 1", x="real")) != ()
