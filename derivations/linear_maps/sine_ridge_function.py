"""A sine of an affine map is a ridge function: it is constant in every direction orthogonal to its weights.

f(x) = sin(w^T x + b):  f(x + v) = f(x) where w^T v = 0,  f(x) = g(w^T x)        Deep-learning exam of 5 Feb 2018, 1.3 (i)

For x, v, w in R^n, any n, w != 0.  That f is a function g of w^T x alone means that it cannot tell apart two points x and y with
w^T x = w^T y; g(s) = f(s w / |w|^2) reads it off the line of w, and is sin(s + b).
"""

from sympy import Eq, Expr, Implies, MatrixExpr, MatrixSymbol, Symbol, sin

from verify.claim import Above, Claim, Equal, calc
from verify.read.vocabulary import Inner, Norm2Squared

n = Symbol("n", integer=True, positive=True)
b, s = Symbol("b", real=True), Symbol("s", real=True)
v, w, x, y = (MatrixSymbol(name, n, 1) for name in "vwxy")


def f(point: MatrixExpr) -> Expr:
    """sin(w^T x + b)"""
    return sin(Inner(w, point) + b)


def g(s: Expr) -> Expr:
    """f at the point of the line of w at which w^T x = s"""
    return f((s / Norm2Squared(w)) * w)


claim = Claim(
    assuming=(Above(Norm2Squared(w), 0),),
    parts={
        "constant where w^T v = 0": Claim(
            statement=Implies(Eq(Inner(w, v), 0), Eq(f(x + v), f(x))),
            mistakes={
                "constant in every direction": Equal(f(x + v), f(x)),
                "constant along w": Equal(f(x + w), f(x)),
            },
        ),
        "a function of w^T x": Claim(
            statement=Equal(f(x), g(Inner(w, x))),
            proof=calc(f(x))
            .eq(sin(Inner(w, x) + b), by="definition of f")
            .eq(g(Inner(w, x)), by="w^T (s/|w|^2) w = s at s = w^T x"),
            mistakes={"the line is not normalized": f(Inner(w, x) * w)},
        ),
        "which is a sine": Claim(statement=Equal(g(s), sin(s + b)), mistakes={"the bias is lost": sin(s)}),
        "so it cannot tell apart points with one w^T x": Claim(
            statement=Implies(Eq(Inner(w, x), Inner(w, y)), Eq(f(x), f(y))),
        ),
    },
)
