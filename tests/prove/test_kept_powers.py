"""Powers, sizes and the larger of numbers that may be 0 or of either sign, inside of sums: what may be done with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.prove.verdicts import assert_proved, assert_refuted
from verify.ask import equal
from verify.fuel import Fuel
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck

P = {"p": "distribution on 1..K", "q": "positive", "a": "in (1, 5)"}
PR = {"p": "distribution on 1..K", "r": "distribution on 1..K"}
X = {"x": "sequence n of nonnegative", "q": "positive", "r": "positive", "a": "in (1, 5)", "c": "positive", "n": "natural"}
V = {"v": "sequence n of real", "q": "positive", "a": "in (1, 5)", "c": "real", "n": "natural"}
S = {"x": "nonnegative", "q": "positive", "a": "in (1, 5)"}

TRUE = {
    "Tsallis entropy": ("sum(p_k - p_k^a, k, 1, K)/(a - 1)", "(1 - sum(p_k^a, k, 1, K))/(a - 1)", P),
    "beside a sum of ones": ("sum(p_k + p_k^q, k, 1, K)", "1 + sum(p_k^q, k, 1, K)", P),
    "a factor out of a power": ("sum((c x_i)^q, i, 1, n)", "c^q sum(x_i^q, i, 1, n)", X),
    "a divisor out of a power": ("sum((x_i/c)^q + x_i, i, 1, n)", "c^-q sum(x_i^q, i, 1, n) + sum(x_i, i, 1, n)", X),
    "one factor off a power": ("sum(x_i x_i^(a-1) + x_i, i, 1, n)", "sum(x_i^a, i, 1, n) + sum(x_i, i, 1, n)", X),
    "two exponents": ("sum(x_i^(q+r) + x_i, i, 1, n)", "sum(x_i^q x_i^r, i, 1, n) + sum(x_i, i, 1, n)", X),
    "a multiple exponent": ("sum((x_i^q)^2 + x_i, i, 1, n)", "sum(x_i^(2q), i, 1, n) + sum(x_i, i, 1, n)", X),
    "shares": ("x_1^q/sum(x_i^q, i, 1, n)", "(x_1/2)^q/sum((x_i/2)^q, i, 1, n)", {**X, "x": "sequence n of positive"}),
    "a product below a power": ("sum((x_i x_1)^q + x_i, i, 1, n)", "x_1^q sum(x_i^q, i, 1, n) + sum(x_i, i, 1, n)", X),
    "a norm": ("sum(abs(c v_i)^a + v_i, i, 1, n)", "abs(c)^a sum(abs(v_i)^a, i, 1, n) + sum(v_i, i, 1, n)", V),
    "the cube of a size": ("sum(abs(v_i)^3 + v_i, i, 1, n)", "sum(v_i^2 abs(v_i), i, 1, n) + sum(v_i, i, 1, n)", V),
    "the square of a size": ("sum(abs(v_i)^2 + abs(v_i), i, 1, n)", "sum(v_i^2, i, 1, n) + sum(abs(v_i), i, 1, n)", V),
    "the size of a product": ("sum(abs(2 c v_i), i, 1, n)", "2 abs(c) sum(abs(v_i), i, 1, n)", V),
    "the size of a difference": ("sum(abs(v_i - c) + 1, i, 1, n)", "n + sum(abs(c - v_i), i, 1, n)", V),
    "total variation by the overlap": ("sum(abs(p_k - r_k), k, 1, K)/2", "1 - sum(min(p_k, r_k), k, 1, K)", PR),
    "total variation by the larger": ("sum(abs(p_k - r_k), k, 1, K)/2", "sum(max(p_k, r_k), k, 1, K) - 1", PR),
    "total variation by positive parts": ("sum(abs(p_k - r_k), k, 1, K)/2", "sum(max(0, p_k - r_k), k, 1, K)", PR),
    "positive parts": ("sum(max(0, v_i), i, 1, n)", "sum(v_i + abs(v_i), i, 1, n)/2", V),
    "positive and negative parts": ("sum(max(0, v_i), i, 1, n) - sum(max(0, -v_i), i, 1, n)", "sum(v_i, i, 1, n)", V),
    "a larger number taken out": ("sum(max(c, v_i), i, 1, n)", "n c + sum(max(0, v_i - c), i, 1, n)", V),
    "the largest of three": ("sum(max(v_i, c, 0), i, 1, n)", "sum(max(max(c, 0), v_i), i, 1, n)", V),
    "a single number": ("x^a", "x x^(a-1)", S),
    "a single number beside itself": ("x^(q+1) + x", "x (x^q + 1)", S),
}

FALSE = {
    "Tsallis entropy without its divisor": ("sum(p_k - p_k^a, k, 1, K)", "(1 - sum(p_k^a, k, 1, K))/(a - 1)", P),
    "a factor out of a power as it is": ("sum((c x_i)^q + x_i, i, 1, n)", "c sum(x_i^q, i, 1, n) + sum(x_i, i, 1, n)", X),
    "exponents multiplied": ("sum(x_i^q x_i^r + x_i, i, 1, n)", "sum(x_i^(q r), i, 1, n) + sum(x_i, i, 1, n)", X),
    "the power of a sum": ("sum(x_i^q + x_i, i, 1, n)", "sum(x_i, i, 1, n)^q + sum(x_i, i, 1, n)", X),
    "a number without its sign": ("sum(abs(c v_i) + 1, i, 1, n)", "c sum(abs(v_i), i, 1, n) + n", V),
    "a cube without its sign": ("sum(abs(v_i)^3 + 1, i, 1, n)", "sum(v_i^3, i, 1, n) + n", V),
    "the size of a difference, divided": ("sum(abs(v_i - c) + 1, i, 1, n)", "n + sum(abs(v_i) - abs(c), i, 1, n)", V),
    "the larger for the overlap": ("sum(abs(p_k - r_k), k, 1, K)/2", "1 - sum(max(p_k, r_k), k, 1, K)", PR),
    "positive parts with the sign lost": ("sum(max(0, v_i), i, 1, n) + sum(max(0, -v_i), i, 1, n)", "sum(v_i, i, 1, n)", V),
    "0^0 among the terms": ("sum(x_i^(q - q), i, 1, n) + sum(x_i, i, 1, n)", "sum(2 x_i, i, 1, n)", X),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


def test_renyi_entropy_by_a_norm() -> None:
    verdict = equal("log(sum(p_k^a, k, 1, K))/(1-a)", "a/(1-a) log((sum(p_k^a, k, 1, K))^(1/a))", symbols=P)
    assert (verdict.truth, verdict.trust) == ("proved", "checked")


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert_refuted(FALSE[name])


# x^y is a product of powers of x only for y > 0 if x may be 0: at x = 0 one side is 1 or undefined
NOT_TO_PROVE = {
    "an exponent of either sign": ("sum(x_i^c x_i^(1-c), i, 1, n)", "sum(x_i, i, 1, n)", {**X, "c": "real"}),
    "an exponent that may be 0": ("sum(x_i^c + x_i, i, 1, n)", "sum(x_i^(c+1)/x_i + x_i, i, 1, n)", {**X, "c": "nonnegative"}),
    "a number of either sign": ("sum((-v_i)^q + v_i^q, i, 1, n)", "0", V),
    "0 to the power 0 is not 0": ("sum(x_i^c + x_i, i, 1, n)", "sum(x_i^(2c) + x_i, i, 1, n)", {**X, "c": "integer in 0..1"}),
}


@pytest.mark.parametrize("name", NOT_TO_PROVE)
def test_not_proved_on_the_whole_domain(name: str) -> None:
    left, right, symbols = NOT_TO_PROVE[name]
    verdict = equal(left, right, symbols=symbols)
    assert verdict.truth != "proved" or verdict.domain != "total", verdict


# ------------------------------------------------------------------------------------------------------ the independent check


def proof_of(statement: str, symbols: dict[str, str]) -> Proof:
    found = prove(Question(read_text(statement, declarations(symbols)).term), Fuel())
    assert isinstance(found, Proof) and recheck(found) == ()
    return found


def with_items(proof: Proof, change: Any) -> Proof:
    """The proof with the listed powers of its normal form changed, wherever it has one."""
    data = dict(proof.data)
    if "products" in data:
        data["products"] = tuple((term, tuple(map(change, items))) for term, items in data["products"])
    return replace(proof, data=data, premises=tuple(with_items(premise, change) for premise in proof.premises))


FORGED = {
    "a power of another multiplicity": lambda item: (*item[:2], item[2] + 1) if item[0] == "kept" else item,
    "no power at all": lambda item: (*item[:2], 0) if item[0] == "kept" else item,
    "a power that is no number": lambda item: (*item[:2], "1") if item[0] == "kept" else item,
    "another kernel": lambda item: ("kept", item[1] + 1, item[2]) if item[0] == "kept" else item,
    "a whole power more": lambda item: (*item[:2], item[2] + 1) if item[0] == "whole" else item,
    "a whole power of another number": lambda item: ("whole", item[1] + 1, item[2]) if item[0] == "whole" else item,
    "an exponential instead": lambda item: ("exp", *item[1:]) if item[0] == "kept" else item,
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_list_of_powers_is_not_accepted(name: str) -> None:
    proof = proof_of("sum(x_i^(2a) + x_i, i, 1, n) = sum(x_i^2 (x_i^(a-1))^2, i, 1, n) + sum(x_i, i, 1, n)", X)
    changed = with_items(proof, FORGED[name])
    assert changed != proof and recheck(changed) != ()
