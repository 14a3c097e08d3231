"""A network with one hidden layer of rectified linear units is the piecewise linear interpolant of its knots.

c_0 + s_0 (x - t_0) + sum_{k=1}^m (s_k - s_{k-1}) max(0, x - t_k) = c_0 + sum_{k=0}^m s_k l_k(x)  on [t_0, t_{m+1}]
                                                                       Deep-learning exam of 5 Feb 2018, 1.4 (ii)

For any number m of units, knots t_0 < ... < t_{m+1} and slopes s_0, ..., s_m.  The length of [t_k, t_{k+1}] that lies left of x
is l_k(x) = max(0, x - t_k) - max(0, x - t_{k+1}), so that the right side starts at c_0 and has the slope s_k between t_k and
t_{k+1}.  By induction on m; right of its last knot, a network goes on with its last slope.  With c_0 = y_0 and
s_k = (y_{k+1} - y_k) / (t_{k+1} - t_k) it passes through the values y_k.  As every continuous function on an interval is
approximated by such interpolants, it is approximated by such networks.
"""

from sympy import Expr, Function, Sum, Symbol

from derivations.notation import relu
from verify.claim import AtLeast, AtMost, Below, Claim, Equal, Measurement, induction

m, k = Symbol("m", integer=True, nonnegative=True), Symbol("k", integer=True)
x, c0 = Symbol("x", real=True), Symbol("c_0", real=True)
s, t, y = (Function(name, real=True) for name in "sty")


def unit(k: Expr) -> Expr:
    """max(0, x - t_k)"""
    return relu(x - t(k))


def covered(k: Expr) -> Expr:
    """l_k(x) = max(0, x - t_k) - max(0, x - t_{k+1})"""
    return unit(k) - unit(k + 1)


def jump(k: Expr) -> Expr:
    """s_k - s_{k-1}"""
    return s(k) - s(k - 1)


def network(coefficient, unit) -> Expr:
    """c_0 + s_0 (x - t_0) + sum_{k=1}^m coefficient(k) unit(k)"""
    return c0 + s(0) * (x - t(0)) + Sum(coefficient(k) * unit(k), (k, 1, m))


def numbers(rng):
    """A network with drawn knots and slopes beside NumPy's interpolation of its values at the knots."""
    import numpy as np

    knots, slopes, start = np.sort(rng.normal(size=12)), rng.normal(size=11), rng.normal()
    values = np.concatenate(([start], start + np.cumsum(slopes * np.diff(knots))))
    points = rng.uniform(knots[0], knots[-1], size=1000)
    units = np.maximum(points[:, None] - knots[1:-1], 0)
    output = start + slopes[0] * (points - knots[0]) + units @ np.diff(slopes)
    error = float(np.abs(output - np.interp(points, knots, values)).max())
    return [Measurement("largest difference from the interpolant", 0.0, error, 1e-10)]


interpolant = c0 + Sum(s(k) * covered(k), (k, 0, m))
extended = interpolant + s(m) * unit(m + 1)

claim = Claim(
    parts={
        "from the first knot on": Claim(
            statement=Equal(network(jump, unit), extended),
            assuming=(AtLeast(x, t(0)),),
            proof=induction(m),
            mistakes={
                "the slopes in place of their jumps": Equal(network(s, unit), extended),
                "the units look to the left": Equal(network(jump, lambda k: relu(t(k) - x)), extended),
                "the jump at the next knot": Equal(network(lambda k: s(k + 1) - s(k), unit), extended),
            },
        ),
        "up to the last knot nothing is added": Claim(
            statement=Equal(extended, interpolant),
            assuming=(AtMost(x, t(m + 1)),),
        ),
        "the values at the knots": Claim(
            statement=Equal(y(0) + Sum(y(k + 1) - y(k), (k, 0, m)), y(m + 1)),
            proof=induction(m),
        ),
        "left of a piece": Claim(
            statement=Equal(covered(k), 0),
            assuming=(Below(t(k), t(k + 1)), AtMost(x, t(k))),
        ),
        "on a piece": Claim(
            statement=Equal(covered(k), x - t(k)),
            assuming=(Below(t(k), t(k + 1)), AtLeast(x, t(k)), AtMost(x, t(k + 1))),
        ),
        "right of a piece": Claim(
            statement=Equal(covered(k), t(k + 1) - t(k)),
            assuming=(Below(t(k), t(k + 1)), AtLeast(x, t(k + 1))),
        ),
    },
    numbers=numbers,
)
