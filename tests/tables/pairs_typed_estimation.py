"""Typed answers in estimation: likelihoods of n samples, estimators, scores, posteriors, mixtures, factors, weights."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tests.tables.pair import Pair
from tests.tables.pairs_typed_probability import integral, normal, poisson, table


def logistic(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def log_factorial(k: np.ndarray) -> np.ndarray:
    return np.array([math.lgamma(each + 1) for each in k])


N = {"n": "natural"}
SAMPLE = {**N, "x": "sequence n of real"}
G = {**SAMPLE, "mu": "real", "sigma": "positive"}
MEAN = {"m": "sum(x_i, i, 1, n)/n"}
COINS = {**N, "x": "sequence n of in {0, 1}", "p": "in (0, 1)"}
COUNTS = {**N, "k": "sequence n of natural", "λ": "positive"}
TIMES = {**N, "x": "sequence n of positive", "λ": "positive"}
PRIOR = {**SAMPLE, "m": "real", "s": "positive", "sigma": "positive"}
GAUSSIAN_LL = "-n/2 log(2 pi sigma^2) - sum((x_i - mu)^2, i, 1, n)/(2 sigma^2)"


def gaussian_log_likelihood(x: np.ndarray, mu: float, sigma: float) -> float:
    return float(np.sum(np.log(normal(x, mu, sigma))))


LIKELIHOODS = (
    Pair("Gaussian log-likelihood, term by term", GAUSSIAN_LL,
         "sum(-log(sigma) - log(2 pi)/2 - (x_i - mu)^2/(2 sigma^2), i, 1, n)", True, G,
         lambda n, x, mu, sigma: (-n / 2 * np.log(2 * np.pi * sigma**2) - np.sum((x - mu) ** 2) / (2 * sigma**2),
                                  np.sum(-np.log(sigma) - np.log(2 * np.pi) / 2 - (x - mu) ** 2 / (2 * sigma**2)))),
    Pair("Gaussian log-likelihood as the log of the product", GAUSSIAN_LL,
         "log(prod(exp(-(x_i - mu)^2/(2 sigma^2))/(sqrt(2 pi) sigma), i, 1, n))", True, G,
         lambda n, x, mu, sigma: (-n / 2 * np.log(2 * np.pi * sigma**2) - np.sum((x - mu) ** 2) / (2 * sigma**2),
                                  np.log(np.prod(normal(x, mu, sigma))))),
    Pair("Gaussian log-likelihood by the sample mean", GAUSSIAN_LL,
         "-n log(sigma) - n/2 log(2 pi) - (sum((x_i - m)^2, i, 1, n) + n (m - mu)^2)/(2 sigma^2)", True, G,
         lambda n, x, mu, sigma: (gaussian_log_likelihood(x, mu, sigma), -n * np.log(sigma) - n / 2 * np.log(2 * np.pi)
                                  - (np.sum((x - x.mean()) ** 2) + n * (x.mean() - mu) ** 2) / (2 * sigma**2)), definitions=MEAN),
    Pair("Gaussian log-likelihood, the constant counted once", GAUSSIAN_LL,
         "-log(2 pi sigma^2)/2 - sum((x_i - mu)^2, i, 1, n)/(2 sigma^2)", False, G,
         lambda n, x, mu, sigma: (gaussian_log_likelihood(x, mu, sigma),
                                  -np.log(2 * np.pi * sigma**2) / 2 - np.sum((x - mu) ** 2) / (2 * sigma**2))),
    Pair("Gaussian log-likelihood, square of the sum", GAUSSIAN_LL,
         "-n/2 log(2 pi sigma^2) - (sum(x_i - mu, i, 1, n))^2/(2 sigma^2)", False, G,
         lambda n, x, mu, sigma: (gaussian_log_likelihood(x, mu, sigma),
                                  -n / 2 * np.log(2 * np.pi * sigma**2) - np.sum(x - mu) ** 2 / (2 * sigma**2))),
    Pair("Bernoulli log-likelihood by the number of ones", "sum(x_i log(p) + (1 - x_i) log(1-p), i, 1, n)",
         "s log(p) + (n - s) log(1-p)", True, COINS,
         lambda n, x, p: (np.sum(x * np.log(p) + (1 - x) * np.log(1 - p)),
                          np.sum(x) * np.log(p) + (n - np.sum(x)) * np.log(1 - p)), definitions={"s": "sum(x_i, i, 1, n)"}),
    Pair("Bernoulli log-likelihood, one for n", "sum(x_i log(p) + (1 - x_i) log(1-p), i, 1, n)",
         "log(p) sum(x_i, i, 1, n) + log(1-p) (1 - sum(x_i, i, 1, n))", False, COINS,
         lambda x, p: (np.sum(x * np.log(p) + (1 - x) * np.log(1 - p)), np.sum(x) * np.log(p) + (1 - np.sum(x)) * np.log(1 - p))),
    Pair("Poisson log-likelihood as the log of the product", "sum(k_i, i, 1, n) log(λ) - n λ - sum(log(k_i!), i, 1, n)",
         "log(prod(λ^(k_i) exp(-λ)/k_i!, i, 1, n))", True, COUNTS,
         lambda n, k, λ: (np.sum(k) * np.log(λ) - n * λ - np.sum(log_factorial(k)),
                          np.log(np.prod([poisson(λ)[each] for each in k])))),
    Pair("Poisson log-likelihood, n lost before the rate", "sum(k_i, i, 1, n) log(λ) - n λ - sum(log(k_i!), i, 1, n)",
         "sum(k_i, i, 1, n) log(λ) - λ - sum(log(k_i!), i, 1, n)", False, COUNTS,
         lambda n, k, λ: (np.sum(k) * np.log(λ) - n * λ - np.sum(log_factorial(k)),
                          np.sum(k) * np.log(λ) - λ - np.sum(log_factorial(k)))),
    Pair("exponential log-likelihood at its maximum", "n log(λ) - λ sum(x_i, i, 1, n)", "-n log(m) - n", True,
         {**N, "x": "sequence n of positive"},
         lambda n, x: ((lambda rate: n * np.log(rate) - rate * np.sum(x))(n / np.sum(x)), -n * np.log(x.mean()) - n),
         definitions={**MEAN, "λ": "n/sum(x_i, i, 1, n)"}),
    Pair("Laplace log-likelihood, absolute value of the sum", "-n log(2 b) - sum(|x_i - mu|, i, 1, n)/b",
         "-n log(2 b) - |sum(x_i - mu, i, 1, n)|/b", False, {**SAMPLE, "mu": "real", "b": "positive"},
         lambda n, x, mu, b: (-n * np.log(2 * b) - np.sum(abs(x - mu)) / b, -n * np.log(2 * b) - abs(np.sum(x - mu)) / b)),
    Pair("logistic regression loss by softplus", "sum(log(1 + exp(z_i)) - y_i z_i, i, 1, n)",
         "-sum(y_i log(s(z_i)) + (1 - y_i) log(1 - s(z_i)), i, 1, n)", True,
         {**N, "z": "sequence n of real", "y": "sequence n of in {0, 1}"},
         lambda z, y: (np.sum(np.log(1 + np.exp(z)) - y * z),
                       -np.sum(y * np.log(logistic(z)) + (1 - y) * np.log(1 - logistic(z)))),
         definitions={"s(t)": "1/(1+exp(-t))"}),
    Pair("logistic regression loss by signs", "sum(log(1 + exp(z_i)) - y_i z_i, i, 1, n)",
         "sum(log(1 + exp((1 - 2 y_i) z_i)), i, 1, n)", True, {**N, "z": "sequence n of real", "y": "sequence n of in {0, 1}"},
         lambda z, y: (np.sum(np.log(1 + np.exp(z)) - y * z), np.sum(np.log(1 + np.exp((1 - 2 * y) * z))))),
    Pair("logistic regression loss of sign labels for labels 0 and 1", "sum(log(1 + exp(z_i)) - y_i z_i, i, 1, n)",
         "sum(log(1 + exp(-y_i z_i)), i, 1, n)", False, {**N, "z": "sequence n of real", "y": "sequence n of in {0, 1}"},
         lambda z, y: (np.sum(np.log(1 + np.exp(z)) - y * z), np.sum(np.log(1 + np.exp(-y * z))))),
)

SCORES = (
    Pair("score in the mean, the sum pulled apart", "sum(x_i - mu, i, 1, n)/sigma^2", "(sum(x_i, i, 1, n) - n mu)/sigma^2", True,
         G,
         lambda n, x, mu, sigma: (np.sum(x - mu) / sigma**2, (np.sum(x) - n * mu) / sigma**2)),
    Pair("score in the mean, mu taken off once", "sum(x_i - mu, i, 1, n)/sigma^2", "(sum(x_i, i, 1, n) - mu)/sigma^2", False, G,
         lambda x, mu, sigma: (np.sum(x - mu) / sigma**2, (np.sum(x) - mu) / sigma**2)),
    Pair("score in sigma, as a derivative", "sum((x_i - mu)^2, i, 1, n)/sigma^3 - n/sigma",
         "d/dsigma (-n log(sigma) - sum((x_i - mu)^2, i, 1, n)/(2 sigma^2))", True, G,
         lambda n, x, mu, sigma: (np.sum((x - mu) ** 2) / sigma**3 - n / sigma,
                                  -n / sigma - np.sum((x - mu) ** 2) / 2 * (-2) / sigma**3)),
    Pair("score in sigma, derivative by the variance instead", "sum((x_i - mu)^2, i, 1, n)/sigma^3 - n/sigma",
         "sum((x_i - mu)^2, i, 1, n)/(2 sigma^4) - n/(2 sigma^2)", False, G,
         lambda n, x, mu, sigma: (np.sum((x - mu) ** 2) / sigma**3 - n / sigma,
                                  np.sum((x - mu) ** 2) / (2 * sigma**4) - n / (2 * sigma**2))),
    Pair("Bernoulli score on one denominator", "s/p - (n-s)/(1-p)", "(s - n p)/(p(1-p))", True,
         {**N, "s": "integer in 0..n", "p": "in (0, 1)"},
         lambda n, s, p: (s / p - (n - s) / (1 - p), (s - n * p) / (p * (1 - p)))),
    Pair("Bernoulli score, the inner sign lost", "s/p - (n-s)/(1-p)", "s/p + (n-s)/(1-p)", False,
         {**N, "s": "integer in 0..n", "p": "in (0, 1)"}, lambda n, s, p: (s / p - (n - s) / (1 - p), s / p + (n - s) / (1 - p))),
    Pair("Fisher information of a coin as a mean square", "1/(p(1-p))", "sum(p^x (1-p)^(1-x) (x/p - (1-x)/(1-p))^2, x, 0, 1)",
         True, {"p": "in (0, 1)"},
         lambda p: (1 / (p * (1 - p)), p * (1 / p) ** 2 + (1 - p) * (1 / (1 - p)) ** 2)),
    Pair("Fisher information of a Poisson as a series", "1/λ", "sum((k/λ - 1)^2 λ^k exp(-λ)/k!, k, 0, oo)", True,
         {"λ": "positive"},
         lambda λ: (1 / λ, np.sum((np.arange(80) / λ - 1) ** 2 * poisson(λ)))),
    Pair("Fisher information of sigma as an integral", "2/sigma^2",
         "int(((x-mu)^2/sigma^3 - 1/sigma)^2 exp(-(x-mu)^2/(2 sigma^2))/(sqrt(2 pi) sigma), x, -oo, oo)", True,
         {"mu": "real", "sigma": "positive"},
         lambda mu, sigma: (2 / sigma**2, integral(lambda x: ((x - mu) ** 2 / sigma**3 - 1 / sigma) ** 2 * normal(x, mu, sigma),
                                                   mu - 14 * sigma, mu + 14 * sigma))),
    Pair("Fisher information of the variance for that of sigma", "2/sigma^2", "1/(2 sigma^4)", False, {"sigma": "positive"},
         lambda sigma: (2 / sigma**2, 1 / (2 * sigma**4))),
    Pair("gradient of the logistic loss, the input lost", "sum((s(w x_i) - y_i) x_i, i, 1, n)", "sum(s(w x_i) - y_i, i, 1, n)",
         False, {**SAMPLE, "w": "real", "y": "sequence n of in {0, 1}"},
         lambda x, y, w: (np.sum((logistic(w * x) - y) * x), np.sum(logistic(w * x) - y)), definitions={"s(t)": "1/(1+exp(-t))"}),
    Pair("variance of log p by the delta method", "(1-p)/(n p)", "(1/p)^2 * p(1-p)/n", True, {**N, "p": "in (0, 1)"},
         lambda n, p: ((1 - p) / (n * p), (1 / p) ** 2 * p * (1 - p) / n)),
)

ESTIMATORS = (
    Pair("sample variance by two moments", "sum((x_i - m)^2, i, 1, n)/n", "sum(x_i^2, i, 1, n)/n - m^2", True, SAMPLE,
         lambda x: (np.sum((x - x.mean()) ** 2) / len(x), np.sum(x**2) / len(x) - x.mean() ** 2), definitions=MEAN),
    Pair("sample variance by all pairs", "sum((x_i - m)^2, i, 1, n)/n", "sum(sum((x_i - x_j)^2, j, 1, n), i, 1, n)/(2 n^2)", True,
         SAMPLE,
         lambda n, x: (np.sum((x - x.mean()) ** 2) / n, np.sum((x[:, None] - x) ** 2) / (2 * n**2)), definitions=MEAN),
    Pair("unbiased variance where the likelihood's maximum is asked", "sum((x_i - m)^2, i, 1, n)/n",
         "sum((x_i - m)^2, i, 1, n)/(n-1)", False, SAMPLE,
         lambda n, x: (np.sum((x - x.mean()) ** 2) / n, np.sum((x - x.mean()) ** 2) / (n - 1)), definitions=MEAN),
    Pair("sample variance, the sum squared divided once", "sum((x_i - m)^2, i, 1, n)/n",
         "(sum(x_i^2, i, 1, n) - (sum(x_i, i, 1, n))^2)/n", False, SAMPLE,
         lambda n, x: (np.sum((x - x.mean()) ** 2) / n, (np.sum(x**2) - np.sum(x) ** 2) / n), definitions=MEAN),
    Pair("rate of an exponential, mean of the reciprocals", "n/sum(x_i, i, 1, n)", "sum(1/x_i, i, 1, n)/n", False, TIMES,
         lambda n, x: (n / np.sum(x), np.sum(1 / x) / n)),
    Pair("least squares slope, centred on one side only", "sum((x_i - a)(y_i - b), i, 1, n)/sum((x_i - a)^2, i, 1, n)",
         "sum(x_i (y_i - b), i, 1, n)/sum(x_i (x_i - a), i, 1, n)", True, {**SAMPLE, "y": "sequence n of real"},
         lambda x, y: (np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2),
                       np.sum(x * (y - y.mean())) / np.sum(x * (x - x.mean()))),
         definitions={"a": "sum(x_i, i, 1, n)/n", "b": "sum(y_i, i, 1, n)/n"}),
    Pair("least squares slope, n lost before the means", "sum((x_i - a)(y_i - b), i, 1, n)/sum((x_i - a)^2, i, 1, n)",
         "(sum(x_i y_i, i, 1, n) - a b)/(sum(x_i^2, i, 1, n) - a^2)", False, {**SAMPLE, "y": "sequence n of real"},
         lambda x, y: (np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2),
                       (np.sum(x * y) - x.mean() * y.mean()) / (np.sum(x**2) - x.mean() ** 2)),
         definitions={"a": "sum(x_i, i, 1, n)/n", "b": "sum(y_i, i, 1, n)/n"}),
    Pair("ridge slope, the two of the derivative kept", "sum(x_i y_i, i, 1, n)/(λ + sum(x_i^2, i, 1, n))",
         "sum(x_i y_i, i, 1, n)/(2λ + sum(x_i^2, i, 1, n))", False, {**SAMPLE, "y": "sequence n of real", "λ": "positive"},
         lambda x, y, λ: (np.sum(x * y) / (λ + np.sum(x**2)), np.sum(x * y) / (2 * λ + np.sum(x**2)))),
    Pair("least value of the ridge objective", "sum((y_i - w x_i)^2, i, 1, n) + λ w^2",
         "sum(y_i^2, i, 1, n) - (sum(x_i y_i, i, 1, n))^2/(λ + sum(x_i^2, i, 1, n))", True,
         {**SAMPLE, "y": "sequence n of real", "λ": "positive"},
         lambda x, y, λ: ((lambda w: np.sum((y - w * x) ** 2) + λ * w**2)(np.sum(x * y) / (λ + np.sum(x**2))),
                          np.sum(y**2) - np.sum(x * y) ** 2 / (λ + np.sum(x**2))),
         definitions={"w": "sum(x_i y_i, i, 1, n)/(λ + sum(x_i^2, i, 1, n))"}),
    Pair("weights of inverse variances, plain mean instead", "1/sum(1/s_i^2, i, 1, n)", "sum(s_i^2, i, 1, n)/n^2", False,
         {**N, "s": "sequence n of positive"}, lambda n, s: (1 / np.sum(1 / s**2), np.sum(s**2) / n**2)),
    Pair("leave-one-out error of the mean", "sum((x_i - m)^2, i, 1, n)/(1 - 1/n)^2", "sum((x_i - (n m - x_i)/(n-1))^2, i, 1, n)",
         True, SAMPLE,
         lambda n, x: (np.sum((x - x.mean()) ** 2) / (1 - 1 / n) ** 2, np.sum((x - (np.sum(x) - x) / (n - 1)) ** 2)),
         definitions=MEAN),
    Pair("running mean", "((n-1) m + y)/n", "m + (y - m)/n", True, {**N, "m": "real", "y": "real"},
         lambda n, m, y: (((n - 1) * m + y) / n, m + (y - m) / n)),
    Pair("running mean, divided by the old number", "sum(x_i, i, 1, n)/n", "a + (x_n - a)/(n-1)", False, SAMPLE,
         lambda n, x: (x.mean(), x[:-1].mean() + (x[-1] - x[:-1].mean()) / (n - 1)),
         definitions={"a": "sum(x_i, i, 1, n-1)/(n-1)"}),
    Pair("additive smoothing, not normalised", "(c_k + a)/(sum(c_j, j, 1, K) + K a)", "(c_k + a)/(sum(c_j, j, 1, K) + a)", False,
         {"K": "natural", "c": "sequence K of positive", "k": "integer in 1..K", "a": "positive"},
         lambda K, c, k, a: ((c[k - 1] + a) / (np.sum(c) + K * a), (c[k - 1] + a) / (np.sum(c) + a))),
    Pair("bias and variance", "E_p[(x - t)^2]", "Var_p[x] + (E_p[x] - t)^2", True, {"p": "density of x", "t": "real"},
         lambda t, rng: (lambda p, x: (p @ (x - t) ** 2, p @ (x - p @ x) ** 2 + (p @ x - t) ** 2))(table(rng, 4),
                         rng.normal(size=4))),
    Pair("bias and variance, the bias not squared", "E_p[(x - t)^2]", "Var_p[x] + E_p[x] - t", False,
         {"p": "density of x", "t": "real"},
         lambda t, rng: (lambda p, x: (p @ (x - t) ** 2, p @ (x - p @ x) ** 2 + p @ x - t))(table(rng, 4), rng.normal(size=4))),
    Pair("error of the shrunken mean at the best factor", "a^2 sigma^2/n + (1-a)^2 mu^2", "mu^2 sigma^2/(n mu^2 + sigma^2)", True,
         {**N, "mu": "real", "sigma": "positive"},
         lambda n, mu, sigma: ((lambda a: a**2 * sigma**2 / n + (1 - a) ** 2 * mu**2)(n * mu**2 / (n * mu**2 + sigma**2)),
                               mu**2 * sigma**2 / (n * mu**2 + sigma**2)), definitions={"a": "n mu^2/(n mu^2 + sigma^2)"}),
    Pair("error of the shrunken mean, the factor not squared", "a^2 sigma^2/n + (1-a)^2 mu^2", "a sigma^2/n + (1-a) mu^2", False,
         {**N, "mu": "real", "sigma": "positive", "a": "in (0, 1)"},
         lambda n, mu, sigma, a: (a**2 * sigma**2 / n + (1 - a) ** 2 * mu**2, a * sigma**2 / n + (1 - a) * mu**2)),
    Pair("control variate at its best coefficient", "V - c^2/W", "V - 2 b c + b^2 W", True,
         {"V": "positive", "W": "positive", "c": "real"},
         lambda V, W, c: (V - c**2 / W, V - 2 * (c / W) * c + (c / W) ** 2 * W), definitions={"b": "c/W"}),
)


def posterior_mean(n: int, x: np.ndarray, m: float, s: float, sigma: float) -> float:
    return float((np.sum(x) / sigma**2 + m / s**2) / (n / sigma**2 + 1 / s**2))


POSTERIORS = (
    Pair("posterior mean of a Gaussian, cleared of fractions", "(sum(x_i, i, 1, n)/sigma^2 + m/s^2)/(n/sigma^2 + 1/s^2)",
         "(s^2 sum(x_i, i, 1, n) + sigma^2 m)/(n s^2 + sigma^2)", True, PRIOR,
         lambda n, x, m, s, sigma: (posterior_mean(n, x, m, s, sigma),
                                    (s**2 * np.sum(x) + sigma**2 * m) / (n * s**2 + sigma**2))),
    Pair("posterior mean of a Gaussian as a weighted mean", "(sum(x_i, i, 1, n)/sigma^2 + m/s^2)/(n/sigma^2 + 1/s^2)",
         "w sum(x_i, i, 1, n)/n + (1 - w) m", True, PRIOR,
         lambda n, x, m, s, sigma: (posterior_mean(n, x, m, s, sigma),
                                    (lambda w: w * np.sum(x) / n + (1 - w) * m)(n * s**2 / (n * s**2 + sigma**2))),
         definitions={"w": "n s^2/(n s^2 + sigma^2)"}),
    Pair("posterior mean of a Gaussian, weights swapped", "(sum(x_i, i, 1, n)/sigma^2 + m/s^2)/(n/sigma^2 + 1/s^2)",
         "(sigma^2 sum(x_i, i, 1, n) + s^2 m)/(n sigma^2 + s^2)", False, PRIOR,
         lambda n, x, m, s, sigma: (posterior_mean(n, x, m, s, sigma),
                                    (sigma**2 * np.sum(x) + s**2 * m) / (n * sigma**2 + s**2))),
    Pair("posterior variance of a Gaussian by subtraction", "1/(n/sigma^2 + 1/s^2)", "s^2 - s^4/(s^2 + sigma^2/n)", True,
         {**N, "s": "positive", "sigma": "positive"},
         lambda n, s, sigma: (1 / (n / sigma**2 + 1 / s**2), s**2 - s**4 / (s**2 + sigma**2 / n))),
    Pair("log posterior with the square completed", "-(theta-3)^2/2 - (theta-1)^2/8", "-(5/8)(theta - 13/5)^2", True,
         {"theta": "real"},
         lambda theta: (-((theta - 3) ** 2) / 2 - (theta - 1) ** 2 / 8 - (-9 / 2 - 1 / 8),
                        -(5 / 8) * (theta - 13 / 5) ** 2 + (5 / 8) * (13 / 5) ** 2), mode="up to a constant"),
    Pair("log posterior centred at the plain mean", "-(theta-3)^2/2 - (theta-1)^2/8", "-(5/8)(theta - 2)^2", False,
         {"theta": "real"},
         lambda theta: (-((theta - 3) ** 2) / 2 - (theta - 1) ** 2 / 8 - (-9 / 2 - 1 / 8),
                        -(5 / 8) * (theta - 2) ** 2 + (5 / 8) * 4), mode="up to a constant"),
    Pair("posterior mean for the posterior mode of a rate", "(n + a - 1)/(b + sum(x_i, i, 1, n))",
         "(n + a)/(b + sum(x_i, i, 1, n))", False, {**TIMES, "a": "positive", "b": "positive"},
         lambda n, x, a, b: ((n + a - 1) / (b + np.sum(x)), (n + a) / (b + np.sum(x)))),
    Pair("posterior mean of a coin between prior mean and frequency", "(a + s)/(a + b + n)",
         "(a+b)/(a+b+n) * a/(a+b) + n/(a+b+n) * s/n", True, {**N, "a": "positive", "b": "positive", "s": "integer in 0..n"},
         lambda n, a, b, s: ((a + s) / (a + b + n), (a + b) / (a + b + n) * a / (a + b) + n / (a + b + n) * s / n)),
    Pair("two tosses under a Beta prior", "a/(a+b) * b/(a+b+1)",
         "Gamma(a+1) Gamma(b+1) Gamma(a+b)/(Gamma(a) Gamma(b) Gamma(a+b+2))", True, {"a": "positive", "b": "positive"},
         lambda a, b: (a / (a + b) * b / (a + b + 1),
                       math.gamma(a + 1) * math.gamma(b + 1) * math.gamma(a + b)
                       / (math.gamma(a) * math.gamma(b) * math.gamma(a + b + 2)))),
    Pair("posterior mean of a Poisson rate, one count for n", "(a + sum(k_i, i, 1, n))/(b + n)",
         "(a + sum(k_i, i, 1, n))/(b + 1)", False, {**COUNTS, "a": "positive", "b": "positive"},
         lambda n, k, a, b: ((a + np.sum(k)) / (b + n), (a + np.sum(k)) / (b + 1))),
    Pair("Kalman update as a weighted mean", "m + P/(P+R) * (y - m)", "(R m + P y)/(P + R)", True,
         {"m": "real", "y": "real", "P": "positive", "R": "positive"},
         lambda m, y, P, R: (m + P / (P + R) * (y - m), (R * m + P * y) / (P + R))),
    Pair("Kalman variance, the form that stays positive", "(1-k) P", "(1-k)^2 P + k^2 R", True,
         {"P": "positive", "R": "positive"},
         lambda P, R: (lambda k: ((1 - k) * P, (1 - k) ** 2 * P + k**2 * R))(P / (P + R)), definitions={"k": "P/(P+R)"}),
)

TWO = "w exp(-(x-a)^2/2)/(w exp(-(x-a)^2/2) + (1-w) exp(-(x-b)^2/2))"
TWO_SYMBOLS = {"x": "real", "a": "real", "b": "real", "w": "in (0, 1)"}


def responsibility(x: float, a: float, b: float, w: float) -> float:
    first, second = w * np.exp(-((x - a) ** 2) / 2), (1 - w) * np.exp(-((x - b) ** 2) / 2)
    return float(first / (first + second))


LATENT = (
    Pair("responsibility as a logistic function of x", TWO, "S((a-b) x + (b^2 - a^2)/2 + log(w/(1-w)))", True, TWO_SYMBOLS,
         lambda x, a, b, w: (responsibility(x, a, b, w), logistic((a - b) * x + (b**2 - a**2) / 2 + np.log(w / (1 - w)))),
         definitions={"S(t)": "1/(1+exp(-t))"}),
    Pair("responsibility, the distances swapped", TWO, "1/(1 + (1-w)/w * exp(((x-b)^2 - (x-a)^2)/2))", False, TWO_SYMBOLS,
         lambda x, a, b, w: (responsibility(x, a, b, w), 1 / (1 + (1 - w) / w * np.exp(((x - b) ** 2 - (x - a) ** 2) / 2)))),
    Pair("mean step of EM, divided by all points", "sum(r_i x_i, i, 1, n)/sum(r_i, i, 1, n)", "sum(r_i x_i, i, 1, n)/n", False,
         {**SAMPLE, "r": "sequence n of in (0, 1)"}, lambda n, x, r: (np.sum(r * x) / np.sum(r), np.sum(r * x) / n)),
    Pair("variance step of EM by two moments", "sum(r_i (x_i - a)^2, i, 1, n)/sum(r_i, i, 1, n)",
         "sum(r_i x_i^2, i, 1, n)/sum(r_i, i, 1, n) - a^2", True, {**SAMPLE, "r": "sequence n of in (0, 1)"},
         lambda x, r: (lambda a: (np.sum(r * (x - a) ** 2) / np.sum(r),
                       np.sum(r * x**2) / np.sum(r) - a**2))(np.sum(r * x) / np.sum(r)),
         definitions={"a": "sum(r_i x_i, i, 1, n)/sum(r_i, i, 1, n)"}),
    Pair("mixture log-likelihood, the log drawn into the sum", "sum(log(sum(w_k exp(-(x_i - m_k)^2/2), k, 1, K)), i, 1, n)",
         "sum(sum(log(w_k) - (x_i - m_k)^2/2, k, 1, K), i, 1, n)", False,
         {**SAMPLE, "K": "natural", "w": "distribution on 1..K", "m": "sequence K of real"},
         lambda x, w, m: (np.sum(np.log(np.exp(-((x[:, None] - m) ** 2) / 2) @ w)),
                          np.sum(np.log(w) - (x[:, None] - m) ** 2 / 2))),
    Pair("marginal density of one factor", "exp(-(x-mu)^2/(2(w^2 + sigma^2)))/sqrt(2 pi (w^2 + sigma^2))",
         "int(exp(-(x - w z - mu)^2/(2 sigma^2))/sqrt(2 pi sigma^2) * exp(-z^2/2)/sqrt(2 pi), z, -oo, oo)", True,
         {"x": "real", "mu": "real", "w": "real", "sigma": "positive"},
         lambda x, mu, w, sigma: (normal(x, mu, np.sqrt(w**2 + sigma**2)),
                                  integral(lambda z: normal(x, w * z + mu, sigma) * normal(z), -12, 0, 12))),
    Pair("posterior mean of one factor by precisions", "w (x - mu)/(w^2 + sigma^2)", "(w/sigma^2) (x - mu)/(1 + w^2/sigma^2)",
         True, {"x": "real", "mu": "real", "w": "real", "sigma": "positive"},
         lambda x, mu, w, sigma: (w * (x - mu) / (w**2 + sigma**2), (w / sigma**2) * (x - mu) / (1 + w**2 / sigma**2))),
    Pair("posterior mean of one factor, unit noise put in", "w (x - mu)/(w^2 + sigma^2)", "w (x - mu)/(w^2 + 1)", False,
         {"x": "real", "mu": "real", "w": "real", "sigma": "positive"},
         lambda x, mu, w, sigma: (w * (x - mu) / (w**2 + sigma**2), w * (x - mu) / (w**2 + 1))),
    Pair("posterior variance of one factor", "1 - w^2/(w^2 + sigma^2)", "(1 + w^2/sigma^2)^-1", True,
         {"w": "real", "sigma": "positive"},
         lambda w, sigma: (1 - w**2 / (w**2 + sigma**2), 1 / (1 + w**2 / sigma**2))),
    Pair("predictive variance of a Gaussian process, kernel not squared", "1 - exp(-(a-b)^2)/(1 + s^2)",
         "1 - exp(-(a-b)^2/2)/(1 + s^2)", False, {"a": "real", "b": "real", "s": "positive"},
         lambda a, b, s: (1 - np.exp(-((a - b) ** 2) / 2) ** 2 / (1 + s**2), 1 - np.exp(-((a - b) ** 2) / 2) / (1 + s**2))),
    Pair("prediction of a Gaussian process from two points, by sum and difference",
         "((c v - d r) y_1 + (d v - c r) y_2)/(v^2 - r^2)", "(c+d)(y_1+y_2)/(2(v+r)) + (c-d)(y_1-y_2)/(2(v-r))", True,
         {"c": "real", "d": "real", "r": "in (-1, 1)", "s": "positive", "y_1": "real", "y_2": "real"},
         lambda c, d, r, s, y_1, y_2: (np.array([c, d]) @ np.linalg.solve([[1 + s**2, r], [r, 1 + s**2]], [y_1, y_2]),
                                       (c + d) * (y_1 + y_2) / (2 * (1 + s**2 + r)) + (c - d) * (y_1 - y_2)
                                       / (2 * (1 + s**2 - r))), definitions={"v": "1 + s^2"}),
)


def weighted(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two distributions on four states, and a function of the state."""
    return table(rng, 4), table(rng, 4), rng.normal(size=4)


WEIGHTS = (
    Pair("importance weights", "E_p[f(x)]", "E_q[f(x) p(x)/q(x)]", True,
         {"p": "density of x", "q": "density of x", "f": "function of x"},
         lambda rng: (lambda p, q, f: (p @ f, q @ (f * p / q)))(*weighted(rng))),
    Pair("importance weights upside down", "E_p[f(x)]", "E_q[f(x) q(x)/p(x)]", False,
         {"p": "density of x", "q": "density of x", "f": "function of x"},
         lambda rng: (lambda p, q, f: (p @ f, q @ (f * q / p)))(*weighted(rng))),
    Pair("variance of the importance weights, seen from p", "Var_q[p(x)/q(x)]", "E_p[p(x)/q(x)] - 1", True,
         {"p": "density of x", "q": "density of x"},
         lambda rng: (lambda p, q, f: (q @ (p / q - q @ (p / q)) ** 2, p @ (p / q) - 1))(*weighted(rng))),
    Pair("effective number of samples by the coefficient of variation", "(sum(w_i, i, 1, n))^2/sum(w_i^2, i, 1, n)",
         "n/(1 + v/a^2)", True, {**N, "w": "sequence n of positive"},
         lambda n, w: (np.sum(w) ** 2 / np.sum(w**2), n / (1 + np.mean((w - w.mean()) ** 2) / w.mean() ** 2)),
         definitions={"a": "sum(w_i, i, 1, n)/n", "v": "sum((w_i - a)^2, i, 1, n)/n"}),
    Pair("effective number of samples, squares inside", "(sum(w_i, i, 1, n))^2/sum(w_i^2, i, 1, n)",
         "sum(w_i^2, i, 1, n)/sum(w_i, i, 1, n)^2", False, {**N, "w": "sequence n of positive"},
         lambda w: (np.sum(w) ** 2 / np.sum(w**2), np.sum(w**2) / np.sum(w) ** 2)),
)

PAIRS = LIKELIHOODS + SCORES + ESTIMATORS + POSTERIORS + LATENT + WEIGHTS
