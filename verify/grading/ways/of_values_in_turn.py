r"""Lines that name one value after the other, each made of those before it: h_1 = a h_0 + b, h_2 = a h_1 + b, h_2 = a^2 h_0 + ..

The first line about a name that nobody declared says what it is.  What further lines say of it has to be equal to that, with
the values before it written out.  Where the last value is asked for by its name, another one is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import LineResult, Result
from verify.grading.row import Reference
from verify.grading.submission import Submission
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS

_NAME = re.compile(r"(?:[A-Za-z]|\\[A-Za-z]{2,12})(?:_(?:[0-9]|[tkn]|\{[tkn0-9+-]{1,5}\})|[0-9])?")  # SA is a product
_RESERVED = KNOWN_FUNCTIONS | CONSTANTS.keys() | {*"deijDEIPT"} | {"Delta", "delta", "nabla", "partial"}
_OF_MORE = re.compile(  # derivatives and transposes
    r"'|\\prime|\^\s*\{?\s*(?:T|\\top|\\intercal)(?![A-Za-z])|\\partial|\\nabla|\\[dt]?frac\s*\{\s*d"
)
_NAMED = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z])(?:_(?:\w|\{\w+\})|[0-9])?")
_MOST_LINES, _MOST_NAMES = 20, 6
_SAYS = LineResult("correct", "proved", "it says what a name stands for")


@dataclass(frozen=True)
class _Value:
    """What lines say of one name, in turn, and the places of the lines."""

    name: str
    formulas: tuple[str, ...]
    places: tuple[int, ...]


def by_values_in_turn(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for what is left open, if every line says what one of several names is; what is asked for is the last value."""
    row = question.written
    if question.depth or not row.is_bare or found.verdict not in ("undecided", "unreadable"):
        return None
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    values = _values(lines, row.declared)
    if not _are_in_turn(values, (*row.symbols, *row.definitions)) or not _are_new(values, row.asked):
        return None
    steps = [_SAYS] * len(lines)
    definitions = {**row.definitions, **{value.name: value.formulas[0] for value in values[:-1]}}
    last: Result | None = None
    for value in values:
        is_last = value is values[-1]
        references = _asked_of(value.name, row.references) if is_last else ()
        if references is None:
            return None
        own = {head: body for head, body in definitions.items() if head != value.name}
        asked = replace(row, references=references, definitions=own)
        if len(value.formulas) == 1 and not references:
            continue
        texts = (value.formulas[0], *(f"= {formula}" for formula in value.formulas[1:]))
        judged = Submission(texts, submission.name, is_one=len(texts) == 1).graded_as(question, asked)
        if judged is not None and judged.verdict == "wrong" and is_last and _is_of_what_is_asked(values, row.references):
            return _wrong(judged, value, steps)
        if judged is None or judged.verdict != "correct":
            return None
        for place, step in zip(value.places, judged.steps, strict=False):
            steps[place] = step
        last = judged if is_last or last is None else last
    if last is None:
        return None
    notes = tuple(f"{value.name} is what its first line says" for value in values)
    return replace(last, steps=tuple(steps), choices=tuple(dict.fromkeys((*last.choices, *notes))))


def _wrong(judged: Result, last: _Value, steps: list[LineResult]) -> Result:
    """The result of lines whose last value is wrong, by that for what is said of it."""
    for place, step in zip(last.places, judged.steps, strict=False):
        steps[place] = step
    place = last.places[-1 if judged.first_wrong is None else judged.first_wrong]
    message = re.sub(r"\Aline (\d+)", f"line {place + 1}", judged.message)
    return replace(judged, steps=tuple(steps), first_wrong=None if judged.first_wrong is None else place, message=message)


def _is_asked(name: str, references: Sequence[Reference]) -> bool:
    """Whether a value is asked for by this name."""
    links = links_of(references[0].formula) if references else ()
    return len(links) == 2 and canonical_name(links[0].formula.strip(" $")) == canonical_name(name)


def _values(lines: Sequence[str], declared: set[str]) -> tuple[_Value, ...]:
    """The names by their first lines; () if a line says something else."""
    said: dict[str, list[tuple[str, int]]] = {}
    current = ""
    for place, line in enumerate(lines[: _MOST_LINES + 1]):
        links = links_of(line)
        if any(link.relation not in ("", "eq") for link in links) or _OF_MORE.search(line):
            return ()
        if not links[0].relation:
            current = links[0].formula.strip(" $&")
            name = canonical_name(current)
            if _NAME.fullmatch(current) is None or name in declared or name.partition("_")[0] in _RESERVED:
                return ()
            links = links[1:]
        if not current or not links or len(lines) > _MOST_LINES:
            return ()
        said.setdefault(current, []).extend((link.formula, place) for link in links)
    return tuple(_Value(name, *map(tuple, zip(*rows, strict=True))) for name, rows in said.items())


def _are_in_turn(values: Sequence[_Value], known: Sequence[str]) -> bool:
    """Whether each name is first made of others, and every one but the last stands in what is said of a later one only."""
    if not 2 <= len(values) <= _MOST_NAMES or not {canonical_name(each) for each in known}.isdisjoint(
        canonical_name(value.name) for value in values
    ):
        return False
    for count, value in enumerate(values):
        before = values[: count + 1]
        if any(_has(value.name, formula) for other in before for formula in other.formulas):
            return False
        behind = (formula for other in values[count + 1 :] for formula in other.formulas)
        if value is not values[-1] and not any(_has(value.name, formula) for formula in behind):
            return False
    return True


def _are_new(values: Sequence[_Value], asked: Sequence[str]) -> bool:
    """Whether what is asked for has none of the names, but for one before its equals sign, and none is called: f(3)."""
    called = any(
        re.search(rf"{re.escape(value.name)}\s*(?:(?:\\left\s*)?\(|\^\s*\{{?\s*\(?-)", formula)
        for value in values for other in values for formula in other.formulas
    )
    letters = {letter for text in asked for letter in _letters(links_of(text)[-1].formula)}
    return not called and letters.isdisjoint(canonical_name(value.name) for value in values)


def _is_of_what_is_asked(values: Sequence[_Value], references: Sequence[Reference]) -> bool:
    """Whether the last value is asked for by its name, and every other letter stands in what is asked for.

    An unknown would be found by two equations for the last value: y = k - x, y = x - 1.  What is made of the values before it
    once more may be its next value: y = 1 + h, y = 1.1 + h.
    """
    again = values[-1].formulas[1:]
    if not _is_asked(values[-1].name, references) or any(_has(value.name, each) for value in values for each in again):
        return False
    names = {canonical_name(value.name) for value in values}
    letters = {letter for value in values for formula in value.formulas for letter in _letters(formula)} - names
    return letters <= {*_letters(links_of(references[0].formula)[-1].formula)}


def _letters(formula: str) -> set[str]:
    """The names of a formula, its letters one by one where they are written together."""
    return {canonical_name(each[0]) for each in _NAMED.finditer(formula)}


def _has(name: str, formula: str) -> bool:
    """Whether a name stands in a formula, perhaps with another letter before it: the h_1 of a h_1, written together."""
    return re.search(rf"{re.escape(name)}(?![A-Za-z0-9_'])", formula) is not None


def _asked_of(name: str, references: Sequence[Reference]) -> tuple[Reference, ...] | None:
    """What is asked for, without this name before it; None if another name stands there, or something else is asked for."""
    found = []
    for reference in references:
        links = links_of(reference.formula)
        if len(links) == 1 and not links[0].relation:
            found.append(reference)
        elif links[1].relation == "eq" and _is_asked(name, (reference,)):
            found.append(replace(reference, formula=links[1].formula))
        else:
            return None
    return tuple(found)
