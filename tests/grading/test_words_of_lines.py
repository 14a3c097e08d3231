"""Rows by people who looked for false verdicts among words, kernels and facts beside lines: what each of them never is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.grading import grade

TABLE = Path(__file__).parent.parent / "tables" / "words_of_lines.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"never {row['never']}: {row.get('lines') or row.get('submitted')}")
def test_no_false_verdict(row: dict[str, Any]) -> None:
    assert grade({name: value for name, value in row.items() if name != "never"}).verdict != row["never"]
