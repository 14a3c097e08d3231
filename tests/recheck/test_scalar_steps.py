"""Forged steps of floors, half turns, logarithms of the Gamma function, antiderivatives and integrals in parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.prove.test_scalar_rules import asked
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.term import ONE, ZERO, add, equal, number

Change = Callable[[Proof], Proof]


def proof_of(statement: str, **symbols: str) -> Proof:
    found = prove(asked(statement, symbols), Fuel())
    assert isinstance(found, Proof), found
    assert recheck(found) == ()
    return found


def first(proof: Proof, rule: str) -> Proof:
    """The first step of a proof by the rule."""
    pending = [proof]
    while pending:
        step = pending.pop(0)
        if step.rule == rule:
            return step
        pending.extend(step.premises)
    raise AssertionError(rule)


def products(change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Change:
    """The steps of every product changed."""
    return lambda proof: replace(
        proof, data={**proof.data, "products": tuple((term, change(steps)) for term, steps in proof.data["products"])}
    )


def data(**changed: Any) -> Change:
    return lambda proof: replace(proof, data={**proof.data, **changed})


def other_value(proof: Proof) -> Proof:
    left, right = proof.question.statement.args
    return replace(proof, question=Question(equal(left, add(right, ONE)), proof.question.hypotheses))


def premises(keep: Callable[[tuple[Proof, ...]], tuple[Proof, ...]]) -> Change:
    return lambda proof: replace(proof, premises=keep(proof.premises))


FLOOR = ("ceil(n/s) = floor((n-1)/s) + 1", {"n": "natural", "s": "natural"}, "normal form")
NESTED = ("floor(floor(n/2)/2) = floor(n/4)", {"n": "integer"}, "normal form")
TURN = ("cos(2 pi m) = 1", {"m": "integer"}, "normal form")
AREA = ("integral(1/(1+s^2), s, 0, t) = atan(t)", {}, "antiderivative")
TAIL = ("integral(1/x^2, x, 1, inf) = 1", {}, "antiderivative")
PARTS = ("integral(abs(x-t), x, 0, 1) = (t^2+(1-t)^2)/2", {"t": "in (0, 1)"}, "integral in parts")

FORGED: dict[str, tuple[tuple[str, dict[str, str], str], Change]] = {
    "no steps between floors": (FLOOR, products(lambda steps: ())),
    "one mirror too many": (FLOOR, products(lambda steps: (*steps, ("mirror",)))),
    "an unknown step": (FLOOR, products(lambda steps: (*steps, ("outwards",)))),
    "a floor inside that is none": (
        NESTED, products(lambda steps: tuple(("inner", 0, 1) if step[0] == "inner" else step for step in steps))
    ),
    "an odd number of half turns": (TURN, products(lambda steps: tuple((kind, m, k + 1) for kind, m, k in steps))),
    "another value of an integral": (AREA, other_value),
    "an antiderivative without its derivative": (AREA, premises(lambda proofs: proofs[1:])),
    "ends that are said to be in order": (AREA, data(any_order=False)),
    "a value at infinity": (TAIL, data(limits=(None, None))),
    "another limit": (TAIL, data(limits=(None, ONE))),
    "a limit of an end that has a value": (TAIL, data(limits=(ZERO, ZERO))),
    "an antiderivative without its limit": (TAIL, premises(lambda proofs: proofs[:-1])),
    "a cut elsewhere": (PARTS, data(place=number(1, 2))),
    "a cut without the order of the ends": (PARTS, premises(lambda proofs: proofs[2:])),
    "one integrand in both parts": (PARTS, lambda proof: data(below=proof.data["above"])(proof)),
}


@pytest.mark.parametrize(("row", "change"), FORGED.values(), ids=FORGED)
def test_a_forged_step_is_rejected(row: tuple[str, dict[str, str], str], change: Change) -> None:
    statement, symbols, rule = row
    step = first(proof_of(statement, **symbols), rule)
    assert recheck(step) == ()
    assert recheck(change(step)) != ()


def test_a_product_of_differences_needs_its_product() -> None:
    step = first(proof_of("x^2 = 4 y^2 => x = 2 y or x = -2 y"), "product of differences")
    assert recheck(replace(step, premises=())) != ()
    for place in (0, 1):
        part = step.question.statement.args[place]
        assert recheck(replace(step, question=Question(part, step.question.hypotheses))) != ()
