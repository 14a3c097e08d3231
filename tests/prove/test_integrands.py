"""Integrals of unknown functions and densities: of one sign, and in another order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.fuel import Fuel
from verify.prove import prove
from verify.prove.term_by_term import prove_term_by_term
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.term import add, equal

F = {"f": "function"}
W = {"n": "natural", "w": "sequence n of positive", "a": "sequence n of positive", "m": "natural"}
Q = {"z": "outcome", "y": "outcome", "x": "outcome", "p": "density of x, y, z", "q": "density of y, z"}
TWO = {"z": "outcome", "w": "outcome of z", "p": "density of z", "q": "density of z"}

TRUE = {
    "a positive integrand": ("0 < integral(exp(f(t)), t, a, b)", ("a < b",), F),
    "one that is not negative": ("0 <= integral(f(t)^2, t, a, b)", ("a <= b",), F),
    "sums with denominators of their own": (
        "sum(w_i/(1 + exp(-x a_i)), i, 1, n) < sum(w_i/(1 + exp(-y a_i)), i, 1, n)", ("x < y",), W
    ),
    "two integrands": ("integral(2 f(t), t, a, b) <= integral(1 + f(t)^2, t, a, b)", ("a <= b",), F),
    "beside a number": ("a <= b + integral(f(t)^2, t, a, b)", ("a <= b",), F),
    "integrands that cancel in part": ("integral(f(t) - 1, t, a, b) = integral(f(t), t, a, b) - (b - a)", ("a <= b",), F),
    "the mean of divergences": ("0 <= integral(p(z) integral(p(y | z) (log(p(y | z)) - log(q(y))), y), z)", (), Q),
    "the names of two variables": (
        "integral(integral(q(z) q(w) p(z)/(p(z) + p(w)), w), z) = integral(integral(q(z) q(w) p(w)/(p(z) + p(w)), w), z)",
        (),
        TWO,
    ),
}

NOT_TO_PROVE = {
    "the ends in no order": ("0 <= integral(f(t)^2, t, a, b)", (), F),
    "the ends exchanged": ("0 <= integral(f(t)^2, t, a, b)", ("b < a",), F),
    "sums over different ranges": (
        "sum(w_i/(1 + exp(-x a_i)), i, 1, m) < sum(w_i/(1 + exp(-y a_i)), i, 1, n)", ("x < y",), W
    ),
    "sums that are the other way round": (
        "sum(w_i/(1 + exp(-y a_i)), i, 1, n) < sum(w_i/(1 + exp(-x a_i)), i, 1, n)", ("x < y",), W
    ),
    "an empty interval": ("0 < integral(exp(f(t)), t, a, b)", ("a <= b",), F),
    "an integrand that may be 0": ("0 < integral(f(t)^2, t, a, b)", ("a < b",), F),
    "an integrand of any sign": ("0 <= integral(f(t), t, a, b)", ("a < b",), F),
    "beside a number of any sign": ("c <= integral(f(t)^2, t, a, b)", ("a < b",), F),
    "integrands that do not cancel": ("integral(f(t) - 1, t, a, b) = integral(f(t), t, a, b) - (b + a)", ("a <= b",), F),
    "a part that has a pole": ("integral(f(t) + 1/t, t, -1, b) = integral(f(t), t, -1, b) + log(b)", ("1 < b",), F),
    "different ranges": ("integral(f(t)^2, t, a, b) <= integral(1 + f(t)^2, t, a, c)", ("a < b", "a < c"), F),
    "a fixed point inside": ("0 <= integral(t, t, a, b)", ("a < b",), F),
    "the factor outside is negative": ("0 <= integral(p(z) (0 - p(y | z)), z)", (), Q),
    "one variable only is renamed": (
        "integral(integral(q(z) q(w) p(z)/(p(z) + p(w)), w), z) = integral(integral(q(z) q(w) p(z)/(p(z) + 2 p(w)), w), z)",
        (),
        TWO,
    ),
}


def asked(statement: str, hypotheses: tuple[str, ...], symbols: dict[str, str]) -> Question:
    declared = declarations(symbols)
    return Question(read_text(statement, declared).term, tuple(read_text(each, declared).term for each in hypotheses))


@pytest.mark.parametrize("row", TRUE.values(), ids=TRUE)
def test_proved_and_accepted(row: tuple[str, tuple[str, ...], dict[str, str]]) -> None:
    proof = prove(asked(*row), Fuel())
    assert isinstance(proof, Proof), proof
    assert recheck(proof) == ()


@pytest.mark.parametrize("row", NOT_TO_PROVE.values(), ids=NOT_TO_PROVE)
def test_not_proved(row: tuple[str, tuple[str, ...], dict[str, str]]) -> None:
    found = prove(asked(*row), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


def test_forged_steps_are_rejected() -> None:
    good = prove(asked(*TRUE["a positive integrand"]), Fuel())
    assert isinstance(good, Proof)
    while good.rule != "integrand by integrand":
        (good,) = good.premises
    weak = asked(*NOT_TO_PROVE["an empty interval"])
    forged = {
        "no range": replace(good, premises=good.premises[1:]),
        "no integrand": replace(good, premises=good.premises[:1]),
        "another question": replace(good, question=weak),
    }
    assert all(recheck(proof) != () for proof in forged.values())


def test_forged_sums_are_rejected() -> None:
    question, fuel = asked(*TRUE["sums with denominators of their own"]), Fuel()
    good = prove_term_by_term(question, fuel, lambda inner: prove(inner, fuel))
    assert isinstance(good, Proof)
    while good.rule != "one range":
        good = good.premises[0]
    left, right = good.question.statement.args
    assert recheck(replace(good, question=Question(equal(right, left), good.question.hypotheses))) != ()
    assert recheck(replace(good, question=Question(equal(add(left, left), right), good.question.hypotheses))) != ()


def test_forged_orders_are_rejected() -> None:
    good = prove(asked(*TRUE["the names of two variables"]), Fuel())
    assert isinstance(good, Proof)
    while good.rule != "exchange of integrals":
        (good,) = good.premises
    other = asked(*NOT_TO_PROVE["one variable only is renamed"])
    assert recheck(replace(good, question=other)) != ()
    assert recheck(replace(good, premises=())) != ()


def test_forged_integrals_of_integrals_are_rejected() -> None:
    good = prove(asked("integral(integral(x + y, y, 0, x), x, 0, a) = a^3/2", ("0 < a",), {"a": "real"}), Fuel())
    assert isinstance(good, Proof)
    while good.rule != "integrands collected":
        good = good.premises[0]
    assert recheck(good) == ()
    assert good.data["ordered"] is True
    forged = {
        "without the order of the ends": replace(good, premises=good.premises[1:]),
        "without the integrand": replace(good, premises=(good.premises[0], good.premises[2])),
        "between ends in any order": replace(good, premises=good.premises[1:], data={**good.data, "ordered": False}),
        "another integrand": replace(good, data={**good.data, "simple": good.question.statement.args[0].args[3]}),
        "without the hypothesis on the end": replace(good, question=Question(good.question.statement)),
    }
    assert all(recheck(proof) != () for proof in forged.values())
