r"""Grade answers: a file of rows, or one answer.

    verify grade answers.jsonl -o results.jsonl
    verify grade --claim gaussian-kl "\log\frac{s_2}{s_1} + ..."
    verify grade --reference "2x" "x + x" --let "x: real"

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

from verify.cli import FINDINGS, FINE
from verify.cli.equal import declared
from verify.grade import Grader, grade
from verify.grade.row import row_of
from verify.problem import reject
from verify.read.formula import SYNTAXES

_NUMBERS = ("points",)
_OBJECTS = ("symbols", "definitions", "lines", "references", "assuming")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rows", metavar="ROWS | ANSWER", help="a file of JSON lines, or CSV with the same names; or one answer")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="where the results go (default: the terminal)")
    one = parser.add_argument_group("one answer")
    one.add_argument("--claim", metavar="ID", help="the claim of the catalogue that the answer is to")
    one.add_argument("--part", metavar="LABEL", default="", help="the part of the claim, where it has several")
    one.add_argument("--reference", metavar="FORMULA", help="the right answer")
    one.add_argument("--let", action="append", default=[], metavar="'x: DOMAIN'", help="declare a symbol; may be repeated")
    one.add_argument("--assume", action="append", default=[], metavar="STATEMENT", help="a condition; may be repeated")
    one.add_argument("--mode", default="equal", help="up to a constant, up to a factor, modulo 2 pi, tolerance 1e-3")
    one.add_argument("--form", default="", help="expanded, factored or simplified, besides being equal")
    one.add_argument("--syntax", choices=SYNTAXES, default="auto", help="how the answer is written (default: auto)")
    one.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    if arguments.claim is not None or arguments.reference is not None:
        return _one(arguments)
    return _rows_of_file(arguments)


def _one(arguments: argparse.Namespace) -> int:
    row = {
        "claim": arguments.claim, "part": arguments.part, "reference": arguments.reference, "submitted": arguments.rows,
        "symbols": declared(arguments.let), "assuming": arguments.assume, "mode": arguments.mode, "form": arguments.form,
        "syntax": arguments.syntax,
    }  # fmt: skip
    read = row_of({name: value for name, value in row.items() if value is not None})
    result = Grader.of(read).grade_row(read)
    print(json.dumps(result.record(), ensure_ascii=False, indent=1) if arguments.json else result)
    return FINE if result.verdict == "correct" else FINDINGS


def _rows_of_file(arguments: argparse.Namespace) -> int:
    path = Path(arguments.rows)
    if not path.is_file():
        raise reject("no-such-file", f"no file {arguments.rows}"[:200], help="JSON lines, or CSV; or --reference with one answer")
    tally: Counter[str] = Counter()
    out = arguments.output.open("w", encoding="utf-8") if arguments.output else sys.stdout
    try:
        for row in _rows(path):
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
