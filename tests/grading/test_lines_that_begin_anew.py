r"""Lines of which nobody knows whether they go on: another quantity, a condition, a column, a system, Thus, an integer k.

None of them is wrong because it does not follow from the line before it; what goes on and does not follow still is.
"""

from __future__ import annotations

import pytest

from verify.grading import grade

REAL = {"x": "real"}

# lines, or a text, with the reference or ""
NOT_WRONG: list[tuple[list[str] | str, str]] = [
    # another quantity
    (["S = 1 + 2 + 3", "= 6", "T = 1 + 2", "= 3"], ""),
    ("f(x) = x^2\n= x x\nf'(x) = 2x", "2x"),
    (r"\begin{align} L &= x^2 + x \\ &= x(x+1) \\ \frac{dL}{dx} &= 2x + 1 \end{align}", "2x+1"),
    (["x_1 = 1 - 0.5", "= 0.5", "x_2 = 0.5 - 0.25"], "0.25"),
    (["2S = 2 + 4", "= 6", "S = 3"], ""),
    ([r"\sigma(z) = \frac{1}{1+e^{-z}}", r"= \frac{e^z}{1+e^z}", r"1 - \sigma(z)", r"= \frac{1}{1+e^z}"], ""),
    ([r"2 \cdot 3", "= 6", "6 + 1 = 7"], "7"),
    (r"\begin{align} f(x) &= x^2 + x \\ &= x(x+1) \\ f(1) &= 2 \\ f(1) + 1 &= 3\end{align}", ""),
    ([r"\sqrt 2 \approx 1.414", r"\sqrt 3 \approx 1.732"], ""),
    ([r"a = \sqrt 2 \approx 1.414", r"b = \sqrt 3 \approx 1.732"], ""),
    ([r"x \approx 3.14", r"2x \approx 6.28"], ""),
    ([r"2x \propto x", r"2 y \propto y"], ""),
    (["x => 1", "x - 1 => 0"], ""),
    (["x ~= 1", "x - 1 ~= 0"], ""),
    # columns
    (r"\begin{align} x^2 &= x\cdot x & y^2 &= y \cdot y \end{align}", ""),
    (r"\begin{align} 2x &= x+x && x > 0 \\ &= 3x - x\end{align}", ""),
    (r"\begin{align} 2x &= x+x & a \\ &= 3x - x & b\end{align}", ""),
    ([r"x + x = 2x \quad y + y = 2y"], ""),
    # a line that is broken at an operator
    (r"\begin{align} 2x &= x + \\ & x \\ &= 3x - x\end{align}", ""),
    (r"\begin{align} 6x &= 2 \cdot \\ & 3x \\ &= 5x + x\end{align}", ""),
    (r"\begin{align} 6x &= 7x - \\ &- x \\ &= 5x+x\end{align}", ""),
    # systems, and equations that are set up on the way
    (r"\begin{align} x + y &= 3 \\ x - y &= 1 \\ \Rightarrow x &= 2\end{align}", ""),
    (["x + y = 3", "x - y = 1", "x = 2, y = 1"], ""),
    ([r"\frac{d}{dx}(x^2 - 2x) = 2x - 2", "2x - 2 = 0", "x = 1"], ""),
    ([r"\ell'(\theta) = 2(\theta-2)", r"\ell'(\theta) = 0", r"\hat\theta = 2"], ""),
    (r"\begin{align} 2x + 1 &= 5 \\ 2x &= 5 - 1 \\ &= 4 \\ x &= 2\end{align}", "2"),
    (r"\begin{align} 0 &= \frac{d}{dx}(x-2)^2 \\ &= 2(x-2) \\ x &= 2\end{align}", ""),
    # derivatives and values at a place of what nobody declared
    (["f(x)=x^3-3x", "f'(x) = 3x^2-3 = 0", r"x = \pm 1"], ""),
    (["y' = 3x^2-3 = 0", r"x=\pm 1"], ""),
    (["y = 2x+1", "y(3) = 7"], "7"),
    (["s = 5t^2", "s(2) = 20", "v = 10t", "v(2) = 20"], ""),
    # alternatives, line by line and between commas
    (["(x-a)(x-b)=0", "x=a", "x=b"], ""),
    (["|x|>2", "x>2", "x<-2"], ""),
    (["x^2>4", "x<-2", "x>2"], ""),
    (["x^2 = a^2", "x = a, x = -a"], ""),
    (["xy = 0", "x = 0, y = 0"], ""),
    # numbers and remarks beside some lines
    (["x + y = 3 (1)", "x - y = 1 (2)", "2x = 4 (1)+(2)", "x = 2"], ""),
    (["x + y = 3 (1)", "x - y = 1 (2)", "Adding (1) and (2): 2x = 4", "x = 2"], ""),
    (["2x+3 = 7 (-3)", "2x = 4", "x=2"], ""),
    # what follows need not be equivalent
    *((["x = 1", f"{word} x^2 = 1"], "") for word in ("Thus", "Therefore", "Hence,", r"\therefore", "∴", r"\text{so }")),
    (["x > 1", "Therefore, x^2 > 1"], ""),
]

# lines, and the first that is wrong
WRONG: list[tuple[list[str] | str, int]] = [
    (["(x+1)^2 - 1", "x^2 + 2x", "x(x+3)"], 2),
    (["L = x^2+x", "L = x(x+2)"], 1),
    (["f(x) = (x+1)^2", "= x^2+2x+2", "= x(x+2)+2"], 1),
    (["2x+1=5", "2x=4", "x=3"], 2),
    (["x>1", "x>2"], 1),
    (["(x-a)(x-b)=0", "x=a", "x=2b"], 1),
    (["3x = y", "x = 3y"], 1),
    (["x > 1", "Therefore, x^2 > 2"], 1),
    (["S = 1 + 2 + 3", "= 6", "T = 1 + 2", "= 4"], 3),
    (r"\begin{align} 2x &= x + x & \text{by addition} \\ &= 3x \end{align}", 1),
    (r"\begin{align} 6x &= 7x - \\ &- x \\ &= 5x\end{align}", 1),
    (["(x-1)(x-5) <= 0", "x^2-6x+5 <= 0", "1 <= x <= 9"], 2),
]


def row(lines: list[str] | str) -> dict[str, object]:
    return {"lines" if isinstance(lines, list) else "submitted": lines, "symbols": REAL}


@pytest.mark.parametrize(("lines", "reference"), NOT_WRONG, ids=[str(each[0]) for each in NOT_WRONG])
def test_never_wrong(lines: list[str] | str, reference: str) -> None:
    result = grade({**row(lines), **({"reference": reference} if reference else {})})
    assert result.verdict != "wrong", result.message


@pytest.mark.parametrize(("lines", "first"), WRONG, ids=[str(each[0]) for each in WRONG])
def test_still_wrong(lines: list[str] | str, first: int) -> None:
    result = grade(row(lines))
    assert (result.verdict, result.first_wrong) == ("wrong", first), result.message


def test_the_value_of_another_quantity_is_not_right_for_it() -> None:
    assert grade({"lines": [r"\sigma^2 = 4", "= 2^2", r"\sigma = 2^2"], "reference": "2^2"}).verdict == "undecided"


def test_a_derivative_is_that_of_the_function_that_a_line_defines() -> None:
    assert grade({"lines": ["f(x) = x^2", "= x x", "f'(x) = 2x"], "reference": "2x"}).verdict == "correct"
    assert grade({"lines": ["f(x) = x^2", "= x x", "f'(x) = 2x"], "reference": "x^2"}).verdict == "undecided"
    assert grade({"lines": ["f(x) = 2x", "= x + x", "f'(x) = 2x"], "reference": "2x"}).verdict == "wrong"


INTEGER = {"x": "real", "k": "integer"}


@pytest.mark.parametrize(("reference", "submitted"), [
    (r"\sin x = 0", r"x = k\pi"), (r"x = k\pi", r"\sin x = 0"), (r"e^{ix} = 1", r"x = 2\pi k"),
])  # fmt: skip
def test_an_integer_of_one_side_stands_for_all(reference: str, submitted: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": INTEGER}).verdict == "undecided"
    for sign in (r"\iff", r"\implies"):
        assert grade({"lines": [reference, f"{sign} {submitted}"], "symbols": INTEGER}).verdict != "wrong"
