"""Outcomes of one space may change their names: the mean over turns of the variables of nested integrals."""

from __future__ import annotations

import pytest

from verify.fuel import Fuel
from verify.mathematics.nested_sums import symmetrised
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.recheck import recheck

SYMBOLS = declarations({"q": "density of z", "p": "density of z", "r": "density of y", "f": "function", "g": "function"})
SHARE = "exp(f(z))/(exp(f(z)) + exp(f(z')))"

TRUE = {
    "one of two is the larger share half of the time": (f"integral(integral(q(z)*q(z')*{SHARE}, z), z')", "1/2"),
    "the other one": (f"integral(integral(q(z)*q(z')*{SHARE}, z'), z)", "1/2"),
}
FALSE = {
    "two distributions": (f"integral(integral(q(z)*p(z')*{SHARE}, z), z')", "1/2"),
    "two functions": ("integral(integral(q(z)*q(z')*exp(f(z))/(exp(f(z)) + exp(g(z'))), z), z')", "1/2"),
    "two spaces": ("integral(integral(q(z)*r(y)*exp(f(z))/(exp(f(z)) + exp(g(y))), z), y)", "1/2"),
    "another share": (f"integral(integral(q(z)*q(z')*{SHARE}, z), z')", "1/3"),
}


def question(left: str, right: str) -> Question:
    return Question(read_formula(f"{left} = {right}", SYMBOLS).term)


@pytest.mark.parametrize(("left", "right"), TRUE.values(), ids=TRUE)
def test_proved_and_accepted(left: str, right: str) -> None:
    proof = prove(question(left, right), Fuel())
    assert isinstance(proof, Proof), proof
    assert "mean over turns" in str(proof)
    assert recheck(proof) == ()


@pytest.mark.parametrize(("left", "right"), FALSE.values(), ids=FALSE)
def test_not_proved(left: str, right: str) -> None:
    found = prove(question(left, right), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


def test_a_forged_turn_is_rejected() -> None:
    asked = question(*TRUE["one of two is the larger share half of the time"])
    other = question(*FALSE["two distributions"])
    taken = Proof("taken for granted", Question(symmetrised(asked.statement)))
    assert [complaint for complaint in recheck(Proof("mean over turns", other, (taken,))) if "mean" in complaint]
    spaces = question(*FALSE["two spaces"]).statement
    assert symmetrised(spaces) is spaces
