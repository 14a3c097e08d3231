"""Normal forms of switches: abs, sign, max, min, piecewise, as the signs of the cell say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verify.mathematics.algebra import Fraction2, Undefined
from verify.prove import special
from verify.prove.kept_powers import is_of_bound_name, kept_abs
from verify.prove.signs import NeedSign
from verify.term import Term

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm


def switch_value(form: NormalForm, term: Term) -> Fraction2:
    """A switch; inside of a sum, where its sign may change from term to term, it stays as it is."""
    try:
        return SWITCHES[term.op](form, term)
    except NeedSign as need:
        if term.op == "piecewise" or not is_of_bound_name(form, need.polynomial):
            raise
        if term.op == "abs":
            return kept_abs(form, form.of(term.args[0]))
        return _kept_extremum(form, term) if term.op in ("max", "min") else special.opaque_value(form, term)


def _kept_extremum(form: NormalForm, term: Term) -> Fraction2:
    """max(a, b) = (a + b + |a - b|)/2, and min likewise."""
    best, half = form.of(term.args[0]), form.fractions.rational(1, 2)
    for arg in term.args[1:]:
        other = form.of(arg)
        gap = kept_abs(form, form.fractions.subtract(best, other))
        gap = gap if term.op == "max" else form.fractions.negate(gap)
        best = form.fractions.multiply(half, form.fractions.add(form.fractions.add(best, other), gap))
    return best


def abs_value(form: NormalForm, term: Term) -> Fraction2:
    argument = form.of(term.args[0])
    form.require_real(argument)
    return form.fractions.negate(argument) if form.sign_of(argument, False) < 0 else argument


def sign_value(form: NormalForm, term: Term) -> Fraction2:
    argument = form.of(term.args[0])
    form.require_real(argument)
    return form.fractions.rational(form.sign_of(argument, True))


def extremum_value(form: NormalForm, term: Term) -> Fraction2:
    best = form.of(term.args[0])
    for arg in term.args[1:]:
        other = form.of(arg)
        difference = form.fractions.subtract(best, other)
        form.require_real(difference)
        sign = form.sign_of(difference, False)
        if (sign < 0) == (term.op == "max") and sign:
            best = other
    return best


def piecewise_value(form: NormalForm, term: Term) -> Fraction2:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if form.holds(condition):
            return form.of(value)
    raise Undefined


SWITCHES: dict[str, Callable[[NormalForm, Term], Fraction2]] = {
    "abs": abs_value,
    "sign": sign_value,
    "max": extremum_value,
    "min": extremum_value,
    "piecewise": piecewise_value,
}
