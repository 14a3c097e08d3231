"""A formula against the optimum that it should be."""

from __future__ import annotations

import pytest

from verify.grading import grade

RIDGE = {"X": "matrix n d", "y": "vector n", "\\lambda": "positive"}
AB = {"a": "positive", "b": "positive"}
ROWS: dict[str, tuple[str, str, dict[str, str], str]] = {
    "ridge": (r"\arg\min_w \|y-Xw\|^2 + \lambda\|w\|^2", r"(X^\top X+\lambda I)^{-1}X^\top y", RIDGE, "correct"),
    "ridge with half of the penalty": (
        r"\arg\min_w \|y-Xw\|^2 + \lambda\|w\|^2", r"(X^\top X+\frac{\lambda}{2} I)^{-1}X^\top y", RIDGE, "wrong"),
    "shrinkage": (r"\arg\min_x (x-a)^2+\lambda x^2", r"\frac{a}{1+\lambda}", {"a": "real", "\\lambda": "positive"}, "correct"),
    "shrinkage, doubled": (r"\arg\min_x (x-a)^2+\lambda x^2", r"\frac{a}{1+2\lambda}", {"\\lambda": "positive"}, "wrong"),
    "the mean": (r"\arg\min_c \sum_{i=1}^n (x_i-c)^2", r"\frac1n\sum_{i=1}^n x_i", {"x": "sequence n of real"}, "correct"),
    "the mean over n - 1": (
        r"\arg\min_c \sum_{i=1}^n (x_i-c)^2", r"\frac{1}{n-1}\sum_{i=1}^n x_i", {"x": "sequence n of real"}, "wrong"),
    "the best discriminator": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"\frac{a}{a+b}", AB, "correct"),
    "its complement": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"\frac{b}{a+b}", AB, "wrong"),
    "outside of the domain": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"1 + \frac{a}{a+b}", AB, "wrong"),
    "typed": ("argmin((x-a)^2, x)", "a", {"a": "real"}, "correct"),
    "a maximum where a minimum is asked for": ("argmin(-(x-a)^2, x)", "a", {"a": "real"}, "undecided"),
    "a saddle": ("argmin(x^3, x)", "0", {}, "undecided"),
    "a kink upside down": ("argmin(x^2 - |x|, x)", "0", {}, "undecided"),
    "a shift": ("argmin((x-a)^2, x)", "a + 1", {"a": "real"}, "wrong"),
    "soft thresholding": (
        r"\arg\min_w \frac12(w-a)^2 + \lambda|w|", r"\operatorname{sign}(a)\max(|a|-\lambda,0)", {"\\lambda": "positive"},
        "correct"),
    "soft thresholding without the threshold": (
        r"\arg\min_w \frac12(w-a)^2 + \lambda|w|", r"a-\lambda\operatorname{sign}(a)", {"\\lambda": "positive"}, "wrong"),
    "of what is defined nowhere": ("argmin(exp(w-3) - w + 0*log(-w^2-1), w)", "3", {}, "undecided"),
    "where there is no optimum for some parameters": ("argmin(a w^2 + b w, w)", "-b/(2a)", {"a": "nonzero"}, "undecided"),
    "at the end of an open domain for some parameters": (
        "argmax(k log(w) + (n-k) log(1-w), w)", "k/n", {"w": "in (0, 1)", "k": "natural", "n": "natural"}, "undecided"),
    "an answer on half of the domain": ("argmin((w-b)^2, w)", "sqrt(b)^2", {"b": "real"}, "undecided"),
    "two minima": ("argmin((x^2-1)^2, x)", "1", {}, "undecided"),
    "the variable itself": ("argmin((x-a)^2, x)", "x", {"a": "real"}, "undecided"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_verdict(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    result = grade(reference, submitted, symbols=symbols)
    assert result.verdict == verdict, result
    assert (result.counterexample is not None) == (verdict == "wrong")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row[3] != "undecided"])
def test_exchanged_it_says_the_same(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    assert grade(submitted, reference, symbols=symbols).verdict in (verdict, "undecided")
