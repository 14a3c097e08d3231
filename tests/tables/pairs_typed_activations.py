"""Typed answers about activations and losses: their derivatives, stable forms, softmax and log-sum-exp."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np

from tests.tables.pair import Pair

X = {"x": "real"}
Z = {"z": "real"}
SIGMA = {"sigma(z)": "1/(1+exp(-z))"}


def s(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def rate(function: Callable[..., object], at: float) -> float:
    """The derivative of a function of mpmath numbers."""
    return float(mpmath.diff(function, at))


def logistic(z: object) -> object:
    return 1 / (1 + mpmath.exp(-z))


def gelu(x: object) -> object:
    return x / 2 * (1 + mpmath.erf(x / mpmath.sqrt(2)))


def bell(x: float) -> float:
    return math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


ACTIVATIONS = (
    Pair("tanh as a stretched sigmoid", "tanh(x)", "2/(1+e^(-2x)) - 1", True, X,
         lambda x: (math.tanh(x), 2 / (1 + math.exp(-2 * x)) - 1)),
    Pair("tanh as a sigmoid, the argument not doubled", "tanh(x)", "2/(1+e^-x) − 1", False, X,
         lambda x: (math.tanh(x), 2 / (1 + math.exp(-x)) - 1)),
    Pair("sigmoid derivative, symmetric in the sign", "sigma(z)*(1-sigma(z))", "1/(2 + e^z + e^-z)", True, Z,
         lambda z: (s(z) * (1 - s(z)), 1 / (2 + math.exp(z) + math.exp(-z))), definitions=SIGMA),
    Pair("sigmoid derivative, plus for minus", "diff(1/(1+exp(-z)), z)", "sigma(z)(1+sigma(z))", False, Z,
         lambda z: (rate(logistic, z), s(z) * (1 + s(z))), definitions=SIGMA),
    Pair("sigmoid derivative, inner minus forgotten", "diff(1/(1+exp(-z)), z)", "-exp(-z)/(1+exp(-z))^2", False, Z,
         lambda z: (rate(logistic, z), -math.exp(-z) / (1 + math.exp(-z)) ** 2)),
    Pair("second derivative of the sigmoid", "diff(diff(sigma(z), z), z)", "σ(z)(1-σ(z))(1-2σ(z))", True, Z,
         lambda z: (float(mpmath.diff(logistic, z, 2)), s(z) * (1 - s(z)) * (1 - 2 * s(z))), definitions=SIGMA),
    Pair("sigmoid of the opposite", "sigma(-z)", "1 - sigma(z)", True, Z, lambda z: (s(-z), 1 - s(z)), definitions=SIGMA),
    Pair("tanh derivative", "diff(tanh(x), x)", "1 - tanh^2(x)", True, X,
         lambda x: (rate(mpmath.tanh, x), 1 - math.tanh(x) ** 2)),
    Pair("tanh derivative of a multiple, inner factor forgotten", "diff(tanh(3x), x)", "1 - tanh(3x)^2", False, X,
         lambda x: (rate(lambda t: mpmath.tanh(3 * t), x), 1 - math.tanh(3 * x) ** 2)),
    Pair("softplus, safe for large inputs", "ln(1+exp(x))", "max(0,x) + ln(1+exp(-|x|))", True, X,
         lambda x: (math.log(1 + math.exp(x)), max(0, x) + math.log1p(math.exp(-abs(x))))),
    Pair("softplus, safe version with the wrong sign", "ln(1+exp(x))", "max(0,x) + ln(1+exp(|x|))", False, X,
         lambda x: (math.log(1 + math.exp(x)), max(0, x) + math.log1p(math.exp(abs(x))))),
    Pair("softplus derivative", "diff(log(1+e^x), x)", "1/(1+e^-x)", True, X,
         lambda x: (rate(lambda t: mpmath.log(1 + mpmath.exp(t)), x), s(x))),
    Pair("softplus is not the relu", "log(1+e^x)", "max(0, x)", False, X, lambda x: (math.log(1 + math.exp(x)), max(0, x))),
    Pair("swish derivative without the product rule", "diff(z*sigma(z), z)", "sigma(z)*(1-sigma(z))", False, Z,
         lambda z: (rate(lambda t: t * logistic(t), z), s(z) * (1 - s(z))), definitions=SIGMA),
    Pair("swish derivative by the function itself", "diff(z*sigma(z), z)", "z*sigma(z) + sigma(z)*(1 - z*sigma(z))", True, Z,
         lambda z: (rate(lambda t: t * logistic(t), z), z * s(z) + s(z) * (1 - z * s(z))), definitions=SIGMA),
    Pair("gelu derivative", "diff(x/2*(1+erf(x/√2)), x)", "(1+erf(x/√2))/2 + x*exp(-x²/2)/√(2π)", True, X,
         lambda x: (rate(gelu, x), (1 + math.erf(x / math.sqrt(2))) / 2 + x * bell(x))),
    Pair("gelu derivative, factor of pi lost", "(1+erf(x/√2))/2 + x*exp(-x²/2)/√(2π)", "(1+erf(x/√2))/2 + x*exp(-x²/2)/√2",
         False, X,
         lambda x: (rate(gelu, x), (1 + math.erf(x / math.sqrt(2))) / 2 + x * bell(x) * math.sqrt(math.pi))),
    Pair("relu by the absolute value", "if x>0 then x else 0", "(x+|x|)/2", True, X, lambda x: (max(0, x), (x + abs(x)) / 2)),
    Pair("leaky relu as a maximum", "if x>0 then x else 0.01x", "max(x, x/100)", True, X,
         lambda x: (x if x > 0 else 0.01 * x, max(x, x / 100))),
    Pair("leaky relu as a maximum, at every slope", "piecewise((x, x>0), (a*x, true))", "max(x, a x)", False,
         {"x": "real", "a": "positive"},
         lambda x, a: (x if x > 0 else a * x, max(x, a * x))),
    Pair("elu derivative as a minimum", "piecewise((1, x>0), (exp(x), true))", "min(1, e^x)", True, X,
         lambda x: (1 if x > 0 else math.exp(x), min(1, math.exp(x)))),
    Pair("hard tanh from two kinks", "max(-1, min(1, x))", "(|x+1| − |x−1|)/2", True, X,
         lambda x: (max(-1, min(1, x)), (abs(x + 1) - abs(x - 1)) / 2)),
    Pair("hard tanh, clips exchanged", "max(-1, min(1, x))", "min(-1, max(1, x))", False, X,
         lambda x: (max(-1, min(1, x)), min(-1, max(1, x)))),
    Pair("exclusive or by two relus, on bits", "max(0, x_1+x_2) - 2max(0, x_1+x_2-1)", "x_1 + x_2 - 2x_1x_2", True,
         {"x_1": "in {0, 1}", "x_2": "in {0, 1}"},
         lambda x_1, x_2: (max(0, x_1 + x_2) - 2 * max(0, x_1 + x_2 - 1), x_1 + x_2 - 2 * x_1 * x_2)),
    Pair("exclusive or by two relus, off the bits", "max(0, x_1+x_2) - 2max(0, x_1+x_2-1)", "x_1 + x_2 - 2x_1x_2", False,
         {"x_1": "real", "x_2": "real"},
         lambda x_1, x_2: (max(0, x_1 + x_2) - 2 * max(0, x_1 + x_2 - 1), x_1 + x_2 - 2 * x_1 * x_2)),
)

REAL_LABEL = {"y": "in [0, 1]", "z": "real"}
PROBABILITIES = {"p": "in (0, 1)", "y": "real"}
SCORES = {"z": "sequence K of real", "K": "natural"}

LOSSES = (
    Pair("logistic loss with labels -1 and 1 as a cross-entropy", "log(1+exp(-y z))",
         "-(1+y)/2*log(sigma(z)) - (1-y)/2*log(1-sigma(z))", True,
         {"y": "in {-1, 1}", "z": "real"},
         lambda y, z: (math.log(1 + math.exp(-y * z)), -(1 + y) / 2 * math.log(s(z)) - (1 - y) / 2 * math.log(1 - s(z))),
         definitions=SIGMA),
    Pair("cross-entropy from the logit", "-y*log(sigma(z)) - (1-y)*log(1-sigma(z))", "log(1+e^z) - y z", True, REAL_LABEL,
         lambda y, z: (-y * math.log(s(z)) - (1 - y) * math.log(1 - s(z)), math.log(1 + math.exp(z)) - y * z), definitions=SIGMA),
    Pair("cross-entropy derivative at the logit, reversed", "diff(-y*log(sigma(z)) - (1-y)*log(1-sigma(z)), z)", "y - sigma(z)",
         False, REAL_LABEL,
         lambda y, z: (rate(lambda t: -y * mpmath.log(logistic(t)) - (1 - y) * mpmath.log(1 - logistic(t)), z), y - s(z)),
         definitions=SIGMA),
    Pair("cross-entropy derivative at the probability", "(p-y)/(p(1-p))", "-y/p + (1-y)/(1-p)", True, PROBABILITIES,
         lambda p, y: ((p - y) / (p * (1 - p)), -y / p + (1 - y) / (1 - p))),
    Pair("cross-entropy derivative, inner minus forgotten", "diff(-y*ln(p) - (1-y)*ln(1-p), p)", "-y/p - (1-y)/(1-p)",
         False, PROBABILITIES,
         lambda p, y: ((p - y) / (p * (1 - p)), -y / p - (1 - y) / (1 - p))),
    Pair("slope of the entropy of a coin", "diff(-p*log(p) - (1-p)*log(1-p), p)", "log((1-p)/p)", True, {"p": "in (0, 1)"},
         lambda p: (rate(lambda q: -q * mpmath.log(q) - (1 - q) * mpmath.log(1 - q), p), math.log((1 - p) / p))),
    Pair("focal loss derivative", "diff(-(1-p)^g*log(p), p)", "g*(1-p)^(g-1)*log(p) - (1-p)^g/p", True,
         {"p": "in (0, 1)", "g": "positive"},
         lambda p, g: (rate(lambda q: -((1 - q) ** g) * mpmath.log(q), p),
                       g * (1 - p) ** (g - 1) * math.log(p) - (1 - p) ** g / p)),
    Pair("huber loss without cases", "if |r| <= 1 then r²/2 else |r| - 1/2", "min(|r|,1)*(|r| - min(|r|,1)/2)", True,
         {"r": "real"},
         lambda r: (r * r / 2 if abs(r) <= 1 else abs(r) - 0.5, min(abs(r), 1) * (abs(r) - min(abs(r), 1) / 2))),
    Pair("huber loss, outer branch not joined", "piecewise((r²/2, |r| <= δ), (δ(|r| - δ/2), true))",
         "piecewise((r²/2, |r| <= δ), (δ|r| - δ/2, true))",
         False, {"r": "real", "δ": "positive"},
         lambda r, δ: (r * r / 2 if abs(r) <= δ else δ * (abs(r) - δ / 2), r * r / 2 if abs(r) <= δ else δ * abs(r) - δ / 2)),
    Pair("hinge loss by a minimum", "max(0, 1 - m)", "1 - min(1, m)", True, {"m": "real"},
         lambda m: (max(0, 1 - m), 1 - min(1, m))),
    Pair("squared hinge derivative, inner minus forgotten", "diff(max(0, 1-m)^2, m)", "2*max(0, 1-m)", False, {"m": "real"},
         lambda m: (rate(lambda t: max(0, 1 - t) ** 2, m), 2 * max(0, 1 - m))),
    Pair("two-class softmax is a sigmoid", "e^a/(e^a+e^b)", "1/(1+e^(b-a))", True, {"a": "real", "b": "real"},
         lambda a, b: (math.exp(a) / (math.exp(a) + math.exp(b)), 1 / (1 + math.exp(b - a)))),
    Pair("two-class softmax, difference reversed", "e^a/(e^a+e^b)", "1/(1+e^(a−b))", False, {"a": "real", "b": "real"},
         lambda a, b: (math.exp(a) / (math.exp(a) + math.exp(b)), 1 / (1 + math.exp(a - b)))),
    Pair("softmax with a temperature as a tanh", "exp(a/τ)/(exp(a/τ)+exp(b/τ))", "(1+tanh((a-b)/(2τ)))/2", True,
         {"a": "real", "b": "real", "τ": "positive"}, lambda a, b, τ: (s((a - b) / τ), (1 + math.tanh((a - b) / (2 * τ))) / 2)),
    Pair("temperature multiplied instead of divided", "e^(a/τ)/(e^(a/τ)+e^(b/τ))", "1/(1+e^(τ(b-a)))", False,
         {"a": "real", "b": "real", "τ": "positive"}, lambda a, b, τ: (s((a - b) / τ), s(τ * (a - b)))),
    Pair("log-sum-exp, shifted", "log(sum(exp(z_k), k, 1, K))", "c + log(sum(exp(z_k - c), k, 1, K))",
         True, {**SCORES, "c": "real"},
         lambda z, c: (np.log(np.sum(np.exp(z))), c + np.log(np.sum(np.exp(z - c))))),
    Pair("log-sum-exp, the log taken of each term", "log(sum(exp(z_k), k, 1, K))", "sum(z_k, k, 1, K)", False, SCORES,
         lambda z: (np.log(np.sum(np.exp(z))), np.sum(z))),
    Pair("log-sum-exp of three, its derivative", "diff(log(e^a + e^b + e^c), a)", "1/(1 + e^(b-a) + e^(c-a))", True,
         {"a": "real", "b": "real", "c": "real"},
         lambda a, b, c: (rate(lambda t: mpmath.log(mpmath.exp(t) + math.exp(b) + math.exp(c)), a),
                          1 / (1 + math.exp(b - a) + math.exp(c - a)))),
    Pair("cross-entropy of a softmax, labels that add to one", "-sum(y_k*log(exp(z_k)/sum(exp(z_j), j, 1, K)), k, 1, K)",
         "log(sum(exp(z_j), j, 1, K)) - sum(y_k*z_k, k, 1, K)", True, {**SCORES, "y": "distribution on 1..K"},
         lambda y, z: (-np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), np.log(np.sum(np.exp(z))) - y @ z)),
    Pair("cross-entropy of a softmax, any labels", "-sum(y_k*log(exp(z_k)/sum(exp(z_j), j, 1, K)), k, 1, K)",
         "log(sum(exp(z_j), j, 1, K)) - sum(y_k*z_k, k, 1, K)", False, {**SCORES, "y": "sequence K of positive"},
         lambda y, z: (-np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), np.log(np.sum(np.exp(z))) - y @ z)),
)

PAIRS = ACTIVATIONS + LOSSES
