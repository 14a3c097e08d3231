"""The claimed kernels of a normal form: what each generator is said to stand for, and which of them may be used.

kind        data                          the generator denotes
atom        (term,)                       a symbol, or pi
imaginary   ()                            i, with i^2 = -1
function    (op, value, args)             an opaque function; args are fractions, or terms that are no scalars;
                                          power is (-1)^n for an integer n, with g^2 = 1, or 0^n, with g^2 = g,
                                          or u^z for u >= 0 and z > 0; abs is |u|, with g^2 = u^2
log         (polynomial,)                 log |polynomial|
exp         (fraction, q)                 exp(fraction / q)
root        (polynomial, q)               polynomial^(1/q), with g^q = polynomial

A kernel is admitted once it is shown to be defined at every point of the domain; polynomials in other kernels mean nothing.
The claims are of strangers: everything is looked at before it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flint import fmpz_mpoly

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, Fraction2, Fractions, Polynomial, used_generators
from verify.sort import Function, Random, Scalar, Sequence, Tensor
from verify.term import PI, Term, contains, free_symbols

MAX_ROOT_DEGREE = 10_000


class Rejected(Exception):
    """The proof is not accepted; `reason` in one short sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def demand(condition: object, reason: str) -> None:
    if not condition:
        raise Rejected(reason)


@dataclass(frozen=True)
class Kernel:
    kind: str
    data: tuple[Any, ...]
    is_real: bool


class Kernels:
    """The table of a proof, checked to be well-founded: a kernel is made of kernels of higher index only."""

    def __init__(self, evidence: Mapping[str, Any], fuel: Fuel) -> None:
        size = evidence["size"]
        demand(type(size) is int and size in CONTEXT_SIZES, "a polynomial ring of an unknown size")
        self.fractions = Fractions(size, fuel)
        self.table: dict[int, Kernel] = {}
        self.admitted: dict[int, int] = {}  # index -> the signs it can have
        self._by_kind: dict[Any, list[int]] = {}
        self._factors: dict[str, tuple[int, list[tuple[Polynomial, int]]]] = {}
        rows: dict[int, tuple[str, tuple[Any, ...]]] = {}
        for index, kind, data in evidence["kernels"]:
            demand(type(index) is int and 0 <= index < size and index not in rows, "a kernel without a place of its own")
            rows[index] = (kind, tuple(data))
        for index in sorted(rows, reverse=True):
            self._add(index, *rows[index])
        for content, factors in evidence["factors"]:
            self._add_factors(content, factors)

    # -- reading

    def polynomial(self, claimed: Any) -> Polynomial:
        """A polynomial of the ring of this proof, and nothing else."""
        is_ours = isinstance(claimed, fmpz_mpoly) and claimed.context() is self.fractions.ring.context
        demand(is_ours, "a polynomial of another ring")
        return claimed

    def _add(self, index: int, kind: str, data: tuple[Any, ...]) -> None:
        is_real, key = True, None
        if kind == "atom":
            (term,) = data
            demand(isinstance(term, Term) and _may_be_atom(term), "an atom that is no symbol, sum, product or density")
            is_real, key = is_real_term(term), term
        elif kind == "imaginary":
            demand(not data, "an imaginary unit with data")
            is_real = False
            self.fractions.relations.append(self.fractions.ring.generators[index] ** 2 + 1)
        elif kind == "function":
            op, value, args = data
            is_real, key = self._function_is_real(index, args), (op, value)
            if op in ("power", "abs"):
                self._add_square(index, op, args, is_real)
        elif kind == "exp":
            (above, below), degree = data
            self._degree(degree)
            parts = [self._part_is_real(index, part) for part in (above, below)]
            is_real = all(parts)
            demand(not below.is_zero(), "an exponential with a zero denominator")
        elif kind in ("log", "root"):
            demand(self._part_is_real(index, data[0]), f"a {kind} of a complex number")
            key = str(data[0])
            if kind == "root":
                self.fractions.relations.append(self.fractions.ring.generators[index] ** self._degree(data[1]) - data[0])
            else:
                demand(len(data) == 1, "a logarithm with more than an argument")
        else:
            raise Rejected(f"a kernel of kind {kind!r}"[:60])
        self.table[index] = Kernel(kind, data, is_real)
        self._by_kind.setdefault((kind, key), []).append(index)

    def _add_square(self, index: int, op: str, args: Any, is_real: bool) -> None:
        """What the square of a power of -1 or 0 is, or that of an absolute value; of another power nothing is said."""
        demand(all(isinstance(arg, tuple) for arg in args), f"{op} of something that is no number")
        square = {"-1": self.fractions.ring.one, "0": self.fractions.ring.generators[index]}
        found = next((value for name, value in square.items() if args[0] == self.fractions.rational(int(name))), None)
        if op == "abs":
            demand(is_real and len(args) == 1 and args[0][1].is_one(), "an absolute value of a fraction, or of a complex number")
            found = args[0][0] ** 2
        if found is not None:
            self.fractions.relations.append(self.fractions.ring.generators[index] ** 2 - found)

    def _degree(self, degree: Any) -> int:
        demand(type(degree) is int and 1 <= degree <= MAX_ROOT_DEGREE, "a root of a degree that is no natural number")
        return int(degree)

    def _part_is_real(self, index: int, claimed: Any) -> bool:
        """Also: the part is a polynomial in kernels of higher index."""
        used = used_generators(self.polynomial(claimed))
        demand(all(other > index and other in self.table for other in used), "kernels that are made of each other")
        return all(self.table[other].is_real for other in used)

    def _function_is_real(self, index: int, args: Any) -> bool:
        is_real = True
        for arg in args:
            if isinstance(arg, Term):
                is_real = is_real and is_real_term(arg)
            else:
                above, below = arg
                parts = [self._part_is_real(index, part) for part in (above, below)]
                demand(not below.is_zero(), "a function of a fraction with a zero denominator")
                is_real = is_real and all(parts)
        return is_real

    def _add_factors(self, content: Any, factors: Any) -> None:
        """A factorisation counts for the polynomial that it multiplies out to."""
        demand(type(content) is int, "a factorisation with a content that is no integer")
        product, parts = self.fractions.ring.constant(content), []
        for factor, exponent in factors:
            demand(type(exponent) is int and exponent > 0, "a factor with an exponent that is no natural number")
            demand(not self.polynomial(factor).is_constant(), "a constant among the factors")
            product = self.fractions.times(product, self.fractions.polynomial_power(factor, exponent))
            parts.append((factor, exponent))
        self._factors[str(product)] = (content, parts)

    # -- looking up

    def find(self, kind: str, key: Any = None) -> list[int]:
        return self._by_kind.get((kind, key), [])

    def generator(self, index: int) -> Fraction2:
        return self.fractions.ring.generators[index], self.fractions.ring.one

    def factor(self, polynomial: Polynomial) -> tuple[int, list[tuple[Polynomial, int]]]:
        """Content and factors: those listed, or else the primitive part as a single factor."""
        if polynomial.is_constant():
            return (0 if polynomial.is_zero() else int(polynomial.leading_coefficient())), []
        key = str(polynomial)
        found = self._factors.get(key)
        if found is None:
            found = self._factors[key] = self._trivial_factors(polynomial)
        return found

    def _trivial_factors(self, polynomial: Polynomial) -> tuple[int, list[tuple[Polynomial, int]]]:
        if len(polynomial) == 1:
            exponents, content = polynomial.monomial(0), int(polynomial.coefficient(0))
            return content, [(self.fractions.ring.generators[i], int(e)) for i, e in enumerate(exponents) if e]
        content = abs(int(polynomial.content()))
        if polynomial.leading_coefficient() < 0:
            content = -content
        return content, [(polynomial / content if content != 1 else polynomial, 1)]

    def single(self, polynomial: Polynomial) -> int | None:
        """The index i if the polynomial is the generator i itself."""
        return self.fractions.ring.places.get(str(polynomial)) if len(polynomial) == 1 else None

    def usable(self, *polynomials: Polynomial) -> bool:
        """Whether all kernels in the polynomials are admitted."""
        return all(self.are_usable(used_generators(polynomial)) for polynomial in polynomials)

    def are_usable(self, used: Iterable[int]) -> bool:
        return all(index in self.admitted for index in used)

    def is_real(self, polynomial: Polynomial) -> bool:
        return self.are_real(used_generators(polynomial))

    def are_real(self, used: Iterable[int]) -> bool:
        return all(index in self.table and self.table[index].is_real for index in used)

    def bounded_sort(self, index: int) -> Scalar | None:
        """The sort of a symbol, or of an item, whose bounds say more than its sign does."""
        sort = _sort_of_values(self.table[index])
        if not isinstance(sort, Scalar) or sort.is_complex or sort.values is not None:
            return None
        if (sort.lower is None or sort.lower == 0) and sort.upper is None:
            return None
        return sort

    def same(self, left: Fraction2, right: Fraction2) -> bool:
        """Whether two fractions agree by cross-multiplication, modulo the relations."""
        difference: Any = self.fractions.times(left[0], right[1])
        difference -= self.fractions.times(right[0], left[1])
        remainder: Any = self.fractions.remainder_of_multiple(difference)
        return bool(remainder.is_zero())


def _may_be_atom(term: Term) -> bool:
    """pi, a number by name, or what `verify.recheck.operators` gives a value by name."""
    if term.op == "symbol":
        return isinstance(term.sort, (Scalar, Random))
    return term is PI or term.op in ("sum", "product", "largest", "integral", "density", "delta")


def _sort_of_values(kernel: Kernel) -> Any:
    """What a number by name, or an item of a sequence or tensor, is declared to be."""
    if kernel.kind == "atom":
        return kernel.data[0].sort if kernel.data[0].op == "symbol" else None
    op, _, args = kernel.data if kernel.kind == "function" else ("", None, ())
    if op != "item" or not isinstance(args[0], Term) or args[0].op != "symbol":
        return None
    sort: Any = args[0].sort
    if isinstance(sort, Tensor):
        return sort.element
    for _ in args[1:]:
        sort = sort.element if isinstance(sort, Sequence) else None
    return sort


_IMAGINARY = frozenset(("imaginary",))


def is_real_term(term: Term) -> bool:
    """Whether everything in a term is declared real."""
    if contains(term, _IMAGINARY):
        return False
    return not any(scalar.is_complex for name in free_symbols(term) for scalar in _scalars(name.sort))


def _scalars(sort: Any) -> Iterator[Scalar]:
    if isinstance(sort, Scalar):
        yield sort
    elif isinstance(sort, (Tensor, Sequence)):
        yield from _scalars(sort.element)
    elif isinstance(sort, Function):
        yield sort.codomain
