"""Typed answers about networks: chain rule, sizes and counts, dropout, batch norm, training steps."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np

from tests.tables.pair import Pair

X = {"x": "real"}
Z = {"z": "real"}
SIGMA = {"sigma(z)": "1/(1+exp(-z))"}
SAMPLES = {"x": "sequence n of real", "n": "natural"}
TWO_LAYERS = dict.fromkeys(("w_1", "w_2", "b_1", "b_2", "x"), "real")
MEAN = {"mu": "sum(x_i, i, 1, n)/n"}


def s(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def rate(function: Callable[..., object], at: float) -> float:
    """The derivative of a function of mpmath numbers."""
    return float(mpmath.diff(function, at))


def grid(*conditions: Callable[[float], bool]) -> tuple[list[float], ...]:
    """Which of many numbers satisfy each condition: eighths from -5 to 5."""
    return tuple([float(condition(eighth / 8)) for eighth in range(-40, 41)] for condition in conditions)


CHAIN_RULE = (
    Pair("two affine maps in a row", "w_2(w_1 x + b_1) + b_2", "w_1w_2x + w_2b_1 + b_2",
         True, TWO_LAYERS,
         lambda w_1, w_2, b_1, b_2, x: (w_2 * (w_1 * x + b_1) + b_2, w_1 * w_2 * x + w_2 * b_1 + b_2)),
    Pair("two affine maps, inner bias not scaled", "w_2*(w_1*x + b_1) + b_2", "w_1*w_2*x + b_1 + b_2", False,
         TWO_LAYERS,
         lambda w_1, w_2, b_1, b_2, x: (w_2 * (w_1 * x + b_1) + b_2, w_1 * w_2 * x + b_1 + b_2)),
    Pair("first-layer derivative", "diff((y - v*tanh(w x))^2/2, w)", "(v tanh(w x) - y) v x (1 - tanh²(w x))", True,
         dict.fromkeys(("v", "w", "x", "y"), "real"),
         lambda v, w, x, y: (rate(lambda t: (y - v * mpmath.tanh(t * x)) ** 2 / 2, w),
                             (v * math.tanh(w * x) - y) * v * x * (1 - math.tanh(w * x) ** 2))),
    Pair("first-layer derivative, input forgotten", "diff((y - v*tanh(w*x))^2/2, w)",
         "(v*tanh(w*x) - y)*v*(1 - tanh(w*x)^2)", False,
         dict.fromkeys(("v", "w", "x", "y"), "real"),
         lambda v, w, x, y: (rate(lambda t: (y - v * mpmath.tanh(t * x)) ** 2 / 2, w),
                             (v * math.tanh(w * x) - y) * v * (1 - math.tanh(w * x) ** 2))),
    Pair("derivative of a residual block", "diff(x + tanh(w*x), x)", "1 + w - w*tanh(w*x)^2", True, {"w": "real", "x": "real"},
         lambda w, x: (rate(lambda t: t + mpmath.tanh(w * t), x), 1 + w - w * math.tanh(w * x) ** 2)),
    Pair("derivative of a residual block without the skip", "diff(x + tanh(w*x), x)", "w*(1 - tanh(w*x)^2)", False,
         {"w": "real", "x": "real"},
         lambda w, x: (rate(lambda t: t + mpmath.tanh(w * t), x), w * (1 - math.tanh(w * x) ** 2))),
    Pair("largest slopes of a deep sigmoid network", "product(sigma(0)*(1-sigma(0)), l, 1, L)", "2^(-2L)", True, {"L": "natural"},
         lambda L: ((s(0) * (1 - s(0))) ** L, 2.0 ** (-2 * L)), definitions=SIGMA),
    Pair("slopes that vanish", "limit(w^t, t, inf)", "0", True, {"w": "in (0, 1)"},
         lambda w: (w**1e6, 0)),
    Pair("backpropagation through time, last step missing", "sum(w^k, k, 0, t)", "(1 - w^t)/(1 - w)", False,
         {"w": "in (0, 1)", "t": "natural"},
         lambda w, t: (sum(w**k for k in range(t + 1)), (1 - w**t) / (1 - w))),
)

FLOOR = {"W": "natural", "F": "natural", "P": "natural", "S": "integer in 1..9"}

COUNTS = (
    Pair("output size of a convolution", "floor((W - F + 2P)/S) + 1", "floor((W - F + 2P + S)/S)", True, FLOOR,
         lambda W, F, P, S: ((W - F + 2 * P) // S + 1, (W - F + 2 * P + S) // S)),
    Pair("output size of a convolution, rounded up", "floor((W - F + 2P)/S) + 1", "ceil((W - F + 2P)/S)", False, FLOOR,
         lambda W, F, P, S: ((W - F + 2 * P) // S + 1, -(-(W - F + 2 * P) // S))),
    Pair("output size of a convolution, not rounded", "floor((W - F + 2P)/S) + 1", "(W - F + 2P)/S + 1", False, FLOOR,
         lambda W, F, P, S: ((W - F + 2 * P) // S + 1, (W - F + 2 * P) / S + 1)),
    Pair("padding that keeps the size", "W - F + 2*((F-1)/2) + 1", "W", True, {"W": "natural", "F": "natural"},
         lambda W, F: (W - F + 2 * ((F - 1) / 2) + 1, W)),
    Pair("reach of a dilated kernel", "k + (k-1)(d-1)", "d(k-1) + 1", True, {"k": "natural", "d": "natural"},
         lambda k, d: (k + (k - 1) * (d - 1), d * (k - 1) + 1)),
    Pair("reach of a dilated kernel as a plain product", "k + (k-1)*(d-1)", "d*k", False, {"k": "natural", "d": "natural"},
         lambda k, d: (k + (k - 1) * (d - 1), d * k)),
    Pair("size after a transposed convolution", "s*(n-1) + k - 2p", "s*n + k - 2p", False, dict.fromkeys("snkp", "natural"),
         lambda s, n, k, p: (s * (n - 1) + k - 2 * p, s * n + k - 2 * p)),
    Pair("parameters of a dense layer, bias per input", "n*m + m", "n*m + n", False, {"n": "natural", "m": "natural"},
         lambda n, m: (n * m + m, n * m + n)),
    Pair("parameters of a dense network", "sum((d_l + 1)*d_{l+1}, l, 1, L-1)",
         "sum(d_l*d_{l+1}, l, 1, L-1) + sum(d_l, l, 2, L)", True,
         {"d": "sequence L of natural", "L": "integer in 2..9"},
         lambda d: (np.sum((d[:-1] + 1) * d[1:]), np.sum(d[:-1] * d[1:]) + np.sum(d[1:]))),
    Pair("cost of a separable convolution", "(K²·C + C·D)/(K²·C·D)", "1/D + 1/K²", True, dict.fromkeys("KCD", "positive"),
         lambda K, C, D: ((K * K * C + C * D) / (K * K * C * D), 1 / D + 1 / K**2)),
    Pair("parameters of an lstm, biases counted once", "4(h(h+x) + h)", "4(h² + h x) + h", False,
         {"h": "natural", "x": "natural"},
         lambda h, x: (4 * (h * (h + x) + h), 4 * (h * h + h * x) + h)),
)

STATISTICS = (
    Pair("variance of an inverted dropout unit", "p*(x/p)^2 - x^2", "x^2*(1-p)/p", True, {"x": "real", "p": "in (0, 1)"},
         lambda x, p: (p * (x / p) ** 2 - x * x, x * x * (1 - p) / p)),
    Pair("dropout as a ridge penalty", "p(w x - y)^2 + (1-p)y^2", "(p w x - y)^2 + p(1-p)w^2x^2", True,
         {"p": "in (0, 1)", "w": "real", "x": "real", "y": "real"},
         lambda p, w, x, y: (p * (w * x - y) ** 2 + (1 - p) * y * y, (p * w * x - y) ** 2 + p * (1 - p) * w * w * x * x)),
    Pair("dropout loss as the loss of the mean", "p*(w*x - y)^2 + (1-p)*y^2", "(p*w*x - y)^2", False,
         {"p": "in (0, 1)", "w": "real", "x": "real", "y": "real"},
         lambda p, w, x, y: (p * (w * x - y) ** 2 + (1 - p) * y * y, (p * w * x - y) ** 2)),
    Pair("batch variance from two moments", "sum((x_i - mu)^2, i, 1, n)/n", "sum(x_i^2, i, 1, n)/n - mu^2", True, SAMPLES,
         lambda x: (np.var(x), np.mean(x * x) - np.mean(x) ** 2), definitions=MEAN),
    Pair("batch variance, divided by one less", "sum((x_i - mu)^2, i, 1, n)/n", "sum((x_i - mu)^2, i, 1, n)/(n-1)",
         False, SAMPLES,
         lambda x: (np.var(x), np.var(x, ddof=1)), definitions=MEAN),
    Pair("centred batch adds to zero", "sum(x_i - mu, i, 1, n)", "0", True, SAMPLES,
         lambda x: (np.sum(x - np.mean(x)), 0), definitions=MEAN),
    Pair("batch norm forgets a positive scale", "(a x + b - (a m + b))/sqrt(a^2 v)", "(x-m)/sqrt(v)", True,
         {"a": "positive", "b": "real", "x": "real", "m": "real", "v": "positive"},
         lambda a, b, x, m, v: ((a * x + b - (a * m + b)) / math.sqrt(a * a * v), (x - m) / math.sqrt(v))),
    Pair("batch norm does not forget a sign", "(a*x + b - (a*m + b))/sqrt(a^2*v)", "(x-m)/sqrt(v)", False,
         {"a": "nonzero", "b": "real", "x": "real", "m": "real", "v": "positive"},
         lambda a, b, x, m, v: ((a * x + b - (a * m + b)) / math.sqrt(a * a * v), (x - m) / math.sqrt(v))),
    Pair("variance of a uniform start", "integral(u^2/(2a), u, -a, a)", "a^2/3", True, {"a": "positive"},
         lambda a: (float(mpmath.quad(lambda u: u * u / (2 * a), [-a, a])), a * a / 3)),
    Pair("variance of a uniform start, by the full width", "integral(u^2/(2a), u, -a, a)", "a^2/12", False, {"a": "positive"},
         lambda a: (float(mpmath.quad(lambda u: u * u / (2 * a), [-a, a])), a * a / 12)),
)

TRAINING = (
    Pair("momentum under a constant gradient", "sum(beta^(t-k)*g, k, 1, t)", "g*(1-beta^t)/(1-beta)", True,
         {"beta": "in (0, 1)", "g": "real", "t": "natural"},
         lambda beta, g, t: (sum(beta ** (t - k) * g for k in range(1, t + 1)), g * (1 - beta**t) / (1 - beta))),
    Pair("weights of a moving average", "(1-β)*sum(β^(t-k), k, 1, t)", "1 − β^t", True, {"β": "in (0, 1)", "t": "natural"},
         lambda β, t: ((1 - β) * sum(β ** (t - k) for k in range(1, t + 1)), 1 - β**t)),
    Pair("weights of a moving average, one step short", "(1-β)*sum(β^(t-k), k, 1, t)", "1 − β^(t-1)", False,
         {"β": "in (0, 1)", "t": "natural"},
         lambda β, t: ((1 - β) * sum(β ** (t - k) for k in range(1, t + 1)), 1 - β ** (t - 1))),
    Pair("momentum in the long run", "limit(g*(1-b^t)/(1-b), t, inf)", "g/b", False, {"b": "in (0, 1)", "g": "nonzero"},
         lambda b, g: (g / (1 - b), g / b)),
    Pair("a gradient step on a parabola", "w - eta*diff(a*w^2/2, w)", "(1 - eta*a)w",
         True, dict.fromkeys(("w", "a", "eta"), "real"),
         lambda w, a, eta: (w - eta * rate(lambda u: a * u * u / 2, w), (1 - eta * a) * w)),
    Pair("weight decay without the step size", "w - η(g + λ w)", "(1-λ)w - η g", False,
         {"w": "real", "g": "real", "η": "positive", "λ": "positive"},
         lambda w, g, η, λ: (w - η * (g + λ * w), (1 - λ) * w - η * g)),
    Pair("cosine schedule by the half angle", "eta/2*(1 + cos(pi*t/T))", "eta*cos²(π t/(2T))", True,
         {"eta": "positive", "t": "real", "T": "positive"},
         lambda eta, t, T: (eta / 2 * (1 + math.cos(math.pi * t / T)), eta * math.cos(math.pi * t / (2 * T)) ** 2)),
    Pair("newton's step lands on the minimum", "w - (a w + b)/diff(a w + b, w)", "-b/a", True,
         {"w": "real", "a": "nonzero", "b": "real"},
         lambda w, a, b: (w - (a * w + b) / rate(lambda u: a * u + b, w), -b / a)),
    Pair("decision by the sign of the logit", "sigma(z) > 1/2", "z > 0", True, Z,
         lambda: grid(lambda z: s(z) > 0.5, lambda z: z > 0), definitions=SIGMA),
    Pair("threshold of the probability put on the logit", "sigma(z) > 0.5", "z > 0.5", False, Z,
         lambda: grid(lambda z: s(z) > 0.5, lambda z: z > 0.5), definitions=SIGMA),
    Pair("steps that converge", "|1 - eta*a| < 1", "eta < 2/a", True, {"eta": "positive", "a": "positive"},
         lambda a: grid(lambda eta: eta <= 0 or abs(1 - eta * a) < 1, lambda eta: eta <= 0 or eta < 2 / a)),
    Pair("steps that converge without turning", "|1 - eta*a| < 1", "eta < 1/a", False, {"eta": "positive", "a": "positive"},
         lambda a: grid(lambda eta: eta <= 0 or abs(1 - eta * a) < 1, lambda eta: eta <= 0 or eta < 1 / a)),
    Pair("softmax weights without the normaliser", "exp(x - log(1+e^x))", "e^x", False, X,
         lambda x: (math.exp(x - math.log(1 + math.exp(x))) / 0.5, math.exp(x)), mode="up to a factor"),
    Pair("a loss without its constant", "(x-3)^2/2", "x^2/2 - 3x", True, X,
         lambda x: ((x - 3) ** 2 / 2 - 4.5, x * x / 2 - 3 * x), mode="up to a constant"),
)

PAIRS = CHAIN_RULE + COUNTS + STATISTICS + TRAINING
