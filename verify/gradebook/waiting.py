"""The table of all answers that wait for a person: what is left to do."""

from __future__ import annotations

from collections.abc import Sequence

from verify.gradebook.entry import Entry
from verify.gradebook.feedback import feedback
from verify.gradebook.submission import Submission
from verify.gradebook.table import csv_text
from verify.gradebook.text import cell, number_text

COLUMNS = ("id", "student", "name", "question", "points", "why")


def waiting_table(everyone: Sequence[Submission]) -> str:
    """One row an answer, as CSV; the id is that of its row."""
    return csv_text(COLUMNS, [
        [cell(str(entry.result.get("id") or "")), cell(entry.student), cell(submission.name), cell(entry.question),
         number_text(entry.points), cell(_why(entry))]
        for submission in everyone for entry in submission.open
    ])  # fmt: skip


def _why(entry: Entry) -> str:
    row = entry.result.get("row")
    return f"{feedback(entry)} ({row})" if row else feedback(entry)
