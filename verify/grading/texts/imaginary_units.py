"""Whether i, which is read as the imaginary unit, was meant for a number, and j, which is read as a number, for the unit."""

from __future__ import annotations

from verify.grading.comparing.compare import kind_of
from verify.grading.comparing.comparison import Comparison, undecided
from verify.grading.task import Task
from verify.sort import REAL
from verify.term import IMAGINARY, Term, contains, free_symbols, substitute, symbol

_INDEX = symbol("i", REAL)
_UNIT = frozenset(("imaginary",))


def doubted_units(task: Task, asked: Term, term: Term, found: Comparison) -> Comparison:
    """The comparison, undecided if it is `wrong`, and may be right in the other reading of i or of j."""
    if found.outcome != "wrong":
        return found
    if contains(asked, _UNIT) is not contains(term, _UNIT) and kind_of(asked) == "statement" and free_symbols(asked):
        return undecided("an imaginary unit, and names that are taken for real numbers: declare them", "notation")
    if contains(asked, _UNIT) or contains(term, _UNIT):
        return found if _with(task, asked, term, IMAGINARY, _INDEX) == "wrong" else undecided(
            "i is read as the imaginary unit, and may be a number: declare it", "notation")  # fmt: skip
    j = next((name for name in (*free_symbols(asked), *free_symbols(term)) if name.name == "j"), None)
    if j is None or "j" in task.vocabulary.symbols:
        return found
    return found if _with(task, asked, term, j, IMAGINARY) == "wrong" else undecided(
        "j is not declared, and may be the imaginary unit: declare it", "notation")  # fmt: skip


def _with(task: Task, asked: Term, term: Term, old: Term, new: Term) -> str:
    """The outcome with one for the other."""
    other = {old: new}
    return task.mode(substitute(asked, other), substitute(term, other), task.hypotheses, task.limits).outcome
