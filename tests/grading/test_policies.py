r"""Values and policies that nobody declared: advantages, updates of Q, sums over actions, score functions."""

from __future__ import annotations

import pytest

from verify.grading import grade

_ADVANTAGE = "Q(s,a) - V(s)"
_SCORE = r"\theta + \alpha\nabla_\theta\log\pi_\theta(a\mid s)G"
_Q = r"Q(s,a)+\alpha\left[r+\gamma\max_{a'}Q(s',a')-Q(s,a)\right]"
_TYPED = "Q(s,a)+alpha*(r+gamma*max_{a'} Q(s',a')-Q(s,a))"
_MEAN = r"\sum_a\pi(a\mid s)(Q(s,a)-V(s))"
_SUM = r"\sum_a \pi_\theta(a\mid s)\nabla_\theta\log\pi_\theta(a\mid s)Q(s,a)"
_TD = r"V(s) + \alpha\left[r+\gamma V(s')-V(s)\right]"
_LINES = (
    r"\begin{align} \nabla_\theta\sum_a\pi_\theta(a\mid s)Q(s,a) &= \sum_a\nabla_\theta\pi_\theta(a\mid s)Q(s,a) \\"
    r" &= %s \end{align}"
)
_BASELINE = r"\sum_a \nabla_\theta\pi_\theta(a\mid s) b(s) = b(s)\nabla_\theta\sum_a\pi_\theta(a\mid s) = b(s)\nabla_\theta 1 = 0"
ROWS = [
    (_ADVANTAGE, "-V(s)+Q(s,a)", "correct"),
    (_ADVANTAGE, "V(s) - Q(s,a)", "wrong"),
    (_ADVANTAGE, "Q(s,a)+V(s)", "wrong"),
    (_ADVANTAGE, "A(s,a)", None),
    (_ADVANTAGE, r"r+\gamma V(s') - V(s)", None),
    (_ADVANTAGE, r"Q(s,a) - \max_{a'}Q(s,a')", None),
    ("Q(s,a) - V(s')", "V(s')-Q(s,a)", None),
    ("A(s,a)+V(s)", "A(s,a)-V(s)", None),
    (r"\log\pi(a\mid s) + V(s)", r"2\log\pi(a\mid s) + 2V(s) - Q(s,a)", None),
    (r"\log\pi(a\mid s) + V(s) - Q(s,a)", r"Q(s,a) - V(s) - \log\pi(a\mid s)", None),
    (r"r + \gamma V(s') - Q(s,a)", r"Q(s,a) - r - \gamma V(s')", None),
    (_SCORE, r"\alpha G\nabla_\theta\log\pi_\theta(a\mid s)+\theta", "correct"),
    (_SCORE, r"\theta + \alpha G\frac{\nabla_\theta\pi_\theta(a\mid s)}{\pi_\theta(a\mid s)}", "correct"),
    (_SCORE, r"\theta \leftarrow \theta + \alpha\nabla_\theta\log\pi_\theta(a\mid s)G", "correct"),
    (_SCORE, r"\theta - \alpha\nabla_\theta\log\pi_\theta(a\mid s)G", "wrong"),
    (rf"\theta \leftarrow {_SCORE}", r"\theta \leftarrow \theta - \alpha\nabla_\theta\log\pi_\theta(a\mid s)G", "wrong"),
    (_SCORE, r"\theta + \alpha\nabla_\theta\log\pi_\theta(a\mid s)(G-b)", None),
    (_SCORE, r"\theta + \alpha\nabla_\theta J(\theta)", None),
    (_Q, "(1-alpha)*Q(s,a)+alpha*(r+gamma*max_{a'} Q(s',a'))", "correct"),
    (_TYPED, "(1-alpha)Q(s,a)+alpha*(r+gamma*max_{a'} Q(s',a'))", "correct"),
    (_TYPED, "Q(s,a)+alpha*(r-gamma*max_{a'} Q(s',a')-Q(s,a))", "wrong"),
    (_TYPED, "Q(s,a)+alpha*(r+gamma*Q(s',a')-Q(s,a))", None),
    (_TYPED, "Q(s,a)+alpha*(r+gamma*max_{a'} Q(s',a')*2-Q(s,a))", None),
    (_TYPED, "Q(s,a)+alpha*(r+gamma*max_{a'} (Q(s',a')-Q(s,a)))", None),
    (_TYPED, "Q(s,a)+alpha*(r+gamma*min_{a'} Q(s',a')-Q(s,a))", None),
    (rf"Q(s,a) \leftarrow {_Q}", r"Q(s,a) \leftarrow (1-\alpha) Q(s,a)+\alpha\left[r+\gamma\max_{a'}Q(s',a')\right]", "correct"),
    (rf"Q(s,a) \leftarrow {_Q}", rf"Q(s,a) \leftarrow {_Q.replace('[r+', '[r-')}", "wrong"),
    (rf"V(s) \leftarrow {_TD}", rf"V(s) \leftarrow {_TD.replace('+ ', '- ', 1)}", "wrong"),
    (rf"V(s) \leftarrow {_TD}", r"V(s)\leftarrow V(s)+\alpha\left[r + \gamma V(s')\right]", "wrong"),
    (rf"V(s) \leftarrow {_TD}", r"V(s) = r+\gamma V(s')", None),
    (_MEAN, r"\sum_a\pi(a\mid s)Q(s,a)-V(s)", "correct"),
    (_MEAN, r"\mathbb{E}_{a\sim\pi(\cdot\mid s)}[Q(s,a)]-V(s)", "correct"),
    (_MEAN, r"\sum_a\pi(a\mid s)Q(s,a)+V(s)", "wrong"),
    (_MEAN, "0", None),  # right for V(s) = \sum_a \pi(a|s) Q(s, a)
    (_MEAN, r"2\sum_a\pi(a\mid s)Q(s,a)-2V(s)", None),
    (_MEAN, r"V(s)-\sum_a\pi(a\mid s)Q(s,a)", None),
    (r"\sum_a\pi(a\mid s)Q(s,a)+V(s)", r"3V(s)-\sum_a\pi(a\mid s)Q(s,a)", None),
    (r"\sum_a \pi(a\mid s)(Q(s,a)-V(s))^2", r"\sum_a \pi(a\mid s)Q(s,a)^2-V(s)^2", None),
    (r"\sum_a \pi(a\mid s)(Q(s,a)-V(s))^2", r"\sum_a \pi(a\mid s)Q(s,a)^2+V(s)^2", "wrong"),
    (_SUM, _LINES % _SUM, "correct"),
    (_SUM, _LINES % f"-{_SUM}", "wrong"),
    (_SUM, _LINES % r"\sum_a\nabla_\theta\log\pi_\theta(a\mid s)Q(s,a)", "wrong"),
    ("0", _BASELINE, "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_policies(reference: str, submitted: str, verdict: str | None) -> None:
    found = grade(reference, submitted).verdict
    assert found == verdict if verdict else found in ("undecided", "unreadable")
