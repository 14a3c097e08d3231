r"""Answers about layers of a network that nobody declared: \delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)} \odot g'(z^{(l)})."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import links_of
from verify.grading.result import Result, not_known, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.layers import Layers, with_layers
from verify.grading.ways.of_opaque_calls import names_what_is_asked, right_sides
from verify.problem import InputError
from verify.read.names import canonical_name

_RATE = re.compile(r"\s*(?:\\[dt]?frac\s*\{\s*(?:\\partial|d)(?![A-Za-z])[^{}]*\}\s*\{.*\}\s*\Z|\\nabla_)", re.DOTALL)


def is_read_with_layers(question: AskedQuestion) -> bool:
    """Whether the question can be read with a name for what stands in each layer."""
    layers = _layers(question, ())
    try:
        return layers is not None and bool(question.asking(_row(question, layers)))
    except InputError:
        return False


def by_layers(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result with a name for what stands in each layer, for what is left open otherwise, or right for numbers.

    Nothing is wrong that speaks of other layers than the question: what holds of them may say so.
    """
    if found.verdict == "wrong" or not submission.is_formula:
        return None
    layers = _layers(question, submission.texts)
    if layers is None:
        return None
    asked, *answered = layers.texts
    other = submission.spelled(answered).graded_as(question, _row(question, layers))
    is_wrong = other is not None and other.verdict == "wrong" and layers.names_in(asked) == layers.names_in(answered[0])
    if other is None or not (other.verdict == "correct" or (is_wrong and found.verdict != "correct")):
        return None
    if other.verdict == "correct" and layers.are_turned(asked, answered[0]):
        return not_known(found, "right for numbers, and not in this order for matrices") if found.verdict == "correct" else None
    notes = (f"{name} stands for {written}" for name, written in layers.called.items())
    return with_new_names(other, notes, submission.texts)


def _layers(question: AskedQuestion, texts: Sequence[str]) -> Layers | None:
    row = question.written
    if row.has_more_formulas or row.relation or len(row.references) != 1:
        return None
    written: Sequence[str] = (*row.asked, *texts)
    if names_what_is_asked(question) or _asks_for_rate(row):
        sides = right_sides(question, texts[0] if texts else row.asked[0])
        written = written if sides is None else sides if texts else sides[:1]
    return with_layers(written, {*map(canonical_name, row.symbols)})


def _asks_for_rate(row: Row) -> bool:
    r"""Whether the reference says what a derivative is: \frac{\partial L}{\partial W^{(l)}} = .."""
    links = links_of(row.asked[0])
    return len(links) == 2 and links[1].relation == "eq" and _RATE.match(links[0].formula) is not None


def _row(question: AskedQuestion, layers: Layers) -> Row:
    return question.written.asking_for(layers.texts, dict.fromkeys(layers.functions, "function"))
