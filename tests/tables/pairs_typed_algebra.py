"""Typed answers in algebra: powers, exponents and logarithms, absolute values and cases, equations and inequalities."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np

from tests.tables.pair import Pair

X = {"x": "real"}
POSITIVE = {"x": "positive"}


def log_or_nothing(x: float) -> float:
    return math.log(x) if x > 0 else math.nan




def members(*conditions: Callable[[float], bool]) -> tuple[list[float], ...]:
    """Which of many numbers satisfy each condition: quarters from -5 to 5."""
    return tuple([float(condition(quarter / 4)) for quarter in range(-20, 21)] for condition in conditions)


ALGEBRA = (
    Pair("difference of cubes", "x^3 - y^3", "(x-y)(x² + x y + y²)", True, {"x": "real", "y": "real"},
         lambda x, y: (x**3 - y**3, (x - y) * (x**2 + x * y + y**2))),
    Pair("square of a sum without the middle term", "(x+1)^2", "x²+1", False, X, lambda x: ((x + 1) ** 2, x**2 + 1)),
    Pair("powers of one base: the exponents add", "x**2*x**3", "x^5", True, X, lambda x: (x**2 * x**3, x**5)),
    Pair("powers of one base: the exponents multiplied", "x^2·x^3", "x^6", False, X, lambda x: (x**5, x**6)),
    Pair("a minus before a square", "-x^2", "(-x)^2", False, X, lambda x: (-(x**2), (-x) ** 2)),
    Pair("removable division", "(x^3 − 8)/(x − 2)", "x^2 + 2x + 4", True, X, lambda x: ((x**3 - 8) / (x - 2), x**2 + 2 * x + 4)),
    Pair("fraction split in its numerator", "(x^2+1)/x", "x + 1/x", True, {"x": "nonzero"},
         lambda x: ((x**2 + 1) / x, x + 1 / x)),
    Pair("fraction split in its denominator", "1/(x+y)", "1/x + 1/y", False, {"x": "positive", "y": "positive"},
         lambda x, y: (1 / (x + y), 1 / x + 1 / y)),
    Pair("partial fractions", "1/(x^2+3x+2)", "1/(x+1) - 1/(x+2)", True, POSITIVE,
         lambda x: (1 / (x**2 + 3 * x + 2), 1 / (x + 1) - 1 / (x + 2))),
    Pair("completing the square", "x^2 + 6x + 5", "(x+3)^2 - 4", True, X, lambda x: (x**2 + 6 * x + 5, (x + 3) ** 2 - 4)),
    Pair("completing the square, the square not subtracted", "x^2 + 6x + 5", "(x+3)^2 + 5", False, X,
         lambda x: (x**2 + 6 * x + 5, (x + 3) ** 2 + 5)),
    Pair("difference of roots", "√(x+1) − √x", "1/(sqrt(x+1) + sqrt(x))", True, POSITIVE,
         lambda x: (math.sqrt(x + 1) - math.sqrt(x), 1 / (math.sqrt(x + 1) + math.sqrt(x)))),
    Pair("root of a sum of squares", "sqrt(a^2+b^2)", "a+b", False, {"a": "nonnegative", "b": "nonnegative"},
         lambda a, b: (math.hypot(a, b), a + b)),
    Pair("fractional exponents add", "sqrt(x)*x^(1/3)", "x^(5/6)", True, POSITIVE,
         lambda x: (x**0.5 * x ** (1 / 3), x ** (5 / 6))),
    Pair("decimals are exact", "0.1 + 0.2", "0.3", True, {}, lambda: (0.3, 0.3)),
    Pair("a third written with five digits", "1/3", "0.33333", False, {}, lambda: (1 / 3, 0.33333)),
    Pair("the schoolbook value of pi", "2π r", "6.2832r", False, {"r": "positive"}, lambda r: (2 * np.pi * r, 6.2832 * r)),
)

LOGARITHMS = (
    Pair("log of a square, with the absolute value", "log(x^2)", "2log|x|", True, {"x": "nonzero"},
         lambda x: (math.log(x * x), 2 * math.log(abs(x)))),
    Pair("log of a fourth power, the negative half lost", "ln(x^4)", "4*ln(x)", False, {"x": "nonzero"},
         lambda x: (math.log(x**4), 4 * log_or_nothing(x))),
    Pair("log of a sum as the sum of logs", "log(a + b)", "log(a) + log(b)", False, {"a": "positive", "b": "positive"},
         lambda a, b: (math.log(a + b), math.log(a) + math.log(b))),
    Pair("log of a quotient as the quotient of logs", "ln(a/b)", "ln(a)/ln(b)", False, {"a": "positive", "b": "positive"},
         lambda a, b: (math.log(a / b), math.log(a) / math.log(b))),
    Pair("base and argument exchanged", "a^ln(b)", "b^ln(a)", True, {"a": "positive", "b": "positive"},
         lambda a, b: (a ** math.log(b), b ** math.log(a))),
    Pair("logarithm to base two", "log(x)/log(2)", "log2(x)", True, POSITIVE,
         lambda x: (math.log(x) / math.log(2), math.log2(x))),
    Pair("nats for bits", "log2(x)", "ln x", False, POSITIVE, lambda x: (math.log2(x), math.log(x))),
    Pair("exponential of a multiple of a logarithm", "exp(-1/2*ln(2π σ²))", "1/(√(2π)σ)", True, {"σ": "positive"},
         lambda σ: (math.exp(-math.log(2 * np.pi * σ**2) / 2), 1 / (math.sqrt(2 * np.pi) * σ))),
    Pair("the logit, turned upside down inside", "log(p/(1-p))", "-log(1/p - 1)", True, {"p": "in (0, 1)"},
         lambda p: (math.log(p / (1 - p)), -math.log(1 / p - 1))),
    Pair("gaussian exponent with a negative exponent on top", "e^-x^2", "1/e^(x²)", True, X,
         lambda x: (math.exp(-x * x), 1 / math.exp(x * x))),
    Pair("power of a power of e", "(e^x)^2", "e^(x^2)", False, X, lambda x: (math.exp(2 * x), math.exp(x * x))),
    Pair("product of exponentials, exponents multiplied", "e^x e^y", "e^(x y)", False, {"x": "real", "y": "real"},
         lambda x, y: (math.exp(x + y), math.exp(x * y))),
    Pair("derivative of x to the x", "diff(x^x, x)", "x^x (1 + ln(x))", True, POSITIVE,
         lambda x: (mpmath.diff(lambda t: t**t, x), x**x * (1 + math.log(x)))),
    Pair("power rule for x to the x", "x^x*(ln(x) + 1)", "x*x^(x-1)", False, POSITIVE,
         lambda x: (x**x * (1 + math.log(x)), x * x ** (x - 1))),
    Pair("power rule for an exponential", "2^x*ln(2)", "x*2^(x-1)", False, X, lambda x: (2**x * math.log(2), x * 2 ** (x - 1))),
)

SWITCHES = (
    Pair("root of a square without the absolute value", "√(x²)", "x", False, X, lambda x: (abs(x), x)),
    Pair("a number from its sign and size", "sign(x)·|x|", "x", True, X, lambda x: (np.sign(x) * abs(x), x)),
    Pair("spread of two numbers", "max(a,b) - min(a,b)", "sqrt((a-b)^2)", True, {"a": "real", "b": "real"},
         lambda a, b: (max(a, b) - min(a, b), math.sqrt((a - b) ** 2))),
    Pair("minimum by the absolute value, with the sign of the maximum", "min(a, b)", "(a + b + |a - b|)/2", False,
         {"a": "real", "b": "real"}, lambda a, b: (min(a, b), (a + b + abs(a - b)) / 2)),
    Pair("cube of the absolute value", "|x|^3", "x^3", False, X, lambda x: (abs(x) ** 3, x**3)),
    Pair("absolute value of a product", "|x y|", "|x| |y|", True, {"x": "real", "y": "real"},
         lambda x, y: (abs(x * y), abs(x) * abs(y))),
    Pair("absolute value of a sum", "|x + y|", "|x| + |y|", False, {"x": "real", "y": "real"},
         lambda x, y: (abs(x + y), abs(x) + abs(y))),
    Pair("derivative of the absolute value", "diff(|x|, x)", "x/|x|", True, {"x": "nonzero"},
         lambda x: (mpmath.diff(abs, x), x / abs(x))),
    Pair("largest of three", "max(a, b, c)", "max(a, max(b, c))", True, {"a": "real", "b": "real", "c": "real"},
         lambda a, b, c: (max(a, b, c), max(a, max(b, c)))),
    Pair("shift out of a minimum, sign kept", "min(x, 1-x)", "1/2 - |x - 1/2|", True, X,
         lambda x: (min(x, 1 - x), 0.5 - abs(x - 0.5))),
    Pair("cases with one branch off", "if x<1 then x^2 else 2x-1", "piecewise((x^2, x<1), (2x, true))", False, X,
         lambda x: (x * x if x < 1 else 2 * x - 1, x * x if x < 1 else 2 * x)),
)

STATEMENTS = (
    Pair("a line, solved for nothing", "y = 2x+1", "2x - y + 1 = 0", True, {"x": "real", "y": "real"},
         lambda x: (2 * x + 1, 2 * x + 1)),
    Pair("a line through the wrong point", "y = 2x+1", "y - 1 = 2(x - 1)", False, {"x": "real", "y": "real"},
         lambda x: (2 * x + 1, 1 + 2 * (x - 1))),
    Pair("an inequality turned round", "x < 2", "2 > x", True, X, lambda: members(lambda x: x < 2, lambda x: 2 - x > 0)),
    Pair("the end point included", "x < 2", "x <= 2", False, X, lambda: members(lambda x: x < 2, lambda x: x <= 2)),
    Pair("divided by a negative number", "-2x > 6", "x > -3", False, X, lambda: members(lambda x: -2 * x > 6, lambda x: x > -3)),
    Pair("square below a bound", "x^2 < 4", "-2 < x < 2", True, X, lambda: members(lambda x: x * x < 4, lambda x: -2 < x < 2)),
    Pair("square above a bound, one side", "x^2 > 4", "x > 2", False, X, lambda: members(lambda x: x * x > 4, lambda x: x > 2)),
    Pair("both roots", "x^2 = 4", "x = 2 or x = -2", True, X, lambda: members(lambda x: x * x == 4, lambda x: x in (2, -2))),
    Pair("the negative root lost", "x^2 = 9", "x = 3", False, X, lambda: members(lambda x: x * x == 9, lambda x: x == 3)),
    Pair("solutions in another order", "{1, 2}", "{2, 1}", True, {}, lambda: (sorted([1, 2]), sorted([2, 1]))),
    Pair("a solution with the wrong sign", "{-1, 3}", "{1, 3}", False, {}, lambda: ([-1, 3], [1, 3])),
)

PAIRS = ALGEBRA + LOGARITHMS + SWITCHES + STATEMENTS
