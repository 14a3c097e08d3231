"""Powers and absolute values inside of sums, where the sign of a factor may change from term to term.

No case can be made of the sign of an x_i: what depends on it stands for itself, factor by factor.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from verify.mathematics.algebra import Fraction2, Polynomial
from verify.mathematics.binders import is_bound_name
from verify.prove.kernels import Kernel
from verify.prove.powers import Item, exponential_items, kept_product, log_abs
from verify.prove.powers import power_value as power_by_cases
from verify.prove.signs import NeedSign
from verify.term import Term, free_symbols

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

MOST_WHOLE_STEPS = 8  # of x^(y + n) = x^y x^n


def is_of_bound_name(form: NormalForm, polynomial: Polynomial) -> bool:
    return any(map(is_bound_name, free_symbols(form.table.polynomial_term(polynomial))))


def kept_abs(form: NormalForm, argument: Fraction2) -> Fraction2:
    """|u| is the product of |f|^k over the factors f^k of u."""
    form.require_real(argument)
    result = form.fractions.one
    for polynomial, side in zip(argument, (1, -1), strict=True):
        content, factors = form.fractions.factor(polynomial)
        result = form.fractions.multiply(result, form.fractions.power(form.fractions.rational(abs(content)), side))
        for factor, exponent in factors:
            result = form.fractions.multiply(result, form.fractions.power(_abs_of_factor(form, factor, exponent), side))
    return result


def _abs_of_factor(form: NormalForm, factor: Polynomial, exponent: int) -> Fraction2:
    fractions = form.fractions
    value = factor, fractions.ring.one
    known = form.signs.of(factor)
    if exponent % 2 == 0 or known is not None:
        return fractions.power(fractions.negate(value) if known is not None and known[0] < 0 else value, exponent)
    if not is_of_bound_name(form, factor):
        raise NeedSign(factor, False)
    key = ("abs", str(factor))
    is_new = form.table.find(key) is None
    index = form.table.index(key, Kernel("function", ("abs", None, (value,)), (1, False)))
    generator = form.table.generator(index)
    if is_new:
        fractions.relations.append(generator**2 - factor**2)
    return fractions.power((generator, fractions.ring.one), exponent)


def power_value(form: NormalForm, term: Term) -> Fraction2:
    try:
        return power_by_cases(form, term)
    except NeedSign as need:
        if not is_of_bound_name(form, need.polynomial):
            raise
        return _kept_power(form, term, need)


def _kept_power(form: NormalForm, term: Term, need: NeedSign) -> Fraction2:
    """x^y for y > 0 and an x >= 0 that may be 0 in some terms of a sum: p^y for the part p of x that is not 0, and powers u^z.

    For y = 0 or y < 0 there is no such product: x^y x^(1 - y) is x only where x^y is defined.
    """
    base, exponent = map(form.of, term.args)
    form.require_real(base)
    form.require_real(exponent)
    if form.sign_of(exponent, True) <= 0:
        raise need
    positive, units = _parts(form, base, need)
    items = exponential_items(form, form.fractions.multiply(exponent, log_abs(form, positive)))
    for unit, times in units:
        items += _powers_of_unit(form, unit, form.fractions.multiply(exponent, form.fractions.rational(times)))
    return kept_product(form, term, items)


def _parts(form: NormalForm, base: Fraction2, need: NeedSign) -> tuple[Fraction2, list[tuple[Polynomial, int]]]:
    """(p, units) with base = p * product of u^k, where p > 0 and each u >= 0."""
    fractions = form.fractions
    positive, units = fractions.one, []
    for polynomial, side in zip(base, (1, -1), strict=True):
        content, factors = fractions.factor(polynomial)
        positive = fractions.multiply(positive, fractions.power(fractions.rational(content), side))
        for factor, exponent in factors:
            known = form.signs.of(factor)
            if known is None or not known[0] or not (known[1] or side > 0):
                raise need
            if known[1]:
                positive = fractions.multiply(positive, fractions.power((factor, fractions.ring.one), side * exponent))
            else:
                units.append((factor * known[0], exponent))
                positive = fractions.multiply(positive, fractions.rational(known[0] ** exponent))
    if form.signs.of_fraction(positive) != (1, True):
        raise need
    return positive, units


def _powers_of_unit(form: NormalForm, unit: Polynomial, exponent: Fraction2) -> list[Item]:
    """u^(n + k_1 z_1 + k_2 z_2 ...) as u^n and powers of u^(z_j), with n as large as the rest is known to be positive."""
    whole = 0
    while whole < MOST_WHOLE_STEPS:
        less = form.fractions.subtract(exponent, form.fractions.one)
        if form.signs.of_fraction(less) != (1, True):
            break
        exponent, whole = less, whole + 1
    items: list[Item] = [("kept", _index_of_power(form, unit, part), times) for part, times in _summands(form, exponent)]
    return [*items, ("whole", unit, whole)] if whole else items


def _summands(form: NormalForm, exponent: Fraction2) -> list[tuple[Fraction2, int]]:
    """The exponent as a sum of positive summands with multiplicities: its terms if each is positive, otherwise itself."""
    summands = [form.fractions.fraction(form.fractions.ring.from_terms({powers: int(coefficient)}), exponent[1])
                for powers, coefficient in exponent[0].terms()]  # fmt: skip
    if any(form.signs.of_fraction(summand) != (1, True) for summand in summands):
        summands = [exponent]
    return [_primitive(form, summand) for summand in summands]


def _primitive(form: NormalForm, summand: Fraction2) -> tuple[Fraction2, int]:
    content = gcd(*(int(coefficient) for _, coefficient in summand[0].terms()))
    return form.fractions.multiply(summand, form.fractions.rational(1, content)), content


def _index_of_power(form: NormalForm, unit: Polynomial, exponent: Fraction2) -> int:
    key = ("kept power", str(unit), str(exponent[0]), str(exponent[1]))
    return form.table.index(key, Kernel("function", ("power", None, ((unit, form.fractions.ring.one), exponent)), (1, False)))
