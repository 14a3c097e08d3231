"""Checks of inequalities of finite means: Jensen's, and that by the tangent of the exponential function."""

from __future__ import annotations

from dataclasses import fields

from verify.mathematics import mean_tangents
from verify.mathematics.jensen import Jensen, is_well_formed, wanted
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


def check_mean_tangent(proof: Proof) -> str | None:
    """u >= 1 - exp(-u) for every real u, and so for a sum with weights that are not negative."""
    names = [field.name for field in fields(mean_tangents.MeanTangent)]
    if set(proof.data) != set(names) or not all(isinstance(proof.data[name], Term) for name in names):
        return "no weights and values"
    tangent = mean_tangents.MeanTangent(**proof.data)
    if not mean_tangents.is_well_formed(proof.question, tangent):
        return "no inequality of real numbers, or an index that is not new"
    premises = mean_tangents.wanted(proof.question, tangent)
    return unless(questions_of(proof) == premises, "the premises are not the sum, its bound and the weights")


RULES: dict[str, Check] = {"Jensen": check_jensen, "tangent of a mean": check_mean_tangent}
