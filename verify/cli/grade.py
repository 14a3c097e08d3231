"""Grade rows: JSON lines or CSV in, JSON lines out, one result a row.

    verify grade answers.jsonl -o results.jsonl
    verify grade answers.csv -o results.jsonl

A row that cannot be read is a result of its own, and costs nobody points.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verify.cli import FINE
from verify.grade import grade
from verify.problem import reject

_NUMBERS = ("points",)
_OBJECTS = ("symbols", "definitions", "lines", "references", "assuming")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="ROWS", type=Path, help="a file of JSON lines, or a CSV file with the same names")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="where the results go (default: the terminal)")


def run(arguments: argparse.Namespace) -> int:
    if not arguments.rows.is_file():
        raise reject("no-such-file", f"no file {arguments.rows}", help="JSON lines, or CSV")
    tally: Counter[str] = Counter()
    out = arguments.output.open("w", encoding="utf-8") if arguments.output else sys.stdout
    try:
        for row in _rows(arguments.rows):
            result = grade(row)
            tally[result.verdict] += 1
            out.write(json.dumps(result.record(), ensure_ascii=False) + "\n")
    finally:
        if arguments.output:
            out.close()
    verdicts = ("correct", "wrong", "undecided", "unreadable")
    counts = ", ".join(f"{tally[verdict]} {verdict}" for verdict in verdicts if tally[verdict])
    print(f"{sum(tally.values())} rows: {counts or 'none'}", file=sys.stderr)
    return FINE


def _rows(path: Path) -> Iterator[Any]:
    """The rows of a file; a line that is no JSON becomes a row without fields, whose result says so."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            if path.suffix.lower() == ".csv":
                yield from map(_from_cells, csv.DictReader(file))
                return
            for line in file:
                if line.strip():
                    yield _from_json(line)
    except (OSError, UnicodeDecodeError) as error:
        raise reject("no-such-file", f"{path}: {error}", help="a file of text in UTF-8") from None


def _from_json(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _from_cells(cells: dict[str, Any]) -> dict[str, Any]:
    """A row of CSV: empty cells are left out, numbers are numbers, and what is an object in JSON is JSON in its cell."""
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        if not isinstance(cell, str) or not cell.strip():
            continue
        if name in _OBJECTS:
            row[name] = _from_json(cell)
        elif name in _NUMBERS:
            row[name] = _number(cell)
        else:
            row[name] = cell
    return row


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell
