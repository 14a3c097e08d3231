"""The reference that an answer comes nearest to, and what explains a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from verify.grading.comparing.compare import answer_itself, kind_of
from verify.grading.comparing.comparison import Comparison, Outcome, undecided
from verify.grading.comparing.form import FormReport
from verify.grading.explaining.diagnosis import diagnose
from verify.grading.row import Reference
from verify.grading.several import several_of
from verify.grading.task import Task, gives_both_ends
from verify.grading.texts.asked import is_open_interval
from verify.grading.texts.imaginary_units import doubted_units
from verify.grading.texts.rates import NABLA
from verify.mathematics.matrix_calculus import matrix_derivative
from verify.problem import InputError
from verify.term import Term, contains, make

_ORDER = ("correct", "undecided", "wrong")
_MOST_REMEMBERED = 1_000  # comparisons of a question with different answers

Explains = Callable[[], Mapping[str, str] | None]


def best_reference(task: Task, term: Term, source: str) -> tuple[Reference, Term, Comparison]:
    """The reference that the answer comes nearest to, by credit among those that it equals; answers often repeat."""
    asked = tuple(task.as_asked(reference, asked, term, source) for reference, asked in task.references)
    found = task.compared.get((term, asked))
    if found is None:
        if len(task.compared) >= _MOST_REMEMBERED:
            task.compared.clear()
        found = task.compared[term, asked] = _nearest(task, term, asked, source)
    return found


def _nearest(task: Task, term: Term, references: tuple[Term, ...], source: str) -> tuple[Reference, Term, Comparison]:
    best: tuple[Reference, Term, Comparison] | None = None
    pairs = [(reference, asked) for (reference, _), asked in zip(task.references, references, strict=True)]
    for reference, asked in sorted(pairs, key=lambda each: -each[0].credit):
        if is_open_interval(asked) and term.op == "finite_set" and {*term.args} == {*asked.args}:
            return reference, asked, undecided("an interval, or a pair, and the set of two numbers", "kind")
        if term.op == "finite_set" and len(term.args) == 2 and gives_both_ends(source) and task.is_interval(asked):
            asked = make("finite_set", asked.args)
        ends = _of_both_ends(task, reference, asked, term)
        found = ends or doubted_units(task, asked, term, task.mode(asked, term, task.hypotheses, task.limits))
        if found.code == "shape" and found.outcome == "undecided" and NABLA.search(reference.formula):
            found = _of_shape_of_variable(task, asked, term) or found
        if found.outcome == "correct" and asked.op == "finite_set" and any(is_open_interval(each) for each in references):
            found = undecided("an interval, or a point, and ±", "kind")
        if found.outcome == "wrong" and term.op == "interval" and contains(asked, {"eq"}) and kind_of(asked) == "statement":
            found = undecided("an interval, or the list of its two ends", "kind")
        found = with_form(found, task.form, task.form_of(term, asked) if found.outcome == "correct" else None)
        if best is None or _ORDER.index(found.outcome) < _ORDER.index(best[2].outcome):
            best = (reference, asked, found)
        if found.outcome == "correct":
            break
    assert best is not None
    return best


def _of_shape_of_variable(task: Task, asked: Term, term: Term) -> Comparison | None:
    r"""What is wrong for a gradient \nabla_W, which has the shape of W in all books; None if that is not known."""
    if asked.op != "gradient" or asked.args[0].shape:
        return None
    try:
        formula, obligations = matrix_derivative(asked)
    except InputError:
        return None
    found = None if obligations else task.mode(formula, term, task.hypotheses, task.limits)
    return found if found is not None and found.outcome == "wrong" else None


def _of_both_ends(task: Task, reference: Reference, asked: Term, term: Term) -> Comparison | None:
    r"""What an interval is for a \pm b if its ends are these, in this order: right, whatever is meant; None for any other."""
    is_plain = term.op == "interval" and len(set(term.value)) == 1 and not contains(term, {"infinity"})
    values = several_of(reference.formula) if is_plain and asked.op == "finite_set" else None
    if values is None or not values.has_signs or values.common_name:
        return None
    try:
        upper, lower = (task.vocabulary.read(value).term for value in values.values)
        first, second = (make("matrix", ends, (2, 1)) for ends in ((lower, upper), term.args))
        found = task.mode(first, second, task.hypotheses, task.limits)
    except InputError:
        return None
    return found if found.outcome == "correct" else None


def with_form(found: Comparison, name: str, report: FormReport | None) -> Comparison:
    """What is equal may still not have the form that is asked for."""
    if report is None or report.form == "met":
        return found
    outcome: Outcome = "wrong" if report.form == "missed" else "undecided"
    return replace(found, outcome=outcome, code="form", message=f"equal, but not {name}: {report.reason}")


def explains(task: Task, term: Term, asked: Term, found: Comparison) -> Explains | None:
    """What will say what went wrong with an answer, if it is wrong."""
    return partial(_diagnosis, task, term, asked, found) if found.outcome == "wrong" else None


def _diagnosis(task: Task, term: Term, asked: Term, found: Comparison) -> dict[str, str] | None:
    """What is said of a wrong answer: the reason of the comparison, or the only explanation that fits."""
    if found.code is not None:
        return {"code": found.code, "message": found.message}
    explained = diagnose(asked, answer_itself(term, asked), task.hypotheses, task.limits, task.mistakes)
    return None if explained is None else {"code": explained.code, "message": explained.message}
