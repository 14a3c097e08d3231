"""Finite sums with formulas, also below a line, under a root and in an exponent; and sums written to other bounds."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved, assert_refuted
from verify.ask import equal

N = {"n": "natural"}
B = {"b": "in (0, 1)", "n": "natural", "x": "sequence n of real", "c": "positive", "a": "positive"}
W = {"x": "in (0, pi)", "n": "natural"}
V = {"V": "function", "R": "sequence n of real", "b": "in (0, 1)", "n": "natural"}

TRUE = {
    "below a line": ("(1-b)/(1-b^n)", "1/sum(b^(n-i), i, 1, n)", B),
    "a weighted mean": (
        "(1-b)/(1-b^n) sum(b^(n-i) x_i, i, 1, n)", "sum(b^(n-i) x_i, i, 1, n)/sum(b^j, j, 0, n-1)", B),
    "in a logarithm": ("log(sum(b^j, j, 0, n-1))", "log(1-b^n) - log(1-b)", B),
    "in an exponent": ("exp(sum(k, k, 1, n))", "exp(n(n+1)/2)", N),
    "under a root": ("sqrt(sum(k, k, 1, n))", "sqrt(n(n+1)/2)", N),
    "of squares": ("1/sum(k^2, k, 1, n)", "6/(n(n+1)(2n+1))", N),
    "of cubes": ("sqrt(sum(k^3, k, 1, n))", "sum(k, k, 1, n)", N),
    "with a factor": ("exp(sum(k b^k, k, 0, n))", "exp(b(1-(n+1) b^n + n b^(n+1))/(1-b)^2)", B),
    "of powers of a negative number": ("exp(sum((-1)^k 2^k, k, 1, n))", "exp(2((-2)^n - 1)/3)", N),
    "of exponentials": ("1/sum(exp(-a k), k, 0, n-1)", "(1-exp(-a))/(1-exp(-a n))", B),
    "over another sum": ("sum(k x_k, k, 1, n)/sum(k, k, 1, n)", "2/(n(n+1)) sum(k x_k, k, 1, n)", B),
    "of cosines": ("1 + 2 sum(cos(k x), k, 1, n)", "sin((n+1/2) x)/sin(x/2)", W),
    "of sines": ("sum(sin(k x), k, 1, n)", "sin(n x/2) sin((n+1) x/2)/sin(x/2)", W),
    "an order exchanged": ("sum((1-b^t)/(1-b), t, 1, n)", "sum((n-k) b^k, k, 0, n-1)", B),
    "errors that telescope": (
        "sum(b^k (R[k+1] + b V(k+1) - V(k)), k, 0, n-1)", "sum(b^k R[k+1], k, 0, n-1) + b^n V(n) - V(0)", V),
    "one bound in two ways": ("sum(b^k V(k), k, 0, (n+1)-1)", "sum(V(k) b^k, k, 0, n)", V),
}  # fmt: skip

FALSE = {
    "below a line, one term more": ("(1-b)/(1-b^n)", "1/sum(b^i, i, 0, n)", B),
    "in a logarithm, one term less": ("log(1 + sum(b^j, j, 1, n))", "log(1-b^n) - log(1-b)", B),
    "under a root, without the half": ("sqrt(sum(k, k, 1, n))", "sqrt(n(n+1))", N),
    "of squares, one factor off": ("1/sum(k^2, k, 1, n)", "6/(n(n+1)(2n-1))", N),
    "of powers of a negative number": ("1/sum((-1)^k 2^k, k, 1, n)", "1/(2^(n+1) - 2)", N),
    "of cosines": ("1 + 2 sum(cos(k x), k, 1, n)", "sin(n x)/sin(x/2)", W),
    "of sines": ("sum(sin(k x), k, 1, n)", "cos(n x/2) sin((n+1) x/2)/sin(x/2)", W),
    "an order exchanged": ("sum((1-b^t)/(1-b), t, 1, n)", "sum((n-k) b^k, k, 1, n)", B),
    "errors that telescope to the wrong end": (
        "sum(b^k (R[k+1] + b V(k+1) - V(k)), k, 0, n-1)", "sum(b^k R[k+1], k, 0, n-1) + b^n V(n) - V(1)", V),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert_refuted(FALSE[name])


# the formula has no value at r = 1, where the sum has one; without the range there may be no term, and the sum is 0
NOT_TOTAL = {
    "a ratio that may be 1": ("1/sum(r^k, k, 0, n-1)", "(1-r)/(1-r^n)", {"r": "positive", "n": "natural"}),
    "a half turn": ("sum(cos(k x), k, 1, n)", "(sin((n+1/2) x)/sin(x/2) - 1)/2", {"x": "real", "n": "natural"}),
    "a range that may be empty": ("sqrt(sum(k, k, 1, m))", "sqrt(m(m+1)/2)", {"m": "integer in -5..9"}),
}


@pytest.mark.parametrize("name", NOT_TOTAL)
def test_not_proved_on_the_whole_domain(name: str) -> None:
    left, right, symbols = NOT_TOTAL[name]
    verdict = equal(left, right, symbols=symbols)
    assert verdict.truth != "proved" or verdict.domain != "total", verdict
