"""The gradebook of Canvas as CSV: one row a student, one column an assignment.

    Student,ID,SIS User ID,SIS Login ID,Section,HW3 Derivations (48213)
        Points Possible,,,,,10
    "Lovelace, Ada",1001,S1001,ada@uni.edu,ML-101,7.5

With the table that Canvas exported, the cells of the assignment are filled and nothing else changes.  Without it, a table with
as many columns as Canvas needs is made, in which 1001 is taken for an ID, S1001 for a SIS User ID and ada for a login.
A student whose answers wait for a person keeps the cell that was there, and is left out of a new table: Canvas would take an
empty cell for a grade that was deleted.  `EX` (excused) stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from verify.gradebook.roster import Person, has_decimal_commas, match, put_grade
from verify.gradebook.submission import Submission, remark_on_points, total_points
from verify.gradebook.table import Table, csv_text, read_table
from verify.gradebook.text import Remark, cell, number_in, number_text, remark, visible
from verify.problem import reject

_ASSIGNMENT = re.compile(r"(.*) \((\d+)\)", re.DOTALL)
_IDENTIFIERS = ("SIS Login ID", "SIS User ID", "ID")
_USER_ID = re.compile(r"[A-Za-z]{1,2}[-_.]?\d+")
_NOT_STUDENTS = ("points possible", "student, test", "")


def content(everyone: Sequence[Submission], assignment: str, roster: Path | None) -> tuple[str, list[Remark]]:
    """The gradebook with the total of each student, and remarks.  Raises InputError for a roster of another kind."""
    if roster is None:
        return _new(everyone, assignment)
    exported = read_table(roster)
    column = _column(exported, assignment)
    comma = has_decimal_commas(exported, column)
    found = match(_people(exported), everyone)
    excused, replaced = [], []
    for person, submission in found.pairs:
        if submission.total is None:
            continue
        if exported.cell(person.row, column).casefold() == "ex":
            excused.append(person.shown)
        elif before := put_grade(exported, person.row, column, submission.total, comma):
            replaced.append(f"{person.shown} ({before})")
    return exported.text(), [
        *_on_points(exported, column, total_points(everyone)),
        *found.remarks,
        *remark("excused, and left so", excused),
        *remark("another grade was there", replaced),
    ]


def _new(everyone: Sequence[Submission], assignment: str) -> tuple[str, list[Remark]]:
    if not assignment.strip():
        raise reject("unknown-assignment", "no assignment to name the column after",
                     help="its name in Canvas, such as HW3 Derivations (48213), or the table that Canvas exported")  # fmt: skip
    # Canvas knows a student by the number in ID; without numbers it needs the columns of the other identifiers.
    columns = ("ID",) if all(each.student.isdecimal() for each in everyone) else ("ID", "SIS User ID", "SIS Login ID")
    rows = []
    for each in everyone:
        if each.total is None:
            continue
        identifiers = [cell(each.student) if column == _identifier(each.student) else "" for column in columns]
        rows.append([cell(each.name or each.student), *identifiers, "", number_text(each.total)])
    taken = {column: [each.shown for each in everyone if _identifier(each.student) == column] for column in columns}
    return csv_text(["Student", *columns, "Section", cell(assignment)], rows), [
        found for column, names in taken.items()
        for found in remark(f"taken for the {column} that Canvas knows (--roster is certain)", names)]  # fmt: skip


def _identifier(student: str) -> str:
    """The column for what names a student: 1001, S1001, ada or ada@uni.edu."""
    if student.isdecimal():
        return "ID"
    return "SIS User ID" if _USER_ID.fullmatch(student) else "SIS Login ID"


def _people(table: Table) -> list[Person]:
    table.place("Student")
    if not any(table.has(column) for column in _IDENTIFIERS):
        table.place("ID")
    return [Person(row, tuple(found for column in _IDENTIFIERS if (found := table.cell(row, column))), name)
            for row in range(len(table.records)) if (name := table.cell(row, "Student")).casefold() not in _NOT_STUDENTS]


def _column(table: Table, assignment: str) -> str:
    """The column of the assignment, by its header with or without the number, or by the number."""
    assignments = {column: found for column in table.columns if (found := _ASSIGNMENT.fullmatch(column)) is not None}
    wanted = assignment.strip()
    fitting = [column for column, found in assignments.items() if not wanted or wanted in (column, found[1], found[2])]
    if len(fitting) == 1:
        return fitting[0]
    if not assignments:
        raise reject("malformed-roster", f"no assignment in {table.path}", help="a column such as HW3 Derivations (48213)")
    seen = f"{'several assignments' if fitting else 'no assignment'} {wanted!r}" if wanted else "more than one assignment"
    raise reject("unknown-assignment", f"{seen} in {table.path}", help=f"one of {', '.join(map(visible, assignments))}"[:300])


def _on_points(table: Table, column: str, total: float) -> list[Remark]:
    for row in range(len(table.records)):
        if table.cell(row, "Student").casefold() == "points possible":
            possible = number_in(table.cell(row, column))
            return [] if possible is None else remark_on_points(total, possible)
    return []
