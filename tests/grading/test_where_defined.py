r"""Integrals, series and limits in names that nobody declared: an answer is right where these have a value."""

from __future__ import annotations

import pytest

from verify.grading import grade

ROWS = [
    (r"\int_0^\infty e^{-ax}dx", r"\frac1a", "correct"),
    (r"\int_0^\infty e^{-ax}dx", r"\frac1{a^2}", "wrong"),
    (r"\int_{-\infty}^\infty e^{-ax^2}dx", r"\sqrt{\pi/a}", "correct"),
    (r"\int_0^\infty x\lambda e^{-\lambda x}dx", r"\frac{1}{\lambda}", "correct"),
    (r"\int_0^\infty x\lambda e^{-\lambda x}dx", r"\lambda", "wrong"),
    (r"\int_0^1 x^{a-1}(1-x)^{b-1}dx", r"\frac{\Gamma(a)\Gamma(b)}{\Gamma(a+b)}", "correct"),
    (r"\int_{-\infty}^\infty \frac{1}{\sqrt{2\pi}\sigma}e^{-x^2/(2\sigma^2)}dx", "1", "correct"),
    (r"\int_0^\infty x^{n}e^{-x}dx", "n!", "correct"),
    (r"\sum_{k=0}^\infty r^k", r"\frac{1}{1-r}", "correct"),
    (r"\sum_{k=0}^\infty r^k", r"\frac{1}{1+r}", "wrong"),
    (r"\sum_{k=1}^\infty (1-p)^{k-1}p", "1", "correct"),
    (r"\sum_{k=0}^\infty \gamma^k r", r"\frac{r}{1-\gamma}", "correct"),
    (r"\sum_{k=0}^\infty \gamma^k r", r"\frac{r\gamma}{1-\gamma}", "wrong"),
    # what has a value elsewhere, too, is not right if the answer is wrong there, and not wrong, as nobody may mean that
    (r"\int_{-\infty}^\infty e^{-a^2x^2}dx", r"\frac{\sqrt{\pi}}{a}", "undecided"),
    (r"\int_{-\infty}^\infty e^{-a^2x^2}dx", r"\frac{\sqrt{\pi}}{|a|}", "correct"),
    (r"\lim_{n\to\infty} r^n", "0", "undecided"),
    (r"\lim_{n\to\infty} r^n", "1", "wrong"),
    # a deviation is positive to everybody, and a mean, a slope or an eigenvalue is not
    (r"\log\frac{\sigma_1}{\sigma_2}", r"\log\sigma_1-\log\sigma_2", "correct"),
    (r"\sqrt{\sigma^2}", r"\sigma", "correct"),
    ("|m|", "m", "undecided"),
    (r"\sqrt{\lambda^2}", r"\lambda", "undecided"),
    # an answer is not restricted by what has no value elsewhere
    (r"\frac1a", r"\int_0^\infty e^{-ax}dx", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_undeclared_names(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


def test_the_domain_is_told() -> None:
    assert "r is not declared, and taken for in (-1, 1)" in grade(r"\sum_{k=0}^\infty r^k", r"\frac{1}{1-r}").choices


def test_declared_names_are_what_they_are_declared_as() -> None:
    row = {"reference": r"\int_0^\infty e^{-ax}dx", "submitted": r"\frac1a", "symbols": {"a": "real"}}
    assert grade(row).verdict != "wrong"
    assert not any("taken for positive" in choice for choice in grade(row).choices)
