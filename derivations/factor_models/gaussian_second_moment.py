"""The second moment of a random vector from its mean and covariance.

E[x x^T] = mu mu^T + Sigma        Deep-learning exam of 5 Feb 2018, 5.1 (ii)

For any n; only E[x] = mu and cov(x) = Sigma are used, so it holds beyond Gaussians.
"""

from sympy import MatrixSymbol, Symbol

from verify.claim import Claim, Equal, Measurement
from verify.read.vocabulary import Mean, Ones, RandomVector

n = Symbol("n", integer=True, positive=True)
mu, Sigma = MatrixSymbol("mu", n, 1), MatrixSymbol("Sigma", n, n)
x = RandomVector("x", mu, Sigma)


def numbers(rng):
    """The mean of x x^T over drawn Gaussian vectors, entry by entry."""
    mean, root = rng.normal(size=3), rng.normal(size=(3, 3))
    draws = mean + rng.normal(size=(200_000, 3)) @ root.T
    measured, expected = draws.T @ draws / len(draws), mean[:, None] * mean + root @ root.T
    return [
        Measurement(f"E[x_{i + 1} x_{j + 1}]", float(expected[i, j]), float(measured[i, j]), 0.1)
        for i in range(3)
        for j in range(i + 1)
    ]


claim = Claim(
    statement=Equal(Mean(x * x.T), mu * mu.T + Sigma),
    symbols={"Sigma": "positive semidefinite matrix n"},
    mistakes={
        "the mean is subtracted": Sigma - mu * mu.T,
        "inner instead of outer product": Ones(n) * (mu.T * mu) * Ones(n).T + Sigma,
    },
    numbers=numbers,
)
