"""Means, variances and covariances over a normal vector, of which the mean and the covariance are used."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "x": "vector n", "\\mu": "vector n", "\\Sigma": "positive definite matrix n", "A": "matrix n n", "\\sigma": "positive",
    "a": "vector n", "b": "real", "B": "matrix m n", "c": "vector m", "n": "natural", "m": "natural", "\\epsilon": "vector n",
}  # fmt: skip
OVER_X = r"_{x\sim\mathcal{N}(\mu,\Sigma)}"
MEAN, VARIANCE, COVARIANCE = rf"\mathbb{{E}}{OVER_X}", rf"\operatorname{{Var}}{OVER_X}", rf"\operatorname{{Cov}}{OVER_X}"
OVER_NOISE = r"\mathbb{E}_{\epsilon\sim\mathcal{N}(0,I)}"

RIGHT = [
    (MEAN + r"\left[x^\top Ax\right]", r"\operatorname{tr}(A\Sigma)+\mu^\top A\mu"),
    (MEAN + r"[\langle x, Ax\rangle]", r"\operatorname{tr}(\Sigma A^\top)+\langle\mu,A\mu\rangle"),
    (MEAN + r"[\|x\|^2]", r"\operatorname{tr}(\Sigma)+\|\mu\|^2"),
    (MEAN + r"[\|x-\mu\|^2]", r"\operatorname{tr}\Sigma"),
    (MEAN + r"[x]", r"\mu"),
    (MEAN + r"[x_1]", r"\mu_1"),
    (MEAN + r"[xx^\top]", r"\Sigma+\mu\mu^\top"),
    (MEAN + r"[(a^\top x)^2]", r"a^\top\Sigma a+(a^\top\mu)^2"),
    (MEAN + r"[a^\top x+b]", r"a^\top\mu+b"),
    (MEAN + r"\left[\sum_{i=1}^n x_i^2\right]", r"\operatorname{tr}\Sigma+\mu^\top\mu"),
    (MEAN + r"[x^\top x]", OVER_NOISE + r"[\|\mu\|^2+\epsilon^\top\Sigma\epsilon]"),
    (VARIANCE + r"[a^\top x+b]", r"a^\top\Sigma a"),
    (VARIANCE + r"[Bx+c]", r"B\Sigma B^\top"),
    (COVARIANCE + r"[Bx, x]", r"B\Sigma"),
    (COVARIANCE + r"(x)", r"\Sigma"),
    (OVER_NOISE + r"[\|\mu+\sigma\epsilon\|^2]", r"\|\mu\|^2+n\sigma^2"),
    (OVER_NOISE + r"[\epsilon\epsilon^\top]", "I"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2 I)}[\|x\|^2]", r"\|\mu\|^2+n\sigma^2"),
    (r"\mathbb{E}_{w\sim\mathcal{N}(\mathbf{0},\Sigma)}[(b-w^\top x)^2]", r"b^2+x^\top\Sigma x"),
    (r"\frac{\partial}{\partial\sigma}\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2 I)}[x^\top x]", r"2n\sigma"),
]
WRONG = [
    (MEAN + r"[x^\top A x]", r"\operatorname{tr}(A\Sigma)"),
    (MEAN + r"[x^\top A x]", r"\mu^\top A\mu"),
    (MEAN + r"[x^\top A x]", r"\operatorname{tr}(A\Sigma)-\mu^\top A\mu"),
    (MEAN + r"[xx^\top]", r"\Sigma"),
    (MEAN + r"[xx^\top]", r"\mu\mu^\top"),
    (MEAN + r"[a^\top x+b]", r"a^\top\mu"),
    (VARIANCE + r"[a^\top x+b]", r"a^\top\Sigma a+b^2"),
    (VARIANCE + r"[2x]", r"2\Sigma"),
    (COVARIANCE + r"[Bx, x]", r"2B\Sigma"),
    (OVER_NOISE + r"[\|\mu+\sigma\epsilon\|^2]", r"\|\mu\|^2+\sigma^2"),
    (OVER_NOISE + r"[\epsilon^\top\epsilon]", "1"),
    (r"\nabla_\mu " + MEAN + r"[x^\top x]", r"\mu"),
]
REFUSED = [
    # more than the two moments: what is found for some distribution with them need not hold for the normal one
    (MEAN + r"[(x^\top x)^2]", r"(\operatorname{tr}\Sigma+\mu^\top\mu)^2"),
    (MEAN + r"[e^{a^\top x}]", r"e^{a^\top\mu+\frac12 a^\top\Sigma a}"),
    (MEAN + r"[\|x\|]", r"\|\mu\|"),
    (VARIANCE + r"[x^\top x]", r"2\operatorname{tr}(\Sigma\Sigma)+4\mu^\top\Sigma\mu"),
    # not the distribution of a vector
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[x^\top x]", r"\mu^\top\mu+n\sigma^2"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(0,1)}[\|x\|^2]", "1"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(c,\Sigma)}[x]", "c"),
    # one mean inside of another
    (MEAN + r"[\mathbb{E}_{y\sim\mathcal{N}(x,\Sigma)}[y]]", r"\mu"),
]


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_a_right_answer_is_correct(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_a_wrong_answer_is_wrong(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "wrong"


@pytest.mark.parametrize(("reference", "submitted"), REFUSED)
def test_what_needs_more_than_two_moments_is_not_judged(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize("body", ["f", r"f + x^\top x", r"b f"])
def test_a_definition_that_speaks_of_the_vector_is_not_taken_for_a_constant(body: str) -> None:
    """f is x^T A x for a given x: its mean is not what stands under the mean."""
    answer = body.replace("f", r"\operatorname{tr}(A\Sigma)+\mu^\top A\mu")
    result = grade(f"{MEAN}[{body}]", answer, symbols=SYMBOLS, definitions={"f": r"x^\top A x"})
    assert result.verdict in ("undecided", "unreadable")


def test_the_same_letter_outside_of_the_mean_is_another_vector() -> None:
    result = grade(rf"x^\top x+{MEAN}[x^\top x]", r"2 x^\top x", symbols=SYMBOLS)
    assert result.verdict == "undecided"
