"""At a global minimum the Hessian is positive semidefinite.

R(theta) = R(theta*) + (theta - theta*)^T H (theta - theta*)/2 >= R(theta*) in a ball:  u^T H u >= 0
                                                                       Deep-learning exam of 5 Feb 2018, 3.2 (i)

For theta in R^d, H symmetric, and an expansion that is exact for |theta - theta*| < epsilon.  Any direction u != 0 is shortened
to s u with s = epsilon/(2 |u|) > 0, which lies in the ball; were u^T H u < 0, the risk there would be less than R(theta*).
"""

from sympy import Expr, Matrix, MatrixExpr, MatrixSymbol, Symbol, diag

from verify.claim import Above, AtLeast, Below, Claim, Equal, calc
from verify.read.vocabulary import Inner, Norm2, Norm2Squared

d = Symbol("d", integer=True, positive=True)
epsilon = Symbol("epsilon", positive=True)
least = Symbol("R_star", real=True)
H = MatrixSymbol("H", d, d)
optimum, u = MatrixSymbol("theta_star", d, 1), MatrixSymbol("u", d, 1)
flat = Matrix([Symbol("u_1", real=True), Symbol("u_2", real=True)])

curvature = Inner(u, H * u)
s = Symbol("s", positive=True)
inside = optimum + s * u
shortened = epsilon / (2 * Norm2(u)) * u


def risk(theta: MatrixExpr) -> Expr:
    """R(theta*) + (theta - theta*)^T H (theta - theta*)/2"""
    return least + Inner(theta - optimum, H * (theta - optimum)) / 2


claim = Claim(
    symbols={"H": "symmetric matrix d"},
    parts={
        "theta* + s u lies in the ball": Claim(
            statement=Below(Norm2(optimum + shortened - optimum), epsilon),
            assuming=(Above(Norm2Squared(u), 0),),
            mistakes={"theta* + 2 s u does, too": Below(Norm2(2 * shortened), epsilon)},
        ),
        "its risk": Claim(
            statement=Equal(risk(inside) - least, s**2 / 2 * curvature),
            mistakes={"without the factor 1/2": s**2 * curvature},
        ),
        "a direction of negative curvature leads below the minimum": Claim(
            statement=Below(risk(inside), least),
            assuming=(Below(curvature, 0),),
            proof=calc(risk(inside))
            .eq(least + s**2 / 2 * curvature, by="the expansion at theta* + s u")
            .lt(least, by="s^2 > 0 and u^T H u < 0"),
        ),
        "so no curvature is negative": Claim(
            statement=AtLeast(curvature, 0),
            assuming=(AtLeast(risk(inside), least),),
        ),
        "it may be 0, as for H = diag(1, 0)": Claim(
            statement=AtLeast((flat.T * diag(1, 0) * flat)[0, 0], 0),
            assuming=(Above((flat.T * flat)[0, 0], 0),),
            mistakes={"H is positive definite": Above((flat.T * diag(1, 0) * flat)[0, 0], 0)},
        ),
    },
)
