"""L1-regularized quadratic minimization is soft thresholding.

argmin over theta of lambda (theta - theta*)^2 / 2 + alpha |theta|  is  sign(theta*) max(|theta*| - alpha/lambda, 0)
                                                                       Deep-learning exam of 5 Feb 2018, 3.3 (iii)

For lambda, alpha > 0 and any real theta*: the global minimum, without assuming its sign, and the only one.
"""

from sympy import Abs, Max, Symbol, sign

from derivations.notation import soft_threshold
from verify.claim import Argmin, Claim

theta, target = Symbol("theta", real=True), Symbol("theta_star", real=True)
curvature, alpha = Symbol("lambda", positive=True), Symbol("alpha", positive=True)

claim = Claim(
    statement=Argmin(
        curvature * (theta - target) ** 2 / 2 + alpha * Abs(theta),
        over=theta,
        at=soft_threshold(target, alpha / curvature),
    ),
    mistakes={
        "the sign is lost": Max(Abs(target) - alpha / curvature, 0),
        "the threshold is not divided by lambda": soft_threshold(target, alpha),
        "the threshold is not cut off at 0": sign(target) * (Abs(target) - alpha / curvature),
        "the threshold is upside down": soft_threshold(target, curvature / alpha),
    },
)
