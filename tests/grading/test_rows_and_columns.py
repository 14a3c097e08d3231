r"""Lists as rows and columns, arrays of another size, numbers beside columns, and names on left sides."""

from __future__ import annotations

import pytest

from verify.grading import grade

NETWORK = {"W_1": "matrix h d", "W_2": "matrix m h", "x": "vector d", "y": "vector m"}
DATA = {"X": "matrix n d", "y": "vector n", r"\lambda": "positive"}

ROWS = [
    ("(2x, 2y)", r"\begin{pmatrix}2x & 2y\end{pmatrix}", {}, "correct"),
    ("[2x, 2y]", r"\begin{pmatrix}2x & 2y\end{pmatrix}", {}, "correct"),
    ("(2x, 2y)", r"\begin{pmatrix}2x & 3y\end{pmatrix}", {}, "wrong"),
    (r"\pi = \left(\frac{b}{a+b}, \frac{a}{a+b}\right)", r"\frac{1}{a+b}\begin{pmatrix} b & a\end{pmatrix}",
     {"a": "in (0, 1)", "b": "in (0, 1)"}, "correct"),
    (r"\begin{pmatrix}2x & 2y\end{pmatrix}", r"\begin{pmatrix}2x \\ 2y\end{pmatrix}", {}, "undecided"),
    ("[[2x, 2y]]", r"\begin{pmatrix}2x \\ 2y\end{pmatrix}", {}, "undecided"),
    (r"W_2^\top(W_2 W_1 x - y)x^\top", r"W_2^\top(W_2 W_1 x - y)", NETWORK, "wrong"),
    (r"x", r"x x^\top", NETWORK, "wrong"),
    (r"x y^\top", r"y x^\top", NETWORK, "wrong"),  # the reference says the layout
    (r"(X^\top X+\lambda I)^{-1}X^\top y", r"(X^\top X)^{-1}X^\top y+\lambda", DATA, "wrong"),
    ("Xw+b", "Xw-b", {**DATA, "w": "vector d"}, "undecided"),  # b may be a column
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), ROWS)
def test_rows(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted"), [
    (r"f(x;\lambda=1)=e^{-x}", r"\lambda e^{-\lambda x}"),
    (r"\sigma(z)=\frac{1}{1+e^{-wx}}", r"\frac{1}{1+e^{-z}}"),
    ("T(n=4)=16", "n^2"),
])  # fmt: skip
def test_the_names_of_a_left_side_may_stand_for_values(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "undecided"


def test_a_length_is_whole() -> None:
    chain = r"-\log\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}} = -\log e^{z_k} - \log\sum_{j=1}^K e^{z_j}"
    symbols = {"z": "sequence K of real", "k": "integer in 1..K"}
    row = {"reference": r"\log\sum_{j=1}^K e^{z_j} - z_k", "symbols": symbols}
    assert grade({**row, "submitted": rf"{chain} = -z_k - \log\sum_{{j=1}}^K e^{{z_j}}"}).verdict == "wrong"
