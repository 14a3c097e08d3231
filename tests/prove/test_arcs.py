"""Sines and cosines on the arcs between the places at which they take a value."""

from __future__ import annotations

import pytest

from verify.ask import holds

TRUE = {
    "the cosine of half an angle": ("cos(x/2) != 0", "in (-pi, pi)"),
    "what is below 1 + cos": ("1 + cos(x) != 0", "in (-pi, pi)"),
    "an arc round 0": ("cos(x) > 0", "in (-1, 1)"),
    "a closed arc": ("sin(x) >= 0", "in [0, pi]"),
    "an open arc": ("sin(x) > 0", "in (0, pi)"),
    "an arc round pi": ("sin(x) < 0", "in (pi, 2 pi)"),
    "below a half": ("cos(x) < 1/2", "in (pi/2, pi)"),
    "above a half": ("sin(x) > 1/2", "in (1, 2)"),
    "a factor and a constant": ("2 - 2 cos(x) > 0", "in (0, 6)"),
    "a square": ("cos(x)^2 > 0", "in (0, pi/4)"),
    "a frequency": ("sin(2 x) > 0", "in (0, pi/2)"),
}

FALSE = {
    "the end of an open arc": ("sin(x) > 0", "in [0, pi]"),
    "beyond the arc": ("cos(x) > 0", "in (-2, 2)"),
    "never above 1": ("cos(x) > 1", "real"),
    "the other arc": ("sin(x) < 0", "in (0, pi)"),
    "a half is taken": ("cos(x) < 1/2", "in (1, 2)"),
    "a wide arc": ("cos(x) != 1", "in (-1, 6)"),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved(name: str) -> None:
    statement, domain = TRUE[name]
    verdict = holds(statement, symbols={"x": domain})
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    statement, domain = FALSE[name]
    assert holds(statement, symbols={"x": domain}).truth == "refuted"
