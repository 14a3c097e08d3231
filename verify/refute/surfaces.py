"""Where a formula changes its form: the zeros of switches, denominators, radicands and arguments of logarithms.

A claim that fails only there is not found by random points.  The zeros are solved for exactly: with all variables but one fixed,
a switch that is a rational function of the last has its rational roots from a factorisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flint import fmpq, fmpq_poly

from verify.evaluate.functions import UNARY
from verify.fuel import Fuel
from verify.term import ONE, Term, free_symbols, number, postorder, subtract

LARGEST_DEGREE = 24
MOST_BRANCHES = 8
POLE_SHIFTS = (0, 1, 2)
_ZERO_AT_ZERO = frozenset(["sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf", "sign", "abs"])

Quotient = tuple[fmpq_poly, fmpq_poly]  # numerator and denominator


def switch_terms(*terms: Term) -> list[Term]:
    """The terms at whose zeros a part of `terms` switches, ends or has a pole, each once, in order of occurrence."""
    found: dict[Term, None] = {}
    for part in postorder(*terms):
        for switch in _switches_of(part):
            switch = _with_same_zeros(switch)
            if free_symbols(switch):
                found[switch] = None
    return list(found)


def _switches_of(term: Term) -> Iterator[Term]:
    op, args = term.op, term.args
    if op in ("abs", "sign"):
        yield args[0]
    elif op in ("max", "min"):
        yield from (subtract(one, other) for place, one in enumerate(args) for other in args[place + 1 :])
    elif op == "piecewise":
        for condition in args[1::2]:
            yield from (subtract(*part.args) for part in postorder(condition) if part.op in ("eq", "ne", "lt", "le"))
    elif op == "power":
        exponent = args[1]
        if exponent.op != "number":
            yield from (args[0], exponent)
        elif exponent.value[0] < 0 or exponent.value[1] != 1:
            yield args[0]
    elif op == "log":
        yield args[0]
    elif op in ("gamma", "loggamma", "digamma", "floor", "ceiling"):
        yield from (subtract(args[0], number(-shift if op not in ("floor", "ceiling") else shift)) for shift in POLE_SHIFTS)
    elif op in ("asin", "acos", "acosh", "atanh"):
        yield from (subtract(args[0], ONE), subtract(args[0], number(-1)))
    elif op == "polygamma":
        yield args[1]


def _with_same_zeros(term: Term) -> Term:
    """A simpler term with the same zeros: u for tanh u or a root of u, u - 1 for log u."""
    while True:
        if term.op in _ZERO_AT_ZERO:
            term = term.args[0]
        elif term.op == "log":
            term = subtract(term.args[0], ONE)
        elif term.op == "power" and term.args[1].op == "number" and term.args[1].value[0] > 0:
            term = term.args[0]
        else:
            return term


def rational_zeros(term: Term, variable: Term, values: Mapping[Term, fmpq], fuel: Fuel) -> list[fmpq]:
    """Rational values of `variable` at which `term` may be 0, in rising order, while the other symbols have `values`.

    Candidates only: abs, max and piecewise are tried in each of their branches, so that a caller has to check.
    """
    roots: set[tuple[int, int]] = set()
    for top, bottom in _Rational(variable, values, fuel).branches(term):
        if top.degree() < 1:
            continue
        fuel.spend(20 * top.degree() ** 2, "the zeros of a switch")
        for factor, _ in top.factor()[1]:
            if factor.degree() == 1:
                root = -fmpq(factor[0]) / fmpq(factor[1])
                if bottom(root) != 0:
                    roots.add((int(root.p), int(root.q)))
    return sorted(fmpq(*root) for root in roots)


class _Rational:
    """Evaluates terms as rational functions of one variable, one value for each choice of branches."""

    def __init__(self, variable: Term, values: Mapping[Term, fmpq], fuel: Fuel) -> None:
        self.fuel = fuel
        self.known: dict[Term, list[Quotient]] = {variable: [(fmpq_poly([0, 1]), fmpq_poly([1]))]}
        for symbol, value in values.items():
            if symbol is not variable:
                self.known[symbol] = [_constant(value)]

    def branches(self, root: Term) -> list[Quotient]:
        for term in postorder(root):
            if term not in self.known:
                self.fuel.spend(8, "the zeros of a switch")
                small = (pair for pair in self._values(term) if max(pair[0].degree(), pair[1].degree()) <= LARGEST_DEGREE)
                self.known[term] = list(small)[:MOST_BRANCHES]
        return self.known[root]

    def _values(self, term: Term) -> list[Quotient]:
        op, args = term.op, [self.known.get(arg, []) for arg in term.args]
        if op == "number":
            return [_constant(fmpq(*term.value))]
        if op == "add":
            return _combine(args, lambda one, two: (one[0] * two[1] + two[0] * one[1], one[1] * two[1]))
        if op == "mul":
            return _combine(args, lambda one, two: (one[0] * two[0], one[1] * two[1]))
        if op == "abs":
            return [choice for top, bottom in args[0] for choice in ((top, bottom), (-top, bottom))]
        if op in ("max", "min"):
            return [choice for arg in args for choice in arg]
        if op == "piecewise":
            return [choice for arg in args[::2] for choice in arg]
        if op == "power":
            return _powers(args[0], args[1])
        if op in UNARY and args:
            return [_constant(value) for value in map(UNARY[op], filter(None, map(_as_constant, args[0]))) if type(value) is fmpq]
        return []


def _constant(value: fmpq) -> Quotient:
    return fmpq_poly([value]), fmpq_poly([1])


def _as_constant(pair: Quotient) -> fmpq | None:
    top, bottom = pair
    return None if top.degree() > 0 or bottom.degree() > 0 else fmpq(top[0]) / fmpq(bottom[0])


def _combine(args: list[list[Quotient]], operation: object) -> list[Quotient]:
    results = args[0]
    for arg in args[1:]:
        results = [operation(one, two) for one in results for two in arg][:MOST_BRANCHES]  # type: ignore[operator]
        results = [pair for pair in results if max(pair[0].degree(), pair[1].degree()) <= 2 * LARGEST_DEGREE]
    return results


def _powers(bases: list[Quotient], exponents: list[Quotient]) -> list[Quotient]:
    """Integer powers; the exponent may be a symbol that has a value."""
    exponent = _as_constant(exponents[0]) if len(exponents) == 1 else None
    if exponent is None or exponent.q != 1 or abs(exponent.p) > LARGEST_DEGREE:
        return []
    degree = int(exponent.p)
    powers = []
    for top, bottom in bases:
        if degree < 0:
            top, bottom = bottom, top
        if abs(degree) * max(top.degree(), bottom.degree(), 1) <= LARGEST_DEGREE and bottom.degree() >= 0:
            powers.append((top ** abs(degree), bottom ** abs(degree)))
    return powers


