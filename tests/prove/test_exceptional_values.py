"""Integrals that exist for all values of their symbols, beside formulas that leave some out: (e^c - 1)/c at c = 0."""

from __future__ import annotations

import pytest

from verify.ask import equal

RATES = {"a": "positive", "b": "positive", "c": "real", "z": "positive", "m": "real"}

TRUE = {
    "an exponential": ("int(e^(c x), x, 0, 1)", "(e^c - 1)/c"),
    "a convolution of exponential densities": ("int(a e^(-a x) b e^(-b (z-x)), x, 0, z)", "a b (e^(-b z) - e^(-a z))/(a - b)"),
    "a wave": ("int(cos(c x), x, 0, z)", "sin(c z)/c"),
    "a product of waves": ("int(cos(a x) cos(b x), x, 0, z)", "sin((a-b) z)/(2(a-b)) + sin((a+b) z)/(2(a+b))"),
    "two exceptions": ("int(e^(c x) + e^(m x), x, 0, 1)", "(e^c - 1)/c + (e^m - 1)/m"),
}

FALSE = {
    "an exponential": ("int(e^(c x), x, 0, 1)", "(e^c + 1)/c"),
    "a convolution with the order of its rates exchanged": (
        "int(a e^(-a x) b e^(-b (z-x)), x, 0, z)",
        "a b (e^(-b z) - e^(-a z))/(b - a)",
    ),
    "a wave": ("int(cos(c x), x, 0, z)", "c sin(c z)"),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_where_both_sides_are_defined(name: str) -> None:
    verdict = equal(*TRUE[name], symbols=RATES)
    assert (verdict.truth, verdict.trust, verdict.domain) == ("proved", "checked", "common"), verdict.reasons
    assert verdict.exceptions


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    assert equal(*FALSE[name], symbols=RATES).truth == "refuted"


def test_a_formula_that_is_nowhere_defined_is_no_value() -> None:
    assert equal("int(e^(c x), x, 0, 1)", "(e^c - 1)/(c - c)", symbols=RATES).truth != "proved"
