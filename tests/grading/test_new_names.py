"""A name that is given to what an answer writes otherwise is never one that the answer has."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.new_names import first_free_number, is_indexed

# reference, answer, whether it is right
ROWS = [
    ("W_1 + W^{(2)}", "2W_1", False),
    ("W_1 + W^{(2)}", "2W^{(2)}", False),
    ("W_1 + W^{(2)}", "W^{(2)} + W_1", True),
    ("x_1 x^{(t)}", "x_1^2", False),
    ("x_1 x^{(t)}", "x_{ 1}^2", False),
    ("x₁ x^{(t)}", "x₁^2", False),
    (r"x_\text{1} + x^{(t)}", r"2x_\text{1}", False),
    (r"\mathbf{x}_1 + \mathbf{x}^{(t)}", r"2\mathbf{x}_1", False),
    (r"\delta_1 + \delta^{(t)}", r"2\delta_1", False),
    ("x_2 + x^{(t)}", "2x_2", False),
    ("1 + x^{(t)}", "x^{(t)} + 1", True),
    ("Q(s,a) - u_1", "0", False),
    (r"Q(s,a) - \mathbf{u}_1", "0", False),
    ("Q(s,a) - u₁", "0", False),
    ("Q(s,a) - V(s) - u_1", "-V(s)", False),
    ("V(s') - V(s)", "u_1 - u_2", False),
    ("Q(s,a) - V(s)", "-V(s) + Q(s,a)", True),
    (r"\Delta x + c_{71}", "2c_{71}", False),
    (r"\Delta x + c_{71}", r"c_{71} + \Delta x", True),
    ("P(A) + P(B)", "P(B) + w_{11} + w_{10}", False),
    ("|z|^2", "a^2 + b^2", False),
]


@pytest.mark.parametrize(("reference", "answer", "is_right"), ROWS)
def test_a_new_name_is_no_name_of_the_answer(reference: str, answer: str, is_right: bool) -> None:
    symbols = {"z": "complex"} if "z" in reference else {}
    verdict = grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict
    assert (verdict == "correct") == is_right


INDEXED = [("u_1", True), ("u_{ 1 }", True), ("u₁", True), ("u1", True), (r"\mathbf{u}_1", True), (r"\vec u_1", True),
           ("u", False), ("u + 1", False), ("mu_1", False), ("u^2", False), ("u v_1", False)]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INDEXED)
def test_whether_a_letter_has_an_index(text: str, expected: bool) -> None:
    assert is_indexed("u", [text]) is expected


def test_a_number_that_no_text_has() -> None:
    assert (first_free_number(["x_1 + x_{12}", "x₃"]), first_free_number(["x"])) == (13, 1)
