"""Texts that tell how an answer was found, and end with it: the answer alone is judged."""

from __future__ import annotations

from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.final_answers import final_answer


def by_final_answer(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result of the answer at the end of a text that is not right as a whole; None where no answer is told apart."""
    if found.verdict == "correct" or not submission.is_one:
        return None
    answer = final_answer(submission.texts[0])
    if answer is None:
        return None
    other = question.grade(answer, submission.name)
    return replace(other, choices=(*other.choices, f"{answer} is read as the answer, and what stands before it is not read"))
