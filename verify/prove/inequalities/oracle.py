"""z3, if it is installed, for polynomials, abs, max, min and cases: an answer that nobody has checked.

Its work is bounded by its own deterministic resource count, not by a clock.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import reduce
from typing import Any

from verify.fuel import Fuel
from verify.question import Proof, Question
from verify.sort import Scalar
from verify.term import Term

COST = 100_000
RESOURCES = 400_000
RESOURCES_WITH_INTEGERS = 5_000  # products of integers take it much more time for each unit
MAX_EXPONENT = 8


class _Unsupported(Exception):
    """A term that has no translation."""


def ask_oracle(question: Question, fuel: Fuel) -> Proof | None:
    """A proof by trust in z3 that no values meet the hypotheses and the opposite of the statement."""
    if not fuel.limits.oracle or not fuel.allows(COST):
        return None
    try:
        z3 = importlib.import_module("z3")
    except ImportError:
        return None
    fuel.spend(COST, "an external solver")
    walk = _Translation(z3)
    try:
        hypotheses = [walk.statement(each) for each in question.hypotheses]
        opposite = z3.Not(walk.statement(question.statement))
    except _Unsupported:
        return None
    solver = z3.SolverFor("NRA" if walk.only_reals else "NIRA", ctx=walk.context)
    solver.set("rlimit", RESOURCES if walk.only_reals else RESOURCES_WITH_INTEGERS)
    solver.add(*hypotheses, *walk.conditions, opposite)
    if solver.check() != z3.unsat:
        return None
    return Proof("oracle", question, (), {"solver": "z3", "version": z3.get_version_string()})


class _Translation:
    """Terms as formulas of z3; `conditions` say where the symbols lie, and that no denominator is 0."""

    def __init__(self, z3: Any) -> None:
        self.z3 = z3
        self.context = z3.Context()
        self.conditions: list[Any] = []
        self.only_reals = True
        self._symbols: dict[Term, Any] = {}
        self._guarded = 0

    def statement(self, term: Term) -> Any:
        relations: dict[str, Callable[[Any, Any], Any]] = {
            "le": lambda left, right: left <= right,
            "lt": lambda left, right: left < right,
            "eq": lambda left, right: left == right,
            "ne": lambda left, right: left != right,
        }
        if term.op in relations:
            return relations[term.op](*map(self.value, term.args))
        if term.op == "true":
            return self.z3.BoolVal(True, self.context)
        if term.op in ("and", "or"):
            return (self.z3.And if term.op == "and" else self.z3.Or)(*map(self.statement, term.args))
        raise _Unsupported

    def value(self, term: Term) -> Any:
        rule = getattr(self, "_" + term.op, None)
        if rule is None or term.shape:
            raise _Unsupported
        return rule(term)

    def _number(self, term: Term) -> Any:
        return self.z3.RealVal(f"{term.value[0]}/{term.value[1]}", self.context)

    def _symbol(self, term: Term) -> Any:
        found = self._symbols.get(term)
        if found is None:
            found = self._symbols[term] = self._declare(term)
        return found

    def _declare(self, term: Term) -> Any:
        sort = term.sort
        if not isinstance(sort, Scalar) or sort.is_complex:
            raise _Unsupported
        name = f"v{len(self._symbols)}"
        if sort.is_integer:
            self.only_reals = False
            value = self.z3.ToReal(self.z3.Int(name, self.context))
        else:
            value = self.z3.Real(name, self.context)
        if sort.lower is not None:
            lower = self.z3.RealVal(str(sort.lower), self.context)
            self.conditions.append(value > lower if sort.lower_open else value >= lower)
        if sort.upper is not None:
            upper = self.z3.RealVal(str(sort.upper), self.context)
            self.conditions.append(value < upper if sort.upper_open else value <= upper)
        if sort.nonzero:
            self.conditions.append(value != 0)
        if sort.values is not None:
            members = [value == self.z3.RealVal(str(member), self.context) for member in sort.values]
            self.conditions.append(self.z3.Or(*members))
        return value

    def _add(self, term: Term) -> Any:
        return reduce(lambda left, right: left + right, map(self.value, term.args))

    def _mul(self, term: Term) -> Any:
        return reduce(lambda left, right: left * right, map(self.value, term.args))

    def _power(self, term: Term) -> Any:
        base, exponent = term.args
        if exponent.op != "number" or exponent.value[1] != 1 or abs(exponent.value[0]) > MAX_EXPONENT:
            raise _Unsupported
        value, degree = self.value(base), exponent.value[0]
        if degree < 0:
            if self._guarded:  # a branch that is not chosen need not be defined
                raise _Unsupported
            self.conditions.append(value != 0)
        product = reduce(lambda left, right: left * right, [value] * abs(degree), self.z3.RealVal(1, self.context))
        return product if degree >= 0 else 1 / product

    def _abs(self, term: Term) -> Any:
        value = self.value(term.args[0])
        return self.z3.If(value >= 0, value, -value)

    def _max(self, term: Term) -> Any:
        return reduce(lambda left, right: self.z3.If(left >= right, left, right), map(self.value, term.args))

    def _min(self, term: Term) -> Any:
        return reduce(lambda left, right: self.z3.If(left <= right, left, right), map(self.value, term.args))

    def _piecewise(self, term: Term) -> Any:
        if term.args[-1].op != "true":
            raise _Unsupported
        self._guarded += 1
        values, conditions = list(map(self.value, term.args[::2])), list(map(self.statement, term.args[1::2]))
        self._guarded -= 1
        result = values[-1]
        for value, condition in reversed(list(zip(values[:-1], conditions[:-1], strict=True))):
            result = self.z3.If(condition, value, result)
        return result
