"""Inequalities that the sign of the normal form of right - left decides."""

from __future__ import annotations

from verify.fuel import Fuel
from verify.prove.normal_form import NormalForm, compute
from verify.question import Proof, Question
from verify.term import subtract

# relation -> the signs (s, strict) of right - left with which it holds
_HOLDS = {
    "lt": ((1, True),),
    "le": ((1, True), (1, False), (0, True)),
    "ne": ((1, True), (-1, True)),
}


def prove_by_sign(question: Question, fuel: Fuel) -> Proof | None:
    """A proof of a < b, a <= b or a != b from the signs of the factors of b - a; None if they do not tell."""
    left, right = question.statement.args

    def evidence(form: NormalForm) -> Proof | None:
        value = form.of(subtract(right, left))
        form.require_real(value)
        known = form.signs.of_fraction(value)
        return Proof("sign", question, (), form.evidence()) if known in _HOLDS[question.statement.op] else None

    return compute(question.hypotheses, fuel, evidence)
