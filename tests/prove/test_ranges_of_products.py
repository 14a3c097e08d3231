"""Products whose ranges differ by a few factors, and factorials as products: no factor is taken off an empty product."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify import equal, holds
from verify.mathematics.reindexing import without_factors
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import INTEGER, Scalar
from verify.term import INFINITY, ONE, ZERO, Term, add, make, number, subtract, symbol
from verify.term import equal as equation

SYMBOLS = {"n": "natural", "k": "natural", "c": "integer >= 0", "x": "real"}

PROVED = [
    ("prod(n + 1 - i, i, 1, n)", "factorial(n)"), ("prod(i/(n+1), i, 1, n)", "factorial(n)/(n+1)^n"),
    ("prod(1 - i/(n+1), i, 1, n)", "factorial(n)/(n+1)^n"), ("prod(1 - i/n, i, 1, n-1)", "factorial(n)/n^n"),
    ("prod(1 - i/n, i, 0, n-1)", "factorial(n)/n^n"), ("prod(1 - i/n, i, 0, k-1)", "prod(1 - i/n, i, 1, k-1)"),
    ("prod(x + i, i, 0, c)", "x prod(x + i, i, 1, c)"), ("prod(x + i, i, 0, k)", "(x + k) prod(x + i, i, 0, k-1)"),
    ("prod(x + i, i, 0, k)", "x (x + 1) prod(x + i, i, 2, k)"), ("prod(x + i, i, 0, k)", "x (x + k) prod(x + i, i, 1, k-1)"),
]  # fmt: skip
REFUTED = [  # an empty product is 1, and has no first factor; one of two has not two ends beside what is between them
    ("prod(x + i, i, 0, c-1)", "x prod(x + i, i, 1, c-1)"), ("prod(x + i, i, 0, c)", "x (x + c) prod(x + i, i, 1, c-1)"),
    ("prod(n - i, i, 0, k-1)", "prod(n - i, i, 1, k-1)"), ("prod(x + i, i, 0, k)", "x prod(x + i, i, 0, k-1)"),
    ("prod(i/(n+1), i, 1, n)", "factorial(n)/(n+1)^(n-1)"), ("prod(n - i, i, 1, n)", "factorial(n)"),
    ("prod(n + 1 - i, i, 2, n)", "factorial(n)"), ("prod(1 - i/n, i, 1, n)", "factorial(n)/n^n"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), PROVED)
def test_products_over_a_longer_range(left: str, right: str) -> None:
    found = equal(left, right, SYMBOLS)
    assert (found.truth, found.trust) == ("proved", "checked"), found.reasons


@pytest.mark.parametrize(("left", "right"), REFUTED)
def test_other_products(left: str, right: str) -> None:
    assert equal(left, right, SYMBOLS).truth == "refuted"


def test_birthdays() -> None:
    for body in ("prod(1 - i/n, i, 0, k-1)", "prod((n - i)/n, i, 1, k-1)"):
        assert holds(f"k <= n => {body} = factorial(n)/(factorial(n-k) n^k)", SYMBOLS).truth == "proved"


J, N = symbol("i", INTEGER), symbol("n", Scalar("integer", lower=0))


def taken_off(total: Term, count: int, *, is_last: bool, enough: Term | None = None) -> Proof:
    value = without_factors(total, count, is_last)
    assert value is not None
    _, lower, upper, _ = total.args
    wanted = Question(enough or make("le", (add(lower, number(count)), add(upper, ONE))))
    premise = Proof("manifest", wanted)
    return Proof("factors of a range", Question(equation(total, value)), (premise,), {"count": count, "is_last": is_last})


def test_forged_steps_are_rejected() -> None:
    total = make("product", (J, ZERO, N, add(J, N)))
    for is_last in (False, True):
        good = taken_off(total, 1, is_last=is_last)
        assert recheck(good) == ()
        forged = (
            replace(good, premises=()),
            replace(good, data={"count": 1, "is_last": not is_last}),
            replace(good, data={"count": 2, "is_last": is_last}),
            replace(good, data={"count": True, "is_last": is_last}),
            replace(good, data={}),
            taken_off(total, 2, is_last=is_last),  # of n = 0 there is one factor
            taken_off(total, 2, is_last=is_last, enough=make("le", (ONE, add(N, ONE)))),
        )
        assert all(recheck(proof) != () for proof in forged)
    shorter = make("product", (J, ZERO, subtract(N, ONE), add(J, N)))
    assert recheck(taken_off(shorter, 1, is_last=False)) != ()  # empty for n = 0


def test_what_has_no_first_factors() -> None:
    body = add(J, N)
    assert without_factors(make("sum", (J, ZERO, N, body)), 1, False) is None
    assert without_factors(make("product", (J, ZERO, INFINITY, body)), 1, False) is None
    assert without_factors(make("product", (J, ZERO, N, body)), 0, False) is None
    assert without_factors(make("product", (J, number(1, 2), N, body)), 1, False) is None
