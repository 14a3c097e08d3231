"""The gradient of a sine of an affine map points along its weights.

grad_x sin(w^T x + b) = cos(w^T x + b) w        Deep-learning exam of 5 Feb 2018, 1.3 (ii)

For x, w in R^n, any n.
"""

from sympy import MatrixSymbol, Symbol, cos, sin

from verify.claim import Claim, Equal, Measurement
from verify.read.vocabulary import Gradient, Inner

n = Symbol("n", integer=True, positive=True)
b = Symbol("b", real=True)
w, x = MatrixSymbol("w", n, 1), MatrixSymbol("x", n, 1)
u = Inner(w, x) + b


def numbers(rng):
    """Central differences of f beside cos(w^T x + b) w."""
    import numpy as np

    weights, point, bias, h = rng.normal(size=4), rng.normal(size=4), rng.normal(), 1e-5
    expected = np.cos(weights @ point + bias) * weights
    f = lambda at: np.sin(weights @ at + bias)  # noqa: E731
    return [
        Measurement(f"df/dx_{k + 1}", float(expected[k]), float(f(point + step) - f(point - step)) / (2 * h), 1e-8)
        for k, step in enumerate(h * np.eye(4))
    ]


claim = Claim(
    statement=Equal(Gradient(sin(u), x), cos(u) * w),
    mistakes={
        "the sign of the derivative": -cos(u) * w,
        "the inner derivative by w instead of x": cos(u) * x,
        "the sine is not differentiated": sin(u) * w,
        "the cosine is taken at x = 0": cos(b) * w,
    },
    numbers=numbers,
)
