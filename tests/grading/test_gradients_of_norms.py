r"""Gradients of norms, which have no value where the norm is 0: of Ax - b that are few points, as b may be anything."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

_ARRAYS = {"A": "matrix m n", "x": "vector n", "b": "vector m", "c": "vector n"}
CASES: list[tuple[str, str, dict[str, Any], str]] = [
    (r"\nabla_x \|Ax-b\|_2", r"\frac{A^\top(Ax-b)}{\|Ax-b\|_2}", {}, "correct"),
    (r"\nabla_x \|b-Ax\|_2", r"\frac{A^\top(Ax-b)}{\|Ax-b\|_2}", {}, "correct"),
    (r"\nabla_x \|Ax-b\|_2", r"\frac{A^\top(b-Ax)}{\|Ax-b\|_2}", {}, "wrong"),
    (r"\nabla_x \|x-c\|", r"\frac{x-c}{\|x-c\|}", {}, "correct"),
    (r"\nabla_x \|Ax\|_2", r"\frac{A^\top Ax}{\|Ax\|_2}", {}, "undecided"),  # A may be 0
    ("1", r"\frac{\|x-c\|}{\|x-c\|}", {"assuming": ["x = c"]}, "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "more", "verdict"), CASES)
def test_gradients_of_norms(reference: str, submitted: str, more: dict[str, Any], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": _ARRAYS, **more}).verdict == verdict
