"""Definitions for every index, w_i = e^{x_i}/sum_j e^{x_j}, and mixtures as arguments of a divergence."""

from __future__ import annotations

import pytest

from verify.grading import grade

X = {"x": "sequence n of real"}
SOFTMAX = {"w_i": r"\frac{e^{x_i}}{\sum_{j=1}^n e^{x_j}}"}
PAIR = {"p": "distribution on 1..K", "q": "distribution on 1..K"}
MIDDLE = {"m_k": r"\frac{p_k+q_k}{2}"}
DENSITIES = {"p": "density of x", "q": "density of x"}
ROWS = {"X": "matrix n d", "x": "rows of X", "y": "vector n", "w": "vector d"}
JENSEN_SHANNON = r"\frac12\sum_{k=1}^K p_k\log\frac{p_k}{m_k}+\frac12\sum_{k=1}^K q_k\log\frac{q_k}{m_k}"
OF_DENSITIES = r"\mathbb E_{p(x)}\left[\log\frac{p(x)}{p(x)+q(x)}\right]+\mathbb E_{q(x)}\left[\log\frac{q(x)}{p(x)+q(x)}\right]"

# reference, answer, symbols, definitions, verdict
GRADED = {
    "another letter": (r"\sum_{j=1}^n w_j", "1", X, SOFTMAX, "correct"),
    "its own letter": (r"\sum_{i=1}^n w_i x_i", r"\frac{\sum_k x_k e^{x_k}}{\sum_k e^{x_k}}", X, SOFTMAX, "correct"),
    "the letter that is bound inside": (r"\sum_{j=1}^n w_j^2", "1", X, SOFTMAX, "wrong"),
    "two indices": (r"\sum_{i=1}^n\sum_{j=1}^n w_i w_j", "1", X, SOFTMAX, "correct"),
    "one item": ("w_1", r"\frac{e^{x_1}}{\sum_k e^{x_k}}", {**X, "n": "natural"}, SOFTMAX, "correct"),
    "a declared index": (r"\frac{\partial}{\partial x_i}\log w_i", "1-w_i", {**X, "i": "integer in 1..n"}, SOFTMAX, "correct"),
    "a slope without its share": (
        r"\frac{\partial}{\partial x_i}\log w_i", "1", {**X, "i": "integer in 1..n"}, SOFTMAX, "wrong"),
    "residuals": (r"\sum_{i=1}^n r_i^2", r"\|y-Xw\|^2", ROWS, {"r_i": r"y_i-w^\top x_i"}, "correct"),
    "a definition by another one": (r"\sum_k s_k^4", r"\sum_j m_j^2", PAIR, {**MIDDLE, "s_i": r"\sqrt{m_i}"}, "correct"),
    "as an answer": ("m_k", "m_k = (p_k+q_k)/2", {**PAIR, "k": "integer in 1..K"}, MIDDLE, "correct"),
    "as a wrong answer": ("m_k", "m_k = p_k", {**PAIR, "k": "integer in 1..K"}, MIDDLE, "wrong"),
    "an entropy gap": (
        JENSEN_SHANNON, r"-\sum_{k=1}^K m_k\log m_k+\frac12\sum_{k=1}^K(p_k\log p_k+q_k\log q_k)", PAIR, MIDDLE, "correct"),
    "a divergence from it": (JENSEN_SHANNON, r"\frac12 KL(p\|m)+\frac12 KL(q\|m)", PAIR, MIDDLE, "correct"),
    "a divergence from a mixture": (
        JENSEN_SHANNON, r"\frac12 KL(p\|\frac{p+q}{2})+\frac12 KL(q\|\tfrac12 p+\tfrac12 q)", PAIR, MIDDLE, "correct"),
    "a divergence turned round": (
        JENSEN_SHANNON, r"\frac12 KL(p\|\frac{p+q}{2})+\frac12 KL(\frac{p+q}{2}\|q)", PAIR, MIDDLE, "wrong"),
    "a divergence from no mixture": (JENSEN_SHANNON, r"\frac12 KL(p\|p+q)+\frac12 KL(q\|p+q)", PAIR, MIDDLE, "unreadable"),
    "mixed densities": (
        OF_DENSITIES, r"-\log 4+D_{KL}(p\|\frac{p+q}{2})+D_{KL}(q\|\frac{p+q}{2})", DENSITIES, {}, "correct"),
    "mixed densities and half of their constant": (
        OF_DENSITIES, r"-\log 2+D_{KL}(p\|\frac{p+q}{2})+D_{KL}(q\|\frac{p+q}{2})", DENSITIES, {}, "wrong"),
    "the whole of it": (r"\sum_k m_k", "m", PAIR, MIDDLE, "unreadable"),
    "the last of all, by the letter of how many there are": (
        "s_n", r"\frac{x_n}{\sum_{i=1}^n x_i}", {"x": "sequence n of positive"}, {"s_n": "x_n/sum(x_i, i, 1, n)"}, "correct"),
    "the first beside the last": ("s_1", "1", {"x": "sequence n of positive"}, {"s_n": "x_n/sum(x_i, i, 1, n)"}, "undecided"),
    "under a sum over a name that it speaks of": (r"\sum_{a=1}^n w_a", "c", {**X, "a": "real"}, {"w_i": "a x_i"}, "undecided"),
    "a name with an index of its own": ("a_k + 1", "1 + k^2", {"k": "natural"}, {"a_k": "k^2"}, "correct"),
    "an upright name with a formula as its index": (
        r"\mathrm{SNR}_{t-1}-\mathrm{SNR}_t", r"\frac1b-\frac1a", {"a": "positive", "b": "positive"},
        {r"\mathrm{SNR}_t": "1/a", r"\mathrm{SNR}_{t-1}": "1/b"}, "correct"),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADED)
def test_definitions_for_every_index(name: str) -> None:
    reference, answer, symbols, definitions, verdict = GRADED[name]
    row = {"reference": reference, "submitted": answer, "symbols": symbols, "definitions": definitions}
    assert grade(row).verdict == verdict


def test_letters_of_lines_without_a_reference() -> None:
    assert grade({"lines": ["(x+y)^2", "= x^2 + 2xy + y^2", "<= 2x^2 + 2y^2"]}).verdict == "correct"
    assert grade({"lines": ["(x+y)^2", "= x^2 + xy + y^2"]}).verdict == "wrong"


def test_a_mean_defines_no_items() -> None:
    row = {"reference": r"\sum_i(x_i-\bar x)^2", "submitted": r"\sum_i x_i^2-n\bar x^2",
           "definitions": {r"\bar{x}": r"\frac1n\sum_{i=1}^n x_i"}}  # fmt: skip
    assert grade(row).verdict == "correct"


def test_another_index_of_what_is_defined_for_one_is_no_number_of_its_own() -> None:
    symbols, definitions = {"x": "sequence n of real", "n": "integer >= 5"}, {"S_n": r"\sum_{i=1}^n x_i"}
    rows = ("S_2", "x_1+x_2", "undecided"), ("S_n", r"\sum_j x_j", "correct"), ("S_n", "x_1", "wrong")
    for reference, answer, verdict in rows:
        row = {"reference": reference, "submitted": answer, "symbols": symbols, "definitions": definitions}
        assert grade(row).verdict == verdict
