"""A mean, variance or covariance that formulas speak of is not known as a number: what is wrong for all others is wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

ANSWERS = [
    ("E[X^2] - E[X]^2", "E[X^2] - E[X]", "wrong"),
    (r"\operatorname{Var}(X)=\mathbb{E}[X^2]-\mathbb{E}[X]^2", r"\mathbb{E}[X^2]-\mathbb{E}[X]", "wrong"),
    ("Var(2X+3)", "4 Var(X)", "correct"),
    ("Var(2X+3)", "2 Var(X) + 3", "wrong"),
    ("E[X]^2+Var(X)", "E[X]^2+2Var(X)", "wrong"),
    ("Var(X) + Var(Y) + 2 Cov(X,Y)", "Var(X+Y)", "correct"),
    ("Var(X) + Var(Y) + 2 Cov(X,Y)", "Var(X-Y)", "wrong"),
    ("Var(X) + Var(Y)", "Var(X-Y)", "undecided"),  # of independent variables
    ("Var(X)+Var(Y)", "Var(X)+Var(Y)+2 Cov(X,Y)", "undecided"),
    (r"\operatorname{Cov}(X,Y)", r"\mathbb{E}[XY]+\mathbb{E}[X]\mathbb{E}[Y]", "wrong"),
    (r"\operatorname{Cov}(X,Y)", r"\mathbb{E}[XY]", "undecided"),  # of mean 0
    ("E[X^2]", "Var(X)+4", "undecided"),  # where the mean is 2
    ("E[X^2]-E[X]^2", "E[X]-E[X]^2", "undecided"),  # of 0 and 1
    ("E[X]+E[Y]", "2E[X]", "undecided"),  # of one law
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


STEPS = [
    (("Var(X+Y)", "= Var(X) + Var(Y) + Cov(X,Y)"), "wrong"),
    (("Var(X+Y)", "= Var(X) + Var(Y)"), "undecided"),
    (("Var(X+Y)", "= E[(X+Y)^2] - (E[X+Y])^2", "= E[X^2] + 2E[XY] + E[Y^2] - E[X]^2 + 2E[X]E[Y] - E[Y]^2"), "wrong"),
    ((r"\mathrm{Var}(aX+b)", r"= \mathbb{E}[(aX+b-a\mathbb{E}[X]-b)^2]", r"= \mathbb{E}[a(X-\mathbb{E}[X])^2]"), "wrong"),
    (("E[(X-c)^2]", "= Var(X) - (E[X]-c)^2"), "wrong"),
]


@pytest.mark.parametrize(("lines", "verdict"), STEPS)
def test_steps(lines: tuple[str, ...], verdict: str) -> None:
    assert grade({"lines": list(lines)}).verdict == verdict
