r"""Integrals without bounds: \int x e^x dx, alone or in a sum such as x e^x - \int e^x dx + C.

What has one is an antiderivative: it is read as the function of x that is its derivative, x e^x here, which leaves out what does
not depend on x.  Each such integral is a name of its own while the formula is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from verify.calculus import MAY_JUMP
from verify.read.by_quantity import ByQuantity
from verify.sort import REAL, Scalar
from verify.term import ZERO, Term, add, binder, contains, derivative, free_symbols, mul, substitute, symbol


@dataclass(frozen=True)
class OpenIntegral:
    r"""\int f dx: its variable x, the function f, and the token where it begins."""

    by: Term
    integrand: Term
    start: int


class WithoutBounds(ByQuantity):
    """The part of the parser that knows the integrals without bounds."""

    def __init__(self, source: str, symbols: Mapping[str, Term], sizes: tuple[Term, ...] = ()) -> None:
        super().__init__(source, symbols, sizes)
        self.open_integrals: dict[Term, OpenIntegral] = {}  # by the names that they have until the end

    def variable_of_integral(self, name: str) -> Term:
        declared = self.symbols.get(name)
        return declared if declared is not None and isinstance(declared.sort, Scalar) else symbol(name, REAL)

    def open_integral(self, by: Term, integrand: Term, start: int) -> Term:
        """The name of an integral without bounds until the whole formula is read."""
        if integrand.shape:
            raise self.fail("unsupported", "an integral of a vector or matrix", "an integral of a number", at=start)
        name = symbol(rf"\int{len(self.open_integrals)}", REAL)
        self.open_integrals[name] = OpenIntegral(by, integrand, start)
        return name

    def as_antiderivative(self, term: Term) -> Term:
        """A whole formula; with integrals without bounds, the function of which it is an antiderivative."""
        if not self.open_integrals:
            return term
        self.open_integrals = {name: self._by_what_it_depends_on(each) for name, each in self.open_integrals.items()}
        first, *others = self.open_integrals.values()
        for each in others:
            if each.by is not first.by:
                raise self.fail("unsupported", f"integrals over {first.by.name} and over {each.by.name}", "one of them",
                                at=each.start)  # fmt: skip
        return self.build(first.start, binder, "lambda", first.by, self._slope(term, first))

    def _by_what_it_depends_on(self, found: OpenIntegral) -> OpenIntegral:
        r"""\int f(u) du as \int f(x^2) 2x dx, if u is defined as x^2."""
        definition = self.definitions.get(found.by.name)
        if definition is None:
            return found
        value = definition.quantity if not definition.parameters and definition.length is None else ZERO
        names = free_symbols(value)
        if len(names) != 1 or value.shape or not isinstance(names[0].sort, Scalar):
            seen = f"an integral over {found.by.name}, which is defined"
            raise self.fail("unsupported", seen, "the variable that it depends on", at=found.start)
        inner = substitute(found.integrand, {found.by: value})
        return OpenIntegral(names[0], mul(inner, derivative(value, names[0])), found.start)

    def _slope(self, term: Term, first: OpenIntegral) -> Term:
        found = self.open_integrals.get(term)
        if found is not None:
            return found.integrand
        by = first.by
        if self.open_integrals.keys().isdisjoint(names := free_symbols(term)):
            if term.shape or contains(term, MAY_JUMP):
                raise self._beside(first)
            return derivative(term, by) if by in names else ZERO
        if term.op == "add":
            return add(*(slope for slope in (self._slope(each, first) for each in term.args) if slope is not ZERO))
        factors = [each for each in term.args if self.open_integrals.keys().isdisjoint(free_symbols(each))]
        if term.op != "mul" or len(factors) != len(term.args) - 1 or any(by in free_symbols(each) for each in factors):
            raise self._beside(first)
        (inner,) = (each for each in term.args if each not in factors)
        return mul(*factors, self._slope(inner, first))

    def _beside(self, first: OpenIntegral) -> Exception:
        help = rf"a sum of numbers times \int f \, d{first.by.name}, and of formulas without jumps"
        return self.fail("unsupported", "an integral without bounds beside other terms", help, at=first.start)
