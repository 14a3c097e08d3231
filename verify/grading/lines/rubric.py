"""The score of a derivation by a rubric: points for its lines, for steps that are required, and for its last line."""

from __future__ import annotations

from collections.abc import Sequence

from verify.grading.comparing.form import same_form
from verify.grading.lines.state import Derivation
from verify.grading.result import LineResult
from verify.grading.row import Rubric


def rubric_score(
    rubric: Rubric, derivation: Derivation, final_credit: float | None, *, is_of_question: bool = True
) -> tuple[float | None, tuple[str, ...]]:
    """The points of `rubric.total` that are earned, and remarks; None where a line or the last formula is not decided.

    Lines that are not `is_of_question`, as none of them has the value that was asked for, earn nothing: 7 = 7.

    A required formula has to stand in a line as it is written, up to the order of terms and factors: every right line of a
    derivation has its value.  `final_credit` is the part of the points that the last formula is worth, None where that is not
    known.
    """
    steps = derivation.steps
    if final_credit is None or any(step.verdict in ("undecided", "unreadable") for step in steps):
        return None, ()
    share = _share(steps, rubric, derivation, final_credit) if is_of_question else 0.0
    earned = rubric.final * final_credit + rubric.lines * share
    remarks = []
    for required, formula in derivation.task.required:
        if any(same_form(formula, term) for term in derivation.terms):
            earned += required.points
        else:
            remarks.append(f"{required.label or required.formula} is missing")
    return earned, tuple(remarks)


def _share(steps: Sequence[LineResult], rubric: Rubric, derivation: Derivation, final_credit: float) -> float:
    """The part of the points for lines: those that follow, and after a wrong one what they keep."""
    judged = steps if derivation.task.start is not None else steps[1:]
    if not judged:
        return final_credit  # a last line alone: its steps are as good as it is
    points, wrong = 0.0, False
    for step in judged:
        if step.verdict == "wrong":
            wrong = True
        else:
            points += rubric.follow_through if wrong else 1.0
    return points / len(judged)
