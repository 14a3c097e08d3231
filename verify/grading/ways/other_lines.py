"""Lines read in other ways: as ends of the lines before them, as equations side by side, as what estimates stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import continued, links_of, partly_continued
from verify.grading.result import Result, not_known
from verify.grading.several import joined_values, several_of
from verify.grading.texts.computed_rates import may_be_equated, without_computed_rate
from verify.grading.texts.defined_in_lines import speaks_of
from verify.grading.texts.estimates import without_hats
from verify.grading.texts.log_likelihoods import with_log_likelihood
from verify.grading.texts.side_by_side import equations_side_by_side
from verify.grading.ways.beside_words import among
from verify.problem import InputError
from verify.read.names import canonical_name

_TWO_VALUES = re.compile(r"[\s$&]*\\?[A-Za-z]+(?:_\w)?\s*=\s*-?[0-9./]+\s+-\s*[0-9./]+[\s$]*")  # x = 3, and below it -3


def of_several_values(question: AskedQuestion, lines: tuple[str, ...], name: str) -> Result:
    """The result for x = 1, y = 2 as one statement; values in lines of their own are not wrong."""
    asked = tuple(replace(each, formula=joined_values(each.formula) or each.formula) for each in question.row.references)
    try:
        found = question.asking(replace(question.row, references=asked)).grade_lines(lines, name)
    except InputError:
        return question.not_graded(name)
    last = " = ".join(link.formula for link in links_of(lines[-1]))
    if found.verdict == "wrong" and found.first_wrong is None and several_of(last) is None:
        return not_known(found, "what was asked for may stand in several lines")
    return found


def of_estimates(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    r"""The result with p for a \hat p that solves an equation for p, if it is right, or does not follow where it should."""
    plain = without_hats(lines, question.row.references, question.row.symbols) if found.verdict == "undecided" else None
    if plain is None:
        return found
    try:
        other = question.asking(replace(question.row, references=plain.references)).grade_lines(plain.lines, name)
    except InputError:
        return found
    line = "" if other.first_wrong is None else lines[other.first_wrong]
    is_claimed = bool(line) and (line == plain.lines[other.first_wrong or 0] or links_of(line)[0].relation != "")
    if other.verdict != "correct" and not (other.verdict == "wrong" and is_claimed):
        return found
    note = f"{plain.name} with a hat is taken for the {plain.name} that solves the equation above it"
    return replace(other, choices=(*other.choices, note))


def side_by_side(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    r"""The result with the equations of a line one by one, f(x) = \sqrt{x}, \quad f(1) = 1, if that is right."""
    apart = [(place, piece) for place, line in enumerate(lines) for piece in equations_side_by_side(line)]
    if len(apart) == len(lines):
        return found
    other = question.grade_lines([text for _, text in apart], name)
    if other.verdict != "correct":
        return found
    return among(other, [place for place, _ in apart], len(lines))


def of_log_likelihood(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    """The result with a name for the logarithm of a likelihood that no line writes out, if that can be read."""
    respelled = with_log_likelihood(lines, _known(question))
    if respelled is None or len(respelled) != len(lines):
        return found
    other = question.grade_lines(respelled, name)
    return found if other.verdict == "unreadable" else other


def _known(question: AskedQuestion) -> set[str]:
    return {canonical_name(each.partition("(")[0].strip()) for each in (*question.row.symbols, *question.row.definitions)}


def of_computed_rate(question: AskedQuestion, found: Result, lines: tuple[str, ...], name: str) -> Result:
    """The result with the rate of what no line writes out as the name of what lines compute, if that can be read."""
    pieces = without_computed_rate(lines, _known(question))
    if pieces is None or question.task is None:
        return found
    if question.task.left_sides and len(links_of(pieces[-1][1])) == 1:
        return found  # a value of the rate, where something else is asked for
    other = question.grade_lines([text for _, text in pieces], name)
    if other.verdict == "unreadable":
        return found
    other = among(other, [place for place, _ in pieces], len(lines))
    if other.verdict == "wrong" and other.first_wrong is not None and may_be_equated(lines, other.first_wrong):
        return not_known(other, f"line {other.first_wrong + 1}: its last formula may be what the rate is set to")
    return other


def unless_lines_go_on(found: Result, lines: tuple[str, ...], judge: Callable[[tuple[str, ...]], Result]) -> Result:
    """The result with lines that begin with + or - as the ends of those before them, if that is not wrong."""
    joined = continued(lines)
    if len(joined) == len(lines):
        return found
    other = judge(tuple(text for _, text in joined))
    if other.verdict == "correct":
        return _among_lines(other, joined, lines)
    if any(_TWO_VALUES.fullmatch(text) for _, text in joined):
        return not_known(found, "a line that begins with a sign may be another value of the name before it")
    ways = (judge(way) for way in partly_continued(lines, joined))
    is_certain = (other.verdict == "wrong" or len(joined) == 1) and all(way.verdict == "wrong" for way in ways)
    reason = "wrong line by line, and perhaps not if a line goes on with the one before it"
    if not is_certain:
        return not_known(found, reason)
    has_signs = any(links_of(line)[0].relation for line in lines)
    return _among_lines(other, joined, lines) if has_signs and len(joined) > 1 else found


def densities_up_to_a_factor(question: AskedQuestion, lines: tuple[str, ...]) -> set[str]:
    """The declared densities of which lines say no more than that they are proportional to something."""
    declared = {name for name, words in question.written.symbols.items() if words.startswith("density")}
    others = [*question.row.asked, *(link.formula for line in lines for link in links_of(line)[_is_of_kernel(line) :])]
    return {name for name in declared if not any(speaks_of(text, [name]) for text in others)}


def _among_lines(found: Result, joined: Sequence[tuple[int, str]], lines: Sequence[str]) -> Result:
    """The result for lines that go on, as one for the lines that were written."""
    return among(found, [place for place, _ in joined], len(lines), "goes on with the line before it")


def _is_of_kernel(line: str) -> bool:
    r"""Whether a line begins with p(\theta \mid x) \propto."""
    links = links_of(line)
    return len(links) > 1 and not links[0].relation and links[1].relation == "propto"
