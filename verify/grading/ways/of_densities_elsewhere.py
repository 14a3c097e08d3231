r"""Declared densities at other places than a name of their own: p_z(f(x)) |\det J_f(x)|, with p_z a density of z.

There a density is a positive function of a column or a number.  Nothing else is known of it: its integral has to stand nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.labels import plain_text
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled
from verify.read.names import canonical_name

_DENSITY = re.compile(r"density of (\w+)")
_MAP = re.compile(
    r"diffeomorphism of vector (?P<size>\w+)|(?:smooth |continuous )*function of vector \w+ to vector (?P<rows>\w+)"
)
_CALL = re.compile(r"(?<![A-Za-z\\])(?P<name>[A-Za-z](?:_(?:\w|\\[A-Za-z]+|\{\\?\w+\}))?)\s*(?:\\left\s*)?\(")
_TAKEN_AS_LAW = re.compile(r"\\int|\\mathbb\s*\{?\s*E|(?<![A-Za-z])(?:E|KL|Var|H)\s*[\[(_]|D_|\\mid|\\\|")


def is_read_with_densities_elsewhere(question: AskedQuestion) -> bool:
    """Whether a question can be read with positive functions for its densities."""
    return is_read_as_respelled(question, _respelled)


def by_densities_elsewhere(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with positive functions for the densities, of what is not read otherwise.

    Where there are several, one may be that of a function of the other's variable, and nothing is wrong for any two.
    """
    other = graded_as_respelled(question, found, submission, _respelled)
    if other is None or other.verdict != "wrong":
        return other
    texts = _without_name((*question.written.asked, *submission.texts))
    heads = {canonical_name(each["name"]) for text in texts for each in _CALL.finditer(text)}
    laws = {canonical_name(name) for name, words in question.written.symbols.items() if _DENSITY.fullmatch(words.strip())}
    return other if len(heads & laws) == 1 else None


def _without_name(texts: Sequence[str]) -> Sequence[str]:
    """The right sides of equations that all begin with the same left side, or have none; the texts if there are others."""
    links = [links_of(text) for text in texts]
    lefts = {plain_text(each[0].formula) for each in links if len(each) > 1}
    is_named = len(lefts) <= 1 and all(len(each) < 3 and each[-1].relation in ("", "eq") for each in links)
    return [each[-1].formula for each in links] if is_named else texts


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    row = question.written
    every = (*row.asked, *texts)
    if row.has_more_formulas or row.claim or any(map(_TAKEN_AS_LAW.search, every)):
        return None
    laws = {name: found[1] for name, words in row.symbols.items() if (found := _DENSITY.fullmatch(words.strip())) is not None}
    if not laws or not any(_is_elsewhere(name, variable, text) for name, variable in laws.items() for text in every):
        return None
    symbols: dict[str, str] = {}
    for name, words in row.symbols.items():
        kind = _kind_of(laws[name], row.symbols) if name in laws else words
        if kind is None:
            return None
        symbols[name] = kind
    notes = tuple(f"{name} is read as a positive function" for name in laws)
    return Respelled.of(row, every, notes, symbols)


def _is_elsewhere(name: str, variable: str, text: str) -> bool:
    """Whether a density stands before a bracket with more than its variable in it."""
    calls = (each for each in _CALL.finditer(text) if canonical_name(each["name"]) == canonical_name(name))
    return any(re.match(rf"\s*\\?{re.escape(variable)}\s*(?:\\right\s*)?\)", text[call.end() :]) is None for call in calls)


def _kind_of(variable: str, symbols: Mapping[str, str]) -> str | None:
    """A positive function of what the variable is declared as, or of what the only declared map has as its values."""
    own = symbols.get(variable, "")
    if own.startswith("vector "):
        return f"positive function of {own}"
    maps = [found for words in symbols.values() if (found := _MAP.fullmatch(words.strip())) is not None]
    sizes = {found["size"] or found["rows"] for found in maps}
    if len(sizes) == 1 and not own:
        return f"positive function of vector {sizes.pop()}"
    return "positive function" if not sizes and own in ("", "real") else None
