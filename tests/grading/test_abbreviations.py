"""Answers that explain their own names."""

from __future__ import annotations

import pytest

from verify.grading import grade

SIGMOID = "w*exp(-x)/(1+exp(-x))^2"
LOSS = r"\frac{\partial}{\partial z}\left[-\left(1-\tfrac{1}{1+e^{-z}}\right)^2\ln\tfrac{1}{1+e^{-z}}\right]"
W, Z = {"w": "real", "x": "real"}, {"z": "real"}

ROWS = {
    "behind a comma": (LOSS, r"2p(1-p)^2\ln p-(1-p)^3,\qquad p=\frac{1}{1+e^{-z}}", Z, "correct"),
    "in words": (LOSS, r"2p(1-p)^2\ln p-(1-p)^3 \quad \text{where} \quad p=\frac{1}{1+e^{-z}}", Z, "correct"),
    "one explains the other": (LOSS, r"2 p q^2\ln p-q^3, p=\frac{1}{1+e^{-z}}, q=1-p", Z, "correct"),
    "typed": (SIGMOID, "s(1-s)w where s = 1/(1+exp(-x))", W, "correct"),
    "with": (SIGMOID, "s(1-s)w, with s = 1/(1+exp(-x))", W, "correct"),
    "with a colon": (SIGMOID, "s(1-s)w, s := 1/(1+exp(-x))", W, "correct"),
    "for every index": (
        r"\frac{d}{dT}\log\sum_{j=1}^{K}e^{z_j/T}",
        r"-\frac{1}{T^2}\sum_{j=1}^{K}p_jz_j,\ \text{where } p_j=\frac{\exp(z_j/T)}{\sum_{k=1}^{K}\exp(z_k/T)}",
        {"z": "sequence K of real", "K": "natural", "T": "positive"}, "correct"),
    "for one index": (
        r"\frac{\partial^2}{\partial z_1\,\partial z_2}\log\left(e^{z_1}+e^{z_2}+e^{z_3}\right)",
        r"p_1p_2,\quad\text{where } p_k=\frac{e^{z_k}}{\sum_{j=1}^{3}e^{z_j}}", {"z": "vector 3"}, "wrong"),
    "a function": (
        r"\frac{d}{dx}\left[x\,e^{-x^2/2}\right]", r"(1-x^2)\varphi(x),\ \text{where }\varphi(x)=e^{-x^2/2}", {"x": "real"},
        "correct"),
    "a wrong sign": (LOSS, r"2p(1-p)^2\ln p+(1-p)^3,\qquad p=\frac{1}{1+e^{-z}}", Z, "wrong"),
    "explained otherwise": (SIGMOID, "s(1-s)w, s = 1/(1+exp(-2x))", W, "wrong"),
    "a name of the question": ("2x", "2x, x = 3", {"x": "real"}, "unreadable"),
    "a residual called e": (r"e^{-(y-wx)^2/2}", r"\exp(-e^2/2), where e = y-wx", {**W, "y": "real"}, "undecided"),
    "e for another number": ("e^x", "e^x, where e = 1", {"x": "real"}, "undecided"),
    "pi for another number": (r"\pi x^2", r"\pi x^2, where \pi = 3", {"x": "real"}, "undecided"),
    "the unit": (r"\cos x", r"\frac{e^{ix}+e^{-ix}}{2}, where i=\sqrt{-1}", {"x": "real"}, "undecided"),
    "a function with a meaning": ("erf(x)", "erf(x), where erf(x) = x", {"x": "real"}, "undecided"),
    "a name of the question with an index": ("p_1 + x", "p_1 + x, where p_k = 5k", {"x": "real", "p_1": "real"}, "undecided"),
    "the index of a sum around it": ("-3", r"\sum_{i=1}^3 p, where p = i^2", {}, "undecided"),
    "the same index, right": ("14", r"\sum_{i=1}^3 p, where p = i^2", {}, "undecided"),
    "a name that is not there": ("3", "3, where n = 5", {}, "undecided"),
    "another value": ("2", "x = 2, y = 3", {}, "unreadable"),
    "by what is not known": (LOSS, r"2p(1-p)^2\ln p-(1-p)^3, \text{ where } p=\sigma(z)", Z, "undecided"),
}


@pytest.mark.parametrize("name", ROWS)
def test_names_that_are_explained(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


@pytest.mark.parametrize(("answer", "verdict"), [
    (r"The derivative is $\sigma(x)(1-\sigma(x))$ where $\sigma(x) = \frac{1}{1+e^{-x}}$.", "correct"),
    (r"The derivative is $\sigma(x)(1+\sigma(x))$ where $\sigma(x) = \frac{1}{1+e^{-x}}$.", "wrong"),
    (r"The answer is $y(1-y)$ where $y = \frac{1}{1+e^{-x}}$.", "correct"),
])  # fmt: skip
def test_a_sentence_that_explains_its_names(answer: str, verdict: str) -> None:
    assert grade(r"\frac{e^x}{(1+e^x)^2}", answer).verdict == verdict
