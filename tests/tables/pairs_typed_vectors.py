"""Typed answers about vectors: projections, norms, quadratic forms and gradients, indexed sums, equations and half spaces."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, sqrt

import numpy as np
from numpy.linalg import det, inv, norm

from tests.tables.pair import Pair

Array = np.ndarray
QUADRATIC = {"A": "matrix n", "x": "vector n"}
TWO_VECTORS = {"x": "vector n", "y": "vector n"}
LEAST_SQUARES = {"X": "matrix n d", "y": "vector n", "w": "vector d"}
HALF_SPACE = {"w": "vector n", "x": "vector n", "b": "real"}
BALL = {"x": "vector n", "c": "vector n", "r": "positive"}


def gradient(function: Callable[[Array], complex], at: Array) -> Array:
    """The gradient of an analytic function, by a step along the imaginary axis in every entry."""
    result = np.zeros_like(at)
    for index in np.ndindex(*at.shape):
        moved = at.astype(complex)
        moved[index] += 1e-30j
        result[index] = np.imag(function(moved)) / 1e-30
    return result


def upright(matrix: Array) -> Array:
    """The matrix with the sign of its first row chosen such that its determinant is positive."""
    return np.vstack([np.sign(det(matrix)) * matrix[:1], matrix[1:]])


DESIGN = {"X": "matrix n d", "n": "natural", "d": "natural"}
HAT = {"P": "X inv(X'X) X'"}


def hat(X: Array) -> Array:
    return X @ inv(X.T @ X) @ X.T


PROJECTIONS = (
    Pair("a projection twice", "P P", "P", True, DESIGN, lambda X: (hat(X) @ hat(X), hat(X)), definitions=HAT),
    Pair("reflection by a projection twice", "(I - 2P)^2", "I", True, DESIGN,
         lambda X: ((np.eye(4) - 2 * hat(X)) @ (np.eye(4) - 2 * hat(X)), np.eye(4)),
         definitions=HAT),
    Pair("degrees of freedom", "tr(I - P)", "n - d", True, DESIGN,
         lambda X, n, d: (np.trace(np.eye(4) - hat(X)), n - d), definitions=HAT),
    Pair("degrees of freedom of the wrong space", "tr(P)", "n", False, DESIGN,
         lambda X, n: (np.trace(hat(X)), n), definitions=HAT),
    Pair("length of a projected vector", "norm(P y)^2", "y'P y", True, {**DESIGN, "y": "vector n"},
         lambda X, y: (norm(hat(X) @ y) ** 2, y @ hat(X) @ y), definitions=HAT),
    Pair("pythagoras by subtraction of lengths", "norm(y - P y)", "norm(y) - norm(P y)", False, {**DESIGN, "y": "vector n"},
         lambda X, y: (norm(y - hat(X) @ y), norm(y) - norm(hat(X) @ y)), definitions=HAT),
    Pair("householder reflection twice", "(I - 2v v'/(v'v))^2", "I", True, {"v": "vector n"},
         lambda v: (np.linalg.matrix_power(np.eye(len(v)) - 2 * np.outer(v, v) / (v @ v), 2), np.eye(len(v)))),
    Pair("reflection without the factor two", "(I - v v'/(v'v))^2", "I", False, {"v": "vector n"},
         lambda v: (np.linalg.matrix_power(np.eye(len(v)) - np.outer(v, v) / (v @ v), 2), np.eye(len(v)))),
)

NORMS = (
    Pair("square of a norm of a sum", "norm(x+y)^2", "norm(x)^2 + 2x'y + norm(y)^2", True, TWO_VECTORS,
         lambda x, y: (norm(x + y) ** 2, norm(x) ** 2 + 2 * x @ y + norm(y) ** 2)),
    Pair("square of a norm of a sum, no cross term", "||x+y||^2", "||x||^2 + ||y||^2", False, TWO_VECTORS,
         lambda x, y: (norm(x + y) ** 2, norm(x) ** 2 + norm(y) ** 2)),
    Pair("inner product from norms", "dot(x, y)", "(norm(x+y)^2 - norm(x-y)^2)/4", True, TWO_VECTORS,
         lambda x, y: (x @ y, (norm(x + y) ** 2 - norm(x - y) ** 2) / 4)),
    Pair("norm of a multiple, sign kept", "norm(a x)", "a norm(x)", False, {"a": "real", "x": "vector n"},
         lambda a, x: (norm(a * x), a * norm(x))),
    Pair("norm of a negative multiple", "norm(-3x)", "3norm(x)", True, {"x": "vector n"}, lambda x: (norm(-3 * x), 3 * norm(x))),
    Pair("rotations keep lengths", "norm(Q x)", "norm(x)", True, {"Q": "orthogonal matrix n", "x": "vector n"},
         lambda Q, x: (norm(Q @ x), norm(x))),
    Pair("gaussian kernel as a product", "exp(-norm(x-y)^2/2)", "exp(-norm(x)^2/2)*exp(-norm(y)^2/2)*exp(x'y)", True, TWO_VECTORS,
         lambda x, y: (exp(-(norm(x - y) ** 2) / 2), exp(-(x @ x) / 2) * exp(-(y @ y) / 2) * exp(x @ y))),
    Pair("cosine without the second norm", "x'y/(norm(x)*norm(y))", "x'y/norm(x)^2", False, TWO_VECTORS,
         lambda x, y: (x @ y / (norm(x) * norm(y)), x @ y / norm(x) ** 2)),
    Pair("distance from a plane, whatever its scale", "|w'x + b|/norm(w)", "|2w'x + 2b|/sqrt(4w'w)", True, HALF_SPACE,
         lambda w, x, b: (abs(w @ x + b) / norm(w), abs(2 * w @ x + 2 * b) / sqrt(4 * w @ w))),
)

QUADRATICS = (
    Pair("only the symmetric part counts", "x'A x", "x'((A + A')/2)x", True, QUADRATIC,
         lambda A, x: (x @ A @ x, x @ ((A + A.T) / 2) @ x)),
    Pair("the skew part vanishes", "x'(A - A^T)x", "0", True, QUADRATIC, lambda A, x: (x @ (A - A.T) @ x, 0)),
    Pair("quadratic form of a sum, matrix not symmetric", "(x+y)'A(x+y)", "x'A x + 2x'A y + y'A y",
         False, {**TWO_VECTORS, "A": "matrix n"},
         lambda A, x, y: ((x + y) @ A @ (x + y), x @ A @ x + 2 * x @ A @ y + y @ A @ y)),
    Pair("exponent of a gaussian, multiplied out", "(x-mu)'inv(S)(x-mu)", "x'inv(S)x - 2mu'inv(S)x + mu'inv(S)mu", True,
         {"x": "vector n", "mu": "vector n", "S": "positive definite matrix n"},
         lambda x, mu, S: ((x - mu) @ inv(S) @ (x - mu), x @ inv(S) @ x - 2 * mu @ inv(S) @ x + mu @ inv(S) @ mu)),
    Pair("ridge objective, multiplied out", "norm(y - X w)^2 + λ norm(w)^2", "y'y - 2w'X'y + w'(X'X + λ I)w", True,
         {"X": "matrix n d", "y": "vector n", "w": "vector d", "λ": "positive"},
         lambda X, y, w, λ: (norm(y - X @ w) ** 2 + λ * w @ w, y @ y - 2 * w @ X.T @ y + w @ (X.T @ X + λ * np.eye(3)) @ w)),
    Pair("least squares, cross term once", "norm(y - X w)^2", "y'y - w'X'y + w'X'X w", False, LEAST_SQUARES,
         lambda X, y, w: (norm(y - X @ w) ** 2, y @ y - w @ X.T @ y + w @ X.T @ X @ w)),
    Pair("gradient step of least squares", "w - eta*X'(X w - y)", "(I - eta*X'X)w + eta*X'y", True,
         {"X": "matrix n d", "y": "vector n", "w": "vector d", "eta": "positive"},
         lambda X, y, w, eta: (w - eta * X.T @ (X @ w - y), (np.eye(3) - eta * X.T @ X) @ w + eta * X.T @ y)),
    Pair("gradient of a quadratic form", "grad(x'A x, x)", "(A + A')x", True, QUADRATIC,
         lambda A, x: (gradient(lambda u: u @ A @ u, x), (A + A.T) @ x)),
    Pair("gradient of a quadratic form, as if symmetric", "(A + A')x", "2A x", False, QUADRATIC,
         lambda A, x: ((A + A.T) @ x, 2 * A @ x)),
    Pair("gradient of a norm as that of its square", "grad(norm(x), x)", "2x", False, {"x": "vector n"},
         lambda x: (gradient(lambda u: np.sqrt(u @ u), x), 2 * x)),
    Pair("gradient of log-det", "grad(log(det(A)), A)", "inv(A)'", True, {"A": "invertible matrix n"},
         lambda A: (gradient(lambda M: np.log(det(M)), upright(A)), inv(upright(A)).T)),
    Pair("gradient of log-det, not transposed", "grad(log(det(A)), A)", "inv(A)", False, {"A": "invertible matrix n"},
         lambda A: (gradient(lambda M: np.log(det(M)), upright(A)), inv(upright(A)))),
)

ROWS = {"X": "matrix n d", "x": "rows of X", "y": "vector n", "w": "vector d", "n": "natural"}
SAMPLES = {"x": "sequence n of vector d", "n": "natural"}
MEAN = {"m": "sum(x_i, i, 1, n)/n"}
PAIRED = {"x": "sequence n of real", "y": "sequence n of real", "n": "natural"}

INDICES = (
    Pair("least squares, row by row", "norm(X w - y)^2", "sum((w'x_i - y_i)^2, i, 1, n)", True, ROWS,
         lambda X, w, y: (norm(X @ w - y) ** 2, sum((w @ row - label) ** 2 for row, label in zip(X, y, strict=True)))),
    Pair("gram matrix as a sum of outer products", "X'X", "sum(x_i x_i', i, 1, n)", True, ROWS,
         lambda X: (X.T @ X, sum(np.outer(row, row) for row in X))),
    Pair("gram matrix as a product of sums", "X'X", "sum(x_i, i, 1, n) sum(x_i, i, 1, n)'", False, ROWS,
         lambda X: (X.T @ X, np.outer(X.sum(0), X.sum(0)))),
    Pair("trace of the gram matrix by lengths", "tr(X'X)", "sum(norm(x_i)^2, i, 1, n)", True, ROWS,
         lambda X: (np.trace(X.T @ X), sum(norm(row) ** 2 for row in X))),
    Pair("sample covariance from two moments", "sum((x_i - m)(x_i - m)', i, 1, n)/n", "sum(x_i x_i', i, 1, n)/n - m m'",
         True, SAMPLES,
         lambda x: (np.cov(x.T, ddof=0), x.T @ x / len(x) - np.outer(x.mean(0), x.mean(0))), definitions=MEAN),
    Pair("double sum that factors", "sum(sum(x_i*y_j, j, 1, n), i, 1, n)", "sum(x_i, i, 1, n)*sum(y_i, i, 1, n)", True, PAIRED,
         lambda x, y: (np.sum(np.outer(x, y)), np.sum(x) * np.sum(y))),
    Pair("product of sums as a sum of products", "sum(x_i, i, 1, n)*sum(y_i, i, 1, n)", "sum(x_i y_i, i, 1, n)", False, PAIRED,
         lambda x, y: (np.sum(x) * np.sum(y), x @ y)),
    Pair("all pairwise differences", "sum(sum((x_i - x_j)^2, j, 1, n), i, 1, n)",
         "2n sum(x_i^2, i, 1, n) - 2(sum(x_i, i, 1, n))^2", True, PAIRED,
         lambda x: (np.sum((x[:, None] - x) ** 2), 2 * len(x) * x @ x - 2 * np.sum(x) ** 2)),
    Pair("constant added once", "sum(a x_i + b, i, 1, n)", "a*sum(x_i, i, 1, n) + b", False, {**PAIRED, "a": "real", "b": "real"},
         lambda x, a, b: (np.sum(a * x + b), a * np.sum(x) + b)),
    Pair("softmax variance as a form", "u'(diag(p) - p p')u", "sum(p_i*u_i^2, i, 1, n) - (sum(p_i*u_i, i, 1, n))^2", True,
         {"p": "vector n", "u": "vector n", "n": "natural"},
         lambda p, u: (u @ (np.diag(p) - np.outer(p, p)) @ u, p @ u**2 - (p @ u) ** 2)),
)


def side(rng: np.random.Generator, *conditions: Callable[[float], bool]) -> tuple[list[float], ...]:
    """Which of many random numbers satisfy each condition."""
    numbers = rng.normal(scale=3, size=50)
    return tuple([float(condition(number)) for number in numbers] for condition in conditions)


STATEMENTS = (
    Pair("normal equations", "X'X w = X'y", "X'(X w - y) = 0", True, LEAST_SQUARES,
         lambda X, y: (inv(X.T @ X) @ X.T @ y, np.linalg.lstsq(X, y, rcond=None)[0])),
    Pair("a linear system, solved", "A x = b", "x = inv(A) b", True,
         {"A": "invertible matrix n", "x": "vector n", "b": "vector n"},
         lambda A, b: (np.linalg.solve(A, b), inv(A) @ b)),
    Pair("a linear system, solved by the transpose", "A x = b", "x = A' b", False,
         {"A": "invertible matrix n", "x": "vector n", "b": "vector n"},
         lambda A, b: (np.linalg.solve(A, b), A.T @ b)),
    Pair("a half space, turned round", "w'x + b > 0", "-b < x'w", True, HALF_SPACE,
         lambda b, rng: side(rng, lambda t: t + b > 0, lambda t: -b < t)),
    Pair("a half space, offset on the wrong side", "w'x + b > 0", "w'x > b", False, HALF_SPACE,
         lambda b, rng: side(rng, lambda t: t + b > 0, lambda t: t > b)),
    Pair("a ball by squares", "norm(x - c) <= r", "norm(x - c)^2 <= r^2", True, BALL,
         lambda r, rng: side(rng, lambda t: abs(t) <= r, lambda t: t * t <= r * r)),
    Pair("a ball, radius not squared", "norm(x - c) <= r", "norm(x - c)^2 <= r", False, BALL,
         lambda r, rng: side(rng, lambda t: abs(t) <= r, lambda t: t * t <= r)),
)

PAIRS = PROJECTIONS + NORMS + QUADRATICS + INDICES + STATEMENTS
