"""Sums, products, integrals, limits and derivatives as they are drawn in typed text, beside their plain forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.read.operators import read_typed

SYMBOLS = declarations({
    "x": "real", "y": "real", "a": "real", "s": "positive", "theta": "real", "lambda": "positive", "k": "natural", "n": "natural",
    "z": "sequence n of real", "f": "function",
})  # fmt: skip

SAME = [
    ("∫_0^1 x^n dx", "integral(x^n, x, 0, 1)"),
    ("∫_0^1 x dx + 1", "integral(x, x, 0, 1) + 1"),
    ("∫_0^∞ e^-x dx", "integral(e^-x, x, 0, inf)"),
    ("∫_-∞^∞ exp(-x²) dx", "integral(exp(-x^2), x, -inf, inf)"),
    ("∫_(-1)^(n+1) x² dx", "integral(x^2, x, -1, n+1)"),
    ("∫_{0}^{2π} sin θ dθ", "integral(sin(theta), theta, 0, 2*pi)"),
    ("∫₀¹ x dx", "integral(x, x, 0, 1)"),
    ("∫_0^1 ∫_0^x (x+y) dy dx", "integral(integral(x+y, y, 0, x), x, 0, 1)"),
    ("∫_0^1 x dx ∫_0^1 y dy", "integral(x, x, 0, 1)*integral(y, y, 0, 1)"),
    ("∫_0^1 (x+1)dx", "integral(x+1, x, 0, 1)"),
    ("∫ from 0 to 1 of x^2 dx", "integral(x^2, x, 0, 1)"),
    ("∫ from 0 to 1 x^2 dx", "integral(x^2, x, 0, 1)"),
    ("integral from 0 to pi/2 of cos(x) dx", "integral(cos(x), x, 0, pi/2)"),
    ("int_0^x t dt", "integral(t, t, 0, x)"),
    ("int_{0}^{1} x dx", "integral(x, x, 0, 1)"),
    ("∂/∂s (-log(s) - (x-a)^2/(2 s^2))", "diff(-log(s) - (x-a)^2/(2 s^2), s)"),
    ("∂/∂x x^2 y", "diff(x^2*y, x)"),
    ("∂f(x)/∂x", "diff(f(x), x)"),
    ("∂(x²y)/∂x", "diff(x^2*y, x)"),
    ("∂²/∂x² (x^3)", "diff(x^3, x, 2)"),
    ("∂^2/∂x∂y (x y)", "diff(x*y, x, y)"),
    ("∂²/(∂x ∂y) (x y)", "diff(x*y, x, y)"),
    ("∂_x (x^2)", "diff(x^2, x)"),
    ("d²/dx² (log(1+e^x))", "diff(log(1+e^x), x, 2)"),
    ("d^2/dx^2 (x^3)", "diff(x^3, x, 2)"),
    ("d/dθ θ^2", "diff(theta^2, theta)"),
    ("d(x^2)/dx", "diff(x^2, x)"),
    ("d/dx (x)^2", "diff(x^2, x)"),
    ("d/dx (2x) + sin x", "diff(2x, x) + sin(x)"),
    (r"d/dx (2x) + \sin x", "diff(2x, x) + sin(x)"),
    ("Σ_{i=1}^n (z_i - a)²", "sum((z_i - a)^2, i, 1, n)"),
    ("Σ_{i=1}^n z_i² - 2a Σ_{i=1}^n z_i + a²", "sum(z_i^2, i, 1, n) - 2a*sum(z_i, i, 1, n) + a^2"),
    ("∑_{i=1}^n z_i / n", "sum(z_i/n, i, 1, n)"),
    ("∑_i z_i", "sum(z_i, i, 1, n)"),
    ("∑_{i=1}^(n-1) i", "sum(i, i, 1, n-1)"),
    ("∑_{i=1}^n -i", "sum(-i, i, 1, n)"),
    ("∑_{i=1}^n(z_i - a)", "sum(z_i - a, i, 1, n)"),
    ("∑_(i=1)^n i", "sum(i, i, 1, n)"),
    ("sum_{i=1}^{n} i", "sum(i, i, 1, n)"),
    ("sum from i=1 to n of z_i", "sum(z_i, i, 1, n)"),
    ("∑_{i=1}^n ∑_{k=1}^i z_i z_k", "sum(sum(z_i z_k, k, 1, i), i, 1, n)"),
    ("∏_{k=1}^n 2 z_k", "product(2 z_k, k, 1, n)"),
    ("Π_{k=1}^n k", "product(k, k, 1, n)"),
    ("prod_{k=1}^n z_k", "product(z_k, k, 1, n)"),
    ("lim_{x->0} sin(x)/x", "limit(sin(x)/x, x, 0)"),
    ("lim_{x→0⁺} log(x)", "limit(log(x), x, 0, right)"),
    ("lim_{x->0-} 1/x", "limit(1/x, x, 0, left)"),
    ("lim_(x->∞) 1/x", "limit(1/x, x, inf)"),
    ("lim x->0 sin(x)/x", "limit(sin(x)/x, x, 0)"),
    ("limit as x->0 of sin(x)/x", "limit(sin(x)/x, x, 0)"),
    ("lim_{h->0} (f(x+h) - f(x))/h", "limit((f(x+h) - f(x))/h, h, 0)"),
    ("log ∑_{i=1}^n e^(z_i)", "log(sum(e^(z_i), i, 1, n))"),
]

REFUSED = [
    ("∫ x dx", "unsupported"),
    ("∫_0^2π sin θ dθ", "ambiguous"),
    ("∫_0^1 2xdx", "missing-operand"),
    ("∫_0^1 x dx dy", "ambiguous"),
    ("∫_0^1 dx/(1+x^2)", "ambiguous"),
    (r"\int_0^1 dx/(1+x^2)", "ambiguous"),
    ("∂/∂x (x)(y)", "ambiguous"),
    ("d/dx (x)(y)", "ambiguous"),
    ("d/d x x", "ambiguous"),
    ("∂y/∂x", "ambiguous"),
    ("∂²/∂x x", "malformed-formula"),
    ("∂x", "unsupported"),
    ("∑_{i=1}^n-1 i", "ambiguous"),
    ("∑_{i=1}^n - 1", "ambiguous"),
    ("∏_{k=1}^n z_k a", "ambiguous"),
    ("∑_{i=1}^n", "incomplete"),
    ("lim_{x=0} x", "unexpected-token"),
    ("lim x->0+ x", "ambiguous"),
    ("x -> 1", "unexpected-token"),
    ("∫_{0^1 x dx", "unbalanced-bracket"),
]


@pytest.mark.parametrize(("drawn", "plain"), SAME)
def test_a_drawn_operator_is_the_plain_one(drawn: str, plain: str) -> None:
    assert read_formula(drawn, SYMBOLS).term is read_formula(plain, SYMBOLS).term


@pytest.mark.parametrize(("drawn", "kind"), REFUSED)
def test_a_drawn_operator_without_one_meaning_is_refused(drawn: str, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_formula(drawn, SYMBOLS)
    assert caught.value.problem.kind == kind
    assert caught.value.problem.span is not None


def test_a_declared_name_is_no_operator() -> None:
    symbols = declarations({"Sigma": "sequence n of real", "dx": "real", "k": "natural"})
    assert read_formula("Σ_{k}", symbols).term is read_formula("Sigma[k]", symbols).term
    with pytest.raises(InputError):
        read_formula("∫_0^1 x dx", symbols)


PIECES = ["∫", "∑", "∏", "∂", "Σ", "lim", "sum", "int", "_", "_{", "^", "{", "}", "(", ")", "i", "=", "0", "1", "n", "x", "dx",
          "d", "/", "->", "⁺", "²", "₀", " ", "-", "from", "to", "of", "as", "∞", "z_i", "f(x)"]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(lambda pieces: " ".join(pieces)))
def test_any_drawing_is_read_or_refused_with_a_place(source: str) -> None:
    try:
        read_typed(source, SYMBOLS)
    except InputError as error:
        assert error.problem.span is not None
