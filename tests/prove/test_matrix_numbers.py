"""Numbers made of matrices inside of logarithms, roots and densities; what the form of a matrix says of their signs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.prove.matrix_identities import A, F, M, P, Q, S, T, c, c_positive, determinant, identity, inverse, n, tensor, trace, x
from verify.ask import equal, holds
from verify.fuel import Fuel
from verify.mathematics.definite import SIGNS, number_sort
from verify.question import Counterexample, Question
from verify.refute.instances import refute_abstract
from verify.sort import COMPLEX, NONNEGATIVE, NONZERO, POSITIVE, REAL, Scalar
from verify.term import ONE, ZERO, Term, add, matmul, mul, relation, subtract

SPD = "positive definite matrix n"
RIDGE = {"X": "matrix n d", "y": "vector n", "lambda": "positive", "n": "natural", "d": "natural"}
CHANGED = {"A": "invertible matrix n", "u": "vector n", "v": "vector n"}
LOW_RANK = {
    "A": "invertible matrix n", "U": "matrix n k", "C": "invertible matrix k", "V": "matrix k n", "n": "natural", "k": "natural"}
PPCA = {"W": "matrix d k", "s": "positive", "d": "natural", "k": "natural"}

# name -> (left, right, domains, domain of the verdict)
TRUE: dict[str, tuple[str, str, Mapping[str, str], str]] = {
    "log det of a multiple": ("log(det(c S))", "n log(c) + log(det(S))", {"c": "positive", "S": SPD, "n": "natural"}, "total"),
    "log det of a multiple of an inverse": (
        "log(det(c inv(A)))", "n log(c) - log(det(A))", {"c": "positive", "A": SPD, "n": "natural"}, "total"),
    "log det of a product": ("log(det(A B))", "log(det(A)) + log(det(B))", {"A": SPD, "B": SPD}, "total"),
    "log det of an inverse": ("log(det(inv(A)))", "-log(det(A))", {"A": SPD}, "total"),
    "log |det| of an inverse": ("log(abs(det(inv(A))))", "-log(abs(det(A)))", {"A": "invertible matrix n"}, "total"),
    "log |det| of a product": (
        "log(abs(det(A B)))", "log(abs(det(A))) + log(abs(det(B)))",
        {"A": "invertible matrix n", "B": "invertible matrix n"}, "total"),
    "|det| of a rotation": ("abs(det(Q))", "1", {"Q": "orthogonal matrix n"}, "total"),
    "volume of a normal density": (
        "1/sqrt(det(2 pi S))", "(2 pi)^(-n/2) det(S)^(-1/2)", {"S": SPD, "n": "natural"}, "total"),
    "exponent of a normal density": (
        "exp(-(x-y)'inv(2 S)(x-y))", "exp(-(x-y)'inv(S)(x-y)/2)", {"S": SPD, "x": "vector n", "y": "vector n"}, "total"),
    "determinant of noise and factors": (
        "det(W W' + s identity(d))", "s^(d-k) det(W'W + s identity(k))", PPCA, "total"),
    "log determinant of noise and factors": (
        "log(det(W W' + s^2 identity(d)))", "(d-k) log(s^2) + log(det(W'W + s^2 identity(k)))", PPCA, "total"),
    "norm after a rotation": ("norm(Q x)", "norm(x)", {"Q": "orthogonal matrix n", "x": "vector n"}, "total"),
    "distance after a rotation": (
        "norm(Q x - Q y)", "norm(x - y)", {"Q": "orthogonal matrix n", "x": "vector n", "y": "vector n"}, "total"),
    "norm of a rotation": ("norm(Q)", "sqrt(n)", {"Q": "orthogonal matrix n", "n": "natural"}, "total"),
    "norm of a projection": (
        "norm(X inv(X'X) X' y)^2", "y' X inv(X'X) X' y", {"X": "matrix n d", "y": "vector n"}, "common"),
    "ridge regression in the dual": (
        "inv(X'X + lambda identity(d)) X'", "X' inv(X X' + lambda identity(n))", RIDGE, "total"),
    "evidence of ridge regression": (
        "y'inv(X X' + lambda identity(n)) y", "(y'y - y'X inv(X'X + lambda identity(d)) X'y)/lambda", RIDGE, "total"),
    "a reflection": ("(identity(n) - 2 v v'/(v'v))^2", "identity(n)", {"v": "nonzero vector n", "n": "natural"}, "total"),
    "inverse of a rank-one change": (
        "inv(identity(n) + u u')", "identity(n) - u u'/(1 + u'u)", {"u": "vector n", "n": "natural"}, "total"),
    "logarithm of what a rank-one change leaves": (
        "log(1 - u' inv(A + u u') u)", "-log(1 + u' inv(A) u)", {"A": SPD, "u": "vector n"}, "total"),
    "length after a rank-one change": (
        "sqrt(u' inv(A + u u') u)", "sqrt(u' inv(A) u/(1 + u' inv(A) u))", {"A": SPD, "u": "vector n"}, "total"),
    "odds of a rank-one change": (
        "u' inv(A + u u') u/(1 - u' inv(A + u u') u)", "u' inv(A) u", {"A": SPD, "u": "vector n"}, "total"),
    "determinant and inverse of a rank-one change": (
        "det(A + u u') u' inv(A + u u') u", "det(A) u' inv(A) u", {"A": SPD, "u": "vector n"}, "total"),
    "ratio of determinants": (
        "1 - v' inv(A + u v') u", "det(A)/det(A + u v')", CHANGED, "common"),
    "two rank-one changes": (
        "u' inv(A + u u' + v v') u", "1 - 1/(1 + u' inv(A + v v') u)", {**CHANGED, "A": SPD}, "total"),
    "log determinant with the noise divided out": (
        "log(det(identity(n) + S/s^2))", "log(det(s^2 identity(n) + S)) - n log(s^2)",
        {"S": SPD, "s": "positive", "n": "natural"}, "total"),
    "log determinant with the noise divided out in the dual": (
        "log(det(s^2 identity(d) + W W'))", "d log(s^2) + log(det(identity(k) + W'W/s^2))", PPCA, "total"),
    "inverse of a rank-one change of an invertible matrix": (
        "inv(A + u v')", "inv(A) - inv(A) u v' inv(A)/(1 + v' inv(A) u)", CHANGED, "common"),
    "the same from the other side": (
        "inv(A) - inv(A) u v' inv(A)/(1 + v' inv(A) u)", "inv(A + u v')", CHANGED, "common"),
    "inverse of a low-rank change": (
        "inv(A + U C V)", "inv(A) - inv(A) U inv(inv(C) + V inv(A) U) V inv(A)", LOW_RANK, "common"),
    "low-rank change pushed through": ("inv(identity(n) + U V) U", "U inv(identity(k) + V U)", LOW_RANK, "common"),
    "log determinant of a rank-one change": (
        "log(det(A + u v')) - log(det(A))", "log(1 + v' inv(A) u)", {**CHANGED, "A": SPD}, "common"),
}  # fmt: skip

# Equal where both are defined, and one of the two is defined at more points.
PARTIAL: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "A may be singular where A + u v' is not": (
        "inv(A + u v')", "inv(A) - inv(A) u v' inv(A)/(1 + v' inv(A) u)", {**CHANGED, "A": "matrix n"}),
    "C may be singular": (
        "inv(A + U C V)", "inv(A) - inv(A) U inv(inv(C) + V inv(A) U) V inv(A)", {**LOW_RANK, "C": "matrix k"}),
    "two negative numbers have a positive product": (
        "log(det(A + u v'))", "log(det(A)) + log(1 + v' inv(A) u)", CHANGED),
}

FALSE: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "log det of a multiple as of a number": (
        "log(det(c S))", "log(c) + log(det(S))", {"c": "positive", "S": SPD, "n": "natural"}),
    "logarithm of what a rank-one change leaves, sign": (
        "log(1 - u' inv(A + u u') u)", "log(1 + u' inv(A) u)", {"A": SPD, "u": "vector n"}),
    "odds of a rank-one change, inverted": (
        "u' inv(A + u u') u/(1 - u' inv(A + u u') u)", "1/(u' inv(A) u)", {"A": SPD, "u": "vector n"}),
    "determinant and inverse of a rank-one change, determinants swapped": (
        "det(A) u' inv(A + u u') u", "det(A + u u') u' inv(A) u", {"A": SPD, "u": "vector n"}),
    "ratio of determinants, inverted": (
        "1 - v' inv(A + u v') u", "det(A + u v')/det(A)", CHANGED),
    "log determinant with the noise divided out once": (
        "log(det(identity(n) + S/s^2))", "log(det(s^2 identity(n) + S)) - log(s^2)",
        {"S": SPD, "s": "positive", "n": "natural"}),
    "log determinant with the noise divided out with the other size": (
        "log(det(s^2 identity(d) + W W'))", "k log(s^2) + log(det(identity(k) + W'W/s^2))", PPCA),
    "log det of a sum": ("log(det(A + B))", "log(det(A)) + log(det(B))", {"A": SPD, "B": SPD}),
    "determinant of a rotation": ("det(Q)", "1", {"Q": "orthogonal matrix n"}),
    "log determinant of noise with the wrong exponent": (
        "log(det(W W' + s^2 identity(d)))", "(k-d) log(s^2) + log(det(W'W + s^2 identity(k)))", PPCA),
    "log determinant of noise without the missing dimensions": (
        "log(det(W W' + s^2 identity(d)))", "log(det(W'W + s^2 identity(k)))", PPCA),
    "norm after any map": ("norm(A x)", "norm(x)", {"A": "invertible matrix n", "x": "vector n"}),
    "norm of a sum": ("norm(x + y)", "norm(x) + norm(y)", {"x": "vector n", "y": "vector n"}),
    "volume of a normal density without the size": (
        "sqrt(det(2 pi S))", "sqrt(2 pi) sqrt(det(S))", {"S": SPD, "n": "natural"}),
    "a reflection without the two": (
        "(identity(n) - v v'/(v'v))^2", "identity(n)", {"v": "nonzero vector n", "n": "natural"}),
    "inverse of a rank-one change with a minus": (
        "inv(identity(n) + u u')", "identity(n) - u u'/(1 - u'u)", {"u": "vector n", "n": "natural"}),
    "ridge regression without the penalty": ("inv(X'X + lambda identity(d)) X'y", "inv(X'X) X'y", RIDGE),
    "trace of a product": ("tr(A B)", "tr(A) tr(B)", {"A": "matrix n", "B": "matrix n"}),
    "determinant of a rank-one change with a minus": (
        "det(identity(n) + u v')", "1 - u'v", {"u": "vector n", "v": "vector n", "n": "natural"}),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_true_equation_is_proved_on_its_domain(name: str) -> None:
    left, right, domains, domain = TRUE[name]
    verdict = equal(left, right, domains)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", domain, "checked")


@pytest.mark.parametrize("name", PARTIAL)
def test_equation_that_is_not_defined_throughout_is_not_said_to_be(name: str) -> None:
    for left, right in (PARTIAL[name][:2], PARTIAL[name][1::-1]):
        verdict = equal(left, right, PARTIAL[name][2])
        assert (verdict.truth, verdict.domain) in (("proved", "open"), ("proved", "mismatch"))


@pytest.mark.parametrize("name", FALSE)
def test_false_equation_is_refuted(name: str) -> None:
    assert equal(*FALSE[name]).truth == "refuted"


def test_the_side_that_is_defined_is_named() -> None:
    """At n = 1, d = 2 the matrix X'X is singular: the left side is undefined, the right side is 2."""
    verdict = equal("tr(X inv(X' X) X')", "d", {"X": "matrix n d", "d": "natural", "n": "natural"})
    assert (verdict.truth, verdict.domain) == ("proved", "mismatch")
    assert verdict.one_sided is not None and verdict.one_sided.side == "right"
    turned = equal("d", "tr(X inv(X' X) X')", {"X": "matrix n d", "d": "natural", "n": "natural"})
    assert turned.one_sided is not None and turned.one_sided.side == "left"


def test_singular_semidefinite_matrices_are_no_open_part_of_them() -> None:
    verdict = equal("inv(S) S", "identity(n)", {"S": "positive semidefinite matrix n", "n": "natural"})
    assert verdict.truth == "proved" and verdict.domain in ("common", "open")


# -------------------------------------------------------------------------------------------------- signs by the form

semidefinite = tensor("G", n, n, "positive semidefinite")
v = tensor("v", n, ONE, "nonzero")
hermitian = tensor("H", n, n, "positive definite", element=COMPLEX)

SORTS: dict[str, tuple[Term, Scalar]] = {
    "determinant of a definite matrix": (determinant(P), POSITIVE),
    "of a semidefinite one": (determinant(semidefinite), NONNEGATIVE),
    "of an invertible one": (determinant(M), NONZERO),
    "of any one": (determinant(A), REAL),
    "of an orthogonal one": (determinant(Q), SIGNS),
    "of a symmetric one": (determinant(S), REAL),
    "of a definite matrix and a Gram matrix": (determinant(add(P, matmul(A, T(A)))), POSITIVE),
    "of a Gram matrix": (determinant(matmul(T(F), F)), NONNEGATIVE),
    "of a Gram matrix and a positive multiple": (
        determinant(add(matmul(T(F), F), mul(c_positive, identity(F.shape[1])))), POSITIVE),
    "of a Gram matrix and any multiple": (determinant(add(matmul(T(F), F), mul(c, identity(F.shape[1])))), REAL),
    "of a difference of definite matrices": (determinant(subtract(P, identity(n))), REAL),
    "of a product of definite matrices, which is not symmetric": (determinant(matmul(P, inverse(P))), POSITIVE),
    "of a product with a matrix of unknown sign": (determinant(matmul(P, A)), REAL),
    "of a sandwich": (determinant(matmul(T(M), P, M)), POSITIVE),
    "of a sandwich that may be singular": (determinant(matmul(T(A), P, A)), NONNEGATIVE),
    "of a complex matrix": (determinant(hermitian), REAL),
    "square of a vector": (matmul(T(x), x), NONNEGATIVE),
    "square of a vector that is not 0": (matmul(T(v), v), POSITIVE),
    "form of a definite matrix": (matmul(T(v), inverse(P), v), POSITIVE),
    "form of a semidefinite matrix": (matmul(T(v), semidefinite, v), NONNEGATIVE),
    "form of a symmetric matrix": (matmul(T(v), S, v), REAL),
    "form of two vectors": (matmul(T(v), P, x), REAL),
    "trace of a Gram matrix": (trace(matmul(A, T(A))), NONNEGATIVE),
    "trace of a square": (trace(matmul(A, A)), REAL),
    "trace of a definite matrix": (trace(P), POSITIVE),
    "trace of two definite matrices": (trace(matmul(P, inverse(P))), POSITIVE),
    "trace of three definite matrices": (trace(matmul(P, tensor("P2", n, n, "positive definite"), inverse(P))), REAL),
    "trace of an identity that may be empty": (trace(identity(subtract(n, ONE))), NONNEGATIVE),
}  # fmt: skip


@pytest.mark.parametrize("name", SORTS)
def test_the_sort_of_a_number_by_its_form(name: str) -> None:
    term, sort = SORTS[name]
    found = number_sort(term)
    assert (found.sign, found.is_nonnegative, found.is_nonzero, found.values) == (
        sort.sign, sort.is_nonnegative, sort.is_nonzero, sort.values)  # fmt: skip


def is_refuted(statement: Term) -> bool:
    return isinstance(refute_abstract(Question(statement), Fuel()), Counterexample)


@pytest.mark.parametrize("name", [name for name, (_, sort) in SORTS.items() if sort is not REAL])
def test_no_model_has_another_sign(name: str) -> None:
    term, sort = SORTS[name]
    wanted = {1: relation("lt", ZERO, term)}.get(sort.sign or 0)
    if wanted is None:
        wanted = relation("le", ZERO, term) if sort is NONNEGATIVE else relation("ne", term, ZERO)
    assert not is_refuted(wanted)


@pytest.mark.parametrize("name", ["of a Gram matrix and any multiple", "of a difference of definite matrices",
                                  "form of a symmetric matrix", "form of two vectors", "trace of a square", "of any one"])
def test_what_has_no_sign_has_models_of_both(name: str) -> None:
    term, _ = SORTS[name]
    assert is_refuted(relation("le", ZERO, term)) and is_refuted(relation("le", term, ZERO))


def test_a_sign_is_proved_and_its_proof_accepted() -> None:
    verdict = holds("det(X'X + lambda identity(d)) > 0", {"X": "matrix n d", "lambda": "positive", "d": "natural"})
    assert (verdict.truth, verdict.trust) == ("proved", "checked")


def test_a_sign_that_needs_a_declaration_is_not_proved_without_it() -> None:
    assert holds("det(X'X) > 0", {"X": "matrix n d"}).truth != "proved"
    assert holds("v'v > 0", {"v": "vector n"}).truth != "proved"


def test_a_determinant_under_a_derivative_is_no_plain_number() -> None:
    verdict = equal("diff(log(det(K + v identity(n))), v)", "0", {"K": SPD, "v": "positive", "n": "natural"})
    assert verdict.truth == "refuted"
