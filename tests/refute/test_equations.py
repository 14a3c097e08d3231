"""Statements under equations that no drawn values meet: the instances are moved to where the equations hold."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.ask import holds
from verify.decide import decide
from verify.question import Question
from verify.sort import NATURAL, REAL, Function
from verify.term import ONE, ZERO, Term, add, apply, equal, make, mul, summation, symbol

VARIANCES = {"w": "positive", "v": "positive", "n": "natural"}
LOGS = {"Q": "positive", "q": "positive", "x": "sequence n of positive", "n": "natural"}
LOG_EQUATION = "log(Q) = log(q) - sum(log(x_i), i, 1, n)"
VECTORS = {"w": "vector n", "x": "vector n", "y": "vector n", "b": "real"}
RIDGE = {"w": "vector n", "x": "vector n", "u": "vector n", "b": "real"}
POWERS = {"N": "positive", "k": "natural"}
ORTHONORMAL = {"W": "matrix m n", "Q": "matrix n"}
INDEXED = {"x": "sequence n of real", "k": "natural", "n": "natural"}

FALSE = [
    # solved for w: the equation says nothing of v, and n is seldom an integer
    ("w = 1/n^2", VARIANCES, ["w v n = v"]),
    ("w = 1", VARIANCES, ["w v n = v"]),
    # solved for N, at a value of the exponent
    ("x^2 + y^2 = N (a^2 - 1)^k", POWERS, ["x^2 + y^2 = N (a^2 + 1)^k"]),
    # solved for Q or q below a logarithm
    ("log(Q) = log(q)", LOGS, [LOG_EQUATION]),
    ("Q <= q", LOGS, [LOG_EQUATION]),
    # the premise of an implication is a hypothesis
    ("w'x = w'y implies sin(b + w'x) = sin(w'y)", VECTORS, []),
    ("w'x = 0 implies sin(b) = sin(b + w'y)", VECTORS, []),
    # the second equation is solved for u, of which the first does not speak
    ("max(0, -(w'x) - b + 2 w'(x + u)) < u'u", RIDGE, ["b + w'x = 0", "w'u = 0", "0 < u'u"]),
    # orthogonal matrices that are neither symmetric nor their own inverses
    ("tr(W Q Q W') = m", ORTHONORMAL, ["W W' = I", "Q Q' = I"]),
    ("Q = Q'", ORTHONORMAL, ["Q Q' = I"]),
    ("Q Q Q Q = I", ORTHONORMAL, ["Q Q' = I"]),
    # where the two sides meet, at an index
    ("2 x_k + 3 != x_k + sum(x_i, i, 1, n)", INDEXED, ["k <= n"]),
]
TRUE = [
    ("w = 1/n", VARIANCES, ["w v n = v"]),
    ("(a^2 + 1) (x^2 + y^2) = N (a^2 + 1)^(k + 1)", POWERS, ["x^2 + y^2 = N (a^2 + 1)^k"]),
    ("log(Q) + sum(log(x_i), i, 1, n) = log(q)", LOGS, [LOG_EQUATION]),
    ("Q prod(x_i, i, 1, n) = q", LOGS, [LOG_EQUATION]),
    ("w'x = w'y implies sin(b + w'x) = sin(b + w'y)", VECTORS, []),
    ("max(0, b + w'(x + u)) < u'u", RIDGE, ["b + w'x = 0", "w'u = 0", "0 < u'u"]),
    ("tr(W Q Q' W') = m", ORTHONORMAL, ["W W' = I", "Q Q' = I"]),
    ("Q Q Q' Q' = I", ORTHONORMAL, ["Q Q' = I"]),
    ("w'w + (w'x)^2 = 0 implies w'y = 0", VECTORS, []),
    ("x_k^2 + sum(x_i^2, i, 1, n) + 1 != 0", INDEXED, ["k <= n"]),
]


@pytest.mark.parametrize(("statement", "symbols", "assuming"), FALSE, ids=[row[0] for row in FALSE])
def test_what_is_false_under_an_equation_is_refuted(statement: str, symbols: Mapping[str, str], assuming: list[str]) -> None:
    assert holds(statement, symbols, assuming=assuming).truth == "refuted"


@pytest.mark.parametrize(("statement", "symbols", "assuming"), TRUE, ids=[row[0] for row in TRUE])
def test_what_is_true_under_an_equation_is_not(statement: str, symbols: Mapping[str, str], assuming: list[str]) -> None:
    assert holds(statement, symbols, assuming=assuming).truth in ("proved", "supported")


# ------------------------------------------------------------------------------------------------------------------- deltas

K, k, i = symbol("K", NATURAL), symbol("k", NATURAL), symbol("i", NATURAL)
f = symbol("f", Function(1, REAL))


def value_of(index: Term) -> Term:
    return apply(f, index)


def picked(last: Term, place: Term) -> Term:
    """sum_{i=1}^last delta(i, place) f(i)"""
    return summation(i, ONE, last, mul(make("delta", (i, place)), value_of(i)))


@pytest.mark.parametrize(
    ("statement", "truth"),
    [
        (equal(picked(add(K, ONE), K), value_of(K)), "proved"),
        (equal(picked(add(K, ONE), K), value_of(add(K, ONE))), "refuted"),
        (equal(picked(K, add(K, ONE)), value_of(add(K, ONE))), "refuted"),  # the index lies outside of the range
        (equal(picked(K, k), value_of(k)), "refuted"),  # k > K
    ],
    ids=["inside", "another place", "outside", "perhaps outside"],
)
def test_a_delta_is_one_where_its_indices_are_equal(statement: Term, truth: str) -> None:
    assert decide(Question(statement)).truth == truth


def test_a_delta_outside_of_the_range_picks_nothing() -> None:
    assert decide(Question(equal(picked(K, add(K, ONE)), ZERO))).truth in ("proved", "supported")
