"""Series of rational numbers by partial fractions: telescoping, even powers, alternating; and powers of what may be 0."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import mpmath
import pytest

from verify.ask import equal
from verify.mathematics.integrals import FORMULAS
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.sort import REAL
from verify.term import ONE, Term, number, symbol
from verify.term import equal as equation

X = {"x": "real"}
COUNTS = {"k": "nonnegative integer", "l": "nonnegative integer", "m": "nonnegative integer", "x": "real", "y": "real"}
POWERS = {"k": "nonnegative integer", "x": "real", "y": "real"}

TRUE: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "telescoping": ("sum(1/(n(n+1)), n, 1, inf)", "1", {}),
    "telescoping over two steps": ("sum(1/(n(n+2)), n, 1, inf)", "3/4", {}),
    "telescoping from 2": ("sum(1/(n^2-1), n, 2, inf)", "3/4", {}),
    "three factors": ("sum(1/(n(n+1)(n+2)), n, 1, inf)", "1/4", {}),
    "a difference as written": ("sum(1/k - 1/(k+1), k, 1, inf)", "1", {}),
    "halves": ("sum(1/(4n^2-1), n, 1, inf)", "1/2", {}),
    "squares": ("sum(1/k^2, k, 1, inf)", "pi^2/6", {}),
    "squares from 2": ("sum(1/k^2, k, 2, inf)", "pi^2/6 - 1", {}),
    "odd squares": ("sum(1/(2n+1)^2, n, 0, inf)", "pi^2/8", {}),
    "fourth powers": ("sum(1/n^4, n, 1, inf)", "pi^4/90", {}),
    "squares and what telescopes": ("sum((2n+1)/(n^2 (n+1)^2), n, 1, inf)", "1", {}),
    "with a factor": ("sum(x/n^2, n, 1, inf)", "x pi^2/6", X),
    "the alternating harmonic series": ("sum((-1)^(k+1)/k, k, 1, inf)", "log(2)", {}),
    "Leibniz": ("sum((-1)^n/(2n+1), n, 0, inf)", "pi/4", {}),
    "alternating squares": ("sum((-1)^(n+1)/n^2, n, 1, inf)", "pi^2/12", {}),
    "another start": ("sum(1/(k+1)^2, k, 0, inf)", "sum(1/j^2, j, 1, inf)", {}),
    "a power of a product": ("x^k y^k", "(x y)^k", POWERS),
    "a power of a number and of a name": ("2^k x^k", "(2x)^k", POWERS),
    "signs and powers": ("(-1)^k x^k", "(-x)^k", POWERS),
    "signs and powers, of any integer": ("(-1)^k x^k", "(-x)^k", {**POWERS, "k": "integer"}),
    "a power of a power": ("(x^k)^m", "x^(k m)", COUNTS),
    "a power of a power, of any integers": ("(x^k)^m", "x^(k m)", {"x": "real", "k": "integer", "m": "integer"}),
    "a power of a product of powers": ("(-2 x^k y)^m", "(-2)^m x^(k m) y^m", COUNTS),
    "powers of powers of powers": ("((x^k)^m)^l", "x^(k m l)", COUNTS),
    "a power of a sign": ("((-1)^k)^m", "(-1)^(k m)", COUNTS),
    "a power of a square": ("x^(2k)", "(x^2)^k", POWERS),
    "signs in a series": ("sum((-1)^k x^k/factorial(k), k, 0, inf)", "exp(-x)", X),
    "signs in a geometric series": ("sum((-1)^k x^(2k), k, 0, inf)", "1/(1+x^2)", {"x": "in (-1, 1)"}),
}
FALSE: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "another sum": ("sum(1/(n(n+1)), n, 1, inf)", "2", {}),
    "from 1 for from 2": ("sum(1/k^2, k, 2, inf)", "pi^2/6", {}),
    "all squares for odd ones": ("sum(1/(2n+1)^2, n, 0, inf)", "pi^2/6", {}),
    "the other sign": ("sum((-1)^k/k, k, 1, inf)", "log(2)", {}),
    "Leibniz with another sign": ("sum((-1)^(n+1)/(2n+1), n, 0, inf)", "pi/4", {}),
    "a factor too few": ("x^k y^k", "x^k", POWERS),
    "a sum of exponents for a product": ("(x^k)^m", "x^(k+m)", COUNTS),
    "a sign less in a power of a power": ("(-x^k)^m", "x^(k m)", COUNTS),
    "a root of a power": ("(x^(2k))^(1/2)", "x^k", COUNTS),
    "a sign too few": ("(-1)^k x^k", "x^k", POWERS),
}
OPEN = {  # they diverge, have no value that is known, or a term that is not defined
    "harmonic": ("sum(1/n, n, 1, inf)", "1"),
    "terms that tend to 1": ("sum(n/(n+1), n, 1, inf)", "1"),
    "from 0": ("sum(1/n^2, n, 0, inf)", "pi^2/6"),
    "alternating, of terms that tend to 1": ("sum((-1)^n n/(n+1), n, 1, inf)", "1"),
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


@pytest.mark.parametrize("name", OPEN)
def test_neither_proved_nor_refuted(name: str) -> None:
    assert equal(*OPEN[name], symbols={}).truth in ("undecided", "supported")


_HALVES = [Fraction(n, 2) for n in range(1, 9)]
VALUES = (
    [("powers", (Fraction(s), a)) for s in (2, 4, 6, 12) for a in _HALVES]
    + [("alternating", (Fraction(1), a)) for a in _HALVES]
    + [("alternating", (Fraction(s), Fraction(a))) for s in (2, 4, 12) for a in (1, 2, 3, 4)]
    + [("telescoping", (a, a + d)) for a in (Fraction(1, 3), Fraction(2), Fraction(5, 2)) for d in (1, 2, 5)]
)


@pytest.mark.parametrize(("name", "parameters"), VALUES)
def test_values_by_summation(name: str, parameters: tuple[Fraction, ...]) -> None:
    formula, arguments = FORMULAS[name], [number(each.numerator, each.denominator) for each in parameters]
    assert formula.positive(*arguments) == ()
    with mpmath.workdps(30):
        first, second = (mpmath.mpf(each.numerator) / each.denominator for each in parameters)
        assert abs(_value(formula.value(*arguments)) - _summed(name, first, second)) < mpmath.mpf(10) ** -20


def _summed(name: str, first: mpmath.mpf, second: mpmath.mpf) -> mpmath.mpf:
    """The sum by functions that the program does not use; an alternating one over even and over odd places."""
    if name == "telescoping":
        return mpmath.digamma(second) - mpmath.digamma(first)
    if name == "powers":
        return mpmath.zeta(int(first), second)
    if first == 1:
        return (mpmath.digamma((second + 1) / 2) - mpmath.digamma(second / 2)) / 2
    return (mpmath.zeta(int(first), second / 2) - mpmath.zeta(int(first), (second + 1) / 2)) / 2 ** int(first)


def _value(term: Term) -> mpmath.mpf:
    """The value of a sum of products of numbers, pi and log 2."""
    if term.op == "number":
        return mpmath.mpf(term.value[0]) / term.value[1]
    if term.op == "pi":
        return +mpmath.pi
    values = [_value(arg) for arg in term.args]
    if term.op == "add":
        return mpmath.fsum(values)
    if term.op == "mul":
        return mpmath.fprod(values)
    if term.op == "log":
        return mpmath.log(values[0])
    assert term.op == "power"
    return values[0] ** values[1]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("powers", (3, 1)), ("powers", (1, 1)), ("powers", (2, 0)), ("powers", (2, -1)), ("telescoping", (1, 1)),
     ("telescoping", (0, 2)), ("telescoping", (2, 1)), ("alternating", (3, 1)), ("alternating", (1, 0)), ("alternating", (0, 1))],
)  # fmt: skip
def test_no_formula_beyond_its_conditions(name: str, parameters: tuple[int, int]) -> None:
    assert FORMULAS[name].positive(*map(number, parameters)) != ()


def test_no_formula_for_a_name() -> None:
    x = symbol("x", REAL)
    assert all(FORMULAS[name].positive(x, x) != () for name in ("powers", "telescoping", "alternating"))


def test_a_proof_with_another_exponent_is_not_accepted() -> None:
    total = read_text("sum(1/(k+1)^3, k, 0, inf)", {}).term
    point = symbol("x_inside", declarations({"k": "integer in 0..9"})["k"].sort)
    claimed = read_text("pi^2/6", {}).term
    forged = Proof("integral formula", Question(equation(total, claimed)), (),
                   {"instances": (("powers", ONE, (number(2), ONE)),), "point": point})  # fmt: skip
    assert recheck(forged) != ()
