"""A derivation of many lines: each is judged against the line before it, and the first that does not follow is named.

A line may begin with its relation (`= x^2`, `\\le 3`, `\\iff x = 1`); without one it is `=` between expressions and `iff` between
statements.  After a wrong line the next ones are judged on from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verify.decide import decide
from verify.grade.compare import compare
from verify.grade.result import GradeVerdict, LineResult, Result
from verify.problem import InputError
from verify.question import Question
from verify.render.problem import problem_text
from verify.term import CONNECTIVES, RELATIONS, Term, relation
from verify.verdict import Verdict, weakest

if TYPE_CHECKING:
    from verify.grade.grader import Grader

_LEADING = re.compile(
    r"\s*(?:&\s*)?(=>|<=>|<=|>=|=|<|>|≤|≥|⇒|⇔|\\leq?(?![a-z])|\\geq?(?![a-z])|\\iff|\\implies|\\Rightarrow|\\Leftrightarrow"
    r"|iff\b|implies\b)\s*(?:&\s*)?(.*)",
    re.DOTALL,
)
_RELATIONS = {
    "=": "eq", "<": "lt", ">": "gt", "<=": "le", "≤": "le", r"\le": "le", r"\leq": "le", ">=": "ge", "≥": "ge", r"\ge": "ge",
    r"\geq": "ge", "=>": "implies", "⇒": "implies", r"\implies": "implies", r"\Rightarrow": "implies", "implies": "implies",
    "<=>": "iff", "⇔": "iff", r"\iff": "iff", r"\Leftrightarrow": "iff", "iff": "iff",
}  # fmt: skip
_STATEMENTS = RELATIONS | CONNECTIVES


def judge_lines(lines: tuple[str, ...], grader: Grader, name: str) -> Result:
    """The result of a derivation: correct if every line follows and the last one is the reference, where there is one."""
    steps: list[LineResult] = []
    verdicts: list[Verdict] = []
    before: Term | None = None
    choices: list[str] = []
    for line in lines:
        sign, formula = _split(line)
        try:
            reading = grader.vocabulary.read(formula)
        except InputError as error:
            steps.append(LineResult("unreadable", "undecided", problem_text(error.problem)))
            before = None
            continue
        choices += reading.choices
        step, verdict = _step(sign, before, reading.term, grader)
        steps.append(step)
        verdicts += [verdict] if verdict is not None else []
        before = reading.term
    return _whole(name, steps, verdicts, before, tuple(choices), grader)


def _split(line: str) -> tuple[str, str]:
    found = _LEADING.fullmatch(line.strip())
    return (_RELATIONS[found[1]], found[2]) if found is not None else ("", line)


def _step(sign: str, before: Term | None, now: Term, grader: Grader) -> tuple[LineResult, Verdict | None]:
    if before is None:
        return LineResult("correct", "proved", "the first line" if not sign else "nothing readable before it"), None
    statement = now.op in _STATEMENTS
    if not sign:
        sign = "iff" if statement else "eq"
    if sign in ("eq", "iff"):
        found = compare(before, now, grader.hypotheses, grader.limits)
        message = found.message
        verdict, truth, outcome = found.verdict, found.verdict.truth, found.outcome
    else:
        if sign == "implies":
            question = Question(now, (*grader.hypotheses, before))
        else:
            question = Question(relation(sign, before, now), grader.hypotheses)
        verdict = decide(question, grader.limits)
        truth = verdict.truth
        outcome = {"proved": "correct", "refuted": "wrong"}.get(truth, "undecided")  # type: ignore[assignment]
        message = "; ".join(verdict.reasons)
    return LineResult(outcome, truth, message, verdict.counterexample), verdict


def _whole(
    name: str, steps: list[LineResult], verdicts: list[Verdict], last: Term | None, choices: tuple[str, ...], grader: Grader
) -> Result:
    first_wrong = next((place for place, step in enumerate(steps) if step.verdict == "wrong"), None)
    verdict: GradeVerdict = "correct"
    for outcome in ("wrong", "unreadable", "undecided"):
        if any(step.verdict == outcome for step in steps):
            verdict = outcome
            break
    message = "" if first_wrong is None else f"line {first_wrong + 1} does not follow from the line before it"
    counterexample = None if first_wrong is None else steps[first_wrong].counterexample
    if verdict == "correct" and grader.references and last is not None:
        found = [compare(reference, last, grader.hypotheses, grader.limits) for _, reference in grader.references]
        best = min(found, key=lambda each: ("correct", "undecided", "wrong").index(each.outcome))
        verdicts.append(best.verdict)
        if best.outcome != "correct":
            verdict = best.outcome
            known = "not" if verdict == "wrong" else "not known to be"
            message = f"every line follows, and the last one is {known} what was asked for"
            counterexample = best.verdict.counterexample
    score = {"correct": grader.points, "wrong": 0.0}.get(verdict)
    decided = weakest(verdicts) if verdicts else Verdict("proved" if verdict == "correct" else "undecided", "total")
    return Result(name, verdict, score, decided, choices=choices, counterexample=counterexample, message=message,
                  first_wrong=first_wrong, steps=tuple(steps))  # fmt: skip
