"""Primitives of sums of c x^j exp(a x) cos(b x + d) and c x^j exp(a x) sin(b x + d).

Products and powers of sines and cosines are written as sums of them: 2 cos(u) cos(v) = cos(u - v) + cos(u + v), and so on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from verify.prove.kernels import Unsupported
from verify.term import (
    HALF,
    MINUS_ONE,
    ONE,
    ZERO,
    Term,
    add,
    call,
    divide,
    exp,
    free_symbols,
    mul,
    negate,
    number,
    power,
    subtract,
)

MOST_WAVES = 60
MAX_POWER = 8

Linear = Callable[[Term], tuple[Term, Term] | None]  # (slope, offset) of a linear function of x
IsZero = Callable[[Term], bool]


@dataclass(frozen=True)
class Wave:
    """coefficient * x^degree * exp(rate x) * f(frequency x + phase) with f = cos or sin"""

    coefficient: Term
    degree: int = 0
    rate: Term = ZERO
    is_sine: bool = False
    frequency: Term = ZERO
    phase: Term = ZERO


def of_waves(body: Term, x: Term, linear: Linear, is_zero: IsZero) -> Term:
    """A primitive of the body; raises Unsupported if it is no such sum."""
    return add(ZERO, *(_primitive(wave, x, is_zero) for wave in _waves(body, x, linear)))


def _waves(term: Term, x: Term, linear: Linear) -> list[Wave]:
    if x not in free_symbols(term):
        return [Wave(term)]
    if term is x:
        return [Wave(ONE, degree=1)]
    if term.op == "add":
        return [wave for part in term.args for wave in _waves(part, x, linear)]
    if term.op == "mul":
        return _product([_waves(part, x, linear) for part in term.args])
    if term.op == "power" and term.args[1].op == "number" and term.args[1].value[1] == 1:
        exponent = term.args[1].value[0]
        if term.args[0].op == "exp":
            return _waves(exp(mul(term.args[1], term.args[0].args[0])), x, linear)
        if 0 < exponent <= MAX_POWER:
            return _product([_waves(term.args[0], x, linear)] * exponent)
    if term.op in ("sin", "cos", "exp"):
        found = linear(term.args[0])
        if found is not None:
            slope, offset = found
            if term.op == "exp":
                return [Wave(exp(offset), rate=slope)]
            return [Wave(ONE, is_sine=term.op == "sin", frequency=slope, phase=offset)]
    raise Unsupported("no sum of waves")


def _product(factors: list[list[Wave]]) -> list[Wave]:
    out = [Wave(ONE)]
    for factor in factors:
        out = [wave for left in out for right in factor for wave in _times(left, right)]
        if len(out) > MOST_WAVES:
            raise Unsupported("a product of many waves")
    return out


def _times(left: Wave, right: Wave) -> list[Wave]:
    common = replace(left, coefficient=_nonunit(left.coefficient, right.coefficient), degree=left.degree + right.degree,
                     rate=_total(left.rate, right.rate))  # fmt: skip
    if _is_constant(left) or _is_constant(right):
        shape = right if _is_constant(left) else left
        return [replace(common, is_sine=shape.is_sine, frequency=shape.frequency, phase=shape.phase)]
    half = mul(HALF, common.coefficient)
    above = replace(common, frequency=add(left.frequency, right.frequency), phase=_total(left.phase, right.phase))
    below = replace(common, frequency=subtract(left.frequency, right.frequency), phase=subtract(left.phase, right.phase))
    if left.is_sine and right.is_sine:
        return [replace(below, coefficient=half, is_sine=False), replace(above, coefficient=negate(half), is_sine=False)]
    if not left.is_sine and not right.is_sine:
        return [replace(below, coefficient=half), replace(above, coefficient=half)]
    difference = half if left.is_sine else negate(half)  # sin(u) cos(v), or cos(u) sin(v)
    return [replace(above, coefficient=half, is_sine=True), replace(below, coefficient=difference, is_sine=True)]


def _is_constant(wave: Wave) -> bool:
    return not wave.is_sine and wave.frequency is ZERO and wave.phase is ZERO


def _nonunit(left: Term, right: Term) -> Term:
    return right if left is ONE else left if right is ONE else mul(left, right)


def _total(left: Term, right: Term) -> Term:
    return right if left is ZERO else left if right is ZERO else add(left, right)


def _primitive(wave: Wave, x: Term, is_zero: IsZero) -> Term:
    if is_zero(wave.frequency):
        constant = ONE if _is_constant(wave) else call("sin" if wave.is_sine else "cos", wave.phase)
        wave = Wave(mul(wave.coefficient, constant), wave.degree, wave.rate)
    if is_zero(wave.rate):
        wave = replace(wave, rate=ZERO)
    if wave.rate is ZERO and wave.frequency is ZERO:
        return mul(wave.coefficient, divide(power(x, wave.degree + 1), number(wave.degree + 1)))
    return mul(wave.coefficient, _pairs(wave, x)[wave.is_sine])


def _pairs(wave: Wave, x: Term) -> tuple[Term, Term]:
    """Primitives C_j and S_j of x^j exp(a x) cos(u) and of x^j exp(a x) sin(u), with u = b x + d.

    C_0 = exp(a x) (a cos u + b sin u)/D,  S_0 = exp(a x) (a sin u - b cos u)/D  with D = a^2 + b^2
    C_j = x^j C_0 - j/D (a C_(j-1) + b S_(j-1)),  S_j = x^j S_0 - j/D (a S_(j-1) - b C_(j-1))
    """
    a, b = wave.rate, wave.frequency
    angle = _total(mul(b, x), wave.phase) if b is not ZERO else ZERO
    scale = power(add(power(a, 2), power(b, 2)), MINUS_ONE)
    cosine, sine = (call("cos", angle), call("sin", angle)) if b is not ZERO else (ONE, ZERO)
    growth = mul(scale, exp(mul(a, x))) if a is not ZERO else scale
    first = (
        mul(growth, add(mul(a, cosine), mul(b, sine))),
        mul(growth, subtract(mul(a, sine), mul(b, cosine))),
    )
    found = first
    for j in range(1, wave.degree + 1):
        step = mul(number(j), scale)
        found = (
            subtract(mul(power(x, j), first[0]), mul(step, add(mul(a, found[0]), mul(b, found[1])))),
            subtract(mul(power(x, j), first[1]), mul(step, subtract(mul(a, found[1]), mul(b, found[0])))),
        )
    return found


