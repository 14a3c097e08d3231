"""The result for one answer: a formula, or a derivation whose last line is the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from verify.grading import symmetric_gradients
from verify.grading.compare import answer_itself, kind_of
from verify.grading.comparison import Comparison, counterexample_of, undecided
from verify.grading.diagnosis import diagnose
from verify.grading.families import constants_of, is_of_family
from verify.grading.labels import label_of, plain_text
from verify.grading.lines import Derivation, follow
from verify.grading.links import lines_of, links_of
from verify.grading.notation import doubted, doubted_readings, names_called
from verify.grading.respellings import respellings
from verify.grading.result import GradeVerdict, Result
from verify.grading.row import Reference
from verify.grading.rubric import rubric_score
from verify.grading.task import Task, undeclared_words
from verify.problem import InputError, Problem, reject
from verify.read.text import Reading
from verify.render.problem import problem_text
from verify.term import Term
from verify.verdict import Verdict, weakest

_ORDER = ("correct", "undecided", "wrong")
_MOST_REMEMBERED = 1_000  # comparisons of a question with different answers

Explains = Callable[[], Mapping[str, str] | None]


def judge_answer(task: Task, submitted: str, name: str = "") -> Result:
    """The result for one submitted text: a formula, or the lines of a derivation.

    What is wrong as it is written is not known to be wrong, if the answer or the question can be spelled so that it is right.
    """
    found = _as_written(task, submitted, name)
    if found.verdict != "wrong":
        return found
    meant = next((text for text in respellings(submitted) if _as_written(task, text, name).verdict == "correct"), None)
    if meant is None:
        others = _respelled_questions(task)
        meant = next((text for text, other in others if _as_written(other, submitted, name).verdict == "correct"), None)
    if meant is None:
        return found
    reason = f"wrong as it is written, and right if {meant} is meant: write brackets"
    return replace(_undecided(name, reason), term=found.term, choices=found.choices)


def _respelled_questions(task: Task) -> Iterator[tuple[str, Task]]:
    """The task with the reference in other spellings, where it has one reference that is written out."""
    if len(task.references) != 1 or task.closed:
        return
    ((reference, _),) = task.references
    for text in respellings(reference.formula):
        try:
            asked = task.vocabulary.read(text).term
        except InputError:
            continue
        yield text, replace(task, references=((reference, asked),), compared={})


def _as_written(task: Task, submitted: str, name: str) -> Result:
    """The result for the text as it is read; y = 2x may be answered by 2x, or as f(x) = 2x."""
    found = _against(task, submitted, name)
    if task.by_value is None or found.verdict == "correct":
        return found
    if found.verdict == "wrong":
        is_another = _solves_for_another(task, submitted)
        return _undecided(name, "an equation for another name than was asked for") if is_another else found
    if task.asks_for_identity and len(links_of(lines_of(submitted)[-1])) > 1:
        return found  # 1 = 1 is as true
    other = _against(task.by_value, submitted, name)
    return found if other.verdict == "unreadable" else other


def _solves_for_another(task: Task, submitted: str) -> bool:
    """Whether s = ... answers s^2 = ..., where nobody declared s: whoever takes the root may know that s is not negative."""
    links = links_of(lines_of(submitted)[-1])
    return bool(task.left_sides) and len(links) > 1 and plain_text(links[0].formula) not in task.left_sides


def _against(task: Task, submitted: str, name: str) -> Result:
    try:
        task, submitted = task.with_macros_of(submitted)
    except InputError as error:
        return unreadable(name, error.problem)
    lines = lines_of(submitted)
    if len(lines) > 1 or not task.references or task.rubric is not None:
        return judge_lines(task, lines, name)
    submitted = lines[0]
    try:
        reading = task.read(submitted)
        term = answer_itself(reading.term, task.references[0][1])
        task.check_names(term, submitted)
    except InputError as error:
        if len(links_of(submitted)) > 1 and not _asks_for_statement(task):
            return _last_of_chain(task, lines, name, unreadable(name, error.problem))
        return unreadable(name, error.problem)
    if kind_of(term) == "statement" and _asks_for_expression(task):
        return _last_of_chain(task, lines, name, None)
    reference, asked, found = _best(task, term, submitted)
    found = doubted(found, (asked, term), task.vocabulary.symbols, names_called(reading) | task.called, task.constants)
    found = doubted_readings(found, task.doubts, reading)
    if found.outcome == "wrong" and _has_other_constants(task, asked, term):
        found = replace(undecided("equal up to its constants, which nobody declared", "notation"), sides=found.sides)
    if found.outcome == "wrong" and term.op in ("implies", "iff") and asked.op not in ("implies", "iff"):
        found = replace(undecided("several statements in a line, where one is asked for", "chain"), sides=found.sides)
    return _result(task, name, reading, reference, asked, found)


def _has_other_constants(task: Task, asked: Term, term: Term) -> bool:
    constants = constants_of(asked, task.vocabulary.symbols)
    if not constants or kind_of(asked) != "expression" or kind_of(term) != "expression":
        return False
    return is_of_family(asked, term, constants, task.hypotheses, task.limits)


def _asks_for_expression(task: Task) -> bool:
    return all(kind_of(term) == "expression" for _, term in task.references)


def _asks_for_statement(task: Task) -> bool:
    return any(kind_of(term) == "statement" for _, term in task.references)


def _last_of_chain(task: Task, lines: Sequence[str], name: str, otherwise: Result | None) -> Result:
    """`f = a = b` where an expression is asked for: b is the answer, if what stands before it is equal to it.

    What stands before it may also be what was asked for, once more: then b is the answer whatever it is.
    """
    links = links_of(lines[0])
    if any(link.relation not in ("", *task.naming) for link in links):
        return otherwise or _undecided(name, "an inequality where an expression is asked for")
    derivation = follow(lines, task)
    if derivation.problem is not None and otherwise is not None:
        return otherwise if derivation.problem.source in ("", links[0].formula) else unreadable(name, derivation.problem)
    (step,) = derivation.steps
    if step.verdict == "unreadable" or (step.verdict == "wrong" and not _restates(task, derivation)):
        reason = f"an equation where an expression is asked for{', and it does not hold' if step.verdict == 'wrong' else ''}"
        return replace(_undecided(name, reason), term=step.term, choices=_choices(derivation))
    found = replace(_of_derivation(task, derivation, name), steps=())
    label = label_of(links[0].formula)
    is_asked = plain_text(links[0].formula) in task.left_sides
    if found.verdict == "wrong" and step.verdict != "wrong" and label is not None and not (label.is_certain or is_asked):
        return replace(_undecided(name, f"whether {links[0].formula} is what was asked for is not known"), term=step.term)
    return found


def _restates(task: Task, derivation: Derivation) -> bool:
    """Whether an equation begins with what was asked for."""
    return len(derivation.terms) == 2 and _best(task, derivation.terms[0], "")[2].outcome == "correct"


def _undecided(name: str, reason: str) -> Result:
    return Result(name, "undecided", None, Verdict("undecided", reasons=(reason,)), message=reason)


def _best(task: Task, term: Term, source: str) -> tuple[Reference, Term, Comparison]:
    """The reference that the answer comes nearest to, by credit among those that it equals; answers often repeat."""
    asked = tuple(task.as_asked(asked, term, source) for _, asked in task.references)
    found = task.compared.get((term, asked))
    if found is None:
        if len(task.compared) >= _MOST_REMEMBERED:
            task.compared.clear()
        found = task.compared[term, asked] = _nearest(task, term, asked)
    return found


def _nearest(task: Task, term: Term, references: tuple[Term, ...]) -> tuple[Reference, Term, Comparison]:
    best: tuple[Reference, Term, Comparison] | None = None
    pairs = [(reference, asked) for (reference, _), asked in zip(task.references, references, strict=True)]
    for reference, asked in sorted(pairs, key=lambda each: -each[0].credit):
        found = _with_form(task, term, asked, task.mode(asked, term, task.hypotheses, task.limits))
        if best is None or _ORDER.index(found.outcome) < _ORDER.index(best[2].outcome):
            best = (reference, asked, found)
        if found.outcome == "correct":
            break
    assert best is not None
    return best


def _with_form(task: Task, term: Term, asked: Term, found: Comparison) -> Comparison:
    """What is equal may still not have the form that is asked for."""
    report = task.form_of(term, asked) if found.outcome == "correct" else None
    if report is None or report.form == "met":
        return found
    outcome = "wrong" if report.form == "missed" else "undecided"
    return replace(found, outcome=outcome, code="form", message=f"equal, but not {task.form}: {report.reason}")  # type: ignore[arg-type]


def _result(task: Task, name: str, reading: Reading, reference: Reference, asked: Term, found: Comparison) -> Result:
    conventions = () if found.outcome == "wrong" else symmetric_gradients.choices(asked, reading.term)
    score = {"correct": task.points * reference.credit, "wrong": 0.0}.get(found.outcome)
    message = reference.message if found.outcome == "correct" and reference.message else found.message
    return Result(
        name, found.outcome, score, found.verdict,
        choices=(*reading.choices, *undeclared_words(reading), *conventions),
        counterexample=counterexample_of(found), message=message,
        explain=_explains(task, reading.term, asked, found), sides=found.sides, term=reading.term,
    )  # fmt: skip


def _explains(task: Task, term: Term, asked: Term, found: Comparison) -> Explains | None:
    """What will say what went wrong with an answer, if it is wrong."""
    return partial(_diagnosis, task, term, asked, found) if found.outcome == "wrong" else None


def _diagnosis(task: Task, term: Term, asked: Term, found: Comparison) -> dict[str, str] | None:
    """What is said of a wrong answer: the reason of the comparison, or the only explanation that fits."""
    if found.code is not None:
        return {"code": found.code, "message": found.message}
    explained = diagnose(asked, answer_itself(term, asked), task.hypotheses, task.limits, task.mistakes)
    return None if explained is None else {"code": explained.code, "message": explained.message}


# -------------------------------------------------------------------------------------------------------------- derivations


def judge_lines(task: Task, lines: Sequence[str], name: str = "") -> Result:
    """The result for a derivation: correct if every line follows and the last one is the reference, where there is one."""
    if not lines:
        return unreadable(name, reject("empty-formula", "a derivation without lines", help="at least one formula").problem)
    try:
        task, first = task.with_macros_of(lines[0])
    except InputError as error:
        return unreadable(name, error.problem)
    return _of_derivation(task, follow((first, *lines[1:]), task), name)


def _of_derivation(task: Task, derivation: Derivation, name: str) -> Result:
    steps = derivation.steps
    first_wrong = next((place for place, step in enumerate(steps) if step.verdict == "wrong"), None)
    verdict: GradeVerdict = next((each for each in ("wrong", "unreadable", "undecided")
                                  if any(step.verdict == each for step in steps)), "correct")
    message, counterexample = "", None
    explain: Explains | None = None
    verdicts, credit = list(derivation.verdicts), _credit_without_reference(task, derivation)
    if first_wrong is not None:
        follows = "does not follow from the line before it" if first_wrong else "does not follow from the start that is given"
        message = f"line {first_wrong + 1} {follows if first_wrong or task.start is not None else 'does not hold'}"
        counterexample = steps[first_wrong].counterexample
        explain = _explains_step(task, derivation, first_wrong)
    elif verdict != "correct":
        place, step = next((place, step) for place, step in enumerate(steps) if step.verdict == verdict)
        message = f"line {place + 1}: {step.message}"
    if task.by_value is not None and derivation.last is not None and kind_of(derivation.last) == "expression":
        task = replace(task, references=task.by_value.references)
    if task.references and derivation.last is not None:
        reference, asked, best = _best(task, derivation.last, derivation.source)
        best = doubted(best, (asked, derivation.last), task.vocabulary.symbols, derivation.called | task.called, task.constants)
        best = doubted_readings(best, task.doubts, *filter(None, (derivation.before,)))
        verdicts.append(best.verdict)
        credit = {"correct": reference.credit, "wrong": 0.0}.get(best.outcome)
        if first_wrong is not None and best.outcome == "correct" and all(
            place in derivation.put_in for place, step in enumerate(steps) if step.verdict == "wrong"
        ):
            verdict, first_wrong, counterexample, explain = "undecided", None, None, None
            message = "the last line is what was asked for, and a value may have been put in for a name on the way"
        if verdict == "correct":
            verdict = best.outcome
            message, counterexample = best.message, counterexample_of(best)
            if best.outcome != "correct":
                known = "not" if verdict == "wrong" else "not known to be"
                message = f"every line follows, and the last one is {known} what was asked for"
                explain = _explains(task, derivation.last, asked, best)
            elif reference.message:
                message = reference.message
    if verdict == "correct" and not verdicts:
        verdict, message = "undecided", "one line and no reference: there is nothing to judge it by"
    if verdict == "correct" and task.references and task.start is None and derivation.has_bounds:
        verdict, message = "undecided", "the last line is a bound, and where the derivation has to begin is not said"
    score, remarks = _score(task, derivation, verdict, credit)
    decided = weakest(verdicts) if verdicts else Verdict("proved" if verdict == "correct" else "undecided", "total")
    return Result(
        name, verdict, score, decided, term=derivation.last, choices=_choices(derivation),
        counterexample=counterexample, explain=explain, message="; ".join(filter(None, (message, *remarks))),
        first_wrong=first_wrong, steps=tuple(steps), problem=derivation.problem,
    )  # fmt: skip


def _explains_step(task: Task, derivation: Derivation, place: int) -> Explains | None:
    """What will say what explains the first wrong line, beside the line before it."""
    wrong = derivation.wrong.get(place)
    if wrong is None:
        return None
    before, now, found = wrong
    return _explains(replace(task, mistakes=()), now, before, found)


def _credit_without_reference(task: Task, derivation: Derivation) -> float | None:
    return None if task.references or derivation.last is None else 1.0


def _score(
    task: Task, derivation: Derivation, verdict: GradeVerdict, credit: float | None
) -> tuple[float | None, tuple[str, ...]]:
    if task.rubric is None:
        return {"correct": task.points * (credit or 0.0), "wrong": 0.0}.get(verdict), ()
    earned, remarks = rubric_score(task.rubric, derivation, credit)
    return (None if earned is None else task.points * earned / task.rubric.total), remarks


def _choices(derivation: Derivation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(derivation.choices))


def unreadable(name: str, problem: Problem) -> Result:
    """The result for an answer that cannot be read: nothing is lost by it, and the caret shows where it stopped."""
    verdict = Verdict("undecided", reasons=(problem.seen,))
    return Result(name, "unreadable", None, verdict, message=problem_text(problem), problem=problem)
