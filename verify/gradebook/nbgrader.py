"""nbgrader: the table that `nbgrader export` writes, and the last expression of a test cell.

    assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score
    hw3,,,ada,Lovelace,Ada,ada@uni.edu,7.5,0,7.5,10

nbgrader gives a test cell no points if it raises or writes to stderr, partial points if its LAST expression is a number from 0
to the points of the cell, and all points otherwise.  So a test cell of 5 points ends with

    from verify.gradebook.nbgrader import points_of
    points_of({"id": "q2", "lines": q2_lines, "reference": "x^2 + 2x", "points": 5})

which prints the feedback, and is a number.  `verify.grading.grade(...).score` alone will not do: it is None for an answer that
waits for a person, and nbgrader would give that all points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from verify.gradebook.entry import entry
from verify.gradebook.feedback import feedback
from verify.gradebook.submission import Submission, total_points
from verify.gradebook.table import csv_text
from verify.gradebook.text import cell, number_text, points_are, rounded
from verify.grading import grade
from verify.problem import reject

COLUMNS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
           "late_submission_penalty", "score", "max_score")  # fmt: skip


def content(everyone: Sequence[Submission], assignment: str) -> str:
    """One row a student; the scores of a student whose answers wait for a person are empty."""
    if not assignment.strip():
        raise reject("unknown-assignment", "no assignment to write in each row", help="its name in nbgrader, such as hw3")
    maximum = number_text(total_points(everyone))
    rows = []
    for each in everyone:
        first, last = _names(each.name)
        score = "" if each.total is None else number_text(each.total)
        rows.append([cell(assignment), "", "", cell(each.student), cell(last), cell(first), cell(each.email),
                     score, "0", score, maximum])  # fmt: skip
    return csv_text(COLUMNS, rows)


def points_of(row: Mapping[str, Any]) -> float:
    """Grades a row (see `verify.grade`), prints what the student reads, and returns the number that a test cell ends with.

    An answer that waits for a person has 0 here, as a number is all that nbgrader takes; the printed words say that its points
    are open, and a person can change the score by hand.  Raises InputError for points that are no number.
    """
    graded = entry(row, grade(row).record())
    print(feedback(graded))
    if graded.score is None:
        print(f"{points_are(graded.points)} open: 0 until a person has looked")
    # A score that is made of parts may be off by a rounding, and nbgrader accepts nothing above the points of the cell.
    return min(graded.score or 0.0, graded.points)


def cell_for_points(question: str, points: float, source: Sequence[str]) -> dict[str, Any]:
    """A locked test cell of a notebook; the last line of its source has to be a number, as `points_of(...)` is."""
    metadata = {"grade": True, "grade_id": f"{question}-test", "locked": True, "points": rounded(points), "schema_version": 3,
                "solution": False, "task": False}  # fmt: skip
    lines = [f"{line}\n" for line in source]
    return {"cell_type": "code", "execution_count": None, "outputs": [], "metadata": {"nbgrader": metadata}, "source": lines}


def _names(name: str) -> tuple[str, str]:
    """First and last name of `Ada Lovelace`, and of `Lovelace, Ada`."""
    last, comma, first = name.partition(",")
    if comma:
        return first.strip(), last.strip()
    first, _, last = name.strip().rpartition(" ")
    return first, last
