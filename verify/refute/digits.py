"""Exact and certain decimals: every digit shown is a digit of the true value."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from verify.evaluate.functions import Value

SHOWN = 10
ABOUT = " ± "  # for a ball around an integer, whose digits may be 0.99... or 1.00...
MOST = 60


def show_pair(left: Value, right: Value) -> tuple[str, str]:
    """Two values, with enough digits to see that they differ, or the left one by its difference to the right one.

    Where one ball stands for both sides, they are equal.
    """
    if left is right or (type(left) is type(right) and not isinstance(left, arb)):
        return show(left), show(right)
    for digits in range(SHOWN, MOST + 1, 5):
        texts = show(left, digits), show(right, digits)
        if texts[0] != texts[1] and _central(texts[0]) != _central(texts[1]):
            return texts
    gap, text = show(left - right, 3), show(right)
    return f"{text} - {gap[1:]}" if gap.startswith("-") else f"{text} + {gap}", text


def _central(text: str) -> str:
    return text.split(ABOUT)[0]


def show(value: Value, digits: int = SHOWN) -> str:
    """A rational as it is, a ball as the digits that are certain, followed by `...`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is fmpq:
        return str(value)
    if not isinstance(value, arb):
        return str(value)
    middle, radius, exponent = (int(part) for part in value.mid_rad_10exp(MOST + 5))
    low, high = middle - radius, middle + radius
    if low <= 0 <= high:
        return "0" if low == high else "0..."
    negative = high < 0
    if negative:
        low, high = -high, -low
    return "-" * negative + _scaled(low, high, exponent, digits)


LARGEST_EXPONENT = 500


def _scaled(low: int, high: int, exponent: int, digits: int) -> str:
    """The common digits of low 10^exponent and high 10^exponent, for 0 < low <= high."""
    if abs(exponent) <= LARGEST_EXPONENT:
        scale = Fraction(10) ** exponent
        return _decimal(low * scale, high * scale, digits)
    places = len(str(high)) - 1
    mantissa = _fixed(Fraction(low, 10**places), Fraction(high, 10**places), digits)
    return _times_power(mantissa, exponent + places)


def _times_power(mantissa: str, exponent: int) -> str:
    return f"({mantissa})e{exponent:+d}" if ABOUT in mantissa else f"{mantissa}e{exponent:+d}"


def _decimal(low: Fraction, high: Fraction, digits: int) -> str:
    """The common leading digits of 0 < low <= high, cut (not rounded) after at most `digits`."""
    exponent = _decimal_exponent(high)
    if exponent > 15 or exponent < -5:
        scale = Fraction(10) ** exponent
        return _times_power(_fixed(low / scale, high / scale, digits), exponent)
    return _fixed(low, high, digits)


def _decimal_exponent(value: Fraction) -> int:
    """The k with 10^k <= value < 10^(k+1)."""
    guess = len(str(value.numerator)) - len(str(value.denominator))
    return guess if Fraction(10) ** guess <= value else guess - 1


def _fixed(low: Fraction, high: Fraction, digits: int) -> str:
    whole = _decimal_exponent(high) + 1
    for places in range(max(digits - max(whole, 1), 0), -1, -1):
        scaled = (low * 10**places).__floor__()
        if scaled == (high * 10**places).__floor__():
            text = str(scaled).rjust(places + 1, "0")
            exact = low == high and low * 10**places == scaled
            body = text[:-places] + "." + text[-places:] if places else text + "."
            return body.rstrip("0").rstrip(".") if exact else body + "..." if places else text + "..."
    radius = high - low
    return f"{round((low + high) / 2)}{ABOUT}1e{_decimal_exponent(radius) + 1:+d}"
