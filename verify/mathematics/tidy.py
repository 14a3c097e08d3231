"""Constants in one form: polynomials in what is no sum or product, so that equal coefficients are mostly one term.

The tidy form is defined wherever the term is, and has the same value there; x / x becomes 1, so that it may be defined at more
points.  It is no proof of anything: that two terms have different forms says nothing.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from verify.problem import reject
from verify.term import UNARY_FUNCTIONS, Term, add, digest, make, mul, number, postorder, power

Monomial = tuple[tuple[Term, Fraction], ...]
Polynomial = dict[Monomial, Fraction]

MAX_EXPANDED_POWER = 6
MAX_MONOMIALS = 60
MAX_EXPONENT, MAX_BITS = 64, 4_096
MAX_NODES = 150
CACHED = 8_192
ROUNDS = 3  # of a root that is squared, the base is taken apart in the next round
_AT_ZERO = {
    **dict.fromkeys(("exp", "cos", "cosh", "erfc"), 1),
    **dict.fromkeys(("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf", "abs", "sign"), 0),
}


@lru_cache(maxsize=CACHED)
def tidy(term: Term) -> Term:
    """The tidy form of a scalar term.  Those found last are kept, as nested coefficients share most of their parts.

    Raises InputError (kind "too-large") for a term of more than `MAX_NODES` different parts.
    """
    if len(postorder(term)) > MAX_NODES:
        raise reject("too-large", f"a coefficient of more than {MAX_NODES} parts")
    for _ in range(ROUNDS):
        found = _term(_polynomial(term))
        if found is term:
            break
        term = found
    return term


@lru_cache(maxsize=CACHED)
def _polynomial(term: Term) -> Polynomial:
    """What is returned is kept, and is not to be changed."""
    if term.op == "number":
        return {(): term.fraction} if term.value[0] else {}
    if term.op == "add":
        return _sum([_polynomial(arg) for arg in term.args])
    if term.op == "mul" and not any(arg.shape for arg in term.args):
        found: Polynomial = {(): Fraction(1)}
        for arg in term.args:
            found = _product(found, _polynomial(arg))
        return found
    if term.op == "power" and term.args[1].op == "number":
        return _power(_polynomial(term.args[0]), term.args[1].fraction)
    return _function(term)


def _sum(parts: list[Polynomial]) -> Polynomial:
    total: Polynomial = {}
    for part in parts:
        for monomial, coefficient in part.items():
            total[monomial] = total.get(monomial, Fraction(0)) + coefficient
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MAX_MONOMIALS:
        return _times(_alone(left), _alone(right))
    return _times(left, right)


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    return _sum([{_joined(one, other): a * b} for one, a in left.items() for other, b in right.items()])


def _alone(polynomial: Polynomial) -> Polynomial:
    return polynomial if len(polynomial) <= 1 else {((_term(polynomial), Fraction(1)),): Fraction(1)}


def _joined(one: Monomial, other: Monomial) -> Monomial:
    exponents = dict(one)
    for atom, exponent in other:
        exponents[atom] = exponents.get(atom, Fraction(0)) + exponent
    return tuple(sorted(((a, e) for a, e in exponents.items() if e), key=lambda pair: digest(pair[0])))


def _power(base: Polynomial, exponent: Fraction) -> Polynomial:
    if exponent == 0:
        return {(): Fraction(1)}
    whole = exponent.denominator == 1
    if len(base) == 1:
        ((monomial, coefficient),) = base.items()
        if whole and _is_short(coefficient, exponent):
            return {tuple((atom, e * exponent) for atom, e in monomial): coefficient ** int(exponent)}
        if coefficient == 1 and not monomial:
            return base
        if coefficient == 1 and len(monomial) == 1 and monomial[0][1] == 1:
            return {((monomial[0][0], exponent),): Fraction(1)}
    elif whole and 0 < exponent <= MAX_EXPANDED_POWER and len(base) ** int(exponent) <= MAX_MONOMIALS:
        found: Polynomial = {(): Fraction(1)}
        for _ in range(int(exponent)):
            found = _times(found, base)
        return found
    elif not base and exponent > 0:
        return {}
    return {((_term(base), exponent),): Fraction(1)}


def _is_short(coefficient: Fraction, exponent: Fraction) -> bool:
    bits = max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length())
    return abs(exponent) <= MAX_EXPONENT and bits * abs(exponent) <= MAX_BITS


def _function(term: Term) -> Polynomial:
    if term.op in UNARY_FUNCTIONS:
        inner = tidy(term.args[0])
        if inner.op == "number":
            if inner.value[0] == 0 and term.op in _AT_ZERO:
                return {(): Fraction(_AT_ZERO[term.op])} if _AT_ZERO[term.op] else {}
            if term.op == "log" and inner.fraction == 1:
                return {}
        term = make(term.op, (inner,))
    elif term.op == "power":
        term = make("power", (tidy(term.args[0]), tidy(term.args[1])))
    return {((term, Fraction(1)),): Fraction(1)}


def _term(polynomial: Polynomial) -> Term:
    keys = sorted(polynomial, key=lambda monomial: [(digest(atom), exponent) for atom, exponent in monomial])
    return add(*(_product_term(monomial, polynomial[monomial]) for monomial in keys))


def _product_term(monomial: Monomial, coefficient: Fraction) -> Term:
    factors = [atom if exponent == 1 else power(atom, number(exponent)) for atom, exponent in monomial]
    if coefficient != 1 or not factors:
        factors.insert(0, number(coefficient))
    return mul(*factors)
