"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import islice
from typing import Any

from verify.decide import decide
from verify.domain import in_real_exponent
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grading.answer import judge_answer
from verify.grading.comparing.any_law import differ_for_every_law, is_less_for_every_law, leave_room
from verify.grading.comparing.compare import kind_of
from verify.grading.lines.derivations import judge_lines
from verify.grading.lines.links import continued, lines_of, links_of, partly_continued
from verify.grading.other_words import OtherWords, task_in_words
from verify.grading.prose.clauses import changes, goes_on
from verify.grading.prose.unread import note_behind, says_nothing_else, says_something, unread_words
from verify.grading.prose.vocabulary import RULES_OF_DERIVATIVES
from verify.grading.prose.words import Prose, is_tie, prose_of
from verify.grading.result import LineResult, Result, not_known
from verify.grading.row import NO_ANSWER, Reference, Row, row_of
from verify.grading.task import Task, task_of
from verify.grading.texts.abbreviations import abbreviations_of
from verify.grading.texts.defined_in_lines import (
    are_doubtful,
    definitions_of,
    heads_of,
    logarithms_meant,
    speaks_of,
    with_arguments,
)
from verify.grading.texts.entropies import row_of_entropies, spellings, with_joint_entropies
from verify.grading.texts.inferred import inferred, other_declarations
from verify.grading.texts.inferred_functions import letters_called
from verify.grading.texts.inferred_laws import LAW, random_names, variables_of
from verify.grading.texts.labels import plain_text
from verify.grading.texts.notation import CONSTANTS_OF_INTEGRATION
from verify.grading.texts.presentation import plain_answer
from verify.grading.texts.respellings import MOST_TRIED, respellings
from verify.grading.texts.signs import signs_agree
from verify.mathematics.excluded_middle import negation
from verify.problem import InputError, Problem, reject
from verify.question import Question
from verify.read.names import canonical_name
from verify.read.naming import CONSTANTS, KNOWN_FUNCTIONS
from verify.render.problem import problem_text
from verify.term import free_symbols
from verify.verdict import Verdict

_FUEL_OF_REMARK = 60_000
_RELATION_SIGN = re.compile(r"[<>=≤≥≠∈~]|\\(?:leq?|geq?|neq?|in|sim|perp|subset\w*|to)(?![A-Za-z])")
_DERIVATIVE = re.compile(
    r"\\?(?:d|partial)\s*(?:\}\s*\{|/)|\\nabla|\bgrad\b|\b(?:diff|derivative)\(|frac\s*\{\s*(?:d|\\partial)\b|['′∇∂]|\bd[a-z]\b"
)
_RIGHT_WITHOUT_WORDS = "right without the words beside its lines, which are not read"
_WRONG_WITHOUT_WORDS = "wrong without the words beside its lines, which are not read"
_NOTHING = Problem(NO_ANSWER, "no answer")
_TWO_VALUES = re.compile(r"[\s$&]*\\?[A-Za-z]+(?:_\w)?\s*=\s*-?[0-9./]+\s+-\s*[0-9./]+[\s$]*")  # x = 3, and below it -3
_MOST_REMEMBERED = 1_000  # answers to one question
_CHANGE = re.compile(r"\\[Dd]elta(?![A-Za-z_])\s*(?=\\?[A-Za-z])|[Δδ]\s*(?=[A-Za-z])")
_SCALES = frozenset(("sigma", "tau", "lambda", "kappa", "ell", "n", "N", "m", "K", "T"))


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


def not_graded(name: str, problem: Problem) -> Result:
    """The result of a row whose question cannot be read, or which has no answer."""
    verdict = Verdict("undecided", reasons=(problem.seen,))
    if problem.kind == NO_ANSWER:
        return Result(name, "unreadable", None, verdict, message=problem.seen, problem=problem)
    return Result(name, "undecided", None, verdict, message=f"the question itself: {problem_text(problem)}", problem=problem)


Asked = str | Reference | Mapping[str, Any]  # a formula, or one with its credit and message


class Grader:
    """A question, read once: `Grader("x^2 + 1", symbols={"x": "real"}).grade("1 + x^2")`.

    The keywords are the fields of a row.  Raises InputError for a question that cannot be read.
    """

    def __init__(self, reference: Asked | Iterable[Asked] = (), *, limits: Limits = DEFAULT_LIMITS, **question: Any) -> None:
        unknown = set(question) - {*(each.name for each in fields(Row)), "reference"}
        if unknown:
            raise reject("malformed-row", f"the field {sorted(unknown)[0]!r}", help=", ".join(each.name for each in fields(Row)))
        self._ask(row_of({"submitted": "", **_asked(reference), **question}), limits)

    @classmethod
    def of(cls, row: Row, limits: Limits = DEFAULT_LIMITS) -> Grader:
        """The grader of a row's question, which other rows with the same question may share."""
        grader = cls.__new__(cls)
        grader._ask(row, limits)
        return grader

    def _ask(self, row: Row, limits: Limits) -> None:
        self.task: Task | None = None
        self.problem: InputError | None = None
        self.may_declare = True  # whether an answer may declare more names
        entropies = row_of_entropies(row)
        self.has_entropies, row = entropies is not None, entropies or row
        self.written, domain = row, ""
        try:
            self.task = task_of(row, limits)
        except InputError as error:
            self.problem = error
            row, self.task, domain = _understood(row, limits)
        self.row, self.limits = row, limits
        self._graded: dict[str, Result] = {}
        self.words = OtherWords(row, self.task, domain, limits)
        if self.task is None and self.problem is not None and not (self.words.asked and self.words.parts):
            raise self.problem

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
        if defined is not None:
            return defined
        found = _with_notes(self._grade(submitted, name), self.written, self.row)
        found = self._as_meant_otherwise(found, (submitted,), lambda grader: grader._grade(submitted, name))
        found = self._unless_a_line_may_define(self._unless_of_any_law(found, lines), lines)
        typed = tuple(line.strip() for line in plain_answer(submitted).splitlines() if line.strip())
        is_typed = len(lines) == 1 and "\\begin" not in submitted
        found = self._beside_words(found, typed if is_typed else lines, name, (submitted,))
        return self._unless_meant_otherwise(found, submitted) if found.verdict == "wrong" else found

    def _called_only(self, *texts: str) -> dict[str, str]:
        """The undeclared letters of a row and an answer that stand before a bracket wherever they stand: E(X^2), y(-x)."""
        letters = letters_called((*(each.formula for each in self.row.references), *texts))
        return dict.fromkeys(sorted(letters & self._read_as_factors(texts)), "function") if letters else {}

    def _read_as_factors(self, texts: Iterable[str]) -> set[str]:
        """The undeclared names before a bracket, as far as the texts are formulas by themselves."""
        if self.task is None:
            return set()
        found = set(self.task.called)
        for text in texts:
            for link in links_of(text):
                try:
                    found.update(self.task.read(link.formula).called)
                except InputError:
                    continue
        return found

    def _as_meant_otherwise(self, found: Result, texts: tuple[str, ...], grade: Callable[[Grader], Result]) -> Result:
        """A right answer, undecided if it is not right for something else that its undeclared names may be, too."""
        if found.verdict != "correct":
            return found
        if constants := self._declared_constants(found):
            return not_known(found, f"right if {', '.join(constants)}, which the question declares, is a constant")
        if self._lost_changes(texts):
            return not_known(found, "right if Delta is a factor, and Delta x may be a change of x: declare it")
        if called := self._called_only(*texts):
            other = self._declared_otherwise(called, grade)
            if other is None or other.verdict != "correct":
                return not_known(found, f"right if {', '.join(called)} is a factor, and it may be a function")
        if counts := self._undeclared_exponents(found):
            other = self._declared_otherwise(counts, grade)
            if other is None or other.verdict == "wrong":
                return not_known(found, f"right for real {', '.join(counts)}, and wrong for natural numbers: declare it")
        return found

    def _declared_constants(self, found: Result) -> list[str]:
        """The declared names that an answer adds up to a constant, and that are not called as constants are."""
        if self.task is None or self.row.mode.strip().lower() != "up to a constant" or found.term is None:
            return []
        asked = {name.name for _, term in self.task.references for name in free_symbols(term)}
        asked |= {term.args[0].name for _, term in self.task.references if term.op == "lambda"}
        new = {name.name for name in free_symbols(found.term)} - asked
        return sorted(new & {canonical_name(name) for name in self.row.symbols} - CONSTANTS_OF_INTEGRATION)

    def _lost_changes(self, texts: tuple[str, ...]) -> bool:
        r"""Whether one side only has a Delta before a name, that nobody declared: y/x is no \frac{\Delta y}{\Delta x}."""
        if {"Delta", "delta"} & {canonical_name(name) for name in self.row.symbols}:
            return False
        sides = [each.formula for each in self.row.references], texts
        asked, answered = (any(_CHANGE.search(text.rpartition("=")[2]) for text in each) for each in sides)
        return bool(self.row.references) and asked != answered

    def _undeclared_exponents(self, found: Result) -> dict[str, str]:
        """The names in exponents that nobody declared: x^n has no value at x < 0 for real n, and has one for natural n."""
        if self.task is None:
            return {}
        terms = [term for _, term in self.task.references]
        terms += [term for term in (found.term, *(step.term for step in found.steps)) if term is not None]
        known = {canonical_name(name) for name in self.row.symbols}
        names = dict.fromkeys(name for term in terms for name in free_symbols(term) if name.name not in known)
        return {name.name: "natural" for name in names if in_real_exponent(name, terms)}

    def _declared_otherwise(self, declared: Mapping[str, str], grade: Callable[[Grader], Result]) -> Result | None:
        """The result with more declarations; None for a question that cannot be read with them."""
        try:
            return grade(Grader.of(replace(self.row, symbols={**self.row.symbols, **declared}), self.limits))
        except InputError:
            return None

    def _of_entropies(self, submitted: str, name: str) -> Result:
        """The result for an answer about entropies: those of the variables that are meant may be equal where others are not."""
        found = _with_notes(self._grade(with_joint_entropies(submitted), name), self.written, self.row)
        notes = tuple(f"{entropy} is read as {sums[1:-1]}" for entropy, sums in spellings(submitted).items())
        if found.verdict == "wrong":
            found = not_known(found, "not equal for all variables; whether it is for those that are meant is not known")
        return replace(found, choices=(*found.choices, *notes))

    def _unless_meant_otherwise(self, found: Result, submitted: str) -> Result:
        """A wrong answer, undecided if it has names that the question does not have, or is right for something else that
        nobody declared either."""
        if self.row is not self.written and self.task is not None and (new := _new_names(self.task, found, self.written)):
            reason = f"{new[0]} is not declared, and the question does not have it"
            return not_known(found, reason)
        if called := self._called_only(submitted):
            return not_known(found, f"{next(iter(called))} is not declared, and may be a function with its own properties")
        for row in other_declarations(self.written, self.row):
            if self._by_other(row, submitted) != "wrong":
                reason = "not known to be wrong for other things that nobody declared: weights, symmetric arrays ..."
                return not_known(found, reason)
        for row in self._respelled_definitions():
            if self._by_other(row, submitted) != "wrong":
                return not_known(found, "not known to be wrong if a definition is meant otherwise: write brackets")
        scales = self._undeclared_scales()
        if scales and self._is_likely(self._by_other(replace(self.row, symbols={**self.row.symbols, **scales}), submitted)):
            return not_known(found, f"not known to be wrong for positive {', '.join(scales)}, which nobody declared")
        return found

    def _respelled_definitions(self) -> Iterator[Row]:
        """The row with one definition in another spelling."""
        for head, body in self.row.definitions.items():
            for text in islice(respellings(body), MOST_TRIED):
                yield replace(self.row, definitions={**self.row.definitions, head: text})

    def _undeclared_scales(self, found: Result | None = None) -> dict[str, str]:
        """Names of the references, or the lines of a result, that nobody declared and that are positive to most."""
        terms = [term for _, term in (self.task.references if self.task else ())]
        terms += [step.term for step in (found.steps if found is not None else ()) if step.term is not None]
        names = {name.name for term in terms for name in free_symbols(term)}
        known = {canonical_name(name) for name in self.row.symbols}
        is_integral = any(term.op == "lambda" for term in terms)  # \sqrt{a^2 - x^2}, for a > 0 to everyone
        return {name: "positive" for name in sorted(names - known) if is_integral or name.partition("_")[0] in _SCALES}

    def _is_likely(self, verdict: str) -> bool:
        """Whether an answer with a verdict for positive names may be right; integrals are seldom known to be."""
        integrals = self.task is not None and any(term.op == "lambda" for _, term in self.task.references)
        return verdict == "correct" or (integrals and verdict != "wrong")

    def _by_other(self, row: Row, submitted: str) -> str:
        """The verdict with other declarations; "wrong" too where they cannot be read."""
        try:
            return Grader.of(row, self.limits)._grade(submitted, "").verdict
        except InputError:
            return "wrong"

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

    def _by_definitions_of(self, lines: tuple[str, ...], name: str) -> Result | None:
        """The result with the functions that lines define for the others; None if there are none, or they do not help."""
        declared = (*self.row.symbols, *(head.partition("(")[0] for head in self.row.definitions))
        defined = definitions_of(lines, declared) if self.task is not None else {}
        names = [head.partition("(")[0].strip() for head in defined]
        if not defined or any(speaks_of(each.formula, names) for each in self.row.references):
            return None
        try:
            grader = Grader.of(replace(self.row, definitions={**self.row.definitions, **defined}), self.limits)
        except InputError:
            return None
        is_doubtful = are_doubtful(heads_of(lines, declared))
        lines = tuple(with_arguments(line, defined) for line in lines)
        found = grader.grade_lines(lines, name)
        if found.verdict == "wrong" and found.first_wrong is not None:
            line = lines[found.first_wrong]
            if is_doubtful or (not speaks_of(line, names) and not links_of(line)[0].relation):
                found = not_known(found, "a line without a sign of its own, which may be another fact beside the function")
        if found.verdict == "correct" and not all(grader._is_right(*each) for each in logarithms_meant(defined)):
            found = not_known(found, "a log-likelihood that is not known to be the logarithm of the likelihood")
        return None if found.verdict == "unreadable" else _with_notes(found, self.row, grader.row)

    def _unless_a_line_may_define(self, found: Result, lines: tuple[str, ...]) -> Result:
        """A wrong derivation, undecided if a line begins with f(x) = for an f that nobody declared."""
        declared = (*self.row.symbols, *(head.partition("(")[0] for head in self.row.definitions))
        heads = heads_of(lines, declared) if found.verdict == "wrong" and len(lines) > 1 else {}
        if not heads:
            return found
        line = lines[found.first_wrong or 0]
        names = [head.partition("(")[0].strip() for head in heads]
        if links_of(line)[0].relation and not speaks_of(line, names):  # a step of a chain says nothing of the function
            return found
        return not_known(found, "a function that nobody declared, which a line may define")

    def _declaring_names_of(self, texts: tuple[str, ...]) -> Grader | None:
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

    def _is_of_question(self, head: str) -> bool:
        """Whether a name that an answer explains is one of the question, has a meaning of its own, or stands in the question."""
        written = head.partition("(")[0].strip()
        name, names = canonical_name(written), self._names_of_question()
        has_meaning = name in KNOWN_FUNCTIONS or name in CONSTANTS or name in ("i", "j", "C")
        if has_meaning or any(each.startswith(f"{name}_") for each in names):
            return True
        token = re.compile(rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])")
        return name in names or any(token.search(each.formula) for each in self.row.references)

    def _names_of_question(self) -> set[str]:
        return {*map(canonical_name, self.row.symbols), *self._names_asked()}

    def _names_asked(self) -> set[str]:
        """The names of the references and the definitions, which no answer declares."""
        if self.task is None:
            return set()
        in_references = (symbol.name for _, term in self.task.references for symbol in free_symbols(term))
        heads = (canonical_name(head.partition("(")[0]) for head in self.row.definitions)
        return {*heads, *in_references, *self.task.left_sides}

    def _is_right(self, reference: str, submitted: str) -> bool:
        """Whether an answer is right for another reference under the same declarations."""
        row = replace(self.row, references=(Reference(reference),))
        try:
            return Grader.of(row, self.limits)._grade(submitted, "").verdict == "correct"
        except InputError:
            return False

    def declaring(self, row: Row) -> Grader:
        """A grader of the same question with more declarations.  Raises InputError if it cannot be read with them."""
        grader = Grader.of(row, self.limits)
        grader.written = self.written
        return grader

    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line.  Raises InputError for one text in place of lines, and for other things."""
        if isinstance(lines, str):
            raise reject("malformed-row", "one text where lines are expected", help="a list of texts, or grade for one text")
        lines = tuple(map(_text_of, lines))
        return self._of_lines(lines, name) if any(line.strip() for line in lines) else not_graded(name, _NOTHING)

    def _of_lines(self, lines: tuple[str, ...], name: str, may_go_on: bool = True) -> Result:
        """`may_go_on`: whether lines that begin with a sign may belong to those before them."""
        defined = self._by_definitions_of(lines, name)
        if defined is not None:
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
        grader = self._declaring_names_of(lines) if found.verdict == "unreadable" else None
        found = found if grader is None else self._unless_a_line_defines(grader, grader.grade_lines(lines, name))
        found = self._unless_a_line_may_define(self._unless_of_any_law(found, lines), lines)
        if found.verdict == "wrong" and may_go_on:
            found = self._unless_lines_go_on(found, lines, name)
        if found.verdict == "unreadable" and (kernels := self._densities_up_to_a_factor(lines)):
            without = self._without(kernels, lambda grader: grader.grade_lines(lines, name))
            found = found if without is None else without
        return self._beside_words(found, lines, name)

    def _taken_constants(self, found: Result) -> list[str]:
        """The constants in two lines that differ, which formulas were taken to declare: the C of ln y = x + C and y = Ce^x."""
        taken = {*self.row.symbols} - {*self.written.symbols}
        places = [] if found.first_wrong is None else [found.first_wrong - 1, found.first_wrong]
        terms = [found.steps[place].term for place in places if place >= 0]
        names = [{name.name for name in free_symbols(term)} if term is not None else set() for term in terms]
        return sorted(set.intersection(*names) & taken & CONSTANTS_OF_INTEGRATION) if len(names) == 2 else []

    def _unless_lines_go_on(self, found: Result, lines: tuple[str, ...], name: str) -> Result:
        """The result with lines that begin with + or - as the ends of those before them, if that is not wrong."""
        joined = continued(lines)
        if len(joined) == len(lines):
            return found
        other = self._of_lines(tuple(text for _, text in joined), name, may_go_on=False)
        if other.verdict == "correct":
            return _among(other, [place for place, _ in joined], len(lines), "goes on with the line before it")
        if any(_TWO_VALUES.fullmatch(text) for _, text in joined):
            return not_known(found, "a line that begins with a sign may be another value of the name before it")
        ways = (self._of_lines(way, name, may_go_on=False) for way in partly_continued(lines, joined))
        is_certain = (other.verdict == "wrong" or len(joined) == 1) and all(way.verdict == "wrong" for way in ways)
        reason = "wrong line by line, and perhaps not if a line goes on with the one before it"
        return found if is_certain else not_known(found, reason)

    def _beside_words(self, found: Result, lines: tuple[str, ...], name: str, written: Sequence[str] = ()) -> Result:
        """The result without the words in and beside the lines; what is wrong with them, read as letters, may be right."""
        known = self._names_of_question()
        if found.verdict == "correct":
            return found if says_nothing_else(lines, written, known) else not_known(found, _RIGHT_WITHOUT_WORDS)
        if found.verdict == "wrong" and len(lines) == 1 and (note := note_behind(lines[0], written)):
            return not_known(found, f"wrong if {note} is a part of the formula, and not said beside it")
        if len(lines) < 2:
            return found
        if found.verdict != "wrong":
            without_words = self._without_words(lines, name, found)
            return found if without_words is None else without_words
        if not self._is_unread_in(found, lines, written) and "&&" not in "".join(lines):
            return found
        other = self._without_words(lines, name, not_known(found, ""))
        return other if other is not None and other.verdict == "wrong" else not_known(found, _WRONG_WITHOUT_WORDS)

    def _is_unread_in(self, found: Result, lines: Sequence[str], written: Sequence[str] = ()) -> bool:
        """Whether a line was not read, or words and marks in some were read as letters or not at all."""
        known = self._known_words(lines)
        unread = [line for line, step in zip(lines, found.steps, strict=False) if step.verdict == "unreadable"]
        begun = any(step.verdict == "unreadable" for step in found.steps[: found.first_wrong])
        return begun or any(map(says_something, unread)) or bool(unread_words(lines, known, written))

    def _densities_up_to_a_factor(self, lines: tuple[str, ...]) -> set[str]:
        """The declared densities of which lines say no more than that they are proportional to something."""
        declared = {name for name, words in self.written.symbols.items() if words.startswith("density")}
        others = [each.formula for each in self.row.references] + [
            link.formula for line in lines for link in links_of(line)[_is_of_kernel(line) :]
        ]
        return {name for name in declared if not any(speaks_of(text, [name]) for text in others)}

    def _without(self, names: Collection[str], grade: Callable[[Grader], Result]) -> Result | None:
        """The result with fewer declarations; None if the question cannot be read with them."""
        symbols = {name: words for name, words in self.row.symbols.items() if name not in names}
        try:
            return grade(Grader.of(replace(self.row, symbols=symbols), self.limits))
        except InputError:
            return None

    def _without_words(self, lines: tuple[str, ...], name: str, otherwise: Result) -> Result | None:
        """The result without the reasons and sentences in an answer; None if it has none, or says no more than `otherwise`."""
        prose = prose_of(lines, self._names_of_question(), self._is_of_question) if self.task is not None else None
        if prose is None:
            return None
        row = replace(self.row, definitions={**self.row.definitions, **prose.given})
        try:
            grader = self.declaring(row) if prose.given else self
        except InputError:
            return None
        found = grader.grade(prose.lines[0], name) if len(prose.lines) == 1 else grader.grade_lines(prose.lines, name)
        if found.verdict == "undecided" and otherwise.verdict == "undecided":
            return None
        if found.verdict == "correct" and not grader.is_right_beside(prose):
            found = not_known(found, _RIGHT_WITHOUT_WORDS)
        if found.verdict == "wrong" and not (
            grader.is_wrong_beside(prose, found.first_wrong or 0) and not grader._is_unread_in(found, prose.lines)
        ):
            found = not_known(found, _WRONG_WITHOUT_WORDS)
        words = tuple(f"{each.said!r} is taken for words beside the formulas" for each in prose.remarks if each.said)
        return replace(_among(found, prose.places, len(lines)), choices=(*found.choices, *words))

    def is_right_beside(self, prose: Prose) -> bool:
        """Whether no remark changes what right lines say: none gives a value to a name of the question, or goes on from them."""
        if any(link.relation == "propto" for line in prose.lines for link in links_of(line)) and not all(
            each.is_neutral(()) and not each.formulas for each in prose.remarks
        ):
            return False
        known, remarks = self._names_of_question(), [each for each in prose.remarks if not each.is_line]
        facts = (formula for each in remarks for formula in each.formulas if is_tie(formula, known))
        if any(goes_on(each.said) or (each.place and changes(each.said, prose.around(each.place))) for each in remarks):
            return False
        return all(map(self._holds_anyway, facts))

    def is_wrong_beside(self, prose: Prose, line: int) -> bool:
        """Whether no remark can make a line right: each says nothing, what holds anyway, or what never holds."""
        known, remarks = self._known_words(prose.lines), prose.beside(line)
        return all(each.is_neutral(known) and all(map(self._holds_anyway_or_never, each.formulas)) for each in remarks)

    def _known_words(self, lines: Sequence[str]) -> set[str]:
        """The names of the question, and the words for rules that change nothing of some lines."""
        known = {canonical_name(name) for name in self.written.symbols} | self._names_asked()
        if not self._has_functions(lines):
            known |= {"linearity", "linear"}
        return known | RULES_OF_DERIVATIVES if any(map(_DERIVATIVE.search, lines)) else known

    def _has_functions(self, lines: Sequence[str]) -> bool:
        """Whether something may be a function of unknown properties, as linearity is one."""
        return any("function" in words for words in self.row.symbols.values()) or bool(letters_called(lines))

    def _holds_anyway_or_never(self, formula: str) -> bool:
        return self._holds_anyway(formula, or_never=True)

    def _holds_anyway(self, formula: str, *, or_never: bool = False) -> bool:
        """Whether a formula in a remark tells nothing about its names: it is no statement, it is proved, or its opposite is."""
        assert self.task is not None
        links = links_of(formula)
        if len(links) < 2:
            return _RELATION_SIGN.search(formula) is None
        if any(plain_text(head) == plain_text(links[0].formula) and plain_text(body) == plain_text(links[1].formula)
               for head, body in self.row.definitions.items() if len(links) == 2):  # fmt: skip
            return True
        try:
            asked = Grader.of(replace(self.row, references=(Reference(formula),), mode="equal"), self.limits).task
        except InputError:
            return False
        if asked is None:
            return False
        ((_, statement),) = asked.references
        if kind_of(statement) != "statement":
            return False
        limits = self.limits.at_most(_FUEL_OF_REMARK)
        if decide(Question(statement, asked.hypotheses), limits).truth == "proved":
            return True
        opposite = negation(statement) if or_never else None
        return opposite is not None and decide(Question(opposite, asked.hypotheses), limits).truth == "proved"

    def _unless_of_any_law(self, found: Result, texts: Iterable[str]) -> Result:
        """The result, undecided for what is wrong for some laws of random variables that nobody declared, and not for all."""
        if LAW not in self.row.symbols or LAW in self.written.symbols:
            return found
        known = {*variables_of(self.row.symbols[LAW]), *map(canonical_name, self.written.symbols)}
        if found.verdict == "correct" and (new := random_names("\n".join(texts)) - known):
            return not_known(found, f"right if {', '.join(sorted(new))} is no random variable: declare it")
        if found.verdict == "wrong" and not self._is_wrong_for_every_law(found, tuple(texts)):
            return not_known(found, "wrong for some random variables, and perhaps not for those that are meant: declare them")
        return found

    def _is_wrong_for_every_law(self, found: Result, lines: tuple[str, ...]) -> bool:
        """Whether an answer, or the first wrong step of a derivation, holds for no law of the random variables."""
        task, declared = self.task, {canonical_name(name) for name in self.written.symbols}
        if task is None or not leave_room(task.hypotheses) or found.term is None or self.row.mode not in ("", "equal"):
            return False
        if not found.steps:
            return bool(task.references) and all(
                differ_for_every_law(reference, found.term, declared) for _, reference in task.references
            )
        place = found.first_wrong or 0
        before, now = (found.steps[each].term for each in (place - 1, place))
        links = links_of(lines[place]) if place < len(lines) == len(found.steps) else ()
        if not place or before is None or now is None or len(links) != 1:
            return False
        compare = {"eq": differ_for_every_law, "ge": is_less_for_every_law, "gt": is_less_for_every_law}.get(links[0].relation)
        if compare is not None:
            return compare(before, now, declared)
        return links[0].relation in ("le", "lt") and is_less_for_every_law(now, before, declared)

    def _unless_a_line_defines(self, grader: Grader, found: Result) -> Result:
        """The result with what the lines were taken to declare; a line f(x) = x^2 may say what an undeclared f is."""
        taken = grader.row.symbols.items() - self.row.symbols.items()
        if found.verdict == "wrong" and found.steps and any("function" in words.split() for _, words in taken):
            return not_known(found, "a function that nobody declared, which a line may define")
        return found

    def _not_graded(self, name: str) -> Result:
        assert self.problem is not None
        return not_graded(name, self.problem.problem)

    def grade_row(self, row: Row) -> Result:
        """The result for the answer of a row with this question."""
        return self.grade_lines(row.lines, row.id) if row.lines else self.grade(row.submitted or "", row.id)


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


def _with_notes(result: Result, before: Row, after: Row) -> Result:
    """The result with what its formulas were found to declare."""
    names = {**after.symbols, **after.definitions}.items() - {**before.symbols, **before.definitions}.items()
    notes = tuple(f"{name} is not declared, and taken for {words}" for name, words in sorted(names))
    return replace(result, choices=(*result.choices, *notes)) if notes else result


def _is_of_kernel(line: str) -> bool:
    r"""Whether a line begins with p(\theta \mid x) \propto."""
    links = links_of(line)
    return len(links) > 1 and not links[0].relation and links[1].relation == "propto"


def _among(found: Result, places: Sequence[int], count: int, others: str = "words, or a name that is given") -> Result:
    """The result for some lines as one for all lines; `others` says what the rest of them are."""
    steps = [LineResult("correct", "proved", others)] * count
    for place, step in zip(places, found.steps, strict=False):
        steps[place] = step
    message = re.sub(r"\Aline (\d+)", lambda number: f"line {places[int(number[1]) - 1] + 1}", found.message)
    first_wrong = None if found.first_wrong is None else places[found.first_wrong]
    return replace(found, steps=tuple(steps) if found.steps else (), first_wrong=first_wrong, message=message)


def _new_names(task: Task, found: Result, written: Row) -> list[str]:
    """The names of an answer that neither the references nor the declarations of a row have; or that the references do not
    have, if they have others that nobody declared and the answer lacks."""
    if found.term is None:
        return []
    asked = {name.name for _, term in task.references for name in free_symbols(term)}
    integrals = [term for _, term in task.references if term.op == "lambda"]
    if integrals:
        asked |= {term.args[0].name for term in integrals} | CONSTANTS_OF_INTEGRATION
    is_value = found.term.op == "eq" and all(term.op != "eq" for _, term in task.references)
    answered = {name.name for name in free_symbols(found.term.args[1] if is_value else found.term)}
    declared = {canonical_name(name) for name in written.symbols}
    return sorted(answered - asked if asked - answered - declared else answered - asked - declared)


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
