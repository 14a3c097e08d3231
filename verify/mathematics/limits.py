"""Limits of functions of one variable at the end of an interval, where the form of the term shows them.

A limit is a rational number or infinite, and sums, products and compositions are taken where both parts have one.  Products
0 * infinity are known for exponentials against powers and for powers against logarithms only.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verify.mathematics.smooth import affine
from verify.sort import Scalar
from verify.term import INFINITY, MINUS_INFINITY, Term, free_symbols, make, number

MAX_POWER = 64

_AT_ZERO = {"exp": 1, "erf": 0, "erfc": 1, "tanh": 0, "sinh": 0, "cosh": 1, "atan": 0, "asinh": 0}
_AT_PLUS_INFINITY = {"erf": 1, "erfc": 0, "tanh": 1}
_AT_MINUS_INFINITY = {"exp": 0, "erf": -1, "erfc": 2, "tanh": -1}
_GROWS = frozenset(("exp", "log", "sinh", "cosh", "asinh"))


@dataclass(frozen=True)
class Limit:
    """The number `value`, or, if `infinite` is 1 or -1, an infinity."""

    value: Fraction = Fraction(0)
    infinite: int = 0

    @property
    def sign(self) -> int:
        return self.infinite or (self.value > 0) - (self.value < 0)


ZERO = Limit()


def limit(term: Term, name: Term, end: Limit) -> Limit | None:
    """The limit of a term, which is defined near the end, as `name` tends to the end from inside; None if it is not seen."""
    if term is name:
        return end
    if name not in free_symbols(term):
        return Limit(term.fraction) if term.op == "number" else None
    if term.op == "add":
        return _sum([limit(arg, name, end) for arg in term.args])
    if term.op == "mul":
        known = [limit(arg, name, end) for arg in term.args]
        found = _product(known)
        return ZERO if found is None and _vanishes(term.args, name, end) else found
    if term.op == "power" and term.args[1].op == "number":
        return _power(limit(term.args[0], name, end), term.args[1].fraction)
    if len(term.args) != 1:
        return None
    return _function(term.op, limit(term.args[0], name, end))


def _sum(parts: list[Limit | None]) -> Limit | None:
    total = ZERO
    for part in parts:
        if part is None or (part.infinite and total.infinite == -part.infinite):
            return None
        total = Limit(total.value + part.value, total.infinite or part.infinite)
    return total


def _product(parts: list[Limit | None]) -> Limit | None:
    total = Limit(Fraction(1))
    for part in parts:
        if part is None or (total.infinite and part.sign == 0) or (part.infinite and total.sign == 0):
            return None
        infinite = total.sign * part.sign if total.infinite or part.infinite else 0
        total = Limit(Fraction(0) if infinite else total.value * part.value, infinite)
    return total


def _power(base: Limit | None, exponent: Fraction) -> Limit | None:
    if base is None or abs(exponent) > MAX_POWER:
        return None
    whole = exponent.denominator == 1
    if base.infinite:
        if exponent < 0:
            return ZERO
        sign = base.infinite if whole and exponent % 2 else 1
        return Limit(Fraction(1)) if exponent == 0 else Limit(infinite=sign)
    if base.value == 0:
        if exponent > 0:
            return ZERO
        return Limit(infinite=1) if exponent < 0 and whole and exponent % 2 == 0 else None
    if whole:
        return Limit(base.value ** int(exponent))
    return Limit(Fraction(1)) if base.value == 1 else None


def _function(op: str, inner: Limit | None) -> Limit | None:
    if inner is None:
        return None
    if inner.infinite:
        table = _AT_PLUS_INFINITY if inner.infinite > 0 else _AT_MINUS_INFINITY
        if op in table:
            return Limit(Fraction(table[op]))
        if op in _GROWS:
            return Limit(infinite=1 if op == "cosh" else inner.infinite)
        return None
    if op == "log":
        if inner.value == 0:
            return Limit(infinite=-1)
        return ZERO if inner.value == 1 else None
    return Limit(Fraction(_AT_ZERO[op])) if inner.value == 0 and op in _AT_ZERO else None


def _vanishes(factors: tuple[Term, ...], name: Term, end: Limit) -> bool:
    """exp(u) with u -> -infinity against powers of x, or u^a with u -> 0 and a > 0 against powers of log u."""
    flat = [part for factor in factors for part in (factor.args if factor.op == "mul" else (factor,))]
    if end.infinite:
        return any(_decays(part, name, end) for part in flat) and all(
            _decays(part, name, end) or _is_polynomial(part, name) for part in flat)
    bases = [part for part in map(_base, flat) if (pair := affine(part, name)) and pair[0] and pair[0] * end.value + pair[1] == 0]
    if len(bases) != 1:
        return False
    rest = [part for part in flat if _base(part) is not bases[0]]
    return all(_is_log_power(part, bases[0]) or _is_finite(limit(part, name, end)) for part in rest)


def _is_finite(found: Limit | None) -> bool:
    return found is not None and not found.infinite


def _base(factor: Term) -> Term:
    """u of u^a for a > 0."""
    if factor.op == "power" and factor.args[1].op == "number" and factor.args[1].fraction > 0:
        return factor.args[0]
    return factor


def _is_log_power(factor: Term, argument: Term) -> bool:
    base = _base(factor)
    return base.op == "log" and base.args[0] is argument


def _is_polynomial(term: Term, name: Term) -> bool:
    if term is name or name not in free_symbols(term):
        return term is name or term.op == "number"
    if term.op in ("add", "mul"):
        return all(_is_polynomial(arg, name) for arg in term.args)
    exponent = term.args[1] if term.op == "power" else None
    positive = exponent is not None and exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] > 0
    return positive and _is_polynomial(term.args[0], name)


def _decays(factor: Term, name: Term, end: Limit) -> bool:
    """exp(u), u a polynomial without a constant limit: it falls faster than any power of x."""
    if factor.op != "exp" or not _is_polynomial(factor.args[0], name):
        return False
    found = limit(factor.args[0], name, end)
    return found is not None and found.infinite < 0


def end_of_interval(lower: Fraction | None, upper: Fraction | None, side: str) -> Limit:
    """The upper or lower end of an interval, as a limit of its points."""
    if side == "upper":
        return Limit(infinite=1) if upper is None else Limit(upper)
    return Limit(infinite=-1) if lower is None else Limit(lower)


def limit_at_end(function: Term, name: Term, side: str) -> Term:
    """The term for the limit at the upper or lower end of the interval of a symbol."""
    sort = name.sort
    assert isinstance(sort, Scalar)
    end, infinite, approach = (sort.upper, INFINITY, "-") if side == "upper" else (sort.lower, MINUS_INFINITY, "+")
    if end is None:
        return make("limit", (name, infinite, function), "both")
    return make("limit", (name, number(end), function), approach)
