"""Derivatives of integrals by a parameter of the integrand: what points tell of them."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.evaluate.differentiate import CannotDifferentiate, differentiate
from verify.read.declare import declarations
from verify.read.text import read_text

SYMBOLS = {"a": "positive", "b": "real", "n": "natural"}
BELL = "diff(integral(exp(-a x^2), x, 0, a), a)"

RIGHT = {
    "a range that grows": (BELL, "exp(-a^3) - integral(x^2 exp(-a x^2), x, 0, a)"),
    "a fixed range": ("diff(integral(exp(-a x^2), x, 0, 1), a)", "-integral(x^2 exp(-a x^2), x, 0, 1)"),
    "both ends move": ("diff(integral(exp(-a x^2), x, -a, a), a)", "2 exp(-a^3) - integral(x^2 exp(-a x^2), x, -a, a)"),
    "a wave": ("diff(integral(cos(a x^2), x, 0, a), a)", "cos(a^3) - integral(x^2 sin(a x^2), x, 0, a)"),
    "a polynomial": ("diff(integral((a+x)^3, x, 0, a), a)", "15 a^3"),
    "a parameter outside": ("diff(integral(a exp(x^2), x, 0, 1), a)", "integral(exp(x^2), x, 0, 1)"),
    "a lower end": ("diff(integral(exp(-a x^2), x, a, 2), a)", "-exp(-a^3) - integral(x^2 exp(-a x^2), x, a, 2)"),
    "two parameters": ("diff(integral(exp(-a x^2 + b x), x, 0, 1), b)", "integral(x exp(-a x^2 + b x), x, 0, 1)"),
    "twice": ("diff(integral(exp(a x^2), x, 0, 1), a, a)", "integral(x^4 exp(a x^2), x, 0, 1)"),
    "a sigmoid shape": ("diff(integral(tanh(a x^2), x, 0, 1), a)", "integral(x^2 (1 - tanh(a x^2)^2), x, 0, 1)"),
    "an arc tangent": ("diff(integral(atan(a x^2), x, 0, 1), a)", "integral(x^2/(1 + a^2 x^4), x, 0, 1)"),
    "without the parameter": ("diff(integral(exp(-x^2), x, 0, a), a)", "exp(-a^2)"),
}

WRONG = {
    "the parameter inside is forgotten": (BELL, "exp(-a^3)"),
    "the sign of the inner part": (BELL, "exp(-a^3) + integral(x^2 exp(-a x^2), x, 0, a)"),
    "the end is forgotten": (BELL, "-integral(x^2 exp(-a x^2), x, 0, a)"),
    "the wrong power inside": ("diff(integral(exp(-a x^2), x, 0, 1), a)", "-integral(x exp(-a x^2), x, 0, 1)"),
    "one end of two": ("diff(integral(exp(-a x^2), x, -a, a), a)", "exp(-a^3) - integral(x^2 exp(-a x^2), x, -a, a)"),
    "only the ends": ("diff(integral(exp(-a x^2), x, -a, a), a)", "2 exp(-a^3)"),
    "a wave": ("diff(integral(cos(a x^2), x, 0, a), a)", "cos(a^3)"),
    "a polynomial": ("diff(integral((a+x)^3, x, 0, a), a)", "8 a^3"),
    "a lower end": ("diff(integral(exp(-a x^2), x, a, 2), a)", "exp(-a^3) - integral(x^2 exp(-a x^2), x, a, 2)"),
    "no derivative at all": ("diff(integral(tanh(a x^2), x, 0, 1), a)", "integral(tanh(a x^2), x, 0, 1)"),
    "two parameters": ("diff(integral(exp(-a x^2 + b x), x, 0, 1), b)", "integral(b exp(-a x^2 + b x), x, 0, 1)"),
    "twice": ("diff(integral(exp(a x^2), x, 0, 1), a, a)", "integral(x^2 exp(a x^2), x, 0, 1)"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_not_refuted(name: str) -> None:
    assert equal(*RIGHT[name], symbols=SYMBOLS).truth in ("proved", "supported", "undecided")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refuted(name: str) -> None:
    assert equal(*WRONG[name], symbols=SYMBOLS).truth == "refuted"


# at a = 0 the rule gives 0 for the first, which jumps there from -pi/2 to pi/2, and no number for the second
NOT_SMOOTH = {
    "an infinite end": "integral(b/(b^2 + t^2), t, 0, inf)",
    "an infinite end of a smooth integrand": "integral(b exp(-b^2 t), t, 0, inf)",
    "a jump": "integral(sign(x - b), x, 0, 1)",
    "a kink": "integral(abs(x - b), x, 0, 1)",
    "a pole": "integral(b/(b^2 + x^2), x, 0, 1)",
    "a root": "integral(sqrt(b + x), x, 0, 1)",
    "a logarithm": "integral(log(b + x), x, 0, 1)",
    "a power that is no number": "integral(x^n b, x, 0, 1)",
    "an integral inside": "integral(integral(sign(y - b), y, 0, x), x, 0, 1)",
}


@pytest.mark.parametrize("name", NOT_SMOOTH)
def test_no_derivative_under_an_integral_that_may_not_be_smooth(name: str) -> None:
    symbols = declarations(SYMBOLS)
    with pytest.raises(CannotDifferentiate):
        differentiate(read_text(NOT_SMOOTH[name], symbols).term, symbols["b"])
