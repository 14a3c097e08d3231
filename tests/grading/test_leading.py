"""The part of highest degree of a function, read off its form."""

from __future__ import annotations

import pytest

from verify.grading.optima.leading import leading_part
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.render.formula import text
from verify.term import Term

WORDS = {"w": "vector d", "u": "vector d", "X": "matrix n d", "y": "vector n", "A": "matrix d d", "b": "vector d", "n": "natural",
         "m": "real", "v": "real", "x": "sequence n of real", "s": "positive", "l": "positive"}  # fmt: skip


def read(formula: str) -> Term:
    return read_formula(formula, declarations(WORDS)).term


@pytest.mark.parametrize(
    ("function", "variable", "degree", "leading"),
    [
        ("b' w - 3", "w", 1, "b' u"),
        ("norm(X w - y)^2 + l norm(w)^2", "w", 2, "(X u)' (X u) + l (u' u)"),
        ("w' A w/2 - b' w", "w", 2, "u' A u/2"),
        ("norm(y - X w)^2", "w", 2, "(X u)' (X u)"),
        ("sum((x_i - m)^2, i, 1, n)", "m", 2, "sum(v^2, i, 1, n)"),
        ("-log(exp(-(m - s)^2/2)/s)", "m", 2, "v^2/2"),
        ("m^3 - 2 m", "m", 3, "v^3"),
        ("7 s", "m", 0, "7 s"),
    ],
)
def test_the_leading_part_of(function: str, variable: str, degree: int, leading: str) -> None:
    names = declarations(WORDS)
    found = leading_part(read(function), names[variable], names["u" if variable == "w" else "v"])
    assert found is not None and (found[0], text(found[1])) == (degree, text(read(leading)))


@pytest.mark.parametrize("function", ["exp(m)", "1/m", "abs(m)", "sqrt(m^2 + 1)", "log(m + s)"])
def test_no_degree_is_seen_of(function: str) -> None:
    names = declarations(WORDS)
    assert leading_part(read(function), names["m"], names["v"]) is None
