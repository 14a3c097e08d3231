"""Means, variances and divergences over declared densities, and derivatives of means under a normal density.

What is proved holds for every density; what is false has a model with two or three states in which it fails.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.ask import equal, holds
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import make

ONE_DENSITY = {"p": "density of x, z", "f": "function"}
TWO_DENSITIES = {"p": "density of x, z", "q": "density of x, z", "f": "function"}
THREE_OUTCOMES = {"p": "density of x, y, z", "f": "function"}
DISTANCE = {**ONE_DENSITY, "t": "real"}
NORMAL = {"mu": "real", "s": "positive"}

Row = tuple[str, str, Mapping[str, str]]


def under_normal(body: str) -> str:
    """The mean of a formula in z ~ N(mu, s^2)."""
    return f"integral(({body}) exp(-(z - mu)^2/(2 s^2))/sqrt(2 pi s^2), z, -oo, oo)"


def under_standard(body: str) -> str:
    """The mean of a formula in e ~ N(0, 1)."""
    return f"integral(({body}) exp(-e^2/2)/sqrt(2 pi), e, -oo, oo)"


TRUE: dict[str, Row] = {
    # the tower property
    "tower": ("E_p(z)[E_p(x | z)[f(x)]]", "E_p(x)[f(x)]", ONE_DENSITY),
    "tower below a condition": ("E_p(z | y)[E_p(x | y, z)[x]]", "E_p(x | y)[x]", THREE_OUTCOMES),
    "tower of three": ("E_p(y)[E_p(z | y)[E_p(x | y, z)[x]]]", "E_p(x)[x]", THREE_OUTCOMES),
    "either order": ("E_p(x)[E_p(z | x)[f(x)]]", "E_p(z)[E_p(x | z)[f(x)]]", ONE_DENSITY),
    "either order, a body of both": ("E_p(x)[E_p(z | x)[f(x z)/(1 + z^2)]]", "E_p(z)[E_p(x | z)[f(x z)]/(1 + z^2)]", ONE_DENSITY),
    "the error of a prediction": (
        "E_p(x, z)[(x - f(z))^2]", "E_p(z)[Var_p(x | z)[x]] + E_p(z)[(E_p(x | z)[x] - f(z))^2]", ONE_DENSITY,
    ),
    # variances and covariances
    "total variance": ("Var_p(x)[f(x)]", "E_p(z)[Var_p(x | z)[f(x)]] + Var_p(z)[E_p(x | z)[f(x)]]", ONE_DENSITY),
    "total variance in three levels": (
        "Var_p(x)[x]", "E_p(y, z)[Var_p(x | y, z)[x]] + E_p(y)[Var_p(z | y)[E_p(x | y, z)[x]]] + Var_p(y)[E_p(x | y)[x]]",
        THREE_OUTCOMES,
    ),
    "total covariance": (
        "Cov_p(x, y)[x, y]", "E_p(z)[Cov_p(x, y | z)[x, y]] + Cov_p(z)[E_p(x | z)[x], E_p(y | z)[y]]", THREE_OUTCOMES,
    ),
    "variance of a difference": ("Var_p(x, z)[x - z]", "Var_p(x)[x] + Var_p(z)[z] - 2 Cov_p(x, z)[x, z]", ONE_DENSITY),
    "covariance of sum and difference": ("Cov_p(x, z)[x + z, x - z]", "Var_p(x)[x] - Var_p(z)[z]", ONE_DENSITY),
    "two independent copies": ("E_p(x)[E_p(x')[(f(x) - f(x'))^2]]", "2 Var_p(x)[f(x)]", ONE_DENSITY),
    "two copies given the same": ("E_p(z)[E_p(x | z)[E_p(x' | z)[f(x) f(x')]]]", "E_p(z)[E_p(x | z)[f(x)]^2]", ONE_DENSITY),
    # densities
    "marginal": ("p(x)", "E_p(z)[p(x | z)]", ONE_DENSITY),
    "predictive density": ("E_p(z | y)[p(x | z, y)]", "p(x | y)", THREE_OUTCOMES),
    "Bayes' rule with a ratio": ("p(z | x)/p(z)", "p(x | z)/p(x)", ONE_DENSITY),
    "importance sampling": ("E_p(x)[f(x)]", "E_q(x)[f(x) p(x)/q(x)]", TWO_DENSITIES),
    "importance sampling of a conditional": ("E_q(z)[E_p(x | z)[f(x)] p(z)/q(z)]", "E_p(x)[f(x)]", TWO_DENSITIES),
    "variance of the weights": ("Var_q(x)[p(x)/q(x)]", "E_p(x)[p(x)/q(x)] - 1", TWO_DENSITIES),
    # divergences
    "mutual information": ("E_p(x, z)[log(p(x, z)/(p(x) p(z)))]", "E_p(x)[KL(p(z | x), p(z))]", ONE_DENSITY),
    "mutual information is symmetric": ("E_p(x)[KL(p(z | x), p(z))]", "E_p(z)[KL(p(x | z), p(x))]", ONE_DENSITY),
    "rate as information and marginal": (
        "E_q(x)[KL(q(z | x), p(z))]", "E_q(x, z)[log(q(x, z)/(q(x) q(z)))] + KL(q(z), p(z))", TWO_DENSITIES,
    ),
    "chain rule of divergences": (
        "KL(q(x, z), p(x, z))", "KL(q(z), p(z)) + E_q(z)[KL(q(x | z), p(x | z))]", TWO_DENSITIES,
    ),
    "chain rule of information": (
        "E_p(x, y, z)[log(p(x | y, z)/p(x))]",
        "E_p(x, z)[log(p(x | z)/p(x))] + E_p(x, y, z)[log(p(x, y | z)/(p(x | z) p(y | z)))]", THREE_OUTCOMES,
    ),
    "mutual information as a divergence": ("KL(p(x, z), p(x) p(z))", "E_p(x)[KL(p(z | x), p(z))]", ONE_DENSITY),
    # derivatives of means under a normal density
    "derivative by the mean": (f"d/dmu {under_normal('z^3')}", under_standard("3 (mu + s e)^2"), NORMAL),
    "derivative by the deviation": (f"d/ds {under_standard('(mu + s e)^2')}", under_standard("2 e (mu + s e)"), NORMAL),
    "by the logarithm of the density": (f"d/dmu {under_normal('z^2')}", under_normal("z^2 (z - mu)/s^2"), NORMAL),
    "of an exponential": (f"d/dmu {under_normal('exp(z)')}", under_normal("exp(z)"), NORMAL),
    "of a squared distance": ("d/dt E_p(x)[(x - t)^2]", "2 t - 2 E_p(x)[x]", DISTANCE),
    "of a squared distance in two levels": (
        "d/dt E_p(z)[E_p(x | z)[(x - t z)^2]]", "2 t E_p(z)[z^2] - 2 E_p(x, z)[x z]", DISTANCE,
    ),
    "second derivative of a squared distance": ("d^2/dt^2 E_p(x)[(f(x) - t)^2]", "2", DISTANCE),
    "second derivative by the mean": (f"d^2/dmu^2 {under_normal('z^3')}", "6 mu", NORMAL),
}

FALSE: dict[str, Row] = {
    "independent": ("E_p(x, z)[x z]", "E_p(x)[x] E_p(z)[z]", ONE_DENSITY),
    "logarithm of a mean": ("E_p(x)[log(1 + x^2)]", "log(1 + E_p(x)[x^2])", ONE_DENSITY),
    "mean of a quotient": ("E_p(x, z)[x/(1 + z^2)]", "E_p(x)[x]/(1 + E_p(z)[z^2])", ONE_DENSITY),
    # the tower property
    "condition and outcome exchanged": ("E_p(z)[E_p(z | x)[f(z)]]", "E_p(z)[f(z)]", ONE_DENSITY),
    "averaged over the outcome": ("E_p(x)[E_p(x | z)[f(x)]]", "E_p(x)[f(x)]", ONE_DENSITY),
    "averaged over another density": ("E_q(z)[E_p(x | z)[f(x)]]", "E_p(x)[f(x)]", TWO_DENSITIES),
    "another order without conditions": ("E_p(x)[E_p(z)[f(x z)]]", "E_p(z)[E_p(x | z)[f(x z)]]", ONE_DENSITY),
    "a condition that is dropped": ("E_p(z | y)[E_p(x | z)[x]]", "E_p(x | y)[x]", THREE_OUTCOMES),
    "square of a conditional mean": ("E_p(z)[E_p(x | z)[x]^2]", "E_p(x)[x]^2", ONE_DENSITY),
    "conditional mean of a square": ("E_p(z)[E_p(x | z)[x]^2]", "E_p(x)[x^2]", ONE_DENSITY),
    "one copy for two": ("E_p(x)[E_p(x')[f(x) f(x')]]", "E_p(x)[f(x)^2]", ONE_DENSITY),
    "squared error without a bias": ("E_p(x, z)[(x - f(z))^2]", "E_p(z)[Var_p(x | z)[x]]", ONE_DENSITY),
    # variances and covariances
    "variance of a sum": ("Var_p(x, z)[x + z]", "Var_p(x)[x] + Var_p(z)[z]", ONE_DENSITY),
    "variance of a difference": ("Var_p(x, z)[x - z]", "Var_p(x)[x] - Var_p(z)[z]", ONE_DENSITY),
    "covariance of sum and difference": ("Cov_p(x, z)[x + z, x - z]", "Var_p(x)[x] + Var_p(z)[z]", ONE_DENSITY),
    "total variance, the mean only": ("Var_p(x)[x]", "E_p(z)[Var_p(x | z)[x]]", ONE_DENSITY),
    "total variance, the means only": ("Var_p(x)[x]", "Var_p(z)[E_p(x | z)[x]]", ONE_DENSITY),
    "total variance, a difference": ("Var_p(x)[x]", "E_p(z)[Var_p(x | z)[x]] - Var_p(z)[E_p(x | z)[x]]", ONE_DENSITY),
    "total covariance, the mean only": ("Cov_p(x, y)[x, y]", "E_p(z)[Cov_p(x, y | z)[x, y]]", THREE_OUTCOMES),
    "two copies, once the variance": ("E_p(x)[E_p(x')[(f(x) - f(x'))^2]]", "Var_p(x)[f(x)]", ONE_DENSITY),
    # densities
    "Bayes' rule with the other marginals": ("p(z | x)", "p(x | z) p(x)/p(z)", ONE_DENSITY),
    "Bayes' rule without the evidence": ("p(z | x)", "p(x | z) p(z)", ONE_DENSITY),
    "marginal of the other conditional": ("p(x)", "E_p(z)[p(z | x)]", ONE_DENSITY),
    "conditional independence": ("p(x, y | z)", "p(x | z) p(y | z)", THREE_OUTCOMES),
    "weights upside down": ("E_p(x)[f(x)]", "E_q(x)[f(x) q(x)/p(x)]", TWO_DENSITIES),
    "variance of the weights, the square only": ("Var_q(x)[p(x)/q(x)]", "E_p(x)[p(x)/q(x)]", TWO_DENSITIES),
    # divergences
    "divergence the other way": ("KL(q(z), p(z))", "KL(p(z), q(z))", TWO_DENSITIES),
    "no mutual information": ("E_p(x, z)[log(p(x, z)/(p(x) p(z)))]", "0", ONE_DENSITY),
    "mutual information under the product": (
        "E_p(x)[E_p(z)[log(p(x, z)/(p(x) p(z)))]]", "E_p(x)[KL(p(z | x), p(z))]", ONE_DENSITY,
    ),
    "mutual information by the wrong marginal": ("KL(p(x, z), p(x) p(z))", "E_p(x, z)[log(p(z | x)/p(x))]", ONE_DENSITY),
    "rate without the marginal": (
        "E_q(x)[KL(q(z | x), p(z))]", "E_q(x, z)[log(q(x, z)/(q(x) q(z)))]", TWO_DENSITIES,
    ),
    "chain rule under the other density": (
        "KL(q(x, z), p(x, z))", "KL(q(z), p(z)) + E_p(z)[KL(q(x | z), p(x | z))]", TWO_DENSITIES,
    ),
    "chain rule of marginals": ("KL(q(x, z), p(x, z))", "KL(q(z), p(z)) + KL(q(x), p(x))", TWO_DENSITIES),
    "derivative of a squared distance": ("d/dt E_p(x)[(x - t)^2]", "2 t - E_p(x)[x]", DISTANCE),
    "the bound as the evidence": ("E_q(z | x)[log(p(x, z)/q(z | x))]", "log p(x)", TWO_DENSITIES),
}

NOT_TO_PROVE: dict[str, Row] = {
    "derivative under the sign of a mean": ("d/dt E_p(x)[exp(t x)]", "E_p(x)[x exp(t x)]", DISTANCE),
    "derivative of a distance": ("d/dt E_p(x)[abs(x - t)]", "E_p(x)[sign(t - x)]", DISTANCE),
    "derivative without the noise": (f"d/dmu {under_normal('z^3')}", "3 mu^2", NORMAL),
    "derivative as the mean of the square": (f"d/dmu {under_normal('z^3')}", under_normal("z^2"), NORMAL),
    "derivative by the deviation without the noise": (f"d/ds {under_standard('(mu + s e)^2')}", "2 mu + 2 s", NORMAL),
    "by the logarithm of the density, without the variance": (
        f"d/dmu {under_normal('z^2')}", under_normal("z^2 (z - mu)"), NORMAL,
    ),
}


@pytest.mark.parametrize(("left", "right", "symbols"), TRUE.values(), ids=TRUE)
def test_proved(left: str, right: str, symbols: Mapping[str, str]) -> None:
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", "total", "checked"), verdict.reasons


@pytest.mark.parametrize(("left", "right", "symbols"), FALSE.values(), ids=FALSE)
def test_refuted(left: str, right: str, symbols: Mapping[str, str]) -> None:
    for sides in ((left, right), (right, left)):
        verdict = equal(*sides, symbols=symbols)
        assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


@pytest.mark.parametrize(("left", "right", "symbols"), {**FALSE, **NOT_TO_PROVE}.values(), ids={**FALSE, **NOT_TO_PROVE})
def test_not_proved(left: str, right: str, symbols: Mapping[str, str]) -> None:
    declared = declarations(dict(symbols))
    found = prove(Question(read_text(f"{left} = {right}", declared).term), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


def test_a_convex_function_of_an_outcome_and_of_its_mean_is_one_function() -> None:
    symbols = {"p": "density of x", "f": "convex function"}
    assert holds("f(E_p[x]) <= E_p[f(x)]", symbols=symbols).truth != "refuted"
    assert holds("E_p[f(x)] <= f(E_p[x])", symbols=symbols).truth == "refuted"


@pytest.mark.parametrize(
    ("body", "symbols"),
    [
        ("integral(exp(-s z^2), z, -oo, oo)", {"s": "nonnegative"}),
        ("integral(exp(-s z^2), z, -oo, oo)", {"s": "real"}),
        ("integral(s z^2, z, -oo, oo)", {"s": "real"}),
        ("integral(exp(-z) abs(s), z, 0, oo)", {"s": "real"}),
    ],
    ids=["at an end of the range", "where the integral does not exist", "of no integral", "with a kink"],
)
def test_a_derivative_that_does_not_exist_everywhere(body: str, symbols: Mapping[str, str]) -> None:
    derivative = read_text(f"d/ds {body}", declarations(dict(symbols))).term
    found = prove(Question(make("is_defined", (derivative,))), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()
