"""Normal forms of numbers: which are seen to be equal, which are not, and that a form is the number whose ball it comes with."""

from __future__ import annotations

import random
from typing import Any

import pytest
from flint import arb, fmpq, fmpz

from verify import holds
from verify.evaluate import exact
from verify.evaluate.exact import Form
from verify.evaluate.exact_machine import EXACT_PRECISION, ExactMachine
from verify.evaluate.functions import UNDEFINED, Absent, Value, sign_of
from verify.evaluate.normal_numbers import Atom, Terms
from verify.evaluate.precision import precision
from verify.evaluate.program import program_of
from verify.evaluate.rationals import to_rational
from verify.fuel import Fuel
from verify.read.declare import declarations
from verify.read.text import read_text

EQUAL = [
    "exp(1) exp(2) = exp(3)",
    "exp(1/2)^2 = exp(1)",
    "exp(1) exp(-1) = 1",
    "sqrt(2) sqrt(3) = sqrt(6)",
    "sqrt(1/2) = 1/sqrt(2)",
    "sqrt(12) = 2 sqrt(3)",
    "8^(1/6) = sqrt(2)",
    "log(6) = log(2) + log(3)",
    "log(sqrt(pi)) = log(pi)/2",
    "log(exp(2) pi) = 2 + log(pi)",
    "log(2 + 2 exp(1)) = log(2) + log(1 + exp(1))",
    "exp(pi log(2)) = 2^pi",
    "2^pi * 2^(-pi) = 1",
    "exp(2 log(1 + exp(1))) = (1 + exp(1))^2",
    "sin(1 + 2 pi) = sin(1)",
    "sin(1 + pi) = -sin(1)",
    "sin(1 - 7 pi) = -sin(1)",
    "cos(1) = sin(1 + pi/2)",
    "cos(-1) = cos(1)",
    "cos(pi/3) = 1/2",
    "sin(-5 pi/4) = sqrt(2)/2",
    "tan(pi/4) = 1",
    "tan(1) cos(1) = sin(1)",
    "tanh(-3/2) = -tanh(3/2)",
    "sinh(1) + cosh(1) = exp(1)",
    "erf(1) + erfc(1) = 1",
    "gamma(1/3) = gamma(1/3)",
    "1/(1 + exp(1)) = exp(-1)/(1 + exp(-1))",
    "sqrt(1 + sqrt(2))^2 = 1 + sqrt(2)",
    "1/(sqrt(2) - 1) = sqrt(2) + 1",
    "(1 + sqrt(2))/sqrt(1 + sqrt(2)) = sqrt(1 + sqrt(2))",
    "abs(sin(4)) = -sin(4)",
    "max(exp(1), exp(2)/exp(1)) = exp(1)",
    "sign(exp(2) - exp(1)^2) = 0",
    "floor(exp(2) - exp(1)^2) = 0",
    "piecewise((1, sin(1 + 2 pi) = sin(1)), (2, true)) = 1",
    "sum(exp(k), k, 1, 3) = exp(1) + exp(2) + exp(3)",
    "product(exp(k), k, 1, 4) = exp(10)",
    "(exp(2) - exp(1)^2)^0 = 1",
    "(exp(2) - exp(1)^2)^sin(pi) = 1",
]
# What a careless normal form would take for equal.
DIFFERENT = [
    "sin(1 + pi) = sin(1)",
    "sin(1 + 2) = sin(1)",
    "sin(1 + 2 pi/3) = sin(1)",
    "cos(1) = sin(1 - pi/2)",
    "sin(2 pi exp(1)) = 0",
    "tanh(1) = -tanh(1)",
    "cosh(1) = -cosh(-1)",
    "gamma(-1/2) = -gamma(1/2)",
    "erfc(-1) = -erfc(1)",
    "acos(-1/2) = -acos(1/2)",
    "sqrt(sin(4)^2) = sin(4)",
    "log(sin(4)^2) = 2 log(-2 sin(4))",
    "sqrt(2) = sqrt(2 + 10^(-30))",
    "exp(exp(1)) = exp(1)^2",
    "log(2)^2 = 2 log(2)",
    "exp(log(2)^2) = 4",
    "abs(sin(4)) = sin(4)",
    "exp(1)^pi = exp(1)^3",
    "1/(1 + exp(1)) = 1 + exp(-1)",
    "sum(exp(k), k, 1, 3) = exp(6)",
    "max(exp(1), exp(2)) = exp(1)",
]
WITHOUT_VALUE = [
    "1/(exp(2) - exp(1)^2)",
    "0/(exp(2) - exp(1)^2)",
    "log(exp(2) - exp(1)^2)",
    "(exp(2) - exp(1)^2)^(-1/2)",
    "tan(pi/2)",
    "tan(exp(1) - pi/2 - exp(2)/exp(1))",
    "gamma(sin(2 pi) - 2)",
    "0 log(sin(pi))",
    "(1/sin(pi))^0",
    "piecewise((1, 1/sin(pi) = 2), (3, true))",
]
NOT_TOLD = [
    "tanh(1) = (exp(1) - exp(-1))/(exp(1) + exp(-1))",
    "sin(1)^2 + cos(1)^2 = 1",
    "integral(exp(-x), x, 0, 1) = 1 - exp(-1)",
]


def values(text: str) -> list[Value]:
    program = program_of(read_text(text, declarations({})).term)
    with precision(EXACT_PRECISION):
        return ExactMachine(EXACT_PRECISION, Fuel()).outputs(program, [])


def order(text: str) -> int | None:
    with precision(EXACT_PRECISION):
        left, right = values(text)
        return sign_of(left - right)


@pytest.mark.parametrize("statement", EQUAL)
def test_equal_numbers(statement: str) -> None:
    assert order(statement) == 0


@pytest.mark.parametrize("statement", [statement for statement in EQUAL if "piecewise" not in statement])
def test_equal_numbers_are_not_smaller(statement: str) -> None:
    assert holds(statement.replace("=", "<")).truth == "refuted"


@pytest.mark.parametrize("statement", DIFFERENT)
def test_different_numbers(statement: str) -> None:
    assert order(statement) in (-1, 1)


@pytest.mark.parametrize("statement", NOT_TOLD)
def test_numbers_with_different_forms_are_not_told_apart(statement: str) -> None:
    assert order(statement) is None


@pytest.mark.parametrize("formula", WITHOUT_VALUE)
def test_numbers_without_a_value(formula: str) -> None:
    assert values(formula) == [UNDEFINED]


# ------------------------------------------------------------------------------------------------------- forms are their numbers

FUNCTIONS = ("exp log sin cos tan sinh cosh tanh asin acos atan asinh acosh atanh gamma loggamma digamma erf erfc abs"
             " sign").split()  # fmt: skip


def drawn(source: random.Random, depth: int) -> Value:
    if depth == 0:
        return exact.pi() if source.random() < 0.2 else fmpq(source.randint(-3, 3), source.choice((1, 1, 1, 2, 3, 6)))
    chance = source.random()
    first = drawn(source, depth - 1)
    if chance < 0.25:
        return exact.plus(first, drawn(source, source.randrange(depth)))
    if chance < 0.5:
        return exact.times(first, drawn(source, source.randrange(depth)))
    if chance < 0.6:
        return exact.integer_power(first, source.choice((-2, -1, 2, 3)))
    if chance < 0.7:
        return exact.constant_power(first, fmpq(source.choice((1, 3, -1, -3, 5)), source.choice((2, 2, 3))))
    if chance < 0.75:
        return exact.real_power(first, drawn(source, depth - 1))
    return first if isinstance(first, Absent) else exact.function(source.choice(FUNCTIONS), first)


def value_of(terms: Terms) -> arb:
    total = arb(0)
    for monomial, coefficient in terms.items():
        product = arb(to_rational(coefficient))
        for atom, exponent in monomial:
            base: Any = value_of_atom(atom)
            product *= base ** (fmpz(int(exponent)) if exponent.denominator == 1 else arb(to_rational(exponent)))
        total += product
    return total


def value_of_atom(atom: Atom) -> arb:
    if atom.name == "pi":
        return arb.pi()
    inner = value_of(dict(atom.inner))
    value = inner if atom.name in ("prime", "sum") else getattr(inner, {"loggamma": "lgamma"}.get(atom.name, atom.name))()
    assert value > 0 or atom.name not in ("prime", "sum", "exp")
    return value


@pytest.mark.parametrize("seed", range(8))
def test_a_form_is_the_number_in_its_ball(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with precision(400):
        for part in range(150):
            found = drawn(random.Random(1000 * seed + part), 4)
            if type(found) is Form:
                assert value_of(found.terms).overlaps(found.ball)
            elif type(found) is fmpq:
                with monkeypatch.context() as without_forms:
                    without_forms.setattr(exact, "_with_form", lambda value, form: value)
                    plain = drawn(random.Random(1000 * seed + part), 4)
                assert isinstance(exact.plain(plain), Absent) or arb(exact.plain(plain)).overlaps(arb(found))
