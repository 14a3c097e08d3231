"""Completion of the square: 4 A (A u^2 + B u + C) = (2 A u + B)^2 + (4 A C - B^2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verify.algebra import Polynomial, TooLarge
from verify.prove.inequalities.forms import Form
from verify.term import Term, add, mul, number, power

MAX_GENERATORS = 8


@dataclass(frozen=True)
class Completion:
    """`leading` (positive) times the polynomial is `square`^2 + `rest`."""

    leading: Term
    square: Term
    rest: Term


def completions(form: Form, polynomial: Polynomial) -> Iterator[Completion]:
    """The ways to complete a square in a power of one generator, the polynomial being quadratic in it."""
    for index, degree in enumerate(polynomial.degrees()):
        degree = int(degree)
        if degree < 2 or degree % 2:
            continue
        half = degree // 2
        parts = {0: form.normal.fractions.ring.zero, 1: form.normal.fractions.ring.zero, 2: form.normal.fractions.ring.zero}
        fits = True
        for exponents, coefficient in polynomial.terms():
            count, remainder = divmod(int(exponents[index]), half)
            if remainder:
                fits = False
                break
            lowered = list(exponents)
            lowered[index] = 0
            parts[count] += form.normal.fractions.ring.from_terms({tuple(lowered): coefficient})
        if not fits:
            continue
        found = _complete(form, index, half, parts)
        if found is not None:
            yield found


def _complete(form: Form, index: int, half: int, parts: dict[int, Polynomial]) -> Completion | None:
    constant, linear, leading = parts[0], parts[1], parts[2]
    fractions = form.normal.fractions
    term = form.show(leading)
    if form.manifest.sign(term) != (1, True):
        return None
    variable = form.kernel(index)
    if half > 1:
        variable = power(variable, half)
    try:
        rest = fractions.times(leading, constant) * 4 - fractions.times(linear, linear)
    except TooLarge:
        return None
    square = add(mul(number(2), term, variable), form.plain(linear)) if not linear.is_zero() else mul(number(2), term, variable)
    return Completion(mul(number(4), term), square, form.show(rest) if not rest.is_zero() else number(0))
