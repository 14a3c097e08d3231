"""Answers in words of their own: entropies, gradients of what nobody defines, numbers with a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.grading.asked_question import AskedQuestion
from verify.grading.result import Result, not_known
from verify.grading.submission import Submission
from verify.grading.texts.entropies import (
    is_one_entropy,
    joint_entropies,
    likely_joint_entropies,
    of_independent,
    speaks_of_variables,
    special_joint_entropies,
    spellings,
    with_joint_entropies,
)
from verify.grading.texts.gradients import Gradients
from verify.grading.texts.wording import is_physical, may_have_base, split_unit, unit_behind
from verify.grading.ways.beside_words import beside_words
from verify.grading.ways.by_definitions import by_definitions_of, with_notes
from verify.grading.ways.by_expansions import by_expansions
from verify.grading.ways.by_limits import to_a_limit
from verify.grading.ways.of_events import of_events
from verify.grading.ways.of_updates import of_update
from verify.grading.ways.unknown_functions import of_unknown_functions
from verify.read.names import canonical_name

_BOUND = re.compile(r"\\(?:le|ge|leq|geq|approx|sim|lesssim|propto|ll|gg|neq|ne|to|implies|iff)(?![A-Za-z])|[<>≤≥≈≠⟹⇒⇔]")


def in_its_words(question: AskedQuestion, submitted: str, name: str) -> Result:
    """The result for an answer about entropies, gradients that nobody defines, or numbers with a unit."""
    if question.has_entropies:
        return _of_entropies(question, submitted, name)
    if question.gradients is not None:
        return _of_gradients(question, question.gradients, submitted, name)
    found = _in_unit(question, submitted, name) if question.unit else of_update(question, submitted, name)
    left_out = [unit for each in question.written.references if (unit := unit_behind(each.formula)) and unit not in submitted]
    return not_known(found, f"without {left_out[0]}, which may be a unit") if found.verdict == "wrong" and left_out else found


def by_what_lines_say(question: AskedQuestion, lines: tuple[str, ...], name: str, written: Sequence[str] = ()) -> Result | None:
    """The result for lines about events, limits by arrows, orders of what is left out, or unknown functions; else None."""
    for judge in (of_events, to_a_limit):
        if (found := judge(question, lines, name)) is not None:
            return found
    for judge in (by_expansions, of_unknown_functions):
        if (found := judge(question, lines, name)) is not None:
            defined = by_definitions_of(question, lines, name) if found.verdict == "undecided" else None
            is_known = defined is not None and defined.verdict in ("correct", "wrong")
            return defined if is_known else beside_words(question, found, lines, name, written)
    return None


def unless_right_for_entropies(question: AskedQuestion, found: Result, submission: Submission) -> Result:
    """A derivation that is not read, or correct if it is for all joint entropies: H(X, Y) = H(X) + H(Y | X).

    An equation that fails is wrong if it fails for independent variables, too, and for those of which one says the other.
    """
    lines = submission.texts
    spelled = tuple(map(with_joint_entropies, lines))
    if submission.is_one or found.verdict not in ("undecided", "unreadable") or spelled == lines or not question.may_declare:
        return found
    symbols = dict.fromkeys(dict.fromkeys(each for line in spelled for each in joint_entropies(line)), "real")
    if not {*symbols}.isdisjoint(map(canonical_name, question.written.symbols)):
        return found

    def graded(texts: Sequence[str]) -> Result | None:
        return question.declared_otherwise(symbols, lambda grader: grader.grade_lines(texts, submission.name))

    other = graded(spelled)
    if other is None or other.verdict not in ("correct", "wrong"):
        return found
    if other.verdict == "wrong":
        special = () if _BOUND.search("\n".join(spelled)) else special_joint_entropies(spelled)
        others = [graded(texts) for texts in special]
        if not others or any(each is None or each.first_wrong != other.first_wrong for each in others):
            return found
    notes = (f"{entropy} is read as {sums[1:-1]}" for line in lines for entropy, sums in spellings(line).items())
    return replace(other, choices=(*other.choices, *dict.fromkeys(notes)))


def _in_unit(question: AskedQuestion, submitted: str, name: str) -> Result:
    """The result for an answer to what is asked for in a unit; in another one, or without, it is not known to be wrong."""
    formula, unit = split_unit(submitted)
    found = of_update(question, formula, name)
    if unit not in ("", question.unit) and found.verdict in ("correct", "wrong"):
        return not_known(found, f"in {unit}, where {question.unit} is asked for")
    if not unit and found.verdict == "correct" and is_physical(question.unit):
        return not_known(found, f"right as a number, without its unit, {question.unit}")
    texts = (submitted, *question.row.asked)
    if found.verdict == "wrong" and question.unit in ("bit", "dB") and any(map(may_have_base, texts)):
        return not_known(found, f"a logarithm, which may be to the base of {question.unit}")
    is_without = found.verdict == "wrong" and not unit
    return not_known(found, f"wrong in {question.unit}, which it does not say") if is_without else found


def _of_gradients(question: AskedQuestion, gradients: Gradients, submitted: str, name: str) -> Result:
    """The result for an answer with gradients of what nobody defines, which is only wrong if it has the same ones."""
    found = of_update(question, gradients.replaced(submitted), name)
    notes = tuple(f"{written} is a quantity by itself, {each}" for written, each in gradients.names.items())
    if found.verdict == "wrong" and not gradients.all_stand_in(submitted):
        found = not_known(found, "a gradient that nobody defines may be written in another way")
    if found.verdict in ("correct", "wrong") and gradients.may_be_no_number(submitted):
        found = not_known(found, "a gradient in a product or quotient of vectors")
    if found.verdict == "wrong" and gradients.are_several_in(question.written.references[0].formula):
        found = not_known(found, "an equation of gradients, whose signs and factors may be those of a multiplier")
    return replace(found, choices=(*found.choices, *notes))


def _cases(question: AskedQuestion, submitted: str) -> list[list[str]] | None:
    """The references and an answer for special variables that may be meant; None if all may be, or numbers are put in.

    What is asked for of all variables is an equation that holds for all of them, or an entropy by itself.
    """
    asked = question.row.asked
    text = with_joint_entropies(submitted)
    if re.search(r"[=0-9]", submitted) or question.task is None or not speaks_of_variables(text) <= speaks_of_variables(*asked):
        return None
    if any("h_{" in each for each in (*asked, text)):
        return None  # of densities, which may be 0, and which others write with H
    if question.task.asks_for_identity:
        return [list(map(of_independent, (*asked, text)))]
    return likely_joint_entropies([*asked, text]) if len(asked) == 1 and is_one_entropy(asked[0]) else None


def _is_right_if(question: AskedQuestion, case: Sequence[str], name: str) -> bool:
    """Whether an answer is not wrong in a special case."""
    row = question.row.asking_for(case, dict.fromkeys((each for text in case for each in joint_entropies(text)), "real"))
    return question.verdict_of(row, lambda grader: grader.grade_as_written(case[-1], name)) != "wrong"


def _of_entropies(question: AskedQuestion, submitted: str, name: str) -> Result:
    """The result for an answer about entropies: those of the variables that are meant may be equal where others are not."""
    text = with_joint_entropies(submitted)
    found = with_notes(question.grade_as_written(text, name), question.written, question.row)
    cases = _cases(question, submitted)
    if cases is not None and found.verdict == "undecided":
        symbols = {**question.row.symbols, **dict.fromkeys(joint_entropies(text), "real")}
        other = question.declared_otherwise(symbols, lambda grader: grader.grade_as_written(text, name))
        found = other if other is not None and other.verdict == "wrong" else found
    if found.verdict == "wrong" and cases is not None and any(_is_right_if(question, case, name) for case in cases):
        found = not_known(found, "right for independent variables, or where one of them says what the other is")
    notes = tuple(f"{entropy} is read as {sums[1:-1]}" for entropy, sums in spellings(submitted).items())
    if found.verdict == "wrong" and cases is None:  # what holds for all variables is asked for of all of them
        found = not_known(found, "not equal for all variables; whether it is for those that are meant is not known")
    return replace(found, choices=(*found.choices, *notes))
