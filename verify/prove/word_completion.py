"""Rewriting of matrix words by rules, with a record of every step, and a bounded completion of the rules.

Every fact is a *lemma*, a polynomial that is zero at every point where both sides of the question are defined.  A lemma is an
axiom (an inverse meets its matrix, an orthogonal matrix its transpose ...) or a combination of earlier lemmas:

    sum of  coefficient * scalars * left * lemma * right                           (a step within a word)
    sum of  coefficient * scalars * tr(left * lemma * right) * outer               (a step within a trace or a 1 x 1 segment)

A *rule* turns the greatest monomial of a lemma into the rest of it.  What reduces to zero is the combination of the steps
that were taken, and that combination is all that a proof has to keep.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.prove.word_algebra import Algebra
from verify.prove.word_letters import UNIT, Coefficient, Monomial, OutsideWords, Polynomial, Scalars, Word, add_into
from verify.term import ONE, Term

MOST_RULES = 120
MOST_OVERLAPS = 600
MOST_MONOMIALS = 400


@dataclass(frozen=True)
class Step:
    """coefficient * scalars * left * lemma * right, or, if `outer` is given, with the trace of the last three times `outer`."""

    coefficient: Coefficient
    scalars: Scalars
    left: Word
    lemma: int
    right: Word
    outer: Word | None = None


@dataclass(frozen=True)
class Lemma:
    """A polynomial that is zero, of a shape, and why: `reason` is ("axiom", ...), ("combination", steps) and the like."""

    polynomial: Polynomial
    shape: tuple[Term, Term]
    reason: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class Rule:
    """scalars * word -> -rest, from the lemma  scalars * word + rest = 0; `turns` are words of the rest as heavy as `word`."""

    scalars: Scalars
    word: Word
    rest: Polynomial
    lemma: int
    turns: tuple[Word, ...] = ()


Site = tuple[Rule, Scalars, Word, Word, Word | None]  # rule, remaining scalars, left, right, outer


def without(scalars: Scalars, part: Scalars) -> Scalars | None:
    """The product `scalars` divided by `part`, if it is divisible."""
    remaining = list(scalars)
    for atom in part:
        if atom not in remaining:
            return None
        remaining.remove(atom)
    return tuple(remaining)


class Rewriting:
    """The lemmas and rules of one question."""

    def __init__(self, algebra: Algebra) -> None:
        self.algebra = algebra
        self.lemmas: list[Lemma] = []
        self.rules: list[Rule] = []
        self._by_letter: dict[int, list[Rule]] = {}
        self._by_atom: dict[int, list[Rule]] = {}
        self._irreducible: set[Monomial] = set()
        self._queue: list[tuple[int, int, Rule, Rule, int]] = []
        self._ticket = 0

    # ----------------------------------------------------------------------------------------------------------------- order

    def _order(self, monomial: Monomial) -> tuple[Any, ...]:
        """Heavier is greater; a product of greater monomials is greater, so rewriting ends."""
        scalars, word = monomial
        letters, atoms = self.algebra.letters, self.algebra.atoms
        in_word = sum([letters[letter].weight for letter in word])
        return in_word + sum([atoms[atom].weight for atom in scalars]), in_word, len(word), scalars, word

    # ---------------------------------------------------------------------------------------------------------------- lemmas

    def add_lemma(self, polynomial: Polynomial, shape: tuple[Term, Term], reason: tuple[Any, ...]) -> int:
        self.lemmas.append(Lemma(polynomial, shape, reason))
        return len(self.lemmas) - 1

    def add_rule(self, lemma: int, leading: Monomial | None = None) -> Rule | None:
        """Turn a lemma, reduced by the rules there are, into a rule; None if it makes none.

        `leading` names the monomial to be rewritten if it is not the greatest one.  A multiple of an identity matrix cannot
        be the head of a rule: as a word it is empty, and would match inside words of other sizes.
        """
        fact = self.lemmas[lemma]
        normal, steps = self.reduce(fact.polynomial) if leading is None else (fact.polynomial, [])
        if not normal:
            return None
        if len(self.rules) >= MOST_RULES:
            raise OutsideWords("the completion of the rules does not end within its bounds")
        head = leading or max(normal, key=self._order)
        if head == UNIT:
            raise OutsideWords("the inverses of the statement exclude each other")
        if not head[1] and fact.shape != (ONE, ONE):
            return None
        factor = normal[head]
        if steps or factor != 1:
            scale = Fraction(1) / factor
            combination = [Step(scale, (), (), lemma, ())]
            combination += [Step(-scale * s.coefficient, s.scalars, s.left, s.lemma, s.right, s.outer) for s in steps]
            normal = {monomial: scale * coefficient for monomial, coefficient in normal.items()}
            lemma = self.add_lemma(normal, fact.shape, ("combination", tuple(combination)))
        rest = {monomial: coefficient for monomial, coefficient in normal.items() if monomial != head}
        rule = Rule(*head, rest, lemma, () if leading else self._turns(head, rest))
        self._activate(rule)
        return rule

    def _turns(self, head: Monomial, rest: Polynomial) -> tuple[Word, ...]:
        weight = self._order(head)[0]
        return tuple(word for scalars, word in rest if scalars == head[0] and self._order((scalars, word))[0] == weight)

    def _activate(self, rule: Rule) -> None:
        self.rules.append(rule)
        if rule.word:
            self._by_letter.setdefault(rule.word[0], []).append(rule)
        else:
            self._by_atom.setdefault(rule.scalars[0], []).append(rule)
        self._irreducible.clear()

    def retire(self, rule: Rule) -> None:
        """A rule that is no longer used; its lemma stays."""
        self.rules.remove(rule)
        index, first = (self._by_letter, rule.word[0]) if rule.word else (self._by_atom, rule.scalars[0])
        index[first].remove(rule)

    # ------------------------------------------------------------------------------------------------------------- reduction

    def reduce(self, polynomial: Polynomial) -> tuple[Polynomial, list[Step]]:
        """The normal form, and steps with  polynomial = normal form + sum of the steps."""
        work = dict(polynomial)
        done: Polynomial = {}
        steps: list[Step] = []
        while work:
            monomial, coefficient = work.popitem()
            self.algebra.spend(3)
            site = self._find(monomial)
            if site is None:
                add_into(done, {monomial: coefficient})
                continue
            rule, scalars, left, right, outer = site
            self.algebra.spend(8 * (len(rule.rest) + 1))
            steps.append(Step(coefficient, scalars, left, rule.lemma, right, outer))
            add_into(work, self._replaced(site), -coefficient)
            if len(work) > MOST_MONOMIALS:
                raise OutsideWords("the sums grow beyond 400 terms")
        return done, steps

    def _replaced(self, site: Site) -> Polynomial:
        """What takes the place of a rule's head at a site: minus this is the new polynomial."""
        rule, scalars, left, right, outer = site
        algebra = self.algebra
        total: Polynomial = {}
        for (rest_scalars, rest_word), coefficient in rule.rest.items():
            inner = left + rest_word + right
            if outer is None:
                add_into(total, {algebra.monomial(scalars + rest_scalars, inner): coefficient})
            elif inner:
                closed = (*scalars, *rest_scalars, *algebra.trace_scalars(inner))
                add_into(total, {algebra.monomial(closed, outer): coefficient})
            else:
                size = algebra.convert(self.lemmas[rule.lemma].shape[0])
                add_into(total, algebra.multiply({(tuple(sorted(scalars + rest_scalars)), outer): coefficient}, size))
        return total

    def _find(self, monomial: Monomial) -> Site | None:
        """The first place at which a rule applies: in the word, in a trace or segment, or among the scalars."""
        if monomial in self._irreducible:
            return None
        scalars, word = monomial
        found = self._find_in_word(scalars, word) or self._find_in_atoms(scalars, word) or self._find_scalar(scalars, word)
        if found is None:
            self._irreducible.add(monomial)
        return found

    def _find_in_word(self, scalars: Scalars, word: Word) -> Site | None:
        for start, letter in enumerate(word):
            for rule in self._by_letter.get(letter, ()):
                end = start + len(rule.word)
                if word[start:end] == rule.word:
                    remaining = without(scalars, rule.scalars)
                    if remaining is not None:
                        return rule, remaining, word[:start], word[end:], None
        return None

    def _find_in_atoms(self, scalars: Scalars, outer: Word) -> Site | None:
        algebra = self.algebra
        for position, atom in enumerate(scalars):
            inner = algebra.atoms[atom].word
            if not inner or (position and scalars[position - 1] == atom):
                continue
            others = scalars[:position] + scalars[position + 1:]
            cyclic = algebra.atoms[atom].kind == "trace"
            for word in (inner, algebra.turned(inner)):
                algebra.spend(1)
                found = self._find_in_cycle(others, word) if cyclic else self._find_in_word(others, word)
                if found is not None and not (found[0].turns and self._turns_back(found, inner, cyclic=cyclic)):
                    return (*found[:4], outer)
        return None

    def _turns_back(self, site: Site, inner: Word, *, cyclic: bool) -> bool:
        """Whether a rule such as L K -> K L leads nowhere: x' K L x is x' L K x, and no less than it."""
        rule, _, left, right, _ = site
        for word in rule.turns:
            whole = left + word + right
            if self.algebra.least(whole, cyclic=cyclic) >= inner:
                return True
        return False

    def _find_in_cycle(self, scalars: Scalars, word: Word) -> Site | None:
        for start, letter in enumerate(word):
            for rule in self._by_letter.get(letter, ()):
                size = len(rule.word)
                if size > len(word):
                    continue
                turned = word[start:] + word[:start]
                if turned[:size] == rule.word:
                    remaining = without(scalars, rule.scalars)
                    if remaining is not None:
                        return rule, remaining, (), turned[size:], None
        return None

    def _find_scalar(self, scalars: Scalars, word: Word) -> Site | None:
        for atom in dict.fromkeys(scalars):
            for rule in self._by_atom.get(atom, ()):
                remaining = without(scalars, rule.scalars)
                if remaining is not None:
                    return rule, remaining, word, (), None
        return None

    # ------------------------------------------------------------------------------------------------------------ completion

    def complete(self, polynomial: Polynomial) -> tuple[Polynomial, list[Step]]:
        """Add rules from overlaps, lightest first, until the polynomial reduces to zero or the bounds are reached."""
        normal, steps = self.reduce(polynomial)
        traced = any(self.algebra.atoms[atom].kind == "trace" for scalars, _ in normal for atom in scalars)
        for rule in list(self.rules):
            self._enqueue(rule)
        for _ in range(MOST_OVERLAPS):
            if not normal or not self._queue:
                break
            _, _, first, second, shared = heapq.heappop(self._queue)
            if first not in self.rules or second not in self.rules:
                continue
            new = self._resolve(first, second, shared)
            added = [] if new is None else [new, *self._simplify_older(new)]
            if traced:
                added += self._resolve_cycles(first, second, shared)
                added += [rule for rule in map(self._trace_of, added) if rule is not None]
            for rule in added:
                self._enqueue(rule)
            if added:
                normal, more = self.reduce(normal)
                steps += more
        return normal, steps

    def _trace_of(self, rule: Rule) -> Rule | None:
        """The trace of a rule may say more than the rule: tr(X L X^T) also reduces by a rule for X^T X L."""
        rows, columns = self.lemmas[rule.lemma].shape
        if rows is not columns or rows is ONE:
            return None
        return self._add_combination((Step(1, (), (), rule.lemma, (), ()),), (ONE, ONE))

    def _resolve_cycles(self, first: Rule, second: Rule, shared: int) -> list[Rule]:
        """Rules that overlap at both ends agree on the trace of the cycle: L X and X Y L on tr(L X Y)."""
        one, two = first.word, second.word
        if not shared or first.scalars or second.scalars:
            return []
        rules = []
        for back in range(1, min(len(one), len(two)) - shared + 1):
            if two[-back:] == one[:back]:
                between = two[shared:len(two) - back], one[back:len(one) - shared]
                steps = Step(1, (), (), first.lemma, between[0], ()), Step(-1, (), (), second.lemma, between[1], ())
                rules.append(self._add_combination(steps, (ONE, ONE)))
        return [rule for rule in rules if rule is not None]

    def _add_combination(self, steps: tuple[Step, ...], shape: tuple[Term, Term]) -> Rule | None:
        """The rule that says that the steps sum to zero."""
        total: Polynomial = {}
        for step in steps:
            add_into(total, self._expanded(step))
        return self.add_rule(self.add_lemma(total, shape, ("combination", steps))) if total else None

    def _enqueue(self, new: Rule) -> None:
        for old in self.rules:
            for first, second in ((new, old), (old, new)) if old is not new else ((new, new),):
                self.algebra.spend(2)
                for shared in self._overlaps(first, second):
                    scalars = Counter(first.scalars) | Counter(second.scalars)
                    weight = self._order((tuple(scalars.elements()), first.word + second.word[shared:]))[0]
                    self._ticket += 1
                    heapq.heappush(self._queue, (weight, self._ticket, first, second, shared))

    def _overlaps(self, first: Rule, second: Rule) -> list[int]:
        """The lengths at which an end of the first word is a beginning of the second; 0 for rules that share a scalar."""
        one, two = first.word, second.word
        if one and two:
            return [k for k in range(1, min(len(one), len(two))) if one[-k:] == two[:k]]
        shares_scalar = first is not second and not set(first.scalars).isdisjoint(second.scalars)
        return [0] if shares_scalar and (one or two or first.lemma < second.lemma) and not (one and not two) else []

    def _resolve(self, first: Rule, second: Rule, shared: int) -> Rule | None:
        """The rule that says that both ways to rewrite an overlap agree."""
        before, after = first.word[:len(first.word) - shared], second.word[shared:]
        union = Counter(first.scalars) | Counter(second.scalars)
        left = tuple(sorted((union - Counter(first.scalars)).elements()))
        right = tuple(sorted((union - Counter(second.scalars)).elements()))
        steps = (Step(1, left, (), first.lemma, after), Step(-1, right, before, second.lemma, ()))
        rows = self.lemmas[first.lemma].shape[0] if first.word else self.lemmas[second.lemma].shape[0]
        columns = self.lemmas[second.lemma].shape[1] if second.word else self.lemmas[first.lemma].shape[1]
        return self._add_combination(steps, (rows, columns))

    def _expanded(self, step: Step) -> Polynomial:
        fact = self.lemmas[step.lemma]
        middle = self.algebra.multiply({(step.scalars, step.left): step.coefficient}, fact.polynomial)
        product = self.algebra.multiply(middle, {((), step.right): 1})
        if step.outer is None:
            return product
        return self.algebra.trace(product, fact.shape[0])

    def _simplify_older(self, new: Rule) -> list[Rule]:
        """Rules whose head the new rule rewrites are replaced by what it makes of them."""
        added = []
        for old in list(self.rules):
            if old is new or without(old.scalars, new.scalars) is None or not contains_word(old.word, new.word):
                continue
            self.retire(old)
            simpler = self.add_rule(old.lemma)
            if simpler is not None:
                added.append(simpler)
        return added


def contains_word(word: Word, part: Word) -> bool:
    size = len(part)
    return any(word[i:i + size] == part for i in range(len(word) - size + 1))
