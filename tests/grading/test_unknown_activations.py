r"""Layers with an activation of which nothing is known: \sigma(Wx + b) and \sigma'(z) are taken entry by entry."""

from __future__ import annotations

import pytest

from verify.grading import grade

LAYERS = {"W_1": "matrix h d", "W_2": "matrix k h", "x": "vector d", "b": "vector h", "z": "vector h", "a": "vector h",
          r"\delta": "vector k", r"\sigma": "smooth function", "f": "function"}  # fmt: skip

ANSWERS = [
    (r"W_2\sigma(W_1x+b)", r"W_2\sigma(b+W_1x)", "correct"),
    (r"W_2\sigma(W_1x+b)", r"W_2\sigma(W_1x)+W_2\sigma(b)", "wrong"),
    (r"W_2\sigma(W_1x)", r"W_1\sigma(W_2x)", "wrong"),
    (r"W_2^\top\delta\odot\sigma'(z)", r"\operatorname{diag}(\sigma'(z))W_2^\top\delta", "correct"),
    (r"W_2^\top\delta\odot\sigma'(z)", r"W_2^\top\delta\odot\sigma(z)", "wrong"),
    (r"\sum_{i=1}^h a_i\sigma(z_i)", r"a^\top\sigma(z)", "correct"),
    (r"\sum_{i=1}^h a_i\sigma(z_i)", r"\sigma(a^\top z)", "wrong"),
    (r"\nabla_x a^\top\sigma(W_1x)", r"W_1^\top(a\odot\sigma'(W_1x))", "correct"),
    (r"\nabla_x a^\top\sigma(W_1x)", r"W_1^\top(a\odot\sigma(W_1x))", "wrong"),
    (r"\nabla_{W_1} a^\top\sigma(W_1x)", r"(a\odot\sigma'(W_1x))x^\top", "correct"),
    # f may be a function of the whole vector: nothing is wrong because of it
    ("f(z) - f(a)", "-f(a) + f(z)", "correct"),
    ("f(z)", "2f(z)", "undecided"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ANSWERS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=LAYERS).verdict == verdict


def test_the_reading_is_told() -> None:
    assert "sigma of a vector or a matrix is taken entry by entry" in grade(*ANSWERS[0][:2], symbols=LAYERS).choices
