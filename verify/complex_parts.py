"""Real and imaginary part of a formula of real quantities and the imaginary unit.

    (a + i b) + (c + i d) = (a + c) + i (b + d)           1/(a + i b) = (a - i b)/(a^2 + b^2)
    (a + i b)(c + i d) = (a c - b d) + i (a d + b c)      exp(a + i b) = exp(a) (cos b + i sin b)
    |u v| = |u| |v|     |1/u| = 1/|u|     |exp(a + i b)| = exp(a)     |a + i b| = sqrt(a^2 + b^2) otherwise

What is real for real arguments stays as it is; a root or a logarithm, which may leave the real numbers, has no parts here.
"""

from __future__ import annotations

from functools import reduce

from verify.problem import InputError, reject
from verify.sort import Scalar
from verify.term import (
    IMAGINARY,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    contains,
    exp,
    free_symbols,
    mul,
    power,
    sqrt,
    subtract,
)

_UNIT = frozenset(("imaginary",))
_REAL = frozenset(("number", "pi", "add", "mul", "power", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "abs"))
_MOST = 12  # the largest power that is multiplied out

Parts = tuple[Term, Term]


def conjugate(term: Term) -> Term:
    real, imaginary = _given_parts(term)
    return subtract(real, mul(IMAGINARY, imaginary)) if imaginary is not ZERO else real


def real_part(term: Term) -> Term:
    return _given_parts(term)[0]


def imaginary_part(term: Term) -> Term:
    return _given_parts(term)[1]


def _given_parts(term: Term) -> Parts:
    """The parts; who asks for those of a name alone does not take it for a real number."""
    if not contains(term, _UNIT) and free_symbols(term):
        raise reject("unsupported", "a part of a quantity without the imaginary unit", help="write it as a + i*b")
    return parts_of(term)


def modulus(term: Term) -> Term:
    """|term|; of a formula with the imaginary unit by its parts, if it has some."""
    if not contains(term, _UNIT):
        return call("abs", term)
    try:
        return _modulus(term, squared=False)
    except InputError:
        return call("abs", term)


def squared_modulus(term: Term) -> Term:
    """|term|^2, without a root."""
    if not contains(term, _UNIT):
        return power(call("abs", term), TWO)
    try:
        return _modulus(term, squared=True)
    except InputError:
        return power(call("abs", term), TWO)


def parts_of(term: Term) -> Parts:
    """The real and the imaginary part.  Raises InputError for a formula that has none by the rules above."""
    if not contains(term, _UNIT):
        if not _is_real(term):
            raise reject("unsupported", "the parts of a complex quantity", help="write it as a + i*b, with real a and b")
        return term, ZERO
    if term is IMAGINARY:
        return ZERO, ONE
    if term.op == "add":
        parts = [parts_of(each) for each in term.args]
        return _sum(*(real for real, _ in parts)), _sum(*(imaginary for _, imaginary in parts))
    if term.op == "mul":
        return reduce(_times, map(parts_of, term.args))
    if term.op == "exp":
        real, imaginary = parts_of(term.args[0])
        length = exp(real) if real is not ZERO else ONE
        return _product(length, call("cos", imaginary)), _product(length, call("sin", imaginary))
    exponent = _whole_exponent(term)
    if exponent:
        base = parts_of(term.args[0])
        return reduce(_times, [base if exponent > 0 else _reciprocal(base)] * abs(exponent))
    raise reject("unsupported", "the parts of such a formula of the imaginary unit", help="write it as a + i*b")


def _modulus(term: Term, *, squared: bool) -> Term:
    if not contains(term, _UNIT):
        return power(term, TWO) if squared else call("abs", term)
    if term.op == "mul":
        return _product(*(_modulus(each, squared=squared) for each in term.args))
    if term.op == "exp":
        real = parts_of(term.args[0])[0]
        return ONE if real is ZERO else exp(mul(TWO, real) if squared else real)
    if exponent := _whole_exponent(term):
        return power(_modulus(term.args[0], squared=squared), exponent)
    parts = [part for part in parts_of(term) if part is not ZERO]
    total = _sum(*(power(part, TWO) for part in parts))
    return total if squared else sqrt(total) if len(parts) > 1 else call("abs", *parts)


def _times(u: Parts, v: Parts) -> Parts:
    real = _sum(_product(u[0], v[0]), _product(MINUS_ONE, u[1], v[1]))
    return real, _sum(_product(u[0], v[1]), _product(u[1], v[0]))


def _reciprocal(u: Parts) -> Parts:
    squared = power(_sum(*(power(part, TWO) for part in u if part is not ZERO)), MINUS_ONE)
    return _product(u[0], squared), _product(MINUS_ONE, u[1], squared)


def _sum(*terms: Term) -> Term:
    others = [term for term in terms if term is not ZERO]
    return add(*others) if others else ZERO


def _product(*factors: Term) -> Term:
    """The product, without factors 1; a factor 0 leaves nothing of the others, as each stands in the other part as well."""
    return ZERO if ZERO in factors else mul(*(factor for factor in factors if factor is not ONE))


def _whole_exponent(term: Term) -> int:
    """The exponent of a whole power, or 0."""
    if term.op != "power" or term.args[1].op != "number" or term.args[1].fraction.denominator != 1:
        return 0
    exponent = int(term.args[1].fraction)
    return exponent if abs(exponent) <= _MOST else 0


def _is_real(term: Term) -> bool:
    """Whether a formula without the imaginary unit is real wherever it has a value."""
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and not term.sort.is_complex
    if term.op == "power" and not (_is_whole(term.args[1]) or _is_positive(term.args[0])):
        return False
    return not term.shape and term.op in _REAL and all(_is_real(each) for each in term.args)


def _is_whole(term: Term) -> bool:
    if term.op == "symbol":
        return isinstance(term.sort, Scalar) and term.sort.is_integer
    return term.op == "number" and term.fraction.denominator == 1


def _is_positive(term: Term) -> bool:
    if term.op == "symbol":
        sort = term.sort
        return isinstance(sort, Scalar) and not sort.is_complex and sort.lower is not None and sort.lower >= 0
    return (term.op == "number" and term.fraction > 0) or term.op in ("pi", "exp") or (
        term.op in ("mul", "add") and all(map(_is_positive, term.args))
    )
