r"""Backpropagation in lines: what names stand for, and then their rates of change, with the chain rule."""

from __future__ import annotations

import pytest

from verify.grading import grade

_GRAPH = [r"L = \frac12(a-y)^2", "a=wz", "z=ux"]
_BY = r"\frac{{\partial L}}{{\partial {}}}".format
_BY_A, _BY_Z = f"{_BY('a')}=a-y", rf"{_BY('z')}={_BY('a')}\frac{{\partial a}}{{\partial z}}=(a-y)w"
_BY_U = f"{_BY('u')}={_BY('z')}x=(a-y)wx"
_TYPED = ["L = (a - y)^2/2", "a = w z", "z = u x"]
LINES = [
    ([*_GRAPH, _BY_A, _BY_Z, _BY_U], "", "correct", None),
    ([*_GRAPH, _BY_A, _BY_Z, _BY_U], "(wux-y)wx", "correct", None),
    ([*_GRAPH, _BY_U], f"{_BY('u')}=(wux-y)wx", "correct", None),
    ([*_GRAPH, _BY_A, _BY_Z, f"{_BY('u')}=(a-y)x"], "", "wrong", 5),
    ([*_GRAPH, f"{_BY('a')}=y-a", _BY_Z], "", "wrong", 3),
    ([*_GRAPH, _BY_A, rf"{_BY('z')}={_BY('a')}\frac{{\partial a}}{{\partial z}}=(a-y)z"], "", "wrong", 4),
    ([*_TYPED, "dL/da = a - y", "dL/dz = (a - y) w", "dL/du = (a - y) w x"], "", "correct", None),
    ([*_TYPED, "dL/da = a - y", "dL/dz = (a - y) w", "dL/du = (a - y) x"], "", "wrong", 5),
    (["y = u^2", "u=3x+1", r"\frac{dy}{dx}=\frac{dy}{du}\frac{du}{dx}=6u=6(3x+1)"], "", "correct", None),
    (["y = u^2", "u=3x+1", r"\frac{dy}{dx}=2u"], "", "wrong", 2),
    (["z = wx+b", r"a = \tanh z", r"L = \frac12(y-a)^2", rf"\delta = {_BY('z')} = (a-y)(1-a^2)", rf"{_BY('w')}=\delta x"], "",
     "correct", None),
    (["z = wx+b", r"a = \tanh z", r"L = \frac12(y-a)^2", rf"\delta = {_BY('z')} = (a-y)(1-a^2)", rf"{_BY('w')}=\delta w"], "",
     "wrong", 4),
]
NEVER_WRONG = [  # the derivative beside z as it stays, and that through z
    (["f = x y + z", "z = x^2", r"\frac{\partial f}{\partial x} = y"], ""),
    (["f = x y + z", "z = x^2", r"\frac{\partial f}{\partial x} = y+2x"], ""),
    (["L = (y-p)^2", "p = w x + b", f"{_BY('w')}=-2(y-p)x", "= 0"], ""),  # where the loss is least
    (["L = (y-p)^2", "p = w x + b", f"{_BY('w')}=0"], ""),
    (["a = g(z)", "z = w x", rf"{_BY('w').replace('L', 'a')}=a(1-a)x"], ""),  # g may be a sigmoid
    (["z = w x", "a = z^2", rf"{_BY('w').replace('L', 'a')}=2zx=2\cdot 6\cdot 3"], ""),  # at a place
]
NEVER_RIGHT = [
    ([*_GRAPH, _BY_A, _BY_Z, _BY_U], "(wux-y)w"),
    ([*_GRAPH, _BY_A, _BY_Z, _BY_U], f"{_BY('w')}=(wux-y)wx"),
    ([*_GRAPH, _BY_A, "z=2x", f"{_BY('u')}=0"], ""),
    (["x = 2", "y = x^2", r"\frac{dy}{dx}=0"], ""),
    ([r"L = \frac12(a-y)^2", "a=w+z", f"{_BY('w')}=wz-y"], r"\frac{\partial L}{\partial w}=wz-y"),
]


@pytest.mark.parametrize(("lines", "reference", "verdict", "first_wrong"), LINES)
def test_rates_of_what_lines_define(lines: list[str], reference: str, verdict: str, first_wrong: int | None) -> None:
    found = grade({"lines": lines} | ({"reference": reference} if reference else {}))
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong)


@pytest.mark.parametrize(("lines", "reference"), NEVER_WRONG)
def test_a_partial_derivative_of_two_meanings_is_not_wrong(lines: list[str], reference: str) -> None:
    assert grade({"lines": lines}).verdict != "wrong"


@pytest.mark.parametrize(("lines", "reference"), NEVER_RIGHT)
def test_what_is_not_right(lines: list[str], reference: str) -> None:
    assert grade({"lines": lines} | ({"reference": reference} if reference else {})).verdict != "correct"


_ARRAYS = {"W": "matrix m n", "x": "vector n", "y": "vector m", "b": "vector m"}
_LAYER = ["z = Wx+b", r"L = \frac12\|z-y\|^2"]
OF_ARRAYS = [
    ([*_LAYER, f"{_BY('z')}=z-y", rf"{_BY('W')}=(z-y)x^\top", rf"{_BY('x')}=W^\top(z-y)"], "correct", None),
    ([*_LAYER, f"{_BY('z')}=z-y", f"{_BY('x')}=W(z-y)"], "wrong", 3),
    ([*_LAYER, f"{_BY('z')}=y-z"], "wrong", 2),
    ([r"\delta = z-y", *_LAYER, rf"{_BY('b')}=\delta"], "correct", None),
    (["z = Wx", r"L = \frac12\|z-y\|^2", f"{_BY('z')}=y-z"], "unreadable", None),  # z takes not all values
    (["r = y - Wx", r"L = r^\top r", r"\nabla_x L = -2W^\top r"], "correct", None),
    (["r = y - Wx", r"L = r^\top r", r"\nabla_x L = 2W^\top r"], "wrong", 2),
]


@pytest.mark.parametrize(("lines", "verdict", "first_wrong"), OF_ARRAYS)
def test_rates_by_columns_that_are_defined(lines: list[str], verdict: str, first_wrong: int | None) -> None:
    found = grade({"lines": lines, "symbols": _ARRAYS})
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong)
