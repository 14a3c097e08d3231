"""An evaluator of its own, at points, in mpmath: what the tests hold the engine against.

It shares nothing with `verify.evaluate`, `verify.refute` and `verify.prove`.  It is not rigorous: a value counts as known if
two precisions agree on it, two values differ if their difference is the same at both.
Rational arithmetic is exact, so that a switch such as x = y is met exactly.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpf

Number = Any  # Fraction | mpf
Environment = Mapping[Any, Number]

LARGEST_EXACT_EXPONENT = 512
LONGEST_SUM = 3000


class Undefined(Exception):
    """The expression has no value at this point."""


class Unclear(Exception):
    """The oracle cannot tell: a rounding decides, a sum is too long, a construct is not known to it."""


# --------------------------------------------------------------------------------------------------------------- arithmetic


def real(value: Number) -> mpf:
    return mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def add(*values: Number) -> Number:
    if all(isinstance(value, Fraction) for value in values):
        return sum(values, Fraction(0))
    total, largest_part = mpmath.fsum(map(real, values)), max(abs(real(value)) for value in values)
    half = mpf(10) ** (mp.dps // 2)
    if largest_part > half and abs(total) * half < largest_part:  # cosh(99)^2 - sinh(99)^2: what is left is rounding
        raise Unclear("a cancellation of large numbers")
    return finite(total)


def mul(*values: Number) -> Number:
    """A product; an exact 0 stays exact, as 0 times an undefined factor has been rejected already."""
    if all(isinstance(value, Fraction) for value in values):
        out = Fraction(1)
        for value in values:
            out *= value
        return out
    if any(isinstance(value, Fraction) and value == 0 for value in values):
        return Fraction(0)
    return finite(mpmath.fprod(map(real, values)))


def finite(value: Number) -> Number:
    if not mpmath.isfinite(value):
        raise Unclear("not finite")
    return value


def sign_of(value: Number) -> int:
    """-1, 0 or 1; a rounded value near 0 has no sign that could be trusted."""
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if abs(value) < mpf(10) ** (8 - mp.dps):
        raise Unclear("a rounded value near zero")
    return 1 if value > 0 else -1


def compare(left: Number, right: Number) -> int:
    return sign_of(add(left, mul(Fraction(-1), right)))


def reciprocal(value: Number) -> Number:
    if sign_of(value) == 0:
        raise Undefined("division by zero")
    return 1 / value if isinstance(value, Fraction) else finite(1 / value)


def integer_power(base: Number, exponent: int) -> Number:
    if exponent < 0:
        return reciprocal(integer_power(base, -exponent))
    if isinstance(base, Fraction):
        if abs(exponent) <= LARGEST_EXACT_EXPONENT or base in (-1, 0, 1):
            return base**exponent
        base = real(base)
    return finite(mpmath.power(base, exponent))


def power(base: Number, exponent: Number, integral: bool) -> Number:
    """base^exponent; `integral` says that the exponent is an integer by its form, and not only by its value."""
    if integral and isinstance(exponent, Fraction) and exponent.denominator == 1:
        return integer_power(base, int(exponent))
    sign = sign_of(base)
    if sign > 0:
        root = exact_root(base, exponent.denominator) if isinstance(base, Fraction) and isinstance(exponent, Fraction) else None
        if root is not None:
            return integer_power(root, exponent.numerator)
        return finite(mpmath.power(real(base), real(exponent)))
    if sign == 0 and sign_of(exponent) > 0:
        return Fraction(0)
    raise Undefined("a real power of a number that is not positive")


def exact_root(value: Fraction, degree: int) -> Fraction | None:
    """The rational root of a small positive rational, if there is one, so that sqrt(x^2) meets x exactly."""
    if degree > 6 or max(value.numerator, value.denominator) > 10**30:
        return value if value == 1 else None
    with mp.workdps(60):
        root = Fraction(*(int(mpmath.nint(mpmath.root(part, degree))) for part in (value.numerator, value.denominator)))
    return root if root**degree == value else None


# ---------------------------------------------------------------------------------------------------------------- functions


def _needs(condition: Callable[[Number], bool], function: Callable[[mpf], mpf]) -> Callable[[Number], Number]:
    def call(value: Number) -> Number:
        if not condition(value):
            raise Undefined("outside of the domain")
        return finite(function(real(value)))

    return call


def _everywhere(function: Callable[[mpf], mpf]) -> Callable[[Number], Number]:
    return lambda value: finite(function(real(value)))


def _within(low: int | None, high: int | None, closed: bool) -> Callable[[Number], bool]:
    def condition(value: Number) -> bool:
        least = 0 if closed else 1
        return (low is None or compare(value, Fraction(low)) >= least) and (
            high is None or compare(Fraction(high), value) >= least
        )

    return condition


def _not_a_pole(value: Number) -> bool:
    if isinstance(value, Fraction):
        return value.denominator > 1 or value > 0
    if value <= 0 and abs(value - mpmath.nint(value)) < mpf(10) ** (8 - mp.dps):
        raise Unclear("near a pole")
    return True


def _tangent_exists(value: Number) -> bool:
    return isinstance(value, Fraction) or sign_of(mpmath.cos(value)) != 0


def floor(value: Number) -> Number:
    if isinstance(value, Fraction):
        return Fraction(value.numerator // value.denominator)
    if abs(value - mpmath.nint(value)) < mpf(10) ** (8 - mp.dps):
        raise Unclear("near a jump")
    return Fraction(int(mpmath.floor(value)))


FUNCTIONS: dict[str, Callable[[Number], Number]] = {
    "exp": _everywhere(mpmath.exp),
    "log": _needs(_within(0, None, closed=False), mpmath.log),
    "sin": _everywhere(mpmath.sin),
    "cos": _everywhere(mpmath.cos),
    "tan": _needs(_tangent_exists, mpmath.tan),
    "sinh": _everywhere(mpmath.sinh),
    "cosh": _everywhere(mpmath.cosh),
    "tanh": _everywhere(mpmath.tanh),
    "asin": _needs(_within(-1, 1, closed=True), mpmath.asin),
    "acos": _needs(_within(-1, 1, closed=True), mpmath.acos),
    "atan": _everywhere(mpmath.atan),
    "asinh": _everywhere(mpmath.asinh),
    "acosh": _needs(_within(1, None, closed=True), mpmath.acosh),
    "atanh": _needs(_within(-1, 1, closed=False), mpmath.atanh),
    "gamma": _needs(_not_a_pole, mpmath.gamma),
    "loggamma": _needs(_within(0, None, closed=False), mpmath.loggamma),
    "digamma": _needs(_not_a_pole, mpmath.digamma),
    "erf": _everywhere(mpmath.erf),
    "erfc": _everywhere(mpmath.erfc),
    "abs": abs,
    "sign": lambda value: Fraction(sign_of(value)),
    "floor": floor,
    "ceiling": lambda value: -floor(-value),
}
ZERO_AT_ZERO = frozenset(("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf"))


def function(name: str, value: Number) -> Number:
    if isinstance(value, Fraction) and value == 0:
        if name in ZERO_AT_ZERO:
            return Fraction(0)
        if name in ("exp", "cos", "cosh"):
            return Fraction(1)
    if name == "log" and isinstance(value, Fraction) and value == 1:
        return Fraction(0)
    if name in ("exp", "sinh", "cosh", "gamma") and not -(10**15) < value < 10**6:
        raise Unclear("too large")
    return FUNCTIONS[name](value)


def polygamma(order: Number, value: Number) -> Number:
    if not _not_a_pole(value):
        raise Undefined("a pole")
    return finite(mpmath.polygamma(int(order), real(value)))


def largest(values: list[Number]) -> Number:
    best = values[0]
    for value in values[1:]:
        try:
            best = value if compare(value, best) > 0 else best
        except Unclear:  # as good as equal: either will do
            continue
    return best


def smallest(values: list[Number]) -> Number:
    return -largest([-value for value in values])


# ----------------------------------------------------------------------------------------------------------- sums, integrals


def series(term: Callable[[int], Number], lower: int, upper: int | None, combine: str = "sum") -> Number:
    """A finite sum or product, or an infinite sum whose terms fall at least geometrically."""
    out = Fraction(0) if combine == "sum" else Fraction(1)
    if upper is not None and upper - lower > LONGEST_SUM:
        raise Unclear("a long sum")
    small, index = 0, lower
    while upper is None or index <= upper:
        value = term(index)
        out = add(out, value) if combine == "sum" else mul(out, value)
        if upper is None:
            small = small + 1 if abs(real(value)) < mpf(10) ** (-mp.dps - 5) * (1 + abs(real(out))) else 0
            if small >= 8:
                break
            if index - lower > LONGEST_SUM or combine != "sum":
                raise Unclear("an infinite series")
            if index - lower > 200:
                out = real(out)
        index += 1
    return out


def quadrature_digits(digits: int) -> int:
    """The working precision of quadrature; half of its digits are believed."""
    return 18 if digits < 100 else 40


def _may_diverge(body: Callable[[Number], Number], breaks: list[mpf]) -> bool:
    """Whether the integrand, near a break or on the way to an infinite end, is no smaller than 1/t."""
    far = [mpmath.sign(end) * 1000 for end in (breaks[0], breaks[-1]) if not mpmath.isfinite(end)]
    near = [(at + step, step) for at in breaks if mpmath.isfinite(at) for step in (mpf(10) ** -6, -mpf(10) ** -6)
            if breaks[0] < at + step < breaks[-1]]
    for at, width in (*((at, at) for at in far), *near):
        try:
            if abs(real(body(at)) * width) > 0.5:
                return True
        except (Undefined, Unclear):
            continue
    return False


def integral(body: Callable[[Number], Number], lower: Number | None, upper: Number | None) -> Number:
    """By tanh-sinh quadrature between breaks near 0 and the ends; None is infinite.  Not rigorous."""
    with mp.workdps(quadrature_digits(mp.dps)):
        ends = [-mpmath.inf if lower is None else real(lower), mpmath.inf if upper is None else real(upper)]
        if ends[0] == ends[1]:
            try:
                body(ends[0])
            except Undefined as undefined:
                raise Unclear("an integral over nothing of what is undefined") from undefined
            return Fraction(0)
        if ends[0] > ends[1]:
            return -integral(body, upper, lower)
        breaks = [ends[0], *(mpf(at) for at in (-3, -1, 0, 1, 3) if ends[0] < at < ends[1]), ends[1]]
        if _may_diverge(body, breaks):
            raise Unclear("an integral that may diverge")

        def at(value: mpf) -> mpf:
            if value in breaks:
                return mpf(0)
            try:
                return real(body(value))
            except (Undefined, Unclear):
                if abs(value) > 10**4 or any(abs(value - end) < mpf(10) ** -12 for end in breaks):
                    return mpf(0)
                raise

        value, error = mpmath.quad(at, breaks, error=True)
        if not mpmath.isfinite(value) or error > mpf(10) ** (-mp.dps // 2) * (1 + abs(value)):
            raise Unclear("the quadrature has not converged")
        return value


# --------------------------------------------------------------------------------------------------------------- comparison


@dataclass(frozen=True)
class Look:
    """What both sides do at one point: equal, different, left, right (the only side defined there), undefined, unclear."""

    kind: str
    left: Number | None = None
    right: Number | None = None


def order(seen: Look) -> int:
    """-1, 0 or 1: how the two values of a look compare; raises Unclear if they were not both known."""
    if seen.kind not in ("equal", "different"):
        raise Unclear(seen.kind)
    with mp.workdps(1500):  # not rounded to fewer digits than the look has seen
        return 0 if seen.kind == "equal" else 1 if real(seen.left) > real(seen.right) else -1


def look(left: Callable[[], Number], right: Callable[[], Number], digits: int = 40, rounded: bool = False) -> Look:
    """Compare two sides at one point; `rounded` if quadrature limits what can be seen."""
    values: list[tuple[Number | None, Number | None]] = []
    for precision in (digits,) if rounded else (digits, 2 * digits):
        with mp.workdps(precision):
            try:
                values.append((_value(left), _value(right)))
            except (Unclear, mpmath.libmp.NoConvergence, ArithmeticError, ValueError):
                return Look("unclear")
    (first, second), (first_again, second_again) = values[0], values[-1]
    if first is None or second is None:
        kind = "undefined" if first is second else "right" if first is None else "left"
        return Look(kind, first, second)
    with mp.workdps(2 * digits):
        scale = 1 + abs(real(first_again)) + abs(real(second_again))
        gap = abs(real(first_again) - real(second_again))
        if gap == 0:
            return Look("equal", first_again, second_again)
        if rounded:
            believed = mpf(10) ** (-quadrature_digits(digits) // 2) * scale
            return Look("different" if gap > 10**4 * believed else "equal" if gap < 100 * believed else "unclear", first, second)
        # A gap that is rounding shrinks with it; a gap that is there stays, however small.
        gap_before = abs(real(first) - real(second))
        if abs(gap - gap_before) < gap / 1000:
            return Look("different", first_again, second_again)
        return Look("equal" if gap < mpf(10) ** (10 - 2 * digits) * scale else "unclear", first_again, second_again)


def _value(side: Callable[[], Number]) -> Number | None:
    try:
        return side()
    except Undefined:
        return None


# -------------------------------------------------------------------------------------------------------------------- points


@dataclass(frozen=True)
class Range:
    """An interval of the reals or the integers; None is unbounded."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = True
    upper_open: bool = True
    nonzero: bool = False
    integer: bool = False

    def contains(self, value: Fraction) -> bool:
        return (
            not (self.integer and value.denominator > 1)
            and not (self.nonzero and value == 0)
            and (self.lower is None or value > self.lower or (value == self.lower and not self.lower_open))
            and (self.upper is None or value < self.upper or (value == self.upper and not self.upper_open))
        )

    def draw(self, source: random.Random) -> Fraction:
        """A value of moderate size; small simple values often."""
        for _ in range(200):
            value = self._candidate(source)
            if self.contains(value):
                return value
        raise Unclear("no value of this range was found")

    def _candidate(self, source: random.Random) -> Fraction:
        if self.integer:
            least = int(self.lower) if self.lower is not None else -6
            return Fraction(source.randint(least, min(least + 9, int(self.upper)) if self.upper is not None else least + 9))
        if source.random() < 0.15:
            return Fraction(source.randint(-2, 2), source.choice((1, 1, 2)))
        low = self.lower if self.lower is not None else (self.upper or 0) - 4 if self.upper is not None else Fraction(-3)
        high = self.upper if self.upper is not None else low + (6 if self.lower is None else 4)
        return low + (high - low) * Fraction(source.randint(1, 999), 1000)


def points(ranges: Mapping[str, Range], count: int, seed: str) -> Iterator[dict[str, Fraction]]:
    """Points of the product of the ranges, the same for the same seed."""
    source = random.Random(seed)
    for _ in range(count):
        yield {name: ranges[name].draw(source) for name in sorted(ranges)}


def range_of_words(words: str) -> Range:
    """The few domain words that the tables use."""
    named = {
        "real": Range(),
        "positive": Range(lower=Fraction(0)),
        "negative": Range(upper=Fraction(0)),
        "nonnegative": Range(lower=Fraction(0), lower_open=False),
        "nonpositive": Range(upper=Fraction(0), upper_open=False),
        "nonzero": Range(nonzero=True),
        "integer": Range(integer=True),
        "natural": Range(lower=Fraction(1), lower_open=False, integer=True),
    }
    if words in named:
        return named[words]
    if words.startswith("integer >= "):
        return Range(lower=Fraction(words.removeprefix("integer >= ")), lower_open=False, integer=True)
    if not words.startswith("in ") or words[3] not in "([" or words[-1] not in ")]":
        raise ValueError(f"domain words of the tables: {words!r}")
    low, high = (part.strip() for part in words[4:-1].split(","))
    return Range(
        lower=None if low == "-inf" else Fraction(low),
        upper=None if high == "inf" else Fraction(high),
        lower_open=words[3] == "(",
        upper_open=words[-1] == ")",
    )
