"""Derivations with a last line that says another value of what was asked for."""

from __future__ import annotations

from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result
from verify.grading.texts.defined_in_lines import names_in
from verify.grading.texts.estimates import hatted_name
from verify.grading.texts.labels import label_of
from verify.grading.texts.same_names import is_drawn_alike
from verify.read.names import canonical_name


def unless_it_ends_with_another_value(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    r"""A derivation that is not known to be right, wrong if its last line is \hat p = 2k/n where \hat p = k/n is asked for.

    Only where no line above says what a name of that value is.  A name without a hat may be that of something else in its words.
    """
    asked = [links_of(each.formula) for each in question.written.references]
    last = links_of(lines[-1])
    if found.verdict != "undecided" or question.row.rubric is not None or len(asked) != 1 or len(lines) < 2:
        return found
    if not len(last) == len(asked[0]) == 2 or {last[1].relation, asked[0][1].relation} != {"eq"} or last[0].relation:
        return found
    if not hatted_name(asked[0]) or not is_drawn_alike(asked[0][0].formula, last[0].formula):
        return found
    labels = (label_of(link.formula) for line in lines[:-1] for link in links_of(line)[:-1])
    said = {canonical_name(name) for label in labels if label is not None for name in label.names}
    if said & {*map(canonical_name, names_in(last[1].formula))}:
        return found
    alone = question.grade(lines[-1])
    if alone.verdict != "wrong":
        return found
    message = "the last line says another value of what was asked for"
    return replace(alone, id=name, steps=found.steps, message=message, score=0.0)
