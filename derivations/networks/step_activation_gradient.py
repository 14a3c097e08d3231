"""No gradient passes a step activation.

f(z) = 0 for z < 0, 1 for z >= 0:  f'(z) = 0 at every z != 0, and f has no derivative at 0
                                                                       Deep-learning exam of 5 Feb 2018, 2.1 (i)

f is constant around every z != 0, so its difference quotients are 0 there; at 0 they tend to 0 from the right and to infinity
from the left.  For a unit f(w^T x + b) with weights w in R^n, any n: every change v of the weights with |v^T x| < |w^T x + b|
leaves the output as it is, and so the loss, whatever it is: its gradient by w is 0, and gradient descent does not move w.
"""

from sympy import Expr, MatrixExpr, MatrixSymbol, Piecewise, Symbol, oo

from verify.claim import Above, AtLeast, Below, Claim, Equal, Measurement, NotEqual, Tends
from verify.read.vocabulary import Inner

n = Symbol("n", integer=True, positive=True)
z, h, b = Symbol("z", real=True), Symbol("h", real=True), Symbol("b", real=True)
w, v, x = MatrixSymbol("w", n, 1), MatrixSymbol("v", n, 1), MatrixSymbol("x", n, 1)


def f(z: Expr) -> Expr:
    """0 for z < 0, 1 for z >= 0"""
    return Piecewise((0, z < 0), (1, True))


def quotient(z: Expr) -> Expr:
    """(f(z + h) - f(z)) / h"""
    return (f(z + h) - f(z)) / h


def output(weights: MatrixExpr) -> Expr:
    """f(weights^T x + b)"""
    return f(Inner(weights, x) + b)


def numbers(rng):
    """Central differences of a squared loss by each weight of a step unit."""
    import numpy as np

    weights, point, step = rng.normal(size=4), rng.normal(size=4), 1e-4
    loss = lambda w: ((w @ point + 0.5 >= 0) - 0.3) ** 2  # noqa: E731
    slopes = [(loss(weights + step * e) - loss(weights - step * e)) / (2 * step) for e in np.eye(4)]
    return [Measurement("largest derivative of the loss", 0.0, float(np.abs(slopes).max()), 1e-12)]


u = Inner(w, x) + b

claim = Claim(
    parts={
        "right of 0": Claim(
            statement=Equal(quotient(z), 0),
            assuming=(Above(z, 0), Above(h, -z), NotEqual(h, 0)),
            mistakes={"the slope of the identity": 1},
        ),
        "left of 0": Claim(
            statement=Equal(quotient(z), 0),
            assuming=(Below(z, 0), Below(h, -z), NotEqual(h, 0)),
        ),
        "at 0, from the right": Claim(statement=Tends(quotient(0), h, 0, 0, side="+")),
        "at 0, from the left": Claim(
            statement=Tends(quotient(0), h, 0, oo, side="-"),
            mistakes={"a derivative of 0 at 0": Tends(quotient(0), h, 0, 0, side="-")},
        ),
        "an active unit stays active": Claim(
            statement=Equal(output(w + v), output(w)),
            assuming=(AtLeast(u, 0), Above(Inner(v, x), -u)),
            mistakes={"whatever the change": output(w - 2 * v)},
        ),
        "an inactive unit stays inactive": Claim(
            statement=Equal(output(w + v), output(w)),
            assuming=(Below(u, 0), Below(Inner(v, x), -u)),
        ),
    },
    numbers=numbers,
)
