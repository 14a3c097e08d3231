r"""Lines that say what names are, each made of others, and then their rates of change, as backpropagation is written:

    L = \frac12 (a - y)^2,  a = w z,  z = u x,
    \frac{\partial L}{\partial a} = a - y,  \frac{\partial L}{\partial u} = (a - y) w x

The names are read as definitions.  What else the lines say, of rates or once more of a name, has to hold with them written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.result import LineResult, Result
from verify.grading.row import Reference, Row
from verify.grading.submission import Submission
from verify.problem import InputError
from verify.read.latex.parser import is_latex
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS
from verify.sort import Function, VectorFunction
from verify.term import ONE, free_symbols

_LETTER = r"(?:[A-Za-z]|\\(?:mathcal|mathrm)\s*\{\s*[A-Za-z]\s*\}|\\(?!partial|frac)[a-z]{2,10})(?:_(?:\w|\{\w{1,3}\}))?"
_HEAD = re.compile(_LETTER)
_RATE = re.compile(
    rf"\\[dt]?frac\s*\{{\s*(?:\\partial|d|\\mathrm\s*\{{\s*d\s*\}})\s*(?P<of>{_LETTER})\s*\}}\s*"
    rf"\{{\s*(?:\\partial|d|\\mathrm\s*\{{\s*d\s*\}})\s*(?P<by>{_LETTER})\s*\}}"
    r"|(?<![A-Za-z])[d∂](?P<typed_of>[A-Za-z](?:_\w)?)\s*/\s*[d∂](?P<typed_by>[A-Za-z](?:_\w)?)(?![A-Za-z])"
)
_COMMAND = re.compile(r"\\(?:cdot|times|[dt]?frac|sqrt|left|right|pi)(?![A-Za-z])")
_RESERVED = KNOWN_FUNCTIONS | CONSTANTS.keys() | {*"deijDEIPT", "Delta", "nabla", "partial"}
_MOST_LINES, _MOST_NAMES = 20, 10
_SAYS = LineResult("correct", "proved", "it says what a name stands for")


@dataclass
class _Graph:
    """What lines define, and the formulas that have to be equal to what stands before them, by their lines."""

    definitions: dict[str, str] = field(default_factory=dict)
    equal: list[tuple[int, str, str]] = field(default_factory=list)  # line, what stands before, what is equal to it
    rates: int = 0


def by_computed_rates(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for what is left open, if lines define names and give rates of them; None for other lines."""
    row = question.written
    if question.depth or not row.is_bare or found.verdict not in ("undecided", "unreadable"):
        return None
    lines = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    graph = _graph(lines, {*row.declared, *question.names_asked()})
    if graph is None:
        return None
    if row.syntax == "auto" and any(map(is_latex, lines)):
        row = replace(row, syntax="latex")  # where wz is a product
    steps = [_SAYS] * len(lines)
    choices: dict[str, None] = {}
    last: Result | None = None
    for place, before, formula in graph.equal:
        asked = replace(row, references=(Reference(before),), definitions=graph.definitions)
        last = _judged(question, asked, formula, submission.name)
        if last is None and (rate := _RATE.fullmatch(before)) is not None:
            last = _by_free_column(question, asked, rate["by"] or rate["typed_by"], formula, submission.name)
        if last is None or last.verdict not in ("correct", "wrong"):
            return None
        if last.verdict == "wrong" and _may_be_meant_otherwise(last, row, formula):
            return None
        truth = "proved" if last.verdict == "correct" else "refuted"
        steps[place] = LineResult(last.verdict, truth, last.message, last.counterexample, last.term)
        choices.update(dict.fromkeys(last.choices))
        if last.verdict == "wrong":
            rest = [LineResult("undecided", "undecided", "below a line that is wrong")] * (len(lines) - place - 1)
            message = f"line {place + 1}: {formula} is not {before}"
            return replace(last, steps=(*steps[: place + 1], *rest), first_wrong=place, message=message)
    if last is None or not _is_asked_for(question, row, graph, submission.name):
        return None
    notes = tuple(f"{name} is what its line says" for name in graph.definitions)
    return replace(last, steps=tuple(steps), choices=(*choices, *notes), message="")


def _may_be_meant_otherwise(found: Result, row: Row, formula: str) -> bool:
    """Whether a wrong rate may be that of a function that nobody declared, a(1 - a) for a = g(z), or a number: 0, or its value
    somewhere."""
    asked = found.decided.questions
    is_unknown = not asked or any(
        isinstance(name.sort, (Function, VectorFunction)) and name.name not in row.declared
        for each in asked for name in each.symbols
    )  # fmt: skip
    return is_unknown or not re.search(r"[A-Za-z]", _COMMAND.sub("", formula))


def _judged(question: AskedQuestion, row: Row, formula: str, name: str) -> Result | None:
    return Submission((formula,), name, is_one=True).graded_as(question, row)


def _by_free_column(question: AskedQuestion, row: Row, by: str, formula: str, name: str) -> Result | None:
    r"""The result for a rate by a column or matrix z that is defined: what holds for all z holds for this one.

    What does not may hold for this one, unless it takes all values, as z = W x + b does, and the rate is in z alone.
    """
    free = {head: body for head, body in row.definitions.items() if canonical_name(head) != canonical_name(by)}
    plain = replace(row, references=())
    try:
        defined = question.asking(plain).task if len(free) < len(row.definitions) else None
        value = defined.read(by).term if defined is not None else ONE
        if not value.shape:
            return None
        rows, columns = value.shape
        words = f"vector {rows!r}" if columns is ONE else f"matrix {rows!r} {columns!r}"
        plain = replace(plain, definitions=free, symbols={**row.symbols, by: words})
        task = question.asking(plain).task
        names = {*free_symbols(task.read(formula).term)} if task is not None else set()
    except InputError:
        return None
    found = _judged(question, replace(plain, references=row.references), formula, name)
    if found is None or found.verdict != "wrong":
        return found
    parts = value.args if value.op == "add" else ()
    shifts = {part for part in parts if part.op == "symbol" and sum(part in free_symbols(other) for other in parts) == 1}
    is_in_column = any(each.name == canonical_name(by) for each in names)
    return found if shifts and is_in_column and names.isdisjoint(shifts) else None


def _is_asked_for(question: AskedQuestion, row: Row, graph: _Graph, name: str) -> bool:
    """Whether the last formula is what was asked for, with or without the same rate before it; true if nothing was."""
    if not row.references:
        return True
    links = links_of(row.references[0].formula)
    _, before, formula = graph.equal[-1]
    if len(links) > 2 or (len(links) == 2 and (links[1].relation != "eq" or _plain(links[0].formula) != _plain(before))):
        return False
    asked = replace(row, references=(replace(row.references[0], formula=links[-1].formula),), definitions=graph.definitions)
    found = _judged(question, asked, formula, name)
    return found is not None and found.verdict == "correct"


def _graph(lines: Sequence[str], taken: set[str]) -> _Graph | None:
    """What lines define and claim; None if a line says something else, or no line is about a rate."""
    if not 2 <= len(lines) <= _MOST_LINES:
        return None
    graph, before = _Graph(), ""
    for place, line in enumerate(lines):
        links = links_of(line)
        if any(link.relation not in ("", "eq") for link in links):
            return None
        if not links[0].relation:
            head = links[0].formula.strip(" $&")
            if len(links) < 2:
                return None
            before = head
            if (rate := _RATE.fullmatch(head)) is not None:
                graph.rates += (rate["of"] or rate["typed_of"]) in graph.definitions
            elif not _defines(head, links, graph, taken):
                return None
            links = links[1:] if rate is not None else links[2:]
        if not before:
            return None
        graph.equal += [(place, before, link.formula) for link in links]
    names = {*map(canonical_name, graph.definitions)}
    is_plain = len(graph.definitions) <= _MOST_NAMES and len(names) == len(graph.definitions)
    return graph if graph.rates and is_plain and _are_of_names(graph) else None


def _defines(head: str, links: Sequence[Link], graph: _Graph, taken: set[str]) -> bool:
    """Whether a line says for the first time what a new name is, which then is one of the definitions."""
    name = canonical_name(head)
    if _HEAD.fullmatch(head) is None or name in taken or name.partition("_")[0] in _RESERVED or head in graph.definitions:
        return False
    graph.definitions[head] = links[1].formula
    return True


def _are_of_names(graph: _Graph) -> bool:
    """Whether every definition is of letters: nobody differentiates by what is given as a number, x = 2."""
    return all(re.search(r"[A-Za-z]", formula) for formula in graph.definitions.values())


def _plain(formula: str) -> str:
    return re.sub(r"[\s$&]", "", formula).replace(r"\partial", "d").replace("∂", "d")
