"""Exponents from a finite set of integers are integers: y^x has a value at negative y, and no other than for `integer`."""

from __future__ import annotations

import pytest

from verify import holds
from verify.grading import grade

MANY = "in {" + ", ".join(map(str, range(1, 40))) + "}"
FEW = {"x": "in {1, 3, 5}", "a": "in {1, 2, 3, 4, 5, 6}", "b": "in {1, 2, 3, 4}", "y": "real"}


@pytest.mark.parametrize(
    ("statement", "symbols"),
    [("y^x a b >= 0", FEW), ("y^x >= 0", {"x": MANY, "y": "real"}), ("y^x > 0", {"x": "in {1}", "y": "nonzero"})],
)
def test_an_odd_power_is_negative_somewhere(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth == "refuted"


@pytest.mark.parametrize(("reference", "answer"), [("y^x a b", "|y|^x a b"), ("|y|^x a b", "y^x a b")])
def test_an_absolute_value_changes_an_odd_power(reference: str, answer: str) -> None:
    assert grade(reference, answer, symbols=FEW).verdict == "wrong"


@pytest.mark.parametrize(
    ("reference", "answer", "values"),
    [("y^x", "exp(x log y)", "in {-1, 0, 1}"), ("y^x", "exp(x log y)", "in {2}"), ("(y^x)^2", "exp(2 x log y)", "in {1, 2}"),
     ("y^x y", "sqrt(y)^(2x+2)", "in {1, 2}")],
)  # fmt: skip
def test_an_answer_for_positive_bases_is_not_accepted_for_all(reference: str, answer: str, values: str) -> None:
    assert grade(reference, answer, symbols={"x": values, "y": "nonzero"}).verdict != "correct"
