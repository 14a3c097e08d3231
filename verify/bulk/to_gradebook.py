"""The rows of a file and their results, as a gradebook needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verify.bulk.unread import Unread, identity
from verify.gradebook import Entry, OpenRow, entry, open_row
from verify.problem import InputError

OPEN: Mapping[str, Any] = {"score": None}


def entries_of(rows: Iterable[tuple[str, Any]], records: Iterable[Mapping[str, Any]]) -> tuple[list[Entry], list[OpenRow]]:
    """The entries of rows with their places and results; and the rows of which none can be made."""
    entries: list[Entry] = []
    open_rows: list[OpenRow] = []
    for (place, row), record in zip(rows, records, strict=False):
        if isinstance(row, Unread):
            open_rows.append(open_row(row.told, place, row.problem.seen))
            continue
        try:
            entries.append(entry(row, record))
        except InputError as error:
            open_rows.append(open_row(identity(row), place, error.problem.seen))
    return entries, open_rows
