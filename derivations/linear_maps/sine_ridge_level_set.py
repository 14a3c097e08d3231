"""The level set of a sine of an affine map is a family of parallel hyperplanes.

{x : sin(w^T x + b) = 1} = {x : w^T x + b = pi/2 + 2 pi k for an integer k}        Deep-learning exam of 5 Feb 2018, 1.3 (iii)

For x, w in R^n, any n, w != 0.  Every number w^T x + b is pi/2 + 2 pi k + r with an integer k and 0 <= r < 2 pi.  Sine has the
period 2 pi, by induction upwards and downwards, so that sin(w^T x + b) = sin(pi/2 + r) = cos r.  This is 1 at r = 0, and less
for 0 < r < 2 pi: cos r <= 1 - r^2/2 + r^4/24 < 1 up to pi, and cos r = cos(2 pi - r) from there on.
"""

from sympy import MatrixSymbol, Symbol, pi

from verify.claim import Above, Claim, Equal, Measurement, calc, induction
from verify.read.vocabulary import Inner, Norm2Squared

n = Symbol("n", integer=True, positive=True)
b, c = Symbol("b", real=True), Symbol("c", real=True)
v, w, x = (MatrixSymbol(name, n, 1) for name in "vwx")


def height(point):
    """w^T x + b"""
    return Inner(w, point) + b


def numbers(rng):
    """The sine at drawn points of drawn hyperplanes, and the places between them at which it is greatest."""
    import numpy as np

    weights, bias = rng.normal(size=3), rng.normal()
    points, levels = rng.normal(size=(200, 3)), np.pi / 2 + 2 * np.pi * rng.integers(-5, 6, size=200)
    points += ((levels - bias - points @ weights) / (weights @ weights))[:, None] * weights
    lowest = float(np.sin(points @ weights + bias).min())
    between = np.pi / 2 + np.linspace(0.01, 2 * np.pi - 0.01, 1001)
    return [
        Measurement("least value on the hyperplanes", 1.0, lowest, 1e-9),
        Measurement("greatest value half a hundredth away", float(np.cos(0.01)), float(np.sin(between).max()), 1e-9),
    ]


# Formulas with k are typed text: SymPy would evaluate sin(pi/2 + 2 pi k) while it is written.
claim = Claim(
    parts={
        "the period, upwards": Claim(
            statement="sin(s + 2 pi k) = sin(s)",
            symbols={"k": "integer >= 0"},
            proof=induction(
                "k",
                step=calc("sin(s + 2 pi (k + 1))")
                .eq("sin((s + 2 pi k) + 2 pi)", by="one more period")
                .eq("sin(s + 2 pi k)", by="sin(t + 2 pi) = sin t")
                .eq("sin(s)", by="the hypothesis of the induction"),
            ),
            mistakes={"the period pi": "sin(s + pi k) = sin(s)"},
        ),
        "the period, downwards": Claim(
            statement="sin(s - 2 pi k) = sin(s)",
            symbols={"k": "integer >= 0"},
            proof=induction("k"),
        ),
        "on the hyperplanes": Claim(
            statement="sin(pi/2 + 2 pi k) = 1",
            symbols={"k": "integer >= 0"},
            proof=induction("k"),
            mistakes={
                "w^T x + b = pi/2 + pi k": "sin(pi/2 + pi k) = 1",
                "w^T x + b = pi k": "sin(pi k) = 1",
            },
        ),
        "sin(pi/2 + r) = cos r": Claim(statement="sin(pi/2 + r) = cos(r)"),
        "less in the first half, and up to 17/5 > pi": Claim(
            statement="cos(r) < 1",
            symbols={"r": "in (0, 17/5)"},
            proof=calc("cos(r)").le("1 - r^2/2 + r^4/24", by="Taylor's formula").lt("1", by="r^2 < 12"),
        ),
        "and in the second, as in the first": Claim(
            statement="cos(r) = cos(2 pi - r) and 0 < 2 pi - r and 2 pi - r < pi",
            assuming=("pi < r", "r < 2 pi"),
        ),
        "one for each k": Claim(
            statement="pi/2 + 2 pi k < pi/2 + 2 pi (k + 1)",
            symbols={"k": "integer"},
            mistakes={"w^T x + b = pi/2 only": "pi/2 + 2 pi k = pi/2"},
        ),
        "no hyperplane is empty": Claim(
            statement=Equal(height(((c - b) / Norm2Squared(w)) * w), c),
            assuming=(Above(Norm2Squared(w), 0),),
        ),
        "parallel: w is orthogonal to each": Claim(
            statement=Equal(height(x + v), height(x)),
            assuming=(Equal(Inner(w, v), 0),),
        ),
        "the next one is 2 pi/|w| away": Claim(
            statement=Equal(height(x + (2 * pi / Norm2Squared(w)) * w), height(x) + 2 * pi),
            assuming=(Above(Norm2Squared(w), 0),),
        ),
    },
    numbers=numbers,
)
