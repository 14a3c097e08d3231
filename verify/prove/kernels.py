"""Kernels: the functions that stand behind the generators of a normal form.

kind        data                          the generator denotes
atom        (term,)                       the term itself: a symbol, pi, an item, a canonical sum ...
imaginary   ()                            i, with i^2 = -1
function    (op, value, args)             an opaque function; args are fractions, or terms that are no scalars
log         (polynomial,)                 log |polynomial|, of an irreducible polynomial or a prime number
exp         (fraction, q)                 exp(fraction / q)
root        (polynomial, q)               polynomial^(1/q) for a polynomial that is not negative in this cell
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.mathematics.algebra import Fraction2, Fractions, Polynomial, TooManyGenerators, used_generators
from verify.mathematics.sum_facts import is_semidefinite_form
from verify.sort import Function, Random, Scalar, Sequence, Tensor
from verify.term import IMAGINARY, ONE, PI, Term, add, contains, divide, exp, free_symbols, log, make, mul, number, power

Sign = tuple[int, bool]  # (s, strict): s * value > 0 if strict, s * value >= 0 otherwise


@dataclass(frozen=True)
class Kernel:
    """What one generator stands for; `sign` is what is known of it on the whole domain."""

    kind: str
    data: tuple[Any, ...]
    sign: Sign | None = None
    is_real: bool = True


class Restart(Exception):
    """A table that earlier results depend on has grown; the walk begins again with it."""


class Unsupported(Exception):
    """No rule for this operation; `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class KernelTable:
    """Generators allocated from the last index down, so that a kernel is made of kernels of higher index only."""

    def __init__(self, fractions: Fractions) -> None:
        self.fractions = fractions
        self.kernels: dict[int, Kernel] = {}
        self._index: dict[Any, int] = {}
        self._terms: dict[int, Term] = {}
        self._next = fractions.ring.size - 1
        self._all_real = True

    def index(self, key: Any, kernel: Kernel) -> int:
        """The generator for this key; a new one is made of `kernel` if there is none."""
        found = self._index.get(key)
        if found is None:
            if self._next < 0:
                raise TooManyGenerators(f"more than {self.fractions.ring.size} different functions")
            found, self._next = self._next, self._next - 1
            self._index[key] = found
            self.kernels[found] = kernel
            self._all_real = self._all_real and kernel.is_real
        return found

    def find(self, key: Any) -> int | None:
        return self._index.get(key)

    def generator(self, index: int) -> Polynomial:
        return self.fractions.ring.generators[index]

    def atom(self, term: Term) -> Fraction2:
        index = self.find(term)
        if index is None:
            index = self.index(term, Kernel("atom", (term,), atom_sign(term), is_real_atom(term)))
        return self.generator(index), self.fractions.ring.one

    def single(self, polynomial: Polynomial) -> int | None:
        """The index i if the polynomial is the generator i itself."""
        return self.fractions.ring.places.get(str(polynomial)) if len(polynomial) == 1 else None

    def is_real(self, polynomial: Polynomial) -> bool:
        return self._all_real or all(self.kernels[index].is_real for index in used_generators(polynomial))

    # -- back to terms

    def term(self, index: int) -> Term:
        """The term that a generator stands for."""
        found = self._terms.get(index)
        if found is None:
            found = self._terms[index] = self._make_term(self.kernels[index])
        return found

    def _make_term(self, kernel: Kernel) -> Term:
        data = kernel.data
        if kernel.kind == "atom":
            return data[0]  # type: ignore[no-any-return]
        if kernel.kind == "imaginary":
            return IMAGINARY
        if kernel.kind == "log":
            argument = self.polynomial_term(data[0])
            return log(argument if argument.op == "number" else make("abs", (argument,)))
        if kernel.kind == "exp":
            return exp(mul(number(1, data[1]), self.fraction_term(data[0])) if data[1] != 1 else self.fraction_term(data[0]))
        if kernel.kind == "root":
            return power(self.polynomial_term(data[0]), number(1, data[1]))
        op, value, args = data
        return make(op, tuple(arg if isinstance(arg, Term) else self.fraction_term(arg) for arg in args), value)

    def monomial_factors(self, exponents: tuple[int, ...]) -> Iterator[Term]:
        for index, exponent in enumerate(exponents):
            if exponent:
                yield power(self.term(index), int(exponent)) if exponent != 1 else self.term(index)

    def polynomial_term(self, polynomial: Polynomial) -> Term:
        terms = []
        for exponents, coefficient in polynomial.terms():
            factors = list(self.monomial_factors(exponents))
            if coefficient != 1 or not factors:
                factors.insert(0, number(int(coefficient)))
            terms.append(mul(*factors))
        return add(*terms)

    def fraction_term(self, value: Fraction2) -> Term:
        numerator = self.polynomial_term(value[0])
        return numerator if value[1].is_one() else divide(numerator, self.polynomial_term(value[1]))

    def depends(self, index: int, symbol: Term) -> bool:
        return symbol in free_symbols(self.term(index))


_IMAGINARY = frozenset(("imaginary",))


def is_real_atom(term: Term) -> bool:
    """Whether everything in a term is declared real; an unknown function may have complex values."""
    if contains(term, _IMAGINARY):
        return False
    return not any(is_complex_sort(name.sort) for name in free_symbols(term))


def is_complex_sort(sort: Any) -> bool:
    if isinstance(sort, Scalar):
        return sort.is_complex
    if isinstance(sort, Function):
        return sort.codomain.is_complex
    return isinstance(sort, (Tensor, Sequence)) and is_complex_sort(sort.element)


def atom_sign(term: Term) -> Sign | None:
    """What the sort of an atom says about its sign."""
    if term is PI or term is ONE:
        return 1, True
    if term.op == "density":
        return 1, True
    if term.op in ("sum", "integral"):
        return (1, False) if has_no_negative_value(term) else None
    sort = scalar_sort(term)
    return None if sort is None else sign_of_sort(sort)


def sign_of_sort(sort: Scalar) -> Sign | None:
    """The sign that all values of a sort share."""
    if sort.kind == "complex":
        return None
    if sort.sign is not None:
        return sort.sign, True
    if sort.is_nonnegative:
        return 1, False
    return (-1, False) if sort.upper is not None and sort.upper <= 0 else None


def scalar_sort(term: Term) -> Scalar | None:
    """The scalar sort of a symbol, or of an item of a declared tensor or sequence."""
    if term.op == "symbol":
        sort = term.sort
        return sort if isinstance(sort, Scalar) else None
    if term.op == "item" and term.args[0].op == "symbol":
        sort = term.args[0].sort
        if isinstance(sort, Tensor):
            return sort.entry(*term.args[1:])
        if isinstance(sort, Random):
            return None
        element = getattr(sort, "element", None)
        for _ in term.args[2:]:
            element = getattr(element, "element", None)
        if isinstance(element, Tensor):
            return None
        return element if isinstance(element, Scalar) else None
    return None


def has_no_negative_value(term: Term) -> bool:
    """Whether a canonical sum or product of kernels is >= 0 wherever it is defined, seen from its form alone."""
    if term.op == "number":
        return bool(term.value[0] >= 0)
    if term.op in ("exp", "density", "pi", "abs"):
        return is_real_atom(term)
    if term.op in ("add", "mul"):
        return all(map(has_no_negative_value, term.args))
    if term.op in ("sum", "integral"):
        return has_no_negative_value(term.args[-1]) or is_semidefinite_form(term)
    if term.op == "power":
        base, exponent = term.args
        if exponent.op == "number" and exponent.value[1] == 1 and exponent.value[0] % 2 == 0:
            return is_real_atom(base)
        return has_no_negative_value(base)
    sort = scalar_sort(term)
    return sort is not None and (sort.sign == 1 or sort.is_nonnegative)
