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
    (r"\operatorname{Cov}(X,Y)", r"\mathbb{E}[XY]+\mathbb{E}[X]\mathbb{E}[Y]", "undecided"),  # of mean 0
    ("E[X^2]", "Var(X)+4", "undecided"),  # where the mean is 2
    ("E[X^2]-E[X]^2", "E[X]-E[X]^2", "undecided"),  # of 0 and 1
    ("E[X]+E[Y]", "2E[X]", "undecided"),  # of one law
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict
