"""Sums of products of powers of atoms, with rational coefficients and exponents: the normal form of a real number.

    c * a_1^e_1 * ... * a_k^e_k  + ...

An atom is a number that nothing is known of but what stands here:

    prime    a prime number; its exponent lies strictly between 0 and 1
    pi
    exp      exp(m) for a monomial m; exp(c m + d n) is exp(m)^c exp(n)^d
    sum      the value of a normal form, positive; its exponent lies below 1: roots and reciprocals of sums
    log      of a positive normal form that is no product of positive atoms, or of a prime, or of pi
    sin      sin(t + r pi) with 0 <= r < 1 and a positive first coefficient of t; cosines have r = 1/2
    others   a function by its name, at a normal form

Numbers with the same normal form are equal.  Of numbers with different ones nothing is known.

The caller has seen that everything written down has a value; roots are taken of positive numbers, reciprocals of numbers that are
not zero.  A form that grows too large raises NoForm.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

from flint import fmpz

MOST_TERMS = 16
MOST_PRODUCTS = 100  # of a term by a term
MOST_BITS = 1_024
LARGEST_WEIGHT = 200
LARGEST_EXPANDED = 4  # (a + b)^n is multiplied out up to this n
FACTORED_BITS = 72
CLEARED = 6  # denominators that are multiplied out to see whether a form is zero
ONE = Fraction(1)


class NoForm(Exception):
    """The normal form would be too large."""


class Atom:
    """`inner` are the terms of the argument; of a prime, the prime; of pi, nothing."""

    __slots__ = ("hashed", "inner", "name", "weight")

    def __init__(self, name: str, inner: tuple[tuple[Any, Fraction], ...]) -> None:
        self.name = name
        self.inner = inner
        self.weight = 1 + sum(1 + sum(atom.weight for atom, _ in monomial) for monomial, _ in inner)
        if self.weight > LARGEST_WEIGHT:
            raise NoForm
        self.hashed = hash((name, inner))

    def __hash__(self) -> int:
        return self.hashed

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Atom) and (self.hashed, self.name, self.inner) == (other.hashed, other.name, other.inner)

    def __lt__(self, other: Atom) -> bool:
        return (self.name, self.inner) < (other.name, other.inner)

    def __gt__(self, other: Atom) -> bool:
        return other < self


Monomial = tuple[tuple[Atom, Fraction], ...]  # sorted by the atoms
Terms = dict[Monomial, Fraction]  # no coefficient is zero

_POSITIVE = frozenset(("prime", "pi", "exp", "sum"))
PI = Atom("pi", ())


def rational(value: Fraction) -> Terms:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise NoForm
    return {(): value} if value else {}


def pi() -> Terms:
    return {((PI, ONE),): ONE}


def _sorted(terms: Terms) -> tuple[tuple[Monomial, Fraction], ...]:
    return tuple(sorted(terms.items()))


def _leading(terms: Terms) -> Fraction:
    return terms[min(terms)]


def _checked(terms: Terms) -> Terms:
    kept = {monomial: value for monomial, value in terms.items() if value}
    bits = max((max(abs(value.numerator), value.denominator).bit_length() for value in kept.values()), default=0)
    if len(kept) > MOST_TERMS or bits > MOST_BITS:
        raise NoForm
    return kept


def plus(left: Terms, right: Terms) -> Terms:
    merged = dict(left)
    for monomial, value in right.items():
        merged[monomial] = merged.get(monomial, Fraction(0)) + value
    return _checked(merged)


def scaled(factor: Fraction, terms: Terms) -> Terms:
    return _checked({monomial: factor * value for monomial, value in terms.items()})


def times(left: Terms, right: Terms) -> Terms:
    if len(left) * len(right) > MOST_PRODUCTS:
        raise NoForm
    total: Terms = {}
    for one, a in left.items():
        for other, b in right.items():
            exponents = dict(one)
            for atom, exponent in other:
                exponents[atom] = exponents.get(atom, Fraction(0)) + exponent
            for monomial, value in _product(exponents).items():
                total[monomial] = total.get(monomial, Fraction(0)) + a * b * value
    return _checked(total)


def _product(exponents: dict[Atom, Fraction]) -> Terms:
    """A product of powers of atoms, with the exponents in their ranges."""
    coefficient = ONE
    kept: dict[Atom, Fraction] = {}
    expanded: list[Terms] = []
    for atom, exponent in exponents.items():
        whole = floor(exponent)
        if abs(exponent.numerator) > 2**32 or exponent.denominator > 2**16:
            raise NoForm
        if atom.name == "prime":
            if abs(whole) > MOST_BITS:
                raise NoForm
            coefficient *= atom.inner[0][1] ** whole
            exponent -= whole
        elif atom.name == "sum" and whole >= 1:
            if whole > LARGEST_EXPANDED:
                raise NoForm
            expanded += [dict(atom.inner)] * whole
            exponent -= whole
        if exponent:
            kept[atom] = exponent
    result: Terms = {tuple(sorted(kept.items())): coefficient}
    for factor in expanded:
        result = times(result, factor)
    return _checked(result)


def _is_positive_product(terms: Terms) -> bool:
    """Whether this is one monomial that is positive by its form."""
    return len(terms) == 1 and all(c > 0 and all(atom.name in _POSITIVE for atom, _ in m) for m, c in terms.items())


def power(terms: Terms, exponent: Fraction, sign: int) -> Terms:
    """The power of a number with this sign."""
    if exponent.denominator == 1 and exponent >= 0:
        return _repeated(terms, exponent.numerator)
    if len(terms) == 1 and (exponent.denominator == 1 or _is_positive_product(terms)):
        ((monomial, coefficient),) = terms.items()
        return times(_power_of_rational(coefficient, exponent), _product({atom: e * exponent for atom, e in monomial}))
    lead = sign * abs(_leading(terms))
    atom = Atom("sum", _sorted(scaled(1 / lead, terms)))
    return times(_power_of_rational(lead, exponent), _product({atom: exponent}))


def _repeated(terms: Terms, count: int) -> Terms:
    if len(terms) == 1:
        ((monomial, coefficient),) = terms.items()
        return times(_power_of_rational(coefficient, Fraction(count)), _product({atom: e * count for atom, e in monomial}))
    if count > LARGEST_EXPANDED:
        raise NoForm
    result = rational(ONE)
    for _ in range(count):
        result = times(result, terms)
    return result


def _power_of_rational(base: Fraction, exponent: Fraction) -> Terms:
    """base != 0, and > 0 for an exponent that is no integer."""
    if exponent.denominator == 1:
        if abs(exponent) * max(base.numerator.bit_length(), base.denominator.bit_length()) > MOST_BITS:
            raise NoForm
        return rational(base**exponent.numerator)
    return _product({_prime(p): count * exponent for p, count in _factors(base).items()})


def _factors(value: Fraction) -> dict[int, Fraction]:
    """The exponents of the primes in a positive rational."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > FACTORED_BITS:
        raise NoForm
    found: dict[int, Fraction] = {}
    for part, weight in ((value.numerator, 1), (value.denominator, -1)):
        for prime, count in fmpz(part).factor():
            found[int(prime)] = found.get(int(prime), Fraction(0)) + weight * int(count)
    return found


def _prime(value: int) -> Atom:
    return Atom("prime", (((), Fraction(value)),))


def is_zero(terms: Terms) -> bool:
    """Whether the form vanishes once its denominators are multiplied out."""
    try:
        for _ in range(CLEARED):
            lowest = _lowest_exponents(terms)
            if not lowest:
                break
            atom = max(lowest, key=lambda each: each.weight)
            terms = times(terms, {((atom, -lowest[atom]),): ONE})
    except NoForm:
        return False
    return not terms


def _lowest_exponents(terms: Terms) -> dict[Atom, Fraction]:
    """Of the sums in a denominator; those of the greatest weight are not inside of others."""
    lowest: dict[Atom, Fraction] = {}
    for monomial in terms:
        for atom, exponent in monomial:
            if atom.name == "sum" and exponent < 0:
                lowest[atom] = min(exponent, lowest.get(atom, exponent))
    return lowest


# ----------------------------------------------------------------------------------------------------------------- functions


def function(name: str, terms: Terms) -> Terms:
    """A function at a number that is not zero, where it is defined."""
    if name in _RULES:
        return _RULES[name](terms)
    if name in _ODD and _leading(terms) < 0:
        return scaled(Fraction(-1), _opaque(name, scaled(Fraction(-1), terms)))
    return _opaque(name, terms)


def _opaque(name: str, terms: Terms) -> Terms:
    return {((Atom(name, _sorted(terms)), ONE),): ONE}


_ODD = frozenset(("tanh", "atan", "asin", "asinh", "atanh", "erf"))


def _exponential(terms: Terms) -> Terms:
    result = rational(ONE)
    for monomial, coefficient in terms.items():
        if len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0].name == "log":
            factor = power(dict(monomial[0][0].inner), coefficient, 1)
        else:
            factor = _product({Atom("exp", ((monomial, ONE),)): coefficient})
        result = times(result, factor)
    return result


def _logarithm(terms: Terms) -> Terms:
    if not _is_positive_product(terms):
        lead = abs(_leading(terms))
        return plus(_log_of_rational(lead), _opaque("log", scaled(1 / lead, terms)))
    ((monomial, coefficient),) = terms.items()
    total = _log_of_rational(coefficient)
    for atom, exponent in monomial:
        total = plus(total, scaled(exponent, _log_of_atom(atom)))
    return total


def _log_of_rational(value: Fraction) -> Terms:
    total: Terms = {}
    for prime, count in _factors(value).items():
        total = plus(total, scaled(count, _opaque("log", rational(Fraction(prime)))))
    return total


def _log_of_atom(atom: Atom) -> Terms:
    if atom.name == "exp":
        return dict(atom.inner)
    return _opaque("log", pi() if atom is PI else dict(atom.inner))


# sin(r pi) for 0 <= r <= 1/2, squared
_SINES = {Fraction(0): Fraction(0), Fraction(1, 6): Fraction(1, 4), Fraction(1, 4): Fraction(1, 2),
          Fraction(1, 3): Fraction(3, 4), Fraction(1, 2): ONE}  # fmt: skip


def sine(terms: Terms, turn: Fraction = Fraction(0)) -> Terms:
    """sin(t + turn pi), brought to one half of the circle by sin(-x) = -sin(x) and sin(x + pi) = -sin(x)."""
    rest = dict(terms)
    turn += rest.pop(((PI, ONE),), Fraction(0))
    sign = ONE
    if rest and _leading(rest) < 0:
        rest, turn, sign = scaled(-ONE, rest), -turn, -sign
    sign = -sign if floor(turn) % 2 else sign
    turn -= floor(turn)
    if not rest:
        turn = min(turn, 1 - turn)
        if turn in _SINES:
            square = _SINES[turn]
            return scaled(sign, _power_of_rational(square, Fraction(1, 2))) if square else {}
    return scaled(sign, _opaque("sin", plus(rest, scaled(turn, pi()))))


def cosine(terms: Terms) -> Terms:
    return sine(terms, Fraction(1, 2))


def _tangent(terms: Terms) -> Terms:
    below = cosine(terms)
    if len(below) != 1:
        raise NoForm
    return times(sine(terms), power(below, -ONE, 1))


def _hyperbolic(sign: int) -> Callable[[Terms], Terms]:
    def rule(terms: Terms) -> Terms:
        above, below = _exponential(terms), _exponential(scaled(-ONE, terms))
        return scaled(Fraction(1, 2), plus(above, scaled(Fraction(sign), below)))

    return rule


_RULES: dict[str, Callable[[Terms], Terms]] = {
    "exp": _exponential,
    "log": _logarithm,
    "sin": sine,
    "cos": cosine,
    "tan": _tangent,
    "sinh": _hyperbolic(-1),
    "cosh": _hyperbolic(1),
    "erfc": lambda terms: plus(rational(ONE), scaled(-ONE, function("erf", terms))),
}
