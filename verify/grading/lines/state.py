"""What is known after some lines of a derivation."""

from __future__ import annotations

from dataclasses import dataclass, field

from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison
from verify.grading.comparing.proportional import Proportional
from verify.grading.lines.links import Link
from verify.grading.result import LineResult
from verify.grading.task import Task
from verify.problem import Problem
from verify.read.text import Reading
from verify.term import Term
from verify.verdict import Verdict

CONNECTIVES = ("iff", "implies")


@dataclass
class Derivation:
    """What is known after some lines: their results, every formula that stood in them, and the last one."""

    task: Task
    lines: tuple[tuple[Link, ...], ...]
    steps: list[LineResult] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)  # about readings, for a judge that reads all lines first
    wrong: dict[int, tuple[Term, Term, Comparison]] = field(default_factory=dict)  # line -> before, now, what is wrong
    last: Term | None = None
    source: str = ""  # of the last formula
    called: frozenset[str] = frozenset()  # undeclared names before a bracket
    before: Reading | None = None  # of the last formula
    problem: Problem | None = None
    put_in: set[int] = field(default_factory=set)  # lines in which a name may have got a value
    hence: frozenset[int] = frozenset()  # lines that begin with Thus
    aside: set[int] = field(default_factory=set)  # places of terms that stand in an implication of one line
    premised: bool = False  # whether the last formula is what an implication goes on with: the x^2 of x = 2 => x^2
    under_facts: bool = False  # whether an expression is right under what lines before it assume only
    label: str = ""  # what the last line with a name of its own says that it computes
    integrated: Term | None = None  # the variable of the integrals without bounds in the present chain
    proportional: Proportional | None = None  # the names in which the formulas are to be proportional, if they are known

    def has_bounds(self, besides_last: bool = False) -> bool:
        """Whether the last formula, or the one before it, is a bound of the first, or only like it."""
        *relations, last = [link.relation for links in self.lines for link in links]
        relations = relations if besides_last else [*relations, last]
        is_expression = self.last is not None and kind_of(self.last) == "expression"
        return is_expression and not {*relations} <= {"", *self.task.naming, *CONNECTIVES}

    @property
    def facts(self) -> tuple[Term, ...]:
        """The statements that were said before the last formula, the start of the task first: x >= 1 => x^2 >= x says neither."""
        start = () if self.task.start is None else (self.task.start,)
        said = (*start, *(term for place, term in enumerate(self.terms[:-1]) if place not in self.aside))
        return tuple(term for term in said if kind_of(term) == "statement")
