"""A standard Gaussian after an invertible affine map.

z_0 ~ N(0, I_K),  g(z_0) = mu + S z_0:  g(z_0) ~ N(mu, S S^T)        Homework on generative models, 2.3

For any K and S nonsingular.  The change of variables says q(y) = q_0(z_0) / |det S| with z_0 = S^-1 (y - mu).  Its exponent is
z_0^T z_0 = (y - mu)^T (S S^T)^-1 (y - mu), and |det S| = sqrt(det(S S^T)).  In the last part Q_0 and Q are the two exponents, D
is det S and C is det(S S^T).
"""

from sympy import Abs, Determinant, MatrixSymbol, Symbol, exp, pi, sqrt

from verify.claim import Claim, Equal, Measurement, NotEqual, calc
from verify.read.vocabulary import AsScalar, Inner

K = Symbol("K", integer=True, positive=True)
mu, y, S = MatrixSymbol("mu", K, 1), MatrixSymbol("y", K, 1), MatrixSymbol("S", K, K)

Q0, Q, D, C = (Symbol(name, real=True) for name in ("Q_0", "Q", "D", "C"))

source = S.I * (y - mu)


def exponent(covariance):
    """(y - mu)^T covariance^-1 (y - mu)"""
    return AsScalar((y - mu).T * covariance.I * (y - mu))


def gaussian(distance, volume):
    """(2 pi)^(-K/2) exp(-distance/2) / volume"""
    return exp(-distance / 2) / ((2 * pi) ** (K / 2) * volume)


pushed = gaussian(Inner(source, source), Abs(Determinant(S)))


def numbers(rng):
    """The density that the change of variables gives at a drawn point, beside that of N(mu, S S^T)."""
    import numpy as np

    factor, shift, point = rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3)
    start, covariance = np.linalg.solve(factor, point - shift), factor @ factor.T
    moved = np.exp(-start @ start / 2) / (2 * np.pi) ** 1.5 / abs(np.linalg.det(factor))
    distance = (point - shift) @ np.linalg.solve(covariance, point - shift)
    density = np.exp(-distance / 2) / np.sqrt((2 * np.pi) ** 3 * np.linalg.det(covariance))
    return [Measurement("q(y)", float(density), float(moved), 1e-9 * float(density))]


claim = Claim(
    symbols={"S": "invertible matrix K"},
    parts={
        "the inverse": Claim(statement=Equal(mu + S * source, y)),
        "the exponent": Claim(
            statement=Equal(Inner(source, source), exponent(S * S.T)),
            proof=calc(Inner(source, source))
            .eq(AsScalar((y - mu).T * S.I.T * S.I * (y - mu)), by="(A x)^T (A x) = x^T A^T A x")
            .eq(exponent(S * S.T), by="(S S^T)^-1 = S^-T S^-1"),
            mistakes={
                "S^T S in place of S S^T": exponent(S.T * S),
                "S in place of S S^T": exponent(S),
            },
        ),
        "the determinant of the covariance": Claim(
            statement=Equal(Determinant(S * S.T), Determinant(S) ** 2),
            mistakes={"det S alone": Determinant(S)},
        ),
        "the density": Claim(
            statement=Equal(gaussian(Q0, Abs(D)), gaussian(Q, sqrt(C))),
            assuming=(Equal(Q0, Q), Equal(C, D**2), NotEqual(D, 0)),
            proof=calc(gaussian(Q0, Abs(D)))
            .eq(gaussian(Q0, sqrt(D**2)), by="|det S| = sqrt(det(S)^2)")
            .eq(gaussian(Q, sqrt(C)), by="the exponent and the determinant of the covariance"),
            mistakes={
                "N(mu, S^T S)": Equal(pushed, gaussian(exponent(S.T * S), sqrt(Determinant(S.T * S)))),
                "N(mu, S)": Equal(pushed, gaussian(exponent(S), sqrt(Determinant(S)))),
                "the volume is multiplied": gaussian(Q, 1 / sqrt(C)),
            },
        ),
    },
    numbers=numbers,
)
