r"""Lines that go on with \propto: in which names they have to be proportional is said by the mode, or there is one only."""

from __future__ import annotations

import pytest

from verify.grading import grade

_JOINT = {"p": r"density of x, \theta"}
_X, _XY = {"x": "real"}, {"x": "real", "y": "real"}
_BAYES = r"p(\theta|x) = p(x|\theta)p(\theta)/p(x)"
LINES = [
    (["x^2", r"\propto x^3"], _X, "", "wrong"),
    (["x^2", r"\propto 3x^2"], _X, "", "correct"),
    (["e^{-x^2+2x}", r"\propto e^{-(x-1)^2}"], _X, "", "correct"),
    (["e^{-x^2+2x}", r"\propto e^{-(x+1)^2}"], _X, "", "wrong"),
    (["e^{-x^2+2x}", r"\propto e^{-(x+1)^2}"], {}, "", "undecided"),  # x may be a parameter
    (["e^{-x^2+2xy}", r"\propto e^{-(x-y)^2}"], _XY, "up to a factor in x", "correct"),
    (["e^{-x^2+2xy}", r"\propto e^{-(x+y)^2}"], _XY, "up to a factor in x", "wrong"),
    (["x y", r"\propto x"], _XY, "", "undecided"),
    ([r"p(\theta|x)", r"\propto p(x|\theta)p(\theta)"], _JOINT, "", "correct"),
    ([r"p(\theta|x)", r"\propto p(x,\theta)"], _JOINT, "", "correct"),
    ([r"p(\theta|x)", r"\propto p(\theta)"], _JOINT, "", "wrong"),
    ([_BAYES, r"\propto p(x|\theta)p(\theta)"], _JOINT, "", "correct"),
    ([_BAYES, r"\propto p(x|\theta)"], _JOINT, "", "wrong"),
]


@pytest.mark.parametrize(("lines", "symbols", "mode", "verdict"), LINES)
def test_lines_are_proportional_in_the_names_that_are_meant(
    lines: list[str], symbols: dict[str, str], mode: str, verdict: str
) -> None:
    assert grade({"lines": lines, "symbols": symbols, "mode": mode or "equal"}).verdict == verdict


def test_an_exponential_behind_a_power_belongs_to_the_product() -> None:
    symbols = {r"\lambda": "positive", "x": "sequence n of nonnegative"}
    found = grade(r"\lambda^{\sum_{i=1}^n x_i} e^{-n\lambda}", r"\prod_{i=1}^n \lambda^{x_i} e^{-\lambda}", symbols=symbols)
    assert found.verdict == "correct"
    assert any("one factor of the product" in choice for choice in found.choices)
    assert grade(r"e^{-\lambda} \lambda^{x_1}", r"\prod_{i=1}^n \lambda^{x_i} e^{-\lambda}", symbols=symbols).verdict != "correct"


@pytest.mark.parametrize(("reference", "submitted"), [(r"\log(ab)", r"\log a\cdot\log b"), ("log(a b)", "log a * log b")])
def test_a_function_behind_a_dot_ends_the_argument_before_it(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols={"a": "positive", "b": "positive"}).verdict == "wrong"
