"""Means, variances and covariances of random variables that nobody declared: right if right for every law, and never wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.inferred_laws import law_of

CORRECT = [
    ("Var(X)", "E[X^2] - E[X]^2"), (r"\mathbb{E}[X^2]-\mathbb{E}[X]^2", r"\mathrm{Var}(X)"), ("Var(2X)", "4Var(X)"),
    ("Cov(X, Y)", "E[X Y] - E[X]E[Y]"), ("E[2X+1]", "2E[X] + 1"),
    (r"\operatorname{Var}(X)/n", r"\frac{\operatorname{Var}(X)}{n}"),
    (r"\mathrm{Var}(X - Y)", r"\mathrm{Var}(X) + \mathrm{Var}(Y) - 2\mathrm{Cov}(X, Y)"),
]  # fmt: skip
# for independent variables, or for those of some distribution, these may be right
NOT_DECIDED = [
    ("Var(X + Y)", "Var(X) + Var(Y)"), ("E[X^2]", "1"), ("Var(X)", "E[X^2]"), ("E[X Y]", "E[X]E[Y]"),
    ("E[X]", "E[Y]"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), CORRECT)
def test_right_for_every_law(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), NOT_DECIDED)
def test_not_wrong_for_some_law(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "undecided"


def test_lines() -> None:
    assert grade({"lines": ["Var(3X + 1)", "= 9 Var(X)"]}).verdict == "correct"
    assert grade({"lines": ["Var(3X + 1)", "= 3 Var(X)"]}).verdict == "wrong"
    assert grade({"lines": ["E[(X - m)^2]", "= E[X^2] - 2 m E[X] + m^2"], "symbols": {"m": "real"}}).verdict == "correct"


def test_what_declares_a_law() -> None:
    assert law_of("Var(X - Y)", ()) == {"law": "density of X, Y"}
    assert law_of(r"\mathbb{E}[(X - \mathbb{E}[X])^2] + \mu", ()) == {"law": "density of X"}
    assert law_of("E[X] + X", ()) == {}  # a number there
    assert law_of("E(X^2)", ()) == {}  # E may be a factor, or a modulus
    assert law_of("E_p[X]", ()) == {}  # the density is named
    assert law_of("E[x]", ()) == {}
    assert law_of("E[X]", ("X",)) == {}
    assert law_of("Var(X", ()) == {}
