"""Answers about values that are called with an index, and that nobody declared: the recursions of hidden Markov models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.indexed_calls import Indexed, with_indexed_calls
from verify.grading.ways.of_opaque_calls import names_what_is_asked, right_sides
from verify.problem import InputError


def is_read_with_indices(question: AskedQuestion) -> bool:
    """Whether the question can be read with arrays for what is called with an index."""
    asked = _asked(question, ())
    try:
        return asked is not None and question.asking(_row(question, asked)).task is not None
    except InputError:
        return False


def unless_right_for_indexed_calls(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is not read, or that for arrays of any numbers, and wrong if it is for positive ones, too."""
    if found.verdict not in ("undecided", "unreadable") or question.task is not None or not submission.is_formula:
        return found
    asked = _asked(question, submission.texts)
    if asked is None or len(asked.texts) != 2:
        return found
    other = submission.spelled(asked.texts[1:]).graded_as(question, _row(question, asked))
    if other is None:
        return found
    if other.verdict != "correct" and not (other.verdict == "wrong" and _is_wrong_for_all(question, asked)):
        return found
    notes = tuple(f"{each} stands for {whole}, any numbers" for each, whole in asked.called.items())
    return with_new_names(other, notes, submission.texts)


def _is_wrong_for_all(question: AskedQuestion, asked: Indexed) -> bool:
    """Whether what is wrong for some numbers is wrong for positive ones, and for probabilities, too."""
    positive = {name: re.sub(r"\breal\Z", "positive", words) for name, words in asked.symbols.items()}
    laws = {name: re.sub(r"\Asequence (\w+) of .*", r"distribution on 1..\1", words) for name, words in positive.items()}
    rows = [_row(question, replace(asked, symbols=symbols)) for symbols in (positive, laws)]
    return asked.are_free and all(
        question.verdict_of_answer(row, asked.texts[1]) == "wrong" for row in rows
    )


def _asked(question: AskedQuestion, texts: Sequence[str]) -> Indexed | None:
    row = question.written
    has_more = row.has_more_formulas or row.relation
    if has_more or row.symbols or len(row.references) != 1:
        return None
    reference = row.asked[0]
    if not names_what_is_asked(question):
        return with_indexed_calls((reference, *texts))
    sides = right_sides(question, texts[0] if texts else reference)
    return None if sides is None else with_indexed_calls(sides)


def _row(question: AskedQuestion, asked: Indexed) -> Row:
    return question.written.asking_for(asked.texts, asked.symbols)
