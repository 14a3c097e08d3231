r"""Counts of a confusion matrix that nobody declared: TP, FP, TN and FN are positive numbers, and no products of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
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
    """The result with a positive number for each count, for what is left open otherwise; None if that decides nothing.

    What is wrong as a product of T and P is not known to be wrong of counts: P may be TP + FN, and N the sum of all.
    """
    other = graded_as_respelled(question, found, submission, _respelled)
    counts = {place["upright"] or place["plain"] for text in question.written.asked for place in _COUNT.finditer(text)}
    if other is None and found.verdict == "wrong" and len(counts) > 1 and not counts & question.written.declared:
        is_read = _respelled(question, submission.texts) is not None and all(map(_COUNT.search, submission.texts))
        return None if is_read else not_known(found, "wrong as products of letters, and perhaps not as counts: declare them")
    return other


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
    symbols = {**row.symbols, **dict.fromkeys(letters.values(), "positive")}
    return replace(Respelled.of(row, spelled, notes, symbols), has_new_names=True)
