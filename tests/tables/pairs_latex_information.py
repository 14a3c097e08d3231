"""Pairs in LaTeX: entropy, divergences, cross entropy, evidence bounds, mutual information, discriminators, proximal maps."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.tables.pair import Pair
from tests.tables.pairs_latex_probability import (
    half_line,
    log_normal,
    log_normals,
    mean,
    normal,
    positive,
    sigmoid,
    slope,
    table,
    whole_line,
)

inverse = np.linalg.inv


def log_det(matrix: np.ndarray) -> float:
    return float(np.linalg.slogdet(matrix)[1])


def entropy(p: np.ndarray) -> float:
    return -float(np.sum(p * np.log(p)))


def divergence(p: np.ndarray, q: np.ndarray) -> float:
    return float(np.sum(p * np.log(p / q)))


def normal_divergence(mu_1: float, sigma_1: float, mu_2: float, sigma_2: float) -> float:
    """D_KL(N(mu_1, sigma_1^2) || N(mu_2, sigma_2^2)), by the integral."""
    def integrand(u: Any) -> Any:
        x = mu_1 + sigma_1 * u
        return normal(u, 0, 1) * (log_normal(x, mu_1, sigma_1**2) - log_normal(x, mu_2, sigma_2**2))

    return whole_line(integrand, 0, 1)


def normals_divergence(mu_1: np.ndarray, Sigma_1: np.ndarray, mu_2: np.ndarray, Sigma_2: np.ndarray) -> float:
    """The same in d dimensions, by 2d points whose mean and covariance are those of the first density."""
    d = len(mu_1)
    steps = np.sqrt(d) * np.linalg.cholesky(Sigma_1).T
    points = [*(mu_1 + steps), *(mu_1 - steps)]
    return float(np.mean([log_normals(x, mu_1, Sigma_1) - log_normals(x, mu_2, Sigma_2) for x in points]))


def trace_form(mu_1: Any, Sigma_1: Any, mu_2: Any, Sigma_2: Any, P: Any) -> float:
    """The closed form, with the matrix P in the quadratic form of the means."""
    quadratic = (mu_2 - mu_1) @ P @ (mu_2 - mu_1)
    return (np.trace(inverse(Sigma_2) @ Sigma_1) + quadratic - len(mu_1) + log_det(Sigma_2) - log_det(Sigma_1)) / 2


def exponential_entropy(rng: np.random.Generator, sign: int) -> tuple[Any, Any]:
    rate = positive(rng)
    return -half_line(lambda x: rate * np.exp(-rate * x) * (np.log(rate) - rate * x)), 1 + sign * np.log(rate)


def exponential_divergence(a: float, b: float) -> tuple[Any, Any]:
    return half_line(lambda x: a * np.exp(-a * x) * (np.log(a / b) - a * x + b * x)), np.log(a / b) + b / a - 1


def poisson_divergence(a: float, b: float) -> float:
    return sum(a**k * np.exp(-a) / math.factorial(k) * (k * np.log(a / b) - a + b) for k in range(60))


class Model:
    """A random p(x, z) and q(z | x) over three x and two z, at the first x, and what bounds are made of."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.joint, self.guess = table(rng, 3, 2), rng.dirichlet(np.ones(2))
        self.prior, self.evidence = self.joint.sum(axis=0), self.joint[0].sum()
        self.posterior, self.likelihood = self.joint[0] / self.evidence, self.joint[0] / self.prior
        self.bound = mean(self.guess, np.log(self.joint[0]) - np.log(self.guess))
        self.fit = mean(self.guess, np.log(self.likelihood))
        self.gap = divergence(self.guess, self.posterior)
        self.rate = divergence(self.guess, self.prior)


def model(values: Callable[[Model], tuple[Any, Any]]) -> Callable[[np.random.Generator], tuple[Any, Any]]:
    return lambda rng: values(Model(rng))


def two_samples_are_exact(rng: np.random.Generator) -> tuple[Any, Any]:
    m = Model(rng)
    weights = m.joint[0] / m.guess
    pairs = np.log((weights[:, None] + weights[None, :]) / 2)
    return float(m.guess @ pairs @ m.guess), np.log(m.evidence)


def rate_and_information(rng: np.random.Generator) -> tuple[Any, Any]:
    """The mean over q(x) of D(q(z|x) || p(z)) for a table q(x, z) and another prior p, and its split by the marginal q(z)."""
    q, p = table(rng, 3, 2), rng.dirichlet(np.ones(2))
    q_x, q_z = q.sum(axis=1, keepdims=True), q.sum(axis=0)
    return float(np.sum(q * np.log(q / q_x / p))), divergence(q, q_x * q_z) + divergence(q_z, p)


def joint_divergence(rng: np.random.Generator, under_p: bool) -> tuple[Any, Any]:
    p, q = table(rng, 3, 2), table(rng, 3, 2)
    p_x, q_x = p.sum(axis=1), q.sum(axis=1)
    inner = [divergence(p[x] / p_x[x], q[x] / q_x[x]) for x in range(3)]
    return divergence(p, q), divergence(p_x, q_x) + mean(p_x if under_p else q_x, np.array(inner))


def cross_entropy(rng: np.random.Generator, swapped: bool) -> tuple[Any, Any]:
    p, q = table(rng, 4), table(rng, 4)
    return -float(p @ np.log(q)), entropy(p) + (divergence(q, p) if swapped else divergence(p, q))


def information(rng: np.random.Generator) -> dict[str, float]:
    p = table(rng, 3, 2)
    p_x, p_y = p.sum(axis=1), p.sum(axis=0)
    return {"I": divergence(p, np.outer(p_x, p_y)), "x": entropy(p_x), "y": entropy(p_y), "xy": entropy(p),
            "y|x": -float(np.sum(p * np.log(p / p_x[:, None]))), "ratio": float(np.sum(p * np.log(p / p_x[:, None] / p_y)))}


def known(pick: Callable[[dict[str, float]], tuple[Any, Any]]) -> Callable[[np.random.Generator], tuple[Any, Any]]:
    return lambda rng: pick(information(rng))


def jensen_gap(rng: np.random.Generator) -> tuple[Any, Any]:
    p, f = table(rng, 4), rng.normal(size=4)
    return np.log(mean(p, np.exp(f))) - mean(p, f), np.log(mean(p, np.exp(f - mean(p, f))))


def jensen_as_equality(rng: np.random.Generator) -> tuple[Any, Any]:
    p, f = table(rng, 4), rng.normal(size=4)
    return np.log(mean(p, np.exp(f))), mean(p, f)


def tilted(rng: np.random.Generator) -> tuple[Any, Any]:
    p, f = table(rng, 4), rng.normal(size=4)
    q = p * np.exp(f) / np.sum(p * np.exp(f))
    return mean(q, f) - divergence(q, p), np.log(mean(p, np.exp(f)))


def two_discriminators(rng: np.random.Generator) -> tuple[Any, Any]:
    p, q = table(rng, 4), table(rng, 4)
    return p / (p + q), 1 / (1 + np.exp(np.log(q) - np.log(p)))


def score_function(rng: np.random.Generator) -> tuple[Any, Any]:
    p, (f_0, f_1) = float(rng.uniform(0.05, 0.95)), rng.normal(size=2)
    by_score = p * f_1 / p - (1 - p) * f_0 / (1 - p)
    return slope(lambda t: t * f_1 + (1 - t) * f_0, p), by_score


def best_discriminator(a: float, b: float) -> float:
    """The maximum of a log D + b log(1-D), by bisection on its slope."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(lambda t: a * np.log(t) + b * np.log(1 - t), middle) > 0 else (low, middle)
    return low


def shrink(a: float, amount: float) -> float:
    return float(np.sign(a) * max(abs(a) - amount, 0))


def minimum_with_l1(a: float, rng: np.random.Generator, more: float = 0.0) -> tuple[float, float]:
    """The amount, and the minimum of (w-a)^2/2 + amount |w| + more w^2/2, by the three candidates."""
    amount = positive(rng)
    candidates = [0.0, *(w for s in (1, -1) if s * (w := (a - s * amount) / (1 + more)) > 0)]
    cost = [(w - a) ** 2 / 2 + amount * abs(w) + more * w**2 / 2 for w in candidates]
    return amount, candidates[int(np.argmin(cost))]


def soft(a: float, rng: np.random.Generator, closed: Callable[[float, float], float]) -> tuple[Any, Any]:
    amount, found = minimum_with_l1(a, rng)
    return found, closed(a, amount)


def least_cost(a: float, rng: np.random.Generator, constant: float) -> tuple[Any, Any]:
    amount, w = minimum_with_l1(a, rng)
    return (w - a) ** 2 / 2 + amount * abs(w), a**2 / 2 if abs(a) <= amount else amount * abs(a) - constant * amount**2


def elastic(a: float, mu: float, rng: np.random.Generator, outside: bool) -> tuple[Any, Any]:
    amount, found = minimum_with_l1(a, rng, mu)
    return found, shrink(a, amount) / (1 + mu) if outside else shrink(a / (1 + mu), amount)


def ridge_map(a: np.ndarray, rng: np.random.Generator) -> tuple[Any, Any]:
    amount = positive(rng)
    rows = np.vstack([np.eye(len(a)), np.sqrt(amount) * np.eye(len(a))])
    return np.linalg.lstsq(rows, np.concatenate([a, 0 * a]), rcond=None)[0], a / (1 + amount)


def three_cases(a: float, amount: float) -> float:
    return a - amount if a > amount else a + amount if a < -amount else 0.0


NORMAL = {r"\mu": "real", r"\sigma": "positive"}
NORMALS = {r"\mu_1": "real", r"\sigma_1": "positive", r"\mu_2": "real", r"\sigma_2": "positive"}
VECTORS = {"d": "natural", r"\mu_1": "vector d", r"\mu_2": "vector d",
           r"\Sigma_1": "symmetric positive definite matrix d", r"\Sigma_2": "symmetric positive definite matrix d"}
CATEGORIES = {"K": "natural", "p": "distribution on 1..K", "q": "distribution on 1..K"}
LATENT = {"p": "density of x, z", "q": "density of z given x"}
LOGITS = {"K": "natural", "a": "sequence K of real", "y": "distribution on 1..K"}
LOGISTIC = {r"\sigma(a)": r"\frac{1}{1+e^{-a}}"}
ELBO = r"\mathbb{E}_{q(z \mid x)}\left[\log\frac{p(x,z)}{q(z \mid x)}\right]"
GAP = r"D_{KL}\left(q(z \mid x) \,\|\, p(z \mid x)\right)"
L1 = r"\arg\min_w \frac12(w-a)^2 + \lambda|w|"
SHRUNK = {"S(a)": r"\operatorname{sign}(a)\max(|a|-\lambda, 0)"}

PAIRS = (
    # entropy
    Pair("entropy of a normal", r"-\int_{-\infty}^\infty \mathcal{N}(x;\mu,\sigma^2)\log\mathcal{N}(x;\mu,\sigma^2)\,dx",
         r"\frac12\log(2\pi e\sigma^2)", True, NORMAL,
         lambda sigma: (-whole_line(lambda u: normal(u, 0, 1) * log_normal(sigma * u, 0, sigma**2), 0, 1),
                        np.log(2 * np.pi * np.e * sigma**2) / 2)),
    Pair("entropy of a normal without its half",
         r"-\int_{-\infty}^\infty \mathcal{N}(x;0,\sigma^2)\log\mathcal{N}(x;0,\sigma^2)\,dx", r"\frac12\log(2\pi\sigma^2)",
         False, {r"\sigma": "positive"},
         lambda sigma: (-whole_line(lambda u: normal(u, 0, 1) * log_normal(sigma * u, 0, sigma**2), 0, 1),
                        np.log(2 * np.pi * sigma**2) / 2)),
    Pair("entropy of a normal vector", r"\frac12\log\det(2\pi e\,\Sigma)", r"\frac{d}{2}(1+\log 2\pi)+\frac12\log|\Sigma|", True,
         {"d": "natural", r"\Sigma": "symmetric positive definite matrix d"},
         lambda d, Sigma: (log_det(2 * np.pi * np.e * Sigma) / 2,
                           d / 2 * (1 + np.log(2 * np.pi)) + np.log(np.linalg.det(Sigma)) / 2)),
    Pair("entropy of a normal vector with one 2 pi e", r"\frac12\log\det(2\pi e\,\Sigma)",
         r"\frac12\log\left(2\pi e\det\Sigma\right)", False, {"d": "natural", r"\Sigma": "symmetric positive definite matrix d"},
         lambda Sigma: (log_det(2 * np.pi * np.e * Sigma) / 2, np.log(2 * np.pi * np.e * np.linalg.det(Sigma)) / 2)),
    Pair("entropy of a coin by its logit", r"-\mu\log\mu-(1-\mu)\log(1-\mu)", r"\log(1+e^a)-a\,\mu", True, {"a": "real"},
         lambda a: (-(m := sigmoid(a)) * np.log(m) - (1 - m) * np.log(1 - m), np.log(1 + np.exp(a)) - a * m),
         definitions={r"\mu": r"\frac{1}{1+e^{-a}}"}),
    Pair("slope of the entropy of a coin with its sign", r"\frac{d}{d\mu}\left[-\mu\log\mu-(1-\mu)\log(1-\mu)\right]",
         r"\log\frac{\mu}{1-\mu}", False, {r"\mu": "in (0, 1)"},
         lambda mu: (slope(lambda t: -t * np.log(t) - (1 - t) * np.log(1 - t), mu), np.log(mu / (1 - mu)))),
    Pair("entropy of an exponential", r"-\int_0^\infty \lambda e^{-\lambda x}\log\left(\lambda e^{-\lambda x}\right)dx",
         r"1-\log\lambda", True, {r"\lambda": "positive"}, lambda rng: exponential_entropy(rng, -1)),
    Pair("entropy in bits and in nats", r"-\sum_{k=1}^K p_k\log_2 p_k", r"-\sum_{k=1}^K p_k\log p_k", False,
         {"K": "natural", "p": "distribution on 1..K"}, lambda p: (-np.sum(p * np.log2(p)), entropy(p))),
    Pair("perplexity as a product", r"\exp\left(-\sum_{k=1}^K p_k\log p_k\right)", r"\prod_{k=1}^K p_k^{-p_k}", True,
         {"K": "natural", "p": "distribution on 1..K"}, lambda p: (np.exp(entropy(p)), np.prod(p**-p))),
    # divergences in closed form
    Pair("divergence of two normals",
         r"\int_{-\infty}^\infty"
         r" \mathcal{N}(x;\mu_1,\sigma_1^2)\log\frac{\mathcal{N}(x;\mu_1,\sigma_1^2)}{\mathcal{N}(x;\mu_2,\sigma_2^2)}\,dx",
         r"\log\frac{\sigma_2}{\sigma_1}+\frac{\sigma_1^2+(\mu_1-\mu_2)^2}{2\sigma_2^2}-\frac12", True, NORMALS,
         lambda mu_1, sigma_1, mu_2, sigma_2: (
             normal_divergence(mu_1, sigma_1, mu_2, sigma_2),
             np.log(sigma_2 / sigma_1) + (sigma_1**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_2**2) - 0.5)),
    Pair("divergence of two normals the other way",
         r"D_{KL}\left(\mathcal{N}(\mu_1,\sigma_1^2)\,\|\,\mathcal{N}(\mu_2,\sigma_2^2)\right)",
         r"\log\frac{\sigma_1}{\sigma_2}+\frac{\sigma_2^2+(\mu_1-\mu_2)^2}{2\sigma_1^2}-\frac12", False, NORMALS,
         lambda mu_1, sigma_1, mu_2, sigma_2: (normal_divergence(mu_1, sigma_1, mu_2, sigma_2), np.log(sigma_1 / sigma_2)
                                               + (sigma_2**2 + (mu_1 - mu_2) ** 2) / (2 * sigma_1**2) - 0.5)),
    Pair("divergence from the standard normal", r"D_{\mathrm{KL}}\left(\mathcal{N}(\mu,\sigma^2)\,\|\,\mathcal{N}(0,1)\right)",
         r"\tfrac12\left(\mu^2+\sigma^2-\log\sigma^2-1\right)", True, NORMAL,
         lambda mu, sigma: (normal_divergence(mu, sigma, 0, 1), (mu**2 + sigma**2 - np.log(sigma**2) - 1) / 2)),
    Pair("divergence from the standard normal, sigma not squared",
         r"\mathrm{KL}\left(\mathcal{N}(\mu,\sigma^2)\,\|\,\mathcal{N}(0,1)\right)",
         r"-\frac12\left(1+\log\sigma^2-\mu^2-\sigma\right)", False, NORMAL,
         lambda mu, sigma: (normal_divergence(mu, sigma, 0, 1), -(1 + np.log(sigma**2) - mu**2 - sigma) / 2)),
    Pair("divergence of an encoder by its log variances",
         r"\sum_{j=1}^d \left[\frac{\mu_j^2+e^{\ell_j}-1}{2}-\frac{\ell_j}{2}\right]",
         r"-\frac12\sum_{j=1}^d\left(1+\ell_j-\mu_j^2-e^{\ell_j}\right)", True,
         {"d": "natural", r"\mu": "sequence d of real", r"\ell": "sequence d of real"},
         lambda mu, ell: (sum(normal_divergence(m, np.exp(v / 2), 0, 1) for m, v in zip(mu, ell, strict=True)),
                          -np.sum(1 + ell - mu**2 - np.exp(ell)) / 2)),
    Pair("divergence of two normal vectors", r"D_{KL}\left(\mathcal{N}(\mu_1,\Sigma_1)\,\|\,\mathcal{N}(\mu_2,\Sigma_2)\right)",
         r"\frac12\left[\operatorname{tr}\left(\Sigma_2^{-1}\Sigma_1\right)+(\mu_2-\mu_1)^\top\Sigma_2^{-1}(\mu_2-\mu_1)-d"
         r"+\log\frac{\det\Sigma_2}{\det\Sigma_1}\right]", True, VECTORS,
         lambda mu_1, Sigma_1, mu_2, Sigma_2: (normals_divergence(mu_1, Sigma_1, mu_2, Sigma_2),
                                               trace_form(mu_1, Sigma_1, mu_2, Sigma_2, inverse(Sigma_2)))),
    Pair("divergence of two normal vectors with the first precision",
         r"D_{KL}\left(\mathcal{N}(\mu_1,\Sigma_1)\,\|\,\mathcal{N}(\mu_2,\Sigma_2)\right)",
         r"\frac12\left[\log\frac{|\Sigma_2|}{|\Sigma_1|}-d+\operatorname{tr}(\Sigma_2^{-1}\Sigma_1)"
         r"+(\mu_1-\mu_2)^\top\Sigma_1^{-1}(\mu_1-\mu_2)\right]", False, VECTORS,
         lambda mu_1, Sigma_1, mu_2, Sigma_2: (normals_divergence(mu_1, Sigma_1, mu_2, Sigma_2),
                                               trace_form(mu_1, Sigma_1, mu_2, Sigma_2, inverse(Sigma_1)))),
    Pair("divergence of normal vectors of one width",
         r"D_{KL}\left(\mathcal{N}(\mu_1,\sigma^2I)\,\|\,\mathcal{N}(\mu_2,\sigma^2I)\right)",
         r"\frac{\|\mu_1-\mu_2\|^2}{2\sigma^2}", True,
         {"d": "natural", r"\mu_1": "vector d", r"\mu_2": "vector d", r"\sigma": "positive"},
         lambda d, mu_1, mu_2, sigma: (normals_divergence(mu_1, sigma**2 * np.eye(d), mu_2, sigma**2 * np.eye(d)),
                                       np.sum((mu_1 - mu_2) ** 2) / (2 * sigma**2))),
    Pair("divergence of two coins by logits", r"p\log\frac{p}{q}+(1-p)\log\frac{1-p}{1-q}",
         r"p(a-b)+\log\frac{1+e^b}{1+e^a}", True, {"p": "in (0, 1)", "q": "in (0, 1)"},
         lambda p, q: (divergence(np.array([p, 1 - p]), np.array([q, 1 - q])),
                       p * ((a := np.log(p / (1 - p))) - (b := np.log(q / (1 - q)))) + np.log((1 + np.exp(b)) / (1 + np.exp(a)))),
         definitions={"a": r"\log\frac{p}{1-p}", "b": r"\log\frac{q}{1-q}"}),
    Pair("divergence of two exponentials", r"\int_0^\infty a e^{-ax}\log\frac{a e^{-ax}}{b e^{-bx}}\,dx",
         r"\log\frac{a}{b}+\frac{b}{a}-1", True, {"a": "positive", "b": "positive"}, exponential_divergence),
    Pair("divergence of two Poissons with the sign of the rates",
         r"\sum_{k=0}^\infty \frac{a^k e^{-a}}{k!}\log\frac{a^k e^{-a}}{b^k e^{-b}}", r"a\log\frac{a}{b}+a-b", False,
         {"a": "positive", "b": "positive"}, lambda a, b: (poisson_divergence(a, b), a * np.log(a / b) + a - b)),
    # categories and cross entropy
    Pair("divergence upside down", r"D_{KL}(p\,\|\,q)", r"\sum_{k=1}^K p_k\log\frac{q_k}{p_k}", False, CATEGORIES,
         lambda p, q: (divergence(p, q), np.sum(p * np.log(q / p)))),
    Pair("divergence from the uniform distribution", r"\sum_{k=1}^K p_k\log\frac{p_k}{1/K}", r"\log K-H", True,
         {"K": "natural", "p": "distribution on 1..K"},
         lambda p: (divergence(p, np.ones(len(p)) / len(p)), np.log(len(p)) - entropy(p)),
         definitions={"H": r"-\sum_{k=1}^K p_k\log p_k"}),
    Pair("sum to one used of what does not", r"\sum_{k=1}^K w_k\log(K w_k)", r"\log K+\sum_{k=1}^K w_k\log w_k", False,
         {"K": "natural", "w": "sequence K of positive"},
         lambda w: (np.sum(w * np.log(len(w) * w)), np.log(len(w)) - entropy(w))),
    Pair("cross entropy of a softmax", r"-\sum_{k=1}^K y_k\log\frac{e^{a_k}}{\sum_{j=1}^K e^{a_j}}",
         r"\log\sum_{j=1}^K e^{a_j}-\sum_{k=1}^K y_k a_k", True, LOGITS,
         lambda a, y: (-y @ np.log(np.exp(a) / np.exp(a).sum()), np.log(np.exp(a).sum()) - y @ a)),
    Pair("cross entropy of a softmax without its log", r"-\sum_{k=1}^K y_k\log\frac{e^{a_k}}{\sum_{j=1}^K e^{a_j}}",
         r"\sum_{k=1}^K\left(e^{a_k}-y_k a_k\right)", False, LOGITS,
         lambda a, y: (-y @ np.log(np.exp(a) / np.exp(a).sum()), np.sum(np.exp(a) - y * a))),
    Pair("slope of the binary cross entropy", r"\frac{\partial}{\partial a}\left[-y\log\sigma(a)-(1-y)\log(1-\sigma(a))\right]",
         r"\sigma(a)-y", True, {"a": "real", "y": "in [0, 1]"},
         lambda a, y: (slope(lambda t: -y * np.log(sigmoid(t)) - (1 - y) * np.log(1 - sigmoid(t)), a), sigmoid(a) - y),
         definitions=LOGISTIC),
    Pair("binary cross entropy without overflow", r"-y\log\sigma(a)-(1-y)\log(1-\sigma(a))",
         r"\max(a,0)-ay+\log\left(1+e^{-|a|}\right)", True, {"a": "real", "y": "in [0, 1]"},
         lambda a, y: (-y * np.log(sigmoid(a)) - (1 - y) * np.log(1 - sigmoid(a)),
                       max(a, 0) - a * y + np.log(1 + np.exp(-abs(a)))), definitions=LOGISTIC),
    Pair("binary cross entropy, right for positive logits", r"-y\log\sigma(a)-(1-y)\log(1-\sigma(a))",
         r"\max(a,0)-ay+\log\left(1+e^{-a}\right)", False, {"a": "real", "y": "in [0, 1]"},
         lambda a, y: (-y * np.log(sigmoid(a)) - (1 - y) * np.log(1 - sigmoid(a)), max(a, 0) - a * y + np.log(1 + np.exp(-a))),
         definitions=LOGISTIC),
    Pair("cross entropy with the arguments swapped", r"-\mathbb{E}_{p(x)}[\log q(x)]",
         r"D_{KL}(q(x)\,\|\,p(x))-\mathbb{E}_{p(x)}[\log p(x)]", False, {"p": "density of x", "q": "density of x"},
         lambda rng: cross_entropy(rng, True)),
    # the evidence and its bounds
    Pair("log evidence is bound plus gap", r"\log p(x)", ELBO + "+" + GAP, True, LATENT,
         model(lambda m: (np.log(m.evidence), m.bound + m.gap))),
    Pair("log evidence is only the bound", r"\log p(x)", ELBO, False, LATENT, model(lambda m: (np.log(m.evidence), m.bound))),
    Pair("bound by fit and rate", ELBO, r"\mathbb{E}_{q(z|x)}[\log p(x|z)]-D_{KL}(q(z|x)\,\|\,p(z))", True, LATENT,
         model(lambda m: (m.bound, m.fit - m.rate))),
    Pair("bound with the rate added", ELBO,
         r"\mathbb{E}_{q(z \mid x)}\left[\log p(x \mid z)\right]+D_{KL}\left(q(z \mid x)\,\|\,p(z)\right)", False, LATENT,
         model(lambda m: (m.bound, m.fit + m.rate))),
    Pair("bound with the rate the other way", ELBO,
         r"\mathbb{E}_{q(z \mid x)}[\log p(x \mid z)]-D_{KL}\big(p(z)\,\big\|\,q(z \mid x)\big)", False, LATENT,
         model(lambda m: (m.bound, m.fit - divergence(m.prior, m.guess)))),
    Pair("bound by energy and entropy", r"\log p(x)-" + GAP,
         r"\mathbb{E}_{q(z \mid x)}[\log p(x,z)]-\int q(z \mid x)\log q(z \mid x)\,dz", True, LATENT,
         model(lambda m: (np.log(m.evidence) - m.gap, mean(m.guess, np.log(m.joint[0])) + entropy(m.guess)))),
    Pair("bound with the entropy taken away", ELBO, r"\mathbb{E}_{q(z|x)}[\log p(x,z)]+\mathbb{E}_{q(z|x)}[\log q(z|x)]", False,
         LATENT, model(lambda m: (m.bound, mean(m.guess, np.log(m.joint[0])) - entropy(m.guess)))),
    Pair("gap without the evidence", GAP, r"D_{KL}(q(z|x)\,\|\,p(z))-\mathbb{E}_{q(z|x)}[\log p(x|z)]", False, LATENT,
         model(lambda m: (m.gap, m.rate - m.fit))),
    Pair("evidence by importance sampling", r"p(x)",
         r"\mathbb{E}_{q(z \mid x)}\left[\frac{p(x \mid z)\,p(z)}{q(z \mid x)}\right]", True, LATENT,
         model(lambda m: (m.evidence, mean(m.guess, m.likelihood * m.prior / m.guess)))),
    Pair("bound at the posterior", r"\mathbb{E}_{p(z \mid x)}\left[\log\frac{p(x,z)}{p(z \mid x)}\right]",
         r"\log\int p(x \mid z)\,p(z)\,dz", True, {"p": "density of x, z"},
         model(lambda m: (mean(m.posterior, np.log(m.joint[0] / m.posterior)), np.log(np.sum(m.likelihood * m.prior))))),
    Pair("weighted rate", r"\mathbb{E}_{q(z|x)}[\log p(x|z)]-\beta\,D_{KL}(q(z|x)\,\|\,p(z))",
         r"\mathbb{E}_{q(z|x)}\left[\log p(x,z)-\log q(z|x)\right]-(\beta-1)\,D_{KL}(q(z|x)\,\|\,p(z))", True,
         LATENT | {r"\beta": "real"}, model(lambda m: (m.fit - 1.7 * m.rate, m.bound - 0.7 * m.rate))),
    Pair("two importance samples taken as exact",
         r"\int\!\!\int q(z|x)\,q(z'|x)\log\frac12\left(\frac{p(x,z)}{q(z|x)}+\frac{p(x,z')}{q(z'|x)}\right)dz\,dz'",
         r"\log p(x)", False, LATENT, two_samples_are_exact),
    Pair("mean rate by information and marginal", r"\mathbb{E}_{q(x)}\left[D_{KL}\left(q(z|x)\,\|\,p(z)\right)\right]",
         r"D_{KL}\left(q(x,z)\,\|\,q(x)q(z)\right)+D_{KL}\left(q(z)\,\|\,p(z)\right)", True,
         {"q": "density of x, z", "p": "density of z"}, rate_and_information),
    Pair("Jensen gap", r"\log\mathbb{E}_{p(x)}\left[e^{f(x)}\right]-\mathbb{E}_{p(x)}[f(x)]",
         r"\log\mathbb{E}_{p(x)}\left[e^{f(x)-m}\right]", True, {"p": "density of x", "f": "function"}, jensen_gap,
         definitions={"m": r"\mathbb{E}_{p(x)}[f(x)]"}),
    Pair("Jensen as an equality", r"\log\mathbb{E}_{x\sim p}\left[e^{f(x)}\right]", r"\mathbb{E}_{x\sim p}[f(x)]", False,
         {"p": "density of x", "f": "function"}, jensen_as_equality),
    Pair("free energy of the tilted density", r"\int q(x)\left(f(x)-\log\frac{q(x)}{p(x)}\right)dx",
         r"\log\int p(x)\,e^{f(x)}\,dx", True, {"p": "density of x", "f": "function"}, tilted,
         definitions={"q(x)": r"\frac{p(x)e^{f(x)}}{\int p(t)e^{f(t)}\,dt}"}),
    Pair("importance weighted bound without overflow", r"\log\left(\frac{1}{K}\sum_{k=1}^K e^{\ell_k}\right)",
         r"m+\log\sum_{k=1}^K e^{\ell_k-m}-\log K", True, {"K": "natural", r"\ell": "sequence K of real", "m": "real"},
         lambda ell, m: (np.log(np.mean(np.exp(ell))), m + np.log(np.sum(np.exp(ell - m))) - np.log(len(ell)))),
    Pair("importance weighted bound as a mean of logs", r"\log\left(\frac{1}{K}\sum_{k=1}^K w_k\right)",
         r"\frac{1}{K}\sum_{k=1}^K\log w_k", False, {"K": "natural", "w": "sequence K of positive"},
         lambda w: (np.log(w.mean()), np.log(w).mean())),
    # gradients through samples
    Pair("fit of a linear decoder", r"\mathbb{E}_{z\sim\mathcal{N}(m,s^2)}\left[\log\mathcal{N}(x;az,1)\right]",
         r"-\frac12\log 2\pi-\frac12(x-am)^2-\frac12a^2s^2", True, {"x": "real", "a": "real", "m": "real", "s": "positive"},
         lambda x, a, m, s: (whole_line(lambda u: normal(u, 0, 1) * log_normal(x, a * (m + s * u), 1), 0, 1),
                             -np.log(2 * np.pi) / 2 - (x - a * m) ** 2 / 2 - a**2 * s**2 / 2)),
    Pair("fit of a decoder at the mean code", r"\mathbb{E}_{z\sim\mathcal{N}(m,s^2)}\left[-\tfrac12(x-z)^2\right]",
         r"-\frac{(x-m)^2}{2}", False, {"x": "real", "m": "real", "s": "positive"},
         lambda x, m, s: (whole_line(lambda u: -normal(u, 0, 1) * (x - m - s * u) ** 2 / 2, 0, 1), -((x - m) ** 2) / 2)),
    Pair("reparameterised slope in the mean",
         r"\frac{\partial}{\partial\mu}\mathbb{E}_{z\sim\mathcal{N}(\mu,\sigma^2)}\left[z^3\right]",
         r"\mathbb{E}_{\epsilon\sim\mathcal{N}(0,1)}\left[3(\mu+\sigma\epsilon)^2\right]", True, NORMAL,
         lambda mu, sigma: (slope(lambda t: t**3 + 3 * t * sigma**2, mu),
                            whole_line(lambda u: normal(u, 0, 1) * 3 * (mu + sigma * u) ** 2, 0, 1))),
    Pair("reparameterised slope in the width without epsilon",
         r"\frac{\partial}{\partial\sigma}\mathbb{E}_{\epsilon\sim\mathcal{N}(0,1)}\left[(\mu+\sigma\epsilon)^2\right]",
         r"\mathbb{E}_{\epsilon\sim\mathcal{N}(0,1)}\left[2(\mu+\sigma\epsilon)\right]", False, NORMAL,
         lambda mu, sigma: (slope(lambda t: mu**2 + t**2, sigma),
                            whole_line(lambda u: normal(u, 0, 1) * 2 * (mu + sigma * u), 0, 1))),
    Pair("slope of a mean over a coin", r"\frac{d}{d\theta}\sum_{b=0}^1\theta^b(1-\theta)^{1-b}f(b)", r"f(1)-f(0)", True,
         {r"\theta": "in (0, 1)", "f": "function"}, score_function),
    # discriminators
    Pair("best discriminator", r"\arg\max_{D\in(0,1)}\left[a\log D+b\log(1-D)\right]", r"\frac{a}{a+b}", True,
         {"a": "positive", "b": "positive"},
         lambda a, b: (best_discriminator(a, b), a / (a + b))),
    Pair("best discriminator of the other class", r"\arg\max_{D\in(0,1)}\left[a\log D+b\log(1-D)\right]", r"\frac{b}{a+b}", False,
         {"a": "positive", "b": "positive"}, lambda a, b: (best_discriminator(a, b), b / (a + b))),
    Pair("best discriminator as a sigmoid of a log ratio", r"\frac{p(x)}{p(x)+q(x)}",
         r"\frac{1}{1+\exp\left(\log q(x)-\log p(x)\right)}", True, {"p": "density of x", "q": "density of x"},
         two_discriminators),
    Pair("value of the best discriminator with one log 2",
         r"\sum_{k=1}^K\left[p_k\log\frac{p_k}{p_k+q_k}+q_k\log\frac{q_k}{p_k+q_k}\right]",
         r"-\log 2+\sum_{k=1}^K p_k\log\frac{2p_k}{p_k+q_k}+\sum_{k=1}^K q_k\log\frac{2q_k}{p_k+q_k}", False, CATEGORIES,
         lambda p, q: (p @ np.log(p / (p + q)) + q @ np.log(q / (p + q)),
                       -np.log(2) + p @ np.log(2 * p / (p + q)) + q @ np.log(2 * q / (p + q)))),
    # mutual information
    Pair("mutual information by the conditional", r"D_{KL}\left(p(x,y)\,\|\,p(x)p(y)\right)",
         r"\mathbb{E}_{p(x,y)}\left[\log\frac{p(y \mid x)}{p(y)}\right]", True, {"p": "density of x, y"},
         known(lambda h: (h["I"], h["ratio"]))),
    Pair("mutual information with the joint entropy added", r"\mathbb{E}_{p(x,y)}\left[\log\frac{p(x,y)}{p(x)\,p(y)}\right]",
         r"-\mathbb{E}_{p(x)}[\log p(x)]-\mathbb{E}_{p(y)}[\log p(y)]-\mathbb{E}_{p(x,y)}[\log p(x,y)]", False,
         {"p": "density of x, y"}, known(lambda h: (h["I"], h["x"] + h["y"] + h["xy"]))),
    Pair("conditional entropy less the wrong marginal", r"-\mathbb{E}_{p(x,y)}[\log p(y \mid x)]",
         r"\mathbb{E}_{p(y)}[\log p(y)]-\mathbb{E}_{p(x,y)}[\log p(x,y)]", False, {"p": "density of x, y"},
         known(lambda h: (h["y|x"], h["xy"] - h["y"]))),
    Pair("chain rule of the divergence", r"D_{KL}(p(x,z)\,\|\,q(x,z))",
         r"D_{KL}(p(x)\,\|\,q(x))+\mathbb{E}_{p(x)}\left[D_{KL}(p(z \mid x)\,\|\,q(z \mid x))\right]", True,
         {"p": "density of x, z", "q": "density of x, z"}, lambda rng: joint_divergence(rng, True)),
    Pair("chain rule of the divergence under the other density", r"D_{KL}(p(x,z)\,\|\,q(x,z))",
         r"D_{KL}(p(x)\,\|\,q(x))+\mathbb{E}_{q(x)}\left[D_{KL}(p(z \mid x)\,\|\,q(z \mid x))\right]", False,
         {"p": "density of x, z", "q": "density of x, z"}, lambda rng: joint_divergence(rng, False)),
    Pair("mutual information of a normal pair",
         r"\frac12\log\frac{a^2b^2}{\det\begin{pmatrix}a^2&\rho ab\\ \rho ab&b^2\end{pmatrix}}",
         r"-\frac12\log\left(1-\rho^2\right)", True, {"a": "positive", "b": "positive", r"\rho": "in (-1, 1)"},
         lambda a, b, rho: (np.log(a**2 * b**2 / np.linalg.det(np.array([[a**2, rho * a * b], [rho * a * b, b**2]]))) / 2,
                            -np.log(1 - rho**2) / 2)),
    # proximal maps
    Pair("soft threshold", L1, r"\operatorname{sign}(a)\max(|a|-\lambda,0)", True, {"a": "real", r"\lambda": "positive"},
         lambda a, rng: soft(a, rng, shrink)),
    Pair("soft threshold by cases", L1, r"\begin{cases}a-\lambda&a>\lambda\\0&|a|\le\lambda\\a+\lambda&a<-\lambda\end{cases}",
         True, {"a": "real", r"\lambda": "positive"}, lambda a, rng: soft(a, rng, three_cases)),
    Pair("soft threshold that overshoots", L1, r"a-\lambda\operatorname{sign}(a)", False, {"a": "real", r"\lambda": "positive"},
         lambda a, rng: soft(a, rng, lambda a, amount: a - amount * np.sign(a))),
    Pair("least cost with half the constant lost", r"\min_w\left[\frac12(w-a)^2+\lambda|w|\right]",
         r"\begin{cases}\frac{a^2}{2}&|a|\le\lambda\\ \lambda|a|-\lambda^2&\text{otherwise}\end{cases}", False,
         {"a": "real", r"\lambda": "positive"}, lambda a, rng: least_cost(a, rng, 1)),
    Pair("elastic net map", r"\arg\min_w\frac12(w-a)^2+\lambda|w|+\frac{\mu}{2}w^2", r"\frac{S(a)}{1+\mu}", True,
         {"a": "real", r"\lambda": "positive", r"\mu": "positive"}, lambda a, mu, rng: elastic(a, mu, rng, True),
         definitions=SHRUNK),
    Pair("elastic net map that shrinks first", r"\arg\min_w\frac12(w-a)^2+\lambda|w|+\frac{\mu}{2}w^2",
         r"S\left(\frac{a}{1+\mu}\right)", False, {"a": "real", r"\lambda": "positive", r"\mu": "positive"},
         lambda a, mu, rng: elastic(a, mu, rng, False), definitions=SHRUNK),
    Pair("proximal map of a squared norm", r"\arg\min_w\frac12\|w-a\|_2^2+\frac{\lambda}{2}\|w\|_2^2", r"\frac{1}{1+\lambda}\,a",
         True, {"d": "natural", "a": "vector d", r"\lambda": "positive"}, ridge_map),
    Pair("projection on an interval", r"\max(-1,\min(a,1))", r"\frac{|a+1|-|a-1|}{2}", True, {"a": "real"},
         lambda a: (max(-1, min(a, 1)), (abs(a + 1) - abs(a - 1)) / 2)),
)
