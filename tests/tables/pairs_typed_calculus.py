"""Typed answers in calculus: trigonometry, sums and products, integrals, limits, and the modes of comparison."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

from tests.tables.pair import Pair

X = {"x": "real"}
POSITIVE = {"x": "positive"}
NATURAL = {"n": "natural"}


def area(function: Callable[[Any], Any], low: float, high: float) -> float:
    """The integral of a smooth function, in 60 panels of Gauss's rule."""
    nodes, weights = np.polynomial.legendre.leggauss(20)
    edges = np.linspace(low, high, 61)
    half = (edges[1] - edges[0]) / 2
    return float(sum(half * np.sum(weights * function(left + half * (nodes + 1))) for left in edges[:-1]))


def total(term: Callable[[int], Any], first: int, last: int) -> Any:
    return sum(term(index) for index in range(first, last + 1))


def from_zero(function: Callable[[float], float], x: float, at: float = 0.0) -> float:
    """What is left of a function when a constant does not count."""
    return function(x) - function(at)


def turned(angle: float) -> complex:
    """What is left of an angle when turns of 2 pi do not count."""
    return complex(np.exp(1j * angle))


TRIGONOMETRY = (
    Pair("half the double angle", "sin^2(x)", "(1 - cos(2x))/2", True, X,
         lambda x: (math.sin(x) ** 2, (1 - math.cos(2 * x)) / 2)),
    Pair("square inside the sine", "sin^2(x)", "sin(x^2)", False, X, lambda x: (math.sin(x) ** 2, math.sin(x * x))),
    Pair("triple angle", "cos(3x)", "4cos³(x) − 3cos(x)", True, X,
         lambda x: (math.cos(3 * x), 4 * math.cos(x) ** 3 - 3 * math.cos(x))),
    Pair("factor out of the argument", "sin(2x)", "2sin(x)", False, X, lambda x: (math.sin(2 * x), 2 * math.sin(x))),
    Pair("addition theorem without parentheses", "sin(a+b)", "sin a cos b + cos a sin b", True, {"a": "real", "b": "real"},
         lambda a, b: (math.sin(a + b), math.sin(a) * math.cos(b) + math.cos(a) * math.sin(b))),
    Pair("addition theorem of the cosine, wrong sign", "cos(a+b)", "cos(a)cos(b) + sin(a)sin(b)", False,
         {"a": "real", "b": "real"},
         lambda a, b: (math.cos(a + b), math.cos(a - b))),
    Pair("half-angle tangent", "tan(x/2)", "sin(x)/(1+cos(x))", True, X,
         lambda x: (math.tan(x / 2), math.sin(x) / (1 + math.cos(x)))),
    Pair("sine of an arc cosine", "sin(arccos(x))", "√(1−x²)", True, {"x": "in [-1, 1]"},
         lambda x: (math.sin(math.acos(x)), math.sqrt(1 - x * x))),
    Pair("arc sine undone outside its range", "arcsin(sin(x))", "x", False, X, lambda x: (math.asin(math.sin(x)), x)),
    Pair("inverse hyperbolic tangent", "atanh(x)", "1/2*ln((1+x)/(1-x))", True, {"x": "in (-1, 1)"},
         lambda x: (math.atanh(x), math.log((1 + x) / (1 - x)) / 2)),
    Pair("inverse hyperbolic sine", "arcsinh(x)", "ln(x + √(x²+1))", True, X,
         lambda x: (math.asinh(x), math.log(x + math.sqrt(x * x + 1)))),
    Pair("sine of whole turns, at reals", "sin(2π x)", "0", False, X, lambda x: (math.sin(2 * math.pi * x), 0)),
    Pair("sine of whole turns, at integers", "sin(2π m)", "0", True, {"m": "integer"}, lambda m: (math.sin(2 * math.pi * m), 0)),
    Pair("a power of one plus the imaginary unit", "(1+i)^4", "-4", True, {}, lambda: ((1 + 1j) ** 4, -4)),
    Pair("roots of unity add to zero, for one root too", "sum(exp(2π i k/q), k, 0, q-1)", "0", False, {"q": "natural"},
         lambda q: (total(lambda k: np.exp(2j * np.pi * k / q), 0, q - 1), 0)),
)

SUMS = (
    Pair("geometric sum", "sum(r^i, i, 0, n-1)", "(1-r^n)/(1-r)", True, {"r": "real", "n": "natural"},
         lambda r, n: (total(lambda i: r**i, 0, n - 1), (1 - r**n) / (1 - r))),
    Pair("geometric sum, one term too many", "sum(r^i, i, 0, n-1)", "(r^(n+1) - 1)/(r - 1)", False,
         {"r": "in (0, 1)", "n": "natural"},
         lambda r, n: (total(lambda i: r**i, 0, n - 1), (r ** (n + 1) - 1) / (r - 1))),
    Pair("geometric series from one", "sum(r^i, i, 1, inf)", "1/(1-r)", False, {"r": "in (-1, 1)"},
         lambda r: (r / (1 - r), 1 / (1 - r))),
    Pair("mean of a geometric variable", "sum(k*q^(k-1)*(1-q), k, 1, inf)", "1/(1-q)", True, {"q": "in (0, 0.9)"},
         lambda q: (total(lambda k: k * q ** (k - 1) * (1 - q), 1, 400), 1 / (1 - q))),
    Pair("sum of squares", "sum(i^2, i, 1, n)", "n(n+1)(2n+1)/6", True, NATURAL,
         lambda n: (total(lambda i: i * i, 1, n), n * (n + 1) * (2 * n + 1) / 6)),
    Pair("sum of cubes as a squared sum", "sum(i^3, i, 1, n)", "(sum(i, i, 1, n))^2", True, NATURAL,
         lambda n: (total(lambda i: i**3, 1, n), total(lambda i: i, 1, n) ** 2)),
    Pair("number of pairs for number of sums", "sum(i, i, 1, n)", "n(n-1)/2", False, NATURAL,
         lambda n: (total(lambda i: i, 1, n), n * (n - 1) / 2)),
    Pair("odd numbers from three", "sum(2i+1, i, 1, n)", "(n+1)^2", False, NATURAL,
         lambda n: (total(lambda i: 2 * i + 1, 1, n), (n + 1) ** 2)),
    Pair("telescoping", "sum(1/(k(k+1)), k, 1, n)", "n/(n+1)", True, NATURAL,
         lambda n: (total(lambda k: 1 / (k * (k + 1)), 1, n), n / (n + 1))),
    Pair("telescoping product", "product((k+1)/k, k, 1, n)", "n+1", True, NATURAL,
         lambda n: (math.prod((k + 1) / k for k in range(1, n + 1)), n + 1)),
    Pair("constant out of a product", "product(c*a_i, i, 1, n)", "c*product(a_i, i, 1, n)", False,
         {"c": "real", "a": "sequence n of real", "n": "natural"}, lambda c, a: (np.prod(c * a), c * np.prod(a))),
    Pair("log of a product", "log(product(a_i, i, 1, n))", "sum(log(a_i), i, 1, n)", True,
         {"a": "sequence n of positive", "n": "natural"},
         lambda a: (np.log(np.prod(a)), np.sum(np.log(a)))),
    Pair("mean number of successes, weights only", "sum(k*binomial(n,k), k, 0, n)", "n*2^(n-1)", True, NATURAL,
         lambda n: (total(lambda k: k * math.comb(n, k), 0, n), n * 2 ** (n - 1))),
    Pair("binomial coefficients without the empty set", "sum(binomial(n,k), k, 1, n)", "2^n", False, NATURAL,
         lambda n: (2**n - 1, 2**n)),
    Pair("factorial of a double", "(2n)!", "2n!", False, NATURAL, lambda n: (math.factorial(2 * n), 2 * math.factorial(n))),
    Pair("quotient of factorials", "(n+2)!/n!", "(n+1)(n+2)", True, NATURAL,
         lambda n: (math.factorial(n + 2) / math.factorial(n), (n + 1) * (n + 2))),
    Pair("gamma at an integer, shifted by one", "gamma(n)", "factorial(n)", False, {"n": "integer in 1..9"},
         lambda n: (math.factorial(n - 1), math.factorial(n))),
    Pair("recursion of gamma twice", "gamma(x+2)", "x(x+1)gamma(x)", True, POSITIVE,
         lambda x: (math.gamma(x + 2), x * (x + 1) * math.gamma(x))),
)

INTEGRALS = (
    Pair("mean of an exponential variable", "integral(a*x*exp(-a x), x, 0, inf)", "1/a", True, {"a": "positive"},
         lambda a: (area(lambda u: u * np.exp(-u), 0, 60) / a, 1 / a)),
    Pair("second moment for variance", "integral(x^2*e^-x, x, 0, inf)", "1", False, {},
         lambda: (area(lambda x: x * x * np.exp(-x), 0, 60), 1)),
    Pair("gaussian normaliser", "integral(exp(-(x-μ)²/(2σ²)), x, -inf, inf)", "√(2π)σ", True, {"μ": "real", "σ": "positive"},
         lambda σ: (σ * area(lambda u: np.exp(-u * u / 2), -12, 12), math.sqrt(2 * math.pi) * σ)),
    Pair("gaussian normaliser, sigma under the root unsquared", "√(2π)σ", "sqrt(2*pi*sigma)", False, {"sigma": "positive"},
         lambda sigma: (math.sqrt(2 * math.pi) * sigma, math.sqrt(2 * math.pi * sigma))),
    Pair("half of the gaussian integral", "integral(e^(-x^2), x, 0, inf)", "√π/2", True, {},
         lambda: (area(lambda x: np.exp(-x * x), 0, 10), math.sqrt(math.pi) / 2)),
    Pair("gamma function as an integral", "integral(t^2*exp(-t), t, 0, inf)", "gamma(3)", True, {},
         lambda: (area(lambda t: t * t * np.exp(-t), 0, 60), math.gamma(3))),
    Pair("arc tangent by its derivative", "integral(1/(1+s^2), s, 0, t)", "arctan(t)", True, {"t": "real"},
         lambda t: (area(lambda s: 1 / (1 + s * s), 0, t), math.atan(t))),
    Pair("fundamental theorem, lower end forgotten", "integral(e^s, s, 0, t)", "e^t", False, {"t": "real"},
         lambda t: (area(np.exp, 0, t), math.exp(t))),
    Pair("derivative of an integral by its upper end, chain rule forgotten", "diff(integral(cos(s), s, 0, x^2), x)", "cos(x^2)",
         False, X,
         lambda x: (2 * x * math.cos(x * x), math.cos(x * x))),
    Pair("derivative of the error function", "diff(erf(x), x)", "2/√π*e^(-x²)", True, X,
         lambda x: (mpmath.diff(mpmath.erf, x), 2 / math.sqrt(math.pi) * math.exp(-x * x))),
    Pair("integration by parts", "integral(ln(x), x, 1, a)", "a ln(a) - a + 1", True, {"a": "in (1, inf)"},
         lambda a: (area(np.log, 1, a), a * math.log(a) - a + 1)),
    Pair("integral of a power, at every power", "integral(x^n, x, 0, 1)", "1/(n+1)", True, NATURAL,
         lambda n: (area(lambda x: x**n, 0, 1), 1 / (n + 1))),
)

LIMITS = (
    Pair("compound interest", "limit((1+1/n)^n, n, inf)", "e", True, {},
         lambda: (mpmath.limit(lambda n: (1 + 1 / n) ** n, mpmath.inf), math.e)),
    Pair("compound interest with a rate", "limit((1 - x/n)^n, n, inf)", "exp(-x)", True, X,
         lambda x: (mpmath.limit(lambda n: (1 - x / n) ** n, mpmath.inf), math.exp(-x))),
    Pair("one to the power infinity", "limit((1+2/n)^n, n, inf)", "1", False, {},
         lambda: (mpmath.limit(lambda n: (1 + 2 / n) ** n, mpmath.inf), 1)),
    Pair("second order of the exponential", "limit((e^h - 1 - h)/h^2, h, 0)", "1/2", True, {},
         lambda: (mpmath.limit(lambda h: (mpmath.expm1(h) - h) / h**2, 0), 0.5)),
    Pair("second order of the cosine, as the first", "limit((1-cos(h))/h^2, h, 0)", "0", False, {},
         lambda: (mpmath.limit(lambda h: (1 - mpmath.cos(h)) / h**2, 0), 0)),
    Pair("a power against an exponential", "limit(x^3*e^-x, x, inf)", "0", True, {}, lambda: (500.0**3 * math.exp(-500), 0)),
    Pair("entropy of nothing", "limit(p*log(p), p, 0)", "0", True, {}, lambda: (1e-12 * math.log(1e-12), 0)),
)

MODES = (
    Pair("antiderivative of tanh", "ln(cosh(x))", "ln(e^x + e^-x)", True, X,
         lambda x: (from_zero(lambda t: math.log(math.cosh(t)), x), from_zero(lambda t: math.log(math.exp(t) + math.exp(-t)), x)),
         mode="up to a constant"),
    Pair("antiderivative by the other substitution", "sin^2(x)/2", "-cos(2x)/4", True, X,
         lambda x: (from_zero(lambda t: math.sin(t) ** 2 / 2, x), from_zero(lambda t: -math.cos(2 * t) / 4, x)),
         mode="up to a constant"),
    Pair("antiderivative of log without its correction", "x*ln(x) - x", "x*ln(x)", False, POSITIVE,
         lambda x: (from_zero(lambda t: t * math.log(t) - t, x, 1), from_zero(lambda t: t * math.log(t), x, 1)),
         mode="up to a constant"),
    Pair("gaussian kernel without its constant", "exp(-(x-1)^2/2)", "3exp(x - x²/2)", True, X,
         lambda x: (math.exp(-((x - 1) ** 2) / 2) / math.exp(-0.5), 3 * math.exp(x - x * x / 2) / 3), mode="up to a factor"),
    Pair("gaussian kernel, the mean lost with the constant", "exp(-(x-1)^2/2)", "exp(-x²/2)", False, X,
         lambda x: (math.exp(-((x - 1) ** 2) / 2) / math.exp(-0.5), math.exp(-x * x / 2)), mode="up to a factor"),
    Pair("half a turn either way", "t + π", "t − π", True, {"t": "real"},
         lambda t: (turned(t + np.pi), turned(t - np.pi)), mode="modulo 2 pi"),
    Pair("half a turn too much", "t", "t + 3π", False, {"t": "real"},
         lambda t: (turned(t), turned(t + 3 * np.pi)), mode="modulo 2 pi"),
    Pair("a rounded logarithm", "ln(2)", "0.693", True, {},
         lambda: (True, abs(math.log(2) - 0.693) < 1e-3), mode="tolerance 1e-3"),
    Pair("a rounded root, cut too early", "√3", "1.7", False, {},
         lambda: (True, abs(math.sqrt(3) - 1.7) < 1e-3), mode="tolerance 1e-3"),
)

PAIRS = TRIGONOMETRY + SUMS + INTEGRALS + LIMITS + MODES
