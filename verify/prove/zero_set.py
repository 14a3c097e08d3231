"""The cell f = 0: a symbol that occurs linearly in f is eliminated."""

from __future__ import annotations

from collections.abc import Callable

from verify.calculus import replaced
from verify.fuel import Fuel
from verify.mathematics.sort_bounds import bounds
from verify.problem import InputError
from verify.prove.infeasible import prove_empty
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question, Unproved
from verify.sort import Scalar
from verify.term import Term, divide, free_symbols, number


def prove_on_zero_set(
    question: Question, switch: Term, fuel: Fuel, prove_inside: Callable[[Question], Proof | Unproved]
) -> Proof | Unproved:
    """A proof of a question whose last hypothesis is switch = 0, by putting x = value for a symbol x linear in it."""
    empty = prove_empty(question, fuel)
    if empty is not None:
        return empty
    for name, value in linear_solutions(switch, fuel):
        inner = eliminate(question, name, value)
        if inner is None:
            continue
        proof = _contradiction(inner) or prove_inside(inner)
        if isinstance(proof, Proof):
            return Proof("elimination", question, (proof,), {"symbol": name, "value": value, "zero": switch})
    proof = prove_inside(question)  # the equation as a relation between the kernels
    return proof if isinstance(proof, Proof) else Unproved("the case in which a switch is zero")


def _contradiction(question: Question) -> Proof | None:
    """A proof from a hypothesis 0 != 0."""
    for place, hypothesis in enumerate(question.hypotheses):
        if hypothesis.op == "ne" and hypothesis.args[0] is hypothesis.args[1]:
            return Proof("contradiction", question, (), {"place": place})
    return None


def eliminate(question: Question, name: Term, value: Term) -> Question | None:
    """The question with `name` replaced by `value`; what the sort of `name` says becomes hypotheses on `value`."""
    sort = name.sort
    if not isinstance(sort, Scalar) or sort.values is not None or sort.kind != "real":
        return None
    replacement = {name: value}
    try:
        hypotheses = [replaced(hypothesis, replacement) for hypothesis in question.hypotheses[:-1]]
        return Question(replaced(question.statement, replacement), (*hypotheses, *bounds(value, sort)))
    except InputError:  # a derivative at a point at which it may not exist
        return None


def linear_solutions(switch: Term, fuel: Fuel) -> list[tuple[Term, Term]]:
    """Pairs (x, value) with switch = c (x - value), c a nonzero number."""
    return compute((), fuel, lambda form: _solutions(form, switch)) or []


def _solutions(form: NormalForm, switch: Term) -> list[tuple[Term, Term]]:
    numerator, denominator = form.of(switch)
    if not denominator.is_constant():
        return []
    out = []
    for index, degree in enumerate(numerator.degrees()):
        if degree != 1 or form.table.kernels[index].kind != "atom":
            continue
        name = form.table.term(index)
        if name.op != "symbol":
            continue
        slope, rest = form.fractions.ring.zero, form.fractions.ring.zero
        for exponents, coefficient in numerator.terms():
            lowered = list(exponents)
            lowered[index] = 0
            part = form.fractions.ring.from_terms({tuple(lowered): coefficient})
            if exponents[index]:
                slope += part
            else:
                rest += part
        if not slope.is_constant():
            continue
        scale = int(slope.leading_coefficient())
        value = form.table.polynomial_term(rest if scale < 0 else -rest)
        if abs(scale) != 1:
            value = divide(value, number(abs(scale)))
        if name not in free_symbols(value):
            out.append((name, value))
    return out
