"""Roots of roots: by squares of what has one sign, and by cubes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

SYMBOLS = declarations({"x": "positive", "y": "positive", "z": "real"})

TRUE = {
    "sqrt(7 + 4*sqrt(3))": "2 + sqrt(3)",
    "sqrt(6 + 2*sqrt(5))": "1 + sqrt(5)",
    "sqrt(3 - 2*sqrt(2))": "sqrt(2) - 1",
    "-sqrt(3 - 2*sqrt(2))": "1 - sqrt(2)",
    "sqrt(2 + sqrt(3))/2": "(sqrt(6) + sqrt(2))/4",
    "sqrt(x + y + 2*sqrt(x*y))": "sqrt(x) + sqrt(y)",
    "sqrt(x + y - 2*sqrt(x*y))": "abs(sqrt(x) - sqrt(y))",
    "(26 + 15*sqrt(3))^(1/3)": "2 + sqrt(3)",
}
FALSE = {
    "sqrt(3 - 2*sqrt(2))": "1 - sqrt(2)",  # the squares are equal
    "-sqrt(7 + 4*sqrt(3))": "2 + sqrt(3)",
    "sqrt(x + y - 2*sqrt(x*y))": "sqrt(x) - sqrt(y)",
    "sqrt(7 + 4*sqrt(3))": "2 + sqrt(3) + 1/10^9",
    "sqrt(z^2 + 2*z*sqrt(2) + 2)": "z + sqrt(2)",
}


def question(left: str, right: str) -> Question:
    return Question(read_text(f"{left} = {right}", SYMBOLS).term)


@pytest.mark.parametrize(("left", "right"), TRUE.items())
def test_proved_and_accepted(left: str, right: str) -> None:
    proof = prove(question(left, right), Fuel())
    assert isinstance(proof, Proof), proof
    assert recheck(proof) == ()


@pytest.mark.parametrize(("left", "right"), FALSE.items())
def test_not_proved(left: str, right: str) -> None:
    found = prove(question(left, right), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


def test_equal_squares_need_the_same_sign() -> None:
    good = prove(question("sqrt(7 + 4*sqrt(3))", "2 + sqrt(3)"), Fuel())
    assert isinstance(good, Proof) and good.rule == "equal squares" and recheck(good) == ()
    squares = good.premises[-1]
    assert recheck(replace(good, premises=(squares,))) != ()
    assert recheck(replace(good, premises=(good.premises[0], good.premises[0], squares))) != ()
    assert recheck(replace(good, data={"sign": -1})) != ()
    other = question("-sqrt(7 + 4*sqrt(3))", "2 + sqrt(3)")
    assert recheck(Proof("equal squares", other, good.premises, {"sign": 1})) != ()
