"""What the symbolic leg tries: all parts of a rule, or something at a glance, with little fuel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from verify.fuel import Fuel, OutOfFuel
from verify.prove.premises import all_proved
from verify.question import Proof, Question, Unproved, unequal_cases

FuelledProver = Callable[[Question, Fuel], Proof | Unproved]

GLANCE_FUEL = 4_000  # for what is tried before any other way, as it is mostly enough


def by_parts(
    rule: str,
    question: Question,
    parts: list[Question],
    fuel: Fuel,
    prove: FuelledProver,
    data: Mapping[str, Any] = MappingProxyType({}),
) -> Proof | Unproved:
    """A proof by a rule whose premises are proofs of all the parts."""
    proofs = all_proved(parts, lambda part: prove(part, fuel))
    return proofs if isinstance(proofs, Unproved) else Proof(rule, question, proofs, dict(data))


def at_a_glance(fuel: Fuel, run: Callable[[Fuel], Proof | Unproved], most: int = GLANCE_FUEL) -> Proof | Unproved:
    """What is found with little fuel."""
    share = Fuel(fuel.limits, min(most, fuel.left))
    try:
        return run(share)
    except OutOfFuel as out:
        return Unproved(f"not seen at a glance: {out.doing}")
    finally:
        fuel.spent += share.spent


def or_reason(found: Proof | Unproved, otherwise: Unproved) -> Proof | Unproved:
    return found if isinstance(found, Proof) else otherwise


def by_unequal_cases(question: Question, fuel: Fuel, prove: FuelledProver) -> Proof | Unproved | None:
    """The statement under a < b and under a > b, for the first hypothesis a != b between numbers."""
    place = next((i for i, hypothesis in enumerate(question.hypotheses) if hypothesis.op == "ne"), None)
    if place is None or question.hypotheses[place].args[0].shape:
        return None
    return by_parts("unequal cases", question, list(unequal_cases(question, place)), fuel, prove, {"place": place})
