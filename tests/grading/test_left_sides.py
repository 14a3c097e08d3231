r"""Answers that only say the left side of what was asked for."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

SAY_NOTHING: list[tuple[str, str, dict[str, str]]] = [
    (r"\cos(2x)=1-2\sin^2 x", r"\cos 2x", {}),
    (r"\log(ab)=\log a+\log b", r"\log(ab)=\log(ba)", {"a": "positive", "b": "positive"}),
    (r"I(X;Y)=H(X)-H(X|Y)", "I(X;Y)=I(Y;X)", {}),
    (r"\mathrm{Var}(X)=\mathbb{E}[X^2]-\mathbb{E}[X]^2", r"\mathrm{Var}(X)", {}),
    (r"\sum_{k=1}^n k=\frac{n(n+1)}2", r"\sum_{j=1}^n j", {"n": "natural"}),
    (r"\int_0^1 x\,dx=\frac12", r"\int_0^1 t\,dt", {}),
    (r"\frac{d}{dx}x^2=2x", r"\frac{d}{dx}x^2", {}),
    (r"P(A|B)=\frac{P(B|A)P(A)}{P(B)}", "P(A|B)", {}),
]


@pytest.mark.parametrize(("reference", "submitted", "symbols"), SAY_NOTHING)
def test_the_left_side_says_nothing(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == "undecided"


RIGHT: list[dict[str, Any]] = [
    {"reference": r"\mathrm{Var}(X)=\mathbb{E}[X^2]-\mathbb{E}[X]^2", "submitted": r"\mathbb{E}[(X-\mathbb{E}[X])^2]"},
    {"reference": r"\cos(2x)=1-2\sin^2 x", "submitted": r"\cos(2x) = \cos^2 x - \sin^2 x"},
    {"reference": r"\sin 2x=2\sin x\cos x", "lines": [r"2\sin x\cos x", r"=\sin(x+x)", r"=\sin(2x)"]},
    {"reference": r"\sin 2x=2\sin x\cos x", "lines": [r"\sin(x+x) = 2\sin x\cos x", r"2\sin x\cos x = \sin(2x)"]},
    {"reference": r"|z|^2 = z\bar z", "submitted": r"(\Re z)^2 + (\Im z)^2", "symbols": {"z": "complex"}},
    {"reference": "y = 2x", "submitted": "y = 2x"},
]


@pytest.mark.parametrize("row", RIGHT)
def test_the_right_side_answers(row: dict[str, Any]) -> None:
    assert grade(row).verdict == "correct"
