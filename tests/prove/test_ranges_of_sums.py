"""Sums whose ranges continue each other, or overlap up to their ends."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.fuel import Fuel
from verify.mathematics.reindexing import to_later_end, without_second
from verify.prove import prove
from verify.question import Proof, Question
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.recheck import recheck
from verify.recheck.finite_sums import check_joined_ranges, check_last_terms
from verify.term import ONE, Term, add, make, relation
from verify.term import equal as equation

COUNTS = {"n": "integer in 5..20", "d": "integer in 1..4", "x": "sequence n of real", "p": "in (0, 1)"}
STEPS = {"N": "integer >= 2", "g": "in (0, 1)", "r": "sequence N of real", "V": "sequence N of real", "c": "real"}
ANY = {"n": "natural", "d": "natural"}
MASSES = {"p": "distribution on 1..K", "k": "integer in 1..K"}

TRUE = {
    "binomial coefficients by the others": ("sum(binomial(n,i), i, 0, d)", "2^n - sum(binomial(n,j), j, d+1, n)", COUNTS),
    "the other way round": ("sum(binomial(n,j), j, d+1, n)", "2^n - sum(binomial(n,i), i, 0, d)", COUNTS),
    "a range that is split": ("sum(x_i, i, 1, n)", "sum(x_i, i, 1, d) + sum(x_j, j, d+1, n)", COUNTS),
    "a range without its end": ("sum(x_i, i, 1, d)", "sum(x_i, i, 1, n) - sum(x_j, j, d+1, n)", COUNTS),
    "squares over a split range": ("sum(x_i^2, i, 1, d) + sum(x_j^2, j, d+1, n)", "sum(x_k^2, k, 1, n)", COUNTS),
    "a split at a number": ("sum(x_i, i, 1, 3) + sum(x_j, j, 4, n)", "sum(x_k, k, 1, n)", COUNTS),
    "tails of a binomial law": (
        "sum(binomial(n,k) p^k (1-p)^(n-k), k, 0, d)", "1 - sum(binomial(n,k) p^k (1-p)^(n-k), k, d+1, n)", COUNTS),
    "a range without one place": ("sum(log(1+x_i^2), i, 1, d-1) + sum(log(1+x_j^2), j, d+1, n)",
                                  "sum(log(1+x_k^2), k, 1, n) - log(1+x_d^2)", COUNTS),
    "one term beside the others, where each may be undefined": (
        "sum(log(p_j), j, 1, K)", "log(p_k) + sum(log(p_j), j, 1, k-1) + sum(log(p_j), j, k+1, K)", MASSES),
    "telescoping": ("sum(V_{l+1} - V_l, l, 1, N-1)", "V_N - V_1", STEPS),
    "telescoping downwards": ("sum(V_l - V_{l-1}, l, 2, N)", "V_N - V_1", STEPS),
    "telescoping with weights": ("sum(g^(l-1) (g V_{l+1} - V_l), l, 1, N-1)", "g^(N-1) V_N - V_1", STEPS),
    "temporal differences": (
        "sum(g^(l-1) (r_l + g V_{l+1} - V_l), l, 1, N-1)", "-V_1 + sum(g^(l-1) r_l, l, 1, N-1) + g^(N-1) V_N", STEPS),
    "temporal differences from 0": (
        "sum(g^l (r_{l+1} + g V_{l+2} - V_{l+1}), l, 0, N-2)", "-V_1 + sum(g^l r_{l+1}, l, 0, N-2) + g^(N-1) V_N", STEPS),
    "squares of steps": ("sum(V_{l+1}^2 - V_l^2, l, 1, N-1)", "V_N^2 - V_1^2", STEPS),
    "two steps at once": ("sum(V_{l+2} - V_l, l, 1, N-2)", "V_N + V_{N-1} - V_1 - V_2", STEPS),
    "a sum of neighbours": ("sum(V_l + V_{l+1}, l, 1, N-1)", "2 sum(V_l, l, 1, N) - V_1 - V_N", STEPS),
    "a factor outside": ("c sum(V_{l+1} - V_l, l, 1, N-1)", "c V_N - c V_1", STEPS),
}

FALSE = {
    "a term is counted twice": ("sum(binomial(n,i), i, 0, d)", "2^n - sum(binomial(n,j), j, d, n)", COUNTS),
    "a term is left out": ("sum(binomial(n,i), i, 0, d)", "2^n - sum(binomial(n,j), j, d+2, n)", COUNTS),
    "a split that leaves a term out": ("sum(x_i, i, 1, n)", "sum(x_i, i, 1, d-1) + sum(x_j, j, d+1, n)", COUNTS),
    "a range without the place after": ("sum(log(1+x_i^2), i, 1, d-1) + sum(log(1+x_j^2), j, d+1, n)",
                                        "sum(log(1+x_k^2), k, 1, n) - log(1+x_{d+1}^2)", COUNTS),
    "what is undefined between two ranges": ("sum(1/(i-d), i, 0, d-1) + sum(1/(j-d), j, d+1, 2 d)", "1", COUNTS),
    "a split with another summand": ("sum(x_i, i, 1, n)", "sum(x_i, i, 1, d) + sum(x_j^2, j, d+1, n)", COUNTS),
    "the sign of the rest": ("sum(x_i, i, 1, d)", "sum(x_i, i, 1, n) + sum(x_j, j, d+1, n)", COUNTS),
    "the tail of another law": (
        "sum(binomial(n,k) p^k (1-p)^(n-k), k, 0, d)", "1 - sum(binomial(n,k) p^k (1-p)^(n-k), k, d, n)", COUNTS),
    "a split behind the end": ("sum(exp(k), k, 1, n)", "sum(exp(k), k, 1, d) + sum(exp(k), k, d+1, n)", ANY),
    "telescoping to another end": ("sum(V_{l+1} - V_l, l, 1, N-1)", "V_{N-1} - V_1", STEPS),
    "telescoping with the sign turned": ("sum(V_{l+1} - V_l, l, 1, N-1)", "V_1 - V_N", STEPS),
    "one power too many": ("sum(g^(l-1) (g V_{l+1} - V_l), l, 1, N-1)", "g^N V_N - V_1", STEPS),
    "weights that do not fit": ("sum(g^(l-1) (V_{l+1} - V_l), l, 1, N-1)", "g^(N-1) V_N - V_1", STEPS),
    "rewards over another range": (
        "sum(g^(l-1) (r_l + g V_{l+1} - V_l), l, 1, N-1)", "-V_1 + sum(g^(l-1) r_l, l, 1, N) + g^(N-1) V_N", STEPS),
    "the first value is missing": (
        "sum(g^(l-1) (r_l + g V_{l+1} - V_l), l, 1, N-1)", "sum(g^(l-1) r_l, l, 1, N-1) + g^(N-1) V_N", STEPS),
    "two steps with one end": ("sum(V_{l+2} - V_l, l, 1, N-2)", "V_N - V_1", STEPS),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    left, right, symbols = TRUE[name]
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted_and_not_proved(name: str) -> None:
    left, right, symbols = FALSE[name]
    verdict = equal(left, right, symbols=symbols)
    assert verdict.truth == "refuted", verdict.reasons


def test_a_longer_range_is_no_reason_for_what_it_has_too_much_to_be_defined() -> None:
    """sum_{j<k} log p_j is defined at p_k = 0, where sum_{j<=k} log p_j - log p_k is not."""
    verdict = equal("sum(log(p_j), j, 1, k-1)", "sum(log(p_j), j, 1, k) - log(p_k)", symbols=MASSES)
    assert (verdict.truth, verdict.trust) == ("proved", "checked")
    assert verdict.domain != "total"


# true where the ranges are counted forwards, and false, or unknown, without that
BACKWARDS = {
    "a split behind the end": ("sum(k, k, 1, n) = sum(k, k, 1, d) + sum(k, k, d+1, n)", {"n": "natural", "d": "natural"}),
    "a split before the beginning": (
        "sum(k^2, k, 3, n) = sum(k^2, k, 3, d) + sum(k^2, k, d+1, n)", {"n": "integer >= 9", "d": "integer in 1..9"}),
    "telescoping over less than nothing": ("sum(exp(k+1) - exp(k), k, 1, n) = exp(n+1) - exp(1)", {"n": "integer"}),
    "two steps of one": (
        "sum(V_{l+2} - V_l, l, 1, N-2) = V_N + V_{N-1} - V_1 - V_2", {"N": "natural", "V": "sequence N of real"}),
}


@pytest.mark.parametrize("name", BACKWARDS)
def test_ranges_that_may_be_counted_backwards(name: str) -> None:
    statement, symbols = BACKWARDS[name]
    found = prove(Question(read_text(statement, declarations(symbols)).term), Fuel())
    assert not isinstance(found, Proof) or recheck(found) != ()


SYMBOLS = declarations({"n": "integer", "d": "integer"})


def read(text: str) -> Term:
    return read_text(text, SYMBOLS).term


def granted(rule: str, statement: Term, *premises: Term, **data: object) -> Proof:
    return Proof(rule, Question(statement), tuple(Proof("granted", Question(each)) for each in premises), data)


def test_the_last_terms_need_a_range_that_begins_in_time() -> None:
    total = read("sum(exp(k), k, 1, n)")
    value = to_later_end(total, 1)
    assert value is not None
    in_time = make("le", (ONE, add(read("n"), ONE)))
    assert check_last_terms(granted("last terms", equation(total, value), in_time, count=1)) is None
    assert check_last_terms(granted("last terms", equation(total, value), count=1)) is not None  # n = -1: 0 is not 0 - exp(0)
    assert check_last_terms(granted("last terms", equation(total, value), in_time, count=2)) is not None
    assert check_last_terms(granted("last terms", equation(total, read("sum(exp(k), k, 1, n+1)")), in_time, count=1)) is not None
    assert to_later_end(read("sum(exp(-k), k, 1, inf)"), 1) is None


def test_ranges_are_joined_only_forwards() -> None:
    first, second = read("sum(exp(k), k, 1, d)"), read("sum(exp(j), j, d+1, n)")
    whole = without_second(first, second)
    assert whole is not None
    n, d = read("n"), read("d")
    forwards = make("le", (ONE, add(d, ONE))), make("le", (d, n))
    same = equation(first, whole)
    assert check_joined_ranges(granted("joined ranges", same, *forwards, second=second)) is None
    assert check_joined_ranges(granted("joined ranges", same, forwards[0], second=second)) is not None  # n = 0, d = 1: e is not 0
    assert check_joined_ranges(granted("joined ranges", same, forwards[1], second=second)) is not None  # d = -1, n = 0
    turned = forwards[0], relation("le", n, d)
    assert check_joined_ranges(granted("joined ranges", same, *turned, second=second)) is not None
    for other in ("sum(exp(j), j, d, n)", "sum(exp(2 j), j, d+1, n)", "sum(exp(-j), j, d+1, inf)", "n"):
        assert without_second(first, read(other)) is None
