r"""Integrals of complex functions, with a denominator that does not depend on the variable, and of exponentials of \log x."""

from __future__ import annotations

import pytest

from verify.decide import decide
from verify.question import Question
from verify.read.formula import vocabulary
from verify.recheck import recheck
from verify.term import equal

SYMBOLS = {
    "a": "positive", "b": "real", "c": "real", "w": "nonzero", "t": "nonzero", "mu": "real", "sigma": "positive",
    "n": "integer in 1..10",
}  # fmt: skip
_NORMAL = r"\frac{1}{\sigma\sqrt{2\pi}}\exp\left(-\frac{(\log x-\mu)^2}{2\sigma^2}\right)"
QUESTIONS = [
    (r"\int_{-a}^{a} e^{-iwx}dx", r"\frac{2\sin(aw)}{w}", "proved"),
    (r"\int_{-a}^{a} e^{-iwx}dx", r"2\sin(aw)", "refuted"),
    (r"\int_0^1 e^{ix}dx", r"-i(e^{i}-1)", "proved"),
    (r"\int_0^1 e^{ix}dx", r"i(e^{i}-1)", "refuted"),
    (r"\int_0^{2\pi} e^{inx}dx", "0", "proved"),
    (r"\int_b^c\frac{e^{tx}}{c-b}dx", r"\frac{e^{tc}-e^{tb}}{t(c-b)}", "proved"),
    (r"\int_b^c\frac{x}{c-b}dx", r"\frac{b+c}{2}", "proved"),
    (r"\int_b^c\frac{x}{c-b}dx", r"\frac{c-b}{2}", "refuted"),
    (r"\int_b^c\frac{1}{c-b}dx", "1", "proved"),
    (rf"\int_0^\infty {_NORMAL}dx", r"e^{\mu+\sigma^2/2}", "proved"),
    (rf"\int_0^\infty {_NORMAL}dx", r"e^{\mu+\sigma^2}", "refuted"),
    (rf"\int_0^\infty \frac1x {_NORMAL}dx", "1", "proved"),
    (rf"\int_0^\infty x {_NORMAL}dx", r"e^{2\mu+2\sigma^2}", "proved"),
    (r"\int_0^\infty e^{\log x}e^{-\sigma x}dx", r"\frac{1}{\sigma^2}", "proved"),
    (r"\int_{-\pi}^{\pi}|x|\cos x\,dx", "-4", "proved"),
    (r"\int_{-\pi}^{\pi}|x|\cos x\,dx", "4", "refuted"),
    (r"\int_{-1}^{2}|x|\sin x\,dx", r"\sin 2-2\cos 2-\sin 1+\cos 1", "proved"),
    (r"\int_{-\pi}^{\pi}|x|\cos(nx)\,dx", r"\frac{2((-1)^n-1)}{n^2}", "proved"),
]


@pytest.mark.parametrize(("left", "right", "truth"), QUESTIONS)
def test_integrals_are_decided(left: str, right: str, truth: str) -> None:
    words = vocabulary(SYMBOLS, {})
    verdict = decide(Question(equal(words.read(left).term, words.read(right).term)))
    assert verdict.truth == truth
    if verdict.proof is not None:
        assert recheck(verdict.proof) == ()


def test_a_factor_that_may_be_zero_stays_inside_of_the_integral() -> None:
    words = vocabulary({"c": "real"}, {})
    question = Question(equal(words.read(r"\int_0^\infty c x dx").term, words.read("c").term))
    assert decide(question).truth != "proved"
