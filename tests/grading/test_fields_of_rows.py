"""Fields of a row that are malformed: the entry is named."""

from __future__ import annotations

from typing import Any

import pytest

from verify import grade

NAMED: list[tuple[dict[str, Any], str]] = [
    ({"definitions": {"a": "1", "b": 2}}, "definitions: 'b' stands for 2"),
    ({"symbols": {"x": "real", "y": None}}, "symbols: 'y' stands for None"),
    ({"symbols": {"x": "real", "y": "posi"}}, "in y"),
    ({"symbols": {"x": "real", "y": ""}}, "in y"),
    ({"symbols": {"x": "real", "y": "in (2, 1)"}}, "in y"),
    ({"symbols": {"x": "real", "y": "symmetric vector n"}}, "in y"),
    ({"symbols": {"x": "real", "y": "sequence 3 of in (0, x)"}}, "in y"),
    ({"definitions": {"a": "1", "b": "1+/"}}, "in the definition of b"),
    ({"definitions": {"a": "1", "b": ""}}, "in the definition of b"),
    ({"definitions": {"a": "1", "b": "c", "c": "b"}}, "b, which uses c, which uses b"),
    ({"definitions": {"a": "1", "f(x, x)": "x"}}, "in f(x, x)"),
    ({"symbols": {"y": "real"}, "definitions": {"a": "1", "y": "2"}}, "in y"),
    ({"macros": {r"\a": 3}}, r"macros: '\\a' stands for 3"),
]


@pytest.mark.parametrize(("fields", "said"), NAMED)
def test_the_entry_is_named(fields: dict[str, Any], said: str) -> None:
    found = grade({"reference": "x", "submitted": "x", **fields})
    assert found.verdict == "undecided"
    assert said in found.message
