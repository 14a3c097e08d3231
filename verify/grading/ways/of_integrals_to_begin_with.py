r"""Derivations that have to begin with an integral without bounds, \int x e^x \, dx, where an antiderivative is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.labels import plain_text
from verify.problem import InputError

_INTEGRAL = re.compile(r"\\int(?![A-Za-z])\s*(?![_^\s])|∫\s*(?![_^\s])")
_NAME = r"\\?[A-Za-z]+(?:_\w)?"
_LABEL = re.compile(rf"(?:{_NAME}|{_NAME}\([A-Za-z]\))")


def is_read_from_integral(question: AskedQuestion) -> bool:
    """Whether a question that cannot be read by itself asks for an antiderivative of its start."""
    return _asked(question) is not None


def by_antiderivatives_of_start(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for what has to begin with an integral without bounds: the integral is what is asked for.

    The reference has to be an antiderivative itself, and the first formula is the integral as it is written in the question.
    """
    row = _asked(question) if found.verdict in ("undecided", "unreadable") else None
    if row is None:
        return None
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    links = links_of(lines[0])
    start = question.written.start
    if links[0].relation == "eq":
        lines, links = (f"{start} {lines[0]}", *lines[1:]), links_of(f"{start} {lines[0]}")
    is_named = len(links) > 2 and _LABEL.fullmatch(plain_text(links[0].formula)) is not None
    if plain_text(links[is_named].formula) != plain_text(start):
        return None
    other = Submission(tuple(lines), submission.name, is_one=False).graded_as(question, row)
    if other is None or other.verdict not in ("correct", "wrong"):
        return None
    return replace(other, choices=(*other.choices, "what is asked for is an antiderivative of the start"))


def _asked(question: AskedQuestion) -> Row | None:
    """The row that asks for the antiderivative with which a derivation has to begin, if the reference is one."""
    row = question.written
    is_plain = len(row.references) == 1 and not (row.rubric or row.relation or row.form or row.mistakes)
    if not is_plain or question.depth or not _INTEGRAL.match(row.start.strip()):
        return None
    integral = replace(row, start="", references=(replace(row.references[0], formula=row.start),))
    try:
        is_right = question.asking(integral).grade(row.references[0].formula).verdict == "correct"
    except InputError:
        return None
    return integral if is_right else None
