"""Moodle: the worksheet of offline grading, filled, or a table for the import of grades.

    Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,...,Feedback comments
    Participant 48213,Ada Lovelace,ada@uni.edu,Submitted for grading,7.50,10.00,Yes,...,"q2: wrong: ..."

    ID number,Email address,Assignment: HW3 (Real),Assignment: HW3 (Feedback)
    S1001,ada@uni.edu,7.5,"q2: wrong: line 4 does not follow from line 3."

Points are never scaled.  Questions that are worth less than the maximum grade are a remark: the rest may be graded by hand.
Questions that are worth more are an error, as Moodle accepts no grade above the maximum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from verify.gradebook.feedback import feedback_of
from verify.gradebook.roster import Person, has_decimal_commas, match, put_grade
from verify.gradebook.submission import Submission, remark_on_points, total_points
from verify.gradebook.table import Table, csv_text, read_table
from verify.gradebook.text import Remark, cell, number_in, number_text, points_text, remark, visible
from verify.problem import reject

OPEN = "-"
FEEDBACK = "Feedback comments"
_IDENTIFIERS = ("Identifier", "ID number", "Username", "Email address")
_PARTICIPANT = re.compile(r"\D*(\d+)")
_LIKE_A_TAG = re.compile(r"<(?=[^\s\d])")


def content(everyone: Sequence[Submission], assignment: str, roster: Path | None) -> tuple[str, list[Remark]]:
    """The worksheet, or the table for the import, and remarks.  Raises InputError for a roster of another kind."""
    if roster is None:
        return _new(everyone, assignment), []
    worksheet = read_table(roster)
    for column in ("Identifier", "Grade"):
        worksheet.place(column)
    on_points = _on_maximum(worksheet, total_points(everyone))
    comma = has_decimal_commas(worksheet, "Maximum Grade")
    found = match(_people(worksheet), everyone)
    locked, replaced, commented = [], [], []
    for person, submission in found.pairs:
        if submission.total is None:
            continue
        if worksheet.cell(person.row, "Grade can be changed").casefold() == "no":
            locked.append(person.shown)
            continue
        if before := put_grade(worksheet, person.row, "Grade", submission.total, comma):
            replaced.append(f"{person.shown} ({before})")
        commented += [person.shown] if _put_feedback(worksheet, person.row, _words(submission)) else []
    return worksheet.text(), [
        *on_points,
        *found.remarks,
        *remark("locked in Moodle, and left as they are", locked),
        *remark("another grade was there", replaced),
        *remark("another comment was there", commented),
        *([] if worksheet.has(FEEDBACK) else [Remark(f"no feedback: the worksheet has no column {FEEDBACK}")]),
    ]


def _put_feedback(table: Table, row: int, words: str) -> bool:
    """Whether another comment was there."""
    before = table.cell(row, FEEDBACK)
    if not table.has(FEEDBACK) or before == words:
        return False
    table.put(row, FEEDBACK, words)
    return bool(before)


def _new(everyone: Sequence[Submission], assignment: str) -> str:
    if not assignment.strip():
        raise reject("unknown-assignment", "no assignment to name the columns after", help="its name in Moodle, such as HW3")
    title = f"Assignment: {visible(assignment)}"
    rows = [_row(each) for each in everyone]
    return csv_text(["ID number", "Email address", f"{title} (Real)", f"{title} (Feedback)"], rows)


def _row(submission: Submission) -> list[str]:
    number = "" if "@" in submission.student else submission.student
    decided = submission.total is not None
    grade = number_text(submission.points_so_far) if decided else OPEN
    return [cell(number), cell(submission.email), grade, _words(submission) if decided else ""]


def _words(submission: Submission) -> str:
    """The feedback; Moodle shows it as HTML, in which a sign < before a space begins no tag."""
    return _LIKE_A_TAG.sub("< ", cell(feedback_of(submission)))


def _people(table: Table) -> list[Person]:
    people = []
    for row in range(len(table.records)):
        identifiers = [found for column in _IDENTIFIERS if (found := table.cell(row, column))]
        participant = _PARTICIPANT.fullmatch(table.cell(row, "Identifier"))
        identifiers += [participant[1]] if participant is not None else []
        if identifiers:
            people.append(Person(row, tuple(identifiers), table.cell(row, "Full name")))
    return people


def _on_maximum(table: Table, total: float) -> list[Remark]:
    written = [text for row in range(len(table.records)) if (text := table.cell(row, "Maximum Grade"))]
    maxima = [maximum for text in written if (maximum := number_in(text)) is not None]
    if len(maxima) < len(written):
        raise reject("malformed-roster", f"a maximum grade in {table.path} that is no number",
                     help="an assignment that is graded with points, and not with a scale")  # fmt: skip
    if maxima and total > min(maxima) and remark_on_points(total, min(maxima)):
        raise reject("malformed-roster", f"questions worth {points_text(total)}, and a maximum grade of "
                     f"{number_text(min(maxima))} in {table.path}",
                     help="the same number: the maximum grade in Moodle, or the points of the rows")  # fmt: skip
    return remark_on_points(total, max(maxima)) if maxima else []
