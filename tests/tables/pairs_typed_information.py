"""Typed answers in information and optimisation: entropies, divergences, losses, proximal maps, steps and their rates."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.tables.pair import Pair
from tests.tables.pairs_typed_probability import integral, normal, poisson, table

P = {"p": "in (0, 1)"}
ONE = {"K": "natural", "p": "distribution on 1..K"}
TWO = {**ONE, "q": "distribution on 1..K"}
LOGITS = {"K": "natural", "z": "sequence K of real"}
RATES = {"a": "positive", "b": "positive"}
GAUSSIANS = {"m": "real", "r": "positive", "a": "real", "s": "positive"}


def entropy(p: Any) -> Any:
    return -np.sum(p * np.log(p))


def coin_entropy(p: float) -> float:
    return float(-p * np.log(p) - (1 - p) * np.log(1 - p))


def divergence(q: np.ndarray, p: np.ndarray) -> float:
    return float(np.sum(q * np.log(q / p)))


def coin_divergence(q: float, p: float) -> float:
    return float(q * np.log(q / p) + (1 - q) * np.log((1 - q) / (1 - p)))


def gaussian_divergence(m: float, r: float, a: float, s: float) -> float:
    """KL of N(m, r^2) from N(a, s^2), by integration."""
    def integrand(x: np.ndarray) -> np.ndarray:
        return normal(x, m, r) * (np.log(s / r) - (x - m) ** 2 / (2 * r**2) + (x - a) ** 2 / (2 * s**2))
    return integral(integrand, m - 14 * r, m + 14 * r)


def log_sum_exp(z: np.ndarray) -> float:
    return float(np.log(np.sum(np.exp(z))))


ENTROPIES = (
    Pair("entropy of a coin, one sign lost", "-p log(p) - (1-p) log(1-p)", "-p log(p) + (1-p) log(1-p)", False, P,
         lambda p: (coin_entropy(p), -p * np.log(p) + (1 - p) * np.log(1 - p))),
    Pair("entropy of a coin in bits", "-p log(p) - (1-p) log(1-p)", "-(p log(p) + (1-p) log(1-p))/log(2)", False, P,
         lambda p: (coin_entropy(p), coin_entropy(p) / np.log(2))),
    Pair("entropy of a coin by its logit", "-p log(p) - (1-p) log(1-p)", "log(1+exp(t)) - t/(1+exp(-t))", True, {"t": "real"},
         lambda t: (coin_entropy(1 / (1 + np.exp(-t))), np.log(1 + np.exp(t)) - t / (1 + np.exp(-t))),
         definitions={"p": "1/(1+exp(-t))"}),
    Pair("slope of a coin's entropy", "log((1-p)/p)", "d/dp (-p log(p) - (1-p) log(1-p))", True, P,
         lambda p: (np.log((1 - p) / p), -np.log(p) - 1 + np.log(1 - p) + 1)),
    Pair("entropy below the uniform one by a divergence", "-sum(p_k log(p_k), k, 1, K)", "log(K) - sum(p_k log(K p_k), k, 1, K)",
         True, ONE,
         lambda K, p: (entropy(p), np.log(K) - np.sum(p * np.log(K * p)))),
    Pair("entropy below the uniform one, K on the wrong side", "-sum(p_k log(p_k), k, 1, K)",
         "log(K) - sum(p_k log(p_k/K), k, 1, K)", False, ONE,
         lambda K, p: (entropy(p), np.log(K) - np.sum(p * np.log(p / K)))),
    Pair("perplexity as a product", "exp(-sum(p_k log(p_k), k, 1, K))", "prod(p_k^(-p_k), k, 1, K)", True, ONE,
         lambda p: (np.exp(entropy(p)), np.prod(p**-p))),
    Pair("entropy of a Gaussian, spread out", "1/2 log(2πeσ²)", "log(sigma) + (1 + log(2 pi))/2", True, {"sigma": "positive"},
         lambda sigma: (np.log(2 * np.pi * np.e * sigma**2) / 2, np.log(sigma) + (1 + np.log(2 * np.pi)) / 2)),
    Pair("entropy of a Gaussian without its e", "log(2 pi e sigma^2)/2", "log(2 pi sigma^2)/2", False, {"sigma": "positive"},
         lambda sigma: (np.log(2 * np.pi * np.e * sigma**2) / 2, np.log(2 * np.pi * sigma**2) / 2)),
    Pair("entropy of an exponential as an integral", "1 - log(λ)", "-int(λ exp(-λ x) log(λ exp(-λ x)), x, 0, oo)", True,
         {"λ": "positive"},
         lambda λ: (1 - np.log(λ), -integral(lambda x: λ * np.exp(-λ * x) * (np.log(λ) - λ * x), 0, 50 / λ))),
    Pair("information between two correlated Gaussians by covariances", "-log(1 - ρ^2)/2", "log(s^2 t^2/(s^2 t^2 - c^2))/2", True,
         {"ρ": "in (-1, 1)", "s": "positive", "t": "positive"},
         lambda ρ, s, t: (-np.log(1 - ρ**2) / 2, np.log(s**2 * t**2 / (s**2 * t**2 - (ρ * s * t) ** 2)) / 2),
         definitions={"c": "ρ s t"}),
    Pair("information between two correlated Gaussians, correlation not squared", "-log(1 - rho^2)/2", "-log(1 - |rho|)/2", False,
         {"rho": "in (-1, 1)"}, lambda rho: (-np.log(1 - rho**2) / 2, -np.log(1 - abs(rho)) / 2)),
)


def information(rng: np.random.Generator) -> tuple[float, float]:
    """The mutual information of a random joint table, from the joint and from the conditional of x."""
    joint = table(rng, 3, 2)
    x, z = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    return float(np.sum(joint * np.log(joint / (x * z)))), float(np.sum(joint * np.log(joint / z / x)))


def evidence(rng: np.random.Generator) -> tuple[Any, Any, Any]:
    """For each x: the evidence bound of a random q(z), log p(x), and KL(q, p(z|x))."""
    joint, q = table(rng, 3, 2), table(rng, 2)
    x = joint.sum(axis=1)
    return (np.log(joint) - np.log(q)) @ q, np.log(x), np.log(q / (joint / x[:, None])) @ q


DIVERGENCES = (
    Pair("KL of two distributions written out", "KL(q, p)", "sum(q_k log(q_k/p_k), k, 1, K)", True, TWO,
         lambda p, q: (divergence(q, p), sum(b * (np.log(b) - np.log(a)) for a, b in zip(p, q, strict=True)))),
    Pair("KL of two distributions, weights of the second", "KL(q, p)", "sum(p_k log(q_k/p_k), k, 1, K)", False, TWO,
         lambda p, q: (divergence(q, p), np.sum(p * np.log(q / p)))),
    Pair("cross entropy as entropy and divergence", "-sum(q_k log(p_k), k, 1, K)",
         "sum(q_k log(q_k/p_k), k, 1, K) - sum(q_k log(q_k), k, 1, K)", True, TWO,
         lambda p, q: (-np.sum(q * np.log(p)), divergence(q, p) + entropy(q))),
    Pair("Jensen-Shannon divergence by entropies", "sum(p_k log(2p_k/(p_k+q_k)) + q_k log(2q_k/(p_k+q_k)), k, 1, K)/2",
         "sum(p_k log(p_k) + q_k log(q_k), k, 1, K)/2 - sum((p_k+q_k)/2 * log((p_k+q_k)/2), k, 1, K)", True, TWO,
         lambda p, q: (divergence(p, (p + q) / 2) / 2 + divergence(q, (p + q) / 2) / 2,
                       entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2)),
    Pair("chi-squared divergence over the wrong distribution", "sum(q_k^2/p_k, k, 1, K) - 1", "sum((q_k - p_k)^2/q_k, k, 1, K)",
         False, TWO,
         lambda p, q: (np.sum(q**2 / p) - 1, np.sum((q - p) ** 2 / q))),
    Pair("squared Hellinger distance by the overlap", "sum((√(p_k) - √(q_k))², k, 1, K)/2", "1 - sum(sqrt(p_k q_k), k, 1, K)",
         True, TWO,
         lambda p, q: (np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2, 1 - np.sum(np.sqrt(p * q)))),
    Pair("total variation of two coins, both outcomes without the half", "|p - q|", "|p - q| + |(1-p) - (1-q)|", False,
         {**P, "q": "in (0, 1)"}, lambda p, q: (abs(p - q), abs(p - q) + abs((1 - p) - (1 - q)))),
    Pair("KL of two coins by the difference of logits", "q log(q/p) + (1-q) log((1-q)/(1-p))",
         "q (log(q/(1-q)) - log(p/(1-p))) + log((1-q)/(1-p))", True, {**P, "q": "in (0, 1)"},
         lambda p, q: (coin_divergence(q, p), q * (np.log(q / (1 - q)) - np.log(p / (1 - p))) + np.log((1 - q) / (1 - p)))),
    Pair("KL of two exponentials as an integral", "log(a/b) + b/a - 1",
         "int(a exp(-a x) log(a exp(-a x)/(b exp(-b x))), x, 0, oo)", True, RATES,
         lambda a, b: (np.log(a / b) + b / a - 1,
                       integral(lambda x: a * np.exp(-a * x) * (np.log(a / b) + (b - a) * x), 0, 50 / a))),
    Pair("KL of two exponentials, ratio of the means turned", "log(a/b) + b/a - 1", "log(a/b) + a/b - 1", False, RATES,
         lambda a, b: (np.log(a / b) + b / a - 1, np.log(a / b) + a / b - 1)),
    Pair("KL of two Poissons as a series", "a log(a/b) - a + b", "sum(a^k exp(-a)/k! * (k log(a/b) + b - a), k, 0, oo)", True,
         RATES,
         lambda a, b: (a * np.log(a / b) - a + b, np.sum(poisson(a) * (np.arange(80) * np.log(a / b) + b - a)))),
    Pair("KL of two Poissons, the means subtracted the wrong way", "a log(a/b) - a + b", "a log(a/b) + a - b", False, RATES,
         lambda a, b: (a * np.log(a / b) - a + b, a * np.log(a / b) + a - b)),
    Pair("KL of two Gaussians by the ratio of variances", "log(s/r) + (r^2 + (m-a)^2)/(2 s^2) - 1/2",
         "((r^2 + (m-a)^2)/s^2 - 1 - log(r^2/s^2))/2", True, GAUSSIANS,
         lambda m, r, a, s: (gaussian_divergence(m, r, a, s), ((r**2 + (m - a) ** 2) / s**2 - 1 - np.log(r**2 / s**2)) / 2)),
    Pair("KL of two Gaussians, roles swapped", "log(s/r) + (r^2 + (m-a)^2)/(2 s^2) - 1/2",
         "log(r/s) + (s^2 + (m-a)^2)/(2 r^2) - 1/2", False, GAUSSIANS,
         lambda m, r, a, s: (gaussian_divergence(m, r, a, s), gaussian_divergence(a, s, m, r))),
    Pair("KL from a standard normal, logs of sigma", "(μ² + σ² − 1 − log σ²)/2", "(mu^2 + sigma^2 - 1)/2 - log(sigma)", True,
         {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: (gaussian_divergence(mu, sigma, 0, 1), (mu**2 + sigma**2 - 1) / 2 - np.log(sigma))),
    Pair("KL from a standard normal, sigma for its square", "(mu^2 + sigma^2 - 1 - log(sigma^2))/2",
         "(mu^2 + sigma - 1 - log(sigma))/2", False, {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: (gaussian_divergence(mu, sigma, 0, 1), (mu**2 + sigma - 1 - np.log(sigma)) / 2)),
    Pair("KL of a coder by log variances", "sum(exp(v_j) + m_j^2 - 1 - v_j, j, 1, d)/2",
         "-0.5*sum(1 + v_j - m_j**2 - exp(v_j), j, 1, d)", True,
         {"d": "natural", "m": "sequence d of real", "v": "sequence d of real"},
         lambda m, v: (sum(gaussian_divergence(a, np.exp(b / 2), 0, 1) for a, b in zip(m, v, strict=True)),
                       -0.5 * np.sum(1 + v - m**2 - np.exp(v)))),
    Pair("mutual information by a conditional", "E_p[log(p(x,z)/(p(x) p(z)))]", "E_p[log p(x|z) - log p(x)]", True,
         {"p": "density of x, z"}, information),
    Pair("evidence bound by the gap", "E_q[log p(x,z) - log q(z)]", "log p(x) - KL(q(z), p(z|x))", True,
         {"p": "density of x, z", "q": "density of z"},
         lambda rng: (lambda bound, log_p, gap: (bound, log_p - gap))(*evidence(rng))),
    Pair("evidence bound, the gap added", "E_q[log p(x,z) - log q(z)]", "log p(x) + KL(q(z), p(z|x))", False,
         {"p": "density of x, z", "q": "density of z"},
         lambda rng: (lambda bound, log_p, gap: (bound, log_p + gap))(*evidence(rng))),
    Pair("discriminator's condition on one denominator", "d/dD (p log(D) + q log(1-D))", "(p - (p+q) D)/(D (1-D))", True,
         {"p": "positive", "q": "positive", "D": "in (0, 1)"},
         lambda p, q, D: (p / D - q / (1 - D), (p - (p + q) * D) / (D * (1 - D)))),
    Pair("generator's objective by the mean distribution", "sum(p_k log(p_k/(p_k+q_k)) + q_k log(q_k/(p_k+q_k)), k, 1, K)",
         "sum(p_k log(2p_k/(p_k+q_k)) + q_k log(2q_k/(p_k+q_k)), k, 1, K) - log 4", True, TWO,
         lambda p, q: (divergence(p, p + q) + divergence(q, p + q),
                       divergence(p, (p + q) / 2) + divergence(q, (p + q) / 2) - np.log(4))),
    Pair("generator's objective, log 2 for log 4", "sum(p_k log(p_k/(p_k+q_k)) + q_k log(q_k/(p_k+q_k)), k, 1, K)",
         "sum(p_k log(2p_k/(p_k+q_k)) + q_k log(2q_k/(p_k+q_k)), k, 1, K) - log(2)", False, TWO,
         lambda p, q: (divergence(p, p + q) + divergence(q, p + q),
                       divergence(p, (p + q) / 2) + divergence(q, (p + q) / 2) - np.log(2))),
)


def soft(x: float, level: float) -> float:
    return float(np.sign(x) * max(abs(x) - level, 0))


def huber(x: float, d: float) -> float:
    return x**2 / 2 if abs(x) <= d else d * (abs(x) - d / 2)


X = {"x": "real"}
LEVEL = {**X, "λ": "positive"}
KNEE = {**X, "d": "positive"}
LOSSES = (
    Pair("cross entropy of a softmax by logits", "-sum(y_k log(exp(z_k)/sum(exp(z_j), j, 1, K)), k, 1, K)",
         "log(sum(exp(z_j), j, 1, K)) - sum(y_k z_k, k, 1, K)", True, {**LOGITS, "y": "distribution on 1..K"},
         lambda z, y: (-np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), log_sum_exp(z) - np.sum(y * z))),
    Pair("cross entropy of a softmax, targets that do not sum to one", "-sum(y_k log(exp(z_k)/sum(exp(z_j), j, 1, K)), k, 1, K)",
         "log(sum(exp(z_j), j, 1, K)) - sum(y_k z_k, k, 1, K)", False, {**LOGITS, "y": "sequence K of in (0, 1)"},
         lambda z, y: (-np.sum(y * np.log(np.exp(z) / np.sum(np.exp(z)))), log_sum_exp(z) - np.sum(y * z))),
    Pair("softplus without overflow", "log(1 + exp(x))", "max(x, 0) + log(1 + exp(-|x|))", True, X,
         lambda x: (np.log(1 + np.exp(x)), max(x, 0) + np.log(1 + np.exp(-abs(x))))),
    Pair("conjugate of softplus is a negative entropy", "x y - log(1 + exp(x))", "y log y + (1-y) log(1-y)", True,
         {"y": "in (0, 1)"},
         lambda y: ((lambda x: x * y - np.log(1 + np.exp(x)))(np.log(y / (1 - y))), -coin_entropy(y)),
         definitions={"x": "log(y/(1-y))"}),
    Pair("hinge by the distance to a sign label", "max(0, 1 - y f)", "max(0, y (y - f))", True, {"y": "in {-1, 1}", "f": "real"},
         lambda y, f: (max(0, 1 - y * f), max(0, y * (y - f)))),
    Pair("hinge as a plain distance, off beyond the margin", "max(0, 1 - y f)", "|y - f|", False,
         {"y": "in {-1, 1}", "f": "real"},
         lambda y, f: (max(0, 1 - y * f), abs(y - f))),
    Pair("pinball loss without cases", "if u >= 0 then t u else (t-1) u", "|u|/2 + (t - 1/2) u", True,
         {"u": "real", "t": "in (0, 1)"},
         lambda u, t: (t * u if u >= 0 else (t - 1) * u, abs(u) / 2 + (t - 1 / 2) * u)),
    Pair("pinball loss made symmetric", "max(t u, (t-1) u)", "t |u|", False, {"u": "real", "t": "in (0, 1)"},
         lambda u, t: (max(t * u, (t - 1) * u), t * abs(u))),
    Pair("Huber loss as a square less a square", "if |x| <= d then x^2/2 else d (|x| - d/2)", "x^2/2 - max(|x| - d, 0)^2/2", True,
         KNEE,
         lambda x, d: (huber(x, d), x**2 / 2 - max(abs(x) - d, 0) ** 2 / 2)),
    Pair("Huber loss right only for positive x", "if |x| <= d then x^2/2 else d (|x| - d/2)",
         "if |x| <= d then x²/2 else d (x − d/2)", False, KNEE,
         lambda x, d: (huber(x, d), x**2 / 2 if abs(x) <= d else d * (x - d / 2))),
    Pair("slope of the Huber loss as a clipped line", "max(-d, min(d, x))", "if |x| <= d then x else d sign(x)", True, KNEE,
         lambda x, d: (max(-d, min(d, x)), x if abs(x) <= d else d * np.sign(x))),
)

PROXIMAL = (
    Pair("soft threshold as x less its clipped value", "sign(x) max(|x| - λ, 0)", "x - min(λ, max(-λ, x))", True, LEVEL,
         lambda x, λ: (soft(x, λ), x - min(λ, max(-λ, x)))),
    Pair("soft threshold by three cases", "sign(x) max(|x| - λ, 0)", "if x > λ then x - λ else if x < -λ then x + λ else 0", True,
         LEVEL,
         lambda x, λ: (soft(x, λ), x - λ if x > λ else x + λ if x < -λ else 0)),
    Pair("hard threshold for the soft one", "sign(x) max(|x| - λ, 0)", "if |x| > λ then x else 0", False, LEVEL,
         lambda x, λ: (soft(x, λ), x if abs(x) > λ else 0)),
    Pair("soft threshold, the sign lost", "sign(x) max(|x| - λ, 0)", "max(|x| - λ, 0)", False, LEVEL,
         lambda x, λ: (soft(x, λ), max(abs(x) - λ, 0))),
    Pair("proximal map of the elastic net, shrunken before the threshold", "sign(x) max(|x| - a, 0)/(1+b)",
         "sign(x) max(|x|/(1+b) - a, 0)", False, {**X, **RATES}, lambda x, a, b: (soft(x, a) / (1 + b), soft(x / (1 + b), a))),
    Pair("proximal map of minus log, rationalised", "(x + sqrt(x^2 + 4λ))/2", "2λ/(sqrt(x^2 + 4λ) - x)", True, LEVEL,
         lambda x, λ: ((x + np.sqrt(x**2 + 4 * λ)) / 2, 2 * λ / (np.sqrt(x**2 + 4 * λ) - x))),
    Pair("envelope of the absolute value", "if |x| <= d then x^2/(2d) else |x| - d/2", "|s| + (x - s)^2/(2d)", True, KNEE,
         lambda x, d: (x**2 / (2 * d) if abs(x) <= d else abs(x) - d / 2,
                       (lambda s: abs(s) + (x - s) ** 2 / (2 * d))(soft(x, d))), definitions={"s": "sign(x) max(|x| - d, 0)"}),
)


def descent(a: float, b: float, start: float, rate: float, steps: int) -> float:
    """Gradient descent on a x^2/2 - b x."""
    for _ in range(steps):
        start -= rate * (a * start - b)
    return start


QUADRATIC = {"a": "positive", "b": "real", "η": "positive", "x_0": "real", "t": "natural"}
AVERAGE = {"T": "natural", "g": "sequence T of real", "b": "in (0, 1)"}


def average(g: np.ndarray, b: float) -> float:
    """The exponential average of g, from zero."""
    found = 0.0
    for each in g:
        found = b * found + (1 - b) * each
    return found


STEPS = (
    Pair("Newton step for a square root, derivative without its two", "(x + a/x)/2", "x - (x^2 - a)/x", False,
         {"x": "positive", "a": "positive"}, lambda x, a: ((x + a / x) / 2, x - (x**2 - a) / x)),
    Pair("Newton step on a fourth power, undefined only at the minimum", "2x/3", "x - 4x^3/(12x^2)", True, X,
         lambda x: (2 * x / 3, x - 4 * x**3 / (12 * x**2))),
    Pair("gradient descent on a quadratic as a geometric sum", "b/a + (1 - η a)^t (x_0 - b/a)",
         "(1 - η a)^t x_0 + η b sum((1 - η a)^s, s, 0, t-1)", True, QUADRATIC,
         lambda a, b, η, x_0, t: (descent(a, b, x_0, η, t),
                                  (1 - η * a) ** t * x_0 + η * b * sum((1 - η * a) ** s for s in range(t)))),
    Pair("gradient descent on a quadratic, one term too many", "b/a + (1 - η a)^t (x_0 - b/a)",
         "(1 - η a)^t x_0 + η b sum((1 - η a)^s, s, 0, t)", False, QUADRATIC,
         lambda a, b, η, x_0, t: (descent(a, b, x_0, η, t),
                                  (1 - η * a) ** t * x_0 + η * b * sum((1 - η * a) ** s for s in range(t + 1)))),
    Pair("loss after t steps, the factor not squared", "a ((1 - η a)^t x_0)^2/2", "a (1 - η a)^t x_0^2/2", False,
         {"a": "positive", "η": "positive", "x_0": "real", "t": "natural"},
         lambda a, η, x_0, t: (a * descent(a, 0, x_0, η, t) ** 2 / 2, a * (1 - η * a) ** t * x_0**2 / 2)),
    Pair("exact line search in two directions", "(a^2 x^2 + b^2 y^2)/(a^3 x^2 + b^3 y^2)", "(a x^2 + b y^2)/(a^2 x^2 + b^2 y^2)",
         False, {**RATES, "x": "nonzero", "y": "nonzero"},
         lambda a, b, x, y: ((a**2 * x**2 + b**2 * y**2) / (a**3 * x**2 + b**3 * y**2),
                             (a * x**2 + b * y**2) / (a**2 * x**2 + b**2 * y**2))),
    Pair("best rate of descent between two curvatures", "|1 - 2a/(a+b)|", "(b - a)/(a + b)", True, RATES,
         lambda a, b: (lambda low, high: (abs(1 - 2 * low / (low + high)), (high - low) / (low + high)))(min(a, b), max(a, b)),
         assuming=("a < b",)),
    Pair("best rate of descent, order of the curvatures not known", "|1 - 2a/(a+b)|", "(b - a)/(a + b)", False, RATES,
         lambda a, b: (abs(1 - 2 * a / (a + b)), (b - a) / (a + b))),
    Pair("decrease promised by the step 1/L, the half lost", "-η g^2 + L η^2 g^2/2", "-g^2/L", False,
         {"g": "real", "L": "positive"},
         lambda g, L: (-(g**2) / (2 * L), -(g**2) / L), definitions={"η": "1/L"}),
    Pair("stable steps as a bound", "|1 - η a| < 1", "η < 2/a", True, {"η": "positive", "a": "positive"},
         lambda η, a: (abs(1 - η * a) < 1, η < 2 / a)),
    Pair("stable steps, half of them", "|1 - η a| < 1", "η a < 1", False, {"η": "positive", "a": "positive"},
         lambda η, a: (abs(1 - η * a) < 1, η * a < 1)),
    Pair("edge of a strict bound", "|x| < 1", "x^2 <= 1", False, {"x": "in {-1, 0, 1, 2}"},
         lambda x: (abs(x) < 1, x**2 <= 1)),
    Pair("bound on exp turned into a bound on the exponent", "exp(x) <= y", "x <= log(y)", True, {"x": "real", "y": "positive"},
         lambda x, y: (np.exp(x) <= y, x <= np.log(y))),
    Pair("momentum's polynomial as a determinant", "z^2 - (1 + b - h) z + b", "det([[1 + b - h - z, -b], [1, -z]])", True,
         {"z": "real", "b": "in (0, 1)", "h": "positive"},
         lambda z, b, h: (z**2 - (1 + b - h) * z + b, np.linalg.det(np.array([[1 + b - h - z, -b], [1, -z]])))),
    Pair("momentum's eigenvalue by the product of both", "(c + sqrt(c^2 - 4b))/2", "2b/(c - sqrt(c^2 - 4b))", True,
         {"c": "in (2, 5)", "b": "in (0, 1)"},
         lambda c, b: ((c + np.sqrt(c**2 - 4 * b)) / 2, 2 * b / (c - np.sqrt(c**2 - 4 * b)))),
    Pair("critical momentum makes the discriminant vanish", "0", "(1 + b - h)^2 - 4b", True, {"h": "in (0, 4)"},
         lambda h: (0, (lambda b: (1 + b - h) ** 2 - 4 * b)((1 - np.sqrt(h)) ** 2)), definitions={"b": "(1 - sqrt(h))^2"}),
    Pair("bias-corrected average as a weighted mean", "(1-b) sum(b^(T-i) g_i, i, 1, T)/(1 - b^T)",
         "sum(b^(T-i) g_i, i, 1, T)/sum(b^j, j, 0, T-1)", True, AVERAGE,
         lambda T, g, b: (average(g, b) / (1 - b**T),
                          sum(b ** (T - i) * g[i - 1] for i in range(1, T + 1)) / sum(b**j for j in range(T)))),
    Pair("bias correction with the power outside", "(1-b) sum(b^(T-i) g_i, i, 1, T)/(1 - b^T)",
         "(1-b) sum(b^(T-i) g_i, i, 1, T)/(1-b)^T", False, AVERAGE,
         lambda T, g, b: (average(g, b) / (1 - b**T), average(g, b) / (1 - b) ** T)),
    Pair("cosine schedule as a square", "(1 + cos(pi t/T))/2", "cos(πt/(2T))²", True, {"t": "real", "T": "positive"},
         lambda t, T: ((1 + np.cos(np.pi * t / T)) / 2, np.cos(np.pi * t / (2 * T)) ** 2)),
)

PAIRS = ENTROPIES + DIVERGENCES + LOSSES + PROXIMAL + STEPS
