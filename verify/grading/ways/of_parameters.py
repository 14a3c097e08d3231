"""Answers about functions of a parameter that nobody declared: score functions and policy gradients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.parametric import Parametric, with_parameters
from verify.read.names import canonical_name


def is_read_with_parameters(question: AskedQuestion) -> bool:
    """Whether the question may be about functions of a parameter, if an answer is."""
    row = question.written
    return bool(row.references) and _asked(question, row.asked) is not None


def by_parameters(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for texts that differentiate by a parameter of what they call; None for others.

    What is read of them as products is not known.
    """
    if submission.is_one and "\\begin" in submission.texts[0]:
        submission = replace(submission, texts=lines_of(submission.texts[0]), is_one=False)
    parametric = _asked(question, (*question.written.asked, *submission.texts))
    if parametric is None:
        return None
    other = _result(question, parametric, submission)
    if other is not None and other.verdict == "wrong" and not parametric.is_free:
        other = not_known(other, "wrong for functions that nothing ties to each other")
    if other is not None and other.verdict == "wrong" and not _is_wrong_for_positive(question, parametric, submission):
        other = not_known(other, "not known to be wrong for positive functions")
    if other is not None and other.verdict in ("correct", "wrong"):
        return replace(other, choices=(*other.choices, *parametric.notes))
    if found.verdict in ("correct", "wrong"):
        return not_known(found, "right or wrong as products only, with names before brackets that may be functions")
    return other if other is not None and found.verdict == "unreadable" else found


def _asked(question: AskedQuestion, texts: Sequence[str]) -> Parametric | None:
    row = question.written
    if row.has_more_formulas:
        return None
    return with_parameters(texts, {*map(canonical_name, row.symbols)})


def _is_wrong_for_positive(question: AskedQuestion, parametric: Parametric, submission: Submission) -> bool:
    symbols = {each: re.sub(r"\A(?=smooth)", "positive ", words) for each, words in parametric.symbols.items()}
    other = _result(question, replace(parametric, symbols=symbols), submission)
    return other is not None and other.verdict == "wrong"


def _result(question: AskedQuestion, parametric: Parametric, submission: Submission) -> Result | None:
    row = replace(question.written.asking_for(parametric.texts, parametric.symbols), definitions=parametric.definitions)
    return submission.spelled(parametric.texts[len(row.references) :]).graded_as(question, row)
