"""The elementary and special functions on exact rationals and real balls.

A value is an `fmpq` while it is exactly rational, then an `arb`: a ball that contains the true value; or it is absent:

    UNDEFINED   surely undefined at this point: log(-1), 1/0
    UNKNOWN     perhaps undefined, or too wide to tell: log of a ball around 0.  More precision may help.

Absent values absorb arithmetic, so that an undefined subterm needs no test at every step.  Truth values are True, False
or absent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, arb, fmpq, fmpz

Value = Any  # fmpq | arb | Absent, or bool for a statement


class Absent:
    """No value; what is surely undefined stays so, whatever it is combined with."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def _combined(self, other: object) -> Absent:
        return other if other is UNDEFINED and isinstance(other, Absent) else self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _combined


UNDEFINED, UNKNOWN = Absent("undefined"), Absent("unknown")

ZERO, ONE = fmpq(0), fmpq(1)
EXACT_BITS = 4_096  # a rational of more bits goes on as a ball: exactness is not worth a slow gcd
LARGE_FACTORIAL = 50


def bounded(value: fmpq) -> fmpq | arb:
    """The rational itself, or a ball if it has grown too large."""
    return value if value.height_bits() <= EXACT_BITS else arb(value)


def finite(ball: arb) -> Value:
    return ball if ball.is_finite() else UNKNOWN


def sign_of(value: fmpq | arb) -> int | None:
    """1, -1 or 0, or None for a ball that contains 0 and more."""
    if type(value) is fmpq:
        return int(value.p > 0) - int(value.p < 0)
    if value > 0:
        return 1
    if value < 0:
        return -1
    return 0 if value.is_zero() else None


def _entire(name: str, at_zero: fmpq) -> Callable[[Value], Value]:
    """A function that is defined everywhere and rational at 0."""
    method = getattr(arb, name)

    def function(x: Value) -> Value:
        if type(x) is fmpq:
            if not x:
                return at_zero
            x = arb(x)
        elif type(x) is not arb:
            return x
        y = method(x)
        return y if y.is_finite() else UNKNOWN

    return function


def _log(x: Value) -> Value:
    if type(x) is fmpq:
        if x.p <= 0:
            return UNDEFINED
        return ZERO if x == 1 else arb(x).log()
    if type(x) is not arb:
        return x
    if x > 0:
        return x.log()
    return UNDEFINED if x <= 0 else UNKNOWN


def reciprocal(x: Value) -> Value:
    if type(x) is fmpq:
        return 1 / x if x else UNDEFINED
    if type(x) is not arb:
        return x
    y = 1 / x
    if y.is_finite():
        return y
    return UNDEFINED if x.is_zero() else UNKNOWN


def square_root(x: Value) -> Value:
    if type(x) is fmpq:
        if x.p < 0:
            return UNDEFINED
        root = exact_root(x, 2)
        return arb(x).sqrt() if root is None else root
    if type(x) is not arb:
        return x
    if x >= 0:
        return x.sqrt()
    return UNDEFINED if x < 0 else UNKNOWN


def exact_root(x: fmpq, degree: int) -> fmpq | None:
    """The rational root of a nonnegative rational, if there is one."""
    top, bottom = x.p, x.q
    if degree > max(top.bit_length(), bottom.bit_length()) and x != 1 and x:
        return None
    top_root, bottom_root = top.root(degree), bottom.root(degree)
    return fmpq(top_root, bottom_root) if top_root**degree == top and bottom_root**degree == bottom else None


def _tan(x: Value) -> Value:
    if type(x) is fmpq:
        return arb(x).tan() if x else x  # the poles are irrational
    if type(x) is not arb:
        return x
    return finite(x.tan())


def _within(name: str, low: int | None, high: int | None, closed: bool, special: dict[int, int]) -> Callable[[Value], Value]:
    """A function defined between `low` and `high`, rational at the points of `special`."""
    method = getattr(arb, name)
    exact = {fmpq(point): fmpq(value) for point, value in special.items()}

    def outside(x: Value) -> bool:
        if closed:
            return bool((low is not None and x < low) or (high is not None and x > high))
        return bool((low is not None and x <= low) or (high is not None and x >= high))

    def inside(x: arb) -> bool:
        if closed:
            return bool((low is None or x >= low) and (high is None or x <= high))
        return bool((low is None or x > low) and (high is None or x < high))

    def function(x: Value) -> Value:
        if type(x) is fmpq:
            if x in exact:
                return exact[x]
            return UNDEFINED if outside(x) else method(arb(x))
        if type(x) is not arb:
            return x
        if inside(x):
            return finite(method(x))
        return UNDEFINED if outside(x) else UNKNOWN

    return function


def _gamma(x: Value) -> Value:
    if type(x) is fmpq:
        if x.q == 1:
            if x.p <= 0:
                return UNDEFINED
            if x.p <= LARGE_FACTORIAL:
                return fmpq(fmpz.fac_ui(int(x.p) - 1))
        x = arb(x)
    elif type(x) is not arb:
        return x
    return finite(x.gamma())


def _loggamma(x: Value) -> Value:
    if type(x) is fmpq:
        if x.p <= 0:
            return UNDEFINED
        return ZERO if x == 1 or x == 2 else arb(x).lgamma()
    if type(x) is not arb:
        return x
    if x > 0:
        return finite(x.lgamma())
    return UNDEFINED if x <= 0 else UNKNOWN


def _digamma(x: Value) -> Value:
    if type(x) is fmpq:
        if x.q == 1 and x.p <= 0:
            return UNDEFINED
        x = arb(x)
    elif type(x) is not arb:
        return x
    return finite(x.digamma())


def polygamma(order: Value, x: Value) -> Value:
    """The derivative of digamma of a given order; its poles are 0, -1, -2 ..."""
    if isinstance(order, Absent) or isinstance(x, Absent):
        return order + x
    if type(order) is not fmpq:
        return UNKNOWN
    if order.q != 1 or order.p < 0 or (type(x) is fmpq and x.q == 1 and x.p <= 0):
        return UNDEFINED
    if order.p > 64:
        return UNKNOWN
    return finite(acb(arb(x)).polygamma(int(order.p)).real) if order else _digamma(x)


def _abs(x: Value) -> Value:
    return x if isinstance(x, Absent) else abs(x)


def _sign(x: Value) -> Value:
    if type(x) is fmpq:
        return fmpq((x.p > 0) - (x.p < 0))
    return x.sgn() if type(x) is arb else x


def _floor(x: Value) -> Value:
    if type(x) is fmpq:
        return fmpq(x.floor())
    return _integer_part(x, arb.floor)


def _ceiling(x: Value) -> Value:
    if type(x) is fmpq:
        return fmpq(x.ceil())
    return _integer_part(x, arb.ceil)


def _integer_part(x: Value, method: Callable[[arb], arb]) -> Value:
    if type(x) is not arb:
        return x
    ball = method(x)
    integer = ball.unique_fmpz()
    return ball if integer is None else fmpq(integer)


def maximum(*values: Value) -> Value:
    return _extremum(values, arb.max, max)


def minimum(*values: Value) -> Value:
    return _extremum(values, arb.min, min)


def _extremum(values: tuple[Value, ...], of_balls: Any, of_rationals: Any) -> Value:
    best = values[0]
    for value in values[1:]:
        if isinstance(best, Absent) or isinstance(value, Absent):
            best = best + value
        elif type(best) is fmpq and type(value) is fmpq:
            best = of_rationals(best, value)
        elif best <= value:  # keep an exact rational that surely wins
            best = value if of_rationals is max else best
        elif best >= value:
            best = best if of_rationals is max else value
        else:
            best = of_balls(arb(best), arb(value))
    return best


def pi() -> arb:
    return arb.pi()


UNARY: dict[str, Callable[[Value], Value]] = {
    "exp": _entire("exp", ONE),
    "log": _log,
    "sin": _entire("sin", ZERO),
    "cos": _entire("cos", ONE),
    "tan": _tan,
    "sinh": _entire("sinh", ZERO),
    "cosh": _entire("cosh", ONE),
    "tanh": _entire("tanh", ZERO),
    "asin": _within("asin", -1, 1, True, {0: 0}),
    "acos": _within("acos", -1, 1, True, {1: 0}),
    "atan": _entire("atan", ZERO),
    "asinh": _entire("asinh", ZERO),
    "acosh": _within("acosh", 1, None, True, {1: 0}),
    "atanh": _within("atanh", -1, 1, False, {0: 0}),
    "gamma": _gamma,
    "loggamma": _loggamma,
    "digamma": _digamma,
    "erf": _entire("erf", ZERO),
    "erfc": _entire("erfc", ONE),
    "abs": _abs,
    "sign": _sign,
    "floor": _floor,
    "ceiling": _ceiling,
    "reciprocal": reciprocal,
    "square_root": square_root,
}
