"""Random variables that nobody declared: right for every law is right, wrong for every law is wrong, the rest is open."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"a": "real", "b": "real", "c": "real", "n": "natural"}

RIGHT = [
    ("Var(a*X + b)", "a^2 Var(X)"), ("E[(X-c)^2]", "Var(X) + (E[X] - c)^2"),
    ("E[aX + b]", "a E[X] + b"), ("Var(aX)", "a^2 Var(X)"),
    ("Var(X + Y)", "Var(X) + Var(Y) + 2 Cov(X, Y)"), ("Cov(aX, bY)", "a b Cov(X, Y)"),
    (r"\mathrm{Var}(X/n)", r"\frac{\mathrm{Var}(X)}{n^2}"),
    ("E[aX + b]", "aE[X] + b"), ("Var(X)", "E[X^2 - 2XE[X] + E[X]^2]"), ("Var(aX + bY)", "a^2Var(X) + b^2Var(Y) + 2abCov(X, Y)"),
]  # fmt: skip
WRONG = [
    ("Var(a*X + b)", "a Var(X) + b"), ("Var(aX + b)", "a^2 Var(X) + b^2"), ("E[(X-c)^2]", "Var(X) + E[X] - c"),
    ("Var(3X+1)", "3 Var(X)"),
    ("Var(3X+1)", "9 Var(X) + 1"), ("E[X^2]", "E[X]^2"), ("E[2X+3]", "2 E[X]"), ("Cov(X+c, Y)", "Cov(X, Y) + c"),
    ("Var(X/n)", "Var(X)/n"),
    ("E[X(X-1)]", "E[X]^2 - E[X]"), ("E[aX + b]", "a E[X]"),
    ("Var(aX + b)", "a Var(X)"), ("E[XY] - E[X] E[Y]", "E[XY] - 3 E[X] E[Y]"), ("E[X^2]", "2 E[X^2]"),
    # nobody writes means, or covariances, that are known to be 0
    ("E[2X]", "4 E[X]"), ("Cov(X, Y)", "E[XY] - 3 E[X] E[Y]"), ("Var(X)", "E[X^2] + E[X]^2"), ("E[aX + b]", "E[X] + b"),
    ("Var(X + Y)", "Var(X) + Var(Y) + Cov(X, Y)"), ("Var(X - Y)", "Var(X) + Var(Y) + 2Cov(X, Y)"),
    ("Var((X+Y)/2)", "Var(X)/2 + Var(Y)/2 + Cov(X, Y)"), ("E[(X-c)^2]", "Var(X) + E[X]^2 - c^2"),
]  # fmt: skip
# there is a law for which these hold: independent variables, a mean of 0, a variance of 3, a constant Y
OPEN = [
    ("Var(X + Y)", "Var(X) + Var(Y)"), ("Var(X - Y)", "Var(X) - Var(Y)"), ("E[X^2]", "Var(X) - E[X]^2"), ("E[X^2]", "E[X]^2 + 3"),
    ("E[(X-Y)^2]", "Var(X) + Var(Y)"), ("Cov(X, X)", "E[X^2]"), ("E[X Y]", "E[X] E[Y]"), ("E[aX]", "a c"),
    ("Var(aX + bY)", "a^2 Var(X) + b^2 Var(Y)"), ("E[X + Y]", "E[X]"), ("Var(X)", "E[X^2]"), ("E[XY]", "2 E[XY]"),
    ("Var(X+Y)", "Var(X) + Var(Y) + 2E[XY]"), ("E[(aX+b)^2]", "a^2 Var(X) + b^2"),
    ("E[XY]", "E[XY] - E[X] E[Y]"), ("E[X^2]", "E[X^2] - E[X]^2"), ("Cov(X, Y)", "E[XY]"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_every_law(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_wrong_for_every_law(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), OPEN)
def test_wrong_for_some_laws(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "undecided"


def test_names_of_few_values_tell_nothing() -> None:
    assert grade("Var(a*X)", "a Var(X)", symbols={"a": "in {0, 1}"}).verdict != "wrong"
