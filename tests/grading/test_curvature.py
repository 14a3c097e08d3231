"""Convexity that is seen in the form of a function."""

from __future__ import annotations

import pytest

from verify.grading.optima.curvature import curvature
from verify.read.declare import declarations
from verify.read.formula import read_formula

X = declarations({"x": "real", "a": "real"})


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("a^2 + 3", "constant"),
        ("3 - 2x/5", "affine"),
        ("|x - 1| + (2x + a)^4", "convex"),
        ("max(x, 1 - x, x^2)", "convex"),
        ("exp(|x|) - log(x)", "convex"),
        ("-|x| + min(x, 2)", "concave"),
        ("log(min(x, 1))", "concave"),
        ("-2 max(x, -x)", "concave"),
    ],
)
def test_the_curvature_of(function: str, expected: str) -> None:
    assert curvature(read_formula(function, X).term, X["x"]) == expected


@pytest.mark.parametrize(
    "function", ["a x^2", "x^3", "|x^2 - 1|", "x^2 - |x|", "exp(-x^2)", "x exp(x)", "(x^2 + 1)^2 - x^4", "min(x^2, 1)", "sqrt(x)"]
)
def test_nothing_is_said_of(function: str) -> None:
    assert curvature(read_formula(function, X).term, X["x"]) is None
