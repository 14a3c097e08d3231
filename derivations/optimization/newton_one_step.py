"""Newton's method minimizes a quadratic in one step; gradient descent does so from every start only if H is a multiple of I.

theta - H^{-1} grad R(theta) = theta*,   grad R(theta) = H (theta - theta*)        Deep-learning exam of 5 Feb 2018, 3.6

For theta in R^d, any d, R(theta) = (theta - theta*)^T H (theta - theta*)/2 and H positive definite.  The starts of gradient
descent are theta* + v for the columns v of an invertible matrix V, with V U = I: as it arrives from each of these at once,
V - eta H V = 0.
"""

from sympy import Expr, Identity, MatrixExpr, MatrixSymbol, Symbol, ZeroMatrix

from verify.claim import AtLeast, Claim, Equal, Measurement, calc
from verify.read.vocabulary import Gradient, Inner

d = Symbol("d", integer=True, positive=True)
eta = Symbol("eta", positive=True)
theta, optimum, v = (MatrixSymbol(name, d, 1) for name in ("theta", "theta_star", "v"))
H, V, U = (MatrixSymbol(name, d, d) for name in "HVU")
identity, nothing = Identity(d), ZeroMatrix(d, d)


def risk(point: MatrixExpr) -> Expr:
    """(point - theta*)^T H (point - theta*)/2"""
    return Inner(point - optimum, H * (point - optimum)) / 2


def gradient(point: MatrixExpr) -> MatrixExpr:
    """H (point - theta*)"""
    return H * (point - optimum)


def numbers(rng):
    """One step of each from a drawn start: Newton arrives, gradient descent does not."""
    import numpy as np

    root = rng.normal(size=(3, 3))
    hessian, best, start = root @ root.T + np.eye(3), rng.normal(size=3), rng.normal(size=3)
    slope = hessian @ (start - best)
    newton = start - np.linalg.solve(hessian, slope)
    descent = start - slope * (slope @ slope) / (slope @ hessian @ slope)
    return [
        Measurement("distance after Newton's step", 0.0, float(np.abs(newton - best).max()), 1e-10),
        Measurement("gradient descent with the best step arrives", 0.0, float(np.abs(descent - best).max() < 1e-3), 0.0),
    ]


claim = Claim(
    symbols={"H": "symmetric positive definite matrix d"},
    parts={
        "the minimum": Claim(
            statement=AtLeast(risk(optimum + v), risk(optimum)),
            proof=calc(risk(optimum + v))
            .eq(Inner(v, H * v) / 2, by="theta - theta* = v")
            .ge(0, by="H is positive definite")
            .eq(risk(optimum), by="R(theta*) = 0"),
        ),
        "the gradient": Claim(
            statement=Equal(Gradient(risk(theta), theta), gradient(theta)),
            mistakes={"with the factor 1/2": gradient(theta) / 2},
        ),
        "Newton's step": Claim(
            statement=Equal(theta - H.I * gradient(theta), optimum),
            proof=calc(theta - H.I * gradient(theta))
            .eq(theta - H.I * H * (theta - optimum), by="the gradient")
            .eq(theta - (theta - optimum), by="H^{-1} H = I")
            .eq(optimum, by="collect"),
            mistakes={
                "gradient descent arrives as well": Equal(theta - eta * gradient(theta), optimum),
                "half a step": Equal(theta - H.I * gradient(theta) / 2, optimum),
            },
        ),
        "gradient descent, if H is a multiple of I": Claim(
            statement=Equal(theta - eta * ((identity / eta) * (theta - optimum)), optimum),
        ),
        "gradient descent, only if H is a multiple of I": Claim(
            statement=Equal(eta * H, identity),
            assuming=(Equal(V - eta * (H * V), nothing), Equal(V * U, identity)),
            proof=calc(eta * H)
            .eq(eta * H * (V * U), by="V U = I")
            .eq((V - (V - eta * H * V)) * U, by="add and subtract V")
            .eq((V - nothing) * U, by="it arrives from theta* + v for every column v of V")
            .eq(identity, by="V U = I"),
            mistakes={"eta is upside down": eta**2 * identity},
        ),
    },
    numbers=numbers,
)
