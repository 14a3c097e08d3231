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
    "a wrong sign": (LOSS, r"2p(1-p)^2\ln p+(1-p)^3,\qquad p=\frac{1}{1+e^{-z}}", Z, "wrong"),
    "explained otherwise": (SIGMOID, "s(1-s)w, s = 1/(1+exp(-2x))", W, "wrong"),
    "a name of the question": ("2x", "2x, x = 3", {"x": "real"}, "unreadable"),
    "a name that is not there": ("3", "3, where n = 5", {}, "undecided"),
    "another value": ("2", "x = 2, y = 3", {}, "unreadable"),
    "by what is not known": (LOSS, r"2p(1-p)^2\ln p-(1-p)^3, \text{ where } p=\sigma(z)", Z, "undecided"),
}


@pytest.mark.parametrize("name", ROWS)
def test_names_that_are_explained(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict
