"""Follows a sign: rule "sign", an inequality by the sign of the fraction that right - left is."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.question import Proof
from verify.recheck.kernels import demand
from verify.recheck.normal_form import Walk
from verify.recheck.signs import NEGATIVE, NONNEGATIVE, POSITIVE, EmptyDomain
from verify.term import subtract

_ALLOWED = {"lt": POSITIVE, "le": NONNEGATIVE, "ne": POSITIVE | NEGATIVE}


def check_sign(proof: Proof, fuel: Fuel) -> None:
    """The sign of right - left, wherever both sides are defined, is one with which the relation holds."""
    statement = proof.question.statement
    demand(statement.op in _ALLOWED and not proof.premises, "a sign of something else than an inequality")
    walk = Walk(proof.question, proof.data, fuel)
    try:
        walk.assume_hypotheses()
        value = walk.real(subtract(statement.args[1], statement.args[0]))
        demand(not walk.signs.fraction(value) & ~_ALLOWED[statement.op], "the sign does not decide the inequality")
    except EmptyDomain:
        return
