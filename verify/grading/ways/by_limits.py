"""Derivations that end with an arrow to a limit."""

from __future__ import annotations

import re
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.texts.arrows import ByArrow, by_arrow
from verify.grading.ways.beside_words import among
from verify.problem import InputError
from verify.read.names import canonical_name
from verify.term import free_symbols


def to_a_limit(question: AskedQuestion, lines: tuple[str, ...], name: str) -> Result | None:
    """The result for a chain and the limit of its last formula, both judged; None where no arrow says one."""
    parts = by_arrow(lines) if question.task is not None else None
    if parts is None or not _depends_on(question, parts):
        return None
    said = question.grade_lines([text for _, text in parts.limits], name)
    if said.verdict == "wrong" and (other := _may_depend_too(question, said, parts)):
        said = not_known(said, f"{other} is not declared, and may depend on {parts.name}")
    limits = among(said, [place for place, _ in parts.limits], len(lines))
    if len(parts.chain) < 2 and len(parts.chain[0][1].split("=")) < 2:
        return None if limits.verdict == "unreadable" else limits
    alone = question.asking(replace(question.row, references=(), form="", rubric=None, mode="equal"))
    chain = alone.grade_lines([text for _, text in parts.chain], name)
    if "unreadable" in (chain.verdict, limits.verdict):
        return None
    if chain.verdict != "correct":
        return among(chain, [place for place, _ in parts.chain], len(lines))
    steps = (*chain.steps[: parts.limits[0][0]], *limits.steps[parts.limits[0][0] :])
    return replace(limits, steps=steps, choices=(*chain.choices, *limits.choices))


def _depends_on(question: AskedQuestion, parts: ByArrow) -> bool:
    r"""Whether a formula has the name that goes somewhere, and no names with it as an index: no \bar{X}_n."""
    assert question.task is not None
    try:
        symbols = {each.name for each in free_symbols(question.task.in_latex_as(parts.limits[0][1]).read(parts.formula).term)}
    except InputError:
        return False
    name = canonical_name(parts.name)
    return name in symbols and not any(re.search(rf"_\{{?[^_]*\b{re.escape(name)}\b", each) for each in symbols)


def _may_depend_too(question: AskedQuestion, found: Result, parts: ByArrow) -> str:
    r"""A name that nobody declared, and that the limit does not have: the p of \binom{n}{k} p^k (1-p)^{n-k}; or ""."""
    place = found.first_wrong or 0
    before, now = (found.steps[each].term for each in (max(place - 1, 0), place))
    known = {*map(canonical_name, question.row.symbols)}
    names = [{each.name for each in free_symbols(term)} if term is not None else set() for term in (before, now)]
    return next(iter(sorted(names[0] - names[1] - known)), "")
