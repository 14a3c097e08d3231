"""The log-density of a chain of invertible transformations.

ln q_K(z_K) = ln q_0(z_0) - sum_{k=1}^{K} ln |det df_k/dz_{k-1}|        Homework 2, 2 (b)

For any K and dimension d.  One step is the change of variables q_k(z_k) = q_{k-1}(z_{k-1}) / |det df_k/dz_{k-1}|; its Jacobian
is invertible.  D(k) > 0 stands for |det df_k/dz_{k-1}|, and Q for the density q_K(z_K).
"""

from sympy import Determinant, Function, MatrixSymbol, Product, Sum, Symbol, log

from verify.claim import Claim, Equal, Measurement, calc, induction

K, k = Symbol("K", integer=True, nonnegative=True), Symbol("k", integer=True)
d = Symbol("d", integer=True, positive=True)
q0, Q = Symbol("q_0", positive=True), Symbol("Q", positive=True)
D = Function("D", positive=True)
J1, J2 = MatrixSymbol("J_1", d, d), MatrixSymbol("J_2", d, d)

flow = log(q0) - Sum(log(D(k)), (k, 1, K))
next_flow = log(q0) - Sum(log(D(k)), (k, 1, K + 1))


def numbers(rng):
    """The density of an affine flow of three steps at one point, beside that of the Gaussian which it makes."""
    import numpy as np

    matrices, point = rng.normal(size=(3, 2, 2)), rng.normal(size=2)
    log_density = -point @ point / 2 - np.log(2 * np.pi) - sum(np.log(abs(np.linalg.det(matrix))) for matrix in matrices)
    whole = matrices[2] @ matrices[1] @ matrices[0]
    image, covariance = whole @ point, whole @ whole.T
    exact = -image @ np.linalg.solve(covariance, image) / 2 - np.log(2 * np.pi) - np.log(np.linalg.det(covariance)) / 2
    return [Measurement("ln q_3(z_3)", float(exact), float(log_density), 1e-9)]


claim = Claim(
    parts={
        "no transformation": Claim(statement=Equal(log(q0), log(q0) - Sum(log(D(k)), (k, 1, 0)))),
        "one more transformation": Claim(
            statement=Equal(log(Q / D(K + 1)), next_flow),
            assuming=(Equal(log(Q), flow),),
            proof=calc(log(Q / D(K + 1)))
            .eq(log(Q) - log(D(K + 1)), by="the logarithm of a quotient")
            .eq(flow - log(D(K + 1)), by="the formula for K transformations")
            .eq(next_flow, by="one more term of the sum"),
            mistakes={
                "the volume is multiplied": log(q0) + Sum(log(D(k)), (k, 1, K + 1)),
            },
        ),
        "all together": Claim(
            statement=Equal(log(q0 / Product(D(k), (k, 1, K))), flow),
            proof=induction(K),
            mistakes={
                "the logarithms are added": log(q0) + Sum(log(D(k)), (k, 1, K)),
                "the steps are counted from 0": log(q0) - Sum(log(D(k)), (k, 0, K)),
                "the sum is not taken of logarithms": log(q0) - Sum(D(k), (k, 1, K)),
            },
        ),
        "the determinant of two transformations": Claim(
            statement=Equal(Determinant(J2 * J1), Determinant(J2) * Determinant(J1)),
            mistakes={"the determinants are added": Determinant(J2) + Determinant(J1)},
        ),
    },
    numbers=numbers,
)
