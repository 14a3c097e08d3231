"""A product that is 0, and a factor that is not: the other factor is 0."""

from __future__ import annotations

import pytest

import verify

REAL = dict.fromkeys("abcdxyz", "real")

PROVED = [
    "a*b = a*c and a != 0 => b = c", "(x-y)*b = (x-y)*c and x != y => b = c", "a*b*d = a*c*d and a*d != 0 => b = c",
    "x^2 = 1 and x != -1 => x = 1", "x^2 = y^2 and x != -y => x = y", "a^2*b = a^2*c and a != 0 => b = c",
    "x^3 = x and x != 0 => x^2 = 1",
    "a/x = b/x => a = b", "a*x + a*y = a*z and a != 0 => z = x + y",
]  # fmt: skip
REFUTED = [
    "a*b = a*c => b = c", "a*b = a*c and b != 0 => b = c", "a*b = a*c and a + b != 0 => b = c", "x^2 = 1 and x != 1 => x = 1",
    "a*b*d = a*c*d and a + d != 0 => b = c", "x^2 = y^2 and x != 0 => x = y", "a*b = a*c and b != c => a = 1",
]  # fmt: skip


@pytest.mark.parametrize("statement", PROVED)
def test_what_is_left_of_a_product(statement: str) -> None:
    found = verify.holds(statement, REAL)
    assert (found.truth, found.trust) == ("proved", "checked")


@pytest.mark.parametrize("statement", REFUTED)
def test_another_factor_may_vanish(statement: str) -> None:
    assert verify.holds(statement, REAL).truth == "refuted"


def test_a_declared_number_that_is_not_zero() -> None:
    symbols = {"a": "nonzero", "b": "real", "c": "real"}
    assert verify.holds("a*b = a*c => b = c", symbols).truth == "proved"
    assert verify.holds("a*b = b*c => b = c", symbols).truth == "refuted"
    assert verify.grade(lines=["a x = a y", r"\iff x = y"], symbols={"a": "nonzero"}).verdict == "correct"
