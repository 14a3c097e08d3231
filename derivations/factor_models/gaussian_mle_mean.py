"""The maximum-likelihood mean of independent Gaussians is the sample mean.

argmax over mu of sum_i log N(x_i; mu, sigma^2)  is  (1/n) sum_i x_i        Deep-learning exam of 5 Feb 2018, 5.1 (i)

For any n >= 1 and sigma > 0: the global maximum, and the only one.
"""

from sympy import IndexedBase, Rational, Sum, Symbol, log, pi

from verify.claim import Argmax, Claim, Measurement

n = Symbol("n", integer=True, positive=True)
i = Symbol("i", integer=True)
mu, sigma = Symbol("mu", real=True), Symbol("sigma", positive=True)
x = IndexedBase("x", shape=(n,), real=True)

log_likelihood = -n * log(2 * pi * sigma**2) / 2 - Sum((x[i] - mu) ** 2, (i, 1, n)) / (2 * sigma**2)
mean = Sum(x[i], (i, 1, n)) / n


def numbers(rng):
    """The best of a fine grid of means on drawn data, beside the sample mean."""
    import numpy as np

    data = rng.normal(1.5, 0.7, size=400)
    grid = np.linspace(data.mean() - 1, data.mean() + 1, 20_001)
    losses = ((data[:, None] - grid[None, ::100]) ** 2).sum(axis=0)
    return [Measurement("best mean on a grid", float(data.mean()), float(grid[::100][losses.argmin()]), 0.011)]


claim = Claim(
    statement=Argmax(log_likelihood, over=mu, at=mean),
    mistakes={
        "divided by n - 1": Sum(x[i], (i, 1, n)) / (n + Rational(-1)),
        "not divided": Sum(x[i], (i, 1, n)),
    },
    numbers=numbers,
)
