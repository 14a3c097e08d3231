"""An entry: who answered which question, what it is worth, and what was said of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verify.grading.row import NO_ANSWER, row_of
from verify.problem import InputError, reject

ROUNDING = 1e-9


@dataclass(frozen=True)
class Entry:
    """One graded row.  `points` is what a right answer is worth, `result` the record of the row (see `Result.record`)."""

    student: str
    question: str
    points: float
    result: Mapping[str, Any]
    email: str = ""
    name: str = ""

    @property
    def score(self) -> float | None:
        """None for an answer that waits for a person."""
        score: float | None = self.result.get("score")
        return score

    @property
    def is_blank(self) -> bool:
        """Whether nothing was handed in."""
        return (self.result.get("problem") or {}).get("kind") == NO_ANSWER

    @property
    def is_right(self) -> bool:
        """Whether it has all points; a score that is made of parts may be off by a rounding."""
        return self.result.get("verdict") == "correct" and self.score is not None and self.score >= self.points - ROUNDING


def entry(row: Mapping[str, Any], record: Mapping[str, Any]) -> Entry:
    """The entry of a row and its record.

    The row says `student`, `question`, `email` and `name`; without them its id does: `q3-ada` is question q3 of ada, and an
    id without a hyphen is a question of nobody.  Raises InputError for a field of another kind, and for points or a score
    that are no number.
    """
    if not isinstance(row, Mapping) or not isinstance(record, Mapping):
        raise reject("malformed-row", "a row that is no object", help="a row with an id, such as q3-ada")
    score = record.get("score")
    if score is not None and not _is_a_score(score):
        raise reject("malformed-row", f"score: {score!r}"[:60], where=_place(row), help="a number that is not negative, or null")
    student, question = who(row)
    return Entry(
        student=student, question=question, points=_worth(row), result=record, email=_text(row, "email"), name=_text(row, "name"),
    )  # fmt: skip


def who(row: Mapping[str, Any]) -> tuple[str, str]:
    """The student and the question of a row; raises InputError for a field of another kind."""
    question, _, student = str(row.get("id", "")).partition("-")
    return _text(row, "student") or student.strip(), _text(row, "question") or question.strip()


def _text(row: Mapping[str, Any], field: str) -> str:
    found = row.get(field)
    if found is None:
        return ""
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        raise reject("malformed-row", f"{field}: {type(found).__name__}", where=_place(row), help="a text")
    return str(found).strip()


def _worth(row: Mapping[str, Any]) -> float:
    """The points of a row, also of one whose other fields cannot be read."""
    fields = {name: row[name] for name in ("points", "rubric") if name in row}
    try:
        return row_of({"reference": "0", "submitted": "0", **fields}).points
    except InputError as error:
        raise reject(error.problem.kind, error.problem.seen, where=_place(row), help=error.problem.help) from None


def _is_a_score(found: Any) -> bool:
    return isinstance(found, (int, float)) and not isinstance(found, bool) and math.isfinite(found) and 0 <= found < 1e9


def _place(row: Mapping[str, Any]) -> str:
    return f"the row {row.get('id', '')!r}"[:80]
