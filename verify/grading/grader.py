"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.answer import judge_answer
from verify.grading.derivations import judge_lines
from verify.grading.inferred import inferred
from verify.grading.other_words import OtherWords, task_in_words
from verify.grading.result import Result
from verify.grading.row import Reference, Row, row_of
from verify.grading.task import Task, task_of
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
        self._ask(replace(row_of(data), references=_references(reference)), limits)

    @classmethod
    def of(cls, row: Row, limits: Limits = DEFAULT_LIMITS) -> Grader:
        """The grader of a row's question, which other rows with the same question may share."""
        grader = cls.__new__(cls)
        grader._ask(row, limits)
        return grader

    def _ask(self, row: Row, limits: Limits) -> None:
        self.task: Task | None = None
        self.problem: InputError | None = None
        self.written = self.row = row
        try:
            self.task = task_of(row, limits)
        except InputError as error:
            self.problem = error
            row, self.task = _understood(row, limits)
        self.row, self.limits = row, limits
        self.words = OtherWords(row, self.task, limits)
        if self.task is None and self.problem is not None and not (self.words.asked and self.words.parts):
            raise self.problem

    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted formula, or derivation in one text."""
        found = _with_notes(self._grade(submitted, name), self.written, self.row)
        return self._unless_positive(found, submitted) if found.verdict == "wrong" else found

    def _unless_positive(self, found: Result, submitted: str) -> Result:
        """A wrong answer, undecided if it is right for positive items of the sequences that nobody declared as real."""
        taken = {name: words for name, words in self.row.symbols.items() if name not in self.written.symbols}
        positive = {name: words.replace("of real", "of positive") for name, words in taken.items()}
        if positive == taken:
            return found
        other = Grader.of(replace(self.row, symbols={**self.row.symbols, **positive}), self.limits)._grade(submitted, found.id)
        if other.verdict != "correct":
            return found
        reason = "right for positive items of sequences that nobody declared"
        return replace(found, verdict="undecided", score=None, decided=Verdict("undecided", reasons=(reason,)), message=reason,
                       counterexample=None, explain=None, first_wrong=None)  # fmt: skip

    def _grade(self, submitted: str, name: str) -> Result:
        found = None if self.task is None else judge_answer(self.task, submitted, name)
        if found is not None and found.verdict not in ("undecided", "unreadable"):
            return found
        other = self.words.judge(submitted, name, found) or found or self._not_graded(name)
        if other.verdict == "unreadable" and (row := inferred(self.row, (submitted,))) is not None:
            return _with_notes(Grader.of(row, self.limits).grade(submitted, name), self.row, row)
        return other

    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line."""
        return self._not_graded(name) if self.task is None else judge_lines(self.task, tuple(lines), name)

    def _not_graded(self, name: str) -> Result:
        assert self.problem is not None
        return not_graded(name, self.problem.problem)

    def grade_row(self, row: Row) -> Result:
        """The result for the answer of a row with this question."""
        return self.grade_lines(row.lines, row.id) if row.lines else self.grade(row.submitted or "", row.id)


def _understood(row: Row, limits: Limits) -> tuple[Row, Task | None]:
    """The row with what its formulas declare by themselves, and its task; None for a question that cannot be read at all."""
    declared = inferred(row)
    if declared is not None:
        try:
            return declared, task_of(declared, limits)
        except InputError:
            row = declared
    return row, task_in_words(row, limits)


def _with_notes(result: Result, before: Row, after: Row) -> Result:
    """The result with what its formulas were found to declare."""
    names = {**after.symbols, **after.definitions}.items() - {**before.symbols, **before.definitions}.items()
    notes = tuple(f"{name} is not declared, and taken for {words}" for name, words in sorted(names))
    return replace(result, choices=(*result.choices, *notes)) if notes else result


def _references(reference: str | Reference | Iterable[str | Reference]) -> tuple[Reference, ...]:
    if isinstance(reference, (str, Reference)):
        reference = (reference,)
    return tuple(Reference(each) if isinstance(each, str) else each for each in reference)
