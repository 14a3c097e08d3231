"""Integrals of functions with switches: cut at the place where a switch changes its sign."""

from __future__ import annotations

from collections.abc import Callable

from verify.fuel import Fuel
from verify.mathematics.algebra import CONTEXT_SIZES, TooLarge, Undefined
from verify.mathematics.parts_of_integrals import (
    INFINITE,
    Cut,
    below_and_above,
    existence_wanted,
    integrands_wanted,
    order_wanted,
    value,
)
from verify.prove.kernels import Unsupported
from verify.prove.normal_form import NormalForm, compute
from verify.prove.premises import all_proved
from verify.prove.signs import NeedSign
from verify.prove.switches import SWITCHES as RULES
from verify.prove.zero_set import linear_solutions
from verify.question import Proof, Question, Unproved
from verify.sort import REAL
from verify.term import SPACE, TRUE, Term, contains, equal, make, substitute, symbol

Prover = Callable[[Question], Proof | Unproved]

_POINT = symbol("x_inside", REAL)
SWITCHES = frozenset(RULES)
_NOTHING = Unproved("no place at which an integral with switches is cut")


def integrate_in_parts(term: Term, hypotheses: tuple[Term, ...], fuel: Fuel, prove: Prover) -> tuple[Term, Proof] | Unproved:
    """(the sum of two integrals, proof of term = sum), cut at the first switch that changes its sign."""
    bound, lower, upper, body = term.args
    if term.op != "integral" or SPACE in (lower, upper) or not contains(body, SWITCHES):
        return _NOTHING
    body = substitute(body, {bound: _POINT})
    place = _place(term, body, hypotheses, fuel)
    if place is None:
        return _NOTHING
    cut = _cut(term, body, place, hypotheses, fuel)
    premises = all_proved((*order_wanted(term, cut, hypotheses), *integrands_wanted(term, cut, hypotheses)), prove)
    if isinstance(premises, Unproved):
        return premises
    result = value(term, cut)
    data = {"point": cut.point, "place": cut.place, "below": cut.below, "above": cut.above}
    return result, Proof("integral in parts", Question(equal(term, result), hypotheses), premises, data)


def _place(term: Term, body: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Term | None:
    """Where the first switch of unknown sign is 0."""
    _, lower, upper, _ = term.args
    between = [make("lt", (lower, _POINT))] if lower not in INFINITE else []
    between += [make("lt", (_POINT, upper))] if upper not in INFINITE else []
    for size in CONTEXT_SIZES[:2]:
        form = NormalForm(Question(TRUE, (*hypotheses, *between)), size, fuel)
        try:
            form.run(lambda form=form: form.of(body))  # type: ignore[misc]
        except NeedSign as need:
            switch = form.table.polynomial_term(need.polynomial)
            return next((found for name, found in linear_solutions(switch, fuel) if name is _POINT), None)
        except TooLarge:
            continue
        except (Unsupported, Undefined):
            return None
    return None


def _cut(term: Term, body: Term, place: Term, hypotheses: tuple[Term, ...], fuel: Fuel) -> Cut:
    """In each part the integrand as its normal form shows it, or as it is if another switch is in it."""
    whole = Cut(_POINT, place, body, body)
    simple = [
        compute((*hypotheses, *known), fuel, lambda form: form.table.fraction_term(form.of(body)))
        for known in below_and_above(term, whole)
    ]
    return Cut(_POINT, place, *(body if each is None else each for each in simple))


def prove_exists_in_parts(question: Question, fuel: Fuel, prove: Prover) -> Proof | Unproved:
    """An integral exists if both of its parts do."""
    (term,) = question.statement.args
    found = integrate_in_parts(term, question.hypotheses, fuel, prove)
    if isinstance(found, Unproved):
        return found
    rest = all_proved(existence_wanted(term, Cut(**found[1].data), question.hypotheses), prove)
    return rest if isinstance(rest, Unproved) else Proof("defined in parts", question, (found[1], *rest))
