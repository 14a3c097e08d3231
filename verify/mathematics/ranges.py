"""Intervals with exact rational ends, open or closed, and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.sort import Scalar

MAX_BITS = 2_000

End = Fraction | None
Sign = tuple[int, bool]


@dataclass(frozen=True)
class Range:
    """An interval; None is infinite, and an open end is not attained."""

    lower: End = None
    lower_open: bool = True
    upper: End = None
    upper_open: bool = True

    @property
    def sign(self) -> Sign | None:
        """(1, strict), (-1, strict), (0, True) for zero, or None."""
        lower, upper = self.lower, self.upper
        if lower is not None and lower.numerator >= 0:
            if lower.numerator == 0 and upper is not None and upper.numerator == 0:
                return 0, True
            return 1, lower.numerator > 0 or self.lower_open
        if upper is not None and upper.numerator <= 0:
            return -1, upper.numerator < 0 or self.upper_open
        return None

    @property
    def excludes_zero(self) -> bool:
        sign = self.sign
        return sign is not None and sign[1] and sign[0] != 0

    def negated(self) -> Range:
        lower = None if self.upper is None else -self.upper
        upper = None if self.lower is None else -self.lower
        return Range(lower, self.upper_open, upper, self.lower_open)

    def plus(self, other: Range) -> Range:
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return bounded(Range(lower, self.lower_open or other.lower_open, upper, self.upper_open or other.upper_open))

    def meet(self, other: Range) -> Range:
        """The values in both."""
        lower, lower_open = greater(self.lower, self.lower_open, other.lower, other.lower_open)
        flipped, upper_open = greater(_minus(self.upper), self.upper_open, _minus(other.upper), other.upper_open)
        return Range(lower, lower_open, _minus(flipped), upper_open)

    def hull(self, other: Range) -> Range:
        """The least interval with the values of both."""
        lower, lower_open = lesser(self.lower, self.lower_open, other.lower, other.lower_open)
        flipped, upper_open = lesser(_minus(self.upper), self.upper_open, _minus(other.upper), other.upper_open)
        return Range(lower, lower_open, _minus(flipped), upper_open)

    def compare(self, value: int) -> Sign | None:
        """The sign of the difference to a number."""
        return self.plus(exactly(Fraction(-value))).sign


ALL = Range()
POSITIVE = Range(Fraction(0))
NONNEGATIVE = Range(Fraction(0), False)
AT_LEAST_ONE = Range(Fraction(1), False)
WITHIN_ONE = Range(Fraction(-1), False, Fraction(1), False)
INSIDE_ONE = Range(Fraction(-1), True, Fraction(1), True)
UNIT = Range(Fraction(0), False, Fraction(1), False)


def exactly(value: Fraction) -> Range:
    return Range(value, False, value, False)


def _minus(end: End) -> End:
    return None if end is None else -end


def greater(end: End, is_open: bool, other: End, other_open: bool) -> tuple[End, bool]:
    if end is None or other is None:
        return (other, other_open) if end is None else (end, is_open)
    if end == other:
        return end, is_open or other_open
    return (end, is_open) if end > other else (other, other_open)


def lesser(end: End, is_open: bool, other: End, other_open: bool) -> tuple[End, bool]:
    if end is None or other is None:
        return None, True
    if end == other:
        return end, is_open and other_open
    return (end, is_open) if end < other else (other, other_open)


def bounded(value: Range) -> Range:
    """Ends of too many digits are given up: a wider interval is right as well."""
    if _is_short(value.lower) and _is_short(value.upper):
        return value
    sign = value.sign
    if sign is None or sign[0] == 0:
        return ALL
    half = Range(Fraction(0), sign[1])
    return half if sign[0] > 0 else half.negated()


def _is_short(end: End) -> bool:
    return end is None or end.numerator.bit_length() + end.denominator.bit_length() <= MAX_BITS


def product(left: Range, right: Range) -> Range:
    """The products of a value of each."""
    for one, other in ((left, right), (right, left)):
        if one.lower is not None and one.lower == one.upper:
            return _scaled(other, one.lower)
    signs = left.sign, right.sign
    if signs[0] is not None and signs[1] is not None:
        negative = signs[0][0] * signs[1][0] < 0
        left = left if signs[0][0] > 0 else left.negated()
        right = right if signs[1][0] > 0 else right.negated()
        magnitude = _product_of_nonnegative(left, right)
        return magnitude.negated() if negative else magnitude
    if None in (left.lower, left.upper, right.lower, right.upper):
        return ALL
    corners = [a * b for a in (left.lower, left.upper) for b in (right.lower, right.upper)]  # type: ignore[operator]
    return bounded(Range(min(corners), False, max(corners), False))


def _scaled(value: Range, factor: Fraction) -> Range:
    if factor == 0:
        return exactly(Fraction(0))
    scaled = Range(
        None if value.lower is None else value.lower * abs(factor), value.lower_open,
        None if value.upper is None else value.upper * abs(factor), value.upper_open,
    )  # fmt: skip
    return bounded(scaled if factor > 0 else scaled.negated())


def _product_of_nonnegative(left: Range, right: Range) -> Range:
    assert left.lower is not None and right.lower is not None
    lower = left.lower * right.lower
    if lower:
        lower_open = left.lower_open or right.lower_open
    else:  # the product is 0 only where a factor is
        lower_open = not any(side.lower == 0 and not side.lower_open for side in (left, right))
    if left.upper is None or right.upper is None:
        return bounded(Range(lower, lower_open))
    return bounded(Range(lower, lower_open, left.upper * right.upper, left.upper_open or right.upper_open))


def sort_range(sort: object) -> Range:
    """The interval of a scalar sort."""
    if not isinstance(sort, Scalar) or sort.is_complex:
        return ALL
    if sort.values:
        return Range(min(sort.values), False, max(sort.values), False)
    if sort.values is not None:
        return ALL
    lower, upper = sort.lower, sort.upper
    lower_open, upper_open = sort.lower_open, sort.upper_open
    if sort.nonzero:
        lower_open, upper_open = lower_open or lower == 0, upper_open or upper == 0
    return Range(lower, lower_open, upper, upper_open)


def power_of_range(inside: Range, exponent: int) -> Range:
    """u^n for n > 0, where u has one sign if n is even; it is monotone in u."""
    sign = inside.sign
    if sign is not None and sign[0] < 0:
        magnitude = power_of_range(inside.negated(), exponent)
        return magnitude if exponent % 2 == 0 else magnitude.negated()
    ends = [end for end in (inside.lower, inside.upper) if end is not None]
    if any((end.numerator.bit_length() + end.denominator.bit_length()) * exponent > 2 * MAX_BITS for end in ends):
        return half(sign)
    lower = None if inside.lower is None else inside.lower**exponent
    upper = None if inside.upper is None else inside.upper**exponent
    return bounded(Range(lower, inside.lower_open, upper, inside.upper_open))


def half(sign: Sign | None) -> Range:
    """The half line of a sign."""
    if sign is None:
        return ALL
    if sign[0] == 0:
        return exactly(Fraction(0))
    return Range(Fraction(0), sign[1]) if sign[0] > 0 else Range(None, True, Fraction(0), sign[1])


def magnitude(inside: Range) -> Range:
    sign = inside.sign
    if sign is not None:
        return inside if sign[0] >= 0 else inside.negated()
    if inside.lower is None or inside.upper is None:
        return NONNEGATIVE
    upper, upper_open = max((inside.upper, not inside.upper_open), (-inside.lower, not inside.lower_open))
    return Range(Fraction(0), False, upper, not upper_open)


def reciprocal(inside: Range, even: bool) -> Range:
    """1/u wherever it is defined, so u is not 0."""
    sign = inside.sign
    if sign is None or sign[0] == 0:
        return POSITIVE if even else ALL
    if sign[0] < 0:
        return reciprocal(inside.negated(), even).negated()
    assert inside.lower is not None
    upper = 1 / inside.lower if inside.lower else None
    if inside.upper is None or inside.upper <= 0:  # hypotheses that contradict each other leave (0, 0]
        return Range(Fraction(0), True, upper, inside.lower_open)
    return Range(1 / inside.upper, inside.upper_open, upper, inside.lower_open)
