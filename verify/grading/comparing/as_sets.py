r"""Several values as a set that changes with their names: \pm\cos x and \pm\sqrt{1 - \sin^2 x} are the same two numbers.

v is one of a_1, a_2 at each point where (v - a_1)(v - a_2) = 0, whichever of them it is there.
"""

from __future__ import annotations

from collections.abc import Sequence

from verify.decide import decide
from verify.fuel import Limits
from verify.grading.result import GradeVerdict
from verify.question import Question
from verify.term import ZERO, Term, equal, free_symbols, mul, subtract

_FUEL = 100_000  # for each value


def compared_as_sets(
    asked: Sequence[Term], answered: Sequence[Term], hypotheses: tuple[Term, ...], limits: Limits
) -> GradeVerdict:
    """Wrong if a value is none of the other side's at some point, correct if that is proved to happen nowhere.

    Of values without names each equals another one or differs from it, once for all; arrays have no such product.
    """
    values = (*asked, *answered)
    if not any(map(free_symbols, values)):
        return "wrong"
    if any(value.shape for value in values):
        return "undecided"
    verdicts = [
        decide(Question(equal(mul(*(subtract(value, other) for other in others)), ZERO), hypotheses), limits.at_most(_FUEL))
        for one, others in ((asked, answered), (answered, asked))
        for value in one
    ]
    if any(verdict.truth == "refuted" for verdict in verdicts):
        return "wrong"
    return "correct" if all(verdict.truth == "proved" and verdict.domain == "total" for verdict in verdicts) else "undecided"
