"""The free algebra of matrix words: sums of  coefficient * (commuting scalars) * (word of letters).

A letter is a matrix symbol, its transpose, or the inverse of a whole polynomial.  Three identities hold by the way a
monomial is stored, and need no rule:

    (A B)^T = B^T A^T             a word is transposed letter by letter
    tr(A B C) = tr(C A B)         a trace is a cyclic word, the least of its rotations and of those of its transpose
    y (x^T A x) z^T = (x^T A x) y z^T      a 1 x 1 segment of a word is a scalar

Letters and scalars are numbered in the order they are met, so the order of monomials is the same in every process.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from verify.fuel import Fuel
from verify.prove.word_letters import (
    LARGEST_POWER,
    UNIT,
    Atom,
    Letter,
    Monomial,
    OutsideWords,
    Polynomial,
    Word,
    add_into,
    half_exponent,
    integer_exponent,
    is_size,
    is_symmetric,
    key,
)
from verify.sort import Scalar, Tensor
from verify.term import HALF, ONE, UNARY_FUNCTIONS, Term, add, make, matmul, mul, number, power, transpose
from verify.vector_functions import sort_of_applied

LONGEST_WORD = 64
MOST_WORK = 120_000  # fuel for one question; beyond it the words give up, so that other methods still have fuel
UNITS_OF_FUEL = 3  # of a quarter of a microsecond each, for one unit counted here; measured

_OPAQUE_MATRICES = frozenset(("item", "row", "map", "hadamard", "diagonal"))
_OPAQUE_SCALARS = UNARY_FUNCTIONS | {"item", "power", "max", "min", "pi", "apply"}
# infinity and its relatives stay out: with it as a letter, infinity - infinity would be 0
_COMPOSED = frozenset(("add", "mul", "matmul", "transpose", "inverse", "trace", "determinant"))
_WITHIN_OPAQUE = _OPAQUE_MATRICES | _OPAQUE_SCALARS | _COMPOSED | {"number", "symbol", "identity", "ones", "zeros", "lambda"}


class Algebra:
    """The letters and scalars of one question, and arithmetic with them."""

    def __init__(self, fuel: Fuel) -> None:
        self.letters: list[Letter] = []
        self.atoms: list[Atom] = []
        self.has_vectors = False
        self._fuel = fuel
        self._spent = 0
        self._letter_of: dict[object, int] = {}
        self._atom_of: dict[object, int] = {}
        self._converted: dict[Term, Polynomial] = {}

    def spend(self, amount: int) -> None:
        """Count work; OutsideWords when this method has had its share, OutOfFuel when the question has."""
        amount *= UNITS_OF_FUEL
        self._spent += amount
        if self._spent > MOST_WORK:
            raise OutsideWords("the matrix rewriting does not end within its bounds")
        self._fuel.spend(amount, "matrix rewriting")

    # ------------------------------------------------------------------------------------------------------- letters, atoms

    def _register(self, term: Term, weight: int, inverted: tuple[Polynomial, Polynomial] | None, symmetric: bool) -> int:
        """A new letter and, unless it is symmetric, its transpose."""
        rows, columns = term.shape
        first = len(self.letters)
        second = first if symmetric else first + 1
        plain, turned = inverted or (None, None)
        self.letters.append(Letter(term, rows, columns, second, weight, plain))
        if not symmetric:
            self.letters.append(Letter(transpose(term), columns, rows, first, weight, turned))
        self.has_vectors = self.has_vectors or rows is ONE or columns is ONE
        return first

    def letter(self, term: Term) -> int:
        """The letter of a matrix that is not looked into."""
        found = self._letter_of.get(term)
        if found is None:
            found = self._letter_of[term] = self._register(term, 1, None, is_symmetric(term))
        return found

    def inverse_letter(self, polynomial: Polynomial, term: Term) -> int:
        """The letter for the inverse of a polynomial; the transposed polynomial has the transposed letter."""
        name = (term.shape[0], key(polynomial))  # 2 I of size n and 2 I of size m are one polynomial
        found = self._letter_of.get(name)
        if found is None:
            turned = self.transposed(polynomial)
            other = (term.shape[0], key(turned))
            simple = len(polynomial) == 1 and all(not scalars and len(word) == 1 for scalars, word in polynomial)
            found = self._register(term, 1 if simple else 3, (polynomial, turned), other == name)
            self._letter_of[name] = found
            self._letter_of[other] = self.letters[found].transposed
        return found

    def _atom(self, name: object, kind: str, term: Term, weight: int, **rest: object) -> int:
        self._atom_of[name] = len(self.atoms)
        self.atoms.append(Atom(kind, term, weight, **rest))  # type: ignore[arg-type]
        return len(self.atoms) - 1

    def symbol_atom(self, term: Term) -> int:
        found = self._atom_of.get(term)
        return self._atom(term, "symbol", term, 1) if found is None else found

    def is_known_scalar(self, term: Term) -> bool:
        """Whether a power has been met, or is multiplied out."""
        return term in self._atom_of or (term.args[1].op == "number" and 0 <= term.args[1].value[0] <= LARGEST_POWER)

    def base_of_known_power(self, polynomial: Polynomial, exponent: Term) -> Term | None:
        """What stands below this exponent in a power that has been met, if it is this polynomial."""
        powers = [name for name in self._atom_of if isinstance(name, Term) and name.op == "power" and name.args[1] is exponent]
        return next((name.args[0] for name in powers if self.convert(name.args[0]) == polynomial), None)

    def reciprocal_atom(self, polynomial: Polynomial, term: Term) -> int:
        name = ("reciprocal", key(polynomial))
        found = self._atom_of.get(name)
        if found is None:
            found = self._atom(name, "reciprocal", power(term, -1), 2, polynomial=polynomial)
        return found

    def root_atom(self, polynomial: Polynomial, term: Term) -> int:
        """sqrt(u); heavier than u is when squared."""
        name = ("root", key(polynomial))
        found = self._atom_of.get(name)
        if found is None:
            heaviest = max((self._weight(monomial) for monomial in polynomial), default=0)
            found = self._atom(name, "root", term, heaviest // 2 + 1, polynomial=polynomial)
        return found

    def _weight(self, monomial: Monomial) -> int:
        scalars, word = monomial
        return sum(self.atoms[atom].weight for atom in scalars) + sum(self.letters[letter].weight for letter in word)

    def determinant_atom(self, polynomial: Polynomial, size: Term) -> int:
        """A determinant; that of the transposed polynomial is the same atom."""
        name = ("determinant", size, key(polynomial))
        found = self._atom_of.get(name)
        if found is None:
            term = make("determinant", (self.matrix_term(polynomial, (size, size)),))
            found = self._atom(name, "determinant", term, 4, polynomial=polynomial, size=size)
            self._atom_of["determinant", size, key(self.transposed(polynomial))] = found
        return found

    def determinant(self, polynomial: Polynomial, size: Term) -> Polynomial:
        return {((self.determinant_atom(polynomial, size),), ()): 1}

    def known_inverse(self, polynomial: Polynomial, size: Term) -> int | None:
        """The letter that is the inverse of this polynomial, if it has been met."""
        return self._letter_of.get((size, key(polynomial)))

    def _word_atom(self, kind: str, word: Word) -> int:
        name = (kind, word)
        found = self._atom_of.get(name)
        if found is None:
            product = self.word_term(word, ONE)
            term = make("trace", (product,)) if kind == "trace" else product
            found = self._atom(name, kind, term, sum(self.letters[letter].weight for letter in word), word=word)
        return found

    # ------------------------------------------------------------------------------------------------------- canonical words

    def turned(self, word: Word) -> Word:
        """The transpose of a word."""
        letters = self.letters
        return tuple(letters[letter].transposed for letter in reversed(word))

    def monomial(self, scalars: Iterable[int], word: Word) -> Monomial:
        """The monomial with its 1 x 1 segments split off as scalars."""
        if len(word) > LONGEST_WORD:
            raise OutsideWords("a matrix product of more than 64 factors")
        if self.has_vectors and len(word) > 1:
            segments, word = self._split(word)
            if segments:
                return tuple(sorted((*scalars, *segments))), word
        return tuple(sorted(scalars)), word

    def _split(self, word: Word) -> tuple[list[int], Word]:
        letters = self.letters
        cuts = [i for i in range(1, len(word)) if letters[word[i]].rows is ONE]
        if letters[word[0]].rows is ONE:
            cuts.insert(0, 0)
        if letters[word[-1]].columns is ONE:
            cuts.append(len(word))
        if len(cuts) < 2:
            return [], word
        segments = [self._segment(word[start:end]) for start, end in pairwise(cuts)]
        return segments, word[: cuts[0]] + word[cuts[-1]:]

    def _segment(self, word: Word) -> int:
        return self._word_atom("segment", self.least(word))

    def least(self, word: Word, *, cyclic: bool = False) -> Word:
        """The least of a word and its transpose and, in a trace, of their rotations."""
        turned = self.turned(word)
        if not cyclic:
            return min(word, turned)
        self.spend(len(word) * len(word) // 4 + 1)
        return min(side[i:] + side[:i] for side in (word, turned) for i in range(len(word)))

    def trace_scalars(self, word: Word) -> list[int]:
        """The trace of a word, not empty, as a product of atoms."""
        letters = self.letters
        for start, letter in enumerate(word):
            if letters[letter].rows is ONE:
                return self._split(word[start:] + word[:start])[0]
        return [self._word_atom("trace", self.least(word, cyclic=True))]

    # ------------------------------------------------------------------------------------------------------------ arithmetic

    def multiply(self, left: Polynomial, right: Polynomial) -> Polynomial:
        self.spend(6 * len(left) * len(right) + 1)
        total: Polynomial = {}
        for (left_scalars, left_word), left_coefficient in left.items():
            for (right_scalars, right_word), right_coefficient in right.items():
                monomial = self.monomial(left_scalars + right_scalars, left_word + right_word)
                new = total.get(monomial, 0) + left_coefficient * right_coefficient
                if new:
                    total[monomial] = new
                else:
                    del total[monomial]
        return total

    def transposed(self, polynomial: Polynomial) -> Polynomial:
        return {(scalars, self.turned(word)): coefficient for (scalars, word), coefficient in polynomial.items()}

    def trace(self, polynomial: Polynomial, size: Term) -> Polynomial:
        total: Polynomial = {}
        for (scalars, word), coefficient in polynomial.items():
            if word:
                part: Polynomial = {self.monomial((*scalars, *self.trace_scalars(word)), ()): 1}
            else:
                part = self.multiply({(scalars, ()): 1}, self.convert(size))
            add_into(total, part, coefficient)
        return total

    # ----------------------------------------------------------------------------------------------------------- terms -> words

    def convert(self, root: Term) -> Polynomial:
        """The polynomial of a term; raises OutsideWords."""
        stack = [root]
        while stack:
            term = stack[-1]
            if term in self._converted:
                stack.pop()
                continue
            inner = self._looked_into(term)
            waiting = [arg for arg in inner if arg not in self._converted]
            if waiting:
                stack.extend(reversed(waiting))
            else:
                stack.pop()
                self.spend(8)
                self._converted[term] = self._compose(term)
        return self._converted[root]

    def _looked_into(self, term: Term) -> tuple[Term, ...]:
        if term.op in _COMPOSED:
            return term.args
        if term.op == "power":
            is_opaque = integer_exponent(term) is half_exponent(term) is None and not is_size(term.args[1])
            return () if is_opaque else term.args[:1]
        if sort_of_applied(term) is not None:
            return term.args[1:]
        return term.args if term.op == "identity" else ()

    def _compose(self, term: Term) -> Polynomial:
        op, parts = term.op, [self._converted[arg] for arg in term.args if arg in self._converted]
        if op == "number":
            value = term.fraction
            return {UNIT: value.numerator if value.denominator == 1 else value} if value else {}
        if op in ("symbol", "pi"):
            return self._compose_symbol(term)
        if op == "add":
            total: Polynomial = {}
            for part in parts:
                add_into(total, part)
            return total
        if op in ("mul", "matmul"):
            product: Polynomial = {UNIT: 1}
            for arg in term.args:
                product = self.multiply(product, self._converted[arg])
            return product
        if op == "transpose":
            return self.transposed(parts[0]) if term.shape else parts[0]
        if op in ("trace", "determinant"):
            return self._compose_square(term, parts[0])
        if sort_of_applied(term) is not None:
            return self._function_of_vector(term, parts[0])
        return self._compose_constant(term)

    def _compose_symbol(self, term: Term) -> Polynomial:
        if term.shape:
            return {((), (self.letter(term),)): 1}
        if term.op == "symbol" and not isinstance(term.sort, (Scalar, Tensor)):
            raise OutsideWords("a symbol that is neither a scalar nor a matrix")
        return {((self.symbol_atom(term),), ()): 1}

    def _compose_square(self, term: Term, inner: Polynomial) -> Polynomial:
        shape = term.args[0].shape
        if not shape:
            return inner
        if shape[0] is not shape[1]:
            raise OutsideWords(f"the {term.op} of a matrix that is not square")
        return self.trace(inner, shape[0]) if term.op == "trace" else self.determinant(inner, shape[0])

    def _compose_constant(self, term: Term) -> Polynomial:
        op = term.op
        if op == "identity":
            return {UNIT: 1}
        if op == "zeros":
            return {}
        if op == "ones":
            return self._ones(*term.args)
        if op == "inverse":
            return self._inverse(term)
        if op == "power":
            return self._power(term)
        if op in (_OPAQUE_MATRICES if term.shape else _OPAQUE_SCALARS):
            return self._opaque(term)
        raise OutsideWords(f"{op} is not part of the algebra of matrix words")

    def _ones(self, rows: Term, columns: Term) -> Polynomial:
        """The all-ones matrix is 1 1^T."""
        word: Word = ()
        if rows is not ONE:
            word += (self.letter(make("ones", (rows, ONE))),)
        if columns is not ONE:
            word += (self.letters[self.letter(make("ones", (columns, ONE)))].transposed,)
        return {((), word): 1}

    def _function_of_vector(self, term: Term, argument: Polynomial) -> Polynomial:
        """f(u), its gradient, Jacobian or Hessian, which are the same wherever the columns u are."""
        name = ("function", term.args[0], term.value, key(argument))
        if term.shape:
            found = self._letter_of.get(name)
            if found is None:
                found = self._letter_of[name] = self._register(term, 1, None, is_symmetric(term))
            return {((), (found,)): 1}
        atom = self._atom_of.get(name)
        return {((self._atom(name, "symbol", term, 1) if atom is None else atom,), ()): 1}

    def _inverse(self, term: Term) -> Polynomial:
        inner = self._converted[term.args[0]]
        if not inner:
            raise OutsideWords("the inverse of a zero matrix")
        return {((), (self.inverse_letter(inner, term),)): 1}

    def _power(self, term: Term) -> Polynomial:
        base, exponent = term.args
        count = integer_exponent(term)
        if count is None and (count := half_exponent(term)) is not None:
            base = power(base, HALF)
            self._converted[base] = {((self.root_atom(self._converted[base.args[0]], base),), ()): 1}
        if count is None:
            return self.size_power(self._converted[base], base, exponent) if is_size(exponent) else self._opaque(term)
        inner = self._converted[base]
        if count < 0:
            inner = self._reciprocal(inner, base)
        total: Polynomial = {UNIT: 1}
        for _ in range(abs(count)):
            total = self.multiply(total, inner)
        return total

    def _reciprocal(self, inner: Polynomial, base: Term) -> Polynomial:
        if not inner:
            raise OutsideWords("a division by zero")
        if inner.keys() == {UNIT}:
            value = Fraction(1, 1) / inner[UNIT]
            return {UNIT: value}
        if len(inner) > 1 or not any(self.atoms[atom].kind == "root" for scalars, _ in inner for atom in scalars):
            return {((self.reciprocal_atom(inner, base),), ()): 1}
        ((scalars, _), coefficient), = inner.items()  # 1/(a b) is 1/a 1/b, and exists where these do; of norms this is needed
        parts = [self.reciprocal_atom({((atom,), ()): 1}, self.atoms[atom].term) for atom in scalars]
        return {(tuple(sorted(parts)), ()): Fraction(1) / coefficient}

    def size_power(self, inner: Polynomial, base: Term, size: Term) -> Polynomial:
        """base^size for a symbolic size; a product is taken apart, as the size is an integer."""
        if inner == {UNIT: 1}:
            return inner
        if len(inner) != 1:
            name = ("power", key(inner), size)
            known = self._atom_of.get(name)
            atom = self._atom(name, "symbol", power(base, size), 1) if known is None else known
            return {((atom,), ()): 1}
        ((scalars, _), coefficient), = inner.items()
        atoms = [self.symbol_atom(power(self.atoms[atom].term, size)) for atom in scalars]
        if coefficient != 1:
            atoms.append(self.symbol_atom(power(number(Fraction(coefficient)), size)))
        return {self.monomial(atoms, ()): 1}

    def _opaque(self, term: Term) -> Polynomial:
        """A term that is not looked into, as a letter or an atom."""
        self._check_opaque(term)
        return {((), (self.letter(term),)): 1} if term.shape else {((self.symbol_atom(term),), ()): 1}

    def _check_opaque(self, root: Term) -> None:
        stack, seen = [root], {root}
        while stack:
            term = stack.pop()
            self.spend(1)
            if term.op not in _WITHIN_OPAQUE:
                raise OutsideWords(f"{term.op} is not part of the algebra of matrix words")
            for arg in term.args:
                if arg not in seen:
                    seen.add(arg)
                    stack.append(arg)

    # ----------------------------------------------------------------------------------------------------------- words -> terms

    def word_term(self, word: Word, size: Term) -> Term:
        return matmul(*(self.letters[letter].term for letter in word)) if word else make("identity", (size,))

    def matrix_term(self, polynomial: Polynomial, shape: tuple[Term, Term]) -> Term:
        """A term of this shape whose polynomial it is."""
        parts = []
        for (scalars, word), coefficient in sorted(polynomial.items()):
            factors = [self.atoms[atom].term for atom in scalars]
            if coefficient != 1:
                factors.insert(0, number(Fraction(coefficient)))
            if word or shape != (ONE, ONE):
                factors.append(self.word_term(word, shape[0]))
            parts.append(mul(*factors))
        return add(*parts) if parts else make("zeros", shape)
