"""The convolution operator is nonlinear: it is linear.

(alpha x + beta y) * w = alpha (x * w) + beta (y * w)        Deep-learning exam of 5 Feb 2018, 4.1 (i) 3

For images x, y on Z^2 and a kernel w of any size k x k.  As the equation holds everywhere, no images, factors and pixel show the
operator to be nonlinear.
"""

from sympy import Expr, Function, Sum, Symbol

from verify.claim import Claim, Equal, Measurement, NotEqual, calc

k = Symbol("k", integer=True, positive=True)
i, j, u, v = (Symbol(name, integer=True) for name in "ijuv")
alpha, beta = Symbol("alpha", real=True), Symbol("beta", real=True)
x, y, w = (Function(name, real=True) for name in "xyw")


def convolved(image) -> Expr:
    """(image * w)(u, v) = sum_{i,j=1}^k w(i, j) image(u - i, v - j)"""
    return Sum(w(i, j) * image(u - i, v - j), (j, 1, k), (i, 1, k))


def combined(row: Expr, column: Expr) -> Expr:
    """(alpha x + beta y)(row, column)"""
    return alpha * x(row, column) + beta * y(row, column)


of_parts = alpha * convolved(x) + beta * convolved(y)


def numbers(rng):
    """A drawn kernel and two drawn images."""
    import numpy as np

    first, second, kernel = rng.normal(size=(8, 8)), rng.normal(size=(8, 8)), rng.normal(size=(3, 3))
    filtered = [
        (np.lib.stride_tricks.sliding_window_view(image, (3, 3)) * kernel[::-1, ::-1]).sum(axis=(2, 3))
        for image in (first, second, 2 * first - 3 * second)
    ]
    difference = filtered[2] - (2 * filtered[0] - 3 * filtered[1])
    return [Measurement("greatest difference", 0.0, float(np.abs(difference).max()), 1e-12)]


claim = Claim(
    parts={
        "it is linear": Claim(
            statement=Equal(convolved(combined), of_parts),
            proof=calc(convolved(combined))
            .eq(
                Sum(alpha * w(i, j) * x(u - i, v - j) + beta * w(i, j) * y(u - i, v - j), (j, 1, k), (i, 1, k)),
                by="the product is distributive",
            )
            .eq(of_parts, by="sums are linear"),
            mistakes={
                "the factor beta is lost": alpha * convolved(x) + convolved(y),
                "only the first image is scaled": alpha * (convolved(x) + convolved(y)),
            },
        ),
        "it is nonlinear": Claim(statement=NotEqual(convolved(combined), of_parts), verdict=False),
    },
    numbers=numbers,
)
