"""Rigorous integrals of real functions: adaptive quadrature in complex balls, and a proved bound for what is cut off.

What lies beyond a cut, near an infinite end or an end at which the integrand is singular, is bounded by `growth`.  Logarithms of
densities are computed in log space, |x| and its like in pieces, and near a singular end x = end + 2^t.  An integral whose tail
has no bound, or that the quadrature does not finish, is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flint import acb, arb, fmpq

from verify.evaluate.complex_balls import INNER_EVALUATIONS, NAN, Integrand
from verify.evaluate.costs import step_cost
from verify.evaluate.functions import UNARY, UNDEFINED, UNKNOWN, Absent, Value
from verify.evaluate.growth import Growth, NoBound, Ray
from verify.evaluate.log_space import in_log_space
from verify.evaluate.pieces import has_switches, inner_ends, pieces
from verify.evaluate.program import Body, Program, depends_on_first
from verify.evaluate.rationals import to_fraction
from verify.fuel import Fuel

MOST_EVALUATIONS = 8_000
FIRST_EVALUATIONS = 1_000
LEAST_EVALUATIONS = 64
GUARD_BITS = 8  # wanted of a result, beyond half of the precision
REGULAR_BITS = 30
LARGEST_DEPTH = 2**20
UNDECIDED = "undecided"
SHARE = 4  # one quadrature may take a quarter of the fuel that is left
CALL_COST = 8
_TIMES = {"sum": 8, "product": 8, "largest": 8, "integral": INNER_EVALUATIONS}

Function = Callable[[acb, bool], acb]


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
    try:
        quadrature = _Quadrature(body, outer, bits, fuel)
    except (ArithmeticError, ValueError):  # of a part that does not depend on the variable
        return UNKNOWN
    return quadrature.between((lower, infinite[0]), (upper, infinite[1]))


def _is_equal(one: Value, other: Value) -> bool:
    gap = one - other
    return bool(gap == 0)


@dataclass(frozen=True)
class _Cut:
    """A place near an end, a bound of the integral beyond it, and, for a finite end, the depth: |end - place| = 2^-depth."""

    place: Any
    tail: arb
    inward: int
    depth: int | None


class _Quadrature:
    def __init__(self, body: Body, outer: list[Any], bits: int, fuel: Fuel) -> None:
        self.program = in_log_space(body.program)
        self.outer = outer
        self.bits = bits
        self.fuel = fuel
        self.goal = arb(2) ** -(bits // 2 + GUARD_BITS)
        self.constants: dict[int, Any] = {}
        self.cost = (CALL_COST + _cost(self.program)) * ((bits + 64) // 128) // 2
        self.fuel.spend(4 * len(self.program.steps), "an integral")
        self.integrand = Integrand(body.program, [acb(arb(value)) for value in outer[1:]])

    def between(self, lower: tuple[Any, int], upper: tuple[Any, int]) -> Value:
        if not lower[1] and not upper[1]:
            if lower[0] > upper[0]:  # so that tails lie inside of the interval
                value = self.between(upper, lower)
                return value if isinstance(value, Absent) else -value
            if self._is_regular(lower[0]) and self._is_regular(upper[0]):
                whole = self._on(self.integrand, lower[0], upper[0], FIRST_EVALUATIONS)
                if whole is not None:
                    return whole
        try:
            return self._cut(lower, upper)
        except NoBound:
            return UNKNOWN

    def _is_regular(self, end: Any) -> bool:
        """Whether the integrand is bounded near an end; this decides only what is tried first."""
        return bool(_value_at(self.integrand, acb(arb(end) + arb(0, arb(2) ** -REGULAR_BITS))).is_finite())

    def _cut(self, lower: tuple[Any, int], upper: tuple[Any, int]) -> Value:
        """The integral between two cuts, and the bounds of both tails."""
        if lower[1] == 1 or upper[1] == -1:
            return UNKNOWN
        cuts = self._end(lower, 1), self._end(upper, -1)
        if not cuts[0].place < cuts[1].place:
            return UNKNOWN
        half = _half_width(lower, upper)
        left, right = self._approach(cuts[0], lower[0], half), self._approach(cuts[1], upper[0], half)
        if left is None or right is None:
            return UNKNOWN
        (start, first), (stop, last) = left, right
        middle = self._on(self.integrand, start, stop, MOST_EVALUATIONS)
        return UNKNOWN if middle is None else middle + first + last + arb(0, cuts[0].tail + cuts[1].tail)

    def _approach(self, cut: _Cut, end: Any, half: int) -> tuple[Any, arb] | None:
        """The integral between a cut near a finite end and a place farther inside, and that place.

        With x = end + 2^t, what is singular in x, such as x^(a-1) log x, is smooth in t.
        """
        if cut.depth is None or half <= -cut.depth:
            return cut.place, arb(0)
        place = end + cut.inward * fmpq(2) ** half
        body = self.integrand
        if has_switches(self.program):
            ends = (cut.place, place) if cut.inward > 0 else (place, cut.place)
            found = pieces(self.program, self.outer[1:], *ends)
            if len(found) > 1:
                return cut.place, arb(0)
            body = body.resolved(self.program, found[0].choices)
        origin, inward, scale = acb(arb(end)), cut.inward, arb(2).log()

        def logarithmic(t: acb, analytic: bool) -> acb:
            step = (t * scale).exp()
            return body(origin + inward * step, analytic) * step * scale

        value = self._smooth(logarithmic, fmpq(-cut.depth), fmpq(half), MOST_EVALUATIONS)
        return None if value is None else (place, value)

    def _end(self, end: tuple[Any, int], inward: int) -> _Cut:
        """Where to cut near an end, and a bound of what is cut off."""
        value, is_infinite = end
        if not is_infinite and self._is_regular(value):
            return _Cut(value, arb(0), inward, None)
        best: _Cut | None = None
        varying = sum(depends_on_first(self.program))
        for exponent in self._exponents(is_infinite):
            self.fuel.spend(20 * varying, "the tail of an integral")
            start = fmpq(2) ** exponent
            try:
                bound = self._tail(value, is_infinite, inward, start)
            except NoBound:
                continue
            if not bound.is_finite():
                continue
            if best is None or bound < best.tail:
                place = is_infinite * start if is_infinite else value + inward / start
                best = _Cut(place, bound, inward, None if is_infinite else exponent)
            if bound < self.goal:
                break
        if best is None:
            if is_infinite:
                raise NoBound
            return _Cut(value, arb(0), inward, None)  # no singularity, as far as is known: the quadrature will tell
        return best

    def _exponents(self, is_infinite: int) -> tuple[int, ...]:
        far = self.bits // 2, self.bits, 2 * self.bits, 4 * self.bits
        return (4, 5, 6, 8, 10, 12, *far) if is_infinite else far

    def _tail(self, value: Any, is_infinite: int, inward: int, start: fmpq) -> arb:
        ray = Ray(start)
        place = {1: fmpq(is_infinite)} if is_infinite else {0: value, -1: fmpq(inward)}
        growth = growth_of(self.program, ray.of_laurent(place), self.outer, ray, self.constants)
        if not is_infinite:  # dx = dt / t^2
            growth = ray.multiply(growth, ray.of_laurent({-2: fmpq(1)}))
        return ray.integral(growth.upper)

    def _on(self, body: Integrand, start: Any, stop: Any, most: int) -> arb | None:
        """The integral over a finite interval, in pieces between the switches; None if that is too much work."""
        if not has_switches(self.program):
            return self._smooth(body, start, stop, most)
        self.fuel.spend(4 * len(self.program.steps), "an integral")
        found = pieces(self.program, self.outer[1:], start, stop)
        if not all(_value_at(body, acb(arb(end))).is_finite() for end in inner_ends(found)):
            return self._smooth(body, start, stop, most)  # undefined there, for all that is known
        total = arb(0)
        for piece in found:
            value = self._smooth(body.resolved(self.program, piece.choices), piece.start, piece.stop, most)
            if value is None:
                return None
            total = total + value
        return total

    def _smooth(self, body: Function, start: Any, stop: Any, most: int) -> arb | None:
        evaluations = min(most, self.fuel.left // SHARE // self.cost)
        if evaluations < LEAST_EVALUATIONS:
            return None
        calls = 0

        def integrand(z: acb, analytic: bool) -> acb:
            nonlocal calls
            calls += 1
            return _value_at(body, z, bool(analytic))

        ends = acb(arb(start)), acb(arb(stop))
        result = acb.integral(integrand, *ends, rel_tol=self.goal, abs_tol=self.goal, eval_limit=evaluations)
        self.fuel.spend(min(calls * self.cost, self.fuel.left), "an integral")
        real = result.real
        return real if result.is_finite() and result.imag.contains(0) else None


def _value_at(body: Function, z: acb, analytic: bool = False) -> acb:
    try:
        return body(z, analytic)
    except (ArithmeticError, ValueError):  # no exception may pass through flint
        return NAN


def _half_width(lower: tuple[Any, int], upper: tuple[Any, int]) -> int:
    """An exponent such that 2^exponent is at most half of an interval, and about 1 of an infinite one."""
    if lower[1] or upper[1]:
        return 0
    width = arb(upper[0] - lower[0])
    exponent = (width.log() / arb(2).log()).floor().unique_fmpz() if width > 0 else None
    return -LARGEST_DEPTH if exponent is None else int(exponent) - 1


def _cost(program: Program) -> int:
    """What one evaluation of an integrand costs, as far as it depends on its variable; a loop counts for a few terms."""
    depends = depends_on_first(program)
    total = 0
    for slot, step in enumerate(program.steps, len(program.inputs) + len(program.numbers)):
        if depends[slot]:
            total += step_cost(step) + (_TIMES[step.op] * _cost(step.detail[0].program) if step.op in _TIMES else 0)
    return total


def infinite_sum_tail(body: Body, outer: list[Any], start: fmpq) -> arb:
    """A bound of the sum of |body| over start, start + 1 ...; raises NoBound."""
    ray = Ray(start)
    return ray.total(growth_of(body.program, ray.of_laurent({1: fmpq(1)}), outer, ray, {}).upper)


def growth_of(program: Program, place: Growth, outer: list[Any], ray: Ray, constants: dict[int, Any]) -> Growth:
    """The bounds of the integrand on a ray; those of what does not depend on it are kept in `constants`."""
    slots: list[Any] = [place if value is None else ray.constant(value) for value in outer]
    slots += [ray.constant(fmpq(*number)) for number in program.numbers]
    depends = depends_on_first(program)
    for slot, step in enumerate(program.steps, len(slots)):
        if slot in constants:
            slots.append(constants[slot])
            continue
        try:
            value = _step_growth(step.op, step.detail, [slots[source] for source in step.slots], ray)
        except NoBound:
            value = None  # perhaps undefined; a branch that is not chosen may be
        if not depends[slot]:
            constants[slot] = value
        slots.append(value)
    result = slots[program.outputs[0]]
    if not isinstance(result, Growth):
        raise NoBound
    return result


def _step_growth(op: str, detail: Any, args: list[Any], ray: Ray) -> Any:
    if op == "piecewise":
        return _piecewise_growth(args, ray)
    if op in ("true", "false"):
        return op == "true"
    if op == "first_known" and args[0] is not None:
        return args[0]
    if op == "first_known":
        op, args = "log", args[1:]
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
        if op == "power_real" and args[0].sign != 1:
            raise NoBound  # (-1)^t is undefined
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
    if type(value) is not fmpq:
        raise NoBound
    return to_fraction(value)


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
