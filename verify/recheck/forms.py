"""Functions of numbers with their normal forms, for the check of counterexamples at which two numbers are equal and not rational.

Whether there is a value, and in which ball it lies, is what `verify.recheck.numbers` says; for the forms see
`verify.evaluate.exact`.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, arb_series

from verify.evaluate import exact
from verify.evaluate.complex_pairs import PAIRED
from verify.evaluate.exact import Form
from verify.recheck import numbers
from verify.recheck.numbers import Number

_WITHOUT_FORM = frozenset(("floor", "ceiling"))


def pi() -> Number:
    return exact.pi()


def settled(value: Number) -> Number:
    """0 for a number whose normal form is 0, though its ball is wider."""
    return Fraction(0) if isinstance(value, Form) and value.is_zero() else value


def _plain(value: Number) -> Number:
    return value.ball if isinstance(value, Form) else value


def function(name: str, value: Number) -> Number:
    value = settled(value)
    if isinstance(value, PAIRED):
        return numbers.function(name, value)
    if name == "abs" and isinstance(value, Form):
        return numbers.times(Fraction(numbers.sign(value)), value)
    if name == "sign":
        return numbers.signum(value)
    result = numbers.FUNCTIONS[name](_plain(value))
    if not isinstance(result, arb) or isinstance(value, arb_series) or name in _WITHOUT_FORM:
        return result
    return numbers.from_value(exact.with_function(name, numbers.to_value(value), result))


def power(base: Number, exponent: Number, *, constant: bool) -> Number:
    """base^exponent for an exponent that is no integer by its form; `constant` if no symbol occurs in it."""
    base, exponent = settled(base), settled(exponent)
    result = (numbers.constant_power if constant else numbers.real_power)(_plain(base), _plain(exponent))
    if not isinstance(result, arb) or isinstance(base, (arb_series, *PAIRED)) or isinstance(exponent, arb_series):
        return result
    return numbers.from_value(exact.with_power(numbers.to_value(base), numbers.to_value(exponent), result))
