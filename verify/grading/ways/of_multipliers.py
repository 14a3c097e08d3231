r"""Derivations that begin with a Lagrange function: L = x^2 + y^2 - \lambda(x + y - 1), 2x - \lambda = 0, 2y - \lambda = 0, ..

Nobody says that the lines below it are conditions for a stationary point.  They are taken for that if one of them is the
derivative by a name, set to 0; the others follow from such conditions together, and these need not follow from each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verify.calculus import differentiate
from verify.decide import decide
from verify.grading.asked_question import AskedQuestion
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.lines.consequences import FUEL, are_met, follows
from verify.grading.lines.links import lines_of, links_of
from verify.grading.result import LineResult, Result, not_known
from verify.grading.submission import Submission
from verify.grading.task import Task
from verify.grading.texts.defined_in_lines import speaks_of
from verify.problem import InputError
from verify.question import Question
from verify.sort import REAL
from verify.term import ONE, ZERO, Term, conjuncts, equal, free_symbols, negate, relation, substitute
from verify.verdict import Verdict

_LAGRANGIAN = re.compile(r"\s*(?:L|\\mathcal\s*\{?\s*L\s*\}?|\\Lambda)\s*(?:(?:\\left\s*)?\([^()]{1,40}\))?\s*")
_HEADS = ("L", r"\mathcal", r"\Lambda")
_MULTIPLIER = re.compile(r"(?:lambda|mu|nu)(?:_\w)?")
_RATE = re.compile(
    r"\s*\\[dt]?frac\s*\{\s*\\partial\s*(?:L|\\mathcal\s*\{\s*L\s*\})\s*\}\s*\{\s*\\partial\s*(?P<name>\\?[A-Za-z]+(?:_\w)?)\s*\}\s*"
)
_MOST_LINES = 20
_FOLLOWS = "a condition for a stationary point, or it follows from those before it"


@dataclass(frozen=True)
class _Conditions:
    """What lines say below a Lagrange function: `stationary` are its derivatives, set to 0.

    `asked` is None where nothing is asked for but that the lines are right.  `constraints`: those of the derivatives by the
    multipliers, which are known without a line that says them.
    """

    task: Task
    asked: Term | None
    stationary: tuple[Term, ...]
    constraints: tuple[Term, ...]
    lines: tuple[Term, ...]

    @property
    def known(self) -> tuple[Term, ...]:
        return (*self.task.hypotheses, *self.stationary)

    def is_condition(self, line: Term) -> bool:
        """Whether a line says no more than that one derivative is 0."""
        return any(self.are_equal(each, line) for each in self.stationary)

    def are_equal(self, one: Term, other: Term) -> bool:
        return compare(one, other, self.task.hypotheses, self.task.limits.at_most(FUEL)).outcome == "correct"

    @property
    def are_for_stationary_point(self) -> bool:
        """Whether a line is the derivative by a name that is no multiplier, set to 0: those of another L may be anything."""
        slopes = [each for each in self.stationary if each not in self.constraints]
        return any(self.are_equal(slope, line) for slope in slopes for line in self.lines)

    def follows(self, place: int) -> bool:
        """Whether a line is a condition, or follows from the constraints and the lines before it.

        That it holds at the stationary point is not enough: 2x = 1 may do so below an L with another derivative.
        """
        line, known = self.lines[place], (*self.constraints, *self.lines[:place])
        return self.is_condition(line) or follows(known, line, self.task.hypotheses, self.task.limits)

    def contradict(self, line: Term) -> bool:
        """Whether a line holds at no stationary point."""
        return decide(Question(equal(ZERO, ONE), (*self.known, line)), self.task.limits.at_most(FUEL)).truth == "proved"


def by_multipliers(question: AskedQuestion, found: Result, submission: Submission) -> Result | None:
    """The result for the lines below a Lagrange function: right if each follows from its conditions, and the last was asked for.

    A line that holds at no stationary point is wrong.  None where the lines may be about something else.
    """
    row = question.written
    has_more = row.rubric is not None or row.start or row.relation or row.mode.strip().lower() not in ("", "equal")
    if has_more or question.task is None or found.verdict == "correct":
        return None
    written = lines_of(submission.texts[0]) if submission.is_one else submission.texts
    read = _read(question.task, written)
    if read is None or not read.are_for_stationary_point or not are_met(read.known, read.task.limits):
        return _unless_rate_is_set_to_zero(question.task, found, written)
    steps = [LineResult("correct", "proved", "the first line")]
    for place, line in enumerate(read.lines):
        if read.contradict(line):
            steps.append(LineResult("wrong", "refuted", "it holds at no stationary point", None, line))
            return _wrong(found, steps, len(written))
        if not read.follows(place):
            return _open(found, read)
        steps.append(LineResult("correct", "proved", _FOLLOWS, None, line))
    if read.asked is not None and not read.are_equal(read.asked, read.lines[-1]):
        return _open(found, read)
    credit = 1 if read.asked is None else read.task.references[0][0].credit
    return replace(
        found, verdict="correct", score=read.task.points * credit, decided=Verdict("proved", "total"), message="",
        steps=tuple(steps), first_wrong=None, counterexample=None, explain=None, problem=None, term=read.lines[-1],
    )  # fmt: skip


def _unless_rate_is_set_to_zero(task: Task, found: Result, lines: Sequence[str]) -> Result | None:
    """A wrong line, undecided if it is a derivative of what L is in the first line, set to 0, or stands below one."""
    first = links_of(lines[0]) if lines else ()
    if found.verdict != "wrong" or not found.first_wrong or len(first) != 2 or _LAGRANGIAN.fullmatch(first[0].formula) is None:
        return None
    try:
        function = task.read(first[1].formula).term
        if function.shape:
            return None
        statements = [task.read(line).term for line in lines[1 : found.first_wrong + 1] if not speaks_of(line, _HEADS)]
        slopes = [_slope(function, name) for name in free_symbols(function)]
    except InputError:
        return None
    lines_about_numbers = (line for line in statements if line.op == "eq" and not line.args[0].shape)
    if any(_says_zero(slope, line, task) for line in lines_about_numbers for slope in slopes):
        return not_known(found, "a derivative of L that is set to 0, where nobody says so")
    return None


def _says_zero(slope: Term, line: Term, task: Task) -> bool:
    """Whether an equation says that a derivative is 0, or has it beside a 0."""
    pairs = [(equal(slope, ZERO), line)] if are_met((*task.hypotheses, line), task.limits) else []
    pairs += [(slope, side) for side, other in (line.args, line.args[::-1]) if other is ZERO]
    few = task.limits.at_most(FUEL)
    return any(compare(one, other, task.hypotheses, few).outcome == "correct" for one, other in pairs)


def _wrong(found: Result, steps: Sequence[LineResult], count: int) -> Result:
    """The result of lines of which the last one here is wrong."""
    place = len(steps) - 1
    others = [*steps, *found.steps[len(steps) : count]]
    message = f"line {place + 1} holds at no stationary point of line 1"
    return replace(
        found, verdict="wrong", score=0.0, decided=Verdict("refuted"), message=message, steps=tuple(others), first_wrong=place,
        counterexample=None, explain=None, problem=None,
    )  # fmt: skip


def _open(found: Result, read: _Conditions) -> Result | None:
    """The result, undecided if what is wrong may be one of several conditions, which need not follow from each other."""
    place = found.first_wrong
    is_below = found.verdict == "wrong" and place is not None and 0 < place <= len(read.lines)
    return not_known(found, "one of several conditions, which need not follow from each other") if is_below else None


def _read(task: Task, lines: Sequence[str]) -> _Conditions | None:
    """The lines below a Lagrange function as equations; None for lines about something else."""
    if not 2 <= len(lines) <= _MOST_LINES or len(task.references) > 1:
        return None
    first = links_of(lines[0])
    if len(first) != 2 or first[1].relation != "eq" or _LAGRANGIAN.fullmatch(first[0].formula) is None:
        return None
    try:
        function = task.read(first[1].formula).term
        asked = task.read(task.references[0][0].formula).term if task.references else None
        values = () if asked is None else free_symbols(asked)
        multipliers = [name for name in free_symbols(function) if name not in values and _is_multiplier(name, function)]
        names = _solved_in(asked) if asked is not None else _variables(function, multipliers, task)
        if any(_may_be_penalty(_slope(function, name), task) for name in multipliers):
            return None
        if function.shape or not names or not multipliers or not {*names} <= {*free_symbols(function)}:
            return None
        stationary = tuple(equal(_slope(function, name), ZERO) for name in (*names, *multipliers))
        read = [_statement(task, line, function) for line in lines[1:]]
    except InputError:
        return None
    statements = tuple(each for each in read if each is not None and {*free_symbols(each)} <= {*free_symbols(function)})
    constraints = stationary[len(names) :]
    return _Conditions(task, asked, stationary, constraints, statements) if len(statements) == len(read) else None


def _statement(task: Task, line: str, function: Term) -> Term | None:
    r"""What a line says; of \frac{\partial L}{\partial x} = 2x - \lambda = 0 that the derivative is 0, if it is this one."""
    links = links_of(line)
    if len(links) < 2 or links[0].relation or any(link.relation != "eq" for link in links[1:]):
        return None
    rate = _RATE.fullmatch(links[0].formula)
    if rate is None and speaks_of(line, _HEADS):
        return None
    if rate is None:
        statement = task.read(" = ".join(link.formula for link in links)).term
        return statement if kind_of(statement) == "statement" else None
    name = task.read(rate["name"]).term
    if name.op != "symbol" or name not in free_symbols(function) or links[-1].formula.strip(" $&") != "0":
        return None
    slope = _slope(function, name)
    for link in links[1:-1]:
        if compare(slope, task.read(link.formula).term, task.hypotheses, task.limits).outcome != "correct":
            return None
    return equal(slope, ZERO)


def _solved_in(asked: Term) -> tuple[Term, ...]:
    """The names whose values are asked for, x and y of x = y = 1/2; () if something else is."""
    parts = conjuncts(asked)
    if any(part.op != "eq" or part.args[0].op != "symbol" for part in parts):
        return ()
    return tuple(dict.fromkeys(part.args[0] for part in parts))


def _variables(function: Term, multipliers: Sequence[Term], task: Task) -> list[Term]:
    r"""The names of f and of a constraint g in f - \lambda g; what stands in one of them only is given."""
    none = dict.fromkeys(multipliers, ZERO)
    tied = {name for multiplier in multipliers for name in free_symbols(_slope(function, multiplier))}
    few = task.limits.at_most(FUEL)
    return [
        name for name in free_symbols(function) if name in tied and name not in multipliers
        and compare(substitute(_slope(function, name), none), ZERO, task.hypotheses, few).outcome != "correct"
    ]


def _may_be_penalty(constraint: Term, task: Task) -> bool:
    r"""Whether what stands behind a multiplier has one sign, or is one name, as the w^2 of \lambda w^2: no constraint."""
    few = task.limits.at_most(FUEL)
    names = free_symbols(constraint)
    if len(names) == 1 and compare(substitute(constraint, {names[0]: ZERO}), ZERO, task.hypotheses, few).outcome == "correct":
        return True  # \lambda x, which weighs x
    signs = (relation("le", ZERO, side) for side in (constraint, negate(constraint)))
    return any(decide(Question(sign, task.hypotheses), few).truth != "refuted" for sign in signs)


def _slope(function: Term, name: Term) -> Term:
    return differentiate(function, name)[0]


def _is_multiplier(name: Term, function: Term) -> bool:
    """Whether a function is linear in a name that is called like a multiplier, with other names beside it."""
    slope = _slope(function, name)
    is_called = _MULTIPLIER.fullmatch(name.name) is not None and name.sort == REAL
    return is_called and name not in free_symbols(slope) and bool(free_symbols(slope))
