r"""Words that announce a step, before a line and in it: the line is judged, and the words make nothing right or wrong."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.lines.links import continued
from verify.grading.prose.announced import announced

X = {"x": "real", "a": "positive"}

ANNOUNCED: list[tuple[str, str, bool]] = [
    (r"Differentiate: f'(x) = 2x", "f'(x) = 2x", True),
    (r"Taking the derivative with respect to w: \nabla_w L = 2w", r"\nabla_w L = 2w", True),
    (r"\text{Taking the derivative w.r.t. } ", "", False),
    (r"\text{Set this to zero:} 2x = 2", "2x = 2", True),
    (r"Set the gradient to zero: Ax - b = 0", "Ax - b = 0", True),
    (r"Setting to zero gives (1-K)p = Kr", "(1-K)p = Kr", True),
    (r"Setting f'(x) = 0: 6x - 12 = 0", "6x - 12 = 0", False),
    (r"Setting f'(x) = 0 \Rightarrow x = 2", r"f'(x) = 0 \Rightarrow x = 2", True),
    (r"multiply by 2v^2: \quad n v = s", "n v = s", False),
    (r"\text{completing the square:}", "", True),
    (r"We integrate by parts:", "", True),
]
NOT_ANNOUNCED = [
    "Differentiating: 2x", "Setting x = 1: 2x = 2", "Set A = 2", "Multiply 2 by 3", "2x = 2", "Taking x to be 3: x = 3",
    "Assume the derivative is zero: 2x = 0", "Setting this to one: 2x = 1",
]


@pytest.mark.parametrize(("line", "rest", "is_neutral"), ANNOUNCED)
def test_steps(line: str, rest: str, is_neutral: bool) -> None:
    found = announced(line)
    if not rest and found is None:
        assert not is_neutral
        return
    assert found is not None and (found.rest, found.is_neutral) == (rest, is_neutral)


@pytest.mark.parametrize("line", NOT_ANNOUNCED)
def test_no_steps(line: str) -> None:
    assert announced(line) is None


RIGHT: dict[str, dict[str, Any]] = {
    "words before each line": {
        "lines": ["f(x) = x^2 - 2ax", "Taking the derivative: f'(x) = 2x - 2a", "Setting f'(x) = 0: 2x - 2a = 0", "x = a"],
        "reference": "x = a"},
    "a display with words before it": {
        "submitted": "We integrate by parts:\n\\begin{align*}\\int_0^1 x e^{-x} dx"
                     " &= \\left[-x e^{-x}\\right]_0^1 + \\int_0^1 e^{-x} dx \\\\ &= 1 - 2e^{-1}\\end{align*}",
        "reference": "1 - 2/e"},
    "a name that is given in the first line": {"lines": [r"a s \text{ where } s = x^2", "= a x^2"], "reference": "a x^2"},
    "reasons of one word": {"lines": [r"(x+a)^2", r"= x^2 + 2ax + a^2 \quad \text{(factorise)}"], "reference": "(x+a)^2"},
    "a logarithm says that x is positive": {"lines": [r"L = \log x", r"\log x^2", r"= 2\log x"]},
}
WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "a wrong derivative behind its announcement": (
        {"lines": ["f(x) = x^2 - 2ax", "Taking the derivative: f'(x) = 2x - a = 0", "x = a/2"], "reference": "x = a"}, 1),
    "a wrong line behind a line of words": (
        {"lines": [r"\frac{d}{dx} e^{2x}", "By the chain rule,", "= e^{2x}"], "reference": "2e^{2x}"}, 2),
    "a wrong line behind one that goes on": (
        {"lines": ["f(x) = (x + 2)(x + 3)", "= x^2", "+ 5x + 6", "f'(x) = 2x + 6"], "reference": "2x+5"}, 3),
}
OPEN: dict[str, dict[str, Any]] = {
    "a number is not 0": {"lines": ["1 + 1", "= 2", "2 = 0"]},
    "what is never 0": {"lines": ["f(x) = e^x", "f'(x) = e^x", "e^x = 0"]},
    "nothing is solved": {"lines": ["(x+a)^2 - x^2 - a^2", "= 2xa", "2xa = 0"]},
    "an equation below an identity": {"lines": [r"\frac{d}{dx}(x^2-2x) = 2x - 2", "2x = 2", "x = 1"], "reference": "x = 1"},
    "a constant that is solved for": {"lines": [r"\int_0^1 cx\,dx", "= c/2", "= 1", "c = 2"], "symbols": {"c": "real"}},
    "what ties a name stands behind the derivative": {
        "lines": ["A(x) = x y", "A'(x) = y - x", "y = 10 - x", "A'(x) = 10 - 2x = 0", "x = 5"],
        "symbols": {"x": "real", "y": "real"}},
    "another name, which the question may tie": {
        "lines": [r"x = 3 \Rightarrow y = 2x + 1 = 7"], "symbols": {"x": "real", "y": "real"}, "reference": "y = 7"},
    "values put in and worked out": {
        "lines": [r"\frac{p(1-p)}{n}", r"= \frac{0.3\cdot 0.7}{100}"], "symbols": {"p": "real", "n": "natural"}},
    "a name of an update": {
        "lines": [r"w_{k+1} - v = w_k - \eta (w_k - v) - v", r"= (1 - \eta)(w_k - v)"],
        "symbols": {"w_k": "real", "v": "real", "\\eta": "positive"}, "reference": r"(1 - \eta)(w_k - v)"},
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str) -> None:
    assert grade({"symbols": X, **RIGHT[name]}).verdict == "correct"


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    row, place = WRONG[name]
    found = grade({"symbols": X, **row})
    assert (found.verdict, found.first_wrong) == ("wrong", place)


@pytest.mark.parametrize("name", OPEN)
def test_open(name: str) -> None:
    assert grade({"symbols": X, **OPEN[name]}).verdict in ("undecided", "unreadable")


def test_a_star_waits_for_nothing() -> None:
    assert len(continued(["x - w^*", "(w^* - x)"])) == 2
    assert len(continued(["x *", "(y - x)"])) == 1


RUNS = [  # each of them took longer than anybody waits where a run of spaces could be read in several ways
    ("so" + " " * 60) * 6 + "zz: 2x = 2x", "set x = 0" + " " * 1900 + "y", "= 2x" + " " * 1900 + "y", "= 2x," + " " * 1900 + "(u",
    "= 2x [" + "=" * 1900, "= 2x" + " " * 1900 + "\\" + " " * 1900 + "%a", r"\equiv(" * 1000, "= 2x" + r"\quad " * 300 + "(u",
    "Solving for " + "a, " * 600 + "x",
]  # fmt: skip


@pytest.mark.parametrize("line", RUNS)
def test_runs_are_read_once(line: str) -> None:
    assert grade({"lines": ["x+x", line], "reference": "2x", "symbols": {"x": "real"}}).verdict != "wrong"
    assert grade({"submitted": line, "reference": "2x", "symbols": {"x": "real"}}).verdict in ("undecided", "unreadable")
