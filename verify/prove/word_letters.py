"""Letters and commuting scalars of matrix words, and the sums that are made of them, as data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import and_

from verify.sort import Scalar, Tensor
from verify.term import ONE, Term
from verify.vector_functions import is_hessian

Word = tuple[int, ...]
Scalars = tuple[int, ...]  # atoms in ascending order, repeated for powers
Monomial = tuple[Scalars, Word]
Coefficient = int | Fraction
Polynomial = dict[Monomial, Coefficient]

UNIT: Monomial = ((), ())

LARGEST_POWER = 16


class OutsideWords(Exception):
    """The question is not one of matrix words, or is too large; the message says which."""


@dataclass(frozen=True)
class Letter:
    """A matrix that words are made of; `inverted` is the polynomial it is the inverse of, if it is an inverse."""

    term: Term
    rows: Term
    columns: Term
    transposed: int
    weight: int
    inverted: Polynomial | None = None


@dataclass(frozen=True)
class Atom:
    """A commuting scalar: a trace or a 1 x 1 segment (`word`), a determinant, a root or a reciprocal
    (`polynomial`), or a symbol."""

    kind: str
    term: Term
    weight: int
    word: Word = ()
    polynomial: Polynomial | None = None
    size: Term = ONE


def is_symmetric(term: Term) -> bool:
    """Whether a letter equals its transpose by its declaration; the Hessian of a smooth function does."""
    if is_hessian(term):
        return True
    if term.op != "symbol" or not isinstance(term.sort, Tensor):
        return term.op == "diagonal"
    named = {"symmetric", "diagonal"}
    if not term.sort.element.is_complex:  # a positive definite complex matrix is Hermitian, not symmetric
        named |= {"positive definite", "positive semidefinite"}
    return term.shape[0] is term.shape[1] and not named.isdisjoint(term.sort.properties)


def key(polynomial: Polynomial) -> tuple[tuple[Monomial, Coefficient], ...]:
    """Equal for equal polynomials."""
    return tuple(sorted(polynomial.items()))


def add_into(total: Polynomial, part: Polynomial, factor: Coefficient = 1) -> None:
    """total += factor * part, without zeros left over."""
    for monomial, coefficient in part.items():
        new = total.get(monomial, 0) + factor * coefficient
        if new:
            total[monomial] = new
        else:
            del total[monomial]


def content(polynomial: Polynomial) -> tuple[Counter[int], Polynomial]:
    """The scalars that every monomial has, and what is left without them."""
    common = reduce(and_, (Counter(scalars) for scalars, _ in polynomial)) if polynomial else Counter()
    without = {(tuple(sorted((Counter(s) - common).elements())), word): value for (s, word), value in polynomial.items()}
    return common, without


def quotient(one: Polynomial, other: Polynomial) -> Fraction | None:
    """The number c with  one = c other,  if there is one."""
    if not one or one.keys() != other.keys():
        return None
    first = next(iter(one))
    number = Fraction(one[first]) / other[first]
    return number if all(value == number * other[monomial] for monomial, value in one.items()) else None


def integer_exponent(term: Term) -> int | None:
    """The exponent of a power that is multiplied out, if it is a small integer."""
    exponent = term.args[1]
    if exponent.op == "number" and exponent.value[1] == 1 and abs(exponent.value[0]) <= LARGEST_POWER:
        return int(exponent.value[0])
    return None


def half_exponent(term: Term) -> int | None:
    """The odd number k of a power with the exponent k/2, if it is small: sqrt(u)^k is multiplied out."""
    exponent = term.args[1]
    if exponent.op == "number" and exponent.value[1] == 2 and abs(exponent.value[0]) <= LARGEST_POWER:
        return int(exponent.value[0])
    return None


def is_size(term: Term) -> bool:
    """Whether a term is an integer >= 1 by its look, so that c^n is a product of powers, as in det(c A) = c^n det A."""
    if term.op == "number":
        return bool(term.value[1] == 1 and term.value[0] >= 1)
    return term.op == "symbol" and isinstance(term.sort, Scalar) and term.sort.is_integer and term.sort.sign == 1
