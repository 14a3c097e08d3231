"""One cell of a sign table: a cut, or the numbers between two, where every term is a rational function of t with a known sign."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from flint import arb, fmpq, fmpq_poly

from verify.evaluate.rationals import to_rational
from verify.mathematics.algebra import Undefined
from verify.mathematics.linear_terms import linear_with_constants, sum_with_constants
from verify.mathematics.real_roots import SIGNS_OF_DIFFERENCE, sign_of
from verify.mathematics.sign_cuts import Cut, Cuts, NoTable
from verify.mathematics.sign_kernels import MAX_DEGREE
from verify.term import Term, subtract

Quotient = tuple[fmpq_poly, fmpq_poly]
Truth = bool | None


class Cell:
    """A cut, or a sample of the numbers between two: `position` is 2 k + 1 for cut k, and even between cuts."""

    def __init__(self, name: Term, cuts: Cuts, ordered: list[Cut], position: int, at: Cut | fmpq) -> None:
        self.name = name
        self.cuts, self.ordered = cuts, ordered
        self.kernel, self.fuel = cuts.kernel, cuts.fuel
        self.position = position
        self.cut = at if isinstance(at, Cut) else None
        self.sample = None if isinstance(at, Cut) else at
        self.values: dict[Term, Quotient] = {}

    @cached_property
    def places(self) -> dict[Term, int]:
        return {constant: 2 * place + 1 for place, cut in enumerate(self.ordered) for constant in cut.constants}

    def truth(self, statement: Term) -> Truth:
        """True, False, or None for what is undefined."""
        op, args = statement.op, statement.args
        if op in ("true", "false"):
            return op == "true"
        if op in ("and", "or"):
            parts = [self.truth(arg) for arg in args]
            decisive = op == "or"
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive
        if op not in SIGNS_OF_DIFFERENCE:
            raise NoTable(f"no table for {op}")
        try:
            found = self._difference_sign(*args)
        except Undefined:
            return None
        return found in SIGNS_OF_DIFFERENCE[op]

    def _difference_sign(self, left: Term, right: Term) -> int:
        try:
            return self._sign(_plus(self.quotient(left), _minus(self.quotient(right))))
        except NoTable:
            return self._compared(left, right)

    def _compared(self, left: Term, right: Term) -> int:
        """The sign of left - right = q x + c, by the place of -c/q among the cuts."""
        found = linear_with_constants(subtract(left, right), self.name)
        if found is None or found[0] == 0 or self.kernel.kind == "root":
            raise NoTable("no comparison with a constant")
        slope, shift, constants = found
        value = sum_with_constants(-shift / slope, {constant: -factor / slope for constant, factor in constants.items()})
        image = self.kernel.image(value)
        sign = 1 if slope > 0 else -1
        if image not in self.cuts.constants:
            self.cuts.ask_constant(value, image)
            return sign  # a new cut: the table is made again
        if self.cuts.constants[image] is None:
            return sign
        place = self.places.get(image)
        if place is None:
            return sign
        return sign * ((self.position > place) - (self.position < place))

    def quotient(self, term: Term) -> Quotient:
        """A term as a rational function of t in this cell."""
        found = self.values.get(term)
        if found is None:
            self.fuel.spend(6, "a sign table")
            found = self.values[term] = self._quotient(term)
            if max(found[0].degree(), found[1].degree()) > MAX_DEGREE:
                raise NoTable("a polynomial of high degree")
        return found

    def _quotient(self, term: Term) -> Quotient:
        op, kernel = term.op, self.kernel
        if op == "number":
            return _constant(fmpq(*term.value))
        if term is self.name:
            if kernel.kind == "identity":
                return fmpq_poly([0, 1]), fmpq_poly([1])
            if kernel.kind == "root":
                rate, shift = to_rational(kernel.rate), to_rational(kernel.shift)
                return fmpq_poly([-shift / rate, 0, 1 / rate]), fmpq_poly([1])
            raise NoTable("x outside of the kernel")
        if op == "add":
            total = self.quotient(term.args[0])
            for arg in term.args[1:]:
                total = _plus(total, self.quotient(arg))
            return total
        if op == "mul":
            product = self.quotient(term.args[0])
            for arg in term.args[1:]:
                other = self.quotient(arg)
                product = product[0] * other[0], product[1] * other[1]
            return product
        if op in ("exp", "power") and (exponent := kernel.exponent(term, self.name)) is not None:
            return self._to(exponent[0], (fmpq_poly([0, 1]), fmpq_poly([1])), to_rational(exponent[1]))
        if op == "power" and kernel.is_root(term, self.name):
            return self._to(int(term.args[1].value[0]), (fmpq_poly([0, 1]), fmpq_poly([1])), fmpq(1))
        if op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            return self._to(int(term.args[1].value[0]), self.quotient(term.args[0]), fmpq(1))
        if op == "log" and kernel.kind == "log" and term.args[0] is self.name:
            return fmpq_poly([0, 1]), fmpq_poly([1])
        if op in ("abs", "sign"):
            inner = self.quotient(term.args[0])
            sign = self._sign(inner)
            return (inner if sign >= 0 else _minus(inner)) if op == "abs" else _constant(fmpq(sign))
        if op in ("max", "min"):
            return self._extreme(op, [self.quotient(arg) for arg in term.args])
        raise NoTable(f"{op} in a sign table")

    def _extreme(self, op: str, values: list[Quotient]) -> Quotient:
        best = values[0]
        for other in values[1:]:
            sign = self._sign(_plus(other, _minus(best)))
            best = other if sign == (1 if op == "max" else -1) else best
        return best

    def _to(self, exponent: int, base: Quotient, factor: fmpq) -> Quotient:
        if abs(exponent) * max(base[0].degree(), base[1].degree(), 1) > MAX_DEGREE:
            raise NoTable("a polynomial of high degree")
        if exponent < 0:
            if self._sign(base) == 0:
                raise Undefined
            base = base[::-1]
        elif exponent == 0:
            raise NoTable("a power 0")
        return base[0] ** abs(exponent) * factor, base[1] ** abs(exponent)

    def _sign(self, value: Quotient) -> int:
        """The sign of a rational function in this cell, whose denominator is 0 nowhere in it."""
        return self._sign_of(value[0]) * self._sign_of(value[1])

    def _sign_of(self, polynomial: fmpq_poly) -> int:
        if polynomial.degree() < 1:
            return sign_of(polynomial(0))
        self.cuts.ask(polynomial)
        if self.sample is not None:
            return sign_of(polynomial(self.sample))
        cut = self.cut
        assert cut is not None
        if cut.factor is not None and polynomial % cut.factor == 0:
            return 0
        if not all(str(factor) in self.cuts.complete for factor, _ in polynomial.numer().factor()[1]):
            return 1  # new factors: the table is made again
        value = _at(polynomial, cut.ball)
        if not (value > 0 or value < 0):
            raise NoTable("a sign that is not told")
        return 1 if value > 0 else -1


def _at(polynomial: fmpq_poly, ball: Any) -> Any:
    total = arb(0)
    for coefficient in reversed(polynomial.coeffs()):
        total = total * ball + arb(coefficient)
    return total


def _constant(value: fmpq) -> Quotient:
    return fmpq_poly([value]), fmpq_poly([1])


def _plus(one: Quotient, other: Quotient) -> Quotient:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _minus(value: Quotient) -> Quotient:
    return -value[0], value[1]
