"""Rational numbers of flint and of the standard library, the one as the other."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq


def to_rational(value: Fraction | int) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def to_fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
