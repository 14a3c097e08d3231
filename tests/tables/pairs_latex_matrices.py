"""Vectors and matrices: gradients, traces, determinants, inverses, norms; statements, sets and minimizers as answers."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.linalg import det, inv, norm, solve

from tests.tables.pair import Pair
from tests.tables.pairs_latex_calculus import positive, sigmoid
from tests.tables.pairs_latex_networks import gradient

LINE = np.arange(-80, 81) / 8
"""Points on the real line, the ends of the intervals below among them: a statement in x has the truth values on them."""
PLANE = np.array([(x, y) for x in np.arange(-8, 9) / 2 for y in np.arange(-16, 17) / 2])


def on_line(left: Callable, right: Callable) -> tuple[np.ndarray, np.ndarray]:
    """The truth of two statements in x at the points of LINE."""
    return left(LINE), right(LINE)


def on_plane(left: Callable, right: Callable) -> tuple[np.ndarray, np.ndarray]:
    """The truth of two statements in x and y at the points of PLANE."""
    x, y = PLANE.T
    return left(x, y), right(x, y)


def members(left: set, right: set) -> tuple[np.ndarray, np.ndarray]:
    """Which points of LINE lie in two sets."""
    return np.isin(LINE, list(left)), np.isin(LINE, list(right))


def minimizer(f: Callable[[float], float], low: float = -10, high: float = 10) -> float:
    """Where a convex function of one variable is least, by golden sections and a last parabola where it is smooth."""
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(45):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if f(left) <= f(right) else (left, high)
    return (low + high) / 2


def least(quadratic: Callable[[np.ndarray], float], size: int) -> np.ndarray:
    """The minimizer of a strictly convex quadratic, from its gradient at 0 and the changes of its gradient."""
    origin = gradient(quadratic, np.zeros(size))
    hessian = np.array([gradient(quadratic, unit) - origin for unit in np.eye(size)])
    return solve(hessian, -origin)


def hat_matrix(X: np.ndarray) -> np.ndarray:
    return X @ inv(X.T @ X) @ X.T


def rotation(angle: float) -> np.ndarray:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def sums_of_products(rows: np.ndarray) -> np.ndarray:
    return sum(np.outer(row, row) for row in rows)


SQUARE = {"A": "matrix n n", "B": "matrix n n"}
INVERTIBLE = {"A": "invertible matrix n", "B": "invertible matrix n"}
RANK_ONE = {"A": "invertible matrix n", "u": "vector n", "v": "vector n"}
REGRESSION = {"X": "matrix n d", "y": "vector n", "w": "vector d"}
RIDGE = {**REGRESSION, r"\lambda": "positive"}
TWO = {"x": "vector n", "y": "vector n"}
FOUR = {"a": "real", "b": "real", "c": "real", "d": "real"}

GRADIENTS = (
    Pair("gradient of a quadratic form, any matrix", r"\nabla_x\left(x^\top Ax\right)", r"(A+A^\top)\,x", True,
         {"A": "matrix n n", "x": "vector n"}, lambda A, x: (gradient(lambda u: u @ A @ u, x), (A + A.T) @ x)),
    Pair("gradient of a quadratic form as if symmetric", r"\nabla_x\left(x^\top Ax\right)", r"2Ax", False,
         {"A": "matrix n n", "x": "vector n"}, lambda A, x: (gradient(lambda u: u @ A @ u, x), 2 * A @ x)),
    Pair("gradient of a symmetric quadratic form", r"\nabla_{\boldsymbol{x}}\,\boldsymbol{x}^{\top}\boldsymbol{A}\boldsymbol{x}",
         r"2\boldsymbol{A}^{\top}\boldsymbol{x}", True, {r"\boldsymbol{A}": "symmetric matrix n", r"\boldsymbol{x}": "vector n"},
         lambda boldsymbolA, boldsymbolx: (gradient(lambda u: u @ boldsymbolA @ u, boldsymbolx),
                                           2 * boldsymbolA.T @ boldsymbolx)),
    Pair("least squares gradient", r"\nabla_w\left\|Xw-y\right\|_2^2", r"2X^TXw-2X^Ty", True,
         REGRESSION, lambda X, y, w: (gradient(lambda v: np.sum((X @ v - y) ** 2), w), 2 * X.T @ X @ w - 2 * X.T @ y)),
    Pair("least squares gradient, residual reversed", r"\nabla_w\|Xw-y\|_2^2", r"2X^{\top}(y-Xw)", False,
         REGRESSION, lambda X, y, w: (gradient(lambda v: np.sum((X @ v - y) ** 2), w), 2 * X.T @ (y - X @ w))),
    Pair("mean squared error gradient, factor 2", r"\nabla_w\,\frac{1}{n}\|Xw-y\|^2", r"\frac{1}{n}X^\top(Xw-y)", False,
         {**REGRESSION, "n": "natural"},
         lambda X, y, w: (gradient(lambda v: np.mean((X @ v - y) ** 2), w), X.T @ (X @ w - y) / len(y))),
    Pair("ridge gradient", r"\nabla_w\left(\|Xw-y\|_2^2+\lambda\|w\|_2^2\right)", r"2\bigl(X^\top X+\lambda I_d\bigr)w-2X^\top y",
         True, RIDGE,
         lambda rng, X, y, w: (c := positive(rng)) and (gradient(lambda v: np.sum((X @ v - y) ** 2) + c * v @ v, w),
                                                        2 * (X.T @ X + c * np.eye(len(w))) @ w - 2 * X.T @ y)),
    Pair("ridge gradient, penalty not doubled", r"\nabla_w\left(\|Xw-y\|_2^2+\lambda\|w\|_2^2\right)",
         r"2X^\top(Xw-y)+\lambda w", False, RIDGE,
         lambda rng, X, y, w: (c := positive(rng)) and (gradient(lambda v: np.sum((X @ v - y) ** 2) + c * v @ v, w),
                                                        2 * X.T @ (X @ w - y) + c * w)),
    Pair("gradient of a norm", r"\nabla_x\|x\|_2", r"\frac{x}{\sqrt{x^\top x}}", True, {"x": "vector n"},
         lambda x: (gradient(norm, x), x / math.sqrt(x @ x))),
    Pair("gradient of a Gaussian bump, inner sign lost", r"\nabla_x\exp\left(-\tfrac12\|x-\mu\|^2\right)",
         r"(x-\mu)\exp\left\{-\tfrac{1}{2}\lVert x-\mu\rVert^2\right\}", False, {"x": "vector n", r"\mu": "vector n"},
         lambda x, mu: (gradient(lambda u: np.exp(-np.sum((u - mu) ** 2) / 2), x),
                        (x - mu) * np.exp(-np.sum((x - mu) ** 2) / 2))),
    Pair("gradient of a trace", r"\nabla_X\operatorname{tr}(AX)", r"A^\top", True, {"A": "matrix n m", "X": "matrix m n"},
         lambda A, X: (gradient(lambda Y: np.trace(A @ Y), X), A.T)),
    Pair("gradient of a trace, transposed", r"\nabla_X\operatorname{tr}(AX)", r"A", False, {"A": "matrix n n", "X": "matrix n n"},
         lambda A, X: (gradient(lambda Y: np.trace(A @ Y), X), A)),
    Pair("gradient of log det", r"\nabla_X\log\left|\det X\right|", r"X^{-\top}", True, {"X": "invertible matrix n"},
         lambda X: (gradient(lambda Y: np.linalg.slogdet(Y)[1], X, 1e-4), inv(X).T)),
)

TRACES_AND_DETERMINANTS = (
    Pair("trace is cyclic", r"\text{tr}(ABC)", r"\text{tr}(CAB)", True,
         {"A": "matrix n m", "B": "matrix m d", "C": "matrix d n"}, lambda A, B, C: (np.trace(A @ B @ C), np.trace(C @ A @ B))),
    Pair("trace does not commute", r"\operatorname{tr}(ABC)", r"\operatorname{tr}(ACB)", False,
         {**SQUARE, "C": "matrix n n"}, lambda A, B, C: (np.trace(A @ B @ C), np.trace(A @ C @ B))),
    Pair("trace of three symmetric matrices reverses", r"\mathrm{tr}(ABC)", r"\mathrm{tr}(ACB)", True,
         {"A": "symmetric matrix n", "B": "symmetric matrix n", "C": "symmetric matrix n"},
         lambda A, B, C: (np.trace(A @ B @ C), np.trace(A @ C @ B))),
    Pair("quadratic form as a trace", r"x^\top Ax", r"\operatorname{Tr}\left(A x x^{T}\right)", True,
         {"A": "matrix n n", "x": "vector n"}, lambda A, x: (x @ A @ x, np.trace(A @ np.outer(x, x)))),
    Pair("Frobenius norm, transpose forgotten", r"\|A\|_F^2", r"\operatorname{tr}(A^2)", False,
         {"A": "matrix n n"}, lambda A: (np.sum(A * A), np.trace(A @ A))),
    Pair("trace of a product as a product of traces", r"\operatorname{tr}(AB)", r"\operatorname{tr}(A)\operatorname{tr}(B)",
         False, SQUARE, lambda A, B: (np.trace(A @ B), np.trace(A) * np.trace(B))),
    Pair("trace of a product by entries", r"\operatorname{tr}(A^\top B)", r"\sum_{i=1}^{n}\sum_{j=1}^{m}A_{ij}B_{ij}", True,
         {"A": "matrix n m", "B": "matrix n m"}, lambda A, B: (np.trace(A.T @ B), np.sum(A * B))),
    Pair("determinant of a multiple", r"\det(cA)", r"c\det A", False,
         {"A": "matrix n n", "c": "real"}, lambda A, c: (det(c * A), c * det(A))),
    Pair("determinant of a sum", r"\det(A+B)", r"\det A+\det B", False, SQUARE, lambda A, B: (det(A + B), det(A) + det(B))),
    Pair("log determinant of a scaled inverse", r"\log\det\left(cA^{-1}\right)", r"n\log c-\log\det A", True,
         {"A": "positive definite matrix n", "c": "positive", "n": "natural"},
         lambda A, c: (np.log(det(c * inv(A))), len(A) * np.log(c) - np.log(det(A)))),
    Pair("determinant of a rank one update", r"\det\left(A+uv^\top\right)", r"\left(1+v^\top A^{-1}u\right)\det(A)", True,
         RANK_ONE, lambda A, u, v: (det(A + np.outer(u, v)), (1 + v @ inv(A) @ u) * det(A))),
    Pair("determinant of an orthogonal matrix", r"\det(Q)", r"1", False, {"Q": "orthogonal matrix n"},
         lambda rng, Q: (det(Q * np.where(np.arange(len(Q)) == 0, rng.choice([-1, 1]), 1)), 1)),
    Pair("determinants of AB and BA plus the identity", r"\det(I+AB)", r"\det(I+BA)", True,
         {"A": "matrix n m", "B": "matrix m n"},
         lambda A, B: (det(np.eye(len(A)) + A @ B), det(np.eye(len(B)) + B @ A))),
)

INVERSES = (
    Pair("transpose of a product, order kept", r"(AB)^\top", r"A^\top B^\top", False, SQUARE,
         lambda A, B: ((A @ B).T, A.T @ B.T)),
    Pair("inverse of a product with a transpose", r"\left(A^\top B\right)^{-1}", r"B^{-1}A^{-T}", True,
         INVERTIBLE, lambda A, B: (inv(A.T @ B), inv(B) @ inv(A).T)),
    Pair("inverse of a sum", r"(A+B)^{-1}", r"A^{-1}+B^{-1}", False,
         {"A": "positive definite matrix n", "B": "positive definite matrix n"}, lambda A, B: (inv(A + B), inv(A) + inv(B))),
    Pair("difference of inverses", r"A^{-1}-B^{-1}", r"A^{-1}(B-A)B^{-1}", True,
         INVERTIBLE, lambda A, B: (inv(A) - inv(B), inv(A) @ (B - A) @ inv(B))),
    Pair("parallel sum", r"\left(A^{-1}+B^{-1}\right)^{-1}", r"A(A+B)^{-1}B", True,
         {"A": "positive definite matrix n", "B": "positive definite matrix n"},
         lambda A, B: (inv(inv(A) + inv(B)), A @ inv(A + B) @ B)),
    Pair("square of a sum as for numbers", r"(A+B)^2", r"A^2+2AB+B^2", False, SQUARE,
         lambda A, B: ((A + B) @ (A + B), A @ A + 2 * A @ B + B @ B)),
    Pair("square of a sum in order", r"(A+B)^2", r"A^2+AB+BA+B^2", True, SQUARE,
         lambda A, B: ((A + B) @ (A + B), A @ A + A @ B + B @ A + B @ B)),
    Pair("Sherman-Morrison", r"\left(A+uv^\top\right)^{-1}", r"A^{-1}-\frac{A^{-1}uv^\top A^{-1}}{1+v^\top A^{-1}u}", True,
         RANK_ONE,
         lambda A, u, v: (inv(A + np.outer(u, v)), inv(A) - inv(A) @ np.outer(u, v) @ inv(A) / (1 + v @ inv(A) @ u))),
    Pair("Sherman-Morrison, vectors swapped in the denominator", r"\left(A+uv^\top\right)^{-1}",
         r"A^{-1}-\frac{A^{-1}uv^\top A^{-1}}{1+u^\top A^{-1}v}", False, RANK_ONE,
         lambda A, u, v: (inv(A + np.outer(u, v)), inv(A) - inv(A) @ np.outer(u, v) @ inv(A) / (1 + u @ inv(A) @ v))),
    Pair("Woodbury", r"(A+UCV)^{-1}", r"A^{-1}-A^{-1}U\left(C^{-1}+VA^{-1}U\right)^{-1}VA^{-1}", True,
         {"A": "invertible matrix n", "U": "matrix n k", "C": "invertible matrix k", "V": "matrix k n"},
         lambda A, U, C, V: (inv(A + U @ C @ V), inv(A) - inv(A) @ U @ inv(inv(C) + V @ inv(A) @ U) @ V @ inv(A))),
    Pair("Woodbury, C not inverted", r"(A+UCV)^{-1}", r"A^{-1}-A^{-1}U\left(C+VA^{-1}U\right)^{-1}VA^{-1}", False,
         {"A": "invertible matrix n", "U": "matrix n k", "C": "invertible matrix k", "V": "matrix k n"},
         lambda A, U, C, V: (inv(A + U @ C @ V), inv(A) - inv(A) @ U @ inv(C + V @ inv(A) @ U) @ V @ inv(A))),
    Pair("push-through identity", r"\left(X^\top X+\lambda I\right)^{-1}X^\top", r"X^\top\left(XX^\top+\lambda I\right)^{-1}",
         True, {"X": "matrix n d", r"\lambda": "positive"},
         lambda rng, X: (c := positive(rng)) and (inv(X.T @ X + c * np.eye(X.shape[1])) @ X.T,
                                                  X.T @ inv(X @ X.T + c * np.eye(len(X))))),
    Pair("trace of a projection", r"\operatorname{tr}\left(X(X^\top X)^{-1}X^\top\right)", r"d", True,
         {"X": "matrix n d", "d": "natural", "n": "natural"}, lambda X: (np.trace(hat_matrix(X)), X.shape[1])),
    Pair("residual maker applied twice", r"\left(I-X(X^\top X)^{-1}X^\top\right)^2", r"I-X(X^\top X)^{-1}X^\top", True,
         {"X": "matrix n d"},
         lambda X: ((np.eye(len(X)) - hat_matrix(X)) @ (np.eye(len(X)) - hat_matrix(X)), np.eye(len(X)) - hat_matrix(X))),
    Pair("projection on a vector, norm not squared", r"\frac{uu^\top}{u^\top u}x", r"\frac{u^\top x}{\|u\|_2}u", False,
         {"u": "vector n", "x": "vector n"}, lambda u, x: (np.outer(u, u) @ x / (u @ u), u @ x / norm(u) * u)),
    Pair("reflection is its own inverse", r"\left(I-2\frac{vv^\top}{v^\top v}\right)^{2}", r"I", True, {"v": "vector n"},
         lambda v: (np.linalg.matrix_power(np.eye(len(v)) - 2 * np.outer(v, v) / (v @ v), 2), np.eye(len(v)))),
    Pair("orthogonal change of basis squared", r"\left(QAQ^\top\right)^2", r"QA^2Q^\top", True,
         {"Q": "orthogonal matrix n", "A": "matrix n n"}, lambda Q, A: ((Q @ A @ Q.T) @ (Q @ A @ Q.T), Q @ A @ A @ Q.T)),
)

CHANGED = {"A": "invertible matrix n", "u": "vector n", "v": "vector n", "b": "vector n"}
LOW_RANK = {"A": "invertible matrix n", "U": "matrix n k", "C": "invertible matrix k", "V": "matrix k n"}
NOISY = {"K": "positive definite matrix n", "k": "vector n", "c": "positive", r"\sigma": "positive"}
FILTER = {"P": "positive definite matrix n", "R": "positive definite matrix m", "H": "matrix m n", "x": "vector n"}


def plus_outer(A: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return inv(A + np.outer(u, v))


def with_noise(rng: np.random.Generator, K: np.ndarray, k: np.ndarray, *signs: int) -> tuple[float, float]:
    """k'(K + s^2 I)^-1 k, and its two parts over s^2 with these signs."""
    s = positive(rng) + 0.5
    inverse = inv(K + s**2 * np.eye(len(k)))
    return k @ inverse @ k, (signs[0] * k @ k + signs[1] * k @ K @ inverse @ k) / s**2


UPDATES = (
    Pair("rank-one change applied to a vector", r"\left(A+uv^\top\right)^{-1}b",
         r"A^{-1}b-\frac{v^\top A^{-1}b}{1+v^\top A^{-1}u}\,A^{-1}u", True, CHANGED,
         lambda A, u, v, b: (plus_outer(A, u, v) @ b, inv(A) @ b - v @ inv(A) @ b / (1 + v @ inv(A) @ u) * (inv(A) @ u))),
    Pair("rank-one change applied to a vector, sign", r"\left(A+uv^\top\right)^{-1}b",
         r"A^{-1}b+\frac{v^\top A^{-1}b}{1+v^\top A^{-1}u}\,A^{-1}u", False, CHANGED,
         lambda A, u, v, b: (plus_outer(A, u, v) @ b, inv(A) @ b + v @ inv(A) @ b / (1 + v @ inv(A) @ u) * (inv(A) @ u))),
    Pair("rank-one change between vectors", r"v^\top\left(A+uv^\top\right)^{-1}u",
         r"1-\frac{1}{1+v^\top A^{-1}u}", True, CHANGED,
         lambda A, u, v: (v @ plus_outer(A, u, v) @ u, 1 - 1 / (1 + v @ inv(A) @ u))),
    Pair("rank-one change between vectors, A not inverted", r"v^\top\left(A+uv^\top\right)^{-1}u",
         r"1-\frac{1}{1+v^\top Au}", False, CHANGED,
         lambda A, u, v: (v @ plus_outer(A, u, v) @ u, 1 - 1 / (1 + v @ A @ u))),
    Pair("rank-one change in a trace", r"\operatorname{tr}\left((A+uv^\top)^{-1}\right)",
         r"\operatorname{tr}(A^{-1})-\frac{v^\top A^{-2}u}{1+v^\top A^{-1}u}", True, CHANGED,
         lambda A, u, v: (np.trace(plus_outer(A, u, v)), np.trace(inv(A)) - v @ inv(A) @ inv(A) @ u / (1 + v @ inv(A) @ u))),
    Pair("low-rank change, C the identity", r"(A+UV)^{-1}", r"A^{-1}-A^{-1}U\left(I+VA^{-1}U\right)^{-1}VA^{-1}", True, LOW_RANK,
         lambda A, U, V: (inv(A + U @ V), inv(A) - inv(A) @ U @ inv(np.eye(len(V)) + V @ inv(A) @ U) @ V @ inv(A))),
    Pair("low-rank change, minus inside", r"(A+UCV)^{-1}", r"A^{-1}-A^{-1}U\left(C^{-1}-VA^{-1}U\right)^{-1}VA^{-1}", False,
         LOW_RANK, lambda A, U, C, V: (inv(A + U @ C @ V), inv(A) - inv(A) @ U @ inv(inv(C) - V @ inv(A) @ U) @ V @ inv(A))),
    Pair("push-through without an inverse of A", r"(I+UV)^{-1}U", r"U(I+VU)^{-1}", True, {"U": "matrix n k", "V": "matrix k n"},
         lambda U, V: (inv(np.eye(len(U)) + U @ V) @ U, U @ inv(np.eye(len(V)) + V @ U))),
    Pair("variance of a Gaussian process", r"c-k^\top(K+\sigma^2I)^{-1}k",
         r"c-\frac{1}{\sigma^2}k^\top k+\frac{1}{\sigma^2}k^\top K\left(K+\sigma^2I\right)^{-1}k", True, NOISY,
         lambda rng, K, k: with_noise(rng, K, k, 1, -1)),
    Pair("variance of a Gaussian process, sign", r"c-k^\top(K+\sigma^2I)^{-1}k",
         r"c-\frac{1}{\sigma^2}k^\top k-\frac{1}{\sigma^2}k^\top K\left(K+\sigma^2I\right)^{-1}k", False, NOISY,
         lambda rng, K, k: with_noise(rng, K, k, 1, 1)),
    Pair("filtered variance in information form", r"x^\top\left(P-PH^\top(HPH^\top+R)^{-1}HP\right)x",
         r"x^\top\left(P^{-1}+H^\top R^{-1}H\right)^{-1}x", True, FILTER,
         lambda P, R, H, x: (x @ (P - P @ H.T @ inv(H @ P @ H.T + R) @ H @ P) @ x, x @ inv(inv(P) + H.T @ inv(R) @ H) @ x)),
    Pair("filtered variance, noise not inverted", r"x^\top\left(P-PH^\top(HPH^\top+R)^{-1}HP\right)x",
         r"x^\top\left(P^{-1}+H^\top RH\right)^{-1}x", False, FILTER,
         lambda P, R, H, x: (x @ (P - P @ H.T @ inv(H @ P @ H.T + R) @ H @ P) @ x, x @ inv(inv(P) + H.T @ R @ H) @ x)),
)

NORMS_AND_INDICES = (
    Pair("orthogonal matrices keep the Euclidean length", r"\|Qx-Qy\|_2", r"\|x-y\|_2", True,
         {"Q": "orthogonal matrix n", **TWO}, lambda Q, x, y: (norm(Q @ x - Q @ y), norm(x - y))),
    Pair("orthogonal matrices do not keep the sum norm", r"\|Qx\|_1", r"\|x\|_1", False,
         {"Q": "orthogonal matrix n", "x": "vector n"}, lambda Q, x: (norm(Q @ x, 1), norm(x, 1))),
    Pair("squared distance expanded", r"\lVert x-y\rVert_2^2", r"\lVert x\rVert_2^2-2\,x^\top y+\lVert y\rVert_2^2", True, TWO,
         lambda x, y: (norm(x - y) ** 2, norm(x) ** 2 - 2 * x @ y + norm(y) ** 2)),
    Pair("polarization, quarter forgotten", r"x^\top y", r"\frac{1}{2}\left(\|x+y\|^2-\|x-y\|^2\right)", False, TWO,
         lambda x, y: (x @ y, (norm(x + y) ** 2 - norm(x - y) ** 2) / 2)),
    Pair("norm of a multiple without absolute value", r"\|cx\|_2", r"c\,\|x\|_2", False, {"c": "real", "x": "vector n"},
         lambda c, x: (norm(c * x), c * norm(x))),
    Pair("norm of an outer product", r"\left\|xy^\top\right\|_F", r"\|x\|_2\,\|y\|_2", True, {"x": "vector n", "y": "vector m"},
         lambda x, y: (norm(np.outer(x, y)), norm(x) * norm(y))),
    Pair("outer product applied to a vector", r"\left(xy^\top\right)z", r"(z^\top y)\,x", True,
         {**TWO, "z": "vector n"}, lambda x, y, z: (np.outer(x, y) @ z, z @ y * x)),
    Pair("outer product applied to the wrong side", r"\left(xy^\top\right)z", r"(x^\top z)\,y", False,
         {**TWO, "z": "vector n"}, lambda x, y, z: (np.outer(x, y) @ z, x @ z * y)),
    Pair("quadratic form by entries", r"\sum_{i=1}^{n}\sum_{j=1}^{n}A_{ij}x_ix_j", r"x^\top A^\top x", True,
         {"A": "matrix n n", "x": "vector n"},
         lambda A, x: (sum(A[i, j] * x[i] * x[j] for i in range(len(x)) for j in range(len(x))), x @ A.T @ x)),
    Pair("second moment by rows", r"\sum_{i=1}^{n}x_ix_i^\top", r"X^\top X", True, {"X": "matrix n d", "x": "rows of X"},
         lambda X: (sums_of_products(X), X.T @ X)),
    Pair("second moment by rows, transposed on the wrong side", r"\sum_{i=1}^{n}x_ix_i^\top", r"XX^\top", False,
         {"X": "matrix n n", "x": "rows of X"}, lambda X: (sums_of_products(X), X @ X.T)),
    Pair("sum of squared residuals", r"\sum_{i=1}^{n}\left(y_i-w^\top x_i\right)^2", r"(y-Xw)^\top(y-Xw)", True,
         {**REGRESSION, "x": "rows of X"},
         lambda X, y, w: (sum((b - w @ a) ** 2 for a, b in zip(X, y, strict=True)), norm(y - X @ w) ** 2)),
    Pair("all pairwise squared differences, cross term once", r"\sum_{i=1}^{n}\sum_{j=1}^{n}(x_i-x_j)^2",
         r"2n\sum_{i=1}^{n}x_i^2-\left(\sum_{i=1}^{n}x_i\right)^2", False, {"x": "sequence n of real", "n": "natural"},
         lambda x: (sum((a - b) ** 2 for a in x for b in x), 2 * len(x) * (x @ x) - x.sum() ** 2)),
    Pair("inverse of a two by two matrix", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1}",
         r"\frac{1}{ad-bc}\begin{pmatrix}d&-b\\-c&a\end{pmatrix}", True, FOUR,
         lambda a, b, c, d: (inv([[a, b], [c, d]]), np.array([[d, -b], [-c, a]]) / (a * d - b * c))),
    Pair("inverse of a two by two matrix, diagonal not exchanged", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1}",
         r"\frac{1}{ad-bc}\begin{pmatrix}a&-b\\-c&d\end{pmatrix}", False, FOUR,
         lambda a, b, c, d: (inv([[a, b], [c, d]]), np.array([[a, -b], [-c, d]]) / (a * d - b * c))),
    Pair("quadratic form with explicit entries",
         r"\begin{pmatrix}x&y\end{pmatrix}\begin{pmatrix}2&1\\1&3\end{pmatrix}\begin{pmatrix}x\\y\end{pmatrix}",
         r"2x^2+xy+3y^2", False, {"x": "real", "y": "real"},
         lambda x, y: (2 * x * x + 2 * x * y + 3 * y * y, 2 * x * x + x * y + 3 * y * y)),
    Pair("two rotations",
         r"\begin{bmatrix}\cos a&-\sin a\\\sin a&\cos a\end{bmatrix}\begin{bmatrix}\cos b&-\sin b\\\sin b&\cos b\end{bmatrix}",
         r"\begin{pmatrix}\cos(a+b)&-\sin(a+b)\\\sin(a+b)&\cos(a+b)\end{pmatrix}", True, {"a": "real", "b": "real"},
         lambda a, b: (rotation(a) @ rotation(b), rotation(a + b))),
    Pair("power of a shear", r"\begin{pmatrix}1&a\\0&1\end{pmatrix}^{3}", r"\begin{pmatrix}1&a^3\\0&1\end{pmatrix}", False,
         {"a": "real"},
         lambda a: (np.linalg.matrix_power(np.array([[1, a], [0, 1]]), 3), np.array([[1, a**3], [0, 1]]))),
    Pair("column vector as a transposed row", r"\begin{pmatrix}2x\\x+y\end{pmatrix}", r"\begin{pmatrix}2x&y+x\end{pmatrix}^\top",
         True, {"x": "real", "y": "real"}, lambda x, y: ([[2 * x], [x + y]], [[2 * x], [y + x]])),
)

STATEMENTS = (
    Pair("inequality solved", r"3-x>1", r"$x<2$", True, {"x": "real"}, lambda: on_line(lambda x: 3 - x > 1, lambda x: x < 2)),
    Pair("inequality, sign not turned", r"-2x<4", r"x<-2", False, {"x": "real"},
         lambda: on_line(lambda x: -2 * x < 4, lambda x: x < -2)),
    Pair("strict or not", r"x\le 2", r"x<2", False, {"x": "real"}, lambda: on_line(lambda x: x <= 2, lambda x: x < 2)),
    Pair("absolute value as two bounds", r"|x-1|\le 3", r"-2\le x\le 4", True, {"x": "real"},
         lambda: on_line(lambda x: abs(x - 1) <= 3, lambda x: (x >= -2) & (x <= 4))),
    Pair("square root of an inequality, negative side lost", r"x^2>9", r"x>3", False, {"x": "real"},
         lambda: on_line(lambda x: x * x > 9, lambda x: x > 3)),
    Pair("same line, other form", r"y=2x+1", r"2x-y+1=0", True, {"x": "real", "y": "real"},
         lambda: on_plane(lambda x, y: y == 2 * x + 1, lambda x, y: 2 * x - y + 1 == 0)),
    Pair("line solved for x, sign", r"y=2x+1", r"x=\frac{y+1}{2}", False, {"x": "real", "y": "real"},
         lambda: on_plane(lambda x, y: y == 2 * x + 1, lambda x, y: x == (y + 1) / 2)),
    Pair("both roots", r"x^2-x-6=0", r"x=3 \text{ or } x=-2", True, {"x": "real"},
         lambda: on_line(lambda x: x * x - x - 6 == 0, lambda x: (x == 3) | (x == -2))),
    Pair("root divided away", r"x(x-1)=0", r"x=1", False, {"x": "real"},
         lambda: on_line(lambda x: x * (x - 1) == 0, lambda x: x == 1)),
    Pair("finite set in another order", r"\{-1,\,0,\,4\}", r"\left\{4,0,-1\right\}", True, {},
         lambda: members({-1, 0, 4}, {4, 0, -1})),
    Pair("set of solutions, one missing", r"\{x\in\mathbb{R} : x^2=4\}", r"\{2\}", False, {"x": "real"},
         lambda: members({x for x in LINE if x * x == 4}, {2})),
    Pair("step size of gradient descent", r"\left|1-\eta L\right|<1", r"0<\eta<\frac{2}{L}", True,
         {r"\eta": "real", "L": "positive"},
         lambda L: on_line(lambda eta: abs(1 - eta * L) < 1, lambda eta: (eta > 0) & (eta < 2 / L))),
    Pair("decision at probability one half", r"\frac{1}{1+e^{-(wx+b)}}\ge\frac{1}{2}", r"wx+b\ge 0", True,
         {"w": "real", "x": "real", "b": "real"},
         lambda w, b: on_line(lambda x: sigmoid(w * x + b) >= 0.5, lambda x: w * x + b >= 0)),
    Pair("decision at probability 0.9, odds forgotten", r"\frac{1}{1+e^{-z}}>0.9", r"z>\ln 0.9", False, {"z": "real"},
         lambda: on_line(lambda z: sigmoid(z) > 0.9, lambda z: z > math.log(0.9))),
)

MINIMIZERS = (
    Pair("ridge regression", r"\arg\min_w\left\{\|Xw-y\|_2^2+\lambda\|w\|_2^2\right\}",
         r"\left(X^\top X+\lambda I\right)^{-1}X^\top y", True,
         RIDGE, lambda rng, X, y: (c := positive(rng)) and (least(lambda v: np.sum((X @ v - y) ** 2) + c * v @ v, X.shape[1]),
                                                     inv(X.T @ X + c * np.eye(X.shape[1])) @ X.T @ y)),
    Pair("ridge regression on the mean loss, n forgotten", r"\arg\min_{w}\frac{1}{n}\|Xw-y\|_2^2+\lambda\|w\|_2^2",
         r"(X^\top X+\lambda I)^{-1}X^\top y", False, {**RIDGE, "n": "natural"},
         lambda rng, X, y: (c := positive(rng)) and (least(lambda v: np.mean((X @ v - y) ** 2) + c * v @ v, X.shape[1]),
                                                     inv(X.T @ X + c * np.eye(X.shape[1])) @ X.T @ y)),
    Pair("quadratic program without constraints", r"\operatorname*{arg\,min}_{x}\;\tfrac12x^\top Ax-b^\top x", r"A^{-1}b", True,
         {"A": "positive definite matrix n", "b": "vector n", "x": "vector n"},
         lambda A, b: (least(lambda x: x @ A @ x / 2 - b @ x, len(b)), inv(A) @ b)),
    Pair("soft threshold", r"\arg\min_{w}\tfrac12(w-v)^2+\lambda|w|", r"\operatorname{sign}(v)\max\left(|v|-\lambda,0\right)",
         True, {"w": "real", "v": "real", r"\lambda": "positive"},
         lambda rng, v: (c := positive(rng)) and (np.round(minimizer(lambda w: (w - v) ** 2 / 2 + c * abs(w)), 5),
                                                  np.round(np.sign(v) * max(abs(v) - c, 0), 5))),
    Pair("weighted mean", r"\arg\min_{c}\sum_{i=1}^{n}a_i(x_i-c)^2", r"\frac{\sum_{i=1}^{n}a_ix_i}{\sum_{i=1}^{n}a_i}", True,
         {"a": "sequence n of positive", "x": "sequence n of real", "c": "real"},
         lambda a, x: (least(lambda c: np.sum(a * (x - c[0]) ** 2), 1)[0], a @ x / a.sum())),
    Pair("mean divided by n minus 1", r"\arg\min_{c}\sum_{i=1}^{n}(x_i-c)^2", r"\frac{1}{n-1}\sum_{i=1}^{n}x_i", False,
         {"x": "sequence n of real", "c": "real", "n": "natural"},
         lambda x: (least(lambda c: np.sum((x - c[0]) ** 2), 1)[0], x.sum() / (len(x) - 1))),
    Pair("shrinkage towards zero, penalty as given", r"\arg\min_x\left[(x-a)^2+\lambda x^2\right]", r"\frac{a}{1+2\lambda}",
         False, {"a": "real", "x": "real", r"\lambda": "positive"},
         lambda rng, a: (c := positive(rng)) and (least(lambda x: (x[0] - a) ** 2 + c * x[0] ** 2, 1)[0], a / (1 + 2 * c))),
    Pair("least value of a parabola", r"\min_{x\in\mathbb{R}}\left(x^2-4x+7\right)", r"3", True, {"x": "real"},
         lambda: (min(LINE**2 - 4 * LINE + 7), 3)),
)

PAIRS = GRADIENTS + TRACES_AND_DETERMINANTS + INVERSES + UPDATES + NORMS_AND_INDICES + STATEMENTS + MINIMIZERS
