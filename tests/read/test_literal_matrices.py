"""Matrices that are written out in typed text: rows by semicolons, products without a sign, powers, transposes."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.text import read_text

SYMBOLS = declarations({"x": "real", "y": "real", "z": "sequence n of real", "v": "vector n", "W": "matrix n", "A": "matrix 2"})

SAME = [
    ("[1, 2; 0, 1]", "[[1, 2], [0, 1]]"),
    ("[1; 2; 3]", "[1, 2, 3]"),
    ("[1, 2; 0, 1]^3", "[[1, 2], [0, 1]]^3"),
    ("[1, 2; 0, 1]⁻¹", "inv([[1, 2], [0, 1]])"),
    ("[1, 2; 0, 1]^(-1)", "inv([[1, 2], [0, 1]])"),
    ("[1, 2; 0, 1]^T", "[[1, 2], [0, 1]]'"),
    ("[[0,1],[1,0]] [[1,2],[3,4]]", "[[0,1],[1,0]]*[[1,2],[3,4]]"),
    ("[[0,1],[1,0]][[1,2],[3,4]]", "[[0,1],[1,0]]*[[1,2],[3,4]]"),
    ("[1, 2; 3, 4] [5; 6]", "[[1, 2], [3, 4]]*[5, 6]"),
    ("[1, 2; 3, 4]^2 [5; 6]", "[[1, 2], [3, 4]]^2*[5, 6]"),
    ("[1, 2, 3]' [1, 2, 3]", "[1, 2, 3]'*[1, 2, 3]"),
    ("A [[1, 2], [3, 4]]", "A*[[1, 2], [3, 4]]"),
    ("x [[1, 2], [3, 4]]", "x*[[1, 2], [3, 4]]"),
    ("(1/2) [[1, 2], [3, 4]]", "1/2*[[1, 2], [3, 4]]"),
    ("2[1, 2]", "2*[1, 2]"),
    ("det([1, 2; 3, 4])", "det([[1, 2], [3, 4]])"),
    ("[sin x; cos x]", "[sin(x), cos(x)]"),
    ("[2x; x - 1]", "[2*x, x - 1]"),
    ("[x y, 1]", "[x*y, 1]"),
    ("[[x y], [1]]", "[x*y, 1]"),
]

REFUSED = [
    ("[1 2; 3 4]", "ambiguous"),
    ("[x y; 1, 2]", "ambiguous"),
    ("[x -1; 2]", "ambiguous"),
    ("[x y]", "ambiguous"),
    ("[1, 2; 3]", "shape-mismatch"),
    ("[1, 2;]", "unexpected-token"),
    ("[;", "unexpected-token"),
    ("[(1", "unbalanced-bracket"),
    ("[[1, 2], [3, 4]][1, 2]", "unexpected-token"),
    ("[1, 2; 3, 4]^2[1, 2]", "unexpected-token"),
    ("z[1][2]", "unexpected-token"),
    ("W[1, 2] [1, 2]", "unexpected-token"),
    ("x [1, 2]", "unexpected-token"),
]


@pytest.mark.parametrize(("written", "plain"), SAME)
def test_a_matrix_is_read_as_its_rows(written: str, plain: str) -> None:
    assert read_text(written, SYMBOLS).term is read_text(plain, SYMBOLS).term


@pytest.mark.parametrize(("written", "kind"), REFUSED)
def test_a_matrix_that_may_be_meant_otherwise_is_refused(written: str, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(written, SYMBOLS)
    assert caught.value.problem.kind == kind
