r"""Derivations of least squares that end with another estimate than was asked for."""

from __future__ import annotations

import pytest

from verify.grading import grade

_SIZES = {"X": "matrix n x d", "y": "vector of n", "w": "vector of d"}
_ASKED = r"\hat w = (X^\top X)^{-1}X^\top y"
_FIRST = [r"J(w) = \|Xw-y\|^2", r"\nabla J(w) = 2X^\top(Xw-y)"]
_NORMAL = r"X^\top X w = X^\top y"
DERIVATIONS = [
    ([*_FIRST, r"0 = 2X^\top Xw - 2X^\top y", _NORMAL, _ASKED], "correct"),
    ([*_FIRST, r"0 = 2X^\top Xw + 2X^\top y", r"X^\top X w = -X^\top y", r"\hat w = -(X^\top X)^{-1}X^\top y"], "wrong"),
    ([r"X^\top X = n I", _NORMAL, r"\hat w = \frac1n X^\top y"], None),  # of such an X
    ([r"X^\top X w = n w", r"X^\top y = n w", r"\hat w = \frac1n X^\top y"], None),
    (["y = Xw", _NORMAL, r"\hat w = w"], None),
    (["b = X^\\top y", r"X^\top X w = b", r"\hat w = (X^\top X)^{-1} b"], None),
]


@pytest.mark.parametrize(("lines", "verdict"), DERIVATIONS)
def test_the_last_estimate(lines: list[str], verdict: str | None) -> None:
    found = grade({"reference": _ASKED, "lines": lines, "symbols": _SIZES}).verdict
    assert found == verdict or (verdict is None and found != "wrong")
