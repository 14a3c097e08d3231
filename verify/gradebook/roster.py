"""Whose row is it: the students of a roster, and the submissions that belong to them.

A grade is written only where exactly one row fits exactly one student.  What is doubtful is a remark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from verify.gradebook.submission import Submission
from verify.gradebook.table import Table
from verify.gradebook.text import Remark, number_in, number_text, remark, visible

_DECIMAL_COMMA = re.compile(r"\d+,\d+")


@dataclass(frozen=True)
class Person:
    """A student of the roster, in row `row`: what names exactly one student, and the name."""

    row: int
    identifiers: tuple[str, ...]
    name: str

    @property
    def shown(self) -> str:
        return visible(self.name or next((each for each in self.identifiers if each), ""))


@dataclass(frozen=True)
class Match:
    """The pairs that are certain, and remarks on the others."""

    pairs: tuple[tuple[Person, Submission], ...]
    remarks: tuple[Remark, ...]


def match(people: Sequence[Person], everyone: Sequence[Submission]) -> Match:
    """Each submission with its row of the roster.

    In this order: an identifier or address is the student or the email; the part of an address before its @ is the student,
    who has no other address; the name is the student or the name (`Lovelace, Ada` is `Ada Lovelace`).
    """
    indexes = _indexes(people)
    found = [(submission, _fitting(indexes, submission)) for submission in everyone]
    met = Counter(row for _, fitting in found for row in fitting)
    by_row = {person.row: person for person in people}
    pairs = tuple((by_row[row], submission) for submission, fitting in found if len(fitting) == 1
                  for row in fitting if met[row] == 1)  # fmt: skip
    certain = {submission.student for _, submission in pairs}
    lacking = [submission.shown for submission, fitting in found if not fitting]
    doubtful = [submission.shown for submission, fitting in found if fitting and submission.student not in certain]
    silent = [person.shown for person in people if person.row not in met]
    remarks = (
        *remark("not in the roster", lacking),
        *remark("left out, as a row of the roster and a student do not fit one to one", doubtful),
        *remark("in the roster, without answers", silent),
    )
    return Match(pairs, remarks)


def put_grade(table: Table, row: int, column: str, total: float, comma: bool) -> str:
    """Writes a grade, as 7.5 or 7,5, unless it is there already; returns the grade that was there, if another."""
    before = table.cell(row, column)
    after = number_text(total)
    if number_in(before) == number_in(after):
        return ""
    table.put(row, column, after.replace(".", ",") if comma else after)
    return f"{visible(before)} becomes {after}" if number_in(before) is not None else ""


def has_decimal_commas(table: Table, column: str) -> bool:
    """Whether the table is in a language that writes 7,5."""
    return any(_DECIMAL_COMMA.fullmatch(table.cell(row, column)) for row in range(len(table.records)))


@dataclass(frozen=True)
class _Indexes:
    """The rows of each identifier, of each address without what follows its @, and of each name."""

    identifiers: dict[str, set[int]]
    logins: dict[str, set[int]]
    names: dict[str, set[int]]


def _indexes(people: Sequence[Person]) -> _Indexes:
    found = _Indexes({}, {}, {})
    for person in people:
        for identifier in map(_folded, person.identifiers):
            found.identifiers.setdefault(identifier, set()).add(person.row)
            if "@" in identifier:
                found.logins.setdefault(identifier.split("@")[0], set()).add(person.row)
        found.names.setdefault(_in_order(person.name), set()).add(person.row)
    return found


def _fitting(indexes: _Indexes, submission: Submission) -> set[int]:
    student, email, name = _folded(submission.student), _folded(submission.email), submission.name
    return (
        _rows(indexes.identifiers, student, email)
        or (_rows(indexes.logins, student) if not email else set())
        or _rows(indexes.names, _in_order(submission.student), _in_order(name))
    )


def _rows(index: dict[str, set[int]], *keys: str) -> set[int]:
    return {row for key in keys if key for row in index.get(key, ())}


def _folded(text: str) -> str:
    return text.strip().casefold()


def _in_order(name: str) -> str:
    """`Lovelace, Ada` and `Ada Lovelace` are one name."""
    last, _, first = name.partition(",")
    return _folded(" ".join(f"{first} {last}".split()))
