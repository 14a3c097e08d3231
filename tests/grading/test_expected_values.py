"""Means of what nobody declared."""

from __future__ import annotations

import pytest

from verify.grading import grade

FISHER = r"I(\theta) = -\mathbb{E}\left[\frac{\partial^2}{\partial\theta^2}\log p(X;\theta)\right]"
BOUND = r"\mathbb{E}_{q_\phi(z|x)}[\log p_\theta(x|z)] - D_{KL}(q_\phi(z|x)\|p(z))"
BELLMAN = r"Q^*(s,a) = r(s,a)+\gamma\,\mathbb{E}_{s'}\left[\max_{a'}Q^*(s',a')\right]"
GRADIENT = r"\nabla_\theta J = \mathbb{E}_{\pi_\theta}[\nabla_\theta\log\pi_\theta(a|s)Q^\pi(s,a)]"
GAME = r"\min_G\max_D \mathbb{E}_{x\sim p_{data}}[\log D(x)] + \mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))]"

# reference, submitted, verdict; "open" is neither correct nor wrong
GRADED: list[tuple[str, str, str]] = [
    # linear in the mean; what does not speak of the outcome is a number
    (BELLMAN, r"Q^*(s,a) = \mathbb{E}_{s'}\left[r(s,a)+\gamma \max_{a'}Q^*(s',a')\right]", "correct"),
    (BELLMAN, r"Q^*(s,a) = r(s,a)+\gamma\,\max_{a'}\mathbb{E}_{s'}\left[Q^*(s',a')\right]", "open"),
    (r"\mathbb{E}_{s'}[r(s,a)V(s')]", r"r(s,a)\mathbb{E}_{s'}[V(s')]", "correct"),
    (r"\mathbb{E}_{s'}[r(s,a)+\gamma V(s')]", r"\gamma r(s,a)+\gamma\mathbb{E}_{s'}[V(s')]", "wrong"),
    (r"\mathbb{E}_{s'}[V(s')^2]", r"\mathbb{E}_{s'}[V(s')]^2", "wrong"),
    (r"\mathbb{E}_{s'}[r(s,a,s')+\gamma V(s')]", r"r(s,a,s')+\gamma\mathbb{E}_{s'}[V(s')]", "open"),
    (r"\mathbb{E}_{s'}[r+\gamma V(s')]", r"r+\gamma\mathbb{E}_{s'}[V(s')]", "open"),  # r may be random
    (r"\mathbb{E}_{s}[V(s_t)]", r"V(s_t)", "open"),
    (r"\mathbb{E}_{x}[f(X)]", r"f(X)", "open"),
    (r"\mathbb{E}_{\tau}[R(\tau)]", r"R(\tau)", "open"),
    (r"\mathbb{E}_{\beta}[\beta R(x)]", r"\beta\mathbb{E}_{\beta}[R(x)]", "open"),
    (r"\mathbb{E}_{\lambda\sim q}[\lambda f(x)]", r"\lambda \mathbb{E}_{\lambda\sim q}[f(x)]", "open"),
    (r"\mathbb{E}_{t\sim p_1}[\alpha_t f(t)]", r"\alpha_t\mathbb{E}_{t\sim p_1}[f(t)]", "open"),
    (r"\mathbb{E}_{z\sim q,\epsilon\sim p}[f(\epsilon)]", r"f(\epsilon)\mathbb{E}_{z\sim q,\epsilon\sim p}[1]", "open"),
    # nothing is wrong that is right for what is meant
    (r"\mathbb{E}_{a\sim\pi}[A(s,a)]", r"2\mathbb{E}_{a\sim\pi}[A(s,a)]", "open"),  # an advantage has the mean 0
    (r"\mathbb{E}_{a\sim\pi}[Q(s,a)-V(s)]", r"\mathbb{E}_{a\sim\pi}[Q(s,a)]+V(s)", "open"),
    (r"\mathbb{E}_{x,y\sim p}[f(x)g(y)]", r"\mathbb{E}_{x,y\sim p}[f(x)]\mathbb{E}_{x,y\sim p}[g(y)]", "open"),
    (r"\mathbb{E}_{x\sim p_1}[\log f(x)^2]", r"2\mathbb{E}_{x\sim p_1}[\log f(x)]", "open"),
    (r"\mathbb{E}_{x\sim p_1}[\sqrt{D(x)^2}]", r"\mathbb{E}_{x\sim p_1}[D(x)]", "open"),
    (r"\mathbb{E}_{q_\phi(z)}[\frac{p_\theta(z)}{q_\phi(z)}f(z)]", r"\mathbb{E}_{p_\theta(z)}[f(z)]", "open"),
    (r"\mathbb{E}_{q_\phi(z)}[\frac{p_\theta(z)}{q_\phi(z)}]",
     r"2\mathbb{E}_{q_\phi(z)}[\frac{p_\theta(z)}{q_\phi(z)}]-1", "open"),
    # bounds with a divergence
    (BOUND,
     r"\mathbb{E}_{z\sim q_\phi(z\mid x)}\left[\log p_\theta(x\mid z) + \log p(z) - \log q_\phi(z\mid x)\right]", "correct"),
    (BOUND, r"\mathbb{E}_{q_\phi(z|x)}[\log p_\theta(x|z)] + D_{KL}(q_\phi(z|x)\|p(z))", "wrong"),
    (BOUND, r"\mathbb{E}_{q_\phi(z|x)}[\log p_\theta(x|z)] - 2D_{KL}(q_\phi(z|x)\|p(z))", "wrong"),
    (BOUND, r"\log p_\theta(x) - D_{KL}(q_\phi(z|x)\|p_\theta(z|x))", "open"),
    # rates in means
    (FISHER, r"\[I(\theta) = -\mathbb{E}\left[\frac{\partial^2 \log p(X;\theta)}{\partial\theta^2}\right]\]", "correct"),
    (FISHER, r"I(\theta) = \mathbb{E}\left[\frac{\partial^2}{\partial\theta^2}\log p(X;\theta)\right]", "wrong"),
    (FISHER, r"I(\theta) = \mathbb{E}\left[\left(\frac{\partial}{\partial\theta}\log p(X;\theta)\right)^2\right]", "open"),
    (FISHER, r"I(\theta) = -\mathbb{E}\left[\frac{\partial^2 \log p(X;\theta)}{\partial X^2}\right]", "open"),
    (r"\mathbb{E}[\frac{\partial}{\partial\theta}\log p(X;\theta)]",
     r"2\mathbb{E}[\frac{\partial}{\partial\theta}\log p(X;\theta)]", "open"),
    (GRADIENT,
     r"\nabla_\theta J(\theta) = "
     r"\mathbb{E}_{a\sim\pi_\theta}\left[Q^{\pi}(s,a)\,\nabla_\theta\log\pi_\theta(a\mid s)\right]", "correct"),
    (GRADIENT, r"\nabla_\phi J = \mathbb{E}_{\pi_\theta}[\nabla_\theta\log\pi_\theta(a|s)Q^\pi(s,a)]", "open"),
    # below the same operators
    (GAME, r"\min_G\max_D\; \mathbb{E}_{x\sim p_{\text{data}}}\left[\log D(x)\right] + "
     r"\mathbb{E}_{z\sim p_z}\left[\log\left(1-D(G(z))\right)\right]", "correct"),
    (GAME, r"\min_G\max_D \mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))] + \mathbb{E}_{x\sim p_{data}}[\log D(x)]", "correct"),
    (GAME, r"\max_D\min_G \mathbb{E}_{x\sim p_{data}}[\log D(x)] + \mathbb{E}_{z\sim p_z}[\log(1-D(G(z)))]", "open"),
    (GAME, r"\min_G\max_D \mathbb{E}_{x\sim p_{data}}[\log(1-D(x))] + \mathbb{E}_{z\sim p_z}[\log D(G(z))]", "open"),
    (r"\max_a\mathbb{E}_{s'}[r(s,a)+\gamma V(s')]", r"\max_a r(s,a)+\gamma\mathbb{E}_{s'}[V(s')]", "open"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), GRADED)
def test_means(reference: str, submitted: str, verdict: str) -> None:
    found = grade({"reference": reference, "submitted": submitted}).verdict
    assert ("open" if found in ("undecided", "unreadable") else found) == verdict


@pytest.mark.parametrize(
    ("words", "index", "verdict"), [("real", "s'", "correct"), ("real", r"\pi", None), ("outcome", "s'", None)]
)
def test_declared_names_in_means(words: str, index: str, verdict: str | None) -> None:
    reference, submitted = rf"\mathbb{{E}}_{{{index}}}[x\,V(s')]", rf"x\,\mathbb{{E}}_{{{index}}}[V(s')]"
    found = grade(reference, submitted, symbols={"x": words}).verdict
    assert found == verdict if verdict else found in ("undecided", "unreadable")


def test_what_is_read_otherwise_is_said() -> None:
    found = grade(GAME, GAME.replace("data", r"\text{data}"))
    assert "means are read as sums over a finite law" in found.choices
    assert r"everything stands below \min_G\max_D" in found.choices
