"""The entries of each student, and what every program asks of them: the total, the questions, what waits for a person."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from verify.gradebook.entry import Entry
from verify.gradebook.text import Remark, number_text, points_text, remark, visible
from verify.problem import reject


@dataclass(frozen=True)
class Submission:
    """All answers of one student."""

    student: str
    entries: tuple[Entry, ...]
    email: str = ""
    name: str = ""

    @property
    def shown(self) -> str:
        """The student, for a remark."""
        return visible(self.student) or "nobody"

    @property
    def open(self) -> tuple[Entry, ...]:
        """The answers that a person has to look at."""
        return tuple(entry for entry in self.entries if entry.score is None)

    @property
    def points_so_far(self) -> float:
        return math.fsum(entry.score for entry in self.entries if entry.score is not None)

    @property
    def total(self) -> float | None:
        """The sum of the scores; None while an answer waits for a person."""
        return None if self.open else self.points_so_far


def submissions(entries: Sequence[Entry]) -> tuple[Submission, ...]:
    """One submission a student, in the order in which they are first met.

    Raises InputError if a student answers a question twice: which of the two counts is not for a program to say.
    """
    by_student: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        answers = by_student.setdefault(entry.student, {})
        if entry.question in answers:
            whose = f"of {entry.student!r}" if entry.student else "of nobody"
            raise reject("two-answers", f"two answers to the question {entry.question!r} {whose}",
                         help="leave out the row that does not count, or give each row its student and question")  # fmt: skip
        answers[entry.question] = entry
    return tuple(_submission(student, tuple(answers.values())) for student, answers in by_student.items())


def _submission(student: str, entries: tuple[Entry, ...]) -> Submission:
    email = next((entry.email for entry in entries if entry.email), student if "@" in student else "")
    return Submission(student, entries, email, next((entry.name for entry in entries if entry.name), ""))


def points_of_questions(entries: Sequence[Entry]) -> dict[str, float]:
    """What each question is worth, in the order in which they are first met; raises InputError if two rows disagree."""
    points: dict[str, float] = {}
    for entry in entries:
        worth = points.setdefault(entry.question, entry.points)
        if worth != entry.points:
            raise reject("malformed-row", f"the question {entry.question!r} is worth {points_text(worth)} in one row and "
                         f"{number_text(entry.points)} in another", help="the same points in every row")  # fmt: skip
    return points


def total_points(everyone: Sequence[Submission]) -> float:
    """What all questions together are worth."""
    return math.fsum(points_of_questions([entry for each in everyone for entry in each.entries]).values())


def remark_on_points(total: float, maximum: float) -> list[Remark]:
    """Points are never scaled: what is missing may be graded by hand, and what is too much may be meant."""
    if number_text(total) == number_text(maximum):
        return []
    return [Remark(f"the questions are worth {points_text(total)}, the assignment {number_text(maximum)}; "
                   "the points are written as they are")]  # fmt: skip


def remarks_on(everyone: Sequence[Submission]) -> list[Remark]:
    """What a person has to know, whatever the program: answers that wait, and answers that are missing."""
    questions = dict.fromkeys(entry.question for each in everyone for entry in each.entries)
    return [
        *remark("wait for a person", _named(everyone, lambda each: _questions(each.open, is_blank=False))),
        *remark("nothing handed in, and open", _named(everyone, lambda each: _questions(each.open, is_blank=True))),
        *remark("no answer, which counts 0", _named(everyone, lambda each: _without_answer(each, questions))),
    ]


def _questions(entries: Iterable[Entry], *, is_blank: bool) -> list[str]:
    return [entry.question for entry in entries if entry.is_blank == is_blank]


def _without_answer(submission: Submission, questions: Iterable[str]) -> list[str]:
    """The questions of which the student has no row, or a row without an answer that nobody waits for."""
    answered = {entry.question for entry in submission.entries if entry.score is None or not entry.is_blank}
    return [question for question in questions if question not in answered]


def _named(everyone: Sequence[Submission], which: Callable[[Submission], list[str]]) -> list[str]:
    """The students for whom there are such questions, with these."""
    return [visible(f"{each.shown} ({', '.join(found)})") for each in everyone if (found := which(each))]
