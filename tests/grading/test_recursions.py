r"""Sequences that nobody declared: infinite sums over them, and recursions that a derivation unrolls."""

from __future__ import annotations

import pytest

from verify.grading import grade

_RETURN = r"G_t = \sum_{k=0}^{\infty}\gamma^k r_{t+k+1}"
_MEAN = r"m_t = (1-\beta)\sum_{k=0}^{\infty}\beta^k g_{t-k}"
_SUM = r"\sum_{k=0}^\infty \gamma^k r_{t+k}"
SUMS = [
    (_RETURN, r"G_t = r_{t+1} + \gamma\sum_{k=0}^\infty \gamma^k r_{t+k+2}", "correct"),
    (_RETURN, r"r_{t+1} + \sum_{k=1}^\infty \gamma^k r_{t+k+1}", "correct"),
    (_RETURN, r"G_t = \sum_{k=1}^\infty \gamma^{k-1} r_{t+k}", "correct"),
    (_RETURN, r"G_t = \sum_{i=0}^\infty r_{t+1+i}\gamma^{i}", "correct"),
    (_RETURN, r"G_t = r_{t+1} + \gamma\left(r_{t+2} + \gamma\sum_{k=0}^\infty \gamma^k r_{t+k+3}\right)", "correct"),
    (_MEAN, r"m_t = (1-\beta) g_t + \beta(1-\beta)\sum_{k=0}^\infty\beta^k g_{t-k-1}", "correct"),
    (r"\sum_{k=1}^\infty k a_k z^{k-1}", r"\sum_{k=0}^\infty (k+1) a_{k+1} z^{k}", "correct"),
    (_RETURN, r"G_t = \sum_{k=0}^{\infty}\gamma^{k+1} r_{t+k+1}", "wrong"),
    (_RETURN, r"G_t = r_{t+1} + \sum_{k=0}^\infty \gamma^k r_{t+k+2}", "wrong"),
    (_RETURN, r"G_t = r_{t+1} + \gamma\sum_{k=0}^\infty \gamma^k r_{t+k+1}", "wrong"),
    (_MEAN, r"m_t = \sum_{k=0}^{\infty}\beta^k g_{t-k}", "wrong"),
    (_RETURN, r"G_t = \sum_{k=0}^{\infty}\gamma^{k} r_{t+k}", None),  # r_t for what others call r_{t+1}
    (_RETURN, r"G_t = r_{t+1} + \gamma G_{t+1}", None),
    (_RETURN, r"G_{t+1} = \sum_{k=0}^{\infty}\gamma^k r_{t+k+2}", None),
    (_RETURN, r"G_t = \sum_{k=0}^{T}\gamma^k r_{t+k+1}", None),
    (_RETURN, r"G_t = \sum_{k=0}^{\infty}\gamma^k R_{t+k+1}", None),
    (_RETURN, r"G_t = \frac{r}{1-\gamma}", None),
    (_SUM, rf"{_SUM} + r_{{t}}r_{{t+3}} - r_{{t+1}}r_{{t+2}}", None),  # the same for powers, and for nothing else
    (_SUM, rf"{_SUM} + \frac{{r_{{t+1}}}}{{r_{{t}}}} - \frac{{r_{{t+2}}}}{{r_{{t+1}}}}", None),
    (r"\sum_{k=0}^\infty \gamma^{r_{t+k}}", r"\gamma^{r_t}+\sum_{k=1}^\infty \gamma^{r_{t+k}}", None),
    (r"\sum_{k=0}^\infty (r_{t+k} - r_{t+k+1})", "r_t", None),  # if they go to 0
    ("1-p_0", r"\sum_{k=1}^\infty p_k", None),
]
_STEPS = [
    r"G_t = r_{t+1}+\gamma G_{t+1}",
    r"= r_{t+1}+\gamma(r_{t+2}+\gamma G_{t+2})",
    r"= r_{t+1}+\gamma r_{t+2}+\gamma^2G_{t+2}",
]
_MOMENTUM = [
    r"m_t=\beta m_{t-1}+(1-\beta)g_t",
    r"=\beta(\beta m_{t-2}+(1-\beta)g_{t-1})+(1-\beta)g_t",
    r"=(1-\beta)(g_t+\beta g_{t-1})+\beta^2m_{t-2}",
]
LINES = [
    (_STEPS, "correct"),
    ([line.replace("r_", "R_") for line in _STEPS], "correct"),
    (_MOMENTUM, "correct"),
    ([r"x_{k+1} = a x_k + b", r"= a(a x_{k-1}+b)+b", r"= a^2 x_{k-1} + ab + b"], "correct"),
    ([r"F_n = F_{n-1}+F_{n-2}", r"=2F_{n-2}+F_{n-3}"], "correct"),
    ([r"s_n = s_{n-1} + n", r"= s_{n-2} + (n-1) + n", r"= s_{n-2} + 2n - 1"], "correct"),
    ([r"x_{k+1} = x_k - \eta_k g_k", r"= x_{k-1} - \eta_{k-1} g_{k-1} - \eta_k g_k"], "correct"),
    ([*_STEPS[:2], r"= r_{t+1}+\gamma r_{t+2}+\gamma G_{t+2}"], "wrong"),
    ([*_MOMENTUM[:2], r"=(1-\beta)(g_t+g_{t-1})+\beta^2m_{t-2}"], "wrong"),
    ([_STEPS[0], r"= r_{t+1}+\gamma(r_{t+1}+\gamma G_{t+2})"], None),
    ([_STEPS[0], r"= r_{t+1}+\gamma(r_{t+2}+G_{t+2})"], None),
    ([_STEPS[0], r"= r_{t+1}+\gamma r_{t+2}+\gamma^2G_{t+3}"], None),
    ([r"x_{k+1} = x_k - \eta_k g_k", r"= x_{k-1} - \eta_k g_{k-1} - \eta_k g_k"], None),
    ([r"a_n = n a_{n-1}", r"= n(n+1) a_{n-2}"], None),
    ([r"A_t = B_t A_{t-1}", r"= B_t B_{t-1} A_{t-2}", r"= B_{t-1}B_t A_{t-2}"], None),
    ([r"h_t = W h_{t-1} + U x_t", r"= W(W h_{t-2}+U x_{t-1}) + U x_t", r"=W^2 h_{t-2} + UW x_{t-1} + U x_t"], None),
    ([r"G_0 = r_1 + \gamma G_1", r"= r_1 + \gamma(r_2 + \gamma G_2)"], None),
]


def _is(found: str, verdict: str | None) -> bool:
    return found == verdict if verdict else found in ("undecided", "unreadable")


@pytest.mark.parametrize(("reference", "submitted", "verdict"), SUMS)
def test_infinite_sums(reference: str, submitted: str, verdict: str | None) -> None:
    assert _is(grade(reference, submitted).verdict, verdict)


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_unrolled_recursions(lines: list[str], verdict: str | None) -> None:
    assert _is(grade({"lines": lines}).verdict, verdict)


def test_the_recursion_itself_is_not_answered_by_what_follows_from_it() -> None:
    assert grade({"reference": r"r_{t+1}+\gamma G_{t+1}", "lines": [_STEPS[0], _STEPS[2]]}).verdict == "undecided"
    assert grade({"reference": r"r_{t+1}+\gamma r_{t+2}+\gamma^2G_{t+2}", "lines": [_STEPS[0], _STEPS[2]]}).verdict == "correct"
