"""The covariance of probabilistic PCA.

z ~ N(0, I),  x | z ~ N(W z + mu, sigma^2 I):  cov(x) = W W^T + sigma^2 I        Deep-learning exam of 5 Feb 2018, 5.2

For any d and m.  By the law of total covariance cov(x) = E[cov(x | z)] + cov(E[x | z]).
"""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import Claim, Equal, Measurement
from verify.read.vocabulary import Covariance, RandomVector

d, m = Symbol("d", integer=True, positive=True), Symbol("m", integer=True, positive=True)
sigma = Symbol("sigma", positive=True)
W, mu = MatrixSymbol("W", d, m), MatrixSymbol("mu", d, 1)
z = RandomVector("z", ZeroMatrix(m, 1), Identity(m))
x = RandomVector("x", W * z + mu, sigma**2 * Identity(d), given=z)

# W^T W has the size of cov(x) only for as many latent variables as observed ones
V, y = MatrixSymbol("V", d, d), RandomVector("y", ZeroMatrix(d, 1), Identity(d))
square = RandomVector("s", V * y + mu, sigma**2 * Identity(d), given=y)


def numbers(rng):
    """The sample covariance of drawn x, entry by entry."""
    import numpy as np

    loading = rng.normal(size=(3, 2))
    draws = rng.normal(size=(200_000, 2)) @ loading.T + 0.5 * rng.normal(size=(200_000, 3))
    measured, expected = np.cov(draws.T), loading @ loading.T + 0.25 * np.eye(3)
    return [
        Measurement(f"cov(x_{i + 1}, x_{j + 1})", float(expected[i, j]), float(measured[i, j]), 0.06)
        for i in range(3)
        for j in range(i + 1)
    ]


claim = Claim(
    statement=Equal(Covariance(x, x), W * W.T + sigma**2 * Identity(d)),
    mistakes={
        "sigma is not squared": W * W.T + sigma * Identity(d),
        "the noise is lost": W * W.T,
        "the columns of W instead of its rows": Equal(Covariance(square, square), V.T * V + sigma**2 * Identity(d)),
    },
    numbers=numbers,
)
