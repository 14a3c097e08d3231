"""Sequences that nobody declared: x_i below a sum over i is an item of one, and \\bar x its mean."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    (r"\sum_{i=1}^n x_i", r"\sum_{j=1}^n x_j", "correct"),
    (r"\sum_i x_i", r"\sum_j x_j", "correct"),
    (r"\sum_i x_i", r"\sum_j x_j^2", "wrong"),
    (r"\frac1n\sum_{i=1}^n x_i^2-\bar x^2", r"\frac1n\sum_{i=1}^n (x_i-\bar x)^2", "correct"),
    (r"\frac1n\sum_{i=1}^n x_i^2-\bar x^2", r"\frac1{n-1}\sum_{i=1}^n (x_i-\bar x)^2", "wrong"),
    (r"\sum_{i=1}^n (x_i-\bar{x})^2", r"\sum_i x_i^2 - n\bar x^2", "correct"),
    (r"\hat\mu=\bar x", r"\frac1n\sum_{i=1}^n x_i", "correct"),
    (r"\bar x", r"\hat\mu=\frac1n\sum_{i=1}^n x_i", "correct"),
    (r"\hat\lambda=\frac{n}{\sum_{i=1}^n x_i}", r"1/\bar{x}", "correct"),
    (r"\sum_{i,j=1}^n a_{ij} x_i x_j", r"\sum_{j=1}^n\sum_{i=1}^n x_j a_{ij} x_i", "correct"),
    (r"-\sum_{k=1}^K p_k \log p_k", r"\sum_k p_k\log\frac1{p_k}", "correct"),
    (r"-\sum_{k=1}^K p_k \log p_k", r"\sum_k p_k\log p_k", "wrong"),
    (r"\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", r"\frac{1}{\sum_{j=1}^K e^{z_j-z_k}}", "correct"),
    (r"\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", r"\frac{1}{\sum_{j=1}^K e^{z_k-z_j}}", "wrong"),
    ("sum(x_i^2, i, 1, n) - 2*sum(x_i, i, 1, n) + n", "sum((x_i-1)^2, i, 1, n)", "correct"),
    (r"\prod_{i=1}^n x^{(i)}", r"\exp\sum_{i=1}^n \log x^{(i)}", "undecided"),  # of numbers that may be negative
    # abbreviations, and letters that are written together
    (r"\frac{\mathrm{TP}}{\mathrm{TP}+\mathrm{FP}}", r"\frac{1}{1+\mathrm{FP}/\mathrm{TP}}", "correct"),
    ("TP/(TP+FP)", "TN/(TN+FN)", "wrong"),
    ("TP/(TP+FP)", "FP/(TP+FP)", "wrong"),
    ("tp/(tp+fp)", "tn/(tn+fn)", "undecided"),
    ("AB", "BA", "unreadable"),
    ("AB + A", "A*B + A", "correct"),
    ("(x+1)*y", "xy + y", "correct"),
    ("x + y", "no", "unreadable"),
    ("ad - bc", "ad - cb", "correct"),
    ("ad - bc", "ad + bc", "wrong"),
    ("b^2 - 4ac", "b^2 - 4*a*c", "correct"),
    ("ax + bx", "(a+b)*x", "correct"),
    ("lr*g", "g*lr", "correct"),
    ("dx + 1", "1 + dx", "undecided"),
    (r"\det\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "ad - cb", "correct"),
    (r"a^2\sigma_X^2+b^2\sigma_Y^2-2ab\rho\sigma_X\sigma_Y", "a²σ_X² + b²σ_Y² − 2abρσ_Xσ_Y", "correct"),
    (r"a^2\sigma_X^2+b^2\sigma_Y^2-2ab\rho\sigma_X\sigma_Y", "a²σ_X² + b²σ_Y² − abρσ_Xσ_Y", "wrong"),
    ("(x_1*z_1 + c)^2", "x_1^2z_1^2 + 2cx_1z_1 + c^2", "correct"),
    # numbers with an index, functions, and densities
    (r"\frac{1-\bar{\alpha}_{t-1}}{1-\bar{\alpha}_t}\beta_t", r"\beta_t\frac{\bar{\alpha}_{t-1}-1}{\bar{\alpha}_t-1}", "correct"),
    (r"\frac{1-\bar{\alpha}_{t-1}}{1-\bar{\alpha}_t}\beta_t",
     r"\tilde\beta_t=\frac{1-\bar{\alpha}_t}{1-\bar{\alpha}_{t-1}}\beta_t", "wrong"),
    (r"\theta_{t+1}=\theta_t-\eta g_t", r"\theta_{t+1}=\theta_t+\eta g_t", "wrong"),
    (r"\sigma(z)(1-\sigma(z))", r"\sigma(z)-\sigma(z)^2", "correct"),
    (r"\sigma(z)(1-\sigma(z))", r"\frac{e^{-z}}{(1+e^{-z})^2}", "undecided"),  # the logistic function only if declared
    (r"\sigma(z)(1-\sigma(z))", r"\sigma(z)\sigma(-z)", "undecided"),
    (r"\sigma(z)(1-\sigma(z))", r"\sigma(z)+\sigma(z)^2", "wrong"),
    (r"\sigma'(z)", r"1-\sigma(z)^2", "undecided"),  # right for tanh
    (r"f'(x)g(x)+f(x)g'(x)", r"\frac{d}{dx}(f(x)g(x))", "correct"),
    (r"f'(x)g(x)+f(x)g'(x)", r"f'(x)g'(x)", "wrong"),
    (r"f'(g(x))g'(x)", r"\frac{d}{dx} f(g(x))", "correct"),
    ("f(x, y)", "f(x, y)", "correct"),
    (r"p(\theta\mid x)", r"\frac{p(x\mid\theta)p(\theta)}{p(x)}", "correct"),
    (r"p(\theta\mid x)", r"\frac{p(x\mid\theta)p(\theta)}{p(\theta)}", "wrong"),
    (r"\log p(x)", r"\mathbb{E}_{q(z)}[\log p(x,z)-\log p(z\mid x)]", "correct"),
    (r"p_\theta(x\mid z)p(z)/p_\theta(x)", r"p_\theta(z\mid x)", "undecided"),  # of one density, or of two
    ("p(1-p)", "p-p^2", "correct"),
    # two lengths, and a letter with and without an index, declare nothing
    (r"\sum_{i=1}^n x_i + \sum_{i=1}^m x_i", r"\sum_{i=1}^m x_i + \sum_{i=1}^n x_i", "undecided"),
    (r"x \sum_{i=1}^n x_i", r"\sum_{i=1}^n x_i x", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_sequences_that_nobody_declared(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict


def test_what_is_taken_for_declared_is_shown() -> None:
    choices = grade({"reference": r"\sum_{i=1}^n x_i", "submitted": r"n \bar x"}).choices
    assert "x is not declared, and taken for sequence n of real" in choices
    assert any(choice.startswith(r"\bar{x} is not declared") for choice in choices)


def test_a_declaration_is_kept() -> None:
    row = {"reference": r"\sum_{i=1}^3 x_i", "submitted": "n", "symbols": {"x_i": "real", "n": "natural"}}
    assert grade(row).verdict == "undecided"
