"""Integrals over bounded intervals, by an antiderivative that is continuous on all of the interval.

Primitives of x^j, x^j exp(c x), x^s and 1/x are put together part by part; whether the derivative of the result is the
integrand is then proved, so a wrong primitive proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

from verify.calculus import differentiate
from verify.domain import conditions
from verify.fuel import Fuel
from verify.prove.closed_forms import Part, exponent_shapes, integrand_parts
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.sort import REAL
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    SPACE,
    ZERO,
    Term,
    add,
    divide,
    equal,
    exp,
    log,
    mul,
    number,
    power,
    relation,
    substitute,
    subtract,
    symbol,
)

Prover = Callable[[Question], Proof | Unproved]


def integrate_by_antiderivative(
    term: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: Prover
) -> tuple[Term, Proof] | Unproved:
    """(value, proof of term = value) for an integral between two numbers."""
    bound, lower, upper, body = term.args
    if any(end in (INFINITY, MINUS_INFINITY, SPACE) for end in (lower, upper)):
        return Unproved("no antiderivative for an unbounded interval")
    point = symbol("x_inside", REAL)
    inside = (*hypotheses, relation("le", lower, point), relation("le", point, upper))
    body = substitute(body, {bound: point})
    primitive = compute(inside, fuel, lambda form: _primitive(form, body, point))
    if primitive is None:
        return Unproved("no antiderivative for this integrand")
    slope, obligations = differentiate(primitive, point)
    wanted = [Question(equal(slope, body), inside), Question(relation("le", lower, upper), hypotheses)]
    wanted += [Question(each, inside) for each in (*obligations, *conditions(add(primitive, body)))]
    proofs = []
    for question in wanted:
        proof = prove(question)
        if isinstance(proof, Unproved):
            return Unproved(f"a condition of an antiderivative: {proof.reason}")
        proofs.append(proof)
    value = subtract(substitute(primitive, {point: upper}), substitute(primitive, {point: lower}))
    return value, Proof(
        "antiderivative", Question(equal(term, value), hypotheses), tuple(proofs), {"primitive": primitive, "point": point}
    )


def _primitive(form: NormalForm, body: Term, point: Term) -> Term:
    return add(*(_of_part(form, part, point) for part in integrand_parts(form, body, point)))


def _of_part(form: NormalForm, part: Part, x: Term) -> Term:
    """A primitive of coefficient * x^j * exp(a + b x + c log x)."""
    shapes = exponent_shapes(form, part.exponent, x)
    coefficient = mul(form.table.fraction_term(part.coefficient), exp(shapes.pop("1", ZERO)))
    slope, exponent = shapes.pop("x", None), shapes.pop("log(x)", None)
    if shapes or (slope is not None and exponent is not None):
        raise Unsupported("no antiderivative for this integrand")
    if slope is not None:
        return mul(coefficient, exp(mul(slope, x)), _by_parts(part.power, slope, x))
    total = number(part.power + 1) if exponent is None else add(exponent, number(part.power + 1))
    if form.fractions.is_zero(form.of(total)):
        return mul(coefficient, log(x))
    return mul(coefficient, divide(power(x, total), total))


def _by_parts(degree: int, slope: Term, x: Term) -> Term:
    """P with (P exp(c x))' = x^j exp(c x): the sum of (-1)^i j!/(j-i)! x^(j-i) / c^(i+1)."""
    parts = []
    for i in range(degree + 1):
        weight = (-1) ** i * factorial(degree) // factorial(degree - i)
        parts.append(divide(mul(number(weight), power(x, degree - i) if degree > i else ONE), power(slope, i + 1)))
    return add(*parts)
