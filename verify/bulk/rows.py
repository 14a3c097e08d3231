"""The rows of a file: JSON lines, CSV or Parquet with the same names.

A row that cannot be read is an `Unread` in its place, so that every row of the file has a result.  Nothing is guessed: a cell too
many or too few may have moved the others, and a declaration that is lost would change the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from verify.bulk.json_lines import json_rows
from verify.bulk.tables import csv_rows, parquet_rows
from verify.bulk.unread import Unread
from verify.problem import reject

SUFFIXES = (".jsonl", ".json", ".csv", ".parquet")


def rows_of(path: Path) -> Iterator[Any]:
    """The rows of a file, in order: the object of a line, an object for each row of a table, or `Unread`.

    .csv and .parquet are tables, anything else is JSON lines in UTF-8.  Empty lines are no rows.
    Raises InputError for a file that is missing or no such file at all.
    """
    return (row for _, row in placed_rows(path))


def placed_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The same rows, each with its place in the file: `line 3`; in Parquet `row 3`."""
    if not path.is_file():
        seen = f"{path} is a folder" if path.is_dir() else f"no file {path}"
        raise reject("no-such-file", seen, help="a file of JSON lines, .csv or .parquet")
    read = {".csv": csv_rows, ".parquet": parquet_rows}.get(path.suffix.lower(), json_rows)
    try:
        yield from read(path)
    except OSError as error:
        raise reject("no-such-file", f"{path}: {error.strerror or error}", help="a file that can be read") from None


def with_defaults(row: Any, defaults: Mapping[str, Any]) -> Any:
    """A row that says for itself what it says, and else what the defaults say; its names and conditions come to theirs."""
    if not defaults or not isinstance(row, Mapping):
        return row
    merged = {**defaults, **row}
    symbols, assuming = row.get("symbols") or {}, row.get("assuming") or []
    if isinstance(symbols, Mapping) and "symbols" in defaults:
        merged["symbols"] = {**defaults["symbols"], **symbols}
    if isinstance(assuming, (str, list)) and "assuming" in defaults:
        merged["assuming"] = [*defaults["assuming"], *([assuming] if isinstance(assuming, str) else assuming)]
    return merged


def id_of(row: Any) -> str:
    """The id of a row, as its result has it; empty for what is no object."""
    if isinstance(row, Unread):
        return row.id
    return str(row.get("id", "")) if isinstance(row, Mapping) else ""
