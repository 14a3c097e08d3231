"""Derivations whose lines define functions, differentiate them and set them to 0."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.texts.defined_in_lines import definitions_of, with_arguments

DATA = {"x": "sequence n of real", "y": "sequence n of real", "n": "natural"}
SQUARES = {"X": "matrix n d", "y": "vector n", "w": "vector d", r"\lambda": "positive"}

CORRECT: dict[str, tuple[list[str], dict[str, str], str]] = {
    "a parabola": (["f(x) = x^2 - 2x", "f'(x) = 2x - 2", "f'(x) = 0 => x = 1"], {"x": "real"}, ""),
    "a probability": (
        ["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p + 3 \log(1-p)", r"\frac{d}{dp} \log L(p) = \frac{7}{p} - \frac{3}{1-p}",
         r"\frac{d}{dp} \log L(p) = 0 \iff p = \frac{7}{10}"], {"p": "in (0, 1)"}, r"p = \frac{7}{10}"),
    "a variance": (
        ["l(v) = -n/2 * log(2 pi v) - S/(2v)", "l'(v) = -n/(2v) + S/(2v^2)", "l'(v) = 0 => n v = S", "=> v = S/n"],
        {"v": "positive", "S": "positive", "n": "positive"}, "v = S/n"),
    "least squares": (
        ["L(w) = sum_{i=1}^n (y_i - w x_i)^2", "L'(w) = -2 sum_{i=1}^n x_i (y_i - w x_i)",
         "L'(w) = 0 => sum_{i=1}^n x_i y_i = w sum_{i=1}^n x_i^2"], {**DATA, "w": "real"}, ""),
    "ridge regression": (
        [r"L(w) = \|Xw - y\|^2 + \lambda \|w\|^2", r"\nabla L(w) = 2X^\top (Xw - y) + 2\lambda w",
         r"\nabla L(w) = 0 \iff X^\top X w + \lambda w = X^\top y"], SQUARES, ""),
    "a loss by its name alone": (
        [r"\ell(\mu) = -\frac{(x-\mu)^2}{2v}", r"\frac{\partial \ell}{\partial \mu} = \frac{x-\mu}{v}"],
        {"x": "real", r"\mu": "real", "v": "positive"}, ""),
    "a value": (["V(w) = w^2 a + (1-w)^2 b", r"V(1/2) = \frac{a+b}{4}"], {"a": "real", "b": "real"}, ""),
}  # fmt: skip

WRONG: dict[str, tuple[list[str], dict[str, str], int]] = {
    "a derivative": (["f(x) = x^2 - 2x", "f'(x) = 2x - 3", "f'(x) = 0 => x = 3/2"], {"x": "real"}, 1),
    "where it is 0": (["f(x) = x^2 - 2x", "f'(x) = 2x - 2", "f'(x) = 0 => x = 2"], {"x": "real"}, 2),
    "a sign": (
        ["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p + 3 \log(1-p)", r"\frac{d}{dp} \log L(p) = \frac{7}{p} + \frac{3}{1-p}"],
        {"p": "in (0, 1)"}, 2),
    "a logarithm": (["L(p) = p^7 (1-p)^3", r"\log L(p) = 7 \log p - 3 \log(1-p)"], {"p": "in (0, 1)"}, 1),
    "an inner derivative": (
        ["V(w) = w^2 a + (1-w)^2 b", "V'(w) = 2wa + 2(1-w)b"], {"a": "positive", "b": "positive", "w": "real"}, 1),
    "a gradient": (
        [r"L(w) = \|Xw - y\|^2 + \lambda \|w\|^2", r"\nabla L(w) = 2X^\top (Xw - y) + \lambda w"], SQUARES, 1),
}  # fmt: skip

NOT_WRONG: dict[str, list[str]] = {
    "an equation to be solved": ["f(x) = x^2", "f(x) = 2x", "x^2 = 2x", "x = 0 or x = 2"],
    "a value that is looked for": ["f(x) = x^2", "f(x) = 4", "x = 2 or x = -2"],
    "set to 0 in one line": ["f(x) = x^3 - 12x", "f'(x) = 3x^2 - 12 = 0", "x^2 = 4"],
}


def graded(lines: list[str], symbols: dict[str, str], reference: str = "") -> Any:
    return grade({"lines": lines, "symbols": symbols, **({"reference": reference} if reference else {})})


@pytest.mark.parametrize("name", CORRECT)
def test_correct(name: str) -> None:
    found = graded(*CORRECT[name])
    assert found.verdict == "correct", (found.message, [step.verdict for step in found.steps])


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    lines, symbols, first = WRONG[name]
    found = graded(lines, symbols)
    assert (found.verdict, found.first_wrong) == ("wrong", first)


@pytest.mark.parametrize("name", NOT_WRONG)
def test_not_wrong(name: str) -> None:
    assert graded(NOT_WRONG[name], {"x": "real"}).verdict != "wrong"


def test_the_same_in_one_text() -> None:
    lines = CORRECT["a parabola"][0]
    body = r" \\ ".join(line.replace(" =", " &=", 1).replace("=>", r"\Rightarrow") for line in lines)
    text = rf"\begin{{align}}{body}\end{{align}}"
    assert grade({"submitted": text, "symbols": {"x": "real"}, "reference": "x = 1"}).verdict == "correct"


def test_conditions_before_an_equation() -> None:
    lines = ["x > 2", "ln(x) + ln(x-2) = ln(8)", "ln(x(x-2)) = ln(8)", "x^2 - 2x - 8 = 0", "(x-4)(x+2) = 0", "x = 4"]
    assert grade({"lines": lines, "symbols": {"x": "real"}}).verdict == "correct"
    assert grade({"lines": [*lines[:-1], "x = -2"], "symbols": {"x": "real"}}).verdict == "wrong"


def test_what_is_a_definition() -> None:
    assert definitions_of(["f(x) = x^2", "f'(x) = 2x"], ()) == {"f(x)": "x^2"}
    assert definitions_of(["f(x) = x^2", "f'(x) = 2x"], ("f",)) == {}
    assert definitions_of(["f(x) = f(x-1) + 1"], ()) == {}  # no formula for f
    assert definitions_of(["P(A) = 1/2", r"\sin(x) = 1/2", "f(2) = 4"], ()) == {}
    assert definitions_of(["f(x) = x", "f(x) = 2x"], ()) == {"f(x)": "x"}


def test_a_rate_of_a_defined_function() -> None:
    assert with_arguments(r"\frac{dL}{dw} = 2w", ["L(w)"]) == r"\frac{d}{d w} L(w) = 2w"
    assert with_arguments("dL/dw = 2w", ["L(w)"]) == "d/dw L(w) = 2w"
    assert with_arguments(r"\nabla L = 2w", ["L(w)"]) == r"\nabla L(w) = 2w"
    assert with_arguments("grad L(w) = 2w", ["L(w)"]) == "grad(L(w), w) = 2w" == with_arguments("∇L(w) = 2w", ["L(w)"])
    assert with_arguments(r"\nabla L(w) + \frac{dL}{dv}", ["L(w)"]) == r"\nabla L(w) + \frac{dL}{dv}"
