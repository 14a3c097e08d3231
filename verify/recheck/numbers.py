"""The elementary and special functions, from their definitions, for the check of counterexamples.

A number is a Fraction while it is exactly rational, then an `arb` (a ball that contains it; a `Form`, where its normal form is
kept as well), or, below a derivative, an `arb_series` (a Taylor polynomial in the variable of the derivative).  A function of a
Taylor polynomial has to be analytic at its constant term, so that the derivative exists.  A complex number is a pair of these.

Undefined: the value surely does not exist.  Undecided: it is not known here; more precision helps unless it is `final`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from typing import Any

from flint import acb, arb, arb_series, fmpq, fmpz

from verify.evaluate import exact
from verify.evaluate.complex_pairs import PAIRED, Pairs
from verify.evaluate.exact import Form
from verify.evaluate.rationals import to_fraction, to_rational

Number = Any  # Fraction | arb | Form | arb_series | Complex | Root: flint has no common class to name
EXACT_BITS = 4_096
EXPONENT_BITS = 4_096
LARGE_FACTORIAL = 50
LARGEST_ARGUMENT = Fraction(10**6)  # of a gamma function: beyond it, a value can take long
LARGEST_ORDER = 20


class Undefined(Exception):
    """The term surely has no value at this point."""


class Undecided(Exception):
    """Whether the term has a value, or which, is not known; `final` if more precision cannot help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


def ball(value: Number) -> arb:
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    if isinstance(value, arb):
        return value
    if isinstance(value, Form):
        return value.ball
    raise Undecided("a derivative in a place where a number is needed", final=True)


def to_value(value: Number) -> Any:
    """A number as `verify.evaluate.exact` takes it."""
    return to_rational(value) if isinstance(value, Fraction) else value


def from_value(value: Any) -> Number:
    return to_fraction(value) if isinstance(value, fmpq) else value


def finite(value: Number) -> Number:
    if isinstance(value, arb) and not value.is_finite():
        raise Undecided("a value that this precision does not bound")
    if isinstance(value, arb_series) and not all(part.is_finite() for part in value.coeffs()):
        raise Undecided("a derivative that this precision does not bound")
    return value


def bounded(value: Number) -> Number:
    """A rational of very many digits goes on as a ball."""
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > EXACT_BITS:
        return ball(value)
    return value


def constant_term(value: Number) -> Number:
    if isinstance(value, arb_series):
        coefficients = value.coeffs()
        return coefficients[0] if coefficients else Fraction(0)
    return value


def sign(value: Number) -> int:
    """-1, 0 or 1; near a point for a Taylor polynomial, which therefore must not be 0 there."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if isinstance(value, PAIRED):
        raise Undecided("the order of complex numbers", final=True)
    at = constant_term(value)
    if at > 0:
        return 1
    if at < 0:
        return -1
    if isinstance(value, (arb, Form)) and value.is_zero():
        return 0
    raise Undecided("a sign that is not known")


def _coerced(left: Number, right: Number) -> tuple[Number, Number]:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left, right
    return (left if isinstance(left, arb_series) else ball(left)), (right if isinstance(right, arb_series) else ball(right))


def _is_complex(left: Number, right: Number) -> bool:
    return isinstance(left, PAIRED) or isinstance(right, PAIRED)


def _have_forms(left: Number, right: Number) -> bool:
    kinds = (type(left), type(right))
    return Form in kinds and arb_series not in kinds


def plus(left: Number, right: Number) -> Number:
    if _is_complex(left, right):
        return PAIRS.add(left, right)
    if _have_forms(left, right):
        return finite(from_value(exact.plus(to_value(left), to_value(right))))
    one, other = _coerced(left, right)
    return bounded(one + other)


def times(left: Number, right: Number) -> Number:
    if _is_complex(left, right):
        return PAIRS.multiply(left, right)
    if _have_forms(left, right):
        return finite(from_value(exact.times(to_value(left), to_value(right))))
    one, other = _coerced(left, right)
    return bounded(one * other)


def minus(left: Number, right: Number) -> Number:
    return plus(left, times(Fraction(-1), right))


def reciprocal(value: Number) -> Number:
    if isinstance(value, Fraction):
        if not value:
            raise Undefined("a division by zero")
        return 1 / value
    if isinstance(value, PAIRED):
        return PAIRS.invert(value)
    if not sign(value):
        raise Undefined("a division by zero")
    return finite(1 / value) if not isinstance(value, Form) else _power_of_form(value, -1)


# ------------------------------------------------------------------------------------------------------------------- powers


def integer_power(base: Number, exponent: int) -> Number:
    """0^0 = 1; a negative power of 0 does not exist."""
    if exponent == 0:
        return Fraction(1)
    if isinstance(base, PAIRED):
        return PAIRS.integer_power(base, exponent)
    if exponent < 0:
        return integer_power(reciprocal(base), -exponent)
    if isinstance(base, Fraction):
        if base in (0, 1):
            return base
        if max(base.numerator.bit_length(), base.denominator.bit_length()) * exponent <= EXACT_BITS:
            return base**exponent
        base = ball(base)
    if isinstance(base, Form):
        return _power_of_form(base, exponent)
    if exponent.bit_length() > EXPONENT_BITS:
        raise Undecided("a power out of range", final=True)
    if isinstance(base, arb):
        return finite(base ** fmpz(exponent))
    return finite(_repeated_square(base, exponent))


def _power_of_form(base: Form, exponent: int) -> Number:
    result = from_value(exact.integer_power(base, exponent))
    if not isinstance(result, (Fraction, arb, Form)):
        raise Undecided("a power that this precision does not bound")
    return result


def _repeated_square(base: Number, exponent: int) -> Number:
    result: Number = None
    while exponent:
        if exponent & 1:
            result = base if result is None else result * base
        exponent >>= 1
        if exponent:
            base = base * base
    return result


def rational_power(base: Number, exponent: Fraction) -> Number:
    """base > 0, or base = 0 and exponent > 0; for an exponent that is no integer."""
    sign_of_base = sign(base)
    if sign_of_base < 0:
        raise Undefined("a root of a negative number")
    if sign_of_base == 0:
        if exponent < 0:
            raise Undefined("a negative power of 0")
        return Fraction(0)
    top, bottom = exponent.numerator, exponent.denominator
    if isinstance(base, Fraction):
        root = _exact_root(base, bottom)
        if root is not None:
            return integer_power(root, top)
        base = ball(base)
    if isinstance(base, arb):
        return integer_power(finite(base.root(bottom)), top) if bottom <= 64 else finite(base ** arb(fmpq(top, bottom)))
    return integer_power(finite(base.sqrt()), top) if bottom == 2 else exponential(times(exponent, logarithm(base)))


def _exact_root(base: Fraction, degree: int) -> Fraction | None:
    if degree > max(base.numerator.bit_length(), base.denominator.bit_length(), 2):
        return None
    top, bottom = (int(fmpz(part).root(degree)) for part in (base.numerator, base.denominator))
    return Fraction(top, bottom) if top**degree == base.numerator and bottom**degree == base.denominator else None


def real_power(base: Number, exponent: Number) -> Number:
    """base^exponent for an exponent that is a real expression: base > 0, or base = 0 and exponent > 0."""
    if _is_complex(base, exponent):
        return PAIRS.power(base, exponent)
    sign_of_base = sign(base)
    if sign_of_base < 0:
        raise Undefined("a real power of a negative number")
    if sign_of_base == 0:
        if sign(exponent) <= 0:
            raise Undefined("a power of 0 that is not positive")
        return Fraction(0)
    if isinstance(exponent, Fraction):
        return constant_power(base, exponent)
    if isinstance(base, Fraction) and base == 1:
        return Fraction(1)
    return exponential(times(exponent, logarithm(base)))


def constant_power(base: Number, exponent: Number) -> Number:
    """base^c for a number c: what it means depends on whether c is an integer."""
    if _is_complex(base, exponent):
        return real_power(base, exponent)
    if isinstance(exponent, Fraction):
        return integer_power(base, exponent.numerator) if exponent.denominator == 1 else rational_power(base, exponent)
    return real_power(base, exponent)


# ---------------------------------------------------------------------------------------------------------------- functions


def exponential(value: Number) -> Number:
    if isinstance(value, Fraction):
        if not value:
            return Fraction(1)
        value = ball(value)
    return finite(value.exp())


def logarithm(value: Number) -> Number:
    if isinstance(value, Fraction) and value == 1:
        return Fraction(0)
    if sign(value) <= 0:
        raise Undefined("the logarithm of a number that is not positive")
    return finite((ball(value) if isinstance(value, Fraction) else value).log())


def _everywhere(name: str, at_zero: int, series: Callable[[arb_series], Number] | None = None) -> Callable[[Number], Number]:
    """A function that is analytic everywhere, with a rational value at 0."""

    def function(value: Number) -> Number:
        if isinstance(value, Fraction):
            if not value:
                return Fraction(at_zero)
            value = ball(value)
        if isinstance(value, arb_series):
            return finite(series(value) if series is not None else getattr(value, name)())
        return finite(getattr(value, name)())

    return function


def _sinh(value: arb_series) -> Number:
    return (value.exp() - (-value).exp()) / 2


def _cosh(value: arb_series) -> Number:
    return (value.exp() + (-value).exp()) / 2


def _tanh(value: arb_series) -> Number:
    return 1 - 2 / ((2 * value).exp() + 1)


def _asinh(value: arb_series) -> Number:
    return (value + (value * value + 1).sqrt()).log()


def tangent(value: Number) -> Number:
    if isinstance(value, Fraction):
        if not value:
            return value
        value = ball(value)  # the poles are irrational
    return finite(value.tan())


def _between(name: str, low: int | None, high: int | None, closed: bool, exact: dict[int, int]) -> Callable[[Number], Number]:
    """A function on an interval; Taylor polynomials only in its interior."""

    def function(value: Number) -> Number:
        if isinstance(value, Fraction) and value in exact:
            return Fraction(exact[int(value)])
        distances = [minus(value, Fraction(low))] if low is not None else []
        distances += [minus(Fraction(high), value)] if high is not None else []
        for distance in distances:
            side = sign(distance)
            if side < 0 or (side == 0 and not closed):
                raise Undefined(f"{name} outside of its domain")
        if isinstance(value, arb_series):
            raise Undecided(f"a derivative of {name}", final=True)
        return finite(getattr(ball(value), name)())

    return function


def gamma(value: Number) -> Number:
    if isinstance(value, Fraction):
        if value.denominator == 1:
            if value <= 0:
                raise Undefined("gamma at a pole")
            if value <= LARGE_FACTORIAL:
                return Fraction(int(fmpz.fac_ui(value.numerator - 1)))
        value = ball(value)
    _not_too_large(value)
    if isinstance(value, arb_series) and sign(value) < 0:
        raise Undecided("a derivative of gamma below 0", final=True)
    return finite(value.gamma())


def log_gamma(value: Number) -> Number:
    if isinstance(value, Fraction) and value in (1, 2):
        return Fraction(0)
    if sign(value) <= 0:
        raise Undefined("loggamma of a number that is not positive")
    value = ball(value) if isinstance(value, Fraction) else value
    _not_too_large(value)
    return finite(value.lgamma())


def polygamma(order: int, value: Number) -> Number:
    if not 0 <= order <= LARGEST_ORDER:
        raise Undecided("the order of a polygamma function", final=True)
    if isinstance(value, Fraction):
        if value.denominator == 1 and value <= 0:
            raise Undefined("polygamma at a pole")
        value = ball(value)
    value = ball(value)
    _not_too_large(value)
    return finite(value.digamma() if order == 0 else acb(value).polygamma(order).real)


def _not_too_large(value: Number) -> None:
    if not abs(constant_term(value)) < ball(LARGEST_ARGUMENT):
        raise Undecided("a gamma function of a large number", final=True)


def absolute(value: Number) -> Number:
    if isinstance(value, arb_series):
        return value if sign(value) > 0 else -value
    return abs(value)


def signum(value: Number) -> Number:
    return Fraction(sign(value))


def _rounded(value: Number, of_rational: Callable[[Fraction], int], name: str) -> Number:
    if isinstance(value, Fraction):
        return Fraction(of_rational(value))
    at = constant_term(value)
    integer = getattr(at, name)().unique_fmpz() if isinstance(at, arb) else None
    if integer is None or (isinstance(value, arb_series) and at.contains_integer()):
        raise Undecided(f"{name} next to a jump")
    return Fraction(int(integer))


def larger(left: Number, right: Number) -> Number:
    if _is_complex(left, right):
        raise Undecided("the order of complex numbers", final=True)
    if isinstance(left, arb_series) or isinstance(right, arb_series):
        return left if sign(minus(left, right)) > 0 else right
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return max(left, right)
    if _have_forms(left, right):
        order = exact.sign(to_value(minus(left, right)))
        if order is not None:
            return left if order >= 0 else right
    one, other = _coerced(left, right)
    if one > other or one < other:
        return left if one > other else right
    return one.max(other)


def differ(left: Number, right: Number) -> bool:
    """Whether two numbers differ."""
    if _is_complex(left, right):
        found = PAIRS.differ(left, right, _parts_differ)
        if found is None:
            raise Undecided("two complex numbers that this precision does not tell apart")
        return found
    return sign(minus(left, right)) != 0


def _parts_differ(left: Number, right: Number) -> bool | None:
    try:
        return differ(left, right)
    except Undecided:
        return None


def smaller(left: Number, right: Number) -> Number:
    return times(Fraction(-1), larger(times(Fraction(-1), left), times(Fraction(-1), right)))


FUNCTIONS: dict[str, Callable[[Number], Number]] = {
    "exp": exponential,
    "log": logarithm,
    "sin": _everywhere("sin", 0),
    "cos": _everywhere("cos", 1),
    "tan": tangent,
    "sinh": _everywhere("sinh", 0, _sinh),
    "cosh": _everywhere("cosh", 1, _cosh),
    "tanh": _everywhere("tanh", 0, _tanh),
    "asin": _between("asin", -1, 1, True, {0: 0}),
    "acos": _between("acos", -1, 1, True, {1: 0}),
    "atan": _everywhere("atan", 0),
    "asinh": _everywhere("asinh", 0, _asinh),
    "acosh": _between("acosh", 1, None, True, {1: 0}),
    "atanh": _between("atanh", -1, 1, False, {0: 0}),
    "gamma": gamma,
    "loggamma": log_gamma,
    "digamma": lambda value: polygamma(0, value),
    "erf": _everywhere("erf", 0),
    "erfc": _everywhere("erfc", 1),
    "abs": absolute,
    "sign": signum,
    "floor": lambda value: _rounded(value, floor, "floor"),
    "ceiling": lambda value: _rounded(value, ceil, "ceil"),
}

PAIRS = Pairs(
    Fraction(0), Fraction(1), plus, times, reciprocal, lambda value: rational_power(value, Fraction(1, 2)), sign,
    lambda name, value: FUNCTIONS[name](value), Undecided,
)  # fmt: skip


def function(name: str, value: Number) -> Number:
    """A function of one argument."""
    return PAIRS.of(name, value) if isinstance(value, PAIRED) else FUNCTIONS[name](value)
