"""Bounds that are manifest from the form of a term: they hold at every point, and what is called defined is defined."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.evaluate.balls import enclosure
from verify.evaluate.functions import UNDEFINED, Absent
from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.manifest import Manifest, necessary_conditions
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import ONE, Term, add, call, free_symbols, log, make, mul, negate, number, piecewise, power, relation

SYMBOLS = declarations(
    {"x": "real", "p": "positive", "r": "nonnegative", "u": "in (0, 1)", "v": "in [-1, 2]", "n": "integer >= 0"}
)
VALUES = {
    "x": (-3, Fraction(-1, 2), 0, Fraction(1, 3), 1, 2),
    "p": (Fraction(1, 100), Fraction(1, 2), 1, 3),
    "r": (0, Fraction(1, 2), 1, 4),
    "u": (Fraction(1, 100), Fraction(1, 2), Fraction(99, 100)),
    "v": (-1, Fraction(-1, 2), 0, 1, 2),
    "n": (0, 1, 2, 3),
}
UNARY = (
    *("exp", "log", "tanh", "erf", "erfc", "sinh", "cosh", "atan", "asin", "acos", "acosh", "atanh", "asinh", "cos"),
    *("abs", "sign", "floor", "gamma"),
)
EXPONENTS = [number(2), number(3), number(-1), number(-2), number(1, 2), number(-1, 2), number(0)]

leaves = st.sampled_from([*SYMBOLS.values(), number(0), number(1), number(-2), number(1, 2), make("pi")])


def _two_cases(one: Term, two: Term, other: Term) -> Term:
    return piecewise((one, relation("lt", two, other)), (other, make("true")))


def _larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(mul, inner, inner),
        st.builds(lambda term: mul(term, term), inner),
        st.builds(negate, inner),
        st.builds(power, inner, st.sampled_from(EXPONENTS)),
        st.builds(power, inner, inner),
        st.builds(call, st.sampled_from(UNARY), inner),
        st.builds(lambda op, left, right: call(op, left, right), st.sampled_from(("max", "min")), inner, inner),
        st.builds(_two_cases, inner, inner, inner),
    )


terms = st.recursive(leaves, _larger, max_leaves=6)
points = st.fixed_dictionaries({SYMBOLS[name]: st.sampled_from(VALUES[name]) for name in VALUES})


def value_at(term: Term, point: dict[Term, Any]) -> Any:
    return enclosure(term, {name: Fraction(point[name]) for name in free_symbols(term)}, Fuel(), 192)


@given(terms, points)
@settings(max_examples=400, deadline=None)
def test_every_value_lies_in_the_manifest_range(term: Term, point: dict[Term, Any]) -> None:
    facts = Manifest()
    known = facts.range(term)
    try:
        value = value_at(term, point)
    except OutOfFuel:
        return
    if facts.defined(term):
        assert value is not UNDEFINED
    if isinstance(value, Absent):
        return
    if known.lower is not None:
        lower = as_rational(known.lower)
        assert not value < lower
        assert not (known.lower_open and is_zero(value - lower))
    if known.upper is not None:
        upper = as_rational(known.upper)
        assert not value > upper
        assert not (known.upper_open and is_zero(value - upper))
    if facts.nonzero(term):
        assert not is_zero(value)


@given(terms, points)
@settings(max_examples=200, deadline=None)
def test_necessary_conditions_hold_where_the_term_is_defined(term: Term, point: dict[Term, Any]) -> None:
    try:
        if isinstance(value_at(term, point), Absent):
            return
        for condition in necessary_conditions(term):
            left, right = (value_at(side, point) for side in condition.args)
            if not isinstance(left, Absent) and not isinstance(right, Absent):
                gap = right - left
                if condition.op != "ne":
                    assert not gap < 0
                assert condition.op == "le" or not is_zero(gap)
    except OutOfFuel:
        return


def is_zero(value: Any) -> bool:
    """Whether a value is surely 0; a ball that touches 0 is not."""
    return bool(value.is_zero()) if isinstance(value, arb) else value == 0


def as_rational(end: Fraction) -> Any:
    return fmpq(end.numerator, end.denominator)


@pytest.mark.parametrize(
    ("text", "lower", "lower_open", "upper", "upper_open"),
    [
        ("u*(1 - u)", 0, True, 1, True),
        ("1/(1 + exp(-x))", 0, True, 1, True),
        ("x^2", 0, False, None, True),
        ("x*x", 0, False, None, True),
        ("v^2", 0, False, 4, False),
        ("v^3", -1, False, 8, False),
        ("max(x, 0)", 0, False, None, True),
        ("2 - 3*v", -4, False, 5, False),
        ("log(u)", None, True, 0, True),
        ("|tanh(x)|", 0, False, 1, True),
        ("x^(1/2)", 0, False, None, True),
    ],
)
def test_ranges(text: str, lower: int | None, lower_open: bool, upper: int | None, upper_open: bool) -> None:
    found = Manifest().range(read_text(text, SYMBOLS).term)
    assert (found.lower, found.upper) == (lower, upper)
    assert lower is None or found.lower_open == lower_open
    assert upper is None or found.upper_open == upper_open


def test_a_hypothesis_bounds_the_difference_of_its_sides() -> None:
    facts = Manifest([read_text("x < p", SYMBOLS).term])
    assert facts.sign(read_text("p - x", SYMBOLS).term) == (1, True)
    assert facts.sign(read_text("x - p", SYMBOLS).term) is None


def test_a_product_that_is_not_0_has_no_factor_0() -> None:
    facts = Manifest([read_text("x*v != 0", SYMBOLS).term])
    assert facts.nonzero(SYMBOLS["x"])
    assert facts.defined(power(SYMBOLS["v"], -1))
    assert not Manifest().defined(power(SYMBOLS["v"], -1))


def test_definedness_is_not_guessed() -> None:
    facts = Manifest()
    for text in ("log(x)", "1/x", "sqrt(x)", "gamma(x)", "asin(v)", "tan(x)", "r^(-1)", "log(r)", "x^n/n", "p^x/x"):
        assert not facts.defined(read_text(text, SYMBOLS).term), text
    for text in ("log(p)", "1/(1 + x^2)", "sqrt(r)", "gamma(1 + r)", "asin(v/2)", "x^n", "p^x", "log(1 + exp(x))"):
        assert facts.defined(read_text(text, SYMBOLS).term), text
    assert facts.defined(log(add(ONE, SYMBOLS["r"])))
