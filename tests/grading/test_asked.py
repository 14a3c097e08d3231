r"""References with a left side: what stands there is a name, an operation or what is solved for."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

X = {"x": "real"}
XY = {"x": "real", "y": "real"}
RIDGE = {"X": "matrix n d", "w": "vector d", "y": "vector n", "lambda": "positive"}
SAMPLE = {"x": "sequence n of real", "n": "natural"}
MATRIX = {"W": "matrix d q", r"\sigma": "positive"}

# reference, answer, symbols, verdict
ROWS: list[tuple[str, str, dict[str, str], str]] = [
    ("f'(x) = 2x", "x + x", X, "correct"),
    ("f'(x) = 2x", "g(x) = x + x", X, "undecided"),
    ("f'(x) = 2x", r"\boxed{f'(x) = 3x}", X, "wrong"),
    (r"\nabla_w L = 2X^\top(Xw - y) + 2\lambda w", "2 (X'X + lambda I) w - 2 X' y", RIDGE, "correct"),
    (r"\nabla_w L = 2X^\top(Xw - y) + 2\lambda w", r"\nabla_w L = 2X^\top(Xw - y) + \lambda w", RIDGE, "wrong"),
    ("P(X < Y) = 1/2", "P(X < Y) = 0.5", {}, "correct"),
    ("P(X < Y) = 1/2", "1 - P(X < Y) = 1/2", {}, "unreadable"),  # of something else
    (r"C^{-1} = (WW^\top+\sigma^2I)^{-1}", r"C^{-1} = \sigma^{-2}I - W(W^\top W+\sigma^2I)^{-1}W^\top", MATRIX, "wrong"),
    (r"\gamma(x) = x^2", "x*x", X, "correct"),
    # an equation that always holds
    (r"\frac{d}{dx}x^x = x^x(1+\ln x)", "x^x + x^x*log(x)", {"x": "positive"}, "correct"),
    (r"\frac{d}{dx}x^x = x^x(1+\ln x)", "x*x^(x-1)", {"x": "positive"}, "wrong"),
    (r"\det\begin{pmatrix}x&y\\1&x\end{pmatrix} = x^2-y", "x*x - y", XY, "correct"),
    (r"\frac{d}{dx}|x|^3 = 3x|x|", r"3|x|^2", X, "wrong"),
    # a name that has a value
    ("x = 2", "2", X, "correct"),
    ("x = 2", "3", X, "wrong"),
    ("x = 2", "2x = 4", X, "correct"),
    ("y = 2x + 1", "2x - y + 1 = 0", XY, "correct"),
    ("y = 2x + 1", "1 + 2x", XY, "correct"),
    ("y = 2x + 1", "2x", XY, "wrong"),
    ("y = x^2", "f(x) = x*x", X, "correct"),
    (r"s^2 = \frac{1}{n}\sum_{i=1}^n x_i^2", "sum(x_i^2, i, 1, n)/n", SAMPLE, "correct"),
    (r"s^2 = \frac{1}{n}\sum_{i=1}^n x_i^2", r"s = \sqrt{\frac{1}{n}\sum_{i=1}^n x_i^2}", SAMPLE, "undecided"),
    # equations that are asked for as such
    ("x^2 + y^2 = 1", "1", XY, "undecided"),
    ("x^2 + y^2 = 1", "2x^2 + 2y^2 = 2", XY, "correct"),
    ("2x + 3y = 6", "6", XY, "undecided"),
    # several values
    (r"\lambda_{1,2} = \frac{x \pm \sqrt{x^2+4}}{2}", r"\lambda_{1,2} = \frac{x}{2} \pm \sqrt{\frac{x^2}{4} + 1}", X, "correct"),
    (r"\lambda_{1,2} = \frac{x \pm \sqrt{x^2+4}}{2}", r"\lambda_{1,2} = \frac{x}{2} \pm \sqrt{\frac{x^2}{2} + 1}", X, "wrong"),
    (r"\left[x-1,\ x+1\right]", r"\left[x-\frac22,\ 1+x\right]", X, "correct"),
    (r"\left[x-1,\ x+1\right]", r"\left[x-2,\ 1+x\right]", X, "wrong"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), ROWS)
def test_asked_for_with_a_left_side(reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


@pytest.mark.parametrize(("reference", "mode", "answer", "verdict"), [
    (r"p(x) \propto (1+x^2/5)^{-3}", "up to a factor", r"\frac{1}{(5+x^2)^3}", "correct"),
    (r"p(x) \propto (1+x^2/5)^{-3}", "up to a factor", r"\frac{1}{(4+x^2)^3}", "wrong"),
    (r"H \approx 0.6931", "tolerance 1e-3", r"H = \ln 2", "correct"),
    (r"H = \ln 2", "tolerance 1e-3", r"\boxed{H \approx 0.693}", "correct"),
    (r"\log p(x) = -\frac{(x-2)^2}{18}", "up to a constant", "(4x - x^2)/18", "correct"),
    (r"\log p(x) = -\frac{(x-2)^2}{18}", "up to a constant", "(2x - x^2)/18", "wrong"),
])  # fmt: skip
def test_names_before_the_relation_of_a_mode(reference: str, mode: str, answer: str, verdict: str) -> None:
    row: dict[str, Any] = {"reference": reference, "mode": mode, "submitted": answer, "symbols": X}
    assert grade(row).verdict == verdict


def test_the_last_line_answers_what_is_solved_for() -> None:
    row = {"reference": "y = x^2 - 1", "lines": ["(x-1)(x+1)", "= x^2 - 1"], "symbols": XY}
    assert grade(row).verdict == "correct"


def test_an_identity_is_answered_by_its_right_side() -> None:
    symbols = {"A": "invertible matrix n", "u": "vector n", "v": "vector n"}
    reference = r"(A+uv^\top)^{-1} = A^{-1}-\frac{A^{-1}uv^\top A^{-1}}{1+v^\top A^{-1}u}"
    right, wrong = r"A^{-1}(I - \frac{u v^T A^{-1}}{1 + v^TA^{-1}u})", r"A^{-1}(I - \frac{u v^T A^{-1}}{1 - v^TA^{-1}u})"
    for answer, verdict in ((right, "correct"), (wrong, "wrong")):
        assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict
    assert grade({"reference": "(x+1)^2 = x^2+2x+1", "submitted": "1 = 1", "symbols": X}).verdict == "undecided"


@pytest.mark.parametrize(("reference", "answer", "verdict"), [
    ("k_*'*y", r"y^\top\mathbf k_*", "correct"), ("k_*'*y", r"2y^\top k_\star", "wrong"), ("2*x", "x*2", "correct"),
])  # fmt: skip
def test_a_star_below_is_a_part_of_the_name(reference: str, answer: str, verdict: str) -> None:
    symbols = {"k_*": "vector n", "y": "vector n", "x": "real"}
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict
