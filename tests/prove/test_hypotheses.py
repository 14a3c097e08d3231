"""What hypotheses teach: equations without the factors that vanish nowhere, and values that stand for symbols."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.ask import equal
from verify.fuel import Fuel
from verify.problem import InputError
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import number

VECTORS = {"y": "vector n", "h": "vector n", "c": "vector n", "a": "positive", "r": "positive"}

SYSTEM = {"x": "real", "y": "real", "l": "real"}

GEOMETRIC = {"r": "in (0, 1)", "n": "positive integer", "S": "real"}

TRUE = {
    "a factor that vanishes nowhere": ("x = 0", ("a x = 0",), {"a": "positive"}),
    "and is the sum of a square": ("x = 0", ("(1 + y^2) x = 0",), {}),
    "a power": ("x y = 0", ("x^2 y = 0",), {}),
    "both sides": ("d = 0 and g = 0", ("d + a g = d", "g - a d = g"), {"a": "positive"}),
    "a value of a vector": ("(y - c) / (a + r) = h", ("y = c + (a + r) h",), VECTORS),
    "a value with a denominator": ("x (1 + y^2) = z", ("x = z / (1 + y^2)",), {}),
    "a linear system": ("l = -4 and x = 2 and y = 1", ("2x + l = 0", "4y + l = 0", "x + y = 3"), SYSTEM),
    "and what follows from it": ("-3l/4 = 3", ("2x + l = 0", "4y + l = 0", "x + y = 3"), SYSTEM),
    "numbers before both": ("x y = -2", ("2x + y = 0", "x + y = 1"), SYSTEM),
    "a square with a number": ("x^2 = 2", ("3x^2 + y = 0", "y = -6"), SYSTEM),
    "the interval of a symbol": ("abs(x - 1) = x - 1", ("a = x - 1",), {"a": "positive"}),
    "a sum that is a multiple of a symbol": ("S - r S = 1 - r^n", ("r S = sum(r^k, k, 1, n)",), GEOMETRIC),
    "of another multiple": ("S = n (n + 1)", ("S/(2 n) = sum(k, k, 1, n)/n",), {"S": "real", "n": "positive integer"}),
}

NOT_TO_PROVE = {
    "a factor that may vanish": ("x = 0", ("y x = 0",), {}),
    "one that is weakly positive": ("x = 0", ("y x = 0",), {"y": "nonnegative"}),
    "the wrong factor": ("a = 1", ("a x = 0",), {"a": "positive"}),
    "a value that depends on the symbol": ("x = 1", ("x = x y",), {}),
    "a value of another vector": ("y = h", ("y = c + h",), VECTORS),
    "another solution of a linear system": ("x = 3", ("2x + y = 0", "x + y = 1"), SYSTEM),
    "one equation too few": ("x = 2", ("2x + l = 0", "x + y = 3"), SYSTEM),
    "a factor that may be 0 in a system": ("x = 1", ("l x = l", "2l = 0"), SYSTEM),
    "the derivative of a number": ("diff(x^2, x) = 0", ("x = 3",), {}),
    "a sum that is a multiple by what may be 0": (
        "S - r S = 1 - r^n", ("r S = sum(r^k, k, 1, n)",), {**GEOMETRIC, "r": "in [0, 1)"}),
    "another sum that is a multiple": ("S - r S = 1 - r^n", ("r S = sum(r^k, k, 0, n)",), GEOMETRIC),
}  # fmt: skip


def asked(statement: str, hypotheses: tuple[str, ...], symbols: dict[str, str]) -> Question:
    declared = declarations(symbols)
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


@pytest.mark.parametrize("row", TRUE.values(), ids=TRUE)
def test_proved_and_accepted(row: tuple[str, tuple[str, ...], dict[str, str]]) -> None:
    proof = prove(asked(*row), Fuel())
    assert isinstance(proof, Proof), proof
    assert recheck(proof) == ()


@pytest.mark.parametrize("row", NOT_TO_PROVE.values(), ids=NOT_TO_PROVE)
def test_not_proved(row: tuple[str, tuple[str, ...], dict[str, str]]) -> None:
    found = prove(asked(*row), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


def substitution(statement: str, hypotheses: tuple[str, ...], symbols: dict[str, str], inner: str) -> Proof:
    """A forged use of the first hypothesis, x = t."""
    question = asked(statement, hypotheses, symbols)
    name, value = question.hypotheses[0].args
    premise = Proof("identical", asked(inner, (), symbols))
    return Proof("substitution", question, (premise,), {"place": 0, "symbol": name, "value": value})


GOOD = substitution("x = 3", ("x = 3",), {}, "3 = 3")
FORGED = {
    "another value": (replace(GOOD, data={**GOOD.data, "value": number(4)}), "no equation of this symbol"),
    "no such hypothesis": (replace(GOOD, data={**GOOD.data, "place": 1}), "no such hypothesis"),
    "an inequality": (substitution("x = 3", ("x <= 3",), {}, "3 = 3"), "no equation of this symbol"),
    "a symbol in its own value": (substitution("x = 3", ("x = 3 x",), {}, "3 = 3"), "occurs in its value"),
    "what the sort says is lost": (substitution("a = -1", ("a = -1",), {"a": "positive"}, "-1 = -1"), "not the question"),
    "an integer": (substitution("n = 2", ("n = 2",), {"n": "natural"}, "2 = 2"), "says too much"),
    "a matrix of positive numbers": (
        substitution("A = B", ("A = B",), {"A": "positive matrix n n", "B": "matrix n n"}, "B = B"),
        "a range",
    ),
}


def divided(sum_is: str, symbols: dict[str, str], value: str, divisor: str, not_zero: str, given: tuple[str, ...] = ()) -> Proof:
    """A forged use of c S = t, with the value for S in S = 3."""
    question = asked("S = 3", (sum_is, *given), symbols)
    name, others = question.statement.args[0], {each.name: each for each in question.symbols}
    premises = (Proof("identical", asked(f"{value} = 3", given, symbols)), Proof("identical", asked(not_zero, given, symbols)))
    values = {"value": asked(f"{value} = 3", (), symbols).statement.args[0], "divisor": others.get(divisor, number(2))}
    return Proof("divided substitution", question, premises, {"place": 0, "symbol": name, **values})


REAL = {"S": "real", "a": "real", "b": "real"}
FORGED |= {
    "a divisor of another product": (divided("a S = 3", REAL, "3/b", "b", "b != 0"), "no equation of this product"),
    "a value that is not divided": (divided("a S = 3", REAL, "3", "a", "a != 0"), "no equation of this product"),
    "a divisor that may be 0": (divided("a S = 3", REAL, "3/a", "a", "a = a"), "not that the divisor"),
    "a divisor that is not 0 where the equation holds": (divided("a S = 3", REAL, "3/a", "a", "a != 0", ("b = 1",)), "premise 1"),
}


@pytest.mark.parametrize(("proof", "reason"), FORGED.values(), ids=FORGED)
def test_forged_substitutions_are_rejected(proof: Proof, reason: str) -> None:
    assert any(reason in complaint for complaint in recheck(proof)), recheck(proof)


IRRATIONAL = {
    "the golden ratio": ("x", "(1+sqrt(5))/2", {"x": "positive"}, "x^2 = x + 1"),
    "a square": ("x^2", "2", {"x": "positive"}, "x^2 = 2"),
    "a logarithm": ("x", "log(2)", {"x": "real"}, "exp(x) = 2"),
    "an equation with two symbols": ("y", "log(2)/a", {"y": "real", "a": "positive"}, "a y = log(2)"),
}


@pytest.mark.parametrize("name", IRRATIONAL)
def test_assumptions_that_no_rational_point_meets(name: str) -> None:
    left, right, symbols, assumption = IRRATIONAL[name]
    assert equal(left, right, symbols=symbols, assuming=[assumption]).truth == "proved"


def test_assumptions_that_no_number_meets() -> None:
    with pytest.raises(InputError, match="no point was found"):
        equal("x", "1", symbols={"x": "real"}, assuming=["x^2 = -1"])


def test_a_value_for_the_variable_of_a_derivative_is_no_error() -> None:
    verdict = equal("diff(integral(b*t, t, 0, a), a)", "b", symbols={"a": "real", "b": "real"}, assuming=["a = 1"])
    assert verdict.truth != "refuted"
