"""Right answers about values of functions that nobody declared, by what holds of any numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.row import Row
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.opaque_calls import Opaque, stands_in, with_opaque_calls
from verify.grading.texts.outcome_sums import with_tables
from verify.grading.ways.meant_otherwise import called_only
from verify.problem import InputError
from verify.read.names import canonical_name

_LEFT_OPEN = ("undecided", "unreadable")


def is_read_with_calls(question: AskedQuestion) -> bool:
    """Whether the question can be read with numbers for what it calls."""
    return any(_is_read(question, opaque) for opaque in _opaque(question, ()))


def _is_read(question: AskedQuestion, opaque: Opaque) -> bool:
    try:
        return question.of(_row_of_calls(question, opaque), question.limits).task is not None
    except InputError:
        return False


def unless_right_for_calls(question: AskedQuestion, found: Result, texts: Sequence[str], name: str, *, is_one: bool) -> Result:
    """A result for what is not read, or correct if that is right for any values of what is called."""
    is_read = question.task is not None and found.verdict == "undecided" and not called_only(question, *texts)
    if found.verdict not in _LEFT_OPEN or is_read:
        return found
    for opaque in _opaque(question, texts, names_what_is_asked=is_one and _names_what_is_asked(question)):
        try:
            grader = question.of(_row_of_calls(question, opaque), question.limits)
        except InputError:
            continue
        answered = opaque.texts[len(question.written.references) :]
        other = grader.grade(answered[0], name) if is_one else grader.grade_lines(answered, name)
        if other.verdict == "correct" or (other.verdict == "wrong" and is_one and _is_wrong_for_all(question, opaque)):
            notes = tuple(f"{name} stands for {called}, any number" for name, called in opaque.called.items())
            return replace(other, choices=(*other.choices, *notes))
    return found


def _is_wrong_for_all(question: AskedQuestion, opaque: Opaque) -> bool:
    """Whether what is wrong for some values of what is called is wrong for whoever knows more of them.

    Both sides have to speak of the same values, of which nothing is known, and to differ for positive ones, too.
    """
    asked, answered = opaque.texts[: len(question.written.references)], opaque.texts[len(question.written.references) :]
    same = all(stands_in(name, text) for name in opaque.called for text in (*asked, *answered))
    if len(asked) != 1 or len(answered) != 1 or not same or not opaque.is_free():
        return False
    positive = {name: re.sub(r"\breal\Z", "positive", words) for name, words in opaque.symbols.items()}
    row = _row_of_calls(question, replace(opaque, symbols=positive))
    return question.verdict_of(row, lambda grader: grader.grade(answered[0])) == "wrong"


def _names_what_is_asked(question: AskedQuestion) -> bool:
    """Whether the reference is an equation that begins with a name."""
    asked = links_of(question.written.references[0].formula) if len(question.written.references) == 1 else ()
    return len(asked) == 2 and asked[1].relation == "eq" and label_of(asked[0].formula) is not None


def _right_sides(question: AskedQuestion, submitted: str) -> tuple[str, str] | None:
    """The right sides of such a reference, and of an answer with the same left side or none."""
    asked = links_of(question.written.references[0].formula)
    answered = links_of(submitted)
    has_left = len(answered) == 2 and plain_text(answered[0].formula) == plain_text(asked[0].formula)
    is_right = len(answered) == 1 or (has_left and answered[1].relation == "eq")
    return (asked[1].formula, answered[-1].formula) if is_right else None


def _declared(question: AskedQuestion) -> set[str]:
    return {*map(canonical_name, question.written.symbols)}


def _opaque(question: AskedQuestion, texts: Sequence[str], *, names_what_is_asked: bool = False) -> Iterator[Opaque]:
    """The references and the texts with names for calls: for each call a number, and for sums over arguments tables."""
    row = question.written
    if row.definitions or row.assuming or row.start or row.mistakes or row.rubric is not None or not row.references:
        return
    written = _right_sides(question, texts[0]) if names_what_is_asked else (*(each.formula for each in row.references), *texts)
    for with_names in (with_opaque_calls, with_tables):
        opaque = with_names(written, _declared(question)) if written is not None else None
        if opaque is not None:
            yield opaque


def _row_of_calls(question: AskedQuestion, opaque: Opaque) -> Row:
    references = zip(question.written.references, opaque.texts, strict=False)
    symbols = {**question.written.symbols, **opaque.symbols}
    return replace(question.written, symbols=symbols, references=tuple(replace(each, formula=text) for each, text in references))
