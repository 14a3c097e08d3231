"""The independent check of proofs: it accepts what it has verified itself, and searches for nothing.

What is checked of a proof of `left = right` under hypotheses: at every point of the sorts that meets the hypotheses and at
which both sides are defined, the two sides are equal.  Nothing of `verify.prove` is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from verify.fuel import DEFAULT_LIMITS, Fuel, OutOfFuel
from verify.mathematics.algebra import TooLarge, Undefined
from verify.problem import InputError
from verify.question import Proof
from verify.recheck import (
    antiderivatives,
    arcs,
    cells,
    constants,
    derivatives,
    exponentials,
    finite_sums,
    generality,
    inequalities,
    integration,
    jensen,
    limits,
    logic,
    order,
    sign_tables,
    structure,
)
from verify.recheck.kernels import Rejected
from verify.recheck.normal_form import check_normal_form
from verify.recheck.substitution import check_divided_substitution, check_substitution
from verify.recheck.words import check_words

Check = Callable[[Proof, Fuel], str | None]

MAX_DEPTH = 400
MAX_REASONS = 20


def _reason(check: Callable[[Proof, Fuel], None]) -> Check:
    """A check that raises Rejected, as one that says why."""

    def run(proof: Proof, fuel: Fuel) -> str | None:
        try:
            check(proof, fuel)
        except Rejected as rejected:
            return rejected.reason
        return None

    return run


def _without_fuel(check: Callable[[Proof], str | None]) -> Check:
    return lambda proof, fuel: check(proof)


GROUPS = (arcs, logic, derivatives, exponentials, integration, antiderivatives, finite_sums, generality, jensen)

CHECKS: dict[str, Check] = {
    "normal form": _reason(check_normal_form),
    "sign": _reason(order.check_sign),
    "numbers": _reason(constants.check_numbers),
    "sign table": _reason(sign_tables.check_sign_table),
    "sign cells": _reason(cells.check_sign_cells),
    "elimination": _reason(cells.check_elimination),
    "substitution": _reason(check_substitution),
    "divided substitution": _reason(check_divided_substitution),
    "empty cell": _reason(cells.check_empty_cell),
    "tight inequality": _reason(cells.check_tight_inequality),
    "identical": _reason(structure.check_identical),
    "conjunction": _reason(structure.check_conjunction),
    "implication": _reason(structure.check_implication),
    "equivalence": _reason(structure.check_equivalence),
    **{rule: _reason(check) for rule, check in limits.RULES.items()},
    "matrix words": _without_fuel(check_words),
    **{rule: _without_fuel(check) for group in GROUPS for rule, check in group.RULES.items()},
    **dict.fromkeys(inequalities.CHECKS, _without_fuel(inequalities.check)),
}


def recheck(proof: Proof, fuel: Fuel | None = None, accepted: Iterable[Proof] = ()) -> tuple[str, ...]:
    """Nothing if the proof is right; otherwise the reasons, each with the path to the step at fault.

    `accepted` are steps of proofs that have been accepted before; they are not checked again.

    Never raises: a step that cannot be read, or costs too much, is not accepted.
    """
    fuel = fuel or Fuel(DEFAULT_LIMITS)
    reasons: list[str] = []
    seen = {id(step) for step in accepted}
    pending: list[tuple[Proof, tuple[int, ...]]] = [(proof, ())]
    while pending and len(reasons) < MAX_REASONS:
        current, path = pending.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if len(path) > MAX_DEPTH:
            return (*reasons, "a proof nested too deeply")
        reason = _check(current, fuel)
        if reason is not None:
            reasons.append(f"{_place(path)}{reason}")
        pending.extend((premise, (*path, place)) for place, premise in reversed(list(enumerate(current.premises))))
    return tuple(reasons)


def _check(proof: Proof, fuel: Fuel) -> str | None:
    check = CHECKS.get(proof.rule)
    if check is None:
        return f"no check for the rule {proof.rule!r}"
    try:
        return check(proof, fuel)
    except OutOfFuel as out:
        return f"{proof.rule}: the check stopped at {out.doing}, as it costs too much"
    except (TooLarge, Undefined, InputError, RecursionError) as problem:
        return f"{proof.rule}: {type(problem).__name__} {problem}"
    except Exception as problem:  # a forged proof may hold anything
        return f"{proof.rule}: the data of the proof is malformed ({type(problem).__name__}: {problem})"


def _place(path: tuple[int, ...]) -> str:
    return "premise " + ".".join(str(place) for place in path) + ": " if path else ""


__all__ = ["recheck"]
