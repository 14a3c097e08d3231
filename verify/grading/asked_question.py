"""A question that was read, its names, and what it is with other declarations."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Self

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.other_words import OtherWords, task_in_words
from verify.grading.result import Result
from verify.grading.row import NO_ANSWER, Reference, Row
from verify.grading.task import Task, task_of
from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.entropies import row_of_entropies
from verify.grading.texts.given_values import with_given_values
from verify.grading.texts.gradients import Gradients, gradients_of
from verify.grading.texts.inferred import inferred, with_integers
from verify.grading.texts.kernels import with_mode_of_kernels, with_mode_of_label
from verify.grading.texts.presentation import without_frame
from verify.grading.texts.unknown_rates import UnknownRates
from verify.grading.texts.updates import Update, update_of
from verify.grading.texts.wording import split_unit
from verify.problem import InputError, Problem, reject
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS
from verify.render.problem import problem_text
from verify.term import free_symbols
from verify.verdict import Verdict

_DEEPEST = 12  # questions inside of each other; the deepest that is known has 4
_MOST_ASKED = 8  # graders of other rows that are kept
_TOO_DEEP = "too-deep"
_FOR_FUNCTION = re.compile(r"\\text\s*\{\s*,?\s*(?:for|if|when)\s*\}(?=\s*[A-Za-z]\s*\([a-z]\)\s*=)")
_WHERE = re.compile(rf"(?<![A-Za-z])(?:where|with)(?![A-Za-z])|{_FOR_FUNCTION.pattern}")


def not_graded(name: str, problem: Problem) -> Result:
    """The result of a row whose question cannot be read, or which has no answer."""
    verdict = Verdict("undecided", reasons=(problem.seen,))
    if problem.kind == NO_ANSWER:
        return Result(name, "unreadable", None, verdict, message=problem.seen, problem=problem)
    return Result(name, "undecided", None, verdict, message=f"the question itself: {problem_text(problem)}", problem=problem)


class AskedQuestion(ABC):
    """A question, read once, and the same question with other declarations."""

    @classmethod
    def of(cls, row: Row, limits: Limits = DEFAULT_LIMITS) -> Self:
        """The grader of a row's question, which other rows with the same question may share."""
        grader = cls.__new__(cls)
        grader._ask(row, limits)
        return grader

    def _ask(self, row: Row, limits: Limits) -> None:
        self.task: Task | None = None
        self.problem: InputError | None = None
        self.rates: UnknownRates | None = None  # for which the question, and all lines, have names already
        self.update: Update | None = None  # what the reference says, if it is one
        self.depth = 0  # how many questions ask this one to judge their answers
        self.may_declare = True  # whether an answer may declare more names
        row = row.asking_for(map(without_frame, row.asked))
        row, self.values = with_given_values(with_its_definitions(row))
        plain = with_integers(row)
        row = with_mode_of_kernels(plain)
        self.asks_for_kernel = row is not plain
        row = with_mode_of_label(row)
        entropies = row_of_entropies(row)
        self.has_entropies, row = entropies is not None, self._asking_for_value(entropies or row)
        self.written, domain = row, ""
        try:
            self.task = task_of(row, limits)
        except InputError as error:
            self.problem = error
            row, self.task, domain = _understood(row, limits)
        formula, self.unit = split_unit(row.references[0].formula) if len(row.references) == 1 else ("", "")
        self.unit = "" if self.unit in row.symbols else self.unit  # \mathrm{m}, where m is declared
        if self.unit:
            row, self.task, domain = _readable(replace(self.written, references=(Reference(formula),)), limits)
        found = gradients_of(self.written) if self.task is None else None
        self.gradients: Gradients | None = None
        if found is not None:
            other, task, domain = _readable(found[0], limits)
            if task is not None:
                row, self.task, self.gradients = other, task, found[1]
        self.row, self.limits = row, limits
        self._graded: dict[str, Result] = {}
        self._asked: tuple[tuple[Row, Limits, Self | InputError], ...] = ()
        self.words = OtherWords(row, self.task, domain, limits)
        is_read = self.task is not None or bool(self.words.asked and self.words.parts)
        self.is_read_by_answers = not is_read and self._may_be_read_otherwise()
        if not is_read and not self.is_read_by_answers and self.problem is not None:
            raise self.problem

    def _asking_for_value(self, row: Row) -> Row:
        """The row with the new value as its reference, if that is certainly an update."""
        found = [update_of(each.formula) for each in row.references]
        self.update = found[0] if len(found) == 1 else None
        if self.update is None or not self.update.is_certain:
            return row
        asked = row.references[0]
        return replace(row, references=(Reference(self.update.right, asked.credit, asked.message),))

    @abstractmethod
    def _may_be_read_otherwise(self) -> bool:
        """Whether a question that cannot be read by itself may be with its answers."""

    @abstractmethod
    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted text."""

    @abstractmethod
    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line."""

    @abstractmethod
    def grade_formula(self, submitted: str, name: str) -> Result:
        """The result for one submitted text without the sign of an update."""

    @abstractmethod
    def grade_as_written(self, submitted: str, name: str) -> Result:
        """The result for one submitted text, as it is written."""

    def asking(self, row: Row, limits: Limits | None = None) -> Self:
        """A grader of another row, on the way to judge an answer to this one.

        Raises InputError for a row that cannot be read, and if this one is itself asked by many others in turn.
        """
        if self.depth >= _DEEPEST:
            raise reject(_TOO_DEEP, "an answer that is read in one way inside of another again and again")
        grader = self.of(row, limits or self.limits)
        grader.depth = self.depth + 1
        return grader

    def _asking_again(self, row: Row, limits: Limits) -> Self:
        """As `asking`, for who changes nothing of the grader: the last ones are kept, as many answers ask for the same row."""
        found = next((known for about, within, known in self._asked if within == limits and _are_same(about, row)), None)
        if found is None:
            try:
                found = self.asking(row, limits)
            except InputError as error:
                found = error
            self._asked = ((row, limits, found), *self._asked[: _MOST_ASKED - 1])
        if isinstance(found, InputError):
            raise found.with_traceback(None)
        found.depth = self.depth + 1  # it may have been asked before anybody knew how deep this one is
        return found

    def declaring(self, row: Row) -> Self:
        """A grader of the same question with more declarations.  Raises InputError if it cannot be read with them."""
        grader = self.asking(row)
        grader.written = self.written
        return grader

    def declaring_names_of(self, texts: tuple[str, ...]) -> Self | None:
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

    def names_of_question(self) -> set[str]:
        return {*map(canonical_name, self.row.symbols), *self.names_asked()}

    def names_asked(self) -> set[str]:
        """The names of the references and the definitions, which no answer declares."""
        if self.task is None:
            return set()
        in_references = (symbol.name for _, term in self.task.references for symbol in free_symbols(term))
        heads = (canonical_name(head.partition("(")[0]) for head in self.row.definitions)
        return {*heads, *in_references, *self.task.left_sides}

    def is_of_question(self, head: str) -> bool:
        """Whether a name that an answer explains is one of the question, has a meaning of its own, or stands in the question."""
        written = head.partition("(")[0].strip()
        name, names = canonical_name(written), self.names_of_question()
        has_meaning = name in KNOWN_FUNCTIONS or name in CONSTANTS or name in ("i", "j", "C")
        if has_meaning or any(each.startswith(f"{name}_") for each in names):
            return True
        token = re.compile(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])")
        return name in names or any(token.search(each.formula) for each in self.row.references)

    def is_right(self, reference: str, submitted: str) -> bool:
        """Whether an answer is right for another reference under the same declarations."""
        row = replace(self.row, references=(Reference(reference),))
        try:
            return self.asking(row).grade_as_written(submitted, "").verdict == "correct"
        except InputError:
            return False

    def declared_otherwise(
        self, declared: Mapping[str, str], grade: Callable[[Self], Result], limits: Limits | None = None
    ) -> Result | None:
        """The result with more declarations; None for a question that cannot be read with them."""
        try:
            return grade(self._asking_again(replace(self.row, symbols={**self.row.symbols, **declared}), limits or self.limits))
        except InputError:
            return None

    def verdict_of(self, row: Row, grade: Callable[[Self], Result]) -> str:
        """The verdict for another row; "wrong" too where it cannot be read."""
        try:
            return grade(self._asking_again(row, self.limits)).verdict
        except InputError as error:
            return "undecided" if error.problem.kind == _TOO_DEEP else "wrong"

    def verdict_of_answer(self, row: Row, submitted: str) -> str:
        """The verdict of an answer to another row; "wrong" too where the row cannot be read."""
        return self.verdict_of(row, lambda grader: grader.grade(submitted))

    def without(self, names: Collection[str], grade: Callable[[Self], Result]) -> Result | None:
        """The result with fewer declarations; None if the question cannot be read with them."""
        symbols = {name: words for name, words in self.row.symbols.items() if name not in names}
        try:
            return grade(self.asking(replace(self.row, symbols=symbols)))
        except InputError:
            return None

    def not_graded(self, name: str) -> Result:
        assert self.problem is not None
        return not_graded(name, self.problem.problem)


def _are_same(row: Row, other: Row) -> bool:
    """Whether two rows are equal, and declare everything in one order: a definition may use those before it."""
    return row == other and all(
        tuple(first) == tuple(second)
        for first, second in (
            (row.symbols, other.symbols),
            (row.definitions, other.definitions),
            (row.mistakes, other.mistakes),
            (row.macros, other.macros),
        )
    )


def with_its_definitions(row: Row) -> Row:
    r"""The row with what its reference says of its own names: f(2), of f(2) \text{ where } f(x) = x^2."""
    if len(row.references) != 1 or not _WHERE.search(row.references[0].formula):
        return row
    asked = row.references[0]
    found = abbreviations_of(_FOR_FUNCTION.sub(r"\\text{ where }", asked.formula))
    known = {canonical_name(head.partition("(")[0]) for head in (*row.symbols, *row.definitions)}
    if found is None or not known.isdisjoint(canonical_name(head.partition("(")[0]) for head in found[1]):
        return row
    return replace(row, references=(replace(asked, formula=found[0]),), definitions={**row.definitions, **found[1]})


def _readable(row: Row, limits: Limits) -> tuple[Row, Task | None, str]:
    """The row, its task and where its references are said to hold, as it is or with what its formulas declare."""
    try:
        return row, task_of(row, limits), ""
    except InputError:
        return _understood(row, limits)


def _understood(row: Row, limits: Limits) -> tuple[Row, Task | None, str]:
    """The row with what its formulas declare by themselves, its task, and where its references are said to hold.

    The task is None for a question that cannot be read at all.
    """
    declared = inferred(row)
    if declared is not None:
        try:
            return declared, task_of(declared, limits), ""
        except InputError:
            row = declared
    return row, *(task_in_words(row, limits) or (None, ""))
