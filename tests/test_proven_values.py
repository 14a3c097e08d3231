"""Statements about integrals that no quadrature evaluates: refuted, or seen to have values, by the values that are proved."""

from __future__ import annotations

import pytest

from verify.grading import grade

NORMAL = {"\\mu": "real", "\\sigma": "positive"}
SECOND_MOMENT = r"\frac{\partial}{\partial\mu}\mathbb E_{x\sim\mathcal N(\mu,\sigma^2)}\left[x^2\right]"
PLANE = r"\int_{-\infty}^{\infty}\int_{-\infty}^{\infty}e^{-x^2-y^2}\,dx\,dy"

# reference, answer, symbols, verdict
GRADED = {
    "the slope of a mean by the score": (
        SECOND_MOMENT, r"\mathbb E_{x\sim\mathcal N(\mu,\sigma^2)}\left[x^2\frac{x-\mu}{\sigma^2}\right]", NORMAL, "correct"),
    "the slope of a mean by a score over the wrong power": (
        SECOND_MOMENT, r"\mathbb E_{x\sim\mathcal N(\mu,\sigma^2)}\left[x^2\frac{x-\mu}{\sigma}\right]", NORMAL, "wrong"),
    "the slope of a mean without its factor": (SECOND_MOMENT, r"\mu", NORMAL, "wrong"),
    "polar coordinates": (PLANE, r"\int_0^{2\pi}\int_0^\infty r e^{-r^2}\,dr\,d\theta", {}, "correct"),
    "polar coordinates without their Jacobian": (PLANE, r"\int_0^{2\pi}\int_0^\infty e^{-r^2}\,dr\,d\theta", {}, "wrong"),
    "an inner integral that is a number": (r"\pi", r"\int_0^{2\pi}\int_0^\infty r e^{-r^2}\,dr\,d\theta", {}, "correct"),
    "a triangle": (r"\int_0^1\int_0^x xy\,dy\,dx", r"\frac18", {}, "correct"),
    "a square for a triangle": (r"\int_0^1\int_0^x xy\,dy\,dx", r"\frac14", {}, "wrong"),
    "a square": (r"\int_0^1\int_0^1(x+y)\,dy\,dx", "2", {}, "wrong"),
    "by parts with the other sign": (
        r"\int_0^\infty x\lambda e^{-\lambda x}dx", r"\left[-xe^{-\lambda x}\right]_0^\infty - \int_0^\infty e^{-\lambda x}dx",
        {"\\lambda": "positive"}, "wrong"),
    "by parts": (
        r"\int_0^\infty x\lambda e^{-\lambda x}dx", r"\left[-xe^{-\lambda x}\right]_0^\infty + \int_0^\infty e^{-\lambda x}dx",
        {"\\lambda": "positive"}, "correct"),
    "a slope of an integral": (r"\frac{d}{da}\int_0^\infty e^{-ax}dx", r"-\frac1a", {"a": "positive"}, "wrong"),
}  # fmt: skip


@pytest.mark.parametrize("name", GRADED)
def test_integrals_without_a_quadrature(name: str) -> None:
    reference, answer, symbols, verdict = GRADED[name]
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


# a formula may have a value where its integral has none: nothing is refuted there
NOT_WRONG = [
    (r"\int_0^1 x^{-a}\,dx", r"\frac{1}{1-a}", {"a": "positive"}),
    (r"\int_0^\infty e^{-ax}\,dx", r"\frac1a", {"a": "real"}),
    (r"\int_{-1}^{1}\frac{1}{x}\,dx", "0", {}),
    (r"\frac{d}{da}\int_0^\infty x e^{-ax}\,dx", r"-\frac{2}{a^3}", {"a": "real"}),
    (r"\sum_{k=0}^\infty r^k", r"\frac{1}{1-r}", {"r": "real"}),
]


@pytest.mark.parametrize(("reference", "answer", "symbols"), NOT_WRONG)
def test_nothing_is_refuted_where_an_integral_has_no_value(reference: str, answer: str, symbols: dict[str, str]) -> None:
    found = grade({"reference": reference, "submitted": answer, "symbols": symbols})
    assert found.verdict != "wrong" or "defined" in found.message, found
