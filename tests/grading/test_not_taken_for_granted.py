r"""What is not taken for granted: that a new letter is a constant, a set the whole space, a name a number without a law ..."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

REAL = {"x": "real", "y": "real"}
DENSITY = {"p": "density of x, y"}

NOT_RIGHT: dict[str, dict[str, Any]] = {
    "a new letter in a covariance is random": {"reference": "Var(X)", "submitted": "Var(X) + Cov(X, Y)"},
    "a new letter in a variance is random": {"reference": r"\mathrm{Var}(X_1)", "submitted": r"\mathrm{Var}(X_1 + X_2)"},
    "a letter outside is random inside": {"reference": "E[X] + Y", "submitted": "E[X + Y]"},
    "a sum over a set": {"reference": r"\sum_{x \in A} p(x)", "submitted": "1", "symbols": DENSITY},
    "a sum over a finite set": {"reference": r"\sum_{x \in \{0,1\}} p(x)", "submitted": "1", "symbols": DENSITY},
    "a sum over a part of the space": {"reference": r"\sum_{x \in \mathcal{X}_1} p(x)", "submitted": "1", "symbols": DENSITY},
    "a sum over the rest": {"reference": r"\sum_{x \in \mathcal{X} \setminus 0} p(x)", "submitted": "1", "symbols": DENSITY},
    "a function that was spoken of": {"lines": ["f(x+y) = f(x) + f(y)", "f(x) = cx"], "reference": "cx"},
    "one of many even functions": {"lines": ["f(-x) = f(x)", "f(x) = x^2"], "reference": "x^2"},
    "an antiderivative without its constant": {"lines": ["f'(x) = 2x", "f(x) = x^2"], "reference": "x^2"},
    "a variable as a constant of integration": {"reference": r"\int 2x\,dx", "submitted": "x^2 + y", "symbols": REAL},
    "two names with a space between them": {"reference": "xy", "submitted": r"x \quad y", "symbols": REAL},
    "two formulas with a space between them": {"reference": "x^2", "submitted": r"x \qquad x", "symbols": REAL},
}
NOT_WRONG: dict[str, dict[str, Any]] = {
    "mu is a mean": {"reference": r"\mathbb{E}[(X-\mu)^2]", "submitted": r"\mathrm{Var}(X)"},
    "mu_X is a mean": {"reference": r"\mathbb{E}[(X-\mu_X)(Y-\mu_Y)]", "submitted": r"\mathrm{Cov}(X,Y)"},
    "epsilon has a mean of 0": {"reference": r"\mathbb{E}[aX+\epsilon]", "submitted": r"a\mathbb{E}[X]"},
    "p is a mean": {"reference": r"\mathbb{E}[(X-p)^2]", "submitted": r"\mathrm{Var}(X)", "symbols": {"p": "real"}},
    "N depends on t": {"reference": r"\int \frac{\dot N}{N}\,dt", "submitted": r"\ln N + C"},
    "a is positive below a root": {"reference": r"\int \frac{1}{\sqrt{a^2-x^2}}\,dx", "submitted": r"\arcsin\frac{x}{a} + C"},
    "a premise": {"lines": [r"x = 2 \implies x^2", "= 4"], "symbols": REAL},
    "a premise of signs": {"lines": [r"x > 0 \Rightarrow |x|", "= x"], "symbols": REAL},
    "a tag": {"lines": ["x^2+y^2", r"= 2x^2 \tag{x=y}"], "symbols": REAL},
    "a tag of an equation": {"lines": [r"x^2 + 1 = 5 \tag{x=2}"], "symbols": REAL},
    "a tag of words": {"lines": ["|x|", r"= x \tag{pos.}"], "symbols": REAL},
    "a note in brackets": {"lines": ["x^2+y^2 [x=y]", "= 2x^2"], "symbols": REAL},
    "a note behind an arrow": {"lines": ["x^2+y^2", "= 2x^2 <- y=x"], "symbols": REAL},
    "values put in": {"lines": ["s/t", r"= \frac{100}{9.58}", r"\approx 10.44"]},
    "another constant in each line": {"lines": [r"\ln y = x + c", "y = ce^x"], "reference": "ce^x"},
    "a second value": {"lines": ["x^2 = 9", "x = 3", "- 3"], "symbols": REAL},
}
STILL_RIGHT: dict[str, dict[str, Any]] = {
    "the same random variables": {"reference": "Var(X+Y)", "submitted": "Var(X) + Var(Y) + 2Cov(X,Y)"},
    "a product of random variables": {"reference": "E[XY]", "submitted": "Cov(X,Y) + E[X]E[Y]"},
    "the whole space": {"reference": r"\sum_{x \in \mathcal{X}} p(x)", "submitted": "1", "symbols": DENSITY},
    "a function that is defined first": {"lines": ["f(x) = x^2", "f'(x) = 2x"], "reference": "2x"},
    "a space before a differential": {"reference": "1/2", "submitted": r"\int_0^1 x \quad dx"},
    "an implication of statements": {"lines": [r"x = 2 \implies x^2 = 4"], "symbols": REAL},
}
STILL_WRONG: dict[str, dict[str, Any]] = {
    "no coefficient of X": {"reference": "E[2X+1]", "submitted": "2E[X]"},
    "no square of the coefficient": {"reference": "Var(2X+1)", "submitted": "2Var(X)"},
    "the sign of an integral": {"reference": r"\int \frac{1}{\sqrt{a^2-x^2}}\,dx", "submitted": r"\arccos\frac{x}{a} + C"},
    "the number of an equation": {"lines": ["|x|", r"= x \tag{1}"], "symbols": REAL},
    "a line that is no value": {"lines": ["x^2 - x^2 + 1", "= 2"], "symbols": REAL},
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_RIGHT)
def test_not_right(name: str) -> None:
    assert grade(NOT_RIGHT[name]).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize("name", NOT_WRONG)
def test_not_wrong(name: str) -> None:
    assert grade(NOT_WRONG[name]).verdict == "undecided"


@pytest.mark.parametrize("name", STILL_RIGHT)
def test_still_right(name: str) -> None:
    assert grade(STILL_RIGHT[name]).verdict == "correct"


@pytest.mark.parametrize("name", STILL_WRONG)
def test_still_wrong(name: str) -> None:
    assert grade(STILL_WRONG[name]).verdict == "wrong"


def test_the_entries_of_a_written_matrix_with_numbers_are_numbers() -> None:
    reference = r"\det\left(\lambda I-\begin{pmatrix}0&1\\-b&-a\end{pmatrix}\right)"
    assert grade(reference, r"\lambda^2+a\lambda+b", symbols={r"\lambda": "real"}).verdict == "correct"
    blocks = r"\det\left(\begin{pmatrix}A&0\\0&D\end{pmatrix}\right)"
    assert grade(blocks, r"AD").verdict != "correct"
