"""Far from the data a ReLU network goes on linearly.

f(x) = sum_j v_j max(0, w_j^T x + c_j) + c on the ray x = x_0 + t u:  f(t_0 + s) = f(t_0) + s sum_{w_j^T u > 0} v_j w_j^T u
                                                                       Homework 2, 3 (b)

For one hidden layer of any width and any ray.  Along the ray unit j is max(0, b_j (t - kink_j)) with b_j = w_j^T u != 0, or
constant for b_j = 0.  Let t_0 lie beyond the last kink.  From there on the units with b_j > 0 are on, those with b_j < 0 are
off, and all are affine: the prediction has one slope for ever, and nothing in it tells how far the data are.
"""

from sympy import IndexedBase, MatrixSymbol, Sum, Symbol

from derivations.notation import relu
from verify.claim import Claim, Equal, Measurement, calc
from verify.read.vocabulary import Inner

n, m, r = (Symbol(name, integer=True, positive=True) for name in "nmr")
j = Symbol("j", integer=True)
w, origin, direction = (MatrixSymbol(name, n, 1) for name in ("w", "x_0", "u"))
c, t, t_0, s, slope, offset = (Symbol(name, real=True) for name in ("c", "t", "t_0", "s", "b", "a"))

# m units that are on at last, r that are off at last; their kinks lie before t_0 by e and g, and `c` is what is constant.
v, b, e = (IndexedBase(name, shape=(m,), real=True) for name in "vbe")
q, d, g = (IndexedBase(name, shape=(r,), real=True) for name in "qdg")


def f(t):
    """sum_j v_j max(0, b_j (t - kink_j)) + sum_j q_j max(0, -d_j (t - kink_j)) + c"""
    rising = Sum(v[j] * relu(b[j] * (t - (t_0 - e[j]))), (j, 1, m))
    falling = Sum(q[j] * relu(-d[j] * (t - (t_0 - g[j]))), (j, 1, r))
    return rising + falling + c


def numbers(rng):
    """The second difference of a random network on a ray, beyond its last kink and near the origin."""
    import numpy as np

    weights, biases, outer = rng.normal(size=(50, 3)), rng.normal(size=50), rng.normal(size=50)
    ray = rng.normal(size=3)

    def network(t):
        return outer @ np.maximum(0, np.outer(weights @ ray, t) + biases[:, None])

    last = (-biases / (weights @ ray)).max()
    far = network(np.array([last, last + 10, last + 20]))
    expected = outer[weights @ ray > 0] @ (weights @ ray)[weights @ ray > 0]
    return [
        Measurement("second difference beyond the last kink", 0.0, float(far[2] - 2 * far[1] + far[0]), 1e-9),
        Measurement("slope beyond the last kink", float(expected), float((far[1] - far[0]) / 10), 1e-9),
    ]


claim = Claim(
    symbols={
        "b": "sequence m of positive",
        "e": "sequence m of nonnegative",
        "d": "sequence r of positive",
        "g": "sequence r of nonnegative",
    },
    parts={
        "a unit on the ray": Claim(
            statement=Equal(relu(Inner(w, origin + t * direction) + c), relu(Inner(w, origin) + c + t * Inner(w, direction))),
            mistakes={"the origin is lost": relu(c + t * Inner(w, direction))},
        ),
        "its kink": Claim(
            statement=Equal(relu(offset + slope * t), relu(slope * (t - (-offset / slope)))),
            symbols={"b": "nonzero"},
            mistakes={"the kink on the other side": relu(slope * (t - offset / slope))},
        ),
        "beyond the last kink": Claim(
            statement=Equal(f(t_0 + s), f(t_0) + s * Sum(v[j] * b[j], (j, 1, m))),
            symbols={"s": "nonnegative"},
            proof=calc(f(t_0 + s))
            .eq(Sum(v[j] * b[j] * (s + e[j]), (j, 1, m)) + c, by="on where b_j > 0, off where b_j < 0")
            .eq(Sum(v[j] * b[j] * e[j], (j, 1, m)) + c + s * Sum(v[j] * b[j], (j, 1, m)), by="the part with s")
            .eq(f(t_0) + s * Sum(v[j] * b[j], (j, 1, m)), by="the rest is the value at t_0"),
            mistakes={
                "it stays as it is": f(t_0),
                "every unit goes on": f(t_0) + s * (Sum(v[j] * b[j], (j, 1, m)) - Sum(q[j] * d[j], (j, 1, r))),
                "it grows with every unit that is on": f(t_0) + s * Sum(b[j], (j, 1, m)),
            },
        ),
    },
    numbers=numbers,
)
