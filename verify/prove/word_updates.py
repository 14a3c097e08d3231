"""Inverses of sums, as what is known of the inverse of one part of the sum makes of them.

For S = c B + U V, where B and q = c I + V B^-1 U have known inverses,

    S^-1 U = B^-1 U q^-1
    V S^-1 = q^-1 V B^-1
    S^-1   = (B^-1 - B^-1 U q^-1 V B^-1) / c          if 1/c is known

A rank-one change is the case of a number q.  The inverse of q may be written in another way, as that of p = X^-1 q for a matrix
X at the beginning of V: for S = A + U C V it is that of C^-1 + V A^-1 U, times C^-1.

These are only proposed here: each has to be proved by multiplying it by S.  An inverse is rewritten by those of shorter sums,
and the inverse of p is not rewritten in turn, so that rewriting ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from verify.prove.word_axioms import Axioms, minus
from verify.prove.word_completion import Rule, Step
from verify.prove.word_determinants import splits
from verify.prove.word_letters import UNIT, Polynomial, Word, add_into, content, key, quotient
from verify.term import ONE, Term

MOST_PROPOSALS = 24

Vanishes = Callable[[Polynomial], list[Step] | None]


class Updates:
    """Gives the inverses of sums that occur rules by which they are rewritten."""

    def __init__(self, axioms: Axioms, vanishes: Vanishes, *, divides: bool = False) -> None:
        """`vanishes` finds steps that sum to a polynomial, or None; `divides` allows divisions by numbers q that do not occur."""
        self.divides = divides
        self.axioms = axioms
        self.rewriting = axioms.rewriting
        self.algebra = axioms.algebra
        self.vanishes = vanishes
        self._kept: set[int] = set()  # letters that the rules end in
        self._rules: list[Rule] = []
        self._left = MOST_PROPOSALS

    def state(self, polynomial: Polynomial) -> bool:
        """Add rules for the inverses in a polynomial; whether there are any."""
        letters = self.algebra.letters
        sums = [letter for letter in self._letters_in(polynomial) if len(letters[letter].inverted or {}) > 1]
        sums.sort(key=lambda letter: (-len(letters[letter].inverted or {}), letter))
        stated = [self._state_inverse(letter) for letter in sums]
        return any(stated)

    def withdraw(self) -> None:
        """Take the rules back: they follow another order than the completion does."""
        for rule in self._rules:
            self.rewriting.retire(rule)

    def _letters_in(self, polynomial: Polynomial) -> list[int]:
        words = [word for _, word in polynomial]
        words += [self.algebra.atoms[atom].word for scalars, _ in polynomial for atom in scalars]
        return sorted({letter for word in words for letter in word})

    def _state_inverse(self, letter: int) -> bool:
        if letter in self._kept:
            return False
        for base, scale, rest in self._bases(letter):
            for left, right, inner in splits(self.algebra.letters, rest):
                inverse, kept = self._inverse_of_middle(base, scale, left, right, inner)
                if inverse is not None and letter not in kept and self._add_rules(letter, base, scale, left, right, inverse):
                    self._kept.update(kept)
                    return True
        return False

    # ------------------------------------------------------------------------------------------------------------- the parts

    def _bases(self, letter: int) -> Iterator[tuple[Polynomial, Polynomial, Polynomial]]:
        """The inverses of the ways to write S as c B + the rest, with c and the rest: shorter sums first looked for, then I."""
        algebra, size = self.algebra, self.algebra.letters[letter].rows
        whole = algebra.letters[letter].inverted or {}
        parts: list[tuple[Polynomial, Polynomial]] = []  # B and its inverse
        for other in self.axioms.multiplied:
            inverted = algebra.letters[other].inverted or {}
            if other != letter and algebra.letters[other].rows is size and len(inverted) < len(whole):
                parts.append((inverted, {((), (other,)): 1}))
        unit: Polynomial = {UNIT: 1}
        for _, word in sorted(whole):
            inverse = self.axioms.inverse_of(word[0]) if len(word) == 1 else None if word else unit
            if inverse is not None:
                parts.append(({((), word): 1}, inverse))
        for part, inverse in sorted(parts, key=lambda pair: -len(pair[0])):
            scale = self._quotient(whole, part)
            rest = minus(whole, algebra.multiply(scale, part))
            if scale and rest and len(rest) < len(whole):
                yield inverse, scale, rest

    def _quotient(self, whole: Polynomial, part: Polynomial) -> Polynomial:
        """The scalars c with which a word of `part` occurs in `whole`, if it is there without scalars of its own."""
        (scalars, word), coefficient = next(iter(part.items()))
        if scalars:
            return {UNIT: 1}
        return {(others, ()): Fraction(value) / coefficient for (others, each), value in whole.items() if each == word}

    def _inverse_of_middle(
        self, base: Polynomial, scale: Polynomial, left: Polynomial, right: Polynomial, inner: Term
    ) -> tuple[Polynomial | None, tuple[int, ...]]:
        """The inverse of q = c I + V B^-1 U, if it is known, and the letters that it is made of."""
        middle = self.algebra.multiply(self.algebra.multiply(right, base), left)
        add_into(middle, scale)
        middle = self.rewriting.reduce(middle)[0]
        if inner is ONE:
            return self._reciprocal(middle), ()
        for letter in list(self.axioms.multiplied):
            entry = self.algebra.letters[letter]
            if entry.rows is not inner:
                continue
            inverse: Polynomial = {((), (letter,)): 1}
            for front, behind in self._fronts(right, inner):
                if self._is_same(self.algebra.multiply(front, entry.inverted or {}), middle):
                    return self.algebra.multiply(inverse, behind), (letter, entry.transposed)
        return None, ()

    def _fronts(self, right: Polynomial, inner: Term) -> list[tuple[Polynomial, Polynomial]]:
        """I, and a matrix at the beginning of V; each with its inverse."""
        fronts: list[tuple[Polynomial, Polynomial]] = [({UNIT: 1}, {UNIT: 1})]
        firsts = {word[:1] for _, word in right}
        (first,) = firsts if len(firsts) == 1 else ((),)
        inverse = self.axioms.inverse_of(first[0]) if first else None
        if inverse is not None and self.algebra.letters[first[0]].rows is inner:
            fronts.append(({((), first): 1}, inverse))
        return fronts

    def _reciprocal(self, middle: Polynomial) -> Polynomial | None:
        """1/q, as a multiple of a reciprocal that occurs: that of c q, with a number and scalars c."""
        above, plain = content(middle)
        for number in self.axioms.reciprocals():
            below, other = content(self.rewriting.reduce(self.algebra.atoms[number].polynomial or {})[0])
            scale = quotient(other, plain)
            over = self._over({(tuple(sorted((above - below).elements())), ()): 1}) if scale is not None else None
            if scale is not None and over is not None:
                rest = tuple(sorted((below - above).elements()))
                return self.algebra.multiply(over, {self.algebra.monomial((*rest, number), ()): scale})
        return self._new_reciprocal(middle) if self.divides and len(middle) > 1 else None

    def _new_reciprocal(self, middle: Polynomial) -> Polynomial:
        new: Polynomial = {((self.algebra.reciprocal_atom(middle, self.algebra.matrix_term(middle, (ONE, ONE))),), ()): 1}
        self.axioms.state(new)
        return new

    def _over(self, scale: Polynomial) -> Polynomial | None:
        """1/c, if it is a number or occurs, or the reciprocals of its factors do."""
        known = {key(self.algebra.atoms[each].polynomial or {}): each for each in self.axioms.reciprocals()}
        whole = known.get(key(scale))
        if whole is not None:
            return {((whole,), ()): 1}
        if len(scale) != 1:
            return None
        (((scalars, _), coefficient),) = scale.items()
        factors = [known[name] for name in (key({((atom,), ()): 1}) for atom in scalars) if name in known]
        if len(factors) < len(scalars):
            return None
        return {self.algebra.monomial(factors, ()): 1 / Fraction(coefficient)}

    def _is_same(self, one: Polynomial, other: Polynomial) -> bool:
        return not self.rewriting.reduce(minus(one, other))[0]

    # ------------------------------------------------------------------------------------------------------------- the rules

    def _add_rules(
        self, letter: int, base: Polynomial, scale: Polynomial, left: Polynomial, right: Polynomial, inverse: Polynomial
    ) -> bool:
        multiply = self.algebra.multiply
        before, after = multiply(multiply(base, left), inverse), multiply(multiply(inverse, right), base)
        over = self._over(scale)
        if over is not None:
            value = multiply(over, minus(base, multiply(multiply(before, right), base)))
            return self._add_rule({((), (letter,)): 1}, value)
        own: Polynomial = {((), (letter,)): 1}
        stated = [self._add_rule(multiply(own, left), before), self._add_rule(multiply(right, own), after)]
        return any(stated)

    def _add_rule(self, old: Polynomial, new: Polynomial) -> bool:
        """old -> new, for a single word with a number in front, if that can be proved."""
        if len(old) != 1 or self._left == 0:
            return False
        self._left -= 1
        ((head, factor),) = old.items()
        scale: Polynomial = {UNIT: 1 / Fraction(factor)}
        fact = minus({head: 1}, self.algebra.multiply(scale, new))
        if head[0] or head not in fact:
            return False
        steps = self.vanishes(fact)
        if not steps:
            return False
        lemma = self.rewriting.add_lemma(fact, self._shape(head[1]), ("combination", tuple(steps)))
        rule = self.rewriting.add_rule(lemma, head)
        if rule is not None:
            self._rules.append(rule)
        return rule is not None

    def _shape(self, word: Word) -> tuple[Term, Term]:
        letters = self.algebra.letters
        return letters[word[0]].rows, letters[word[-1]].columns


__all__ = ["Updates"]
