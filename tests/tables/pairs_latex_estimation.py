"""Pairs in LaTeX: likelihoods, scores, Fisher information, posteriors, ridge, EM, factor models, Gaussian processes."""

from __future__ import annotations

import math
from typing import Any

import mpmath
import numpy as np

from tests.tables.pair import Pair
from tests.tables.pairs_latex_probability import (
    gradient,
    half_line,
    integral,
    log_normal,
    log_normals,
    mean,
    normal,
    positive,
    sigmoid,
    slope,
    table,
    variance,
    whole_line,
)

inverse = np.linalg.inv


def top_of_parabola(f: Any) -> float:
    """Where a quadratic function has its extremum, from three of its values."""
    low, middle, high = f(-1.0), f(0.0), f(1.0)
    return (low - high) / (2 * (low - 2 * middle + high))


def least_squares(X: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """The minimum of |y - Xw|^2 + penalty |w|^2, as least squares with more rows."""
    more = np.sqrt(penalty) * np.eye(X.shape[1])
    return np.linalg.lstsq(np.vstack([X, more]), np.concatenate([y, np.zeros(X.shape[1])]), rcond=None)[0]


def exponential_at_its_estimate(x: np.ndarray) -> tuple[Any, Any]:
    rate = 1 / x.mean()
    return len(x) * np.log(rate) - rate * x.sum(), -len(x) * np.log(x.mean()) - len(x)


def poissons(x: np.ndarray, rng: np.random.Generator, rates: int) -> tuple[Any, Any]:
    """The log likelihood, and its closed form with the rate taken so many times."""
    rate, factorials = positive(rng), np.array([math.lgamma(k + 1) for k in x])
    return np.sum(x * np.log(rate) - rate - factorials), x.sum() * np.log(rate) - rates * rate - factorials.sum()


def product_of_exponentials(x: np.ndarray, rng: np.random.Generator) -> tuple[Any, Any]:
    rate = positive(rng)
    return np.prod(rate * np.exp(-rate * x)), rate * np.exp(-rate * x.sum())


def ridge(X: np.ndarray, y: np.ndarray, rng: np.random.Generator, share: float) -> tuple[Any, Any]:
    penalty = positive(rng)
    return least_squares(X, y, penalty), np.linalg.solve(X.T @ X + share * penalty * np.eye(X.shape[1]), X.T @ y)


def push_through(X: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> tuple[Any, Any]:
    penalty = positive(rng)
    n, d = X.shape
    return inverse(X.T @ X + penalty * np.eye(d)) @ X.T @ y, X.T @ inverse(X @ X.T + penalty * np.eye(n)) @ y


def ridge_gradient(w: np.ndarray, X: np.ndarray, y: np.ndarray, rng: np.random.Generator, factor: int) -> tuple[Any, Any]:
    penalty = positive(rng)
    loss = gradient(lambda t: (y - X @ t) @ (y - X @ t) + penalty * t @ t, w)
    return loss, -2 * X.T @ (y - X @ w) + factor * penalty * w


def negative_binomial(k: int, alpha: float, beta: float) -> tuple[Any, Any]:
    gamma = beta**alpha / math.gamma(alpha)
    by_integral = half_line(lambda u: gamma * u ** (alpha - 1) * np.exp(-beta * u) * u**k * np.exp(-u) / math.factorial(k))
    choose = math.gamma(alpha + k) / math.gamma(alpha) / math.factorial(k)
    return by_integral, choose * (beta / (beta + 1)) ** alpha * (1 / (beta + 1)) ** k


def fisher_of_poisson(rng: np.random.Generator) -> tuple[Any, Any]:
    rate = positive(rng)
    return sum(rate**k * np.exp(-rate) / math.factorial(k) * (k / rate - 1) ** 2 for k in range(60)), rate


def mean_score(rng: np.random.Generator) -> tuple[Any, Any]:
    rate = positive(rng)
    return half_line(lambda x: (1 / rate - x) * rate * np.exp(-rate * x)), 0.0


def bias_and_variance(rng: np.random.Generator, power: int) -> tuple[Any, Any]:
    p, f, theta = table(rng, 4), rng.normal(size=4), rng.normal()
    return mean(p, (f - theta) ** 2), variance(p, f) + (mean(p, f) - theta) ** power


def two_draws(rng: np.random.Generator) -> tuple[Any, Any]:
    p, f = table(rng, 4), rng.normal(size=4)
    return np.sum(np.outer(p, p) * (f[:, None] - f[None, :]) ** 2), variance(p, f)


def predictive(x: np.ndarray, X: np.ndarray, alpha: float, sigma: float) -> tuple[Any, Any]:
    n, d = X.shape
    direct = sigma**2 + x @ inverse(alpha * np.eye(d) + X.T @ X / sigma**2) @ x
    kernel = inverse(sigma**2 * np.eye(n) + X @ X.T / alpha)
    return direct, sigma**2 + x @ x / alpha - x @ X.T @ kernel @ X @ x / alpha**2


def rank_one(A: np.ndarray, x: np.ndarray, beta: float, below: float) -> tuple[Any, Any]:
    u = np.linalg.solve(A, x)
    return inverse(A + beta * np.outer(x, x)), inverse(A) - beta * np.outer(u, u) / (1 + below * x @ u)


def factor_form(x: np.ndarray, W: np.ndarray, Psi: np.ndarray) -> tuple[Any, Any]:
    P = inverse(Psi)
    inner = inverse(np.eye(W.shape[1]) + W.T @ P @ W)
    return x @ inverse(W @ W.T + Psi) @ x, x @ P @ x - x @ P @ W @ inner @ W.T @ P @ x


def factor_log_determinant(W: np.ndarray, sigma: float, copies: int) -> tuple[Any, Any]:
    d, k = W.shape
    small = np.linalg.slogdet(W.T @ W + sigma**2 * np.eye(k))[1]
    return np.linalg.slogdet(W @ W.T + sigma**2 * np.eye(d))[1], copies * np.log(sigma**2) + small


def evidence_slope(K: np.ndarray, y: np.ndarray, v: float, sign: int) -> tuple[Any, Any]:
    identity = np.eye(len(y))
    values, vectors = np.linalg.eigh(K)
    parts = (vectors.T @ y) ** 2
    by_eigenvalues = slope(lambda t: -np.sum(parts / (values + t)) / 2 - np.sum(np.log(values + t)) / 2, v)
    alpha = np.linalg.solve(K + v * identity, y)
    return by_eigenvalues, alpha @ alpha / 2 + sign * np.trace(inverse(K + v * identity)) / 2


def logistic_gradient(w: np.ndarray, X: np.ndarray, y: np.ndarray) -> np.ndarray:
    return gradient(lambda t: np.sum(y * np.log(sigmoid(X @ t)) + (1 - y) * np.log(1 - sigmoid(X @ t))), w)


def schur(K: np.ndarray, k: np.ndarray, c: float) -> tuple[Any, Any]:
    block = np.block([[K, k[:, None]], [k[None, :], np.array([[c]])]])
    return np.linalg.det(block), (c - k @ inverse(K) @ k) * np.linalg.det(K)


def uniform_likelihood(x: np.ndarray, theta: float) -> tuple[Any, Any]:
    inside = np.prod([1 / theta if 0 <= value <= theta else 0.0 for value in x])
    return inside, theta ** -len(x) if max(x) <= theta else 0.0


def softmax_counts(a: np.ndarray, c: np.ndarray, total: float) -> tuple[Any, Any]:
    return np.sum(c * np.log(np.exp(a) / np.exp(a).sum())), c @ a - total * np.log(np.exp(a).sum())


def weighted_maximum(x: np.ndarray, r: np.ndarray, sigma: float, below: float) -> tuple[Any, Any]:
    return top_of_parabola(lambda m: np.sum(r * log_normal(x, m, sigma**2))), r @ x / below


SAMPLE = {"n": "natural", "x": "sequence n of real"}
NORMAL_SAMPLE = SAMPLE | {r"\mu": "real", r"\sigma": "positive"}
COINS = {"n": "natural", "x": "sequence n of in {0, 1}", r"\theta": "in (0, 1)"}
MEAN = {r"\bar{x}": r"\frac{1}{n}\sum_{i=1}^n x_i"}
PRIOR = NORMAL_SAMPLE | {r"\mu_0": "real", r"\tau": "positive"}
REGRESSION = {"n": "natural", "d": "natural", "X": "matrix n d", "y": "vector n", r"\lambda": "positive"}
ROWS = {"n": "natural", "d": "natural", "X": "matrix n d", "x": "rows of X", "w": "vector d"}
FACTORS = {"d": "natural", "k": "natural", "W": "matrix d k", r"\sigma": "positive"}
KERNEL = {"n": "natural", "K": "symmetric positive definite matrix n", "y": "vector n", r"\sigma": "positive"}
LOGISTIC = {r"\sigma(a)": r"\frac{1}{1+e^{-a}}"}

PAIRS = (
    # likelihoods of normal samples
    Pair("log likelihood of a normal sample", r"\sum_{i=1}^n \log \mathcal{N}(x_i \mid \mu, \sigma^2)",
         r"-\frac{n}{2}\log(2\pi\sigma^2) - \frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2", True, NORMAL_SAMPLE,
         lambda n, x, mu, sigma: (np.sum(log_normal(x, mu, sigma**2)),
                                  -n / 2 * np.log(2 * np.pi * sigma**2) - np.sum((x - mu) ** 2) / (2 * sigma**2))),
    Pair("normaliser of one sample for all", r"\log \prod_{i=1}^n \frac{1}{\sqrt{2\pi}\sigma} e^{-\frac{(x_i-\mu)^2}{2\sigma^2}}",
         r"-\frac{1}{2}\log(2\pi\sigma^2) - \sum_{i=1}^n \frac{(x_i-\mu)^2}{2\sigma^2}", False, NORMAL_SAMPLE,
         lambda x, mu, sigma: (np.sum(log_normal(x, mu, sigma**2)),
                               -np.log(2 * np.pi * sigma**2) / 2 - np.sum((x - mu) ** 2) / (2 * sigma**2))),
    Pair("squares about the mean and about mu", r"\sum_{i=1}^n (x_i-\mu)^2",
         r"\sum_{i=1}^n (x_i-\bar{x})^2 + n(\bar{x}-\mu)^2", True, SAMPLE | {r"\mu": "real"},
         lambda n, x, mu: (np.sum((x - mu) ** 2), np.sum((x - x.mean()) ** 2) + n * (x.mean() - mu) ** 2), definitions=MEAN),
    Pair("squares about the mean and one about mu", r"\sum_{i=1}^n (x_i-\mu)^2",
         r"\sum_{i=1}^n (x_i-\bar x)^2 + (\bar x-\mu)^2", False, SAMPLE | {r"\mu": "real"},
         lambda x, mu: (np.sum((x - mu) ** 2), np.sum((x - x.mean()) ** 2) + (x.mean() - mu) ** 2), definitions=MEAN),
    Pair("sample variance by the second moment", r"\hat\sigma^2", r"\frac{1}{n}\sum_{i=1}^n x_i^2 - \bar{x}^2", True, SAMPLE,
         lambda x: (np.mean((x - x.mean()) ** 2), np.mean(x**2) - x.mean() ** 2),
         definitions=MEAN | {r"\hat\sigma": r"\sqrt{\frac{1}{n}\sum_{i=1}^n (x_i-\bar{x})^2}"}),
    Pair("maximum likelihood variance and unbiased variance", r"\frac{1}{n}\sum_{i=1}^n (x_i-\bar x)^2",
         r"\frac{1}{n-1}\sum_{i=1}^n (x_i-\bar x)^2", False, SAMPLE,
         lambda n, x: (np.mean((x - x.mean()) ** 2), np.sum((x - x.mean()) ** 2) / (n - 1)), definitions=MEAN),
    Pair("score of the mean", r"\frac{\partial}{\partial\mu} \sum_{i=1}^n \log \mathcal{N}(x_i; \mu, \sigma^2)",
         r"\frac{n(\bar{x}-\mu)}{\sigma^2}", True, NORMAL_SAMPLE,
         lambda n, x, mu, sigma: (slope(lambda t: np.sum(log_normal(x, t, sigma**2)), mu), n * (x.mean() - mu) / sigma**2),
         definitions=MEAN),
    Pair("score of the standard deviation", r"\frac{\partial}{\partial\sigma}\left[-n\log\sigma - \frac{S}{2\sigma^2}\right]",
         r"\frac{S - n\sigma^2}{\sigma^3}", True, {"n": "natural", "S": "positive", r"\sigma": "positive"},
         lambda n, S, sigma: (slope(lambda t: -n * np.log(t) - S / (2 * t**2), sigma), (S - n * sigma**2) / sigma**3)),
    Pair("score of the variance with a lost sign", r"\frac{d}{dv}\left(-\frac{n}{2}\log v - \frac{S}{2v}\right)",
         r"-\frac{n}{2v} - \frac{S}{2v^2}", False, {"n": "natural", "S": "positive", "v": "positive"},
         lambda n, S, v: (slope(lambda t: -n / 2 * np.log(t) - S / (2 * t), v), -n / (2 * v) - S / (2 * v**2))),
    Pair("maximum likelihood mean", r"\arg\max_{\mu} \sum_{i=1}^n \log \mathcal{N}(x_i \mid \mu, 1)", r"\bar{x}", True, SAMPLE,
         lambda x: (top_of_parabola(lambda m: np.sum(log_normal(x, m, 1))), x.mean()), definitions=MEAN),
    Pair("log likelihood ratio about half the difference",
         r"\sum_{i=1}^n \left[\log\mathcal{N}(x_i; \mu_1, 1) - \log\mathcal{N}(x_i; \mu_0, 1)\right]",
         r"n(\mu_1-\mu_0)\left(\bar{x} - \frac{\mu_1-\mu_0}{2}\right)", False, SAMPLE | {r"\mu_0": "real", r"\mu_1": "real"},
         lambda n, x, mu_0, mu_1: (np.sum(log_normal(x, mu_1, 1) - log_normal(x, mu_0, 1)),
                                   n * (mu_1 - mu_0) * (x.mean() - (mu_1 - mu_0) / 2)), definitions=MEAN),
    Pair("log likelihood of a mixture taken inside", r"\log \sum_{k=1}^K w_k\, \mathcal{N}(x \mid \mu_k, 1)",
         r"\sum_{k=1}^K w_k \log \mathcal{N}(x \mid \mu_k, 1)", False,
         {"K": "natural", "w": "distribution on 1..K", r"\mu": "sequence K of real", "x": "real"},
         lambda w, mu, x: (np.log(w @ normal(x, mu, 1)), w @ log_normal(x, mu, 1))),
    # likelihoods of other samples
    Pair("log likelihood of coins by their mean", r"\sum_{i=1}^n \left[x_i\log\theta + (1-x_i)\log(1-\theta)\right]",
         r"n\left(\bar{x}\log\frac{\theta}{1-\theta} + \log(1-\theta)\right)", True, COINS,
         lambda n, x, theta: (np.log(np.prod(theta**x * (1 - theta) ** (1 - x))),
                              n * (x.mean() * np.log(theta / (1 - theta)) + np.log(1 - theta))), definitions=MEAN),
    Pair("score of coins", r"\frac{d}{d\theta} \sum_{i=1}^n \left[x_i\log\theta + (1-x_i)\log(1-\theta)\right]",
         r"\frac{n(\bar{x}-\theta)}{\theta(1-\theta)}", True, COINS,
         lambda n, x, theta: (slope(lambda t: np.sum(x * np.log(t) + (1 - x) * np.log(1 - t)), theta),
                              n * (x.mean() - theta) / (theta * (1 - theta))), definitions=MEAN),
    Pair("score of coins without the inner derivative",
         r"\frac{\partial}{\partial\theta}\left[k\log\theta + (n-k)\log(1-\theta)\right]",
         r"\frac{k}{\theta} + \frac{n-k}{1-\theta}", False, {"n": "natural", "k": "integer in 0..n", r"\theta": "in (0, 1)"},
         lambda n, k, theta: (slope(lambda t: k * np.log(t) + (n - k) * np.log(1 - t), theta),
                              k / theta + (n - k) / (1 - theta))),
    Pair("log likelihood of a Poisson sample", r"\sum_{i=1}^n \log \frac{\lambda^{x_i} e^{-\lambda}}{x_i!}",
         r"n\bar{x}\log\lambda - n\lambda - \sum_{i=1}^n \log(x_i!)", True,
         {"n": "natural", "x": "sequence n of natural", r"\lambda": "positive"}, lambda x, rng: poissons(x, rng, len(x)),
         definitions=MEAN),
    Pair("log likelihood of a Poisson sample with one rate", r"\log \prod_{i=1}^n \frac{\lambda^{x_i} e^{-\lambda}}{x_i!}",
         r"\Big(\sum_{i=1}^n x_i\Big)\log\lambda - \lambda - \sum_{i=1}^n \log(x_i!)", False,
         {"n": "natural", "x": "sequence n of natural", r"\lambda": "positive"}, lambda x, rng: poissons(x, rng, 1)),
    Pair("log likelihood of exponentials at its maximum", r"n\log\hat\lambda - \hat\lambda\sum_{i=1}^n x_i",
         r"-n\left(1 + \log\bar{x}\right)", True, {"n": "natural", "x": "sequence n of positive"}, exponential_at_its_estimate,
         definitions=MEAN | {r"\hat\lambda": r"\frac{n}{\sum_{i=1}^n x_i}"}),
    Pair("product of exponential densities with one rate", r"\prod_{i=1}^n \lambda e^{-\lambda x_i}",
         r"\lambda \exp\left(-\lambda\sum_{i=1}^n x_i\right)", False,
         {"n": "natural", "x": "sequence n of positive", r"\lambda": "positive"}, product_of_exponentials),
    Pair("log likelihood of a Pareto sample with one threshold", r"\sum_{i=1}^n \log\left(\alpha m^\alpha x_i^{-\alpha-1}\right)",
         r"n\log\alpha + \alpha\log m - (\alpha+1)\sum_{i=1}^n \log x_i", False,
         {"n": "natural", "x": "sequence n of positive", r"\alpha": "positive", "m": "positive"},
         lambda n, x, alpha, m: (np.sum(np.log(alpha * m**alpha * x ** (-alpha - 1))),
                                 n * np.log(alpha) + alpha * np.log(m) - (alpha + 1) * np.log(x).sum())),
    Pair("score of the width of a Laplace without the square",
         r"\frac{\partial}{\partial b}\left[-n\log(2b) - \frac{1}{b}\sum_{i=1}^n |x_i-\mu|\right]",
         r"\frac{1}{b}\sum_{i=1}^n |x_i-\mu| - \frac{n}{b}", False, SAMPLE | {r"\mu": "real", "b": "positive"},
         lambda n, x, mu, b: (slope(lambda t: -n * np.log(2 * t) - np.sum(np.abs(x - mu)) / t, b),
                              np.sum(np.abs(x - mu)) / b - n / b)),
    Pair("uniform likelihood by the largest", r"\prod_{i=1}^n \frac{1}{\theta}\,\mathbb{1}[0 \le x_i \le \theta]",
         r"\theta^{-n}\,\mathbb{1}\left[\max_{i} x_i \le \theta\right]", True,
         {"n": "natural", "x": "sequence n of nonnegative", r"\theta": "positive"}, uniform_likelihood),
    Pair("uniform likelihood that allows the negative", r"\prod_{i=1}^n \frac{1}{\theta}\,\mathbb{1}[0 \le x_i \le \theta]",
         r"\frac{1}{\theta^n} \prod_{i=1}^n \mathbb{1}[x_i \le \theta]", False, SAMPLE | {r"\theta": "positive"},
         uniform_likelihood),
    Pair("log likelihood of counts by logits", r"\sum_{k=1}^K c_k \log\frac{e^{a_k}}{\sum_{j=1}^K e^{a_j}}",
         r"\sum_{k=1}^K c_k a_k - N\log\sum_{j=1}^K e^{a_j}", True,
         {"K": "natural", "a": "sequence K of real", "c": "sequence K of nonnegative"},
         lambda a, c: softmax_counts(a, c, c.sum()), definitions={"N": r"\sum_{k=1}^K c_k"}),
    Pair("log likelihood of counts with one normaliser", r"\sum_{k=1}^K c_k \log\frac{e^{a_k}}{\sum_{j=1}^K e^{a_j}}",
         r"\sum_{k=1}^K c_k a_k - \log\sum_{j=1}^K e^{a_j}", False,
         {"K": "natural", "a": "sequence K of real", "c": "sequence K of nonnegative"}, lambda a, c: softmax_counts(a, c, 1)),
    # Fisher information, bias and variance
    Pair("Fisher information of a coin",
         r"\sum_{x=0}^1 \mu^x(1-\mu)^{1-x}\left(\frac{x}{\mu}-\frac{1-x}{1-\mu}\right)^2", r"\frac{1}{\mu(1-\mu)}", True,
         {r"\mu": "in (0, 1)"}, lambda mu: ((1 - mu) / (1 - mu) ** 2 + mu / mu**2, 1 / (mu * (1 - mu)))),
    Pair("Fisher information of a logit", r"\frac{d^2}{d\theta^2} \log(1+e^\theta)", r"\sigma(\theta)\,\sigma(-\theta)", True,
         {r"\theta": "real"}, lambda theta: (float(mpmath.diff(lambda t: mpmath.log(1 + mpmath.exp(t)), theta, 2)),
                                             sigmoid(theta) * sigmoid(-theta)), definitions=LOGISTIC),
    Pair("Fisher information of a Poisson for its variance",
         r"\sum_{k=0}^\infty \frac{\lambda^k e^{-\lambda}}{k!}\left(\frac{k}{\lambda}-1\right)^2", r"\lambda", False,
         {r"\lambda": "positive"}, fisher_of_poisson),
    Pair("Fisher information of a standard deviation",
         r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}\left[\left(\frac{(x-\mu)^2}{\sigma^3}-\frac{1}{\sigma}\right)^2\right]",
         r"\frac{2}{\sigma^2}", True, {r"\mu": "real", r"\sigma": "positive"},
         lambda sigma: (whole_line(lambda u: normal(u, 0, 1) * (u**2 - 1) ** 2 / sigma**2, 0, 1), 2 / sigma**2)),
    Pair("Fisher information of a variance, twice",
         r"\int_{-\infty}^\infty \left(\frac{x^2}{2v^2}-\frac{1}{2v}\right)^2 \mathcal{N}(x; 0, v)\,dx", r"\frac{1}{v^2}", False,
         {"v": "positive"},
         lambda v: (whole_line(lambda u: normal(u, 0, 1) * ((u**2 - 1) / (2 * v)) ** 2, 0, 1), 1 / v**2)),
    Pair("mean of a score", r"\int_0^\infty \left(\frac{1}{\lambda}-x\right)\lambda e^{-\lambda x}\,dx", "0", True,
         {r"\lambda": "positive"}, mean_score),
    Pair("bias and variance", r"\mathbb{E}_{p(x)}\left[(f(x)-\theta)^2\right]",
         r"\mathrm{Var}_{p(x)}(f(x)) + \left(\mathbb{E}_{p(x)}[f(x)]-\theta\right)^2", True,
         {"p": "density of x", "f": "function", r"\theta": "real"}, lambda rng: bias_and_variance(rng, 2)),
    Pair("variance and a bias without its square", r"\mathbb{E}_{p(x)}\left[(f(x)-\theta)^2\right]",
         r"\mathbb{E}_{p(x)}[f(x)] - \theta + \mathrm{Var}_{p(x)}(f(x))", False,
         {"p": "density of x", "f": "function", r"\theta": "real"}, lambda rng: bias_and_variance(rng, 1)),
    Pair("squared difference of two independent draws, once the variance",
         r"\mathbb{E}_{p(x)}\left[\mathbb{E}_{p(x')}\left[(f(x)-f(x'))^2\right]\right]", r"\mathrm{Var}_{p(x)}(f(x))", False,
         {"p": "density of x", "f": "function"}, two_draws),
    Pair("error of the best shrunken mean", r"c^2\,\frac{\sigma^2}{n} + (c-1)^2\mu^2", r"\frac{\sigma^2\mu^2}{n\mu^2+\sigma^2}",
         True, {"n": "positive integer", r"\mu": "real", r"\sigma": "positive"},
         lambda n, mu, sigma: ((c := mu**2 / (mu**2 + sigma**2 / n)) ** 2 * sigma**2 / n + (c - 1) ** 2 * mu**2,
                               sigma**2 * mu**2 / (n * mu**2 + sigma**2)), definitions={"c": r"\frac{\mu^2}{\mu^2+\sigma^2/n}"}),
    Pair("running mean with the old count", r"\frac{1}{n+1}\left(\sum_{i=1}^n x_i + y\right)", r"\bar{x} + \frac{y-\bar{x}}{n}",
         False, SAMPLE | {"y": "real"}, lambda n, x, y: ((x.sum() + y) / (n + 1), x.mean() + (y - x.mean()) / n),
         definitions=MEAN),
    # posteriors
    Pair("MAP of a normal mean",
         r"\arg\max_{\mu}\left[\log\mathcal{N}(\mu \mid \mu_0, \tau^2) + \sum_{i=1}^n \log\mathcal{N}(x_i \mid \mu,"
         r" \sigma^2)\right]", r"\frac{n\tau^2\,\bar{x} + \sigma^2\mu_0}{n\tau^2+\sigma^2}", True,
         {name: words for name, words in PRIOR.items() if name != r"\mu"},
         lambda n, x, sigma, mu_0, tau: (
             top_of_parabola(lambda m: log_normal(m, mu_0, tau**2) + np.sum(log_normal(x, m, sigma**2))),
             (n * tau**2 * x.mean() + sigma**2 * mu_0) / (n * tau**2 + sigma**2)), definitions=MEAN),
    Pair("posterior mean with the weights swapped",
         r"\frac{\frac{\mu_0}{\tau^2}+\frac{n\bar x}{\sigma^2}}{\frac{1}{\tau^2}+\frac{n}{\sigma^2}}",
         r"\frac{\sigma^2\,\bar x + n\tau^2\mu_0}{n\tau^2+\sigma^2}", False, PRIOR,
         lambda n, x, sigma, mu_0, tau: ((mu_0 / tau**2 + n * x.mean() / sigma**2) / (1 / tau**2 + n / sigma**2),
                                         (sigma**2 * x.mean() + n * tau**2 * mu_0) / (n * tau**2 + sigma**2)), definitions=MEAN),
    Pair("posterior variance as a sum of variances", r"\left(\frac{1}{\tau^2}+\frac{n}{\sigma^2}\right)^{-1}",
         r"\tau^2 + \frac{\sigma^2}{n}", False, {"n": "positive integer", r"\sigma": "positive", r"\tau": "positive"},
         lambda n, sigma, tau: (1 / (1 / tau**2 + n / sigma**2), tau**2 + sigma**2 / n)),
    Pair("Kalman update of a variance", r"\frac{1}{1/P+1/R}", r"(1-G)\,P", True, {"P": "positive", "R": "positive"},
         lambda P, R: (1 / (1 / P + 1 / R), (1 - P / (P + R)) * P), definitions={"G": r"\frac{P}{P+R}"}),
    Pair("Kalman update with the gain upside down", r"m + \frac{P}{P+R}(y-m)", r"\frac{P\,m + R\,y}{P+R}", False,
         {"m": "real", "y": "real", "P": "positive", "R": "positive"},
         lambda m, y, P, R: (m + P / (P + R) * (y - m), (P * m + R * y) / (P + R))),
    Pair("Beta posterior mean as a compromise", r"\frac{a+\sum_{i=1}^n x_i}{a+b+n}",
         r"\frac{a+b}{a+b+n}\cdot\frac{a}{a+b} + \frac{n}{a+b+n}\,\bar{x}", True,
         {"n": "natural", "x": "sequence n of in {0, 1}", "a": "positive", "b": "positive"},
         lambda n, x, a, b: ((a + x.sum()) / (a + b + n), (a + b) / (a + b + n) * a / (a + b) + n / (a + b + n) * x.mean()),
         definitions=MEAN),
    Pair("mode and mean of a Beta posterior",
         r"\arg\max_{\theta \in (0,1)} \left[(a+k-1)\log\theta + (b+n-k-1)\log(1-\theta)\right]", r"\frac{a+k}{a+b+n}", False,
         {"n": "natural", "k": "integer in 0..n", "a": "in (1, 5)", "b": "in (1, 5)"},
         lambda n, k, a, b: ((a + k - 1) / (a + b + n - 2), (a + k) / (a + b + n))),
    Pair("evidence of a Gamma prior and one Poisson count",
         r"\int_0^\infty \frac{\beta^\alpha}{\Gamma(\alpha)}u^{\alpha-1}e^{-\beta u}\cdot\frac{u^k e^{-u}}{k!}\,du",
         r"\frac{\Gamma(\alpha+k)}{\Gamma(\alpha)\,k!}\left(\frac{\beta}{\beta+1}\right)^{\alpha}\left(\frac{1}{\beta+1}\right)^{k}"
         r"", True, {"k": "natural", r"\alpha": "positive", r"\beta": "positive"}, negative_binomial),
    Pair("evidence of coins under a uniform prior", r"\int_0^1 \theta^k(1-\theta)^{n-k}\,d\theta", r"\frac{1}{n+1}\binom{n}{k}",
         False, {"n": "natural", "k": "integer in 0..n"},
         lambda n, k: (integral(lambda t: t**k * (1 - t) ** (n - k), 0, 1), math.comb(n, k) / (n + 1))),
    # linear regression
    Pair("ridge estimate", r"\arg\min_w \|y-Xw\|^2 + \lambda\|w\|^2", r"(X^\top X+\lambda I)^{-1}X^\top y", True, REGRESSION,
         lambda X, y, rng: ridge(X, y, rng, 1)),
    Pair("ridge estimate with half the penalty", r"\arg\min_{w} \|y-Xw\|_2^2 + \lambda\|w\|_2^2",
         r"\left(X^\top X+\tfrac{\lambda}{2} I\right)^{-1}X^\top y", False, REGRESSION, lambda X, y, rng: ridge(X, y, rng, 0.5)),
    Pair("ridge estimate by the Gram matrix", r"(X^\top X+\lambda I)^{-1}X^\top y", r"X^\top(XX^\top+\lambda I)^{-1}y", True,
         REGRESSION, push_through),
    Pair("ridge gradient", r"\nabla_w\left(\|y-Xw\|_2^2+\lambda\|w\|_2^2\right)",
         r"2\left[(X^\top X+\lambda I)w - X^\top y\right]", True, REGRESSION | {"w": "vector d"},
         lambda w, X, y, rng: ridge_gradient(w, X, y, rng, 2)),
    Pair("ridge gradient with one half lost", r"\nabla_w\left(\|y-Xw\|_2^2+\lambda\|w\|_2^2\right)", r"-2X^\top(y-Xw)+\lambda w",
         False, REGRESSION | {"w": "vector d"}, lambda w, X, y, rng: ridge_gradient(w, X, y, rng, 1)),
    Pair("posterior mean of the weights", r"(\beta\,\Phi^\top\Phi+\alpha I)^{-1}\beta\,\Phi^\top t",
         r"\left(\frac{\alpha}{\beta}I+\Phi^\top\Phi\right)^{-1}\Phi^\top t", True,
         {"n": "natural", "d": "natural", r"\Phi": "matrix n d", "t": "vector n", r"\alpha": "positive", r"\beta": "positive"},
         lambda Phi, t, alpha, beta, d: (inverse(beta * Phi.T @ Phi + alpha * np.eye(d)) @ (beta * Phi.T @ t),
                                         least_squares(Phi, t, alpha / beta))),
    Pair("predictive variance by the kernel", r"\sigma^2 + u^\top\left(\alpha I+\sigma^{-2}X^\top X\right)^{-1}u",
         r"\sigma^2+\frac{1}{\alpha}u^\top u-\frac{1}{\alpha^2}u^\top"
         r" X^\top\left(\sigma^2I+\frac{1}{\alpha}XX^\top\right)^{-1}Xu", True,
         {"n": "natural", "d": "natural", "u": "vector d", "X": "matrix n d", r"\alpha": "positive", r"\sigma": "positive"},
         lambda u, X, alpha, sigma: predictive(u, X, alpha, sigma)),
    Pair("covariance after one more row", r"(A+\beta xx^\top)^{-1}",
         r"A^{-1}-\frac{\beta A^{-1}xx^\top A^{-1}}{1+\beta x^\top A^{-1}x}", True,
         {"d": "natural", "A": "symmetric positive definite matrix d", "x": "vector d", r"\beta": "positive"},
         lambda A, x, beta: rank_one(A, x, beta, beta)),
    Pair("covariance after one more row, factor lost below", r"(A+\beta xx^\top)^{-1}",
         r"A^{-1}-\frac{\beta A^{-1}xx^\top A^{-1}}{1+x^\top A^{-1}x}", False,
         {"d": "natural", "A": "symmetric positive definite matrix d", "x": "vector d", r"\beta": "positive"},
         lambda A, x, beta: rank_one(A, x, beta, 1)),
    Pair("log likelihood of a regression in rows", r"\sum_{i=1}^n \log\mathcal{N}(y_i \mid w^\top x_i, \sigma^2)",
         r"-\frac{n}{2}\log(2\pi\sigma^2)-\frac{1}{2\sigma^2}\|y-Xw\|_2^2", True, ROWS | {"y": "vector n", r"\sigma": "positive"},
         lambda n, X, y, w, sigma: (sum(log_normal(y[i], w @ X[i], sigma**2) for i in range(n)),
                                    -n / 2 * np.log(2 * np.pi * sigma**2) - np.sum((y - X @ w) ** 2) / (2 * sigma**2))),
    Pair("gradient of logistic regression",
         r"\nabla_w \sum_{i=1}^n\left[y_i\log\sigma(w^\top x_i)+(1-y_i)\log(1-\sigma(w^\top x_i))\right]",
         r"\sum_{i=1}^n\left(y_i-\sigma(w^\top x_i)\right)x_i", True, ROWS | {"y": "sequence n of in {0, 1}"},
         lambda w, X, y: (logistic_gradient(w, X, y), X.T @ (y - sigmoid(X @ w))), definitions=LOGISTIC),
    Pair("gradient of logistic regression with the slope of sigma",
         r"\nabla_w \sum_{i=1}^n\left[y_i\log\sigma(w^\top x_i)+(1-y_i)\log(1-\sigma(w^\top x_i))\right]",
         r"\sum_{i=1}^n (y_i-\sigma(w^\top x_i))\,\sigma(w^\top x_i)(1-\sigma(w^\top x_i))\,x_i", False,
         ROWS | {"y": "sequence n of in {0, 1}"},
         lambda w, X, y: (logistic_gradient(w, X, y), X.T @ ((y - sigmoid(X @ w)) * sigmoid(X @ w) * (1 - sigmoid(X @ w)))),
         definitions=LOGISTIC),
    # EM
    Pair("M-step for a mean", r"\arg\max_{\mu} \sum_{i=1}^n r_i\log\mathcal{N}(x_i; \mu, \sigma^2)",
         r"\frac{\sum_{i=1}^n r_i x_i}{\sum_{i=1}^n r_i}", True, SAMPLE | {"r": "sequence n of positive", r"\sigma": "positive"},
         lambda x, r, sigma: weighted_maximum(x, r, sigma, r.sum())),
    Pair("M-step for a mean, divided by n", r"\arg\max_{\mu} \sum_{i=1}^n r_i\log\mathcal{N}(x_i; \mu, \sigma^2)",
         r"\frac{1}{n}\sum_{i=1}^n r_i x_i", False, SAMPLE | {"r": "sequence n of positive", r"\sigma": "positive"},
         lambda n, x, r, sigma: weighted_maximum(x, r, sigma, n)),
    Pair("M-step for a variance", r"\frac{\sum_{i=1}^n r_i(x_i-m)^2}{\sum_{i=1}^n r_i}",
         r"\frac{\sum_{i=1}^n r_ix_i^2}{\sum_{i=1}^n r_i}-m^2", True, SAMPLE | {"r": "sequence n of positive"},
         lambda x, r: (r @ (x - r @ x / r.sum()) ** 2 / r.sum(), r @ x**2 / r.sum() - (r @ x / r.sum()) ** 2),
         definitions={"m": r"\frac{\sum_{i=1}^n r_ix_i}{\sum_{i=1}^n r_i}"}),
    # factor models
    Pair("posterior covariance of the factors", r"\sigma^2\left(W^\top W+\sigma^2I\right)^{-1}",
         r"I-W^\top\left(WW^\top+\sigma^2I\right)^{-1}W", True, FACTORS,
         lambda W, sigma: (sigma**2 * inverse(W.T @ W + sigma**2 * np.eye(W.shape[1])),
                           np.eye(W.shape[1]) - W.T @ inverse(W @ W.T + sigma**2 * np.eye(W.shape[0])) @ W)),
    Pair("log-determinant of a factor model", r"\log\det\left(WW^\top+\sigma^2I\right)",
         r"(d-k)\log\sigma^2+\log\det\left(W^\top W+\sigma^2I\right)", True, FACTORS,
         lambda W, sigma, d, k: factor_log_determinant(W, sigma, d - k)),
    Pair("log-determinant of a factor model, all d noises", r"\log\left|WW^\top+\sigma^2I\right|",
         r"2d\log\sigma+\log\left|W^\top W+\sigma^2I\right|", False, FACTORS,
         lambda W, sigma, d: factor_log_determinant(W, sigma, d)),
    Pair("quadratic form of factor analysis", r"x^\top(WW^\top+\Psi)^{-1}x",
         r"x^\top\Psi^{-1}x-x^\top\Psi^{-1}W\left(I+W^\top\Psi^{-1}W\right)^{-1}W^\top\Psi^{-1}x", True,
         {"d": "natural", "k": "natural", "W": "matrix d k", "x": "vector d", r"\Psi": "symmetric positive definite matrix d"},
         factor_form),
    Pair("rotated loadings", r"(WR)(WR)^\top", r"W W^\top", True,
         {"d": "natural", "k": "natural", "W": "matrix d k", "R": "orthogonal matrix k"},
         lambda W, R: ((W @ R) @ (W @ R).T, W @ W.T)),
    Pair("loadings under any invertible matrix", r"WW^T+\Psi", r"(WR)(WR)^T+\Psi", False,
         {"d": "natural", "k": "natural", "W": "matrix d k", "R": "invertible matrix k", r"\Psi": "diagonal matrix d"},
         lambda W, R, Psi: (W @ W.T + Psi, (W @ R) @ (W @ R).T + Psi)),
    # Gaussian processes
    Pair("smoothing as a residual", r"K(K+\sigma^2I)^{-1}y", r"y-\sigma^2(K+\sigma^2I)^{-1}y", True, KERNEL,
         lambda K, y, sigma: (K @ np.linalg.solve(K + sigma**2 * np.eye(len(y)), y),
                              y - sigma**2 * inverse(K + sigma**2 * np.eye(len(y))) @ y)),
    Pair("evidence of a Gaussian process", r"\log\mathcal{N}(y \mid 0, K+\sigma^2I)",
         r"-\frac12 y^\top(K+\sigma^2I)^{-1}y-\frac12\log\det(K+\sigma^2I)-\frac{n}{2}\log 2\pi", True, KERNEL,
         lambda n, K, y, sigma: (log_normals(y, 0, (C := K + sigma**2 * np.eye(n))),
                                 -y @ inverse(C) @ y / 2 - np.log(np.linalg.det(C)) / 2 - n / 2 * np.log(2 * np.pi))),
    Pair("evidence of a Gaussian process, half lost", r"\log\mathcal{N}(y \mid 0, K+\sigma^2I)",
         r"-\frac12 y^\top(K+\sigma^2I)^{-1}y-\log|K+\sigma^2I|-\frac{n}{2}\log(2\pi)", False, KERNEL,
         lambda n, K, y, sigma: (log_normals(y, 0, (C := K + sigma**2 * np.eye(n))),
                                 -y @ inverse(C) @ y / 2 - np.log(np.linalg.det(C)) - n / 2 * np.log(2 * np.pi))),
    Pair("slope of the evidence in the noise",
         r"\frac{\partial}{\partial v}\left[-\frac12 y^\top(K+vI)^{-1}y-\frac12\log\det(K+vI)\right]",
         r"\frac12\left(\alpha^\top\alpha-\operatorname{tr}\left((K+vI)^{-1}\right)\right)", True,
         {"n": "natural", "K": "symmetric positive definite matrix n", "y": "vector n", "v": "positive"},
         lambda K, y, v: evidence_slope(K, y, v, -1), definitions={r"\alpha": "(K+vI)^{-1}y"}),
    Pair("slope of the evidence with the sign of the trace",
         r"\frac{\partial}{\partial v}\left[-\frac12 y^\top(K+vI)^{-1}y-\frac12\log\det(K+vI)\right]",
         r"\frac12 y^\top(K+vI)^{-2}y+\frac12\operatorname{tr}\left((K+vI)^{-1}\right)", False,
         {"n": "natural", "K": "symmetric positive definite matrix n", "y": "vector n", "v": "positive"},
         lambda K, y, v: evidence_slope(K, y, v, 1)),
    Pair("determinant by the predictive variance", r"\det\begin{pmatrix}K&k\\k^\top&c\end{pmatrix}",
         r"\left(c-k^\top K^{-1}k\right)\det K", True,
         {"n": "natural", "K": "symmetric positive definite matrix n", "k": "vector n", "c": "real"}, schur),
)
