"""A linear threshold unit computes x_2 and (x_1 or (not x_1 and x_3)).

x_2 and (x_1 or (not x_1 and x_3))  if and only if  x_1 + 2 x_2 + x_3 > 5/2,  on {0, 1}^3
                                                                       Deep-learning exam of 5 Feb 2018, 2.5 (i)

The weights 1, 2, 1 and the threshold 5/2 separate the three points where it is true from the five others; and a threshold unit
that separates them is found by the perceptron's learning rule.
"""

from itertools import product

from sympy import And, Eq, Expr, Or, Rational, Symbol

from verify.claim import Claim, Equivalent, Measurement

x1, x2, x3 = (Symbol(f"x_{i}", integer=True) for i in (1, 2, 3))
true = And(Eq(x2, 1), Or(Eq(x1, 1), And(Eq(x1, 0), Eq(x3, 1))))


def fires(w1: int, w2: int, w3: int, threshold: Expr):
    """w_1 x_1 + w_2 x_2 + w_3 x_3 > threshold"""
    return w1 * x1 + w2 * x2 + w3 * x3 > threshold


def numbers(rng):
    """The points on which a perceptron is right after its learning rule has run."""
    import numpy as np

    points = np.array(list(product((0, 1), repeat=3)))
    wanted = (points[:, 1] == 1) & ((points[:, 0] == 1) | (points[:, 2] == 1))
    inputs = np.hstack((points, np.ones((8, 1))))
    weights = rng.normal(size=4)
    for _ in range(200):
        for row, target in zip(inputs, wanted, strict=True):
            weights += (int(target) - int(weights @ row > 0)) * row
    return [Measurement("points that are classified as they should be", 8, int(((inputs @ weights > 0) == wanted).sum()), 0)]


claim = Claim(
    statement=Equivalent(true, fires(1, 2, 1, Rational(5, 2))),
    symbols=dict.fromkeys(("x_1", "x_2", "x_3"), "in {0, 1}"),
    mistakes={
        "the threshold is too low": fires(1, 2, 1, Rational(3, 2)),
        "equal weights": fires(1, 1, 1, Rational(3, 2)),
        "x_1 or x_3 is forgotten": fires(0, 1, 0, Rational(1, 2)),
    },
    numbers=numbers,
)
