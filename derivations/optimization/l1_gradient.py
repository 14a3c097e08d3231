"""The gradient of the L1 norm is the sign.

d |theta|_1 / d theta_k = sign(theta_k)        Deep-learning exam of 5 Feb 2018, 3.3 (i)

For theta in R^d, any d, without a component that is 0: there the norm has no gradient.
"""

from sympy import Abs, Derivative, MatrixSymbol, Sum, Symbol, sign, sqrt

from verify.claim import AtMost, Claim, Equal, Measurement

d, k = Symbol("d", integer=True, positive=True), Symbol("k", integer=True, positive=True)
i = Symbol("i", integer=True)
theta = MatrixSymbol("theta", d, 1)


def component(index):
    """theta_index, counted from 1."""
    return theta[index - 1, 0]


norm = Sum(Abs(component(i)), (i, 1, d))
squared = Sum(component(i) ** 2, (i, 1, d))


def numbers(rng):
    """Central differences of the norm, component by component."""
    import numpy as np

    point = rng.normal(size=5)
    steps = 1e-6 * np.eye(5)
    slopes = [(np.abs(point + step).sum() - np.abs(point - step).sum()) / 2e-6 for step in steps]
    return [
        Measurement(f"component {place + 1}", float(np.sign(value)), float(slope), 1e-6)
        for place, (value, slope) in enumerate(zip(point, slopes, strict=True))
    ]


claim = Claim(
    symbols={"theta": "vector d of nonzero"},
    assuming=(AtMost(k, d),),
    statement=Equal(Derivative(norm, component(k)), sign(component(k))),
    mistakes={
        "the gradient of the Euclidean norm": component(k) / sqrt(squared),
        "every component is 1": 1,
        "the norm is squared": 2 * component(k),
        "the sign is lost": Abs(sign(component(k))),
    },
    numbers=numbers,
)
