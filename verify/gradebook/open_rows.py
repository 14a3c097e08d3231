"""Rows that could not be read: their points stay open, for whoever they may belong to.

Where the student and the question are told, that answer waits for a person.  Where they are not, the row may be any answer that
is missing, and each of these waits.  So is a student who has no other row: the name may be torn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from verify.gradebook.entry import Entry, who
from verify.gradebook.text import Remark, remark, visible

_NOT_READ = "the row of this answer could not be read"
_MAY_BE = "no answer was found, and a row that could not be read may be it"


@dataclass(frozen=True)
class OpenRow:
    """A row that has no entry.  `student` and `question` are None and "" where they cannot be told, `place` is `line 3`."""

    place: str
    reason: str
    id: str = ""
    student: str | None = None
    question: str = ""
    email: str = ""
    name: str = ""


def open_row(told: Mapping[str, str], place: str, reason: str) -> OpenRow:
    """A row of which the fields `told` are certain."""
    student, question = who(told)
    said = reason if place in reason else f"{place}: {reason}"
    return OpenRow(place, said, told.get("id", ""), student or None, question, told.get("email", ""), told.get("name", ""))


def with_open_rows(
    entries: Sequence[Entry], rows: Sequence[OpenRow], *, is_one_submission: bool
) -> tuple[list[Entry], list[Remark]]:
    """The entries, and an open one for each answer that may stand in a row that could not be read; and what there is to say.

    All rows of one submission belong to its student.  Elsewhere an entry of nobody may be the missing answer of somebody, too.
    """
    if is_one_submission and entries:
        rows = [row if row.student else replace(row, student=entries[0].student) for row in rows]
    else:
        entries_of_nobody = [entry for entry in entries if not entry.student]
        rows = [*rows, *(OpenRow("", "", question=entry.question) for entry in entries_of_nobody)]
    answers = _Answers(entries, is_one_submission)
    told = [entry for row in rows for entry in answers.told(row)]
    may_be = [entry for row in rows for entry in answers.may_be(row)]
    unknown = dict.fromkeys(entry.question for entry in told if entry.question not in answers.points)
    return [*entries, *told, *may_be], [
        *remark("could not be read", [visible(row.reason) for row in rows if row.reason]),
        *remark("not known what it is worth", list(map(visible, unknown))),
        *remark("left open, as a row that names nobody may be theirs",
                [visible(f"{entry.student} ({entry.question})") for entry in may_be]),
    ]  # fmt: skip


class _Answers:
    """Who is known, what each question is worth, and who has an answer to it."""

    def __init__(self, entries: Sequence[Entry], is_one_submission: bool) -> None:
        known = [entry for entry in entries if entry.student or is_one_submission]
        self.students = dict.fromkeys(entry.student for entry in known)
        self.points = {entry.question: entry.points for entry in known}
        self._answered = {(entry.student, entry.question) for entry in known}

    def told(self, row: OpenRow) -> list[Entry]:
        """The answer of a student who is told; one to no question is named after its place, unless an answer is missing."""
        if row.student is None or (row.student in self.students and not row.question and self._missing(row)):
            return []
        return [self._open(row.student, row.question or row.place, _NOT_READ, row)]

    def may_be(self, row: OpenRow) -> list[Entry]:
        """The missing answers of which a row may be one, if it is not certain whose it is, and to what."""
        if row.student in self.students and row.question:
            return []
        return [self._open(student, question, _MAY_BE, row) for student, question in self._missing(row)]

    def _missing(self, row: OpenRow) -> list[tuple[str, str]]:
        students = [row.student] if row.student in self.students else list(self.students)
        questions = list(self.points) if row.place else []  # a question that only nobody has is none of somebody's
        questions = [row.question] if row.question in self.points else questions
        return [pair for pair in product(students, questions) if pair not in self._answered]

    def _open(self, student: str, question: str, words: str, row: OpenRow) -> Entry:
        self._answered.add((student, question))
        email, name = (row.email, row.name) if row.student == student else ("", "")
        result = {"id": row.id, "verdict": "undecided", "score": None, "message": words, "row": row.reason}
        return Entry(student, question, self.points.get(question, 0.0), result, email, name)
