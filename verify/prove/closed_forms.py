"""Closed forms of integrals over the line, the half line and the unit interval.

The integrand is brought to a sum of coefficient * x^j * exp(exponent), where the exponent is a polynomial in x, log x and
log(1 - x); each part is then an instance of one formula of `verify.mathematics.integrals`, whose side conditions are proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from verify.domain import conditions, integer_valued
from verify.fuel import Fuel
from verify.mathematics.algebra import Fraction2, Polynomial
from verify.mathematics.integrals import (
    FORMULAS,
    RANGES,
    Formula,
    Instance,
    assembled_integrand,
    assembled_value,
    half_integrals,
    on_half_line,
    side_conditions,
)
from verify.mathematics.reindexing import series_from_zero
from verify.prove.cells import prove_equality
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.prove.power_series import power_instances, series_of_every_other
from verify.prove.powers import log_of_factor
from verify.prove.rational_series import rational_instances
from verify.question import Proof, Question, Unproved
from verify.term import ZERO, Term, equal, exp, make, mul, substitute, symbol

Prover = Callable[[Question], Proof | Unproved]


@dataclass(frozen=True)
class Part:
    """coefficient * x^power * exp(sum of exponent[shape] * shape)"""

    coefficient: Fraction2
    power: int
    exponent: Fraction2


def close_integral(
    term: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove_condition: Prover
) -> tuple[Term, Proof] | Unproved:
    """(value, proof of term = value) for an integral whose integrand has the shape of a formula."""
    if term.op not in ("integral", "sum"):
        return Unproved(f"no formula for {term.op}")
    bound, lower, upper, body = term.args
    ends = ((term.op, lower, upper), (term.op, lower, None if integer_valued(upper) else upper))
    name = next((name for name, (*range_, _) in RANGES.items() if tuple(range_) in ends), None)
    if name is None:
        return Unproved("no formula for the bounds of an integral or infinite sum")
    point = symbol("x_inside", RANGES[name][3])
    body = substitute(body, {bound: point})
    for formula in FORMULAS.values():
        if formula.range != name:
            continue
        instances = _instances(formula, body, point, upper, hypotheses, fuel)
        if instances:
            return _assemble(term, body, point, instances, hypotheses, fuel, prove_condition)
    if name in ("counts", "counts up to n"):

        def search(formula: Formula, inner: Term) -> tuple[Instance, ...] | None:
            return _instances(formula, inner, point, upper, (), fuel)

        every_other = series_of_every_other(body, point) if name == "counts" else None
        of_fractions = rational_instances(body, point, fuel) if name == "counts" and every_other is None else None
        instances = every_other or of_fractions or power_instances(body, point, name, search, fuel)
        if instances is not None:
            return _assemble(term, body, point, instances, hypotheses, fuel, prove_condition)
    return Unproved("no formula for this integrand")


def prove_defined(question: Question, fuel: Fuel, prove_condition: Prover) -> Proof | Unproved:
    """A proof that an integral or infinite sum exists: a formula gives its value, and the integrand is defined throughout."""
    term = question.statement.args[0]
    found = close_integral(term, question.hypotheses, fuel, prove_condition)
    if isinstance(found, Unproved) and term.op == "sum":
        return _defined_from_zero(question, fuel, prove_condition) or found
    if isinstance(found, Unproved) and (moved := on_half_line(term)) is not None:
        premise = prove_defined(Question(make("is_defined", (moved,)), question.hypotheses), fuel, prove_condition)
        return premise if isinstance(premise, Unproved) else Proof("defined on the half line", question, (premise,))
    if isinstance(found, Unproved):
        halves = half_integrals(term)
        return found if halves is None else _defined_by_halves(question, halves, prove_condition)
    _, proof = found
    body = substitute(term.args[3], {term.args[0]: proof.data["point"]})
    premises: list[Proof] = [proof]
    for condition in conditions(body):
        premise = prove_condition(Question(condition, question.hypotheses))
        if isinstance(premise, Unproved):
            return premise
        premises.append(premise)
    return Proof("defined by a formula", question, tuple(premises))


def defined_in_passing(question: Question, steps: Iterable[Proof]) -> Proof | None:
    """A proof that an integral or infinite sum exists, if one of `steps` is a formula for it, and its integrand has a value
    everywhere by its form."""
    (term,) = question.statement.args
    for step in steps:
        if step.rule == "integral formula" and step.question.statement.args[0] is term:
            body = substitute(term.args[3], {term.args[0]: step.data["point"]})
            if step.question.hypotheses == question.hypotheses and not conditions(body):
                return Proof("defined by a formula", question, (step,))
    return None


def _defined_from_zero(question: Question, fuel: Fuel, prove: Prover) -> Proof | None:
    """An infinite sum from another number than 0 exists if it does from 0, or over k - m from 0."""
    for _, _, whole in series_from_zero(question.statement.args[0]):
        asked = Question(make("is_defined", (whole,)), question.hypotheses)
        premise = prove_defined(asked, fuel, prove)
        if isinstance(premise, Proof):
            return Proof("defined from another start", question, (premise,))
    return None


def _defined_by_halves(question: Question, halves: tuple[Term, Term], prove: Prover) -> Proof | Unproved:
    """The integral over the line exists if those of f(x) and of f(-x) over the half line do."""
    premises = [prove(Question(make("is_defined", (half,)), question.hypotheses)) for half in halves]
    for premise in premises:
        if isinstance(premise, Unproved):
            return premise
    return Proof("defined by halves", question, tuple(premise for premise in premises if isinstance(premise, Proof)))


def _instances(
    formula: Formula, body: Term, point: Term, end: Term, hypotheses: tuple[Term, ...], fuel: Fuel
) -> tuple[Instance, ...] | None:
    """The body as a combination of instances of one formula, if it is one."""
    weighted = mul(body, formula.weight(point, end))

    def taken_apart(form: NormalForm) -> tuple[Instance, ...]:
        return tuple(_instance(form, part, point, formula, end) for part in integrand_parts(form, weighted, point))

    return compute(hypotheses, fuel, taken_apart)


def _assemble(
    term: Term, body: Term, point: Term, instances: Any, hypotheses: tuple[Term, ...], fuel: Fuel, prove_condition: Prover
) -> tuple[Term, Proof] | Unproved:
    premises = [prove_equality(Question(equal(body, assembled_integrand(instances, point)), hypotheses), fuel)]
    for condition in side_conditions(instances):
        premises.append(prove_condition(Question(condition, hypotheses)))
    for premise in premises:
        if isinstance(premise, Unproved):
            return Unproved(f"a side condition of an integral: {premise.reason}")
    value = assembled_value(instances)
    proofs = tuple(premise for premise in premises if isinstance(premise, Proof))
    return value, Proof(
        "integral formula", Question(equal(term, value), hypotheses), proofs, {"instances": instances, "point": point}
    )


def integrand_parts(form: NormalForm, body: Term, point: Term) -> list[Part]:
    """The integrand as a sum of parts; raises Unsupported if a kernel of x is no exponential."""
    fractions, table = form.fractions, form.table
    numerator, denominator = form.of(body)
    place = _place(form, point)
    dependent = {i for i in table.kernels if table.depends(i, point)}
    lowered, extra = _denominator(form, denominator, dependent)
    outside = fractions.one
    for polynomial, times in lowered:
        outside = fractions.multiply(outside, fractions.power((polynomial, fractions.ring.one), -times))
    out = []
    for exponents, coefficient in numerator.terms():
        kept = list(exponents)
        power = 0
        exponent: Fraction2 = extra
        for i in dependent:
            count, kept[i] = int(exponents[i]), 0
            if i == place:
                power = count
            elif count:
                exponent = fractions.add(exponent, _logarithm_of_kernel(form, i, place, count))
        monomial = (fractions.ring.from_terms({tuple(kept): coefficient}), fractions.ring.one)
        out.append(Part(fractions.multiply(monomial, outside), power, exponent))
    return out


def _logarithm_of_kernel(form: NormalForm, index: int, place: int, count: int) -> Fraction2:
    """n u/m for exp(u/m)^n, and n log(x)/m for the n-th power of the m-th root of x > 0."""
    kernel = form.table.kernels[index]
    if kernel.kind == "exp":
        return form.fractions.multiply(kernel.data[0], form.fractions.rational(count, kernel.data[1]))
    variable = form.table.generator(place)
    if kernel.kind == "root" and kernel.data[0] == variable and form.signs.of(variable) == (1, True):
        return form.fractions.multiply(log_of_factor(form, variable), form.fractions.rational(count, kernel.data[1]))
    raise Unsupported("an integrand with another function than powers and exponentials")


def _place(form: NormalForm, point: Term) -> int:
    index = form.table.single(form.of(point)[0])
    assert index is not None
    return index


def _denominator(
    form: NormalForm, denominator: Polynomial, dependent: set[int]
) -> tuple[list[tuple[Polynomial, int]], Fraction2]:
    """Factors free of x, and minus the logarithms of those that depend on it (exp kernels, x, 1 - x)."""
    content, factors = form.fractions.factor(denominator)
    outside = [(form.fractions.ring.constant(content), 1)]
    exponent = form.fractions.zero
    for factor, count in factors:
        if all(i not in dependent for i, degree in enumerate(factor.degrees()) if degree > 0):
            outside.append((factor, count))
            continue
        if not _is_exponential(form, factor):  # exp(i x) has no sign, and is 0 nowhere
            sign = form.signs.of(factor)
            if sign is None or not sign[1]:
                raise Unsupported("an integrand with a pole")
            if sign[0] < 0 and count % 2:
                outside.append((form.fractions.ring.constant(-1), 1))
        part = form.fractions.multiply(log_of_factor(form, factor), form.fractions.rational(-count))
        exponent = form.fractions.add(exponent, part)
    return outside, exponent


def _is_exponential(form: NormalForm, factor: Polynomial) -> bool:
    index = form.table.single(factor)
    return index is not None and form.table.kernels[index].kind == "exp"


def _instance(form: NormalForm, part: Part, point: Term, formula: Formula, end: Term) -> Instance:
    """(formula, coefficient, parameters) of one part."""
    shapes = exponent_shapes(form, part.exponent, point)
    constant = shapes.pop("1", ZERO)
    coefficient = form.table.fraction_term(part.coefficient)
    if constant is not ZERO:
        coefficient = mul(coefficient, exp(constant))
    parameters = formula.match(part.power, dict(shapes), end)
    if parameters is None:
        raise Unsupported("no formula for this integrand")
    return formula.name, coefficient, parameters


def exponent_shapes(form: NormalForm, exponent: Fraction2, point: Term) -> dict[str, Term]:
    """The exponent as a sum of functions of x: a coefficient (term) for each of `1 1/x x x^2 log(x) log(1-x)`."""
    table, fractions = form.table, form.fractions
    place = _place(form, point)
    dependent = {i for i in table.kernels if table.depends(i, point)}
    numerator, denominator = exponent
    below = min(int(exponents[place]) for exponents, _ in denominator.terms())
    if below:
        denominator = _divided(form, denominator, place, below)
    if any(degree > 0 and i in dependent for i, degree in enumerate(denominator.degrees())):
        raise Unsupported("an exponent with x in a denominator")
    found: dict[str, Polynomial] = {}
    for exponents, coefficient in numerator.terms():
        kept = list(exponents)
        shape = "1"
        for i in dependent:
            count, kept[i] = int(exponents[i]) - below * (i == place), 0
            if count:
                if shape != "1":
                    raise Unsupported("an exponent with a product of functions of x")
                shape = _shape_name(form, i, place, count, point)
        found[shape] = found.get(shape, fractions.ring.zero) + fractions.ring.from_terms({tuple(kept): coefficient})
    return {shape: table.fraction_term(fractions.fraction(part, denominator)) for shape, part in found.items()}


def _divided(form: NormalForm, polynomial: Polynomial, place: int, times: int) -> Polynomial:
    """The polynomial without a power of x that all its terms have."""
    terms = {}
    for exponents, coefficient in polynomial.terms():
        lower = list(exponents)
        lower[place] -= times
        terms[tuple(lower)] = coefficient
    return form.fractions.ring.from_terms(terms)


_POWERS = {-1: "1/x", 1: "x", 2: "x^2"}


def _shape_name(form: NormalForm, index: int, place: int, count: int, point: Term) -> str:
    if index == place and count in _POWERS:
        return _POWERS[count]
    kernel = form.table.kernels[index]
    if kernel.kind == "log" and count == 1:
        argument = form.of(point)[0]
        if kernel.data[0] == argument:
            return "log(x)"
        if kernel.data[0] in (argument - 1, 1 - argument):
            return "log(1-x)"
    raise Unsupported("an exponent that is no polynomial of degree 2")
