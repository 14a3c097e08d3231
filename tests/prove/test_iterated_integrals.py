"""Integrals over values of integrals: computed from the inside, and evaluated with one quadrature in another."""

from __future__ import annotations

import pytest

from verify import equal

TRUE = {
    ("integral(integral(x + y, y, 0, x), x, 0, 1)", "1/2"): {},
    ("integral(integral(x*y, y, 0, 1), x, 0, 1)", "1/4"): {},
    ("integral(integral(x + y, y, x, 0), x, 0, 1)", "-1/2"): {},
    ("integral(integral(exp(x+y), y, 0, x), x, 0, 1)", "(exp(1)-1)^2/2"): {},
    ("integral(integral(a*x + y, y, 0, x), x, 0, b)", "(a/3 + 1/6)*b^3"): {"a": "real", "b": "positive"},
    ("integral(integral(r, r, 0, R), t, 0, 2*pi)", "pi*R^2"): {"R": "positive"},
    ("integral(integral(1/y, y, 1, x), x, 1, 2)", "2*log(2) - 1"): {},
    ("integral(integral(2, y, 0, 1-x), x, 0, 1)", "1"): {},
    ("integral(x*integral(x*y, y, 0, 1) + integral(y^2, y, 0, x), x, 0, 1)", "1/4"): {},
    ("diff(integral(integral(x*y, y, 0, x), x, 0, t), t)", "t^3/2"): {"t": "positive"},
    ("integral(x + y, y, 0, 1) + integral(integral(x, x, 0, y), y, 0, 1)", "x + 2/3"): {"x": "real"},
}


@pytest.mark.parametrize(("sides", "symbols"), TRUE.items(), ids=map(" = ".join, TRUE))
def test_proved_and_accepted(sides: tuple[str, str], symbols: dict[str, str]) -> None:
    verdict = equal(*sides, symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


FALSE = {
    "another value": ("integral(integral(x + y, y, 0, x), x, 0, 1)", "1/3", {}),
    "the other half of the square": ("integral(integral(y, y, 0, x), x, 0, 1)", "integral(integral(y, y, x, 1), x, 0, 1)", {}),
    "a power too few": ("integral(integral(a*x + y, y, 0, x), x, 0, b)", "(a/3 + 1/6)*b^2", {"a": "real", "b": "positive"}),
    "the radius of the disk alone": ("integral(integral(r, r, 0, R), t, 0, 2*pi)", "pi*R", {"R": "positive"}),
    "the ends turned round": ("integral(integral(x + y, y, x, 0), x, 0, 1)", "1/2", {}),
}


@pytest.mark.parametrize(("left", "right", "symbols"), FALSE.values(), ids=FALSE)
def test_refuted(left: str, right: str, symbols: dict[str, str]) -> None:
    assert equal(left, right, symbols).truth == "refuted"


NEVER_REFUTED = {  # true, or without a value: with kinks, jumps and poles inside of the inner integral or on its edge
    "a kink on the diagonal": ("integral(integral(abs(x - y), y, 0, 1), x, 0, 1)", "1/3"),
    "a kink in the outer variable": ("integral(integral(abs(x - 1/2), y, 0, 1), x, 0, 1)", "1/4"),
    "a jump on the diagonal": ("integral(integral(sign(x - y), y, 0, 1), x, 0, 1)", "0"),
    "a jump in the outer variable": ("integral(integral(y*sign(x), y, 0, 2), x, -1, 1)", "0"),
    "the larger of two": ("integral(integral(max(x, y), y, 0, 1), x, 0, 1)", "2/3"),
    "a quarter of a disk": ("integral(integral(1, y, 0, sqrt(1 - x^2)), x, 0, 1)", "pi/4"),
    "a root at the edge": ("integral(integral(sqrt(x*y), y, 0, 1), x, 0, 1)", "4/9"),
    "a logarithm at the edge": ("integral(integral(log(x*y), y, 0, 1), x, 0, 1)", "-2"),
}


@pytest.mark.parametrize(("left", "right"), NEVER_REFUTED.values(), ids=NEVER_REFUTED)
def test_not_refuted(left: str, right: str) -> None:
    verdict = equal(left, right)
    assert verdict.truth != "refuted"
    assert not any("contradiction" in reason or "nested too deeply" in reason for reason in verdict.reasons)


@pytest.mark.parametrize("value", ["0", "1", "2*log(2) - 1"])
def test_what_has_no_value_is_neither_proved_nor_refuted(value: str) -> None:
    assert equal("integral(integral(1/y, y, -1, 1), x, 0, 1)", value).truth == "undecided"
    assert equal("integral(integral(1/y, y, 0, x), x, 1, 2)", value).truth == "undecided"
