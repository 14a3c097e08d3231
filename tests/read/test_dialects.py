"""Spellings from elsewhere: what SymPy prints, C(n, k), accents over letters, letters behind an exponent."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.formula import vocabulary
from verify.render.formula import text

SYMBOLS = {"B": "matrix k d", "u": "vector k",
           "x": "real", "t": "natural", "r": "real", "n": "natural", "k": "natural", "y_bar": "real", "v": "vector d",
           "y_hat": "sequence n of real", "y": "sequence n of real", "gamma": "in (0, 1)"}  # fmt: skip

SAME = {
    "Sum": ("Sum(y_i, (i, 1, n))", "sum(y_i, i, 1, n)"),
    "Integral": ("Integral(x^2, (x, 0, 1))", "integral(x^2, x, 0, 1)"),
    "Derivative": ("Derivative(x**2, x)", "diff(x^2, x)"),
    "Abs": ("Abs(x)", "abs(x)"),
    "Max": ("Max(x, 0) + Min(x, 1)", "max(x, 0) + min(x, 1)"),
    "Heaviside": ("Heaviside(x)", "heaviside(x)"),
    "Piecewise": ("Piecewise((x, x > 0), (0, True))", "piecewise((x, x > 0), (0, true))"),
    "Rational": ("x*Rational(1, 3)", "x*(1/3)"),
    "Pow": ("Pow(x, 3)", "x^3"),
    "combinations": ("C(n, k)", "binomial(n, k)"),
    "combinations of numbers": ("C(4, 2)*C(48, 3)", "binomial(4, 2)*binomial(48, 3)"),
    "one argument of an undeclared C": ("C (x)", "C*x"),
    "a bar in one character": ("ȳ + 1", "y_bar + 1"),
    "a bar in two characters": ("y\u0304 + 1", "y_bar + 1"),
    "a hat with an index": ("ŷ_i", "y_hat[i]"),
    "a word with an index": ("y_hat_i", "y_hat[i]"),
    "two letters behind an exponent": (r"\gamma^tr + 1", r"\gamma^{t} r + 1"),
    "a word behind an exponent": (r"e^\sin(x)", r"e^{\sin(x)}"),
    "a diagonal of numbers": ("diag(x, 2)", "[x, 0; 0, 2]"),
    "a product entry by entry behind a matrix": (r"B^\top u\odot v", r"(B^\top u)\odot v"),
    "items as values": ("sum(y(i)^2, i, 1, n)", "sum(y_i^2, i, 1, n)"),
    "items as values without bounds": (r"\sum_j y(j)", r"\sum_j y_j"),
    "an item as a value": ("y(1) + y(k)", "y[1] + y[k]"),
    "entries of a vector as values": (r"\sum_j v(j)", r"\sum_j v_j"),
    "no vector in one of the cases": (
        r"\begin{cases}v&x>0\\0&\text{otherwise}\end{cases}", r"\begin{cases}v&x>0\\0v&\text{otherwise}\end{cases}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_read_as_the_same(name: str) -> None:
    words = vocabulary({**SYMBOLS, "i": "integer in 1..n"}, {})
    one, other = (words.read(source).term for source in SAME[name])
    if name == "no vector in one of the cases":
        assert (one.shape, one.args[2].op) == (other.shape, "zeros")
    else:
        assert text(one) == text(other)


NOT_READ = {
    "combinations of what is no integer": "C(x, 2)",
    "letters with other marks": "x\u0323",
    "a diagonal of vectors": "diag(v, v)",
    "a value of a sequence at no index": "y(x)",
    "a bracket that is not closed": "y(",
}


@pytest.mark.parametrize("name", NOT_READ)
def test_not_read(name: str) -> None:
    with pytest.raises(InputError):
        vocabulary(SYMBOLS, {}).read(NOT_READ[name])
