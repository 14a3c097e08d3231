"""One line that says what is claimed: the geometric mean is at most the arithmetic mean.

sqrt(x y) <= (x + y)/2        Source, question 1 (a)

For x, y > 0.  What is assumed, and the idea of the proof in a sentence or two: half the square of sqrt(x) - sqrt(y) lies between.
"""

from sympy import Symbol, sqrt

from verify.claim import AtLeast, AtMost, Claim, calc

x, y = Symbol("x", positive=True), Symbol("y", positive=True)

claim = Claim(
    statement=AtMost(sqrt(x * y), (x + y) / 2),
    proof=calc(sqrt(x * y))
    .eq((x + y) / 2 - (sqrt(x) - sqrt(y)) ** 2 / 2, by="expand the square")
    .le((x + y) / 2, by="a square is not negative"),
    mistakes={
        "the other way round": AtLeast(sqrt(x * y), (x + y) / 2),
        "the half is lost on the wrong side": AtMost(2 * sqrt(x * y), (x + y) / 2),
    },
)
