"""What was submitted to a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of
from verify.grading.result import Result
from verify.grading.row import Row
from verify.problem import InputError


@dataclass(frozen=True)
class Submission:
    """One text, or the lines of a derivation."""

    texts: tuple[str, ...]
    name: str
    is_one: bool

    def spelled(self, texts: Iterable[str]) -> Submission:
        """The same with other texts."""
        return replace(self, texts=tuple(texts))

    @property
    def is_formula(self) -> bool:
        """Whether it is one text of one line."""
        return self.is_one and len(lines_of(self.texts[0])) == 1

    def graded_by(self, question: AskedQuestion) -> Result:
        return question.grade(self.texts[0], self.name) if self.is_one else question.grade_lines(self.texts, self.name)

    def graded_as(self, question: AskedQuestion, row: Row) -> Result | None:
        """The result for another row on the way to judge this one; None if that cannot be read."""
        try:
            return self.graded_by(question.asking(row))
        except InputError:
            return None
