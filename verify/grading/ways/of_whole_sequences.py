r"""Whole sequences, \operatorname{softmax}(z) and \|x\|^2 of declared z_1 .. z_n: a sequence of numbers is a column there.

z_i is the same number as an item of the sequence and as an entry of the column, and either has none outside of 1 .. n.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled

_SEQUENCE = re.compile(r"\s*sequence\s+(?P<size>\\?\w+)\s+of\s+(?P<items>(?!.*(?:vector|matrix|sequence|function)).+)")


def is_read_with_columns(question: AskedQuestion) -> bool:
    """Whether the question can be read with columns for the sequences of numbers in it."""
    return is_read_as_respelled(question, _respelled)


def by_whole_sequences(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with columns for sequences of numbers, for what is left open otherwise; None if that decides nothing."""
    return graded_as_respelled(question, found, submission, _respelled)


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    if not any(words.lstrip().startswith("sequence") for words in row.symbols.values()):
        return None
    whole = "\n".join((*row.asked, *texts, *row.definitions.values()))
    sequences = {name: found for name, words in row.symbols.items() if (found := _SEQUENCE.fullmatch(words)) is not None}
    used = [name for name in sequences if _stands_whole(name, whole)]
    if not used:
        return None
    columns = {name: f"vector {found['size']} of {found['items']}" for name, found in sequences.items()}
    notes = tuple(f"the sequence {name} is read as a column" for name in used)
    return Respelled.of(row, (*row.asked, *texts), notes, {**row.symbols, **columns})


def _stands_whole(name: str, text: str) -> bool:
    """Whether a name stands somewhere without an index."""
    bare = name.strip().lstrip("\\")
    return re.search(rf"(?<![A-Za-z]){re.escape(bare)}(?![A-Za-z0-9])(?!\s*[_\[(])", text) is not None
