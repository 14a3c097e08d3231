"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Self

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.answer import judge_answer
from verify.grading.asked_question import not_graded
from verify.grading.beside_words import BesideWords, among
from verify.grading.by_definitions import with_notes
from verify.grading.lines.derivations import judge_lines
from verify.grading.lines.links import continued, lines_of, links_of, partly_continued
from verify.grading.result import Result, not_known
from verify.grading.row import NO_ANSWER, Reference, Row, row_of
from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.defined_in_lines import (
    speaks_of,
)
from verify.grading.texts.entropies import spellings, with_joint_entropies
from verify.grading.texts.inferred import inferred
from verify.grading.texts.presentation import plain_answer
from verify.grading.texts.side_by_side import equations_side_by_side
from verify.grading.texts.signs import signs_agree
from verify.problem import InputError, Problem, reject

_NOTHING = Problem(NO_ANSWER, "no answer")
_TWO_VALUES = re.compile(r"[\s$&]*\\?[A-Za-z]+(?:_\w)?\s*=\s*-?[0-9./]+\s+-\s*[0-9./]+[\s$]*")  # x = 3, and below it -3
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
    try:
        grader = Grader.of(row, limits)
    except InputError:
        declared = inferred(row, (row.submitted or "",))
        if declared is None:
            raise
        grader = Grader.of(declared, limits)
        grader.written = row
    return grader.grade_row(row)


Asked = str | Reference | Mapping[str, Any]  # a formula, or one with its credit and message


class Grader(BesideWords):
    """A question, read once: `Grader("x^2 + 1", symbols={"x": "real"}).grade("1 + x^2")`.

    The keywords are the fields of a row.  Raises InputError for a question that cannot be read.
    """

    def __init__(self, reference: Asked | Iterable[Asked] = (), *, limits: Limits = DEFAULT_LIMITS, **question: Any) -> None:
        unknown = set(question) - {*(each.name for each in fields(Row)), "reference"}
        if unknown:
            raise reject("malformed-row", f"the field {sorted(unknown)[0]!r}", help=", ".join(each.name for each in fields(Row)))
        self._ask(row_of({"submitted": "", **_asked(reference), **question}), limits)

    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted formula, or derivation in one text; it is remembered, as answers often repeat.

        Raises InputError for what is no text.
        """
        found = self._graded.get(_text_of(submitted))
        if found is None and not submitted.strip():
            return not_graded(name, _NOTHING)
        if found is None:
            found = self._of_entropies(submitted, name) if self.has_entropies else self._of_text(submitted, name)
            if len(self._graded) >= _MOST_REMEMBERED:
                self._graded.clear()
            self._graded[submitted] = found
        return found if found.id == name else replace(found, id=name)

    def _of_text(self, submitted: str, name: str) -> Result:
        lines = lines_of(submitted)
        defined = self._by_definitions_of(lines, name) if len(lines) > 1 else None
        if defined is not None and defined.verdict != "unreadable":
            return defined
        found = with_notes(self._grade(submitted, name), self.written, self.row)
        found = self._as_meant_otherwise(found, (submitted,), lambda grader: grader._grade(submitted, name))
        found = self._unless_a_line_may_define(self._unless_of_any_law(found, lines), lines)
        found = self._unless_a_constant_is_named(found, lines) if len(lines) > 1 or len(links_of(submitted)) > 2 else found
        typed = tuple(line.strip() for line in plain_answer(submitted).splitlines() if line.strip())
        is_typed = len(lines) == 1 and "\\begin" not in submitted
        found = _read_further(self._beside_words(found, typed if is_typed else lines, name, (submitted,)), defined)
        return self._unless_meant_otherwise(found, submitted) if found.verdict == "wrong" else found

    def _of_entropies(self, submitted: str, name: str) -> Result:
        """The result for an answer about entropies: those of the variables that are meant may be equal where others are not."""
        found = with_notes(self._grade(with_joint_entropies(submitted), name), self.written, self.row)
        notes = tuple(f"{entropy} is read as {sums[1:-1]}" for entropy, sums in spellings(submitted).items())
        if found.verdict == "wrong":
            found = not_known(found, "not equal for all variables; whether it is for those that are meant is not known")
        return replace(found, choices=(*found.choices, *notes))

    def _grade(self, submitted: str, name: str) -> Result:
        found = None if self.task is None else judge_answer(self.task, submitted, name)
        if found is not None and found.verdict == "correct" and not signs_agree(self.row, submitted, self._is_right):
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
            other = self._not_graded(name) if found is None else found
        grader = self._declaring_names_of((submitted,)) if other.verdict == "unreadable" else None
        return other if grader is None else self._unless_a_line_defines(grader, grader.grade(submitted, name))

    def _declaring_names_of(self, texts: tuple[str, ...]) -> Self | None:
        """A grader of the same question with what the texts of an answer declare, if they declare something."""
        declared = inferred(self.written, texts) if self.may_declare else None
        if declared is None or declared == self.row:
            return None
        try:
            grader = self.declaring(declared)
        except InputError:  # the question cannot be read with what the answer declares
            return None
        grader.may_declare = False
        return grader

    def _with_abbreviations(self, submitted: str, name: str) -> Result | None:
        """The result for an answer with names that it explains itself, which the question does not have; else None."""
        found = abbreviations_of(submitted) if self.task is not None else None
        if found is None or any(map(self._is_of_question, found[1])):
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
        return self._of_lines(lines, name) if any(line.strip() for line in lines) else not_graded(name, _NOTHING)

    def _of_lines(self, lines: tuple[str, ...], name: str, may_go_on: bool = True) -> Result:
        """`may_go_on`: whether lines that begin with a sign may belong to those before them."""
        defined = self._by_definitions_of(lines, name)
        if defined is not None and defined.verdict != "unreadable":
            return defined
        found = self._not_graded(name) if self.task is None else judge_lines(self.task, lines, name)
        found = self._as_meant_otherwise(found, lines, lambda grader: grader.grade_lines(lines, name))
        if found.verdict == "wrong" and (called := self._called_only(*lines)):
            found = not_known(found, f"{next(iter(called))} is not declared, and may be a function with its own properties")
        if found.verdict == "wrong" and (constants := self._taken_constants(found)):
            found = not_known(found, f"{constants[0]} is not declared, and may be another constant in each line")
        if found.verdict == "wrong" and (scales := self._undeclared_scales(found)):
            other = self._declared_otherwise(scales, lambda grader: grader.grade_lines(lines, name))
            if other is not None and self._is_likely(other.verdict):
                found = not_known(found, f"not known to be wrong for positive {', '.join(scales)}, which nobody declared")
        if found.verdict == "wrong" and self._may_be_otherwise(found, lambda grader: grader.grade_lines(lines, name)):
            found = not_known(found, "not known to be wrong for other things that nobody declared: weights, symmetric arrays ...")
        grader = self._declaring_names_of(lines) if found.verdict == "unreadable" else None
        found = found if grader is None else self._unless_a_line_defines(grader, grader.grade_lines(lines, name))
        found = self._unless_a_line_may_define(self._unless_of_any_law(found, lines), lines)
        found = self._unless_a_constant_is_named(found, lines)
        if found.verdict == "wrong" and may_go_on:
            found = self._unless_lines_go_on(found, lines, name)
        if found.verdict == "unreadable" and (kernels := self._densities_up_to_a_factor(lines)):
            without = self._without(kernels, lambda grader: grader.grade_lines(lines, name))
            found = found if without is None else without
        found = _read_further(self._beside_words(found, lines, name), defined)
        return self._side_by_side(found, lines, name) if found.verdict == "unreadable" else found

    def _side_by_side(self, found: Result, lines: tuple[str, ...], name: str) -> Result:
        r"""The result with the equations of a line one by one, f(x) = \sqrt{x}, \quad f(1) = 1, if that is right."""
        apart = [(place, piece) for place, line in enumerate(lines) for piece in equations_side_by_side(line)]
        if len(apart) == len(lines):
            return found
        other = self.grade_lines([text for _, text in apart], name)
        if other.verdict != "correct":
            return found
        return among(other, [place for place, _ in apart], len(lines))

    def _unless_lines_go_on(self, found: Result, lines: tuple[str, ...], name: str) -> Result:
        """The result with lines that begin with + or - as the ends of those before them, if that is not wrong."""
        joined = continued(lines)
        if len(joined) == len(lines):
            return found
        other = self._of_lines(tuple(text for _, text in joined), name, may_go_on=False)
        if other.verdict == "correct":
            return _among_lines(other, joined, lines)
        if any(_TWO_VALUES.fullmatch(text) for _, text in joined):
            return not_known(found, "a line that begins with a sign may be another value of the name before it")
        ways = (self._of_lines(way, name, may_go_on=False) for way in partly_continued(lines, joined))
        is_certain = (other.verdict == "wrong" or len(joined) == 1) and all(way.verdict == "wrong" for way in ways)
        reason = "wrong line by line, and perhaps not if a line goes on with the one before it"
        if not is_certain:
            return not_known(found, reason)
        has_signs = any(links_of(line)[0].relation for line in lines)
        return _among_lines(other, joined, lines) if has_signs and len(joined) > 1 else found

    def _densities_up_to_a_factor(self, lines: tuple[str, ...]) -> set[str]:
        """The declared densities of which lines say no more than that they are proportional to something."""
        declared = {name for name, words in self.written.symbols.items() if words.startswith("density")}
        others = [each.formula for each in self.row.references] + [
            link.formula for line in lines for link in links_of(line)[_is_of_kernel(line) :]
        ]
        return {name for name in declared if not any(speaks_of(text, [name]) for text in others)}

    def grade_row(self, row: Row) -> Result:
        """The result for the answer of a row with this question."""
        return self.grade_lines(row.lines, row.id) if row.lines else self.grade(row.submitted or "", row.id)


def _read_further(found: Result, other: Result | None) -> Result:
    """Of two results for lines that cannot all be read the one that reads more of them: it names what is not read at all."""
    if found.verdict != "unreadable" or other is None:
        return found
    return min((other, found), key=lambda result: sum(step.verdict == "unreadable" for step in result.steps))


def _among_lines(found: Result, joined: Sequence[tuple[int, str]], lines: Sequence[str]) -> Result:
    """The result for lines that go on, as one for the lines that were written."""
    return among(found, [place for place, _ in joined], len(lines), "goes on with the line before it")


def _is_of_kernel(line: str) -> bool:
    r"""Whether a line begins with p(\theta \mid x) \propto."""
    links = links_of(line)
    return len(links) > 1 and not links[0].relation and links[1].relation == "propto"


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
