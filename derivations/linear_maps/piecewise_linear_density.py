"""Every continuous function on [0, 1] is approximated uniformly by piecewise linear functions.

|f(x) - I_h(x)| <= omega(h)  for the interpolant I_h of f on a grid of width h        Deep-learning exam of 5 Feb 2018, 1.4 (iii)

omega is the modulus of continuity: |f(u) - f(v)| <= omega(h) for all u, v of [0, 1] with |u - v| <= h.  Between two knots,
at x = t + s h with 0 <= s <= 1, I_h(x) = (1 - s) f(t) + s f(t + h), so that the error is a weighted mean of p = f(x) - f(t) and
q = f(x) - f(t + h).  A continuous function on [0, 1] is uniformly continuous, which says that omega(h) tends to 0 with h, and
with it the error; for one with slopes of at most L, omega(h) <= L h.
"""

from sympy import Abs, Function, Symbol

from verify.claim import AtMost, Claim, Equal, Measurement, Tends, calc

t, s, p, q, omega = (Symbol(name, real=True) for name in ("t", "s", "p", "q", "omega"))
h, L = Symbol("h", positive=True), Symbol("L", positive=True)
f = Function("f", real=True)

x = t + s * h
interpolant = (1 - s) * f(t) + s * f(t + h)
mean = (1 - s) * p + s * q


def numbers(rng):
    """The error of the interpolant beside omega(h) of sqrt, whose slope is unbounded, and of a jagged function."""
    import numpy as np

    grid = np.linspace(0, 1, 1001)
    wave = rng.uniform(1, 9, size=3)
    functions = {"sqrt": np.sqrt(grid), "jagged": np.abs(np.sin(grid[:, None] * wave)).sum(axis=1)}
    found = []
    for name, values in functions.items():
        for width in (200, 50, 10):
            knots = grid[::width]
            gap = np.abs(values - np.interp(grid, knots, values[::width])).max()
            windows = np.lib.stride_tricks.sliding_window_view(values, width + 1)
            modulus = (windows.max(axis=1) - windows.min(axis=1)).max()
            found.append(Measurement(f"{name}: error above omega({width / 1000})", 0.0, float(max(0.0, gap - modulus)), 1e-12))
    return found


claim = Claim(
    symbols={"s": "in [0, 1]"},
    parts={
        "x is near to the left knot": Claim(statement=AtMost(Abs(x - t), h)),
        "x is near to the right knot": Claim(statement=AtMost(Abs(x - (t + h)), h)),
        "the error is a mean": Claim(
            statement=Equal(f(x) - interpolant, (1 - s) * (f(x) - f(t)) + s * (f(x) - f(t + h))),
            mistakes={"the weights are exchanged": s * (f(x) - f(t)) + (1 - s) * (f(x) - f(t + h))},
        ),
        "which is at most omega(h)": Claim(
            statement=AtMost(Abs(mean), omega),
            assuming=(AtMost(Abs(p), omega), AtMost(Abs(q), omega)),
            proof=calc(Abs(mean))
            .le(Abs((1 - s) * p) + Abs(s * q), by="the triangle inequality")
            .eq((1 - s) * Abs(p) + s * Abs(q), by="0 <= s <= 1")
            .le((1 - s) * omega + s * omega, by="both knots are at most h away from x")
            .eq(omega, by="(1 - s) + s = 1"),
            mistakes={"half of the modulus": omega / 2},
        ),
        "no error at the left knot": Claim(statement=Equal(interpolant, f(x)), assuming=(Equal(s, 0),)),
        "no error at the right knot": Claim(statement=Equal(interpolant, f(x)), assuming=(Equal(s, 1),)),
        "L h tends to 0": Claim(statement=Tends(L * h, h, 0, 0, side="+")),
    },
    numbers=numbers,
)
