r"""What the first line says, and what a line says again of a name: judged where it can be, and never taken for granted."""

from __future__ import annotations

import pytest

from verify.grading import grade

# name: lines, verdict, first wrong line
DECIDED: dict[str, tuple[list[str], str, int | None]] = {
    "an equation to be solved": (["2x + 3 = 7", "2x = 4", "x = 2"], "correct", None),
    "in factors": (["x^2 - 5x + 6 = (x-2)(x-3) = 0", r"\implies x = 2 \text{ or } x = 3"], "correct", None),
    "a sum of numbers": (["3*4 = 12", "so 14 - 2 = 12"], "correct", None),
    "a sum of numbers, wrongly": (["3*4 = 14", "so 14 - 2 = 12"], "wrong", 0),
    "a value, wrongly": ([r"\mu = \frac{1 + 2 + 6}{3} = 4", r"\implies \mu^2 = 16"], "wrong", 0),
    "an integral, wrongly": ([r"\int_0^1 x^2 dx = \frac12", r"\implies 2\int_0^1 x^2 dx = 1"], "wrong", 0),
    "names for one thing": (["a = b = c = d", r"\implies a = d"], "correct", None),
    "an equation without solutions": (["x^2 + 2x + 5 = 0", "(x+1)^2 = -4"], "correct", None),
    "a square of a name": (["z = x + y", "z^2 = (x+y)^2", "= x^2 + 2xy + y^2"], "correct", None),
    "a value of a name": (["2x = 6", "x = 6/2", "= 3"], "correct", None),
    "a power of a number": (["n = 10", "n^2 = 100", "= 10^2"], "correct", None),
    "a prime": (["y = x^2", "y' = 2x", "= x + x"], "correct", None),
    "a second derivative": ([r"\ell(t) = t^3", r"\frac{d^2\ell}{dt^2} = 6t", "= 2 * 3t"], "correct", None),
    "a second derivative, wrongly": ([r"\ell(t) = t^3", r"\frac{d^2\ell}{dt^2} = 3t", "= t * 3"], "wrong", 1),
    "a moment beside another": (["E[X] = 1/2", r"E[X^2] = \int_0^1 x^2 dx", r"= \frac13"], "correct", None),
    "a system, wrongly solved": (["x + y = 5", "x - y = 1", "2x = 4", "x = 2"], "wrong", 2),
    "numbers far behind some lines": ([r"2x + 1 = 5 \quad (1)", r"2x = 4 \qquad (2)", "x = 2"], "correct", None),
    "a star far behind a line": ([r"2x + 1 = 5 \qquad (*)", "2x = 4"], "correct", None),
    "a bound of a function": (["f(x) = x^2 - 4x + 3", "f(x) = (x-2)^2 - 1", r"f(x) \ge -1"], "correct", None),
    "a sum that telescopes": (
        [r"\sum_{k=1}^n \frac{1}{k(k+1)} = \sum_{k=1}^n (\frac1k - \frac{1}{k+1})",
         r"= (1 - \frac12) + (\frac12 - \frac13) + \dots + (\frac1n - \frac{1}{n+1})", r"= 1 - \frac{1}{n+1}"], "correct", None),
    "a sum that telescopes, wrongly": (
        [r"\sum_{k=1}^n (\frac1k - \frac{1}{k+1})",
         r"= (1 - \frac12) + (\frac12 - \frac13) + \dots + (\frac1n - \frac{1}{n+1})", r"= 1 - \frac1n"], "wrong", 2),
    "a system that is none": (["x + y = 5", "2x + 2y = 12"], "wrong", 1),
    "an equation, wrongly": (["x + y = 5", "y = 5 + x"], "wrong", 1),
}  # fmt: skip

UNDECIDED: dict[str, list[str]] = {
    "a rounding": [r"\bar x = \frac{10}{3} = 3.33", r"\implies 2\bar x = 6.66"],
    "another equation in front of the one to be solved": ["2x - 4 = 2(x-4) = 0", r"\implies x = 4"],
    "a value that does not follow": ["2x = 6", "x = 4", "= 3 + 1"],
    "a prime that may be another name": ["y = x^2", "y' = (x+1)^2", "= x^2 + 2x + 1"],
    "solutions that are no real numbers": ["x^2 = -4", r"\implies x = 3i"],
    "a bound that a function has somewhere": ["f(x) = x^2 - 4x + 3", "f(x) = (x-2)^2 - 1", r"f(x) \ge 0"],
    "a system": ["x + y = 5", "x - y = 1", "2x = 6", "x = 3"],
}


@pytest.mark.parametrize("name", DECIDED)
def test_what_can_be_judged(name: str) -> None:
    lines, verdict, first_wrong = DECIDED[name]
    found = grade({"lines": lines})
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong), found.message


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_is_not_taken_for_granted(name: str) -> None:
    assert grade({"lines": UNDECIDED[name]}).verdict == "undecided"
