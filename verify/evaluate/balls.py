"""Programs on exact rationals and real balls: every result contains the true value.

Values, and the two ways of having none, are those of `verify.evaluate.functions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from verify.evaluate.costs import step_cost
from verify.evaluate.functions import UNARY, UNDEFINED, UNKNOWN, Absent, Value, bounded, maximum, minimum, pi, polygamma, sign_of
from verify.evaluate.growth import NoBound
from verify.evaluate.no_value import inner_boxes, inputs_of, integral_diverges, range_of, series_diverges
from verify.evaluate.powers import constant_power, literal_power, real_power, symbolic_integer_power
from verify.evaluate.precision import precision
from verify.evaluate.program import Body, CannotEvaluate, Program, Step, program_of
from verify.evaluate.quadrature import infinite_sum_tail, integral
from verify.evaluate.statements import PIECEWISE_AND_LOGIC
from verify.fuel import Fuel
from verify.term import Term

_UNARY, _ADD, _MULTIPLY, _CALL, _BINDER = range(5)
PRECISIONS = (64, 192, 640, 2_048, 4_096)
LONGEST_SUM = 10  # 2^10 terms of an infinite sum
SHARE = 4  # one loop may take a quarter of the fuel that is left

Binder = Callable[["Machine", tuple[Value, ...], list[Value], Any], Value]
_CALLS: dict[str, Callable[..., Value]] = {
    "max": maximum,
    "min": minimum,
    "pi": pi,
    "polygamma": polygamma,
    "power_constant": constant_power,
    "power_integer": symbolic_integer_power,
    "power_real": real_power,
    "true": lambda: True,
    "false": lambda: False,
    **PIECEWISE_AND_LOGIC,
}


class Prepared:
    """A program whose operations are bound to functions, and what one run of it costs at 64 bits."""

    __slots__ = ("cost", "numbers", "outputs", "steps")

    def __init__(self, program: Program) -> None:
        self.numbers = [fmpq(*number) for number in program.numbers]
        self.steps = [_prepare(step) for step in program.steps]
        self.outputs = program.outputs
        self.cost = 2 + sum(map(step_cost, program.steps))


def _prepare(step: Step) -> tuple[int, Any, Any]:
    op, slots = step.op, step.slots
    if op == "add":
        return _ADD, slots[0], slots[1:]
    if op == "mul":
        return _MULTIPLY, slots[0], slots[1:]
    if op == "power_literal":
        return _UNARY, literal_power(*step.detail), slots[0]
    if op in UNARY:
        return _UNARY, UNARY[op], slots[0]
    if op in BINDERS:
        return _BINDER, (BINDERS[op], step.detail), slots
    if op == "is_member":
        return _CALL, _membership(step.detail), slots
    function = _CALLS.get(op)
    if function is None:
        raise CannotEvaluate(f"no real value of {op}")
    return _CALL, function, slots


def step_function(step: Step) -> Callable[..., Value]:
    """What a step that is no sum, product or loop does with the values of its slots."""
    function: Callable[..., Value] = _prepare(step)[1]
    return function


def _membership(detail: Any) -> Callable[..., Value]:
    kind, value, ends = detail
    function = PIECEWISE_AND_LOGIC[kind]
    return lambda *parts: function(value, ends, *parts)


def prepared(program: Program) -> Prepared:
    ready: Prepared | None = program.prepared.get("balls")
    if ready is None:
        ready = program.prepared["balls"] = Prepared(program)
    return ready


class Machine:
    """Runs programs at one precision, inside of a `precision` block, on account of `fuel`."""

    __slots__ = ("bits", "fuel", "scale")

    def __init__(self, bits: int, fuel: Fuel) -> None:
        self.bits = bits
        self.scale = max(1, bits // 64)
        self.fuel = fuel

    def outputs(self, program: Program, inputs: list[Value]) -> list[Value]:
        values = self.slots(program, inputs)
        return [values[slot] for slot in program.outputs]

    def slots(self, program: Program, inputs: list[Value]) -> list[Value]:
        """The values of all slots; `inputs` in the order of `program.inputs`."""
        ready = prepared(program)
        self.fuel.spend(ready.cost * self.scale, "evaluating a formula")
        values = inputs + ready.numbers
        push = values.append
        for kind, function, slots in ready.steps:
            if kind == _UNARY:
                push(function(values[slots]))
            elif kind == _ADD:
                total = values[function]
                for slot in slots:
                    total = total + values[slot]
                push(total)
            elif kind == _MULTIPLY:
                total = values[function]
                for slot in slots:
                    total = total * values[slot]
                push(bounded(total) if type(total) is fmpq else total)
            elif kind == _CALL:
                push(function(*[values[slot] for slot in slots]))
            else:
                binder, detail = function
                push(binder(self, tuple([values[slot] for slot in slots]), values, detail))
        return values


def _loop_range(machine: Machine, ends: tuple[Value, ...], body: Body) -> range | Absent:
    """The indices of a sum or product, or why there are none."""
    lower, upper = ends
    if isinstance(lower, Absent) or isinstance(upper, Absent):
        return lower + upper  # type: ignore[no-any-return]
    if type(lower) is not fmpq or type(upper) is not fmpq or lower.q != 1 or upper.q != 1:
        return UNKNOWN
    count = int(upper.p) - int(lower.p) + 1
    if count > 0 and prepared(body.program).cost * machine.scale * count * SHARE > machine.fuel.left:
        return UNKNOWN
    return range(int(lower.p), int(upper.p) + 1)


def loop_values(machine: Machine, ends: tuple[Value, ...], values: list[Value], body: Body) -> Iterator[Value]:
    """The terms of a sum or factors of a product, or instead of them what is absent."""
    indices = _loop_range(machine, ends, body)
    if isinstance(indices, Absent):
        yield indices
        return
    inputs = [None if source < 0 else values[source] for source in body.sources]
    for index in indices:
        inputs[0] = fmpq(index)
        yield machine.outputs(body.program, list(inputs))[0]


def _infinite_sum(machine: Machine, lower: Value, values: list[Value], body: Body) -> Value:
    """A finite part and a bound of the rest."""
    outer = [None if source < 0 else values[source] for source in body.sources]
    for value in (lower, *outer[1:]):
        if isinstance(value, Absent):
            return UNDEFINED if value is UNDEFINED else UNKNOWN
    if type(lower) is not fmpq or lower.q != 1:
        return UNKNOWN
    cost = prepared(body.program).cost * machine.scale
    for exponent in range(3, LONGEST_SUM + 1):
        start = max(fmpq(0), lower) + 2**exponent
        if cost * 2**exponent * SHARE > machine.fuel.left:
            return UNKNOWN
        machine.fuel.spend(40 * len(body.program.steps), "the tail of a sum")
        try:
            tail = infinite_sum_tail(body, outer, start)
        except NoBound:
            continue
        if tail < arb(2) ** -machine.bits or exponent == LONGEST_SUM:
            total = _sum(machine, (lower, start - 1), values, (body, (0, 0)))
            return total if isinstance(total, Absent) else total + arb(0, tail)
    return UNDEFINED if series_diverges(body, outer, machine.fuel) else UNKNOWN


def _sum(machine: Machine, ends: tuple[Value, ...], values: list[Value], detail: Any) -> Value:
    if len(ends) == 1:
        return _infinite_sum(machine, ends[0], values, detail[0])
    total: Value = fmpq(0)
    for value in loop_values(machine, ends, values, detail[0]):
        total = total + value
        if type(total) is fmpq:
            total = bounded(total)
        elif total is UNDEFINED:
            break
    return total


def _product(machine: Machine, ends: tuple[Value, ...], values: list[Value], detail: Any) -> Value:
    total: Value = fmpq(1)
    for value in loop_values(machine, ends, values, detail[0]):
        total = total * value
        if type(total) is fmpq:
            total = bounded(total)
        elif total is UNDEFINED:
            break
    return total


def _largest(machine: Machine, ends: tuple[Value, ...], values: list[Value], detail: Any) -> Value:
    found = list(loop_values(machine, ends, values, detail[0]))
    return maximum(*found) if found else UNDEFINED


def _integral(machine: Machine, ends: tuple[Value, ...], values: list[Value], detail: Any) -> Value:
    value = integral(machine.bits, machine.fuel, ends, values, detail)
    return UNDEFINED if value is UNKNOWN and _has_no_value(machine, ends, values, detail) else value


def _has_no_value(machine: Machine, ends: tuple[Value, ...], values: list[Value], detail: Any) -> bool:
    body, infinite = detail
    known = range_of(ends, infinite)
    if known is None:
        return False
    outer = inputs_of(body, values)
    if any(machine.outputs(body.program, [box, *outer[1:]])[0] is UNDEFINED for box in inner_boxes(known, infinite)):
        return True
    return integral_diverges(body, outer, known, infinite, machine.fuel)


BINDERS: dict[str, Binder] = {"sum": _sum, "product": _product, "largest": _largest, "integral": _integral}


ENCLOSURE_FUEL = 8  # beside that of the steps of the program


def enclosures(term: Term, point: Mapping[Term, Any], fuel: Fuel, bits: int = 64) -> list[Value]:
    """The value of `term` (of a relation: of both sides) at a point that maps symbols to rationals or balls.

    Raises CannotEvaluate for an operation without numbers, OutOfFuel.
    """
    fuel.spend(ENCLOSURE_FUEL, "evaluating a formula")
    program = program_of(term)
    inputs = [as_value(point[symbol]) for symbol in program.inputs]
    with precision(bits):
        return Machine(bits, fuel).outputs(program, inputs)


def enclosure(term: Term, point: Mapping[Term, Any], fuel: Fuel, bits: int = 64) -> Value:
    """As `enclosures`, for a term that is no relation."""
    return enclosures(term, point, fuel, bits)[0]


def sign(term: Term, point: Mapping[Term, Any], fuel: Fuel) -> int | None:
    """The rigorous sign of a term at a point: 1, 0, -1, or None if the precision of the limits does not show it."""
    for bits in precisions(fuel):
        value = enclosure(term, point, fuel, bits)
        if value is UNDEFINED:
            return None
        known = None if isinstance(value, Absent) else sign_of(value)
        if known is not None:
            return known
    return None


def precisions(fuel: Fuel, least: int = 64) -> tuple[int, ...]:
    """The precisions to try, in rising order, from `least` to that of the limits."""
    top = max(fuel.limits.precision, 64)
    return tuple(bits for bits in PRECISIONS if least <= bits <= top) or (min(max(least, 64), top),)


def as_value(number: Any) -> Value:
    if isinstance(number, Fraction):
        return fmpq(number.numerator, number.denominator)
    return fmpq(number) if isinstance(number, int) else number


