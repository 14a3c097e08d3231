"""The only stationary point of simultaneous gradient steps on a bilinear game is the origin.

A (d, g) = (d, g)  if and only if  d = g = 0,  A = [[1, alpha], [-alpha, 1]]        Homework on generative models, 6.2

For any learning rate alpha > 0.  The step from (d, g) is (alpha g, -alpha d).
"""

from sympy import And, Eq, Symbol

from verify.claim import Claim, Equivalent

d, g = Symbol("d", real=True), Symbol("g", real=True)
alpha = Symbol("alpha", positive=True)

unchanged = And(Eq(d + alpha * g, d, evaluate=False), Eq(-alpha * d + g, g, evaluate=False))

claim = Claim(
    statement=Equivalent(unchanged, And(Eq(d, 0), Eq(g, 0))),
    mistakes={
        "every point with g = 0": Eq(g, 0),
        "also where g = d": Eq(d, g),
    },
)
