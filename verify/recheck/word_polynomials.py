"""Matrices as polynomials in words, for checking: the second, plain implementation.

A `Matrix` is a shape and a sum of  coefficient * scalars * word.  A letter is (number, turned): turned = 1 is the transpose.
What a letter stands for is kept by `Vocabulary`, which also decides which inverses may be spoken of: those met while the
vocabulary is open, that is in the statement itself, and those of matrices that are declared invertible.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.sort import Scalar, Tensor
from verify.term import ONE, UNARY_FUNCTIONS, Term, make
from verify.vector_functions import is_hessian, sort_of_applied

Letter = tuple[int, int]
Word = tuple[Letter, ...]
Monomial = tuple[tuple[int, ...], Word]
Entries = dict[Monomial, Fraction]
Shape = tuple[Term, Term]

SCALAR: Shape = (ONE, ONE)
LARGEST_POWER = 16
MOST_PRODUCTS = 200_000
LONGEST_WORD = 128

_ENTERED = frozenset(("add", "mul", "matmul", "transpose", "trace", "determinant", "inverse"))
_SEALED = UNARY_FUNCTIONS | {"item", "row", "map", "hadamard", "diagonal", "power", "max", "min", "apply"}
_WITHIN_SEALED = _SEALED | _ENTERED | {"number", "symbol", "pi", "identity", "ones", "zeros", "lambda"}


class Rejected(Exception):
    """The proof does not hold up; the message says where."""


@dataclass(frozen=True)
class Matrix:
    shape: Shape
    entries: Entries

    @property
    def is_scalar(self) -> bool:
        return self.shape == SCALAR


def shape_of(term: Term) -> Shape:
    return term.shape if term.shape else SCALAR


def frozen(entries: Entries) -> tuple[Any, ...]:
    return tuple(sorted(entries.items()))


def total(*parts: Entries) -> Entries:
    out: Entries = {}
    for part in parts:
        for monomial, coefficient in part.items():
            out[monomial] = out.get(monomial, Fraction(0)) + coefficient
    return {monomial: coefficient for monomial, coefficient in out.items() if coefficient}


def negative(entries: Entries) -> Entries:
    return {monomial: -coefficient for monomial, coefficient in entries.items()}


def identity(size: Term) -> Matrix:
    return Matrix((size, size), {((), ()): Fraction(1)})


def number(value: Fraction) -> Matrix:
    return Matrix(SCALAR, {((), ()): value} if value else {})


def declared(term: Term, *properties: str) -> bool:
    """Whether a matrix symbol has one of these properties by its sort."""
    if term.op != "symbol" or not isinstance(term.sort, Tensor):
        return False
    return any(name in term.sort.properties for name in properties)


def is_real_square(term: Term) -> bool:
    """Whether a matrix symbol is real and square, as `orthogonal` and `positive definite` are understood."""
    return isinstance(term.sort, Tensor) and not term.sort.element.is_complex and term.sort.shape[0] is term.sort.shape[1]


def symmetric_by_declaration(term: Term) -> bool:
    if term.op != "symbol":
        return term.op == "diagonal"
    if declared(term, "symmetric", "diagonal"):
        return term.shape[0] is term.shape[1]
    return declared(term, "positive definite", "positive semidefinite") and is_real_square(term)


def is_size(term: Term) -> bool:
    """Whether a term is visibly an integer >= 1."""
    if term.op == "number":
        return bool(term.value[1] == 1 and term.value[0] >= 1)
    return term.op == "symbol" and isinstance(term.sort, Scalar) and term.sort.is_integer and term.sort.sign == 1


class Vocabulary:
    """Reads terms as matrices, and multiplies them."""

    def __init__(self) -> None:
        self.open = True
        self.inverted: dict[int, Matrix] = {}  # letter of an inverse -> what it is the inverse of
        self._letters: list[tuple[Shape, bool]] = []  # shape and whether it is symmetric
        self._letter_of: dict[Any, Letter] = {}
        self._scalar_of: dict[Any, int] = {}
        self._roots: set[int] = set()
        self._read: dict[Term, Matrix] = {}
        self._products = 0

    # ------------------------------------------------------------------------------------------------------------ words

    def _size_before(self, letter: Letter) -> Term:
        shape, _ = self._letters[letter[0]]
        return shape[letter[1]]

    def turn(self, word: Word) -> Word:
        return tuple((name, 0 if self._letters[name][1] else 1 - turned) for name, turned in reversed(word))

    def _scalar(self, name: Any) -> int:
        return self._scalar_of.setdefault(name, len(self._scalar_of))

    def _closed_word(self, word: Word) -> tuple[int, ...]:
        """The trace of a word: cut where a size is 1, it is a product of 1 x 1 matrices; otherwise it is a cycle."""
        for start, letter in enumerate(word):
            if self._size_before(letter) is ONE:
                return self._segments(word[start:] + word[:start])
        cycles = [side[i:] + side[:i] for side in (word, self.turn(word)) for i in range(len(word))]
        return (self._scalar(("cycle", min(cycles))),)

    def _segments(self, word: Word) -> tuple[int, ...]:
        """A word that begins and ends with size 1."""
        starts = [i for i, letter in enumerate(word) if self._size_before(letter) is ONE]
        pieces = [word[a:b] for a, b in zip(starts, [*starts[1:], len(word)], strict=True)]
        return tuple(self._scalar(("segment", min(piece, self.turn(piece)))) for piece in pieces)

    def _monomial(self, scalars: tuple[int, ...], word: Word) -> Monomial:
        """1 x 1 pieces of a word are moved to the scalars."""
        if len(word) > LONGEST_WORD:
            raise Rejected("the proof is too large to be checked")
        cuts = [i for i, letter in enumerate(word) if self._size_before(letter) is ONE]
        if word and self._size_before(self.turn(word[-1:])[0]) is ONE:
            cuts.append(len(word))
        if len(cuts) > 1:
            scalars += self._segments(word[cuts[0]:cuts[-1]])
            word = word[:cuts[0]] + word[cuts[-1]:]
        return tuple(sorted(scalars)), word

    # ------------------------------------------------------------------------------------------------------- arithmetic

    def product(self, *factors: Matrix) -> Matrix:
        result = factors[0]
        for factor in factors[1:]:
            result = self._product(result, factor)
        return result

    def _product(self, left: Matrix, right: Matrix) -> Matrix:
        if left.is_scalar or right.is_scalar:
            shape = right.shape if left.is_scalar else left.shape
        elif left.shape[1] is right.shape[0]:
            shape = (left.shape[0], right.shape[1])
        else:
            raise Rejected("a product of matrices whose sizes do not agree")
        self._products += len(left.entries) * len(right.entries)
        if self._products > MOST_PRODUCTS:
            raise Rejected("the proof is too large to be checked")
        entries: Entries = {}
        for (one, before), p in left.entries.items():
            for (two, after), q in right.entries.items():
                monomial = self._monomial(one + two, before + after)
                entries[monomial] = entries.get(monomial, Fraction(0)) + p * q
        return Matrix(shape, {monomial: value for monomial, value in entries.items() if value})

    def difference(self, left: Matrix, right: Matrix) -> Matrix:
        if left.shape != right.shape:
            raise Rejected("a difference of matrices of different shapes")
        return Matrix(left.shape, total(left.entries, negative(right.entries)))

    def transposed(self, matrix: Matrix) -> Matrix:
        turned = {(scalars, self.turn(word)): value for (scalars, word), value in matrix.entries.items()}
        return Matrix(matrix.shape[::-1], turned)

    def trace(self, matrix: Matrix) -> Matrix:
        size = self._square(matrix)
        if matrix.is_scalar:
            return matrix
        out: Entries = {}
        for (scalars, word), value in matrix.entries.items():
            if word:
                part: Entries = {(tuple(sorted(scalars + self._closed_word(word))), ()): value}
            else:
                part = self.product(Matrix(SCALAR, {(scalars, ()): value}), self.read(size)).entries
            out = total(out, part)
        return Matrix(SCALAR, out)

    def determinant(self, matrix: Matrix) -> Matrix:
        size = self._square(matrix)
        if matrix.is_scalar:
            return matrix
        name = min(frozen(matrix.entries), frozen(self.transposed(matrix).entries))
        return Matrix(SCALAR, {((self._scalar(("determinant", size, name)),), ()): Fraction(1)})

    def _square(self, matrix: Matrix) -> Term:
        if matrix.shape[0] is not matrix.shape[1]:
            raise Rejected("a square matrix is needed")
        return matrix.shape[0]

    def size_power(self, base: Matrix, size: Term) -> Matrix:
        """base^size, taken apart as base is a product and size an integer >= 1."""
        if size.op == "number" and size.value[0] <= LARGEST_POWER:
            return self.product(*[base] * size.value[0])
        if len(base.entries) != 1:
            names = [("power", frozen(base.entries), size)]
        else:
            ((scalars, _), value), = base.entries.items()
            names = [("power", ((((scalar,), ()), Fraction(1)),), size) for scalar in scalars]
            if value != 1:
                names.append(("power", ((((), ()), value),), size))
        return Matrix(SCALAR, {(tuple(sorted(map(self._scalar, names))), ()): Fraction(1)})

    # ---------------------------------------------------------------------------------------------------- reading terms

    def read(self, root: Term) -> Matrix:
        """The matrix of a term; Rejected outside of the algebra of words, and for an inverse that may not be spoken of."""
        waiting = [root]
        while waiting:
            term = waiting[-1]
            missing = [arg for arg in self._entered(term) if arg not in self._read]
            if missing and term not in self._read:
                waiting += missing
                continue
            waiting.pop()
            if term not in self._read:
                self._read[term] = self._value(term)
        return self._read[root]

    def _entered(self, term: Term) -> tuple[Term, ...]:
        if term.op in _ENTERED:
            return term.args
        if sort_of_applied(term) is not None:
            return term.args[1:]
        is_looked_into = term.op == "power" and not self._exponent(term) is self._halves(term) is None
        return term.args[:1] if is_looked_into else ()

    def _exponent(self, term: Term) -> int | Term | None:
        exponent = term.args[1]
        if exponent.op == "number" and exponent.value[1] == 1 and abs(exponent.value[0]) <= LARGEST_POWER:
            return int(exponent.value[0])
        return exponent if is_size(exponent) else None

    def _halves(self, term: Term) -> int | None:
        """k for the exponent k/2, where k is odd."""
        exponent = term.args[1]
        is_half = exponent.op == "number" and exponent.value[1] == 2 and abs(exponent.value[0]) <= LARGEST_POWER
        return int(exponent.value[0]) if is_half else None

    def _value(self, term: Term) -> Matrix:
        op, parts = term.op, [self._read[arg] for arg in self._entered(term)]
        if op == "number":
            return number(term.fraction)
        if op == "add":
            return Matrix(shape_of(term), total(*(part.entries for part in parts)))
        if op in ("mul", "matmul"):
            return self.product(*parts)
        if op == "transpose":
            return self.transposed(parts[0])
        if op == "trace":
            return self.trace(parts[0])
        if op == "determinant":
            return self.determinant(parts[0])
        if op == "inverse":
            return self._inverse(term, parts[0])
        if op == "power" and parts:
            return self._power(term, parts[0])
        if op == "identity":
            return identity(term.args[0])
        if op == "zeros":
            return Matrix(shape_of(term), {})
        if op == "ones":
            return self._ones(term)
        if sort_of_applied(term) is not None:
            return self._applied(term, parts[0])
        return self._name(term)

    def _applied(self, term: Term, argument: Matrix) -> Matrix:
        """f(u) or a derivative of f at u, by what u is as a sum of words."""
        name = ("applied", term.args[0], term.value, frozen(argument.entries))
        if not self.open and name not in self._letter_of and name not in self._scalar_of:
            raise Rejected("a value of a function that does not occur in the statement")
        if not term.shape:
            return Matrix(SCALAR, {((self._scalar(name),), ()): Fraction(1)})
        return self._letter(name, shape_of(term), is_hessian(term))

    def _name(self, term: Term) -> Matrix:
        """A symbol, or a term that is taken as one."""
        if term.op == "symbol" and isinstance(term.sort, (Scalar, Tensor)):
            return self._named(term)
        if term.op == "pi":
            return self._named(term)
        if term.op not in _SEALED or not self._within(term, _WITHIN_SEALED):
            raise Rejected(f"{term.op} is not part of the algebra of matrix words")
        if not self.open and term not in self._letter_of and term not in self._scalar_of:
            raise Rejected(f"{term.op} does not occur in the statement in this form")
        return self._named(term)

    def _within(self, term: Term, allowed: frozenset[str]) -> bool:
        seen, waiting = {term}, [term]
        while waiting:
            inner = waiting.pop()
            if inner.op not in allowed:
                return False
            for arg in inner.args:
                if arg not in seen:
                    seen.add(arg)
                    waiting.append(arg)
        return True

    def _named(self, term: Term) -> Matrix:
        if not term.shape:
            return Matrix(SCALAR, {((self._scalar(term),), ()): Fraction(1)})
        return self._letter(term, shape_of(term), symmetric_by_declaration(term))

    def _letter(self, name: Any, shape: Shape, symmetric: bool) -> Matrix:
        letter = self._letter_of.get(name)
        if letter is None:
            letter = self._letter_of[name] = (len(self._letters), 0)
            self._letters.append((shape, symmetric))
        return Matrix(shape, {((), (letter,)): Fraction(1)})

    def _ones(self, term: Term) -> Matrix:
        rows, columns = shape_of(term)
        factors = [number(Fraction(1))]
        if rows is not ONE:
            factors.append(self._letter(make("ones", (rows, ONE)), (rows, ONE), False))
        if columns is not ONE:
            factors.append(self.transposed(self._letter(make("ones", (columns, ONE)), (columns, ONE), False)))
        return self.product(*factors)

    def _inverse(self, term: Term, matrix: Matrix) -> Matrix:
        size = self._square(matrix)
        turned = self.transposed(matrix)
        name, other = ("inverse", size, frozen(matrix.entries)), ("inverse", size, frozen(turned.entries))
        if name not in self._letter_of:
            invertible = declared(term.args[0], "invertible", "orthogonal", "positive definite")
            if not matrix.entries or not (self.open or invertible):
                raise Rejected("an inverse that does not occur in the statement")
            self._letter(name, matrix.shape, name == other)
            letter = self._letter_of[name]
            self.inverted[letter[0]] = matrix
            self._letter_of[other] = self.turn((letter,))[0]
        return Matrix(matrix.shape, {((), (self._letter_of[name],)): Fraction(1)})

    def _power(self, term: Term, base: Matrix) -> Matrix:
        exponent = self._exponent(term)
        if isinstance(exponent, Term):
            return self.size_power(base, exponent)
        if exponent is None:
            exponent, base = self._halves(term), self._root(base)
        assert exponent is not None
        factor = self.reciprocal(base) if exponent < 0 else base
        return self.product(number(Fraction(1)), *[factor] * abs(exponent))

    def reciprocal(self, base: Matrix) -> Matrix:
        if not base.entries:
            raise Rejected("a division by zero")
        if base.entries.keys() == {((), ())}:
            return number(1 / base.entries[(), ()])
        if len(base.entries) > 1 or not any(scalar in self._roots for scalars, _ in base.entries for scalar in scalars):
            return self._divided_by(base.entries)
        ((scalars, _), value), = base.entries.items()  # a product is not 0 exactly where none of its factors is
        return self.product(number(1 / value), *(self._divided_by({((scalar,), ()): Fraction(1)}) for scalar in scalars))

    def _divided_by(self, entries: Entries) -> Matrix:
        name = ("reciprocal", frozen(entries))
        if name not in self._scalar_of and not self.open:
            raise Rejected("a division that does not occur in the statement")
        return Matrix(SCALAR, {((self._scalar(name),), ()): Fraction(1)})

    def _root(self, base: Matrix) -> Matrix:
        name = ("root", frozen(base.entries))
        if name not in self._scalar_of and not self.open:
            raise Rejected("a root that does not occur in the statement")
        self._roots.add(self._scalar(name))
        return Matrix(SCALAR, {((self._scalar(name),), ()): Fraction(1)})

    def inverse_and_inverted(self, term: Term) -> tuple[Matrix, Matrix]:
        """For a term that is the letter of an inverse, or its transpose: the letter, and what it is the inverse of."""
        letter = self.read(term)
        words = list(letter.entries.items())
        if len(words) == 1 and words[0][1] == 1 and len(words[0][0][1]) == 1 and not words[0][0][0]:
            name, turned = words[0][0][1][0]
            if name in self.inverted:
                inverted = self.inverted[name]
                return letter, self.transposed(inverted) if turned else inverted
        raise Rejected("an axiom about an inverse that is none")


