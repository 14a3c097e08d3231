"""Integrals of powers of x times exp(-b/x), the moments of an inverse Gamma density."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved
from verify.ask import equal

P = {"a": "positive", "b": "positive"}
M = {"a": "real > 1", "b": "positive"}
DENSITY = "b^a/gamma(a)*x^(-a-1)*exp(-b/x)"

TRUE = {
    "the integral": ("integral(x^(-a-1)*exp(-b/x), x, 0, inf)", "gamma(a)*b^(-a)", P),
    "the density": (f"integral({DENSITY}, x, 0, inf)", "1", P),
    "its mean": (f"integral(x*{DENSITY}, x, 0, inf)", "b/(a-1)", M),
    "its mean inverse": (f"integral({DENSITY}/x, x, 0, inf)", "a/b", P),
    "a whole power": ("integral(exp(-2/x)/x^3, x, 0, inf)", "1/4", {}),
    "two terms": ("integral((1 + x)*exp(-b/x)/x^4, x, 0, inf)", "2/b^3 + 1/b^2", P),
}
FALSE = {
    "the rate upside down": ("integral(x^(-a-1)*exp(-b/x), x, 0, inf)", "gamma(a)*b^a", P),
    "the mean of a Gamma density": (f"integral(x*{DENSITY}, x, 0, inf)", "a/b", M),
    "a shift of the shape": (f"integral(x*{DENSITY}, x, 0, inf)", "b/(a+1)", M),
}
# x exp(-2/x) grows without end, as does the mean for a <= 1
UNKNOWN = {
    "without a value": ("integral(x*exp(-2/x), x, 0, inf)", "1/4", {}),
    "a mean that may be infinite": (f"integral(x*{DENSITY}, x, 0, inf)", "b/(a-1)", P),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"


@pytest.mark.parametrize("name", UNKNOWN)
def test_not_proved(name: str) -> None:
    left, right, symbols = UNKNOWN[name]
    assert equal(left, right, symbols=symbols).truth != "proved"
