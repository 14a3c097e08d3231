"""Tables of rows, CSV or Parquet: a column for each field, and JSON in the cells of what is an object."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import Any, TextIO

from verify.bulk.json_lines import UTF_16, json_value
from verify.bulk.unread import Unread, unread
from verify.grading.row import ABOUT_THE_STUDENT, FIELDS
from verify.problem import reject

_ANSWERS = ("submitted", "lines")
_NUMBERS = ("points",)
_OBJECTS = ("symbols", "definitions", "mistakes", "references", "rubric", "lines")
_JSON_OR_TEXT = {"assuming": "[", "macros": "{"}  # JSON if the cell begins like that
_JSON = 'JSON, such as {"x": "positive"}'
_HELP = {
    "lines": 'a derivation, one line a line of the cell; or as JSON: ["2x + 2x", "4x"]',
    "references": 'JSON: [{"formula": "2x"}]', "assuming": 'a condition, or JSON: ["x < y"]',
    "rubric": 'JSON: {"lines": 4, "final": 2}',
}  # fmt: skip
_ONE_WORD = ("id", "student", "question", "email")  # a name or a formula may have a comma that lacks its quotes
_SEPARATOR = re.compile(r'\s*"?sep=(.)"?\s*')  # what Excel writes before the header


@dataclass(frozen=True)
class _Record:
    """The cells of one row, or what is wrong with its quotes, and the lines that it takes from line `number` on."""

    number: int
    lines: tuple[str, ...]
    cells: list[str]
    fault: str = ""


def csv_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of a table in UTF-8, each with its place, `line 3`."""
    with path.open("rb") as file:
        if file.read(2) in UTF_16:
            raise reject("wrong-encoding", f"{path} is in UTF-16", help="save it as UTF-8")
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        records = _Records(text)
        header: list[str] | None = None
        for record in records:
            if header is None:
                header = _header(record, path)
                continue
            is_whole = not record.fault and len(record.cells) == len(header)
            if not is_whole and len(record.lines) > 1:  # a quote too many has taken the rows of others into this one
                records.put_back(record)
                record = _Record(record.number, record.lines[:1], [], "a quote is opened in it, and not closed")
            place = f"line {record.number}"
            if is_whole:
                yield place, _table_row(header, record.cells, place)
            else:
                yield place, _broken_row(header, record, place)


class _Records:
    """The records of a text, without empty ones; lines that are put back are read again, one after the other."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 0

    def __iter__(self) -> Iterator[_Record]:
        while True:
            self._taken = []
            cells, fault = None, ""
            try:
                cells = next(csv.reader(self._lines(), strict=True), None)
            except csv.Error as error:
                fault = str(error)
            if not self._taken:
                return
            number = self._number + 1
            self._number += len(self._taken)
            if cells or fault:
                yield _Record(number, tuple(self._taken), cells or [], fault)

    def put_back(self, record: _Record) -> None:
        """All lines of the latest record but the first."""
        self._again.extendleft(reversed(record.lines[1:]))
        self._number = record.number

    def _lines(self) -> Iterator[str]:
        while line := (self._again.popleft() if self._again else self._text.readline()):
            self._taken.append(line)
            yield line


def _header(record: _Record, path: Path) -> list[str] | None:
    """The names of the columns; None for a line before them that says what separates the cells."""
    if record.fault:
        raise reject("wrong-format", f"{path}: {record.fault} in the first line", help="a header of names")
    separator = _SEPARATOR.fullmatch(record.lines[0])
    if separator is not None and separator[1] == ",":
        return None
    names = [cell.strip() for cell in record.cells]
    check_names(names, path)
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise reject("wrong-format", f"{path} has two columns {twice[0]!r}"[:200], help="one column for each name")
    return names


def check_names(names: Sequence[str], path: Path) -> None:
    """Raises InputError for columns that are those of no table of rows."""
    known = (*FIELDS, *ABOUT_THE_STUDENT)
    capital = next((name for name in names if name not in known and name.lower() in known), None)
    if capital is not None:
        raise reject("wrong-format", f"{path} has the column {capital!r}"[:200], help=f"in small letters: {capital.lower()}")
    if not set(_ANSWERS) & set(names):
        raise reject("wrong-format", f"{path} has the columns {', '.join(map(repr, names))}"[:200],
                     help="a column submitted or lines; columns are separated by commas and named in the first line")  # fmt: skip


def _table_row(header: list[str], cells: list[str], place: str) -> dict[str, Any] | Unread:
    named = dict(zip(header, cells, strict=True))
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return unread(f"{place} is no text in UTF-8", named, help="save the file as UTF-8")
    return from_cells(named, place)


def _broken_row(header: list[str], record: _Record, place: str) -> Unread:
    if not record.fault:
        told = _told(header, record.cells)
        return unread(f"{place} has {len(record.cells)} cells, and the header {len(header)}", told,
                      help="a cell with a comma in it stands in double quotes")  # fmt: skip
    before = record.lines[0].partition('"')[0].split(",")
    return unread(f"{place} is no CSV: {record.fault}", _told(header, before),
                  help="cells with commas or quotes stand in double quotes, and a quote in them is written twice")  # fmt: skip


def _told(header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells that no comma of another cell can have moved: those before the first formula, and those behind the last.

    In a row that is too short the last cell may be torn, and what stands behind it is missing.
    """
    first = list(takewhile(lambda name: name in _ONE_WORD, header))
    told = dict(zip(first, cells[:-1], strict=False))
    if len(cells) > len(header):
        last = list(takewhile(lambda name: name in _ONE_WORD, reversed(header)))
        told |= dict(zip(last, reversed(cells), strict=False))
    return {name: cell for name, cell in told.items() if '"' not in cell}


def from_cells(cells: Mapping[str, Any], place: str) -> dict[str, Any] | Unread:
    """A row from its cells: empty ones are left out, numbers are numbers, and what is an object in JSON is JSON in its cell.

    The lines of a derivation are a list in JSON, or the lines of their cell.
    """
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if isinstance(cell, str) and name == "lines" and not cell.lstrip().startswith("["):
            cell = _lines(cell)
        elif isinstance(cell, str) and (name in _OBJECTS or cell.lstrip()[0] == _JSON_OR_TEXT.get(name)):
            cell = json_value(cell.encode("utf-8", "surrogatepass"), f"{name} in {place}", cells, _HELP.get(name, _JSON))
            if isinstance(cell, Unread):
                return cell
        elif isinstance(cell, str) and name in _NUMBERS:
            cell = _number(cell)
        row[name] = cell
    return row


def _lines(cell: str) -> list[str]:
    """The lines of a cell; an environment of LaTeX, whose lines are others, is one text."""
    return [cell.strip()] if r"\begin" in cell else [line.strip() for line in re.split(r"\r\n?|\n", cell) if line.strip()]


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


# -- Parquet


def parquet_rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of a Parquet file, each with its place, `row 3`; objects are structs, maps, or text that holds JSON."""
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise reject("missing-extra", "pyarrow, which reads Parquet, is not installed",
                     help="pip install 'derivation-verifier[parquet]'") from None  # fmt: skip
    try:
        with parquet.ParquetFile(path) as file:
            check_names(file.schema_arrow.names, path)
            number = 0
            for batch in file.iter_batches(batch_size=1_000):
                for row in batch.to_pylist():
                    number += 1
                    place = f"row {number}"
                    yield place, from_cells({name: _plain(value) for name, value in row.items()}, place)
    except (OSError, ValueError) as error:
        raise reject("wrong-format", f"{path} is no Parquet file: {error}"[:200]) from None


def _plain(value: Any) -> Any:
    """A value of a table as JSON has it: of a struct only the names that have a value, of a map (a list of pairs) an object."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        if value and all(isinstance(each, tuple) for each in value):
            return {str(name): _plain(each) for name, each in value}
        return [_plain(each) for each in value]
    return value
