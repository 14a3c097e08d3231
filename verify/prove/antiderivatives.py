"""Integrals by an antiderivative that is continuous between the ends, with its limits at ends that do not belong to the interval.

Primitives are put together part by part; whether the derivative of the result is the integrand is then proved, so a wrong
primitive proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from verify.fuel import Fuel, OutOfFuel
from verify.mathematics.antiderivative import INFINITE, Antiderivative, limit_term, others_wanted, sign_wanted, value
from verify.problem import InputError
from verify.prove.limits import find_limit
from verify.prove.normal_form import compute
from verify.prove.primitives import find_primitive
from verify.question import Proof, Question, Unproved
from verify.sort import REAL
from verify.term import (
    MINUS_ONE,
    ONE,
    SPACE,
    ZERO,
    Term,
    divide,
    equal,
    free_symbols,
    negate,
    relation,
    substitute,
    subtract,
    symbol,
)

Prover = Callable[[Question], Proof | Unproved]
FuelledProver = Callable[[Question, Fuel], Proof | Unproved]

_POINT = symbol("x_inside", REAL)
_WAY_FUEL = 60_000  # most of what is proved takes a tenth of it
_NOTHING = Unproved("no antiderivative for this integrand")


def integrate_by_antiderivative(
    term: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Proof] | Unproved:
    """(value, proof of term = value) for an integral over an interval."""
    if term.op != "integral" or SPACE in term.args[1:3]:
        return _NOTHING
    function = _primitive(term, hypotheses, fuel)
    return _NOTHING if function is None else _by_function(term, function, hypotheses, fuel, prove)


def integrate_as_claimed(
    term: Term, claim: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Proof] | Unproved:
    """As `integrate_by_antiderivative`, by the value that an equation gives the integral, as a function of an end of it.

    From integral_0^x f(t) dt = G(x) it is guessed that G' = f.
    """
    _, lower, upper, body = term.args
    value = _solved(claim, term, hypotheses, fuel) if claim.op == "eq" else None
    if value is None:
        return _NOTHING
    for end, other, sign in ((upper, lower, ONE), (lower, upper, MINUS_ONE)):
        if end.op == "symbol" and end not in free_symbols(body) and end not in free_symbols(other):
            function = substitute(value, {end: _POINT})
            return _by_function(term, function if sign is ONE else negate(function), hypotheses, fuel, prove)
    return _NOTHING


def _solved(claim: Term, term: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    """The value of the term by an equation that is linear in it."""
    left, right = claim.args
    if term in (left, right):
        return right if term is left else left
    at_zero, at_one = (substitute(subtract(left, right), {term: value}) for value in (ZERO, ONE))
    slope = compute(hypotheses, fuel, lambda form: form.table.fraction_term(form.of(subtract(at_one, at_zero))))
    return None if slope is None or slope is ZERO else negate(divide(at_zero, slope))


def _by_function(
    term: Term, function: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: FuelledProver
) -> tuple[Term, Proof] | Unproved:
    found: tuple[Term, Proof] | Unproved = _NOTHING
    for limits, any_order in _ways(term):
        share = Fuel(fuel.limits, min(_WAY_FUEL, fuel.left))
        try:
            found = _with_ends(term, hypotheses, function, limits, any_order, share, prove)
        except OutOfFuel as out:
            found = Unproved(f"a condition of an antiderivative took too much work: {out.doing}")
        except InputError:  # a function without a rule for its derivative
            found = _NOTHING
        fuel.spend(share.spent, "an antiderivative")
        if not isinstance(found, Unproved):
            break
    return found


def _ways(term: Term) -> Iterator[tuple[tuple[bool, bool], bool]]:
    """At which ends a limit is taken, and whether the ends are in any order."""
    ends = term.args[1:3]
    infinite = ends[0] in INFINITE, ends[1] in INFINITE
    yield infinite, False
    if not any(infinite):
        yield infinite, True
    numbers = tuple(end in INFINITE or end.op == "number" for end in ends)
    if numbers != infinite:
        yield (numbers[0], numbers[1]), False
    if not all(numbers):
        yield (True, True), False


def _primitive(term: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    bound, lower, upper, body = term.args
    between = [relation("lt", lower, _POINT)] if lower not in INFINITE else []
    between += [relation("lt", _POINT, upper)] if upper not in INFINITE else []
    body = substitute(body, {bound: _POINT})
    return find_primitive(body, _POINT, (*hypotheses, *between), fuel)


def _with_ends(
    term: Term,
    hypotheses: tuple[Term, ...],
    function: Term,
    limited: tuple[bool, bool],
    any_order: bool,
    fuel: Fuel,
    prove: FuelledProver,
) -> tuple[Term, Proof] | Unproved:
    """By the limits of the function at some ends, and its values at the others."""
    found = Antiderivative(function, _POINT, (ZERO if limited[0] else None, ZERO if limited[1] else None), any_order)
    premises = []
    for question in others_wanted(term, found, hypotheses):
        proof = prove(question, fuel)
        if isinstance(proof, Unproved):
            return Unproved(f"a condition of an antiderivative: {proof.reason}")
        premises.append(proof)
    limits: list[Term | None] = [None, None]
    for place, (end, side) in enumerate(zip(term.args[1:3], "+-", strict=True)):
        if limited[place]:
            at_end = find_limit(limit_term(found, end, side), hypotheses, fuel, prove)
            if isinstance(at_end, Unproved) or at_end.value in INFINITE:
                return Unproved("an antiderivative without a limit that is seen")
            limits[place] = at_end.value
            premises.append(at_end.proof)
    found = replace(found, limits=(limits[0], limits[1]))
    result = value(term, found)
    return result, Proof("antiderivative", Question(equal(term, result), hypotheses), tuple(premises), _data(found))


def _data(found: Antiderivative) -> dict[str, object]:
    return {"primitive": found.primitive, "point": found.point, "limits": found.limits, "any_order": found.any_order}


def prove_integral_exists(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved:
    """An integral exists that an antiderivative gives; one with limits at its ends, if the integrand has one sign."""
    (term,) = question.statement.args
    found = integrate_by_antiderivative(term, question.hypotheses, fuel, prove)
    return found if isinstance(found, Unproved) else exists_by(question, found[1], lambda inner: prove(inner, fuel))


def exists_by(question: Question, proof: Proof, prove: Prover) -> Proof | Unproved:
    """The proof that an integral exists, from that of its value by an antiderivative."""
    found = Antiderivative(**proof.data)
    if found.limits == (None, None):
        return Proof("defined by an antiderivative", question, (proof,))
    for asked in sign_wanted(question.statement.args[0], found, question.hypotheses):
        sign = prove(asked)
        if isinstance(sign, Proof):
            return Proof("defined by an antiderivative", question, (proof, sign))
    return Unproved("an integrand that may have both signs")
