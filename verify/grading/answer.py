"""The result for one answer: a formula, what stands behind a name, or the end of a chain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from verify.grading.comparing import symmetric_gradients
from verify.grading.comparing.compare import answer_itself, differ, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.families import has_other_constants
from verify.grading.comparing.form import with_lowest_terms
from verify.grading.comparing.nearest import best_reference, explains, with_form
from verify.grading.comparing.sets import ends_of
from verify.grading.comparing.shown_values import shown_counterexample
from verify.grading.comparing.vacuous import compare_answer
from verify.grading.lines.derivations import choices_of, judge_lines, of_derivation, unreadable
from verify.grading.lines.lines import follow
from verify.grading.lines.links import Link, lines_of, links_of
from verify.grading.lines.state import Derivation
from verify.grading.optima.extreme_values import VALUES
from verify.grading.result import Result, not_known
from verify.grading.row import Reference
from verify.grading.task import Task, undeclared_words
from verify.grading.texts.labels import Label, label_of, of_label, plain_text
from verify.grading.texts.notation import doubted, doubted_readings, names_called
from verify.grading.texts.presentation import without_approximately
from verify.grading.texts.respellings import MOST_GROUPINGS, MOST_TRIED, RESPELLED_FUEL, respellings, spells_brackets
from verify.problem import InputError
from verify.read.set_notation import is_about_one_number
from verify.read.text import Reading
from verify.render.graded import EQUAL, EQUAL_WHERE_DEFINED, SAYS_THE_SAME
from verify.term import OPTIMA, Term, free_symbols
from verify.verdict import Verdict

_REASON = re.compile(  # \text{since $ab = 0$}
    r"\\(?:text|textrm|mathrm|intertext)\s*\{[^{}]*(?:\$|\b(?:since|because|as|given|assum\w*|commut\w*|orthogon\w*|symmetr\w*"
    r"|independen\w*|uncorrelated|provided|vanish\w*)\b)"
)
_COUNTS = re.compile(r"!|binom|choose|\bnCr\b|\bfactorial\b")  # what may stand as it is in any form
DOES_NOT_HOLD = "an equation where an expression is asked for, and it does not hold"
_WRITTEN_TWICE = "an equation that says the same on both sides"
_OTHER_CONSTANTS = "equal up to its constants, which nobody declared"


def judge_answer(task: Task, submitted: str, name: str = "") -> Result:
    """The result for one submitted text: a formula, or the lines of a derivation.

    What is wrong as it is written is not known to be wrong, if the answer or the question can be spelled so that it is right;
    nor, where the brackets are in doubt, if one of the other spellings is not known to be wrong.
    """
    submitted = submitted if task.tolerance is None else without_approximately(submitted)
    found = _as_written(task, submitted, name)
    if found.verdict == "correct" and _is_named_otherwise(task, submitted):
        return replace(_undecided(name, "right, and by another name than what was asked for"), term=found.term)
    if found.verdict != "wrong":
        return found
    if _is_named_otherwise(task, submitted):
        return replace(_undecided(name, "wrong for what was asked for, and by another name"), term=found.term)
    cheap = task.with_fuel(RESPELLED_FUEL)
    texts = ((text, cheap, text) for text in respellings(submitted))
    questions = ((text, other, submitted) for text, other in _respelled_questions(task, cheap))
    seen = {(_asked_terms(task), found.term)}
    likely = ((meant, other, text) for meant, other, text in chain(texts, questions) if _may_be_right(other, text, seen))
    tried = [(meant, _as_written(other, text, name).verdict) for meant, other, text in islice(likely, MOST_TRIED)]
    right = next((meant for meant, verdict in tried if verdict == "correct"), None)
    if right is not None:
        reason = f"wrong as it is written, and right if {right} is meant: write brackets"
    elif any(verdict == "undecided" for _, verdict in tried) or next(likely, None):
        reason = next(iter(_groupings_of(task, submitted)), "")
    else:
        return found
    return replace(_undecided(name, reason), term=found.term, choices=found.choices) if reason else found


def _groupings_of(task: Task, submitted: str) -> Sequence[str]:
    """The doubts about brackets in one submitted formula and its question that other spellings settle."""
    line = lines_of(submitted)[0]
    try:
        return _spelled(task, task.read(line), line)
    except InputError:
        return ()


def _spelled(task: Task, reading: Reading, submitted: str) -> Sequence[str]:
    """None of the doubts about brackets, if they are so many, or the text so long, that not all spellings are tried."""
    groupings = (*task.groupings, *reading.groupings)
    return groupings if spells_brackets(submitted) and len(groupings) <= MOST_GROUPINGS else ()


def _is_named_otherwise(task: Task, submitted: str) -> bool:
    """Whether an answer has another left side than the question, or one for a place where a value is asked for."""
    if "=" not in submitted or not _asks_for_expression(task):
        return False
    links = links_of(lines_of(submitted)[0])
    label = label_of(links[0].formula) if len(links) > 1 else None
    if label is not None and not task.is_left_side(links[0].formula) and _is_of_other_kind(task, label):
        return True
    return bool(task.left_sides) and _names_another(task, links)


def _names_another(task: Task, links: Sequence[Link]) -> bool:
    """Whether a chain begins with a name that may be that of something else than what was asked for."""
    if len(links) < 2 or _is_set_of_solutions(*links[:2]):
        return False
    if links[1].relation not in task.naming or not task.names_another(links[0].formula):
        return False
    return not _is_value_asked_for(task.by_value or task, links[0].formula)


def _is_set_of_solutions(name: Link, value: Link) -> bool:
    """L = {2} for x = 2."""
    return plain_text(name.formula) in ("L", "S", "mathcal{L}") and value.formula.lstrip(" $\\").startswith("{")


def _may_be_right(task: Task, text: str, seen: set[tuple[tuple[Term, ...], Term | None]]) -> bool:
    """Whether a text is another formula than those that were `seen`, and floating point does not tell it from all references."""
    if not task.references:
        return True
    try:
        read = task.read(text).term
    except InputError:
        return True
    asked = _asked_terms(task)
    if (asked, read) in seen:
        return False
    seen.add((asked, read))
    term = answer_itself(read, asked[0])
    return task.mode is not compare_answer or not all(differ(each, term, task.hypotheses) for each in asked)


def _asked_terms(task: Task) -> tuple[Term, ...]:
    return tuple(term for _, term in task.references)


def _respelled_questions(task: Task, cheap: Task) -> Iterator[tuple[str, Task]]:
    """The task with less fuel, and the reference in other spellings."""
    for text, asked in task.respelled:
        yield text, replace(cheap, references=((task.references[0][0], asked),), compared={})


def _as_written(task: Task, submitted: str, name: str) -> Result:
    """The result for the text as it is read; y = 2x may be answered by 2x, or as f(x) = 2x."""
    found = _against(task, submitted, name)
    if task.by_value is None or found.verdict == "correct":
        return found
    lines = lines_of(submitted)
    links = links_of(lines[-1])
    if task.asks_for_identity and len(links) > 1:
        return found  # 1 = 1 is as true
    other = _against(task.by_value, submitted, name)
    is_other = _names_another(task, links)
    if other.verdict == "correct":
        if len(links) > 1 and not is_other and (reason := _says_nothing(task, links)):
            return found if found.verdict == "wrong" and reason != _WRITTEN_TWICE else _undecided(name, reason)
        return _undecided(name, "an equation for another name than was asked for") if is_other else other
    if found.verdict != "wrong" and is_other and other.verdict == "wrong":
        return _undecided(name, "an equation for another name than was asked for")
    if found.verdict != "wrong":
        return found if other.verdict == "unreadable" or found.message == _OTHER_CONSTANTS else other
    is_name = label_of(links[0].formula) is not None
    if (is_other and is_name) or (len(lines) > 1 and other.verdict != "wrong"):
        return _undecided(name, "an equation for another name than was asked for")
    return found


def _says_nothing(task: Task, links: Sequence[Link]) -> str:
    """Why a chain does not say what the name asked for is, though its last side has that value: x^0 = 1 for x = 1; or ""."""
    asked = [term for _, term in task.references if term.op == "eq" and term.args[0].op == "symbol"]
    if not asked or any(task.is_left_side(link.formula) for link in links):
        return ""
    try:
        sides = [task.read(link.formula).term for link in links]
    except InputError:
        return ""
    label = label_of(links[0].formula)
    if label is not None and not label.is_changed and {*label.names}.isdisjoint(name.name for name in free_symbols(sides[-1])):
        return ""  # L = {2}, y(x) = 2x
    names = {name for side in sides for name in free_symbols(side)}
    if any(term.args[0] in names for term in asked):
        return "an equation that always holds, and has the name that is asked for"
    if len(set(sides)) == 1 and len({"".join(link.formula.split()) for link in links}) > 1:
        return _WRITTEN_TWICE
    if len(set(sides)) == 1 or all(names - {*free_symbols(term.args[1])} for term in asked):
        return "an equation that always holds, and does not have the name that is asked for"
    return ""


def _against(task: Task, submitted: str, name: str) -> Result:
    try:
        task, submitted = task.with_macros_of(submitted)
    except InputError as error:
        return unreadable(name, error.problem)
    task, lines = task.in_latex_as(submitted) if "=" in submitted else task, lines_of(submitted)
    if len(lines) > 1 or not task.references or task.rubric is not None:
        judged = judge_lines(task, lines, name)
        has_reason = judged.verdict == "wrong" and _REASON.search(submitted) is not None
        return not_known(judged, "wrong without the reasons beside its lines, which are not read") if has_reason else judged
    submitted = lines[0]
    try:
        reading = task.read(submitted)
        term = answer_itself(reading.term, task.references[0][1])
        task.check_names(term, submitted)
    except InputError as error:
        if len(links_of(submitted)) > 1 and not _asks_for_statement(task):
            return _last_of_chain(task, lines, name, unreadable(name, error.problem))
        return unreadable(name, error.problem)
    is_range = task.may_be_interval and is_about_one_number(term) and ends_of(term) is not None
    if kind_of(term) == "statement" and _asks_for_expression(task) and not is_range:
        return _last_of_chain(task, lines, name, None)
    reference, asked, found = best_reference(task, term, submitted)
    if found.outcome == "correct" and task.form == "simplified" and "%" not in reference.formula:
        found = with_form(found, task.form, with_lowest_terms(submitted))
    if found.outcome == "wrong" and found.code == "form" and _COUNTS.search(submitted):
        found = replace(found, outcome="undecided")
    if found.outcome == "correct" and _has_other_brackets(reference.formula, submitted, asked):
        found = undecided("round and square brackets: a point in both, or intervals", "notation")
    found = doubted(found, (asked, term), task.declared, names_called(reading) | task.called, task.constants)
    found = doubted_readings(found, task.doubts, reading, spelled=_spelled(task, reading, submitted))
    if found.outcome == "wrong" and _has_other_constants(task, asked, term):
        found = replace(undecided(_OTHER_CONSTANTS, "notation"), sides=found.sides)
    if found.outcome == "wrong" and term.op in ("implies", "iff") and asked.op not in ("implies", "iff"):
        found = replace(undecided("several statements in a line, where one is asked for", "chain"), sides=found.sides)
    return _result(task, name, reading, reference, asked, found)


def _has_other_brackets(reference: str, submitted: str, asked: Term) -> bool:
    """Whether (a, b) answers [a, b] where the order of a and b is not known, so that both may be intervals."""
    if asked.op != "matrix" or len(asked.args) != 2 or not free_symbols(asked):
        return False
    first, second = (text.replace(r"\left", "").lstrip(" $")[:1] for text in (reference, submitted))
    return {first, second} == {"(", "["}


def _has_other_constants(task: Task, asked: Term, term: Term) -> bool:
    return has_other_constants(asked, term, task.declared, task.hypotheses, task.limits)


def _asks_for_expression(task: Task) -> bool:
    return all(kind_of(term) == "expression" for _, term in task.references)


def _asks_for_statement(task: Task) -> bool:
    return any(kind_of(term) == "statement" for _, term in task.references)


def _last_of_chain(task: Task, lines: Sequence[str], name: str, otherwise: Result | None) -> Result:
    """`f = a = b` where an expression is asked for: b is the answer, if what stands before it is equal to it.

    What stands before it may also be what was asked for, once more: then b is the answer whatever it is.
    """
    task = replace(task, of_lines=True)
    links = links_of(lines[0])
    if any(link.relation not in ("", *task.naming) for link in links):
        return _undecided(name, "an inequality where an expression is asked for") if otherwise is None else otherwise
    derivation = follow(lines, task)
    if derivation.problem is not None and otherwise is not None:
        return otherwise if derivation.problem.source in ("", links[0].formula) else unreadable(name, derivation.problem)
    (step,) = derivation.steps
    if step.verdict == "unreadable" or (step.verdict == "wrong" and not _restates(task, derivation)):
        reason = DOES_NOT_HOLD if step.verdict == "wrong" else "an equation where an expression is asked for"
        return replace(_undecided(name, reason), term=step.term, choices=choices_of(derivation))
    found = replace(of_derivation(task, derivation, name), steps=())
    label = label_of(links[0].formula)
    is_reference = any(plain_text(links[0].formula) == plain_text(each.formula) for each, _ in task.references)
    is_asked = is_reference or task.is_left_side(links[0].formula)
    is_doubtful = label is not None and not is_asked and (
        task.names_another(links[0].formula) or not label.is_certain or (not label.is_plain and _asks_for_place(task))
    )
    if is_doubtful and found.verdict in ("correct", "wrong") and _is_value_asked_for(task, links[0].formula):
        return found
    is_certain = _is_wrong_for_what_is_named if found.verdict == "wrong" else _may_be_square
    if is_doubtful and step.verdict != "wrong" and not is_certain(links[0].formula, task, derivation):
        return replace(_undecided(name, f"whether {links[0].formula} is what was asked for is not known"), term=step.term)
    return found


def _is_of_other_kind(task: Task, label: Label) -> bool:
    r"""Whether x^* names the answer to \max_x f, or f_{max} the one to \arg\max_x f."""
    name = label.names[0]
    is_value = name.endswith(("_max", "_min"))
    optima = (term for _, term in task.references if term.op in OPTIMA)
    return any(
        is_place if term.op in VALUES else is_value and not is_place
        for term in optima
        if (is_place := name.partition("_")[0] == term.args[0].name) or is_value
    )


def _is_value_asked_for(task: Task, formula: str) -> bool:
    r"""Whether a left side that names something, such as \nabla_x \log p(x), has the value of a reference."""
    try:
        term = task.read(formula).term
    except InputError:
        return False
    return best_reference(replace(task, mode=compare_answer, compared={}), term, formula)[2].outcome == "correct"


def _is_wrong_for_what_is_named(left: str, task: Task, derivation: Derivation) -> bool:
    r"""Whether what stands behind w^2, A^{-1} or \log p is wrong for that as well, if w, A or p is asked for.

    Nothing is known if the left side names something else, or is no such label.
    """
    label = label_of(left)
    if label is None or label.is_certain or derivation.last is None or task.names_another(left) or _asks_for_place(task):
        return False
    named = [free_symbols(term) for _, term in task.references]
    if len(named[0]) == 1 and any(len(name) == 1 and name.islower() for name in label.names):
        return False  # y^2 = x may be one for x, and for another y
    changed = tuple((each, of_label(left, term)) for each, term in task.references)
    meant = tuple((each, term) for each, term in changed if term is not None)
    if len(meant) != len(changed):
        return False
    return best_reference(replace(task, references=meant, compared={}), derivation.last, derivation.source)[2].outcome == "wrong"


def _asks_for_place(task: Task) -> bool:
    return any(term.op in OPTIMA for _, term in task.references)


def _may_be_square(formula: str, task: Task, _: Derivation) -> bool:
    r"""Whether a left side may be what was asked for, if nothing says what that is: W_2^2 and \log p(x), but not w^2 for a w."""
    label = label_of(formula)
    if label is None or task.left_sides or _asks_for_place(task):
        return False
    names = {symbol.name for _, term in task.references for symbol in free_symbols(term)}
    return names.isdisjoint(label.names)


def _restates(task: Task, derivation: Derivation) -> bool:
    """Whether an equation begins with what was asked for."""
    return len(derivation.terms) == 2 and best_reference(task, derivation.terms[0], "")[2].outcome == "correct"


def _undecided(name: str, reason: str) -> Result:
    return Result(name, "undecided", None, Verdict("undecided", reasons=(reason,)), message=reason)


def _result(task: Task, name: str, reading: Reading, reference: Reference, asked: Term, found: Comparison) -> Result:
    conventions = () if found.outcome == "wrong" else symmetric_gradients.choices(asked, reading.term)
    score = {"correct": task.points * reference.credit, "wrong": 0.0}.get(found.outcome)
    message = reference.message if found.outcome == "correct" and reference.message else found.message
    counterexample, sides = shown_counterexample(found)
    return Result(
        name, found.outcome, score, found.verdict,
        choices=(*reading.choices, *undeclared_words(reading), *conventions),
        counterexample=counterexample, message=message,
        explain=explains(task, reading.term, asked, found), sides=sides, term=reading.term,
        shows=_shown(task, asked, found),
    )  # fmt: skip


def _shown(task: Task, asked: Term, found: Comparison) -> str:
    """What was shown of a right answer, if it is equal to the reference, or says the same."""
    if found.outcome != "correct" or task.mode is not compare_answer or asked.op in ("lambda", *OPTIMA, *VALUES):
        return ""
    if kind_of(asked) != "expression":
        return SAYS_THE_SAME
    return EQUAL if found.verdict.domain == "total" else EQUAL_WHERE_DEFINED
