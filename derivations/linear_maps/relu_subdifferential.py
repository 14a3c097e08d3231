"""The subdifferential of a rectified linear unit.

f(x) = max(0, w^T x + b):  {0} where w^T x + b < 0, {w} where > 0, {t w : 0 <= t <= 1} where = 0
                                                                       Deep-learning exam of 5 Feb 2018, 1.4 (i)

For x, w in R^n, w != 0.  v is a subgradient at x if f(y) - f(x) >= v^T (y - x) for every y.  One inclusion is that inequality
for the vectors of the set; for the other, a vector outside of the set is written as v = t w + u with w^T u = 0, and a y is named
that breaks the inequality.
"""

from sympy import Expr, MatrixExpr, MatrixSymbol, Max, Symbol

from verify.claim import Above, AtLeast, Below, Claim, Equal
from verify.read.vocabulary import Inner, Norm2Squared

n = Symbol("n", integer=True, positive=True)
b, t = Symbol("b", real=True), Symbol("t", real=True)
u, w, x, y = (MatrixSymbol(name, n, 1) for name in "uwxy")


def activation(point: MatrixExpr) -> Expr:
    """w^T x + b"""
    return Inner(w, point) + b


def f(point: MatrixExpr) -> Expr:
    """max(0, w^T x + b)"""
    return Max(0, activation(point))


def broken_at(v: MatrixExpr, step: MatrixExpr):
    """v is no subgradient at x, as y = x + step shows: f(y) - f(x) < v^T step."""
    return Below(f(x + step) - f(x), Inner(v, step))


def holds(v: MatrixExpr):
    """The subgradient inequality of v at x, for every y."""
    return AtLeast(f(y) - f(x), Inner(v, y - x))


nonzero = Above(Norm2Squared(w), 0)
at_the_kink = Equal(activation(x), 0)
orthogonal = Equal(Inner(w, u), 0)

claim = Claim(
    assuming=(nonzero,),
    parts={
        "inactive: 0 is a subgradient": Claim(statement=holds(0 * w), assuming=(Below(activation(x), 0),)),
        "active: w is a subgradient": Claim(statement=holds(w), assuming=(Above(activation(x), 0),)),
        "kink: every t w with 0 <= t <= 1 is a subgradient": Claim(
            statement=holds(t * w),
            assuming=(at_the_kink,),
            symbols={"t": "in [0, 1]"},
            mistakes={"t from -1 to 1": AtLeast(f(y) - f(x), -Inner(w, y - x))},
        ),
        "kink: no u outside of the line of w": Claim(
            statement=broken_at(t * w + u, u),
            assuming=(at_the_kink, orthogonal, Above(Norm2Squared(u), 0)),
        ),
        "kink: no t above 1": Claim(
            statement=broken_at(t * w, w),
            assuming=(at_the_kink, Above(t, 1)),
            mistakes={"only w at the kink": Below(f(x + w) - f(x), Inner(t * w, w) - Norm2Squared(w) * (t - 1))},
        ),
        "kink: no t below 0": Claim(
            statement=broken_at(t * w, -w),
            assuming=(at_the_kink, Below(t, 0)),
        ),
        "kink: more than the two ends 0 and w": Claim(
            statement=holds(w / 2),
            assuming=(at_the_kink,),
            mistakes={"only 0 and w at the kink": Below(f(y) - f(x), Inner(w / 2, y - x))},
        ),
    },
)
