"""The mean of probabilistic PCA.

z ~ N(0, I),  x | z ~ N(W z + mu, sigma^2 I):  E[x] = mu        Deep-learning exam of 5 Feb 2018, 5.2

For any d and m.  By the tower rule E[x] = E[E[x | z]] = E[W z + mu] = W E[z] + mu.
"""

from sympy import Identity, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import Claim, Equal, Measurement, calc
from verify.read.vocabulary import Mean, RandomVector

d, m = Symbol("d", integer=True, positive=True), Symbol("m", integer=True, positive=True)
sigma = Symbol("sigma", positive=True)
W, mu = MatrixSymbol("W", d, m), MatrixSymbol("mu", d, 1)
z = RandomVector("z", ZeroMatrix(m, 1), Identity(m))
x = RandomVector("x", W * z + mu, sigma**2 * Identity(d), given=z)


def numbers(rng):
    """The mean of drawn x, entry by entry."""
    loading, shift = rng.normal(size=(4, 2)), rng.normal(size=4)
    draws = rng.normal(size=(100_000, 2)) @ loading.T + shift + 0.3 * rng.normal(size=(100_000, 4))
    return [Measurement(f"E[x_{i + 1}]", float(shift[i]), float(draws[:, i].mean()), 0.05) for i in range(4)]


claim = Claim(
    statement=Equal(Mean(x), mu),
    proof=calc(Mean(x)).eq(Mean(W * z + mu), by="tower rule: E[x] = E[E[x | z]]").eq(mu, by="linearity, and E[z] = 0"),
    mistakes={"the columns of W are added": mu + W * W.T * mu},
    numbers=numbers,
)
