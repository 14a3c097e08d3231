"""Definitions that say a value in the place of a name: of a call, of a probability, of a product."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

CASES = [
    ("a value at a point is none elsewhere", "T(2)", "1", {"T(1)": "1"}, "undecided"),
    ("nor is a function that", "F(x) + x", "x", {"F(0)": "0"}, "undecided"),
    ("a value at the point itself", "n T(1) + n", "2n", {"T(1)": "1"}, "correct"),
    ("a value at the point itself, and another", "n T(1) + n", "3n", {"T(1)": "1"}, "wrong"),
    ("two values of one function", "f(0) + f(1)", "3", {"f(0)": "1", "f(1)": "2"}, "correct"),
    ("two values of one function, mixed up", "f(0) + 2f(1)", "4", {"f(0)": "1", "f(1)": "2"}, "wrong"),
    ("an answer about another value", "f(0) + 1", "f(1 - 1) + 2", {"f(0)": "1"}, "undecided"),
    ("two probabilities", "P(A) + P(B)", "0.5", {"P(A)": "0.2", "P(B)": "0.3"}, "correct"),
    ("two probabilities, one twice", "P(A) + P(B)", "0.4", {"P(A)": "0.2", "P(B)": "0.3"}, "wrong"),
    ("one probability says nothing of another", "P(A) + P(B)", "0.4", {"P(A)": "0.2"}, "undecided"),
    ("a conditional one, with another bar", r"P(A \mid B)P(B)", "0.06", {"P(A|B)": "0.2", "P(B)": "0.3"}, "correct"),
    ("a function of a name stays one", "f(2)", "4", {"f(x)": "x^2"}, "correct"),
    ("a function of a Greek name", r"f(2)", "4", {r"f(\theta)": r"\theta^2"}, "correct"),
    ("an argument that is no name", "f(2)", "3", {"f(x+1)": "x"}, "undecided"),
    ("a power", r"\frac{1}{x^2}", "1/4", {"x^2": "4"}, "correct"),
    ("a power, put in wrongly", r"\frac{1}{x^2}", "1/2", {"x^2": "4"}, "wrong"),
    ("a product", "u v + 1", "4", {"u v": "3"}, "correct"),
]


@pytest.mark.parametrize(("name", "reference", "submitted", "definitions", "verdict"), CASES, ids=[case[0] for case in CASES])
def test_a_value_stands_for_what_it_is_given_of(
    name: str, reference: str, submitted: str, definitions: dict[str, str], verdict: str
) -> None:
    assert grade({"reference": reference, "submitted": submitted, "definitions": definitions}).verdict == verdict


OF_ARRAYS: list[tuple[dict[str, Any], str]] = [
    ({"reference": r"u^\top u + 1", "submitted": "2", "definitions": {r"u^\top u": "1"}, "symbols": {"u": "vector n"}},
     "correct"),
    ({"reference": r"u^\top u + 1", "submitted": "3", "definitions": {r"u^\top u": "1"}, "symbols": {"u": "vector n"}}, "wrong"),
    ({"reference": r"\|u\| + 1", "submitted": "2", "definitions": {r"\|u\|": "1"}, "symbols": {"u": "vector n"}},
     "correct"),
    ({"reference": r"Q^\top Q x", "submitted": "x", "definitions": {r"Q^\top Q": "I"},
      "symbols": {"Q": "matrix n", "x": "vector n"}}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "verdict"), OF_ARRAYS)
def test_a_formula_that_is_given_is_assumed(row: dict[str, Any], verdict: str) -> None:
    assert grade(row).verdict == verdict


def test_a_recursion_is_unrolled_to_a_given_value() -> None:
    lines = ["T(n) = 2T(n/2) + n", "= 4T(n/4) + 2n", "= n T(1) + n\\log_2 n", "= n\\log_2 n + n"]
    row = {"reference": r"n\log_2 n + n", "lines": lines, "symbols": {"n": "positive integer"}, "definitions": {"T(1)": "1"}}
    assert grade(row).verdict != "wrong"


def test_a_name_is_defined_once() -> None:
    found = grade({"reference": "a", "submitted": "1", "definitions": {"a": "1", r"\mathbf{a}": "2"}})
    assert found.verdict == "undecided"
    assert "defined twice" in found.message


def test_the_name_of_a_value_is_no_answer() -> None:
    assert grade({"reference": "f(1)", "submitted": "c_{71}", "definitions": {"f(1)": "3"}}).verdict == "undecided"
    assert grade({"reference": "c_{71}f(1)", "submitted": "9", "definitions": {"f(1)": "3"}}).verdict == "undecided"
    assert grade({"reference": "x^{f(1)}", "submitted": "x^3", "definitions": {"f(1)": "3"}}).verdict == "correct"
