r"""Derivations of estimates: a likelihood, its logarithm, the derivative with `= 0` in its line, and what solves it."""

from __future__ import annotations

import pytest

from verify.grading import grade

RATES = {r"\lambda": "positive", "x": "sequence n of positive"}
CHANCES = {"p": "in (0, 1)", "x": "sequence n of in {0, 1}"}
COUNTS = {"p": "in (0, 1)", "n": "positive integer", "k": "integer in 0..n"}
EXPONENTIAL = (r"\ell(\lambda)=\sum_{i=1}^n \log(\lambda e^{-\lambda x_i})", r"= n\log\lambda-\lambda\sum_{i=1}^n x_i")
SCORE = r"\frac{d\ell}{d\lambda}=\frac{n}{\lambda}-\sum_{i=1}^n x_i=0"
BERNOULLI = r"L(p)=\prod_{i=1}^n p^{x_i}(1-p)^{1-x_i}"
LOGARITHM = r"\sum_{i=1}^n x_i\log p+\left(n-\sum_{i=1}^n x_i\right)\log(1-p)"
SCORE_OF_P = r"\ell'(p)=\frac{\sum_{i=1}^n x_i}{p}-\frac{n-\sum_{i=1}^n x_i}{1-p}=0"
RATE = r"\frac{n}{\sum_{i=1}^n x_i}"
LOST = LOGARITHM.replace(r"x_i\log p", r"\log p")
MEAN = r"\frac1n\sum_{i=1}^n x_i"
BINOMIAL = (
    r"L(p)=\binom nk p^k(1-p)^{n-k}",
    r"\ell(p)=\log L(p)=\log\binom nk+k\log p+(n-k)\log(1-p)",
    r"\ell'(p)=\frac kp-\frac{n-k}{1-p}=0",
)
POISSON = (
    r"\ell(\lambda)=\sum_{i=1}^n\left(x_i\log\lambda-\lambda-\log x_i!\right)",
    r"\frac{\partial\ell}{\partial\lambda}=\frac{1}{\lambda}\sum_{i=1}^n x_i-n=0",
)

DERIVATIONS = {
    "set to 0 in its line": ((*EXPONENTIAL, SCORE, rf"\lambda={RATE}"), RATE, "correct"),
    "a hat": ((*EXPONENTIAL, SCORE, rf"\hat{{\lambda}}={RATE}"), RATE, "correct"),
    "a wrong score": (
        (*EXPONENTIAL, SCORE.replace("-", "+"), rf"\lambda=-{RATE}"), RATE, "wrong"),
    "a likelihood and its logarithm": ((BERNOULLI, rf"\ell(p)={LOGARITHM}", SCORE_OF_P, rf"\hat p={MEAN}"), MEAN, "correct"),
    "the logarithm worked out": ((BERNOULLI, rf"\ell(p)=\log L(p)={LOGARITHM}", SCORE_OF_P, rf"\hat p={MEAN}"), MEAN, "correct"),
    "the logarithm, with a mistake": (
        (BERNOULLI, rf"\ell(p)=\log L(p)={LOST}", SCORE_OF_P, rf"\hat p={MEAN}"), MEAN, "wrong"),
    "a logarithm that is not that of the likelihood": (
        (BERNOULLI, r"\ell(p)=" + LOGARITHM.replace("n-", "n+"), SCORE_OF_P.replace("n-", "n+"), rf"\hat p={MEAN}"),
        MEAN, "not right"),
    "a binomial coefficient": ((*BINOMIAL, r"\hat p=\frac kn"), r"\frac kn", "correct"),
    "a binomial coefficient, and p itself": ((*BINOMIAL, r"p=\frac kn"), r"\frac kn", "correct"),
    "a binomial coefficient, and a wrong score": (
        (*BINOMIAL[:2], BINOMIAL[2].replace("-", "+", 1), r"\hat p=\frac kn"), r"\frac kn", "wrong"),
    "a value of another parameter": (
        (*EXPONENTIAL, SCORE, rf"\hat\lambda={RATE}"), MEAN, "not right"),
    "a value for letters": (("10p=3", r"\hat p = 0.3"), r"\frac kn", "not known"),
    "another value at the end": ((*POISSON, r"\Rightarrow\hat\lambda=\sum_{i=1}^n x_i"), MEAN, "wrong"),
    "another value than the one with a name": ((*POISSON, r"\hat\lambda=\sum_{i=1}^n x_i"), rf"\hat\lambda={MEAN}", "wrong"),
    "the value of something else": ((*POISSON, r"\hat\theta=\sum_{i=1}^n x_i"), MEAN, "not known"),
}  # fmt: skip


@pytest.mark.parametrize("is_declared", [False, True], ids=["undeclared", "declared"])
@pytest.mark.parametrize("name", DERIVATIONS)
def test_derivations(name: str, is_declared: bool) -> None:
    lines, reference, verdict = DERIVATIONS[name]
    used = COUNTS if "binom" in lines[0] else CHANCES if "p)" in lines[0] else RATES
    symbols = used if is_declared and "10p" not in lines[0] else {}
    found = grade({"reference": reference, "lines": list(lines), "symbols": symbols}).verdict
    assert found in {"not right": ("wrong", "undecided"), "not known": ("undecided", "unreadable")}.get(verdict, (verdict,))


@pytest.mark.parametrize(("reference", "submitted", "verdict"), [
    (r"\frac{\partial}{\partial\sigma^2}\left(-\frac n2\log\sigma^2-\frac{S}{2\sigma^2}\right)",
     r"-\frac{n}{2\sigma^2}+\frac{S}{2\sigma^4}", "correct"),
    (r"\frac{\partial}{\partial\sigma^2}\left(-\frac n2\log\sigma^2-\frac{S}{2\sigma^2}\right)",
     r"-\frac{n}{\sigma}+\frac{S}{\sigma^3}", "wrong"),
    (r"\frac{d\sigma^4}{d\sigma^2}", r"2\sigma^2", "correct"),
    (r"\frac{d^2}{d\sigma^2}\sigma^4", r"12\sigma^2", "correct"),
    (r"\frac{d}{dx^2} x^4", "12x^2", "undecided"),  # the second derivative, to some
])  # fmt: skip
def test_the_derivative_by_a_variance(reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": {r"\sigma": "positive"}}).verdict == verdict
