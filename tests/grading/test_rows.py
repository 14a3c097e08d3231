"""More than four thousand rows by authors who had not seen the program, whose labels their own numerical translations confirm.

`first_wrong` is the place of the first line of a derivation that does not follow; `why` says in a few words why a label holds.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from verify.grading import grade
from verify.grading.result import Result

FOLDER = Path(__file__).parent.parent / "tables" / "rows"
TABLES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
LABELS = ("label", "first_wrong", "why")


@functools.cache
def graded(table: str) -> list[tuple[dict[str, Any], Result]]:
    rows = [json.loads(line) for line in (FOLDER / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row, grade({name: value for name, value in row.items() if name not in LABELS})) for row in rows]


def test_the_tables_are_wide() -> None:
    assert sum(len(graded(table)) for table in TABLES) >= 1000


@pytest.mark.parametrize("table", TABLES)
def test_no_verdict_is_the_opposite_of_the_label(table: str) -> None:
    opposite = {"correct": "wrong", "wrong": "correct"}
    assert [row["id"] for row, result in graded(table) if result.verdict == opposite[row["label"]]] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_first_wrong_line_is_found(table: str) -> None:
    missed = [
        row["id"]
        for row, result in graded(table)
        if result.verdict == row["label"] == "wrong" and row.get("first_wrong") not in (None, result.first_wrong)
    ]
    assert missed == []


def test_nearly_all_rows_are_decided_rightly() -> None:
    right = [result.verdict == row["label"] for table in TABLES for row, result in graded(table)]
    assert sum(right) >= 0.97 * len(right)
