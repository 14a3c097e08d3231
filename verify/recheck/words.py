"""Checks proofs of matrix equations by multiplying them out.

A proof by matrix words holds four things:

    letters, scalars   terms, which the steps name by their position
    lemmas             each an axiom, or a combination of lemmas before it, or one of the named rules below
    combination        steps whose sum has to be left - right

A step is (coefficient, scalars, left, lemma, right, outer) and means

    coefficient * scalars * left * lemma * right                   if outer is None
    coefficient * scalars * tr(left * lemma * right) * outer       otherwise

Nothing is searched for and nothing is rewritten here.  An inverse exists where both sides are defined if it occurs in the
statement or in a hypothesis, or if its matrix is declared invertible; no other inverse is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from verify.problem import InputError
from verify.question import Proof
from verify.recheck.word_polynomials import (
    SCALAR,
    Matrix,
    Rejected,
    Vocabulary,
    declared,
    identity,
    is_real_square,
    is_size,
    number,
    shape_of,
    total,
)
from verify.term import HALF, ONE, Term, make, power, subtract

RULE = "matrix words"


def check_words(proof: Proof) -> str | None:
    """None if the proof proves its question, otherwise the reason why it does not."""
    statement = proof.question.statement
    if proof.rule != RULE or proof.premises:
        return "not a proof by matrix words"
    if statement.op != "eq":
        return "the statement is not an equation"
    try:
        return _Check(proof).run()
    except Rejected as rejected:
        return str(rejected)
    except (InputError, KeyError, IndexError, TypeError, ValueError, AttributeError):  # a term that cannot be built, among others
        return "the data of the proof is malformed"


class _Check:
    def __init__(self, proof: Proof) -> None:
        self.question = proof.question
        self.data: Mapping[str, Any] = proof.data
        self.vocabulary = Vocabulary()
        self.hypotheses: dict[int, Matrix] = {}
        self.lemmas: list[Matrix] = []

    def run(self) -> str | None:
        left, right = (self.vocabulary.read(side) for side in self.question.statement.args)
        for reason in self.data["lemmas"]:
            if reason[0] == "axiom" and reason[1] in ("hypothesis", "turned hypothesis"):
                self._read_hypothesis(reason[2])
        self.vocabulary.open = False
        self.letters = [self.vocabulary.read(_term(term)) for term in self.data["letters"]]
        self.scalars = [self.vocabulary.read(_term(term)) for term in self.data["scalars"]]
        if any(not scalar.is_scalar for scalar in self.scalars):
            return "a scalar that is a matrix"
        for reason in self.data["lemmas"]:
            self.lemmas.append(self._lemma(reason))
        difference = self.vocabulary.difference(left, right)
        self._demand(difference, self.data["combination"], "the two sides differ by something else than the combination")
        return None

    def _read_hypothesis(self, position: int) -> None:
        hypothesis = self.question.hypotheses[_natural(position)]
        if hypothesis.op != "eq":
            raise Rejected("a hypothesis that is not an equation")
        left, right = (self.vocabulary.read(side) for side in hypothesis.args)
        self.hypotheses[position] = self.vocabulary.difference(left, right)

    # ------------------------------------------------------------------------------------------------------ combinations

    def _sum(self, steps: Any) -> Matrix:
        """The sum of the steps; a scalar among matrices of size n stands for its multiple of the identity."""
        parts = [self._step(*step) for step in steps]
        shapes = [part.shape for part in parts if not part.is_scalar]
        shape = shapes[0] if shapes else SCALAR
        if any(other != shape for other in shapes) or (shape[0] is not shape[1] and len(shapes) < len(parts)):
            raise Rejected("a sum of matrices of different shapes")
        return Matrix(shape, total(*(part.entries for part in parts)))

    def _step(self, coefficient: Any, scalars: Any, left: Any, lemma: Any, right: Any, outer: Any) -> Matrix:
        if type(coefficient) not in (int, Fraction):
            raise Rejected("a coefficient that is not rational")
        product = self.vocabulary.product
        inner = product(*self._word(left), self.lemmas[_natural(lemma)], *self._word(right))
        factors = [number(Fraction(coefficient)), *(self.scalars[_natural(scalar)] for scalar in scalars)]
        if outer is None:
            return product(*factors, inner)
        return product(*factors, self.vocabulary.trace(inner), *self._word(outer))

    def _word(self, letters: Any) -> list[Matrix]:
        return [self.letters[_natural(letter)] for letter in letters]

    def _demand(self, matrix: Matrix, steps: Any, otherwise: str) -> None:
        """The steps have to sum to this matrix."""
        found = self._sum(steps)
        fits = found.shape == matrix.shape or (found.is_scalar and (not found.entries or matrix.shape[0] is matrix.shape[1]))
        if not fits or found.entries != matrix.entries:
            raise Rejected(otherwise)

    # ------------------------------------------------------------------------------------------------------------ lemmas

    def _lemma(self, reason: Any) -> Matrix:
        """A matrix that is zero, for this reason."""
        kind, *rest = reason
        if kind == "axiom":
            return self._axiom(*rest)
        if kind == "combination":
            return self._sum(*rest)
        if kind == "rotation":
            return self._rotation(*rest)
        if kind == "equal determinants":
            return self._equal_determinants(*rest)
        if kind == "determinant of a product":
            return self._determinant_of_product(*rest)
        raise Rejected("a lemma of an unknown kind")

    def _rotation(self, lemma: Any, first: Any, second: Any) -> Matrix:
        """U V = I gives V U = I for square matrices U and V, and only for these."""
        words = self.vocabulary
        left, right = words.read(_term(first)), words.read(_term(second))
        size = left.shape[0]
        if left.is_scalar or not left.shape[1] is size is right.shape[0] is right.shape[1]:
            raise Rejected("a rotation of matrices that are not square")
        given = self.lemmas[_natural(lemma)]
        if given.shape != left.shape or given.entries != words.difference(words.product(left, right), identity(size)).entries:
            raise Rejected("a rotation of another equation")
        return words.difference(words.product(right, left), identity(size))

    def _equal_determinants(self, first: Any, second: Any, steps: Any) -> Matrix:
        words = self.vocabulary
        left, right = words.read(_term(first)), words.read(_term(second))
        self._demand(words.difference(left, right), steps, "determinants of matrices that are not shown to be equal")
        return words.difference(words.determinant(left), words.determinant(right))

    def _determinant_of_product(self, whole: Any, first: Any, second: Any, steps: Any) -> Matrix:
        """det W = det A det B as W = A B, with A and B square."""
        words = self.vocabulary
        product, left, right = (words.read(_term(term)) for term in (whole, first, second))
        if not product.shape == left.shape == right.shape:
            raise Rejected("the determinant of a product of matrices that are not square")
        self._demand(words.difference(product, words.product(left, right)), steps, "a product that is not shown to be one")
        factors = words.product(words.determinant(left), words.determinant(right))
        return words.difference(words.determinant(product), factors)

    # ------------------------------------------------------------------------------------------------------------ axioms

    def _axiom(self, name: Any, *about: Any) -> Matrix:
        if name == "hypothesis":
            return self.hypotheses[about[0]]
        if name == "turned hypothesis":
            return self.vocabulary.transposed(self.hypotheses[about[0]])
        terms = [_term(term) for term in about]
        if name == "Sylvester":
            return self._sylvester(ONE, *terms)
        if name == "Sylvester of a multiple":
            return self._sylvester(*terms)
        if name == "diagonal":
            return self._diagonal(*terms)
        if name == "determinant of a multiple":
            return self._determinant_of_multiple(*terms)
        checks = {
            "right inverse": self._right_inverse,
            "left inverse": self._left_inverse,
            "reciprocal": self._reciprocal,
            "root": self._root,
            "orthogonal columns": self._orthogonal_columns,
            "orthogonal rows": self._orthogonal_rows,
            "ones": self._ones,
            "distribution": self._distribution,
            "determinant of an identity": self._determinant_of_identity,
            "determinant of an inverse": self._determinant_of_inverse,
            "determinant of an orthogonal matrix": self._determinant_of_orthogonal,
        }
        return checks[name](*terms)

    def _is_identity(self, matrix: Matrix) -> Matrix:
        return self.vocabulary.difference(matrix, identity(matrix.shape[0]))

    def _right_inverse(self, term: Term) -> Matrix:
        letter, inverted = self.vocabulary.inverse_and_inverted(term)
        return self._is_identity(self.vocabulary.product(inverted, letter))

    def _left_inverse(self, term: Term) -> Matrix:
        letter, inverted = self.vocabulary.inverse_and_inverted(term)
        return self._is_identity(self.vocabulary.product(letter, inverted))

    def _reciprocal(self, term: Term) -> Matrix:
        """1/s times s is 1; that 1/s exists is seen to when it is read."""
        base = self.vocabulary.read(term.args[0])
        if term is not make("power", (term.args[0], make("number", (), (-1, 1)))):
            raise Rejected("a reciprocal that is none")
        return self._is_identity(self.vocabulary.product(self.vocabulary.reciprocal(base), base))

    def _root(self, term: Term) -> Matrix:
        """sqrt(u)^2 = u; that sqrt(u) exists is seen to when it is read."""
        if term is not power(term.args[0], HALF):
            raise Rejected("a root that is none")
        root, base = self.vocabulary.read(term), self.vocabulary.read(term.args[0])
        return self.vocabulary.difference(self.vocabulary.product(root, root), base)

    def _orthogonal(self, term: Term) -> Matrix:
        if not declared(term, "orthogonal") or not is_real_square(term):
            raise Rejected("a matrix that is not declared orthogonal")
        return self.vocabulary.read(term)

    def _orthogonal_columns(self, term: Term) -> Matrix:
        matrix = self._orthogonal(term)
        return self._is_identity(self.vocabulary.product(self.vocabulary.transposed(matrix), matrix))

    def _orthogonal_rows(self, term: Term) -> Matrix:
        matrix = self._orthogonal(term)
        return self._is_identity(self.vocabulary.product(matrix, self.vocabulary.transposed(matrix)))

    def _ones(self, size: Term) -> Matrix:
        """1^T 1 = n."""
        ones = self.vocabulary.read(make("ones", (size, ONE)))
        return self.vocabulary.difference(
            self.vocabulary.product(self.vocabulary.transposed(ones), ones), self.vocabulary.read(size)
        )

    def _distribution(self, term: Term) -> Matrix:
        """1^T p = 1 for a vector of probabilities."""
        if not declared(term, "distribution") or term.shape[1] is not ONE:
            raise Rejected("a vector that is not declared a distribution")
        ones = self.vocabulary.read(make("ones", (term.shape[0], ONE)))
        return self._is_identity(self.vocabulary.product(self.vocabulary.transposed(ones), self.vocabulary.read(term)))

    def _diagonal(self, first: Term, second: Term) -> Matrix:
        """Diagonal matrices commute."""
        if not all(term.op == "diagonal" or declared(term, "diagonal") for term in (first, second)):
            raise Rejected("matrices that are not declared diagonal")
        left, right = self.vocabulary.read(first), self.vocabulary.read(second)
        if not left.shape == right.shape == left.shape[::-1]:
            raise Rejected("diagonal matrices that are not square and of one size")
        product = self.vocabulary.product
        return self.vocabulary.difference(product(left, right), product(right, left))

    def _determinant_of_identity(self, size: Term) -> Matrix:
        return self._is_identity(self.vocabulary.determinant(identity(size)))

    def _determinant_of_multiple(self, scale: Term, term: Term) -> Matrix:
        """det(c A) = c^n det A."""
        words = self.vocabulary
        factor, matrix = words.read(scale), words.read(term)
        size = matrix.shape[0]
        if not factor.is_scalar or not is_size(size):
            raise Rejected("a multiple of a matrix of unknown size")
        outside = words.product(words.size_power(factor, size), words.determinant(matrix))
        return words.difference(words.determinant(words.product(factor, matrix)), outside)

    def _determinant_of_inverse(self, term: Term) -> Matrix:
        letter, inverted = self.vocabulary.inverse_and_inverted(term)
        determinant = self.vocabulary.determinant
        return self._is_identity(self.vocabulary.product(determinant(letter), determinant(inverted)))

    def _determinant_of_orthogonal(self, term: Term) -> Matrix:
        determinant = self.vocabulary.determinant(self._orthogonal(term))
        return self._is_identity(self.vocabulary.product(determinant, determinant))

    def _sylvester(self, scale: Term, first: Term, second: Term) -> Matrix:
        """det(c I + A B) = c^(n-m) det(c I + B A) for A of shape (n, m) and B of shape (m, n).

        At c = 0 the power is defined for n >= m only; for n > m it is 0, and A B has no inverse.
        """
        words = self.vocabulary
        factor, left, right = words.read(scale), words.read(first), words.read(second)
        if shape_of(first) != shape_of(second)[::-1] or not factor.is_scalar:
            raise Rejected("matrices of shapes that do not fit Sylvester's rule")
        sides = []
        for product in (words.product(left, right), words.product(right, left)):
            size = product.shape[0]
            multiple = words.product(factor, identity(size))
            sides.append(words.determinant(Matrix((size, size), total(product.entries, multiple.entries))))
        if scale is not ONE:
            sides[1] = words.product(self._power_of_sizes(scale, *left.shape), sides[1])
        return words.difference(*sides)

    def _power_of_sizes(self, scale: Term, size: Term, inner: Term) -> Matrix:
        """c^(n-m), which has to occur in the statement unless both sizes are numbers, or the same."""
        if not is_size(size) or not is_size(inner):
            raise Rejected("a multiple of a matrix of unknown size")
        if size is inner:
            return number(Fraction(1))
        if size.op == inner.op == "number":
            return self.vocabulary.read(power(scale, size.value[0] - inner.value[0]))
        return self.vocabulary.read(power(scale, subtract(size, inner)))


def _natural(value: Any) -> int:
    """A position: a negative one would count from the end."""
    if type(value) is not int or value < 0:
        raise Rejected("a position that is not a natural number")
    return value


def _term(value: Any) -> Term:
    if not isinstance(value, Term):
        raise Rejected("a term is missing")
    return value


