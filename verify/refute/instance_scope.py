"""The value of a term in an instance, by the definition of each operation: nothing is rewritten.

A scope gives values to symbols; sums, integrals, expectations and derivatives evaluate their body in inner scopes.  A subterm
that does not speak of the symbols of an inner scope is computed once, in the outer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Literal, NamedTuple

from verify.refute import instance_matrices as matrices
from verify.refute import instance_numbers as numbers
from verify.refute.instance_matrices import Matrix, Value
from verify.refute.instance_model import Instance
from verify.refute.instance_numbers import Dual, Number, Undecided, Unsupported
from verify.term import RELATIONS, Term, free_symbols

NODE_FUEL = 8


class OutsideOfInstance(Exception):
    """An index beyond the sizes of this instance: the point says nothing."""


class Evaluation:
    """What all scopes of one evaluation share.

    `by_convention` is set by a derivative along a constrained matrix, `level` numbers nested derivatives.
    """

    __slots__ = ("by_convention", "fuel", "instance", "level", "operations", "root")

    def __init__(self, instance: Instance, operations: Mapping[str, Callable[[Scope, Term], Any]]) -> None:
        self.instance = instance
        self.fuel = instance.fuel
        self.operations = operations
        self.level = 0
        self.by_convention = False
        self.root = Scope(self, None, {})


class Scope:
    """Values of symbols, and of the terms computed with them."""

    __slots__ = ("evaluation", "known", "own", "parent")

    def __init__(self, evaluation: Evaluation, parent: Scope | None, own: dict[Term, Any]) -> None:
        self.evaluation = evaluation
        self.parent = parent
        self.own = own
        self.known: dict[Term, Any] = dict(own)

    def inner(self, own: dict[Term, Any]) -> Scope:
        return Scope(self.evaluation, self, own)

    def value(self, term: Term) -> Any:
        """The value of a term; raises Undefined, Undecided, Unsupported, OutsideOfInstance or OutOfFuel."""
        found = self.known.get(term)
        if found is not None:
            return found
        if self.parent is not None and self.own.keys().isdisjoint(free_symbols(term)):
            return self.parent.value(term)
        self.evaluation.fuel.spend(NODE_FUEL, term.op)
        operation = self.evaluation.operations.get(term.op)
        if operation is None:
            raise Unsupported(f"{term.op} has no model")
        found = _shaped(operation(self, term), term)
        self.known[term] = found
        return found

    def matrix(self, term: Term) -> Matrix:
        return matrices.as_matrix(self.value(term))

    def size(self, term: Term) -> int:
        return numbers.integer(self.value(term))

    def spend(self, amount: int, doing: str) -> None:
        self.evaluation.fuel.spend(amount, doing)


def _shaped(value: Any, term: Term) -> Any:
    """A 1 x 1 matrix is a scalar where the term is one."""
    if type(value) is Matrix:
        return value if term.shape else value.entries[0]
    return matrices.as_matrix(value) if term.shape and type(value) is not tuple else value


# ---------------------------------------------------------------------------------------------------------------- statements


class Truth(Enum):
    """Of a statement at a point; LIKELY says that both sides agree to every digit computed."""

    FALSE = -1
    LIKELY = 0
    TRUE = 1


class OneUndefined(Exception):
    """Exactly one side of a relation is surely undefined; `defined` is the other one."""

    def __init__(self, defined: Literal["left", "right"]) -> None:
        super().__init__(defined)
        self.defined = defined


class OneOutside(OneUndefined):
    """Exactly one side of a relation has an index beyond the sizes of this instance."""


class Finding(NamedTuple):
    """The truth of a statement, and both sides of the relation that settled it."""

    truth: Truth
    left: Value | None = None
    right: Value | None = None


def judge(scope: Scope, statement: Term) -> Finding:
    """The truth of a statement.  A relation with one undefined side raises OneUndefined, with two Undefined."""
    if statement.op in RELATIONS:
        left, right = _sides(scope, statement)
        return Finding(_compare(statement.op, left, right), left, right)
    judged = _CONNECTIVES.get(statement.op)
    if judged is None:
        raise Unsupported(f"a statement made with {statement.op}")
    return judged(scope, statement.args)


def holds(scope: Scope, condition: Term) -> bool:
    """Whether a condition surely holds; Undecided if that is not known."""
    truth = judge(scope, condition).truth
    if truth is Truth.LIKELY:
        raise Undecided("a condition that holds to every digit computed")
    return truth is Truth.TRUE


def _sides(scope: Scope, relation: Term) -> tuple[Value, Value]:
    try:
        left = scope.value(relation.args[0])
    except (numbers.Undefined, OutsideOfInstance) as problem:
        scope.value(relation.args[1])
        raise _one_sided(problem, "right") from None
    try:
        return left, scope.value(relation.args[1])
    except (numbers.Undefined, OutsideOfInstance) as problem:
        raise _one_sided(problem, "left") from None


def _one_sided(problem: Exception, defined: Literal["left", "right"]) -> OneUndefined:
    return OneOutside(defined) if isinstance(problem, OutsideOfInstance) else OneUndefined(defined)


def _compare(relation: str, left: Value, right: Value) -> Truth:
    if relation in ("eq", "ne"):
        same = _same(left, right)
        return same if relation == "eq" else _negated(same)
    try:
        gap = numbers.sign(numbers.minus(left, right))
    except Undecided:
        if relation == "le" and Dual not in (type(left), type(right)):
            return Truth.LIKELY
        raise
    return Truth.TRUE if gap < 0 or (gap == 0 and relation == "le") else Truth.FALSE


def _same(left: Value, right: Value) -> Truth:
    """Whether numbers, matrices or states are equal, entry by entry."""
    if type(left) is int or type(right) is int:
        return Truth.TRUE if left == right else Truth.FALSE
    if type(left) is tuple or type(right) is tuple:
        raise Unsupported("an equation between sequences")
    found = Truth.TRUE
    for a, b in zip(matrices.as_matrix(left).entries, matrices.as_matrix(right).entries, strict=True):
        differ = _differ(a, b)
        if differ:
            return Truth.FALSE
        if differ is None:
            found = Truth.LIKELY
    return found


def _differ(left: Number, right: Number) -> bool | None:
    if type(left) is Dual or type(right) is Dual:
        return numbers.sign(numbers.minus(left, right)) != 0
    return numbers.differ(left, right)


def _negated(truth: Truth) -> Truth:
    if truth is Truth.LIKELY:
        raise Undecided("two values that agree to every digit computed")
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def _and(scope: Scope, args: tuple[Term, ...]) -> Finding:
    return min((judge(scope, arg) for arg in args), key=lambda finding: finding.truth.value, default=Finding(Truth.TRUE))


def _or(scope: Scope, args: tuple[Term, ...]) -> Finding:
    return max((judge(scope, arg) for arg in args), key=lambda finding: finding.truth.value, default=Finding(Truth.FALSE))


def _not(scope: Scope, args: tuple[Term, ...]) -> Finding:
    inner = judge(scope, args[0])
    return Finding(_negated(inner.truth), inner.left, inner.right)


def _implies(scope: Scope, args: tuple[Term, ...]) -> Finding:
    return judge(scope, args[1]) if holds(scope, args[0]) else Finding(Truth.TRUE)


def _iff(scope: Scope, args: tuple[Term, ...]) -> Finding:
    left, right = judge(scope, args[0]), judge(scope, args[1])
    if Truth.LIKELY in (left.truth, right.truth):
        raise Undecided("an equivalence with a side that is not decided")
    if left.truth is right.truth:
        return Finding(Truth.TRUE)
    shown = left if left.left is not None else right
    return Finding(Truth.FALSE, shown.left, shown.right)


_CONNECTIVES: dict[str, Callable[[Scope, tuple[Term, ...]], Finding]] = {
    "and": _and,
    "or": _or,
    "not": _not,
    "implies": _implies,
    "iff": _iff,
    "true": lambda scope, args: Finding(Truth.TRUE),
    "false": lambda scope, args: Finding(Truth.FALSE),
}
