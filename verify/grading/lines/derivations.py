"""The result for a derivation: correct if every line follows and the last one is the reference, where there is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verify.decide import decide
from verify.grading.comparing.compare import compare, kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.comparing.families import has_other_constants
from verify.grading.comparing.nearest import Explains, best_reference, explains
from verify.grading.comparing.shown_values import shown_counterexample
from verify.grading.lines.consequences import follows
from verify.grading.lines.lines import follow
from verify.grading.lines.links import with_next_line
from verify.grading.lines.rubric import rubric_score
from verify.grading.lines.state import Derivation
from verify.grading.result import GradeVerdict, Result, not_known
from verify.grading.row import Reference
from verify.grading.task import Task
from verify.grading.texts.marks import without_marks, without_numbers
from verify.grading.texts.notation import doubted, doubted_readings
from verify.problem import InputError, Problem, reject
from verify.question import Question
from verify.render.problem import problem_text
from verify.term import Term, conjuncts, free_symbols, make
from verify.verdict import Verdict, weakest

_DECIMAL = re.compile(r"\s*-?\s*[0-9]*\.[0-9]+\s*\$?\s*")
_FUEL = 100_000  # of what is asked about the reference and the first line


def judge_lines(task: Task, lines: Sequence[str], name: str = "") -> Result:
    """The result for a derivation: correct if every line follows and the last one is the reference, where there is one."""
    if not lines:
        return unreadable(name, reject("empty-formula", "a derivation without lines", help="at least one formula").problem)
    try:
        task, first = task.with_macros_of(lines[0])
    except InputError as error:
        return unreadable(name, error.problem)
    task, written = replace(task.in_latex_as(*lines), of_lines=True), without_numbers((first, *lines[1:]))
    lines = with_next_line(written)
    found = of_derivation(task, follow(lines, task), name)
    if found.verdict == "wrong" and lines != written:
        reason = "wrong if the sign at the end of a line joins the next one to it, and it may be an equation in two lines"
        return not_known(found, reason)
    plain = without_marks(lines) if found.verdict == "wrong" else lines
    if plain == lines or of_derivation(task, follow(plain, task), name).verdict == "wrong":
        return found
    return not_known(found, "wrong as it is written, and perhaps not without the numbers or bullets of its lines: leave them out")


def _comes_back(derivation: Derivation, place: int) -> bool:
    """Whether the last line is equal to what stood before a wrong one, for all values of the names that this lost."""
    if place not in derivation.wrong or place == len(derivation.lines) - 1 or derivation.last is None:
        return False
    before, task = derivation.wrong[place][0], derivation.task
    return kind_of(before) == kind_of(derivation.last) == "expression" and (
        compare(before, derivation.last, task.hypotheses, task.limits).outcome == "correct"
    )


def _defines(statement: Term) -> bool:
    """Whether a line f(x) = x^2 is x^2 = x^2, as f is what it says."""
    return statement.op == "eq" and statement.args[0] is statement.args[1]


def of_derivation(task: Task, derivation: Derivation, name: str) -> Result:
    steps = derivation.steps
    wrong = [place for place, step in enumerate(steps) if step.verdict == "wrong"]
    surely = [place for place in wrong if place not in derivation.put_in or _comes_back(derivation, place)]
    first_wrong, only_put_in = next(iter(surely or wrong), None), bool(wrong) and not surely
    verdict: GradeVerdict = next((each for each in ("wrong", "unreadable", "undecided")
                                  if any(step.verdict == each for step in steps)), "correct")
    message, counterexample, sides = "", None, ("left", "right")
    explain: Explains | None = None
    verdicts, credit, is_rounded = list(derivation.verdicts), _credit_without_reference(task, derivation), False
    if first_wrong is not None:
        broken = "does not follow from the line before it" if first_wrong else "does not follow from the start that is given"
        message = f"line {first_wrong + 1} {broken if first_wrong or task.start is not None else 'does not hold'}"
        counterexample = steps[first_wrong].counterexample
        explain = _explains_step(task, derivation, first_wrong)
    elif verdict != "correct":
        place, step = next((place, step) for place, step in enumerate(steps) if step.verdict == verdict)
        message = f"line {place + 1}: {step.message}"
    if only_put_in and (not task.references or any(step.verdict == "unreadable" for step in steps)):
        verdict, first_wrong, counterexample, explain = "undecided", None, None, None
        message = "a value may have been put in for a name on the way"
    if task.by_value is not None and derivation.last is not None and _defines(derivation.last):
        derivation.last = derivation.last.args[1]
    if task.by_value is not None and derivation.last is not None and kind_of(derivation.last) == "expression":
        task = replace(task, references=task.by_value.references)
    if task.references and derivation.last is not None:
        others = (task, derivation.task)
        is_rounded = _ends_with_decimal(derivation) and any(_is_asked_for(each, derivation.terms[-2]) for each in others)
        last, source = (derivation.terms[-2], "") if is_rounded else (derivation.last, derivation.source)
        reference, asked, best = best_reference(task, last, source)
        if best.outcome == "wrong" and not {*free_symbols(last)} <= {*free_symbols(asked)}:
            reference, asked, best = _of_names_asked(task, last, source, (reference, asked, best))
        best = doubted(best, (asked, last), task.declared, derivation.called | task.called, task.constants)
        if best.outcome == "wrong" and has_other_constants(asked, last, task.declared, task.hypotheses, task.limits):
            best = replace(undecided("equal up to its constants, which nobody declared", "notation"), sides=best.sides)
        best = doubted_readings(best, task.doubts, *filter(None, (derivation.before,)))
        is_up_to_a_factor = any(link.relation == "propto" for links in derivation.lines for link in links)
        if best.outcome == "wrong" and is_up_to_a_factor and "propto" not in task.naming:
            best = replace(undecided("the lines are known up to a factor", "notation"), sides=best.sides)
        verdicts.append(best.verdict)
        credit = {"correct": reference.credit, "wrong": 0.0}.get(best.outcome)
        if only_put_in and first_wrong is not None and (best.outcome != "wrong" or _is_rounded(task, derivation)):
            verdict, first_wrong, counterexample, explain = "undecided", None, None, None
            message = "a value may have been put in for a name on the way, and the last line may be what was asked for"
        if verdict == "correct":
            verdict = best.outcome
            message, (counterexample, sides) = best.message, shown_counterexample(best)
            if best.outcome == "wrong" and any(_is_asked_for(each, term) for each in others for term in derivation.terms[:-1]):
                verdict, message = "undecided", "every line follows, and what was asked for stands in another than the last one"
            elif best.outcome != "correct":
                known = "not" if verdict == "wrong" else "not known to be"
                message = f"every line follows, and the last one is {known} what was asked for"
                explain = explains(task, last, asked, best)
            elif reference.message:
                message = reference.message
    if verdict == "correct" and not verdicts:
        verdict, message = "undecided", "one line and no reference: there is nothing to judge it by"
    if verdict == "correct" and task.references and (derivation.under_facts or _shows_a_case(task, derivation)):
        verdict, message = "undecided", "right under what a line before it assumes, and the question does not say that"
    if verdict == "correct" and derivation.label and not derivation.task.is_left_side(derivation.label) and (
        derivation.task.names_another(derivation.label)
    ):
        verdict, message = "undecided", f"right, and said of {derivation.label}, which is not known to be what was asked for"
    if verdict == "correct" and task.references and task.start is None and derivation.has_bounds(is_rounded):
        verdict, message = "undecided", "the last line is a bound, and where the derivation has to begin is not said"
    score, remarks = _score(task, derivation, verdict, credit)
    decided = weakest(verdicts) if verdicts else Verdict("proved" if verdict == "correct" else "undecided", "total")
    return Result(
        name, verdict, score, decided, term=derivation.last, choices=choices_of(derivation),
        counterexample=counterexample, explain=explain, message="; ".join(filter(None, (message, *remarks))),
        first_wrong=first_wrong, steps=tuple(steps), problem=derivation.problem, sides=sides,
    )  # fmt: skip


def _ends_with_decimal(derivation: Derivation) -> bool:
    r"""Whether the last formula is a decimal behind \approx: 19/118 \approx 0.161."""
    last = derivation.lines[-1][-1]
    return len(derivation.terms) > 1 and last.relation == "approx" and _DECIMAL.fullmatch(last.formula) is not None


def _of_names_asked(
    task: Task, last: Term, source: str, whole: tuple[Reference, Term, Comparison]
) -> tuple[Reference, Term, Comparison]:
    """The comparison of what a last line says of the names that are asked for, if it says what others are, too: a multiplier.

    Wrong is no line that what was asked for follows from.
    """
    reference, asked, found = whole
    parts = conjuncts(last)
    kept = tuple(part for part in parts if {*free_symbols(part)} <= {*free_symbols(asked)})
    if 0 < len(kept) < len(parts):
        of_part = best_reference(task, make("and", kept) if len(kept) > 1 else kept[0], source)
        if of_part[2].outcome == "correct":
            return of_part
    if kind_of(last) == kind_of(asked) == "statement" and follows((last,), asked, task.hypotheses, task.limits):
        found = replace(undecided("it says what was asked for, and more", "chain"), sides=found.sides)
    return reference, asked, found


def _is_asked_for(task: Task, term: Term) -> bool:
    """Whether a formula, or the value of x = 2, is what was asked for."""
    values = [term.args[1]] if term.op == "eq" and term.args[0].op == "symbol" else []
    return any(
        kind_of(each) == kind_of(asked) and best_reference(task, each, "")[2].outcome == "correct"
        for each in (term, *values)
        for _, asked in task.references
    )


def _is_rounded(task: Task, derivation: Derivation) -> bool:
    r"""Whether a line before the last one is what was asked for: 9 \pi, and then \approx 28.27."""
    is_rounded = any(link.relation == "approx" for link in derivation.lines[-1])
    return is_rounded and any(_is_asked_for(each, term) for each in (task, derivation.task) for term in derivation.terms[:-1])


def _shows_a_case(task: Task, derivation: Derivation) -> bool:
    """Whether what holds always is derived from what does not: x^2 >= x from x = 2."""
    first = derivation.terms[0] if derivation.terms and task.start is None else None
    if first is None or kind_of(first) != "statement" or len(derivation.terms) < 2:
        return False
    if any(kind_of(asked) != "statement" or not free_symbols(asked) for _, asked in task.references):
        return False
    limits = task.limits.at_most(_FUEL)
    if any(decide(Question(asked, task.hypotheses), limits).truth != "proved" for _, asked in task.references):
        return False
    return decide(Question(first, task.hypotheses), limits).truth != "proved"


def _explains_step(task: Task, derivation: Derivation, place: int) -> Explains | None:
    """What will say what explains the first wrong line, beside the line before it."""
    wrong = derivation.wrong.get(place)
    if wrong is None:
        return None
    before, now, found = wrong
    return explains(replace(task, mistakes=()), now, before, found)


def _credit_without_reference(task: Task, derivation: Derivation) -> float | None:
    return None if task.references or derivation.last is None else 1.0


def _score(
    task: Task, derivation: Derivation, verdict: GradeVerdict, credit: float | None
) -> tuple[float | None, tuple[str, ...]]:
    if task.rubric is None:
        return {"correct": task.points * (credit or 0.0), "wrong": 0.0}.get(verdict), ()
    is_of_question = bool(credit) or not task.references or task.start is not None or any(
        _is_asked_for(each, term) for each in (task, derivation.task) for term in derivation.terms
    )
    earned, remarks = rubric_score(task.rubric, derivation, credit, is_of_question=is_of_question)
    return (None if earned is None else task.points * earned / task.rubric.total), remarks


def choices_of(derivation: Derivation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(derivation.choices))


def unreadable(name: str, problem: Problem) -> Result:
    """The result for an answer that cannot be read: nothing is lost by it, and the caret shows where it stopped."""
    verdict = Verdict("undecided", reasons=(problem.seen,))
    return Result(name, "unreadable", None, verdict, message=problem_text(problem), problem=problem)
