"""Statements that hold everywhere or nowhere: an answer has to say the same, and not only be as true."""

from __future__ import annotations

import pytest

from verify.grading import grade

WORDS = {"x": "positive", "y": "real", "z": "real", "v": "vector n", "w": "vector n", "A": "symmetric matrix n"}


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("(y+1)^2 = y^2+2y+1", "y^2+2y+1 = (1+y)^2"),
        ("(y+1)^2 = y^2+2y+1", "2(y+1)^2 = 2y^2+4y+2"),
        ("log(x) <= x-1", "1 - x <= -log(x)"),
        ("y^2 + z^2 >= 2 y z", "(y^2 + z^2)/2 >= y z"),
        ("norm(v+w) <= norm(v) + norm(w)", "norm(v) + norm(w) >= norm(w+v)"),
        ("A A' = A' A", "A' A = A A'"),
        ("y^2 + 1 = 0", "-y^2 = 1"),
        ("2y = 4", "y = 2"),
        ("y^2 = 1", "y = 1 or y = -1"),
        ("x > 1 and y < 2", "y < 2 and 1 < x"),
    ],
)
def test_an_answer_that_says_the_same(reference: str, answer: str) -> None:
    assert grade(reference, answer, symbols=WORDS).verdict == "correct"


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("(y+1)^2 = y^2+2y+1", "1 = 1"),
        ("(y+1)^2 = y^2+2y+1", "y + y = 2y"),
        ("log(x) <= x-1", "0 <= 1"),
        ("log(x) <= x-1", "log(x) < x"),
        ("log(x) <= x-1", "log(x) <= 2x-1"),
        ("y^2 >= 0", "y^2 >= -1"),
        ("norm(v+w) <= norm(v) + norm(w)", "norm(v) >= 0"),
        ("y < 0 and y > 0", "1 < 0"),
        ("y^2 + 1 = 0", "0 = 1"),
    ],
)
def test_an_answer_that_is_as_true_is_left_to_a_person(reference: str, answer: str) -> None:
    result = grade(reference, answer, symbols=WORDS)
    assert (result.verdict, result.score) == ("undecided", None)
