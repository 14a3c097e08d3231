"""Convolution commutes with translation.

(T_(a,b) x) * w = T_(a,b) (x * w),   (T_(a,b) x)(u, v) = x(u - a, v - b)        Deep-learning exam of 5 Feb 2018, 4.1 (i) 1

For an image x on all of Z^2, so that there is no boundary, and a kernel w of any size k x k.
"""

from sympy import Expr, Function, Sum, Symbol

from verify.claim import Claim, Equal, Measurement, calc

k = Symbol("k", integer=True, positive=True)
a, b, i, j, u, v = (Symbol(name, integer=True) for name in "abijuv")
x, w = Function("x", real=True), Function("w", real=True)


def convolved(image, row: Expr, column: Expr) -> Expr:
    """(image * w)(row, column) = sum_{i,j=1}^k w(i, j) image(row - i, column - j)"""
    return Sum(w(i, j) * image(row - i, column - j), (j, 1, k), (i, 1, k))


def translated(image):
    """T_(a,b) image"""
    return lambda row, column: image(row - a, column - b)


def of_x(row: Expr, column: Expr) -> Expr:
    """(x * w)(row, column)"""
    return convolved(x, row, column)


def numbers(rng):
    """A drawn image and kernel; what is cut off at the boundary is left out."""
    import numpy as np

    image, kernel = rng.normal(size=(12, 12)), rng.normal(size=(3, 3))

    def filtered(pixels):
        windows = np.lib.stride_tricks.sliding_window_view(pixels, (3, 3))
        return (windows * kernel[::-1, ::-1]).sum(axis=(2, 3))

    moved = np.roll(image, (2, 1), axis=(0, 1))
    difference = filtered(moved)[2:, 1:] - filtered(image)[:-2, :-1]
    return [Measurement("greatest difference", 0.0, float(np.abs(difference).max()), 1e-12)]


claim = Claim(
    statement=Equal(convolved(translated(x), u, v), translated(of_x)(u, v)),
    proof=calc(convolved(translated(x), u, v))
    .eq(Sum(w(i, j) * x((u - i) - a, (v - j) - b), (j, 1, k), (i, 1, k)), by="definition of T")
    .eq(Sum(w(i, j) * x((u - a) - i, (v - b) - j), (j, 1, k), (i, 1, k)), by="(u - i) - a = (u - a) - i")
    .eq(convolved(x, u - a, v - b), by="definition of x * w at (u - a, v - b)"),
    mistakes={
        "the output moves the other way": of_x(u + a, v + b),
        "the output does not move": of_x(u, v),
        "the kernel moves, too": Sum(w(i - a, j - b) * x(u - a - i, v - b - j), (j, 1, k), (i, 1, k)),
    },
    numbers=numbers,
)
