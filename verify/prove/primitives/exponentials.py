"""Primitives of powers, exponentials and logarithms.

    x^j exp(a + b x + c x^2), c < 0      by parts, down to erf
    x^s, 1/x, x^s log(x)^m               by parts
    log(p x + q)
"""

from __future__ import annotations

from math import factorial

from verify.prove.closed_forms import Part, exponent_shapes, integrand_parts
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm
from verify.prove.primitives.polynomials import by_degree, coefficients, depends
from verify.term import (
    ONE,
    PI,
    TWO,
    ZERO,
    Term,
    add,
    call,
    divide,
    exp,
    log,
    mul,
    negate,
    number,
    power,
    sqrt,
    subtract,
)

MAX_POWER = 12


def of_exponentials(form: NormalForm, body: Term, x: Term) -> Term:
    return add(*(_of_part(form, part, x, 0) for part in integrand_parts(form, body, x)))


def _of_part(form: NormalForm, part: Part, x: Term, logarithms: int) -> Term:
    """A primitive of coefficient * x^j * exp(a + b x + c x^2 + d log x) * log(x)^m."""
    shapes = exponent_shapes(form, part.exponent, x)
    coefficient = mul(form.table.fraction_term(part.coefficient), exp(shapes.pop("1", ZERO)))
    square, slope, exponent = (shapes.pop(shape, None) for shape in ("x^2", "x", "log(x)"))
    if shapes or part.power > MAX_POWER or (exponent is not None and (slope is not None or square is not None)):
        raise Unsupported("no antiderivative for this integrand")
    if (square is not None or slope is not None) and logarithms:
        raise Unsupported("a logarithm beside an exponential")
    if square is not None:
        return mul(coefficient, _gaussian(form, part.power, negate(square), slope or ZERO, x))
    if slope is not None:
        return mul(coefficient, exp(mul(slope, x)), _by_parts(part.power, slope, x))
    total = number(part.power + 1) if exponent is None else add(exponent, number(part.power + 1))
    return mul(coefficient, _power_with_logarithm(form, total, logarithms, x))


def _power_with_logarithm(form: NormalForm, total: Term, count: int, x: Term) -> Term:
    """A primitive of x^(t-1) log(x)^m: x^t log(x)^m/t - m/t times that of x^(t-1) log(x)^(m-1); log(x)^(m+1)/(m+1) for t = 0."""
    if form.fractions.is_zero(form.of(total)):
        return divide(power(log(x), count + 1), number(count + 1)) if count else log(x)
    first = divide(power(x, total), total)
    if not count:
        return first
    lower = mul(divide(number(count), total), _power_with_logarithm(form, total, count - 1, x))
    return subtract(mul(first, power(log(x), count)), lower)


def _by_parts(degree: int, slope: Term, x: Term) -> Term:
    """P with (P exp(c x))' = x^j exp(c x): the sum of (-1)^i j!/(j-i)! x^(j-i) / c^(i+1)."""
    parts = []
    for i in range(degree + 1):
        weight = (-1) ** i * factorial(degree) // factorial(degree - i)
        parts.append(divide(mul(number(weight), power(x, degree - i) if degree > i else ONE), power(slope, i + 1)))
    return add(*parts)


def _gaussian(form: NormalForm, degree: int, a: Term, b: Term, x: Term) -> Term:
    """A primitive G_j of x^j exp(-a x^2 + b x), a > 0: 2 a G_j = -x^(j-1) exp(...) + b G_(j-1) + (j-1) G_(j-2)."""
    if form.signs.of_fraction(form.of(a)) != (1, True):
        raise Unsupported("an exponent with a square that may be positive")
    root = sqrt(a)
    inside = mul(root, x) if b is ZERO else subtract(mul(root, x), divide(b, mul(TWO, root)))
    scale = divide(sqrt(PI), mul(TWO, root))
    known = [mul(*([scale] if b is ZERO else [scale, exp(divide(power(b, 2), mul(number(4), a)))]), call("erf", inside))]
    density = exp(add(negate(mul(a, power(x, 2))), mul(b, x)))
    for j in range(1, degree + 1):
        parts = [negate(mul(*([power(x, j - 1)] if j > 1 else []), density)), mul(b, known[j - 1])]
        if j > 1:
            parts.append(mul(number(j - 1), known[j - 2]))
        known.append(divide(add(*parts), mul(TWO, a)))
    return known[degree]


def of_logarithms(form: NormalForm, body: Term, x: Term) -> Term:
    """A polynomial in log x whose coefficients are sums of powers of x."""
    numerator, denominator = form.of(body)
    index = form.table.find(("log", str(form.of(x)[0])))
    if index is None:
        raise Unsupported("no logarithm")
    parts = []
    for count, polynomial in by_degree(form, numerator, index).items():
        coefficient = form.table.fraction_term(form.fractions.fraction(polynomial, denominator))
        parts += [_of_part(form, part, x, count) for part in integrand_parts(form, coefficient, x)]
    return add(*parts)


def of_one_logarithm(form: NormalForm, body: Term, x: Term) -> Term:
    """c log f with a linear f: (f log f - f)/f'."""
    numerator, denominator = form.of(body)
    dependent = [i for i, d in enumerate(numerator.degrees()) if d and form.table.depends(i, x)]
    if len(dependent) != 1 or numerator.degrees()[dependent[0]] != 1 or depends(form, denominator, x):
        raise Unsupported("no single logarithm")
    kernel = form.table.kernels[dependent[0]]
    if kernel.kind != "log":
        raise Unsupported("no single logarithm")
    inner = form.table.polynomial_term(kernel.data[0])
    linear = coefficients(form, kernel.data[0], x)
    if len(linear) != 2:
        raise Unsupported("a logarithm of something that is not linear")
    known = form.signs.of(kernel.data[0])
    argument = inner if known is None or known[0] >= 0 else negate(inner)
    parts = by_degree(form, numerator, dependent[0])
    shown = form.table.fraction_term
    constant = shown(form.fractions.fraction(parts.get(0, form.fractions.ring.zero), denominator))
    factor = divide(shown(form.fractions.fraction(parts[1], denominator)), shown(linear[1]))
    return add(mul(constant, x), mul(factor, subtract(mul(inner, log(argument)), inner)))
