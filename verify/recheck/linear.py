"""Whether one term is a number times another, by expansion into polynomials of their own subterms."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2, Fractions
from verify.recheck.kernels import demand
from verify.term import Term

_SIZE = 48


class Expansion:
    """Sums, products and natural powers are expanded; every other subterm is a generator, by its identity."""

    def __init__(self, fuel: Fuel) -> None:
        self.fractions = Fractions(_SIZE, fuel)
        self.atoms: dict[Term, int] = {}

    def of(self, term: Term) -> Fraction2:
        """Denominators are numbers: 1/x is a generator, as it is not defined at 0."""
        if term.op == "number":
            return self.fractions.rational(*term.value)
        if term.op in ("add", "mul"):
            combine = self.fractions.add if term.op == "add" else self.fractions.multiply
            total = self.of(term.args[0])
            for arg in term.args[1:]:
                total = combine(total, self.of(arg))
            return total
        if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
            base, (exponent, _) = self.of(term.args[0]), term.args[1].value
            if exponent >= 0 or (base[0].is_constant() and not base[0].is_zero()):
                return self.fractions.power(base, exponent)
        place = self.atoms.setdefault(term, len(self.atoms))
        demand(place < _SIZE, "too many different functions")
        return self.fractions.ring.generators[place], self.fractions.ring.one


def is_multiple(whole: Term, part: Term, fuel: Fuel) -> bool:
    """Whether whole = c part with a number c other than 0, where `part` is defined wherever `whole` is."""
    expansion = Expansion(fuel)
    left = expansion.of(whole)
    known = len(expansion.atoms)
    right = expansion.of(part)
    if len(expansion.atoms) > known or left[0].is_zero() or right[0].is_zero():
        return False
    ratio = expansion.fractions.as_rational(expansion.fractions.multiply(left, expansion.fractions.invert(right)))
    return ratio is not None and ratio[0] != 0


__all__ = ["Expansion", "is_multiple"]
