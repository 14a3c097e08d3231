r"""Domains in LaTeX: `in \left(0, \frac{\pi}{2}\right)` is `in (0, pi/2)`."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declared_with_conditions

SAME = [
    (r"in (0, \infty)", "in (0, inf)"),
    (r"in [0, \infty)", "in [0, inf)"),
    (r"in (-\infty, 0)", "in (-inf, 0)"),
    (r"in (- \infty, +\infty)", "in (-inf, inf)"),
    ("in (0, +inf)", "in (0, inf)"),
    ("in (0, +∞)", "in (0, inf)"),
    (r"in (0, \frac12)", "in (0, 1/2)"),
    (r"in (-\frac{1}{2}, \tfrac 3 4]", "in (-1/2, 3/4]"),
    (r"in (\frac{-1}{2}, 0)", "in (-1/2, 0)"),
    (r"in (0, \frac{\pi}{2})", "in (0, pi/2)"),
    (r"in (-\frac\pi2, \dfrac{3\pi}{4})", "in (-pi/2, 3 pi/4)"),
    (r"in (0, \frac12 \pi)", "in (0, pi/2)"),
    (r"in (0, \frac{1}{e})", "in (0, 1/e)"),
    (r"in (0, \frac{2}{\pi})", "in (0, 2/pi)"),
    (r"in \{0, 1\}", "in {0, 1}"),
    (r"in \left\{-1, \frac12, 1\right\}", "in {-1, 1/2, 1}"),
    (r"in \left(0, 1\right)", "in (0, 1)"),
    (r"in \bigl[0,\, 1\bigr]", "in [0, 1]"),
    (r"$\in (0, 1)$", "in (0, 1)"),
    ("∈ [0, 1)", "in [0, 1)"),
    (r"real \ge 0", "real >= 0"),
    (r"integer \geq 2", "integer >= 2"),
    (r"real \lt \frac{\pi}{2}", "real < pi/2"),
]
REFUSED = [
    r"in [0, \infty]",  # infinity is no number
    r"in (0, \frac{1}{2\pi})",  # no product below
    r"in (0, \frac{1}{0})",
    r"in (0, \frac{}{2})",
    r"in (0, 3\frac12)",  # three and a half, or three times a half
    r"in (0, \frac123)",  # TeX has 1/2 and a 3
    r"in (0, \frac{\pi}{e})",
    r"in (0, \frac{\pi}{2}2)",
    r"in (0, --\frac12)",
    r"in (0, -\frac{-1}{2})",
    r"in (0, \frac12/3)",
    r"in (0, \infinity)",
    r"vector \frac12",
    r"in (0, \frac{\pi}{2}/3)",
]


@pytest.mark.parametrize(("latex", "typed"), SAME)
def test_latex_declares_the_same(latex: str, typed: str) -> None:
    assert declared_with_conditions({"x": latex}) == declared_with_conditions({"x": typed})


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_domain_is_refused(words: str) -> None:
    with pytest.raises(InputError):
        declared_with_conditions({"x": words})


def test_a_declared_name_is_no_constant() -> None:
    with pytest.raises(InputError):
        declared_with_conditions({"e": "vector 2", "x": r"in (0, \frac{e}{2})"})


def test_many_braces_are_read_in_a_moment() -> None:
    with pytest.raises(InputError):
        declared_with_conditions({"x": "in (0, " + r"\frac{" * 30})
