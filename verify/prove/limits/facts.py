"""The signs of constants, as proofs: what an expansion rests on, and what its check is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import prod

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.tidy import tidy
from verify.prove.plausible import is_plausible
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar, Sequence
from verify.term import ONE, ZERO, Term, equal, relation, subtract

Prover = Callable[[Question, Fuel], Proof | Unproved]

SIGN_FUEL = 40_000
MOST_QUESTIONS = 60


class Unseen(Exception):
    """An expansion that these rules do not see; `reason` in one short sentence, `unsigned` a constant of unknown sign."""

    def __init__(self, reason: str, unsigned: Term | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unsigned = unsigned


@dataclass
class Facts:
    """Proves the signs of constants under hypotheses; `used` are the proofs, in the order in which they were asked for."""

    hypotheses: tuple[Term, ...]
    fuel: Fuel
    prover: Prover
    used: dict[Question, Proof] = field(default_factory=dict)
    failed: set[Question] = field(default_factory=set)

    def under(self, *hypotheses: Term) -> Facts:
        """The same facts with further hypotheses, such as the range of an index."""
        return Facts((*self.hypotheses, *hypotheses), self.fuel, self.prover, self.used, self.failed)

    def sign(self, constant: Term) -> int:
        """-1, 0 or 1: the sign of a constant at every point of the domain."""
        found = self.known_sign(constant)
        if found is None:
            raise Unseen("the sign of a coefficient is not known", constant)
        return found

    def known_sign(self, constant: Term) -> int | None:
        constant = sign_carrier(constant)
        if constant.op == "number":
            return (constant.fraction > 0) - (constant.fraction < 0)
        evident = evident_sign(constant)
        if evident is not None:
            return evident
        questions = {sign: Question(statement, self.hypotheses) for sign, statement in sign_statements(constant).items()}
        for sign, question in questions.items():
            if question in self.used:
                return sign
        for sign, question in questions.items():
            if self.proves(question):
                return sign
        return None

    def nonzero(self, constant: Term) -> bool:
        """Whether a constant, whose sign need not be the same everywhere, is 0 nowhere."""
        constant = sign_carrier(constant)
        if constant.op == "mul":
            return all(map(self.nonzero, constant.args))
        if constant.op == "power" and constant.args[1].op == "number":
            return self.nonzero(constant.args[0])
        if constant.op == "number" or _is_declared_nonzero(constant):
            return constant is not ZERO
        return self.proves(Question(relation("ne", constant, ZERO), self.hypotheses))

    def proves(self, question: Question) -> bool:
        """Whether a question is proved; the proof is kept."""
        if question in self.used:
            return True
        if question in self.failed or len(self.failed) + len(self.used) >= MOST_QUESTIONS:
            return False
        share = Fuel(self.fuel.limits, min(SIGN_FUEL, self.fuel.left))
        try:
            plausible = question.statement.op == "ne" or is_plausible(question, share)
            found = self.prover(question, share) if plausible else Unproved("false at a point")
        except OutOfFuel:
            found = Unproved("a sign that costs too much")
        self.fuel.spend(min(share.spent, self.fuel.left), "the sign of a coefficient")
        if isinstance(found, Unproved):
            self.failed.add(question)
            return False
        self.used[question] = found
        return True


def _is_declared_nonzero(constant: Term) -> bool:
    """A symbol, or an entry of a sequence, of a sort without 0."""
    sort = constant.sort if constant.op == "symbol" else None
    if constant.op == "item" and constant.args[0].op == "symbol" and isinstance(constant.args[0].sort, Sequence):
        sort = constant.args[0].sort.element
    return isinstance(sort, Scalar) and not sort.is_complex and sort.is_nonzero


def evident_sign(constant: Term) -> int | None:
    """The sign of what is made of positive and negative parts, wherever it is defined: 1 + exp(a), sqrt(2)/3."""
    op, args = constant.op, constant.args
    if op == "number":
        return (constant.fraction > 0) - (constant.fraction < 0)
    if op in ("exp", "cosh", "pi"):
        return 1
    if op == "symbol":
        return constant.sort.sign if isinstance(constant.sort, Scalar) else None
    if op == "power":
        return 1 if evident_sign(args[0]) == 1 else None
    if op in ("add", "mul"):
        signs = [evident_sign(arg) for arg in args]
        if op == "add":
            return signs[0] if signs[0] and signs.count(signs[0]) == len(signs) else None
        return None if None in signs else prod(sign for sign in signs if sign is not None)
    return None


def sign_statements(constant: Term) -> dict[int, Term]:
    """The statements that a constant is positive, negative, zero."""
    return {1: relation("lt", ZERO, constant), -1: relation("lt", constant, ZERO), 0: equal(constant, ZERO)}


def sign_carrier(constant: Term) -> Term:
    """A simpler term of the same sign: u - 1 for log u."""
    constant = tidy(constant)
    if constant.op == "log":
        return tidy(subtract(constant.args[0], ONE))
    if constant.op == "mul" and len(constant.args) == 2 and constant.args[0].op == "number" and constant.args[1].op == "log":
        inner = subtract(constant.args[1].args[0], ONE)
        return tidy(inner if constant.args[0].fraction > 0 else subtract(ZERO, inner))
    return constant
