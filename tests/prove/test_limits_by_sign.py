"""Limits that are others for other signs of a symbol."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

XY = {"x": "real", "y": "real"}

TRUE = {
    "softplus with a large slope": ("limit(log(1 + exp(b x))/b, b, inf)", "max(x, 0)"),
    "softplus of a difference": ("limit(log(1 + exp(b (x-y)))/b, b, inf)", "max(x - y, 0)"),
    "a sum of exponentials": ("limit(log(exp(b x) + exp(-b x))/b, b, inf)", "abs(x)"),
    "a steep tanh": ("limit(tanh(b x), b, inf)", "sign(x)"),
    "a steep sigmoid": ("limit(1/(1 + exp(-b x)), b, inf)", "(1 + sign(x))/2"),
    "a steep arc tangent": ("limit(2 atan(b x)/pi, b, inf)", "sign(x)"),
    "swish with a large slope": ("limit(x/(1 + exp(-b x)), b, inf)", "max(x, 0)"),
    "a smooth absolute value": ("limit(sqrt(x^2 + 1/b), b, inf)", "abs(x)"),
    "log cosh": ("limit(log(cosh(b x))/b, b, inf)", "abs(x)"),
    "x times tanh": ("limit(x tanh(b x), b, inf)", "abs(x)"),
    "where the sign does not matter": ("limit(log(1 + exp(x/b)), b, inf)", "log(2)"),
    "a smooth maximum": ("limit(log(exp(b x) + exp(b y))/b, b, inf)", "max(x, y)"),
    "a cold maximum": ("limit(b log(exp(x/b) + exp(y/b)), b, 0, right)", "max(x, y)"),
    "a smooth minimum": ("limit(-log(exp(-b x) + exp(-b y))/b, b, inf)", "min(x, y)"),
    "norms of a high degree": ("limit((exp(b x) + exp(b y))^(1/b), b, inf)", "max(exp(x), exp(y))"),
    "cases": ("limit(tanh(b x), b, inf)", "piecewise((1, x > 0), (-1, x < 0), (0, true))"),
}

FALSE = {
    "only where x is positive": ("limit(log(1 + exp(b x))/b, b, inf)", "x"),
    "only where x is negative": ("limit(log(1 + exp(b x))/b, b, inf)", "0"),
    "softplus": ("limit(log(1 + exp(b x))/b, b, inf)", "abs(x)"),
    "a minimum": ("limit(log(1 + exp(b x))/b, b, inf)", "min(x, 0)"),
    "the other difference": ("limit(log(1 + exp(b (x-y)))/b, b, inf)", "max(y - x, 0)"),
    "a steep tanh": ("limit(tanh(b x), b, inf)", "1"),
    "a steep tanh of the other sign": ("limit(tanh(b x), b, inf)", "-sign(x)"),
    "a step that is 0 at 0": ("limit(1/(1 + exp(-b x)), b, inf)", "piecewise((1, x > 0), (0, true))"),
    "a step that is 1 at 0": ("limit(1/(1 + exp(-b x)), b, inf)", "piecewise((1, x >= 0), (0, true))"),
    "a smooth absolute value": ("limit(sqrt(x^2 + 1/b), b, inf)", "x"),
    "log cosh": ("limit(log(cosh(b x))/b, b, inf)", "x^2"),
    "x times tanh": ("limit(x tanh(b x), b, inf)", "x"),
    "the smaller one": ("limit(log(exp(b x) + exp(b y))/b, b, inf)", "min(x, y)"),
    "the sum of both": ("limit(log(exp(b x) + exp(b y))/b, b, inf)", "x + y"),
    "one of two": ("limit(log(exp(b x) + exp(b y))/b, b, inf)", "x"),
    "a case is missing": ("limit(tanh(b x), b, inf)", "piecewise((1, x > 0), (0, true))"),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    verdict = equal(*TRUE[name], symbols=XY)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    verdict = equal(*FALSE[name], symbols=XY)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


def test_all_three_signs_are_needed() -> None:
    verdict = equal(*TRUE["a steep sigmoid"], symbols=XY)
    assert verdict.proof is not None
    (proof,) = verdict.proof.premises
    assert proof.rule == "sign cells"
    for place in range(3):
        fewer = proof.premises[:place] + proof.premises[place + 1 :]
        assert recheck(Proof(proof.rule, proof.question, fewer, proof.data)) != ()
    symbols = declarations(XY)
    other = Question(read_text("limit(1/(1 + exp(-b x)), b, inf) = 1", symbols).term)
    assert recheck(Proof(proof.rule, other, proof.premises, proof.data)) != ()
