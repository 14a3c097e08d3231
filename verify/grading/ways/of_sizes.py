r"""Sizes and determinants between bars, \ln|\mathcal{H}| and \log|\Sigma|: what nobody declared is a positive number there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled
from verify.read.names import canonical_name

_OPEN = r"(?:\\left\s*\||\\lvert(?![A-Za-z])|\\vert(?![A-Za-z])|\|)"
_CLOSE = r"(?:\\right\s*\||\\rvert(?![A-Za-z])|\\vert(?![A-Za-z])|\|)"
_FONT = r"\\(?:mathcal|mathbf|boldsymbol|mathscr|mathrm)\s*"
_NAME = rf"(?:{_FONT}(?:\{{\s*\\?[A-Za-z]+\s*\}}|[A-Z](?![A-Za-z]))|\\Sigma(?![A-Za-z])|[A-Z])"
_SIZE = re.compile(rf"{_OPEN}\s*(?P<name>{_NAME})\s*{_CLOSE}")
_LOGARITHM = re.compile(rf"\\(?:ln|log)(?![A-Za-z])[^+=<>]{{0,40}}?{_SIZE.pattern.replace('?P<name>', '?:')}")
_LETTERS = "vuwzsqr"
_LONGEST = 2_000


def is_read_with_sizes(question: AskedQuestion) -> bool:
    """Whether the question can be read with a number for what stands between bars."""
    return is_read_as_respelled(question, _respelled)


def by_sizes(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with a positive number for a size, for what is left open otherwise; None if that decides nothing."""
    return graded_as_respelled(question, found, submission, _respelled)


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    written = (*row.asked, *texts)
    whole = "\n".join(written)
    if row.has_more_formulas or len(whole) > _LONGEST or not any(map(_LOGARITHM.search, row.asked)):
        return None
    names = dict.fromkeys("".join(place["name"].split()) for place in _SIZE.finditer(whole))
    rest = _SIZE.sub(" ", whole)
    free = [letter for letter in _LETTERS if not re.search(rf"(?<![\\A-Za-z]){letter}(?![A-Za-z])|{letter}_", whole)]
    if not names or len(free) < len(names) or "|" in rest or "vert" in rest:
        return None
    plain = {name: re.sub(r"\\[A-Za-z]+|[{}\s]", "", name) or name for name in names}
    if any(re.search(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", rest) for each in plain.values()):
        return None
    if any(canonical_name(each) in row.declared for pair in plain.items() for each in pair):
        return None
    letters = dict(zip(names, free, strict=False))
    spelled = [_SIZE.sub(lambda place: f" {letters[''.join(place['name'].split())]} ", text) for text in written]
    notes = tuple(f"{letter} stands for |{name}|, a positive number" for name, letter in letters.items())
    symbols = {**row.symbols, **dict.fromkeys(letters.values(), "positive")}
    return replace(Respelled.of(row, spelled, notes, symbols), has_new_names=True)
