"""Names in several fonts: a bold name and its entries, rows of what is bold, and what is declared twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.grading import grade
from verify.problem import InputError
from verify.read.declare import declarations
from verify.sort import Parts

MATRICES = {"\\bm{A}": "matrix m n", "\\bm{B}": "matrix m n", "A": "entries of \\bm{A}", "B": "entries of \\bm{B}"}
VECTORS = {"\\bm{a}": "vector n", "\\bm{b}": "vector n", "a": "entries of \\bm{a}", "b": "entries of \\bm{b}"}
DATA = {"\\mathbf{X}": "matrix N d", "\\mathbf{y}": "vector N", "\\mathbf{w}": "vector d", "\\mathbf{x}": "rows of \\mathbf{X}",
        "y": "entries of \\mathbf{y}"}  # fmt: skip
COVARIANCE = {"\\boldsymbol\\Sigma": "matrix n", "\\Sigma": "entries of \\boldsymbol\\Sigma"}
LOSS = r"\frac{1}{N}\sum_{i=1}^{N}\bigl(y^{(i)}-\mathbf{w}^\top\mathbf{x}^{(i)}\bigr)^2"

GRADED: list[tuple[Mapping[str, str], str, str, str]] = [
    (MATRICES, r"\operatorname{Tr}(\bm{A}\bm{B}^{\mathsf T})", r"\sum_{i=1}^{m}\sum_{j=1}^{n}A_{ij}B_{ij}", "correct"),
    (MATRICES, r"\operatorname{Tr}(\bm{A}\bm{B}^{\mathsf T})", r"\sum_{i=1}^{m}\sum_{j=1}^{n}A_{ij}^2", "wrong"),
    (MATRICES, r"\operatorname{Tr}(\bm{A}\bm{A}^{\mathsf T})", r"\sum_{i=1}^{m}\sum_{j=1}^{n}A_{ij}^2", "correct"),
    (VECTORS, r"\bm{a}^\top\bm{b}", r"\sum_i a_i b_i", "correct"),
    (VECTORS, r"\bm{a}^\top\bm{b} - \sum_i a_i b_i", "0", "correct"),
    (VECTORS, r"\|\bm{a}\|^2", r"\sum_{i=1}^n a_i", "wrong"),
    (VECTORS, r"\bm{a}^\top\bm{b} = 0", r"\sum_{i=1}^n a_i b_i = 0", "correct"),
    (DATA, LOSS, r"\frac{1}{N}\lVert\mathbf{y}-\mathbf{X}\mathbf{w}\rVert_2^2", "correct"),
    (DATA, LOSS, r"\frac{1}{N}\lVert\mathbf{y}-\mathbf{X}\mathbf{w}\rVert_2", "wrong"),
    (DATA, r"\sum_{n=1}^{N}\mathbf{x}_n\mathbf{x}_n^{\top}", r"\mathbf{X}^\top\mathbf{X}", "correct"),
    (DATA, r"\sum_{n=1}^{N}y_n\mathbf{x}_n", r"\mathbf{X}^\top\mathbf{y}", "correct"),
    (COVARIANCE, r"\operatorname{tr}\boldsymbol\Sigma", r"\sum_{i=1}^n \Sigma_{ii}", "correct"),
    (COVARIANCE, r"\operatorname{tr}\boldsymbol\Sigma", r"\sum_{i=1}^n \Sigma_{ii}^2", "wrong"),
    ({"\\boldsymbol\\Sigma": "matrix n", "s": "entries of \\boldsymbol\\Sigma"}, r"\operatorname{tr}\boldsymbol\Sigma",
     r"\sum_{i=1}^n s_{ii}", "correct"),
    ({"\\tilde{\\mathbf{X}}": "matrix n d", "x": "rows of \\tilde{\\mathbf X}"}, r"\tilde{\mathbf X}^\top\tilde{\mathbf X}",
     r"\sum_{i=1}^n x_i x_i^\top", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("symbols", "reference", "submitted", "verdict"), GRADED, ids=[f"{r[1]} {r[2]}" for r in GRADED])
def test_a_bold_name_and_its_entries(symbols: Mapping[str, str], reference: str, submitted: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


@pytest.mark.parametrize("first", ["A", "\\bm{A}"])
def test_the_entries_of_a_name_may_stand_before_it(first: str) -> None:
    words = {"\\bm{A}": "matrix n", "A": "entries of \\bm{A}"}
    declared = declarations(dict(sorted(words.items(), key=lambda pair: pair[0] != first)))
    assert declared["entries of A"].sort == Parts(declared["A"], "entries")


TWICE: list[dict[str, str]] = [
    {"\\bm{A}": "matrix n", "A": "matrix n"},
    {"\\bm{A}": "real", "A": "entries of \\bm{A}"},
    {"\\bm{A}": "sequence n of real", "A": "entries of \\bm{A}"},
    {"\\bm{A}": "matrix n", "A": "rows of \\bm{A}"},
    {"\\bm{A}": "matrix n", "A": "entries of \\bm{A}", "\\mathbf{A}": "entries of \\bm{A}"},
    {"\\bm{A}": "entries of A", "A": "entries of \\bm{A}"},
    {"\\bm{A}": "matrix n", "\\bm{B}": "matrix n", "A": "entries of \\bm{B}"},
]


@pytest.mark.parametrize("words", TWICE, ids=map(str, TWICE))
def test_what_says_more_than_entries_is_a_second_declaration(words: dict[str, str]) -> None:
    with pytest.raises(InputError):
        declarations(words)


def test_two_fonts_of_one_name_are_one_name_only_beside_its_entries() -> None:
    assert grade({"reference": "a", "submitted": r"a + \bm{a} - a", "symbols": {"a": "real"}}).verdict == "unreadable"
    assert grade({"reference": r"y^{(i)}", "submitted": r"y^{(i)}", "symbols": {"y": "vector n", "i": "integer in 1..n"}}).problem
