"""Up to a constant, up to a factor, modulo a period, with a tolerance: of numbers, vectors and matrices."""

from __future__ import annotations

import pytest

from verify.grading import grade

NUMBERS = {"a": "positive", "b": "positive", "x": "positive"}
ARRAYS = {"n": "natural", "d": "natural", "X": "matrix n d", "y": "vector n", "A": "matrix n n"}

# mode, reference, answer, symbols, verdict
ROWS = [
    ("up to a factor", "[2, -1]", "[-2/sqrt(5), 1/sqrt(5)]", {}, "correct"),  # an eigenvector
    ("up to a factor", "[2, -1]", "[-2, 1]", {}, "correct"),
    ("up to a factor", "[2, -1]", "[2, 1]", {}, "wrong"),
    ("up to a factor", "[2, -1]", "[0, 0]", {}, "wrong"),
    ("up to a factor", "[1, 2]", "[1-1, 2-2]", {}, "wrong"),  # 0 in other words
    ("up to a factor", "[1, x]", "[1-1, x-x]", {"x": "real"}, "undecided"),
    ("up to a factor", "[1, 0]", "[3, 0]", {}, "correct"),
    ("up to a factor", "[1, 0]", "[0, 3]", {}, "wrong"),
    ("up to a factor", "(1, 2)", "(2, 4)", {}, "correct"),  # no interval: an interval has no multiples
    ("up to a factor", "[1, a]", "[2, 2a]", NUMBERS, "correct"),
    ("up to a factor", "[1, a]", "[1/a, 1]", NUMBERS, "undecided"),  # a factor that depends on a
    ("up to a factor", "[1, a]", "[a, 1]", NUMBERS, "wrong"),
    ("up to a factor", "[[1, 2], [3, 4]]", "[[2, 4], [6, 8]]", {}, "correct"),
    ("up to a factor", "[[1, 2], [3, 4]]", "[[2, 4], [6, 7]]", {}, "wrong"),
    ("up to a factor", "X'*y", "-2*X'*y", ARRAYS, "correct"),
    ("up to a factor", "X'*y", "X'*y/n", ARRAYS, "undecided"),
    ("up to a factor", "y", "A*y", ARRAYS, "wrong"),
    ("up to a factor", "x + 1", "3x + 1", NUMBERS, "wrong"),
    ("up to a factor", "x^(a-1)*exp(-b*x)", "b^a*x^(a-1)*exp(-b*x)/gamma(a)", NUMBERS, "undecided"),  # a number for each a, b
    ("up to a constant", "[x^2, x]", "[x^2 + 1, x + 2]", NUMBERS, "correct"),
    ("up to a constant", "[x^2, x]", "[x^2 + 1, 2x]", NUMBERS, "wrong"),
    ("up to a constant", "a*x^2/2", "a*x^2", NUMBERS, "wrong"),
    ("up to a constant", "a*x^2/2", "a*x^2/2 + a^2", NUMBERS, "undecided"),  # a constant to whoever integrates by x
    ("tolerance 1e-3", "[1/3, 2/3]", "[0.333, 0.6667]", {}, "correct"),
    ("tolerance 1e-3", "[1/3, 2/3]", "[0.333, 0.66]", {}, "wrong"),
    ("up to a constant", "x^3 + C", "x^3 + K", {}, "correct"), ("up to a constant", "x^3 + C", "3x^2 + C", {}, "wrong"),
    ("up to a constant", "x^2 + k", "x^2 + 5k", {"x": "real", "k": "real"}, "undecided"),
    ("up to a constant", "x^3 + C", "x^3", {}, "correct"), ("up to a constant", "x^3 + C", "x^3 + x + C", {}, "wrong"),
    ("tolerance 1e-3", "x = sqrt(2)", "x = 1.414", NUMBERS, "correct"),
    ("tolerance 1e-3", "2/3", r"\frac23 \approx 0.67", {}, "correct"), ("tolerance 1e-3", "2/3", "0.67", {}, "wrong"),
    ("tolerance 1e-3", "2/3", r"\frac23 \approx 0.68", {}, "wrong"), ("tolerance 1e-3", "2/3", r"\approx 0.667", {}, "correct"),
    ("tolerance 1e-3", r"\ln 2", r"\ln 2 = 0.693", {}, "correct"),
    ("tolerance 1e-6", r"\ln 2", r"\ln 2 \approx 0.693", {}, "correct"),
    ("tolerance 1e-3", r"\ln 2", r"\ln 2 = 0.69", {}, "wrong"),
    ("tolerance 1e-3", "x = sqrt(2)", "x = 1.4", NUMBERS, "wrong"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{1.414, -1.414}", {}, "correct"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{-1.414, 1.4142}", {}, "correct"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{1.414, 1.4142}", {}, "wrong"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{1.414}", {}, "wrong"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{1.414a, -1.414a}", {"a": "in {-1, 1}"}, "undecided"),
    ("tolerance 1e-3", "{max(a, b), min(a, b)}", "{a, b + 0.0005}", {"a": "real", "b": "real"}, "undecided"),
    ("tolerance 1e-3", "{a, 2a}", "{2.0001a, a}", {"a": "in (0, 1)"}, "correct"),
    ("tolerance 1e-3", "{sqrt(2), -sqrt(2)}", "{1.414, 1.4142, -1.414}", {}, "undecided"),
    ("modulo 2 pi", "[pi/2, 0]", "[5pi/2, 2pi]", {}, "correct"),
    ("modulo 2 pi", "[pi/2, 0]", "[5pi/2, pi]", {}, "wrong"),
    ("modulo 2 pi", "x = pi", "x = -pi", NUMBERS, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "reference", "answer", "symbols", "verdict"), ROWS)
def test_modes(mode: str, reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "mode": mode, "symbols": symbols}).verdict == verdict


OF_RATES = [
    (r"\frac{d}{dx} x^3", "3x^2", "up to a constant", "correct"),
    (r"\frac{d}{dx} x^3", "3x^2+1", "up to a constant", "correct"),
    (r"\frac{d}{dx} x^3", "3x^3", "up to a constant", "wrong"),
    (r"\frac{d}{dx} x^3", "x^2", "up to a factor", "correct"),
    (r"\frac{d}{dx} x^3", "x^3", "up to a factor", "wrong"),
    (r"\nabla_w \|Xw-y\|^2", "X^T(Xw-y)", "up to a factor", "correct"),
    (r"\nabla_w \|Xw-y\|^2", "X^T(y-Xw)", "up to a factor", "correct"),
    (r"\nabla_w \|Xw-y\|^2", "X^T(Xw-y)+w", "up to a factor", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "mode", "verdict"), OF_RATES)
def test_derivatives_up_to_a_constant_or_a_factor(reference: str, submitted: str, mode: str, verdict: str) -> None:
    symbols = {"x": "real", "X": "matrix n d", "w": "vector d", "y": "vector n"}
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols, "mode": mode}).verdict == verdict


def test_a_counterexample_of_a_derivative_keeps_the_verdict() -> None:
    row = {"reference": "diff(-p*log(p) - (1-p)*log(1-p), p)", "submitted": "-log(p) - log(1-p)", "symbols": {"p": "in (0,1)"}}
    assert grade(row).verdict == "wrong"
