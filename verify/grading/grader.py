"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.answer import judge_answer
from verify.grading.asked_question import AskedQuestion, not_graded, with_its_definitions
from verify.grading.lines.derivations import judge_lines
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import Result, not_known
from verify.grading.row import FIELDS, NO_ANSWER, Reference, Row, row_of
from verify.grading.several import joined_values
from verify.grading.submission import Submission
from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.inferred import inferred
from verify.grading.texts.kernels import says_density
from verify.grading.texts.presentation import plain_answer, without_frame
from verify.grading.texts.sentences import abbreviations_in_sentence
from verify.grading.texts.signs import signs_agree
from verify.grading.ways.beside_words import beside_words
from verify.grading.ways.by_definitions import by_definitions_of, with_notes
from verify.grading.ways.meant_otherwise import (
    as_meant_otherwise,
    unless_a_constant_is_named,
    unless_a_line_defines,
    unless_a_line_may_define,
    unless_lines_are_meant_otherwise,
    unless_meant_otherwise,
    unless_of_any_law,
)
from verify.grading.ways.of_chains import as_implications, unless_chain_is_false, without_arrows
from verify.grading.ways.of_last_lines import unless_it_ends_with_another_value
from verify.grading.ways.of_layouts import unless_in_other_layout
from verify.grading.ways.of_updates import new_value, unless_of_another_value
from verify.grading.ways.other_lines import (
    densities_up_to_a_factor,
    of_computed_rate,
    of_estimates,
    of_log_likelihood,
    of_several_values,
    side_by_side,
    unless_lines_go_on,
)
from verify.grading.ways.own_words import by_what_lines_say, in_its_words
from verify.grading.ways.readings import in_any_reading, may_be_read
from verify.grading.ways.unknown_functions import NamedRates, of_unknown_functions, with_names_for_rates
from verify.problem import InputError, Problem, reject

_NOTHING = Problem(NO_ANSWER, "no answer")
_OWN_NAME = Problem("unsupported", "a value that is given behind a function without brackets, or a name c_7..")
_MOST_REMEMBERED = 1_000  # answers to one question


def grade(row: Mapping[str, Any] | str | None = None, submitted: str | None = None, /, *,
          limits: Limits = DEFAULT_LIMITS, **fields: Any) -> Result:  # fmt: skip
    """The result of one row, or of a reference and a submission.

        grade({"reference": "2x", "submitted": "x + x"})
        grade("2x", "x + x", symbols={"x": "real"})
        grade(claim=ID, submitted="...")

    Whatever is wrong with the question itself is the result's message, and costs nobody points.
    """
    given: Any = {"reference": row} if isinstance(row, str) else {} if row is None else row
    if isinstance(given, Mapping):
        given = {**given, **({} if submitted is None else {"submitted": submitted}), **fields}
    name = str(given.get("id", "")) if isinstance(given, dict) else ""
    try:
        read = row_of(given)
        return grade_row(read, limits)
    except InputError as error:
        return not_graded(name, error.problem)


def grade_row(row: Row, limits: Limits = DEFAULT_LIMITS) -> Result:
    """The result of a row by itself; its answer may declare what a question that cannot be read alone has.

    Raises InputError for a question that cannot be read.
    """
    row = with_its_definitions(row)
    try:
        grader = Grader.of(row, limits)
    except InputError:
        named = with_names_for_rates(row, row.lines or lines_of(row.submitted or ""))
        if named is not None:
            by_rates = Grader.of_rates(named, limits)
            return unless_in_other_layout(by_rates, row.asked, row.lines or (row.submitted or "",))
        declaring = _declaring(row, limits)
        if declaring is None:
            raise
        return declaring.grade_row(row)
    declaring = _declaring(row, limits) if grader.is_read_by_answers else None
    found = declaring.grade_row(row) if declaring is not None else None
    return found if found is not None and found.verdict in ("correct", "wrong") else grader.grade_row(row)


def _declaring(row: Row, limits: Limits) -> Grader | None:
    """A grader of a question with what its answer declares; None if that is not enough to read it."""
    declared = inferred(row, (row.submitted or "",))
    try:
        grader = Grader.of(declared, limits) if declared is not None else None
    except InputError:
        return None
    if grader is None or grader.is_read_by_answers:
        return None
    grader.written = row
    return grader


Asked = str | Reference | Mapping[str, Any]  # a formula, or one with its credit and message


class Grader(AskedQuestion):
    """A question, read once: `Grader("x^2 + 1", symbols={"x": "real"}).grade("1 + x^2")`.

    The keywords are the fields of a row.  Raises InputError for a question that cannot be read.
    """

    def __init__(self, reference: Asked | Iterable[Asked] = (), *, limits: Limits = DEFAULT_LIMITS, **question: Any) -> None:
        unknown = set(question) - {*FIELDS}
        if unknown:
            raise reject("malformed-row", f"the field {sorted(unknown)[0]!r}", help=", ".join(FIELDS))
        self._ask(row_of({"submitted": "", **_asked(reference), **question}), limits)

    @classmethod
    def of_rates(cls, named: NamedRates, limits: Limits) -> Result:
        """The result of a row that can only be read with names for the rates in it.  Raises InputError."""
        grader = cls.of(named.row, limits)
        grader.rates = named.rates
        return grader.grade_lines(named.lines, named.row.id)

    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted formula, or derivation in one text; it is remembered, as answers often repeat.

        Raises InputError for what is no text.
        """
        found = self._graded.get(_text_of(submitted))
        if found is None and not submitted.strip():
            return not_graded(name, _NOTHING)
        if found is None:
            text = without_frame(submitted)
            if self.values is not None and self.values.cannot_be_put_in((text,)):
                return not_graded(name, _OWN_NAME)
            text = text if self.values is None else self.values.put_in(text)
            found = in_its_words(self, text, name)
            found = self._noted(in_any_reading(self, found, Submission((new_value(self, text),), name, is_one=True)))
            found = self._unless_called(unless_of_another_value(self, found, (text,)), (text,))
            if found.verdict == "correct" and self.asks_for_kernel and says_density(submitted):
                found = not_known(found, "right up to a factor, and whether it is the density itself is not known")
            if len(self._graded) >= _MOST_REMEMBERED:
                self._graded.clear()
            self._graded[submitted] = found
        return found if found.id == name else replace(found, id=name)

    def _may_be_read_otherwise(self) -> bool:
        return may_be_read(self)

    def grade_formula(self, submitted: str, name: str) -> Result:
        """The result for one submitted text without the sign of an update."""
        lines = lines_of(submitted)
        if (said := by_what_lines_say(self, lines, name, (submitted,))) is not None:
            return said
        if (implied := as_implications(self, submitted)) is not None:
            found = self._of_lines(implied, name)
            plain = self._of_lines(without_arrows(implied), name) if found.verdict == "wrong" else found
            reason = "wrong as implications, and perhaps not otherwise"
            return found if plain.verdict == found.verdict else not_known(found, reason)
        defined = by_definitions_of(self, lines, name) if len(lines) > 1 else None
        if defined is not None and defined.verdict != "unreadable":
            return self._by_its_end(defined, lines, name)
        found = with_notes(self.grade_as_written(submitted, name), self.written, self.row)
        found = unless_chain_is_false(self, found, submitted, name)
        found = as_meant_otherwise(self, found, (submitted,), lambda grader: grader.grade_as_written(submitted, name))
        found = unless_a_line_may_define(self, unless_of_any_law(self, found, lines), lines)
        found = unless_a_constant_is_named(self, found, lines) if len(lines) > 1 or len(links_of(submitted)) > 2 else found
        typed = tuple(line.strip() for line in plain_answer(submitted).splitlines() if line.strip())
        is_typed = len(lines) == 1 and "\\begin" not in submitted
        if found.verdict != "correct" or abbreviations_in_sentence(submitted) is None:
            found = _read_further(beside_words(self, found, typed if is_typed else lines, name, (submitted,)), defined)
        found = self._by_its_end(found, lines, name) if len(lines) > 1 else found
        for way in (of_log_likelihood, of_computed_rate):
            found = way(self, found, lines, name) if found.verdict == "unreadable" else found
        return unless_meant_otherwise(self, found, submitted) if found.verdict == "wrong" else found

    def grade_as_written(self, submitted: str, name: str) -> Result:
        found = None if self.task is None else judge_answer(self.task, submitted, name)
        if found is not None and found.verdict == "correct" and not signs_agree(self.row, submitted, self.is_right):
            reason = "right as a set of both values, and not sign by sign"
            return not_known(found, reason)
        if found is not None and found.verdict == "wrong" and self.words.is_in_another_order(submitted, name):
            return not_known(found, "wrong in this order, and perhaps not as the values of one thing, in any order")
        if found is not None and found.verdict not in ("undecided", "unreadable"):
            return self.words.unless_cases(found)
        explained = self._with_abbreviations(submitted, name)
        if explained is not None:
            return explained
        other = self.words.judge(submitted, name, found)
        if other is None:
            other = self.not_graded(name) if found is None else found
        grader = self.declaring_names_of((submitted,)) if other.verdict == "unreadable" else None
        return other if grader is None else unless_a_line_defines(self, grader, grader.grade(submitted, name))

    def _with_abbreviations(self, submitted: str, name: str) -> Result | None:
        """The result for an answer with names that it explains itself, which the question does not have; else None."""
        found = (abbreviations_in_sentence(submitted) or abbreviations_of(submitted)) if self.task is not None else None
        if found is None or any(map(self.is_of_question, found[1])):
            return None
        row = replace(self.row, definitions={**self.row.definitions, **found[1]})
        try:
            result = self.declaring(row).grade(found[0], name)
        except InputError:
            return None
        return None if result.verdict == "unreadable" else result

    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line.  Raises InputError for one text in place of lines, and for other things."""
        if isinstance(lines, str):
            raise reject("malformed-row", "one text where lines are expected", help="a list of texts, or grade for one text")
        lines = tuple(map(_text_of, lines))
        lines = lines_of(lines[0]) if len(lines) == 1 and "\\begin" in lines[0] else lines
        if not any(line.strip() for line in lines):
            return not_graded(name, _NOTHING)
        if self.values is not None and self.values.cannot_be_put_in(lines):
            return not_graded(name, _OWN_NAME)
        lines = lines if self.values is None else tuple(map(self.values.put_in, lines))
        found = self._noted(in_any_reading(self, self._of_lines(lines, name), Submission(lines, name, is_one=False)))
        return self._unless_called(unless_of_another_value(self, found, lines), lines)

    def _unless_called(self, found: Result, texts: tuple[str, ...]) -> Result:
        """A wrong answer, undecided if it is about other values of what only some are given of."""
        if self.values is None or found.verdict not in ("correct", "wrong"):
            return found
        written = (*self.written.asked, *texts, *self.written.definitions.values(), *self.written.definitions)
        is_open = self.values.are_marked_in(written) or (found.verdict == "wrong" and self.values.are_called_in(written))
        return not_known(found, f"only some values of {min(self.values.names)} are given") if is_open else found

    def _noted(self, found: Result) -> Result:
        """The result with what of the question is ignored: a mistake that cannot be read says nothing of an answer."""
        ignored = self.task.ignored if self.task is not None else ()
        notes = (f"the mistake {label!r} cannot be read, and is ignored" for label in ignored)
        return replace(found, choices=tuple(dict.fromkeys((*found.choices, *notes)))) if ignored else found

    def _of_lines(self, lines: tuple[str, ...], name: str, may_go_on: bool = True) -> Result:
        """`may_go_on`: whether lines that begin with a sign may belong to those before them."""
        if (said := by_what_lines_say(self, lines, name)) is not None:
            return said
        if self.task is None and any(joined_values(each.formula) for each in self.row.references):
            return of_several_values(self, lines, name)
        defined = by_definitions_of(self, lines, name)
        if defined is not None and defined.verdict != "unreadable":
            return self._by_its_end(defined, lines, name)
        found = self.not_graded(name) if self.task is None else judge_lines(self.task, lines, name)
        found = as_meant_otherwise(self, found, lines, lambda grader: grader.grade_lines(lines, name))
        found = unless_lines_are_meant_otherwise(self, found, lines, name) if found.verdict == "wrong" else found
        grader = self.declaring_names_of(lines) if found.verdict == "unreadable" else None
        found = found if grader is None else unless_a_line_defines(self, grader, grader.grade_lines(lines, name))
        found = unless_a_line_may_define(self, unless_of_any_law(self, found, lines), lines)
        found = unless_a_constant_is_named(self, found, lines)
        if found.verdict == "wrong" and may_go_on:
            found = unless_lines_go_on(found, lines, lambda others: self._of_lines(others, name, may_go_on=False))
        if found.verdict == "unreadable" and (kernels := densities_up_to_a_factor(self, lines)):
            without = self.without(kernels, lambda grader: grader.grade_lines(lines, name))
            found = found if without is None else without
        found = _read_further(beside_words(self, found, lines, name), defined)
        found = self._by_its_end(found, lines, name)
        if found.verdict in ("undecided", "unreadable"):
            by_rates = of_unknown_functions(self, lines, name, are_explicit=True)
            found = by_rates if by_rates is not None and by_rates.verdict == "correct" else found
        for way in (of_log_likelihood, of_computed_rate):
            found = way(self, found, lines, name) if found.verdict == "unreadable" else found
        return side_by_side(self, found, lines, name) if found.verdict == "unreadable" else found

    def _by_its_end(self, found: Result, lines: tuple[str, ...], name: str) -> Result:
        """The result with what the last lines say that an estimate is."""
        return unless_it_ends_with_another_value(self, of_estimates(self, found, lines, name), lines, name)

    def grade_row(self, row: Row) -> Result:
        """The result for the answer of a row with this question."""
        return self.grade_lines(row.lines, row.id) if row.lines else self.grade(row.submitted or "", row.id)


def _read_further(found: Result, other: Result | None) -> Result:
    """Of two results for lines that cannot all be read the one that reads more of them: it names what is not read at all."""
    if found.verdict != "unreadable" or other is None:
        return found
    return min((other, found), key=lambda result: sum(step.verdict == "unreadable" for step in result.steps))


def _asked(reference: Asked | Iterable[Asked]) -> dict[str, Any]:
    """The fields of a row for one reference or several."""
    if isinstance(reference, str):
        return {"reference": reference}
    if not isinstance(reference, (Reference, Mapping, Iterable)):
        raise reject("malformed-row", f"the reference {reference!r}"[:80], help="a formula as a text, or a list of them")
    several = (reference,) if isinstance(reference, (Reference, Mapping)) else tuple(reference)
    return {"references": [vars(each) if isinstance(each, Reference) else each for each in several]} if several else {}


def _text_of(submitted: Any) -> str:
    """An answer, if it is a text; raises InputError for anything else."""
    if not isinstance(submitted, str):
        seen = f"an answer that is no text: {submitted!r}"[:80]
        raise reject("malformed-row", seen, help="a formula as a text; lines go to grade_lines")
    return submitted
