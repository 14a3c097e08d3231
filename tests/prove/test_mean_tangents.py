"""Inequalities of means of logarithms: Gibbs, entropies, and what they need of the weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import holds
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import MINUS_ONE, make, mul

TWO = {"K": "natural", "p": "distribution on 1..K", "q": "distribution on 1..K", "a": "positive"}
ANY = {"K": "natural", "p": "sequence K of positive", "q": "distribution on 1..K"}

TRUE = {
    "Gibbs": "sum(p_k log(p_k/q_k), k, 1, K) >= 0",
    "Gibbs with two logarithms": "sum(p_k (log(p_k) - log(q_k)), k, 1, K) >= 0",
    "Gibbs turned round": "sum(p_k log(q_k/p_k), k, 1, K) <= 0",
    "entropy below cross-entropy": "-sum(p_k log(p_k), k, 1, K) <= -sum(p_k log(q_k), k, 1, K)",
    "the largest entropy": "-sum(p_k log(p_k), k, 1, K) <= log(K)",
    "an entropy is not negative": "0 <= -sum(p_k log(p_k), k, 1, K)",
    "a measure with another sum": "sum(p_k log(p_k/(a q_k)), k, 1, K) >= -log(a)",
    "the sum of squares": "sum(p_k^2, k, 1, K) <= 1",
    "the sum of products": "sum(p_k q_k, k, 1, K) <= 1",
    "one summand of an entropy": "0 <= -p_k log(p_k)",
}

NOT_TRUE = {
    "the other way round": ("sum(p_k log(p_k/q_k), k, 1, K) <= 0", TWO),
    "the weights of the other": ("sum(q_k log(p_k/q_k), k, 1, K) >= 0", TWO),
    "weights without the sum 1": ("sum(p_k log(p_k/q_k), k, 1, K) >= 0", ANY),
    "a larger bound": ("sum(p_k log(p_k/q_k), k, 1, K) >= 1/10", TWO),
    "a smaller largest entropy": ("-sum(p_k log(p_k), k, 1, K) <= log(K)/2", TWO),
    "squares without a root": ("sum(sqrt(p_k), k, 1, K) <= 1", TWO),
    "squares of what is no distribution": ("sum(p_k^2, k, 1, K) <= 1", ANY),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    verdict = holds(TRUE[name], {**TWO, "k": "integer in 1..K"})
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", NOT_TRUE)
def test_not_proved(name: str) -> None:
    statement, symbols = NOT_TRUE[name]
    assert holds(statement, symbols).truth != "proved"


def test_forged_steps_are_rejected() -> None:
    good = prove(Question(read_text(TRUE["Gibbs"], declarations(TWO)).term), Fuel())
    while isinstance(good, Proof) and good.rule != "tangent of a mean":
        (good,) = good.premises
    assert isinstance(good, Proof)
    assert recheck(good) == ()
    for place in range(len(good.premises)):
        assert recheck(replace(good, premises=good.premises[:place] + good.premises[place + 1 :])) != ()
    forged = {
        "other weights": {"weight": mul(good.data["weight"], good.data["weight"])},
        "another value": {"value": mul(MINUS_ONE, good.data["value"])},
        "a range that begins elsewhere": {"lower": MINUS_ONE},
        "something else": {"more": MINUS_ONE},
    }
    for name, data in forged.items():
        assert recheck(replace(good, data={**good.data, **data})) != (), name
    left, right = good.question.statement.args
    assert recheck(replace(good, question=Question(make("le", (right, left))))) != ()
