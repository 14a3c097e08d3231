"""Rigorous integrals of real functions: adaptive quadrature in complex balls, and a proved bound for what is cut off.

What lies beyond a cut, near an infinite end or an end at which the integrand is singular, is bounded by `growth`.  An integral
whose tail has no bound, or that the quadrature does not finish, is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import acb, arb, fmpq

from verify.evaluate.complex_balls import NAN, Integrand
from verify.evaluate.costs import step_cost
from verify.evaluate.functions import UNARY, UNDEFINED, UNKNOWN, Absent, Value
from verify.evaluate.growth import Growth, NoBound, Ray
from verify.evaluate.log_space import in_log_space
from verify.evaluate.pieces import has_switches, inner_ends, pieces
from verify.evaluate.program import Body, Program, depends_on_first
from verify.fuel import Fuel

MOST_EVALUATIONS = 8_000
FIRST_EVALUATIONS = 1_000
LEAST_EVALUATIONS = 64
UNDECIDED = "undecided"
SHARE = 8
CALL_COST = 8


def integral(bits: int, fuel: Fuel, ends: tuple[Value, ...], values: list[Value], detail: Any) -> Value:
    """The integral of a body between two ends; `detail` holds the body and which ends are infinite."""
    body, infinite = detail
    outer = [None if source < 0 else values[source] for source in body.sources]
    for value in (*ends, *outer[1:]):
        if isinstance(value, Absent):
            return UNDEFINED if value is UNDEFINED else UNKNOWN
    remaining = iter(ends)
    lower, upper = (sign or next(remaining) for sign in infinite)
    if not any(infinite) and _is_equal(lower, upper):
        return UNKNOWN  # 0 if the integrand is defined there, which nothing shows
    return _Quadrature(body, outer, bits, fuel).between((lower, infinite[0]), (upper, infinite[1]))


def _is_equal(one: Value, other: Value) -> bool:
    gap = one - other
    return bool(gap == 0)


class _Quadrature:
    def __init__(self, body: Body, outer: list[Any], bits: int, fuel: Fuel) -> None:
        self.program = in_log_space(body.program)
        self.body = body.program
        self.outer = outer
        self.bits = bits
        self.fuel = fuel
        self.cost = (CALL_COST + _cost(self.program)) * (bits + 64) // 128

    def between(self, lower: tuple[Any, int], upper: tuple[Any, int]) -> Value:
        if not lower[1] and not upper[1]:
            if lower[0] > upper[0]:  # so that tails lie inside of the interval
                value = self.between(upper, lower)
                return value if isinstance(value, Absent) else -value
            whole = self._on(lower[0], upper[0], FIRST_EVALUATIONS)
            if whole is not None:
                return whole
        try:
            return self._cut(lower, upper)
        except NoBound:
            return UNKNOWN

    def _cut(self, lower: tuple[Any, int], upper: tuple[Any, int]) -> Value:
        """The integral between two cuts, and the bounds of both tails."""
        if lower[1] == 1 or upper[1] == -1:
            return UNKNOWN
        start, left = self._end(lower, 1, upper)
        stop, right = self._end(upper, -1, lower)
        if not start < stop:
            return UNKNOWN
        middle = self._on(start, stop, MOST_EVALUATIONS)
        if middle is None:
            return UNKNOWN
        tail = left + right
        return middle + arb(0, tail)

    def _end(self, end: tuple[Any, int], inward: int, other: tuple[Any, int]) -> tuple[Any, arb]:
        """Where to cut near an end, and a bound of what is cut off."""
        value, is_infinite = end
        best: tuple[Any, arb] | None = None
        for start in self._starts(is_infinite):
            self.fuel.spend(40 * (2 + len(self.program.steps)), "the tail of an integral")
            try:
                bound = self._tail(value, is_infinite, inward, start)
            except NoBound:
                continue
            cut = is_infinite * start if is_infinite else value + inward / start
            if not bound.is_finite():
                continue
            if best is None or bound < best[1]:
                best = cut, bound
            if bound < arb(2) ** (-3 * self.bits // 4):
                break
        if best is None:
            if is_infinite:
                raise NoBound
            return value, arb(0)  # no singularity, as far as is known: the quadrature will tell
        return best

    def _starts(self, is_infinite: int) -> Iterator[fmpq]:
        for exponent in (4, 6, 8, 10, 12) if is_infinite else (self.bits // 2,):
            yield fmpq(2) ** exponent
        for exponent in (self.bits // 2, self.bits, 2 * self.bits, 4 * self.bits):
            yield fmpq(2) ** exponent

    def _tail(self, value: Any, is_infinite: int, inward: int, start: fmpq) -> arb:
        ray = Ray(start)
        place = {1: fmpq(is_infinite)} if is_infinite else {0: value, -1: fmpq(inward)}
        growth = _growth(self.program, ray.of_laurent(place), self.outer, ray)
        if not is_infinite:  # dx = dt / t^2
            growth = ray.multiply(growth, ray.of_laurent({-2: fmpq(1)}))
        return ray.integral(growth.upper)

    def _on(self, start: Any, stop: Any, most: int) -> arb | None:
        """The integral over a finite interval, or None."""
        outer = [None if value is None else acb(arb(value)) for value in self.outer[1:]]
        self.fuel.spend(4 * len(self.program.steps), "an integral")
        try:
            body = Integrand(self.body, outer)
            if not has_switches(self.program):
                return self._smooth(body, start, stop, most)
            return self._in_pieces(body, start, stop, most)
        except (ArithmeticError, ValueError):
            return None

    def _in_pieces(self, body: Integrand, start: Any, stop: Any, most: int) -> arb | None:
        """The sum of the integrals between the switches, at which the integrand has to be defined, too."""
        found = pieces(self.program, self.outer[1:], start, stop)
        if not all(body(acb(arb(end)), False).is_finite() for end in inner_ends(found)):
            return self._smooth(body, start, stop, most)
        total = arb(0)
        for piece in found:
            value = self._smooth(body.resolved(self.program, piece.choices), piece.start, piece.stop, most)
            if value is None:
                return None
            total = total + value
        return total

    def _smooth(self, body: Integrand, start: Any, stop: Any, most: int) -> arb | None:
        evaluations = min(most, self.fuel.left // SHARE // self.cost)
        if evaluations < LEAST_EVALUATIONS:
            return None
        calls = 0

        def integrand(z: acb, analytic: bool) -> acb:
            nonlocal calls
            calls += 1
            try:
                return body(z, bool(analytic))
            except (ArithmeticError, ValueError):  # no exception may pass through flint
                return NAN

        goal = arb(2) ** (-3 * self.bits // 4)
        ends = acb(arb(start)), acb(arb(stop))
        result = acb.integral(integrand, *ends, rel_tol=goal, abs_tol=goal, eval_limit=evaluations)
        self.fuel.spend(min(calls * self.cost, self.fuel.left), "an integral")
        real = result.real
        return real if result.is_finite() and result.imag.contains(0) else None


def _cost(program: Program) -> int:
    """What one evaluation of an integrand costs, as far as it depends on its variable; a loop counts for a few terms."""
    depends = depends_on_first(program)
    total = 0
    for slot, step in enumerate(program.steps, len(program.inputs) + len(program.numbers)):
        if depends[slot]:
            total += step_cost(step) + (8 * _cost(step.detail[0].program) if step.op in ("sum", "product") else 0)
    return total


def infinite_sum_tail(body: Body, outer: list[Any], start: fmpq) -> arb:
    """A bound of the sum of |body| over start, start + 1 ...; raises NoBound."""
    ray = Ray(start)
    return ray.total(_growth(body.program, ray.of_laurent({1: fmpq(1)}), outer, ray).upper)


def _growth(program: Program, place: Growth, outer: list[Any], ray: Ray) -> Growth:
    """The bounds of the integrand on a ray."""
    slots: list[Any] = [place if value is None else ray.constant(value) for value in outer]
    slots += [ray.constant(fmpq(*number)) for number in program.numbers]
    for step in program.steps:
        args = [slots[slot] for slot in step.slots]
        try:
            slots.append(_step_growth(step.op, step.detail, args, ray))
        except NoBound:
            slots.append(None)  # perhaps undefined; a branch that is not chosen may be
    result = slots[program.outputs[0]]
    if not isinstance(result, Growth):
        raise NoBound
    return result


def _step_growth(op: str, detail: Any, args: list[Any], ray: Ray) -> Any:
    if op == "piecewise":
        return _piecewise_growth(args, ray)
    if op in ("true", "false"):
        return op == "true"
    if op == "first_known":
        return args[0] if isinstance(args[0], Growth) else _value_growth("log", None, [args[1]], ray)
    if any(arg is None for arg in args):
        raise NoBound
    if op in ("eq", "ne", "lt", "le"):
        sign = ray.sign_of_gap(*args)
        if sign == 0:
            return UNDECIDED
        return op == "ne" if sign > 0 else op != "eq"
    if any(isinstance(arg, (bool, str)) for arg in args):
        return _logic(op, args)
    return _value_growth(op, detail, args, ray)


def _logic(op: str, args: list[Any]) -> Any:
    """Three truth values: a condition may be defined and change along the ray."""
    if op == "not":
        return UNDECIDED if args[0] == UNDECIDED else not args[0]
    deciding = {"and": False, "or": True}.get(op)
    if deciding is None:
        raise NoBound
    return deciding if deciding in args else UNDECIDED if UNDECIDED in args else not deciding


def _value_growth(op: str, detail: Any, args: list[Growth], ray: Ray) -> Growth:
    if op == "add":
        return ray.add(*args)
    if op == "mul":
        return ray.multiply(*args)
    if op == "log_power":
        return ray.multiply(ray.constant(fmpq(*detail)), args[0])
    if op == "log_size":
        return ray.function("log", ray.function("abs", args[0]))
    if op == "pi":
        return ray.constant(arb.pi())
    if op in ("max", "min"):
        return ray.extremum(op, tuple(args))
    if op in ("power_literal", "power_constant", "power_integer", "power_real"):
        exponent = args[-1].laurent
        if op in ("power_integer", "power_real") and (exponent is None or any(exponent)):
            return ray.exponential(*args)
        return ray.power(args[0], _exponent(op, detail, args))
    if op in UNARY:
        return ray.function(op, args[0])
    raise NoBound


def _exponent(op: str, detail: Any, args: list[Growth]) -> Any:
    from_laurent = args[-1].laurent
    value: Any = fmpq(*detail) if op == "power_literal" else None
    if value is None and from_laurent is not None and not any(from_laurent):
        value = from_laurent.get(0, fmpq(0))
    if type(value) is not fmpq or (op == "power_real" and args[0].sign != 1):
        raise NoBound
    return Fraction(int(value.p), int(value.q))


def _piecewise_growth(args: list[Any], ray: Ray) -> Growth:
    possible: list[Growth] = []
    for branch, condition in zip(args[::2], args[1::2], strict=True):
        if condition is False:
            continue
        if condition is None or not isinstance(branch, Growth):
            raise NoBound
        possible.append(branch)
        if condition is True:
            return ray.hull(possible)
    raise NoBound
