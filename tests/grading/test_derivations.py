"""Derivations: lines, relations, labels, rubrics; and a chain of equations as the answer to a question for a formula."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.lines.links import lines_of, links_of

LINES: dict[str, tuple[dict[str, Any], str, int | None]] = {
    "an align environment": (
        {"submitted": r"\begin{align} f(x) &= (x+1)^2 - 1 \\ &= x^2 + 2x \\[2pt] &= x(x+2) \label{eq:f} \end{align}"},
        "correct", None),
    "a slip in an align environment": (
        {"submitted": r"\begin{align*} L(w) &= (x+1)^2 - 1 \\ &= x^2 + x \\ &= x(x+1) \end{align*}"}, "wrong", 1),
    "cases in an align environment": (
        {"submitted": r"\begin{align} f &= |x| \\ &= \begin{cases} x & x \ge 0 \\ -x & x < 0 \end{cases} \end{align}"},
        "correct", None),
    "typed lines": ({"submitted": "(x+1)^2\n  = x^2 + 2x + 1\n  >= 4x"}, "correct", None),
    "lines between dollars": ({"lines": ["$(x+1)^2$", "$= x^2 + 2x + 1$."]}, "correct", None),
    "two relations in a line": ({"lines": ["a^2 + b^2", "= (a-b)^2 + 2 a b >= 2 a b"]}, "correct", None),
    "a wrong relation in a line": ({"lines": ["a^2 + b^2", "= (a-b)^2 + 2 a b >= 2 a b + 1"]}, "wrong", 1),
    "an equation with unknowns is no label": ({"lines": ["x + y = x", "= 2x - x"]}, "wrong", 0),
    "equivalent equations": ({"lines": ["2x = 4", "x = 2"]}, "correct", None),
    "equivalent equations in one line": ({"lines": [r"2x = 4 \iff x = 2"]}, "correct", None),
    "a solution is lost": ({"lines": ["x^2 = 4", r"\iff x = 2"]}, "wrong", 1),
    "an implication by the row": ({"lines": ["x = 2", "x^2 = 4"], "relation": "implies"}, "correct", None),
    "no equivalence": ({"lines": ["x + 1 = y", r"\iff (x + 1)^2 = y^2"]}, "wrong", 1),
    "no equivalence, and none is asked for": ({"lines": ["x + 1 = y", "(x + 1)^2 = y^2"]}, "undecided", None),
    "no equivalence, which the row asks for": ({"lines": ["x + 1 = y", "(x + 1)^2 = y^2"], "relation": "iff"}, "wrong", 1),
    "no equivalence, but a value put in": ({"lines": ["x = 2", "x^2 = 4"]}, "undecided", None),
    "an implication the wrong way": ({"lines": ["x^2 = 4", r"\implies x = 2"]}, "wrong", 1),
    "proportional": ({"lines": ["exp(x^2)", r"\propto 3 exp(x^2)"]}, "correct", None),
    "perhaps proportional": ({"lines": ["exp(x^2)", r"\propto x exp(x^2)"]}, "undecided", None),
    "a rounded number": ({"lines": ["pi", r"\approx 3.14"]}, "correct", None),
    "a number that is rounded wrongly": ({"lines": ["pi", r"\approx 3.15"]}, "wrong", 1),
    "within the tolerance of the mode": ({"lines": ["pi", r"\approx 22/7"], "mode": "tolerance 1e-2"}, "correct", None),
    "without a tolerance": ({"lines": ["pi", r"\approx 22/7"]}, "undecided", None),
    "the start that is given": ({"lines": ["(x+1)^2 - 1", "x^2 + 2x"], "start": "x(x+2)"}, "correct", None),
    "another start": ({"lines": ["(x+1)^2", "x^2 + 2x + 1"], "start": "x(x+2)"}, "wrong", 0),
    "undefined on half of the domain": ({"lines": ["log(x^2)", "= 2 log(x)"], "symbols": {"x": "nonzero"}}, "wrong", 1),
    "one line alone": ({"lines": ["x = 2"]}, "undecided", None),
    "one line alone that is false": ({"lines": ["x + 1 = x + 2"]}, "wrong", 0),
    "a bound where an answer is asked for": ({"lines": ["x", "<= x + 1"], "reference": "x + 1"}, "undecided", None),
    "a bound of what is given": ({"lines": ["x", "<= x + 1"], "reference": "x + 1", "start": "x"}, "correct", None),
    "letters without a command in a derivation in LaTeX": (
        {"submitted": r"\begin{align*} (1+xz)^2 &= 1+2xz+x^2z^2 \\ &= 1\cdot 1+(2x)(2z)+x^2\cdot z^2 \end{align*}"}, "wrong", 1),
    "a bound of a name": ({"submitted": r"\begin{align} q &\le x \\ &= x \end{align}", "reference": "x"}, "undecided", None),
    "a declared name before the answer": (
        {"lines": ["x = 4/2", "= 2"], "reference": "2", "symbols": {"x": "real"}}, "correct", None),
    "a formula over two lines": (
        {"submitted": r"\begin{multline} x \\ + y \end{multline}", "reference": "x + y"}, "correct", None),
    "a line that cannot be read loses no other": ({"lines": ["x + x", "= 2x +", "= 3x"]}, "unreadable", None),
}  # fmt: skip


APPROXIMATIONS: list[tuple[list[str], str, int | None]] = [
    ([r"\log\frac{0.9}{0.6}", r"= \log 3-\log 2", r"\approx 1.0986-0.6931", "= 0.4055"], "correct", None),
    ([r"\log 3-\log 2", r"\approx 1.099-0.693", "= 0.406"], "correct", None),
    ([r"\log 3-\log 2", r"\approx 1.1-0.7"], "correct", None),
    ([r"\log 3-\log 2", r"\approx 1.0990-0.6931"], "undecided", None),  # four units off
    ([r"\log 3-\log 2", r"\approx 1.0986+0.6931"], "wrong", 1),
    ([r"\log 3-\log 2", r"\approx 1.0986-0.6391"], "wrong", 1),
    ([r"\log 3-\log 2", r"\approx 1.0986-0.6931", r"\approx 0.4055"], "correct", None),
    ([r"\log 3-\log 2", r"\approx 1.0986-0.6931", r"\approx 0.4054"], "undecided", None),
    ([r"\frac12 \log 2", r"\approx 0.5\cdot 0.6931"], "correct", None),
    ([r"\frac12 \log 2", r"\approx 0.5\cdot 0.65"], "undecided", None),  # 0.5 is no rounded number
    ([r"\pi", r"\approx 3.141"], "correct", None),  # cut off
    ([r"-\pi", r"\approx -3.141"], "correct", None),
    ([r"\pi", r"\approx 3.142"], "correct", None),
    ([r"\pi", r"\approx 3.143"], "wrong", 1),
    ([r"-\pi", r"\approx -3.15"], "wrong", 1),
    ([r"\pi", r"\approx -3.141"], "wrong", 1),
    ([r"\pi\cdot 10^3", r"\approx 3.14\cdot 10^3"], "correct", None),
    ([r"\pi\cdot 10^3", r"\approx 3.14\cdot 10^2"], "wrong", 1),
    (["pi/1000", "≈ 3.14e-3"], "correct", None),
    ([r"\sqrt{2}\sqrt{3}", r"\approx 1.414\cdot 1.732", r"\approx 2.449"], "correct", None),
    ([r"\sqrt{2}\sqrt{3}", r"\approx 1.414\cdot 1.732", r"\approx 2.4495"], "undecided", None),
    ([r"100\log 2", r"\approx 100\cdot 0.693", "= 69.3"], "correct", None),
    ([r"e^{-3}", r"\approx 0.0498", r"\approx 0.05"], "correct", None),
    ([r"1.0986-0.6931", r"\approx 0.41"], "correct", None),
    ([r"\log 3", r"\approx \log 3.000 + 0.000"], "correct", None),
    ([r"\log 3", r"\approx \log 2.9"], "undecided", None),  # nobody rounds 3 to 2.9
    ([r"3", r"\approx \lfloor 2.9999\rfloor"], "undecided", None),  # the unit is all that it takes
    ([r"\frac{1}{1-0.99}", r"\approx 1/0.01"], "undecided", None),  # a unit less is a division by zero
    ([r"x\log 2", r"\approx 0.6931 x"], "undecided", None),
    (["x", r"\approx 3.14"], "undecided", None),
]


@pytest.mark.parametrize(("lines", "verdict", "first_wrong"), APPROXIMATIONS, ids=[" ".join(row[0]) for row in APPROXIMATIONS])
def test_decimals_carry_their_own_precision(lines: list[str], verdict: str, first_wrong: int | None) -> None:
    result = grade({"lines": lines})
    assert (result.verdict, result.first_wrong) == (verdict, first_wrong), result


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    row, verdict, first_wrong = LINES[name]
    result = grade(row)
    assert (result.verdict, result.first_wrong) == (verdict, first_wrong), result
    assert (result.score is None) == (verdict in ("undecided", "unreadable"))
    assert (result.counterexample is None) == (verdict != "wrong")


def test_each_line_has_its_own_verdict() -> None:
    result = grade({"lines": ["x + x", "= 3x", "= 2x + x", "= 4x"]})
    assert [step.verdict for step in result.steps] == ["correct", "wrong", "correct", "wrong"]
    assert result.first_wrong == 1


CHAINS: dict[str, tuple[str, str, str]] = {
    "a name": ("y = 2x", "2x", "correct"),
    "a function of its arguments": ("f(x) = 2x", "2x", "correct"),
    "a derivative of an unknown quantity": (r"\frac{\partial L}{\partial w} = 2 w x", "2 w x", "correct"),
    "a gradient": (r"\nabla_w L = 2 w x", "2 w x", "correct"),
    "a divergence that nobody declared": (r"D_{KL}(q \| p) = \log 2", r"\log 2", "correct"),
    "the working before the answer": ("f(x) = (x+1)^2 = x^2 + 2x + 1", "(x+1)^2", "correct"),
    "the question before the answer": ("x + x = 2x", "2x", "correct"),
    "another answer at the end": ("f(x) = 2x = x + x + 0x", "3x", "wrong"),
    "a false equation that ends in the answer": ("1 = 42", "42", "undecided"),
    "a false step before the answer": ("f(x) = 3x = 2x", "2x", "undecided"),
    "an inequality": ("q <= 2", "2", "undecided"),
    "an inequality between numbers": ("1 < 2", "2", "undecided"),
    "proportional": (r"q \propto x", "x", "unreadable"),
    "a formula that cannot be read is no label": ("foo + x^3 = 2x", "2x", "unreadable"),
    "an integral without bounds is no label": (r"\int x^2 dx = x", "x", "undecided"),
    "an expression after an implication": ("1 = 2 => x", "x", "unreadable"),
    "a broken label": (r"f(x = 2x", "2x", "unreadable"),
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_answers_with_what_stands_last(name: str) -> None:
    submitted, reference, verdict = CHAINS[name]
    assert grade({"submitted": submitted, "reference": reference}).verdict == verdict


RUBRIC = {"lines": 4, "required": [{"formula": "x^2 + 2x", "points": 2, "label": "the square multiplied out"}], "final": 2,
          "follow_through": 0.5}  # fmt: skip
RUBRIC_SCORES: dict[str, tuple[list[str], float | None]] = {
    "everything": (["(x+1)^2 - 1", "x^2 + 2x", "x(x+2)"], 8),
    "a step is left out": (["(x+1)^2 - 1", "x(x+2)"], 6),
    "a slip, and on from it": (["(x+1)^2 - 1", "x^2 + x", "x(x+1)"], 1),
    "a slip at the end": (["(x+1)^2 - 1", "x^2 + 2x", "x(x+3)"], 4),
    "a step in another order": (["(x+1)^2 - 1", "2x + x^2", "x(x+2)"], 8),
    "the answer alone": (["x(x+2)"], 6),
    "a line that cannot be read": (["(x+1)^2 - 1", "x^2 +", "x(x+2)"], None),
}  # fmt: skip


@pytest.mark.parametrize("name", RUBRIC_SCORES)
def test_rubric(name: str) -> None:
    lines, score = RUBRIC_SCORES[name]
    row = {"lines": lines, "reference": "x(x+2)", "rubric": RUBRIC}
    assert grade(row).score == score
    assert grade({**row, "points": 4}).score == (None if score is None else score / 2)


def test_a_required_step_that_is_missing_is_named() -> None:
    assert "the square multiplied out is missing" in grade(
        {"lines": ["(x+1)^2 - 1", "x^2 + x"], "rubric": RUBRIC, "reference": "x(x+2)"}
    ).message


TAKEN_APART: dict[str, list[tuple[str, str]]] = {
    r"= \sum_{i=1}^n x_i \le 3": [("eq", r"\sum_{i=1}^n x_i"), ("le", "3")],
    r"\left\{ x = 2 \right\} = 3": [("", r"\left\{ x = 2 \right\}"), ("eq", "3")],
    "x<=2": [("", "x"), ("le", "2")],
    r"&\le f(a=b)": [("le", "f(a=b)")],
    r"x \rightarrow 2": [("", r"x \rightarrow 2")],
    r"a \Rightarrow b": [("", "a"), ("implies", "b")],
    "iffy": [("", "iffy")],
}


@pytest.mark.parametrize("line", TAKEN_APART)
def test_links(line: str) -> None:
    assert [(link.relation, link.formula) for link in links_of(line)] == TAKEN_APART[line]


def test_a_matrix_is_no_derivation() -> None:
    matrix = r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
    assert lines_of(matrix) == (matrix,)
    assert grade({"reference": matrix, "submitted": matrix}).verdict == "correct"


def test_breaks_at_the_end_of_given_lines() -> None:
    lines = [r"(x+1)^2 - 1 \\", r"&= x^2 + 2x \\[2pt]", r"&= x(x + 2). \\"]
    result = grade({"lines": lines, "symbols": {"x": "real"}})
    assert [step.verdict for step in result.steps] == ["correct"] * 3
