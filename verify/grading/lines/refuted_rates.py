r"""Statements about rates that hold at no point of a curve that was tried, and that nothing but a mistake explains.

    y' = -\frac yx below x^2 + y^2 = 25     fails wherever it was tried
    y' = \frac yx                           a tangent through the origin may be looked for
    y' = \frac yx below y' = -\frac xy      so may a curve that is orthogonal to the first
    0 = 2 \cdot 3 + 2 \cdot 4 y'            values in the place of names
    x' = 2y' below A = xy                   may be given
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from flint import fmpq

from verify.calculus import differentiate
from verify.decide import decide
from verify.evaluate.functions import Value, sign_of
from verify.fuel import Fuel, Limits
from verify.grading.lines.points_of_curves import Point, value_at
from verify.grading.lines.total_rates import Changing, Solved
from verify.question import Counterexample, Question
from verify.refute.digits import show, show_pair
from verify.term import (
    MINUS_ONE,
    TWO,
    ZERO,
    Term,
    divide,
    equal,
    free_symbols,
    mul,
    negate,
    number,
    power,
    substitute,
    subtract,
)

_LEAST_POINTS = 2
_TRIED_RATES = ((fmpq(1), fmpq(3), fmpq(2, 5)), (fmpq(-2, 3), fmpq(5, 7), fmpq(4)))
_NEAR = 1e-9
_FUEL = 100_000


def refutation(
    claim: Term,
    changing: Changing,
    rates: Solved,
    equations: Sequence[Term],
    points: Sequence[Point],
    slopes: Mapping[Term, Term],
) -> Counterexample | None:
    """A point at which an equation about rates fails, if it fails wherever it was tried and can be no other fact; else None.

    `equations` hold all the time, and have the `points` and the solutions `rates`; `slopes` are rates that other lines are
    solved for.
    """
    names = {name.name for point in points[:1] for name in point}
    if claim.op != "eq" or claim.args[0].shape or not changing.base_names(claim) <= names:
        return None
    residual = subtract(*claim.args)
    free = changing.rates(rates.applied(residual))
    if any(name.name.endswith("_ddot") for name in free) or _may_have_values_put_in(claim, changing, rates):
        return None
    if free and not _says_what_a_rate_is(claim, changing, rates, equations) and not (
        len(free) == 1 and _is_homogeneous(residual, changing)
    ):
        return None
    if _may_be_a_condition(claim, residual, changing, rates, points, slopes):
        return None
    return _failing_everywhere(claim, changing, rates, free, points)


def _failing_everywhere(
    claim: Term, changing: Changing, rates: Solved, free: Sequence[Term], points: Sequence[Point]
) -> Counterexample | None:
    sides = tuple(map(rates.applied, claim.args))
    first: Counterexample | None = None
    count = 0
    for point in points:
        for values in _TRIED_RATES[: 2 if free else 1]:
            whole = {**point, **dict(zip(free, values, strict=False))}
            found = [value_at(side, whole, Fuel()) for side in sides]
            if len(free) > len(values) or None in found:
                continue
            left, right = found
            assert left is not None and right is not None
            if sign_of(left - right) not in (1, -1):
                return None
            count += 1
            first = first or _shown(claim, changing, rates, whole, left, right)
    return first if count >= _LEAST_POINTS else None


def _shown(claim: Term, changing: Changing, rates: Solved, point: Point, left: Value, right: Value) -> Counterexample:
    values = {name.name: show(value) for name, value in point.items()}
    for rate in changing.rates(claim):
        value = value_at(rates.applied(rate), point, Fuel())
        values[rate.name] = "" if value is None else show(value)
    return Counterexample(tuple(values.items()), *show_pair(left, right))


def _may_have_values_put_in(claim: Term, changing: Changing, rates: Solved) -> bool:
    """Whether names are lost from a total derivative with these rates, and numbers have come in."""
    mine = {*changing.rates(claim)}
    rows = [row for row in rates.rows if not mine.isdisjoint(changing.rates(row))]
    lost = frozenset().union(*map(changing.base_names, rows)) - changing.base_names(claim) if rows else frozenset()
    if not lost:
        return False
    known: Counter[Term] = Counter()
    for row in rows:
        known |= Counter(_numbers(row))
    return not Counter(_numbers(claim)) <= known


def _numbers(term: Term) -> Iterator[Term]:
    """The numbers of a formula, as often as they stand there, but for signs, 0 and 1."""
    if term.op == "number" and abs(term.fraction) not in (0, 1):
        yield number(abs(term.fraction))
    for arg in term.args:
        yield from _numbers(arg)


def _says_what_a_rate_is(claim: Term, changing: Changing, rates: Solved, equations: Sequence[Term]) -> bool:
    """Whether a claim is V' = ..., with all rates that go with it: those of the V that is defined, or at least three in all."""
    for one, other in (claim.args, claim.args[::-1]):
        for equation, row in zip(equations, rates.rows, strict=True):
            is_defined = any(side.op == "symbol" and changing.rate_of(side.name) is one for side in equation.args)
            inner = {*changing.rates(row)} - {one}
            if inner and inner == {*changing.rates(other)} and one in changing.rates(row) and (is_defined or len(inner) > 1):
                return True
    return False


def _is_homogeneous(residual: Term, changing: Changing) -> bool:
    """Whether an equation about rates holds for twice the rates if it does for them."""
    double = substitute(residual, {rate: mul(TWO, rate) for rate in changing.rates(residual)})
    found = decide(Question(equal(double, mul(TWO, residual))), Limits().at_most(_FUEL))
    return found.truth == "proved"


def _may_be_a_condition(
    claim: Term, residual: Term, changing: Changing, rates: Solved, points: Sequence[Point], slopes: Mapping[Term, Term]
) -> bool:
    """Whether an equation may say where something is so: a slope that is asked for, that of a chord, or of the normal."""
    for one, other in (claim.args, claim.args[::-1]):
        if one in slopes and changing.base_names(other) != changing.base_names(slopes[one]):
            return True
    slope = _slope_of(residual, changing)
    if slope is None:
        return False
    of_claim, across, along = slope
    true = rates.applied(_ratio(changing, across, along))
    found = []
    for point in points:
        values = {**point, **{rate: fmpq(1) for rate in changing.rates(true)}}
        here = [value_at(each, values, Fuel()) for each in (of_claim, true, across, along)]
        if None not in here:
            found.append([float(value) for value in here if value is not None])
    is_normal = all(abs(mine * other + 1) < _NEAR * (1 + abs(mine * other)) for mine, other, _, _ in found)
    rows = [(up - mine * right, mine, 1.0) for mine, _, up, right in found]
    return len(found) < _LEAST_POINTS or is_normal or all(map(_is_singular, combinations(rows, 3)))


def _slope_of(residual: Term, changing: Changing) -> tuple[Term, Term, Term] | None:
    """The slope dy/dx that an equation says, y and x; None if it does not speak of two things only."""
    rates = changing.rates(residual)
    symbols = {name.name: name for name in free_symbols(residual)}
    if len(rates) == 1:
        across = next((name for name in changing.names if changing.rate_of(name) is rates[0]), "")
        if changing.names != {across} or not {across, changing.variable} <= symbols.keys():
            return None
        slope, _ = differentiate(residual, rates[0])
        rest = substitute(residual, {rates[0]: ZERO})
        return divide(negate(rest), slope), symbols[across], symbols[changing.variable]
    names = [name for name in sorted(changing.names) if changing.rate_of(name) in rates and name in symbols]
    if len(rates) != 2 or len(names) != 2:
        return None
    along, across = names
    slopes = [differentiate(residual, changing.rate_of(name))[0] for name in names]
    return divide(negate(slopes[0]), slopes[1]), symbols[across], symbols[along]


def _ratio(changing: Changing, across: Term, along: Term) -> Term:
    below = changing.rate_of(along.name) if along.name in changing.names else None
    above = changing.rate_of(across.name)
    return above if below is None else mul(above, power(below, MINUS_ONE))


def _is_singular(rows: Sequence[tuple[float, float, float]]) -> bool:
    (a, b, c), (d, e, f), (g, h, i) = rows
    size = max(abs(each) for row in rows for each in row) ** 3
    return abs(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)) < _NEAR * (1 + size)
