"""The convolution operator is nonlinear: it is linear.

(alpha x + beta y) * w = alpha (x * w) + beta (y * w)        Deep-learning exam of 5 Feb 2018, 4.1 (i) 3

For images x, y on Z^2 and a kernel w of any size k x k.  As the equation holds everywhere, no images, factors and pixel show the
operator to be nonlinear; a counterexample to that is any finite image and kernel.
"""

from sympy import Expr, Function, IndexedBase, Sum, Symbol

from verify.claim import Above, AtMost, Claim, Equal, Measurement, NotEqual, calc

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


n = Symbol("n", integer=True, positive=True)
p, q = IndexedBase("p", shape=(n, n), real=True), IndexedBase("q", shape=(n, n), real=True)
kernel = IndexedBase("c", shape=(k, k), real=True)


def filtered(image) -> Expr:
    """The same for a finite image, at a pixel whose window lies inside of it"""
    return Sum(kernel[i, j] * image(u - i, v - j), (j, 1, k), (i, 1, k))


of_parts = alpha * convolved(x) + beta * convolved(y)


def numbers(rng):
    """A drawn kernel and two drawn images."""
    import numpy as np

    first, second, weights = rng.normal(size=(8, 8)), rng.normal(size=(8, 8)), rng.normal(size=(3, 3))
    responses = [
        (np.lib.stride_tricks.sliding_window_view(image, (3, 3)) * weights[::-1, ::-1]).sum(axis=(2, 3))
        for image in (first, second, 2 * first - 3 * second)
    ]
    difference = responses[2] - (2 * responses[0] - 3 * responses[1])
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
        "it is nonlinear": Claim(
            statement=NotEqual(
                filtered(lambda row, column: alpha * p[row, column] + beta * q[row, column]),
                alpha * filtered(lambda row, column: p[row, column]) + beta * filtered(lambda row, column: q[row, column]),
            ),
            assuming=(Above(u, k), AtMost(u, n), Above(v, k), AtMost(v, n)),
            verdict=False,
        ),
    },
    numbers=numbers,
)
