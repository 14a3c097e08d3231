"""Declared names that cancel as a formula is read, and those that it does not have."""

from __future__ import annotations

import pytest

from verify.cli import COULD_NOT_RUN, FINE, main

CANCELS = [
    ("h^{-1}(h(x))", "x", ("h: diffeomorphism of vector d", "x: vector d")),
    ("A^0 x", "x", ("A: matrix d", "x: vector d")),
    (r"\lambda^{0}", "1", ("lambda: positive",)),
]
ABSENT = [
    ("h^{-1}(h(x))", "x", ("h: diffeomorphism of vector d", "x: vector d", "g: diffeomorphism of vector d")),
    ("exp(x)", "exp(x)", ("e: real",)),
    ("2E5", "200000", ("E: real",)),
    ("mu^2", "mu^2", ("lambda: positive",)),
]


@pytest.mark.parametrize(("left", "right", "names"), CANCELS)
def test_a_name_that_cancels_occurs(left: str, right: str, names: tuple[str, ...]) -> None:
    assert main(["equal", left, right, *(word for name in names for word in ("--let", name))]) == FINE


@pytest.mark.parametrize(("left", "right", "names"), ABSENT)
def test_a_name_that_is_not_written_does_not_occur(
    left: str, right: str, names: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["equal", left, right, *(word for name in names for word in ("--let", name))]) == COULD_NOT_RUN
    assert "does not occur" in capsys.readouterr().err
