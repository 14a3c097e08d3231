"""Equations between matrices of symbolic size: sums, products, transposes, inverses, traces, determinants.

Both sides become polynomials in words (`word_algebra`); their difference is rewritten by what is known of the letters
(`word_axioms`), its determinants are taken apart (`word_determinants`), and what is left is attacked in three ways:

    L w = 0 holds if S (L w) = 0 does, for L = S^-1         multiply by S wherever a word begins or ends in L, and reduce
    inverses of sums are rewritten by known ones            (`word_updates`)
    completion of the rules by their overlaps               (`word_completion`)

The proof says that both sides are equal at every point at which both are defined.  It keeps no rewriting: it writes the
difference of the sides as a combination of axioms, which `verify.recheck.words` multiplies out.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from verify.fuel import Fuel
from verify.prove.word_algebra import Algebra
from verify.prove.word_axioms import Axioms, minus
from verify.prove.word_completion import Rewriting, Step
from verify.prove.word_determinants import Determinants
from verify.prove.word_letters import OutsideWords, Polynomial, Word, add_into, content, quotient
from verify.prove.word_updates import Updates
from verify.question import Proof, Question, Unproved
from verify.term import MINUS_ONE, ONE, Term, make, mul, power
from verify.term import number as number_term

MOST_MULTIPLICATIONS = 4


def prove_words(question: Question, fuel: Fuel) -> Proof | Unproved:
    """Prove an equation of matrix algebra wherever both sides are defined; raises OutOfFuel."""
    statement = question.statement
    if statement.op != "eq":
        return Unproved("the statement is not an equation")
    try:
        return _Attempt(question, fuel).run()
    except OutsideWords as outside:
        return Unproved(str(outside))


def plainer(number: Term, question: Question, fuel: Fuel, *, updates: bool = False) -> Term:
    """The normal form of a scalar term under the hypotheses of a question; raises OutsideWords, OutOfFuel.

    With `updates`, the inverses of sums are taken apart even if that needs a division which does not occur.

    That the two are equal has to be proved: no proof is kept, and determinants of multiples are taken apart into powers that a
    proof may speak of only if they stand in its statement.
    """
    return _Attempt(question, fuel).normal_form(number, updates=updates)


def ratio(whole: Term, part: Term, question: Question, fuel: Fuel) -> Term | None:
    """A term f for which `whole` should be f times `part`, read off their normal forms; raises OutsideWords, OutOfFuel.

    That it is, and where f is defined, has to be proved.
    """
    return _Attempt(question, fuel).ratio(whole, part)


class _Attempt:
    def __init__(self, question: Question, fuel: Fuel) -> None:
        self.question = question
        self.algebra = Algebra(fuel)
        self.rewriting = Rewriting(self.algebra)
        self.axioms = Axioms(self.rewriting)

    def run(self) -> Proof | Unproved:
        left, right = self.question.statement.args
        difference = minus(self.algebra.convert(left), self.algebra.convert(right))
        steps: list[Step] | None = []
        if difference:
            self._state_hypotheses()
            self.axioms.state(difference)
            Determinants(self.axioms).expand(difference)
            steps = self._vanishes(difference)
        if steps is None:
            return Unproved("no way was found to bring the matrix words of both sides together")
        return Proof("matrix words", self.question, data=_Record(self.rewriting).data(steps))

    def normal_form(self, number: Term, *, updates: bool) -> Term:
        polynomial = self.algebra.convert(number)
        self._state_hypotheses()
        self.axioms.state(polynomial)
        Determinants(self.axioms, multiples=True).expand(polynomial)
        normal = self.rewriting.reduce(polynomial)[0]
        if updates and Updates(self.axioms, self._is_multiplied_out, divides=True).state(normal):
            normal = self.rewriting.reduce(normal)[0]
        return self.algebra.matrix_term(normal, (ONE, ONE))

    def ratio(self, whole: Term, part: Term) -> Term | None:
        numbers = [self.algebra.convert(term) for term in (whole, part)]
        self._state_hypotheses()
        for number in numbers:
            self.axioms.state(number)
        determinants = Determinants(self.axioms)
        for number in numbers:
            determinants.expand(number)
        (above, plain), (below, other) = (content(self.rewriting.reduce(number)[0]) for number in numbers)
        scale = quotient(plain, other)
        if scale is None:
            return None
        above, below = above - below, below - above
        atoms = self.algebra.atoms
        factors = [atoms[atom].term for atom in sorted(above.elements())]
        factors += [_reciprocal_term(atoms[atom].term) for atom in sorted(below.elements())]
        return mul(number_term(scale), *factors) if scale != 1 or not factors else mul(*factors)

    def _state_hypotheses(self) -> None:
        for position, hypothesis in enumerate(self.question.hypotheses):
            if hypothesis.op != "eq":
                continue
            left, right = hypothesis.args
            try:
                fact = minus(self.algebra.convert(left), self.algebra.convert(right))
            except OutsideWords:
                continue
            self.axioms.state(fact)
            if fact:
                self.axioms.state_hypothesis(position, fact, left.shape or (ONE, ONE))

    def _vanishes(self, difference: Polynomial) -> list[Step] | None:
        """Steps that sum to the difference, or None."""
        normal, steps = self.rewriting.reduce(difference)
        if not normal:
            return steps
        more = self._multiply_out(normal, MOST_MULTIPLICATIONS)
        if more is None:
            more = self._updated(normal)
        if more is None:
            self.axioms.state_turned()
            normal, more = self.rewriting.complete(normal)
            if normal:
                return None
        return steps + more

    def _updated(self, difference: Polynomial) -> list[Step] | None:
        """Steps that sum to the difference, with the inverses of sums rewritten; these rules are not kept."""
        updates = Updates(self.axioms, self._is_multiplied_out)
        if not updates.state(difference):
            return None
        normal, steps = self.rewriting.reduce(difference)
        if normal:
            more = self._multiply_out(normal, MOST_MULTIPLICATIONS)
            steps = [] if more is None else steps + more
        updates.withdraw()
        return steps or None

    def _is_multiplied_out(self, difference: Polynomial) -> list[Step] | None:
        normal, steps = self.rewriting.reduce(difference)
        more = self._multiply_out(normal, MOST_MULTIPLICATIONS) if normal else []
        return None if more is None else steps + more

    # --------------------------------------------------------------------------------------- multiplying by what is inverted

    def _multiply_out(self, normal: Polynomial, depth: int) -> list[Step] | None:
        """Steps that sum to `normal`, found by multiplying it by S where a word begins or ends in S^-1.

        normal = L (S normal) - (L S - I) normal     and     normal = (normal S) L - normal (S L - I).
        """
        for letter, before in self._ends(normal):
            product, steps = self._product(normal, letter, before)
            more: list[Step] | None = []
            if product:
                worth = depth > 1 and len(product) <= 2 * len(normal) + 4
                more = self._multiply_out(product, depth - 1) if worth else None
            if more is not None:
                return _around(steps + more, letter, before) + self._corrections(normal, letter, before)
        return None

    def _product(self, normal: Polynomial, letter: int, before: bool) -> tuple[Polynomial, list[Step]]:
        """S times `normal`, or `normal` times S, reduced, and the steps of that.

        For a part T of the sum S, S T^-1 w is w + (S - T) T^-1 w, whatever 1 x 1 words are hidden in T T^-1 w.
        """
        algebra, whole = self.algebra, self.algebra.letters[letter].inverted or {}
        total: Polynomial = {}
        steps: list[Step] = []
        for (scalars, word), coefficient in normal.items():
            part, met = self._part_met(whole, word, before)
            if met is not None:
                rest = word[1:] if before else word[:-1]
                steps.append(Step(coefficient, scalars, () if before else rest, met, rest if before else ()))
                add_into(total, {algebra.monomial(scalars, rest): coefficient})
            one: Polynomial = {(scalars, word): coefficient}
            left_over = minus(whole, part)
            add_into(total, algebra.multiply(left_over, one) if before else algebra.multiply(one, left_over))
        product, more = self.rewriting.reduce(total)
        return product, steps + more

    def _part_met(self, whole: Polynomial, word: Word, before: bool) -> tuple[Polynomial, int | None]:
        """A part T of a sum if the word begins, or ends, in T^-1; with the lemma T T^-1 = I, or T^-1 T = I."""
        end = word[0 if before else -1] if word else None
        part = (self.algebra.letters[end].inverted or {}) if end is not None and end in self.axioms.multiplied else {}
        if end is None or not part or any(whole.get(monomial) != value for monomial, value in part.items()):
            return {}, None
        return part, self.axioms.multiplied[end][0 if before else 1]

    def _ends(self, normal: Polynomial) -> list[tuple[int, bool]]:
        """The inverses of sums that words begin with (True) or end in (False)."""
        found: dict[tuple[int, bool], None] = {}
        for _, word in sorted(normal):
            for letter, before in ((word[0], True), (word[-1], False)) if word else ():
                if self.algebra.letters[letter].weight > 1 and letter in self.axioms.multiplied:
                    found[letter, before] = None
        return list(found)

    def _corrections(self, normal: Polynomial, letter: int, before: bool) -> list[Step]:
        right, left = self.axioms.multiplied[letter]
        if before:
            return [Step(-coefficient, scalars, (), left, word) for (scalars, word), coefficient in normal.items()]
        return [Step(-coefficient, scalars, word, right, ()) for (scalars, word), coefficient in normal.items()]


def _reciprocal_term(term: Term) -> Term:
    """1/s; of 1/s, s; of det(A), det(inv(A)), and the other way round."""
    if term.op == "determinant":
        (matrix,) = term.args
        return make("determinant", matrix.args if matrix.op == "inverse" else (make("inverse", (matrix,)),))
    if term.op == "power" and term.args[1] is MINUS_ONE:
        return term.args[0]
    return power(term, -1)


def _around(steps: list[Step], letter: int, before: bool) -> list[Step]:
    """The steps multiplied by a letter from the left or from the right."""
    out = []
    for step in steps:
        left, right, outer = step.left, step.right, step.outer
        if outer is not None:
            outer = (letter, *outer) if before else (*outer, letter)
        elif before:
            left = (letter, *left)
        else:
            right = (*right, letter)
        out.append(Step(step.coefficient, step.scalars, left, step.lemma, right, outer))
    return out


class _Record:
    """The lemmas that a proof needs, renumbered, with letters and scalars as terms."""

    def __init__(self, rewriting: Rewriting) -> None:
        self.rewriting = rewriting
        self.letters: dict[int, int] = {}
        self.atoms: dict[int, int] = {}
        self.lemmas: dict[int, int] = {}

    def data(self, steps: list[Step]) -> dict[str, Any]:
        order = self._needed(steps)
        self.lemmas = {old: new for new, old in enumerate(order)}
        lemmas = tuple(self._reason(self.rewriting.lemmas[old].reason) for old in order)
        combination = self._steps(steps)
        algebra = self.rewriting.algebra
        return {
            "letters": tuple(algebra.letters[letter].term for letter in self.letters),
            "scalars": tuple(algebra.atoms[atom].term for atom in self.atoms),
            "lemmas": lemmas,
            "combination": combination,
        }

    def _needed(self, steps: list[Step]) -> list[int]:
        needed: set[int] = set()
        waiting = [step.lemma for step in steps]
        while waiting:
            lemma = waiting.pop()
            if lemma not in needed:
                needed.add(lemma)
                waiting += _builds_on(self.rewriting.lemmas[lemma].reason)
        return sorted(needed)

    def _reason(self, reason: tuple[Any, ...]) -> tuple[Any, ...]:
        if reason[0] == "rotation":
            return ("rotation", self.lemmas[reason[1]], *reason[2:])
        return tuple(self._steps(part) if isinstance(part, tuple) else part for part in reason)

    def _steps(self, steps: Any) -> tuple[Any, ...]:
        return tuple(self._step(step) for step in _merged(steps))

    def _step(self, step: Step) -> tuple[Any, ...]:
        return (
            Fraction(step.coefficient),
            tuple(self.atoms.setdefault(atom, len(self.atoms)) for atom in step.scalars),
            self._word(step.left),
            self.lemmas[step.lemma],
            self._word(step.right),
            None if step.outer is None else self._word(step.outer),
        )

    def _word(self, word: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(self.letters.setdefault(letter, len(self.letters)) for letter in word)


def _builds_on(reason: tuple[Any, ...]) -> list[int]:
    if reason[0] == "rotation":
        return [reason[1]]
    return [step.lemma for part in reason if isinstance(part, tuple) for step in part]


def _merged(steps: Any) -> list[Step]:
    """Equal steps are taken together."""
    total: dict[tuple[Any, ...], Any] = {}
    for step in steps:
        name = (step.scalars, step.left, step.lemma, step.right, step.outer)
        total[name] = total.get(name, 0) + step.coefficient
    return [Step(coefficient, *name) for name, coefficient in total.items() if coefficient]


