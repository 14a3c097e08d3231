"""Questions and answers in another spelling, which says what names that nobody declared can only mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.row import Reference, Row
from verify.problem import InputError


@dataclass(frozen=True)
class Respelled:
    """The references and the answer in another spelling, what that declares, and what is said of it."""

    references: tuple[Reference, ...]
    answered: tuple[str, ...]
    notes: tuple[str, ...]
    symbols: Mapping[str, str] | None = None  # in the place of those that were declared

    @classmethod
    def of(cls, row: Row, texts: Sequence[str], notes: Sequence[str], symbols: Mapping[str, str] | None = None) -> Respelled:
        """`texts`: the references in their order, and then the answer."""
        references = tuple(replace(each, formula=text) for each, text in zip(row.references, texts, strict=False))
        return cls(references, tuple(texts[len(references) :]), tuple(notes), symbols)

    def row_of(self, row: Row) -> Row:
        return replace(row, references=self.references, symbols=row.symbols if self.symbols is None else self.symbols)


Respell = Callable[[AskedQuestion, Sequence[str]], Respelled | None]


def is_read_as_respelled(question: AskedQuestion, respell: Respell) -> bool:
    """Whether a question can be read in another spelling."""
    spelled = respell(question, ())
    try:
        return spelled is not None and bool(question.asking(spelled.row_of(question.written)))
    except InputError:
        return False


def graded_as_respelled(
    question: AskedQuestion, found: Result, texts: Sequence[str], name: str, respell: Respell, *, is_one: bool
) -> Result | None:
    """The result in another spelling, for what is left open otherwise; None if that decides nothing."""
    spelled = respell(question, texts) if found.verdict in ("undecided", "unreadable") else None
    if spelled is None:
        return None
    try:
        grader = question.asking(spelled.row_of(question.written))
    except InputError:
        return None
    other = grader.grade(spelled.answered[0], name) if is_one else grader.grade_lines(spelled.answered, name)
    return replace(other, choices=(*other.choices, *spelled.notes)) if other.verdict in ("correct", "wrong") else None
