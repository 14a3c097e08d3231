"""L1-regularized quadratic minimization is soft thresholding.

argmin over theta of lambda (theta - theta*)^2 / 2 + alpha |theta|  is  sign(theta*) max(|theta*| - alpha/lambda, 0)
                                                                       Deep-learning exam of 5 Feb 2018, 3.3 (iii)

For lambda, alpha > 0 and any real theta*: the global minimum, without assuming its sign, and the only one.
"""

from sympy import Abs, Max, Symbol, sign

from derivations.notation import soft_threshold
from verify.claim import Argmin, Claim, Measurement

theta, target = Symbol("theta", real=True), Symbol("theta_star", real=True)
curvature, alpha = Symbol("lambda", positive=True), Symbol("alpha", positive=True)


def numbers(rng):
    """The best theta on a fine grid beside the formula, for drawn targets."""
    import numpy as np

    grid = np.linspace(-4, 4, 80_001)
    found = []
    for target, curvature, alpha in rng.uniform([-3, 0.5, 0.2], [3, 2, 2], size=(4, 3)):
        best = grid[(curvature * (grid - target) ** 2 / 2 + alpha * np.abs(grid)).argmin()]
        expected = np.sign(target) * max(abs(target) - alpha / curvature, 0)
        found.append(Measurement(f"best theta for theta* = {target:.3f}", float(expected), float(best), 1e-3))
    return found


def plot(axes, rng):
    """The soft threshold beside the identity."""
    import numpy as np

    targets = np.linspace(-3, 3, 601)
    axes.plot(targets, targets, "--", color="grey", label="theta*")
    axes.plot(targets, np.sign(targets) * np.maximum(np.abs(targets) - 1, 0), label="argmin, alpha/lambda = 1")
    axes.set(xlabel="theta*", ylabel="theta")
    axes.legend()


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
    numbers=numbers,
    plot=plot,
)
