"""The check of Jensen's inequality for finite sums."""

from __future__ import annotations

from dataclasses import fields

from verify.jensen import Jensen, is_well_formed, wanted
from verify.question import Proof
from verify.recheck.parts import Check, questions_of, unless
from verify.term import Term


def check_jensen(proof: Proof) -> str | None:
    """F(sum w x) >= sum w F(x) for w >= 0 with the sum 1, every x in an interval, and F'' <= 0 on it."""
    names = [field.name for field in fields(Jensen)]
    if set(proof.data) != set(names) or not all(isinstance(proof.data[name], Term) for name in names):
        return "no function, weights and values"
    jensen = Jensen(**proof.data)
    if not is_well_formed(proof.question, jensen):
        return "no inequality of real numbers, or symbols that are not new"
    premises = wanted(proof.question, jensen)
    return unless(questions_of(proof) == premises, "the premises are not the mean, the weights and the function")


RULES: dict[str, Check] = {"Jensen": check_jensen}
