"""Gradients by matrices and vectors, and derivatives of numbers made of matrices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.prove.matrix_identities import A, M, P, Q, S, T, determinant, identity, n, tensor, trace, x
from verify.ask import equal
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.sort import COMPLEX, POSITIVE, REAL, Function
from verify.term import TWO, Term, apply, derivative, log, make, matmul, mul, power, sqrt, symbol

SPD = "positive definite matrix n"
NOISE = {"K": SPD, "v": "positive", "y": "vector n", "n": "natural"}

# name -> (left, right, domains, domain of the verdict)
TRUE: dict[str, tuple[str, str, Mapping[str, str], str]] = {
    "log det": ("grad(log(det(S)), S)", "inv(S)'", {"S": SPD}, "total"),
    "log det of a matrix of any sign": ("grad(log(det(X)), X)", "inv(X)'", {"X": "invertible matrix n"}, "mismatch"),
    "log |det|": ("grad(log(abs(det(X))), X)", "inv(X)'", {"X": "invertible matrix n"}, "total"),
    "det": ("grad(det(X), X)", "det(X) inv(X)'", {"X": "invertible matrix n"}, "total"),
    "norm": ("grad(norm(x), x)", "x/norm(x)", {"x": "nonzero vector n"}, "total"),
    "distance": ("grad(norm(x - a), x)", "(x - a)/norm(x - a)", {"x": "vector n", "a": "vector n"}, "common"),
    "squared distance": (
        "grad(norm(y - X w)^2, w)", "2 X'(X w - y)", {"y": "vector n", "X": "matrix n d", "w": "vector d"}, "total"),
    "quadratic form": ("grad(x' A x, x)", "(A + A') x", {"A": "matrix n", "x": "vector n"}, "total"),
    "trace of an inverse": (
        "grad(tr(inv(X) A), X)", "-(inv(X) A inv(X))'", {"A": "matrix n", "X": "invertible matrix n"}, "total"),
    "form of an inverse": (
        "grad(y' inv(X) y, X)", "-inv(X)' y y' inv(X)'", {"y": "vector n", "X": "invertible matrix n"}, "total"),
    "form of an inverse by the noise": (
        "diff(y' inv(K + v identity(n)) y, v)", "-y' inv(K + v identity(n)) inv(K + v identity(n)) y", NOISE, "total"),
    "log det by the noise": ("diff(log(det(K + v identity(n))), v)", "tr(inv(K + v identity(n)))", NOISE, "total"),
    "log likelihood by the covariance": (
        "grad(-log(det(S))/2 - x' inv(S) x/2, S)", "(inv(S) x x' inv(S) - inv(S))/2", {"S": SPD, "x": "vector n"}, "total"),
    "second derivative along a line": (
        "diff((x + t y)' A (x + t y), t, 2)", "2 y' A y",
        {"A": "matrix n", "x": "vector n", "y": "vector n", "t": "real"}, "total"),
    "second derivative of a log det": (
        "diff(log(det(K + v identity(n))), v, 2)", "-tr(inv(K + v identity(n)) inv(K + v identity(n)))", NOISE, "total"),
    "Hessian of a quadratic form": ("grad(grad(x' A x, x), x)", "A + A'", {"A": "matrix n", "x": "vector n"}, "total"),
}  # fmt: skip

FALSE: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "log det without the transpose": ("grad(log(abs(det(X))), X)", "inv(X)", {"X": "invertible matrix n"}),
    "norm without the norm below": ("grad(norm(x), x)", "x", {"x": "nonzero vector n"}),
    "form of an inverse with one inverse": (
        "diff(y' inv(K + v identity(n)) y, v)", "-y' inv(K + v identity(n)) y", NOISE),
    "log det by the noise as a determinant": ("diff(log(det(K + v identity(n))), v)", "det(inv(K + v identity(n)))", NOISE),
    "form of an inverse with a plus": (
        "grad(y' inv(X) y, X)", "inv(X)' y y' inv(X)'", {"y": "vector n", "X": "invertible matrix n"}),
    "second derivative without the 2": (
        "diff((x + t y)' A (x + t y), t, 2)", "y' A y", {"A": "matrix n", "x": "vector n", "y": "vector n", "t": "real"}),
    "quadratic form as if symmetric": ("grad(x' A x, x)", "2 A x", {"A": "matrix n", "x": "vector n"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true_derivative_is_proved_on_its_domain(name: str) -> None:
    left, right, domains, domain = TRUE[name]
    verdict = equal(left, right, domains)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", domain, "checked")


@pytest.mark.parametrize("name", FALSE)
def test_false_derivative_is_refuted(name: str) -> None:
    assert equal(*FALSE[name]).truth == "refuted"


def test_a_log_of_a_determinant_of_any_sign_is_defined_on_less() -> None:
    verdict = equal("grad(log(det(X)), X)", "inv(X)'", {"X": "invertible matrix n"})
    assert verdict.one_sided is not None and verdict.one_sided.side == "right"


# --------------------------------------------------------------------------------------------------- what has no rule here

v, w = symbol("v", POSITIVE), symbol("w", REAL)
diagonal = tensor("D", n, n, "diagonal")
complex_matrix = tensor("Z", n, n, element=COMPLEX)

WITHOUT_A_RULE: dict[str, Term] = {
    "an orthogonal matrix, whose entries are not free": make("gradient", (trace(matmul(A, Q)), Q)),
    "a diagonal matrix, whose entries are not free": make("gradient", (trace(matmul(A, diagonal)), diagonal)),
    "complex numbers": make("gradient", (trace(matmul(complex_matrix, complex_matrix)), complex_matrix)),
    "an unknown function": derivative(apply(symbol("f", Function()), trace(mul(v, A))), v),
    "an exponent that varies": derivative(power(determinant(P), v), v),
    "a map": make("gradient", (trace(make("map", (make("lambda", (w, power(w, TWO))), A))), A)),
}


@pytest.mark.parametrize("name", WITHOUT_A_RULE)
def test_no_formula(name: str) -> None:
    with pytest.raises(InputError):
        matrix_derivative(WITHOUT_A_RULE[name])


def test_a_root_has_a_derivative_where_it_is_not_0() -> None:
    """sqrt((x'x)^2) = x'x has a derivative at 0, and the formula for the root has none."""
    _, obligations = matrix_derivative(make("gradient", (sqrt(determinant(M)), M)))
    assert [each.op for each in obligations] == ["lt"]
    assert equal("grad(sqrt((x'x)^2), x)", "2 x", {"x": "vector n"}).domain != "mismatch"


def test_a_symmetric_matrix_is_differentiated_entry_by_entry() -> None:
    formula, obligations = matrix_derivative(make("gradient", (trace(matmul(A, S)), S)))
    assert formula is matmul(T(A), identity(n)) and not obligations


def test_the_other_convention_for_symmetric_matrices_is_not_refuted() -> None:
    verdict = equal("grad(log(det(S)), S)", "2 inv(S) - hadamard(identity(n), inv(S))", {"S": SPD, "n": "natural"})
    assert verdict.truth == "undecided"


def test_nothing_depends_on_the_variable() -> None:
    formula, _ = matrix_derivative(make("gradient", (log(determinant(P)), x)))
    assert formula is make("zeros", x.shape)
