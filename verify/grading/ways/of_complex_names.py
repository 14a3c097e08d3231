r"""Answers about complex names, their conjugates and parts, as pairs of real numbers.

    z: complex                     a + i b
    \bar z, \overline{z w}, z^*    the conjugate
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.brackets import closing
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled
from verify.read.naming import KNOWN_FUNCTIONS

_OVER = re.compile(r"\\(?:overline|bar)\s*(?P<brace>\{)?\s*(?(brace)|(?P<letter>[a-z]))")
_STAR = re.compile(r"(?<![A-Za-z\\])(?P<letter>[a-z])\s*\^\s*(?:\*|\{\s*\*\s*\}|\\ast(?![A-Za-z]))")
_UNIT = re.compile(r"(?<![A-Za-z\\_])i(?![A-Za-z])|(?<=[0-9a-z])i(?![A-Za-z])")
_INDEX = re.compile(r"_\s*\{?[^{}]*i|(?<![A-Za-z])i\s*=")
_RUN = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}(?![A-Za-z])")
_COMMAND = re.compile(r"\\(?:operatorname|mathrm)\s*\{[A-Za-z]+\}|\\[A-Za-z]+")
_WORD = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
_LETTERS = "abcdpqrsuvxy"
_LONGEST, _MOST, _DEEPEST = 1_000, 3, 5


def is_read_with_parts(question: AskedQuestion) -> bool:
    """Whether the question can be read with the parts of its complex names."""
    return is_read_as_respelled(question, _respelled)


def by_parts_of_complex_names(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    r"""The result with a + i b for each complex name, for what is left open otherwise; None if that decides nothing.

    \bar z beside a complex z is its conjugate, and no other name: nothing else is known of it.
    """
    has_conjugates = _has_conjugates(question, submission.texts)
    left_open = replace(found, verdict="undecided") if has_conjugates else found
    other = graded_as_respelled(question, left_open, submission, _respelled)
    if other is None and has_conjugates and found.verdict in ("correct", "wrong"):
        return not_known(found, "a conjugate of a complex name, which is read as another name")
    return other


def _has_conjugates(question: AskedQuestion, texts: Sequence[str]) -> bool:
    """Whether something is written over, or a star behind, a declared complex name."""
    names = _complex_names(question)
    formulas = (*question.written.asked, *texts)
    written = [_with_spaces(text, names) for text in formulas] if names else []
    return any(_with_conjugates(text, names) != text for text in written)


def _complex_names(question: AskedQuestion) -> list[str]:
    return sorted(name for name, words in question.written.symbols.items() if words.strip() == "complex")


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    names = _complex_names(question)
    written = [*row.asked, *texts]
    if row.has_more_formulas or sum(map(len, written)) > _LONGEST or len(names) > _MOST:
        return None
    if any(len(name) > 1 for name in names) or any(map(_INDEX.search, written)):
        return None
    spelled = [_with_conjugates(_with_spaces(text, names), names) for text in written]
    if not names:
        return Respelled.of(row, spelled, ()) if spelled != written else None
    taken = {word for text in written for word in _WORD.findall(text)} | {*row.symbols}
    free = [letter for letter in _LETTERS if letter not in taken]
    if len(free) < 2 * len(names):
        return None
    parts = {name: f"({free[2 * place]}+i{free[2 * place + 1]})" for place, name in enumerate(names)}
    notes = [f"{name} is read as {pair[1:-1]}" for name, pair in parts.items()]
    for name, pair in parts.items():
        spelled = [re.sub(rf"(?<![A-Za-z\\]){name}(?![A-Za-z_])", f" {pair} ", text) for text in spelled]
    words = (word for text in spelled for word in _RUN.findall(_COMMAND.sub(" ", text)))
    if any({*word} & {*names} for word in words if word not in KNOWN_FUNCTIONS):
        return None
    kept = {name: words for name, words in row.symbols.items() if name not in names}
    symbols = {**kept, **dict.fromkeys(free[: 2 * len(names)], "real")}
    return replace(Respelled.of(row, spelled, notes, symbols), has_new_names=True)


def _with_spaces(text: str, names: Collection[str]) -> str:
    """The text with z w for zw, and i z for iz."""

    def apart(found: re.Match[str]) -> str:
        is_word = found[0] in KNOWN_FUNCTIONS or {*found[0]}.isdisjoint(names)
        return found[0] if is_word else " ".join(found[0])

    return _RUN.sub(apart, text)


def _with_conjugates(text: str, names: Iterable[str]) -> str:
    r"""The text with conj(..) for what stands below a line: a complex name, or a formula with one or with i."""
    conjugated = r"\operatorname{{conj}}({})"
    for _ in range(_DEEPEST):
        place = next((each for each in _OVER.finditer(text) if _is_complex(_below(text, each), names)), None)
        if place is None:
            break
        below = _below(text, place)
        end = place.end() if place["letter"] else closing(text, place.end()) or len(text)
        text = text[: place.start()] + conjugated.format(below) + text[end:]
    return _STAR.sub(lambda found: conjugated.format(found["letter"]) if found["letter"] in names else found[0], text)


def _below(text: str, place: re.Match[str]) -> str:
    if place["letter"]:
        return place["letter"]
    close = closing(text, place.end())
    return "" if close is None else text[place.end() : close - 1].strip()


def _is_complex(below: str, names: Iterable[str]) -> bool:
    return bool(_UNIT.search(below)) or any(re.search(rf"(?<![A-Za-z\\]){name}|(?<=[a-z]){name}", below) for name in names)
