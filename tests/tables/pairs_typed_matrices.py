"""Typed answers about matrices: products and transposes, traces, determinants, inverses."""

from __future__ import annotations

from math import cos, sin

import numpy as np
from numpy.linalg import det, inv
from numpy.linalg import matrix_power as power

from tests.tables.pair import Pair

Array = np.ndarray
SQUARE = {"A": "matrix n", "B": "matrix n", "n": "natural"}
INVERTIBLE = {"A": "invertible matrix n", "B": "invertible matrix n"}
FOUR = dict.fromkeys("abcd", "real")


def eye(matrix: Array) -> Array:
    return np.eye(len(matrix))


PRODUCTS = (
    Pair("transpose of a product", "(A B)'", "B'A'", True, {"A": "matrix n m", "B": "matrix m d"},
         lambda A, B: ((A @ B).T, B.T @ A.T)),
    Pair("transpose of a product, order kept", "transpose(A*B)", "transpose(A)*transpose(B)", False, SQUARE,
         lambda A, B: ((A @ B).T, A.T @ B.T)),
    Pair("inverse of a product", "inv(A B)", "inv(B) inv(A)", True, INVERTIBLE, lambda A, B: (inv(A @ B), inv(B) @ inv(A))),
    Pair("inverse of a product, order kept", "(A*B)^-1", "A^-1*B^-1", False, INVERTIBLE,
         lambda A, B: (inv(A @ B), inv(A) @ inv(B))),
    Pair("inverse of a sum", "inv(A + B)", "inv(A) + inv(B)", False, INVERTIBLE, lambda A, B: (inv(A + B), inv(A) + inv(B))),
    Pair("inverse of a multiple", "inv(2A)", "inv(A)/2", True, INVERTIBLE, lambda A: (inv(2 * A), inv(A) / 2)),
    Pair("inverse and transpose change places", "transpose(inv(A))", "inv(A')", True, INVERTIBLE, lambda A: (inv(A).T, inv(A.T))),
    Pair("square of a sum that does not commute", "(A+B)^2", "A^2 + A B + B A + B^2", True, SQUARE,
         lambda A, B: ((A + B) @ (A + B), A @ A + A @ B + B @ A + B @ B)),
    Pair("square of a sum as for numbers", "(A+B)^2", "A² + 2A B + B²", False, SQUARE,
         lambda A, B: ((A + B) @ (A + B), A @ A + 2 * A @ B + B @ B)),
    Pair("difference of squares as for numbers", "(A-B)(A+B)", "A^2 - B^2", False, SQUARE,
         lambda A, B: ((A - B) @ (A + B), A @ A - B @ B)),
    Pair("product of symmetric matrices, transposed", "(A B)'", "A B", False,
         {"A": "symmetric matrix n", "B": "symmetric matrix n"},
         lambda A, B: ((A @ B).T, A @ B)),
    Pair("sandwich of symmetric matrices, transposed", "(A B A)'", "A B A", True,
         {"A": "symmetric matrix n", "B": "symmetric matrix n"},
         lambda A, B: ((A @ B @ A).T, A @ B @ A)),
    Pair("diagonal matrices commute", "C D", "D C", True, {"C": "diagonal matrix n", "D": "diagonal matrix n"},
         lambda C, D: (C @ D, D @ C)),
    Pair("a diagonal matrix and another", "D A", "A D", False, {"D": "diagonal matrix n", "A": "matrix n"},
         lambda D, A: (D @ A, A @ D)),
    Pair("neumann sum times its inverse", "(I - A)*sum(A^k, k, 0, N)", "I - A^(N+1)", True, {"A": "matrix n", "N": "natural"},
         lambda A, N: ((eye(A) - A) @ sum(power(A, k) for k in range(N + 1)), eye(A) - power(A, N + 1))),
    Pair("neumann sum times its inverse, one power short", "(I - A)*sum(A^k, k, 0, N)", "I - A^N", False,
         {"A": "matrix n", "N": "natural"},
         lambda A, N: ((eye(A) - A) @ sum(power(A, k) for k in range(N + 1)), eye(A) - power(A, N))),
    Pair("rotations by double angle", "[[cos(t), -sin(t)], [sin(t), cos(t)]]^2", "[[cos(2t), -sin(2t)], [sin(2t), cos(2t)]]",
         True, {"t": "real"},
         lambda t: (power(np.array([[cos(t), -sin(t)], [sin(t), cos(t)]]), 2),
                    [[cos(2 * t), -sin(2 * t)], [sin(2 * t), cos(2 * t)]])),
    Pair("a matrix on a vector, by columns", "[[1, 2], [3, 4]]*[[1], [1]]", "[[4], [6]]", False, {},
         lambda: (np.array([[1, 2], [3, 4]]) @ [[1], [1]], [[4], [6]])),
)

TRACES = (
    Pair("trace turned round", "tr(A B)", "tr(B A)", True, {"A": "matrix n m", "B": "matrix m n"},
         lambda A, B: (np.trace(A @ B), np.trace(B @ A))),
    Pair("trace of three, two exchanged", "tr(A B C)", "tr(A C B)", False, {**SQUARE, "C": "matrix n"},
         lambda A, B, C: (np.trace(A @ B @ C), np.trace(A @ C @ B))),
    Pair("trace of a product as a product of traces", "tr(A*B)", "tr(A)*tr(B)", False, SQUARE,
         lambda A, B: (np.trace(A @ B), np.trace(A) * np.trace(B))),
    Pair("trace of a square of a sum", "tr((A+B)^2)", "tr(A^2) + 2tr(A B) + tr(B^2)", True, SQUARE,
         lambda A, B: (np.trace((A + B) @ (A + B)), np.trace(A @ A) + 2 * np.trace(A @ B) + np.trace(B @ B))),
    Pair("quadratic form as a trace", "tr(A x x')", "x'A x", True, {"A": "matrix n", "x": "vector n"},
         lambda A, x: (np.trace(A @ np.outer(x, x)), x @ A @ x)),
    Pair("frobenius norm by entries", "trace(A'A)", "sum(sum(A_{ij}^2, j, 1, m), i, 1, n)", True,
         {"A": "matrix n m", "n": "natural", "m": "natural"},
         lambda A: (np.trace(A.T @ A), np.sum(A**2))),
    Pair("frobenius norm, transpose forgotten", "tr(A'A)", "tr(A A)", False, SQUARE,
         lambda A: (np.trace(A.T @ A), np.trace(A @ A))),
    Pair("trace of the identity", "tr(A inv(A))", "1", False, INVERTIBLE, lambda A: (np.trace(A @ inv(A)), 1)),
)

DETERMINANTS = (
    Pair("determinant of a product", "det(A B)", "det(B)det(A)", True, SQUARE, lambda A, B: (det(A @ B), det(A) * det(B))),
    Pair("determinant of a sum", "det(A + B)", "det(A) + det(B)", False, SQUARE, lambda A, B: (det(A + B), det(A) + det(B))),
    Pair("determinant of a multiple", "det(2A)", "2^n*det(A)", True, SQUARE, lambda A, n: (det(2 * A), 2**n * det(A))),
    Pair("determinant of a multiple as for numbers", "det(3A)", "3det(A)", False, SQUARE, lambda A: (det(3 * A), 3 * det(A))),
    Pair("determinant of the opposite, in odd sizes only", "det(-A)", "-det(A)", False, SQUARE, lambda A: (det(-A), -det(A))),
    Pair("determinant of an inverse", "det(inv(A))", "1/det(A)", True, INVERTIBLE, lambda A: (det(inv(A)), 1 / det(A))),
    Pair("determinant of an orthogonal matrix", "det(Q)", "1", False, {"Q": "orthogonal matrix n"},
         lambda Q, rng: (det(Q) * rng.choice([-1, 1]), 1)),
    Pair("squared determinant of an orthogonal matrix", "det(Q)^2", "1", True, {"Q": "orthogonal matrix n"},
         lambda Q: (det(Q) ** 2, 1)),
    Pair("determinant of the identity plus a product", "det(I + A B)", "det(I + B A)", True,
         {"A": "matrix n m", "B": "matrix m n"},
         lambda A, B: (det(eye(A) + A @ B), det(eye(B) + B @ A))),
    Pair("determinant of a rank-one change", "det(A + u v')", "det(A)(1 + v'inv(A)u)", True,
         {"A": "invertible matrix n", "u": "vector n", "v": "vector n"},
         lambda A, u, v: (det(A + np.outer(u, v)), det(A) * (1 + v @ inv(A) @ u))),
    Pair("determinant of a rank-one change, minus", "det(I + u v')", "1 - u'v", False, {"u": "vector n", "v": "vector n"},
         lambda u, v: (det(eye(u) + np.outer(u, v)), 1 - u @ v)),
    Pair("log determinant of a multiple", "log(det(c S))", "n log(c) + log(det(S))", True,
         {"c": "positive", "S": "positive definite matrix n", "n": "natural"},
         lambda c, S, n: (np.log(det(c * S)), n * np.log(c) + np.log(det(S)))),
    Pair("log determinant of a multiple, dimension forgotten", "ln(det(c S))", "ln(c) + ln(det(S))", False,
         {"c": "positive", "S": "positive definite matrix n", "n": "natural"},
         lambda c, S: (np.log(det(c * S)), np.log(c) + np.log(det(S)))),
    Pair("determinant of two by two", "det([[a,b],[c,d]])", "a d - b c", True, FOUR,
         lambda a, b, c, d: (det(np.array([[a, b], [c, d]])), a * d - b * c)),
    Pair("inverse of two by two", "inv([[a,b],[c,d]])", "[[d,-b],[-c,a]]/(a d - b c)", True, FOUR,
         lambda a, b, c, d: (inv(np.array([[a, b], [c, d]])), np.array([[d, -b], [-c, a]]) / (a * d - b * c))),
    Pair("inverse of two by two, diagonal not exchanged", "inv([[a,b],[c,d]])", "[[a,-b],[-c,d]]/(a*d - b*c)", False, FOUR,
         lambda a, b, c, d: (inv(np.array([[a, b], [c, d]])), np.array([[a, -b], [-c, d]]) / (a * d - b * c))),
)

RANK_ONE = {"A": "positive definite matrix n", "u": "vector n"}

INVERSES = (
    Pair("inverse of a rank-one change", "inv(A + u u')", "inv(A) - inv(A) u u' inv(A)/(1 + u'inv(A)u)", True, RANK_ONE,
         lambda A, u: (inv(A + np.outer(u, u)), inv(A) - inv(A) @ np.outer(u, u) @ inv(A) / (1 + u @ inv(A) @ u))),
    Pair("inverse of a rank-one change, minus below", "inv(I + u u')", "I - u u'/(1 - u'u)", False, RANK_ONE,
         lambda u: (inv(eye(u) + np.outer(u, u)), eye(u) - np.outer(u, u) / (1 - u @ u))),
    Pair("ridge solution in the dual", "inv(X'X + λ I) X'y", "X'inv(X X' + λ I) y", True,
         {"X": "matrix n d", "y": "vector n", "λ": "positive"},
         lambda X, y, λ: (inv(X.T @ X + λ * np.eye(3)) @ X.T @ y, X.T @ inv(X @ X.T + λ * np.eye(4)) @ y)),
    Pair("ridge solution without the penalty", "inv(X'X + lambda*I)*X'*y", "inv(X'*X)*X'*y", False,
         {"X": "matrix n d", "y": "vector n", "lambda": "positive"},
         lambda X, y, rng: (inv(X.T @ X + rng.uniform(0.1, 3) * np.eye(3)) @ X.T @ y, inv(X.T @ X) @ X.T @ y)),
    Pair("ridge solution with the penalty squared", "inv(X'X + λ I) X'y", "inv(X'X + λ² I) X'y", False,
         {"X": "matrix n d", "y": "vector n", "λ": "positive"},
         lambda X, y, λ: (inv(X.T @ X + λ * np.eye(3)) @ X.T @ y, inv(X.T @ X + λ**2 * np.eye(3)) @ X.T @ y)),
    Pair("difference of inverses", "inv(A) - inv(B)", "inv(A)(B - A)inv(B)", True, INVERTIBLE,
         lambda A, B: (inv(A) - inv(B), inv(A) @ (B - A) @ inv(B))),
    Pair("difference of inverses, reversed", "inv(A) - inv(B)", "inv(A)(A - B)inv(B)", False, INVERTIBLE,
         lambda A, B: (inv(A) - inv(B), inv(A) @ (A - B) @ inv(B))),
)

PAIRS = PRODUCTS + TRACES + DETERMINANTS + INVERSES
