"""What is said of one row: a verdict, a score where there is one, and what a person needs to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, NoReturn

from verify.problem import Problem
from verify.question import Counterexample
from verify.render.graded import FOLLOWS, IS_ASKED_FOR, graded_html, graded_lines, point_in_words
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term
from verify.verdict import Domain, Trust, Truth, Verdict

_LONGEST_SHOWN = 120

GradeVerdict = Literal["correct", "wrong", "undecided", "unreadable"]


@dataclass(frozen=True)
class LineResult:
    """One line of a derivation, judged against the line before it."""

    verdict: GradeVerdict
    truth: str
    message: str
    counterexample: Counterexample | None = None
    term: Term | None = None
    written: str = ""  # the line itself, if it was read with names that nobody wrote

    @cached_property
    def reading(self) -> str:
        """The formula of the line as it was read, in LaTeX."""
        return self.written or _latex(self.term)

    def __repr__(self) -> str:
        return _told("LineResult", {"verdict": self.verdict, "reading": self.reading, "message": self.message})


@dataclass(frozen=True)
class Result:
    """The result of one row.  `score` is None for a row that a person has to look at.

    `reading` and `diagnosis` are worked out when they are asked for: who wants the verdict only does not wait for them.
    """

    id: str
    verdict: GradeVerdict
    score: float | None
    decided: Verdict
    choices: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    explain: Callable[[], Mapping[str, str] | None] | None = field(default=None, repr=False, compare=False)
    message: str = ""
    first_wrong: int | None = None
    steps: tuple[LineResult, ...] = ()
    problem: Problem | None = None
    sides: tuple[str, str] = ("left", "right")  # what the two values of the counterexample are those of
    term: Term | None = None
    written: str = ""  # the answer itself, if it was read with names that nobody wrote
    shows: str = ""  # what is shown of a right answer, if that is not said by the message

    @cached_property
    def reading(self) -> str:
        """The answer, or the last line of it, as it was read, in LaTeX; as it is written, if it was read with other names."""
        return self.written or _latex(self.term)

    @cached_property
    def diagnosis(self) -> Mapping[str, str] | None:
        """The code and the sentence that say what went wrong with an answer, if exactly one explanation fits."""
        return None if self.explain is None else self.explain()

    @property
    def said(self) -> str:
        """The message; without one what was shown of a right answer, and of a wrong one what went wrong, or where."""
        if self.message:
            return self.message
        if self.verdict == "correct":
            return self.shows or (FOLLOWS if self.steps else IS_ASKED_FOR)
        point = _point(self.counterexample)
        return self.diagnosis["message"] if self.diagnosis else point_in_words(point, self.sides) if point else ""

    @property
    def truth(self) -> Truth:
        return self.decided.truth

    @property
    def domain(self) -> Domain:
        return self.decided.domain

    @property
    def trust(self) -> Trust:
        return self.decided.trust

    def record(self) -> dict[str, Any]:
        """The row of `verify grade`."""
        record: dict[str, Any] = {
            "id": self.id, "verdict": self.verdict, "score": self.score, "truth": self.truth,
            "domain": self.domain, "trust": self.trust, "reading": self.reading, "choices": list(self.choices),
            "counterexample": _point(self.counterexample), "diagnosis": dict(self.diagnosis) if self.diagnosis else None,
            "message": self.said, "first_wrong": self.first_wrong,
        }  # fmt: skip
        if self.steps:
            record["steps"] = [
                {"verdict": step.verdict, "truth": step.truth, "reading": step.reading, "message": step.message,
                 "counterexample": _point(step.counterexample)}
                for step in self.steps
            ]
        if self.problem is not None:
            span = self.problem.span
            record["problem"] = {"kind": self.problem.kind, "seen": self.problem.seen, "help": self.problem.help,
                                 "span": list(span) if span else None}  # fmt: skip
        return record

    def __bool__(self) -> NoReturn:
        """Raises TypeError: `if grade(a, b):` would hold of what is wrong, too."""
        raise TypeError(f"a Result is neither true nor false (this one is {self.verdict}): ask for .verdict == 'correct'")

    def __repr__(self) -> str:
        """What a person needs to see in one line; all the rest is in `record()`."""
        score = {} if self.score is None else {"score": self.score}
        return _told("Result", {"verdict": self.verdict, **score, "reading": self.reading, "message": self.message})

    def __str__(self) -> str:
        return "\n".join(graded_lines(self.record(), self.sides))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        steps = [step.written or step.term for step in self.steps]
        return graded_html(self.record(), self.sides, self.written or self.term, steps)


def as_written(found: Result, texts: Sequence[str]) -> Result:
    """The result that shows the texts themselves: they were read with names that nobody wrote."""
    lines = [text.strip("$ \n").lstrip("=& ").removesuffix("\\\\").rstrip() for text in texts]
    if not found.steps:
        return replace(found, written=lines[-1]) if found.term is not None else found
    if len(found.steps) != len(lines):
        return found
    pairs = zip(found.steps, lines, strict=True)
    steps = tuple(replace(step, written=line) if step.term is not None else step for step, line in pairs)
    return replace(found, steps=steps, written=lines[-1] if found.term is not None else "")


def with_new_names(found: Result, notes: Iterable[str], texts: Sequence[str]) -> Result:
    """The result for texts that were read with new names; `notes` say what these stand for."""
    return as_written(replace(found, choices=(*found.choices, *notes)), texts)


def not_known(found: Result, reason: str) -> Result:
    """The result, undecided for this reason, with all of its lines that were wrong."""
    verdict = Verdict("undecided", reasons=(reason,))
    steps = tuple(LineResult("undecided", "undecided", reason, None, step.term, step.written) if step.verdict == "wrong" else step
                  for step in found.steps)  # fmt: skip
    return replace(found, verdict="undecided", score=None, decided=verdict, message=reason, steps=steps,
                   counterexample=None, explain=None, first_wrong=None)  # fmt: skip


def _told(kind: str, fields: Mapping[str, str | float]) -> str:
    """Result(verdict='correct', score=1.0, reading='x + x'), without what is empty, and with the first line of what is long."""
    shown = {name: _shortened(value) if isinstance(value, str) else value for name, value in fields.items() if value != ""}
    return f"{kind}({', '.join(f'{name}={value!r}' for name, value in shown.items())})"


def _shortened(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= _LONGEST_SHOWN else f"{first[:_LONGEST_SHOWN]}..."


def _latex(term: Term | None) -> str:
    return "" if term is None else latex_of(tree_of_term(term))


def _point(found: Counterexample | None) -> dict[str, Any] | None:
    return None if found is None else {"point": dict(found.point), "left": found.left, "right": found.right}
