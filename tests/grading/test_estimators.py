r"""Moments of estimators that nobody declared: \hat\theta is random, \theta is a number; and \mathbb{E}X without brackets."""

from __future__ import annotations

import pytest

from verify.grading import grade

MSE = r"\operatorname{MSE}(\hat\theta) = \operatorname{Var}(\hat\theta) + \left(\mathbb{E}[\hat\theta] - \theta\right)^2"
PARTS = r"\mathrm{MSE}(\hat\theta)=\mathrm{Bias}(\hat\theta)^2+\mathrm{Var}(\hat\theta)"
SQUARE = r"\mathbb{E}[X^2] = \mathrm{Var}(X) + (\mathbb{E}X)^2"

ANSWERS = [
    (MSE, r"\mathbb{E}\left[(\hat\theta - \theta)^2\right]", "correct"),
    (MSE, r"\operatorname{Var}(\hat\theta) + \mathbb{E}[\hat\theta] - \theta", "wrong"),
    (PARTS, r"\mathrm{Var}(\hat\theta)+\left(\mathrm{Bias}(\hat\theta)\right)^2", "correct"),
    (PARTS, r"\mathrm{Var}(\hat\theta)+\mathrm{Bias}^2(\hat\theta)", "correct"),
    (PARTS, r"\mathrm{Var}(\hat\theta)+\mathrm{Bias}(\hat\theta)", "wrong"),
    (r"\mathrm{Bias}(\hat\theta)", r"\mathbb{E}[\hat\theta]-\theta", "correct"),
    (r"\mathrm{Bias}(\hat{p})", r"\mathbb{E}[\hat{p}]-p", "correct"),
    (r"\mathrm{Bias}(\hat\theta)", r"\theta-\mathbb{E}[\hat\theta]", "wrong"),
    (r"\mathrm{Var}(\hat\theta)", r"\mathbb{E}[\hat\theta^2]-\mathbb{E}[\hat\theta]^2", "correct"),
    (r"\mathrm{Var}(\hat\theta)", r"\mathbb{E}[\hat\theta^2]-\theta^2", "not known"),  # if it is unbiased
    (r"\mathrm{MSE}(\hat\theta)", r"\mathrm{Var}(\hat\theta)", "not known"),
    (r"\mathbb{E}[(\theta-\hat\theta)^2]", r"\mathrm{Var}(\theta)+(\mathbb{E}[\theta]-\hat\theta)^2", "not known"),
    # the last one, of a posterior; y is random, too
    (r"\mathbb{E}[(y-\hat y)^2]", r"\mathrm{Var}(\hat y)+(\mathbb{E}[\hat y]-y)^2", "not known"),
    (r"\mathbb{E}[(f(x)-\hat f(x))^2]", r"\mathrm{Var}(\hat f(x))", "not known"),
    (SQUARE, r"\mathbb{E}[X]^2", "wrong"),
    (SQUARE, r"\mathrm{Var}\,X + (\mathbb{E} X)^2", "correct"),
    (r"\mathbb{E}X^2", r"\mathbb{E}[X]^2", "not known"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    found = grade(reference, submitted).verdict
    assert found == verdict or (verdict == "not known" and found in ("undecided", "unreadable"))


SECOND = r"= \mathrm{Var}(\hat\theta) + \mathbb{E}[\hat\theta]^2 - 2\theta\mathbb{E}[\hat\theta] + \theta^2"


@pytest.mark.parametrize(("second", "verdict"), [(SECOND, "correct"), (SECOND.replace("+ \\mathbb", "- \\mathbb"), "wrong")])
def test_the_derivation_of_the_mean_squared_error(second: str, verdict: str) -> None:
    lines = [
        r"\mathbb{E}[(\hat\theta-\theta)^2]",
        r"= \mathbb{E}[\hat\theta^2] - 2\theta\mathbb{E}[\hat\theta] + \theta^2",
        second,
        r"= \mathrm{Var}(\hat\theta) + (\mathbb{E}[\hat\theta]-\theta)^2",
    ]
    assert grade({"reference": lines[-1][2:], "lines": lines}).verdict == verdict


def test_the_reading_is_said() -> None:
    found = grade(r"\mathrm{Bias}(\hat\theta)", r"\mathbb{E}[\hat\theta]-\theta")
    assert any("random variable" in choice for choice in found.choices)


@pytest.mark.parametrize(("reference", "submitted"), [
    (r"\mathrm{Var}(\hat\theta_1+\hat\theta_2)", r"\mathrm{Var}(\hat\theta_1)+\mathrm{Var}(\hat\theta_2)"),
    (r"\frac{\mathrm{Var}(\hat\theta_1)}{\mathrm{Var}(\hat\theta_2)}",
     r"\frac{\mathbb{E}[\hat\theta_1]^2}{\mathbb{E}[\hat\theta_2]^2}"),
    (r"\mathrm{Var}(\hat\theta(x))", r"\mathrm{Var}(\hat\theta(y))"),
    (r"\mathrm{MSE}(\hat\theta)", r"\mathbb{E}[\hat\theta^2]-\theta^2"),  # of an unbiased one
    (r"\mathbb{E}X Y", r"Y\mathbb{E}[X]"),
    (r"-\mathbb{E} X \log X", r"-\mathbb{E}[X]\log X"),
])  # fmt: skip
def test_what_may_be_several_estimators_or_a_longer_mean(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")
