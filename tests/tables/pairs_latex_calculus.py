"""Scalar algebra and calculus: activations, losses, optimizers, sums, integrals, limits, series."""

from __future__ import annotations

import math
from collections.abc import Callable

import mpmath
import numpy as np

from tests.tables.pair import Pair

SIGMA = {r"\sigma(x)": r"\frac{1}{1+e^{-x}}"}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def slope(f: Callable[[float], float], x: float, step: float = 1e-3) -> float:
    """f'(x) by central differences of fourth order."""
    return (8 * (f(x + step) - f(x - step)) - (f(x + 2 * step) - f(x - 2 * step))) / (12 * step)


def curvature(f: Callable[[float], float], x: float, step: float = 4e-3) -> float:
    """f''(x) by central differences of sixth order."""
    far = 2 * (f(x + 3 * step) + f(x - 3 * step)) - 27 * (f(x + 2 * step) + f(x - 2 * step))
    return (far + 270 * (f(x + step) + f(x - step)) - 490 * f(x)) / (180 * step**2)


def integral(f: Callable, low: float, high: float) -> float:
    return float(mpmath.quad(f, [low, high]))


def count(rng: np.random.Generator, low: int = 1, high: int = 7) -> int:
    return int(rng.integers(low, high + 1))


def positive(rng: np.random.Generator) -> float:
    return float(rng.uniform(0.1, 3))


def gelu(x: float) -> float:
    return x / 2 * (1 + math.erf(x / math.sqrt(2)))


def huber(r: float, delta: float) -> float:
    return r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)


def binary_cross_entropy(z: float, y: float) -> float:
    return -y * math.log(sigmoid(z)) - (1 - y) * math.log(1 - sigmoid(z))


def entropy(p: float) -> float:
    return -p * math.log(p) - (1 - p) * math.log(1 - p)


ACTIVATIONS = (
    Pair("sigmoid derivative as sigma(x) sigma(-x)", r"\frac{e^{-x}}{\left(1+e^{-x}\right)^{2}}", r"\sigma(x)\,\sigma(-x)", True,
         {"x": "real"}, lambda x: (np.exp(-x) / (1 + np.exp(-x)) ** 2, sigmoid(x) * sigmoid(-x)), definitions=SIGMA),
    Pair("sigmoid derivative, inner sign lost", r"\sigma(x)\left(1-\sigma(x)\right)", r"-\dfrac{e^{-x}}{(1+e^{-x})^2}", False,
         {"x": "real"}, lambda x: (sigmoid(x) * (1 - sigmoid(x)), -np.exp(-x) / (1 + np.exp(-x)) ** 2), definitions=SIGMA),
    Pair("sigmoid derivative by cosh", r"\sigma(x)(1-\sigma(x))", r"\frac{1}{4\cosh^{2}(x/2)}", True,
         {"x": "real"}, lambda x: (sigmoid(x) * (1 - sigmoid(x)), 1 / (4 * np.cosh(x / 2) ** 2)), definitions=SIGMA),
    Pair("tanh derivative in exponentials", r"1-\tanh^2(x)", r"\frac{4}{\left(\mathrm{e}^{x}+\mathrm{e}^{-x}\right)^{2}}", True,
         {"x": "real"}, lambda x: (1 - np.tanh(x) ** 2, 4 / (np.exp(x) + np.exp(-x)) ** 2)),
    Pair("tanh derivative, square on the argument", r"1-\tanh^2(x)", r"1-\tanh(x^2)", False,
         {"x": "real"}, lambda x: (1 - np.tanh(x) ** 2, 1 - np.tanh(x * x))),
    Pair("tanh is a rescaled sigmoid", r"\tanh(z)", r"2\,\sigma(2z) - 1", True,
         {"z": "real"}, lambda z: (np.tanh(z), 2 * sigmoid(2 * z) - 1), definitions=SIGMA),
    Pair("tanh from sigmoid, argument not doubled", r"\tanh(z)", r"\(2\sigma(z)-1\)", False,
         {"z": "real"}, lambda z: (np.tanh(z), 2 * sigmoid(z) - 1), definitions=SIGMA),
    Pair("softplus, the stable form", r"\ln\left(1+e^{x}\right)", r"\max(x,0)+\log\!\left(1+\exp(-|x|)\right)", True,
         {"x": "real"}, lambda x: (np.log1p(np.exp(x)), max(x, 0) + np.log1p(np.exp(-abs(x))))),
    Pair("softplus, the stable form without the absolute value", r"\ln(1+e^x)", r"\max(x, 0) + \ln(1 + e^{-x})", False,
         {"x": "real"}, lambda x: (np.log1p(np.exp(x)), max(x, 0) + np.log1p(np.exp(-x)))),
    Pair("second derivative of softplus", r"\frac{d^2}{dx^2}\log\left(1+e^{x}\right)", r"\frac{e^x}{(1+e^x)^2}", True,
         {"x": "real"}, lambda x: (curvature(lambda t: math.log1p(math.exp(t)), x), np.exp(x) / (1 + np.exp(x)) ** 2)),
    Pair("ReLU by the absolute value", r"\max(0, x)", r"\tfrac{1}{2}\left(x+\lvert x\rvert\right)", True,
         {"x": "real"}, lambda x: (max(0, x), (x + abs(x)) / 2)),
    Pair("leaky ReLU as a maximum, slope below 1",
         r"\begin{cases} x & \text{if } x > 0 \\ \alpha x & \text{otherwise} \end{cases}",
         r"\max(\alpha x, x)", True, {"x": "real", r"\alpha": "in (0, 1)"},
         lambda x, alpha: (x if x > 0 else alpha * x, max(alpha * x, x))),
    Pair("leaky ReLU as a maximum, slope possibly above 1", r"\begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}",
         r"\max(x, \alpha x)", False, {"x": "real", r"\alpha": "positive"},
         lambda x, alpha: (x if x > 0 else alpha * x, max(alpha * x, x))),
    Pair("leaky ReLU derivative, also given at the kink", r"\begin{cases} 1 & x > 0 \\ \alpha & x < 0 \end{cases}",
         r"\begin{cases} 1, & x \geq 0 \\ \alpha, & x < 0 \end{cases}", True, {"x": "real", r"\alpha": "in (0, 1)"},
         lambda x, alpha: (1 if x > 0 else alpha, 1 if x >= 0 else alpha)),
    Pair("ELU as max plus min", r"\begin{cases} x & x \ge 0 \\ \alpha(e^{x}-1) & x < 0 \end{cases}",
         r"\max(0,x)+\min\left(0,\alpha(e^x-1)\right)", True, {"x": "real", r"\alpha": "positive"},
         lambda x, alpha: (x if x >= 0 else alpha * math.expm1(x), max(0, x) + min(0, alpha * math.expm1(x)))),
    Pair("GELU derivative",
         r"\frac{d}{dx}\left[\frac{x}{2}\left(1+\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)\right]",
         r"\tfrac12\left(1+\operatorname{erf}(x/\sqrt2)\right)+\frac{x}{\sqrt{2\pi}}e^{-x^2/2}", True, {"x": "real"},
         lambda x: (slope(gelu, x), gelu(x) / x + x / math.sqrt(2 * math.pi) * math.exp(-x * x / 2))),
    Pair("GELU by its tanh approximation", r"\frac{x}{2}\left(1+\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)",
         r"\frac{x}{2}\left(1+\tanh\left(\sqrt{\frac{2}{\pi}}\left(x+0.044715x^3\right)\right)\right)", False, {"x": "real"},
         lambda x: (gelu(x), x / 2 * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))))),
    Pair("swish derivative by the function itself", r"\frac{d}{dx}\left[x\,\sigma(x)\right]",
         r"x\sigma(x) + \sigma(x)\left(1 - x\sigma(x)\right)", True, {"x": "real"},
         lambda x: (slope(lambda t: t * sigmoid(t), x), x * sigmoid(x) + sigmoid(x) * (1 - x * sigmoid(x))), definitions=SIGMA),
    Pair("swish derivative, inner beta forgotten", r"\frac{\mathrm{d}}{\mathrm{d}x}\left(x\,\sigma(\beta x)\right)",
         r"\sigma(\beta x)+x\,\sigma(\beta x)(1-\sigma(\beta x))", False, {"x": "real", r"\beta": "positive"},
         lambda x, beta: (slope(lambda t: t * sigmoid(beta * t), x),
                          sigmoid(beta * x) + x * sigmoid(beta * x) * (1 - sigmoid(beta * x))), definitions=SIGMA),
    Pair("logit by the odds upside down", r"\log\frac{p}{1-p}", r"-\log\left(\frac{1}{p}-1\right)", True,
         {"p": "in (0, 1)"}, lambda p: (math.log(p / (1 - p)), -math.log(1 / p - 1))),
    Pair("logit as a quotient of logs", r"\log\left(\frac{p}{1-p}\right)", r"\frac{\log p}{\log(1-p)}", False,
         {"p": "in (0, 1)"}, lambda p: (math.log(p / (1 - p)), math.log(p) / math.log(1 - p))),
    Pair("softsign derivative, the square is missing", r"\frac{d}{dx}\frac{x}{1+|x|}", r"\frac{1}{1+|x|}", False,
         {"x": "nonzero"}, lambda x: (slope(lambda t: t / (1 + abs(t)), x), 1 / (1 + abs(x)))),
)

LOSSES = (
    Pair("binary cross entropy in the logit", r"-y\log\sigma(z)-(1-y)\log\left(1-\sigma(z)\right)", r"\log(1+e^{z})-yz", True,
         {"z": "real", "y": "in [0, 1]"}, lambda z, y: (binary_cross_entropy(z, y), math.log1p(math.exp(z)) - y * z),
         definitions=SIGMA),
    Pair("binary cross entropy in the logit, sign inside the exponential", r"-y\log\sigma(z)-(1-y)\log(1-\sigma(z))",
         r"\log(1+e^{-z})-yz", False, {"z": "real", "y": "in [0, 1]"},
         lambda z, y: (binary_cross_entropy(z, y), math.log1p(math.exp(-z)) - y * z), definitions=SIGMA),
    Pair("cross entropy derivative in the logit",
         r"\frac{\partial}{\partial z}\left[-y\log\sigma(z)-(1-y)\log(1-\sigma(z))\right]",
         r"\sigma(z)-y", True, {"z": "real", "y": "in [0, 1]"},
         lambda z, y: (slope(lambda t: binary_cross_entropy(t, y), z), sigmoid(z) - y), definitions=SIGMA),
    Pair("cross entropy derivative in the probability", r"-\frac{y}{p}+\frac{1-y}{1-p}", r"$$\frac{p-y}{p\,(1-p)}$$", True,
         {"p": "in (0, 1)", "y": "in {0, 1}"}, lambda p, y: (-y / p + (1 - y) / (1 - p), (p - y) / (p * (1 - p)))),
    Pair("cross entropy derivative in the probability, chain rule sign lost",
         r"\frac{\partial}{\partial p}\left(-y\ln p-(1-y)\ln(1-p)\right)", r"-\frac{y}{p}-\frac{1-y}{1-p}", False,
         {"p": "in (0, 1)", "y": "in {0, 1}"}, lambda p, y: (-y / p + (1 - y) / (1 - p), -y / p - (1 - y) / (1 - p))),
    Pair("logistic loss, labels -1 and 1", r"\log\left(1+\exp(-yz)\right)", r"\log(1+e^{z})-\frac{1+y}{2}\,z", True,
         {"z": "real", "y": "in {-1, 1}"},
         lambda z, y: (math.log1p(math.exp(-y * z)), math.log1p(math.exp(z)) - (1 + y) / 2 * z)),
    Pair("squared loss is a margin loss for labels -1 and 1", r"(y-z)^2", r"(1-yz)^2", True,
         {"z": "real", "y": "in {-1, 1}"}, lambda z, y: ((y - z) ** 2, (1 - y * z) ** 2)),
    Pair("hinge loss, the label moved outside", r"\max(0,\,1-yz)", r"\max(0,\,y-z)", False,
         {"z": "real", "y": "in {-1, 1}"}, lambda z, y: (max(0, 1 - y * z), max(0, y - z))),
    Pair("Huber loss in one line",
         r"\begin{cases}\frac12 r^2 & |r|\le\delta\\ \delta\left(|r|-\frac12\delta\right) & |r|>\delta\end{cases}",
         r"\frac{r^2}{2}-\frac{1}{2}\Big(\max\big(0,|r|-\delta\big)\Big)^2", True, {"r": "real", r"\delta": "positive"},
         lambda r, delta: (huber(r, delta), r * r / 2 - max(0, abs(r) - delta) ** 2 / 2)),
    Pair("Huber loss with a jump",
         r"\begin{cases}\frac12 r^2 & |r|\le\delta\\ \delta\left(|r|-\frac12\delta\right) & |r|>\delta\end{cases}",
         r"\begin{cases}\frac{1}{2}r^2 & |r|\le\delta\\ \delta|r|-\delta^2 & \text{otherwise}\end{cases}", False,
         {"r": "real", r"\delta": "positive"},
         lambda r, delta: (huber(r, delta), r * r / 2 if abs(r) <= delta else delta * abs(r) - delta**2)),
    Pair("focal loss derivative", r"\frac{d}{dp}\left[-(1-p)^2\log p\right]", r"2(1-p)\log p-\frac{(1-p)^2}{p}", True,
         {"p": "in (0, 1)"},
         lambda p: (slope(lambda t: -((1 - t) ** 2) * math.log(t), p, p * (1 - p) / 100),
                    2 * (1 - p) * math.log(p) - (1 - p) ** 2 / p)),
    Pair("softmax of two logits, difference reversed", r"\frac{e^{a}}{e^{a}+e^{b}}", r"\frac{1}{1+e^{a-b}}", False,
         {"a": "real", "b": "real"}, lambda a, b: (np.exp(a) / (np.exp(a) + np.exp(b)), 1 / (1 + np.exp(a - b)))),
    Pair("softmax is invariant to a shift", r"\frac{\exp(z_i)}{\sum_{j=1}^{K}\exp(z_j)}",
         r"\frac{e^{z_i-c}}{\sum_{j=1}^{K}e^{z_j-c}}", True,
         {"z": "sequence K of real", "i": "integer in 1..K", "c": "real"},
         lambda z, i, c: (np.exp(z[i - 1]) / np.exp(z).sum(), np.exp(z[i - 1] - c) / np.exp(z - c).sum())),
    Pair("log-sum-exp, the shift not undone", r"\log\sum_{j=1}^{K} e^{z_j}", r"\log\sum_{j=1}^{K}e^{z_j-c}", False,
         {"z": "sequence K of real", "c": "real"}, lambda z, c: (np.log(np.exp(z).sum()), np.log(np.exp(z - c).sum()))),
    Pair("log-sum-exp as the sum of the logits", r"\log\left(\sum_{j=1}^{K}\exp(z_j)\right)", r"\sum_{j=1}^{K}z_j", False,
         {"z": "sequence K of real"}, lambda z: (np.log(np.exp(z).sum()), z.sum())),
    Pair("softmax, derivative in the other logit, minus lost", r"\frac{\partial}{\partial b}\frac{e^a}{e^a+e^b}",
         r"\frac{e^{a+b}}{(e^a+e^b)^2}", False, {"a": "real", "b": "real"},
         lambda a, b: (slope(lambda t: sigmoid(a - t), b), np.exp(a + b) / (np.exp(a) + np.exp(b)) ** 2)),
    Pair("negative log softmax with differences", r"-\ln\frac{e^{z_1}}{e^{z_1}+e^{z_2}+e^{z_3}}",
         r"\ln\left(1+e^{z_2-z_1}+e^{z_3-z_1}\right)",
         True, {"z_1": "real", "z_2": "real", "z_3": "real"},
         lambda z_1, z_2, z_3: (np.log(np.exp([z_1, z_2, z_3]).sum()) - z_1, np.log(1 + np.exp(z_2 - z_1) + np.exp(z_3 - z_1)))),
    Pair("derivative of the binary entropy", r"\frac{d}{dp}\left[-p\log p-(1-p)\log(1-p)\right]", r"\log\frac{1-p}{p}", True,
         {"p": "in (0, 1)"}, lambda p: (slope(entropy, p, p * (1 - p) / 100), math.log((1 - p) / p))),
    Pair("derivative of the binary entropy, sign", r"\frac{d}{dp}\left[-p\ln p-(1-p)\ln(1-p)\right]", r"\ln p-\ln(1-p)", False,
         {"p": "in (0, 1)"}, lambda p: (slope(entropy, p, p * (1 - p) / 100), math.log(p) - math.log(1 - p))),
    Pair("Gaussian negative log likelihood, derivative in sigma",
         r"\frac{\partial}{\partial\sigma}\left[\log\sigma+\frac{(x-\mu)^2}{2\sigma^2}\right]",
         r"\frac{\sigma^2-(x-\mu)^2}{\sigma^3}", True,
         {"x": "real", r"\mu": "real", r"\sigma": "positive"},
         lambda x, mu, sigma: (1 / sigma - (x - mu) ** 2 / sigma**3, (sigma**2 - (x - mu) ** 2) / sigma**3)),
)

OPTIMIZERS = (
    Pair("momentum with a constant gradient", r"\sum_{i=0}^{t-1}\beta^{i} g", r"\frac{1-\beta^{t}}{1-\beta}\,g", True,
         {r"\beta": "in (0, 1)", "g": "real", "t": "natural"},
         lambda beta, g, t: (sum(beta**i * g for i in range(t)), (1 - beta**t) / (1 - beta) * g)),
    Pair("momentum with a constant gradient, one term too many", r"\sum_{i=0}^{t-1}\beta^i g", r"\frac{1-\beta^{t+1}}{1-\beta}g",
         False, {r"\beta": "in (0, 1)", "g": "real", "t": "natural"},
         lambda beta, g, t: (sum(beta**i * g for i in range(t)), (1 - beta ** (t + 1)) / (1 - beta) * g)),
    Pair("Adam's bias factor", r"(1-\beta_1)\sum_{i=1}^{t}\beta_1^{t-i}", r"1-\beta_1^t", True,
         {r"\beta_1": "in (0, 1)", "t": "natural"},
         lambda beta_1, t: ((1 - beta_1) * sum(beta_1 ** (t - i) for i in range(1, t + 1)), 1 - beta_1**t)),
    Pair("gradient descent on a parabola, started anywhere", r"w_\star+(1-\eta a)^{t}\left(w_0-w_\star\right)",
         r"(1-\eta a)^t w_0+\left[1-(1-\eta a)^t\right]w_\star", True,
         {r"w_\star": "real", "w_0": "real", r"\eta": "positive", "a": "positive", "t": "natural"},
         lambda w_star, w_0, eta, a, t: (w_star + (1 - eta * a) ** t * (w_0 - w_star),
                                         (1 - eta * a) ** t * w_0 + (1 - (1 - eta * a) ** t) * w_star)),
    Pair("gradient descent is not gradient flow", r"(1-\eta a)^t w_0", r"e^{-\eta a t}w_0", False,
         {"w_0": "real", r"\eta": "positive", "a": "positive", "t": "natural"},
         lambda w_0, eta, a, t: ((1 - eta * a) ** t * w_0, np.exp(-eta * a * t) * w_0)),
    Pair("cosine schedule by the half angle",
         r"\eta_{\min}+\tfrac{1}{2}\left(\eta_{\max}-\eta_{\min}\right)\left(1+\cos\left(\frac{\pi t}{T}\right)\right)",
         r"\eta_{\min}+(\eta_{\max}-\eta_{\min})\cos^2\left(\frac{\pi t}{2T}\right)", True,
         {r"\eta_{\min}": "positive", r"\eta_{\max}": "positive", "t": "nonnegative", "T": "positive"},
         lambda eta_min, eta_max, t, T: (eta_min + (eta_max - eta_min) * (1 + np.cos(np.pi * t / T)) / 2,
                                         eta_min + (eta_max - eta_min) * np.cos(np.pi * t / (2 * T)) ** 2)),
    Pair("warmup schedule in cases", r"\min\left(t^{-1/2},\; t\cdot w^{-3/2}\right)",
         r"\begin{cases}\frac{t}{w\sqrt{w}} & \text{if } t \le w\\ \frac{1}{\sqrt{t}} & \text{if } t > w\end{cases}", True,
         {"t": "positive", "w": "positive"},
         lambda t, w: (min(t**-0.5, t * w**-1.5), t / (w * math.sqrt(w)) if t <= w else t**-0.5)),
    Pair("half-life schedule, ln 2 forgotten", r"\eta_0\cdot 2^{-t/h}", r"\eta_0\,e^{-t/h}", False,
         {r"\eta_0": "positive", "t": "nonnegative", "h": "positive"},
         lambda eta_0, t, h: (eta_0 * 2 ** (-t / h), eta_0 * np.exp(-t / h))),
    Pair("step decay without the floor", r"\eta_0\gamma^{\lfloor t/s\rfloor}", r"\eta_0\gamma^{t/s}", False,
         {r"\eta_0": "positive", r"\gamma": "in (0, 1)", "t": "natural", "s": "natural"},
         lambda eta_0, gamma, t, s: (eta_0 * gamma ** (t // s), eta_0 * gamma ** (t / s))),
)

SUMS = (
    Pair("sum of the first integers as a binomial", r"\sum_{i=1}^{n} i", r"\binom{n+1}{2}", True,
         {"n": "natural"}, lambda rng: (n := count(rng)) and (sum(range(1, n + 1)), math.comb(n + 1, 2))),
    Pair("sum of squares as the square of the sum", r"\sum_{i=1}^{n}i^2", r"\displaystyle\left(\frac{n(n+1)}{2}\right)^{\!2}",
         False,
         {"n": "natural"}, lambda rng: (n := count(rng)) and (sum(i * i for i in range(1, n + 1)), (n * (n + 1) / 2) ** 2)),
    Pair("telescoping sum of reciprocals", r"\sum_{k=1}^{n}\frac{1}{k(k+1)}", r"1-\frac{1}{n+1}", True,
         {"n": "natural"}, lambda rng: (n := count(rng)) and (sum(1 / (k * (k + 1)) for k in range(1, n + 1)), 1 - 1 / (n + 1))),
    Pair("telescoping sum of logs, last term dropped", r"\sum_{k=1}^{n}\log\frac{k+1}{k}", r"\log n", False,
         {"n": "natural"}, lambda rng: (n := count(rng)) and (sum(math.log((k + 1) / k) for k in range(1, n + 1)), math.log(n))),
    Pair("telescoping product", r"\prod_{k=2}^{n}\left(1-\frac{1}{k^2}\right)", r"\frac{n+1}{2n}", True,
         {"n": "natural"},
         lambda rng: (n := count(rng)) and (math.prod(1 - 1 / k**2 for k in range(2, n + 1)), (n + 1) / (2 * n))),
    Pair("discounted return from step one", r"\sum_{k=1}^{\infty}\gamma^{k}r", r"\frac{r}{1-\gamma}", False,
         {r"\gamma": "in (0, 1)", "r": "real"}, lambda gamma, r: (r * gamma / (1 - gamma), r / (1 - gamma))),
    Pair("expected number of steps", r"\sum_{k=0}^{\infty}k\gamma^{k}", r"\frac{\gamma}{(1-\gamma)^2}", True,
         {r"\gamma": "in (0, 1)"},
         lambda gamma: (float(mpmath.nsum(lambda k: k * gamma**k, [0, mpmath.inf])), gamma / (1 - gamma) ** 2)),
    Pair("mean of a binomial, written out", r"\sum_{k=0}^{n}k\binom{n}{k}p^k(1-p)^{n-k}", r"np", True,
         {"n": "natural", "p": "in (0, 1)"},
         lambda rng, p: (n := count(rng)) and (sum(k * math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)),
                                               n * p)),
    Pair("number of nonempty subsets", r"\sum_{k=1}^{n}\binom{n}{k}", r"2^n", False,
         {"n": "natural"}, lambda rng: (n := count(rng)) and (sum(math.comb(n, k) for k in range(1, n + 1)), 2**n)),
    Pair("double sum factors", r"\sum_{i=1}^{n}\sum_{j=1}^{n}x_i x_j", r"\left(\sum_{i=1}^n x_i\right)^2", True,
         {"x": "sequence n of real"}, lambda x: (sum(a * b for a in x for b in x), x.sum() ** 2)),
    Pair("logarithm series, sign", r"\sum_{k=1}^{\infty}\frac{x^k}{k}", r"\ln(1-x)", False,
         {"x": "in (-1, 1)"}, lambda x: (float(mpmath.nsum(lambda k: x**k / k, [1, mpmath.inf])), math.log(1 - x))),
)

INTEGRALS_AND_LIMITS = (
    Pair("Gaussian integral, factor 2", r"\int_{-\infty}^{\infty}e^{-a x^2}\,dx", r"\sqrt{\frac{\pi}{2a}}", False,
         {"a": "positive"},
         lambda a: (integral(lambda x: mpmath.exp(-a * x * x), -mpmath.inf, mpmath.inf), math.sqrt(math.pi / (2 * a)))),
    Pair("mean of an exponential, unnormalized", r"\int_0^\infty x e^{-\lambda x}\,\mathrm{d}x", r"$\lambda^{-2}$", True,
         {r"\lambda": "positive"}, lambda rng: (rate := positive(rng)) and (
             integral(lambda x: x * mpmath.exp(-rate * x), 0, mpmath.inf), rate**-2)),
    Pair("a beta integral", r"\int_0^1 x^2(1-x)^3\,dx", r"\frac{2!\,3!}{6!}", True,
         {}, lambda: (integral(lambda x: x * x * (1 - x) ** 3, 0, 1), 12 / 720)),
    Pair("integral of the sigmoid, lower limit forgotten", r"\int_0^x\frac{1}{1+e^{-t}}\,dt", r"\log(1+e^x)", False,
         {"x": "real"}, lambda x: (math.log((1 + math.exp(x)) / 2), math.log1p(math.exp(x)))),
    Pair("antiderivative of the sigmoid, other constant", r"\ln(1+e^{x})", r"x-\ln\left(\frac{2}{1+e^{-x}}\right)", True,
         {"x": "real"}, lambda x: (math.log1p(math.exp(x)) - math.log(2), x + math.log1p(math.exp(-x)) - math.log(2)),
         mode="up to a constant"),
    Pair("decaying exponential over a finite time", r"\int_0^T e^{-t/\tau}\,dt", r"\tau\left(1-e^{-T/\tau}\right)", True,
         {"T": "positive", r"\tau": "positive"},
         lambda T, tau: (integral(lambda t: mpmath.exp(-t / tau), 0, T), tau * (1 - math.exp(-T / tau)))),
    Pair("cold log-sum-exp is the maximum", r"\lim_{\beta\to\infty}\frac{1}{\beta}\log\left(e^{\beta a}+e^{\beta b}\right)",
         r"\max(a,b)", True,
         {"a": "real", "b": "real", r"\beta": "positive"}, lambda a, b: (np.logaddexp(1e9 * a, 1e9 * b) / 1e9, max(a, b))),
    Pair("slope of the sigmoid at the origin", r"\lim_{x\to 0}\frac{\sigma(x)-\frac12}{x}", r"\frac{1}{2}", False,
         {"x": "real"}, lambda: (slope(sigmoid, 0.0), 0.5), definitions=SIGMA),
    Pair("compound decay", r"\lim_{n\to\infty}\left(1-\frac{\lambda}{n}\right)^{n}", r"\exp(-\lambda)", True,
         {r"\lambda": "positive", "n": "natural"},
         lambda rng: (rate := positive(rng)) and (math.exp(1e10 * math.log1p(-rate / 1e10)), math.exp(-rate))),
    Pair("log of a square on both half lines", r"\log x^2", r"2\log x", False,
         {"x": "nonzero"}, lambda x: (math.log(x * x), 2 * math.log(x) if x > 0 else math.nan)),
    Pair("power and logarithm exchanged", r"a^{\ln b}", r"b^{\ln a}", True,
         {"a": "positive", "b": "positive"}, lambda a, b: (a ** math.log(b), b ** math.log(a))),
    Pair("derivative of x to the x by the power rule", r"\frac{d}{dx}x^x", r"x\cdot x^{x-1}", False,
         {"x": "positive"}, lambda x: (slope(lambda t: t**t, x, x / 100), x**x)),
    Pair("normalizing constant to four digits", r"\frac{1}{\sqrt{2\pi}}e^{-x^2/2}", r"0.3989\,e^{-x^2/2}", False,
         {"x": "real"}, lambda x: (math.exp(-x * x / 2) / math.sqrt(2 * math.pi), 0.3989 * math.exp(-x * x / 2))),
)

PAIRS = ACTIVATIONS + LOSSES + OPTIMIZERS + SUMS + INTEGRALS_AND_LIMITS
