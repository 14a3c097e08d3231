"""Means, variances and covariances given a random variable, of any law: E[E[X | Y]] = E[X]."""

from __future__ import annotations

import pytest

from verify.grading import grade

_P = {"p": "density of x, y"}
RIGHT = [
    (r"\mathbb{E}[\mathbb{E}[X\mid Y]]", r"\mathbb{E}[X]", {}),
    ("E[X]", "E[E[X|Y]]", {}),
    ("E[X] = E[E[X|Y]]", r"\mathbb{E}[\mathbb{E}[X\mid Y]]", {}),
    (r"\operatorname{Var}(Y)", r"\mathbb{E}[\operatorname{Var}(Y\mid X)]+\operatorname{Var}(\mathbb{E}[Y\mid X])", {}),
    (r"\operatorname{Var}(Y\mid X)", r"\mathbb{E}[Y^2\mid X]-\mathbb{E}[Y\mid X]^2", {}),
    (r"\operatorname{Var}(Y\mid X)", r"\mathbb{E}\left[(Y-\mathbb{E}[Y\mid X])^2\mid X\right]", {}),
    ("E[XY]", "E[X E[Y|X]]", {}),
    (r"\mathbb{E}_Y[\mathbb{E}_X[X\mid Y]]", r"\mathbb{E}[X]", {}),
    (r"\mathrm{Cov}(X,Y)", r"\mathbb{E}[\mathrm{Cov}(X,Y|Z)]+\mathrm{Cov}(E[X|Z],E[Y|Z])", {}),
    (r"\mathbb{E}[g(X)Y]", r"\mathbb{E}[g(X)\mathbb{E}[Y\mid X]]", {}),
    (r"\mathbb{E}[(Y-f(X))^2]", r"\mathbb{E}[\operatorname{Var}(Y\mid X)]+\mathbb{E}[(\mathbb{E}[Y\mid X]-f(X))^2]", {}),
    (r"\mathbb{E}[X\mid Y]", r"\mathbb{E}[\mathbb{E}[X\mid Y,Z]\mid Y]", {}),
    (r"\mathbb{E}[aX+b\mid Y]", r"a\mathbb{E}[X\mid Y]+b", {}),
    (r"\mathbb{E}[XY\mid Y]", r"Y\mathbb{E}[X\mid Y]", {}),
    (r"\operatorname{Var}(aX\mid Y)", r"a^2\operatorname{Var}(X\mid Y)", {}),
    (r"\mathbb{E}_{y}[\mathbb{E}[x\mid y]]", r"\mathbb{E}[x]", _P),
]
WRONG = [
    (r"\mathbb{E}[\mathbb{E}[X\mid Y]]", r"\mathbb{E}[\mathbb{E}[Y\mid X]]", {}),
    (r"\operatorname{Var}(Y)", r"\mathbb{E}[\operatorname{Var}(Y\mid X)]-\operatorname{Var}(\mathbb{E}[Y\mid X])", {}),
    (r"\operatorname{Var}(Y)", r"\mathbb{E}[\operatorname{Var}(Y\mid X)]", {}),
    (r"\operatorname{Var}(Y\mid X)", r"\mathbb{E}[Y\mid X]^2-\mathbb{E}[Y^2\mid X]", {}),
    (r"\mathbb{E}[Y^2\mid X]", r"\operatorname{Var}(Y\mid X)-\mathbb{E}[Y\mid X]^2", {}),
    (r"\mathbb{E}[aX+b\mid Y]", r"a\mathbb{E}[X\mid Y]", {"a": "real", "b": "real"}),
    (r"\operatorname{Var}(aX\mid Y)", r"a\operatorname{Var}(X\mid Y)", {}),
    (r"\mathbb{E}_{y}[\mathbb{E}[x\mid y]]", r"\mathbb{E}[\mathbb{E}[y\mid x]]", _P),
    ("E[X|Y]", "E[Y|X]", {}), ("E[X^2|Y]", "E[X|Y]^2", {}), ("E[X|Y,Z]", "E[X|Y]", {}),
]
# What may be meant for independent variables, for constants, for events or for values of a variable.
NOT_KNOWN = [
    ("E[Y]", "E[Y|X]", {}), ("E[AX|Y]", "A E[X|Y]", {}), (r"\mu", r"\mathbb{E}[\mathbb{E}[X|Y]]", {}),
    (r"\mathbb{E}[Y|X]", "a+bX", {}), ("E[X|Y] = E[X]", "E[XY]=E[X]E[Y]", {}),
    ("E[X]E[Y]", "E[X E[Y|X]]", {}),
    (r"\mathbb{E}[Y\mid X]", r"\mathbb{E}[Y]", {}),
    (r"\mathbb{E}[Y\mid X=x]", r"\mathbb{E}[Y\mid X]", {}),
    (r"\mathbb{E}[|X|\mid Y]", r"\mathbb{E}[X\mid Y]", {}),
]


@pytest.mark.parametrize(("reference", "submitted", "symbols"), RIGHT)
def test_what_holds_for_every_law_is_right(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    found = grade(reference, submitted, symbols=symbols)
    assert (found.verdict, found.truth) == ("correct", "proved"), found.message


@pytest.mark.parametrize(("reference", "submitted", "symbols"), WRONG)
def test_what_fails_though_it_speaks_of_a_condition_is_wrong(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    found = grade(reference, submitted, symbols=symbols)
    assert found.verdict == "wrong", found.message
    assert found.counterexample is not None


@pytest.mark.parametrize(("reference", "submitted", "symbols"), NOT_KNOWN)
def test_what_may_be_meant_otherwise_is_not_known(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict in ("undecided", "unreadable")
