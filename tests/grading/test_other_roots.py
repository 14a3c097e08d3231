"""Values that are no roots of an equation which has one: only where it is continuous, and its name takes every value between."""

from __future__ import annotations

import pytest

from verify.grading.lines.other_roots import is_no_root
from verify.grading.row import row_of
from verify.grading.task import task_of

ROWS = [
    ("x^2 = y", "x = sqrt(y) + 1", {"x": "positive", "y": "positive"}, True),
    ("exp(-a t) = d", "t = log(1/d)", {"a": "positive", "t": "positive", "d": "in (0, 1)"}, True),
    ("x^2 = y", "x = sqrt(y)", {"x": "positive", "y": "positive"}, False),
    ("sqrt(x) = y", "x = 2 y^2", {"x": "real", "y": "negative"}, False),
    ("n^2 + k = 7", "n = 7 - k", {"n": "natural", "k": "natural"}, False),
    ("sign(x) = y", "x = y/2", {"x": "real", "y": "real"}, False),
    ("floor(x) = y", "x = y + 1/2", {"x": "real", "y": "real"}, False),
    ("x y = 1", "x = 2/y", {"x": "nonzero", "y": "nonzero"}, False),
]


@pytest.mark.parametrize(("before", "statement", "symbols", "is_none"), ROWS)
def test_no_roots(before: str, statement: str, symbols: dict[str, str], is_none: bool) -> None:
    task = task_of(row_of({"lines": [before, statement], "symbols": symbols}))
    assert is_no_root(task.read(statement).term, task.read(before).term, task) is is_none


def test_nothing_is_known_of_a_name_that_is_restricted() -> None:
    task = task_of(row_of({"lines": ["x^2 = y"], "symbols": {"x": "real", "y": "positive"}, "assuming": ["x > 10"]}))
    assert not is_no_root(task.read("x = sqrt(y) + 1").term, task.read("x^2 = y").term, task)
