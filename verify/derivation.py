"""Checks a proof against the question that it claims to answer, step by step.

A chain has to begin and end at the two sides, and its relations have to add up to the statement's.  Cases have to cover the
domain.  An induction has to have a least value.  The outcome is a list of steps, each with its verdict: the proof holds if all of
them are proved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from verify.ask import Reader
from verify.claim import Cases, Chain, Induction, Multipliers, Proof
from verify.decide import decide
from verify.domain import conditions as definedness_conditions
from verify.fuel import Limits
from verify.obligations import negation
from verify.problem import reject
from verify.question import Question
from verify.render.formula import text
from verify.sort import Scalar
from verify.term import ONE, ZERO, Term, add, equal, free_symbols, mul, number, relation, substitute, subtract
from verify.verdict import Verdict

# What a chain shows from its first to its last expression, given what it has shown so far and the relation of the next step.
_COMPOSED = {
    ("eq", "eq"): "eq", ("eq", "le"): "le", ("eq", "lt"): "lt", ("eq", "ge"): "ge", ("eq", "gt"): "gt",
    ("le", "eq"): "le", ("le", "le"): "le", ("le", "lt"): "lt", ("lt", "eq"): "lt", ("lt", "le"): "lt", ("lt", "lt"): "lt",
    ("ge", "eq"): "ge", ("ge", "ge"): "ge", ("ge", "gt"): "gt", ("gt", "eq"): "gt", ("gt", "ge"): "gt", ("gt", "gt"): "gt",
}  # fmt: skip
_IMPLIED = {"eq": ("eq", "le"), "lt": ("lt", "le", "ne"), "le": ("le",)}
_WORDS = {"eq": "=", "ne": "!=", "le": "<=", "lt": "<", "ge": ">=", "gt": ">"}


Decider = Callable[[Question, Limits], Verdict]


@dataclass(frozen=True)
class StepReport:
    """One step: its reason in the author's words, what was asked, and the verdict.

    `is_link` marks what joins a proof to its statement: that a chain begins and ends there, and that cases cover the domain.
    """

    by: str
    question: Question | None
    verdict: Verdict
    is_link: bool = False


@dataclass(frozen=True)
class Checker:
    """Reads formulas and decides questions for one claim."""

    reader: Reader
    limits: Limits
    decider: Decider = decide

    def decide(self, question: Question) -> Verdict:
        return self.decider(question, self.limits)

    def step(self, by: str, question: Question) -> StepReport:
        return StepReport(by, question, self.decide(question))

    def total_step(self, by: str, question: Question) -> StepReport:
        """A step that has to hold on the whole domain: "true where it is defined" does not cover the points where it is not."""
        report = self.step(by, question)
        if report.verdict.truth == "proved" and report.verdict.domain != "total":
            reason = "it was not shown to be defined on the whole domain"
            return replace(report, verdict=replace(report.verdict, truth="undecided", trust="none", reasons=(reason,)))
        return report

    def steps(self, proof: Proof | None, question: Question) -> list[StepReport]:
        """The steps of `proof` as a proof of `question`; raises InputError for a proof that cannot be read."""
        if proof is None:
            return [self.step("decided by the engine", question)]
        if isinstance(proof, Chain):
            return self._chain(proof, question)
        if isinstance(proof, Cases):
            return self._cases(proof, question)
        if isinstance(proof, Induction):
            return self._induction(proof, question)
        if isinstance(proof, Multipliers):
            return self._multipliers(proof, question)
        raise reject("malformed-claim", f"a proof of type {type(proof).__name__}", help="calc(...), cases(...) or induction(...)")

    # ------------------------------------------------------------------------------------------------------------- chains

    def _chain(self, chain: Chain, question: Question) -> list[StepReport]:
        if not chain.steps:
            raise reject("empty-proof", "a chain without a step", help='calc(a).eq(b, by="...")')
        if question.statement.op not in ("eq", "ne", "le", "lt"):
            raise reject("malformed-claim", f"a chain for a statement that is not a relation: {text(question.statement)}",
                         help="split the statement by cases, or leave its proof out")  # fmt: skip
        terms = [self.reader.term(chain.start)]
        shown = "eq"
        reports = []
        for step in chain.steps:
            terms.append(self.reader.term(step.expression))
            composed = _COMPOSED.get((shown, step.relation))
            if composed is None:
                raise reject("mixed-directions", f"a chain with {_WORDS[shown]} and then {_WORDS[step.relation]}",
                             where=step.by, help="a chain goes one way: = with <= and <, or = with >= and >")  # fmt: skip
            shown = composed
            reports.append(self.step(step.by, Question(relation(step.relation, terms[-2], terms[-1]), question.hypotheses)))
        return reports + self._ends(shown, terms[0], terms[-1], question)

    def _ends(self, shown: str, first: Term, last: Term, question: Question) -> list[StepReport]:
        """The chain has shown `first (shown) last`: that this is the statement, or implies it."""
        statement = question.statement
        if shown in ("ge", "gt"):
            shown, first, last = ("le" if shown == "ge" else "lt"), last, first
        if statement.op not in _IMPLIED[shown]:
            reason = f"the chain shows {_WORDS[shown]}, and the statement needs {_WORDS[statement.op]}"
            return [StepReport("the chain ends in the statement", None, Verdict("undecided", reasons=(reason,)))]
        ends = [(first, last)]
        if shown == "eq" or statement.op == "ne":
            ends.append((last, first))
        left, right = statement.args
        if any(begin is left and end is right for begin, end in ends):
            return []
        # Prefer the direction in which one of the ends is met as it stands.
        begin, end = next(((b, e) for b, e in ends if b is left or e is right), ends[0])
        meets = (("the chain begins at the statement", begin, left), ("the chain ends at the statement", end, right))
        links = [self.step(by, Question(equal(a, b), question.hypotheses)) for by, a, b in meets if a is not b]
        return [replace(link, is_link=True) for link in links]

    # -------------------------------------------------------------------------------------------- cases, induction, multipliers

    def _cases(self, proof: Cases, question: Question) -> list[StepReport]:
        conditions = [self.reader.statement(condition) for condition, _ in proof.branches]
        reports = self._cover(conditions, question)
        for (_, branch), condition in zip(proof.branches, conditions, strict=True):
            inside = Question(question.statement, (*question.hypotheses, condition))
            reports += _within(f"case {text(condition)}", self.steps(branch, inside))
        return reports

    def _cover(self, conditions: list[Term], question: Question) -> list[StepReport]:
        """One case holds where none of the others does; the least simple one, so that the negations are relations.

        Where a condition is undefined, so is its negation, and the implication says nothing: 1/x > 0 and 1/x <= 0 leave out
        x = 0.  So each condition has to be defined everywhere.
        """
        left_over = next((condition for condition in conditions if condition.op in ("and", "or")), conditions[-1])
        others = tuple(negation(condition) for condition in conditions if condition is not left_over)
        defined = dict.fromkeys(need for condition in conditions for need in definedness_conditions(condition))
        links = [
            *(self.step("the cases cover the domain: defined", Question(need, question.hypotheses)) for need in defined),
            self.total_step("the cases cover the domain", Question(left_over, (*question.hypotheses, *others))),
        ]
        return [replace(link, is_link=True) for link in links]

    def _induction(self, proof: Induction, question: Question) -> list[StepReport]:
        name = self.reader.term(proof.variable)
        sort = name.sort if name.op == "symbol" else None
        if not isinstance(sort, Scalar) or not sort.is_integer or sort.lower is None or sort.upper is not None:
            raise reject("malformed-claim", f"an induction over {name}",
                         help="an integer symbol with a least value and no largest one")  # fmt: skip
        if sort.nonzero and sort.lower <= 0:
            raise reject("malformed-claim", f"an induction over {name}, whose domain has a gap at 0", help="start at 1")
        for hypothesis in question.hypotheses:
            if name in free_symbols(hypothesis):
                raise reject("malformed-claim", f"an induction over {name} under an assumption on it: {text(hypothesis)}",
                             help="put the least value into the domain of the symbol")  # fmt: skip
        least = floor(sort.lower) + 1 if sort.lower_open else ceil(sort.lower)
        first = Question(substitute(question.statement, {name: number(least)}), question.hypotheses)
        following = substitute(question.statement, {name: add(name, ONE)})
        base = _within(f"base {name.name} = {least}", self.steps(proof.base, first))
        next_one = Question(following, (*question.hypotheses, question.statement))
        step = _within(f"step {name.name} -> {name.name} + 1", self.steps(proof.step, next_one))
        return [_on_the_whole_domain(report) for report in base + step]

    def _multipliers(self, proof: Multipliers, question: Question) -> list[StepReport]:
        """sum of weight * (left - right) over the conditions l = r, l <= r, l < r: at most 0 if all hold, and it is not."""
        parts = question.statement.args if question.statement.op == "or" else (question.statement,)
        conditions = [negation(part) for part in parts]
        if len(conditions) != len(proof.weights):
            raise reject("malformed-claim", f"{len(proof.weights)} multipliers for {len(conditions)} conditions",
                         help="one for each")  # fmt: skip
        weighted: list[Term] = []
        used: set[str] = set()
        for condition, weight in zip(conditions, map(Fraction, proof.weights), strict=True):
            if weight == 0:
                continue
            if condition.op == "ne" or (condition.op != "eq" and weight < 0):
                raise reject("malformed-claim", f"the multiplier {weight} of {text(condition)}",
                             help="inequalities need multipliers >= 0, and conditions with != need 0")  # fmt: skip
            used.add(condition.op)
            weighted.append(mul(number(weight), subtract(*condition.args)))
        total = add(*weighted) if weighted else ZERO
        if "lt" in used:
            absurd = relation("le", ZERO, total)
        else:
            absurd = relation("lt" if "le" in used else "ne", ZERO, total)
        return [self.total_step("the conditions, weighted, add up to a contradiction", Question(absurd, question.hypotheses))]


def _within(place: str, reports: list[StepReport]) -> list[StepReport]:
    return [replace(report, by=f"{place}: {report.by}") for report in reports]


def _on_the_whole_domain(report: StepReport) -> StepReport:
    """Where the hypothesis of an induction is undefined, its step says nothing, and the chain of steps is broken."""
    if report.verdict.truth != "proved" or report.verdict.domain == "total":
        return report
    reason = "inside an induction both sides have to be defined everywhere"
    return replace(report, verdict=replace(report.verdict, truth="undecided", trust="none", reasons=(reason,)))


def value_term(value: Any) -> Term:
    """An exact rational written by an author: an int, a Fraction, "1/2", or a rational of SymPy."""
    try:
        return number(Fraction(str(value)))
    except (ValueError, ZeroDivisionError):
        raise reject("malformed-claim", f"the value {value!r}", help="an exact rational, such as 2 or Fraction(1, 2)") from None
