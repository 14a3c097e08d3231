r"""Values of functions and probabilities of which nothing is known: V(s'), Q(s, a), p_X(x), P(X = 0)."""

from __future__ import annotations

import pytest

from verify.grading import grade

_TD = r"V(s) \leftarrow V(s) + \alpha\left[r+\gamma V(s')-V(s)\right]"
_Q = r"Q(s,a) + \alpha\left(r+\gamma\max_{a'}Q(s',a') - Q(s,a)\right)"
_TAIL = r"P(|\bar X-\mu|\ge\epsilon) \le \frac{\sigma^2}{n\epsilon^2}"
RIGHT = [
    (_TD, r"V(s)\leftarrow (1-\alpha)V(s)+\alpha\left[r + \gamma V(s')\right]"),
    (_Q, r"(1-\alpha)Q(s,a)+\alpha\left(r+\gamma\max_{a'}Q(s',a')\right)"),
    ("r + g*V(s') - V(s)", "g*V(s') + r - V(s)"),
    (r"\log p_X(x) = \log p_Z(z) + c", r"c + \log p_Z(z)"),
    (r"P(X\ge 1) = 1 - P(X=0)", r"P(X \geq 1) = 1-P(X = 0)"),
    (_TAIL, r"P(|\bar{X}-\mu|\geq\epsilon)\leq\frac{\sigma^2}{n\epsilon^2}"),
    ("p_Y(y) = 1/2 p_X((y-1)/2)", "p_Y(y) = 0.5 p_X((y-1)/2)"),
    (r"A(s,a) = Q(s,a) - V(s)", "-V(s)+Q(s,a)"),
    (r"V^\pi(s) = r(s,a) + \gamma V^\pi(s')", r"\gamma V^{\pi}(s') + r(s,a)"),
    ("f(x,y)^2 - g(x,y)^2", "(f(x,y)-g(x,y))(f(x,y)+g(x,y))"),
    (r"\frac{\pi_\theta(a\mid s)}{\pi_{old}(a\mid s)}A", r"A\exp(\log\pi_\theta(a\mid s)-\log\pi_{old}(a\mid s))"),
]
LINES = [
    ([r"\sum_{a}\pi(a\mid s)(Q(s,a)-V(s))", r"= \sum_a\pi(a\mid s)Q(s,a)-V(s)\sum_a\pi(a\mid s)",
      r"= \sum_a\pi(a\mid s)Q(s,a)-V(s)"], "correct"),
    ([r"(1-\alpha)Q(s,a) + \alpha(r+\gamma\max_{a'}Q(s',a'))", r"= Q(s,a)+\alpha(r+\gamma\max_{a'}Q(s',a')-Q(s,a))"], "correct"),
    ([r"(1-\alpha)Q(s,a) + \alpha(r+\gamma\max_{a'}Q(s',a'))", r"= Q(s,a)-\alpha(r+\gamma\max_{a'}Q(s',a')-Q(s,a))"], "wrong"),
    (["V(s) - V(s')", "= 2V(s) - V(s')"], "wrong"),
    (["V(s)", r"= r + \gamma V(s')"], None), (["Q(s,a) - V(s)", "= A(s,a)"], None), (["Q(s,a) - V(s)", "= V(s) - Q(s,a)"], None),
    (["f(x) = x^2", "xf(x) = x^4"], None),
]
# wrong, or not known to be right, and never said to be either
NOT_KNOWN = [
    (_Q, r"(1-\alpha)Q(s,a)+\alpha\left(r+\gamma Q(s',a')\right)"),
    ("r + g*V(s') - V(s)", "g*V(s) + r - V(s)"),
    (r"P(X\ge 1) = 1 - P(X=0)", "1-P(X = 1)"),
    (r"P(X\ge 1) = 1 - P(X=0)", "P(X > 0)"),
    (_TAIL, r"P(|\bar{X}-\mu|\geq 2\epsilon)\leq\frac{\sigma^2}{n\epsilon^2}"),
    (_TAIL, r"P(|\bar{X}-\mu|\geq\epsilon) = \frac{\sigma^2}{n\epsilon^2}"),
    (r"A(s,a) = Q(s,a) - V(s)", "B(s,a) = -V(s)+Q(s,a)"),
    (r"\sum_{k=1}^n g_1(k,x)", "n g_1(k,x)"),
    (r"\max_a Q(s,a) - Q(s,a)", "0"),
    (r"\frac{d}{dx} V(x,y)", r"V(x,y)\frac{d}{dx}"),
    ("f(x,y) - f(y,x)", "0"),
    (r"\Theta(n,m) - \Theta(n,m)", "0"),
    (r"\mathcal{N}(0,1) - \mathcal{N}(0,1)", "0"),
    (r"V^\pi(s) = r(s,a) + \gamma V^\pi(s')", r"\gamma V^{*}(s') + r(s,a)"),
]


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_all_values(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines_without_a_reference(lines: list[str], verdict: str | None) -> None:
    assert grade({"lines": lines}).verdict in ((verdict,) if verdict else ("undecided", "unreadable"))


@pytest.mark.parametrize(("reference", "submitted"), NOT_KNOWN)
def test_nothing_known_of_other_values(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict not in ("correct", "wrong")
