"""What a counterexample shows: the values of the formula that was asked for and of the answer, at the same point.

A mode refutes a statement about the two: |answer - reference| <= 1/1000, or cos(answer - reference) = 1.  The sides of that
statement are numbers that nobody wrote.  Up to a constant, no single point refutes: the difference has two values at two points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from verify.decide import decide
from verify.fuel import DEFAULT_LIMITS
from verify.grading.comparing.comparison import HOLDS, Comparison, counterexample_of
from verify.problem import InputError
from verify.question import Counterexample, Question
from verify.refute.digits import ABOUT
from verify.sort import Scalar
from verify.term import Term, equal, free_symbols, number, substitute

SIDES = ("reference", "answer")
DIFFERENCE, QUOTIENT = "answer - reference", "answer/reference"
_FUEL = 60_000
_AROUND_ZERO = "0..."


def with_both_values(found: Comparison, reference: Term, submitted: Term) -> Comparison:
    """The comparison that shows both formulas at the point that refutes it, if they can be evaluated there."""
    point = found.verdict.counterexample
    here = None if found.outcome != "wrong" or point is None else _place(point, reference, submitted)
    values = None if here is None else values_at(here, reference, submitted)
    if point is None or values is None:
        return found
    shown = replace(point, left=values[0], right=values[1])
    return replace(found, verdict=replace(found.verdict, counterexample=shown), sides=SIDES)


def at_two_points(found: Comparison, term: Term, other: Mapping[Term, Term], name: str) -> Comparison:
    """The comparison that shows a formula at the point that refutes it, and at another one, whose names have a prime."""
    point = found.verdict.counterexample
    here = None if found.outcome != "wrong" or point is None else _place(point, term)
    pair = (None, None) if here is None else (_with(term, here), _with(term, {**here, **other}))
    values = None if pair[0] is None or pair[1] is None else values_at({}, pair[0], pair[1])
    if point is None or values is None:
        return found
    elsewhere = tuple((f"{symbol.name}'", str(value.fraction)) for symbol, value in other.items())
    shown = Counterexample((*point.point, *elsewhere), *values)
    names = [symbol.name for symbol in other]
    return of_two_points(found, shown, name, names, [f"{each}'" for each in names])


def at_copies(found: Comparison, term: Term, copies: Mapping[Term, Term], name: str) -> Comparison:
    """The comparison that shows a formula for its names and for copies of them, both of which the point that refutes it has."""
    point = found.verdict.counterexample
    there = _with(term, copies)
    here = None if found.outcome != "wrong" or point is None or there is None else _place(point, term, there)
    values = None if here is None or there is None else values_at(here, term, there)
    if point is None or values is None:
        return found
    shown = replace(point, left=values[0], right=values[1])
    return of_two_points(found, shown, name, [each.name for each in copies], [each.name for each in copies.values()])


def of_two_points(
    found: Comparison, shown: Counterexample, name: str, here: Sequence[str], there: Sequence[str]
) -> Comparison:
    """The comparison with the values of a formula for some names (left), and for others (right)."""
    places = [", ".join(names) for names in (here, there)]
    verdict = replace(found.verdict, counterexample=shown)
    message = f"{name} is another number at {places[1]} than at {places[0]}"
    return replace(found, verdict=verdict, message=message, sides=(f"{name} at {places[0]}", f"{name} at {places[1]}"))


def values_at(here: Mapping[Term, Term], left: Term, right: Term) -> tuple[str, str] | None:
    """The two values that formulas have where names have these values; None where they do not differ for all that is known."""
    sides = _with(left, here), _with(right, here)
    if sides[0] is None or sides[1] is None or any(map(free_symbols, (sides[0], sides[1]))):
        return None
    found = decide(Question(equal(sides[0], sides[1])), DEFAULT_LIMITS.at_most(_FUEL)).counterexample
    return None if found is None else (found.left, found.right)


def _place(point: Counterexample, *terms: Term) -> dict[Term, Term] | None:
    """The values of the names of some formulas at a point; None if one of them is no real number."""
    values = dict(point.point)
    names = dict.fromkeys(name for term in terms for name in free_symbols(term))
    found: dict[Term, Term] = {}
    for name in names:
        if not isinstance(name.sort, Scalar) or name.sort.is_complex or name.name not in values:
            return None
        try:
            value = Fraction(values[name.name])
        except ValueError:
            return None
        found[name] = number(value.numerator, value.denominator)
    return found


def shown_counterexample(found: Comparison) -> tuple[Counterexample | None, tuple[str, str]]:
    """The counterexample of an answer as it is shown, and what its two values are those of.

    Of statements it says which of the two holds; of an equation, integers that are known as balls are shown as integers.
    """
    point, question = counterexample_of(found), found.question
    if point is None:
        return None, found.sides
    if found.message in HOLDS:
        (of_other,) = (words for message, words in HOLDS.items() if message != found.message)
        return replace(point, left=HOLDS[found.message], right=of_other), SIDES
    if question is None or question.statement.op != "eq" or found.verdict.counterexample is not point:
        return point, found.sides
    left, right = (_as_integer(text, side, point) for text, side in
                   zip((point.left, point.right), question.statement.args, strict=True))  # fmt: skip
    return replace(point, left=left, right=right), found.sides


def _as_integer(text: str, side: Term, point: Counterexample) -> str:
    """1 for `1 ± 1e-18`, if that is the value."""
    shown = "0" if text == _AROUND_ZERO else text.split(ABOUT)[0] if ABOUT in text else ""
    here = _place(point, side) if shown.lstrip("-").isdigit() else None
    if here is None:
        return text
    value = _with(side, here)
    if value is None:
        return text
    statement = equal(value, number(int(shown)))
    return shown if decide(Question(statement), DEFAULT_LIMITS.at_most(_FUEL)).truth == "proved" else text


def _with(term: Term, values: Mapping[Term, Term]) -> Term | None:
    """A formula with values in it; None where it is no formula then, as d/dx f for x = 2."""
    try:
        return substitute(term, dict(values))
    except InputError:
        return None
