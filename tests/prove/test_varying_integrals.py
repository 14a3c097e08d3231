"""Integrals that vary with a parameter: derivatives by the ends and under the integral, intervals that meet, existence."""

from __future__ import annotations

import pytest

from verify.ask import equal

R, X = {"x": "real"}, {"x": "positive"}

TRUE: dict[str, tuple[str, str, dict[str, str]]] = {
    "by the upper end": ("diff(integral(sin(t)/t, t, 1, x), x)", "sin(x)/x", X),
    "by both ends": ("diff(integral(exp(t^3), t, x, x^2), x)", "2 x exp(x^6) - exp(x^3)", R),
    "under the integral": ("diff(integral(exp(-x t^3), t, 0, 1), x)", "-integral(t^3 exp(-x t^3), t, 0, 1)", R),
    "by an end and under the integral": (
        "diff(integral(exp(-x t^4), t, 0, x), x)", "exp(-x^5) - integral(t^4 exp(-x t^4), t, 0, x)", X,
    ),
    "under the integral, and carried out": ("diff(integral(sin(x t)/t, t, 1, 2), x)", "(sin(2 x) - sin(x))/x", X),
    "in a product": (
        "diff(x^2 integral(exp(t^3), t, 0, x), x)", "2 x integral(exp(t^3), t, 0, x) + x^2 exp(x^3)", R,
    ),
    "inside of a function": (
        "diff(exp(integral(exp(t^3), t, 0, x)), x)", "exp(x^3) exp(integral(exp(t^3), t, 0, x))", R,
    ),
    "twice": ("diff(integral(exp(t^3), t, 0, x), x, 2)", "3 x^2 exp(x^3)", R),
    "a continuous integrand with a kink elsewhere": ("diff(integral(abs(t) exp(t^3), t, -1, x), x)", "abs(x) exp(x^3)", R),
    "a root at an end that stays": ("diff(integral(sqrt(t) exp(t^3), t, 0, x), x)", "sqrt(x) exp(x^3)", X),
    "exchanged ends": ("integral(exp(t^3), t, 0, x)", "-integral(exp(t^3), t, x, 0)", R),
    "intervals that meet": (
        "integral(exp(t^3), t, 0, x) + integral(exp(s^3), s, x, 2)", "integral(exp(t^3), t, 0, 2)", R,
    ),
    "intervals in any order": (
        "integral(exp(t^3), t, 0, 5) - integral(exp(t^3), t, x, 5)", "integral(exp(t^3), t, 0, x)", R,
    ),
    "an integral of integrals": ("integral(integral(exp(-(x^2 + y^2)/2), x, -inf, inf), y, -inf, inf)", "2 pi", {}),
}  # fmt: skip

FALSE: dict[str, tuple[str, str, dict[str, str]]] = {
    "the inner derivative of an end": ("diff(integral(exp(t^3), t, x, x^2), x)", "exp(x^6) - exp(x^3)", R),
    "a sign": ("diff(integral(exp(t^3), t, x, 1), x)", "exp(x^3)", R),
    "only by the end": ("diff(integral(exp(-x t^4), t, 0, x), x)", "exp(-x^5)", X),
    "only under the integral": ("diff(integral(exp(-x t^4), t, 0, x), x)", "-integral(t^4 exp(-x t^4), t, 0, x)", X),
    "other integrands over intervals that meet": (
        "integral(exp(t^3), t, 0, x) + integral(exp(t^4), t, x, 2)", "integral(exp(t^3), t, 0, 2)", R,
    ),
    "a part of the interval left out": (
        "integral(exp(t^3), t, 0, 1) + integral(exp(t^3), t, 2, 3)", "integral(exp(t^3), t, 0, 3)", {},
    ),
    # the integral of sign(x - t) over (0, 1) is 2 x - 1: its derivative does not come from that of the integrand
    "a jump below": ("diff(integral(sign(x - t), t, 0, 1), x)", "0", {"x": "in (0, 1)"}),
    # the integral has a derivative for x != 0 only, and another value there
    "a pole that the parameter moves": ("diff(integral(x/(x^2 + t^2), t, 0, 1), x)", "-1/2", R),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", "total", "checked"), verdict.reasons


@pytest.mark.parametrize("name", TRUE)
def test_with_more_on_the_right_not_proved(name: str) -> None:
    left, right, symbols = TRUE[name]
    assert equal(left, f"{right} + 1/7", symbols=symbols).truth != "proved"


@pytest.mark.parametrize("name", FALSE)
def test_not_proved(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth != "proved"
