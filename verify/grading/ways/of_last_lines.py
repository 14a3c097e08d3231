"""Derivations with a last line that says another value of what was asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, links_of
from verify.grading.result import Result
from verify.grading.texts.defined_in_lines import names_in, speaks_of
from verify.grading.texts.estimates import HAT, hatted_name
from verify.grading.texts.labels import label_of
from verify.grading.texts.same_names import is_drawn_alike
from verify.grading.ways.of_chains import without_arrows
from verify.read.names import canonical_name


def unless_it_ends_with_another_value(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    r"""A derivation that is not known to be right, wrong if its last line is \hat p = 2k/n where \hat p = k/n is asked for.

    Only where no line above says what a name of that value is.  A name without a hat may be that of something else in its words.
    Where k/n alone is asked for, an estimate of what the line above is an equation for is meant.
    """
    asked = [links_of(each.formula) for each in question.written.references]
    if found.verdict != "undecided" or question.row.rubric is not None or len(asked) != 1 or len(lines) < 2:
        return found
    (end,) = without_arrows(lines[-1:])
    last = links_of(end)
    if len(last) != 2 or last[1].relation != "eq" or last[0].relation:
        return found
    if not _is_what_is_asked_for(asked[0], last) and not _is_estimated_above(asked[0], last, lines[:-1]):
        return found
    if hatted_name(last) and speaks_of(last[1].formula, [hatted_name(last)]):
        return found  # \hat w = w, below y = Xw
    plain, declared = hatted_name(last), question.row.declared
    above = [links for links in map(links_of, lines[:-1]) if not _is_equation_for(plain, links, declared)]
    labels = (label_of(link.formula) for links in above for link in links[:-1])
    said = {canonical_name(name) for label in labels if label is not None for name in label.names}
    if said & {*map(canonical_name, names_in(last[1].formula))}:
        return found
    if not names_in(last[1].formula) and names_in(asked[0][-1].formula):
        return found  # numbers were put in
    alone = question.grade(end if len(asked[0]) > 1 else last[1].formula)
    if alone.verdict != "wrong" or (len(asked[0]) == 1 and _may_be_of_another_parameter(question, last[1].formula)):
        return found
    message = "the last line says another value of what was asked for"
    return replace(alone, id=name, steps=found.steps, message=message, score=0.0)


def _is_what_is_asked_for(asked: Sequence[Link], last: Sequence[Link]) -> bool:
    r"""Whether \hat p = .. is asked for and said."""
    is_equation = len(asked) == 2 and asked[1].relation == "eq"
    return is_equation and bool(hatted_name(asked)) and is_drawn_alike(asked[0].formula, last[0].formula)


def _is_equation_for(name: str, links: Sequence[Link], declared: Collection[str]) -> bool:
    r"""Whether a line says something of a name, and not what another one is: X^\top X w = X^\top y, of w.

    k = (n - k) p is said of p, if k is declared.
    """
    if not name or len(links) != 2 or links[0].relation or links[1].relation != "eq":
        return False
    label = label_of(links[0].formula)
    if label is not None and {*map(canonical_name, label.names)} <= {*declared} and not speaks_of(links[0].formula, [name]):
        return speaks_of(links[1].formula, [name])
    is_of_another = label is not None and label.is_plain
    return not is_of_another and speaks_of(links[0].formula, [name]) and not speaks_of(links[1].formula, [name])


def _is_estimated_above(asked: Sequence[Link], last: Sequence[Link], lines: Sequence[str]) -> bool:
    r"""Whether a value is asked for, \hat p = .. is said, and the line above is an equation for p, which the value lacks."""
    plain = hatted_name(last)
    above = links_of(lines[-1])
    is_equation = len(asked) == 1 and len(above) > 1 and above[-1].relation == "eq"
    is_about_it = is_equation and bool(plain) and speaks_of(lines[-1], [plain])
    return is_about_it and not speaks_of(last[1].formula, [plain]) and not any(HAT.search(line) for line in lines)


def _may_be_of_another_parameter(question: AskedQuestion, value: str) -> bool:
    """Whether the square, the root or the reciprocal of a value is not known to be wrong: a deviation, or a mean for a rate."""
    others = (rf"\left({value}\right)^2", rf"\sqrt{{{value}}}", rf"\frac{{1}}{{{value}}}")
    return any(question.grade_as_written(other, "").verdict != "wrong" for other in others)
