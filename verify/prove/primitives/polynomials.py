"""Polynomials in one variable whose coefficients are fractions free of it: lists of the coefficients of 1, x, x^2 ..."""

from __future__ import annotations

from itertools import zip_longest

from verify.mathematics.algebra import Fraction2, Polynomial
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm
from verify.term import Term

MAX_DEGREE = 12

Coefficients = list[Fraction2]


def by_degree(form: NormalForm, polynomial: Polynomial, index: int) -> dict[int, Polynomial]:
    """The coefficients of the powers of one generator."""
    out: dict[int, Polynomial] = {}
    for exponents, coefficient in polynomial.terms():
        kept = list(exponents)
        degree, kept[index] = int(kept[index]), 0
        out[degree] = out.get(degree, form.fractions.ring.zero) + form.fractions.ring.from_terms({tuple(kept): coefficient})
    return out


def depends(form: NormalForm, polynomial: Polynomial, x: Term) -> bool:
    return any(degree > 0 and form.table.depends(index, x) for index, degree in enumerate(polynomial.degrees()))


def coefficients(form: NormalForm, polynomial: Polynomial, x: Term) -> Coefficients:
    """Of 1, x, x^2 ...; raises Unsupported if anything else depends on x."""
    place = form.table.single(form.of(x)[0])
    assert place is not None
    found = by_degree(form, polynomial, place)
    highest = max(found, default=0)
    if any(depends(form, part, x) for part in found.values()) or highest > MAX_DEGREE:
        raise Unsupported("no polynomial")
    one, zero = form.fractions.ring.one, form.fractions.ring.zero
    return [(found.get(degree, zero), one) for degree in range(highest + 1)]


def divided(form: NormalForm, above: Coefficients, below: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder; the last coefficient of `below` is not 0."""
    fractions, rest = form.fractions, list(above)
    quotient: Coefficients = []
    while len(rest) >= len(below):
        factor = fractions.multiply(rest[-1], fractions.invert(below[-1]))
        quotient.insert(0, factor)
        shift = len(rest) - len(below)
        for place, part in enumerate(below):
            rest[shift + place] = fractions.subtract(rest[shift + place], fractions.multiply(factor, part))
        rest.pop()
    return quotient, rest or [fractions.zero]


def times(form: NormalForm, left: Coefficients, right: Coefficients) -> Coefficients:
    fractions = form.fractions
    out = [fractions.zero] * (len(left) + len(right) - 1)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            out[i + j] = fractions.add(out[i + j], fractions.multiply(one, other))
    return out


def inverse(form: NormalForm, value: Coefficients, modulus: Coefficients) -> Coefficients:
    """The polynomial q with value q = 1 modulo `modulus`, by Euclid's algorithm; raises Unsupported if there is none."""
    fractions = form.fractions
    before, rest = modulus, _trimmed(form, divided(form, value, modulus)[1])
    last, found = [fractions.zero], [fractions.rational(1)]
    while len(rest) > 1:
        quotient, remainder = divided(form, before, rest)
        before, rest = rest, _trimmed(form, remainder)
        product = times(form, quotient, found)
        last, found = found, [fractions.subtract(a, b) for a, b in zip_longest(last, product, fillvalue=fractions.zero)]
    if fractions.is_zero(rest[0]):
        raise Unsupported("polynomials with a common factor")
    scale = fractions.invert(rest[0])
    return [fractions.multiply(each, scale) for each in found]


def _trimmed(form: NormalForm, polynomial: Coefficients) -> Coefficients:
    kept = list(polynomial)
    while len(kept) > 1 and form.fractions.is_zero(kept[-1]):
        kept.pop()
    return kept
