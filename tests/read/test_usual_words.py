"""Domain words as people write them, in the words that declarations have."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.usual_words import usual_words

SAME = [
    ("vector of n", "vector n"),
    ("vector of length d", "vector d"),
    ("column vector of size 3", "vector 3"),
    ("n-vector", "vector n"),
    ("d-dimensional vector", "vector d"),
    ("vector(n)", "vector n"),
    ("R^n", "vector n"),
    (r"in \mathbb{R}^{d}", "vector d"),
    ("m x n matrix", "matrix m n"),
    ("2x3 matrix", "matrix 2 3"),
    ("matrix of size m x n", "matrix m n"),
    ("symmetric matrix of size n", "symmetric matrix n"),
    ("matrix (m, n)", "matrix m n"),
    (r"in \mathbb{R}^{n \times d}", "matrix n d"),
    ("symmetric positive definite n x n", "symmetric positive definite matrix n"),
    ("n x n symmetric matrix", "symmetric matrix n"),
    ("positive vector of n", "positive vector n"),
    ("scalar", "real"),
    ("non-negative", "nonnegative"),
    ("probability", "in [0, 1]"),
    ("p > 0", "positive"),
    ("0 < p < 1", "in (0, 1)"),
    ("0 <= p < 1", "in [0, 1)"),
]

OTHERS = ["vector of positive", "vector of", "matrix of real", "0 < q < 1", "q > 0", "m x n x k", "R^", "p < q < 1"]


@pytest.mark.parametrize(("written", "words"), SAME)
def test_other_words_declare_the_same(written: str, words: str) -> None:
    assert declarations({"p": written}) == declarations({"p": words})


@pytest.mark.parametrize("words", ["real", "matrix n m", "vector n of positive", "sequence n of vector d", "in [0, 1)"])
def test_the_words_of_declarations_stay(words: str) -> None:
    assert usual_words("p", words) == words


@pytest.mark.parametrize("words", OTHERS)
def test_what_says_something_else_is_refused_as_before(words: str) -> None:
    assert usual_words("p", words) == words
    with pytest.raises(InputError):
        declarations({"p": words})
