"""Pairs in LaTeX: densities, moments, rules of probability, change of variables, flows, mixtures, convolutions, truncation."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np

from tests.tables.pair import Pair

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)


def positive(rng: np.random.Generator) -> float:
    """A value for `\\lambda`, which cannot be the name of a parameter."""
    return float(rng.uniform(0.1, 3))


def normal(x: Any, mean: Any, variance: Any) -> Any:
    return np.exp(-((x - mean) ** 2) / (2 * variance)) / np.sqrt(2 * np.pi * variance)


def log_normal(x: Any, mean: Any, variance: Any) -> Any:
    return -((x - mean) ** 2) / (2 * variance) - np.log(2 * np.pi * variance) / 2


def log_normals(x: np.ndarray, mean: Any, covariance: np.ndarray) -> float:
    """The log density of a normal vector, by a Cholesky factor."""
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.solve(factor, x - mean)
    return float(-white @ white / 2 - np.log(np.diag(factor)).sum() - len(x) * np.log(2 * np.pi) / 2)


def phi(x: Any) -> Any:
    return normal(x, 0, 1)


def upper(x: Any) -> Any:
    """Phi(x)."""
    return np.vectorize(math.erfc)(-np.asarray(x) / np.sqrt(2)) / 2


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def slope(f: Callable[[Any], Any], x: Any) -> Any:
    """The derivative of an analytic f, by a complex step."""
    return np.imag(f(x + 1e-30j)) / 1e-30


def gradient(f: Callable[[Any], Any], x: np.ndarray) -> np.ndarray:
    return np.array([np.imag(f(x + 1e-30j * step)) / 1e-30 for step in np.eye(len(x))])


def integral(f: Callable[[Any], Any], low: float, high: float, panels: int = 80) -> float:
    ends = np.linspace(low, high, panels + 1)
    half = np.diff(ends)[:, None] / 2
    return float(np.sum(f((ends[:-1, None] + ends[1:, None]) / 2 + half * _NODES) * half * _WEIGHTS))


def whole_line(f: Callable[[Any], Any], centre: float, width: float) -> float:
    return integral(f, centre - 30 * width, centre + 30 * width)


def half_line(f: Callable[[Any], Any]) -> float:
    """The integral over (0, oo) of what decays like exp(-x / 10) or faster, and may be x^(-0.9) at 0."""
    u, step = np.linspace(-250, 8, 50_001, retstep=True)
    return float(np.sum(f(np.exp(u)) * np.exp(u)) * step)


def table(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.dirichlet(np.ones(math.prod(shape))).reshape(shape)


def mean(weights: np.ndarray, values: Any) -> float:
    return float(np.sum(weights * values))


def variance(weights: np.ndarray, values: Any) -> float:
    return mean(weights, (values - mean(weights, values)) ** 2)


def covariance(weights: np.ndarray, left: Any, right: Any) -> float:
    return mean(weights, (left - mean(weights, left)) * (right - mean(weights, right)))


def total_variance(rng: np.random.Generator) -> tuple[float, float]:
    p, x = table(rng, 3, 2), rng.normal(size=3)
    p_z = p.sum(axis=0)
    within = np.array([variance(p[:, z] / p_z[z], x) for z in range(2)])
    between = np.array([mean(p[:, z] / p_z[z], x) for z in range(2)])
    return variance(p.sum(axis=1), x), mean(p_z, within) + variance(p_z, between)


def two_reals(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A table of x and y, and their values as a column and a row."""
    return table(rng, 3, 2), rng.normal(size=(3, 1)), rng.normal(size=(1, 2))


def variance_of_sum(rng: np.random.Generator) -> tuple[float, float]:
    p, x, y = two_reals(rng)
    return variance(p, x + y), variance(p, x) + variance(p, y)


def covariance_of_sum_and_difference(rng: np.random.Generator) -> tuple[float, float]:
    p, x, y = two_reals(rng)
    return covariance(p, x + y, x - y), variance(p, x) - variance(p, y)


def bayes(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """A table p(x, z), its marginals and conditionals, all as arrays over (x, z)."""
    p = table(rng, 3, 2)
    x, z = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
    return {"xz": p, "x": x, "z": z, "x|z": p / z, "z|x": p / x}


def three(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """p(x, y, z), p(y, z), p(x, z) and p(z) as arrays over (x, y, z)."""
    p = table(rng, 2, 3, 2)
    return p, p.sum(0, keepdims=True), p.sum(1, keepdims=True), p.sum((0, 1), keepdims=True)


def posterior_by_bayes(rng: np.random.Generator) -> tuple[Any, Any]:
    p = bayes(rng)
    return p["z|x"], p["x|z"] * p["z"] / (p["x|z"] * p["z"]).sum(axis=1, keepdims=True)


def posterior_with_swapped_marginals(rng: np.random.Generator) -> tuple[Any, Any]:
    p = bayes(rng)
    return p["z|x"], p["x|z"] * p["x"] / p["z"]


def marginal_without_prior(rng: np.random.Generator) -> tuple[Any, Any]:
    p = bayes(rng)
    return p["x"][:, 0], p["x|z"].sum(axis=1)


def evidence_by_posterior(rng: np.random.Generator) -> tuple[Any, Any]:
    p = bayes(rng)
    return np.log(p["x"] + 0 * p["z"]), np.log(p["x|z"]) + np.log(p["z"]) - np.log(p["z|x"])


def tower(rng: np.random.Generator) -> tuple[Any, Any]:
    p, f = bayes(rng), rng.normal(size=(3, 1))
    return (p["z"] * (p["x|z"] * f).sum(axis=0)).sum(), (p["x"] * f).sum()


def product_rule(rng: np.random.Generator) -> tuple[Any, Any]:
    xyz, yz, _, z = three(rng)
    return xyz / z, (xyz / yz) * (yz / z)


def predictive_without_condition(rng: np.random.Generator) -> tuple[Any, Any]:
    xyz, yz, xz, z = three(rng)
    x = xyz.sum((1, 2))[:, None]
    return xyz.sum(2) / x, ((yz / z) * (xz / x[:, :, None])).sum(2)


def importance(rng: np.random.Generator) -> tuple[Any, Any]:
    p, q, f = table(rng, 4), table(rng, 4), rng.normal(size=4)
    return mean(p, f), mean(q, p / q * f)


def affine_variance(rng: np.random.Generator) -> tuple[Any, Any]:
    p, x, (a, b) = table(rng, 3), rng.normal(size=3), rng.normal(size=2)
    return variance(p, a * x + b), a**2 * variance(p, x)


def square_of_mean(rng: np.random.Generator) -> tuple[Any, Any]:
    p, x = table(rng, 3), rng.normal(size=3)
    return mean(p, x**2), mean(p, x) ** 2


def mean_of_poisson(rng: np.random.Generator) -> tuple[float, float]:
    rate = positive(rng)
    return sum(k * rate**k / math.factorial(k) * np.exp(-rate) for k in range(60)), rate


def second_moment_of_exponential(rng: np.random.Generator) -> tuple[float, float]:
    rate = positive(rng)
    return half_line(lambda x: x**2 * rate * np.exp(-rate * x)), 1 / rate**2


def responsibility(x: float, w: float, mu_1: float, mu_2: float, sigma: float, odds: int) -> tuple[Any, Any]:
    """The responsibility of the first of two components, and the sigmoid with the given sign of its log odds."""
    # by the difference of the logs, since both densities may underflow
    logs = np.log(w) + log_normal(x, mu_1, sigma**2) - np.log(1 - w) - log_normal(x, mu_2, sigma**2)
    return sigmoid(logs), sigmoid((mu_1 - mu_2) / sigma**2 * (x - (mu_1 + mu_2) / 2) + odds * np.log(w / (1 - w)))


def quadratic_form(x: np.ndarray, mu: np.ndarray, Lambda: np.ndarray) -> tuple[Any, Any]:
    return -(x - mu) @ Lambda @ (x - mu) / 2, -x @ Lambda @ x / 2 + x @ Lambda @ mu - mu @ Lambda @ mu / 2


NORMAL = {"x": "real", r"\mu": "real", r"\sigma": "positive"}
NORMALS = {"d": "natural", "x": "vector d", r"\mu": "vector d", r"\Sigma": "symmetric positive definite matrix d"}
DENSITY = r"\frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)"
DENSITIES = r"(2\pi)^{-d/2} |\Sigma|^{-1/2} \exp\left(-\tfrac{1}{2}(x-\mu)^\top \Sigma^{-1}(x-\mu)\right)"
SMALL_PHI = {r"\phi(u)": r"\frac{1}{\sqrt{2\pi}} e^{-u^2/2}"}
BOTH_PHI = SMALL_PHI | {r"\Phi(u)": r"\frac{1}{2}\left(1+\operatorname{erf}\left(\frac{u}{\sqrt{2}}\right)\right)"}
LOGISTIC = {r"\sigma(a)": r"\frac{1}{1+e^{-a}}"}

PAIRS = (
    # the normal density
    Pair("normal density by the standard one", DENSITY, r"\frac{1}{\sigma}\,\phi\left(\frac{x-\mu}{\sigma}\right)", True, NORMAL,
         lambda x, mu, sigma: (normal(x, mu, sigma**2), phi((x - mu) / sigma) / sigma), definitions=SMALL_PHI),
    Pair("normal density with sigma for its square", DENSITY, r"\frac{1}{\sqrt{2\pi}\,\sigma} e^{-\frac{(x-\mu)^2}{2\sigma}}",
         False, NORMAL,
         lambda x, mu, sigma: (normal(x, mu, sigma**2), np.exp(-((x - mu) ** 2) / (2 * sigma)) / np.sqrt(2 * np.pi) / sigma)),
    Pair("root of a square that may be of a negative", DENSITY,
         r"\frac{1}{\sqrt{2\pi}\,\sigma} \exp\left(-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^2\right)", False,
         {"x": "real", r"\mu": "real", r"\sigma": "nonzero"},
         lambda x, mu, sigma: (normal(x, mu, sigma**2), np.exp(-(((x - mu) / sigma) ** 2) / 2) / np.sqrt(2 * np.pi) / sigma)),
    Pair("log density by the precision", r"\log \mathcal{N}(x \mid \mu, \sigma^2)",
         r"\tfrac12 \log \tau - \tfrac12 \log(2\pi) - \tfrac{\tau}{2}(x-\mu)^2", True, NORMAL,
         lambda x, mu, sigma: (log_normal(x, mu, sigma**2),
                               -np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / sigma**2 / 2),
         definitions={r"\tau": r"\frac{1}{\sigma^2}"}),
    Pair("log density by natural parameters", r"\log \mathcal{N}(x \mid \mu, \sigma^2)",
         r"\eta_1 x + \eta_2 x^2 + \frac{\eta_1^2}{4\eta_2} + \frac12 \log(-2\eta_2) - \frac12 \log 2\pi", True, NORMAL,
         lambda x, mu, sigma: (log_normal(x, mu, sigma**2), mu / sigma**2 * x - x**2 / (2 * sigma**2)
                               - mu**2 / (2 * sigma**2) - np.log(sigma) - np.log(2 * np.pi) / 2),
         definitions={r"\eta_1": r"\frac{\mu}{\sigma^2}", r"\eta_2": r"-\frac{1}{2\sigma^2}"}),
    Pair("log density but for its constant", r"\log \mathcal N(x; 3, 4)", r"\frac{3x}{4} - \frac{x^2}{8}", True, {"x": "real"},
         lambda x: (log_normal(x, 3, 4) - log_normal(0, 3, 4), 3 * x / 4 - x**2 / 8), mode="up to a constant"),
    Pair("log density, linear term halved, but for its constant", r"\log \mathcal N(x; 3, 4)", r"-\frac{x^2 - 3x}{8}", False,
         {"x": "real"}, lambda x: (log_normal(x, 3, 4) - log_normal(0, 3, 4), -(x**2 - 3 * x) / 8), mode="up to a constant"),
    Pair("normalising constant as a decimal", r"\frac{1}{\sqrt{2\pi}} e^{-x^2/2}", r"0.39894\, e^{-x^2/2}", False, {"x": "real"},
         lambda x: (phi(x), 0.39894 * np.exp(-(x**2) / 2))),
    # normal vectors
    Pair("determinant of 2 pi Sigma", DENSITIES,
         r"\frac{1}{\sqrt{\det(2\pi\Sigma)}} \exp\Big(-\frac{1}{2}(x-\mu)^{\top}\Sigma^{-1}(x-\mu)\Big)", True, NORMALS,
         lambda x, mu, Sigma: (np.exp(log_normals(x, mu, Sigma)), np.exp(-(x - mu) @ np.linalg.inv(Sigma) @ (x - mu) / 2)
                               / np.sqrt(np.linalg.det(2 * np.pi * Sigma)))),
    Pair("one 2 pi for all dimensions", DENSITIES,
         r"\frac{1}{\sqrt{2\pi\det\Sigma}}\, e^{-\frac{1}{2}(x-\mu)^\top\Sigma^{-1}(x-\mu)}", False, NORMALS,
         lambda x, mu, Sigma: (np.exp(log_normals(x, mu, Sigma)), np.exp(-(x - mu) @ np.linalg.inv(Sigma) @ (x - mu) / 2)
                               / np.sqrt(2 * np.pi * np.linalg.det(Sigma)))),
    Pair("isotropic log density", r"\log \mathcal{N}(x; \mu, \sigma^2 I)",
         r"-\frac{d}{2}\log(2\pi\sigma^2) - \frac{\|x-\mu\|^2}{2\sigma^2}", True,
         {"d": "natural", "x": "vector d", r"\mu": "vector d", r"\sigma": "positive"},
         lambda d, x, mu, sigma: (log_normals(x, mu, sigma**2 * np.eye(d)),
                                  -d / 2 * np.log(2 * np.pi * sigma**2) - np.sum((x - mu) ** 2) / (2 * sigma**2))),
    Pair("score of a normal vector", r"\nabla_x \log \mathcal{N}(x \mid \mu, \Sigma)", r"\Sigma^{-1}(\mu - x)", True, NORMALS,
         lambda x, mu, Sigma: (gradient(lambda t: -(t - mu) @ np.linalg.inv(Sigma) @ (t - mu) / 2, x),
                               np.linalg.solve(Sigma, mu - x))),
    Pair("square completed backwards", r"-\frac12 (x-\mu)^\top \Lambda (x-\mu)",
         r"-\frac12 x^\top\Lambda x + x^\top\Lambda\mu - \frac12\mu^\top\Lambda\mu", True,
         {"d": "natural", "x": "vector d", r"\mu": "vector d", r"\Lambda": "symmetric matrix d"}, quadratic_form),
    Pair("mixed terms of a form without symmetry", r"-\tfrac{1}{2}(x-\mu)^T \Lambda (x-\mu)",
         r"-\tfrac{1}{2}x^T\Lambda x + x^T\Lambda\mu - \tfrac{1}{2}\mu^T\Lambda\mu", False,
         {"d": "natural", "x": "vector d", r"\mu": "vector d", r"\Lambda": "matrix d"}, quadratic_form),
    Pair("correlated pair of standard normals",
         r"\log \mathcal{N}\left(\begin{pmatrix} x \\ y \end{pmatrix};\, \begin{pmatrix} 0 \\ 0 \end{pmatrix},\,"
         r" \begin{pmatrix} 1 & \rho \\ \rho & 1 \end{pmatrix}\right)",
         r"-\log(2\pi) - \frac12\log(1-\rho^2) - \frac{x^2 - 2\rho x y + y^2}{2(1-\rho^2)}", True,
         {"x": "real", "y": "real", r"\rho": "in (-1, 1)"},
         lambda x, y, rho: (log_normals(np.array([x, y]), 0, np.array([[1, rho], [rho, 1]])),
                            -np.log(2 * np.pi) - np.log(1 - rho**2) / 2 - (x**2 - 2 * rho * x * y + y**2) / (2 * (1 - rho**2)))),
    Pair("conditional mean with the ratio upside down", r"\mu_1 + \frac{\rho\sigma_1\sigma_2}{\sigma_2^2}(x_2 - \mu_2)",
         r"\mu_1 + \rho\,\frac{\sigma_2}{\sigma_1}(x_2-\mu_2)", False,
         {r"\mu_1": "real", r"\mu_2": "real", "x_2": "real", r"\rho": "in (-1, 1)",
          r"\sigma_1": "positive", r"\sigma_2": "positive"},
         lambda mu_1, mu_2, x_2, rho, sigma_1, sigma_2: (mu_1 + rho * sigma_1 / sigma_2 * (x_2 - mu_2),
                                                         mu_1 + rho * sigma_2 / sigma_1 * (x_2 - mu_2))),
    # discrete variables
    Pair("Bernoulli as an exponential family", r"\mu^x (1-\mu)^{1-x}",
         r"\exp\left(x \log\frac{\mu}{1-\mu} + \log(1-\mu)\right)", True, {"x": r"in {0, 1}", r"\mu": "in (0, 1)"},
         lambda x, mu: (mu if x else 1 - mu, np.exp(x * np.log(mu / (1 - mu)) + np.log(1 - mu)))),
    Pair("Bernoulli as a line, at its two points", r"\mu^x (1-\mu)^{1-x}", r"x\mu + (1-x)(1-\mu)", True,
         {"x": r"in {0, 1}", r"\mu": "in (0, 1)"}, lambda x, mu: (mu if x else 1 - mu, x * mu + (1 - x) * (1 - mu))),
    Pair("Bernoulli as a line, between its points", r"\theta^y (1-\theta)^{1-y}", r"y\theta + (1-y)(1-\theta)", False,
         {"y": "in [0, 1]", r"\theta": "in (0, 1)"},
         lambda y, theta: (theta**y * (1 - theta) ** (1 - y), y * theta + (1 - y) * (1 - theta))),
    Pair("labels of plus and minus one", r"\frac{1}{1+e^{-ya}}", r"\sigma(a)^{(1+y)/2}\,(1-\sigma(a))^{(1-y)/2}", True,
         {"a": "real", "y": r"in {-1, 1}"}, lambda a, y: (sigmoid(y * a), sigmoid(a) if y > 0 else 1 - sigmoid(a)),
         definitions=LOGISTIC),
    Pair("at least one success", r"\sum_{k=1}^{n} \binom{n}{k} p^k (1-p)^{n-k}", r"1-(1-p)^n", True,
         {"n": "natural", "p": "in (0, 1)"},
         lambda n, p: (sum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(1, n + 1)), 1 - (1 - p) ** n)),
    Pair("Poisson by the Gamma function", r"\frac{\lambda^k e^{-\lambda}}{k!}",
         r"\exp\big(k\log\lambda - \lambda - \log\Gamma(k+1)\big)", True, {"k": "natural", r"\lambda": "positive"},
         lambda k, rng: ((lam := positive(rng)) ** k * np.exp(-lam) / math.factorial(k),
                         np.exp(k * np.log(lam) - lam - math.lgamma(k + 1)))),
    Pair("Poisson with Gamma off by one", r"\frac{\lambda^k e^{-\lambda}}{k!}", r"\frac{\lambda^k e^{-\lambda}}{\Gamma(k)}",
         False, {"k": "positive integer", r"\lambda": "positive"},
         lambda k, rng: ((lam := positive(rng)) ** k * np.exp(-lam) / math.factorial(k), lam**k * np.exp(-lam) / math.gamma(k))),
    Pair("mean of a Poisson", r"\sum_{k=0}^{\infty} k\, \frac{\lambda^k}{k!} e^{-\lambda}", r"\lambda", True,
         {r"\lambda": "positive"}, mean_of_poisson),
    Pair("sum of two Poissons", r"\sum_{j=0}^{k} \frac{a^j e^{-a}}{j!} \cdot \frac{b^{k-j} e^{-b}}{(k-j)!}",
         r"\frac{(a+b)^k}{k!}\, e^{-(a+b)}", True, {"k": "natural", "a": "positive", "b": "positive"},
         lambda k, a, b: (sum(a**j / math.factorial(j) * b ** (k - j) / math.factorial(k - j) for j in range(k + 1))
                          * np.exp(-a) * np.exp(-b), (a + b) ** k / math.factorial(k) * np.exp(-(a + b)))),
    # continuous variables
    Pair("survival of an exponential before time 0",
         r"\int_{-\infty}^{\infty} \mathbb{1}[x > t]\; \mathbb{1}[x > 0]\, e^{-x}\, dx", r"e^{-t}", False, {"t": "real"},
         lambda t: (half_line(lambda x: np.exp(-(x + max(t, 0)))), np.exp(-t))),
    Pair("second moment of an exponential for its variance", r"\int_0^\infty x^2\, \lambda e^{-\lambda x}\, dx",
         r"\frac{1}{\lambda^2}", False, {r"\lambda": "positive"}, second_moment_of_exponential),
    Pair("mean of a Gamma", r"\int_0^\infty x\,\frac{\beta^\alpha}{\Gamma(\alpha)} x^{\alpha-1} e^{-\beta x}\,dx",
         r"\frac{\alpha}{\beta}", True, {r"\alpha": "positive", r"\beta": "positive"},
         lambda alpha, beta: (half_line(lambda x: beta**alpha / math.gamma(alpha) * x**alpha * np.exp(-beta * x)), alpha / beta)),
    Pair("variance of a Gamma with rate taken as scale",
         r"\frac{\Gamma(\alpha+2)}{\beta^2\,\Gamma(\alpha)} - \left(\frac{\Gamma(\alpha+1)}{\beta\,\Gamma(\alpha)}\right)^2",
         r"\alpha\beta^2", False, {r"\alpha": "positive", r"\beta": "positive"},
         lambda alpha, beta: (math.gamma(alpha + 2) / beta**2 / math.gamma(alpha)
                              - (math.gamma(alpha + 1) / beta / math.gamma(alpha)) ** 2, alpha * beta**2)),
    Pair("Beta density by the Beta function", r"\frac{\Gamma(a+b)}{\Gamma(a)\,\Gamma(b)}\, x^{a-1}(1-x)^{b-1}",
         r"\frac{x^{a-1}(1-x)^{b-1}}{B(a,b)}", True, {"x": "in (0, 1)", "a": "positive", "b": "positive"},
         lambda x, a, b: (math.gamma(a + b) / math.gamma(a) / math.gamma(b) * x ** (a - 1) * (1 - x) ** (b - 1),
                          x ** (a - 1) * (1 - x) ** (b - 1) / float(mpmath.beta(a, b))),
         definitions={"B(a,b)": r"\int_0^1 t^{a-1}(1-t)^{b-1}\,dt"}),
    Pair("variance of a Beta by its mean, one short", r"\frac{ab}{(a+b)^2(a+b+1)}", r"\frac{m(1-m)}{a+b}", False,
         {"a": "positive", "b": "positive"},
         lambda a, b: (a * b / (a + b) ** 2 / (a + b + 1), a * b / (a + b) ** 3), definitions={"m": r"\frac{a}{a+b}"}),
    Pair("variance of a uniform", r"\int_a^b \frac{1}{b-a}\left(x-\frac{a+b}{2}\right)^2 dx", r"\frac{(b-a)^2}{12}", True,
         {"a": "real", "b": "real"},
         lambda a, b: (integral(lambda x: (x - (a + b) / 2) ** 2 / (b - a), a, b), (b - a) ** 2 / 12), assuming=("a < b",)),
    Pair("uniform density by cases", r"\frac{1}{\theta}\,\mathbb{1}[0 \le x \le \theta]",
         r"\begin{cases} \frac{1}{\theta} & \text{if } 0 \le x \le \theta \\ 0 & \text{otherwise} \end{cases}", True,
         {"x": "real", r"\theta": "positive"},
         lambda x, theta: ((0 <= x <= theta) / theta, 1 / theta if 0 <= x <= theta else 0.0)),
    Pair("variance of a Laplace", r"\int_{-\infty}^{\infty} x^2\,\frac{1}{2b}\,e^{-|x|/b}\,dx", r"b^2", False, {"b": "positive"},
         lambda b: (half_line(lambda x: x**2 / b * np.exp(-x / b)), b**2)),
    Pair("distribution function of a Laplace", r"\frac12 + \frac12\operatorname{sign}(x)\left(1-e^{-|x|/b}\right)",
         r"\begin{cases} \frac12 e^{x/b} & x < 0 \\ 1 - \frac12 e^{-x/b} & x \ge 0 \end{cases}", True,
         {"x": "real", "b": "positive"},
         lambda x, b: (0.5 + 0.5 * np.sign(x) * (1 - np.exp(-abs(x) / b)),
                       0.5 * np.exp(x / b) if x < 0 else 1 - 0.5 * np.exp(-x / b))),
    # rules for means, variances, densities
    Pair("variance of an affine function", r"\mathrm{Var}_{p(x)}(ax+b)", r"a^2\,\mathrm{Var}_{p(x)}(x)", True,
         {"p": "density of x", "a": "real", "b": "real"}, affine_variance),
    Pair("variance of a sum without the covariance", r"\mathrm{Var}(x+y)", r"\mathrm{Var}(x) + \mathrm{Var}(y)", False,
         {"p": "density of x, y"}, variance_of_sum),
    Pair("covariance of sum and difference", r"\operatorname{Cov}(x+y,\, x-y)", r"\operatorname{Var}(x)-\operatorname{Var}(y)",
         True, {"p": "density of x, y"}, covariance_of_sum_and_difference),
    Pair("mean of the square and square of the mean", r"\mathbb{E}_{p(x)}[x^2]", r"\left(\mathbb{E}_{p(x)}[x]\right)^2", False,
         {"p": "density of x"}, square_of_mean),
    Pair("tower rule", r"\mathbb{E}_{p(z)}\left[\mathbb{E}_{p(x \mid z)}[f(x)]\right]", r"\mathbb{E}_{p(x)}[f(x)]", True,
         {"p": "density of x, z", "f": "function"}, tower),
    Pair("law of total variance", r"\mathrm{Var}_{p(x)}(x)",
         r"\mathbb{E}_{p(z)}\left[\mathrm{Var}_{p(x \mid z)}(x)\right] + \mathrm{Var}_{p(z)}\left(\mathbb{E}_{p(x \mid"
         r" z)}[x]\right)", True, {"p": "density of x, z"}, total_variance),
    Pair("Bayes' rule", r"p(z \mid x)", r"\frac{p(x \mid z)\,p(z)}{\int p(x \mid z')\,p(z')\,dz'}", True,
         {"p": "density of x, z"}, posterior_by_bayes),
    Pair("Bayes' rule with prior and evidence swapped", r"p(z \mid x)", r"\frac{p(x|z)\,p(x)}{p(z)}", False,
         {"p": "density of x, z"}, posterior_with_swapped_marginals),
    Pair("marginal without the prior", r"p(x)", r"\int p(x \mid z)\,dz", False, {"p": "density of x, z"}, marginal_without_prior),
    Pair("log evidence by the posterior", r"\log p(x)", r"\log p(x \mid z) + \log p(z) - \log p(z \mid x)", True,
         {"p": "density of x, z"}, evidence_by_posterior),
    Pair("product rule under a condition", r"p(x, y \mid z)", r"p(x \mid y, z)\, p(y \mid z)", True, {"p": "density of x, y, z"},
         product_rule),
    Pair("predictive density that forgets x", r"p(y \mid x)", r"\int p(y \mid z)\, p(z \mid x)\, dz", False,
         {"p": "density of x, y, z"}, predictive_without_condition),
    Pair("importance weights", r"\mathbb{E}_{x \sim p}[f(x)]", r"\mathbb{E}_{x \sim q}\left[\frac{p(x)}{q(x)} f(x)\right]", True,
         {"p": "density of x", "q": "density of x", "f": "function"}, importance),
    # change of variables, flows
    Pair("scale of a density without its absolute value", r"\frac{1}{|a|}\, f\left(\frac{y-b}{a}\right)",
         r"\frac{1}{a}\, f\left(\frac{y-b}{a}\right)", False, {"y": "real", "a": "nonzero", "b": "real", "f": "function"},
         lambda y, a, b: (np.cosh((y - b) / a / 9) / abs(a), np.cosh((y - b) / a / 9) / a)),
    Pair("chi-square with one degree of freedom", r"\frac{d}{dy}\left[\Phi(\sqrt{y}) - \Phi(-\sqrt{y})\right]",
         r"\frac{1}{\sqrt{2\pi y}}\, e^{-y/2}", True, {"y": "positive"},
         lambda y: (float(mpmath.diff(lambda t: mpmath.erf(mpmath.sqrt(t / 2)), y)), np.exp(-y / 2) / np.sqrt(2 * np.pi * y)),
         definitions=BOTH_PHI),
    Pair("square of a normal with one of its two branches", r"\frac{1}{\sqrt{2\pi y}}\, e^{-y/2}",
         r"\frac{\phi(\sqrt{y})}{2\sqrt{y}}", False, {"y": "positive"},
         lambda y: (np.exp(-y / 2) / np.sqrt(2 * np.pi * y), phi(np.sqrt(y)) / (2 * np.sqrt(y))), definitions=SMALL_PHI),
    Pair("log-determinant of a planar flow", r"\log\left|\det\left(I + u\psi^\top\right)\right|",
         r"\log\left|1 + u^\top\psi\right|", True, {"d": "natural", "u": "vector d", r"\psi": "vector d"},
         lambda u, psi: (np.linalg.slogdet(np.eye(len(u)) + np.outer(u, psi))[1], np.log(abs(1 + u @ psi)))),
    Pair("planar flow without the identity", r"\det(I + u w^\top)", r"w^\top u", False,
         {"d": "natural", "u": "vector d", "w": "vector d"},
         lambda u, w: (np.linalg.det(np.eye(len(u)) + np.outer(u, w)), w @ u)),
    Pair("linear flow of a standard normal", r"\log \mathcal{N}(x; 0, WW^\top)",
         r"\log \mathcal{N}(W^{-1}x;\, 0, I) - \log|\det W|", True, {"d": "natural", "x": "vector d", "W": "invertible matrix d"},
         lambda x, W: (log_normals(x, 0, W @ W.T),
                       log_normals(np.linalg.solve(W, x), 0, np.eye(len(x))) - np.linalg.slogdet(W)[1])),
    Pair("linear flow with the determinant of the other direction", r"\log \mathcal{N}(x \mid b, WW^\top)",
         r"\log \mathcal{N}(W^{-1}(x-b) \mid 0, I) + \log|\det W|", False,
         {"d": "natural", "x": "vector d", "b": "vector d", "W": "invertible matrix d"},
         lambda x, b, W: (log_normals(x, b, W @ W.T),
                          log_normals(np.linalg.solve(W, x - b), 0, np.eye(len(x))) + np.linalg.slogdet(W)[1])),
    Pair("log-slope of a sigmoid flow", r"\log \frac{d}{dz}\sigma(z)", r"-z - 2\log\left(1+e^{-z}\right)", True, {"z": "real"},
         lambda z: (np.log(slope(sigmoid, z)), -z - 2 * np.log(1 + np.exp(-z))), definitions=LOGISTIC),
    Pair("inverse of a sigmoid flow with the slope at z", r"\frac{d}{dx}\log\frac{x}{1-x}", r"x(1-x)", False, {"x": "in (0, 1)"},
         lambda x: (slope(lambda t: np.log(t / (1 - t)), x), x * (1 - x))),
    # mixtures
    Pair("responsibility as a sigmoid",
         r"\frac{w\,\mathcal{N}(x \mid \mu_1, \sigma^2)}{w\,\mathcal{N}(x \mid \mu_1, \sigma^2) + (1-w)\,\mathcal{N}(x"
         r" \mid \mu_2, \sigma^2)}",
         r"\left[1+\exp\left(-\frac{\mu_1-\mu_2}{\sigma^2}\left(x-\frac{\mu_1+\mu_2}{2}\right)-\log\frac{w}{1-w}\right)\right]^{-1}"
         r"", True, {"x": "real", "w": "in (0, 1)", r"\mu_1": "real", r"\mu_2": "real", r"\sigma": "positive"},
         lambda x, w, mu_1, mu_2, sigma: responsibility(x, w, mu_1, mu_2, sigma, 1)),
    Pair("responsibility with the odds of the other component",
         r"\frac{w\,e^{-(x-\mu_1)^2/2}}{w\,e^{-(x-\mu_1)^2/2} + (1-w)\,e^{-(x-\mu_2)^2/2}}",
         r"\frac{1}{1+\exp\left(-(\mu_1-\mu_2)\left(x-\tfrac{\mu_1+\mu_2}{2}\right)-\log\tfrac{1-w}{w}\right)}", False,
         {"x": "real", "w": "in (0, 1)", r"\mu_1": "real", r"\mu_2": "real"},
         lambda x, w, mu_1, mu_2: responsibility(x, w, mu_1, mu_2, 1.0, -1)),
    Pair("responsibility without weights below",
         r"\frac{w_k\,\mathcal{N}(x \mid \mu_k, \sigma^2)}{\sum_{j=1}^K w_j\,\mathcal{N}(x \mid \mu_j, \sigma^2)}",
         r"\frac{w_k\,\mathcal{N}(x \mid \mu_k, \sigma^2)}{\sum_{j=1}^K \mathcal{N}(x \mid \mu_j, \sigma^2)}", False,
         {"K": "natural", "k": "integer in 1..K", "x": "real", "w": "distribution on 1..K", r"\mu": "sequence K of real",
          r"\sigma": "positive"},
         lambda k, x, w, mu, sigma: ((w * normal(x, mu, sigma**2))[k - 1] / np.sum(w * normal(x, mu, sigma**2)),
                                     (w * normal(x, mu, sigma**2))[k - 1] / np.sum(normal(x, mu, sigma**2)))),
    Pair("variance of a mixture", r"\sum_{k=1}^K w_k(\sigma_k^2+\mu_k^2) - \left(\sum_{k=1}^K w_k\mu_k\right)^2",
         r"\sum_{k=1}^K w_k\sigma_k^2 + \sum_{k=1}^K w_k\left(\mu_k - \bar\mu\right)^2", True,
         {"K": "natural", "w": "distribution on 1..K", r"\mu": "sequence K of real", r"\sigma": "sequence K of positive"},
         lambda w, mu, sigma: (w @ (sigma**2 + mu**2) - (w @ mu) ** 2, w @ sigma**2 + w @ (mu - w @ mu) ** 2),
         definitions={r"\bar\mu": r"\sum_{k=1}^K w_k \mu_k"}),
    Pair("variance of a mixture as of a weighted sum",
         r"\sum_{k=1}^K w_k(\sigma_k^2+\mu_k^2) - \left(\sum_{k=1}^K w_k\mu_k\right)^2", r"\sum_{k=1}^K w_k^2\,\sigma_k^2", False,
         {"K": "natural", "w": "distribution on 1..K", r"\mu": "sequence K of real", r"\sigma": "sequence K of positive"},
         lambda w, mu, sigma: (w @ (sigma**2 + mu**2) - (w @ mu) ** 2, w**2 @ sigma**2)),
    # products and convolutions of normal densities
    Pair("sum of independent normals", r"\int_{-\infty}^{\infty} \mathcal{N}(z; \mu, \sigma^2)\,\mathcal{N}(x-z; 0, \tau^2)\,dz",
         r"\mathcal{N}(x; \mu, \sigma^2+\tau^2)", True, NORMAL | {r"\tau": "positive"},
         lambda x, mu, sigma, tau: (whole_line(lambda u: phi(u) * normal(x - mu - sigma * u, 0, tau**2), 0, 1) if sigma < tau else
                                    whole_line(lambda u: phi(u) * normal(x - tau * u, mu, sigma**2), 0, 1),
                                    normal(x, mu, sigma**2 + tau**2))),
    Pair("slope of a linear Gaussian model not squared",
         r"\int_{-\infty}^{\infty} \mathcal{N}(x \mid az, \tau^2)\,\mathcal{N}(z \mid 0, 1)\,dz",
         r"\mathcal{N}(x \mid 0, |a| + \tau^2)", False, {"x": "real", "a": "real", r"\tau": "positive"},
         lambda x, a, tau: (whole_line(lambda z: normal(x, a * z, tau**2) * phi(z), 0, 1), normal(x, 0, abs(a) + tau**2))),
    Pair("product of two normal densities", r"\mathcal{N}(x; a, A)\,\mathcal{N}(x; b, B)",
         r"\mathcal{N}(a; b, A+B)\;\mathcal{N}\left(x; \frac{aB+bA}{A+B}, \frac{AB}{A+B}\right)", True,
         {"x": "real", "a": "real", "b": "real", "A": "positive", "B": "positive"},
         lambda x, a, b, A, B: (normal(x, a, A) * normal(x, b, B),
                                normal(a, b, A + B) * normal(x, (a * B + b * A) / (A + B), A * B / (A + B)))),
    Pair("product of two normal densities taken as a density", r"\mathcal{N}(x; a, 1)\,\mathcal{N}(x; b, 1)",
         r"\mathcal{N}\left(x; \frac{a+b}{2}, \frac{1}{2}\right)", False, {"x": "real", "a": "real", "b": "real"},
         lambda x, a, b: (normal(x, a, 1) * normal(x, b, 1), normal(x, (a + b) / 2, 0.5))),
    # Phi, moments of normal variables, truncation
    Pair("probability of an interval", r"\int_a^b \mathcal{N}(x; \mu, \sigma^2)\,dx",
         r"\Phi\left(\frac{b-\mu}{\sigma}\right) - \Phi\left(\frac{a-\mu}{\sigma}\right)", True,
         {"a": "real", "b": "real", r"\mu": "real", r"\sigma": "positive"},
         lambda a, b, mu, sigma: (integral(lambda x: normal(x, mu, sigma**2), a, b),
                                  upper((b - mu) / sigma) - upper((a - mu) / sigma)), definitions=BOTH_PHI, assuming=("a < b",)),
    Pair("Phi by erf without the root of 2", r"\int_{-\infty}^{x} \frac{1}{\sqrt{2\pi}} e^{-t^2/2}\,dt",
         r"\frac12\left(1+\operatorname{erf}(x)\right)", False, {"x": "real"},
         lambda x: (integral(phi, -30, x), (1 + math.erf(x)) / 2)),
    Pair("mean of a normal truncated to the positive",
         r"\frac{\int_0^\infty x\,\mathcal{N}(x; \mu, \sigma^2)\,dx}{\int_0^\infty \mathcal{N}(x; \mu, \sigma^2)\,dx}",
         r"\mu + \sigma\,\frac{\phi(\mu/\sigma)}{\Phi(\mu/\sigma)}", True, {r"\mu": "in (-2, 2)", r"\sigma": "in (1, 3)"},
         lambda mu, sigma: (integral(lambda x: x * normal(x, mu, sigma**2), 0, mu + 30 * sigma)
                            / integral(lambda x: normal(x, mu, sigma**2), 0, mu + 30 * sigma),
                            mu + sigma * phi(mu / sigma) / upper(mu / sigma)), definitions=BOTH_PHI),
    Pair("mean of a rectified normal without its Phi", r"\int_{-\infty}^{\infty} \max(0, x)\,\mathcal{N}(x; \mu, \sigma^2)\,dx",
         r"\mu + \sigma\,\phi\left(\frac{\mu}{\sigma}\right)", False, {r"\mu": "real", r"\sigma": "positive"},
         lambda mu, sigma: (integral(lambda x: x * normal(x, mu, sigma**2), 0, abs(mu) + 30 * sigma),
                            mu + sigma * phi(mu / sigma)), definitions=SMALL_PHI),
    Pair("moment generating function of a normal", r"\mathbb{E}_{x \sim \mathcal{N}(\mu, \sigma^2)}\left[e^{tx}\right]",
         r"e^{\mu t + \frac{1}{2}\sigma^2 t^2}", True, {r"\mu": "real", r"\sigma": "positive", "t": "real"},
         lambda mu, sigma, t: (whole_line(lambda u: phi(u) * np.exp(t * (mu + sigma * u)), 0, 1),
                               np.exp(mu * t + sigma**2 * t**2 / 2))),
    Pair("probit averaged over a normal", r"\int_{-\infty}^{\infty} \Phi(ax)\,\mathcal{N}(x \mid \mu, \sigma^2)\,dx",
         r"\Phi\left(\frac{a\mu}{\sqrt{1+a^2\sigma^2}}\right)", True, {"a": "real", r"\mu": "real", r"\sigma": "positive"},
         lambda a, mu, sigma: (whole_line(lambda u: upper(a * (mu + sigma * u)) * phi(u), 0, 1),
                               upper(a * mu / np.sqrt(1 + a**2 * sigma**2))), definitions=BOTH_PHI),
)
