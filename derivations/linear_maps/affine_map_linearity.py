"""An affine map with a bias is not linear.

f(x) = w^T x + b:  f(x + y) - f(x) - f(y) = -b,  f(c x) - c f(x) = (1 - c) b        Deep-learning exam of 5 Feb 2018, 1.2

For w, x, y in R^n, any n.  So f is additive if and only if b = 0, and homogeneous if and only if b = 0.
"""

from sympy import Expr, MatrixExpr, MatrixSymbol, Symbol

from verify.claim import Claim, Equal, Equivalent, calc
from verify.read.vocabulary import Inner

n = Symbol("n", integer=True, positive=True)
b, c = Symbol("b", real=True), Symbol("c", real=True)
w, x, y = MatrixSymbol("w", n, 1), MatrixSymbol("x", n, 1), MatrixSymbol("y", n, 1)


def f(point: MatrixExpr) -> Expr:
    """w^T x + b"""
    return Inner(w, point) + b


claim = Claim(
    parts={
        "additivity": Claim(
            statement=Equal(f(x + y) - f(x) - f(y), -b),
            proof=calc(f(x + y) - f(x) - f(y))
            .eq(Inner(w, x) + Inner(w, y) + b - f(x) - f(y), by="the inner product is additive")
            .eq(-b, by="definition of f"),
            mistakes={
                "f is taken to be additive": Equal(f(x + y), f(x) + f(y)),
                "the sign of the bias": b,
            },
        ),
        "homogeneity": Claim(
            statement=Equal(f(c * x) - c * f(x), (1 - c) * b),
            mistakes={"f is taken to be homogeneous": Equal(f(c * x), c * f(x))},
        ),
        "additive exactly without a bias": Claim(statement=Equivalent(Equal(f(x + y), f(x) + f(y)), Equal(b, 0))),
        "homogeneous exactly without a bias": Claim(
            statement=Equivalent(Equal(f(2 * x), 2 * f(x)), Equal(b, 0)),
        ),
    },
)
