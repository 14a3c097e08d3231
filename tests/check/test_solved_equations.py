"""Equations with irrational solutions that are solved for a symbol: what follows from them, and what does not."""

from __future__ import annotations

import pytest

from verify.ask import holds

POSITIVE = {"a": "positive", "t": "positive", "x": "positive", "y": "positive"}
REAL = {"a": "positive", "x": "real", "y": "real"}

FOLLOWS = {
    "a half-life": ("-a t = -log(2) => t = log(2)/a", POSITIVE),
    "a rate": ("a t = log(2) => a = log(2)/t", POSITIVE),
    "a root": ("a t = sqrt(2) => t = sqrt(2)/a", POSITIVE),
    "a constant": ("a x = pi => x = pi/a", REAL),
    "a shift": ("x = y + pi => y = x - pi", REAL),
    "a shift by a root": ("x = y + sqrt(2) => x - y = sqrt(2)", REAL),
    "a product": ("x y = exp(1) => y = exp(1)/x", POSITIVE),
    "two terms": ("a x + pi = y => x = (y - pi)/a", REAL),
    "a multiple": ("a t = log(2) => 2 a t = log(4)", POSITIVE),
    "a bound": ("a t = log(2) => a t < 1", POSITIVE),
    "a logarithm of a quotient": ("a t = log(3/2) => t = (log(3) - log(2))/a", POSITIVE),
    "a difference": ("x - y = sqrt(3) => y - x = -sqrt(3)", REAL),
}

DOES_NOT_FOLLOW = {
    "a half-life": ("-a t = -log(2) => t = a log(2)", POSITIVE),
    "a rate": ("a t = log(2) => a = t log(2)", POSITIVE),
    "a root": ("a t = sqrt(2) => t = a sqrt(2)", POSITIVE),
    "a constant": ("a x = pi => x = pi - a", REAL),
    "a shift": ("x = y + pi => y = x + pi", REAL),
    "a shift by a root": ("x = y + sqrt(2) => x = y", REAL),
    "a product": ("x y = exp(1) => y = x exp(1)", POSITIVE),
    "two terms": ("a x + pi = y => x = (y + pi)/a", REAL),
    "a multiple": ("a t = log(2) => 2 a t = log(2)^2", POSITIVE),
    "a bound": ("a t = log(2) => t < 1", POSITIVE),
    "a logarithm of a quotient": ("a t = log(3/2) => t = log(3)/(log(2) a)", POSITIVE),
    "a difference": ("x - y = sqrt(3) => y - x = sqrt(3)", REAL),
}


@pytest.mark.parametrize("name", FOLLOWS)
def test_what_follows_is_proved(name: str) -> None:
    statement, symbols = FOLLOWS[name]
    verdict = holds(statement, symbols=symbols)
    assert verdict.truth not in ("refuted", "supported"), verdict
    assert verdict.truth == "proved" or verdict.trust == "none"


@pytest.mark.parametrize("name", DOES_NOT_FOLLOW)
def test_what_does_not_follow_is_refuted(name: str) -> None:
    statement, symbols = DOES_NOT_FOLLOW[name]
    verdict = holds(statement, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("refuted", "checked"), verdict
    assert verdict.counterexample is not None


# at a = 1/2 the solution is outside of the sort, so that nothing is known of it
OUTSIDE = {
    "the solution is no natural number": ("m n = log(2) => n = 7", {"m": "natural", "n": "natural"}),
    "the solution is negative": ("a + t = -pi => t = 7", POSITIVE),
    "the solution is outside of the interval": ("t = a + pi => t = 7", {"a": "positive", "t": "in (0, 1)"}),
    "the other hypothesis fails": ("a t = log(2) and t < 0 => t = 7", POSITIVE),
    "both sides are undefined": ("x = pi and y = log(x - 4) => y = 7", REAL),
}


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_solution_outside_of_the_domain_refutes_nothing(name: str) -> None:
    statement, symbols = OUTSIDE[name]
    assert holds(statement, symbols=symbols).truth != "refuted"
