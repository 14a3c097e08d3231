r"""\nabla_\theta \log p_\theta(x): what nobody declared is a smooth function of its arguments and of the parameter."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

ANSWERS = [
    (r"\nabla_\theta\log p_\theta(x)", r"\frac{\nabla_\theta p_\theta(x)}{p_\theta(x)}", "correct"),
    (r"\nabla_\theta\log p_\theta(x)", r"\frac{\nabla_\theta p_\theta(x)}{p_\theta(x)^2}", "wrong"),
    (r"\nabla_\theta\pi_\theta(a|s)", r"\pi_\theta(a\mid s)\nabla_\theta\log\pi_\theta(a\mid s)", "correct"),
    (r"\nabla_\theta\pi_\theta(a|s)", r"\nabla_\theta\log\pi_\theta(a\mid s)", "wrong"),
    (r"\frac{\partial}{\partial\theta}\log p(x;\theta)",
     r"\frac{1}{p(x;\theta)}\frac{\partial p(x;\theta)}{\partial\theta}", "correct"),
    (r"\frac{\partial}{\partial\theta}\log p(x|\theta)",
     r"\frac{1}{p(x|\theta)}\frac{\partial p(x|\theta)}{\partial\theta}", "correct"),
    (r"\nabla_\theta\frac{\pi_\theta(a|s)}{\mu(a|s)}",
     r"\frac{\pi_\theta(a|s)}{\mu(a|s)}\nabla_\theta\log\pi_\theta(a|s)", "correct"),
    (r"\frac{\partial}{\partial x}\left[x f(x,y)\right]", r"f(x,y)+x\frac{\partial f(x,y)}{\partial x}", "correct"),
    (r"\frac{\partial}{\partial x}f(x,y)", r"\frac{\partial}{\partial x}f(y,x)", "wrong"),
    (r"\mathbb{E}_{x\sim p_\theta}[\nabla_\theta\log p_\theta(x)]", "0", "correct"),
    (r"\mathbb{E}_{x\sim p_\theta}[\nabla_\theta\log p_\theta(x)]", "1", "wrong"),
    (r"\mathbb{E}_{x\sim p_\theta}[\nabla_\theta p_\theta(x)]", "0", "wrong"),
    (r"\nabla_\theta\sum_x p_\theta(x)", "0", "correct"),
    (r"\nabla_\theta\mathbb{E}_{a\sim\pi_\theta}[r(a)]",
     r"\mathbb{E}_{a\sim\pi_\theta}[r(a)\nabla_\theta\log\pi_\theta(a)]", "correct"),
    (r"\nabla_\theta\mathbb{E}_{a\sim\pi_\theta(\cdot|s)}[Q(s,a)]",
     r"\mathbb{E}_{a\sim\pi_\theta(\cdot|s)}[\nabla_\theta\log\pi_\theta(a|s)(Q(s,a)-b(s))]", "correct"),
    (r"\mathbb{E}_{p(x;\theta)}\left[\left(\frac{\partial}{\partial\theta}\log p(x;\theta)\right)^2\right]",
     r"-\mathbb{E}_{p(x;\theta)}\left[\frac{\partial^2}{\partial\theta^2}\log p(x;\theta)\right]", "correct"),
    (r"\mathbb{E}_{p(x;\theta)}\left[\left(\frac{\partial}{\partial\theta}\log p(x;\theta)\right)^2\right]",
     r"\mathbb{E}_{p(x;\theta)}\left[\frac{\partial^2}{\partial\theta^2}\log p(x;\theta)\right]", "wrong"),
    (r"\nabla_\theta J(\theta)=\mathbb{E}_{x\sim p_\theta}[f(x)\nabla_\theta\log p_\theta(x)]",
     r"\nabla_\theta J(\theta)=\sum_x f(x)\nabla_\theta p_\theta(x)", "correct"),
    (r"\sum_x\nabla_\theta P_\theta(x)", "0", "correct"),
    (r"\int\frac{\partial}{\partial\theta}p(x;\theta)dx", "0", "correct"),
    (r"\nabla_w\sum_x L(x;w)", "0", "wrong"),
    (r"\sum_a\nabla_\theta\pi_\theta(a|s)\sum_b\pi_\theta(b|s)", "0", "correct"),
]  # fmt: skip

LEFT_OPEN = [  # what may be tied together by more than is said, be no density, no number, or mean something else
    (r"\nabla_\theta\mathbb{E}_{x\sim p_\theta}[|x|]",
     r"\nabla_\theta\mathbb{E}_{x\sim p_\theta}[x]"),
    (r"\nabla_\theta\mathbb{E}_{x\sim p_\theta}[x\cos(2\pi x)]",
     r"\mathbb{E}_{x\sim p_\theta}[x\nabla_\theta\log p_\theta(x)]"),
    (r"\frac{\partial}{\partial x}|f(x,y)|",
     r"\frac{\partial}{\partial x}f(x,y)"),
    (r"\nabla_\theta\sqrt{f_\theta(x)^2}",
     r"\nabla_\theta f_\theta(x)"),
    (r"\sum_x\nabla_\theta q_\theta(x,y)",
     r"0"),
    (r"\nabla_\theta\int p_\theta(x,y)dx",
     r"0"),
    (r"\frac{\partial}{\partial t}\int q(x,t)dx",
     r"0"),
    (r"\sum_s\nabla_\theta\pi_\theta(s,a)",
     r"0"),
    (r"\sum_a\nabla_\theta\pi_\theta(s,a)",
     r"0"),
    (r"\mathbb{E}_{a\sim\pi_\theta}[\nabla_\theta\log\pi_\theta(s,a)]",
     r"0"),
    (r"\frac{\partial}{\partial x}f(x,y)",
     r"f_x(x,y)"),
    (r"\frac{\partial u(x,t)}{\partial t}",
     r"u_t(x,t)"),
    (r"\nabla_\theta\log f_\theta(x)",
     r"\frac{f_\theta'(x)}{f_\theta(x)}"),
    (r"\nabla_\theta\log\sum_y e^{f_\theta(y)}",
     r"\sum_y p_\theta(y)\nabla_\theta f_\theta(y)"),
    (r"\nabla_\theta\log\pi_\theta(a|s)",
     r"\nabla_\theta f_\theta(s,a)-\sum_b\pi_\theta(b|s)\nabla_\theta f_\theta(s,b)"),
    (r"\nabla_\theta\log p_\theta(x)",
     r"s_\theta(x)"),
    (r"\frac{\partial}{\partial\theta}(f_\theta(x)g_\theta(x))",
     r"\frac{\partial}{\partial\theta}f_\theta(x)g_\theta(x)+f_\theta(x)\frac{\partial}{\partial\theta}g_\theta(x)"),
    (r"(\nabla_\theta f_\theta(x)\cdot\nabla_\theta g_\theta(x))^2",
     r"(\nabla_\theta f_\theta(x))^2(\nabla_\theta g_\theta(x))^2"),
    (r"\frac{d}{dt}L(q,v,t)",
     r"\frac{\partial}{\partial t}L(q,v,t)"),
    (r"\nabla_\theta\sum_x f_\theta(x)+\sum_x 1",
     r"\nabla_\theta\sum_x f_\theta(x)+\sum_y 1"),
    (r"\sum_s\sum_a\nabla_\theta\pi_\theta(a|s)+\sum_s 1",
     r"\sum_a 1"),
    (r"\nabla_\theta\mathbb{E}_{a\sim\pi_\theta(\cdot|s)}[Q(s,a)]",
     r"\mathbb{E}_{a\sim\pi_\theta(\cdot|s)}[\nabla_\theta\log\pi_\theta(a|s)(Q(s,a)-b(a))]"),
    (r"\nabla_\theta p_\theta(x,z)", r"\nabla_\theta p_\theta(x|z)"),
    (r"\int\frac{\partial}{\partial\theta}f(x;\theta)dx", "0"),  # of a density, or of a network
    (r"\nabla_x k(x,y)", r"\nabla_x k(y,x)"),
    (r"\nabla_\theta\log p_\theta(x)+\nabla f(x)", r"\nabla_\theta\log p_\theta(x)"),  # by x
    (r"\nabla_\theta p_\theta(x|z)", r"\nabla_\theta p_\theta(z|x)"),
    (r"\nabla_\theta\log p_\theta(x)", r"\mathbb{E}_{p_\theta(z|x)}[\nabla_\theta\log p_\theta(x,z)]"),
    (r"\sum_a\nabla_\theta\pi_\theta(a|s)Q(s,a)", r"\sum_a\nabla_\theta\pi_\theta(a|s)(V(s)+A(s,a))"),
    (r"\nabla_\theta\log p_\theta(x)^\top v", r"v^\top\nabla_\theta\log p_\theta(x)"),
]  # fmt: skip

LINES: list[tuple[list[str], str]] = [
    ([r"\nabla_\theta J(\theta)=\nabla_\theta\sum_a\pi_\theta(a|s)Q(s,a)", r"=\sum_a\nabla_\theta\pi_\theta(a|s)Q(s,a)",
      r"=\sum_a\pi_\theta(a|s)\nabla_\theta\log\pi_\theta(a|s)Q(s,a)",
      r"=\mathbb{E}_{a\sim\pi_\theta(\cdot|s)}[\nabla_\theta\log\pi_\theta(a|s)Q(s,a)]"], "correct"),
    ([r"\nabla_\theta\sum_a\pi_\theta(a|s)Q(s,a)", r"=\sum_a\nabla_\theta\log\pi_\theta(a|s)Q(s,a)"], "wrong"),
    ([r"\nabla_\theta\int p_\theta(x)f(x)dx", r"=\int\nabla_\theta p_\theta(x)f(x)dx",
      r"=\int p_\theta(x)\nabla_\theta\log p_\theta(x)f(x)dx",
     r"=\mathbb{E}_{x\sim p_\theta}[f(x)\nabla_\theta\log p_\theta(x)]"],
     "correct"),
    ([r"\sum_a b(s)\nabla_\theta\pi_\theta(a|s)", r"=b(s)\nabla_\theta\sum_a\pi_\theta(a|s)",
     r"=b(s)\nabla_\theta 1", "=0"], "correct"),
    ([r"\sum_a b(a)\nabla_\theta\pi_\theta(a|s)", "=0"], "wrong"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted"), LEFT_OPEN)
def test_left_open(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict


def test_what_is_assumed_is_said() -> None:
    row: dict[str, Any] = {"reference": r"\mathbb{E}_{x\sim p_\theta}[\nabla_\theta\log p_\theta(x)]", "submitted": "0"}
    said = " ".join(grade(row).choices)
    assert r"p is any smooth function of its arguments, and of \theta where that is said" in said
    assert "x has finitely many values" in said


def test_a_density_may_be_greater_than_1() -> None:
    lines = [r"\nabla_\theta\int p_\theta(x)dx", "=0", r"\ge\int p_\theta(x)\log p_\theta(x)dx"]
    assert grade({"lines": lines}).verdict != "correct"
