r"""A x \odot y is (A x) \odot y where the shapes allow that; where they allow A (x \odot y), too, it is in doubt."""

from __future__ import annotations

import pytest

from verify.grading import grade

SQUARE = {"A": "matrix n n", "B": "matrix n n", "C": "matrix n n", "x": "vector n", "y": "vector n", "z": "vector n"}
OTHER = {
    "A": "matrix n m", "B": "matrix n m", "u": "vector m", "v": "vector m", "z": "vector m", "x": "vector n", "y": "vector n",
}  # fmt: skip

ANSWERS = [
    (SQUARE, r"(A^\top x)\odot(1-y\odot y)", r"A^\top x\odot(1-y\odot y)", "correct"),
    (SQUARE, r"A^\top x\odot(1-y\odot y)", r"\operatorname{diag}(1-y\odot y)A^\top x", "correct"),
    (SQUARE, r"A(x\odot y)", r"Ax\odot y", "undecided"),
    (SQUARE, r"A(x\odot y)", r"(Ax)\odot y", "wrong"),
    (SQUARE, r"(AB)\odot A", r"AB\odot A", "correct"),
    (SQUARE, r"A\odot(BC)", r"A\odot BC", "correct"),
    (SQUARE, "(A*x)⊙y", "A*x⊙y", "correct"),
    (SQUARE, r"-2(x\odot y)", r"-2x\odot y", "correct"),
    (SQUARE, r"-2(x\odot y)", r"2x\odot y", "wrong"),
    (SQUARE, r"z^\top(x\odot y)", r"z^\top x\odot y", "correct"),
    (OTHER, r"(Au)\odot y", r"y\odot Au", "correct"),
    (OTHER, r"(Au)\odot(Bv)", r"Au\odot Bv", "correct"),
    (OTHER, r"(Au)\odot(Bv)", r"Av\odot Bu", "wrong"),
    (OTHER, r"(x\odot y)z^\top", r"x\odot y z^\top", "correct"),
    (OTHER, r"y^\top A u", r"y\cdot Au", "correct"),
    (OTHER, r"u^\top A^\top B u", r"Au\cdot Bu", "correct"),
    (OTHER, r"u^\top A^\top B u", r"2Au\cdot Bu", "wrong"),
    (OTHER, "1", r"y\cdot A", "unreadable"),
    (OTHER, r"\frac12 x\odot y", r"x\odot y/2", "correct"),
]


@pytest.mark.parametrize(("symbols", "reference", "submitted", "verdict"), ANSWERS)
def test_answers(symbols: dict[str, str], reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict


WITH_T = {"x": "vector n", "y": "vector n", "A": "matrix n n", "T": "natural", "f": "smooth function", "a": "real"}

READINGS = [
    (r"x^\top y", "x^T y", "correct"),  # a declared T is no exponent of a vector
    ("transpose(x)*y", "y^T*x", "correct"),
    ("A", "A^T", "unreadable"),
    (r"\|x\|_2^2", r"\|x\|^2_2", "correct"),
    (r"\|A\|_F^2", r"\lVert A\rVert^{2}_{F}", "correct"),
    (r"\|x\|_1^2", r"\|x\|^2_2", "wrong"),
    ("2*a*f(a^2)", "2af(a^2)", "unreadable"),  # a name to all that reads labels
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), READINGS)
def test_readings(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=WITH_T).verdict == verdict


@pytest.mark.parametrize("formula", [r"\|x\|^", r"\|x\|^2_", r"\|x\|^{2}_{", r"\|x\|^2_2_2", r"\|x\|^{", r"\|x\|^_2"])
def test_scripts_that_end_too_early_are_problems(formula: str) -> None:
    assert grade(r"\|x\|", formula, symbols={"x": "vector n"}).verdict == "unreadable"
