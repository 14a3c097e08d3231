"""Numbers known by a ball and, where that stays short, by a normal form as well: balls never show that two numbers are equal.

A value is an `fmpq`, a `Form`, an `arb` (whose normal form is not known), or absent, as in `verify.evaluate.functions`.  The
balls are those that evaluation without forms computes.  The form decides only what a ball around zero leaves open: a number
whose form is zero is zero, so 1/(exp(2) - exp(1)^2) has no value, and f < g fails where f and g have one form.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb, fmpq

from verify.evaluate import normal_numbers as normal
from verify.evaluate import powers
from verify.evaluate.functions import UNARY, UNDEFINED, Absent, Value, bounded, maximum, sign_of
from verify.evaluate.normal_numbers import NoForm, Terms
from verify.evaluate.rationals import to_fraction, to_rational

ZERO, ONE = fmpq(0), fmpq(1)
# The value of these is a choice by the sign of the argument, or a step.
_BY_SIGN = frozenset(("abs", "sign"))
_STEPS = frozenset(("floor", "ceiling"))


class Form:
    """A number: a ball that contains it, and its normal form, which is not rational."""

    __slots__ = ("ball", "terms")

    def __init__(self, ball: arb, terms: Terms) -> None:
        self.ball = ball
        self.terms = terms

    def __add__(self, other: Value) -> Value:
        return plus(self, other)

    def __mul__(self, other: Value) -> Value:
        return times(self, other)

    def __sub__(self, other: Value) -> Value:
        return plus(self, negative(other))

    def __rsub__(self, other: Value) -> Value:
        return plus(other, negative(self))

    __radd__, __rmul__ = __add__, __mul__

    def __gt__(self, other: int) -> bool:
        return bool(self.ball > other)

    def __lt__(self, other: int) -> bool:
        return bool(self.ball < other)

    def __ge__(self, other: int) -> bool:
        return bool(self.ball >= other)

    def __le__(self, other: int) -> bool:
        return bool(self.ball <= other)

    def is_zero(self) -> bool:
        return not self.ball > 0 and not self.ball < 0 and normal.is_zero(self.terms)


def plain(value: Value) -> Value:
    """The value without its form."""
    return value.ball if type(value) is Form else value


def sign(value: Value) -> int | None:
    """1, -1 or 0 of a number, or None where neither ball nor form tells."""
    return sign_of(value)


def _with_form(value: Value, form: Callable[[], Terms]) -> Value:
    """A computed value with a normal form, if it has a short one."""
    if type(value) is not arb:
        return value
    try:
        terms = form()
    except NoForm:
        return value
    if not terms:
        return ZERO
    return to_rational(terms[()]) if list(terms) == [()] else Form(value, terms)


def _terms(value: Value) -> Terms:
    if type(value) is Form:
        return value.terms
    if type(value) is fmpq:
        return normal.rational(to_fraction(value))
    raise NoForm


def _settled(value: Value) -> Value:
    return ZERO if type(value) is Form and value.is_zero() else value


# ---------------------------------------------------------------------------------------------------------------- arithmetic


def pi() -> Value:
    return Form(arb.pi(), normal.pi())


def plus(left: Value, right: Value) -> Value:
    if type(left) is fmpq and type(right) is fmpq:
        return bounded(left + right)
    return _with_form(plain(left) + plain(right), lambda: normal.plus(_terms(left), _terms(right)))


def times(left: Value, right: Value) -> Value:
    if type(left) is fmpq and type(right) is fmpq:
        return bounded(left * right)
    return _with_form(plain(left) * plain(right), lambda: normal.times(_terms(left), _terms(right)))


def negative(value: Value) -> Value:
    return times(fmpq(-1), value)


def maximum_of(left: Value, right: Value) -> Value:
    if isinstance(left, Absent) or isinstance(right, Absent):
        return plain(left) + plain(right)
    order = sign(plus(left, negative(right)))
    return maximum(plain(left), plain(right)) if order is None else left if order >= 0 else right


def minimum_of(left: Value, right: Value) -> Value:
    return negative(maximum_of(negative(left), negative(right)))


# -------------------------------------------------------------------------------------------------------------------- powers


def _power(base: Value, value: Value, exponent: Fraction) -> Value:
    """`value`, the power computed, with its form."""

    def form() -> Terms:
        is_polynomial = exponent.denominator == 1 and exponent >= 0
        return normal.power(_terms(base), exponent, 1 if is_polynomial else _known_sign(base))

    return _with_form(value, form)


def _known_sign(value: Value) -> int:
    known = sign(value)
    if not known:
        raise NoForm
    return known


def integer_power(base: Value, exponent: int) -> Value:
    """base^n with 0^0 = 1."""
    base = _settled(base)
    if exponent == 1:
        return base
    return _power(base, powers.integer_power(plain(base), exponent), Fraction(exponent))


def rational_power(base: Value, exponent: Fraction) -> Value:
    """base^(p/q), which is no integer: base > 0, or base = 0 and p > 0."""
    base = _settled(base)
    return _power(base, powers.rational_power(plain(base), exponent.numerator, exponent.denominator), exponent)


def constant_power(base: Value, exponent: Value) -> Value:
    """base^c for a term c without symbols."""
    if type(exponent) is not fmpq:
        return real_power(base, exponent)
    known = to_fraction(exponent)
    return integer_power(base, known.numerator) if known.denominator == 1 else rational_power(base, known)


def real_power(base: Value, exponent: Value) -> Value:
    """base^y for a real expression y: base > 0, or base = 0 and y > 0."""
    base, exponent = _settled(base), _settled(exponent)
    return with_power(base, exponent, powers.real_power(plain(base), plain(exponent)))


def with_power(base: Value, exponent: Value, value: Value) -> Value:
    """`value`, computed as base^exponent, with its form."""
    if type(exponent) is fmpq:
        return _power(base, value, to_fraction(exponent))
    return _with_form(value, lambda: normal.function("exp", normal.times(_terms(exponent), _log_terms(base))))


def _log_terms(base: Value) -> Terms:
    if _known_sign(base) < 0:
        raise NoForm
    return normal.function("log", _terms(base))


# ----------------------------------------------------------------------------------------------------------------- functions


def function(name: str, value: Value) -> Value:
    """An elementary or special function of one argument."""
    value = _settled(value)
    if type(value) is Form:
        if name in _BY_SIGN:
            return _by_sign(name, value)
        if name == "tan" and _is_pole_of_tangent(value):
            return UNDEFINED
    result = UNARY[name](plain(value))
    return result if name in _BY_SIGN or name in _STEPS else with_function(name, value, result)


def with_function(name: str, value: Value, result: Value) -> Value:
    """`result`, computed as a smooth function of `value`, with its form."""
    return _with_form(result, lambda: normal.function(name, _terms(value)))


def _by_sign(name: str, value: Form) -> Value:
    known = sign(value)
    if known is None:
        return UNARY[name](value.ball)
    return fmpq(known) if name == "sign" else times(fmpq(known), value)


def _is_pole_of_tangent(value: Form) -> bool:
    try:
        return not normal.cosine(value.terms)
    except NoForm:
        return False


