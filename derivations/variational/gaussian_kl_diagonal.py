"""The divergence of a Gaussian with a diagonal covariance from the standard one.

KL(N(mu, diag s^2) || N(0, I)) = (1/2) sum_i (s_i^2 + mu_i^2 - 1 - log s_i^2)        Deep-learning exam of 5 Feb 2018, 5.4 (iv)

For any dimension n and s_i > 0.  The log-densities are sums over the coordinates, and quadratic in z, so that their mean under
N(mu, diag s^2) needs no more than E[z] = mu and cov(z) = diag s^2.
"""

from sympy import DiagMatrix, HadamardPower, MatrixSymbol, Sum, Symbol, log, pi

from verify.claim import Claim, Equal, Measurement, calc
from verify.read.vocabulary import Mean, RandomVector

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
mu, s = MatrixSymbol("mu", n, 1), MatrixSymbol("s", n, 1)
z = RandomVector("z", mu, DiagMatrix(HadamardPower(s, 2)))


def over_coordinates(term):
    """sum_i term(i)"""
    return Sum(term(i), (i, 0, n - 1))


log_q = over_coordinates(lambda i: -log(2 * pi * s[i, 0] ** 2) / 2 - (z[i, 0] - mu[i, 0]) ** 2 / (2 * s[i, 0] ** 2))
log_p = over_coordinates(lambda i: -log(2 * pi) / 2 - z[i, 0] ** 2 / 2)
closed_form = over_coordinates(lambda i: s[i, 0] ** 2 + mu[i, 0] ** 2 - 1 - log(s[i, 0] ** 2)) / 2


def numbers(rng):
    """The mean of log q - log p over drawn z."""
    import numpy as np

    mean, deviation = rng.normal(size=3), rng.uniform(0.5, 1.5, size=3)
    draws = mean + deviation * rng.normal(size=(100_000, 3))
    difference = (-np.log(deviation) - ((draws - mean) / deviation) ** 2 / 2 + draws**2 / 2).sum(axis=1)
    expected = (deviation**2 + mean**2 - 1 - np.log(deviation**2)).sum() / 2
    return [Measurement("KL", float(expected), float(difference.mean()), 0.05)]


claim = Claim(
    statement=Equal(Mean(log_q - log_p), closed_form),
    symbols={"s": "positive vector n"},
    proof=calc(Mean(log_q - log_p))
    .eq(
        Mean(over_coordinates(lambda i: (z[i, 0] ** 2 - (z[i, 0] - mu[i, 0]) ** 2 / s[i, 0] ** 2 - log(s[i, 0] ** 2)) / 2)),
        by="the factors 2 pi cancel",
    )
    .eq(closed_form, by="E[z_i^2] = mu_i^2 + s_i^2 and E[(z_i - mu_i)^2] = s_i^2"),
    mistakes={
        "without the 1/2": 2 * closed_form,
        "the logarithm is added": over_coordinates(lambda i: s[i, 0] ** 2 + mu[i, 0] ** 2 - 1 + log(s[i, 0] ** 2)) / 2,
        "the mean is not squared": over_coordinates(lambda i: s[i, 0] ** 2 + mu[i, 0] - 1 - log(s[i, 0] ** 2)) / 2,
    },
    numbers=numbers,
)
