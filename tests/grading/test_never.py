"""Rows by people who looked for false verdicts among words, braces, forms and facts beside lines: what each of them never is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verify.grading import grade

FOLDER = Path(__file__).parent.parent / "tables"
TABLES = (
    "words_of_lines", "braces_and_forms", "premises_and_names", "other_forms", "calls_and_recursions", "matrices_and_domains",
    "signs_and_degrees", "vectors_and_words", "orders_of_factors", "values_and_endings",
)  # fmt: skip
ROWS = [json.loads(line) for name in TABLES for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"never {row['never']}: {row.get('lines') or row.get('submitted')}")
def test_no_false_verdict(row: dict[str, Any]) -> None:
    assert grade({name: value for name, value in row.items() if name != "never"}).verdict != row["never"]
