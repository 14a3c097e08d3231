"""Two rectified linear units compute XOR.

f(x) = W_2 max(0, W_1 x + b_1) + b_2  with  W_1 = [[1, 1], [1, 1]], b_1 = (0, -1):
f = XOR on {0, 1}^2  if and only if  W_2 = (1, -2), b_2 = 0        Deep-learning exam of 5 Feb 2018, 2.2 (ii)

The hidden units are (0, 0), (1, 0), (1, 0), (2, 1) at the four inputs, so that b_2 = 0, v_1 + b_2 = 1 and 2 v_1 + v_2 + b_2 = 0.
"""

from itertools import product

from sympy import And, Eq, Expr, Matrix, Symbol

from derivations.notation import relu
from verify.claim import Claim, Equal, Measurement, SetEquality

v1, v2, b2 = (Symbol(name, real=True) for name in ("v_1", "v_2", "b_2"))
x1, x2 = (Symbol(name, real=True) for name in ("x_1", "x_2"))
W1, b1 = Matrix([[1, 1], [1, 1]]), Matrix([0, -1])


def f(x: tuple[Expr, Expr], W2: tuple[Expr, Expr], b2: Expr) -> Expr:
    """W_2 max(0, W_1 x + b_1) + b_2"""
    return (Matrix([W2]) * (W1 * Matrix(x) + b1).applyfunc(relu))[0] + b2


def xor(x1: Expr, x2: Expr) -> Expr:
    """1 where one of the two bits is 1 and the other is 0, else 0"""
    return x1 + x2 - 2 * x1 * x2


def numbers(rng):
    """The weights fitted to the four points by least squares."""
    import numpy as np

    points = np.array(list(product((0, 1), repeat=2)))
    hidden = np.maximum(points @ np.ones((2, 2)) + np.array([0, -1]), 0)
    fitted = np.linalg.lstsq(np.hstack((hidden, np.ones((4, 1)))), points[:, 0] ^ points[:, 1], rcond=None)[0]
    return [
        Measurement(name, wanted, float(value), 1e-9)
        for name, wanted, value in zip(("v_1", "v_2", "b_2"), (1, -2, 0), fitted, strict=True)
    ]


claim = Claim(
    symbols={"x_1": "in {0, 1}", "x_2": "in {0, 1}"},
    parts={
        "these weights": Claim(
            statement=Equal(f((x1, x2), (1, -2), 0), xor(x1, x2)),
            mistakes={
                "the second weight is -1": f((x1, x2), (1, -1), 0),
                "the second weight is 2": f((x1, x2), (1, 2), 0),
            },
        ),
        "no others": Claim(
            statement=SetEquality(
                (v1, v2, b2),
                And(*(Eq(f(x, (v1, v2), b2), xor(*x)) for x in product((0, 1), repeat=2))),
                And(Eq(v1, 1), Eq(v2, -2), Eq(b2, 0)),
            ),
            mistakes={"with any bias": And(Eq(v1, 1), Eq(v2, -2))},
        ),
    },
    numbers=numbers,
)
