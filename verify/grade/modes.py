"""Modes of comparison: equal, up to a constant, up to a factor, modulo a period, with a tolerance.

Up to a constant C: the derivative by every variable of the reference is the same.  Names that only the submission has are taken
for its constants, whatever letter was used, so the derivative is not taken by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from verify.decide import decide
from verify.fuel import Limits
from verify.grade.compare import Comparison, compare
from verify.problem import reject
from verify.question import Question
from verify.read.text import read_text
from verify.sort import Scalar
from verify.term import (
    ONE,
    PI,
    ZERO,
    Term,
    call,
    derivative,
    equal,
    free_symbols,
    mul,
    number,
    power,
    relation,
    substitute,
    subtract,
)
from verify.verdict import weakest

Mode = Callable[[Term, Term, tuple[Term, ...], Limits], Comparison]
_TOLERANCE = re.compile(r"tolerance\s+([0-9.]+(?:e-?[0-9]+)?)\Z")
_MODULO = re.compile(r"modulo\s+(.+)\Z")
MODES = "equal, up to a constant, up to a factor, modulo 2 pi, tolerance 1e-3"


def comparison_of(mode: str) -> Mode:
    """The comparison that a mode names; raises InputError for an unknown one."""
    mode = mode.strip().lower()
    if mode == "equal":
        return compare
    if mode == "up to a constant":
        return _up_to_a_constant
    if mode == "up to a factor":
        return _up_to_a_factor
    if (found := _TOLERANCE.match(mode)) is not None:
        return _within(Fraction(found[1]))
    if (found := _MODULO.match(mode)) is not None:
        return _modulo(read_text(found[1], {}).term)
    raise reject("malformed-row", f"the mode {mode!r}", help=MODES)


def _variables(reference: Term) -> tuple[Term, ...]:
    return tuple(name for name in free_symbols(reference) if isinstance(name.sort, Scalar) and not name.sort.is_integer)


def _up_to_a_constant(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    variables = _variables(reference)
    if reference.shape or submitted.shape or not variables:
        return compare(reference, submitted, hypotheses, limits)
    found = [compare(derivative(reference, name), derivative(submitted, name), hypotheses, limits) for name in variables]
    return _joined(found)


def _joined(found: list[Comparison]) -> Comparison:
    for outcome in ("wrong", "undecided"):
        for each in found:
            if each.outcome == outcome:
                return each
    return Comparison("correct", weakest(each.verdict for each in found))


def _up_to_a_factor(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
    """submitted = c reference for a number c other than 0, namely that of some point where the reference is not 0."""
    exact = compare(reference, submitted, hypotheses, limits)
    if exact.outcome == "correct" or reference.shape or submitted.shape:
        return exact
    names = tuple(dict.fromkeys((*free_symbols(reference), *free_symbols(submitted))))
    sorts = {name: name.sort for name in names if isinstance(name.sort, Scalar)}
    if len(sorts) < len(names):
        return exact
    for value in (ONE, number(2), number(1, 2), number(3), number(1, 3)):
        point = {name: value for name, sort in sorts.items() if sort.contains(value.fraction)}
        if len(point) < len(names):
            continue
        here = substitute(reference, point)
        if decide(Question(relation("ne", here, ZERO)), limits).truth != "proved":
            continue
        factor = mul(substitute(submitted, point), power(here, number(-1)))
        if decide(Question(relation("ne", factor, ZERO)), limits).truth != "proved":
            return exact
        return compare(mul(factor, reference), submitted, hypotheses, limits)
    return exact


def _within(tolerance: Fraction) -> Mode:
    """|submitted - reference| <= tolerance max(1, |reference|)."""

    def mode(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        exact = compare(reference, submitted, hypotheses, limits)
        if exact.outcome == "correct" or reference.shape or submitted.shape or exact.question is None:
            return exact
        gap = call("abs", subtract(submitted, reference))
        allowed = mul(number(tolerance.numerator, tolerance.denominator), call("max", ONE, call("abs", reference)))
        question = Question(relation("le", gap, allowed), hypotheses)
        verdict = decide(question, limits)
        if verdict.truth == "proved":
            return Comparison("correct", verdict, "within the tolerance", None, question)
        if verdict.truth == "refuted":
            return Comparison("wrong", verdict, "further off than the tolerance", None, question)
        return Comparison("undecided", verdict, "; ".join(verdict.reasons), None, question)

    return mode


def _modulo(period: Term) -> Mode:
    """The difference is an integer multiple of the period, shown by sine and cosine of it."""

    def mode(reference: Term, submitted: Term, hypotheses: tuple[Term, ...], limits: Limits) -> Comparison:
        if reference.shape or submitted.shape or compare(reference, submitted, hypotheses, limits).outcome == "correct":
            return compare(reference, submitted, hypotheses, limits)
        angle = mul(number(2), PI, power(period, number(-1)), subtract(submitted, reference))
        question = Question(equal(call("cos", angle), ONE), hypotheses)
        verdict = decide(question, limits)
        outcome = {"proved": "correct", "refuted": "wrong"}.get(verdict.truth, "undecided")
        return Comparison(outcome, verdict, "", None, question)  # type: ignore[arg-type]

    return mode
