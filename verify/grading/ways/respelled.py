"""Questions and answers in another spelling, which says what names that nobody declared can only mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, as_written
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.problem import InputError


@dataclass(frozen=True)
class Respelled:
    """The references and the answer in another spelling, what that declares, and what is said of it."""

    asked: tuple[str, ...]
    answered: tuple[str, ...]
    notes: tuple[str, ...]
    symbols: Mapping[str, str] | None = None  # in the place of those that were declared
    has_new_names: bool = False  # in the place of what the person wrote, which is shown then

    @classmethod
    def of(cls, row: Row, texts: Sequence[str], notes: Sequence[str], symbols: Mapping[str, str] | None = None) -> Respelled:
        """`texts`: the references in their order, and then the answer."""
        count = len(row.references)
        return cls(tuple(texts[:count]), tuple(texts[count:]), tuple(notes), symbols)

    def row_of(self, row: Row) -> Row:
        asking = row.asking_for(self.asked)
        return asking if self.symbols is None else replace(asking, symbols=self.symbols)


Respell = Callable[[AskedQuestion, Sequence[str]], Respelled | None]


def is_read_as_respelled(question: AskedQuestion, respell: Respell) -> bool:
    """Whether a question can be read in another spelling."""
    spelled = respell(question, ())
    try:
        return spelled is not None and bool(question.asking(spelled.row_of(question.written)))
    except InputError:
        return False


def graded_as_respelled(
    question: AskedQuestion, found: Result, submission: Submission, respell: Respell
) -> Result | None:
    """The result in another spelling, for what is left open otherwise; None if that decides nothing."""
    spelled = respell(question, submission.texts) if found.verdict in ("undecided", "unreadable") else None
    if spelled is None:
        return None
    other = submission.spelled(spelled.answered).graded_as(question, spelled.row_of(question.written))
    if other is None or other.verdict not in ("correct", "wrong"):
        return None
    noted = replace(other, choices=(*other.choices, *spelled.notes))
    return as_written(noted, submission.texts) if spelled.has_new_names else noted
