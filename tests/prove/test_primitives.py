"""Integrals of the courses, by primitives: proved and checked; with another value, never."""

from __future__ import annotations

import pytest

from verify.ask import equal

R, X, AB = {"x": "real"}, {"x": "positive"}, {"a": "positive", "b": "positive"}
N = {"n": "natural"}

TRUE: dict[str, tuple[str, str, dict[str, str]]] = {
    "cosine": ("integral(cos(t), t, 0, x)", "sin(x)", R),
    "square of a sine": ("integral(sin(t)^2, t, 0, pi)", "pi/2", {}),
    "orthogonal cosines": ("integral(cos(m t) cos(n t), t, 0, 2 pi)", "0", {"m": "natural", "n": "integer > m"}),
    "power times sine": ("integral(t^2 sin(t), t, 0, x)", "2 x sin(x) + (2 - x^2) cos(x) - 2", R),
    "damped wave": ("integral(exp(-a t) cos(b t), t, 0, inf)", "a/(a^2 + b^2)", AB),
    "growing wave": ("integral(exp(t) cos(t), t, 0, pi)", "-(exp(pi) + 1)/2", {}),
    "sine times cosine": ("integral(sin(pi t) cos(pi t), t, 0, 1)", "0", {}),
    "phase": ("integral(cos(t + a)^2, t, 0, pi)", "pi/2", AB),
    "tangent": ("integral(tan(t), t, 0, 1)", "-log(cos(1))", {}),
    "tangent up to a fraction of pi": ("integral(tan(t), t, 0, pi/4)", "log(2)/2", {}),
    "half an angle": ("integral(1/(1 + cos(t)), t, 0, x)", "tan(x/2)", {"x": "in (0, 1)"}),
    "1/sin": ("integral(1/sin(t), t, 1, 2)", "log(tan(1)/tan(1/2))", {}),
    "hyperbolic tangent": ("integral(tanh(t), t, 0, 1)", "log(cosh(1))", {}),
    "1/cosh^2": ("integral(1/cosh(t)^2, t, 0, x)", "tanh(x)", R),
    "1/cosh": ("integral(1/cosh(t), t, 0, x)", "2 atan(exp(x)) - pi/2", R),
    "logistic function": ("integral(1/(1 + exp(-t)), t, 0, x)", "log((1 + exp(x))/2)", R),
    "logistic function between numbers": ("integral(1/(1 + exp(-t)), t, 0, 1)", "log((1 + e)/2)", {}),
    "two exponentials": ("integral(exp(2 t)/(1 + exp(t)), t, 0, x)", "exp(x) - 1 - log((1 + exp(x))/2)", R),
    "logistic density": (
        "integral(k exp(-k (t - m))/(1 + exp(-k (t - m)))^2, t, -inf, x)", "1/(1 + exp(-k (x - m)))",
        {"k": "positive", "m": "real", "x": "real"},
    ),
    "power of an exponential": ("integral(a exp(-a t) (1 - exp(-a t))^n, t, 0, inf)", "1/(n + 1)", {**AB, **N}),
    "Weibull": (
        "integral((k/l) (t/l)^(k-1) exp(-(t/l)^k), t, 0, x)", "1 - exp(-(x/l)^k)",
        {"k": "positive", "l": "positive", "x": "positive"},
    ),
    "Rayleigh": ("integral((t/s^2) exp(-t^2/(2 s^2)), t, 0, x)", "1 - exp(-x^2/(2 s^2))", {"s": "positive", "x": "positive"}),
    "Cauchy": (
        "integral(1/(pi s (1 + ((t - m)/s)^2)), t, -inf, x)", "1/2 + atan((x - m)/s)/pi",
        {"m": "real", "s": "positive", "x": "real"},
    ),
    "two linear factors": ("integral(1/(t (t + 1)), t, 1, x)", "log(2 x/(1 + x))", X),
    "factors with opposite signs": ("integral(1/(t^2 - 1), t, 2, 3)", "log(3/2)/2", {}),
    "a double factor": ("integral(1/(t^2 (1 + t)), t, 1, inf)", "1 - log(2)", {}),
    "a linear and a quadratic factor": ("integral(1/(t (1 + t^2)), t, 1, inf)", "log(2)/2", {}),
    "a cubic": ("integral(1/(t^3 + 1), t, 0, 1)", "log(2)/3 + pi/(3 sqrt(3))", {}),
    "a square of a quadratic": ("integral(1/(1 + t^2)^2, t, -inf, inf)", "pi/2", {}),
    "a cube of a quadratic": ("integral(1/(1 + t^2)^3, t, -inf, inf)", "3 pi/8", {}),
    "a polynomial and a fraction": ("integral(t^4/(1 + t^2), t, 0, 1)", "pi/4 - 2/3", {}),
    "the derivative of what is below": ("integral(t^2/(1 + t^3), t, 0, 1)", "log(2)/3", {}),
    "an inner square": ("integral(t/(1 + t^2)^2, t, 0, 1)", "1/4", {}),
    "an inner square with a power": ("integral(t (1 - t^2)^n, t, 0, 1)", "1/(2 n + 2)", N),
    "a power of x - t": ("integral((x - t)^n, t, 0, x)", "x^(n + 1)/(n + 1)", {**X, **N}),
    "an inner sine": ("integral(exp(sin(t)) cos(t), t, 0, x)", "exp(sin(x)) - 1", R),
    "an inner logarithm": ("integral(1/(t log(t)), t, 2, x)", "log(log(x)/log(2))", {"x": "real > 2"}),
    "a wave of a logarithm": ("integral(sin(log(t)), t, 1, x)", "(x sin(log(x)) - x cos(log(x)) + 1)/2", X),
    "a root": ("integral(sqrt(t), t, 0, x)", "2 x^(3/2)/3", X),
    "a root below": ("integral(1/(1 + sqrt(t)), t, 0, 1)", "2 - 2 log(2)", {}),
    "the exponential of a root": ("integral(exp(sqrt(t)), t, 0, 1)", "2", {}),
    "a quarter of the disc": ("integral(sqrt(1 - t^2), t, 0, 1)", "pi/4", {}),
    "a part of the disc": ("integral(sqrt(1 - t^2), t, 0, x)", "(x sqrt(1 - x^2) + asin(x))/2", {"x": "in (0, 1)"}),
    "arc sine": ("integral(1/sqrt(1 - t^2), t, 0, 1)", "pi/2", {}),
    "inverse hyperbolic sine": ("integral(1/sqrt(1 + t^2), t, 0, x)", "log(x + sqrt(1 + x^2))", R),
    "inverse hyperbolic cosine": ("integral(1/sqrt(t^2 - 1), t, 2, 3)", "log((3 + sqrt(8))/(2 + sqrt(3)))", {}),
    "x over the root": ("integral(t/sqrt(1 + t^2), t, 0, x)", "sqrt(1 + x^2) - 1", R),
    "x^3 beside the root": ("integral(t^3 sqrt(1 + t^2), t, 0, 1)", "2 (1 + sqrt(2))/15", {}),
    "arc tangent by parts": ("integral(atan(t), t, 0, 1)", "pi/4 - log(2)/2", {}),
    "logarithm of a quadratic": ("integral(log(1 + t^2), t, 0, x)", "x log(1 + x^2) - 2 x + 2 atan(x)", R),
    "x times a logarithm": ("integral(t log(1 + t^2), t, 0, 1)", "log(2) - 1/2", {}),
    "square of a logarithm": ("integral(log(t)^2, t, 0, 1)", "2", {}),
    "error function": ("integral(erf(t), t, 0, x)", "x erf(x) + (exp(-x^2) - 1)/sqrt(pi)", R),
    "only the claim knows": ("integral(2 t cos(t^2) exp(sin(t^2)) (1 + sin(t^2)), t, 0, x)", "sin(x^2) exp(sin(x^2))", R),
    "the claim at the lower end": ("integral(exp(t) (1 + t) cos(t exp(t)), t, x, 0)", "-sin(x exp(x))", R),
    "the claim beside other terms": (
        "1 + 3 integral(exp(t) (1 + t) cos(t exp(t)), t, 0, x)/2", "1 + 3 sin(x exp(x))/2", R
    ),
}  # fmt: skip

FALSE: dict[str, tuple[str, str, dict[str, str]]] = {
    "a constant of integration": ("integral(cos(t), t, 0, x)", "sin(x) + 1", R),
    "an inner derivative forgotten": ("integral(cos(2 t), t, 0, x)", "sin(2 x)", R),
    "a pole between the ends": ("integral(1/t^2, t, -1, 1)", "-2", {}),
    "a pole of a tangent between the ends": ("integral(1/cos(t)^2, t, 0, pi)", "0", {}),
    "a pole of the half angle between the ends": ("integral(1/(1 + cos(t)), t, 0, 4)", "tan(2)", {}),
    "a jump of the primitive by half an angle": ("integral(1/(2 + cos(t)), t, 0, 2 pi)", "0", {}),  # tan(pi/2) in between
    "principal value": ("integral(1/t, t, -1, 1)", "0", {}),
    "the jump of an arc tangent": ("integral(1/(1 + t^2), t, -1, 1)", "0", {}),  # -atan(1/t) jumps at 0
    "a logarithm of a negative number": ("integral(1/(t - 2), t, 0, 1)", "log(2)", {}),
    "equal frequencies": ("integral(cos(m t) cos(n t), t, 0, 2 pi)", "0", {"m": "natural", "n": "natural"}),
    "by parts with a wrong sign": ("integral(t sin(t), t, 0, x)", "sin(x) + x cos(x)", R),
    "half a substitution": ("integral(t/sqrt(1 + t^2), t, 0, x)", "2 (sqrt(1 + x^2) - 1)", R),
    "exchanged ends": ("integral(1/(1 + exp(-t)), t, x, 0)", "log((1 + exp(x))/2)", R),
    "the branch of the arc sine": ("integral(cos(t), t, 0, x)", "sin(asin(sin(x)) + 2)", R),
}

# True, or nowhere defined: but the primitive is not smooth between the ends, or there is none.
NOT_TO_PROVE: dict[str, tuple[str, str, dict[str, str]]] = {
    "an integral that diverges": ("integral(1/t, t, 0, 1)", "integral(1/t, t, 0, 1)/2 + integral(1/(2 t), t, 0, 1)", {}),
    "a claim with a kink": ("integral(sign(t), t, -1, x)", "abs(x) - 1", R),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", TRUE)
def test_with_another_value_not_proved(name: str) -> None:
    left, right, symbols = TRUE[name]
    assert equal(left, f"{right} + 1/7", symbols=symbols).truth != "proved"


@pytest.mark.parametrize("name", FALSE)
def test_false(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth in ("refuted", "undecided")


@pytest.mark.parametrize("name", NOT_TO_PROVE)
def test_not_proved(name: str) -> None:
    left, right, symbols = NOT_TO_PROVE[name]
    assert equal(left, right, symbols=symbols).truth == "undecided"
