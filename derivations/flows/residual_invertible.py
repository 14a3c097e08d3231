"""A residual function whose slope stays above -1 is invertible.

g(z) = z + f(z):  df/dz > -1 everywhere implies that g is strictly increasing, hence injective
                                                                       Homework on generative models, 5.3

For continuously differentiable f.  With s = 1 + df/dz > 0 and z < y, f(y) = f(z) + integral_z^y (s(t) - 1) dt by the
fundamental theorem of calculus, and g(y) - g(z) = integral_z^y s(t) dt > 0.  With df/dz >= -1 only, g may be
constant: f(z) = -z.
"""

from sympy import Function, Integral, Symbol

from verify.claim import Above, Below, Claim, Equal, Increasing, Measurement, NotEqual, calc

z, y, t = Symbol("z", real=True), Symbol("y", real=True), Symbol("t", real=True)
start, slope = Symbol("f_z", real=True), Symbol("c")
s = Function("s", positive=True)

end = start + Integral(s(t) - 1, (t, z, y))  # f(y)
rise = Integral(s(t), (t, z, y))


def numbers(rng):
    """The least step of z + f(z) on a grid, for f(z) = -0.9 sin(z + c), beside the bound 0.1 on its slope."""
    import numpy as np

    grid = np.linspace(-10, 10, 4001)
    least = np.diff(grid - 0.9 * np.sin(grid + rng.normal())).min() / (grid[1] - grid[0])
    return [Measurement("least slope of g", 0.1, float(least), 1e-3)]


claim = Claim(
    assuming=(Below(z, y),),
    parts={
        "the rise of g": Claim(
            statement=Equal((y + end) - (z + start), rise),
            mistakes={"the slope of f alone": Integral(s(t) - 1, (t, z, y))},
        ),
        "is positive": Claim(statement=Above(rise, 0)),
        "g is strictly increasing": Claim(
            statement=Below(z + start, y + end),
            proof=calc(z + start).lt(z + start + rise, by="the rise is positive").eq(y + end, by="the rise of g"),
            symbols={"c": "in [0, 1]"},
            mistakes={
                "df/dz >= -1 is enough, for f(z) = -c z with 0 <= c <= 1": Increasing(z - slope * z, over=z),
            },
        ),
        "g is injective": Claim(
            statement=NotEqual(z + start, y + end),
            proof=calc(z + start).lt(z + start + rise, by="the rise is positive").eq(y + end, by="the rise of g"),
        ),
    },
    numbers=numbers,
)
