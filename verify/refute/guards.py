"""When two balls that overlap mean something.

Balls that are disjoint always differ.  Balls that overlap may do so only because what tells the sides apart drowned in a radius:
`x + exp(-10000)` and `x` at 64 bits, `tanh(10^6 x)` and 1.  Agreement counts only where nothing was drowned.
"""

from __future__ import annotations

from typing import Any

from flint import arb

from verify.evaluate.balls import Machine
from verify.evaluate.functions import Absent, Value
from verify.evaluate.program import LOOPS, Program, Step
from verify.term import RELATIONS, Term, contains, free_symbols, postorder

_POWERS = frozenset(("power",))
SWITCHES = frozenset(("abs", "sign", "max", "min", "largest", "floor", "ceiling", "piecewise"))
ORDINARY_DIGITS = 15

_EVEN_AT_ZERO = frozenset(("cos", "cosh", "exp", "erfc"))  # value 1 at 0, so a tiny argument drowns
_ODD_AT_ZERO = frozenset(("sin", "tan", "sinh", "asin", "atan", "asinh", "atanh", "tanh", "erf"))
_LIMITS = {"tanh": (-1, 1), "erf": (-1, 1), "erfc": (0, 2)}


class GuardedMachine(Machine):
    """A machine that notes in `drowned` whether any operand was lost in the radius of a result."""

    __slots__ = ("drowned",)

    def __init__(self, bits: int, fuel: Any) -> None:
        super().__init__(bits, fuel)
        self.drowned = False

    def slots(self, program: Program, inputs: list[Value]) -> list[Value]:
        values = super().slots(program, inputs)
        if not self.drowned:
            first = len(program.inputs) + len(program.numbers)
            for place, step in enumerate(program.steps):
                if _drowns(step, values, values[first + place], self.bits):
                    self.drowned = True
                    break
        return values


def _drowns(step: Step, values: list[Value], result: Value, bits: int) -> bool:
    if type(result) is not arb:
        return False
    op = step.op
    if op == "add":
        radius = result.rad()
        return any(_is_lost(values[slot], radius) for slot in step.slots)
    if op in _EVEN_AT_ZERO or op in _ODD_AT_ZERO:
        return _saturated(op, values[step.slots[0]], result, bits)
    if op in ("power_literal", "power_real", "power_constant", "power_integer"):
        base = values[step.slots[0]]
        return result.contains(1) and not isinstance(base, Absent) and _surely_not(base, 1)
    return False


def _is_lost(operand: Value, radius: arb) -> bool:
    if isinstance(operand, (Absent, bool)):
        return False
    size = abs(arb(operand))
    return bool(size > 0) and bool(size <= radius)


def _saturated(op: str, argument: Value, result: arb, bits: int) -> bool:
    if isinstance(argument, Absent):
        return False
    size = abs(arb(argument))
    if not size > 0:
        return False
    if op in _LIMITS and any(result.contains(limit) for limit in _LIMITS[op]):
        return True
    if op == "atan" and size > arb(2) ** (bits // 4):
        return True
    return bool(size < arb(2) ** (-bits // 4))


def _surely_not(value: Value, number: int) -> bool:
    gap = value - number
    return bool(gap != 0)


def literal_digits(program: Program) -> int:
    """The digits of the longest number in a program."""
    longest = max((abs(top).bit_length() + bottom.bit_length() for top, bottom in program.numbers), default=0)
    inner = [literal_digits(step.detail[0].program) for step in program.steps if step.op in LOOPS or step.op == "integral"]
    return max([longest * 302 // 1000, *inner])


def least_precision(program: Program) -> int:
    """The precision at which agreement begins to mean anything: long literals can hide a difference in their last digit."""
    digits = literal_digits(program)
    return 512 + 8 * digits if digits > ORDINARY_DIGITS else 0


def differing_switches(statement: Term) -> bool:
    """Whether the sides have different switches, so that they may agree at every point tried and differ between them.

    `(|x-99| + |x-101| - 2|x-100|)/2` is 0 but on (99, 101); so is the same with sqrt(u^2) or exp(log(u^2)/2) for |u|.
    """
    if statement.op not in RELATIONS:
        return contains(statement, SWITCHES)
    left, right = (list(filter(_is_switch, postorder(side))) for side in statement.args)
    return set(left) != set(right)


def _is_switch(term: Term) -> bool:
    if term.op in SWITCHES:
        return bool(free_symbols(term))
    if term.op == "power" and term.args[1].op == "number":
        return term.args[1].value[1] != 1 and _may_vanish(term.args[0])
    if term.op == "power":
        return _may_vanish(term.args[0])
    return term.op == "log" and _may_vanish(term.args[0])


def _may_vanish(term: Term) -> bool:
    """Whether an even power of something with symbols, beyond a single symbol, stands below a root or logarithm."""
    if not contains(term, _POWERS):
        return False
    return any(
        part.op == "power" and part.args[1].op == "number" and part.args[1].value[0] % 2 == 0 and part.args[1].value[1] == 1
        and part.args[0].op not in ("symbol", "number", "pi") and free_symbols(part.args[0])
        for part in postorder(term)
    ) or _symbol_squared(term)


def _symbol_squared(term: Term) -> bool:
    """sqrt(x^2) for an x that may be negative is |x|."""
    return any(
        part.op == "power" and part.args[0].op == "symbol" and getattr(part.args[0].sort, "sign", None) is None
        and part.args[1].op == "number" and part.args[1].value[0] % 2 == 0 and part.args[1].value[1] == 1
        for part in postorder(term)
    )  # fmt: skip


