r"""x_j^{(i)} and x^{(i)}_j of a sequence of vectors: entry j of item i."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"x": "sequence m of vector d", "y": "sequence m of real", r"\theta": "vector d", "j": "integer in 1..d"}

ANSWERS = [
    (r"\sum_{i=1}^m (\theta^\top x^{(i)} - y^{(i)})x_j^{(i)}",
     r"\frac{\partial}{\partial\theta_j}\frac12\sum_{i=1}^m (y^{(i)} - \theta^\top x^{(i)})^2", "correct"),
    (r"\sum_{i=1}^m (\theta^\top x^{(i)} - y^{(i)})x_j^{(i)}",
     r"\frac{\partial}{\partial\theta_j}\sum_{i=1}^m (y^{(i)} - \theta^\top x^{(i)})^2", "wrong"),
    (r"\sum_{i=1}^m x^{(i)}_j y^{(i)}", r"\sum_{i=1}^m y^{(i)} x_j^{(i)}", "correct"),
    (r"\sum_{i=1}^m \sum_{k=1}^d \theta_k x^{(i)}_k", r"\sum_{i=1}^m \theta^\top x^{(i)}", "correct"),
    # entry j of item i to those who write x_i for an item
    (r"\sum_{i=1}^m x^{(i)}_j y^{(i)}", r"\sum_{i=1}^m y^{(i)} x_i^{(j)}", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == verdict
