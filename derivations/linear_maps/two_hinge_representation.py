"""Every continuous piecewise linear function is a signed sum of k-hinges with k <= n + 1; on R, of 2-hinges.

f(x) = c_0 + s_0 x + sum_{k=1}^m (+-1) max(0, a_k (x - t_k)),  a_k >= 0        Deep-learning exam of 5 Feb 2018, 1.5 (i)

A k-hinge is a maximum of k affine functions.  For n = 1 and knots t_1 < ... < t_m, by induction on m: without a knot f is
affine.  With one more knot t, let g be f left of t, going on with its slope s, and s' the slope of f right of t: then f - g is 0
left of t and (s' - s)(x - t) right of it, which is a hinge with the sign of s' - s.  For n > 1 the theorem is cited.
"""

from sympy import Abs, Function, Piecewise, Sum, Symbol, sign

from derivations.notation import relu
from verify.claim import Claim, Equal, Measurement, calc, cases, induction

m, k = Symbol("m", integer=True, nonnegative=True), Symbol("k", integer=True)
x, t, c0, s0, s, s_next = (Symbol(name, real=True) for name in ("x", "t", "c_0", "s_0", "s", "s_next"))
f, g, jump, knot = (Function(name, real=True) for name in ("f", "g", "d", "tau"))


def hinge(change, at):
    """max(0, |change| (x - at)), with the sign of the change of slope"""
    return sign(change) * relu(Abs(change) * (x - at))


def numbers(rng):
    """A drawn piecewise linear function beside the sum of its hinges."""
    import numpy as np

    knots, slopes = np.sort(rng.normal(size=8)), rng.normal(size=9)
    points = rng.uniform(-4, 4, size=1000)
    # The integral of the slope, piece by piece, from 0 to the point.
    ends = np.concatenate(([-np.inf], knots, [np.inf]))
    covered = np.clip(points[:, None], ends[:-1], ends[1:]) - np.clip(0.0, ends[:-1], ends[1:])
    changes = np.diff(slopes)
    hinges = np.sign(changes) * np.maximum(np.abs(changes) * (points[:, None] - knots), 0)
    at_zero = np.sign(changes) * np.maximum(np.abs(changes) * -knots, 0)
    error = covered @ slopes - (slopes[0] * points + hinges.sum(axis=1) - at_zero.sum())
    return [Measurement("largest difference", 0.0, float(np.abs(error).max()), 1e-10)]


claim = Claim(
    parts={
        "right of one more knot": Claim(
            statement=Equal(f(x), g(x) + (s_next - s) * (x - t)),
            assuming=(Equal(f(x), f(t) + s_next * (x - t)), Equal(g(x), g(t) + s * (x - t)), Equal(f(t), g(t))),
            proof=calc(f(x))
            .eq(f(t) + s_next * (x - t), by="f has the slope s' right of t")
            .eq(g(t) + s * (x - t) + (s_next - s) * (x - t), by="f is continuous at t: f(t) = g(t)")
            .eq(g(x) + (s_next - s) * (x - t), by="g goes on with the slope s"),
        ),
        "one more knot is one more hinge": Claim(
            statement=Equal(Piecewise((g(x), x <= t), (g(x) + (s_next - s) * (x - t), True)), g(x) + hinge(s_next - s, t)),
            proof=cases((x <= t, None), (x > t, None)),
            mistakes={
                "the sign is lost": g(x) + relu(Abs(s_next - s) * (x - t)),
                "the slope of the piece and not its change": g(x) + hinge(s_next, t),
                "the hinge opens to the left": g(x) + sign(s_next - s) * relu(Abs(s_next - s) * (t - x)),
            },
        ),
        "any number of knots": Claim(
            statement=Equal(
                c0 + s0 * x + Sum(jump(k) * relu(x - knot(k)), (k, 1, m)),
                c0 + s0 * x + Sum(hinge(jump(k), knot(k)), (k, 1, m)),
            ),
            proof=induction(m),
        ),
    },
    scope="n = 1, any number of knots",
    cited={"for n > 1, k-hinges with k <= n + 1 suffice": "Wang and Sun, 2005, Generalization of hinging hyperplanes"},
    numbers=numbers,
)
