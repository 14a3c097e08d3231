"""Scales: the functions of s -> +oo by which others are measured.

    log of a scale = sum of b_d s^d (d > 0) + a log s + m log log s + k log log log s

A scale is the tuple of its (level, coefficient), the highest level first: level d > 0 for s^d, then LOG, LOGLOG, LOGLOGLOG.
The coefficients are constants: terms without s.  A product of scales is the sum of their logarithms, and a scale tends to
infinity, to 0, or is 1 by the sign of the first coefficient that is not 0.
"""

from __future__ import annotations

from fractions import Fraction

from verify.mathematics.tidy import tidy
from verify.prove.limits.facts import Facts, Unseen
from verify.term import MINUS_ONE, ONE, ZERO, Term, add, mul, number

Scale = tuple[tuple[Fraction, Term], ...]

LOG, LOGLOG, LOGLOGLOG = Fraction(0), Fraction(-1), Fraction(-2)
UNIT: Scale = ()
IDENTITY: Scale = ((LOG, ONE),)  # s itself
SLOWEST: Scale = ((LOGLOGLOG, ONE),)  # log log s: what is bounded is o of it


def times(left: Scale, right: Scale) -> Scale:
    coefficients = dict(left)
    for level, coefficient in right:
        coefficients[level] = tidy(add(coefficients.get(level, ZERO), coefficient))
    return tuple((level, c) for level, c in sorted(coefficients.items(), reverse=True) if c is not ZERO)


def to_power(scale: Scale, exponent: Term) -> Scale:
    raised = ((level, tidy(mul(exponent, coefficient))) for level, coefficient in scale)
    return tuple((level, coefficient) for level, coefficient in raised if coefficient is not ZERO)


def over(left: Scale, right: Scale) -> Scale:
    return times(left, to_power(right, MINUS_ONE))


def direction(scale: Scale, facts: Facts) -> int:
    """1 if the scale tends to infinity, -1 if to 0, 0 if it is 1."""
    for _, coefficient in scale:
        sign = facts.sign(coefficient)
        if sign:
            return sign
    return 0


def compare(left: Scale, right: Scale, facts: Facts) -> int:
    """1 if left grows faster, -1 if slower, 0 if they are equal."""
    return 0 if left == right else direction(over(left, right), facts)


def logarithm(scale: Scale) -> list[tuple[Scale, Term]]:
    """The logarithm of a scale as (scale, coefficient)."""
    return [(_level_scale(level), coefficient) for level, coefficient in scale]


def _level_scale(level: Fraction) -> Scale:
    if level > 0:
        return ((LOG, number(level)),)
    if level == LOGLOGLOG:
        raise Unseen("logarithms nested too deeply")
    return ((level - 1, ONE),)


def exponential(scale: Scale, coefficient: Term) -> Scale | None:
    """exp(coefficient * scale) as a scale, for s^d, log s and log log s."""
    if len(scale) != 1:
        return None
    ((level, exponent),) = scale
    if level == LOG:
        return ((exponent.fraction, coefficient),) if exponent.op == "number" and exponent.fraction > 0 else None
    return ((level + 1, coefficient),) if exponent is ONE and level < LOG else None
