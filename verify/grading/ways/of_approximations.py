r"""Questions for an approximation, f'(x) \approx \frac{f(x+h)-f(x-h)}{2h}: what is asked for is what stands right of the sign.

Another approximation may be as good: nothing is known to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.labels import plain_text
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

_SIGN = re.compile(r"\\(?:approx|simeq)(?![A-Za-z])|≈")
_RELATION = re.compile(r"\\(?:approx|simeq)(?![A-Za-z])|≈|(?<![<>!:])=")
_OTHER = re.compile(r"[<>]|\\(?:leq?|geq?|neq?|implies|iff|Rightarrow|to)(?![A-Za-z])|\\\\|\n")
_NAME = re.compile(r"[A-Za-z]")
_LONGEST = 2_000


def is_read_as_approximation(question: AskedQuestion) -> bool:
    """Whether a question that cannot be read by itself asks for an approximation."""
    return is_read_as_respelled(question, _respelled)


def by_approximation(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result if what stands right of the sign is right; None for anything else."""
    other = graded_as_respelled(question, found, submission, _respelled) if submission.is_formula else None
    return other if other is not None and other.verdict == "correct" else None


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    if len(row.references) != 1 or len(row.asked[0]) > _LONGEST or any(len(text) > _LONGEST for text in texts):
        return None
    left, *right = _SIGN.split(row.asked[0])
    if len(right) != 1 or not _NAME.search(right[0]) or _RELATION.search(left + right[0]):
        return None
    values = [_value(text, left) for text in texts]
    if _OTHER.search(row.asked[0]) or any(value is None for value in values):
        return None
    note = f"an approximation of {left.strip()}"
    return Respelled.of(row, [right[0], *(value for value in values if value is not None)], (note,))


def _value(text: str, left: str) -> str | None:
    """What an answer says to be near the left side, or near to nothing; None for other answers."""
    sides = _SIGN.split(text)
    if len(sides) > 2 or _OTHER.search(text) or any(map(_RELATION.search, sides)):
        return None  # e^x = 1 + x is false
    return sides[-1] if len(sides) == 1 or plain_text(sides[0]) == plain_text(left) else None
