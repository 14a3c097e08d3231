r"""Products of declared matrices that have no value: wrong, if they are wrong where their sizes are equal, too."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {
    "X": "matrix n d", "Y": "matrix n d", "y": "vector n", "w": "vector d", "n": "natural", "d": "natural",
    "\\lambda": "positive",
}  # fmt: skip

ANSWERS = [
    (r"(X^\top X)^{-1}X^\top y", r"(X X^\top)^{-1} X y", "wrong"),
    (r"(X^\top X + \lambda I)^{-1}X^\top y", r"(X X^\top + \lambda I)^{-1}X^\top y", "wrong"),
    (r"X^\top(Xw - y)", "X(Xw - y)", "wrong"),
    ("transpose(X)*(X*w - y)", "X*(X*w - y)", "wrong"),
    (r"\operatorname{tr}(X^\top X)", r"\operatorname{tr}(X)^2", "wrong"),
    ("X + Y", r"X + Y^\top", "wrong"),
    (r"\frac1n X^\top X", r"\frac1d X X^\top", "wrong"),
    # right for n = d: the author may mean what is right for others, too
    (r"(X^\top X)^{-1}X^\top y", "X^{-1}y", "unreadable"),
    (r"(X^\top X + \lambda I_d)^{-1}X^\top y", r"(X^\top X + \lambda I_n)^{-1}X^\top y", "unreadable"),
    # in the order of rows, and entry by entry
    (r"X^\top(Xw - y)", r"(Xw - y)X^\top", "unreadable"),
    ("hadamard(X, Y)", "X*Y", "unreadable"),
    # that has a value
    (r"(X^\top X + \lambda I)^{-1}X^\top y", r"X^\top(XX^\top + \lambda I)^{-1}y", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == verdict


def test_the_point_has_both_sizes() -> None:
    found = grade(r"X^\top(Xw - y)", "X(Xw - y)", symbols=SYMBOLS)
    assert found.counterexample is not None
    assert dict(found.counterexample.point)["n"] == dict(found.counterexample.point)["d"]
    assert found.message == "a matrix product of shapes n x d and n x 1: no value unless d = n, and wrong there"
    assert found.diagnosis is not None and found.diagnosis["code"] == "transposed"


def test_sizes_that_are_never_equal_have_no_such_point() -> None:
    for words in ({"n": "2", "d": "3"}, {"d": "in {3, 4}"}):
        symbols = {"X": "matrix n d", "w": "vector d", "y": "vector n", "n": "natural", **words}
        assert grade(r"X^\top(Xw - y)", "X(Xw - y)", symbols=symbols).verdict != "wrong"
    apart = {"reference": r"X^\top(Xw - y)", "submitted": "X(Xw - y)", "symbols": SYMBOLS, "assuming": ["n > d"]}
    assert grade(apart).verdict != "wrong"


LINES = [
    ([r"X^\top X w = X^\top y", r"w = (X^\top X)^{-1} X y"], 1),
    ([r"\nabla_w \|Xw-y\|^2", "= 2X(Xw-y)"], 1),
    ([r"\|Xw-y\|^2", r"= (Xw-y)^\top(Xw-y)", r"= w^\top X X^\top w - 2 y^\top X w + y^\top y"], 2),
]


@pytest.mark.parametrize(("lines", "first_wrong"), LINES)
def test_lines(lines: list[str], first_wrong: int) -> None:
    found = grade({"lines": lines, "symbols": SYMBOLS})
    assert (found.verdict, found.first_wrong) == ("wrong", first_wrong)
    assert found.steps[first_wrong].counterexample is not None


@pytest.mark.parametrize(("reference", "submitted"), [(r"X^\top(Xw-y)", r"X(X^\top w-y)"), (r"W^\top\delta", r"W\delta")])
def test_who_declares_no_shapes_may_have_data_in_columns(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict not in ("correct", "wrong")
