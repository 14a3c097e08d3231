r"""Terms O(x^3) and o(x^2) in the lines of a derivation, as x goes to 0."""

from __future__ import annotations

import pytest

from verify.grading import grade

_FORWARD = "f(x + h) = f(x) + h f'(x) + h^2/2 f''(x) + O(h^3)"

RIGHT = {
    "a product": (
        [r"e^x\cos x = \left(1 + x + \frac{x^2}{2} + O(x^3)\right)\left(1 - \frac{x^2}{2} + O(x^4)\right)",
         r"= 1 + x + \frac{x^2}{2} - \frac{x^2}{2} + O(x^3)", "= 1 + x + O(x^3)"], None,
    ),
    "divided": (
        [r"\frac{\sin x}{x}", r"= \frac1x\left(x - \frac{x^3}{3!} + O(x^5)\right)", r"= 1 - \frac{x^2}{6} + O(x^4)"],
        r"1 - \frac{x^2}{6} + O(x^4)",
    ),
    "a function": (
        [_FORWARD, "f(x - h) = f(x) - h f'(x) + h^2/2 f''(x) + O(h^3)", "f(x + h) - f(x - h) = 2h f'(x) + O(h^3)",
         "(f(x + h) - f(x - h))/(2h) = f'(x) + O(h^2)"], None,
    ),
    "logarithms": (
        ["ln(1+x) = x - x^2/2 + O(x^3)", "ln(1-x) = -x - x^2/2 + O(x^3)", "ln(1+x) - ln(1-x) = 2x + O(x^3)"], "2x + O(x^3)",
    ),
    "the lower case": ([r"\sqrt{1+x} = 1 + \frac x2 - \frac{x^2}{8} + o(x^2)"], None),
    "where it holds": ([r"\cos x = 1 - \frac{x^2}{2} + O(x^4) \quad (x\to 0)"], None),
    "another font": ([r"\frac{1}{1-x} = 1 + x + x^2 + \mathcal{O}(x^3)"], None),
    "a quotient of expansions": ([r"\frac{x}{e^x-1} = 1 - \frac x2 + \frac{x^2}{12} + O(x^4)"], None),
    "a composition": ([r"e^{\sin x} = 1 + x + \frac{x^2}{2} + O(x^4)"], None),
    "an order squared": ([r"\left(1 + x + O(x^2)\right)^2 = 1 + 2x + O(x^2)"], None),
}  # fmt: skip

WRONG = {
    "a sign": (["ln(1+x) = x - x^2/2 + O(x^3)", "ln(1-x) = -x + x^2/2 + O(x^3)"], 1),
    "a coefficient": ([r"\frac{\sin x}{x}", r"= \frac1x\left(x - \frac{x^3}{6} + O(x^5)\right)",
                      r"= 1 - \frac{x^2}{3} + O(x^4)"], 2),
    "a binomial coefficient": (["(1+x)^5 = 1 + 5x + 5x^2 + O(x^3)"], 0),
    "the smaller order": ([r"\sqrt{1+x} = 1 + \frac x2 + \frac{x^2}{8} + o(x^2)"], 0),
    "what a square makes": ([r"\left(1 + x + O(x^2)\right)^2 = 1 + x + O(x^2)"], 0),
}

OPEN = {
    "growth": ["T(n) = 2T(n/2) + O(n)", r"T(n) = O(n \log n)"],
    "growth of a polynomial": ["2x^2 + 3x = 2x^2 + O(x)"],
    "growth alone": ["3x^2 + x = O(x^2)"],
    "of a large number": ["2n^2 + 3n = 2n^2 + O(n)"],
    "more than is known": ["1 + x + O(x^2) = 1 + x + x^2/2 + O(x^3)"],
    "the order is lost": ["e^x = 1 + x + O(x^2)", "= 1 + x"],
    "no expansion": [r"\sqrt{x} = O(x)"],
    "a kink": ["|x| = x + O(x^2)"],
    "a name that stands for something": ["y = 2 + x + O(x^2)", "y = 1 + x + O(x^2)"],
    "a function that lines define otherwise": [r"f(x) = \sqrt{1+x}", "f(x) = 1 + x + O(x^2)"],
}


@pytest.mark.parametrize("name", RIGHT)
def test_expansions_that_agree_below_their_order(name: str) -> None:
    lines, reference = RIGHT[name]
    found = grade({"lines": lines, **({"reference": reference} if reference else {})})
    assert found.verdict == "correct", found.message


@pytest.mark.parametrize("name", WRONG)
def test_expansions_that_differ_below_their_order(name: str) -> None:
    lines, first = WRONG[name]
    found = grade({"lines": lines})
    assert (found.verdict, found.first_wrong) == ("wrong", first), found.message


@pytest.mark.parametrize("name", OPEN)
def test_orders_that_may_mean_something_else(name: str) -> None:
    assert grade({"lines": OPEN[name]}).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("line", "verdict"), [("e^x = 1 + x + O(x^2)", "correct"), ("e^x = 1 - x + O(x^2)", "undecided")])
def test_an_order_that_is_declared_as_a_function(line: str, verdict: str) -> None:
    assert grade({"lines": [line], "symbols": {"O": "function"}}).verdict == verdict
