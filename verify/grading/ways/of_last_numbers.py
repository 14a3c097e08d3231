r"""Chains that end with another number than was asked for: z = \frac{x-\mu}{\sigma}, = \frac{52-50}{0.1}, = 20, and not 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import Result
from verify.grading.several import pieces_of
from verify.grading.submission import Submission
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.numbers import number_of
from verify.grading.texts.put_in import names_of
from verify.grading.ways.of_values_put_in import asks_for_number

_WORDS = re.compile(
    r"\\(?:text|mbox|textbf|textit|approx|simeq|pm|pmod|bmod|equiv|dots|ldots|cdots)(?![A-Za-z])|[≈≡~%#±…]|\.\.|(?<![\\A-Za-z{])[A-Za-z]{4,}"
)
_CLOSE = Fraction(1, 10)  # a rounding on the way, which = does not say
_MANY = 3
_SCALES = (Fraction(100), Fraction(1000), Fraction(-1))  # per cent, thousands, and what is lost in place of won


def unless_it_ends_with_another_number(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """What is left open, wrong if it is one chain of equations without words, and its last number is no answer to the question.

    Nothing is known where the number that was asked for stands on the way, or differs by a rounding or by a unit.
    """
    row = question.written
    if question.depth or found.verdict not in ("undecided", "unreadable") or row.has_more_formulas or row.relation:
        return None
    asked = links_of(row.references[0].formula) if asks_for_number(row) else ()
    right = number_of(asked[-1].formula) if asked else None
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    links = [link for line in lines for link in links_of(line)]
    if any(len(pieces_of(line)) > 1 for line in lines):
        return None  # x = 2, y = 3
    if right is None or row.mode.strip().lower() not in ("", "equal") or any(map(_WORDS.search, lines)):
        return None
    if len(links) < 3 or links[0].relation or any(link.relation != "eq" for link in links[1:]):
        return None
    value, numbers = number_of(links[-1].formula), [number_of(link.formula) for link in links]
    if not value or not right or any(number is not None and _may_be_meant(number, right) for number in numbers):
        return None
    label = label_of(links[0].formula)
    is_asked = len(asked) > 1 and plain_text(asked[0].formula) == plain_text(links[0].formula)
    if not is_asked and (label is not None or len(asked) > 1 or not _is_of_many_names(links)):
        return None
    alone = question.grade(f"{links[0].formula} = {links[-1].formula}" if is_asked else links[-1].formula)
    if alone.verdict != "wrong":
        return None
    message = "the last line says another number than was asked for"
    return replace(alone, id=submission.name, steps=found.steps, message=message, score=0.0)


def _is_of_many_names(links: Sequence[Link]) -> bool:
    """Whether numbers are put into a formula of several names, so that nobody solves an equation for one of them."""
    return len(names_of(links[0].formula)) >= _MANY and not any(names_of(link.formula) for link in links[1:])


def _may_be_meant(number: Fraction, right: Fraction) -> bool:
    """Whether a number is another one but for a rounding or a unit."""
    return any(
        abs(number * scale - right) <= _CLOSE * abs(right)
        for scale in (Fraction(1), *_SCALES, *(1 / each for each in _SCALES))
    )  # fmt: skip
