"""Whether a submitted formula is the one asked for: expressions, equations, inequalities, finite sets.

`correct` needs a proof, `wrong` a counterexample; everything else is `undecided`, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verify.decide import decide
from verify.fuel import DEFAULT_LIMITS, Limits
from verify.problem import InputError
from verify.question import Counterexample, Question
from verify.read.names import check_names
from verify.term import CONNECTIVES, RELATIONS, Term, equal, free_symbols
from verify.verdict import Verdict, weakest

Outcome = Literal["correct", "wrong", "undecided"]
_STATEMENTS = RELATIONS | CONNECTIVES | {"true", "false"}


@dataclass(frozen=True)
class Comparison:
    """What is known of a submission against one reference; `code` names a reason with a stable word."""

    outcome: Outcome
    verdict: Verdict
    message: str = ""
    code: str | None = None
    question: Question | None = None
    sides: tuple[str, str] = ("left", "right")  # what the two values of a counterexample are those of


def counterexample_of(found: Comparison) -> Counterexample | None:
    """The point that refutes; for an answer that is undefined on part of the domain, a point where it is."""
    if found.outcome != "wrong":
        return None
    if found.verdict.counterexample is not None:
        return found.verdict.counterexample
    side = found.verdict.one_sided
    return None if side is None else Counterexample(side.point, "defined", "undefined")


def compare(reference: Term, submitted: Term, hypotheses: tuple[Term, ...] = (), limits: Limits = DEFAULT_LIMITS) -> Comparison:
    """The comparison of two formulas that have been read with the same names."""
    submitted = answer_itself(submitted, reference)
    kinds = (kind_of(reference), kind_of(submitted))
    if kinds[0] != kinds[1]:
        words = f"{_WORDS[kinds[1]]} where {_WORDS[kinds[0]]} is asked for"
        return _undecided(words, "kind")
    if reference.shape != submitted.shape:
        return _undecided(f"a {_shape(submitted)} where a {_shape(reference)} is asked for", "shape")
    try:
        check_names(reference, submitted, *hypotheses)
    except InputError as error:
        return _undecided(error.problem.seen, "name")
    if kinds[0] == "set":
        return _sets(reference, submitted, hypotheses, limits)
    if kinds[0] == "statement":
        return _statements(reference, submitted, hypotheses, limits)
    return _judged(Question(equal(reference, submitted), hypotheses), limits)


_WORDS = {"expression": "an expression", "statement": "an equation or inequality", "set": "a set"}


def kind_of(term: Term) -> str:
    return "statement" if term.op in _STATEMENTS else "set" if term.op == "finite_set" else "expression"


def _shape(term: Term) -> str:
    return f"{' x '.join(map(repr, term.shape))} matrix" if term.shape else "number"


def answer_itself(submitted: Term, reference: Term) -> Term:
    """`y = ...` is the answer `...` to a question for an expression in which y does not occur."""
    if submitted.op != "eq" or kind_of(reference) != "expression":
        return submitted
    name, value = submitted.args
    head = name.args[0] if name.op == "apply" else name
    is_new = head.op == "symbol" and head not in free_symbols(reference) and head not in free_symbols(value)
    return value if is_new else submitted


def _undecided(reason: str, code: str) -> Comparison:
    return Comparison("undecided", Verdict("undecided", reasons=(reason,)), reason, code)


_SIDES = ("reference", "answer")


def _judged(question: Question, limits: Limits) -> Comparison:
    """An equation between the reference (left) and the submission (right)."""
    verdict = decide(question, limits)
    if verdict.truth == "proved" and verdict.domain == "mismatch":
        side = verdict.one_sided
        if side is not None and side.side == "left":
            message = "equal where it is defined, but not defined on all of the domain"
            return Comparison("wrong", verdict, message, "half-line", question, _SIDES)
        return Comparison("correct", verdict, "defined on more than the reference", None, question, _SIDES)
    if verdict.truth == "proved":
        remark = "defined except at single points" if verdict.domain == "common" and verdict.exceptions else ""
        return Comparison("correct", verdict, remark, None, question, _SIDES)
    if verdict.truth == "refuted":
        return Comparison("wrong", verdict, "", None, question, _SIDES)
    reasons = verdict.reasons or ("both agree at every point tried, and no proof was found",)
    return Comparison("undecided", verdict, "; ".join(reasons), None, question, _SIDES)


def _statements(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """The same truth at every point: each implies the other."""
    forward = decide(Question(submitted, (*hypotheses, reference)), limits)
    if forward.truth == "refuted":
        question = Question(submitted, (*hypotheses, reference))
        return Comparison("wrong", forward, "it fails where the reference holds", None, question)
    backward = decide(Question(reference, (*hypotheses, submitted)), limits)
    if backward.truth == "refuted":
        question = Question(reference, (*hypotheses, submitted))
        return Comparison("wrong", backward, "it holds where the reference does not", None, question)
    whole = weakest((forward, backward))
    if whole.truth == "proved":
        return Comparison("correct", whole)
    return Comparison("undecided", whole, "; ".join(whole.reasons) or "no proof that both say the same")


def _sets(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """Finite sets: every element of each is one of the other."""
    verdicts: list[Verdict] = []
    for ours, others in ((reference.args, submitted.args), (submitted.args, reference.args)):
        for element in ours:
            found = [decide(Question(equal(element, other), hypotheses), limits) for other in others]
            proved = next((each for each in found if each.truth == "proved" and each.domain != "mismatch"), None)
            if proved is not None:
                verdicts.append(proved)
            elif all(each.truth == "refuted" for each in found) and not free_symbols(element):
                missing = "an element is missing" if ours is reference.args else "an element does not belong to it"
                return Comparison("wrong", found[0], missing, "set")
            else:
                return _undecided("not every element could be told from or matched with another", "set")
    return Comparison("correct", weakest(verdicts))
