"""Limits as claims state them: `Tends`, with a variable that takes the values of its sort, and an infinite value."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from verify.ask import Reader
from verify.claim import Tends
from verify.decide import decide
from verify.obligations import obligations
from verify.read.declare import declarations
from verify.verdict import Verdict

RATE = {"eta": "positive", "lam": "positive", "theta": "real"}


def judged(statement: Tends, symbols: dict[str, str], *hypotheses: str) -> Verdict:
    reader = Reader(declarations(symbols))
    (obligation,) = obligations(statement, reader, tuple(reader.statement(each) for each in hypotheses))
    return decide(obligation.question)


PROVED: dict[str, tuple[Tends, dict[str, str], tuple[str, ...]]] = {
    "a base of any sign, in steps": (Tends("q^t", "t", "oo", 0), {"q": "in (-1, 1)", "t": "natural"}, ()),
    "a base of any sign with a power in front": (Tends("t^3 q^t", "t", "oo", 0), {"q": "in (-1, 1)", "t": "natural"}, ()),
    "a negative number, in steps": (Tends("(-1/2)^t", "t", "oo", 0), {"t": "natural"}, ()),
    "every second step": (Tends("q^(2t+1)", "t", "oo", 0), {"q": "in (-1, 1)", "t": "natural"}, ()),
    "a bounded base by a hypothesis": (Tends("q^t", "t", "oo", 0), {"q": "real", "t": "natural"}, ("abs(q) < 1",)),
    "gradient descent": (Tends("(1 - eta lam)^t theta", "t", "oo", 0), {**RATE, "t": "natural"}, ("eta lam < 2",)),
    "gradient descent towards a minimum": (
        Tends("m + (1 - eta lam)^t (theta - m)", "t", "oo", "m"), {**RATE, "m": "real", "t": "natural"}, ("eta lam < 2",)),
    "one entry of gradient descent": (
        Tends("(1 - eta l_i)^t w_i", "t", "oo", 0),
        {"eta": "positive", "l": "sequence n of positive", "w": "sequence n of real", "n": "natural", "i": "natural",
         "t": "natural"},
        ("eta l_i < 2", "i <= n")),
    "a sum of geometric sequences": (
        Tends("sum(l_k^t w_k, k, 1, n)", "t", "oo", 0),
        {"l": "sequence n of in (-1, 1)", "w": "sequence n of real", "n": "natural", "t": "natural"}, ()),
    "the errors of all entries": (
        Tends("sum((1 - eta l_k)^(2t) w_k^2, k, 1, n)", "t", "oo", 0),
        {"eta": "in (0, 1)", "l": "sequence n of in (0, 2)", "w": "sequence n of real", "n": "natural", "t": "natural"}, ()),
    "an infinite value in text": (Tends("q^t", "t", "oo", "oo"), {"q": "real > 1"}, ()),
    "an infinite value of SymPy": (Tends("-q^t", "t", sympy.oo, -sympy.oo), {"q": "real > 1"}, ()),
    "minus infinity as a point": (Tends("exp(x)", "x", "-oo", 0), {"x": "real"}, ()),
    "an integer that falls": (Tends("2^k", "k", "-oo", 0), {"k": "integer"}, ()),
    "one side": (Tends("1/x", "x", 0, "-oo", side="-"), {"x": "real"}, ()),
    "the only side that the sort has": (Tends("x log(x)", "x", 0, 0), {"x": "positive"}, ()),
    "an end of an interval": (Tends("log(1 - p)", "p", 1, "-oo"), {"p": "in (0, 1)"}, ()),
    "a point by name": (Tends("(x^2 - a^2)/(x - a)", "x", "a", "2 a"), {"x": "real", "a": "real"}, ()),
    "a bound by name": (Tends("sqrt(x - a)", "x", "a", 0, side="+"), {"x": "real", "a": "real"}, ()),
    "the average of a bounded sequence": (Tends("cos(t)/t", "t", "oo", 0), {"t": "natural"}, ()),
    "the inner product of vectors": (
        Tends("exp(-t) v' w", "t", "oo", 0), {"v": "vector n", "w": "vector n", "n": "natural", "t": "real"}, ()),
}  # fmt: skip

REFUTED: dict[str, tuple[Tends, dict[str, str], tuple[str, ...]]] = {
    "a geometric sequence that stays": (Tends("q^t", "t", "oo", 1), {"q": "in (0, 1)", "t": "natural"}, ()),
    "a base of any sign": (Tends("1 + q^t", "t", "oo", 0), {"q": "in (-1, 1)", "t": "natural"}, ()),
    "a base that may be larger": (Tends("q^t", "t", "oo", 0), {"q": "in (-2, 2)", "t": "natural"}, ()),
    "gradient descent that does not move": (
        Tends("(1 - eta lam)^t theta", "t", "oo", "theta"), {**RATE, "t": "natural"}, ("eta lam < 2",)),
    "a sum of geometric sequences": (
        Tends("sum(l_k^t w_k, k, 1, n)", "t", "oo", "sum(w_k, k, 1, n)"),
        {"l": "sequence n of in (-1, 1)", "w": "sequence n of real", "n": "natural", "t": "natural"}, ()),
    "the wrong infinity": (Tends("-q^t", "t", "oo", "oo"), {"q": "real > 1"}, ()),
    "a number for an infinity": (Tends("q^t", "t", "oo", 5), {"q": "real > 1"}, ()),
    "an infinity for a number": (Tends("q^t", "t", "oo", "-oo"), {"q": "in (0, 1)"}, ()),
    "the value of the other side": (Tends("1/x", "x", 0, "oo", side="-"), {"x": "real"}, ()),
    "half of a derivative": (Tends("(x^2 - a^2)/(x - a)", "x", "a", "a"), {"x": "real", "a": "real"}, ()),
    "the inner product of vectors": (
        Tends("exp(-t) v' w", "t", "oo", 1), {"v": "vector n", "w": "vector n", "n": "natural", "t": "real"}, ()),
}  # fmt: skip

UNDECIDED: dict[str, tuple[Tends, dict[str, str], tuple[str, ...]]] = {
    "-1 to the t": (Tends("(-1)^t", "t", "oo", 0), {"t": "natural"}, ()),
    "a negative base that is large": (Tends("(-2)^t", "t", "oo", "oo"), {"t": "natural"}, ()),
    "a negative base without steps": (Tends("(-1/2)^t", "t", "oo", 0), {"t": "real"}, ()),
    "a base of any sign without steps": (Tends("q^t", "t", "oo", 0), {"q": "in (-1, 1)", "t": "real"}, ()),
    "the step size at its bound": (Tends("(1 - eta lam)^t", "t", "oo", 0), {**RATE, "t": "natural"}, ("eta lam = 2",)),
    "a variable that does not get there": (Tends("1/t", "t", "oo", 0), {"t": "in (0, 1)"}, ()),
    "integers do not get near a number": (Tends("k", "k", 0, 0), {"k": "integer"}, ()),
    "a point outside of the domain": (Tends("x", "x", -1, -1), {"x": "positive"}, ()),
    "a side without points": (Tends("x", "x", 0, 0, side="-"), {"x": "positive"}, ()),
    "a pole from both sides": (Tends("1/x", "x", 0, "oo"), {"x": "real"}, ()),
    "a bound by name from both sides": (Tends("sqrt(x - a)", "x", "a", 0), {"x": "real", "a": "real"}, ()),
    "a point by name that may be at the end": (Tends("x", "x", "a", "a"), {"x": "positive", "a": "real >= 0"}, ()),
    "more and more terms": (Tends("sum(1/k, k, 1, t)", "t", "oo", "oo"), {"t": "natural"}, ()),
    "an unknown function": (Tends("f(x)", "x", 0, "f(0)"), {"f": "function", "x": "real"}, ()),
}  # fmt: skip


def _judged(row: Any) -> Verdict:
    statement, symbols, hypotheses = row
    return judged(statement, symbols, *hypotheses)


@pytest.mark.parametrize("name", PROVED)
def test_proved(name: str) -> None:
    verdict = _judged(PROVED[name])
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", REFUTED)
def test_refuted(name: str) -> None:
    verdict = _judged(REFUTED[name])
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


@pytest.mark.parametrize("name", UNDECIDED)
def test_undecided(name: str) -> None:
    assert _judged(UNDECIDED[name]).truth == "undecided"


def test_the_counterexample_shows_the_limit() -> None:
    verdict = judged(Tends("q^t", "t", "oo", 1), {"q": "in (0, 1)", "t": "natural"})
    found = verdict.counterexample
    assert found is not None
    assert (found.point, found.left, found.right) == ((("q", "1/2"),), "0", "1")
