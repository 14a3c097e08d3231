"""Equations and inequalities of one number against their solutions: one that is lost or gained is wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

RIGHT = {
    r"\frac{x-1}{x+2}\ge 0": (r"x<-2\ \text{or}\ x\ge 1",),
    "x^2 >= 4": ("x <= -2 or x >= 2",),
}

WRONG = {
    r"\frac{x-1}{x+2}\ge 0": (r"x\ge 1", "x > -2"),
    "x^2 >= 4": ("x >= 2", "x < -2 or x >= 2"),
}


def graded(reference: str, answer: str) -> str:
    return grade({"id": "q", "reference": reference, "submitted": answer, "symbols": {"x": "real"}}).verdict


@pytest.mark.parametrize(("reference", "answer"), [(key, each) for key, answers in RIGHT.items() for each in answers])
def test_the_solutions_are_right(reference: str, answer: str) -> None:
    assert graded(reference, answer) == "correct"


@pytest.mark.parametrize(("reference", "answer"), [(key, each) for key, answers in WRONG.items() for each in answers])
def test_other_solutions_are_wrong(reference: str, answer: str) -> None:
    assert graded(reference, answer) == "wrong"
