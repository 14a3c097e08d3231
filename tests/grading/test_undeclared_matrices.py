r"""Vectors and matrices that nobody declared: their shapes are those that the question can be read with."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import Grader, grade
from verify.grading.row import row_of
from verify.grading.texts.inferred_shapes import shapes_of

_LEAST_SQUARES = r"(X^\top X)^{-1}X^\top y"
_RIDGE = r"(X^\top X + \lambda I)^{-1}X^\top y"
_GRADIENT = r"2X^\top(Xw-y)"
_PREDICTED = r"\kappa - k^\top (K+s^2 I)^{-1} k"
_GAUSSIAN = r"-\frac12 (x-\mu)^\top\Sigma^{-1}(x-\mu)"

SHAPES: list[tuple[str, list[Mapping[str, str]]]] = [
    (_LEAST_SQUARES, [{"X": "matrix n d", "y": "vector n"}]),
    (r"\hat\beta = (X^TX)^{-1}X^Ty", [{"X": "matrix n d", "y": "vector n"}]),
    (_GRADIENT, [{"X": "matrix n d", "w": "vector d", "y": "vector n"}]),
    (r"x^\top A x + b^\top x", [{"x": "vector n", "A": "matrix n n", "b": "vector n"}]),
    (r"w^\top x + b", [{"w": "vector n", "x": "vector n"}]),
    (_GAUSSIAN, [{"x": "vector n", "mu": "vector n", "Sigma": "symmetric positive definite matrix n"}]),
    (r"\mathrm{tr}(ABC)", [{"A": "matrix n d", "B": "matrix d p", "C": "matrix p n"}]),
    (r"QK^\top/\sqrt{d}", [{"Q": "matrix n m", "K": "matrix k m"}]),
    (r"\sum_{i=1}^n (y_i - w^\top x_i)^2",
     [{"y": "sequence n of real", "w": "vector d", "x": "sequence n of vector d"}]),
    ("inv(I - gamma*P)*r", [{"P": "matrix d d", "r": "vector d"}]),
    ("inv(X'*X)*X'*y", [{"X": "matrix d m", "y": "vector d"}]),
    (r"A^\top A + A A^\top", [{"A": "matrix n n"}]),
    # nothing is multiplied as matrices, what has one row is no matrix, and what binds its names says more of them
    ("a b + c", []),
    (r"x^\top y + A^{-1}", []),
    (r"\mathbb{E}[x x^\top]", []),
    (r"\frac{1}{N}\sum_{i=1}^N x_j x_i^\top", []),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "shapes"), SHAPES)
def test_shapes(formula: str, shapes: list[Mapping[str, str]]) -> None:
    assert [dict(each) for each in shapes_of(row_of({"reference": formula, "submitted": "1"}))] == shapes


RIGHT = [
    (_LEAST_SQUARES, r"\hat\beta = (X^TX)^{-1}X^Ty"), (_RIDGE, r"X^\top(XX^\top+\lambda I)^{-1}y"),
    (_GRADIENT, r"2X^\top X w - 2X^\top y"), (_GRADIENT, r"-2X^\top(y-Xw)"),
    (r"\mathrm{tr}(AB)", r"\mathrm{tr}(BA)"), (r"\mathrm{tr}(ABC)", r"\mathrm{tr}(CAB)"), (r"(AB)^\top", r"B^\top A^\top"),
    (r"(A^{-1})^\top", r"(A^\top)^{-1}"), (r"x^\top A y", r"y^\top A^\top x"),
    (_PREDICTED, r"\kappa - k^T\left(K + s^{2}I\right)^{-1}k"), (_GAUSSIAN, r"-\frac12 (\mu-x)^\top\Sigma^{-1}(\mu-x)"),
    ("inv(I - gamma*P)*r", "V = (I - gamma*P)^-1 * r"), ("inv(X'*X)*X'*y", "w = inv(X'*X)*(X'*y)"),
    (r"x^\top x", r"\|x\|^2"), (r"w^\top x + b", r"x^\top w + b"),
    (r"\|Xw-y\|^2 + \lambda w^\top w", r"w^\top X^\top X w - 2 y^\top X w + y^\top y + \lambda\|w\|^2"),
    (r"\sum_{i=1}^n (y_i - w^\top x_i)^2", r"\sum_{i=1}^n (w^\top x_i - y_i)^2"),
    # a covariance is symmetric
    (r"(x-\mu)^\top\Sigma^{-1}(x-\mu)", r"x^\top\Sigma^{-1}x-2\mu^\top\Sigma^{-1}x+\mu^\top\Sigma^{-1}\mu"),
    (r"\nabla_x x^\top\Sigma x", r"2\Sigma x"),
    (r"\nabla_\mu -\frac12(x-\mu)^\top\Sigma^{-1}(x-\mu)", r"\Sigma^{-1}(x-\mu)"),
    (r"(A+uv^\top)^{-1}", r"A^{-1} - \frac{A^{-1}uv^\top A^{-1}}{1+v^\top A^{-1}u}"),
]  # fmt: skip
WRONG = [
    (_LEAST_SQUARES, r"X^\top(XX^\top)^{-1}y"), (r"\frac1n X^\top(Xw-y)", r"\frac2n X^\top(Xw-y)"),
    (_RIDGE, r"(X^\top X - \lambda I)^{-1}X^\top y"), (_GRADIENT, r"X^\top(Xw-y)"),
    (r"(x-\mu)^\top\Sigma^{-1}(x-\mu)", r"x^\top\Sigma^{-1}x-\mu^\top\Sigma^{-1}x+\mu^\top\Sigma^{-1}\mu"),
    (_PREDICTED, r"\kappa + k^\top (K+s^2 I)^{-1} k"), (_PREDICTED, r"\kappa - k^\top K^{-1} k"),
    (_GAUSSIAN, r"-\frac12 (x-\mu)^\top\Sigma(x-\mu)"), (r"(AB)^\top", r"A^\top B^\top"),
    (r"\mathrm{tr}(AB)", r"\mathrm{tr}(A)\mathrm{tr}(B)"), (r"x^\top x", r"\|x\|"),
    (r"\sum_{i=1}^n (y_i - w^\top x_i)^2", r"\sum_{i=1}^n (y_i + w^\top x_i)^2"),
]  # fmt: skip
# right for symmetric, orthogonal or square matrices, or vectors of length 1; for numbers; or with a T that is a number
NOT_KNOWN = [
    (r"\nabla_x x^\top A x", "2Ax"),
    (r"x^\top A y", r"y^\top A x"), (r"\mathrm{tr}(ABC)", r"\mathrm{tr}(ACB)"), (r"\det(AB)", r"\det(BA)"), (r"Q^\top Q", "I"),
    (r"(I - 2vv^\top)^2", "I"), (_LEAST_SQUARES, "X^{-1}y"), (r"x x^\top", r"x^\top x"), (r"\gamma^T r", r"2 r\gamma^T"),
    ("P^T x", "x P^T"), (r"(A+uv^\top)^{-1}", r"A^{-1} + \frac{A^{-1}uv^\top A^{-1}}{1+v^\top A^{-1}u}"),
    (r"\log(x^\top x\lambda^2)", r"\log(x^\top x)+2\log\lambda"),  # a rate is positive beside an identity only
    (_LEAST_SQUARES, r"(X^\top X)^{-1}X^\top y + c"), (r"2^n\det(A)", r"\det(2A)"),
    # sizes that nobody says, least squares with a matrix that is not square, derivatives and complements with primes
    (r"\det(2A)", r"8\det(A)"), (r"\det(2A)", r"2\det(A)"), (r"\det(AB)", r"\det(A)\det(B)"),
    (r"\operatorname{tr}(A+I)", r"\operatorname{tr}(A)+3"),
    (r"(A^\top A)^{-1}A^\top b", "A^{-1}b"), ("A'*B + A*B'", "(A+B)*(A'+B')"), ("f'*g - g'*f", "0"), ("A + A'*B", "A + B"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_all_shapes(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_wrong_for_symmetric_matrices_too(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), NOT_KNOWN)
def test_not_known_for_special_matrices(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")


def test_the_shapes_are_told() -> None:
    assert "X is not declared, and taken for matrix n d" in Grader(_LEAST_SQUARES).grade(_LEAST_SQUARES).choices


def test_lines_about_undeclared_matrices() -> None:
    lines = [_GRADIENT + " = 0", r"X^\top X w = X^\top y", r"w = (X^\top X)^{-1} X^\top y"]
    assert grade({"lines": lines, "reference": _LEAST_SQUARES}).verdict in ("correct", "undecided", "unreadable")
    chain = [r"(AB)^\top C", r"= B^\top A^\top C", r"= (A B)^\top C"]
    assert grade({"lines": chain, "reference": r"(AB)^\top C"}).verdict == "correct"
    wrong = [r"(AB)^\top C", r"= A^\top B^\top C"]
    assert grade({"lines": wrong, "reference": r"(AB)^\top C"}).verdict != "correct"


def test_a_declared_rate_is_what_it_is_declared_as() -> None:
    row = {"reference": _RIDGE, "submitted": r"X^\top(XX^\top+\lambda I)^{-1}y", "symbols": {r"\lambda": "real"}}
    assert grade(row).verdict == "undecided"


_ATTENTION = r"\mathrm{softmax}(\frac{QK^\top}{\sqrt{d_k}})V"
OF_CUSTOM = [
    (_ATTENTION, r"\operatorname{softmax}(QK^\top/d_k)V", "wrong"),
    (r"Q\Lambda Q^\top", r"Q\Lambda Q^{-1}", "undecided"),  # right for orthogonal ones
    (r"UU^\top x", "x", "undecided"),
    (r"V^\top V", "2I", "wrong"),
    (r"D A D^\top", "D A D", "undecided"),  # right for diagonal ones
    (r"O^\top O x", "x", "undecided"),
    (r"y^\top M y", r"y^\top M^\top M y", "undecided"),  # right for I - H
    (r"x^\top C^2 x", r"x^\top C x", "undecided"),
    (r"y^\top M y", r"2 y^\top M y", "wrong"),
    (r"Q^\top A Q x", r"2 Q^\top A Q x", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), OF_CUSTOM)
def test_what_is_wrong_is_so_for_matrices_as_custom_has_them(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
