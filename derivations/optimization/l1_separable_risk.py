"""With a diagonal Hessian the L1-regularized risk is a sum over the components.

R(theta*) + (theta-theta*)^T H (theta-theta*)/2 + alpha |theta|_1
    = R(theta*) + sum_i [lambda_i (theta_i - theta*_i)^2/2 + alpha |theta_i|]        Deep-learning exam of 5 Feb 2018, 3.3 (ii)

For any d, H = diag(lambda).  So every component can be minimized on its own.
"""

from sympy import Abs, DiagMatrix, MatrixSymbol, Sum, Symbol

from verify.claim import Claim, Equal, calc
from verify.read.vocabulary import Inner

d = Symbol("d", integer=True, positive=True)
i = Symbol("i", integer=True)
alpha, least = Symbol("alpha", positive=True), Symbol("R_star", real=True)
theta, optimum, eigenvalues = (MatrixSymbol(name, d, 1) for name in ("theta", "theta_star", "lambda"))
H = DiagMatrix(eigenvalues)


def over_components(term):
    """sum_i term(theta_i, theta*_i, lambda_i)"""
    return Sum(term(theta[i - 1, 0], optimum[i - 1, 0], eigenvalues[i - 1, 0]), (i, 1, d))


penalty = over_components(lambda value, best, curvature: alpha * Abs(value))
quadratic = over_components(lambda value, best, curvature: curvature * (value - best) ** 2 / 2)
separable = over_components(lambda value, best, curvature: curvature * (value - best) ** 2 / 2 + alpha * Abs(value))
norm = over_components(lambda value, best, curvature: Abs(value))
risk = least + Inner(theta - optimum, H * (theta - optimum)) / 2 + alpha * norm

claim = Claim(
    statement=Equal(risk, least + separable),
    symbols={"lambda": "vector d of positive"},
    proof=calc(risk)
    .eq(least + quadratic + alpha * norm, by="H is diagonal: u^T H u = sum_i lambda_i u_i^2")
    .eq(least + quadratic + penalty, by="alpha is a common factor")
    .eq(least + separable, by="two sums over the same range"),
    mistakes={
        "without the factor 1/2": least + 2 * quadratic + penalty,
        "the penalty is counted once for every component": least + quadratic + d * penalty,
    },
)
