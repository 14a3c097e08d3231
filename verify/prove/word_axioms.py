"""What is known of letters and scalars before any rewriting: the axioms, each a polynomial that is zero.

An inverse may be used only if it exists wherever both sides of the question are defined: because it occurs in one of the
sides (or in a hypothesis), or because the matrix is declared invertible.

| axiom | equation | false without its condition |
| --- | --- | --- |
| right inverse, left inverse | S S^-1 = I = S^-1 S | S = 0 |
| reciprocal | s^-1 s = 1 | s = 0 |
| root | sqrt(u)^2 = u | u = -1 among the real numbers |
| orthogonal columns, rows | Q^T Q = I = Q Q^T | Q = 2 I |
| ones | 1^T 1 = n | the vector 2 1 |
| distribution | 1^T p = 1 | p = 0 |
| diagonal | D E = E D | D = E_11, E = E_12 |
| hypothesis, and turned | left - right = 0, (left - right)^T = 0 | |
| rotation | U V = I gives V U = I for square U, V | U = (1, 0), V = U^T |
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.prove.word_algebra import Algebra
from verify.prove.word_completion import Rewriting
from verify.prove.word_letters import UNIT, Monomial, Polynomial, Word, add_into, is_symmetric
from verify.sort import Tensor
from verify.term import ONE, ZERO, Term, make, mul, number, power, subtract

Fact = tuple[Polynomial, tuple[Term, Term]]

INVERTIBLE = ("invertible", "orthogonal", "positive definite")


def has_property(term: Term, *properties: str) -> bool:
    """Whether a matrix symbol, or its transpose, is declared with one of these properties."""
    symbol = term.args[0] if term.op == "transpose" else term
    if symbol.op != "symbol" or not isinstance(symbol.sort, Tensor):
        return False
    return not set(properties).isdisjoint(symbol.sort.properties)


def is_orthogonal(term: Term) -> bool:
    """Real and square besides: a unitary matrix, or one with orthonormal columns, is not meant."""
    symbol = term.args[0] if term.op == "transpose" else term
    if not has_property(symbol, "orthogonal") or symbol.shape[0] is not symbol.shape[1]:
        return False
    return isinstance(symbol.sort, Tensor) and not symbol.sort.element.is_complex


def is_diagonal(term: Term) -> bool:
    return term.op == "diagonal" or (has_property(term, "diagonal") and is_symmetric(term))


def minus(left: Polynomial, right: Polynomial) -> Polynomial:
    total = dict(left)
    add_into(total, right, -1)
    return total


def square(term: Term) -> tuple[Term, Term]:
    return term.shape


def _inverse_of(algebra: Algebra, term: Term) -> tuple[Polynomial, Polynomial]:
    """The letter that an inverse is, and the polynomial it is the inverse of."""
    letter = algebra.convert(term)
    ((_, word),) = letter
    return letter, algebra.letters[word[0]].inverted or {}


def _right_inverse(algebra: Algebra, term: Term) -> Fact:
    letter, inverted = _inverse_of(algebra, term)
    return minus(algebra.multiply(inverted, letter), {UNIT: 1}), square(term)


def _left_inverse(algebra: Algebra, term: Term) -> Fact:
    letter, inverted = _inverse_of(algebra, term)
    return minus(algebra.multiply(letter, inverted), {UNIT: 1}), square(term)


def _reciprocal(algebra: Algebra, term: Term) -> Fact:
    return minus(algebra.multiply(algebra.convert(term), algebra.convert(term.args[0])), {UNIT: 1}), (ONE, ONE)


def _root(algebra: Algebra, term: Term) -> Fact:
    root = algebra.convert(term)
    return minus(algebra.multiply(root, root), algebra.convert(term.args[0])), (ONE, ONE)


def _orthogonal_columns(algebra: Algebra, term: Term) -> Fact:
    plain = algebra.convert(term)
    return minus(algebra.multiply(algebra.transposed(plain), plain), {UNIT: 1}), square(term)


def _orthogonal_rows(algebra: Algebra, term: Term) -> Fact:
    plain = algebra.convert(term)
    return minus(algebra.multiply(plain, algebra.transposed(plain)), {UNIT: 1}), square(term)


def _ones(algebra: Algebra, size: Term) -> Fact:
    ones = algebra.convert(make("ones", (size, ONE)))
    return minus(algebra.multiply(algebra.transposed(ones), ones), algebra.convert(size)), (ONE, ONE)


def _distribution(algebra: Algebra, term: Term) -> Fact:
    ones = algebra.convert(make("ones", (term.shape[0], ONE)))
    return minus(algebra.multiply(algebra.transposed(ones), algebra.convert(term)), {UNIT: 1}), (ONE, ONE)


def _diagonal(algebra: Algebra, left: Term, right: Term) -> Fact:
    one, two = algebra.convert(left), algebra.convert(right)
    return minus(algebra.multiply(one, two), algebra.multiply(two, one)), square(left)


def _determinant_of_identity(algebra: Algebra, size: Term) -> Fact:
    return minus(algebra.convert(make("determinant", (make("identity", (size,)),))), {UNIT: 1}), (ONE, ONE)


def _determinant_of_multiple(algebra: Algebra, scale: Term, term: Term) -> Fact:
    whole = algebra.convert(make("determinant", (mul(scale, term),)))
    outside = algebra.convert(make("power", (scale, term.shape[0])))
    return minus(whole, algebra.multiply(outside, algebra.convert(make("determinant", (term,))))), (ONE, ONE)


def _determinant_of_inverse(algebra: Algebra, term: Term) -> Fact:
    _, inverted = _inverse_of(algebra, term)
    matrix = algebra.matrix_term(inverted, square(term))
    both = algebra.multiply(algebra.convert(make("determinant", (term,))), algebra.convert(make("determinant", (matrix,))))
    return minus(both, {UNIT: 1}), (ONE, ONE)


def _determinant_of_orthogonal(algebra: Algebra, term: Term) -> Fact:
    determinant = algebra.convert(make("determinant", (term,)))
    return minus(algebra.multiply(determinant, determinant), {UNIT: 1}), (ONE, ONE)


def _sylvester(algebra: Algebra, left: Term, right: Term) -> Fact:
    one, two = algebra.convert(left), algebra.convert(right)
    sides = []
    for first, second, size in ((one, two, left.shape or (ONE,)), (two, one, right.shape or (ONE,))):
        inner = algebra.multiply(first, second)
        add_into(inner, {UNIT: 1})
        sides.append(inner if size[0] is ONE else algebra.determinant(inner, size[0]))
    return minus(*sides), (ONE, ONE)


def exponent_of_multiple(size: Term, inner: Term) -> Term:
    """n - m, as it is written in c^(n - m)."""
    if size.op == inner.op == "number":
        return number(size.value[0] - inner.value[0])
    return ZERO if size is inner else subtract(size, inner)


def _sylvester_of_multiple(algebra: Algebra, scale: Term, left: Term, right: Term) -> Fact:
    """det(c I + A B) - c^(n-m) det(c I + B A)"""
    size, inner = (left.shape or (ONE,))[0], (right.shape or (ONE,))[0]
    sides = []
    for first, second, rows in ((left, right, size), (right, left, inner)):
        whole = algebra.multiply(algebra.convert(first), algebra.convert(second))
        add_into(whole, algebra.convert(scale))
        sides.append(whole if rows is ONE else algebra.determinant(whole, rows))
    outside = algebra.convert(power(scale, exponent_of_multiple(size, inner)))
    return minus(sides[0], algebra.multiply(outside, sides[1])), (ONE, ONE)


AXIOMS: dict[str, Callable[..., Fact]] = {
    "right inverse": _right_inverse,
    "left inverse": _left_inverse,
    "reciprocal": _reciprocal,
    "root": _root,
    "orthogonal columns": _orthogonal_columns,
    "orthogonal rows": _orthogonal_rows,
    "ones": _ones,
    "distribution": _distribution,
    "diagonal": _diagonal,
    "determinant of an identity": _determinant_of_identity,
    "determinant of a multiple": _determinant_of_multiple,
    "determinant of an inverse": _determinant_of_inverse,
    "determinant of an orthogonal matrix": _determinant_of_orthogonal,
    "Sylvester": _sylvester,
    "Sylvester of a multiple": _sylvester_of_multiple,
}


def add_axiom(rewriting: Rewriting, name: str, *terms: Term) -> int:
    """The lemma of an axiom about these terms."""
    polynomial, shape = AXIOMS[name](rewriting.algebra, *terms)
    return rewriting.add_lemma(polynomial, shape, ("axiom", name, *terms))


class Axioms:
    """Adds, as rules, what is known of every letter and reciprocal that occurs."""

    def __init__(self, rewriting: Rewriting) -> None:
        self.rewriting = rewriting
        self.algebra = rewriting.algebra
        self.multiplied: dict[int, tuple[int, int]] = {}  # letter of an inverse -> its lemmas S L = I and L S = I
        self._letters: set[int] = set()
        self._atoms: set[int] = set()
        self._turned: set[int] = set()  # letters inside of traces whose transposes are stated

    def state(self, polynomial: Polynomial) -> None:
        """Add the rules for all that occurs in a polynomial, and in what it is made of."""
        waiting = [polynomial]
        while waiting:
            for scalars, word in sorted(waiting.pop()):
                for letter in word:
                    waiting += self._state_letter(letter)
                for atom in scalars:
                    waiting += self._state_atom(atom)

    def state_turned(self) -> None:
        """Add the rules for both a letter and its transpose: the overlaps of rules need them, as reduction does not."""
        for letter in sorted(self._turned - self._letters):
            for part in self._state_letter(letter):
                self.state(part)
        self._turned.clear()

    def reciprocals(self) -> list[int]:
        """The atoms that are reciprocals, among those stated."""
        return [atom for atom in sorted(self._atoms) if self.algebra.atoms[atom].kind == "reciprocal"]

    def inverse_of(self, number: int) -> Polynomial | None:
        """The inverse of a letter, if it exists: what the letter is the inverse of, or a letter that occurs or is declared."""
        algebra = self.algebra
        letter = algebra.letters[number]
        if letter.inverted is not None:
            return letter.inverted
        found = algebra.known_inverse({((), (number,)): 1}, letter.rows)
        if found is None and has_property(letter.term, *INVERTIBLE) and letter.rows is letter.columns:
            found = self._declared_inverse(number)
        if found is None:
            return None
        inverse: Polynomial = {((), (found,)): 1}
        self.state(inverse)
        return inverse

    def _declared_inverse(self, number: int) -> int:
        """The inverse of a symbol that is declared invertible, or of its transpose."""
        algebra = self.algebra
        letter = algebra.letters[number]
        if letter.term.op == "transpose":
            return algebra.letters[self._declared_inverse(letter.transposed)].transposed
        return algebra.inverse_letter({((), (number,)): 1}, make("inverse", (letter.term,)))

    def _state_atom(self, number: int) -> list[Polynomial]:
        if number in self._atoms:
            return []
        self._atoms.add(number)
        atom = self.algebra.atoms[number]
        parts: list[Polynomial] = []
        for letter in atom.word:
            if self.algebra.letters[letter].transposed in self._letters:  # either of the two serves inside of a trace
                self._turned.add(letter)
            else:
                parts += self._state_letter(letter)
        if atom.kind == "reciprocal":
            self.rewriting.add_rule(add_axiom(self.rewriting, "reciprocal", atom.term))
        if atom.kind == "root":
            self.rewriting.add_rule(add_axiom(self.rewriting, "root", atom.term))
        return parts if atom.polynomial is None else [*parts, atom.polynomial]

    def _state_letter(self, number: int) -> list[Polynomial]:
        if number in self._letters:
            return []
        self._letters.add(number)
        letter = self.algebra.letters[number]
        if letter.inverted is not None:
            return [letter.inverted, *self._state_inverse(number)]
        if letter.term.op == "transpose":
            return self._state_letter(letter.transposed)
        if is_orthogonal(letter.term):
            self._add("orthogonal columns", letter.term)
            self._add("orthogonal rows", letter.term)
        if letter.term.op == "ones":
            self._add("ones", letter.term.args[0])
        if has_property(letter.term, "distribution") and letter.columns is ONE and letter.rows is not ONE:
            self._add("distribution", letter.term)
        if is_diagonal(letter.term):
            for other in sorted(self._letters - {number}):
                term = self.algebra.letters[other].term
                if is_diagonal(term) and term.shape == letter.term.shape:
                    self._add("diagonal", letter.term, term)
        return []

    def _add(self, name: str, *terms: Term) -> None:
        self.rewriting.add_rule(add_axiom(self.rewriting, name, *terms))

    def _state_inverse(self, number: int) -> list[Polynomial]:
        letter = self.algebra.letters[number]
        right = add_axiom(self.rewriting, "right inverse", letter.term)
        left = add_axiom(self.rewriting, "left inverse", letter.term)
        self.multiplied[number] = right, left
        self.rewriting.add_rule(right)
        self.rewriting.add_rule(left)
        inverted = letter.inverted or {}
        if len(inverted) == 1:
            ((monomial, _),) = inverted.items()
            self._state_rotations(right, monomial, (number,), letter.rows)
        return []

    def state_hypothesis(self, position: int, polynomial: Polynomial, shape: tuple[Term, Term]) -> None:
        """Use a hypothesis left = right; U V = I for square U, V also says V U = I."""
        lemma = self.rewriting.add_lemma(polynomial, shape, ("axiom", "hypothesis", position))
        self.rewriting.add_rule(lemma)
        products = [monomial for monomial in polynomial if monomial[1]]
        if len(polynomial) == 2 and polynomial.get(UNIT) == -1 and len(products) == 1 and shape != (ONE, ONE):
            scalars, word = products[0]
            self._state_rotations(lemma, (scalars, word[:-1]), word[-1:], shape[0])
        self._state_cancelled(polynomial)
        turned = self.algebra.transposed(polynomial)
        if shape != (ONE, ONE) and turned not in (polynomial, minus({}, polynomial)):
            self.rewriting.add_rule(self.rewriting.add_lemma(turned, shape[::-1], ("axiom", "turned hypothesis", position)))
            self._state_cancelled(turned)

    def _state_cancelled(self, polynomial: Polynomial) -> None:
        """Of K u + K v = 0 with an invertible K: K^-1 exists, and K falls away; so at the right."""
        words = [word for _, word in polynomial]
        if all(words):
            for ends in ({word[0] for word in words}, {word[-1] for word in words}):
                if len(ends) == 1 and has_property(self.algebra.letters[next(iter(ends))].term, *INVERTIBLE):
                    self.inverse_of(ends.pop())

    def _state_rotations(self, lemma: int, monomial: Monomial, last: Word, size: Term) -> None:
        """From  c u v last = I  with square u:  c v last u = I."""
        algebra = self.algebra
        scalars, word = monomial
        ((coefficient),) = [self.rewriting.lemmas[lemma].polynomial.get(algebra.monomial(scalars, word + last), 0)]
        if not coefficient:
            return
        for cut in range(1, len(word) + 1):
            after = word[cut:] + last
            if algebra.letters[after[0]].rows is not size:
                continue
            first: Polynomial = {((), word[:cut]): 1}
            second: Polynomial = {(scalars, after): coefficient}
            turned = minus(algebra.multiply(second, first), {UNIT: 1})
            terms: tuple[Any, ...] = (algebra.matrix_term(first, (size, size)), algebra.matrix_term(second, (size, size)))
            self.rewriting.add_rule(self.rewriting.add_lemma(turned, (size, size), ("rotation", lemma, *terms)))
