"""Max pooling with stride 1 commutes with translation.

P(T x) = T P(x),   P(x)(u, v) = max_{0 <= i, j < k} x(u+i, v+j)        Deep-learning exam of 5 Feb 2018, 4.1 (i) 2

For an image on Z^2, (T x)(u, v) = x(u - a, v - b), and windows of any size, by induction: m_k(u, v), the maximum of the first
k entries of a row from (u, v) on, is x(u, v) for k = 1, and m_{k+1}(u, v) = max(m_k(u, v), x(u, v + k)).  So the one of T x at
(u, v) is the one of x at (u - a, v - b) for k + 1 if it is for k.  The rows of a window are put together in the same way.
"""

from sympy import Function, Max, Symbol

from verify.claim import Claim, Equal, Measurement

k = Symbol("k", integer=True, positive=True)
a, b, u, v = (Symbol(name, integer=True) for name in "abuv")
x = Function("x", real=True)
row, row_moved = Symbol("m", real=True), Symbol("n", real=True)  # the maximum of k entries, in x and in T x
window, window_moved = Symbol("p", real=True), Symbol("q", real=True)  # that of k rows


def moved(row_index, column):
    """(T_(a,b) x)(row, column)"""
    return x(row_index - a, column - b)


def strided(image, place):
    """Pooling of a row by windows of 2 with stride 2."""
    return Max(image(0, 2 * place), image(0, 2 * place + 1))


def numbers(rng):
    """A drawn image, windows of 3 x 3, a shift by (2, 1); what is cut off at the boundary is left out."""
    import numpy as np

    image = rng.normal(size=(12, 12))
    pooled, pooled_moved = (
        np.lib.stride_tricks.sliding_window_view(pixels, (3, 3)).max(axis=(2, 3))
        for pixels in (image, np.roll(image, (2, 1), axis=(0, 1)))
    )
    return [Measurement("greatest difference", 0.0, float(np.abs(pooled_moved[2:, 1:] - pooled[:-2, :-1]).max()), 0.0)]


claim = Claim(
    parts={
        "a row of one entry": Claim(
            statement=Equal(moved(u, v), x(u - a, v - b)),
            mistakes={"the other way": x(u + a, v + b)},
        ),
        "one more entry in the row": Claim(
            statement=Equal(Max(row_moved, moved(u, v + k)), Max(row, x(u - a, v - b + k))),
            assuming=(Equal(row_moved, row),),
            mistakes={"the new entry is not shifted": Max(row, x(u, v + k))},
        ),
        "one more row in the window": Claim(
            statement=Equal(Max(window_moved, row_moved), Max(window, row)),
            assuming=(Equal(window_moved, window), Equal(row_moved, row)),
            mistakes={"the new row is left out": window},
        ),
        "windows of 2 x 2, written out": Claim(
            statement=Equal(
                Max(moved(u, v), moved(u, v + 1), moved(u + 1, v), moved(u + 1, v + 1)),
                Max(x(u - a, v - b), x(u - a, v - b + 1), x(u - a + 1, v - b), x(u - a + 1, v - b + 1)),
            ),
        ),
        "with stride 2 a shift by 2 is one by 1": Claim(
            statement=Equal(strided(lambda r, c: x(r, c - 2), u), strided(x, u - 1)),
            mistakes={"the same for a shift of x by 1": Equal(strided(lambda r, c: x(r, c - 1), u), strided(x, u - 1))},
        ),
    },
    numbers=numbers,
)
