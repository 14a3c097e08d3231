"""Typed answers in probability: densities, moments, error functions, integrals of densities, truncation, change of variables."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from tests.tables.pair import Pair


def at_lambda(rng: np.random.Generator, values: Callable[[float], Any]) -> Any:
    """The values at a drawn positive lambda: a word of Python, which cannot name a parameter."""
    return values(float(rng.uniform(0.1, 3)))


def integral(function: Callable[[np.ndarray], np.ndarray], *ends: float) -> float:
    """The integral over the segments between neighbouring ends, by Gauss-Legendre panels."""
    nodes, weights = np.polynomial.legendre.leggauss(20)
    total = 0.0
    for left, right in pairwise(ends):
        edges = np.linspace(left, right, 101)
        half = (edges[1:] - edges[:-1]) / 2
        points = (edges[1:] + edges[:-1])[:, None] / 2 + half[:, None] * nodes
        total += float(np.sum(function(points) * half[:, None] * weights))
    return total


def normal(x: Any, mu: Any = 0.0, sigma: Any = 1.0) -> Any:
    return np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / np.sqrt(2 * np.pi * sigma**2)


def cumulative(x: float) -> float:
    return (1 + math.erf(x / math.sqrt(2))) / 2


def table(rng: np.random.Generator, *sizes: int) -> np.ndarray:
    """A random joint distribution of variables with so many states each."""
    return rng.dirichlet(np.ones(math.prod(sizes))).reshape(sizes)


def moments(rng: np.random.Generator) -> dict[str, float]:
    """Moments of a random joint distribution of x (three states) and y (four)."""
    joint, x, y = table(rng, 3, 4), rng.normal(size=(3, 1)) + 1, rng.normal(size=(1, 4)) - 1
    mean = {"x": x, "y": y, "xx": x * x, "yy": y * y, "xy": x * y, "x - y": x - y, "(x - y)^2": (x - y) ** 2}
    return {name: float(np.sum(joint * value)) for name, value in mean.items()}


def binomial(n: int, p: float) -> np.ndarray:
    return np.array([math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def poisson(rate: float) -> np.ndarray:
    return np.array([math.exp(k * math.log(rate) - rate - math.lgamma(k + 1)) for k in range(80)])


def softmax(z: np.ndarray) -> np.ndarray:
    return np.exp(z) / np.sum(np.exp(z))


G = {"x": "real", "mu": "real", "sigma": "positive"}
SHAPES = {"a": "positive", "b": "positive"}
GAMMA = {"x": "positive", **SHAPES}
RATE = {"lambda": "positive"}
P = {"p": "in (0, 1)"}
MIXTURE = {"K": "natural", "w": "distribution on 1..K", "m": "sequence K of real", "s": "sequence K of positive"}

GAUSSIAN = (
    Pair("Gaussian density, programmer's hand", "exp(-(x-mu)^2/(2 sigma^2))/(sqrt(2 pi) sigma)",
         "(2*pi*sigma**2)**(-0.5) * exp(-0.5*((x-mu)/sigma)**2)", True, G,
         lambda x, mu, sigma: (normal(x, mu, sigma), (2 * np.pi * sigma**2) ** -0.5 * np.exp(-0.5 * ((x - mu) / sigma) ** 2))),
    Pair("Gaussian density, sigma under the root without its square", "exp(-(x-mu)^2/(2 sigma^2))/(sqrt(2 pi) sigma)",
         "exp(-(x-mu)^2/(2 sigma^2))/sqrt(2 pi sigma)", False, G,
         lambda x, mu, sigma: (normal(x, mu, sigma), np.exp(-((x - mu) ** 2) / (2 * sigma**2)) / np.sqrt(2 * np.pi * sigma))),
    Pair("Gaussian density, no 2 in the exponent", "1/(σ√(2π)) · exp(−(x−μ)²/(2σ²))", "exp(−(x−μ)²/σ²)/(σ√(2π))", False,
         {"x": "real", "μ": "real", "σ": "positive"},
         lambda x, μ, σ: (normal(x, μ, σ), np.exp(-((x - μ) ** 2) / σ**2) / (σ * np.sqrt(2 * np.pi)))),
    Pair("Gaussian log density as the log of the density", "-(x-mu)^2/(2 sigma^2) - log(sigma) - log(2 pi)/2",
         "log(exp(-(x-mu)^2/(2 sigma^2))/sqrt(2 pi sigma^2))", True, G,
         lambda x, mu, sigma: (-((x - mu) ** 2) / (2 * sigma**2) - np.log(sigma) - np.log(2 * np.pi) / 2,
                               np.log(normal(x, mu, sigma)))),
    Pair("Gaussian log density in natural parameters", "-log(2 pi sigma^2)/2 - (x-mu)^2/(2 sigma^2)",
         "mu x/sigma^2 - x^2/(2 sigma^2) - mu^2/(2 sigma^2) - log(sigma) - log(sqrt(2 pi))", True, G,
         lambda x, mu, sigma: (np.log(normal(x, mu, sigma)), mu * x / sigma**2 - x**2 / (2 * sigma**2) - mu**2 / (2 * sigma**2)
                               - np.log(sigma) - np.log(np.sqrt(2 * np.pi)))),
    Pair("Gaussian density by its precision", "√(τ/(2π)) exp(-τ (x-μ)²/2)",
         "(2 pi/tau)^(-1/2) e^(-(tau/2)(x^2 - 2 mu x + mu^2))", True, {"x": "real", "mu": "real", "tau": "positive"},
         lambda x, mu, tau: (normal(x, mu, 1 / np.sqrt(tau)),
                             (2 * np.pi / tau) ** -0.5 * np.exp(-(tau / 2) * (x**2 - 2 * mu * x + mu**2)))),
    Pair("Gaussian score in x, as a derivative", "(mu - x)/sigma^2", "d/dx (-(x-mu)^2/(2 sigma^2))", True, G,
         lambda x, mu, sigma: ((mu - x) / sigma**2, -2 * (x - mu) / (2 * sigma**2))),
    Pair("unnormalised Gaussian, the constant of the square dropped", "exp(-(x-3)^2/8)", "exp(3x/4 - x^2/8)", True, {"x": "real"},
         lambda x: (np.exp(-((x - 3) ** 2) / 8) / np.exp(-9 / 8), np.exp(3 * x / 4 - x**2 / 8)), mode="up to a factor"),
    Pair("unnormalised Gaussian, the cross term doubled", "exp(-(x-3)^2/8)", "exp(3x/2 - x^2/8)", False, {"x": "real"},
         lambda x: (np.exp(-((x - 3) ** 2) / 8) / np.exp(-9 / 8), np.exp(3 * x / 2 - x**2 / 8)), mode="up to a factor"),
    Pair("rounded constant of the standard normal, exact asked", "exp(-x^2/2)/sqrt(2 pi)", "0.3989 exp(-x^2/2)", False,
         {"x": "in (-1, 1)"}, lambda x: (normal(x), 0.3989 * np.exp(-(x**2) / 2))),
    Pair("rounded constant of the standard normal, tolerated", "exp(-x^2/2)/sqrt(2 pi)", "0.3989 exp(-x^2/2)", True,
         {"x": "in (-1, 1)"}, lambda x: (1, abs(normal(x) - 0.3989 * np.exp(-(x**2) / 2)) < 1e-3), mode="tolerance 1e-3"),
    Pair("product of two Gaussian factors completes the square", "exp(-(x-a)^2/2) exp(-(x-b)^2/2)",
         "exp(-(x - (a+b)/2)^2 - (a-b)^2/4)", True, {"x": "real", "a": "real", "b": "real"},
         lambda x, a, b: (np.exp(-((x - a) ** 2) / 2) * np.exp(-((x - b) ** 2) / 2),
                          np.exp(-((x - (a + b) / 2) ** 2) - (a - b) ** 2 / 4))),
)

DISCRETE = (
    Pair("Bernoulli mass as a mixture of the two cases", "p^x (1-p)^(1-x)", "x p + (1-x)(1-p)", True, {"x": "in {0, 1}", **P},
         lambda x, p: (p**x * (1 - p) ** (1 - x), x * p + (1 - x) * (1 - p))),
    Pair("Bernoulli mass as a mixture, x not only 0 and 1", "p^x (1-p)^(1-x)", "x p + (1-x)(1-p)", False, {"x": "in [0, 1]", **P},
         lambda x, p: (p**x * (1 - p) ** (1 - x), x * p + (1 - x) * (1 - p))),
    Pair("label of sign form in the logistic model, by cases", "1/(1+exp(-y z))",
         "if y = 1 then 1/(1+exp(-z)) else 1 - 1/(1+exp(-z))", True, {"y": "in {-1, 1}", "z": "real"},
         lambda y, z: (1 / (1 + np.exp(-y * z)), 1 / (1 + np.exp(-z)) if y == 1 else 1 - 1 / (1 + np.exp(-z)))),
    Pair("ratio of neighbouring binomial masses", "(n-k)/(k+1) * p/(1-p)",
         "binom(n, k+1) p^(k+1) (1-p)^(n-k-1) / (binom(n, k) p^k (1-p)^(n-k))", True,
         {"n": "natural", "k": "integer in 0..n", **P},
         lambda n, k, p: ((n - k) / (k + 1) * p / (1 - p),
                          math.comb(n, k + 1) * p ** (k + 1) * (1 - p) ** (n - k - 1) / binomial(n, p)[k])),
    Pair("binomial masses sum to one", "1", "sum(binom(n,k) p^k (1-p)^(n-k), k, 0, n)", True, {"n": "natural", **P},
         lambda n, p: (1, np.sum(binomial(n, p)))),
    Pair("binomial mean from its definition", "n p", "sum(k binom(n,k) p^k (1-p)^(n-k), k, 0, n)", True, {"n": "natural", **P},
         lambda n, p: (n * p, np.sum(np.arange(n + 1) * binomial(n, p)))),
    Pair("Poisson mass through lgamma", "lambda^k exp(-lambda)/k!", "exp(k log(lambda) - lambda - lgamma(k+1))", True,
         {"k": "natural", **RATE},
         lambda k, rng: at_lambda(rng, lambda r: (r**k * np.exp(-r) / math.factorial(k), poisson(r)[k]))),
    Pair("Poisson mass with Gamma(k) for k!", "lambda^k exp(-lambda)/k!", "lambda^k exp(-lambda)/Gamma(k)", False,
         {"k": "natural", **RATE},
         lambda k, rng: at_lambda(rng, lambda r: (poisson(r)[k], r**k * np.exp(-r) / math.gamma(k)))),
    Pair("Poisson mean as a series", "λ", "sum(k λ^k exp(-λ)/k!, k, 0, oo)", True, {"λ": "positive"},
         lambda λ: (λ, np.sum(np.arange(80) * poisson(λ)))),
    Pair("geometric mean waiting time", "1/p", "sum(k p (1-p)^(k-1), k, 1, oo)", True, P,
         lambda p: (1 / p, p / (1 - (1 - p)) ** 2)),
    Pair("geometric mean, counting failures instead of trials", "1/p", "(1-p)/p", False, P, lambda p: (1 / p, (1 - p) / p)),
    Pair("at least one success by the union bound", "1 - (1-p)^n", "n p", False, {"n": "natural", **P},
         lambda n, p: (1 - (1 - p) ** n, n * p)),
    Pair("probabilities of a softmax after a shift", "exp(z_k)/sum(exp(z_j), j, 1, K)", "exp(z_k - c)/sum(exp(z_j - c), j, 1, K)",
         True, {"K": "natural", "z": "sequence K of real", "k": "integer in 1..K", "c": "real"},
         lambda z, k, c: (softmax(z)[k - 1], softmax(z - c)[k - 1])),
)

CONTINUOUS = (
    Pair("exponential distribution function as an integral", "1 - exp(-lambda x)", "int(lambda exp(-lambda t), t, 0, x)", True,
         {"x": "positive", **RATE},
         lambda x, rng: at_lambda(rng, lambda r: (1 - np.exp(-r * x), integral(lambda t: r * np.exp(-r * t), 0, x)))),
    Pair("exponential distribution function, the rate lost in the density", "1 - exp(-lambda x)", "int(exp(-lambda t), t, 0, x)",
         False, {"x": "positive", **RATE},
         lambda x, rng: at_lambda(rng, lambda r: (1 - np.exp(-r * x), integral(lambda t: np.exp(-r * t), 0, x)))),
    Pair("exponential variance, the mean not squared", "1/λ^2", "2/λ^2 - 1/λ", False, {"λ": "positive"},
         lambda λ: (1 / λ**2, 2 / λ**2 - 1 / λ)),
    Pair("density of the least of two exponentials", "(a+b) exp(-(a+b) x)", "a e^(-a x) e^(-b x) + b e^(-b x) e^(-a x)", True,
         GAMMA,
         lambda x, a, b: ((a + b) * np.exp(-(a + b) * x),
                          a * np.exp(-a * x) * np.exp(-b * x) + b * np.exp(-b * x) * np.exp(-a * x))),
    Pair("Gamma density through its logarithm", "b^a x^(a-1) exp(-b x)/Gamma(a)",
         "exp(a log(b) + (a-1) log(x) - b x - lgamma(a))", True, GAMMA,
         lambda x, a, b: (b**a * x ** (a - 1) * np.exp(-b * x) / math.gamma(a),
                          np.exp(a * np.log(b) + (a - 1) * np.log(x) - b * x - math.lgamma(a)))),
    Pair("Gamma density, the rate read as a scale", "b^a x^(a-1) exp(-b x)/Gamma(a)", "x^(a-1) exp(-x/b)/(Gamma(a) b^a)", False,
         GAMMA,
         lambda x, a, b: (b**a * x ** (a - 1) * np.exp(-b * x) / math.gamma(a),
                          x ** (a - 1) * np.exp(-x / b) / (math.gamma(a) * b**a))),
    Pair("Gamma mean by the functional equation", "a/b", "Gamma(a+1)/(b Gamma(a))", True, SHAPES,
         lambda a, b: (a / b, math.gamma(a + 1) / (b * math.gamma(a)))),
    Pair("Gamma function at integers, shifted by one", "(n-1)!", "Gamma(n+1)", False, {"n": "natural"},
         lambda n: (math.factorial(n - 1), math.gamma(n + 1))),
    Pair("Beta normaliser as an integral", "Gamma(a+b)/(Gamma(a) Gamma(b))", "1/int(t^(a-1) (1-t)^(b-1), t, 0, 1)", True, SHAPES,
         lambda a, b: (math.gamma(a + b) / (math.gamma(a) * math.gamma(b)),  # the integral after t = e^s/(1 + e^s)
                       1 / integral(lambda s: np.exp(a * s - (a + b) * np.logaddexp(0, s)), -400, 0, 400))),
    Pair("Beta variance from two moments", "a b/((a+b)^2 (a+b+1))", "a(a+1)/((a+b)(a+b+1)) - a^2/(a+b)^2", True, SHAPES,
         lambda a, b: (a * b / ((a + b) ** 2 * (a + b + 1)), a * (a + 1) / ((a + b) * (a + b + 1)) - a**2 / (a + b) ** 2)),
    Pair("uniform variance from two moments", "(b-a)^2/12", "(a^2 + a*b + b^2)/3 - ((a+b)/2)^2", True, {"a": "real", "b": "real"},
         lambda a, b: ((b - a) ** 2 / 12, (a**2 + a * b + b**2) / 3 - ((a + b) / 2) ** 2)),
    Pair("uniform second moment, the length lost", "(a^2 + a*b + b^2)/3", "(b^3 - a^3)/3", False, {"a": "real", "b": "real"},
         lambda a, b: ((a**2 + a * b + b**2) / 3, (b**3 - a**3) / 3)),
    Pair("mean of the greatest of n uniforms", "n/(n+1)", "int(x n x^(n-1), x, 0, 1)", True, {"n": "natural"},
         lambda n: (n / (n + 1), integral(lambda x: x * n * x ** (n - 1), 0, 1))),
    Pair("logistic density by a hyperbolic cosine", "exp(-x)/(1+exp(-x))^2", "1/(4 cosh(x/2)^2)", True, {"x": "real"},
         lambda x: (np.exp(-x) / (1 + np.exp(-x)) ** 2, 1 / (4 * np.cosh(x / 2) ** 2))),
    Pair("logistic density, the half of the argument lost", "exp(-x)/(1+exp(-x))^2", "(1 - tanh(x)^2)/4", False, {"x": "real"},
         lambda x: (np.exp(-x) / (1 + np.exp(-x)) ** 2, (1 - np.tanh(x) ** 2) / 4)),
    Pair("Laplace distribution function without cases", "if x < 0 then exp(x)/2 else 1 - exp(-x)/2",
         "1/2 + sign(x) (1 - exp(-|x|))/2", True, {"x": "real"},
         lambda x: (np.exp(x) / 2 if x < 0 else 1 - np.exp(-x) / 2, 1 / 2 + np.sign(x) * (1 - np.exp(-abs(x))) / 2)),
    Pair("Laplace distribution function, off at one branch", "if x < 0 then exp(x)/2 else 1 - exp(-x)/2", "exp(-|x|)/2", False,
         {"x": "real"}, lambda x: (np.exp(x) / 2 if x < 0 else 1 - np.exp(-x) / 2, np.exp(-abs(x)) / 2)),
    Pair("triangular density by cases", "max(0, 1 - |x|)", "if |x| <= 1 then 1 - |x| else 0", True, {"x": "real"},
         lambda x: (max(0, 1 - abs(x)), 1 - abs(x) if abs(x) <= 1 else 0)),
    Pair("Cauchy distribution function", "1/2 + arctan(x)/π", "int(1/(pi (1+t^2)), t, -oo, x)", True, {"x": "real"},
         lambda x: (1 / 2 + np.arctan(x) / np.pi, integral(lambda u: np.ones_like(u), -np.pi / 2, np.arctan(x)) / np.pi)),
)

NORMAL_INTEGRALS = (
    Pair("Phi by the error function", "Phi(x)", "(1 + erf(x/sqrt(2)))/2", True, {"x": "real"},
         lambda x: (integral(normal, -12, x), (1 + math.erf(x / math.sqrt(2))) / 2)),
    Pair("Phi by the error function, no root of two", "Phi(x)", "(1 + erf(x))/2", False, {"x": "real"},
         lambda x: (integral(normal, -12, x), (1 + math.erf(x)) / 2)),
    Pair("standardised by the variance", "Phi((x-mu)/sigma)", "Phi((x-mu)/sigma^2)", False, G,
         lambda x, mu, sigma: (cumulative((x - mu) / sigma), cumulative((x - mu) / sigma**2))),
    Pair("derivative of Phi, the inner derivative lost", "d/dx Phi(x/sigma)", "exp(-x^2/(2 sigma^2))/sqrt(2 pi)", False,
         {"x": "real", "sigma": "positive"}, lambda x, sigma: (normal(x / sigma) / sigma, normal(x / sigma))),
    Pair("Gaussian integral with a linear term", "sqrt(2 pi) exp(b^2/2)", "int(exp(b x - x^2/2), x, -oo, oo)", True,
         {"b": "real"},
         lambda b: (np.sqrt(2 * np.pi) * np.exp(b**2 / 2), integral(lambda x: np.exp(b * x - x**2 / 2), b - 12, b + 12))),
    Pair("fourth moment of a Gaussian without the three", "int(x^4 exp(-x^2/(2 sigma^2)), x, -oo, oo)/(sqrt(2 pi) sigma)",
         "sigma^4", False, {"sigma": "positive"},
         lambda sigma: (3 * sigma**4, sigma**4)),
    Pair("moment generating function, half lost", "exp(mu t + sigma^2 t^2/2)", "exp(mu t) exp((sigma t)^2)", False,
         {"mu": "real", "sigma": "positive", "t": "real"},
         lambda mu, sigma, t: (np.exp(mu * t + sigma**2 * t**2 / 2), np.exp(mu * t) * np.exp((sigma * t) ** 2))),
    Pair("mean of a half-normal by two integrals", "sqrt(2/pi)", "int(x exp(-x^2/2), x, 0, oo)/int(exp(-x^2/2), x, 0, oo)", True,
         {},
         lambda: (np.sqrt(2 / np.pi),
                  integral(lambda x: x * np.exp(-(x**2) / 2), 0, 12) / integral(lambda x: np.exp(-(x**2) / 2), 0, 12))),
    Pair("mean of a half-normal, not renormalised", "sqrt(2/pi)", "1/sqrt(2 pi)", False, {},
         lambda: (np.sqrt(2 / np.pi), 1 / np.sqrt(2 * np.pi))),
    Pair("expected rectified Gaussian", "mu Phi(mu/sigma) + sigma exp(-mu^2/(2 sigma^2))/sqrt(2 pi)",
         "int(max(0, x) exp(-(x-mu)^2/(2 sigma^2)), x, -oo, oo)/(sqrt(2 pi) sigma)", True, {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: (mu * cumulative(mu / sigma) + sigma * normal(mu / sigma),
                            integral(lambda x: x * normal(x, mu, sigma), 0, max(0, mu) + 14 * sigma))),
    Pair("expected rectified Gaussian, standardised only in the density",
         "mu Phi(mu/sigma) + sigma exp(-mu^2/(2 sigma^2))/sqrt(2 pi)", "mu Phi(mu) + sigma exp(-mu^2/(2 sigma^2))/sqrt(2 pi)",
         False, {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: (mu * cumulative(mu / sigma) + sigma * normal(mu / sigma),
                            mu * cumulative(mu) + sigma * normal(mu / sigma))),
    Pair("mean above a threshold by the other tail", "exp(-a^2/2)/(sqrt(2 pi) (1 - Phi(a)))", "exp(-a²/2)/(√(2π) Φ(-a))", True,
         {"a": "real"}, lambda a: (normal(a) / (1 - cumulative(a)), normal(a) / cumulative(-a))),
    Pair("truncated exponential density, cleared of negative exponents", "λ exp(-λ x)/(1 - exp(-λ c))",
         "λ exp(λ(c - x))/(exp(λ c) - 1)", True, {"x": "positive", "c": "positive", "λ": "positive"},
         lambda x, c, λ: (λ * np.exp(-λ * x) / (1 - np.exp(-λ * c)), λ * np.exp(λ * (c - x)) / (np.exp(λ * c) - 1))),
)

CHANGE_OF_VARIABLES = (
    Pair("log-normal density, the Jacobian in the exponent", "exp(-(log(y) - mu)^2/(2 sigma^2))/(y sigma sqrt(2 pi))",
         "exp(-(ln y - mu)^2/(2 sigma^2) - ln y)/sqrt(2 pi sigma^2)", True, {"y": "positive", "mu": "real", "sigma": "positive"},
         lambda y, mu, sigma: (normal(np.log(y), mu, sigma) / y,
                               np.exp(-((np.log(y) - mu) ** 2) / (2 * sigma**2) - np.log(y)) / np.sqrt(2 * np.pi * sigma**2))),
    Pair("log-normal density, the Jacobian forgotten", "exp(-(log(y) - mu)^2/(2 sigma^2))/(y sigma sqrt(2 pi))",
         "exp(-(log(y) - mu)^2/(2 sigma^2))/(sigma sqrt(2 pi))", False, {"y": "positive", "mu": "real", "sigma": "positive"},
         lambda y, mu, sigma: (normal(np.log(y), mu, sigma) / y, normal(np.log(y), mu, sigma))),
    Pair("log-normal variance expanded", "(exp(sigma^2) - 1) exp(2 mu + sigma^2)", "exp(2(mu + sigma^2)) - exp(mu + sigma^2/2)^2",
         True, {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: ((np.exp(sigma**2) - 1) * np.exp(2 * mu + sigma**2),
                            np.exp(2 * (mu + sigma**2)) - np.exp(mu + sigma**2 / 2) ** 2)),
    Pair("density of a x + b, the absolute value as a root", "exp(-((y-b)/a)^2/2)/(sqrt(2 pi) |a|)",
         "exp(-(y-b)^2/(2 a^2))/sqrt(2 pi a^2)", True, {"y": "real", "a": "nonzero", "b": "real"},
         lambda y, a, b: (normal((y - b) / a) / abs(a), np.exp(-((y - b) ** 2) / (2 * a**2)) / np.sqrt(2 * np.pi * a**2))),
    Pair("density of a x + b, right only for positive a", "exp(-((y-b)/a)^2/2)/(sqrt(2 pi) |a|)",
         "exp(-((y-b)/a)^2/2)/(a sqrt(2 pi))", False, {"y": "real", "a": "nonzero", "b": "real"},
         lambda y, a, b: (normal((y - b) / a) / abs(a), normal((y - b) / a) / a)),
    Pair("density of the square of a normal, one of two roots", "exp(-y/2)/sqrt(2 pi y)", "exp(-y/2)/sqrt(2 pi) * 1/(2 sqrt(y))",
         False, {"y": "positive"},
         lambda y: (np.exp(-y / 2) / np.sqrt(2 * np.pi * y), np.exp(-y / 2) / np.sqrt(2 * np.pi) / (2 * np.sqrt(y)))),
)


def bayes(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A random joint table of x and z, with both its marginals in shapes that divide it."""
    joint = table(rng, 3, 2)
    return joint, joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)


def bayes_rule(rng: np.random.Generator) -> tuple[Any, Any]:
    joint, x, z = bayes(rng)
    return joint / x, (joint / z) * z / x


def bayes_rule_swapped(rng: np.random.Generator) -> tuple[Any, Any]:
    joint, x, z = bayes(rng)
    return joint / x, (joint / z) * x / z


def chain_rule_wrong_marginal(rng: np.random.Generator) -> tuple[Any, Any]:
    joint, x, z = bayes(rng)
    return np.log(joint), np.log(joint / z) + np.log(x)


def marginal_by_expectation(rng: np.random.Generator) -> tuple[Any, Any]:
    joint, x, z = bayes(rng)
    return x[:, 0], np.sum(z * (joint / z), axis=1)


def variance_of_linear(rng: np.random.Generator, a: float, b: float) -> tuple[float, float]:
    """The variance of a x + b, and that of x, of a random distribution."""
    p, x = table(rng, 4), rng.normal(size=4)
    linear = a * x + b
    return p @ linear**2 - (p @ linear) ** 2, p @ x**2 - (p @ x) ** 2


def mixture_variances(w: np.ndarray, m: np.ndarray, s: np.ndarray) -> tuple[Any, Any]:
    """The variance of a mixture by its moments, and by the law of total variance."""
    return w @ (s**2 + m**2) - (w @ m) ** 2, w @ s**2 + w @ (m - w @ m) ** 2


JOINT = {"p": "density of x, z"}
EXPECTATIONS = (
    Pair("variance by two moments", "Var_p[x]", "E_p[x^2] - E_p[x]^2", True, {"p": "density of x"},
         lambda rng: (lambda p, x: (p @ (x - p @ x) ** 2, p @ x**2 - (p @ x) ** 2))(table(rng, 4), rng.normal(size=4))),
    Pair("variance of a linear function", "Var_p[a x + b]", "a^2 Var_p[x]", True, {"p": "density of x", "a": "real", "b": "real"},
         lambda a, b, rng: (lambda both: (both[0], a**2 * both[1]))(variance_of_linear(rng, a, b))),
    Pair("variance of a linear function, the factor not squared", "Var_p[a x + b]", "a Var_p[x]", False,
         {"p": "density of x", "a": "real", "b": "real"},
         lambda a, b, rng: (lambda both: (both[0], a * both[1]))(variance_of_linear(rng, a, b))),
    Pair("variance of a difference", "Var_p[x - y]", "Var_p[x] + Var_p[y] - 2 Cov_p[x, y]", True, {"p": "density of x, y"},
         lambda rng: (lambda e: (e["(x - y)^2"] - e["x - y"] ** 2, e["xx"] - e["x"] ** 2 + e["yy"] - e["y"] ** 2
                                 - 2 * (e["xy"] - e["x"] * e["y"])))(moments(rng))),
    Pair("variance of a difference as a difference", "Var_p[x - y]", "Var_p[x] - Var_p[y]", False, {"p": "density of x, y"},
         lambda rng: (lambda e: (e["(x - y)^2"] - e["x - y"] ** 2, e["xx"] - e["x"] ** 2 - e["yy"] + e["y"] ** 2))(moments(rng))),
    Pair("mean of a product as a product of means", "E_p[x y]", "E_p[x] E_p[y]", False, {"p": "density of x, y"},
         lambda rng: (lambda e: (e["xy"], e["x"] * e["y"]))(moments(rng))),
    Pair("Bayes", "p(z|x)", "p(x|z) p(z)/p(x)", True, JOINT, bayes_rule),
    Pair("Bayes with the marginals swapped", "p(z|x)", "p(x|z) p(x)/p(z)", False, JOINT, bayes_rule_swapped),
    Pair("log of a joint density with the wrong marginal", "log p(x, z)", "log p(x|z) + log p(x)", False, JOINT,
         chain_rule_wrong_marginal),
    Pair("marginal density as an expectation", "p(x)", "E_p(z)[p(x|z)]", True, JOINT, marginal_by_expectation),
    Pair("variance of a mixture, within and between", "sum(w_k (s_k^2 + m_k^2), k, 1, K) - sum(w_k m_k, k, 1, K)^2",
         "sum(w_k s_k^2, k, 1, K) + sum(w_k (m_k - sum(w_j m_j, j, 1, K))^2, k, 1, K)", True, MIXTURE, mixture_variances),
)

PAIRS = GAUSSIAN + DISCRETE + CONTINUOUS + NORMAL_INTEGRALS + CHANGE_OF_VARIABLES + EXPECTATIONS
