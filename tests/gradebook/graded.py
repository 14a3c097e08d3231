"""Rows of two students, really graded: Ada has 7.5 of 10 points, and one answer of Emmy waits for a person."""

from __future__ import annotations

from typing import Any

from verify.gradebook import Entry, entry
from verify.grading import grade

_HALF = {"references": ["x^2/2", {"formula": "x^2", "credit": 0.5, "message": "the factor 1/2 is missing"}], "points": 5}
PEOPLE = {
    "ada": {"email": "ada@uni.edu", "name": "Ada Lovelace"},
    "emmy": {"email": "emmy@uni.edu", "name": "Emmy Noether"},
}
ADA: list[dict[str, Any]] = [
    {"id": "q1-ada", "reference": "1/(1+exp(-z))", "submitted": "(1+tanh(z/2))/2", "points": 3},
    {"id": "q2-ada", **_HALF, "submitted": "x^2"},
    {"id": "q3-ada", "lines": ["x + x", "= 2x"], "points": 2},
]
EMMY: list[dict[str, Any]] = [
    {"id": "q1-emmy", "reference": "1/(1+exp(-z))", "submitted": "1/(1+exp(", "points": 3},
    {"id": "q2-emmy", **_HALF, "submitted": "x^2/2"},
    {"id": "q3-emmy", "lines": ["(x+1)^2 - 1", "= x^2 + x"], "points": 2},
]


def graded(*rows: dict[str, Any]) -> list[Entry]:
    """The entries of rows, with what is known of the students."""
    entries = []
    for row in rows:
        fields = {"student", "question", "email", "name"}
        record = grade({name: value for name, value in row.items() if name not in fields}).record()
        student = row.get("student") or row["id"].partition("-")[2]
        entries.append(entry({**PEOPLE.get(student, {}), **row}, record))
    return entries


def right(student: str, **fields: Any) -> dict[str, Any]:
    """A row with a right answer."""
    return {"id": "q1", "student": student, "reference": "2x", "submitted": "x + x", **fields}


def waiting(student: str, **fields: Any) -> dict[str, Any]:
    """A row with an answer that cannot be read."""
    return right(student, submitted="2 (", **fields)
