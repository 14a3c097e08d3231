"""Submissions from strangers: injection, TeX tricks, bombs, sizes, malformed text, answers that play the grader.

Each row of the table lists the outcomes that are allowed; none may run anything, and none may cost more than half a second.
"""

from __future__ import annotations

import gc
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from verify.grading import grade

TABLE = Path(__file__).parent.parent / "tables" / "hostile_formulas.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
OUTCOMES = {
    "correct": {"correct"},
    "wrong": {"wrong"},
    "undecided": {"unsupported"},
    "unreadable": {"parse-error", "reject", "unsupported"},
}
SECONDS = 0.5


def submitted(row: dict[str, Any]) -> str:
    return row["input"] if "input" in row else "".join(part * times for part, times in row["parts"])


def positive(assumption: str) -> set[str]:
    """The names in `s,t>0`."""
    return {name.strip() for names in re.findall(r"([a-z, ]+)>\s*0", assumption) for name in names.split(",")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_outcome_is_one_of_those_allowed(row: dict[str, Any]) -> None:
    reference = row["reference"]
    syntax = {"latex": "latex", "text": "text"}.get(row["format"], "auto")
    question = {
        "reference": reference["latex" if syntax == "latex" else "text"], "submitted": submitted(row), "syntax": syntax,
        "symbols": {name: "positive" if name in positive(reference["assume"]) else "real" for name in reference["vars"]},
    }  # fmt: skip
    gc.disable()  # the rubbish of the tests before this one is none of its work
    begin = time.process_time()
    try:
        result = grade(question)
    finally:
        spent = time.process_time() - begin
        gc.enable()
    assert spent < SECONDS
    assert OUTCOMES[result.verdict] & {row["verdict"], *row.get("also", [])}, (result.verdict, result.message, row["why"])


def test_nothing_was_run() -> None:
    assert not list(Path.cwd().glob("PWNED*"))
