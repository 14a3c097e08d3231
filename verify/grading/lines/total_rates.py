r"""Total derivatives by a variable on which some names depend in an unknown way, and the rates that equations determine.

    x^2 + y^2 = 25        2x + 2y \dot{y} = 0, and \dot{y} = -\frac{x}{y}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.calculus import differentiate
from verify.grading.texts.unknown_rates import OPERATOR
from verify.problem import reject
from verify.read.names import accented
from verify.sort import REAL, Scalar
from verify.term import ONE, ZERO, Term, add, contains, divide, free_symbols, make, mul, negate, postorder, substitute, subtract
from verify.term import symbol as make_symbol

_NOT_TOTAL = frozenset(("apply", "derivative", "gradient", "integral", "lambda", "limit", "sum", "product", "piecewise"))


@dataclass(frozen=True)
class Changing:
    """The names that depend on a variable, and that variable: what a total derivative is by."""

    variable: str
    names: frozenset[str]

    def rates(self, term: Term) -> tuple[Term, ...]:
        """The rates in a term, of the first and second order."""
        known = {accented(name, mark) for name in self.names for mark in ("dot", "ddot")}
        return tuple(name for name in free_symbols(term) if name.name in known)

    def base_names(self, term: Term) -> frozenset[str]:
        """The names in a term, without rates."""
        return frozenset(name.name for name in free_symbols(term)) - {name.name for name in self.rates(term)}

    def rate_of(self, name: str) -> Term:
        return make_symbol(accented(name, "dot"), REAL)

    def total(self, term: Term) -> Term:
        """The total derivative; raises InputError for a term without one that holds wherever it is defined."""
        if term.shape or contains(term, _NOT_TOTAL):
            raise reject("unsupported", "a rate of what is no formula of numbers")
        parts = []
        for name in free_symbols(term):
            rate = self._rate(name)
            if rate is ZERO:
                continue
            if not isinstance(name.sort, Scalar) or name.sort.kind != "real":
                raise reject("unsupported", f"a rate of {name.name}, which is no real number")
            slope, obligations = differentiate(term, name)
            if not all(map(_says_positive, obligations)):
                raise reject("unsupported", "a rate that may not exist")
            parts.append(slope if rate is ONE else mul(slope, rate))
        return add(*parts) if len(parts) > 1 else parts[0] if parts else ZERO

    def _rate(self, name: Term) -> Term:
        if name.name == self.variable:
            return ONE
        if name.name in self.names:
            return self.rate_of(name.name)
        for each in self.names:
            if name.name == accented(each, "dot"):
                return make_symbol(accented(each, "ddot"), REAL)
            if name.name == accented(each, "ddot"):
                raise reject("unsupported", "a rate of the third order")
        return ZERO

    def written_out(self, term: Term) -> Term:
        """The term with the total derivative in the place of each call of the operator."""
        replacement: dict[Term, Term] = {}
        for part in postorder(term):
            if part.op == "apply" and part.args[0].name == OPERATOR:
                replacement[part] = self.total(_replaced(part.args[1], replacement))
        return _replaced(term, replacement)


def _says_positive(obligation: Term) -> bool:
    r"""Whether an obligation is that of a power: \sqrt u has no derivative at u = 0, and no value at u < 0."""
    return obligation.op == "lt" and obligation.args[0] is ZERO


def _positive_in(changing: Changing, terms: Sequence[Term]) -> tuple[Term, ...]:
    """What has to be positive for the total derivatives of some terms to be right."""
    names = [(term, name) for term in terms for name in free_symbols(term) if name.name in {*changing.names, changing.variable}]
    return tuple(dict.fromkeys(each.args[1] for term, name in names for each in differentiate(term, name)[1]))


def _replaced(term: Term, replacement: Mapping[Term, Term]) -> Term:
    """The term with other terms in the place of some of its parts."""
    found: dict[Term, Term] = {}
    for part in postorder(term):
        args = tuple(found[arg] for arg in part.args)
        found[part] = replacement.get(part) or (part if args == part.args else make(part.op, args, part.value))
    return found[term]


@dataclass(frozen=True)
class Solved:
    """Rates by the others and the names; right wherever none of the `divisors` is 0, and what is to be `positive` is."""

    rates: Mapping[Term, Term]
    divisors: tuple[Term, ...]
    rows: tuple[Term, ...]
    positive: tuple[Term, ...] = ()

    def applied(self, term: Term) -> Term:
        """The term with the solutions in the place of the rates that have one."""
        return substitute(term, dict(self.rates)) if self.rates else term

    def is_free(self, rate: Term) -> bool:
        return rate not in self.rates


def solved(changing: Changing, equations: Sequence[Term]) -> Solved:
    """The rates that equations between names determine, if they hold all the time.  Raises InputError."""
    rates: dict[Term, Term] = {}
    divisors: list[Term] = []
    differences = [subtract(*equation.args) for equation in equations]
    rows = [changing.total(difference) for difference in differences]
    for equation, written in zip(equations, rows, strict=True):
        row = substitute(written, rates) if rates else written
        free = [each for each in changing.rates(row) if differentiate(row, each)[0] is not ZERO]
        if not free:
            continue
        defined = [changing.rate_of(side.name) for side in equation.args if side.op == "symbol" and side.name in changing.names]
        pivot = next((each for each in defined if each in free), free[-1])
        divisor, _ = differentiate(row, pivot)
        value = divide(negate(substitute(row, {pivot: ZERO})), divisor)
        rates = {rate: substitute(known, {pivot: value}) for rate, known in rates.items()} | {pivot: value}
        if divisor.op != "number":
            divisors.append(divisor)
    second = {}
    for rate, value in rates.items():
        name = next(each for each in changing.names if changing.rate_of(each) is rate)
        second[make_symbol(accented(name, "ddot"), REAL)] = substitute(changing.total(value), rates)
    rates |= {rate: substitute(value, second) for rate, value in second.items()}
    return Solved(rates, tuple(divisors), tuple(rows), _positive_in(changing, differences))
