"""The largest of finitely many terms: max_i (a f_i + b) = a max_i f_i + b for a >= 0, and max_i exp f_i = exp(max_i f_i).

What is left is one kernel: nothing more is known of it than its sign, which the terms may share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.domain import integer_valued
from verify.mathematics.algebra import Fraction2, Polynomial
from verify.mathematics.binders import canonical
from verify.mathematics.nested_maxima import canonical_maximum
from verify.prove.kernels import Unsupported
from verify.prove.operators import assume_range
from verify.term import Term, exp, largest, make, negate, number, substitute, subtract

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

MAX_EXPLICIT = 6


def largest_value(form: NormalForm, term: Term) -> Fraction2:
    """max over lower <= i <= upper of the body, where the range is known not to be empty."""
    index, lower, upper, body = term.args
    if not (integer_valued(lower) and integer_valued(upper)):
        raise Unsupported("a maximum whose bounds are no integers")
    count = form.fractions.as_rational(form.of(subtract(upper, lower)))
    if count is not None and lower.op == "number":
        return _explicit(form, term, count[0] + 1)
    nonempty = form.signs.of_fraction(form.of(subtract(upper, lower)))
    if nonempty is None or nonempty[0] < 0:
        raise Unsupported("a maximum over a range that may be empty")
    assume_range(form, index, lower, upper)
    value = form.of(body)
    form.require_real(value)
    result = _taken_apart(form, term, value)
    sign = form.signs.of_fraction(value)
    if sign is not None and sign[0] != 0:
        form.infer(result, sign)
    return result


def _explicit(form: NormalForm, term: Term, count: int) -> Fraction2:
    index, lower, _, body = term.args
    if not 0 < count <= MAX_EXPLICIT:
        raise Unsupported("a maximum of no terms, or of many")
    start = lower.value[0]
    terms = tuple(substitute(body, {index: number(place)}) for place in range(start, start + count))
    return form.of(terms[0] if count == 1 else make("max", terms))


def _taken_apart(form: NormalForm, term: Term, value: Fraction2) -> Fraction2:
    """(s c f + b)/d for what is free of the index in b, c >= 0 and d > 0, as (c max(s f) + b)/d."""
    fractions, index = form.fractions, term.args[0]
    numerator, denominator = value
    inside, outside = _by_dependence(form, denominator, index)
    free, depending = fractions.ring.zero, numerator
    if inside.is_one():
        free, depending = _terms_by_dependence(form, numerator, index)
    shift = fractions.fraction(free, outside)
    if depending.is_zero():
        return shift
    taken, rest = _factors_by_sign(form, depending, index, strict=False)
    below, left = _factors_by_sign(form, outside, index, strict=True)
    rest_value = fractions.multiply((rest, inside), fractions.invert((left, fractions.ring.one)))
    scale = fractions.multiply((taken, fractions.ring.one), fractions.invert((below, fractions.ring.one)))
    return fractions.add(shift, fractions.multiply(scale, _kernel(form, term, rest_value)))


def _by_dependence(form: NormalForm, polynomial: Polynomial, index: Term) -> tuple[Polynomial, Polynomial]:
    """The product of the factors that depend on the index, and of the others."""
    content, factors = form.fractions.factor(polynomial)
    inside, outside = form.fractions.ring.one, form.fractions.ring.constant(content)
    for factor, exponent in factors:
        part = form.fractions.polynomial_power(factor, exponent)
        if _depends(form, factor, index):
            inside = form.fractions.times(inside, part)
        else:
            outside = form.fractions.times(outside, part)
    return inside, outside


def _terms_by_dependence(form: NormalForm, polynomial: Polynomial, index: Term) -> tuple[Polynomial, Polynomial]:
    """The terms that are free of the index, and the others."""
    ring = form.fractions.ring
    free = depending = ring.zero
    for exponents, coefficient in polynomial.terms():
        monomial = ring.from_terms({exponents: coefficient})
        if _depends(form, monomial, index):
            depending = depending + monomial
        else:
            free = free + monomial
    return free, depending


def _factors_by_sign(form: NormalForm, polynomial: Polynomial, index: Term, *, strict: bool) -> tuple[Polynomial, Polynomial]:
    """|c| for the factors c that are free of the index and of known sign, and what is left, with the sign."""
    fractions = form.fractions
    content, factors = fractions.factor(polynomial)
    taken, rest = fractions.ring.constant(abs(content)), fractions.ring.constant(1 if content > 0 else -1)
    for factor, exponent in factors:
        part = fractions.polynomial_power(factor, exponent)
        sign = None if _depends(form, factor, index) else form.signs.of(factor)
        if sign is None and exponent % 2 == 0 and not strict and not _depends(form, factor, index):
            taken = fractions.times(taken, part)
        elif sign is None or sign[0] == 0 or (strict and not sign[1]):
            rest = fractions.times(rest, part)
        elif sign[0] < 0 and exponent % 2:
            taken, rest = fractions.times(taken, -part), -rest
        else:
            taken = fractions.times(taken, part)
    return taken, rest


def _depends(form: NormalForm, polynomial: Polynomial, index: Term) -> bool:
    return any(degree > 0 and form.table.depends(place, index) for place, degree in enumerate(polynomial.degrees()))


def _kernel(form: NormalForm, term: Term, value: Fraction2) -> Fraction2:
    index, lower, upper, _ = term.args
    body = form.table.fraction_term(value)
    for side in (body, form.table.fraction_term(form.fractions.negate(value))):
        if side.op == "exp":
            inner = side.args[0] if side is body else negate(side.args[0])
            most = largest(index, lower, upper, inner)
            found = form.of(canonical(exp(most if side is body else negate(most))))
            return found if side is body else form.fractions.negate(found)
    return form.table.atom(canonical_maximum(largest(index, lower, upper, body)))
