r"""What \max_i goes on to, and (0, a) for 0 < x < a: nothing is wrong by a reading that others would not make."""

from __future__ import annotations

import pytest

from verify.grading import grade

S = {"x": "sequence n of real", "y": "sequence n of real", "A": "matrix n m", "c": "real", "n": "natural"}

PRODUCTS = {
    "two maxima": (r"\max_i x_i \max_j y_j", r"\max_j y_j \max_i x_i"),
    "two maxima in brackets": (r"\max_i x_i \max_j y_j", r"(\max_i x_i)(\max_j y_j)"),
    "the same letter": (r"\max_i x_i \max_i y_i", r"\max_i y_i \max_i x_i"),
    "the same maximum": (r"\max_i x_i \max_i x_i", r"(\max_i x_i)^2"),
    "the same letter in brackets": (r"\max_i x_i (1-\max_i x_i)", r"(1-\max_i x_i)\max_i x_i"),
    "a sum behind": (r"\max_i x_i \sum_j y_j", r"(\sum_j y_j)\max_i x_i"),
    "a sum before": (r"\sum_j y_j \max_i x_i", r"\max_i x_i \sum_j y_j"),
    "a quotient": (r"\max_i x_i / c", r"\frac{\max_i x_i}{c}"),
    "a quotient by a sum": (r"\max_i x_i / \sum_j y_j", r"\frac{\max_i x_i}{\sum_j y_j}"),
    "a bracket": (r"\max_i(x_i) c", r"c\max_i(x_i)"),
    "braces": (r"\max_i\{x_i\} c", r"c\max_i\{x_i\}"),
    "a factor behind": (r"\max_i x_i c", r"c\max_i x_i"),
    "a dot": (r"\max_i x_i \cdot c", r"c\max_i x_i"),
    "a factor in brackets behind": (r"\max_i |x_i|(1-c)", r"(1-c)\max_i |x_i|"),
    "inside of a sum": (r"\sum_i \max_j A_{ij} x_i", r"\sum_i x_i\max_j A_{ij}"),
    "typed": ("max_i x_i / c", "(max_i x_i)/c"),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_factors_behind_a_maximum_stand_outside(name: str) -> None:
    reference, submitted = PRODUCTS[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": S}).verdict == "correct"


NOT_WRONG = {
    "a square behind a bracket": (r"\max_i(x_i)^2", r"(\max_i x_i)^2", {}),
    "a square behind braces": (r"\max_i\{x_i\}^2", r"(\max_i x_i)^2", {}),
    "a declared letter": (r"\max_j x_j - x_i", r"\max_i x_i - x_i", {"i": "integer in 1..n"}),
    "a declared letter in brackets": (r"\max_i x_i - x_i", r"(\max_i x_i) - x_i", {"i": "integer in 1..n"}),
    "what has no value for one number": (r"\max_{i=1}^n x_i", r"\max(x_1,\max_{i=2}^n x_i)", {}),
}


@pytest.mark.parametrize("name", NOT_WRONG)
def test_what_may_go_on_further_is_not_wrong(name: str) -> None:
    reference, submitted, more = NOT_WRONG[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": {**S, **more}}).verdict != "wrong"


WRONG = {
    "another sign": (r"\max_i c x_i", r"c\max_i x_i"),
    "the least": (r"\max_i x_i", r"\min_i x_i"),
    "of products": (r"\max_i x_i y_i", r"(\max_i x_i)(\max_i y_i)"),
    "of differences": (r"\max_i (x_i - y_i)", r"\max_i x_i - \max_i y_i"),
}


@pytest.mark.parametrize("name", WRONG)
def test_other_maxima_are_wrong(name: str) -> None:
    reference, submitted = WRONG[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": S}).verdict == "wrong"


def test_what_a_maximum_goes_on_to_is_among_the_choices() -> None:
    found = grade({"reference": "0", "submitted": r"\max_i x_i - x_i", "symbols": S})
    assert any("what the extremum is over" in choice for choice in found.choices)


def test_the_reading_of_a_maximum_beside_other_terms_has_brackets() -> None:
    found = grade({"reference": "0", "submitted": r"(\max_i x_i) - x_k", "symbols": {**S, "k": "integer in 1..n"}})
    assert found.record()["reading"] == r"\left(\max_{i=1}^{n} x_{i}\right) - x_{k}"


def test_a_number_that_nobody_declared_is_real() -> None:
    found = grade({"reference": "6", "submitted": r"\max_{0\le k\le 5} k(5-k)"})
    assert any("k runs through real numbers" in choice for choice in found.choices)


X = {"x": "real", "a": "positive"}
RANGES = {
    "from 0": ("0<x<a", "(0,a)", X, "correct"),
    "as a member": (r"x\in(0,a)", r"\left(0,a\right)", X, "correct"),
    "a step size": (r"|1-\eta L|<1", "(0,2/L)", {r"\eta": "real", "L": "positive"}, "correct"),
    "on both sides": ("|x|<a", "(-a,a)", X, "correct"),
    "numbers in no known order": ("b<x<a", "(b,a)", {"x": "real", "a": "real", "b": "real"}, "correct"),
    "another end": ("0<x<a", "(0,2a)", X, "wrong"),
    "closed": ("0<x<a", "[0,a]", X, "undecided"),
    "of integers": ("1<x<4", "(1,4)", {"x": "integer"}, "undecided"),
    "beyond the domain": ("x^2<4", "(-2,2)", {"x": "nonnegative"}, "undecided"),
    "two roots in brackets": ("x^2=4", "(-2,2)", {"x": "real"}, "undecided"),
    "two roots with a name": ("x^2=a", r"(-\sqrt a,\sqrt a)", X, "unreadable"),
    "two roots as a set": ("x^2=a", r"\{-\sqrt a,\sqrt a\}", X, "correct"),
    "other brackets": ("(0,a)", "[0,a]", {"a": "real"}, "undecided"),
    "other brackets with a sign": ("(-a,a)", "[-a,a]", {"a": "real"}, "undecided"),
    "a logarithm": (r"\log x<1", r"(-\infty,e)", {"x": "real"}, "undecided"),
    "one root twice": ("x=0", "(0,0)", {"x": "real"}, "undecided"),
}


@pytest.mark.parametrize("name", RANGES)
def test_intervals_with_names(name: str) -> None:
    reference, submitted, symbols, verdict = RANGES[name]
    assert grade({"reference": reference, "submitted": submitted, "symbols": symbols}).verdict == verdict
