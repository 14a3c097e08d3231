"""I beside matrices is the identity, also where it is written together with their names."""

from __future__ import annotations

import pytest

from verify.grading import grade

_SYMBOLS = {"A": "invertible matrix n", "B": "invertible matrix n", "x": "vector n", "d": "real"}


@pytest.mark.parametrize("lines", [
    ["A^{-1}Ax", "=Ix", "=x"],
    ["inv(A) A x", "= Ix", "= x"],
    ["A(BB^{-1})A^{-1}", "=AIA^{-1}", "=AA^{-1}", "=I"],
    ["A(BB^{-1})A^{-1}", "=AIA^{-1}", "=AA^{-1}"],
    ["AB", "= AIB", "= IAB", "= ABI"],
])  # fmt: skip
def test_lines_with_the_identity_are_right(lines: list[str]) -> None:
    assert grade({"lines": lines, "symbols": _SYMBOLS}).verdict == "correct"


@pytest.mark.parametrize("lines", [["A^{-1}Ax", "=Ix", "=-x"], ["AB", "= AIB", "= BIA"]])
def test_a_mistake_beside_the_identity_is_wrong(lines: list[str]) -> None:
    found = grade({"lines": lines, "symbols": _SYMBOLS})
    assert (found.verdict, found.first_wrong) == ("wrong", 2)


def test_letters_that_are_no_vectors_do_not_make_an_identity() -> None:
    assert grade("d A", "Id A", symbols=_SYMBOLS).verdict != "wrong"
