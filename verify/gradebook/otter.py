"""Otter: the table of `otter grade`, one row a notebook.

    file,q1,q2,total_points_earned,percent_correct,grading_status
    points-per-question,3,5,8,1,--
    ada.ipynb,3,2,5,0.625,Completed

An answer that waits for a person has an empty cell, its student no total, and the status names the question.

A test of Otter passes or fails; there is no third.  In a test file

    result = env["grade"]({"id": "q2", "lines": env["q2_lines"], "points": 3})
    assert result.score is not None, "not decided, a person will look at it"
    assert result.score == 3, result.said

an open answer has 0 until that person has looked, and its words say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.gradebook.submission import Submission, points_of_questions, total_points
from verify.gradebook.table import csv_text
from verify.gradebook.text import cell, number_text, visible

COMPLETED = "Completed"


def content(everyone: Sequence[Submission]) -> str:
    points = points_of_questions([entry for each in everyone for entry in each.entries])
    maximum = total_points(everyone)
    columns = ["file", *map(cell, points), "total_points_earned", "percent_correct", "grading_status"]
    worth = ["points-per-question", *map(number_text, points.values()), number_text(maximum), "1", "--"]
    return csv_text(columns, [worth, *(_row(each, points, maximum) for each in everyone)])


def _row(submission: Submission, points: dict[str, float], maximum: float) -> list[str]:
    scores = {entry.question: entry.score for entry in submission.entries}
    cells = ["" if (score := scores.get(question, 0.0)) is None else number_text(score) for question in points]
    if submission.total is None:
        waiting = ", ".join(visible(entry.question) for entry in submission.open)
        return [_file(submission.student), *cells, "", "", cell(f"Waits for a person: {waiting}")]
    percent = number_text(submission.total / maximum) if maximum else ""
    return [_file(submission.student), *cells, number_text(submission.total), percent, COMPLETED]


def _file(student: str) -> str:
    return cell(student if student.endswith(".ipynb") else f"{student}.ipynb")
