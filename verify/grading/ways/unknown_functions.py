"""Derivations about rates of quantities that no line gives as formulas of the variable."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.derivations import of_derivation
from verify.grading.lines.implicit import follow_rates
from verify.grading.lines.links import links_of, with_next_line
from verify.grading.lines.state import Derivation
from verify.grading.lines.total_rates import Changing
from verify.grading.result import Result, not_known
from verify.grading.row import Row
from verify.grading.task import Task
from verify.grading.texts.marks import without_numbers
from verify.grading.texts.unknown_rates import OPERATOR, UnknownRates, unknown_rates
from verify.grading.texts.values_beside import values_apart
from verify.grading.ways.beside_words import among
from verify.problem import InputError
from verify.read.names import accented
from verify.sort import Scalar


def of_unknown_functions(
    question: AskedQuestion, lines: tuple[str, ...], name: str, *, are_explicit: bool = False
) -> Result | None:
    """The result for lines that are about rates of unknown functions, and are all read; None for others.

    `are_explicit`: lines say the functions, and what is right of them as of others is.
    """
    if question.task is None or len(lines) < 2:
        return None
    if question.rates is not None and not are_explicit:
        return _judged_by_rates(question, lines, question.rates, name)
    taken = [each for each, term in question.task.vocabulary.symbols.items() if not isinstance(term.sort, Scalar)]
    found = with_names_for_rates(question.row if question.gradients is None else question.written, lines, taken)
    if found is None or found.rates.are_explicit != are_explicit:
        return None
    try:
        grader = question.asking(found.row)
    except InputError:
        return None
    return _judged_by_rates(grader, found.lines, found.rates, name)


def _judged_by_rates(question: AskedQuestion, lines: tuple[str, ...], rates: UnknownRates, name: str) -> Result | None:
    for grader in (question, question.declaring_names_of(lines)):
        if grader is not None and grader.task is not None:
            pieces = values_apart(lines)
            found = _judged(grader.task, tuple(text for _, text in pieces), rates, name)
            if found is not None:
                return among(found, [place for place, _ in pieces], len(lines))
    return None


@dataclass(frozen=True)
class NamedRates:
    """A row and lines with names for the rates in them."""

    row: Row
    lines: tuple[str, ...]
    rates: UnknownRates


def with_names_for_rates(row: Row, lines: tuple[str, ...], taken: Collection[str] = ()) -> NamedRates | None:
    """A row and its lines with names for rates of unknown functions; None where lines speak of none, or not clearly.

    `taken` are names that are declared to be no numbers.
    """
    if row.start or row.relation or row.rubric is not None:
        return None
    formulas = row.asked
    heads = [head.partition("(")[0].strip() for head in row.definitions]
    rates = unknown_rates(lines, (*formulas, *row.assuming), (*heads, *taken))
    if rates is None:
        return None
    spelled = [rates.respelled(text) for text in (*lines, *formulas, *row.assuming)]
    texts = [text for text in spelled if text is not None]
    if len(texts) < len(spelled):
        return None
    count, more = len(lines), len(lines) + len(formulas)
    names = sorted(accented(each, mark) for each in rates.names for mark in ("dot", "ddot"))
    asking = row.asking_for(texts[count:more], {**dict.fromkeys(names, "real"), OPERATOR: "function"})
    named = replace(asking, assuming=tuple(texts[more:]), mistakes={})
    return NamedRates(named, tuple(texts[:count]), rates)


def _judged(task: Task, lines: tuple[str, ...], rates: UnknownRates, name: str) -> Result | None:
    """The result for lines with names for rates; None if they cannot all be read as statements about rates."""
    task = replace(task.in_latex_as(*lines), of_lines=True)
    links = [links_of(line) for line in with_next_line(without_numbers(lines))]
    changing = Changing(rates.variable, rates.names)
    try:
        derivation, constant = follow_rates(links, task, changing, is_primed=rates.is_primed)
    except InputError:
        return None
    task = _by_value(task, derivation)
    found = of_derivation(task, derivation, name)
    if found.verdict == "wrong" and found.first_wrong is None:
        found = not_known(found, "every line follows, and the last one is not known to be what was asked for")
    if found.verdict == "correct" and not task.references and constant:
        found = not_known(found, f"right if {constant}, of which no line has a rate, is a constant")
    marks = tuple(f"{accented(each, 'dot')} stands for d{each}/d{rates.variable}" for each in sorted(rates.names))
    return replace(found, choices=(*found.choices, *marks))


def _by_value(task: Task, derivation: Derivation) -> Task:
    """The task for the value behind the last =, if a value is asked for, or that of the rate on the left."""
    last = derivation.last
    if last is None or last.op != "eq" or not task.references:
        return task
    asked = [term for _, term in task.references]
    are_of_it = last.args[0].op == "symbol" and all(term.op == "eq" and term.args[0] is last.args[0] for term in asked)
    if are_of_it and task.by_value is not None:
        task = replace(task, references=task.by_value.references, by_value=None, compared={})
    if are_of_it or all(kind_of(term) == "expression" for term in asked):
        derivation.last = last.args[1]
    return task
