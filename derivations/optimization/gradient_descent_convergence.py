"""Gradient descent on a quadratic converges if the learning rate is below 2 over the largest curvature.

theta_i(t) = (1 - (1 - eta lambda_i)^t) theta*_i -> theta*_i        Deep-learning exam of 5 Feb 2018, 3.2 (ii)

For all lambda_i > 0 and 0 < eta < 2/max lambda_i, any d: M >= lambda_i is a bound of all the eigenvalues, and eta M < 2.  The
question leaves lambda_i > 0 unsaid: a component with lambda_i = 0 never leaves 0, and converges to theta*_i only if that is 0.
"""

from sympy import Abs, And, Expr, Implies, Rational, Symbol, oo

from verify.claim import Above, Below, Claim, Equal, Measurement, NotEqual, Tends, calc

t = Symbol("t", integer=True, positive=True)
now, factor = Symbol("theta", real=True), Symbol("q", real=True)
eta, optimum = Symbol("eta", positive=True), Symbol("theta_star", real=True)
curvature, largest = Symbol("lambda", positive=True), Symbol("M", positive=True)


def theta(step: Expr, eigenvalue: Expr = curvature) -> Expr:
    """(1 - (1 - eta lambda)^step) theta*"""
    return (1 - (1 - eta * eigenvalue) ** step) * optimum


def update(point: Expr) -> Expr:
    """The gradient step on lambda (theta - theta*)^2/2."""
    return point - eta * curvature * (point - optimum)


def numbers(rng):
    """Three components, at a learning rate just below the bound and just above it."""
    import numpy as np

    eigenvalues, best = np.array([0.2, 1.0, 2.5]), rng.uniform(1, 2, size=3)
    errors = {}
    for share in (0.95, 1.05):
        point = np.zeros(3)
        for _ in range(400):
            point = point - share * 2 / 2.5 * eigenvalues * (point - best)
        errors[share] = float(np.abs(point - best).max())
    return [
        Measurement("error below the bound", 0.0, errors[0.95], 1e-12),
        Measurement("the error above it has exploded", 1.0, float(errors[1.05] > 1e6), 0.0),
    ]


claim = Claim(
    parts={
        "every factor is inside of (-1, 1)": Claim(
            statement=Implies(And(curvature <= largest, eta * largest < 2), Abs(1 - eta * curvature) < 1),
            mistakes={"also for eta < 3/M": Implies(And(curvature <= largest, eta * largest < 3), Abs(1 - eta * curvature) < 1)},
        ),
        "the error falls in every step": Claim(
            statement=Below(Abs(update(now) - optimum), Abs(now - optimum)),
            assuming=(Below(eta * curvature, 2), NotEqual(now, optimum)),
            proof=calc(Abs(update(now) - optimum))
            .eq(Abs(1 - eta * curvature) * Abs(now - optimum), by="theta - theta* is a common factor")
            .lt(Abs(now - optimum), by="|1 - eta lambda| < 1"),
        ),
        "the limit": Claim(
            statement=Tends(theta(t), t, "oo", optimum),
            assuming=(Below(eta * curvature, 2),),
            mistakes={
                "it stays at the start": 0,
                "twice as far": 2 * optimum,
                "the same with eta = 5/(2 lambda) < 3/lambda": Tends(Rational(3, 2) ** t * Abs(optimum), t, "oo", 0),
            },
        ),
        "above the bound a factor is greater than 1": Claim(
            statement=Above(Abs(1 - eta * curvature), 1),
            assuming=(Above(eta * curvature, 2),),
        ),
        "and the error grows without bound": Claim(
            statement=Tends(factor**t * Abs(optimum), t, "oo", oo),
            symbols={"q": "real > 1"},
            assuming=(NotEqual(optimum, 0),),
            mistakes={"it stays bounded": Abs(optimum)},
        ),
        "a component without curvature stays at 0": Claim(
            statement=Equal(theta(t, 0), 0),
            mistakes={"it converges as well": Tends(theta(t, 0), t, "oo", optimum)},
        ),
        "so it keeps its error": Claim(
            statement=Above(Abs(theta(t, 0) - optimum), 0),
            assuming=(NotEqual(optimum, 0),),
        ),
    },
    numbers=numbers,
)
