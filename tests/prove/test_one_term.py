"""One term of a sum, or the largest of its terms, beside the sum."""

from __future__ import annotations

import pytest

from verify import holds
from verify.mathematics.one_of_terms import below_largest, wanted_below_largest, wanted_of_terms
from verify.mathematics.roots import root_below
from verify.mathematics.written_integrals import one_sum
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import INTEGER, NATURAL, REAL, Sequence
from verify.term import (
    ONE,
    ZERO,
    derivative,
    exp,
    item,
    largest,
    mul,
    negate,
    number,
    power,
    relation,
    sqrt,
    subtract,
    summation,
    symbol,
)

X = {"n": "natural", "x": "sequence n of real", "k": "integer in 1..n", "y": "sequence n of nonnegative",
     "w": "distribution on 1..n", "u": "vector n", "v": "vector n"}  # fmt: skip

TRUE = {
    "a square": "x_k^2 <= sum(x_i^2, i, 1, n)",
    "a size": "abs(x_k) <= sum(abs(x_i), i, 1, n)",
    "a size below a norm": "abs(x_k) <= sqrt(sum(x_i^2, i, 1, n))",
    "an exponential": "exp(x_k) <= sum(exp(x_i), i, 1, n)",
    "a logarithm of exponentials": "x_k <= log(sum(exp(x_i), i, 1, n))",
    "a share": "y_k <= sum(y_i, i, 1, n)",
    "the largest, below a logarithm of exponentials": "largest(x_i, i, 1, n) <= log(sum(exp(x_i), i, 1, n))",
    "the largest size, below their sum": "largest(abs(x_i), i, 1, n) <= sum(abs(x_i), i, 1, n)",
    "the largest size, below a norm": "largest(abs(x_i), i, 1, n) <= sqrt(sum(x_i^2, i, 1, n))",
    "a sum, below a multiple of the largest": "sum(x_i, i, 1, n) <= n largest(x_i, i, 1, n)",
    "squares, below a multiple of the largest size": "sum(x_i^2, i, 1, n) <= n largest(abs(x_i), i, 1, n)^2",
    "one of the terms": "x_k <= largest(x_i, i, 1, n)",
    "the first": "x_1 <= largest(x_i, i, 1, n)",
    "the smallest, below one of them": "-largest(-x_i, i, 1, n) <= x_k",
    "one of the squares": "x_k^2 <= largest(x_i^2, i, 1, n)",
    "a mean, below the largest": "sum(x_i, i, 1, n)/n <= largest(x_i, i, 1, n)",
    "a mean with weights, below the largest": "sum(w_i x_i, i, 1, n) <= largest(x_i, i, 1, n)",
    "a mean with weights, above the smallest": "-largest(-x_i, i, 1, n) <= sum(w_i x_i, i, 1, n)",
    "the triangle inequality": "norm(u + v) <= norm(u) + norm(v)",
    "exponentials without the largest": "sum(exp(x_i - largest(x_j, j, 1, n)), i, 1, n) <= n",
    "a logarithm of exponentials, below the largest and log n": "log(sum(exp(x_i), i, 1, n)) <= largest(x_i, i, 1, n) + log(n)",
}

FALSE = {
    "a number of either sign": "x_k <= sum(x_i, i, 1, n)",
    "the largest of either sign": "largest(x_i, i, 1, n) <= sum(x_i, i, 1, n)",
    "the largest, above a logarithm of exponentials": "log(sum(exp(x_i), i, 1, n)) <= largest(x_i, i, 1, n)",
    "a square below a size": "x_k^2 <= sum(abs(x_i), i, 1, n)",
    "a sum, below the largest": "sum(y_i, i, 1, n) <= largest(y_i, i, 1, n)",
    "a sum, above a multiple of the largest": "n largest(x_i, i, 1, n) <= sum(x_i, i, 1, n)",
    "one of others": "x_k <= largest(y_i, i, 1, n)",
    "one of more": "x_k <= largest(x_i, i, 1, n-1)",
    "one of them, below the smallest": "x_k <= -largest(-x_i, i, 1, n)",
    "the largest, below a mean with weights": "largest(x_i, i, 1, n) <= sum(w_i x_i, i, 1, n)",
    "a mean with weights of either sign": "sum(x_k x_i, i, 1, n) <= largest(x_i, i, 1, n)",
    "the triangle inequality turned round": "norm(u) + norm(v) <= norm(u + v)",
    "a difference of norms": "norm(u + v) <= norm(u) - norm(v)",
    "another range": "sum(x_i, i, 1, n) <= n largest(x_i, i, 1, n-1)",
    "squares, below a multiple of the largest number": "sum(x_i^2, i, 1, n) <= n largest(x_i, i, 1, n)^2",
    "the largest size below half of their sum": "2 largest(abs(x_i), i, 1, n) <= sum(abs(x_i), i, 1, n)",
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    verdict = holds(TRUE[name], X)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "total"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert holds(FALSE[name], X).truth == "refuted"


n, m, i, k, t = symbol("n", NATURAL), symbol("m", INTEGER), symbol("i", INTEGER), symbol("k", INTEGER), symbol("t", REAL)
x = symbol("x", Sequence(n, REAL))
HIGHEST = largest(i, ONE, n, item(x, i))


def test_the_range_has_to_be_shown_not_to_be_empty() -> None:
    highest = largest(i, ONE, m, exp(item(x, i)))
    wanted = wanted_of_terms(Question(relation("le", ZERO, highest)), highest, k)
    assert wanted is not None and wanted[0] == Question(relation("le", ONE, m))


def test_only_terms_of_one_range_are_below_the_largest() -> None:
    body = subtract(item(x, i), largest(k, ONE, n, item(x, k)))
    assert below_largest(body, i, ONE, n) == (relation("le", item(x, i), largest(k, ONE, n, item(x, k))),)
    assert below_largest(body, i, ONE, m) == () == below_largest(body, i, ZERO, n)
    assert below_largest(mul(t, largest(k, ONE, n, mul(item(x, k), i))), i, ONE, n) == ()


def test_nothing_is_said_of_a_slope_nor_with_a_place_that_is_known() -> None:
    moving = largest(i, ONE, n, mul(t, item(x, i)))
    assert wanted_of_terms(Question(relation("le", ZERO, derivative(moving, t))), moving, k) is None
    assert wanted_of_terms(Question(relation("le", item(x, k), HIGHEST)), HIGHEST, k) is None
    assert wanted_of_terms(Question(relation("le", t, HIGHEST)), HIGHEST, t) is None


def test_a_term_is_below_the_largest_of_its_range_only() -> None:
    inside = wanted_below_largest(Question(relation("le", item(x, k), HIGHEST)), k)
    assert inside is not None and {each.statement for each in inside} == {relation("le", ONE, k), relation("le", k, n)}
    for statement in (relation("le", HIGHEST, item(x, k)), relation("lt", item(x, k), HIGHEST), relation("le", t, HIGHEST)):
        assert wanted_below_largest(Question(statement), k) is None
    assert wanted_below_largest(Question(relation("le", item(x, k), negate(HIGHEST))), k) is None


def test_a_root_is_below_what_is_not_negative() -> None:
    wanted = root_below(Question(relation("le", sqrt(t), number(-2))))
    assert wanted is not None and wanted[0] == Question(relation("le", ZERO, number(-2)))
    assert root_below(Question(relation("le", negate(sqrt(t)), t))) is None
    forged = Proof("root below", Question(relation("le", sqrt(t), number(-2))), (Proof("identical", wanted[1]),))
    assert recheck(forged)


def test_the_square_of_a_product_of_roots_is_that_of_what_is_below_them() -> None:
    wanted = root_below(Question(relation("le", sqrt(t), mul(sqrt(exp(t)), t))))
    assert wanted is not None and wanted[1] == Question(relation("le", mul(ONE, t), mul(exp(t), power(t, 2))))


def test_a_share_of_weights_that_need_not_add_up_to_one_is_none() -> None:
    weights = symbol("w", Sequence(m, REAL))
    mean = summation(i, ONE, m, mul(item(weights, i), t))
    assert one_sum(subtract(t, mean), (t, m, weights)) is None
