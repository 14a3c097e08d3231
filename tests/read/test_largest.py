r"""Extrema over an index: \max_i x_i over all that it counts, or between bounds that are written."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.render.formula import text

SYMBOLS = {"x": "sequence n of real", "v": "vector d", "A": "matrix n d", "c": "real", "y": "integer in 1..n"}

READ = {
    "all of a sequence": (r"\max_i x_i", "largest(x_i, i, 1, n)"),
    "all of a vector": (r"\max_{j} v_j", "largest(v_j, j, 1, d)"),
    "typed": ("max_i x_i", "largest(x_i, i, 1, n)"),
    "the least": (r"\min_i x_i", "-largest(-x_i, i, 1, n)"),
    "bounds below and above": (r"\max_{i=2}^{n} x_i", "largest(x_i, i, 2, n)"),
    "bounds on both sides": (r"\max_{1 \le i \le n} x_i", "largest(x_i, i, 1, n)"),
    "dots": (r"\max_{i=1,\dots,n} x_i", "largest(x_i, i, 1, n)"),
    "more dots": (r"\max_{i=1,2,\ldots,n} x_i", "largest(x_i, i, 1, n)"),
    "a set with dots": (r"\max_{i \in \{1, \dots, n\}} x_i", "largest(x_i, i, 1, n)"),
    "the first n numbers": (r"\max_{i \in [n]} x_i", "largest(x_i, i, 1, n)"),
    "two indices": (r"\max_{i,j} A_{ij}", "largest(largest(A[i, j], j, 1, d), i, 1, n)"),
    "up to the next term": (r"\max_i x_i + c", "largest(x_i, i, 1, n) + c"),
    "up to the last term with the index": (r"\max_i x_i - c + x_i^2", "largest(x_i - c + x_i^2, i, 1, n)"),
    "the same letter once more": (r"\max_i x_i + \max_i v_i", "largest(x_i, i, 1, n) + largest(v_i, i, 1, d)"),
    "a factor": (r"c \max_i x_i", "c*largest(x_i, i, 1, n)"),
    "a sign": (r"\max_i -x_i", "largest(-x_i, i, 1, n)"),
    "a number as the variable": (r"\max_u (c u - u^2)", "maximum(c*u - u^2, u)"),
    "the norm of the largest entry": (r"\|v\|_\infty", "largest(abs(v_i), i, 1, d)"),
    "the largest entry": ("max(v)", "largest(v_i, i, 1, d)"),
    "the least entry": ("min(v)", "-largest(-v_i, i, 1, d)"),
}


@pytest.mark.parametrize("name", READ)
def test_read_as(name: str) -> None:
    source, wanted = READ[name]
    assert text(vocabulary(SYMBOLS, {}).read(source).term) == wanted


NOT_READ = {
    "a range that nothing shows": r"\max_{i=1,\dots} x_i",
    "a list that leaves numbers out": r"\max_{i=1,3,\dots,n} x_i",
    "what is left out": r"\max_{i \ne y} x_i",
    "two lengths": r"\max_i x_i v_i",
    "a matrix": r"\|A\|_\infty",
}


@pytest.mark.parametrize("name", NOT_READ)
def test_not_read(name: str) -> None:
    with pytest.raises(InputError):
        vocabulary(SYMBOLS, {}).read(NOT_READ[name])
