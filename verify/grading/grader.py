"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.answer import judge_answer
from verify.grading.derivations import judge_lines
from verify.grading.result import Result
from verify.grading.row import Reference, Row, row_of
from verify.grading.task import task_of
from verify.problem import InputError, Problem, reject
from verify.render.problem import problem_text
from verify.verdict import Verdict


def grade(row: Mapping[str, Any] | str | None = None, submitted: str | None = None, /, *,
          limits: Limits = DEFAULT_LIMITS, **fields: Any) -> Result:  # fmt: skip
    """The result of one row, or of a reference and a submission.

        grade({"reference": "2x", "submitted": "x + x"})
        grade("2x", "x + x", symbols={"x": "real"})
        grade(claim=ID, submitted="...")

    Whatever is wrong with the question itself is the result's message, and costs nobody points.
    """
    if isinstance(row, str):
        fields |= {"reference": row}
    elif row is not None:
        fields = {**row, **fields} if isinstance(row, Mapping) else {"": row}
    if submitted is not None:
        fields |= {"submitted": submitted}
    name = str(fields.get("id", ""))
    try:
        read = row_of(fields if "" not in fields else row)  # type: ignore[arg-type]
        return Grader.of(read, limits).grade_row(read)
    except InputError as error:
        return not_graded(name, error.problem)


def not_graded(name: str, problem: Problem) -> Result:
    """The result of a row whose question cannot be read."""
    message = f"the question itself: {problem_text(problem)}"
    return Result(name, "undecided", None, Verdict("undecided", reasons=(problem.seen,)), message=message, problem=problem)


class Grader:
    """A question, read once: `Grader("x^2 + 1", symbols={"x": "real"}).grade("1 + x^2")`.

    The keywords are the fields of a row.  Raises InputError for a question that cannot be read.
    """

    def __init__(self, reference: str | Reference | Iterable[str | Reference] = (), *, limits: Limits = DEFAULT_LIMITS,
                 **question: Any) -> None:  # fmt: skip
        unknown = set(question) - {each.name for each in fields(Row)}
        if unknown:
            raise reject("malformed-row", f"the field {sorted(unknown)[0]!r}", help=", ".join(each.name for each in fields(Row)))
        data = {"submitted": "", **question}
        self.task = task_of(replace(row_of(data), references=_references(reference)), limits)

    @classmethod
    def of(cls, row: Row, limits: Limits = DEFAULT_LIMITS) -> Grader:
        """The grader of a row's question, which other rows with the same question may share."""
        grader = cls.__new__(cls)
        grader.task = task_of(row, limits)
        return grader

    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted formula, or derivation in one text."""
        return judge_answer(self.task, submitted, name)

    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line."""
        return judge_lines(self.task, tuple(lines), name)

    def grade_row(self, row: Row) -> Result:
        """The result for the answer of a row with this question."""
        return self.grade_lines(row.lines, row.id) if row.lines else self.grade(row.submitted or "", row.id)


def _references(reference: str | Reference | Iterable[str | Reference]) -> tuple[Reference, ...]:
    if isinstance(reference, (str, Reference)):
        reference = (reference,)
    return tuple(Reference(each) if isinstance(each, str) else each for each in reference)
