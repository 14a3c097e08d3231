"""Answers about functions of a parameter that nobody declared: score functions and policy gradients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of
from verify.grading.result import Result, not_known
from verify.grading.texts.parametric import Parametric, with_parameters
from verify.problem import InputError
from verify.read.names import canonical_name


def is_read_with_parameters(question: AskedQuestion) -> bool:
    """Whether the question may be about functions of a parameter, if an answer is."""
    row = question.written
    return bool(row.references) and _asked(question, tuple(each.formula for each in row.references)) is not None


def by_parameters(question: AskedQuestion, found: Result, texts: Sequence[str], name: str, *, is_one: bool) -> Result | None:
    """The result for texts that differentiate by a parameter of what they call; None for others.

    What is read of them as products is not known.
    """
    if is_one and "\\begin" in texts[0]:
        texts, is_one = lines_of(texts[0]), False
    references = tuple(each.formula for each in question.written.references)
    parametric = _asked(question, (*references, *texts))
    if parametric is None:
        return None
    other = _result(question, parametric, name, is_one=is_one)
    if other is not None and other.verdict == "wrong" and not parametric.is_free:
        other = not_known(other, "wrong for functions that nothing ties to each other")
    if other is not None and other.verdict == "wrong" and not _is_wrong_for_positive(question, parametric, name, is_one=is_one):
        other = not_known(other, "not known to be wrong for positive functions")
    if other is not None and other.verdict in ("correct", "wrong"):
        return replace(other, choices=(*other.choices, *parametric.notes))
    if found.verdict in ("correct", "wrong"):
        return not_known(found, "right or wrong as products only, with names before brackets that may be functions")
    return other if other is not None and found.verdict == "unreadable" else found


def _asked(question: AskedQuestion, texts: Sequence[str]) -> Parametric | None:
    row = question.written
    if row.has_more_formulas:
        return None
    return with_parameters(texts, {*map(canonical_name, row.symbols)})


def _is_wrong_for_positive(question: AskedQuestion, parametric: Parametric, name: str, *, is_one: bool) -> bool:
    symbols = {each: re.sub(r"\A(?=smooth)", "positive ", words) for each, words in parametric.symbols.items()}
    other = _result(question, replace(parametric, symbols=symbols), name, is_one=is_one)
    return other is not None and other.verdict == "wrong"


def _result(question: AskedQuestion, parametric: Parametric, name: str, *, is_one: bool) -> Result | None:
    row = question.written
    references = tuple(replace(each, formula=text) for each, text in zip(row.references, parametric.texts, strict=False))
    symbols = {**row.symbols, **parametric.symbols}
    try:
        grader = question.asking(replace(row, references=references, symbols=symbols, definitions=parametric.definitions))
    except InputError:
        return None
    answered = parametric.texts[len(references) :]
    return grader.grade(answered[0], name) if is_one else grader.grade_lines(answered, name)
