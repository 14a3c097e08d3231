"""The sign of a function on a closed box, from real balls."""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from verify.calculus import differentiate
from verify.evaluate.balls import enclosure
from verify.evaluate.functions import Absent
from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_rational
from verify.fuel import Fuel
from verify.mathematics.smooth import is_smooth
from verify.problem import InputError
from verify.question import Question
from verify.sort import Scalar
from verify.term import BINDERS, Term, contains

Box = dict[Term, tuple[Fraction, Fraction]]

MAX_BOXES = 4_000
BITS = 64


def whole_box(question: Question) -> Box | None:
    """The closed box of the sorts of all symbols, if they are bounded; hypotheses are left out of account.

    A question without symbols has the empty box, with one point.
    """
    if contains(question.statement, BINDERS | {"derivative"}):
        return None  # their values are enclosed at points
    box: Box = {}
    for name in question.symbols:
        sort = name.sort
        if not isinstance(sort, Scalar) or sort.kind != "real" or sort.values is not None:
            return None
        if sort.lower is None or sort.upper is None or sort.lower >= sort.upper:
            return None
        box[name] = (sort.lower, sort.upper)
    return box


def halves(box: Box, name: Term) -> tuple[Box, Box]:
    """The two parts of a box that is cut in the middle of one side."""
    lower, upper = box[name]
    middle = (lower + upper) / 2
    return {**box, name: (lower, middle)}, {**box, name: (middle, upper)}


def partial_derivatives(function: Term, names: tuple[Term, ...]) -> tuple[Term, ...]:
    """The derivatives of a function that is smooth wherever they have values; () for any other function."""
    if not is_smooth(function):
        return ()
    try:
        pairs = [differentiate(function, name) for name in names]
    except InputError:
        return ()
    return () if any(obligations for _, obligations in pairs) else tuple(slope for slope, _ in pairs)


def is_positive_on(function: Term, slopes: tuple[Term, ...], box: Box, fuel: Fuel, strict: bool) -> bool:
    """Whether balls show the sign on a whole box: directly, or by the mean value theorem from its centre."""
    with precision(BITS):
        balls = {name: arb(to_rational(low)).union(arb(to_rational(high))) for name, (low, high) in box.items()}
        value = enclosure(function, balls, fuel, BITS)
        if isinstance(value, Absent):
            return False
        if value > 0 or (not strict and value >= 0):
            return True
        if not slopes:
            return False
        centre = {name: to_rational((low + high) / 2) for name, (low, high) in box.items()}
        total = enclosure(function, centre, fuel, BITS)
        for name, slope in zip(box, slopes, strict=True):
            change = enclosure(slope, balls, fuel, BITS)
            if isinstance(total, Absent) or isinstance(change, Absent):
                return False
            total = total + arb(change) * (balls[name] - arb(centre[name]))
        return bool(total > 0)
