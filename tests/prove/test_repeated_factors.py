"""Factors that a product has at every place, of any sign; factorials of numbers; angles whose sines are square roots."""

from __future__ import annotations

import pytest

from verify.ask import equal

WEIGHTS = {"h": "sequence m of in (-1, 1)", "w": "real", "m": "natural"}
EMPTY = {"w": "real", "m": "integer in 0..5"}

TRUE = {
    "a weight of any sign": ("prod(w h_t, t, 1, m)", "w^m prod(h_t, t, 1, m)", WEIGHTS),
    "a weight beside other factors": ("prod(w (1-h_t^2), t, 1, m)", "w^m prod((1-h_t)(1+h_t), t, 1, m)", WEIGHTS),
    "a weight alone, one more": ("prod(w, t, 0, m)", "w^(m+1)", WEIGHTS),
    "a product of zeros": ("prod(0*h_t, t, 1, m)", "0", WEIGHTS),
    "factorials of numbers": ("365*364*363/365^3", "factorial(364)/(factorial(362)*365^2)", {}),
    "a product of numbers": ("1 - prod((365-k)/365, k, 0, 22)", "1 - factorial(365)/(factorial(342)*365^23)", {}),
    "the logarithm of a factorial": ("log(factorial(70))", "sum(log(k), k, 1, 70)", {}),
    "a twelfth of a turn, halved": ("sin(pi/12)", "(sqrt(6)-sqrt(2))/4", {}),
    "its tangent": ("tan(pi/12)", "2-sqrt(3)", {}),
    "a fifth of half a turn": ("cos(pi/5)", "(1+sqrt(5))/4", {}),
    "two of them": ("sin(2*pi/5)", "sqrt(10+2*sqrt(5))/4", {}),
    "an eighth": ("sin(pi/8)", "sqrt(2-sqrt(2))/2", {}),
    "three of them": ("cos(3*pi/8)", "sqrt(2-sqrt(2))/2", {}),
    "a tenth": ("sin(pi/10)", "(sqrt(5)-1)/4", {}),
}

FALSE = {
    "a weight that is counted once": ("prod(w h_t, t, 1, m)", "w prod(h_t, t, 1, m)", WEIGHTS),
    "zeros over a range that may be empty": ("prod(0*w, t, 1, m)", "0", EMPTY),
    "one factor too many": ("prod(w, t, 0, m)", "w^m", WEIGHTS),
    "factorials that are off by one": ("365*364*363/365^3", "factorial(364)/(factorial(360)*365^2)", {}),
    "the cosine for the sine": ("sin(pi/12)", "(sqrt(6)+sqrt(2))/4", {}),
    "an eighth for a fifth": ("cos(pi/8)", "(1+sqrt(5))/4", {}),
    "a sign": ("cos(3*pi/5)", "(sqrt(5)-1)/4", {}),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_equal_is_proved_and_checked(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_what_is_not_equal_is_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"


COINS = {"x": "sequence d of in {0, 1}", "a": "sequence d of in (0, 1)", "b": "sequence d of in (0, 1)"}
ITEMS_BETWEEN_BOUNDS = {
    "the likelihood of coins": (
        "log(product(a_j^x_j (1-a_j)^(1-x_j), j, 1, d))", "sum(x_j log(a_j) + (1-x_j) log(1-a_j), j, 1, d)", "proved"),
    "a ratio of likelihoods": (
        "log(product(a_j^x_j (1-a_j)^(1-x_j), j, 1, d)/product(b_j^x_j (1-b_j)^(1-x_j), j, 1, d))",
        "sum(x_j log(a_j (1-b_j)/(b_j (1-a_j))) + log((1-a_j)/(1-b_j)), j, 1, d)", "proved"),
    "negative factors": (
        "product(a_j - 1, j, 1, d)", "(-1)^d exp(sum(log(1 - a_j), j, 1, d))", "proved"),
    "negative factors without the sign": (
        "product(a_j - 1, j, 1, d)", "exp(sum(log(1 - a_j), j, 1, d))", "refuted"),
    "without the tails": (
        "log(product(a_j^x_j (1-a_j)^(1-x_j), j, 1, d))", "sum(x_j log(a_j), j, 1, d)", "refuted"),
    "an item that may be larger than 1": ("abs(1 - c_1)", "1 - c_1", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize("name", ITEMS_BETWEEN_BOUNDS)
def test_items_between_bounds(name: str) -> None:
    left, right, truth = ITEMS_BETWEEN_BOUNDS[name]
    verdict = equal(left, right, symbols={**COINS, "c": "sequence d of positive"})
    assert (verdict.truth, verdict.trust) == (truth, "checked"), verdict.reasons
