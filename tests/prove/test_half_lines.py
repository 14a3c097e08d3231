"""Integrals from a number on, or up to one, as integrals over the half line; those of |x - m| are cut into two of these."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved
from verify.ask import equal
from verify.mathematics.integrals import on_half_line
from verify.question import Proof, Question
from verify.recheck import recheck
from verify.sort import REAL
from verify.term import INFINITY, MINUS_INFINITY, ONE, ZERO, Term, add, make, negate, power, substitute, symbol
from verify.term import equal as equation

LAPLACE = {"b": "positive", "m": "real", "c": "real"}
DENSITY = "e^(-abs(x-m)/b)/(2b)"

TRUE = {
    "up to a number": ("int(x e^(x-m), x, -oo, m)", "m - 1", LAPLACE),
    "from a number on": ("int(x e^(m-x), x, m, oo)", "m + 1", LAPLACE),
    "of either sign": ("int(e^x (c-x), x, -oo, 0)", "c + 1", LAPLACE),
    "the mean of a Laplace density": (f"int(x {DENSITY}, x, -oo, oo)", "m", LAPLACE),
    "the variance of a Laplace density": (f"int((x-m)^2 {DENSITY}, x, -oo, oo)", "2b^2", LAPLACE),
    "the entropy of a Laplace density": (f"-int({DENSITY} log({DENSITY}), x, -oo, oo)", "1 + log(2b)", LAPLACE),
    "a weight of either sign": ("int(e^(-abs(x)) (c - abs(x)), x, -oo, oo)", "2c - 2", LAPLACE),
}

FALSE = {
    "up to a number": ("int(x e^(x-m), x, -oo, m)", "m + 1", LAPLACE),
    "the mean of a Laplace density": (f"int(x {DENSITY}, x, -oo, oo)", "m + b", LAPLACE),
    "the entropy of a Laplace density": (f"-int({DENSITY} log({DENSITY}), x, -oo, oo)", "log(2b)", LAPLACE),
    "a weight of either sign": ("int(e^(-abs(x)) (c - abs(x)), x, -oo, oo)", "2c", LAPLACE),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"


# no integral, for some of the numbers at least
DIVERGENT = [("int(1/x, x, a, oo)", "1/a", {"a": "positive"}), ("int(e^(-c x), x, m, oo)", "e^(-c m)/c", LAPLACE)]


@pytest.mark.parametrize(("left", "right", "symbols"), DIVERGENT)
def test_not_proved_where_there_is_no_integral(left: str, right: str, symbols: dict[str, str]) -> None:
    verdict = equal(left, right, symbols=symbols)
    assert (verdict.truth, verdict.domain) != ("proved", "total")


X, A = symbol("x", REAL), symbol("a", REAL)


def over(lower: Term, upper: Term, body: Term) -> Term:
    return make("integral", (X, lower, upper, body))


FROM_A = over(A, INFINITY, power(X, -2))
FORGED = {
    "another integrand": (FROM_A, over(ZERO, INFINITY, power(X, -2))),
    "turned for moved": (FROM_A, over(ZERO, INFINITY, power(add(A, negate(X)), -2))),
    "over an interval": (over(A, ONE, X), over(ZERO, INFINITY, add(A, X))),
    "over the line": (over(MINUS_INFINITY, INFINITY, X), over(ZERO, INFINITY, X)),
}


@pytest.mark.parametrize("name", FORGED)
def test_another_integral_is_not_accepted(name: str) -> None:
    old, new = FORGED[name]
    assert recheck(Proof("half line", Question(equation(old, new)))) != ()


def test_a_moved_integral_is_accepted() -> None:
    moved = on_half_line(FROM_A)
    assert moved is not None and recheck(Proof("half line", Question(equation(FROM_A, moved)))) == ()
    assert substitute(moved.args[3], {moved.args[0]: ZERO}) is power(add(A, ZERO), -2)
