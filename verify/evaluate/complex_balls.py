"""Programs on complex balls, for the rigorous quadrature of real integrands.

The result is that of the real function, continued analytically: a logarithm or root is computed only where its argument has a
positive real part, so that the integrand is nowhere continued past a real point at which it is undefined; elsewhere the result
is not finite, and the quadrature divides the interval further.  A switch is decided by the real part of its argument.  With
`analytic`, a ball on which it is not decided has no value; without, it has the hull of the branches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from flint import acb, arb, fmpq, fmpz

from verify.evaluate.log_space import in_log_space
from verify.evaluate.program import Body, CannotEvaluate, Program, Step, depends_on_first

NAN = acb("nan")
Function = Callable[..., Any]


def is_right(z: acb) -> bool:
    return bool(z.real > 0)


def _inside(z: acb) -> bool:
    return bool(z.real > -1) and bool(z.real < 1)


def _off_imaginary_cuts(z: acb) -> bool:
    """Whether a ball avoids the cuts of atan and asinh, i and beyond, -i and beyond."""
    return is_right(z) or bool(z.real < 0) or (bool(z.imag > -1) and bool(z.imag < 1))


def _where(test: Callable[[acb], bool], method: Callable[[acb], acb]) -> Function:
    return lambda z, analytic: method(z) if test(z) else NAN


def _everywhere(method: Callable[[acb], acb]) -> Function:
    return lambda z, analytic: method(z)


def _beyond_one(z: acb) -> bool:
    return bool(z.real > 1)


UNARY: dict[str, Function] = {
    **{name: _everywhere(getattr(acb, name))
       for name in ("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "gamma", "digamma", "erf", "erfc")},
    **{name: _where(is_right, method) for name, method in (("log", acb.log), ("loggamma", acb.lgamma))},
    **{name: _where(_inside, getattr(acb, name)) for name in ("asin", "acos", "atanh")},
    **{name: _where(_off_imaginary_cuts, getattr(acb, name)) for name in ("atan", "asinh")},
    "acosh": _where(_beyond_one, acb.acosh),
    "abs": lambda z, analytic: z.real_abs(analytic=analytic),
    "sign": lambda z, analytic: z.real_sgn(analytic=analytic),
    "floor": lambda z, analytic: z.real_floor(analytic=analytic),
    "ceiling": lambda z, analytic: z.real_ceil(analytic=analytic),
}  # fmt: skip


def _maximum(analytic: bool, *parts: acb) -> acb:
    best = parts[0]
    for part in parts[1:]:
        best = best.real_max(part, analytic=analytic)
    return best


def _minimum(analytic: bool, *parts: acb) -> acb:
    best = parts[0]
    for part in parts[1:]:
        best = best.real_min(part, analytic=analytic)
    return best


def _integer_power(z: acb, n: int) -> acb:
    if n.bit_length() > 64 or (n == 0 and not z.is_finite()):  # what is undefined stays so, though z^0 is 1
        return NAN
    return z**n if n >= 0 else 1 / z ** (-n)


def _real_power(analytic: bool, z: acb, exponent: acb) -> acb:
    return z**exponent if is_right(z) else NAN


def _power_of_integer(analytic: bool, z: acb, exponent: acb) -> acb:
    n = exponent.unique_fmpz()
    return NAN if n is None else _integer_power(z, int(n))


def _power_of_constant(analytic: bool, z: acb, exponent: acb) -> acb:
    n = exponent.unique_fmpz() if exponent.is_exact() else None
    return _real_power(analytic, z, exponent) if n is None else _integer_power(z, int(n))


def _literal_power(numerator: int, denominator: int) -> Function:
    if denominator == 1:
        return lambda z, analytic: _integer_power(z, numerator)
    exponent = fmpq(numerator, denominator)
    if denominator == 2:
        return lambda z, analytic: _integer_power(z.sqrt(), numerator) if is_right(z) else NAN
    return lambda z, analytic: z ** acb(arb(exponent)) if is_right(z) else NAN


def _relation(op: str) -> Function:
    def decide(analytic: bool, left: acb, right: acb) -> Any:
        if not left.is_finite() or not right.is_finite():
            return NAN  # an undefined condition is not one that may hold
        gap = (left - right).real
        if gap > 0:
            return op == "ne"
        if gap < 0:
            return op != "eq"
        return op in ("eq", "le") if (left - right).is_zero() else None

    return decide


def _conjunction(analytic: bool, *parts: Any) -> Any:
    if any(part is NAN for part in parts):
        return NAN
    return False if False in parts else None if None in parts else True


def _disjunction(analytic: bool, *parts: Any) -> Any:
    if any(part is NAN for part in parts):
        return NAN
    return True if True in parts else None if None in parts else False


def _negation(analytic: bool, part: Any) -> Any:
    return part if part is None or part is NAN else not part


def _piecewise(analytic: bool, *parts: Any) -> acb:
    hull: acb | None = None
    for branch, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is False:
            continue
        if condition is NAN or (condition is None and analytic):
            return NAN
        hull = branch if hull is None else hull.union(branch)
        if condition is True:
            return hull
    return NAN


def _given_defined(analytic: bool, value: acb, body: acb) -> acb:
    return value if body.is_finite() else NAN


def _unless_zero(analytic: bool, value: acb, switch: acb) -> acb:
    return NAN if switch.real.contains(0) else value


def _polygamma(analytic: bool, order: acb, z: acb) -> acb:
    n = order.unique_fmpz()
    return NAN if n is None or n < 0 or n > 64 else z.polygamma(int(n))


def _logarithm(z: acb) -> acb:
    return z.log() if is_right(z) else NAN


def _log_of_size(analytic: bool, z: acb) -> acb:
    return _logarithm(-z if z.real < 0 else z)


def _log_of_sum(analytic: bool, *logs: acb) -> acb:
    """log(e^a + e^b + ..) = a + log(1 + e^(b-a) + ..), with the largest in front: the choice is one for the whole ball."""
    if not all(part.is_finite() for part in logs):
        return NAN
    first = 0
    for place in range(1, len(logs)):
        if logs[place].real.mid() > logs[first].real.mid():
            first = place
    rest = acb(1)
    for place, part in enumerate(logs):
        if place != first:
            rest = rest + (part - logs[first]).exp()
    return logs[first] + _logarithm(rest)


def _first_known(analytic: bool, log_of_z: acb, z: acb) -> acb:
    return log_of_z if log_of_z.is_finite() else _logarithm(z)


CALLS: dict[str, Function] = {
    "log_size": _log_of_size,
    "log_sum": _log_of_sum,
    "first_known": _first_known,
    "max": _maximum,
    "min": _minimum,
    "pi": lambda analytic: acb(arb.pi()),
    "power_real": _real_power,
    "power_integer": _power_of_integer,
    "power_constant": _power_of_constant,
    "true": lambda analytic: True,
    "false": lambda analytic: False,
    **{op: _relation(op) for op in ("eq", "ne", "lt", "le")},
    "and": _conjunction,
    "or": _disjunction,
    "not": _negation,
    "piecewise": _piecewise,
    "given_defined": _given_defined,
    "unless_zero": _unless_zero,
    "polygamma": _polygamma,
}

_UNARY, _ADD, _MULTIPLY, _CALL, _LOOP = range(5)
MOST_TERMS = 200
INNER_EVALUATIONS = 96  # of an integral inside of another one


class PreparedComplex:
    """A program whose operations are bound to functions of complex balls; `varying` are the steps that depend on input 0."""

    __slots__ = ("fixed", "numbers", "outputs", "size", "steps", "varying")

    def __init__(self, program: Program) -> None:
        self.numbers = [fmpq(*number) for number in program.numbers]
        first = len(program.inputs) + len(program.numbers)
        self.steps = [(slot, *_prepare(step)) for slot, step in enumerate(program.steps, first)]
        self.size = len(program.steps)
        self.outputs = program.outputs
        depends = depends_on_first(program)
        self.varying = [step for step in self.steps if depends[step[0]]]
        self.fixed = [step for step in self.steps if not depends[step[0]]]

    def run(self, inputs: list[Any], analytic: bool) -> list[Any]:
        """The outputs; an output that has no value is not finite."""
        values = inputs + _balls(self.numbers) + [None] * self.size
        _run(self.steps, values, analytic)
        return [values[slot] for slot in self.outputs]


class Integrand:
    """A body as a function of its bound symbol: what does not depend on that is computed once.

    `analytic` says that it has to be analytic in what the outer values depend on; a constant is, however it is computed.
    """

    __slots__ = ("output", "steps", "values")

    def __init__(self, program: Program, outer: list[Any], analytic: bool = False) -> None:
        ready = prepared_complex(program)
        self.values = [None, *outer, *_balls(ready.numbers), *[None] * ready.size]
        _run(ready.fixed, self.values, analytic)
        self.steps = ready.varying
        self.output = ready.outputs[0]

    def resolved(self, program: Program, choices: Mapping[int, Any]) -> Integrand:
        """The same with the switches in some slots replaced by what they choose."""
        new = copy(self)
        first = len(program.inputs) + len(program.numbers)
        new.steps = [
            (place, *_chosen(program.steps[place - first], choices[place])) if place in choices else (place, *rest)
            for place, *rest in self.steps
        ]
        return new

    def __call__(self, z: acb, analytic: bool) -> acb:
        values = self.values.copy()
        values[0] = z
        _run(self.steps, values, analytic)
        return values[self.output]


def _chosen(step: Step, choice: Any) -> tuple[int, Any, tuple[int, ...]]:
    if step.op == "abs":
        return _UNARY, (lambda z, analytic: z) if choice > 0 else (lambda z, analytic: -z), step.slots
    if step.op in ("max", "min"):
        return _UNARY, lambda z, analytic: z, (choice,)
    value = acb(choice) if step.op == "sign" else choice
    return _UNARY, lambda z, analytic: value, step.slots


def _balls(numbers: list[fmpq]) -> list[acb]:
    """The numbers at the precision that is set."""
    return [acb(arb(number)) for number in numbers]


def _run(steps: list[tuple[int, int, Any, tuple[int, ...]]], values: list[Any], analytic: bool) -> None:
    for place, kind, function, slots in steps:
        if kind == _UNARY:
            values[place] = function(values[slots[0]], analytic)
        elif kind == _ADD:
            total = values[slots[0]]
            for slot in slots[1:]:
                total = total + values[slot]
            values[place] = total
        elif kind == _MULTIPLY:
            total = values[slots[0]]
            for slot in slots[1:]:
                total = total * values[slot]
            values[place] = total
        elif kind == _CALL:
            values[place] = function(analytic, *[values[slot] for slot in slots])
        else:
            values[place] = _loop(function, [values[slot] for slot in slots], values, analytic)


def _prepare(step: Step) -> tuple[int, Any, tuple[int, ...]]:
    op, slots = step.op, step.slots
    if op == "add":
        return _ADD, None, slots
    if op == "mul":
        return _MULTIPLY, None, slots
    if op == "power_literal":
        return _UNARY, _literal_power(*step.detail), slots
    if op == "log_power":
        factor = fmpq(*step.detail)
        return _UNARY, lambda z, analytic: z * acb(arb(factor)), slots
    if op in UNARY:
        return _UNARY, UNARY[op], slots
    if op == "integral" and not any(step.detail[1]):
        return _LOOP, (op, step.detail[0], prepared_complex(step.detail[0].program)), slots
    if op in ("sum", "product"):
        return _LOOP, (op, step.detail[0], prepared_complex(step.detail[0].program)), slots
    if op not in CALLS:
        raise CannotEvaluate(f"no quadrature of {op}")
    return _CALL, CALLS[op], slots


def _loop(detail: tuple[str, Body, PreparedComplex], ends: list[Any], values: list[Any], analytic: bool) -> acb:
    op, body, ready = detail
    if op == "integral":
        return _inner_integral(body, ends, values, analytic)
    lower, upper = (end.unique_fmpz() for end in ends)
    if lower is None or upper is None or upper - lower > MOST_TERMS:
        return NAN
    total = acb(0) if op == "sum" else acb(1)
    for index in range(int(lower), int(upper) + 1):
        inputs = [acb(fmpz(index)) if source < 0 else values[source] for source in body.sources]
        term = ready.run(inputs, analytic)[0]
        total = total + term if op == "sum" else total * term
    return total


def _inner_integral(body: Body, ends: list[Any], values: list[Any], analytic: bool) -> acb:
    """The integral over a segment, as that of (b - a) f(a + (b - a) s) over 0 <= s <= 1, which is analytic where f is.

    Where the integral has to be analytic in the variable of an outer one, f has to be on all of the segment.
    """
    start, width = ends[0], ends[1] - ends[0]
    outer = [None if source < 0 else values[source] for source in body.sources]
    if not start.is_finite() or not width.is_finite():
        return NAN
    integrand = Integrand(body.program, outer[1:], analytic)

    def along(s: acb, inner: bool) -> acb:
        try:
            return width * integrand(start + width * s, analytic or bool(inner))
        except (ArithmeticError, ValueError):  # no exception may pass through flint
            return NAN

    return acb.integral(along, acb(0), acb(1), eval_limit=INNER_EVALUATIONS)


def prepared_complex(program: Program) -> PreparedComplex:
    ready: PreparedComplex | None = program.prepared.get("complex")
    if ready is None:
        ready = program.prepared["complex"] = PreparedComplex(in_log_space(program))
    return ready
