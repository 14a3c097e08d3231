"""The real roots of polynomials as balls, the numbers between them, and signs there."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq, fmpz_poly

from verify.evaluate.rationals import to_fraction

SIGNS_OF_DIFFERENCE = {"eq": (0,), "ne": (-1, 1), "lt": (-1,), "le": (-1, 0)}  # the signs of left - right where a relation holds


def sign_of(value: fmpq) -> int:
    return int(value > 0) - int(value < 0)


def real_roots(factor: fmpz_poly) -> list[arb]:
    """The real roots of an irreducible polynomial, in the working precision."""
    return [root.real for root, _ in factor.complex_roots() if root.imag.is_zero()]


def middle(ball: arb) -> Fraction:
    return to_fraction(ball.mid().fmpq())


def between(low: arb | None, high: arb | None) -> fmpq:
    """A number half way between two balls, or 1 beyond one; None is an infinite end."""
    if low is None:
        return fmpq(0) if high is None else high.lower().fmpq() - 1
    if high is None:
        return low.upper().fmpq() + 1
    return (low.upper().fmpq() + high.lower().fmpq()) / 2
