"""Diagonal and triangular matrices of symbolic size: their determinants and inverses are told by their entries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.ask import equal, holds
from verify.fuel import Fuel
from verify.grading import grade
from verify.mathematics.definite import DEFINITE, SEMIDEFINITE, UNKNOWN, definiteness
from verify.mathematics.triangular import is_diagonal, is_triangular
from verify.prove.words import prove_words
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck.words import check_words
from verify.term import Term

WORDS = {
    "n": "natural", "i": "integer in 1..n", "s": "positive vector n", "u": "nonnegative vector n", "v": "vector n",
    "m": "vector n", "x": "vector n", "D": "diagonal matrix n", "E": "diagonal matrix n",
    "P": "diagonal positive definite matrix n",
    "G": "diagonal invertible matrix n", "L": "lower triangular matrix n", "R": "invertible lower triangular matrix n",
    "M": "lower triangular matrix 3", "V": "orthogonal matrix n", "W": "orthogonal matrix n", "A": "matrix n n",
    "K": "positive definite matrix n", "C": "symmetric matrix n",
}  # fmt: skip

TRUE = [
    ("det(D)", "prod(D_{ii}, i, 1, n)"), ("det(diag(v))", "prod(v_i, i, 1, n)"), ("det(L)", "prod(L_{ii}, i, 1, n)"),
    ("det(L^T)", "prod(L_{ii}, i, 1, n)"), ("det(L L^T)", "prod(L_{ii}^2, i, 1, n)"), ("det(M)", "M_{11} M_{22} M_{33}"),
    ("det(V D V^T)", "prod(D_{ii}, i, 1, n)"), ("det(diag(s) + I)", "prod(1 + s_i, i, 1, n)"),
    ("log(det(diag(s)))", "sum(log(s_i), i, 1, n)"), ("log(det(diag(s^2)))", "2 sum(log(s_i), i, 1, n)"),
    ("log(det(P))", "sum(log(P_{ii}), i, 1, n)"), ("log(det(2 pi diag(s)))", "n log(2 pi) + sum(log(s_i), i, 1, n)"),
    ("log(det(R R^T))", "2 sum(log(abs(R_{ii})), i, 1, n)"), ("tr(inv(diag(s)))", "sum(1/s_i, i, 1, n)"),
    ("x' inv(diag(s)) x", "sum(x_i^2/s_i, i, 1, n)"), ("inv(diag(s))", "diag(1/s)"), ("diag(s)^2", "diag(s^2)"),
    ("diag(s) diag(v)", "diag(v .* s)"), ("diag(v) diag(s)^(-1)", "diag(v/s)"), ("inv(diag(s)) inv(P)", "inv(P diag(s))"),
    ("(D + E)^2", "D^2 + 2 D E + E^2"), ("inv(inv(diag(s)))", "diag(s)"), ("P inv(P) diag(v)", "diag(v)"),
    ("tr(V D V^T)", "sum(D_{ii}, i, 1, n)"), ("tr(D^2 V^T V)", "sum(D_{ii}^2, i, 1, n)"), ("norm(V x)^2", "sum(x_i^2, i, 1, n)"),
    ("tr((V A W)^T V A W)", "sum(sum(A_{ij}^2, i, 1, n), j, 1, n)"),
    ("log(N(x; m, diag(s)))", "-n/2 log(2 pi) - sum(log(s_i), i, 1, n)/2 - sum((x_i - m_i)^2/(2 s_i), i, 1, n)"),
]  # fmt: skip

FALSE = [
    ("det(L + L^T)", "prod(2 L_{ii}, i, 1, n)"), ("det(L L^T)", "prod(L_{ii}, i, 1, n)"), ("det(A)", "prod(A_{ii}, i, 1, n)"),
    ("det(K)", "prod(K_{ii}, i, 1, n)"), ("det(C)", "prod(C_{ii}, i, 1, n)"), ("inv(diag(s)) x", "x"), ("diag(v)^2", "diag(v)"),
    ("inv(R)", "R"), ("tr(inv(K))", "sum(1/K_{ii}, i, 1, n)"), ("diag(v) A", "A diag(v)"),
    ("log(det(diag(s^2)))", "sum(log(s_i), i, 1, n)"), ("det(diag(s) + I)", "1 + prod(s_i, i, 1, n)"),
    ("tr(A D A^T)", "sum(D_{ii}, i, 1, n)"), ("det(A D A^T)", "prod(D_{ii}, i, 1, n)"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_proved(left: str, right: str) -> None:
    verdict = equal(left, right, symbols=WORDS)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


@pytest.mark.parametrize(("left", "right"), FALSE)
def test_refuted(left: str, right: str) -> None:
    verdict = equal(left, right, symbols=WORDS)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


# Where the logarithm has a value no entry on the diagonal is 0; sum log L_ii may have none where it has one.
@pytest.mark.parametrize(
    ("left", "right", "domain"),
    [
        ("log(det(L L^T))", "2 sum(log(abs(L_{ii})), i, 1, n)", "open"),
        ("log(prod(v_i^2, i, 1, n))", "2 sum(log(abs(v_i)), i, 1, n)", "open"),
        ("log(prod(v_i, i, 1, n))", "sum(log(abs(v_i)), i, 1, n)", "mismatch"),
    ],
)
def test_logarithms_of_products_of_any_sign(left: str, right: str, domain: str) -> None:
    verdict = equal(left, right, symbols=WORDS)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", domain), verdict.reasons


SIGNS = [
    ("K_{ii} > 0", "proved"), ("P_{ii} > 0", "proved"), ("G_{ii} != 0", "proved"), ("R_{ii} != 0", "proved"),
    ("D_{ii} != 0", "refuted"), ("L_{ii} > 0", "refuted"), ("R_{ii} > 0", "refuted"), ("C_{ii} >= 0", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "truth"), SIGNS)
def test_signs_on_the_diagonal(statement: str, truth: str) -> None:
    assert holds(statement, WORDS).truth == truth


def test_no_sign_off_the_diagonal() -> None:
    words = {**WORDS, "j": "integer in 1..n"}
    assert [holds(each, words).truth for each in ("K_{ij} > 0", "R_{ij} != 0")] == ["refuted", "refuted"]


def _read(text: str) -> Term:
    return read_text(text, declarations({name: words for name, words in WORDS.items() if name not in "i"})).term


@pytest.mark.parametrize(
    ("text", "triangular", "diagonal"),
    [
        ("D", True, True), ("diag(v)", True, True), ("D E + 2 I", True, True), ("inv(D)", True, True), ("L", True, False),
        ("L^T", True, False), ("L R", True, False), ("L + D", True, False), ("L L^T", False, False), ("L + L^T", False, False),
        ("inv(L)", False, False), ("A D", False, False), ("K", False, False), ("V D V^T", False, False),
    ],
)  # fmt: skip
def test_form(text: str, triangular: bool, diagonal: bool) -> None:
    matrix = _read(text)
    assert (is_triangular(matrix), is_diagonal(matrix)) == (triangular, diagonal)


def test_definiteness_of_a_diagonal() -> None:
    assert [definiteness(_read(f"diag({name})")) for name in ("s", "u", "v")] == [DEFINITE, SEMIDEFINITE, UNKNOWN]
    assert [definiteness(_read(text)) for text in ("diag(v^2)", "diag(exp(v))")] == [SEMIDEFINITE, DEFINITE]


CANCELLED = {
    "A x = 0 => x = 0": "proved", "A x = A y => x = y": "proved", "x' A = y' A => x = y": "proved",
    "A x + A y = 0 <=> x = -y": "proved", "A^2 x = A y => x = inv(A) y": "proved", "x' K = y' => x = inv(K) y": "proved",
    "A X = A Y <=> X = Y": "proved", "K = L L^T => det(K) = det(L)^2": "proved",
    "S x = 0 => x = 0": "refuted", "B x = B y => x = y": "refuted", "A x = y => x = 0": "refuted",
    "x' A = y' => x = inv(A) y": "refuted", "A X = Y A => X = Y": "refuted", "A x = B x => A = B": "refuted",
}  # fmt: skip


@pytest.mark.parametrize(("statement", "truth"), CANCELLED.items(), ids=CANCELLED)
def test_an_invertible_factor_falls_away(statement: str, truth: str) -> None:
    words = {"A": "invertible matrix n", "K": "positive definite matrix n", "S": "symmetric matrix n", "B": "matrix n n",
             "X": "matrix n k", "Y": "matrix n k", "L": "matrix n n", "x": "vector n", "y": "vector n"}  # fmt: skip
    if "Y A" in statement:
        words |= {"X": "matrix n n", "Y": "matrix n n"}
    assert holds(statement, words).truth == truth


def test_a_turned_hypothesis_is_one_of_the_question() -> None:
    question = Question(_term("x = y"), (_term("x' A = y' A"),))
    found = prove_words(question, Fuel())
    assert isinstance(found, Proof)
    assert check_words(found) is None
    lemmas = found.data["lemmas"]
    assert ("axiom", "turned hypothesis", 0) in lemmas
    other = replace(found, question=Question(_term("x = y"), (_term("x' A = 2 y' A"),)))
    absent = [("axiom", "turned hypothesis", 1) if lemma == ("axiom", "turned hypothesis", 0) else lemma for lemma in lemmas]
    for forged in (other, replace(found, data={**found.data, "lemmas": tuple(absent)})):
        assert check_words(forged) is not None


def _term(text: str) -> Term:
    return read_text(text, declarations({"A": "invertible matrix n", "x": "vector n", "y": "vector n"})).term


NORMAL = {"z": "vector d", r"\mu": "vector d", r"\sigma": "positive vector d", "d": "natural"}
DENSITY = r"\log \mathcal N(z; \mu, \operatorname{diag}(\sigma^2))"
LOGARITHMS = r"-\frac{d}{2} \log(2\pi) - \sum_{j=1}^d \log \sigma_j"
DIVERGENCE = r"D_{KL}(\mathcal N(\mu, \operatorname{diag}(\sigma^2)) \| \mathcal N(0, I))"


@pytest.mark.parametrize(
    ("reference", "submitted", "verdict"),
    [
        (DENSITY, r"\sum_{j=1}^d \log \mathcal N(z_j; \mu_j, \sigma_j^2)", "correct"),
        (DENSITY, LOGARITHMS + r" - \sum_{j=1}^d \frac{(z_j-\mu_j)^2}{2\sigma_j^2}", "correct"),
        (DENSITY, LOGARITHMS + r" - \sum_{j=1}^d \frac{(z_j-\mu_j)^2}{\sigma_j^2}", "wrong"),
        (DIVERGENCE, r"\frac12 \sum_{j=1}^d (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j^2)", "correct"),
        (DIVERGENCE, r"\frac12 \sum_{j=1}^d (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j)", "wrong"),
        (r"\operatorname{diag}(\sqrt{\sigma})^2", r"\operatorname{diag}(\sigma)", "correct"),
        (r"\operatorname{diag}(\sigma)^{-2}", r"\operatorname{diag}\left(\frac{1}{\sigma^2}\right)", "correct"),
    ],
)
def test_normal_densities_with_diagonal_covariances(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=NORMAL).verdict == verdict


def test_powers_of_a_vector_are_none_outside_of_a_diagonal() -> None:
    assert grade("x^2", "x", symbols={"x": "vector n"}).verdict != "correct"
    assert grade("diag(x)^2", "diag(x^2)", symbols={"x": "vector n"}).choices == ("x^2 is read entry by entry",)
