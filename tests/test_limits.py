"""Limits at the ends of intervals: what is seen, and what must not be."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.mathematics.limits import Limit, limit
from verify.read.text import read_text
from verify.sort import REAL
from verify.term import symbol

X = symbol("x", REAL)
UP, DOWN = Limit(infinite=1), Limit(infinite=-1)

SEEN = [
    ("exp(-x)", UP, 0),
    ("exp(-x^2)*x^3", UP, 0),
    ("x*exp(x)", DOWN, 0),
    ("(1 + x^2)*exp(-x)", UP, 0),
    ("erfc(x)", UP, 0),
    ("erfc(x)", DOWN, 2),
    ("1 - tanh(x)", UP, 0),
    ("1/(1 + exp(-x))", DOWN, 0),
    ("1/(1 + exp(-x))", UP, 1),
    ("x*log(x)", Limit(), 0),
    ("x^2*log(x)^3", Limit(), 0),
    ("(1 - x)*log(1 - x) + x", Limit(Fraction(1)), 1),
    ("x + log(x)", UP, "inf"),
    ("log(x)", Limit(), "-inf"),
    ("x^3", DOWN, "-inf"),
    ("log(1 + 1/x)", UP, 0),
]
NOT_SEEN = [
    ("x^2/(1 + x^2)*exp(-x)", UP),  # true, but infinity * 0 * 0
    ("x - log(x)", UP),  # infinity - infinity
    ("x*(1/x)", UP),  # 0 * infinity
    ("exp(x)*exp(-x)", UP),
    ("exp(-x)*exp(x^2)", UP),
    ("sin(x)", UP),
    ("sin(x)*exp(x)", DOWN),
    ("1/x", Limit()),  # the side is not known
    ("log(x)/x", Limit()),
    ("exp(x)", Limit(Fraction(1))),  # e is no rational number
    ("y*exp(-x)*x", UP),
    ("x*log(2*x)*log(x)", Limit()),  # true, but of another form
    ("floor(x)", Limit()),
]


def find(text: str, end: Limit) -> Limit | None:
    return limit(read_text(text, {"x": X}).term, X, end)


@pytest.mark.parametrize(("text", "end", "value"), SEEN)
def test_limits(text: str, end: Limit, value: int | str) -> None:
    found = find(text, end)
    assert found is not None
    assert found == (Limit(Fraction(value)) if isinstance(value, int) else Limit(infinite=1 if value == "inf" else -1))


@pytest.mark.parametrize(("text", "end"), NOT_SEEN)
def test_no_limit_is_guessed(text: str, end: Limit) -> None:
    assert find(text, end) is None
