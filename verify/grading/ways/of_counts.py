r"""Counts of a confusion matrix that nobody declared: TP, FP, TN and FN are positive numbers, and no products of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

_COUNT = re.compile(
    r"(?<![A-Za-z\\])(?:\\(?:mathrm|text|mathit|operatorname)\s*\{\s*(?P<upright>[TF][PN])\s*\}|(?P<plain>[TF][PN]))(?![A-Za-z(_])"
)
_LETTER = re.compile(r"(?<![A-Za-z\\])[TFPN](?![A-Za-z_])")
_LETTERS = "abcduvwz"
_LONGEST = 2_000


def is_read_with_counts(question: AskedQuestion) -> bool:
    """Whether the question can be read with a number for each count."""
    return is_read_as_respelled(question, _respelled)


def by_counts(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with a positive number for each count, for what is left open otherwise; None if that decides nothing."""
    return graded_as_respelled(question, found, submission, _respelled)


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    written = (*row.asked, *texts)
    whole = "\n".join(written)
    if len(whole) > _LONGEST or not all(map(_COUNT.search, row.asked)) or _LETTER.search(whole):
        return None
    counts = dict.fromkeys(place["upright"] or place["plain"] for place in _COUNT.finditer(whole))
    free = [letter for letter in _LETTERS if not re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])", whole)]
    if len(counts) < 2 or len(free) < len(counts) or {*counts} & row.declared or row.has_more_formulas:
        return None
    letters = dict(zip(counts, free, strict=False))
    spelled = [_COUNT.sub(lambda place: f" {letters[place['upright'] or place['plain']]} ", text) for text in written]
    notes = tuple(f"{letter} stands for {count}, a positive number" for count, letter in letters.items())
    return Respelled.of(row, spelled, notes, {**row.symbols, **dict.fromkeys(letters.values(), "positive")})
