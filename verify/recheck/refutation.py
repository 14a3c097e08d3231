"""Checks a counterexample: at the point given, the hypotheses hold and the statement fails, rigorously.

The point is read from its text (`1/2`, `[[1, 0], [2, 1]]`, `state 2`), the values of the symbols are checked against their sorts,
and both sides are evaluated from their definitions by `verify.recheck.values`.  Nothing is searched for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from verify.evaluate.complex_pairs import PAIRED
from verify.evaluate.precision import precision
from verify.question import Counterexample, Question
from verify.recheck.grid import Grid
from verify.recheck.limit_values import Infinite, infinity_of
from verify.recheck.membership import NotInDomain, check_member, check_tables, inhabited
from verify.recheck.numbers import Undecided, Undefined, ball
from verify.recheck.point import Unreadable, read_point
from verify.recheck.values import Evaluation
from verify.term import RELATIONS

PRECISIONS = (64, 192, 640, 2_048, 4_096)
EXACT_PRECISION = 640
_DECIMAL = re.compile(r"(-?)(\d+)(?:\.(\d*))?\.\.\.(?:e([+-]\d{1,5}))?")


@dataclass(frozen=True)
class Finding:
    """What became of a counterexample; `reason` says why it was not confirmed.

    `contradicted`: the point refutes nothing; `invalid`: it is no point of the domain, a side has no value there, or another
    one than is shown; `unsupported`: this check cannot tell.
    """

    status: Literal["confirmed", "unsupported", "invalid", "contradicted"]
    reason: str = ""


def check_refutation(question: Question, counterexample: Counterexample) -> Finding:
    """Whether the counterexample, surely, is a point of the domain at which the statement is false.  Never raises."""
    try:
        return _Check(question, counterexample).run()
    except (Unreadable, NotInDomain, Undefined) as fault:
        return Finding("invalid", str(fault))
    except Undecided as obstacle:
        return Finding("unsupported", str(obstacle))
    except RecursionError:
        return Finding("unsupported", "a formula nested too deeply")
    except Exception as error:  # a forged certificate may hold anything
        return Finding("unsupported", f"{type(error).__name__}: {error}")


class _Check:
    def __init__(self, question: Question, counterexample: Counterexample) -> None:
        self.question = question
        self.counterexample = counterexample
        self.values, self.spaces = read_point(question, counterexample.point)

    def run(self) -> Finding:
        for name in self.question.symbols:
            if name not in self.values and not inhabited(name):
                raise Unreadable(f"no value for {name.name}")
        for bits in PRECISIONS:
            with precision(bits):
                try:
                    return self._at_this_precision()
                except Undecided as obstacle:
                    if obstacle.final:
                        return self._not_evaluated(obstacle)
        with precision(EXACT_PRECISION):
            return self._at_this_precision(exactly=True)

    def _not_evaluated(self, obstacle: Undecided) -> Finding:
        """A point that leaves a symbol out is at fault for what could not be evaluated."""
        missing = [name.name for name in self.question.symbols if name not in self.values]
        if missing:
            return Finding("invalid", f"no value for {missing[0]}")
        return Finding("unsupported", str(obstacle))

    def _at_this_precision(self, *, exactly: bool = False) -> Finding:
        """Balls do not show that numbers are equal; `exactly`, they are if they have one normal form."""
        evaluation = Evaluation(self.values, self.spaces, exactly=exactly)
        check_tables(self.values, self.spaces)
        for name in self.question.symbols:
            if name in self.values:
                check_member(self.values[name], name.sort, evaluation, name.name)
        for hypothesis in self.question.hypotheses:
            if not evaluation.truth(hypothesis):
                return Finding("contradicted", f"the point does not meet the hypothesis {hypothesis}")
        if evaluation.truth(self.question.statement):
            return Finding("contradicted", "the statement holds at the point")
        statement = self.question.statement
        if statement.op in RELATIONS:
            for side, shown in zip(statement.args, (self.counterexample.left, self.counterexample.right), strict=True):
                if not _may_show(shown, infinity_of(side) or evaluation.of(side)):
                    return Finding("invalid", f"a side is not {shown} there")
        return Finding("confirmed")


def _may_show(shown: str, value: Any) -> bool:
    """Whether a text may stand for a value: an exact one has to be equal, certain digits have to fit."""
    if isinstance(value, Infinite):
        return shown == ("oo" if value.sign > 0 else "-oo")
    if isinstance(value, (Grid, *PAIRED)) or not isinstance(shown, str):
        return True
    if re.fullmatch(r"-?\d{1,4000}(/\d{1,4000})?", shown):
        exact = Fraction(shown)
        return exact == value if isinstance(value, Fraction) else bool(ball(exact).overlaps(ball(value)))
    match = _DECIMAL.fullmatch(shown)
    if match is None:
        return True
    sign, whole, places, exponent = match.groups()
    places = places or ""
    unit = Fraction(10) ** (int(exponent or 0) - len(places))
    low = int(whole + places) * unit
    ends = sorted((low, low + unit) if not sign else (-low, -low - unit))
    return bool(ball(value) >= ball(ends[0]) or ball(value).overlaps(ball(ends[0]))) and bool(
        ball(value) <= ball(ends[1]) or ball(value).overlaps(ball(ends[1]))
    )

