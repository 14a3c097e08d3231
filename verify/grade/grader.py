"""`grade` for one row, and `Grader` for one question with many answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verify.fuel import DEFAULT_LIMITS, Limits
from verify.grade.compare import Comparison
from verify.grade.lines import judge_lines
from verify.grade.modes import comparison_of
from verify.grade.result import Result
from verify.grade.row import Reference, Row, row_of
from verify.problem import InputError, Problem
from verify.question import Counterexample
from verify.read.formula import Vocabulary, vocabulary
from verify.read.text import Reading
from verify.render.problem import problem_text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term
from verify.verdict import Verdict

_ORDER = ("correct", "undecided", "wrong")


def grade(row: Mapping[str, Any] | Row, limits: Limits = DEFAULT_LIMITS) -> Result:
    """The result of one row.  Whatever is wrong with the row itself is its message, and costs nobody points."""
    try:
        read = row if isinstance(row, Row) else row_of(row)
        grader = Grader(
            read.references, symbols=read.symbols, definitions=read.definitions, assuming=read.assuming, mode=read.mode,
            syntax=read.syntax, points=read.points, limits=limits,
        )  # fmt: skip
    except InputError as error:
        return _not_graded(str(row.get("id", "")) if isinstance(row, Mapping) else getattr(row, "id", ""), error.problem)
    if read.lines:
        return grader.grade_lines(read.lines, read.id)
    return grader.grade(read.submitted or "", read.id)


def _not_graded(name: str, problem: Problem) -> Result:
    message = f"the question itself: {problem_text(problem)}"
    return Result(name, "undecided", None, Verdict("undecided", reasons=(problem.seen,)), message=message, problem=problem)


class Grader:
    """A question, read once: `Grader("x^2 + 1", symbols={"x": "real"}).grade("1 + x^2")`.

    Raises InputError for a reference, symbol, definition or mode that cannot be read.
    """

    def __init__(
        self,
        reference: str | Reference | Iterable[str | Reference] = (),
        *,
        symbols: Mapping[str, str] | None = None,
        definitions: Mapping[str, str] | None = None,
        assuming: Iterable[str] = (),
        mode: str = "equal",
        syntax: Any = "auto",
        points: float = 1.0,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.vocabulary: Vocabulary = vocabulary(symbols or {}, definitions, syntax)
        self.references = tuple((each, self.vocabulary.read(each.formula).term) for each in _references(reference))
        self.hypotheses: tuple[Term, ...] = tuple(self.vocabulary.read(each).term for each in assuming)
        self.mode = comparison_of(mode)
        self.points = points
        self.limits = limits

    def grade(self, submitted: str, name: str = "") -> Result:
        """The result for one submitted formula."""
        try:
            reading = self.vocabulary.read(submitted)
        except InputError as error:
            return _unreadable(name, error.problem)
        best: tuple[Reference, Comparison] | None = None
        for reference, term in self.references:
            found = self.mode(term, reading.term, self.hypotheses, self.limits)
            if best is None or _ORDER.index(found.outcome) < _ORDER.index(best[1].outcome):
                best = (reference, found)
            if found.outcome == "correct":
                break
        assert best is not None
        return self._result(name, reading, *best)

    def grade_lines(self, lines: Iterable[str], name: str = "") -> Result:
        """The result for a derivation, line by line."""
        return judge_lines(tuple(lines), self, name)

    def _result(self, name: str, reading: Reading, reference: Reference, found: Comparison) -> Result:
        score = {"correct": self.points * reference.credit, "wrong": 0.0}.get(found.outcome)
        verdict = found.verdict
        message = reference.message if found.outcome == "correct" and reference.message else found.message
        undeclared = tuple(f"{each} is not declared, and taken for a real number" for each in reading.undeclared)
        return Result(
            name, found.outcome, score, verdict, reading=latex_of(tree_of_term(reading.term)),
            choices=(*reading.choices, *undeclared), counterexample=counterexample_of(found), message=message,
            diagnosis={"code": found.code, "message": found.message} if found.code and found.outcome == "wrong" else None,
        )  # fmt: skip


def counterexample_of(found: Comparison) -> Counterexample | None:
    """The point that refutes; for an answer that is undefined on part of the domain, a point where it is."""
    if found.outcome != "wrong":
        return None
    if found.verdict.counterexample is not None:
        return found.verdict.counterexample
    side = found.verdict.one_sided
    return None if side is None else Counterexample(side.point, "defined", "undefined")


def _references(reference: str | Reference | Iterable[str | Reference]) -> tuple[Reference, ...]:
    if isinstance(reference, (str, Reference)):
        reference = (reference,)
    return tuple(Reference(each) if isinstance(each, str) else each for each in reference)


def _unreadable(name: str, problem: Problem) -> Result:
    verdict = Verdict("undecided", reasons=(problem.seen,))
    return Result(name, "unreadable", None, verdict, message=problem_text(problem), problem=problem)
