r"""Formulas with means given a random variable: E[E[X \mid Y]] = E[X], Var(Y) = E[Var(Y \mid X)] + Var(E[Y \mid X])."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result
from verify.grading.submission import Submission
from verify.grading.texts.conditional_means import Conditioned, with_laws
from verify.grading.texts.inferred_laws import LAW
from verify.grading.ways.respelled import Respelled, graded_as_respelled, is_read_as_respelled
from verify.read.names import canonical_name

_CALLED = re.compile(r"(?<![A-Za-z\\])(?P<name>[fghu])\s*(?:\\left\s*)?\((?=\s*[A-Z])")
_DENSITY = re.compile(r"density of (?P<names>\w+(?:\s*,\s*\w+)*)")
_NOTE = "the means are taken under one law of all random variables"


def is_read_with_conditions(question: AskedQuestion) -> bool:
    """Whether a question can be read with the laws of its means written out."""
    return is_read_as_respelled(question, _respelled)


def by_conditional_means(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    r"""The result for every law, of what is not read; wrong only for an answer that speaks of a condition itself.

    Without one it may be meant for independent variables, and so may a reference without one to several variables, or an answer
    that is a function of more of them: A of A E[X \mid Y] may be a constant.
    """
    if found.verdict not in ("undecided", "unreadable"):
        return None
    conditioned = _conditioned(question, submission.texts)
    if conditioned is None:
        return None
    other = graded_as_respelled(question, found, submission, _respelled)
    count = len(question.written.references)
    return other if other is None or other.verdict == "correct" or _is_wrong_for_any(conditioned, count) else None


def _is_wrong_for_any(conditioned: Conditioned, count: int) -> bool:
    """Whether what is wrong for some law is not meant for another one; `count`: the references, which come first."""
    if not all(conditioned.speaks[count:]):
        return False
    for speaks, is_of_one, free in zip(conditioned.speaks[:count], conditioned.is_of_one, conditioned.free, strict=False):
        known = free | conditioned.conditions if speaks else free
        if not (speaks or is_of_one) or any(not answered <= known for answered in conditioned.free[count:]):
            return False
    return True


def _conditioned(question: AskedQuestion, texts: Sequence[str]) -> Conditioned | None:
    row = question.written
    if row.has_more_formulas or row.claim or row.mode not in ("", "equal"):
        return None
    law, variables = _law_of(row.symbols)
    return with_laws((*row.asked, *texts), law, variables, {canonical_name(name) for name in row.symbols} - {*variables})


def _law_of(symbols: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The only density that is declared, and what it is of."""
    found = [(name, _DENSITY.fullmatch(words.strip())) for name, words in symbols.items()]
    laws = [(name, tuple(each.strip() for each in density["names"].split(","))) for name, density in found if density]
    return laws[0] if len(laws) == 1 else (LAW, ())


def _respelled(question: AskedQuestion, texts: Sequence[str]) -> Respelled | None:
    conditioned = _conditioned(question, texts)
    row = question.written
    law, variables = _law_of(row.symbols)
    if conditioned is None or (law == LAW and LAW in row.symbols):
        return None
    called = {found["name"] for text in conditioned.texts for found in _CALLED.finditer(text)} - {*row.symbols}
    symbols = {**row.symbols, **dict.fromkeys(sorted(called), "function")}
    if not variables:
        symbols |= dict.fromkeys(conditioned.names, "outcome")
        symbols[LAW] = f"density of {', '.join(conditioned.names)}"
    return Respelled.of(row, conditioned.texts, (_NOTE,), symbols)
