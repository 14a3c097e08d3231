"""Verdicts of answers to questions for updates: what stands right of the sign is the new value, and no equation is solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result, not_known
from verify.grading.row import Reference
from verify.grading.texts.labels import label_of, plain_text
from verify.grading.texts.updates import has_sign, left_sides, update_of, value_of_equation

_OTHER = "an update of another name than was asked for"
_EQUATION = "an equation for the same values, and perhaps no update to the same value"


def new_value(question: AskedQuestion, submitted: str) -> str:
    """What stands right of the sign in an answer to an update that is certainly one, if it is one of the same name."""
    asked = question.update
    value = value_of_equation(submitted, asked.left) if asked is not None and asked.is_certain else None
    return submitted if value is None or len(lines_of(submitted)) > 1 else value


def unless_of_another_value(question: AskedQuestion, found: Result, texts: Sequence[str]) -> Result:
    r"""The result, undecided for an update of another value than was asked for: V(s') \leftarrow r for V(s) \leftarrow r."""
    asked = question.update
    if asked is None or not asked.is_certain or found.verdict != "correct":
        return found
    heads = [head for text in texts for line in lines_of(text) for head in left_sides(line)]
    return not_known(found, _OTHER) if any(head != plain_text(asked.left) for head in heads) else found


def of_update(question: AskedQuestion, submitted: str, name: str) -> Result:
    """The result for one submitted text, which may have the sign of an update."""
    asked, update = question.update, update_of(submitted) if len(lines_of(submitted)) == 1 else None
    if asked is not None and asked.is_certain:
        value = submitted if not has_sign(submitted) else value_of_equation(submitted, asked.left)
        found = question.grade_formula(submitted if value is None else value, name)
        is_other = value is None and len(lines_of(submitted)) == 1
        return not_known(found, _OTHER) if is_other and found.verdict in ("correct", "wrong") else found
    if update is None:
        found = question.grade_formula(submitted, name)
        links = links_of(submitted)
        is_equation = asked is not None and found.verdict == "correct" and len(links) > 1 and label_of(links[0].formula) is None
        return not_known(found, _EQUATION) if is_equation else found
    if not update.is_certain:
        found = question.grade_formula(submitted, name)
        is_equation = asked is not None and found.verdict == "correct" and not question.is_right(asked.right, update.right)
        return not_known(found, _EQUATION) if is_equation else found
    if asked is not None:
        row = replace(question.row, references=(Reference(asked.right),))
        found = question.asking(row).grade(update.right, name)
        return not_known(found, _EQUATION) if found.verdict == "wrong" or not asked.has_left_of(update) else found
    found = question.grade_formula(update.right, name)
    return not_known(found, _OTHER) if found.verdict == "wrong" else found
