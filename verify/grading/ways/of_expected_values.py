"""Answers with means of what nobody declared, by what holds for every finite law."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.expected_values import Means, with_sums_for_means
from verify.grading.texts.labels import plain_text
from verify.problem import InputError
from verify.read.names import canonical_name

_OF_PARAMETER = re.compile(r"(?<=J)\((?:\\theta|\\phi|w)\)\Z")  # \nabla_\theta J(\theta)
_MAY_BE_RANDOM = re.compile(r"\b(?:density|outcome|random|distribution|function|sequence|vector|matrix)\b")
_HAS_MEAN = re.compile(r"\\mathbb\s*\{?\s*E|(?<![A-Za-z\\])E\s*[\[_]")


def is_read_with_means(question: AskedQuestion) -> bool:
    """Whether the question can be read with sums for its means."""
    means = _means(question, ())
    try:
        return means is not None and question.asking(_row(question, means)).task is not None
    except InputError:
        return False


def by_means(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for all finite laws, of what is not read; wrong if it is for laws that are what they are called, too.

    None if that decides nothing.
    """
    if found.verdict not in ("undecided", "unreadable") or question.task is not None or not submission.is_formula:
        return None
    means = _means(question, submission.texts)
    other = None if means is None else submission.spelled(means.texts[1:]).graded_as(question, _row(question, means))
    if means is None or other is None:
        return None
    if other.verdict != "correct" and not (other.verdict == "wrong" and _is_wrong_for_all(question, means)):
        return None
    notes = [f"{name} stands for {whole}, any number" for name, whole in means.called.items()]
    notes += ["means are read as sums over a finite law", *([means.note] if means.note else [])]
    return with_new_names(other, notes, submission.texts)


def _is_wrong_for_all(question: AskedQuestion, means: Means) -> bool:
    if means.tied is None or question.written.mode not in ("", "equal"):
        return False
    tied = means.tied
    positive = {name: re.sub(r"\breal\Z", "positive", words) for name, words in tied.symbols.items()}
    rows = [_row(question, tied), _row(question, replace(tied, symbols=positive))]
    return all(question.verdict_of_answer(row, tied.texts[1]) == "wrong" for row in rows)


def _means(question: AskedQuestion, texts: Sequence[str]) -> Means | None:
    """The reference and the answer with sums for means, without the name of what is computed."""
    row = question.written
    if row.has_more_formulas or row.relation or len(row.references) != 1 or row.mode not in ("", "equal"):
        return None
    sides = _right_sides((*row.asked, *texts))
    if any(_MAY_BE_RANDOM.search(words) for words in row.symbols.values()):
        return None
    if sides is None or not all(map(_HAS_MEAN.search, sides)):
        return None
    return with_sums_for_means(sides, {canonical_name(name) for name in row.symbols})


def _right_sides(texts: Sequence[str]) -> tuple[str, ...] | None:
    """What stands on the right of the one name that all texts begin with, but for an answer without it."""
    links = [links_of(text) for text in texts]
    if any(len(each) > 2 or (len(each) == 2 and each[1].relation != "eq") for each in links):
        return None
    lefts = [_OF_PARAMETER.sub("", plain_text(each[0].formula)) if len(each) == 2 else "" for each in links]
    if any(map(_HAS_MEAN.search, lefts)) or any(left not in ("", lefts[0]) for left in lefts):
        return None
    return tuple(each[-1].formula for each in links)


def _row(question: AskedQuestion, means: Means) -> Row:
    return question.written.asking_for(means.texts[:1], means.symbols)
