"""The penalty of a contractive autoencoder.

h = sigma(W x):  (dh_j/dx_i)^2 = (h_j (1 - h_j) W_ji)^2,  |J|_F^2 = sum_j (h_j (1 - h_j))^2 sum_i W_ji^2
                                                                       Deep-learning exam of 5 Feb 2018, 5.3 (ii)

For any numbers n of inputs and m of hidden units, with W in R^{m x n}.  The chain rule, and sigma' = sigma (1 - sigma).
"""

from sympy import Derivative, IndexedBase, Sum, Symbol

from derivations.notation import sigmoid
from verify.claim import AtMost, Claim, Equal, Measurement, calc

n, m = Symbol("n", integer=True, positive=True), Symbol("m", integer=True, positive=True)
i, j = Symbol("i", integer=True, positive=True), Symbol("j", integer=True, positive=True)
k = Symbol("k", integer=True)
W, x = IndexedBase("W", shape=(m, n), real=True), IndexedBase("x", shape=(n,), real=True)

z = Sum(W[j, k] * x[k], (k, 1, n))
h = sigmoid(z)
squared_norm = Sum(Derivative(h, x[i]) ** 2, (i, 1, n), (j, 1, m))


def numbers(rng):
    """The Frobenius norm of a Jacobian by finite differences."""
    import numpy as np

    weights, point, step = rng.normal(size=(3, 4)), rng.normal(size=4), 1e-6

    def hidden(point):
        return 1 / (1 + np.exp(-weights @ point))

    jacobian = np.stack([(hidden(point + bump) - hidden(point - bump)) / (2 * step) for bump in step * np.eye(4)], axis=1)
    expected = ((hidden(point) * (1 - hidden(point))) ** 2 * (weights**2).sum(axis=1)).sum()
    return [Measurement("|J|_F^2", float(expected), float((jacobian**2).sum()), 1e-7)]


claim = Claim(
    parts={
        "one entry": Claim(
            statement=Equal(Derivative(h, x[i]) ** 2, (h * (1 - h) * W[j, i]) ** 2),
            assuming=(AtMost(i, n), AtMost(j, m)),
            proof=calc(Derivative(h, x[i]) ** 2).eq(
                (h * (1 - h) * W[j, i]) ** 2, by="sigma' = sigma (1 - sigma) and dz_j/dx_i = W_ji"
            ),
            mistakes={
                "the square of the derivative of sigma is lost": h * (1 - h) * W[j, i] ** 2,
                "the sign in sigma'": (h * (1 + h) * W[j, i]) ** 2,
                "the inner derivative is lost": (h * (1 - h)) ** 2,
            },
        ),
        "the squared Frobenius norm": Claim(
            statement=Equal(squared_norm, Sum((h * (1 - h)) ** 2 * Sum(W[j, i] ** 2, (i, 1, n)), (j, 1, m))),
            mistakes={
                "the derivative of sigma is not squared": Sum(h * (1 - h) * Sum(W[j, i] ** 2, (i, 1, n)), (j, 1, m)),
                "the sum of the weights is squared": Sum((h * (1 - h)) ** 2 * Sum(W[j, i], (i, 1, n)) ** 2, (j, 1, m)),
            },
        ),
    },
    numbers=numbers,
)
