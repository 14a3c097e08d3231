r"""Two optima, \arg\max of a likelihood and \arg\min of a sum of squares, over numbers, vectors and indices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade

A = {"a": "real", "b": "real", "\\lambda": "positive", "c": "real"}
DATA = {"x": "sequence n of real", "\\sigma": "positive"}
RIDGE = {"X": "matrix n d", "y": "vector n", "w": "vector d", "\\lambda": "positive"}
LABELS = {"x": "sequence n of vector d", "y": "sequence n of real", "w": "vector d"}
MIXTURE = {"\\pi": "sequence K of positive", "\\mu": "sequence K of real", "x": "real", "\\sigma": "positive", "K": "natural"}
CENTRES = {"\\mu": "sequence K of vector d", "x": "vector d", "K": "natural"}
S = {"s": "sequence K of real", "p": "sequence K of positive", "t": "sequence m of real"}
F = {"f": "function", "p": "density of x", "q": "density of x"}
LIKELIHOOD = r"\arg\max_\mu\prod_{i=1}^n\mathcal N(x_i;\mu,\sigma^2)"
BAYES = r"\arg\max_k\pi_k\mathcal N(x;\mu_k,\sigma^2)"

# reference, answer, symbols, verdict
GRADED = {
    "turned round": (r"\arg\min_w(w-a)^2+\lambda w^2", r"\arg\max_w -(w-a)^2-\lambda w^2", A, "correct"),
    "without a constant": (r"\arg\min_w(w-a)^2+\lambda w^2", r"\arg\min_w w^2-2aw+\lambda w^2", A, "correct"),
    "with a sign turned": (r"\arg\min_w(w-a)^2+\lambda w^2", r"\arg\min_w w^2+2aw+\lambda w^2", A, "wrong"),
    "another weight": (r"\arg\min_w(w-a)^2+\lambda w^2", r"\arg\min_w(w-a)^2+2\lambda w^2", A, "wrong"),
    "another letter": (r"\arg\min_w(w-a)^2", r"\arg\min_v 2(v-a)^2", A, "correct"),
    "a factor of unknown sign": (r"\arg\min_w(w-a)^2", r"\arg\min_w c(w-a)^2", A, "undecided"),
    "least squares of a likelihood": (LIKELIHOOD, r"\arg\min_\mu\sum_{i=1}^n(x_i-\mu)^2", DATA, "correct"),
    "least squares with the sign turned": (LIKELIHOOD, r"\arg\min_\mu\sum_{i=1}^n(x_i+\mu)^2", DATA, "wrong"),
    "ridge regression": (
        r"\arg\min_w\|y-Xw\|^2+\lambda\|w\|^2", r"\arg\min_w\frac1\lambda\|y-Xw\|^2+\|w\|^2", RIDGE, "correct"),
    "logistic regression": (
        r"\arg\max_w\sum_i\log\frac{1}{1+e^{-y_i w^\top x_i}}", r"\arg\min_w\sum_i\log(1+e^{-y_i w^\top x_i})", LABELS,
        "correct"),
    "an exponential": (r"\arg\max_x f(x)", r"\arg\max_x e^{f(x)}", F, "correct"),
    "a decreasing function": (r"\arg\max_x f(x)", r"\arg\min_x 3-2f(x)", F, "correct"),
    "a square, which does not increase": (r"\arg\max_x f(x)", r"\arg\max_x f(x)^2", F, "undecided"),
    "a model that is not said": (r"\arg\min_\theta D_{KL}(p\|q)", r"\arg\min_\theta D_{KL}(q\|p)", F, "undecided"),
    "a rule by logarithms": (BAYES, r"\arg\max_k\left[\log\pi_k-\frac{(x-\mu_k)^2}{2\sigma^2}\right]", MIXTURE, "correct"),
    "a rule without its half": (BAYES, r"\arg\max_k\left[\log\pi_k-\frac{(x-\mu_k)^2}{\sigma^2}\right]", MIXTURE, "wrong"),
    "the nearest centre": (
        r"\arg\min_k\|x-\mu_k\|^2", r"\arg\max_k(\mu_k^\top x-\tfrac12\|\mu_k\|^2)", CENTRES, "correct"),
    "the nearest centre without the half": (
        r"\arg\min_k\|x-\mu_k\|^2", r"\arg\max_k(\mu_k^\top x-\|\mu_k\|^2)", CENTRES, "wrong"),
    "a softmax": (r"\arg\max_k s_k", r"\arg\max_{k\in\{1,\dots,K\}}\frac{e^{s_k}}{\sum_j e^{s_j}}", S, "correct"),
    "the least score": (r"\arg\max_k s_k", r"\arg\min_k s_k", S, "wrong"),
    "the largest size": (r"\arg\max_k s_k", r"\arg\max_j|s_j|", S, "wrong"),
    "a logarithm": (r"\arg\max_k p_k", r"\arg\max_j\log p_j", S, "correct"),
    "over another range": (r"\arg\max_k s_k", r"\arg\max_k (s_k + 0 t_k)", S, None),
    "an index for a rule": (r"\arg\max_k p_k", "1", S, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADED)
def test_two_optima(name: str) -> None:
    reference, answer, symbols, verdict = GRADED[name]
    found = graded(reference, answer, symbols)
    assert found == verdict if verdict else found in ("undecided", "unreadable")


@pytest.mark.parametrize("name", GRADED)
def test_the_other_way_round_it_is_never_the_opposite(name: str) -> None:
    reference, answer, symbols, verdict = GRADED[name]
    assert {verdict, graded(answer, reference, symbols)} != {"correct", "wrong"}


def graded(reference: str, answer: str, symbols: Mapping[str, str]) -> str:
    return grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict
