"""Derivatives from Taylor polynomials, for the check of counterexamples.

The body is evaluated with a Taylor polynomial in place of the variable.  That exists only where every function in it is
analytic, so the derivative read off exists too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

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
    return _coefficient(at.number(by), order, lambda jet: at.inner(by, jet).number(body))


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

    def moved(jet: Number) -> Number:
        changed = (*entries[:place], jet, *entries[place + 1 :])
        return at.inner(name, Grid(point.rows, 1, changed) if isinstance(point, Grid) else changed).number(body)

    return _coefficient(entries[place], order, moved)


def gradient(at: Evaluation, term: Term) -> Grid:
    """Entry by entry; for a matrix whose entries depend on each other, the derivative is a matter of convention."""
    body, by = term.args
    if by.op != "symbol" or not isinstance(by.sort, Tensor) or by.sort.properties or body.shape:
        raise Undecided("a gradient of another kind", final=True)
    point = at.grid(by)
    slopes = []
    for place, entry in enumerate(point.entries):
        def moved(jet: Number, place: int = place) -> Number:
            entries = (*point.entries[:place], jet, *point.entries[place + 1 :])
            return at.inner(by, Grid(point.rows, point.columns, entries) if by.shape else jet).number(body)

        slopes.append(_coefficient(entry, 1, moved))
    return Grid(point.rows, point.columns, tuple(slopes))


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
