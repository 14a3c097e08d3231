"""The rows of a file: JSON lines, CSV or Parquet with the same names.

A row that cannot be read is an `Unread` in its place, so that every row of the file has a result.  Nothing is guessed: a cell too
many or too few may have moved the others, and a declaration that is lost would change the question.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from verify.problem import Problem, reject

LONGEST_LINE = 4_000_000  # bytes; the longest row there can be is far shorter
DEEPEST = 16  # levels of lists and objects; a row has five
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ANSWERS = ("submitted", "lines")
_NUMBERS = ("points",)
_OBJECTS = ("symbols", "definitions", "mistakes", "references", "rubric", "lines")
_JSON_OR_TEXT = {"assuming": "[", "macros": "{"}  # JSON if the cell begins like that


@dataclass(frozen=True)
class Unread:
    """A row that could not be read; `id` is its id, where that much is known."""

    problem: Problem
    id: str = ""


def rows_of(path: Path) -> Iterator[Any]:
    """The rows of a file, in order: what the JSON of a line is, an object for each row of a table, or `Unread`.

    .csv and .parquet are tables, anything else is JSON lines in UTF-8.  Empty lines are no rows.
    Raises InputError for a file that is missing or no such file at all.
    """
    if not path.is_file():
        seen = f"{path} is a folder" if path.is_dir() else f"no file {path}"
        raise reject("no-such-file", seen, help="a file of JSON lines, .csv or .parquet")
    read = {".csv": _csv_rows, ".parquet": _parquet_rows}.get(path.suffix.lower(), _json_rows)
    try:
        yield from read(path)
    except OSError as error:
        raise reject("no-such-file", f"{path}: {error.strerror or error}", help="a file that can be read") from None


def id_of(row: Any) -> str:
    """The id of a row, as its result has it; empty for what is no object."""
    if isinstance(row, Unread):
        return row.id
    return str(row.get("id", "")) if isinstance(row, Mapping) else ""


# -- JSON lines


def _json_rows(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        for number, line in _lines(file):
            if number == 1:
                _check_beginning(line, path)
                line = line.removeprefix(_BYTE_ORDER_MARK)
            if line.strip():
                yield _json_row(line, f"line {number}")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines; of one that is too long only the beginning, which is still too long."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE + 1)
        yield number, line


def _check_beginning(line: bytes, path: Path) -> None:
    if line.startswith(_UTF_16):
        raise reject("wrong-encoding", f"{path} is in UTF-16", help="save it as UTF-8")
    if line.startswith(b"PAR1"):
        raise reject("wrong-format", f"{path} is a Parquet file", help="a name that ends in .parquet")
    if b"\0" in line:
        raise reject("wrong-format", f"{path} is no text", help="JSON lines in UTF-8, .csv or .parquet")
    if line.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"["):
        raise reject("wrong-format", f"{path} begins with [, as a list of all rows does", help="one object a line, and no commas")


def _json_row(line: bytes, where: str) -> Any:
    if len(line) > LONGEST_LINE:
        return _unread(f"{where} is longer than {LONGEST_LINE} bytes")
    try:
        row = json.loads(line.decode("utf-8").strip(), object_pairs_hook=_object)
    except UnicodeDecodeError:
        return _unread(f"{where} is no text in UTF-8", help="save the file as UTF-8")
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        return _unread(f"{where} is no JSON: {what} at character {error.pos + 1}", help="one object a line")
    except ValueError as error:
        return _unread(f"{where} is no JSON: {error}"[:200], help="one object a line")
    except RecursionError:
        return _unread(f"{where} is nested too deeply")
    return _unread(f"{where} is nested too deeply") if _is_deeper(row, DEEPEST) else row


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands in it twice could mean either value."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"{twice!r} stands in one object twice")
    return found


def _is_deeper(value: Any, levels: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    return isinstance(value, list) and (levels == 0 or any(_is_deeper(each, levels - 1) for each in value))


# -- CSV


def _csv_rows(path: Path) -> Iterator[Any]:
    """The rows of a table in UTF-8; cells of columns that are objects in JSON hold JSON."""
    with path.open("rb") as file:
        if file.read(2) in _UTF_16:
            raise reject("wrong-encoding", f"{path} is in UTF-16", help="save it as UTF-8")
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        header: list[str] | None = None
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                if header is None:
                    raise reject("wrong-format", f"{path}: {error} in the first line", help="a header of names") from None
                yield _unread(f"line {line} is no CSV: {error}", help="cells with commas or quotes stand in double quotes")
                continue
            if cells is None:
                return
            if header is None:
                header = _header(cells, path) if cells else None
            elif cells:
                yield _table_row(header, cells, f"line {line}")


def _header(cells: list[str], path: Path) -> list[str]:
    names = [cell.strip() for cell in cells]
    _check_names(names, path)
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise reject("wrong-format", f"{path} has two columns {twice[0]!r}"[:200], help="one column for each name")
    return names


def _check_names(names: list[str], path: Path) -> None:
    if not set(_ANSWERS) & set(names):
        raise reject("wrong-format", f"{path} has the columns {', '.join(map(repr, names))}"[:200],
                     help="a column submitted or lines; columns are separated by commas and named in the first line")  # fmt: skip


def _table_row(header: list[str], cells: list[str], where: str) -> dict[str, Any] | Unread:
    if len(cells) != len(header):
        return _unread(f"{where} has {len(cells)} cells, and the header {len(header)}",
                       help="a cell with a comma in it stands in double quotes")  # fmt: skip
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return _unread(f"{where} is no text in UTF-8", help="save the file as UTF-8")
    return _from_cells(dict(zip(header, cells, strict=True)), where)


def _from_cells(cells: Mapping[str, Any], where: str) -> dict[str, Any] | Unread:
    """A row from its cells: empty ones are left out, numbers are numbers, and what is an object in JSON is JSON in its cell."""
    row: dict[str, Any] = {}
    for name, cell in cells.items():
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        if isinstance(cell, str) and (name in _OBJECTS or cell.lstrip()[0] == _JSON_OR_TEXT.get(name)):
            cell = _json_row(cell.encode("utf-8", "surrogatepass"), f"{name} in {where}")
            if isinstance(cell, Unread):
                return Unread(cell.problem, id_of(cells))
        elif isinstance(cell, str) and name in _NUMBERS:
            cell = _number(cell)
        row[name] = cell
    return row


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell


# -- Parquet


def _parquet_rows(path: Path) -> Iterator[Any]:
    """The rows of a Parquet file; objects are structs, maps, or text that holds JSON."""
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise reject("missing-extra", "pyarrow, which reads Parquet, is not installed",
                     help="pip install 'derivation-verifier[parquet]'") from None  # fmt: skip
    try:
        with parquet.ParquetFile(path) as file:
            _check_names(file.schema_arrow.names, path)
            number = 0
            for batch in file.iter_batches(batch_size=1_000):
                for row in batch.to_pylist():
                    number += 1
                    yield _from_cells({name: _plain(value) for name, value in row.items()}, f"row {number}")
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


def _unread(seen: str, help: str = "") -> Unread:
    return Unread(Problem("unread-row", seen, help=help))
