"""Gradient descent on a quadratic, in closed form.

theta(t) = (I - (I - eta Lambda)^t) theta*        Deep-learning exam of 5 Feb 2018, 3.2 (ii)

Lambda = diag(lambda_1, ..., lambda_d), so that the matrix equation is one equation for every component, with any lambda_i and
theta*_i and any learning rate: theta_i(t) = (1 - (1 - eta lambda_i)^t) theta*_i.  It begins at 0 and meets the recursion
theta(t+1) - theta* = (I - eta Lambda) (theta(t) - theta*); since that fixes theta(t+1), no other sequence does.
"""

from sympy import Expr, Symbol

from verify.claim import Claim, Equal, Measurement, calc

t = Symbol("t", integer=True, nonnegative=True)
eta, curvature, optimum = Symbol("eta", positive=True), Symbol("lambda", real=True), Symbol("theta_star", real=True)
now = Symbol("theta", real=True)
rate = 1 - eta * curvature


def theta(step: Expr) -> Expr:
    """One component of (I - (I - eta Lambda)^step) theta*."""
    return (1 - rate**step) * optimum


def update(point: Expr) -> Expr:
    """The gradient step on lambda (theta - theta*)^2/2."""
    return point - eta * curvature * (point - optimum)


def recursion(sequence) -> Equal:
    """sequence(t+1) - theta* = (1 - eta lambda) (sequence(t) - theta*)"""
    return Equal(sequence(t + 1) - optimum, rate * (sequence(t) - optimum))


def numbers(rng):
    """Ten steps of gradient descent in two dimensions, in coordinates in which the Hessian is not diagonal."""
    import numpy as np

    rotation = np.linalg.qr(rng.normal(size=(2, 2)))[0]
    eigenvalues, best = np.array([0.5, 3.0]), rng.normal(size=2)
    hessian, point = rotation @ np.diag(eigenvalues) @ rotation.T, np.zeros(2)
    for _ in range(10):
        point = point - 0.3 * hessian @ (point - best)
    expected = rotation @ ((1 - (1 - 0.3 * eigenvalues) ** 10) * (rotation.T @ best))
    return [Measurement(f"theta_{i + 1}(10)", float(expected[i]), float(point[i]), 1e-12) for i in range(2)]


claim = Claim(
    parts={
        "the start": Claim(statement=Equal(theta(0), 0), mistakes={"(I - eta Lambda)^t theta*": rate**0 * optimum}),
        "the gradient step": Claim(statement=Equal(update(now) - optimum, rate * (now - optimum))),
        "the recursion": Claim(
            statement=recursion(theta),
            proof=calc(theta(t + 1) - optimum)
            .eq(-(rate ** (t + 1)) * optimum, by="definition of theta(t+1)")
            .eq(rate * (-(rate**t) * optimum), by="one factor less")
            .eq(rate * (theta(t) - optimum), by="definition of theta(t)"),
            mistakes={
                "(I - eta Lambda)^t theta*": recursion(lambda step: rate**step * optimum),
                "(I + (I - eta Lambda)^t) theta*, which starts elsewhere": Equal((1 + rate**0) * optimum, 0),
                "the exponent lags behind": recursion(lambda step: (1 - rate ** (2 * step)) * optimum),
            },
        ),
        "the only sequence": Claim(
            statement=Equal(update(now), theta(t + 1)),
            assuming=(Equal(now, theta(t)),),
        ),
    },
    numbers=numbers,
)
