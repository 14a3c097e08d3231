"""Programs on complex balls, for the rigorous quadrature of real integrands.

The result is that of the real function, continued analytically: a logarithm or root is computed only where its argument has a
positive real part, so that the integrand is nowhere continued past a real point at which it is undefined; elsewhere the result
is not finite, and the quadrature divides the interval further.  A switch is decided by the real part of its argument.  With
`analytic`, a ball on which it is not decided has no value; without, it has the hull of the branches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import acb, arb, fmpq, fmpz

from verify.evaluate.program import Body, CannotEvaluate, Program, Step

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
    if n.bit_length() > 64:
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


CALLS: dict[str, Function] = {
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


class PreparedComplex:
    """A program whose operations are bound to functions of complex balls."""

    __slots__ = ("numbers", "outputs", "steps")

    def __init__(self, program: Program) -> None:
        self.numbers = [fmpq(*number) for number in program.numbers]
        self.steps = [_prepare(step) for step in program.steps]
        self.outputs = program.outputs

    def run(self, inputs: list[Any], analytic: bool) -> list[Any]:
        """The outputs; an output that has no value is not finite."""
        values = inputs + [acb(arb(number)) for number in self.numbers]
        push = values.append
        for kind, function, slots in self.steps:
            if kind == _UNARY:
                push(function(values[slots[0]], analytic))
            elif kind == _ADD:
                push(sum((values[slot] for slot in slots[1:]), values[slots[0]]))
            elif kind == _MULTIPLY:
                total = values[slots[0]]
                for slot in slots[1:]:
                    total = total * values[slot]
                push(total)
            elif kind == _CALL:
                push(function(analytic, *[values[slot] for slot in slots]))
            else:
                push(_loop(function, [values[slot] for slot in slots], values, analytic))
        return [values[slot] for slot in self.outputs]


def _prepare(step: Step) -> tuple[int, Any, tuple[int, ...]]:
    op, slots = step.op, step.slots
    if op == "add":
        return _ADD, None, slots
    if op == "mul":
        return _MULTIPLY, None, slots
    if op == "power_literal":
        return _UNARY, _literal_power(*step.detail), slots
    if op in UNARY:
        return _UNARY, UNARY[op], slots
    if op in ("sum", "product"):
        return _LOOP, (op, step.detail[0], prepared_complex(step.detail[0].program)), slots
    if op not in CALLS:
        raise CannotEvaluate(f"no quadrature of {op}")
    return _CALL, CALLS[op], slots


def _loop(detail: tuple[str, Body, PreparedComplex], ends: list[Any], values: list[Any], analytic: bool) -> acb:
    op, body, ready = detail
    lower, upper = (end.unique_fmpz() for end in ends)
    if lower is None or upper is None or upper - lower > MOST_TERMS:
        return NAN
    total = acb(0) if op == "sum" else acb(1)
    for index in range(int(lower), int(upper) + 1):
        inputs = [acb(fmpz(index)) if source < 0 else values[source] for source in body.sources]
        term = ready.run(inputs, analytic)[0]
        total = total + term if op == "sum" else total * term
    return total


def prepared_complex(program: Program) -> PreparedComplex:
    ready: PreparedComplex | None = program.prepared.get("complex")
    if ready is None:
        ready = program.prepared["complex"] = PreparedComplex(program)
    return ready
