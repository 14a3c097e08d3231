"""Declared functions in notations that many people mean otherwise: \frac{df}{dx}(u), \nabla h of a map, |J|, \nabla^2 f."""

from __future__ import annotations

import pytest

from verify.grading import grade

_VECTORS = {
    "f": "smooth function of vector d", "h": "diffeomorphism of vector d", "k": "smooth function of vector d to vector n",
    "F": "smooth function of vector n", "x": "vector d", "y": "vector d", "p": "positive function of vector d",
}  # fmt: skip
_NUMBERS = {"f": "smooth function", "g": "smooth function", "x": "real", "t": "real"}
NEVER = [
    ("f'(x^2)", r"\frac{df}{dx}(x^2)", _NUMBERS, {}), ("f'(g(x))g'(x)", r"\frac{df}{dx}(g(x))\cdot g'(x)", _NUMBERS, {}),
    (r"\frac{df}{dx}(x+1)", "f'(x)(x+1)", _NUMBERS, {}),
    (r"\nabla f(2x)^\top y", r"\frac{\partial f}{\partial x}(2x)^\top y", _VECTORS, {}),
    (r"\frac{df}{dt}", "2t f'(t^2)", {"f": "smooth function", "t": "real"}, {"x": "t^2"}),
    (r"\nabla_x f(h(x))", r"\nabla h(x)\nabla f(h(x))", _VECTORS, {}), ("J_k(x)", r"\nabla k(x)^\top", _VECTORS, {}),
    (r"\nabla_x F(k(x))", r"\nabla k(x)\nabla F(k(x))", _VECTORS, {}),
    (r"p(x)|\det J_h(x)|^{-1}", "p(x)|J_h(x)|^{-1}", _VECTORS, {}), ("|J_h(x)|", r"\det J_h(x)", _VECTORS, {}),
    (r"\nabla^2 f(x)", r"\operatorname{tr}(\nabla^2 f(x))", _VECTORS, {}),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "definitions"), NEVER)
def test_what_may_be_meant_in_two_ways_has_no_verdict(
    reference: str, submitted: str, symbols: dict[str, str], definitions: dict[str, str]
) -> None:
    found = grade(reference, submitted, symbols=symbols, definitions=definitions)
    assert found.verdict in ("undecided", "unreadable")


def test_a_function_alone_below_a_derivative_is_taken_at_the_variable() -> None:
    found = grade("f''(x)", r"\frac{d^2f}{dx^2}", symbols=_NUMBERS)
    assert found.verdict == "correct"
    assert any("below a derivative" in choice for choice in found.choices)
    assert grade("f''(x)", r"\frac{df}{dx}", symbols=_NUMBERS).verdict != "correct"


@pytest.mark.parametrize(
    ("reference", "submitted", "symbols"),
    [
        ("f''(x)", r"\frac{d^2f}{dx^2}", {"f": "smooth function of x"}),
        ("f'(t)", r"\frac{df}{dt}", {"f": "smooth function"}),
    ],
)
def test_the_variable_of_a_function_alone_need_not_be_declared(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == "correct"


OF_BRACKETS = [
    (r"\nabla(f(x)F(x))", r"f(x)\nabla F(x) + F(x)\nabla f(x)", "correct"),
    (r"\nabla(f(x)F(x))", r"f(x)\nabla F(x) - F(x)\nabla f(x)", "wrong"),
    (r"\nabla\left(f(x)+f(x)^2\right)", r"(1+2f(x))\nabla f(x)", "correct"),
    (r"(A+A^\top)x", r"\nabla(x^\top A x)", "correct"),
    (r"2Ax", r"\nabla(x^\top A x)", "undecided"),  # \nabla may be by A
    (r"2A^\top(Ax-y)", r"\nabla(\|Ax-y\|^2)", "unreadable"),  # by x or by y
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), OF_BRACKETS)
def test_the_gradient_of_a_bracket_is_by_its_only_column(reference: str, submitted: str, verdict: str) -> None:
    symbols = {**_VECTORS, "F": "smooth function of vector d", "A": "matrix d d"}
    assert grade(reference, submitted, symbols=symbols).verdict == verdict
