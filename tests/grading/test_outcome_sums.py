r"""Sums of values of functions of which nothing is known, over an argument: \sum_a \pi(a|s) Q(s, a)."""

from __future__ import annotations

import pytest

from verify.grading import grade

_BELLMAN = r"V(s) = \sum_a \pi(a|s) \left[ R(s,a) + \gamma \sum_{s'} P(s'|s,a) V(s') \right]"
RIGHT = [
    (r"\sum_a \pi(a|s) Q(s,a)", r"\sum_{a'} \pi(a'\mid s) Q(s,a')"),
    (_BELLMAN, r"\sum_{a}\pi(a\mid s)R(s,a) + \gamma\sum_{a}\sum_{s'}\pi(a\mid s)P(s'\mid s,a)V(s')"),
    (_BELLMAN, r"V(s)=\sum_{a}\pi(a\mid s)R(s,a) + \gamma\sum_{s'}V(s')\sum_{a}\pi(a\mid s)P(s'\mid s,a)"),
    (r"\sum_{a} \pi(a|s) (Q(s,a) - V(s))", r"\sum_a \pi(a|s) Q(s,a) - V(s)"),
    (r"\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)]", r"\sum_a \pi(a|s) Q(s,a)"),
    (r"\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)-V(s)]", r"\mathbb{E}_{a\sim\pi(\cdot|s)}\left[Q(s,a)\right]-V(s)"),
    (r"\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)]^2", r"\left(\sum_a\pi(a|s)Q(s,a)\right)^2"),
    (r"\sum_{s^{\prime}} P(s^{\prime}|s,a)", "1"),
    (r"\sum_x \sum_y p(x,y) f(x)", r"\sum_x f(x) \sum_y p(x,y)"),
]
WRONG = [
    (r"\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)]Q(s,a)", r"\sum_a\pi(a|s)Q(s,a)^2"),
    (r"\sum_{a} \pi(a|s) (R(s,a) - b)", r"\sum_a \pi(a|s) R(s,a) + b"),
    (r"\sum_a \pi(a|s) Q(s,a)", r"\sum_a \pi(a|s) Q(s,a)^2"),
    (r"V(s) + \alpha (r + \gamma V(s') - V(s))", r"V(s) + \alpha(r + \gamma V(s'))"),
    ("r + gamma V(s') - V(s)", "r + gamma V(s) - V(s')"),
]
# a value that no probability has to have, a name that the sum binds, and what V has to do with Q
NOT_KNOWN = [
    (r"\sum_a q(a)", "1"),
    (r"\sum_a \mu(a)", "1"),
    (r"\sum_{a} P(s'|s,a)", "1"),
    (r"\sum_a a\,\pi(a|s)", r"a\sum_a \pi(a|s)"),
    (r"\sum_a \pi(a|s) r_a", "r_a"),
    (r"\sum_{a} \pi(a|s) Q(s,a)", "Q(s,a)"),
    (r"\sum_{x} p(x) f(x+1)", r"\sum_x p(x) f(x)"),
    (r"\sum_a \pi(a|s) Q(s,a)^2 - V(s)^2", r"\sum_a \pi(a|s) (Q(s,a)-V(s))^2"),
    (r"\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)^2]-\mathbb{E}_{a\sim\pi(\cdot|s)}[Q(s,a)]^2", "0"),
    ("k(x,y) - 2k(y,x)", "k(y,x) - 2k(x,y)"),
    ("p(x,y) - p(y,x)", "p(y,x) - p(x,y)"),
    (r"\sqrt{h(x,y)^2}", "h(x,y)"),
]


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_all_functions(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_wrong_for_values_of_which_nothing_is_known(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), NOT_KNOWN)
def test_not_known_for_others(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")
