"""Chains in one line, `f = a = b` where an expression is asked for, in which something is said to be equal that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from verify.grading.answer import DOES_NOT_HOLD
from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import compare
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import Result
from verify.grading.texts.brackets import is_balanced
from verify.grading.texts.labels import label_of
from verify.grading.texts.notation import CONSTANTS_OF_INTEGRATION
from verify.problem import InputError
from verify.sort import REAL
from verify.term import BINDERS, Term, derivative, free_symbols, symbol

_ROUNDED = re.compile(r"%|[0-9]\.[0-9]|\\approx")
_FORM_OF_LIMIT = re.compile(
    r"\\[dt]?frac\s*(?:\{\s*0\s*\}\s*\{\s*0\s*\}|00|\{[^{}]*\\infty\s*\}\s*\{[^{}]*\\infty\s*\})|0\s*/\s*0"
)
_FUEL = 50_000  # of one part of a side
_ARROW = re.compile(
    r"\\(?:implies|Rightarrow|Longrightarrow|iff|Leftrightarrow|Longleftrightarrow)(?![A-Za-z])|<?==?>|[⇒⇔]|(?<!\w)(?:implies|iff)(?!\w)"
)


def unless_chain_is_false(question: AskedQuestion, found: Result, submitted: str, name: str) -> Result:
    """A chain that does not hold is wrong as its sides are below each other, if it speaks of nothing but what is asked for.

    What is only equal somewhere may be an equation to be solved: 2x = 6.  A chain of two sides may also say by `=` what becomes
    of the first, x^2 = 2x, and a longer one may go on with what it has found so far: 3 * 4 = 12 + 2 = 14.
    """
    if found.verdict != "undecided" or found.message != DOES_NOT_HOLD or question.task is None:
        return found
    links = links_of(lines_of(submitted)[0])
    labels = 1 if len(links) > 2 and _is_label(question, links[0].formula) else 0
    sides = links[labels:]
    if len(sides) < 3 or question.row.mode.strip().lower() not in ("", "equal") or _may_mean_more(submitted, sides):
        return found
    begin = f"{links[0].formula} = {sides[0].formula}" if labels else sides[0].formula
    lines = (begin, *(f"= {link.formula}" for link in sides[1:]))
    other = question.grade_lines(lines, name)
    place = other.first_wrong
    if other.verdict != "wrong" or not place or not _speaks_of_what_is_asked(question, other, place):
        return found
    end_is_wrong = question.grade_as_written(sides[-1].formula, name).verdict == "wrong"
    if not _is_wrong_for_positive(question, other, lines) or (not end_is_wrong and _goes_on(question, other, place)):
        return found
    message = f"{sides[place - 1].formula} = {sides[place].formula} does not hold"
    return replace(other, steps=(), first_wrong=None, message=message)


def _is_label(question: AskedQuestion, side: str) -> bool:
    r"""Whether a side names what comes behind it, as \frac{dy}{dx} does; \frac{d}{dx} x^2 is a formula in what is asked for."""
    if label_of(side) is None:
        return False
    try:
        term = question.task.read(side).term if question.task is not None else None
    except InputError:
        return True
    return term is None or term.op == "symbol" or not _names_asked(question).issuperset(free_symbols(term))


def _names_asked(question: AskedQuestion) -> set[Term]:
    references = [term for _, term in (question.task.references if question.task else ())]
    integrals = [term for term in references if term.op == "lambda"]
    variables = {term.args[0] for term in integrals} | {symbol(name, REAL) for name in CONSTANTS_OF_INTEGRATION if integrals}
    return variables | {name for term in references for name in free_symbols(term)}


def _may_mean_more(submitted: str, sides: Sequence[Link]) -> bool:
    r"""Whether a side is rounded or the form of a limit, \frac00, or the last one is 0, to which what was found is set."""
    return sides[-1].formula.strip(" $&") == "0" or any(each.search(submitted) for each in (_ROUNDED, _FORM_OF_LIMIT))


def _is_wrong_for_positive(question: AskedQuestion, found: Result, lines: tuple[str, ...]) -> bool:
    """Whether the sides differ for positive numbers, too, where nobody declared them; not p and q, of which 1 may be the sum."""
    known = question.written.declared
    names = {each.name for step in found.steps if step.term is not None for each in free_symbols(step.term) if each.sort == REAL}
    names -= known
    if {"p", "q"} <= names:
        return False
    if not names:
        return True
    other = question.declared_otherwise(dict.fromkeys(sorted(names), "positive"), lambda grader: grader.grade_lines(lines))
    return other is not None and other.verdict == "wrong" and other.first_wrong == found.first_wrong


def as_implications(question: AskedQuestion, submitted: str) -> tuple[str, ...] | None:
    r"""The lines of 2x - 6 = 0 \implies 2x = 6 \implies x = 3, of 2x = 6 \implies x = 3 where an equation is asked for.

    None for a text with fewer arrows, or several lines, and where an implication is asked for.
    """
    if any(map(_ARROW.search, question.row.asked)):
        return None
    lines = lines_of(submitted)
    places = [found for found in _ARROW.finditer(lines[0]) if is_balanced(lines[0][: found.start()])]
    asks_for_equation = question.task is not None and any(term.op == "eq" for _, term in question.task.references)
    if len(lines) > 1 or len(places) < 2 - asks_for_equation or not lines[0][: places[0].start()].strip():
        return None
    ends = [*(found.start() for found in places[1:]), len(lines[0])]
    return (lines[0][: places[0].start()], *(lines[0][found.start() : end] for found, end in zip(places, ends, strict=True)))


def without_arrows(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without the arrows at their beginnings."""
    plain = [line.lstrip(" &") for line in lines]
    return tuple(_ARROW.sub("", line, count=1).strip() if _ARROW.match(line) else line for line in plain)


def _speaks_of_what_is_asked(question: AskedQuestion, found: Result, place: int) -> bool:
    """Whether the two sides that differ have no names but those of the references."""
    terms = [found.steps[each].term for each in (place - 1, place)]
    asked = _names_asked(question)
    return all(term is not None and asked.issuperset(free_symbols(term)) for term in terms)


def _goes_on(question: AskedQuestion, found: Result, place: int) -> bool:
    """Whether a side has the value of the one before it inside, 12 + 2 and √25, or is its derivative.

    Not if the side behind it has that value, too: a = a + 2 = a.
    """
    terms = [step.term for step in found.steps]
    before, now = terms[place - 1], terms[place]
    if before is None or now is None or question.task is None:
        return True
    limits, known = question.limits.at_most(_FUEL), question.task.hypotheses

    def is_equal(one: Term, other: Term) -> bool:
        return compare(one, other, known, limits).outcome == "correct"

    if len(terms) > place + 1 and (behind := terms[place + 1]) is not None and is_equal(before, behind):
        names = [name for name in free_symbols(now) if name.sort == REAL]
        return any(is_equal(derivative(now, name), behind) for name in names)
    pairs = [(part, before) for part in _parts_outside(now) if part is not now and not part.shape]
    pairs += [(derivative(before, name), now) for name in free_symbols(before) if name.sort == REAL]
    return any(is_equal(part, whole) for part, whole in pairs)


def _parts_outside(term: Term) -> Iterator[Term]:
    """The parts of a term but for exponents, and for what stands inside of an integral or a sum."""
    yield term
    if term.op in BINDERS:
        return
    for part in term.args[:1] if term.op == "power" else term.args:
        yield from _parts_outside(part)
