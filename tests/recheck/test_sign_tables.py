"""The table of signs of statements about one number, and what it must not say."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from verify.fuel import Fuel
from verify.mathematics.sign_kernels import Kernel
from verify.prove import prove
from verify.prove.sign_tables import prove_by_table
from verify.question import Proof, Question, Unproved
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck


def read(statement: str, *hypotheses: str, x: str = "real") -> Question:
    declared = declarations({"x": x, "y": "real"})
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


def table(question: Question) -> Proof | Unproved:
    fuel = Fuel()
    return prove_by_table(question, fuel, lambda inner: prove(inner, fuel))


HOLD = [
    ("x = 0 or x = log(2)", "exp(2x) - 3 exp(x) + 2 = 0"),
    ("x = sqrt(2) or x = -sqrt(2)", "x^2 = 2"),
    ("x = sqrt(8) or x = -sqrt(8)", "x^2 = 8"),
    ("x <= 3/2 or x > 5", "x^3 < 3"),
    ("x = 3", "sqrt(x+6) = x"),
    ("x > 1", "log(x) > 0"),
    ("x = log(3)/log(2)", "2^x = 3"),
    ("x < -1 or x > 1", "abs(x) > 1"),
    ("max(x, 1-x) >= 1/2 or x < 0", "x < 7"),
    ("1/x < 0 or 1/x > 1/3", "x < 3", "x != 0"),
]
FAIL = [
    ("x = 0", "exp(2x) - 3 exp(x) + 2 = 0"),
    ("x = sqrt(2)", "x^2 = 2"),
    ("x <= 7/5 or x > 5", "x^3 < 3"),
    ("x = 3", "x + 6 = x^2"),
    ("x >= 1 or x < 0", "x^2 > 0"),
    ("x != 1", "x > 0"),
    ("x < sqrt(2)", "x^2 <= 2"),
    ("x < log(2)", "exp(x) <= 2"),
    ("x > 1", "abs(x) > 1"),
    ("1/x > 1/3", "x < 3", "x != 0"),
]
NO_TABLE = [
    ("x < y", "x < 1"),
    ("sin(x) < 2", "x < 1"),
    ("x < 2 or log(x) > 0", "x < 1"),  # log x is undefined on the left
    ("x >= 0 or sqrt(x) < 1", "x < 1"),
    ("exp(x) > x", "x > 0"),  # x and exp(x) are no polynomials in one kernel
]


@pytest.mark.parametrize("statements", HOLD, ids=" if ".join)
def test_holds(statements: tuple[str, ...]) -> None:
    found = table(read(*statements))
    assert isinstance(found, Proof), found
    assert recheck(found) == ()


@pytest.mark.parametrize("statements", [*FAIL, *NO_TABLE], ids=" if ".join)
def test_is_not_proved(statements: tuple[str, ...]) -> None:
    assert isinstance(table(read(*statements)), Unproved)
    for kernel in (Kernel(), Kernel("power"), Kernel("log"), Kernel("root", Fraction(1), Fraction(0), Fraction(6))):
        assert recheck(Proof("sign table", read(*statements), (), {"kernel": kernel})) != ()


def test_the_domain_of_the_number_counts() -> None:
    assert isinstance(table(read("x = 2", "x^2 = 4", x="positive")), Proof)
    assert isinstance(table(read("x > 0", "x >= 0", x="nonzero")), Proof)
    assert isinstance(table(read("x > 0", "x >= 0", x="nonnegative")), Unproved)
    assert isinstance(table(read("x = 2", "x^2 = 4", x="complex")), Unproved)
    assert isinstance(table(read("x < 0", "x < 1", x="integer")), Unproved)


def test_forged_tables_are_rejected() -> None:
    good = table(read("x = 0 or x = log(2)", "exp(2x) - 3 exp(x) + 2 = 0"))
    assert isinstance(good, Proof) and recheck(good) == ()
    other = read("x = 0 or x = log(3)", "exp(2x) - 3 exp(x) + 2 = 0")
    forged = (
        replace(good, premises=()),  # nobody has shown that exp(log 2) = 2
        replace(good, premises=good.premises[:1]),
        replace(good, question=other),
        replace(good, question=Question(good.question.statement)),
        replace(good, data={}),
        replace(good, data={"kernel": Kernel("power", Fraction(-1))}),
        replace(good, data={"kernel": Kernel("power", Fraction(1), Fraction(1, 2))}),
        replace(good, data={"kernel": Kernel("root", Fraction(0))}),
    )
    assert all(recheck(proof) != () for proof in forged)
