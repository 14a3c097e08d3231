"""The Jacobian determinant of scaling every coordinate is the product of the scales.

g(z) = mu + sigma * z (entry by entry):  |det J| = prod_{i=1}^{K} |sigma_i|        Homework on generative models, 2.2

For any K.  J is diagonal; the Laplace expansion of det J_{K+1} along its last column has one term, sigma_{K+1} det J_K.  The
product takes K - 1 multiplications: O(K).
"""

from sympy import Abs, Derivative, Function, IndexedBase, KroneckerDelta, Product, Sum, Symbol

from verify.claim import AtLeast, AtMost, Claim, Equal, Measurement, NotEqual, induction

K = Symbol("K", integer=True, positive=True)
i, j = Symbol("i", integer=True), Symbol("j", integer=True)
sigma, z, mu = (IndexedBase(Symbol(name, real=True), shape=(K,)) for name in ("sigma", "z", "mu"))
scale, minor = Function("s", real=True), Function("M", real=True)  # s(i) = sigma_i; M(i) is the minor of J_{i,K+1}

g = mu[i] + sigma[i] * z[i]
last_column = scale(K + 1) * KroneckerDelta(i, K + 1)
expansion = Sum((-1) ** (i + K + 1) * last_column * minor(i), (i, 1, K + 1))
product = Product(scale(i), (i, 1, K))
inside = (AtLeast(i, 1), AtMost(i, K), AtLeast(j, 1), AtMost(j, K))


def numbers(rng):
    """The determinant of the Jacobian of a drawn map, by central differences."""
    import numpy as np

    shift, scales, point, step = rng.normal(size=4), rng.normal(size=4), rng.normal(size=4), 1e-4
    columns = [((shift + scales * (point + e)) - (shift + scales * (point - e))) / (2 * step) for e in step * np.eye(4)]
    return [Measurement("|det J|", float(np.prod(abs(scales))), float(abs(np.linalg.det(np.array(columns).T))), 1e-8)]


claim = Claim(
    parts={
        "the Jacobian on the diagonal": Claim(
            statement=Equal(Derivative(g, z[i]), sigma[i]),
            assuming=(AtLeast(i, 1), AtMost(i, K)),
            mistakes={"the shift is counted": mu[i] + sigma[i]},
        ),
        "the Jacobian off the diagonal": Claim(
            statement=Equal(Derivative(g, z[j]), 0),
            assuming=(*inside, NotEqual(i, j)),
        ),
        "one coordinate": Claim(statement=Equal(scale(1), Product(scale(i), (i, 1, 1)))),
        "the expansion has one term": Claim(statement=Equal(expansion, scale(K + 1) * minor(K + 1))),
        "one more coordinate": Claim(
            statement=Equal(scale(K + 1) * product, Product(scale(i), (i, 1, K + 1))),
            mistakes={"the scales are added": scale(K + 1) + product},
        ),
        "the absolute value": Claim(
            statement=Equal(Abs(product), Product(Abs(scale(i)), (i, 1, K))),
            proof=induction(K),
            mistakes={
                "without absolute values": product,
                "the sum of the scales": Sum(Abs(scale(i)), (i, 1, K)),
            },
        ),
    },
    numbers=numbers,
)
