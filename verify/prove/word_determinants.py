"""Determinants of matrix words, taken apart by named rules.

    det(A B) = det A  det B          A, B square
    det(c A) = c^n det A
    det(A^-1) det A = 1
    det(Q)^2 = 1                     Q orthogonal
    det(I + A B) = det(I + B A)      A of shape (n, m), B of shape (m, n)                       Sylvester
    det(c I + A B) = c^(n-m) det(c I + B A)      the same; c = 0 is left out if n < m
    det(A + B/s) = (1/s)^n det(s A + B)
    det(A + U V) = det A  det(I + V A^-1 U)                                             a product, then Sylvester
"""

from __future__ import annotations

from verify.prove.word_axioms import Axioms, add_axiom, exponent_of_multiple, is_orthogonal, minus
from verify.prove.word_completion import Step
from verify.prove.word_letters import UNIT, Letter, Polynomial, add_into, is_size, key
from verify.term import ONE, Term, make, power

MOST_EXPANSIONS = 24


class Determinants:
    """Gives every determinant that is met a rule that takes it apart, until none can be."""

    def __init__(self, axioms: Axioms, *, multiples: bool = False) -> None:
        """`multiples` allows powers c^(n-m) that do not occur in the statement; no proof may speak of these."""
        self.axioms = axioms
        self.multiples = multiples
        self.rewriting = axioms.rewriting
        self.algebra = axioms.algebra
        self._seen: set[int] = set()
        self._inverses: list[int] = []

    def expand(self, polynomial: Polynomial) -> None:
        """Add rules for the determinants in a scalar polynomial, and for those that appear in turn."""
        waiting = self._determinants_in(polynomial)
        while waiting and len(self._seen) < MOST_EXPANSIONS:
            atom = waiting.pop(0)
            if atom in self._seen:
                continue
            self._seen.add(atom)
            lemma = self._take_apart(atom)
            if lemma is not None:
                self.rewriting.add_rule(lemma, ((atom,), ()))
                waiting += self._determinants_in(self.rewriting.lemmas[lemma].polynomial)
            else:
                waiting += self._relations(atom)
        for lemma in self._inverses:
            self.rewriting.add_rule(lemma)
        self._restate_reciprocals()

    def _restate_reciprocals(self) -> None:
        """1/det(S) det(S) = 1 with det(S) taken apart."""
        for rule in list(self.rewriting.rules):
            if len(rule.scalars) > 1 and not rule.word and not self._seen.isdisjoint(rule.scalars):
                self.rewriting.retire(rule)
                self.rewriting.add_rule(rule.lemma)

    def _determinants_in(self, polynomial: Polynomial) -> list[int]:
        """The determinants in a polynomial, and in what it divides by."""
        atoms = dict.fromkeys(atom for scalars, _ in sorted(polynomial) for atom in scalars)
        for atom in list(atoms):
            if self.algebra.atoms[atom].kind == "reciprocal":
                divisor = self.algebra.atoms[atom].polynomial or {}
                atoms.update(dict.fromkeys(inner for scalars, _ in sorted(divisor) for inner in scalars))
        return [atom for atom in atoms if self.algebra.atoms[atom].kind == "determinant"]

    def _relations(self, atom: int) -> list[int]:
        """For the determinant of one letter: det(A^-1) det A = 1, det(Q)^2 = 1.  Returns the determinants that occur in them."""
        polynomial = self.algebra.atoms[atom].polynomial or {}
        if len(polynomial) != 1:
            return []
        ((scalars, word), _), = polynomial.items()
        if scalars or len(word) != 1:
            return []
        letter = self.algebra.letters[word[0]]
        if letter.inverted is not None:
            self._inverses.append(add_axiom(self.rewriting, "determinant of an inverse", letter.term))
            return self._determinants_in(self.rewriting.lemmas[self._inverses[-1]].polynomial)
        if is_orthogonal(letter.term):
            symbol = letter.term.args[0] if letter.term.op == "transpose" else letter.term
            self._inverses.append(add_axiom(self.rewriting, "determinant of an orthogonal matrix", symbol))
        return []

    # ------------------------------------------------------------------------------------------------------------ one step

    def _take_apart(self, atom: int) -> int | None:
        """A lemma det(p) - (something simpler) = 0, or None."""
        entry = self.algebra.atoms[atom]
        polynomial, size = entry.polynomial or {}, entry.size
        if polynomial == {UNIT: 1}:
            return add_axiom(self.rewriting, "determinant of an identity", size)
        normal, steps = self.rewriting.reduce(polynomial)
        if steps:
            return self._equal(polynomial, normal, size, tuple(steps)) if normal else None
        if len(polynomial) == 1:
            return self._of_monomial(polynomial, size)
        if polynomial and not any(word for _, word in polynomial) and is_size(size):
            scale = self.algebra.matrix_term(polynomial, (ONE, ONE))
            return add_axiom(self.rewriting, "determinant of a multiple", scale, make("identity", (size,)))
        for rule in (self._common_factor, self._factor_out, self._sylvester, self._common_denominator):
            lemma = rule(polynomial, size)
            if lemma is not None:
                return lemma
        return None

    def _equal(self, old: Polynomial, new: Polynomial, size: Term, steps: tuple[Step, ...]) -> int:
        """det(old) = det(new), as old - new is the sum of the steps."""
        algebra, shape = self.algebra, (size, size)
        total = minus(algebra.determinant(old, size), algebra.determinant(new, size))
        terms = (algebra.matrix_term(old, shape), algebra.matrix_term(new, shape))
        return self.rewriting.add_lemma(total, (ONE, ONE), ("equal determinants", *terms, steps))

    def _product(
        self, whole: Polynomial, left: Polynomial, right: Polynomial, size: Term, steps: tuple[Step, ...] = ()
    ) -> int:
        """det(whole) = det(left) det(right), as whole - left right is the sum of the steps."""
        algebra, shape = self.algebra, (size, size)
        both = algebra.multiply(algebra.determinant(left, size), algebra.determinant(right, size))
        total = minus(algebra.determinant(whole, size), both)
        terms = tuple(algebra.matrix_term(part, shape) for part in (whole, left, right))
        return self.rewriting.add_lemma(total, (ONE, ONE), ("determinant of a product", *terms, steps))

    def _of_monomial(self, polynomial: Polynomial, size: Term) -> int | None:
        algebra = self.algebra
        ((scalars, word), coefficient), = polynomial.items()
        if scalars or coefficient != 1:
            if not is_size(size):
                return None
            scale = algebra.matrix_term({(scalars, ()): coefficient}, (ONE, ONE))
            return add_axiom(self.rewriting, "determinant of a multiple", scale, algebra.word_term(word, size))
        for cut in range(1, len(word)):
            if algebra.letters[word[cut]].rows is size:
                return self._product(polynomial, {((), word[:cut]): 1}, {((), word[cut:]): 1}, size)
        return None

    def _common_factor(self, polynomial: Polynomial, size: Term) -> int | None:
        """A square letter at one end of every word."""
        letters = self.algebra.letters
        words = [word for _, word in polynomial]
        if not all(words):
            return None
        if len({word[0] for word in words}) == 1 and letters[words[0][0]].columns is size:
            rest = {(scalars, word[1:]): coefficient for (scalars, word), coefficient in polynomial.items()}
            return self._product(polynomial, {((), words[0][:1]): 1}, rest, size)
        if len({word[-1] for word in words}) == 1 and letters[words[0][-1]].rows is size:
            rest = {(scalars, word[:-1]): coefficient for (scalars, word), coefficient in polynomial.items()}
            return self._product(polynomial, rest, {((), words[0][-1:]): 1}, size)
        return None

    def _factor_out(self, polynomial: Polynomial, size: Term) -> int | None:
        """det(A + ...) = det A  det(A^-1 (A + ...)) for a letter A that has an inverse."""
        algebra = self.algebra
        for scalars, word in sorted(polynomial):
            inverse = self.axioms.inverse_of(word[0]) if len(word) == 1 and not scalars else None
            if inverse is None:
                continue
            rest, _ = self.rewriting.reduce(algebra.multiply(inverse, polynomial))
            letter: Polynomial = {((), word): 1}
            left_over, steps = self.rewriting.reduce(minus(polynomial, algebra.multiply(letter, rest)))
            if not left_over:
                return self._product(polynomial, letter, rest, size, tuple(steps))
        return None

    def _sylvester(self, polynomial: Polynomial, size: Term) -> int | None:
        """det(c I + A B) as the least of the determinants det(c I + B A), over all ways to split."""
        diagonal = {monomial: coefficient for monomial, coefficient in polynomial.items() if not monomial[1]}
        if not diagonal:
            return None
        rest = {monomial: coefficient for monomial, coefficient in polynomial.items() if monomial[1]}
        best, chosen = self._rank(polynomial, size), None
        for left, right, inner in splits(self.algebra.letters, rest):
            turned = self.algebra.multiply(right, left)
            add_into(turned, diagonal)
            rank = self._rank(turned, inner)
            if rank < best:
                best, chosen = rank, (left, right, inner)
        if chosen is None:
            return None
        left, right, inner = chosen
        algebra = self.algebra
        terms = (algebra.matrix_term(left, (size, inner)), algebra.matrix_term(right, (inner, size)))
        if diagonal == {UNIT: 1}:
            return add_axiom(self.rewriting, "Sylvester", *terms)
        exponent = exponent_of_multiple(size, inner)
        scale = algebra.matrix_term(diagonal, (ONE, ONE))
        if not algebra.is_known_scalar(power(scale, exponent)):
            base = algebra.base_of_known_power(diagonal, exponent)
            if base is None and not self.multiples:
                return None
            scale = base or scale
        if not (is_size(size) and is_size(inner)):
            return None
        return add_axiom(self.rewriting, "Sylvester of a multiple", scale, *terms)

    def _common_denominator(self, polynomial: Polynomial, size: Term) -> int | None:
        """det(A + B/s) = (1/s)^n det(s A + B)"""
        algebra, shape = self.algebra, (size, size)
        atoms = sorted({atom for scalars, _ in polynomial for atom in scalars if algebra.atoms[atom].kind == "reciprocal"})
        if not atoms or not is_size(size):
            return None
        reciprocal: Polynomial = {((atoms[0],), ()): 1}
        whole, _ = self.rewriting.reduce(algebra.multiply(algebra.atoms[atoms[0]].polynomial or {}, polynomial))
        multiple = algebra.multiply(reciprocal, whole)
        left_over, steps = self.rewriting.reduce(minus(polynomial, multiple))
        if left_over:
            return None
        same = self._equal(polynomial, multiple, size, tuple(steps))
        terms = (algebra.matrix_term(reciprocal, (ONE, ONE)), algebra.matrix_term(whole, shape))
        outside = add_axiom(self.rewriting, "determinant of a multiple", *terms)
        total = dict(self.rewriting.lemmas[same].polynomial)
        add_into(total, self.rewriting.lemmas[outside].polynomial)
        both = (Step(1, (), (), same, ()), Step(1, (), (), outside, ()))
        return self.rewriting.add_lemma(total, (ONE, ONE), ("combination", both))

    def _rank(self, polynomial: Polynomial, size: Term) -> tuple[object, ...]:
        """The same for a polynomial and its transpose, as their determinants are."""
        return size is not ONE, len(polynomial), min(key(polynomial), key(self.algebra.transposed(polynomial)))


def splits(letters: list[Letter], rest: Polynomial) -> list[tuple[Polynomial, Polynomial, Term]]:
    """The ways to write a polynomial as a common beginning times the rest, or the rest times a common end, with the size."""
    words = [word for _, word in rest]
    shortest = min(map(len, words), default=0)
    out: list[tuple[Polynomial, Polynomial, Term]] = []
    for cut in range(1, shortest + 1):
        if len({word[:cut] for word in words}) == 1:
            right = {(scalars, word[cut:]): coefficient for (scalars, word), coefficient in rest.items()}
            out.append(({((), words[0][:cut]): 1}, right, letters[words[0][cut - 1]].columns))
        if len({word[-cut:] for word in words}) == 1:
            left = {(scalars, word[:-cut]): coefficient for (scalars, word), coefficient in rest.items()}
            out.append((left, {((), words[0][-cut:]): 1}, letters[words[0][-cut]].rows))
    return out
