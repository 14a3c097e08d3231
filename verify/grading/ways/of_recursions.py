"""Right derivations that unroll a recursion: their first line says it, and the next ones use it at other indices."""

from __future__ import annotations

from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.labels import plain_text
from verify.grading.texts.recursions import unrolled
from verify.problem import InputError
from verify.read.names import canonical_name


def unless_right_by_recursion(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is left open, or correct if it is with what the first line says of every index."""
    row = question.written
    has_more = row.has_more_formulas or row.relation
    lines = lines_of(submission.texts[0]) if len(submission.texts) == 1 else submission.texts
    if found.verdict not in ("undecided", "unreadable") or has_more:
        return found
    read = unrolled(lines, {*map(canonical_name, row.symbols)})
    if read is None:
        return found
    asked = "".join(map(plain_text, row.asked))
    if any(plain_text(each) in asked for each in read.replaced):
        return found  # the recursion itself is asked for
    try:
        other = question.asking(replace(row, symbols={**row.symbols, **read.symbols})).grade_lines(read.lines, submission.name)
    except InputError:
        return found
    notes = tuple(f"{each} = {said} by the first line" for each, said in read.replaced.items())
    return replace(other, choices=(*other.choices, *notes)) if other.verdict == "correct" else found
