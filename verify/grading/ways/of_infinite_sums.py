"""Answers with infinite sums over a sequence that nobody declared, by its generating function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.infinite_sums import POWER, Generated, generated
from verify.grading.ways.of_opaque_calls import names_what_is_asked, right_sides
from verify.problem import InputError
from verify.read.names import canonical_name


def is_read_with_powers(question: AskedQuestion) -> bool:
    """Whether the question can be read with powers for the items of a sequence."""
    asked = _written(question, ())
    found = generated(asked, {*map(canonical_name, question.written.symbols)}) if asked else None
    try:
        return found is not None and question.asking(_row(question, found)).task is not None
    except InputError:
        return False


def unless_right_for_sequences(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is not read, or that for all sequences, if the formulas are linear in them.

    What is right for a sequence that begins with another index is not wrong.
    """
    if found.verdict not in ("undecided", "unreadable") or question.task is not None:
        return found
    written = _written(question, submission.texts) if submission.is_formula else ()
    powers = generated(written, {*map(canonical_name, question.written.symbols)}) if len(written) == 2 else None
    if powers is None:
        return found
    other = submission.spelled(powers.texts[1:]).graded_as(question, _row(question, powers))
    if other is None:
        return found
    if other.verdict == "wrong" and powers.has_constants:
        return found  # 1 - p_0, where the p_k may have the sum 1
    if other.verdict == "wrong" and any(_is_right(question, shifted) for shifted in _shifted(powers)):
        return found
    note = f"{powers.head} is any sequence for which the sums converge"
    return replace(other, choices=(*other.choices, note)) if other.verdict in ("correct", "wrong") else found


def _shifted(powers: Generated) -> list[Generated]:
    """The same with all items of one text one place farther."""
    asked, answered = powers.texts
    return [
        replace(powers, texts=(rf"{POWER} \cdot \left({asked}\right)", answered)),
        replace(powers, texts=(asked, rf"{POWER} \cdot \left({answered}\right)")),
    ]


def _is_right(question: AskedQuestion, powers: Generated) -> bool:
    return question.verdict_of_answer(_row(question, powers), powers.texts[1]) == "correct"


def _written(question: AskedQuestion, texts: Sequence[str]) -> tuple[str, ...]:
    """The reference and the answer, without the name of what they compute; nothing for other questions."""
    row = question.written
    has_more = row.has_more_formulas or row.relation
    if has_more or len(row.references) != 1:
        return ()
    asked = row.asked[0]
    if not names_what_is_asked(question):
        return (asked, *texts)
    return right_sides(question, texts[0] if texts else asked) or ()


def _row(question: AskedQuestion, powers: Generated) -> Row:
    return question.written.asking_for(powers.texts, powers.symbols)

