"""Floors in a normal form: floor(v) as an integer plus or minus one floor, that all equal floors share.

    floor(v + q) = floor(v) + q             q an integer
    floor(N/D) = -1 - floor((-N - 1)/D)     N and D > 0 integers; this makes ceilings of fractions of integers floors
    floor((floor(u) + r)/D) = floor((u + r)/D)     r and D > 0 integers

ceiling(v) is -floor(-v).  The steps are kept with the term for the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verify.mathematics.algebra import Fraction2, Polynomial, used_generators
from verify.prove import special
from verify.prove.kernels import scalar_sort
from verify.term import Term

if TYPE_CHECKING:
    from verify.prove.normal_form import NormalForm

Step = tuple[Any, ...]  # ("out", q), ("mirror",), ("inner", index, coefficient)

MAX_STEPS = 8


def rounded_value(form: NormalForm, term: Term) -> Fraction2:
    """The floor or ceiling of a rational number is computed; any other is brought to the least of the floors equal to it."""
    argument = form.of(term.args[0])
    form.require_real(argument)
    sign = 1 if term.op == "floor" else -1
    argument = argument if sign > 0 else form.fractions.negate(argument)
    known = form.fractions.as_rational(argument)
    if known is not None:
        return form.fractions.rational(sign * (known[0] // known[1]))
    found = _Floor(form, argument, sign)
    found.simplify()
    form.products[term] = tuple(found.steps)
    return found.value()


class _Floor:
    """outside + sign * floor(inside), and the steps that led to it."""

    def __init__(self, form: NormalForm, inside: Fraction2, sign: int) -> None:
        self.form = form
        self.inside = inside
        self.sign = sign
        self.outside = form.fractions.zero
        self.steps: list[Step] = []

    def simplify(self) -> None:
        for _ in range(MAX_STEPS):
            if not self._unwrap():
                break
        self._take_out()
        if self._is_of_integers():
            other = _Floor(self.form, self.inside, self.sign)
            other.mirror()
            other._take_out()
            if str(other.inside) < str(self.inside):
                self.inside, self.sign = other.inside, other.sign
                self.outside = self.form.fractions.add(self.outside, other.outside)
                self.steps += other.steps

    def value(self) -> Fraction2:
        fractions = self.form.fractions
        known = fractions.as_rational(self.inside)
        if known is not None:
            floor = fractions.rational(known[0] // known[1])
        else:
            floor = special.function_value(self.form, "floor", None, (self.inside,))
        return fractions.add(self.outside, floor if self.sign > 0 else fractions.negate(floor))

    def mirror(self) -> None:
        fractions = self.form.fractions
        self.steps.append(("mirror",))
        self.inside = mirrored(self.form, self.inside)
        self.outside = fractions.add(self.outside, fractions.rational(-self.sign))
        self.sign = -self.sign

    def _take_out(self) -> None:
        """The integers in v: of a/c with a number c the multiples of c, of a/D the quotient."""
        fractions = self.form.fractions
        above, below = self.inside
        quotient = fractions.ring.zero
        if below.is_constant():
            size = int(below.leading_coefficient())
            for exponents, coefficient in above.terms():
                monomial = fractions.ring.from_terms({exponents: 1})
                if is_integer(self.form, monomial):
                    quotient += monomial * (int(coefficient) // size)
        else:
            self.form.fuel.spend(4 + len(above) * len(below), "a division in a floor")
            quotient = divmod(above, below)[0]
        if not quotient.is_zero() and is_integer(self.form, quotient):
            whole = quotient, fractions.ring.one
            self.steps.append(("out", quotient))
            self.inside = fractions.subtract(self.inside, whole)
            self.outside = fractions.add(self.outside, whole if self.sign > 0 else fractions.negate(whole))

    def _unwrap(self) -> bool:
        """Whether a floor inside of the floor was taken away."""
        above, below = self.inside
        if not self._is_of_integers():
            return False
        for index in used_generators(above):
            kernel, generator = self.form.table.kernels[index], self.form.table.generator(index)
            slope = above.derivative(index)
            if kernel.kind != "function" or kernel.data[0] != "floor" or slope not in (1, -1):
                continue
            if below.degrees()[index]:
                continue
            inner = kernel.data[2][0]
            fractions = self.form.fractions
            change = fractions.subtract(inner, (generator, fractions.ring.one))
            if slope == -1:
                if not _is_of_integers(self.form, inner):
                    continue
                change = fractions.add(mirrored(self.form, inner), (generator + 1, fractions.ring.one))
            self.steps.append(("inner", index, int(slope.leading_coefficient())))
            self.inside = fractions.add(self.inside, fractions.multiply(change, (fractions.ring.one, below)))
            return True
        return False

    def _is_of_integers(self) -> bool:
        return _is_of_integers(self.form, self.inside)


def mirrored(form: NormalForm, value: Fraction2) -> Fraction2:
    """(-N - 1)/D for N/D."""
    return form.fractions.fraction(-value[0] - 1, value[1])


def _is_of_integers(form: NormalForm, value: Fraction2) -> bool:
    """Whether a fraction is one of integers with a positive denominator."""
    above, below = value
    return is_integer(form, above) and is_integer(form, below) and (
        form.signs.of_fraction((below, form.fractions.ring.one)) == (1, True)
    )


def is_integer(form: NormalForm, polynomial: Polynomial) -> bool:
    """Whether a polynomial, which has integer coefficients, is one in integers."""
    for index in used_generators(polynomial):
        kernel = form.table.kernels[index]
        if kernel.kind == "function" and kernel.data[0] == "floor":
            continue
        sort = scalar_sort(kernel.data[0]) if kernel.kind == "atom" else None
        if sort is None or not sort.is_integer:
            return False
    return True
