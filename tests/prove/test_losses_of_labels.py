"""Sums of indicators over labels with two values, and what stands beside a sum as a share of every term."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved, assert_refuted
from verify.ask import equal

SIGNS = {"n": "natural", "y": "sequence n of in {-1, 1}", "z": "sequence n of in {-1, 1}", "c": "real"}
BITS = {"n": "natural", "y": "sequence n of in {0, 1}", "z": "sequence n of in {0, 1}", "c": "real"}
DIFFERS = "piecewise((1, y_i != z_i), (0, true))"
AGREES = "piecewise((1, y_i = z_i), (0, true))"

TRUE = {
    "the error of signs": (f"sum({DIFFERS}, i, 1, n)/n", "1/2 - sum(y_i z_i, i, 1, n)/(2 n)", SIGNS),
    "the number of errors of signs": (f"sum({DIFFERS}, i, 1, n)", "n/2 - sum(y_i z_i, i, 1, n)/2", SIGNS),
    "the accuracy of signs": (f"sum({AGREES}, i, 1, n)/n", "1/2 + sum(y_i z_i, i, 1, n)/(2 n)", SIGNS),
    "error and accuracy": (f"1 - sum({AGREES}, i, 1, n)/n", f"sum({DIFFERS}, i, 1, n)/n", BITS),
    "the error of bits": (f"sum({DIFFERS}, i, 1, n)/n", "sum((y_i - z_i)^2, i, 1, n)/n", BITS),
    "a constant beside a mean": (f"c - sum({AGREES}, i, 1, n)/n", f"c - 1 + sum({DIFFERS}, i, 1, n)/n", BITS),
}
FALSE = {
    "the error of signs with a sign": (f"sum({DIFFERS}, i, 1, n)/n", "1/2 + sum(y_i z_i, i, 1, n)/(2 n)", SIGNS),
    "without the half": (f"sum({DIFFERS}, i, 1, n)/n", "1 - sum(y_i z_i, i, 1, n)/n", SIGNS),
    "bits for signs": (f"sum({DIFFERS}, i, 1, n)/n", "1/2 - sum(y_i z_i, i, 1, n)/(2 n)", BITS),
    "a share of each term": (f"sum({AGREES}, i, 1, n)", f"1 - sum({DIFFERS}, i, 1, n)", BITS),
}
# over an empty range a share of every term is nothing
PERHAPS_EMPTY = {"n": "integer >= 0", "c": "real", "x": "sequence m of real"}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert_refuted(FALSE[name])


def test_no_share_of_an_empty_range() -> None:
    verdict = equal("c + sum(abs(sin(k)) - abs(sin(-k)), k, 1, n)", "sum(c/n, k, 1, n)", symbols=PERHAPS_EMPTY)
    assert verdict.truth == "refuted"
