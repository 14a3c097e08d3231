"""Integrals of powers with fractional exponents over the half line, as values of the gamma function."""

from __future__ import annotations

import pytest

from verify.decide import decide
from verify.question import Question
from verify.read.declare import declarations
from verify.read.text import read_text

SYMBOLS = declarations({"a": "positive", "b": "positive"})

ROWS = [
    ("int(t^(3/2)*exp(-t), t, 0, oo)", "3*sqrt(pi)/4", "proved"),
    ("int(sqrt(t)*exp(-t), t, 0, oo)", "sqrt(pi)/2", "proved"),
    ("int(t^(1/3)*exp(-t), t, 0, oo)", "gamma(4/3)", "proved"),
    ("int(t^(a + 1/2)*exp(-b*t), t, 0, oo)", "gamma(a + 3/2)/b^(a + 3/2)", "proved"),
    ("int(t^(-1/2)*exp(-t), t, 0, oo)", "sqrt(pi)", "proved"),
    ("int(t^(3/2)*exp(-t), t, 0, oo)", "sqrt(pi)/2", "refuted"),
    ("int(sqrt(t)*exp(-t), t, 0, oo)", "sqrt(pi)", "refuted"),
]


@pytest.mark.parametrize(("integral", "value", "truth"), ROWS)
def test_decided(integral: str, value: str, truth: str) -> None:
    assert decide(Question(read_text(f"{integral} = {value}", SYMBOLS).term)).truth == truth


def test_an_integral_that_diverges_at_0_has_no_value() -> None:
    verdict = decide(Question(read_text("int(t^(-3/2)*exp(-t), t, 0, oo) = gamma(-1/2)", SYMBOLS).term))
    assert verdict.truth != "proved"
