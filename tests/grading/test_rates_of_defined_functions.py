r"""f'(2), f'(wx + b) and g'(z) of a vector, where the question or a line says what f and g are."""

from __future__ import annotations

import pytest

from verify.grading import grade

LOGISTIC = {r"\sigma(t)": r"\frac{1}{1+e^{-t}}"}
NUMBERS = {"w": "real", "x": "real", "b": "real", "a": "positive"}
TANH = {"g(t)": r"\tanh t"}
LAYER = {"W": "matrix k d", r"\delta": "vector k", "x": "vector d", "b": "vector k", "z": "vector d", "A": "matrix d d"}

ANSWERS = [
    ({"f(x)": "3x^2"}, {}, "6", "f'(1)", "correct"),
    ({"f(x)": "3x^2"}, {}, "3", "f'(1)", "wrong"),
    ({"f(x)": "x^3"}, {}, "6", "f''(1)", "correct"),
    ({"f(x)": "x^2"}, NUMBERS, "f'(2x)", "4x", "correct"),  # the rate at 2x, not that of f(2x)
    ({"f(x)": "x^2"}, NUMBERS, "f'(2x)", "8x", "wrong"),
    ({"f(x)": r"\log x"}, NUMBERS, "f'(a+1)", r"\frac{1}{1+a}", "correct"),
    (LOGISTIC, NUMBERS, r"\sigma'(wx+b)x", r"x\sigma(wx+b)(1-\sigma(wx+b))", "correct"),
    (LOGISTIC, NUMBERS, r"\sigma'(wx+b)x", r"\sigma(wx+b)(1-\sigma(wx+b))", "wrong"),
    # of a vector: entry by entry, if the function is
    (LOGISTIC, LAYER, r"W^\top\delta \odot \sigma'(z)", r"W^\top\delta \odot \sigma(z) \odot (1-\sigma(z))", "correct"),
    (LOGISTIC, LAYER, r"W^\top\delta \odot \sigma'(z)", r"W^\top\delta \odot \sigma(z) \odot (1+\sigma(z))", "wrong"),
    (TANH, LAYER, r"W^\top (\delta \odot g'(Wx+b))", r"W^\top \operatorname{diag}(1-\tanh^2(Wx+b))\delta", "correct"),
    (TANH, LAYER, r"W^\top (\delta \odot g'(Wx+b))", r"W^\top \operatorname{diag}(1-\tanh(Wx+b))\delta", "wrong"),
    ({"g(t)": r"\|t\| t"}, LAYER, "z", "g'(z)", "unreadable"),
    ({"g(t)": "A t"}, LAYER, "z", "g'(z)", "unreadable"),
    # where there may be no derivative
    ({"f(x)": "|x|"}, {}, "0", "f'(0)", "unreadable"),
    ({"f(x)": r"\max(x, 0)"}, {}, "1", "f'(0)", "unreadable"),
    ({"f(x)": "x^{1/3}"}, {}, "0", "f'(0)", "unreadable"),
]


@pytest.mark.parametrize(("definitions", "symbols", "reference", "submitted", "verdict"), ANSWERS)
def test_answers(definitions: dict[str, str], symbols: dict[str, str], reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols, definitions=definitions).verdict == verdict


LINES = [
    (["f(x) = x^3", "f'(x) = 3x^2", "f'(2) = 12"], "correct"),
    (["f(x) = x^3", "f'(x) = 3x^2", r"f'(2) = 3\cdot 4 = 12"], "correct"),
    (["f(x) = x^3", "f'(x) = 3x^2", "f'(2) = 6"], "wrong"),
    (["f(x) = x^2 - 2x", "f'(x) = 2x-2", "f'(1) = 0"], "correct"),
    (["f(x) = x^2 - 2x", "f'(x) = 2x-2", "f'(2) = 0"], "undecided"),  # which may be a condition
    (["f(x) = x^2 - 2x", "f'(x) = 2x-2", "f''(x) = 2", "f''(1) = 2 > 0"], "correct"),
]


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict
