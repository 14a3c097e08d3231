r"""Answers about items of arrays that nobody declared, below a sum over one of their indices."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, with_new_names
from verify.grading.row import Row
from verify.grading.submission import Submission
from verify.grading.texts.indexed_items import Items, with_functions_of_indices, without_fixed_indices
from verify.grading.ways.of_opaque_calls import names_what_is_asked, right_sides
from verify.problem import InputError
from verify.read.names import canonical_name

_NEW_INDEX = "klmrst"
_NOT_LINEAR = re.compile(r"\\(?:log|ln|exp|sqrt|tanh|sinh|cosh|sin|cos|prod)(?![A-Za-z])|\be\s*\^|\)\s*\^|\]\s*\^")
_NO_MARKS = {"p", "q", "s", "x"}

Respell = Callable[[Sequence[str], Collection[str]], Items | None]


def is_read_with_items(question: AskedQuestion) -> bool:
    """Whether the question can be read with items for what its sums count."""
    return any(_is_read(question, respell) for respell in _SPELLINGS)


def _is_read(question: AskedQuestion, respell: Respell) -> bool:
    items = _items(question, (), respell)
    try:
        return items is not None and question.asking(_row(question, items)).task is not None
    except InputError:
        return False


def unless_right_for_items(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A result for what is not read, or that for items of any values; wrong if it is for positive ones and weights, too."""
    if found.verdict not in ("undecided", "unreadable") or question.task is not None:
        return found
    for respell in _SPELLINGS:
        items = _items(question, submission.texts, respell)
        if items is None:
            continue
        count = len(items.texts) - 1 if submission.is_one else len(submission.texts)
        other = submission.spelled(items.texts[-count:]).graded_as(question, _row(question, items))
        if other is None or other.verdict not in ("correct", "wrong"):
            continue
        if other.verdict == "wrong" and not (submission.is_formula and _is_wrong_for_all(question, items)):
            continue
        notes = tuple(f"{name} stands for {whole}, any number" for name, whole in sorted(items.called.items()))
        return with_new_names(other, notes, submission.texts)
    return found


def _is_wrong_for_all(question: AskedQuestion, items: Items) -> bool:
    """Whether what is wrong for some items is wrong for positive ones, for weights and for marks 0 and 1, too."""
    if not items.are_alike or len(items.texts) != 2 or question.written.mode not in ("", "equal"):
        return False
    if not items.symbols:
        return _is_wrong_for_marks(question, items)
    if items.ranges.keys() != items.symbols.keys():
        return False
    marks = [name for name, whole in items.called.items() if _may_be_marks(whole)]
    if not all(_is_linear(name, text) for name in marks for text in items.texts):
        return False  # y_k^2 is y_k for marks
    return all(_is_wrong_for(question, _with_values(items, values)) for values in (_positive, _weights))


def _may_be_marks(whole: str) -> bool:
    return canonical_name(whole).partition("_")[0] not in _NO_MARKS


def _is_linear(name: str, text: str) -> bool:
    """Whether a text has a value once, and in no power or function."""
    values = [*re.finditer(rf"(?<![A-Za-z\\]){name}\([^()]*\)\s*(?P<power>\^?)", text)]
    return len(values) == 1 and not values[0]["power"] and _NOT_LINEAR.search(text) is None


def _is_wrong_for(question: AskedQuestion, items: Items) -> bool:
    return question.verdict_of_answer(_row(question, items), items.texts[-1]) == "wrong"


def _with_values(items: Items, value: Callable[[str, str, tuple[str, str]], str]) -> Items:
    """The same with other values of each function."""
    if not items.symbols:
        return items
    call = re.compile(rf"(?<![A-Za-z\\])(?P<name>{'|'.join(map(re.escape, items.symbols))})\((?P<index>[a-z])\)")

    def written(found: re.Match[str]) -> str:
        return value(found["name"], found["index"], items.ranges[found["name"]])

    return replace(items, texts=tuple(call.sub(written, text) for text in items.texts))


def _positive(name: str, index: str, limits: tuple[str, str]) -> str:
    return rf"e^{{{name}({index})}}"


def _weights(name: str, index: str, limits: tuple[str, str]) -> str:
    other = next(letter for letter in _NEW_INDEX if letter not in (index, *limits))
    return rf"\frac{{e^{{{name}({index})}}}}{{\sum_{{{other}={limits[0]}}}^{{{limits[1]}}} e^{{{name}({other})}}}}"


def _is_wrong_for_marks(question: AskedQuestion, items: Items) -> bool:
    """Whether what is wrong for any numbers is wrong for weights, for marks 0 and 1, and for a single mark, too."""
    heads = sorted({name.partition("_")[0] for name in items.called})
    marked = [head for head in heads if head not in _NO_MARKS]
    weights = dict.fromkeys(heads, f"distribution on 1..{items.length}")
    marks = dict.fromkeys(marked, f"sequence {items.length} of in {{0, 1}}")
    single = tuple(rf"\sum_{{l=1}}^{{{items.length}}} {head}_l = 1" for head in marked)
    row = _row(question, items)
    rows = [replace(row, symbols={**row.symbols, **weights})]
    rows += [replace(row, symbols={**row.symbols, head: words}) for head, words in weights.items() if len(weights) > 1]
    rows += [replace(row, symbols={**row.symbols, **marks}, assuming=assumed) for assumed in ((), single) if marks]
    return bool(items.length) and all(
        question.verdict_of_answer(each, items.texts[-1]) == "wrong" for each in rows
    )


def _items(question: AskedQuestion, texts: Sequence[str], respell: Respell) -> Items | None:
    """The reference and the texts with other names for items, without the name of what is computed."""
    row = question.written
    if row.has_more_formulas or row.relation or len(row.references) != 1:
        return None
    asked = row.asked[0]
    written: Sequence[str] | None = (asked, *texts)
    if len(texts) < 2 and names_what_is_asked(question):
        written = right_sides(question, texts[0] if texts else asked)
    declared = {canonical_name(name) for name in row.symbols}
    return None if written is None else respell(written, declared)


def _row(question: AskedQuestion, items: Items) -> Row:
    return question.written.asking_for(items.texts[:1], items.symbols)


_SPELLINGS: tuple[Respell, ...] = (without_fixed_indices, with_functions_of_indices)
