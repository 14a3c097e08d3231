"""Every continuous piecewise linear function is the difference of two maxout units.

f = max_i p_i - max_j q_j,  with affine p_i and q_j        Deep-learning exam of 5 Feb 2018, 1.5 (v)

For n = 1 and any number of knots, by induction: an affine function is a maximum of one.  One more knot t, at which the slope
changes by d, adds d max(0, x - t) to P - Q, where P = max_i p_i and Q = max_j q_j.  If d >= 0 it joins P, and
P + max(0, h) = max(P, P + h) with h = d (x - t) is the maximum of all p_i and p_i + h, as h may be added to each piece; if d < 0,
its opposite joins Q in the same way.  For n > 1 the theorem is cited.
"""

from sympy import Max, Symbol

from derivations.notation import relu
from verify.claim import AtLeast, Below, Claim, Equal, Measurement, calc

x, t, d, h, p, P, Q = (Symbol(name, real=True) for name in "xtdhpPQ")
K = d * (x - t)


def numbers(rng):
    """The two maxout units of a drawn function, built knot by knot, beside the function."""
    import numpy as np

    points, at_knots, changes = rng.uniform(-3, 3, size=500), np.sort(rng.normal(size=6)), rng.normal(size=6)
    first = np.array([0.3 - 0.8 * points])  # the pieces of P and of Q, at each of the points
    second = np.zeros((1, 500))
    for at, change in zip(at_knots, changes, strict=True):
        step = abs(change) * (points - at)
        if change >= 0:
            first = np.concatenate((first, first + step))
        else:
            second = np.concatenate((second, second + step))
    wanted = 0.3 - 0.8 * points + np.maximum(points[:, None] - at_knots, 0) @ changes
    error = float(np.abs(first.max(axis=0) - second.max(axis=0) - wanted).max())
    return [Measurement("largest difference", 0.0, error, 1e-10)]


claim = Claim(
    parts={
        "the slope grows": Claim(
            statement=Equal(P - Q + d * relu(x - t), Max(P, P + K) - Q),
            assuming=(AtLeast(d, 0),),
            proof=calc(P - Q + d * relu(x - t))
            .eq(P + relu(K) - Q, by="d >= 0 goes into the maximum")
            .eq(Max(P, P + K) - Q, by="P goes into the maximum"),
            mistakes={"it joins the other unit": P - Max(Q, Q + K), "P is left out of one piece": Max(P, K) - Q},
        ),
        "the slope falls": Claim(
            statement=Equal(P - Q + d * relu(x - t), P - Max(Q, Q - K)),
            assuming=(Below(d, 0),),
            proof=calc(P - Q + d * relu(x - t))
            .eq(P - (Q + relu(-K)), by="-d > 0 goes into the maximum")
            .eq(P - Max(Q, Q - K), by="Q goes into the maximum"),
            mistakes={"it joins P": Max(P, P + K) - Q},
        ),
        "one more piece p of P": Claim(
            statement=Equal(Max(P, p) + h, Max(P + h, p + h)),
            mistakes={"h is added to one piece": Max(P, p + h)},
        ),
    },
    scope="n = 1, any number of knots",
    cited={
        "for n > 1, every continuous piecewise linear function is such a difference": (
            "Goodfellow et al., 2013, Maxout networks, Proposition 4.1 (from Wang, 2004)"
        )
    },
    numbers=numbers,
)
