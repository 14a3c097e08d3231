"""Values that are put in for names, constants of integration, lines that go on, squares of steps, and forms of numbers."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

# The question may have said what the names are.
PUT_IN: list[tuple[list[str], str | None]] = [
    ([r"A = \pi r^2", r"= \pi 3^2", r"\approx 28.27"], r"9\pi"), (["F = ma", r"= 5 \cdot 9.81", r"= 49.05 \text{N}"], "49.05"),
    ([r"d = \sqrt{(x_2-x_1)^2+(y_2-y_1)^2}", r"= \sqrt{2}", r"\approx 1.41"], r"\sqrt2"),
    (["v = s/t", "= 100/9.58", r"\approx 10.44"], None), (["n(n-1)/2", "= 10*9/2", "= 45"], "45"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "reference"), PUT_IN)
def test_values_that_may_have_been_put_in(lines: list[str], reference: str | None) -> None:
    row = {"lines": lines} if reference is None else {"lines": lines, "reference": reference}
    assert grade(row).verdict in ("undecided", "correct")


WRONG_AFTER_ALL: list[tuple[list[str], str | None, int]] = [
    (["n(n-1)/2", "= 10*9/2", "= 40"], "45", 2), (["x+x", "= 3"], "2", 1), (["sin(x)^2+cos(x)^2+x", "= 1"], None, 1),
    (["v = s/t", "= 100/9.58", r"\approx 11.44"], None, 2), (["2(x+y) - 2x", "= y"], "2y", 1),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "reference", "place"), WRONG_AFTER_ALL)
def test_what_is_wrong_for_all_values(lines: list[str], reference: str | None, place: int) -> None:
    found = grade({"lines": lines} if reference is None else {"lines": lines, "reference": reference})
    assert (found.verdict, found.first_wrong) == ("wrong", place)


# A constant of integration is another one in the next line, and so is the number of turns.
OTHER_CONSTANTS = [
    [r"\frac12 y^2 = x^2 + C", "y^2 = 2x^2 + C"], [r"\ln|y| = 2x + C", "y = C e^{2x}"],
    [r"-\frac1y = x + C", r"y = \frac{1}{C-x}"],
    [r"x = -\pi + 2k\pi", r"x = \pi + 2k\pi"], [r"\log p(x) = -x^2 + C + 1", "= -x^2 + C"],
]  # fmt: skip


@pytest.mark.parametrize("lines", OTHER_CONSTANTS)
def test_constants_of_the_next_line(lines: list[str]) -> None:
    assert grade({"lines": lines}).verdict == "undecided"


@pytest.mark.parametrize(("reference", "submitted", "symbols"), [
    ("y = C e^{2x}", "y = -C e^{2x}", {"C": "real", "x": "real"}), ("x^2 + C", "x^2 - C", {"C": "real"}),
    (r"\frac\pi4 + \frac{k\pi}2", r"\frac\pi4 - \frac{k\pi}2", {"k": "integer"}),
])  # fmt: skip
def test_constants_that_are_declared(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == "undecided"


def test_a_name_that_is_solved_for_is_no_constant() -> None:
    lines = [r"c(\mu^2+\sigma^2)=\mu^2", r"c=\frac{1}{1+\sigma^2}"]
    assert grade({"lines": lines, "symbols": {r"\mu": "nonzero", r"\sigma": "positive"}}).verdict == "wrong"


@pytest.mark.parametrize(("submitted", "verdict"), [("x^2 + C", "correct"), ("x^2 + 3", "correct"), ("x^2 + y", "undecided")])
def test_up_to_a_constant_and_no_variable(submitted: str, verdict: str) -> None:
    symbols = {"x": "real", "y": "real", "C": "real"}
    assert grade("x^2", submitted, mode="up to a constant", symbols=symbols).verdict == verdict


GOES_ON = [
    ["(x+1)^2", "= x^2", "+ 2x + 1"], [r"2 \cdot 3 + 4", "= 6", "+ 4", "= 10"], ["(x+1)^2-1", "= x^2+2x+1", "- 1", "= x^2+2x"],
]  # fmt: skip


@pytest.mark.parametrize("lines", GOES_ON)
def test_a_line_that_begins_with_an_operator_goes_on(lines: list[str]) -> None:
    found = grade({"lines": lines})
    assert found.verdict == "correct" and len(found.steps) == len(lines)


def test_a_line_that_begins_with_a_minus_may_stand_alone() -> None:
    assert grade({"lines": ["(1-x)(1+x) - 1", "-x^2"], "symbols": {"x": "real"}}).verdict == "correct"
    assert grade({"lines": ["(1-x)(1+x) - 1", "-x"], "symbols": {"x": "real"}}).verdict == "wrong"


@pytest.mark.parametrize(("one", "other"), [
    (r"\frac{u-2v+w}{(\Delta x)^2}", r"\frac{u-2v+w}{\Delta x^2}"),
    (r"\sqrt{\Delta x^2+\Delta y^2}", r"\sqrt{(\Delta x)^2+(\Delta y)^2}"),
    ("Δx²", "(Δx)²"), (r"\delta t^2", r"(\delta t)^2"),
])  # fmt: skip
def test_the_square_of_a_step(one: str, other: str) -> None:
    assert {grade(one, other).verdict, grade(other, one).verdict} == {"undecided"}


MISSED = [
    ("1/2", r"\frac{2}{4}"), ("3/2", "6/4"), ("2", "4/2"), ("1/3", r"\frac{-1}{-3}"), (r"2\sqrt2", r"\sqrt{8}"), ("x/2", "2x/4"),
    (r"\sqrt 6", r"\sqrt 2 \sqrt 3"), (r"\frac{x}{6}", r"\frac{x}{2\cdot 3}"),
]  # fmt: skip
MET = [
    ("1/2", r"\frac{1}{2}"), ("3/2", "1.5"), (r"2\sqrt2", r"2 \sqrt{2}"), ("2x/3", r"\frac{2}{3}x"), ("-x/2", r"-\frac{x}{2}"),
    (r"3\sqrt{2}/4", r"\frac{3\sqrt 2}{4}"), ("x^2/4", "x^2/4"),
    (r"\frac{2}{\sqrt{3}}", r"\frac{2}{\sqrt{3}}"), ("1/(2x)", "1/(2x)"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), MISSED)
def test_not_simplified(reference: str, submitted: str) -> None:
    found = grade(reference, submitted, form="simplified")
    assert found.verdict == "wrong" and found.message.startswith("equal, but not simplified")


@pytest.mark.parametrize(("reference", "submitted"), MET)
def test_simplified(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, form="simplified").verdict == "correct"


def test_lines_that_do_not_belong_to_the_question_earn_nothing() -> None:
    row: dict[str, Any] = {"reference": "x^2+2x", "rubric": {"lines": 4, "final": 2}, "points": 6, "symbols": {"x": "real"}}
    assert grade({**row, "lines": ["7", "= 7"]}).score == 0
    assert grade({**row, "lines": ["(x+1)^2-1", "= x^2+2x+1-1", "= x^2+3x"]}).score == 2
    assert grade({**row, "lines": ["(x+1)^2-1", "= x^2+2x"]}).score == 6
