"""Derivatives from Taylor polynomials, for the check of counterexamples.

The body is evaluated with a Taylor polynomial in place of the variable.  That exists only where every function in it is
analytic, so the derivative read off exists too.

A derivative by s inside of one by t is read off F(s, t) along the lines s = c t: the coefficient of t^N is a polynomial in c,
whose coefficient at c^m is that of s^m t^(N - m).  Two variables that were one and the same t would give F_ss + 2 F_st + F_tt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import factorial
from typing import TYPE_CHECKING, Any

from flint import arb, arb_series

from verify.functions import value_function
from verify.recheck import numbers
from verify.recheck.grid import Grid, place_of
from verify.recheck.numbers import Number, Undecided
from verify.recheck.tables import State
from verify.sort import Outcome, Scalar, Sequence, Tensor
from verify.term import Term

if TYPE_CHECKING:
    from verify.recheck.values import Evaluation

HIGHEST_DERIVATIVE = 6


@dataclass(frozen=True)
class Formula:
    """A function of one number, by its formula."""

    parameter: Term
    body: Term


def derivative(at: Evaluation, term: Term) -> Number:
    body, by = term.args
    order = term.value or 1
    if by.op == "item" and not body.shape:
        return _along_an_entry(at, body, by, order)
    if by.op != "symbol" or not isinstance(by.sort, Scalar) or by.sort.is_integer or body.shape:
        raise Undecided("a derivative of another kind", final=True)
    return _derivative(at, order, lambda here: here.number(by), lambda here, jet: here.inner(by, jet).number(body))


def _along_an_entry(at: Evaluation, body: Term, by: Term, order: int) -> Number:
    """The derivative along x_i: of an entry that no other one depends on."""
    name, *indices = by.args
    sort = name.sort if name.op == "symbol" else None
    if not isinstance(sort, (Tensor, Sequence)) or (isinstance(sort, Tensor) and sort.properties):
        raise Undecided("a derivative along an entry of something that is not free", final=True)
    point = at.of(name)
    entries = point.entries if isinstance(point, Grid) else point
    if len(indices) != 1 or (isinstance(point, Grid) and point.columns != 1):
        raise Undecided("a derivative along an entry of a matrix", final=True)
    place = place_of(at.integer(indices[0]), len(entries))
    if not isinstance(entries[place], (Fraction, arb, arb_series)):
        raise Undecided("a derivative along a vector", final=True)

    def entries_of(here: Evaluation) -> tuple[Any, ...]:
        found = here.of(name)
        return found.entries if isinstance(found, Grid) else found

    def moved(here: Evaluation, jet: Number) -> Number:
        others = entries_of(here)
        changed = (*others[:place], jet, *others[place + 1 :])
        return here.inner(name, Grid(point.rows, 1, changed) if isinstance(point, Grid) else changed).number(body)

    return _derivative(at, order, lambda here: entries_of(here)[place], moved)


def gradient(at: Evaluation, term: Term) -> Grid:
    """Entry by entry; for a matrix whose entries depend on each other, the derivative is a matter of convention."""
    body, by = term.args
    if by.op != "symbol" or not isinstance(by.sort, Tensor) or by.sort.properties:
        raise Undecided("a gradient of another kind", final=True)
    point = at.grid(by)
    rows = at.grid(body).rows if body.shape else 0
    slopes = [_slope(at, body, by, place, row) for row in range(max(rows, 1)) for place in range(len(point.entries))]
    if body.shape:
        return Grid(rows, len(point.entries), tuple(slopes))
    return Grid(point.rows, point.columns, tuple(slopes))


def _slope(at: Evaluation, body: Term, by: Term, place: int, row: int) -> Number:
    """The derivative of a number, or of an entry of a column, along one entry of a vector or matrix."""
    point = at.grid(by)

    def entry(here: Evaluation) -> Number:
        return here.grid(by).entries[place]

    def moved(here: Evaluation, jet: Number) -> Number:
        others = here.grid(by).entries
        entries = (*others[:place], jet, *others[place + 1 :])
        inside = here.inner(by, Grid(point.rows, point.columns, entries) if by.shape else jet)
        return inside.grid(body).entries[row] if body.shape else inside.number(body)

    return _derivative(at, 1, entry, moved)


def apply(at: Evaluation, term: Term) -> Number:
    """A function that the point gives by its formula, or a derivative of it."""
    function, *args = term.args
    formula = at.of(function)
    if not isinstance(formula, Formula) or len(args) != 1 or args[0].shape:
        raise Undecided("a function of several numbers", final=True)
    argument, (order,) = _argument(at, function, args[0]), term.value
    return _coefficient(argument, order, lambda jet: _at(at, formula, jet)) if order else _at(at, formula, argument)


def _at(at: Evaluation, formula: Formula, argument: Number) -> Number:
    return at.alone().inner(formula.parameter, argument).number(formula.body)


def _argument(at: Evaluation, function: Term, arg: Term) -> Number:
    """An outcome enters as the number of its state, or as what the point's own function makes of it, if it has one."""
    state = at.of(arg)
    if not isinstance(state, State):
        return at.number(arg)
    assert isinstance(arg.sort, Outcome)
    number, as_number = Fraction(state), value_function(arg.sort.variable or arg.name.rstrip("'"))
    if function is as_number or not at.has(as_number):
        return number
    formula = at.of(as_number)
    if not isinstance(formula, Formula):
        raise Undecided("an outcome that is no number", final=True)
    return _at(at, formula, number)


def _derivative(
    at: Evaluation, order: int, start: Callable[[Evaluation], Number], body: Callable[[Evaluation, Number], Number]
) -> Number:
    """The derivative of an order of body(start + s) at s = 0; a Taylor polynomial in t where other values are some."""
    length = max(map(_length, at.values()), default=0)
    if not length:
        return _coefficient(start(at), order, lambda jet: body(at, jet))
    most = order + length - 1
    if most > HIGHEST_DERIVATIVE:
        raise Undecided("a derivative of too high an order", final=True)
    here = at.with_values(lambda value: _longer(value, most + 1))
    first, slope = _two_coefficients(start(here))
    along = [_coefficients(body(here, arb_series([first, slope + c], prec=most + 1)), most) for c in range(most + 1)]
    weights = _weights(order, most)
    found = [
        sum((numbers.ball(weight) * line[order + power] for weight, line in zip(weights, along, strict=True)), arb(0))
        for power in range(length)
    ]
    return arb_series([numbers.finite(each * factorial(order)) for each in found], prec=length)


def _length(value: Any) -> int:
    """How many coefficients the Taylor polynomials in a value have; 0 if there are none in it."""
    if isinstance(value, arb_series):
        return int(value.prec)
    parts = value.entries if isinstance(value, Grid) else value if isinstance(value, tuple) else ()
    return max(map(_length, parts), default=0)


def _longer(value: Any, length: int) -> Any:
    """The same value with more coefficients: the value of a variable is a + b t, and has no others."""
    if isinstance(value, arb_series):
        return arb_series(list(_two_coefficients(value)), prec=length)
    if isinstance(value, Grid):
        return Grid(value.rows, value.columns, tuple(_longer(entry, length) for entry in value.entries))
    return tuple(_longer(entry, length) for entry in value) if isinstance(value, tuple) else value


def _two_coefficients(value: Number) -> tuple[arb, arb]:
    """a and b of a + b t."""
    if not isinstance(value, arb_series):
        return numbers.ball(value), arb(0)
    coefficients = [*value.coeffs(), arb(0), arb(0)]
    if len(coefficients) > 4:
        raise Undecided("a variable that is not moved along a line", final=True)
    return coefficients[0], coefficients[1]


def _coefficients(value: Number, most: int) -> list[arb]:
    """The coefficients up to t^most."""
    if not isinstance(value, arb_series):
        return [numbers.ball(value)] + [arb(0)] * most
    if value.prec <= most:
        raise Undecided("a derivative of too high an order", final=True)
    return [*value.coeffs(), *[arb(0)] * (most + 1)][: most + 1]


@lru_cache(maxsize=64)
def _weights(power: int, most: int) -> tuple[Fraction, ...]:
    """w_0, ..., w_most such that the coefficient at c^power of a polynomial p of degree <= most is the sum of w_c p(c)."""
    found = []
    for node in range(most + 1):
        basis = [Fraction(1)]
        for other in range(most + 1):
            if other != node:  # times (c - other) / (node - other)
                moved = [Fraction(0), *basis]
                for place, coefficient in enumerate(basis):
                    moved[place] -= other * coefficient
                basis = [coefficient / (node - other) for coefficient in moved]
        found.append(basis[power])
    return tuple(found)


def _coefficient(start: Number, order: int, body: Callable[[Number], Number]) -> Number:
    """The derivative of an order, from the Taylor polynomial of the body; that exists only where the body is analytic."""
    if isinstance(start, arb_series) or order > HIGHEST_DERIVATIVE:
        raise Undecided("a derivative of a derivative", final=True)
    found = body(arb_series([numbers.ball(start), arb(1)], prec=order + 1))
    if not isinstance(found, arb_series):
        return Fraction(0)
    coefficients = found.coeffs()
    if found.prec <= order:
        raise Undecided("a derivative of too high an order", final=True)
    return numbers.finite(coefficients[order] * factorial(order)) if len(coefficients) > order else Fraction(0)
