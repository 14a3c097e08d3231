r"""Lines below a Lagrange function, L = x^2 + y^2 - \lambda(x + y - 1): conditions that need not follow from each other."""

from __future__ import annotations

import pytest

from verify.grading import grade

_REAL = {"x": "real", "y": "real", r"\lambda": "real"}
_ASKED = r"x = y = \frac12"
_FIRST = r"L = x^2+y^2-\lambda(x+y-1)"
_BY_X, _BY_Y = r"2x-\lambda=0", r"2y-\lambda=0"
_SOLVED = r"x = y = \frac\lambda2"
_RATES = [r"\frac{\partial L}{\partial x} = 2x-\lambda = 0", r"\frac{\partial L}{\partial y} = 2y-\lambda = 0"]
RIGHT = [
    [_FIRST, _BY_X, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],
    [_FIRST, _BY_Y, _BY_X, "x = y", "2x = 1", _ASKED],
    [_FIRST, _BY_X, _BY_Y, "x + y = 1", "x = y", _ASKED],
    [_FIRST, *_RATES, _SOLVED, r"\lambda = 1", _ASKED],
    [_FIRST.replace("L", r"\mathcal{L}"), _BY_X, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],
    [_FIRST.replace("L", r"L(x, y, \lambda)"), _BY_X, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],
    [r"L = x^2+y^2+\lambda(x+y-1)", r"2x+\lambda=0", r"2y+\lambda=0", r"x = y = -\frac\lambda2", r"\lambda = -1", _ASKED],
]
WRONG = [
    ([_FIRST, _BY_X, _BY_Y, r"x = y = \lambda", r"\lambda = \frac12", _ASKED], 3),
    ([_FIRST, _BY_X, _BY_Y, _SOLVED, r"\lambda = 2", "x = y = 1"], 4),
    ([_FIRST, _BY_X, _BY_Y, _SOLVED, r"\lambda = 2", _ASKED], 4),
    ([_FIRST, _BY_X, r"2y+\lambda=0", _SOLVED, r"\lambda = 1", _ASKED], 2),
    ([_FIRST, _BY_X, _BY_Y, "x = -y", _ASKED], 3),
]
NOT_RIGHT = [
    [_FIRST, r"2x+\lambda=0", r"2y+\lambda=0", r"x = y = -\frac\lambda2", r"\lambda = -1", _ASKED],
    [_FIRST, r"x-\lambda=0", r"y-\lambda=0", r"x = y = \lambda", r"\lambda = \frac12", _ASKED],
    [_FIRST, _RATES[0].replace("-", "+"), _RATES[1], _SOLVED, r"\lambda = 1", _ASKED],
    ["L = x^2+y^2", _BY_X, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],
    [_FIRST, _BY_X, _BY_Y, r"x = \frac12"],
    [r"L = x+y^2-\lambda(x+y-1)", _BY_X, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],  # 2x = 1 holds there, too
    [_FIRST, _BY_Y, _BY_Y, _SOLVED, r"\lambda = 1", _ASKED],
]
NOT_WRONG = [
    ("x = 3", ["A = x(10-x)", "x = 3"]),
    ("x = 1", ["L = 2x+3y", "x = 1", "y = 2"]),
    ("x = 0", [r"L = \mu - x^2", r"\mu = 3", "-2x = 0", "x = 0"]),
    (_ASKED, [_FIRST, _BY_X, _BY_Y]),
]


@pytest.mark.parametrize("lines", RIGHT)
@pytest.mark.parametrize("symbols", [_REAL, {}])
def test_conditions_together(lines: list[str], symbols: dict[str, str]) -> None:
    assert grade({"reference": _ASKED, "lines": lines, "symbols": symbols}).verdict == "correct"


@pytest.mark.parametrize(("lines", "place"), WRONG)
def test_what_holds_at_no_stationary_point(lines: list[str], place: int) -> None:
    found = grade({"reference": _ASKED, "lines": lines, "symbols": _REAL})
    assert (found.verdict, found.first_wrong) == ("wrong", place)


@pytest.mark.parametrize("lines", NOT_RIGHT)
def test_other_conditions(lines: list[str]) -> None:
    assert grade({"reference": _ASKED, "lines": lines, "symbols": _REAL}).verdict != "correct"


@pytest.mark.parametrize(("reference", "lines"), NOT_WRONG)
def test_lines_about_something_else(reference: str, lines: list[str]) -> None:
    assert grade({"reference": reference, "lines": lines}).verdict != "wrong"


def test_a_parameter_is_no_name_to_differentiate_by() -> None:
    reference, first = r"x = y = \frac{a}{2}", _FIRST.replace("1", "a")
    lines = [first, _BY_X, _BY_Y, _SOLVED, r"\lambda = a", r"x = y = \frac a2"]
    assert grade({"reference": reference, "lines": lines}).verdict == "correct"
    lines[4] = r"\lambda = 2a"
    assert grade({"reference": reference, "lines": lines}).verdict != "correct"


_PAIR = r"x = \frac12,\ y = \frac12"


@pytest.mark.parametrize("lines", [
    [_FIRST, _BY_X, _BY_Y, "x + y = 1", _PAIR],
    [_FIRST, _BY_X, _BY_Y, "x + y = 1"],
    [_FIRST, _BY_X],
    [_FIRST, _BY_X, _BY_Y, "x = y"],
    [r"L = 3x^2-\lambda(x-2)", r"6x-\lambda=0", "x = 2", r"\lambda = 12"],
])  # fmt: skip
@pytest.mark.parametrize("symbols", [_REAL, {}])
def test_conditions_are_right_where_nothing_is_asked_for(lines: list[str], symbols: dict[str, str]) -> None:
    assert grade({"lines": lines, "symbols": symbols}).verdict == "correct"


def test_two_values_that_are_asked_for_may_stand_beside_each_other() -> None:
    lines = [_FIRST, _BY_X, _BY_Y, "x + y = 1", _PAIR]
    assert grade({"lines": lines, "symbols": _REAL, "reference": _PAIR}).verdict == "correct"
    wrong = [*lines[:-1], r"x = \frac13,\ y = \frac23"]
    found = grade({"lines": wrong, "symbols": _REAL, "reference": _PAIR})
    assert (found.verdict, found.first_wrong) == ("wrong", 4)


@pytest.mark.parametrize("lines", [
    [r"L = \lambda x", "x = 0"],  # without a function of which a stationary point is looked for
    [r"L = \lambda x y", "x y = 0"],
    [_FIRST, "x + y = 1"],
    [_FIRST, _BY_X, r"x = \lambda"],
    [_FIRST, _BY_X, _BY_Y, "x = y = 1"],
])  # fmt: skip
def test_what_is_no_condition_is_not_right(lines: list[str]) -> None:
    assert grade({"lines": lines, "symbols": _REAL}).verdict != "correct"


@pytest.mark.parametrize("lines", [
    [r"L = x^2+y^2-\lambda(x+y-c)", _BY_X, r"\lambda = 0"],  # c is given
    [r"L = (x-a)^2+(y-b)^2-\lambda(x+y-1)", r"2(x-a)-\lambda=0", r"2(y-b)-\lambda=0", "x = a"],
    [r"L = (y-w)^2-\lambda(w-c)", r"2(w-y)-\lambda=0", "y = w"],
    [r"L = (y-wx)^2 + \lambda w^2", r"-2x(y-wx)+2\lambda w = 0", "w = 0"],  # a penalty, and no constraint
    [r"L = (y-x)^2 + \lambda(x-y)^2", r"2(x-y)+2\lambda(x-y) = 0", "x = y"],
])  # fmt: skip
def test_what_is_given_and_penalties_have_no_conditions(lines: list[str]) -> None:
    symbols = dict.fromkeys(("x", "y", "a", "b", "c", "w", r"\lambda"), "real")
    assert grade({"lines": lines, "symbols": symbols}).verdict != "correct"
    assert grade({"lines": lines}).verdict != "correct"


@pytest.mark.parametrize(("lines", "symbols"), [
    ([r"L = ax^2+by^2-\lambda(x+y-1)", r"2ax-\lambda=0"], {"a": "positive", "b": "positive", "x": "real", "y": "real"}),
    ([r"L = n\log\lambda - \lambda s", r"\frac n\lambda - s = 0"], {"n": "natural", "s": "positive", r"\lambda": "positive"}),
    ([r"L = (w-3)^2 + \lambda w^2", r"2(w-3)+2\lambda w = 0"], {"w": "real", r"\lambda": "real"}),
    ([r"L = -\log p+\lambda p", r"-\frac1p+\lambda=0"], {"p": "positive", r"\lambda": "real"}),
])  # fmt: skip
def test_a_derivative_that_is_set_to_0_is_not_wrong(lines: list[str], symbols: dict[str, str]) -> None:
    assert grade({"lines": lines, "symbols": symbols}).verdict != "wrong"
    assert grade({"lines": lines}).verdict != "wrong"
