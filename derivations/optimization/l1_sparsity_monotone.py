"""A stronger L1 penalty leaves at least as many components zero.

alpha_1 <= alpha_2:  theta_i(alpha_1) = 0 implies theta_i(alpha_2) = 0        Deep-learning exam of 5 Feb 2018, 3.3 (iv)

theta_i(alpha) = sign(theta*_i) max(|theta*_i| - alpha/lambda_i, 0) is the minimum found in 3.3 (iii), and is 0 if and only if
lambda_i |theta*_i| <= alpha.  The sparsity factor, the number of zero components, is sum_i (1 - |sign theta_i(alpha)|), any d.
"""

from sympy import Abs, Expr, Implies, MatrixSymbol, Sum, Symbol, sign

from derivations.notation import soft_threshold
from verify.claim import AtMost, Claim, Equal, Equivalent, Measurement, calc

d = Symbol("d", integer=True, positive=True)
i = Symbol("i", integer=True)
weaker, stronger = Symbol("alpha_1", positive=True), Symbol("alpha_2", positive=True)
target, curvature = Symbol("t", real=True), Symbol("c", positive=True)
targets, curvatures = MatrixSymbol("theta_star", d, 1), MatrixSymbol("lambda", d, 1)


def solution(alpha: Expr) -> Expr:
    """One component of the minimum."""
    return soft_threshold(target, alpha / curvature)


def sparsity(alpha: Expr) -> Expr:
    """The number of components that are 0."""
    return Sum(1 - Abs(sign(soft_threshold(targets[i - 1, 0], alpha / curvatures[i - 1, 0]))), (i, 1, d))


def numbers(rng):
    """The zero components of one drawn problem, for a growing penalty."""
    import numpy as np

    best, curved = rng.normal(size=200), rng.uniform(0.5, 2.0, size=200)
    counts = [int((np.maximum(np.abs(best) - alpha / curved, 0) == 0).sum()) for alpha in np.linspace(0, 3, 50)]
    return [Measurement("steps at which a zero component is lost", 0.0, float((np.diff(counts) < 0).sum()), 0.0)]


claim = Claim(
    parts={
        "a component is zero": Claim(
            statement=Equivalent(Equal(solution(weaker), 0), AtMost(Abs(target), weaker / curvature)),
            mistakes={"the threshold is not divided by lambda": AtMost(Abs(target), weaker)},
        ),
        "it stays zero": Claim(
            statement=AtMost(Abs(target), stronger / curvature),
            assuming=(AtMost(weaker, stronger), Equal(solution(weaker), 0)),
            proof=calc(Abs(target))
            .le(weaker / curvature, by="the component is zero for alpha_1")
            .le(stronger / curvature, by="alpha_1 <= alpha_2 and lambda > 0"),
        ),
        "one component counts at least as much": Claim(
            statement=AtMost(1 - Abs(sign(solution(weaker))), 1 - Abs(sign(solution(stronger)))),
            assuming=(AtMost(weaker, stronger),),
            mistakes={
                "it counts for more, if alpha_1 < alpha_2": Implies(
                    weaker < stronger, 1 - Abs(sign(solution(weaker))) < 1 - Abs(sign(solution(stronger)))
                ),
                "it counts for less": AtMost(1 - Abs(sign(solution(stronger))), 1 - Abs(sign(solution(weaker)))),
            },
        ),
        "the sparsity factor does not decrease": Claim(
            statement=AtMost(sparsity(weaker), sparsity(stronger)),
            symbols={"lambda": "vector d of positive"},
            assuming=(AtMost(weaker, stronger),),
        ),
    },
    numbers=numbers,
)
