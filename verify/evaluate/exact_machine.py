"""Programs on numbers that are known by balls and normal forms: for points at which balls alone leave a statement open.

An integral and an infinite sum have a ball only.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from flint import fmpq

from verify.evaluate import exact
from verify.evaluate.balls import BINDERS, Machine, loop_values, prepared, step_function
from verify.evaluate.exact import plain
from verify.evaluate.functions import UNARY, UNDEFINED, UNKNOWN, Absent, Value
from verify.evaluate.program import LOOPS, Program, Step
from verify.evaluate.statements import PIECEWISE_AND_LOGIC, piecewise
from verify.fuel import Fuel

EXACT_PRECISION = 192
COST = 12  # of a step with forms, in steps without
_CONNECTIVES = frozenset(PIECEWISE_AND_LOGIC) - {"piecewise"}


class ExactMachine(Machine):
    """Runs programs as a Machine does, on values of `verify.evaluate.exact`."""

    __slots__ = ()

    def __init__(self, bits: int, fuel: Fuel) -> None:
        super().__init__(bits, fuel)
        self.scale *= COST

    def slots(self, program: Program, inputs: list[Value]) -> list[Value]:
        ready = prepared(program)
        self.fuel.spend(ready.cost * self.scale, "evaluating a formula exactly")
        values = inputs + ready.numbers
        for step in program.steps:
            values.append(self._value(step, values))
        return values

    def _value(self, step: Step, values: list[Value]) -> Value:
        op = step.op
        arguments = tuple([values[slot] for slot in step.slots])
        if op in ("add", "mul"):
            return reduce(exact.plus if op == "add" else exact.times, arguments)
        if op in LOOPS and len(arguments) == 2:
            return _over_range(op, list(loop_values(self, arguments, values, step.detail[0])))
        if op in BINDERS:
            machine = Machine(self.bits, self.fuel)
            return BINDERS[op](machine, tuple(map(plain, arguments)), list(map(plain, values)), step.detail)
        if op in UNARY:
            return exact.function(op, arguments[0])
        if op in ("max", "min"):
            return reduce(exact.maximum_of if op == "max" else exact.minimum_of, arguments)
        if op == "pi":
            return exact.pi()
        if op.startswith("power_"):
            return _power(step, *arguments)
        if op == "piecewise":
            return _piecewise(arguments)
        if op in _CONNECTIVES or op == "is_member":
            return step_function(step)(*arguments)
        return step_function(step)(*map(plain, arguments))


def _over_range(op: str, found: list[Value]) -> Value:
    if op == "largest":
        return reduce(exact.maximum_of, found) if found else UNDEFINED
    return reduce(exact.plus if op == "sum" else exact.times, found, fmpq(int(op == "product")))


def _power(step: Step, base: Value, exponent: Value = None) -> Value:
    if isinstance(base, Absent) or isinstance(exponent, Absent):
        return step_function(step)(*map(plain, (base, exponent) if exponent is not None else (base,)))
    if step.op == "power_literal":
        return exact.constant_power(base, fmpq(*step.detail))
    if step.op == "power_real":
        return exact.real_power(base, exponent)
    if step.op == "power_constant":
        return exact.constant_power(base, exponent)
    if type(exponent) is fmpq and exponent.q == 1:
        return exact.integer_power(base, int(exponent.p))
    return step_function(step)(plain(base), plain(exponent))


def _piecewise(parts: tuple[Any, ...]) -> Value:
    """The first branch whose condition holds, with its form if that is known without a hull."""
    for branch, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is True:
            return branch
        if condition is not False:
            break
    return piecewise(*map(plain, parts)) if parts else UNKNOWN
