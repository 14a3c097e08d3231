r"""Answers to identities, L = R, by what L is equal to."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

MATRICES = {"A": "matrix n x n", "U": "matrix n x k", "C": "matrix k x k", "V": "matrix k x n"}
WOODBURY = r"(A + UCV)^{-1} = A^{-1} - A^{-1}U\left(C^{-1} + VA^{-1}U\right)^{-1}VA^{-1}"
LOGISTIC: dict[str, Any] = {"definitions": {r"\sigma(z)": r"\frac1{1+e^{-z}}"}, "symbols": {"z": "real"}}
SQUARE: dict[str, Any] = {"symbols": {"A": "matrix n", "B": "matrix n"}}
LEAST_SQUARES: dict[str, Any] = {"symbols": {"A": "matrix m n", "x": "vector n", "b": "vector m"}}

CASES: list[tuple[str, str, dict[str, Any], str]] = [
    (WOODBURY, r"A^{-1} - A^{-1}U(C^{-1}+VA^{-1}U)^{-1}VA^{-1}", {"symbols": MATRICES}, "correct"),
    (WOODBURY, r"A^{-1} - A^{-1}U(C+VA^{-1}U)^{-1}VA^{-1}", {"symbols": MATRICES}, "wrong"),
    (WOODBURY, r"(A + UCV)^{-1}", {"symbols": MATRICES}, "undecided"),
    (r"\sigma(-z)=1-\sigma(z)", r"\sigma(-z) = \frac{1}{1+e^{z}} = \frac{e^{-z}}{1+e^{-z}} = 1-\sigma(z)", LOGISTIC, "correct"),
    (r"\sigma(-z)=1-\sigma(z)", r"\sigma(-z) = \frac{1}{1+e^{z}} = \frac{e^{z}}{1+e^{-z}} = 1-\sigma(z)", LOGISTIC, "wrong"),
    (r"\sigma(-z)=1-\sigma(z)", r"\sigma(-z) = \sigma(-z)", LOGISTIC, "undecided"),
    (r"\sigma(-z)=1-\sigma(z)", r"1 = 1", LOGISTIC, "undecided"),
    (r"\log_2 8=3", "2+2=4", {}, "undecided"),
    (r"(AB)^T=B^TA^T", "(AB)^T=A^TB^T", SQUARE, "wrong"),
    (r"(AB)^T=B^TA^T", "(AB)^T=(AB)^T", SQUARE, "undecided"),
    (r"\|Ax-b\|^2 = x^\top A^\top Ax - 2b^\top Ax + b^\top b",
     r"\|Ax-b\|^2 = (Ax-b)^\top(Ax-b) = x^\top A^\top A x - 2 x^\top A^\top b + \|b\|^2", LEAST_SQUARES, "correct"),
    (r"I(X;Y) = H(X) - H(X\mid Y)", "I(X;Y) = H(X) + H(Y) - H(X,Y)", {}, "correct"),
    (r"I(X;Y) = H(X) - H(X\mid Y)", "H(X,Y) = H(X) + H(Y|X)", {}, "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "declared", "verdict"), CASES)
def test_an_identity_asks_for_what_its_left_side_is(
    reference: str, submitted: str, declared: dict[str, Any], verdict: str
) -> None:
    assert grade({"reference": reference, "submitted": submitted, **declared}).verdict == verdict


@pytest.mark.parametrize(("framed", "verdict"), [
    (r"\[M_X(t) = \exp\left(\mu t - \frac{\sigma^2 t^2}{2}\right)\]", "wrong"),
    (r"$\boxed{M_X(t) = \exp\left(\mu t - \frac{\sigma^2 t^2}{2}\right)}$", "wrong"),
    (r"$\boxed{M_X(t) = \exp\left(\mu t + \frac{\sigma^2 t^2}{2}\right)}$.", "correct"),
])  # fmt: skip
def test_a_frame_is_no_part_of_a_formula(framed: str, verdict: str) -> None:
    symbols = {r"\mu": "real", r"\sigma": "positive", "t": "real"}
    row = {"reference": r"M_X(t) = e^{\mu t + \frac{1}{2}\sigma^2 t^2}", "submitted": framed, "symbols": symbols}
    assert grade(row).verdict == verdict


NAMED = [
    (r"\sigma'(z)=\sigma(z)(1-\sigma(z))", r"\sigma(z)-\sigma(z)^2", "correct"),
    (r"\sigma'(z)=\sigma(z)(1-\sigma(z))", r"\sigma(z)(1+\sigma(z))", "wrong"),
    (r"\sigma'(z)=\sigma(z)(1-\sigma(z))", r"\sigma'(z)", "undecided"),
    (r"x_{1,2}=3\pm 2", r"y\in\{1,5\}", "undecided"),
    (r"F_1=\frac{2PR}{P+R}", r"\frac{2}{1/P+1/R}", "correct"),
    (r"\mathcal L=\max(0,d(a,p)-d(a,n)+m)", r"[d(a,p)-d(a,n)+m]_+", "correct"),
    (r"\mathcal L=\max(0,d(a,p)-d(a,n)+m)", r"\max(0,d(a,n)-d(a,p)+m)", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), NAMED)
def test_what_an_equation_names_is_answered_by_its_value(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted}).verdict == verdict
