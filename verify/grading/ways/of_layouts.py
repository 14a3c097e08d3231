r"""Transposed answers about derivatives: \frac{\partial L}{\partial W} = x\delta^\top is \delta x^\top in another layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.shapes import OF_THE_WHOLE
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.rates import NABLA

_RATE = re.compile(  # in the notation of derivatives, which books lay out in two ways
    r"\\partial(?![A-Za-z])|∂|\\[dt]?frac\s*\{\s*(?:d|\\mathrm\s*\{?d)|[A-Za-z]'\s*\(|\bd[A-Za-z]\s*/\s*d|(?<![A-Za-z])diff\s*\("
)
_BY_ROW = re.compile(r"\\partial\s*(?:\\mathbf\s*)?\{?\\?[A-Za-z]+\}?\s*\^\s*\{?\s*(?:\\top|T)(?![A-Za-z])")  # says the layout


def unless_laid_out_otherwise(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    r"""A wrong answer, undecided if it is the transpose of what is asked for and a derivative is written.

    A reference \nabla_W f has the shape of W in all books; an answer that is written as one may be for another reference.
    """
    return unless_in_other_layout(found, question.written.asked, submission.texts)


def unless_in_other_layout(found: Result, asked: Sequence[str], texts: Sequence[str]) -> Result:
    """The same for the formulas as they were written."""
    if found.verdict != "wrong" or any(map(_BY_ROW.search, asked)):
        return found
    if not (any(map(_RATE.search, (*asked, *texts))) or any(map(NABLA.search, texts))):
        return found
    if found.diagnosis is None or OF_THE_WHOLE not in found.diagnosis["message"]:
        return found
    return not_known(found, "the transposed derivative, as other books lay it out")
