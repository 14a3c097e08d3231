"""Numbers of an instance: exact while possible, then balls, and dual numbers for derivatives.

    fmpq        an exact rational
    LogForm     c + sum of c_p log(p) over primes p, with rational coefficients.  The logarithms of primes are linearly
                independent over the rationals, so two forms are equal exactly if their coefficients are.
    Form        a ball with the normal form of the number, where an instance is evaluated exactly
    arb         a ball that contains the value, at flint's working precision
    Complex     a pair of these; a Root is known by the square of it
    Dual        real + slope * e_level with e_level^2 = 0: the slope is the derivative in the direction that e_level marks

A derivative is read off as the slope, by the rules of `_SLOPES`.  Nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import arb, fmpq, fmpz

from verify.evaluate import exact, powers
from verify.evaluate.complex_pairs import PAIRED, Complex, Pairs, Root
from verify.evaluate.exact import Form
from verify.evaluate.functions import EXACT_BITS, UNARY, UNDEFINED, Absent, maximum, sign_of
from verify.evaluate.functions import polygamma as of_order
from verify.evaluate.precision import precision
from verify.evaluate.rationals import to_fraction
from verify.refute.digits import show

FACTORED_BITS = 72  # logarithms of larger integers become balls: factoring them costs more than it brings
SIGN_PRECISIONS = (128, 512, 2_048)


class Undefined(Exception):
    """The term surely has no value at this point."""


class Undecided(Exception):
    """Whether the term has a value, or which, is not decided at this point and precision."""


class Unsupported(Exception):
    """An instance cannot speak of this kind of term or symbol."""


class LogForm:
    """rational + sum of coefficients[p] * log(p); at least one coefficient, none of them zero."""

    __slots__ = ("coefficients", "rational")

    def __init__(self, rational: fmpq, coefficients: dict[int, fmpq]) -> None:
        self.rational = rational
        self.coefficients = coefficients

    def ball(self) -> arb:
        total = arb(self.rational)
        for prime in sorted(self.coefficients):
            total += arb(self.coefficients[prime]) * arb(prime).log()
        return total


class Dual:
    """real + slope * e_level; both parts hold lower levels only."""

    __slots__ = ("level", "real", "slope")

    def __init__(self, real: Number, slope: Number, level: int) -> None:
        self.real = real
        self.slope = slope
        self.level = level


Number = Any  # fmpq | LogForm | Form | arb | Complex | Root | Dual: flint has no common class to name
ZERO, ONE = fmpq(0), fmpq(1)


def _log_form(constant: fmpq, coefficients: dict[int, fmpq]) -> Number:
    kept = {prime: value for prime, value in coefficients.items() if value != 0}
    return LogForm(constant, kept) if kept else constant


def _parts(value: Number) -> tuple[fmpq, dict[int, fmpq]]:
    return (value.rational, value.coefficients) if type(value) is LogForm else (value, {})


def ball(value: Number) -> arb:
    """A ball that contains the value."""
    if type(value) is fmpq:
        return arb(value)
    if type(value) is LogForm:
        return value.ball()
    if type(value) is Form:
        return value.ball
    if type(value) is Dual:
        raise Undecided("a derivative of a number that is not given by its formula")
    if type(value) in PAIRED:
        raise Undecided("a complex number where a real one is needed")
    return value


def split(value: Number, level: int) -> tuple[Number, Number]:
    """The real part and the slope with respect to e_level."""
    if type(value) is Dual and value.level == level:
        return value.real, value.slope
    return value, ZERO


def dual(real: Number, slope: Number, level: int) -> Number:
    return real if type(slope) is fmpq and slope == 0 else Dual(real, slope, level)


def _top(left: Number, right: Number) -> int:
    return max(left.level if type(left) is Dual else -1, right.level if type(right) is Dual else -1)


# ---------------------------------------------------------------------------------------------------------------- arithmetic


def plus(left: Number, right: Number) -> Number:
    if type(left) is fmpq and type(right) is fmpq:
        return left + right
    if type(left) is Dual or type(right) is Dual:
        level = _top(left, right)
        (a, da), (b, db) = split(left, level), split(right, level)
        return dual(plus(a, b), plus(da, db), level)
    if type(left) in PAIRED or type(right) in PAIRED:
        return _PAIRS.add(left, right)
    if type(left) is Form or type(right) is Form:
        total = _sum_of_balls(ball(left), ball(right))
        return total if arb in (type(left), type(right)) else exact.plus(_formed(left), _formed(right))
    if type(left) is arb or type(right) is arb:
        return _sum_of_balls(ball(left), ball(right))
    (a, logs), (b, others) = _parts(left), _parts(right)
    merged = dict(logs)
    for prime, value in others.items():
        merged[prime] = merged.get(prime, ZERO) + value
    return _log_form(a + b, merged)


def _sum_of_balls(left: arb, right: arb) -> arb:
    """The sum; Undecided if an operand drowns in its radius, as 1 + exp(-10000) would agree with 1 to every digit."""
    total = _finite(left + right)
    radius = total.rad()
    for operand in (left, right):
        if operand.abs_upper() < radius and not operand.contains(0):
            raise Undecided("a summand below the precision")
    return total


def _formed(value: Number) -> Number:
    """A rational or a form as it is, else a ball."""
    return value if type(value) in (fmpq, Form) else ball(value)


def times(left: Number, right: Number) -> Number:
    if type(left) is fmpq and type(right) is fmpq:
        return left * right
    if type(left) is Dual or type(right) is Dual:
        level = _top(left, right)
        (a, da), (b, db) = split(left, level), split(right, level)
        return dual(times(a, b), plus(times(da, b), times(a, db)), level)
    if type(left) in PAIRED or type(right) in PAIRED:
        return _PAIRS.multiply(left, right)
    for factor, other in ((left, right), (right, left)):
        if type(factor) is fmpq:
            if factor == 0:
                return ZERO  # exact: a ball of any width times zero
            if type(other) is LogForm:
                return LogForm(factor * other.rational, {p: factor * c for p, c in other.coefficients.items()})
    if type(left) is Form or type(right) is Form:
        return _present(exact.times(_formed(left), _formed(right)))
    return _finite(ball(left) * ball(right))


def negative(value: Number) -> Number:
    return times(fmpq(-1), value)


def minus(left: Number, right: Number) -> Number:
    if type(left) is fmpq and type(right) is fmpq:
        return left - right
    return plus(left, negative(right))


def reciprocal(value: Number) -> Number:
    if type(value) is fmpq:
        if value == 0:
            raise Undefined("division by zero")
        return 1 / value
    if type(value) is Dual:
        inverse = reciprocal(value.real)
        return dual(inverse, negative(times(value.slope, times(inverse, inverse))), value.level)
    if type(value) in PAIRED:
        return _PAIRS.invert(value)
    if sign(value) == 0:
        raise Undefined("division by zero")
    if type(value) is Form:
        return _present(exact.integer_power(value, -1))
    return _finite(1 / ball(value))


def _finite(value: arb) -> arb:
    if not value.is_finite():
        raise Undecided("the ball is too wide")
    return value


def sign(value: Number) -> int:
    """-1, 0 or 1; raises Undecided where the ball contains zero and is not exactly zero, and for a complex number."""
    if type(value) is fmpq:
        return int(value > 0) - int(value < 0)
    if type(value) is LogForm:
        return _sign_of_form(value)
    if type(value) is Dual:
        found = sign(value.real)
        if found == 0:
            raise Undecided("the derivative of a switch, on the switch")
        return found
    if type(value) in PAIRED:
        raise Undecided("the order of complex numbers")
    known = sign_of(value)
    if known is None:
        raise Undecided("the ball contains zero")
    return known


def _sign_of_form(form: LogForm) -> int:
    for bits in SIGN_PRECISIONS:
        with precision(bits):
            value = form.ball()
            if value > 0:
                return 1
            if value < 0:
                return -1
    raise Undecided("two logarithms are too close")


def integer(value: Number) -> int:
    """The value as a Python integer; Undecided if it is not known to be one."""
    if type(value) is not fmpq or value.q != 1:
        raise Undecided("an index that is not an integer")
    return int(value.p)


# -------------------------------------------------------------------------------------------------------------------- powers


def _present(value: Number | Absent) -> Number:
    """The value; raises where there is none."""
    if value is UNDEFINED:
        raise Undefined("outside of the domain of an operation")
    if isinstance(value, Absent):
        raise Undecided("a ball that reaches out of the domain of an operation")
    return value


def _plain(value: Number) -> fmpq | arb:
    """An exact rational or a ball."""
    return value if type(value) is fmpq else ball(value)


def integer_power(base: Number, exponent: int) -> Number:
    """base^exponent, with 0^0 = 1."""
    if type(base) is Dual:
        if exponent < 0:
            return integer_power(reciprocal(base), -exponent)
        if exponent == 0:
            return ONE
        slope = times(fmpq(exponent), times(base.slope, integer_power(base.real, exponent - 1)))
        return dual(integer_power(base.real, exponent), slope, base.level)
    if exponent in (0, 1):
        return base if exponent else ONE
    if type(base) in PAIRED:
        return _PAIRS.integer_power(base, exponent)
    if type(base) is Form:
        return _present(exact.integer_power(base, exponent))
    return _present(powers.integer_power(_plain(base), exponent))


def constant_power(base: Number, exponent: Number) -> Number:
    """base^c for a term c without symbols: an integer power if its value is an integer."""
    if type(exponent) is fmpq and exponent.q == 1:
        return integer_power(base, int(exponent.p))
    return real_power(base, exponent)


def real_power(base: Number, exponent: Number) -> Number:
    """base^exponent for an exponent that is not an integer by its form: base > 0, or base = 0 and exponent > 0."""
    if type(base) in PAIRED or type(exponent) in PAIRED:
        return _complex_power(base, exponent)
    if Form in (type(base), type(exponent)) and Dual not in (type(base), type(exponent)):
        return exact_power(base, exponent)
    if type(base) is not Dual and type(exponent) is not Dual:
        return _present(powers.real_power(_plain(base), _plain(exponent)))
    where = sign(base)
    if where < 0:
        raise Undefined("a real power of a negative number")
    if where == 0:
        raise Undecided("the derivative of a real power at zero")
    if type(exponent) is fmpq and type(base) is Dual:
        slope = times(exponent, times(base.slope, real_power(base.real, exponent - 1)))
        return dual(real_power(base.real, exponent), slope, base.level)
    return function("exp", times(exponent, function("log", base)))


# ----------------------------------------------------------------------------------------------------------------- functions


def function(name: str, value: Number) -> Number:
    """An elementary or special function of one argument."""
    if type(value) is Dual:
        return dual(function(name, value.real), times(value.slope, _slope(name, value.real)), value.level)
    if type(value) in PAIRED:
        return _PAIRS.of(name, value)
    if type(value) is Form:
        return exact_function(name, value)
    if name in _EXACT:
        known = _EXACT[name](value)
        if known is not None:
            return known
    result = _present(UNARY[name](_plain(value)))
    if name in _SATURATING and type(result) is arb and (result.overlaps(arb(1)) or result.overlaps(arb(-1))):
        raise Undecided("a function whose digits say nothing of its argument")
    return result


def _complex_power(base: Number, exponent: Number) -> Number:
    if Dual in (type(base), type(exponent)):
        raise Undecided("the derivative of a complex power")
    return _PAIRS.power(base, to_fraction(exponent) if type(exponent) is fmpq else exponent)


def exact_function(name: str, value: Number) -> Number:
    """As `function`, with the normal form of a value that is not rational."""
    return function(name, value) if type(value) not in (fmpq, Form) else _present(exact.function(name, value))


def exact_power(base: Number, exponent: Number) -> Number:
    """As `real_power`, with the normal form of a value that is not rational."""
    if {type(base), type(exponent)} & {Dual, *PAIRED}:
        return real_power(base, exponent)
    return _present(exact.real_power(_formed(base), _formed(exponent)))


def _slope(name: str, value: Number) -> Number:
    """g'(value).  Where g has no derivative a composition with g may still have one, as asin(1 - u^4) at 0 has."""
    try:
        return _SLOPES[name](value)
    except Undefined:
        raise Undecided("the derivative of a function at the end of its domain") from None


_SATURATING = frozenset(("tanh", "erf"))


def _log(value: Number) -> Number | None:
    if type(value) is LogForm and sign(value) <= 0:
        raise Undefined("the logarithm of a negative number")
    if type(value) is not fmpq or value <= 0 or max(value.p.bit_length(), value.q.bit_length()) > FACTORED_BITS:
        return None
    found: dict[int, fmpq] = {}
    for part, weight in ((value.p, 1), (value.q, -1)):
        for prime, exponent in fmpz(part).factor():
            found[int(prime)] = found.get(int(prime), ZERO) + weight * int(exponent)
    return _log_form(ZERO, found)


def _exp(value: Number) -> Number | None:
    """exp of a sum of integer multiples of logarithms is rational."""
    if type(value) is not LogForm or value.rational != 0 or any(c.q != 1 for c in value.coefficients.values()):
        return None
    if sum(abs(int(c.p)) * prime.bit_length() for prime, c in value.coefficients.items()) > EXACT_BITS:
        return None
    product = ONE
    for prime, exponent in value.coefficients.items():
        product *= fmpq(prime) ** int(exponent.p)
    return product


def _absolute(value: Number) -> Number | None:
    return negative(value) if type(value) is LogForm and sign(value) < 0 else value if type(value) is LogForm else None


_EXACT: dict[str, Callable[[Number], Number | None]] = {
    "log": _log,
    "exp": _exp,
    "abs": _absolute,
    "sign": lambda value: fmpq(sign(value)),
}


def _one_over_root(inner: Callable[[Number], Number]) -> Callable[[Number], Number]:
    return lambda x: real_power(inner(x), fmpq(-1, 2))


def _gauss(x: Number) -> Number:
    """The derivative of erf: 2 exp(-x^2) / sqrt(pi)."""
    return times(times(fmpq(2), reciprocal(arb.pi().sqrt())), function("exp", negative(times(x, x))))


def _flat(x: Number) -> Number:
    if sign(x) == 0:
        raise Undecided("the derivative of a step, on the step")
    return ZERO


def _flat_between_integers(x: Number) -> Number:
    if type(function("floor", x)) is not fmpq or (type(x) is fmpq and x.q == 1):
        raise Undecided("the derivative of floor at an integer")
    return ZERO


def _slope_of_absolute(x: Number) -> Number:
    if sign(x) == 0:
        raise Undecided("the derivative of abs at zero")
    return fmpq(sign(x))


def polygamma(order: int, value: Number) -> Number:
    """The derivative of digamma of this order."""
    if type(value) is Dual:
        slope = times(value.slope, polygamma(order + 1, value.real))
        return dual(polygamma(order, value.real), slope, value.level)
    return _present(of_order(fmpq(order), _plain(value)))


_SLOPES: dict[str, Callable[[Number], Number]] = {
    "exp": lambda x: function("exp", x),
    "log": reciprocal,
    "sin": lambda x: function("cos", x),
    "cos": lambda x: negative(function("sin", x)),
    "tan": lambda x: plus(ONE, integer_power(function("tan", x), 2)),
    "sinh": lambda x: function("cosh", x),
    "cosh": lambda x: function("sinh", x),
    "tanh": lambda x: minus(ONE, integer_power(function("tanh", x), 2)),
    "asin": _one_over_root(lambda x: minus(ONE, times(x, x))),
    "acos": lambda x: negative(_one_over_root(lambda y: minus(ONE, times(y, y)))(x)),
    "atan": lambda x: reciprocal(plus(ONE, times(x, x))),
    "asinh": _one_over_root(lambda x: plus(ONE, times(x, x))),
    "acosh": _one_over_root(lambda x: minus(times(x, x), ONE)),
    "atanh": lambda x: reciprocal(minus(ONE, times(x, x))),
    "gamma": lambda x: times(function("gamma", x), function("digamma", x)),
    "loggamma": lambda x: function("digamma", x),
    "digamma": lambda x: polygamma(1, x),
    "erf": _gauss,
    "erfc": lambda x: negative(_gauss(x)),
    "abs": _slope_of_absolute,
    "sign": _flat,
    "floor": _flat_between_integers,
    "ceiling": _flat_between_integers,
}

TRANSCENDENTAL_FUEL = {"gamma": 100, "loggamma": 100, "digamma": 100, "erf": 40, "erfc": 40}


def larger(left: Number, right: Number) -> Number:
    """max(left, right); duals that meet are on a kink, and stay undecided."""
    if type(left) in PAIRED or type(right) in PAIRED:
        raise Undecided("the order of complex numbers")
    if Dual in (type(left), type(right)) or LogForm in (type(left), type(right)):
        return left if sign(minus(left, right)) >= 0 else right
    if Form in (type(left), type(right)):
        return _present(exact.maximum_of(_formed(left), _formed(right)))
    return _present(maximum(left, right))


def smaller(left: Number, right: Number) -> Number:
    """min(left, right)."""
    return negative(larger(negative(left), negative(right)))


# ---------------------------------------------------------------------------------------------------------------- comparison


def differ(left: Number, right: Number) -> bool | None:
    """True if the values surely differ, False if they are surely equal, None if their balls overlap."""
    if type(left) in PAIRED or type(right) in PAIRED:
        return _PAIRS.differ(left, right, differ)
    if type(left) is Form or type(right) is Form:
        order = sign_of(plus(left, negative(right)))
        return None if order is None else order != 0
    if type(left) is arb or type(right) is arb:
        a, b = ball(left), ball(right)
        if not a.overlaps(b):
            return True
        return False if a.is_exact() and b.is_exact() else None
    gap = minus(left, right)
    return bool(type(gap) is LogForm or gap != 0)


def shown(value: Number) -> fmpq | arb:
    """The value as `digits.show` takes it."""
    if type(value) in PAIRED:
        raise Unsupported("the digits of a complex number")
    if type(value) is not LogForm:
        return exact.plain(value)
    with precision(256):
        return value.ball()


def text(value: Number) -> str:
    """A rational, or a decimal whose every digit is certain followed by "..."; `1 + 2 i` for a complex number."""
    if type(value) is Root:
        return f"a root of {text(value.square)}"
    if type(value) is Complex:
        imaginary = text(value.imaginary)
        return f"{text(value.real)} - {imaginary[1:]} i" if imaginary.startswith("-") else f"{text(value.real)} + {imaginary} i"
    return show(shown(value))


_PAIRS = Pairs(
    ZERO, ONE, plus, times, reciprocal, lambda x: real_power(x, fmpq(1, 2)), sign, function, Undecided,
)  # fmt: skip
