"""The search for a proof of an inequality, method after method.

Every step is one of the rules that `verify.recheck.inequalities` lists with its side conditions; nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from verify.fuel import Fuel
from verify.mathematics.algebra import Polynomial
from verify.mathematics.manifest import Manifest
from verify.prove.cells import prove_equality
from verify.prove.inequalities.forms import Form
from verify.prove.plausible import is_plausible
from verify.question import Proof, Question
from verify.term import BINDERS, ZERO, Term, contains, equal, relation, subtract

MAX_QUESTIONS = 300
MAX_TERMS = 80
MAX_HYPOTHESES = 16

class Memory:
    """What the passes of one search ask again: it costs the same fuel, and no work."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, Question], tuple[Any, int]] = {}

    def answer(self, kind: str, question: Question, fuel: Fuel, find: Callable[[Question, Fuel], Answer]) -> Answer:
        """`find(question, fuel)`, which may depend on the fuel only by running out of it."""
        known = self._known.get((kind, question))
        if known is not None and fuel.allows(known[1]):
            fuel.spend(known[1], kind)
            return known[0]  # type: ignore[no-any-return]
        before = fuel.spent
        found = find(question, fuel)
        self._known[kind, question] = found, fuel.spent - before
        return found


Answer = TypeVar("Answer")
Method = Callable[["Search", Question, int], Proof | None]
FactorMethod = Callable[["Search", Question, Form, Polynomial, int], Proof | None]


class Search:
    """One search by `methods`, no deeper than `limit`; what was asked before is not asked again."""

    def __init__(
        self, fuel: Fuel, methods: tuple[Method, ...], factor_method: FactorMethod, limit: int, memory: Memory | None = None
    ) -> None:
        self.fuel = fuel
        self.memory = Memory() if memory is None else memory
        self.limit = limit
        self._methods = methods
        self._factor_method = factor_method
        self.cells = fuel.limits.cells
        self._asked: dict[Question, Proof | None] = {}

    def prove(self, question: Question, depth: int = 0) -> Proof | None:
        """A proof of a statement a <= b or a < b."""
        if question in self._asked:
            return self._asked[question]
        if depth > self.limit or len(self._asked) > MAX_QUESTIONS or len(question.hypotheses) > MAX_HYPOTHESES:
            return None
        self._asked[question] = None  # a proof that goes round in a circle is none
        self.fuel.spend(50, "a search for an inequality")
        found = self.manifest(question)
        if found is None and self.is_plausible(question):
            found = self._search(question, depth)
        self._asked[question] = found
        return found

    def factor(self, question: Question, form: Form, core: Polynomial, depth: int) -> Proof | None:
        """A proof of 0 <= g for an irreducible polynomial g in kernels, as `form` writes it."""
        if question not in self._asked:
            self._asked[question] = None
            if len(core) > MAX_TERMS:
                return None
            found = self.manifest(question)
            if found is None and depth <= self.limit and self.is_plausible(question):
                found = self._factor_method(self, question, form, core, depth)
            self._asked[question] = found
        return self._asked[question]

    def by(self, method: Method, question: Question, depth: int) -> Proof | None:
        """A proof by one method, of a question that no search has met yet."""
        if question in self._asked:
            return self._asked[question]
        self._asked[question] = None
        found = self._asked[question] = method(self, question, depth)
        return found

    def _search(self, question: Question, depth: int) -> Proof | None:
        for method in self._methods:
            found = method(self, question, depth)
            if found is not None:
                return found
        return None

    def is_plausible(self, question: Question) -> bool:
        """As `plausible.is_plausible`; how far a sum or an integral is computed depends on the fuel that is left."""
        if any(contains(term, BINDERS) for term in (question.statement, *question.hypotheses)):
            return is_plausible(question, self.fuel)
        return self.memory.answer("points of an inequality", question, self.fuel, is_plausible)

    def manifest(self, question: Question) -> Proof | None:
        return self.memory.answer("bounds of a term", question, self.fuel, manifest)

    def equality(self, left: Term, right: Term, hypotheses: tuple[Term, ...]) -> Proof | None:
        question = Question(equal(left, right), hypotheses)
        if left is right:
            return Proof("identical", question)
        if not self.is_plausible(question):
            return None
        found = prove_equality(question, self.fuel)
        return found if isinstance(found, Proof) else None

    def step(self, rule: str, question: Question, premise: Question, depth: int, **data: object) -> Proof | None:
        """The rule applied to a proof of its only premise, if there is one."""
        proof = self.prove(premise, depth + 1)
        return None if proof is None else Proof(rule, question, (proof,), data)

    def rearranged(self, question: Question, form: Term, proof: Proof | None) -> Proof | None:
        """From 0 <= form to the question, whose difference of sides is equal to `form`."""
        left, right = question.statement.args
        if proof is None:
            return None
        if left is ZERO and right is form:
            return proof
        identity = self.equality(subtract(right, left), form, question.hypotheses)
        return None if identity is None else Proof("rearrangement", question, (identity, proof))


def order(question: Question) -> str:
    return question.statement.op


def at_least_zero(question: Question, term: Term) -> Question:
    """0 <= term, or 0 < term if the statement of the question is strict."""
    return Question(relation(order(question), ZERO, term), question.hypotheses)


def manifest(question: Question, fuel: Fuel) -> Proof | None:
    left, right = question.statement.args
    facts = Manifest(question.hypotheses, fuel=fuel)
    flipped = right is ZERO
    sign = facts.sign(right if left is ZERO else left if flipped else subtract(right, left))
    if sign is None:
        return None
    if flipped and left is not ZERO:
        sign = (-sign[0], sign[1])
    good = sign == (1, True) if order(question) == "lt" else sign[0] >= 0
    return Proof("manifest", question) if good else None
