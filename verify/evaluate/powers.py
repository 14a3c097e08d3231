"""Powers, with the meaning that each form of exponent has.

    literal n            x^n, x != 0 if n < 0; 0^0 = 1
    literal p/q          x > 0, or x = 0 and p > 0
    integer expression   as for a literal n
    any other exponent   x > 0, or x = 0 and y > 0; of x < 0 nothing is known where y may be an integer
"""

from __future__ import annotations

from typing import Any

from flint import arb, fmpq, fmpz

from verify.evaluate.functions import (
    EXACT_BITS,
    ONE,
    UNDEFINED,
    UNKNOWN,
    ZERO,
    Absent,
    Value,
    bounded,
    exact_root,
    finite,
    reciprocal,
    sign_of,
    square_root,
)  # fmt: skip

EXPONENT_BITS = 4_096  # x^(10^1500) is out of the range of any ball


def integer_power(x: Value, n: int) -> Value:
    """x^n for an integer n."""
    if type(x) is fmpq:
        if n == 1:
            return x
        if n < 0 and not x:
            return UNDEFINED
        if x.height_bits() * abs(n) <= EXACT_BITS:
            return x**n
        if not x or x == 1:
            return x
        if x == -1:
            return -x if n % 2 == 0 else x
        x = arb(x)
    elif type(x) is not arb:
        return x
    if n.bit_length() > EXPONENT_BITS:
        return UNKNOWN
    if n < 0 and x.is_zero():
        return UNDEFINED
    return finite(x ** fmpz(n))


def rational_power(x: Value, top: int, bottom: int) -> Value:
    """x^(top/bottom) in lowest terms, bottom > 1."""
    if isinstance(x, Absent):
        return x
    sign = sign_of(x)
    if sign == 0:
        return ZERO if top > 0 else UNDEFINED
    if sign == -1:
        return UNDEFINED
    if bottom == 2:
        return integer_power(square_root(x), top)
    if sign is None:
        return UNKNOWN
    if type(x) is fmpq and bottom <= 64:
        root = exact_root(x, bottom)
        if root is not None:
            return integer_power(root, top)
    return finite(arb(x) ** arb(fmpq(top, bottom)))


def constant_power(x: Value, exponent: Value) -> Value:
    """x^c for a term c without symbols: what it means depends on the number that c is."""
    if type(exponent) is fmpq:
        top, bottom = int(exponent.p), int(exponent.q)
        return integer_power(x, top) if bottom == 1 else rational_power(x, top, bottom)
    return real_power(x, exponent)


def symbolic_integer_power(x: Value, exponent: Value) -> Value:
    """x^n for an expression n that takes integer values."""
    if type(exponent) is fmpq:
        return integer_power(x, int(exponent.p)) if exponent.q == 1 else UNDEFINED
    return x + exponent if isinstance(exponent, Absent) else UNKNOWN


def real_power(x: Value, exponent: Value) -> Value:
    """x^y for a real expression y, by exp(y log x)."""
    if isinstance(x, Absent) or isinstance(exponent, Absent):
        return x + exponent
    sign = sign_of(x)
    if sign == 0:
        exponent_sign = sign_of(exponent)
        if exponent_sign is None:
            return UNKNOWN
        return ZERO if exponent_sign > 0 else UNDEFINED
    if sign is None:
        return UNKNOWN
    if sign < 0:
        return UNKNOWN if _may_be_integer(exponent) else UNDEFINED
    if x == 1 and type(x) is fmpq:
        return ONE
    if type(exponent) is fmpq:
        top, bottom = int(exponent.p), int(exponent.q)
        if bottom == 1:
            return integer_power(x, top)
        if bottom <= 64:
            return rational_power(x, top, bottom)
    return finite(arb(x) ** arb(exponent))


def _may_be_integer(value: Value) -> bool:
    """Whether an exact value is an integer, or a ball holds one."""
    if type(value) is fmpq:
        return bool(value.q == 1)
    return bool(value.contains_integer())


def literal_power(numerator: int, denominator: int) -> Any:
    """The function x -> x^(numerator/denominator)."""
    if denominator != 1:
        if (numerator, denominator) == (1, 2):
            return square_root
        return lambda x: rational_power(x, numerator, denominator)
    if numerator == -1:
        return reciprocal
    if numerator == 2:
        return _square
    if numerator == 0:
        return lambda x: x if isinstance(x, Absent) else ONE
    return lambda x: integer_power(x, numerator)


def _square(x: Value) -> Value:
    if type(x) is arb:
        return x**2
    return bounded(x**2) if type(x) is fmpq else x
