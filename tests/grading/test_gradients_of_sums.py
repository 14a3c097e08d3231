r"""Gradients of sums over data, with a precision \Sigma^{-1} in them, and integrals of rates of a smooth function."""

from __future__ import annotations

import pytest

from verify.grading import grade

_DATA = {
    "x": "sequence n of vector d", "y": "sequence n of real", "\\mu": "vector d", "w": "vector d", "A": "matrix d d",
    "\\Sigma": "symmetric positive definite matrix d", "\\lambda": "positive",
}  # fmt: skip
_QUADRATIC = r"\nabla_\mu\sum_{i=1}^n(x_i-\mu)^\top\Sigma^{-1}(x_i-\mu)"
_RIDGE = r"\nabla_w\left[\sum_{i=1}^n(y_i-w^\top x_i)^2+\lambda w^\top A w\right]"
SUMS = [
    (_QUADRATIC, r"-2\sum_{i=1}^n\Sigma^{-1}(x_i-\mu)", "correct"),
    (_QUADRATIC, r"-2\Sigma^{-1}\left(\sum_{i=1}^n x_i-n\mu\right)", "correct"),
    (_QUADRATIC, r"2\sum_{i=1}^n\Sigma^{-1}(x_i-\mu)", "wrong"),
    (_QUADRATIC, r"-2\Sigma^{-1}\left(\sum_{i=1}^n x_i-\mu\right)", "wrong"),
    (_QUADRATIC, r"-2\sum_{i=1}^n\Sigma(x_i-\mu)", "wrong"),
    (r"\sum_{i=1}^n\Sigma^{-1}x_i", r"\Sigma^{-1}\sum_{i=1}^n x_i", "correct"),
    (r"\sum_{i=1}^n\Sigma^{-1}x_i", r"\sum_{i=1}^n\Sigma^{-\top}x_i", "correct"),  # it is symmetric
    (r"\sum_{i=1}^n\Sigma^{-1}x_i", r"\Sigma\sum_{i=1}^n x_i", "wrong"),
    (_RIDGE, r"-2\sum_{i=1}^n(y_i-w^\top x_i)x_i+\lambda(A+A^\top)w", "correct"),
    (_RIDGE, r"-2\sum_{i=1}^n(y_i-w^\top x_i)x_i+2\lambda A w", "wrong"),
    (r"\nabla_A\sum_{i=1}^n x_i^\top A x_i", r"\sum_{i=1}^n x_ix_i^\top", "correct"),
]
_SMOOTH = {"f": "smooth function", "g": "smooth function", "a": "real", "b": "real"}
INTEGRALS = [
    (r"\int_a^b f'(x)dx", "f(b)-f(a)", _SMOOTH, "correct"),
    (r"\int_a^b f'(x)dx", "f(a)-f(b)", _SMOOTH, "wrong"),
    (r"\int_a^b f'(x)g(x)dx", r"f(b)g(b)-f(a)g(a)-\int_a^b f(x)g'(x)dx", _SMOOTH, "correct"),
    (r"\int_a^b f'(x)g(x)dx", r"f(b)g(b)-f(a)g(a)+\int_a^b f(x)g'(x)dx", _SMOOTH, "wrong"),
    (r"\int_{-1}^1 f'(|x|)dx", "0", _SMOOTH, "wrong"),
    (r"\int_a^b f'(x)dx", "f(b)-f(a)", {**_SMOOTH, "f": "function"}, "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), SUMS)
def test_sums_are_differentiated_term_by_term(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=_DATA).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), INTEGRALS)
def test_rates_of_smooth_functions_are_integrated(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict
