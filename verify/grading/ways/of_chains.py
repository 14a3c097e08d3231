"""Chains in one line, `f = a = b` where an expression is asked for, in which something is said to be equal that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from verify.grading.answer import DOES_NOT_HOLD
from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import Result
from verify.grading.row import Reference
from verify.grading.texts.labels import label_of
from verify.problem import InputError
from verify.term import free_symbols

_OPERATOR = re.compile(r"[-+*/]|\\(?:cdot|times|div)(?![A-Za-z])")
_ARROW = re.compile(
    r"\\(?:implies|Rightarrow|Longrightarrow|iff|Leftrightarrow|Longleftrightarrow)(?![A-Za-z])|<?==?>|[⇒⇔]|(?<!\w)(?:implies|iff)(?!\w)"
)
_OPENS, _CLOSES = "([{", ")]}"


def unless_chain_is_false(question: AskedQuestion, found: Result, submitted: str, name: str) -> Result:
    """A chain that does not hold is wrong as its sides are below each other, if it speaks of nothing but what is asked for.

    What is only equal somewhere may be an equation to be solved: 2x = 6.  A chain of two sides may also say by `=` what becomes
    of the first, x^2 = 2x, and a longer one may go on with what it has found so far: 3 * 4 = 12 + 2 = 14.
    """
    if found.verdict != "undecided" or found.message != DOES_NOT_HOLD or question.task is None:
        return found
    links = links_of(lines_of(submitted)[0])
    labels = 1 if label_of(links[0].formula) is not None and len(links) > 2 else 0
    sides = links[labels:]
    begin = f"{links[0].formula} = {sides[0].formula}" if labels else sides[0].formula
    other = question.grade_lines((begin, *(f"= {link.formula}" for link in sides[1:])), name)
    place = other.first_wrong
    if len(sides) < 3 or other.verdict != "wrong" or not place or not _speaks_of_what_is_asked(question, other, place):
        return found
    end_is_wrong = question.grade_as_written(sides[-1].formula, name).verdict == "wrong"
    if not end_is_wrong and _goes_on(question, sides[place - 1], sides[place]):
        return found
    message = f"{sides[place - 1].formula} = {sides[place].formula} does not hold"
    return replace(other, steps=(), first_wrong=None, message=message)


def as_implications(submitted: str) -> tuple[str, ...] | None:
    r"""The lines of 2x - 6 = 0 \implies 2x = 6 \implies x = 3; None for a text with fewer arrows, or several lines."""
    lines = lines_of(submitted)
    places = [found for found in _ARROW.finditer(lines[0]) if _is_outside(lines[0][: found.start()])]
    if len(lines) > 1 or len(places) < 2:
        return None
    ends = [*(found.start() for found in places[1:]), len(lines[0])]
    return (lines[0][: places[0].start()], *(lines[0][found.start() : end] for found, end in zip(places, ends, strict=True)))


def _is_outside(before: str) -> bool:
    return sum(before.count(each) for each in _OPENS) == sum(before.count(each) for each in _CLOSES)


def _speaks_of_what_is_asked(question: AskedQuestion, found: Result, place: int) -> bool:
    """Whether the two sides that differ have no names but those of the references."""
    terms = [found.steps[each].term for each in (place - 1, place)]
    asked = {name for _, term in (question.task.references if question.task else ()) for name in free_symbols(term)}
    return all(term is not None and asked.issuperset(free_symbols(term)) for term in terms)


def _goes_on(question: AskedQuestion, left: Link, right: Link) -> bool:
    """Whether a side begins with the value of the one before it."""
    row = replace(question.row, references=(Reference(left.formula),), mistakes={}, rubric=None)
    try:
        grader = question.asking(row)
    except InputError:
        return True
    return any(grader.grade_as_written(text, "").verdict == "correct" for text in _beginnings(right.formula))


def _beginnings(formula: str) -> Iterator[str]:
    """What stands before each operator outside of brackets."""
    for found in _OPERATOR.finditer(formula):
        before = formula[: found.start()]
        if _is_outside(before) and before.strip():
            yield before
