"""Limits: what is proved and accepted by the independent check, what is refuted, and what has to stay undecided.

A row is a statement in typed text, its symbols and its hypotheses.
"""

from __future__ import annotations

import pytest

from verify.ask import holds

Row = tuple[str, dict[str, str], tuple[str, ...]]


def row(statement: str, *hypotheses: str, **symbols: str) -> Row:
    return statement, symbols, hypotheses


SPECTRUM = {"eta": "positive", "l": "sequence n of positive", "w": "sequence n of real", "n": "natural", "i": "natural"}

TRUE = [
    # geometric sequences
    row("limit(q^t, t, inf) = 0", q="in (0, 1)"),
    row("limit(q^t, t, inf) = inf", q="real > 1"),
    row("limit(q^t, t, -inf) = inf", q="in (0, 1)"),
    row("limit(q^t, t, -inf) = 0", q="real > 1"),
    row("limit(1^t, t, inf) = 1"),
    row("limit(-q^t, t, inf) = -inf", q="real > 1"),
    row("limit(a q^t, t, inf) = 0", q="in (0, 1)", a="real"),
    row("limit(a q^t, t, inf) = -inf", q="real > 1", a="negative"),
    row("limit((1 - eta l)^t, t, inf) = 0", "eta l < 1", eta="positive", l="positive"),
    row("limit((1 - q^t)/(1 - q), t, inf) = 1/(1 - q)", q="in (0, 1)"),
    row("limit(2^t/3^t, t, inf) = 0"),
    row("limit(p^t/q^t, t, inf) = 0", "p < q", p="positive", q="positive"),
    row("limit(q^(2t+1), t, inf) = 0", q="in (0, 1)"),
    row("limit(t^a q^t, t, inf) = 0", a="real", q="in (0, 1)"),
    row("limit(t^5 exp(-c t), t, inf) = 0", c="positive"),
    row("limit((1 - eta l_i)^t w_i, t, inf) = 0", "eta l_i < 1", "i <= n", **SPECTRUM),
    row("limit(w_i + (1 - eta l_i)^t w_i, t, inf) = w_i", "eta l_i < 1", "i <= n", **SPECTRUM),
    row("limit(sum(exp(-l_k t) w_k, k, 1, n), t, inf) = 0", l="sequence n of positive", w="sequence n of real", n="natural"),
    row("limit(sum(l_k^t w_k, k, 1, n), t, inf) = 0", l="sequence n of in (0, 1)", w="sequence n of real", n="natural"),
    row("limit(sum(exp(-t) w_k, k, 1, n) + 1, t, inf) = 1", w="sequence n of real", n="natural"),
    row("limit(q^t, t, inf) + a = a", q="in (0, 1)", a="real"),
    row("limit(q^t, t, inf) < 1/2", q="in (0, 1)"),
    # powers, exponentials and logarithms
    row("limit(1/t^a, t, inf) = 0", a="positive"),
    row("limit(t^a, t, inf) = inf", a="positive"),
    row("limit(exp(-c t^2), t, inf) = 0", c="positive"),
    row("limit(exp(-c t^2), t, -inf) = 0", c="positive"),
    row("limit(log(t)/t, t, inf) = 0"),
    row("limit(log(t)^3/sqrt(t), t, inf) = 0"),
    row("limit(log(log(t))/log(t), t, inf) = 0"),
    row("limit(exp(x)/x^5, x, inf) = inf"),
    row("limit(x exp(x), x, -inf) = 0"),
    row("limit(exp(sqrt(x))/x^2, x, inf) = inf"),
    row("limit(x log(x), x, 0, right) = 0"),
    row("limit(x^x, x, 0, right) = 1"),
    row("limit(log(x), x, 0, right) = -inf"),
    row("limit((1 + 1/t)^t, t, inf) = e"),
    row("limit((1 + a/t)^t, t, inf) = exp(a)", a="real"),
    row("limit(exp(-exp(x)), x, inf) = 0"),
    row("limit(exp(-exp(-x)), x, inf) = 1"),
    row("limit(log(exp(a x) + exp(b x))/x, x, inf) = b", "a < b", a="real", b="real"),
    row("limit(log(1 + exp(x)) - x, x, inf) = 0"),
    row("limit(log(1 + exp(x)), x, -inf) = 0"),
    # rational and algebraic functions
    row("limit((3x^2 + 1)/(x^2 - x), x, inf) = 3"),
    row("limit((3x^2 + 1)/(x^2 - x), x, -inf) = 3"),
    row("limit((a x + b)/(c x + 1), x, inf) = a/c", a="real", b="real", c="nonzero"),
    row("limit(x^3 - x^2, x, -inf) = -inf"),
    row("limit(sqrt(x^2 + x) - x, x, inf) = 1/2"),
    row("limit(x - x, x, inf) = 0"),
    row("limit((x^2 - 1)/(x - 1), x, 1) = 2"),
    row("limit((x^2 - a^2)/(x - a), x, a) = 2 a", a="real"),
    row("limit(a x + b, x, c) = a c + b", a="real", b="real", c="real"),
    row("limit(1/x, x, 0, right) = inf"),
    row("limit(1/x, x, 0, left) = -inf"),
    row("limit(1/x^2, x, 0) = inf"),
    row("limit(c/(x - a)^2, x, a) = inf", a="real", c="positive"),
    # other functions
    row("limit(sin(x)/x, x, 0) = 1"),
    row("limit((1 - cos(x))/x^2, x, 0) = 1/2"),
    row("limit((exp(a x) - 1)/x, x, 0) = a", a="real"),
    row("limit(log(1 + x)/x, x, 0) = 1"),
    row("limit(sin(x)/x, x, inf) = 0"),
    row("limit(exp(-x) cos(x^2), x, inf) = 0"),
    row("limit(x + sin(x), x, inf) = inf"),
    row("limit(tanh(a x), x, inf) = 1", a="positive"),
    row("limit(tanh(x), x, -inf) = -1"),
    row("limit(1/(1 + exp(-x)), x, -inf) = 0"),
    row("limit(erf(x), x, inf) = 1"),
    row("limit(erf(x), x, -inf) = -1"),
    row("limit(x erfc(x), x, inf) = 0"),
    row("limit(atan(x), x, inf) = pi/2"),
    row("limit(x (pi/2 - atan(x)), x, inf) = 1"),
    row("limit(gamma(x), x, 3) = 2"),
    row("limit(abs(x)/x, x, 0, left) = -1"),
    row("limit(sign(x), x, 0, right) = 1"),
    row("limit(max(0, x)/x, x, 0, right) = 1"),
    row("limit(max(0, x), x, 0) = 0"),
    row("limit(abs(a + 1/x), x, inf) = abs(a)", a="real"),
    row("limit(min(x, exp(-x)), x, inf) = 0"),
    row("limit(floor(x)/x, x, inf) = 1"),
    row("limit(if x < 0 then 0 else x^2/(1 + x^2), x, inf) = 1"),
]

REFUTED = [
    row("limit(q^t, t, inf) = 1", q="in (0, 1)"),
    row("limit(q^t, t, inf) = inf", q="in (0, 1)"),
    row("limit(q^t, t, inf) = 0", q="real > 1"),
    row("limit(q^t, t, inf) = -inf", q="real > 1"),
    row("limit(a q^t, t, inf) = a", q="in (0, 1)", a="real"),
    row("limit((1 - q^t)/(1 - q), t, inf) = 1", q="in (0, 1)"),
    row("limit((1 - eta l_i)^t w_i, t, inf) = w_i", "eta l_i < 1", "i <= n", **SPECTRUM),
    row("limit(sum(exp(-l_k t) w_k, k, 1, n), t, inf) = 1", l="sequence n of positive", w="sequence n of real", n="natural"),
    row("limit(q^t, t, inf) + a = 2 a", q="in (0, 1)", a="real"),
    row("limit(q^t, t, inf) > 0", q="in (0, 1)"),
    row("limit(1/t^a, t, inf) = 1", a="positive"),
    row("limit((1 + 1/t)^t, t, inf) = 1"),
    row("limit((1 + a/t)^t, t, inf) = 1", a="real"),
    row("limit((1 + 1/t)^t, t, inf) = 2718281828459045/1000000000000000"),
    row("limit(exp(x)/x^5, x, inf) = 0"),
    row("limit(log(t)/t, t, inf) = inf"),
    row("limit(x log(x), x, 0, right) = -inf"),
    row("limit(log(1 + exp(x)) - x, x, inf) = 1"),
    row("limit((3x^2 + 1)/(x^2 - x), x, inf) = 0"),
    row("limit((a x + b)/(c x + 1), x, inf) = a/c + b", a="real", b="real", c="nonzero"),
    row("limit(sqrt(x^2 + x) - x, x, inf) = 0"),
    row("limit((x^2 - 1)/(x - 1), x, 1) = 0"),
    row("limit((x^2 - a^2)/(x - a), x, a) = a", a="real"),
    row("limit(1/x, x, 0, right) = 0"),
    row("limit(1/x, x, 0, left) = inf"),
    row("limit(1/x^2, x, 0) = 0"),
    row("limit(sin(x)/x, x, 0) = 0"),
    row("limit(sin(x)/x, x, inf) = 1"),
    row("limit((1 - cos(x))/x^2, x, 0) = 1"),
    row("limit((exp(a x) - 1)/x, x, 0) = 1", a="real"),
    row("limit(tanh(x), x, -inf) = 1"),
    row("limit(1/(1 + exp(-x)), x, -inf) = 1/2"),
    row("limit(erf(x), x, inf) = 1/2"),
    row("limit(x erfc(x), x, inf) = 1"),
    row("limit(atan(x), x, inf) = pi"),
    row("limit(abs(x)/x, x, 0, left) = 1"),
    row("limit(sign(x), x, 0, right) = 0"),
    row("limit(max(0, x)/x, x, 0, left) = 1"),
    row("limit(abs(a + 1/x), x, inf) = a", a="real"),
    row("limit(log(a)/x, x, inf) = 1", a="real"),
    row("limit(x - x, x, inf) = inf"),
    # the side condition of a rule fails for some values of the symbols
    row("limit(exp(-c t^2), t, inf) = 0", c="real >= 0"),
    row("limit(exp(-c t), t, inf) = 0", c="real"),
    row("limit(t^a, t, inf) = inf", a="real >= 0"),
    row("limit(1/t^a, t, inf) = 0", a="real"),
    row("limit(q^t, t, inf) = 0", q="positive"),
    row("limit(q^t, t, inf) = 0", q="in (0, 1]"),
    row("limit(p^t/q^t, t, inf) = 0", "p <= q", p="positive", q="positive"),
    row("limit(a x, x, inf) = inf", a="real >= 0"),
    row("limit(tanh(a x), x, inf) = 1", a="real"),
    row("limit(t^a exp(-c t), t, inf) = 0", a="real", c="real"),
    row("limit(c/(x - a)^2, x, a) = inf", a="real", c="real"),
    row("limit(1/x, x, a) = 1/a + 1", a="positive"),
]

# Not true for every value of the symbols, or without a limit, or of a kind that is not known: never proved, never refuted.
UNDECIDED = [
    # the side condition of a geometric sequence fails somewhere
    row("limit((1 - eta l)^t, t, inf) = 0", "eta l < 2", eta="positive", l="positive"),  # no value for real t
    row("limit((-1/2)^t, t, inf) = 0"),
    row("limit(q^t, t, inf) = 0", q="in (-1, 1)"),
    # no limit
    row("limit(sin(t), t, inf) = 0"),
    row("limit(t sin(t), t, inf) = inf"),
    row("limit(cos(1/x), x, 0) = 1"),
    row("limit(1/x, x, 0) = inf"),
    row("limit(1/x, x, 0) = 0"),
    row("limit(abs(x)/x, x, 0) = 1"),
    row("limit(sign(x), x, 0) = 0"),
    row("limit(exp(1/x), x, 0) = 0"),
    row("limit(floor(x) - x, x, inf) = 0"),
    # not defined near the point
    row("limit(log(x), x, -inf) = inf"),
    row("limit(sqrt(x), x, 0) = 0"),
    row("limit(sqrt(x), x, 0, left) = 0"),
    row("limit(log(-1 - x^2), x, inf) = 0"),
    row("limit(1/(x - x), x, inf) = 0"),
    row("limit(0/(x - x), x, inf) = 0"),
    # a coefficient whose sign is not known
    row("limit((b x)/(a x), x, inf) = b/a", a="real", b="real"),
]


def ids(rows: list[Row]) -> list[str]:
    return [f"{statement} {symbols or ''} {' '.join(hypotheses)}".strip() for statement, symbols, hypotheses in rows]


@pytest.mark.parametrize(("statement", "symbols", "hypotheses"), TRUE, ids=ids(TRUE))
def test_proved(statement: str, symbols: dict[str, str], hypotheses: tuple[str, ...]) -> None:
    verdict = holds(statement, symbols, assuming=hypotheses)
    assert (verdict.truth, verdict.domain, verdict.trust) == ("proved", "total", "checked"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols", "hypotheses"), REFUTED, ids=ids(REFUTED))
def test_refuted(statement: str, symbols: dict[str, str], hypotheses: tuple[str, ...]) -> None:
    verdict = holds(statement, symbols, assuming=hypotheses)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols", "hypotheses"), UNDECIDED, ids=ids(UNDECIDED))
def test_undecided(statement: str, symbols: dict[str, str], hypotheses: tuple[str, ...]) -> None:
    assert holds(statement, symbols, assuming=hypotheses).truth == "undecided"
