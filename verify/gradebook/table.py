"""Tables of CSV: new ones, and a table of somebody else in which single cells change and every other byte stays."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from verify.files import replacing
from verify.problem import reject

_BOM = "\ufeff"
_SEPARATORS = (",", ";", "\t")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass
class Record:
    """One row: its cells as they are written, quotes included, and how its line ends."""

    cells: list[str]
    end: str


@dataclass
class Table:
    """A table as it was read.  `cell` and `put` count rows from 0, the header not counted; columns go by their names."""

    path: Path
    bom: str
    separator: str
    header: Record
    records: list[Record]

    @property
    def columns(self) -> list[str]:
        return [_value(raw).strip() for raw in self.header.cells]

    def place(self, column: str) -> int:
        """Where the column stands; raises InputError if there is none, or several."""
        found = [place for place, name in enumerate(self.columns) if name.casefold() == column.casefold()]
        if len(found) != 1:
            seen = f"{'no column' if not found else 'several columns'} {column!r} in {self.path}"
            raise reject("malformed-roster", seen, help=f"its columns are {', '.join(self.columns)}"[:300])
        return found[0]

    def has(self, column: str) -> bool:
        return any(name.casefold() == column.casefold() for name in self.columns)

    def cell(self, row: int, column: str) -> str:
        """The text of a cell; "" in a column that the table lacks, and in a row that is too short."""
        cells = self.records[row].cells
        if not self.has(column):
            return ""
        place = self.place(column)
        return _value(cells[place]).strip() if place < len(cells) else ""

    def put(self, row: int, column: str, text: str) -> None:
        """Another text for a cell; it keeps its quotes if it had any."""
        cells, place = self.records[row].cells, self.place(column)
        cells += [""] * (place + 1 - len(cells))
        special = any(character in text for character in (self.separator, '"', "\n", "\r"))
        quotes = special or cells[place].startswith('"')
        cells[place] = '"' + text.replace('"', '""') + '"' if quotes else text

    def text(self) -> str:
        return self.bom + "".join(self.separator.join(record.cells) + record.end for record in (self.header, *self.records))


def read_table(path: Path) -> Table:
    """The table in a file; raises InputError for a file that cannot be read, and for one that is no table."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise reject("no-such-file", f"{path}: {error.strerror or error}", help="the table that the program exported") from None
    except UnicodeDecodeError:
        raise reject("malformed-roster", f"{path} is no text in UTF-8", help="the table as it was exported, as CSV") from None
    bom = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    first = _LINE_END.split(text, maxsplit=1)[0]
    separator = max(_SEPARATORS, key=first.count)
    records = _records(text, separator, path)
    if not records or not first.strip():
        raise reject("malformed-roster", f"{path} is empty", help="the table that the program exported")
    return Table(path, bom, separator, records[0], records[1:])


def _records(text: str, separator: str, path: Path) -> list[Record]:
    plain = re.compile(rf'[^"{separator}\r\n][^{separator}\r\n]*|')
    records: list[Record] = []
    cells: list[str] = []
    at = 0
    while at < len(text):
        found = _QUOTED.match(text, at) or plain.match(text, at)
        cells.append(found[0] if found is not None else "")
        at += len(cells[-1])
        if text.startswith(separator, at):
            at += 1
            if at == len(text):
                cells.append("")
            else:
                continue
        end = _LINE_END.match(text, at)
        if end is None and at < len(text):
            raise reject("malformed-roster", f"quotes that do not fit in row {len(records) + 1} of {path}",
                         help="the table as it was exported, as CSV")  # fmt: skip
        records.append(Record(cells, end[0] if end is not None else ""))
        at, cells = (end.end() if end is not None else len(text)), []
    return records


def _value(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A new table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def save(path: Path, text: str) -> None:
    """The text in a file, byte for byte, or what was there before; raises InputError if it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(text.encode("utf-8"))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise reject("cannot-write", f"{path}: {why}", help="a file that can be written, with enough space") from None
