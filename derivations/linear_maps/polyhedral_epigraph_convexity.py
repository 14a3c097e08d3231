"""A function whose epigraph is polyhedral is convex.

{(x, y) : f(x) <= y} = {(x, y) : a_i^T x + c_i y <= b_i for every i}:  f(t u + (1 - t) v) <= t f(u) + (1 - t) f(v)
                                                                       Deep-learning exam of 5 Feb 2018, 1.5 (iv)

For any number of half-spaces, u, v in R^n, any n, 0 <= t <= 1.  The points (u, f(u)) and (v, f(v)) lie in the epigraph, so in
every half-space, and with them the whole chord between them.  If f were greater than the chord at m = t u + (1 - t) v, the
point of the chord at m would not lie in the epigraph, and one of the half-spaces (a, b, c without an index) would exclude it.
"""

from sympy import Expr, MatrixExpr, MatrixSymbol, Max, Or, Symbol

from verify.claim import AtLeast, AtMost, Claim, Convex, Measurement, calc
from verify.read.vocabulary import Inner

n = Symbol("n", integer=True, positive=True)
b, c, t = Symbol("b", real=True), Symbol("c", real=True), Symbol("t", real=True)
a, d, u, v = (MatrixSymbol(name, n, 1) for name in "aduv")
f_u, f_v, f_m = (Symbol(name, real=True) for name in ("f_u", "f_v", "f_m"))

m = t * u + (1 - t) * v
chord = t * f_u + (1 - t) * f_v


def side(x: MatrixExpr, y: Expr) -> Expr:
    """a^T x + c y"""
    return Inner(a, x) + c * y


def numbers(rng):
    """The greatest excess over their chords of f(x) = max_i (a_i^T x + b_i), at drawn points."""
    slopes, offsets = rng.normal(size=(6, 3)), rng.normal(size=6)
    value = lambda x: (x @ slopes.T + offsets).max(axis=-1)  # noqa: E731
    first, second, weight = rng.normal(size=(2000, 3)), rng.normal(size=(2000, 3)), rng.uniform(size=2000)
    middle = weight[:, None] * first + (1 - weight)[:, None] * second
    excess = value(middle) - weight * value(first) - (1 - weight) * value(second)
    return [Measurement("greatest excess over a chord", 0.0, max(0.0, float(excess.max())), 1e-12)]


claim = Claim(
    symbols={"t": "in [0, 1]"},
    parts={
        "a half-space holds the chord between two of its points": Claim(
            statement=AtMost(side(m, chord), b),
            assuming=(AtMost(side(u, f_u), b), AtMost(side(v, f_v), b)),
            proof=calc(side(m, chord))
            .eq(t * side(u, f_u) + (1 - t) * side(v, f_v), by="the left side is linear in (x, y)")
            .le(t * b + (1 - t) * b, by="both points lie in the half-space, and 0 <= t <= 1")
            .eq(b, by="t + (1 - t) = 1"),
            mistakes={"it leaves the half-space": AtLeast(side(m, chord), b)},
        ),
        "f is at most its chord": Claim(
            statement=AtMost(f_m, chord),
            # No half-space excludes the point of the chord, as was just shown; so f_m is not above it.
            assuming=(AtMost(side(m, chord), b), Or(f_m <= chord, side(m, chord) > b)),
            mistakes={"f is at least its chord": AtLeast(f_m, chord)},
        ),
        "such as the maximum of two affine functions": Claim(
            statement=Convex(Max(Inner(a, u) + b, Inner(d, u) + c), over=u),
        ),
    },
    numbers=numbers,
)
