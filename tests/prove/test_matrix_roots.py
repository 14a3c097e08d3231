"""Roots of positive definite matrices, S^(1/2) and S^(-1/2): whitening, Mahalanobis distances, determinants."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.decide import decide
from verify.grading import grade
from verify.mathematics.matrix_roots import without_roots
from verify.problem import InputError
from verify.question import Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.term import contains

WORDS = {"n": "natural", "S": "positive definite matrix n", "P": "positive definite matrix n", "x": "vector n", "m": "vector n"}

TRUE = [
    ("norm(S^(-1/2) (x-m))^2", "(x-m)' inv(S) (x-m)"), ("S^(1/2) S^(1/2)", "S"), ("S^(3/2) S^(-1/2)", "S"),
    ("S^(-1/2) S S^(-1/2)", "S^0"), ("transpose(S^(1/2))", "S^(1/2)"), ("det(S^(1/2))", "sqrt(det(S))"),
    ("log(det(S))", "2 log(det(S^(1/2)))"), ("tr(inv(P) S)", "tr(P^(-1/2) S P^(-1/2))"), ("x' S x", "norm(S^(1/2) x)^2"),
]  # fmt: skip

FALSE = [
    ("norm(S^(-1/2) (x-m))^2", "(x-m)' S (x-m)"), ("S^(1/2)", "S/2"), ("det(S^(1/2))", "det(S)"),
    ("S^(1/2) P S^(1/2)", "S P"), ("P^(1/2) S^(1/2)", "S^(1/2) P^(1/2)"), ("tr(S^(1/2))", "sqrt(tr(S))"),
    ("P^(1/2)", "S^(1/2)"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_proved(left: str, right: str) -> None:
    verdict = equal(left, right, symbols=WORDS)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize(("left", "right"), FALSE)
def test_refuted(left: str, right: str) -> None:
    verdict = equal(left, right, symbols=WORDS)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


@pytest.mark.parametrize("words", ["matrix n", "symmetric matrix n", "invertible matrix n", "positive semidefinite matrix n"])
def test_no_root_of_a_matrix_that_may_have_none_or_several(words: str) -> None:
    with pytest.raises(InputError, match="the root of the matrix"):
        read_text("A^(1/2)", declarations({"n": "natural", "A": words}))


def test_no_derivative_by_a_matrix_beside_its_root() -> None:
    asked = read_text("gradient(tr(S^(1/2)), S) = S^(-1/2)/2", declarations(WORDS)).term
    assert decide(Question(asked)).truth == "undecided"


def test_a_question_about_roots_has_none_left() -> None:
    asked = Question(read_text("S^(1/2) P^(1/2) = S", declarations(WORDS)).term)
    plain = without_roots(asked)
    assert plain is not None
    assert not contains(plain.statement, {"matrix_root"})
    assert {name.name for name in plain.symbols} == {"S_root", "P_root", "n"}


def test_the_reading_shows_the_root() -> None:
    symbols = {r"\Sigma": "positive definite matrix n", "x": "vector n"}
    result = grade({"reference": r"x^\top\Sigma^{-1}x", "submitted": r"\|\Sigma^{-1/2}x\|^2", "symbols": symbols})
    assert result.verdict == "correct"
    assert r"\Sigma^{\frac{1}{2}}" in result.reading
