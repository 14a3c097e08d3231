r"""Densities that are asked for up to a factor: p(\theta \mid x) \propto f, and the mode that says in which names."""

from __future__ import annotations

import pytest

from verify.grading import grade

BETA = {r"\theta": "in (0, 1)", "x": "positive", "n": "positive", "a": "positive", "b": "positive"}
POSTERIOR = r"p(\theta\mid x)\propto\theta^{x+a-1}(1-\theta)^{n-x+b-1}"
KERNEL = r"\theta^{x+a-1}(1-\theta)^{n-x+b-1}"
NORMAL = r"p(\mu\mid x)\propto\exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)\exp\left(-\frac{\mu^2}{2\tau^2}\right)"
RATE = r"p(\lambda\mid x)\propto\lambda^{a-1+\sum_i x_i}e^{-(b+n)\lambda}"

ROWS = [
    (POSTERIOR, KERNEL, BETA, "correct"),
    (POSTERIOR, KERNEL, {}, "correct"),
    (POSTERIOR, rf"p(\theta\mid x)\propto 3x {KERNEL}", BETA, "correct"),
    (POSTERIOR, rf"p(\theta\mid x)\propto\theta {KERNEL}", BETA, "wrong"),
    (POSTERIOR, rf"p(x\mid\theta)\propto{KERNEL}", BETA, "undecided"),  # of the data
    (NORMAL, r"\exp\left(-\frac12\left(\frac1{\sigma^2}+\frac1{\tau^2}\right)\mu^2+\frac{x\mu}{\sigma^2}\right)", {}, "correct"),
    (NORMAL, r"\exp\left(-\frac12\left(\frac1{\sigma^2}+\frac1{\tau^2}\right)\mu^2-\frac{x\mu}{\sigma^2}\right)", {}, "wrong"),
    (RATE, r"\lambda^{a+\sum_{i=1}^n x_i-1}e^{-b\lambda-n\lambda}", {}, "correct"),
    (RATE, r"\lambda^{a+\sum_{i=1}^n x_i}e^{-b\lambda-n\lambda}", {}, "undecided"),  # lambda may be negative
]


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), ROWS)
def test_questions_for_kernels(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


@pytest.mark.parametrize(("last", "verdict"), [(KERNEL, "correct"), (KERNEL.replace("a-1", "a"), "wrong")])
def test_a_derivation_of_a_posterior(last: str, verdict: str) -> None:
    first = r"p(\theta\mid x)&\propto \theta^{x}(1-\theta)^{n-x}\cdot\theta^{a-1}(1-\theta)^{b-1}"
    text = rf"\begin{{align*}}{first}\\ &\propto {last}\end{{align*}}"
    assert grade({"reference": POSTERIOR, "submitted": text, "symbols": BETA}).verdict == verdict


MODES = [
    (r"\theta^2", r"3\theta^2 x", "up to a factor in theta", "correct"),
    (r"\theta^2", r"3\theta^2 x", r"up to a factor in \theta", "correct"),
    (r"\theta^2", r"3\theta^3 x", r"up to a factor in \theta", "wrong"),
    (r"\theta^2", r"3\theta^2 x", r"up to a factor in \theta, x", "wrong"),
    (r"\theta^2", r"3\theta^2 y", r"up to a factor in \theta", "undecided"),  # y may be 0
    (r"\theta^2 x", r"\theta^2", r"up to a factor in x given \theta", "undecided"),  # in theta it is
]


@pytest.mark.parametrize(("reference", "submitted", "mode", "verdict"), MODES)
def test_the_mode_says_in_which_names(reference: str, submitted: str, mode: str, verdict: str) -> None:
    symbols = {"x": "positive", "y": "real", r"\theta": "positive"}
    assert grade({"reference": reference, "submitted": submitted, "mode": mode, "symbols": symbols}).verdict == verdict


def test_a_constant_of_gamma_functions_is_a_factor() -> None:
    symbols = {"x": "positive", "a": "positive", "b": "positive"}
    asked = r"\frac{b^a}{\Gamma(a)}x^{-(a+1)}\exp\left(-\frac bx\right)"
    for answer, verdict in ((r"x^{-a-1}e^{-b/x}", "correct"), (r"x^{-a+1}e^{-b/x}", "wrong")):
        assert grade(asked, answer, symbols=symbols, mode="up to a factor in x").verdict == verdict
