"""Definitions through a derivative, applied to a value."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

SYMBOLS = {"K": "natural", r"\alpha": "sequence K of positive", "j": "integer in 1..K", "a": "positive", "b": "positive",
           "c": "real", "x": "positive"}  # fmt: skip
DIGAMMA = {r"\psi(x)": r"\frac{d}{dx}\log\Gamma(x)"}
CUBE = {"g(x)": r"\frac{d}{dx} x^3"}
LOG = {"g(x)": r"\frac{d}{dx}\log x"}
NORMALISER = r"\log\Gamma\Bigl(\sum_{k=1}^{K}\alpha_k\Bigr)-\sum_{k=1}^K\log\Gamma(\alpha_k)"

# definitions, reference, submitted, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[Mapping[str, str], str, str, str]] = [
    (DIGAMMA, rf"\frac{{\partial}}{{\partial\alpha_j}}\left({NORMALISER}\right)",
     r"\psi\left(\sum_{k=1}^K\alpha_k\right)-\psi(\alpha_j)", "correct"),
    (DIGAMMA, rf"\frac{{\partial}}{{\partial\alpha_j}}\left({NORMALISER}\right)",
     r"\psi(\alpha_j)-\psi\left(\sum_{k=1}^K\alpha_k\right)", "wrong"),
    (DIGAMMA, r"\frac{d}{da}\log\Gamma(a+b)", r"\psi(a+b)", "correct"),
    (DIGAMMA, r"\frac{d}{da}\log\Gamma(a+b)", r"\psi(a)", "wrong"),
    (DIGAMMA, r"\frac{d}{da}\log\Gamma(2a)", r"2\psi(2a)", "correct"),
    (DIGAMMA, r"\frac{d}{da}\log\Gamma(2a)", r"\psi(2a)", "wrong"),
    (DIGAMMA, r"\psi(a+1)", r"\psi(a)+\frac1a", "correct"),
    (DIGAMMA, r"\psi(x+1)", r"\psi(x)-\frac1x", "wrong"),
    (DIGAMMA, r"\psi(1)-\psi(2)", "-1", "correct"),
    (DIGAMMA, r"\psi(c+1)", r"\psi(c)+1/c", "refused"),  # log Gamma is no real number everywhere
    (DIGAMMA, r"\psi(-1/2)", "1", "refused"),
    (CUBE, "g(2)", "12", "correct"),
    (CUBE, "g(2)", "0", "wrong"),  # of the number 8
    (CUBE, "g(a+b)", "3(a+b)^2", "correct"),
    (CUBE, "g(a^2)", "3a^4", "correct"),
    (CUBE, "g(a^2)", "6a^5", "wrong"),  # of a^6 by a
    (CUBE, "g(x+1)", "3(x+1)^2", "correct"),
    (CUBE, "g(g(a))", "27a^4", "correct"),
    (LOG, "g(3)", r"\frac13", "correct"),
    (LOG, "g(-1)", "-1", "refused"),
    ({"g(x)": r"\frac{d}{dx}|x|"}, "g(0)", "0", "refused"),
    ({"g(u)": r"\frac{d^2}{du^2}u^3"}, "g(x+1)", "6x+6", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("definitions", "reference", "submitted", "verdict"), GRADED,
                         ids=[f"{row[1]} {row[2]}" for row in GRADED])  # fmt: skip
def test_a_definition_through_a_derivative(
    definitions: Mapping[str, str], reference: str, submitted: str, verdict: str
) -> None:
    row = {"reference": reference, "submitted": submitted, "symbols": SYMBOLS, "definitions": definitions}
    result = grade(row)
    refused = result.problem is not None or result.message.startswith("the question itself")
    assert ("refused" if refused else result.verdict) == verdict


PRODUCTS = {"K": "natural", "a": "sequence K of positive", "z": "sequence K of real", "j": "integer in 1..K", "x": "real",
            "p": "positive"}  # fmt: skip

# reference, submitted, verdict
DIFFERENTIATED: list[tuple[str, str, str]] = [
    (r"\frac{\partial}{\partial a_j}\prod_{k=1}^K a_k", r"\frac{1}{a_j}\prod_{k=1}^K a_k", "correct"),
    (r"\frac{\partial}{\partial a_j}\prod_{k=1}^K a_k", r"\prod_{k=1}^K a_k", "wrong"),
    (r"\frac{\partial}{\partial a_j}\log\prod_{k=1}^K a_k", r"\frac{1}{a_j}", "correct"),
    (r"\frac{\partial}{\partial a_j}\log\prod_{k=1}^K a_k", r"-\frac{1}{a_j}", "wrong"),
    (r"\frac{\partial}{\partial a_j}\log\prod_{k=1}^K\Gamma(a_k)", r"\psi(a_j)", "correct"),
    (r"\frac{\partial}{\partial a_j}\log\prod_{k=1}^K\Gamma(a_k)", r"\sum_{k=1}^K\psi(a_k)", "wrong"),
    (r"\frac{d}{dp}\log\prod_{k=1}^K (p+a_k)", r"\sum_{k=1}^K\frac{1}{p+a_k}", "correct"),
    (r"\frac{d}{dp}\prod_{k=1}^K (p+a_k)", r"\Bigl(\prod_{k=1}^K (p+a_k)\Bigr)\sum_{k=1}^K\frac{1}{p+a_k}", "correct"),
    (r"\frac{d}{dp}\prod_{k=1}^K (p+a_k)", r"\Bigl(\prod_{k=1}^K (p+a_k)\Bigr)\sum_{k=1}^K\frac{1}{(p+a_k)^2}", "wrong"),
    (r"\frac{d}{dx}\prod_{k=1}^K e^{a_k x}", r"\Bigl(\sum_k a_k\Bigr) e^{x\sum_k a_k}", "correct"),
    (r"\frac{d}{dx}\log\prod_{k=1}^K e^{a_k x}", r"\sum_k a_k", "correct"),
    (r"\frac{d}{dx}\log\prod_{k=1}^K e^{a_k x}", r"\prod_k a_k", "wrong"),
    # where a factor is 0 the quotient by it is no number
    (r"\frac{\partial}{\partial z_j}\prod_{k=1}^K z_k", r"\frac{1}{z_j}\prod_{k=1}^K z_k", "undecided"),
    (r"\frac{d}{dx}\prod_{k=1}^K (1+\max(x z_k,0))",
     r"\Bigl(\prod_{k=1}^K (1+\max(x z_k,0))\Bigr)\sum_{k=1}^K\frac{z_k\mathbb{1}[x z_k>0]}{1+\max(x z_k,0)}", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), DIFFERENTIATED,
                         ids=[f"{row[0]} {row[1]}" for row in DIFFERENTIATED])  # fmt: skip
def test_the_derivative_of_a_product(reference: str, submitted: str, verdict: str) -> None:
    row = {"reference": reference, "submitted": submitted, "symbols": PRODUCTS, "definitions": DIGAMMA}
    assert grade(row).verdict == verdict


NABLA: list[tuple[str, str, str]] = [
    (r"\nabla_p^2 p^3", "6p", "correct"),
    (r"\nabla_p^2 p^3", "3p^2", "wrong"),
    (r"\nabla_p^{2}\log p", r"-\frac{1}{p^2}", "correct"),
    (r"\nabla_p p^3", "3p^2", "correct"),
    (r"\nabla_v^2 v^\top v", "2", "undecided"),  # a number for a matrix
    (r"\nabla_v^2 v^\top v", "2I", "correct"),
    (r"\nabla_v^\top v", "2", "refused"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), NABLA, ids=[f"{row[0]} {row[1]}" for row in NABLA])
def test_a_second_derivative_by_nabla(reference: str, submitted: str, verdict: str) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": {"p": "positive", "v": "vector d"}})
    assert ("refused" if result.message.startswith("the question itself") else result.verdict) == verdict
