"""Gradients by a symmetric matrix: right with free entries, wrong only if wrong in every book."""

from __future__ import annotations

import pytest

from verify.grading import grade

LIKELIHOOD = r"\frac{\partial}{\partial\Sigma}\left(\log\det\Sigma+a^\top\Sigma^{-1}a\right)"
TRACE = r"\frac{\partial}{\partial S}\operatorname{tr}(AS)"
SQUARE = r"\frac{\partial}{\partial S}\operatorname{tr}(S^2)"
DEFINITE = {"n": "natural", r"\Sigma": "positive definite matrix n", "a": "vector n"}
PLAIN = {**DEFINITE, r"\Sigma": "invertible matrix n"}
SYMMETRIC = {"n": "natural", "S": "symmetric matrix n", "A": "matrix n"}

# name -> (reference, submitted, symbols, verdict)
ROWS: dict[str, tuple[str, str, dict[str, str], str]] = {
    "log likelihood": (LIKELIHOOD, r"\Sigma^{-1}-\Sigma^{-1}aa^\top\Sigma^{-1}", DEFINITE, "correct"),
    "sign of the inverse": (LIKELIHOOD, r"\Sigma^{-1}+\Sigma^{-1}aa^\top\Sigma^{-1}", DEFINITE, "wrong"),
    "one factor forgotten": (LIKELIHOOD, r"\Sigma^{-1}-aa^\top\Sigma^{-1}", DEFINITE, "wrong"),
    "twice the gradient": (LIKELIHOOD, r"2\Sigma^{-1}-2\Sigma^{-1}aa^\top\Sigma^{-1}", DEFINITE, "wrong"),
    "without the log determinant": (LIKELIHOOD, r"-\Sigma^{-1}aa^\top\Sigma^{-1}", DEFINITE, "wrong"),
    "gradient on the side of the answer": (
        r"\Sigma^{-1}", r"\frac{\partial}{\partial\Sigma}\log\det\Sigma", DEFINITE, "correct"),
    "another gradient on the side of the answer": (
        r"2\Sigma^{-1}", r"\frac{\partial}{\partial\Sigma}\log\det\Sigma", DEFINITE, "wrong"),
    "a multiple of the gradient": (r"\frac12" + SQUARE, "S", SYMMETRIC, "correct"),
    "a wrong multiple of the gradient": (r"\frac12" + SQUARE, "2S", SYMMETRIC, "wrong"),
    "linear, free entries": (TRACE, r"A^\top", SYMMETRIC, "correct"),
    "linear, within the symmetric matrices": (TRACE, r"\frac12(A+A^\top)", SYMMETRIC, "undecided"),
    "linear, entry by entry": (TRACE, r"A+A^\top-I\odot A", SYMMETRIC, "undecided"),
    "linear, diagonal counted twice": (TRACE, r"A+A^\top", SYMMETRIC, "wrong"),
    "linear, the function written with the other half of A": (TRACE, r"A", SYMMETRIC, "undecided"),
    "linear, twice": (TRACE, r"2A", SYMMETRIC, "wrong"),
    "any matrix": (LIKELIHOOD, r"\Sigma^{-\top}-\Sigma^{-\top}aa^\top\Sigma^{-\top}", PLAIN, "correct"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_gradient_is_judged_by_all_conventions(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert result.verdict == verdict, result.message
    takes_entries_as_free = any("entries as free" in choice for choice in result.choices)
    assert takes_entries_as_free == (verdict != "wrong" and symbols is not PLAIN)
