"""Primitives of rational functions: partial fractions over linear factors and quadratic ones, with any multiplicity."""

from __future__ import annotations

from verify.mathematics.algebra import Polynomial
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm
from verify.prove.primitives.polynomials import Coefficients, coefficients, depends, divided, inverse, times
from verify.term import HALF, TWO, ZERO, Term, add, call, divide, log, mul, negate, number, power, sqrt, subtract


def of_rational_function(form: NormalForm, body: Term, x: Term) -> Term:
    """A primitive of a quotient of polynomials in x; raises Unsupported for any other function."""
    numerator, denominator = form.of(body)
    content, factors = form.fractions.factor(denominator)
    inside = [(factor, exponent) for factor, exponent in factors if depends(form, factor, x)]
    outer = form.fractions.ring.constant(content)
    for other, exponent in factors:
        if (other, exponent) not in inside:
            outer = form.fractions.times(outer, form.fractions.polynomial_power(other, exponent))
    above = coefficients(form, numerator, x)
    powers = [_power(form, coefficients(form, factor, x), exponent) for factor, exponent in inside]
    whole = [form.fractions.rational(1)]
    for each in powers:
        whole = times(form, whole, each)
    quotient, rest = divided(form, above, whole)
    shown = form.table.fraction_term
    parts = [divide(mul(shown(c), power(x, j + 1)), number(j + 1)) for j, c in enumerate(quotient)]
    for (factor, exponent), modulus in zip(inside, powers, strict=True):
        others = divided(form, whole, modulus)[0]
        share = divided(form, times(form, rest, inverse(form, others, modulus)), modulus)[1] if len(inside) > 1 else rest
        parts += _over_power(form, share, factor, exponent, x)
    return divide(add(*parts), form.table.polynomial_term(outer)) if parts else ZERO


def _power(form: NormalForm, base: Coefficients, exponent: int) -> Coefficients:
    out = base
    for _ in range(exponent - 1):
        out = times(form, out, base)
    return out


def _over_power(form: NormalForm, above: Coefficients, factor: Polynomial, exponent: int, x: Term) -> list[Term]:
    """Primitives that add up to that of above/factor^exponent: the numerator is written in powers of the factor."""
    below, rest = coefficients(form, factor, x), above
    if len(below) > 3:
        raise Unsupported("a factor of a degree above 2")
    parts = []
    for k in range(exponent, 0, -1):
        rest, digit = divided(form, rest, below) if len(rest) >= len(below) else ([form.fractions.zero], rest)
        if all(map(form.fractions.is_zero, digit)):
            continue
        left = [form.table.fraction_term(each) for each in digit]
        rule = _over_linear if len(below) == 2 else _over_quadratic
        parts.append(rule(form, left, factor, below, k, x))
    return parts


def _over_linear(form: NormalForm, left: list[Term], factor: Polynomial, below: Coefficients, k: int, x: Term) -> Term:
    slope, term = form.table.fraction_term(below[1]), form.table.polynomial_term(factor)
    if k == 1:
        return divide(mul(left[0], _log_of_size(form, factor)), slope)
    return divide(mul(left[0], power(term, 1 - k)), mul(number(1 - k), slope))


def _log_of_size(form: NormalForm, factor: Polynomial) -> Term:
    """log |f|"""
    sign, term = form.signs.of(factor), form.table.polynomial_term(factor)
    if sign is None:
        return mul(HALF, log(power(term, 2)))
    return log(negate(term) if sign[0] < 0 else term)


def _over_quadratic(form: NormalForm, left: list[Term], factor: Polynomial, below: Coefficients, k: int, x: Term) -> Term:
    """(p x + n)/q^k with q = a x^2 + b x + c.

    p/(2a) q'/q^k has a primitive at once.  With w = 4 a c - b^2, that of 1/q^k is
    q'/((k-1) w q^(k-1)) + 2a (2k-3)/((k-1) w) times that of 1/q^(k-1).
    """
    c, b, a = map(form.table.fraction_term, below)
    n, p = (*left, ZERO)[:2]
    term, slope = form.table.polynomial_term(factor), add(mul(TWO, a, x), b)
    width = subtract(mul(number(4), a, c), power(b, 2))
    constant = n if p is ZERO else subtract(n, divide(mul(p, b), mul(TWO, a)))
    parts = []
    if p is not ZERO:
        outer = divide(p, mul(TWO, a))
        parts.append(mul(outer, _log_of_size(form, factor) if k == 1 else divide(power(term, 1 - k), number(1 - k))))
    scale = constant
    for j in range(k, 1, -1):
        parts.append(mul(scale, divide(slope, mul(number(j - 1), width, power(term, j - 1)))))
        scale = mul(scale, divide(mul(TWO, a, number(2 * j - 3)), mul(number(j - 1), width)))
    if form.fractions.is_zero(form.of(scale)):
        return add(*parts)
    return add(*parts, mul(scale, _inverse_quadratic(form, slope, width)))


def _inverse_quadratic(form: NormalForm, slope: Term, width: Term) -> Term:
    """A primitive of 1/q: 2 atan(q'/r)/r with r^2 = w for w > 0, and log |(q' - r)/(q' + r)|/r with r^2 = -w for w < 0."""
    sign = form.signs.of_fraction(form.of(width))
    if sign == (1, True):
        root = sqrt(width)
        return mul(TWO, divide(call("atan", divide(slope, root)), root))
    if sign != (-1, True):
        raise Unsupported("a quadratic that may have zeros")
    root = sqrt(negate(width))
    ratio = divide(subtract(slope, root), add(slope, root))
    return divide(mul(HALF, log(power(ratio, 2))), root)


