"""Follows a normal form: every subterm of the statement is a fraction of kernels wherever both sides are defined.

The domain of the check is the set of points that meet the sorts and the hypotheses and at which both sides are defined.
Everything that is said here holds at each of these points: a kernel is admitted when it is defined at all of them, a fraction
has a denominator that vanishes at none of them.  A part of a condition that a connective can pass over (`x < 0 or log(x) > 1`)
may be undefined, so what it teaches is forgotten again.

Fractions are computed here from the statement; taken from the proof are the kernels, how exponentials and roots are split
into kernels, and factorisations, each of which is verified by multiplication.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2, Polynomial, TooLarge, Undefined, used_generators
from verify.question import Proof, Question
from verify.recheck import floors, functions, kept_powers, largest, operators, powers, switches
from verify.recheck.kernels import Kernels, Rejected, demand
from verify.recheck.monotone import image
from verify.recheck.signs import ANY, NEGATIVE, NONNEGATIVE, POSITIVE, ZERO, EmptyDomain, Signs, of_sort
from verify.sort import Scalar
from verify.term import PI, Term, subtract

Knowledge = tuple[dict[str, int], dict[int, int], dict[Term, Fraction2]]


def check_normal_form(proof: Proof, fuel: Fuel) -> None:
    """Rule "normal form": the difference of both sides is the zero polynomial over something that is not zero."""
    demand(proof.question.statement.op == "eq" and not proof.premises, "a normal form of something else than an equation")
    left, right = proof.question.statement.args
    walk = Walk(proof.question, proof.data, fuel)
    try:
        walk.assume_hypotheses()
        difference = walk.fractions.subtract(walk.of(left), walk.of(right))
        demand(walk.fractions.is_zero(difference), "the two sides are not the same fraction")
    except EmptyDomain:
        return


class Walk:
    """The fractions of the subterms of one question, by the kernels of a proof."""

    def __init__(self, question: Question, evidence: Mapping[str, Any], fuel: Fuel) -> None:
        self.question = question
        self.evidence = evidence
        self.fuel = fuel
        self.kernels = Kernels(evidence, fuel)
        self.fractions = self.kernels.fractions
        self.names = operators.Names(self.kernels)
        self.signs = Signs(self.kernels)
        self.products: dict[Term, tuple[Any, ...]] = dict(evidence["products"])
        self.values: dict[Term, Fraction2] = {}
        self.rules = RULES
        self.regular: list[tuple[str, Fraction2]] | None = None  # arguments at which the Gamma family is known to be defined
        self._has_equations = False
        for kernel in self.kernels.table.values():
            if kernel.kind == "atom" and kernel.data[0].op == "symbol" and isinstance(kernel.data[0].sort, Scalar):
                self.of(kernel.data[0])  # a number has a value wherever it is met first

    # -- hypotheses

    def assume_hypotheses(self) -> None:
        """Learn what the hypotheses say, later ones for earlier ones too; one that is not understood says nothing."""
        inequations_first = sorted(self.question.hypotheses, key=lambda hypothesis: hypothesis.op != "ne")
        of_no_use = [hypothesis for hypothesis in inequations_first if not self._assume(hypothesis)]
        for hypothesis in of_no_use:
            self._assume(hypothesis)

    def _assume(self, statement: Term) -> bool:
        """Whether the hypothesis has nothing more to teach: of a product with two unknown signs others may tell one."""
        if statement.op == "and":
            return min([self._assume(part) for part in statement.args])
        if statement.op not in ("le", "lt", "eq", "ne") or any(side.shape for side in statement.args):
            return True
        try:
            value = self.of(subtract(statement.args[1], statement.args[0]))
        except (Rejected, TooLarge, Undefined):
            return False
        if statement.op == "eq":
            self._assume_equation(value[0])
            return True
        if statement.op == "ne":
            self.signs.narrow(value, POSITIVE | NEGATIVE)
            return True
        before = dict(self.signs.facts)
        self.signs.narrow(value, POSITIVE if statement.op == "lt" else NONNEGATIVE)
        return before != self.signs.facts and not self._has_open_factors(value)

    def _has_open_factors(self, value: Fraction2) -> bool:
        """Whether a fraction of several factors has some whose sign is not known."""
        factors = [factor for part in value for factor, _ in self.kernels.factor(part)[1]]
        return len(factors) > 1 and any(bin(self.signs.of_factor(factor) & ~ZERO).count("1") > 1 for factor in factors)

    def _assume_equation(self, numerator: Polynomial) -> None:
        """A polynomial that is 0 becomes a relation, without powers and the factors that are 0 nowhere.

        The relation with the first generator is reduced by first.
        """
        numerator = self.fractions.remainder_of_multiple(numerator)
        if numerator.is_constant():
            if not numerator.is_zero():
                raise EmptyDomain
            return
        if self.kernels.is_real(numerator) and not self.signs.polynomial(numerator) & ZERO:
            raise EmptyDomain
        factors = [factor for factor, _ in self.kernels.factor(numerator)[1]]
        vanishing = [factor for factor in factors if self.signs.of_factor(factor) & ZERO]
        numerator = reduce(self.fractions.times, vanishing) if vanishing else numerator
        simpler = image(self.signs, vanishing[0], used_generators(vanishing[0])) if len(vanishing) == 1 else None
        self._has_equations = True
        self.fractions.relations.append(numerator)
        self.fractions.relations.sort(key=lambda relation: -used_generators(relation)[0])
        self.values.clear()
        if simpler is not None:
            self._assume_equation(simpler[0])

    # -- the walk

    def of(self, term: Term) -> Fraction2:
        value = self.values.get(term)
        if value is None:
            self.fuel.spend(4, "following a normal form")
            rule = self.rules.get(term.op)
            if rule is None or term.shape:
                raise Rejected(f"no rule for {term.op} in a normal form")
            value = rule(self, term)
            if self._has_equations:
                value = self.fractions.fraction(*value)
            self.values[term] = value
        return value

    def real(self, term: Term) -> Fraction2:
        value = self.of(term)
        demand(self.is_real(value), "a root, logarithm or comparison of a complex number")
        return value

    def is_real(self, value: Fraction2) -> bool:
        return self.kernels.is_real(value[0]) and self.kernels.is_real(value[1])

    def admit(self, index: int, signs: int) -> Fraction2:
        known = self.kernels.admitted.get(index)
        if known is None or known & signs != known:
            self.kernels.admitted[index] = signs if known is None else known & signs
            self.signs.forget_derived()
        return self.kernels.generator(index)

    def number_value(self, term: Term) -> Fraction2:
        return self.fractions.rational(*term.value)

    def atom_value(self, term: Term) -> Fraction2:
        sort = term.value[1] if term.op == "symbol" else None
        if isinstance(sort, Scalar) and sort.lower is not None and sort.lower == sort.upper:
            return self.fractions.rational(sort.lower.numerator, sort.lower.denominator)
        found = self.kernels.find("atom", term)
        demand(found, f"no kernel for {term!r}")
        if term is PI:
            return self.admit(found[0], POSITIVE)
        return self.admit(found[0], of_sort(sort) if isinstance(sort, Scalar) and not sort.is_complex else ANY)

    def imaginary_value(self, _: Term) -> Fraction2:
        found = self.kernels.find("imaginary")
        demand(found, "no kernel for i")
        return self.admit(found[0], ANY)

    def add_value(self, term: Term) -> Fraction2:
        total = self.of(term.args[0])
        for arg in term.args[1:]:
            total = self.fractions.add(total, self.of(arg))
        return total

    def mul_value(self, term: Term) -> Fraction2:
        product = self.of(term.args[0])
        for arg in term.args[1:]:
            product = self.fractions.multiply(product, self.of(arg))
        return product

    # -- what is known, and forgotten again

    def knowledge(self) -> Knowledge:
        return dict(self.signs.facts), dict(self.kernels.admitted), dict(self.values)

    def forget_since(self, before: Knowledge) -> None:
        self.signs.facts, self.kernels.admitted, self.values = before
        self.signs.forget_derived()

    def without(self, operations: Iterable[str]) -> Walk:
        """A walk of its own that has no rule for these operations."""
        other = Walk(self.question, self.evidence, self.fuel)
        other.rules = {name: rule for name, rule in self.rules.items() if name not in operations}
        return other

    def holds(self, statement: Term) -> bool:
        return switches.holds(self, statement)


RULES: dict[str, Callable[[Walk, Term], Fraction2]] = {
    "number": Walk.number_value,
    "symbol": Walk.atom_value,
    "pi": Walk.atom_value,
    "imaginary": Walk.imaginary_value,
    "add": Walk.add_value,
    "mul": Walk.mul_value,
    **powers.RULES,
    "power": kept_powers.power_value,
    **functions.RULES,
    **floors.RULES,
    **switches.RULES,
    **operators.RULES,
    "largest": largest.largest_value,
}
