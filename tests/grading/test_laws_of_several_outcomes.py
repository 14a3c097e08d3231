r"""Joint densities beside those of one outcome, laws given what is summed over, too, typed sums, rates in two notations."""

from __future__ import annotations

import pytest

from verify.grading import grade

BELLMAN = r"\sum_a\pi(a\mid s)\sum_{s'}P(s'\mid s,a)\left[R(s,a)+\gamma V(s')\right]"

ANSWERS = [
    (r"\mathbb{E}_{q(z)}\left[\log\frac{p(x,z)}{q(z)}\right]",
     r"\mathbb{E}_{q(z)}[\log p(x,z)]-\mathbb{E}_{q(z)}[\log q(z)]", "correct"),
    (r"\mathbb{E}_{q(z)}\left[\log\frac{p(x,z)}{q(z)}\right]",
     r"\mathbb{E}_{q(z)}[\log p(x,z)]+\mathbb{E}_{q(z)}[\log q(z)]", "wrong"),
    (r"\mathbb{E}_{z\sim q}\left[\log p(x,z)-\log q(z)\right]", r"\log p(x)-D_{KL}(q(z)\|p(z|x))", "correct"),
    (r"\sum_z q(z)\log\frac{p(x,z)}{q(z)}", r"\sum_z q(z)\log p(x,z)-\sum_z q(z)\log q(z)", "correct"),
    ("∑_x p(x) log(p(x)/q(x))", "-∑_x p(x) log(q(x)/p(x))", "correct"),
    ("sum_x p(x) log(p(x)/q(x))", "sum_x q(x) log(p(x)/q(x))", "wrong"),
    ("exp(z_k)/sum_j exp(z_j)", "exp(z_k - c)/sum_j exp(z_j - c)", "correct"),
    ("exp(z_k)/sum_j exp(z_j)", "1/sum_j exp(z_j - z_k)", "correct"),
    (BELLMAN, r"\sum_a\pi(a\mid s)\left[R(s,a)+\gamma\sum_{s'}P(s'\mid s,a)V(s')\right]", "correct"),
    (f"V(s)={BELLMAN}", r"\sum_a\pi(a\mid s)\left[R(s,a)+\gamma\sum_{s'}P(s'\mid s,a)V(s')\right]", "correct"),
    (BELLMAN, r"\sum_a\pi(a\mid s)\left[R(s,a)+\sum_{s'}P(s'\mid s,a)V(s')\right]", "wrong"),
    (r"r_t+\gamma V(s_{t+1})-V(s_t)", r"r_t+\gamma V(s_t)-V(s_{t+1})", "wrong"),
    (r"r_t+\gamma V(s_{t+1})-V(s_t)", r"-V(s_t)+\gamma V(s_{t+1})+r_t", "correct"),
    (r"F_1=\frac{2\,\mathrm{TP}}{2\,\mathrm{TP}+\mathrm{FP}+\mathrm{FN}}",
     r"\frac{\mathrm{TP}}{\mathrm{TP}+\frac12(\mathrm{FP}+\mathrm{FN})}", "correct"),
    (r"\frac{dy}{dx} = -\frac{x}{y}", "y' = -x/y", "correct"),
    (r"\frac{dy}{dx} = -\frac{x}{y}", "y' = x/y", "wrong"),
    (r"\frac{dy}{dx} = 2x", "y'' = 2x", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
