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


_COUNTS = {r"\theta": "in (0, 1)", "k": "natural", "n": "natural"}
_MAXIMUM = [
    r"\ell(\theta) &= k\log\theta+(n-k)\log(1-\theta)",
    r"\ell'(\theta) &= \frac{k}{\theta}-\frac{n-k}{1-\theta}=0",
    r"k(1-\theta) &= (n-k)\theta",
]
ENDS = [
    (r"k &= n\theta", r"\frac{k}{n}", "correct"),
    (r"k &= (n-k)\theta", r"\frac{k}{n-k}", "wrong"),
    (r"n &= 2k", r"\frac{n}{4k}", "undecided"),  # which may be given
]


@pytest.mark.parametrize(("line", "value", "verdict"), ENDS)
def test_an_equation_for_the_estimate_says_nothing_of_what_is_declared(line: str, value: str, verdict: str) -> None:
    text = r" \\ ".join((*_MAXIMUM, line, rf"\hat\theta &= {value}"))
    row = {"reference": r"\hat\theta=\frac{k}{n}", "submitted": rf"\begin{{align*}}{text}\end{{align*}}", "symbols": _COUNTS}
    assert grade(row).verdict == verdict
