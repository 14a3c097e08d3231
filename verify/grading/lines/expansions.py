r"""Expansions in powers of a small variable, with the order of what is left out: e^x = 1 + x + \frac{x^2}{2} + O(x^3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from verify.calculus import differentiate
from verify.decide import decide
from verify.fuel import DEFAULT_LIMITS
from verify.problem import reject
from verify.question import Question
from verify.sort import REAL
from verify.term import (
    ONE,
    ZERO,
    Term,
    add,
    contains,
    equal,
    free_symbols,
    make,
    mul,
    negate,
    number,
    power,
    relation,
    substitute,
)
from verify.term import symbol as make_symbol

ORDER = "O_hat_"  # the name of a term O(x^3) is O_hat_3
SMALLER = "o_hat_"  # that of o(x^2) is o_hat_2
_FUEL = 60_000
_MARGIN = 6
_HALF = Fraction(1, 2)  # what is o(x^2) has no power up to x^2, and is not O(x^3)
_NO_SERIES = frozenset(("integral", "limit", "lambda", "derivative", "gradient", "sum", "product", "piecewise", "abs", "sign"))


@dataclass(frozen=True)
class Expansion:
    """Coefficients by exponents, up to the `error`: an exponent, or None for what is known to any order that is worked with."""

    coefficients: Mapping[int, Term]
    error: Fraction | None

    @property
    def least(self) -> Fraction:
        """The lowest exponent, of the coefficients or the error."""
        known = [Fraction(exponent) for exponent in self.coefficients]
        return min([*known, *([] if self.error is None else [self.error])], default=Fraction(0))


class Expander:
    """Expansions of terms in powers of one variable, up to an order; functions of it are taken for smooth."""

    def __init__(self, variable: str, order: int) -> None:
        self.variable, self.order = variable, order + _MARGIN
        self.lost = 0  # orders that divisions by the variable take from what is cut off

    def of(self, term: Term) -> Expansion:
        """The expansion of a term.  Raises InputError for one that has none, or whose leading coefficient is not known."""
        if not self._depends(term):
            return self._made({0: term}, None)
        if term.op == "symbol":
            return self._of_name(term)
        if term.shape or term.op in _NO_SERIES:
            raise reject("unsupported", "a term without an expansion")
        if term.op == "add":
            return self._sum([self.of(arg) for arg in term.args])
        if term.op == "mul":
            return self._product([self.of(arg) for arg in term.args])
        if term.op == "power" and not self._depends(term.args[1]):
            return self._power(term.args[0], term.args[1])
        if len(term.args) == 1:
            return self._composed(lambda inner: make(term.op, (inner,), term.value), self.of(term.args[0]))
        if term.op == "apply" and len(term.args) == 2 and not self._depends(term.args[0]):
            return self._composed(lambda inner: make("apply", (term.args[0], inner), term.value), self.of(term.args[1]))
        raise reject("unsupported", "a term without an expansion")

    def _lose(self, orders: Fraction | int) -> None:
        self.lost += max(0, int(orders + _HALF))
        if self.lost > _MARGIN:
            raise reject("unsupported", "an expansion that is divided by high powers")

    def _depends(self, term: Term) -> bool:
        return any(name.name == self.variable or name.name.startswith((ORDER, SMALLER)) for name in free_symbols(term))

    def _of_name(self, name: Term) -> Expansion:
        if name.name == self.variable:
            return Expansion({1: ONE}, None)
        kind, _, exponent = name.name.rpartition("_")
        return Expansion({}, Fraction(int(exponent)) + (_HALF if f"{kind}_" == SMALLER else 0))

    def _made(self, coefficients: Mapping[int, Term], error: Fraction | None) -> Expansion:
        kept = {
            exponent: value for exponent, value in coefficients.items()
            if exponent <= self.order and (error is None or exponent < error) and not _is_seen_zero(value)
        }  # fmt: skip
        return Expansion(kept, error)

    def _sum(self, parts: list[Expansion]) -> Expansion:
        found: dict[int, Term] = {}
        for part in parts:
            for exponent, value in part.coefficients.items():
                found[exponent] = _plus(found[exponent], value) if exponent in found else value
        errors = [part.error for part in parts if part.error is not None]
        return self._made(found, min(errors, default=None))

    def _product(self, parts: list[Expansion]) -> Expansion:
        product = parts[0]
        for part in parts[1:]:
            self._lose(-min(product.least, part.least))
            errors = [one.error + other.least for one, other in ((product, part), (part, product)) if one.error is not None]
            if any(one.error is not None and other.coefficients and not is_nonzero(other.coefficients[min(other.coefficients)])
                   for one, other in ((product, part), (part, product))):  # fmt: skip
                raise reject("unsupported", "an order times what may be 0")
            found: dict[int, Term] = {}
            for place, value in product.coefficients.items():
                for other, factor in part.coefficients.items():
                    new = _times(value, factor)
                    found[place + other] = _plus(found[place + other], new) if place + other in found else new
            product = self._made(found, min(errors, default=None))
        return product

    def _power(self, base: Term, exponent: Term) -> Expansion:
        inner = self.of(base)
        if not inner.coefficients:
            raise reject("unsupported", "a power of an order alone")
        least = min(inner.coefficients)
        leading = inner.coefficients[least]
        self._lose(least)
        is_whole = exponent.op == "number" and exponent.fraction.denominator == 1
        if not is_nonzero(leading) or (least and not is_whole) or (not is_whole and not _is_positive(leading)):
            raise reject("unsupported", "a power of what may be 0 or negative")
        shifted = Expansion(
            {place - least: value for place, value in inner.coefficients.items()},
            None if inner.error is None else inner.error - least,
        )
        found = self._composed(lambda each: power(each, exponent), shifted)
        if not least:
            return found
        shift = least * int(exponent.fraction)
        return self._made({place + shift: value for place, value in found.coefficients.items()},
                          None if found.error is None else found.error + shift)  # fmt: skip

    def _composed(self, function: Callable[[Term], Term], inner: Expansion) -> Expansion:
        """The expansion of a smooth function of another one, by its derivatives at the constant coefficient."""
        if inner.least < 0:
            raise reject("unsupported", "a function of what is large")
        center = inner.coefficients.get(0, ZERO)
        rest = self._made({place: value for place, value in inner.coefficients.items() if place}, inner.error)
        argument = make_symbol("argument", REAL)
        derivative, result, step = function(argument), self._made({}, None), self._made({0: ONE}, None)
        for count in range(self.order + 1):
            value = substitute(derivative, {argument: center})
            if not _has_value(value) or contains(value, {"derivative"}):
                raise reject("unsupported", "a function without an expansion there")
            if count == 1 and inner.error is not None and not is_nonzero(value):
                raise reject("unsupported", "an order times what may be 0")
            scaled = self._product([self._made({0: mul(number(1, factorial(count)), value)}, None), step]) if count else (
                self._made({0: value}, None)
            )  # fmt: skip
            result = self._sum([result, scaled])
            if not rest.coefficients and rest.error is None:
                break
            step = self._product([step, rest])
            derivative, obligations = differentiate(derivative, argument)
            if any(each.op != "lt" or each.args[0] is not ZERO for each in obligations):
                raise reject("unsupported", "a function that may have no derivative")
        return result


def _plus(one: Term, other: Term) -> Term:
    return number(one.fraction + other.fraction) if one.op == other.op == "number" else add(one, other)


def _times(one: Term, other: Term) -> Term:
    if one.op == other.op == "number":
        return number(one.fraction * other.fraction)
    return other if one is ONE else one if other is ONE else mul(one, other)


def _is_seen_zero(value: Term) -> bool:
    """Whether a coefficient is seen to be 0; one with unknown functions is kept, which only makes fewer expansions known."""
    return is_zero(value) if not contains(value, {"apply"}) else False


def is_zero(value: Term) -> bool:
    """Whether a coefficient is proved to be 0."""
    return value is ZERO or (value.op != "number" and _is_proved(equal(value, ZERO)))


def is_nonzero(value: Term) -> bool:
    """Whether a coefficient is proved to be no 0 for any values of its names."""
    return value is not ZERO if value.op == "number" else _is_proved(relation("ne", value, ZERO))


def _is_positive(value: Term) -> bool:
    return value.fraction > 0 if value.op == "number" else _is_proved(relation("lt", ZERO, value))


def _is_proved(statement: Term) -> bool:
    return decide(Question(statement), DEFAULT_LIMITS.at_most(_FUEL)).truth == "proved"


def _has_value(value: Term) -> bool:
    """Whether a number has a value, as log 0 has not; one with names is taken to have one."""
    return bool(free_symbols(value)) or _is_proved(equal(value, value)) or value.op == "number"


def differences(one: Expansion, other: Expansion, below: Fraction) -> list[Term]:
    """What the coefficients below an exponent differ by, where they are not proved to be equal."""
    places = {*one.coefficients, *other.coefficients}
    known = sorted(place for place in places if place < below)
    values = (add(one.coefficients.get(place, ZERO), negate(other.coefficients.get(place, ZERO))) for place in known)
    return [value for value in values if not is_zero(value)]
