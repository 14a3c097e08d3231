"""How formulas look: as text, as LaTeX and as MathML, made of terms and of what an author typed."""

from __future__ import annotations

import ast
from xml.etree import ElementTree

import pytest
import sympy
from sympy import Abs, Function, IndexedBase, Integral, Lambda, MatrixSymbol, Max, Rational, Sum, Symbol, exp, log, oo, sqrt, tanh

from verify.read.declare import declarations
from verify.read.text import read_text
from verify.read.vocabulary import KL, Density, Elementwise, Expectation, Inner, Norm2Squared, Outcome
from verify.render.to_latex import latex_of
from verify.render.to_mathml import mathml_of
from verify.render.to_text import text_of
from verify.render.tree_of_source import NotAFormula, Source, definitions_of
from verify.render.tree_of_term import tree_of_term

TYPED = [
    # formula, LaTeX
    ("(a + b)/2", r"\frac{a + b}{2}"),
    ("-x^2", "-x^{2}"),
    ("(-x)^2", r"\left(-x\right)^{2}"),
    ("a - (b - c)", r"a - \left(b - c\right)"),
    ("2^3*5", r"2^{3} \cdot 5"),
    ("x_1^2", "x_{1}^{2}"),
    ("theta_star^2", r"\left(\theta^{*}\right)^{2}"),
    ("exp(x)^2", r"\left(\exp\left(x\right)\right)^{2}"),
    ("1/(1 + exp(-z))", r"\frac{1}{1 + \exp\left(-z\right)}"),
    ("sqrt(x/y)", r"\sqrt{\frac{x}{y}}"),
    ("(x/y)^2", r"\left(\frac{x}{y}\right)^{2}"),
    ("abs(x) + floor(y)", r"\left| x \right| + \left\lfloor y \right\rfloor"),
    ("sum(k^2, k, 1, n)", r"\sum_{k=1}^{n} k^{2}"),
    ("2 sum(k + 1, k, 1, n)", r"2 \sum_{k=1}^{n} \left(k + 1\right)"),
    ("integral(t, t, 0, inf)", r"\int_{0}^{\infty} t \, \mathrm{d} t"),
    ("diff(x^2, x)", r"\frac{\partial}{\partial x} x^{2}"),
    ("piecewise((x, x > 0), (0, x <= 0))", r"\begin{cases} x & \text{if } 0 < x \\ 0 & \text{if } x \le 0 \end{cases}"),
    ("x < y and y < z", r"x < y \land y < z"),
    ("A' B", r"A^{\top} B"),
    ("inv(A) u", "A^{-1} u"),
    ("det(A)", r"\det\left(A\right)"),
    ("||u||_1^2", r"\left\| u \right\|_{1}^{2}"),
    ("u.^3 + 1/u", r"u^{\odot 3} + \frac{1}{u}"),
    ("x ./ A", r"x A^{\odot \left(-1\right)}"),
    ("E_p[z^2]", r"\mathbb{E}_{p\left(z\right)}\left[z^{2}\right]"),
]


@pytest.mark.parametrize(("formula", "latex"), TYPED, ids=[row[0] for row in TYPED])
def test_latex_of_a_typed_formula(formula: str, latex: str) -> None:
    symbols = declarations({"A": "matrix n", "B": "matrix n", "u": "vector n", "p": "density of z"})
    tree = tree_of_term(read_text(formula, symbols).term)
    assert latex_of(tree) == latex
    ElementTree.fromstring(mathml_of(tree))  # well-formed


NAMES = {
    **{name: Symbol(name) for name in "abcnxyz"},
    "mu1": Symbol("mu_1"), "s1": Symbol("s_1"), "target": Symbol("theta_star"), "i": Symbol("i", integer=True),
    "w": MatrixSymbol("w", 3, 1), "u": MatrixSymbol("u", 3, 1), "W": MatrixSymbol("W", 3, 3), "v": IndexedBase("v"),
    "f": Function("f"), "p": Density("p"), "q": Density("q"), "o": Outcome("o"), "h": Outcome("h"), "half": Rational(1, 2),
    "mean": sympy.Integer(3) * Symbol("x"), "g": Lambda(Symbol("t"), Symbol("t") ** 2),
    **{each.__name__: each for each in (Abs, Integral, Max, Rational, Sum, exp, log, sqrt, tanh, KL, Elementwise, Expectation,
                                        Inner, Norm2Squared)},
    "oo": oo, "pi": sympy.pi,
}  # fmt: skip
DEFINITIONS = definitions_of(ast.parse("half = Rational(1, 2)\nmean = 3 * x\ng = Lambda(t, t**2)"))

WRITTEN = [
    # what the author typed, text
    ("1 - exp(-2 * x)", "1 - exp(-2*x)"),
    ("c + b + a", "c + b + a"),
    ("x * 2 - 1", "x*2 - 1"),
    ("-a * b / c", "-a*b/c"),
    ("a + -b", "a - b"),
    ("a - (b + c)", "a - (b + c)"),
    ("a / (b * c)", "a/(b*c)"),
    ("(a / b) ** 2", "(a/b)^2"),
    ("-(a + b) ** 2", "-(a + b)^2"),
    ("log(s1 / 2) - half", "log(s_1/2) - 1/2"),
    ("mean**2", "mean^2"),
    ("Abs(target - mu1)", "|theta_star - mu_1|"),
    ("Max(0, a)", "max(0, a)"),
    ("Sum(v[i], (i, 1, n)) / n", "sum(v_i, i, 1, n)/n"),
    ("Integral(exp(-(x**2)), (x, -oo, oo))", "integral(exp(-x^2), x, -inf, inf)"),
    ("W.T * w", "W'*w"),
    ("Inner(w, u)", "w'*u"),
    ("Norm2Squared(w - u)", "||w - u||^2"),
    ("p(o | h)", "p(o | h)"),
    ("KL(q(h | o), p(h), over=h)", "KL(q(h | o) || p(h))"),
    ("Expectation(log(p(o)), over=h, under=q(h))", "E_q(h)[log(p(o))]"),
    ("Elementwise(tanh, W * w)", "tanh(W*w)"),
    ("Elementwise(g, w)", "g(w)"),
    ("f(x) + f(2)", "f(x) + f(2)"),
    ("2 * pi * x", "2*pi*x"),
    ("a < b", "a < b"),
]


@pytest.mark.parametrize(("typed", "text"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_formula_is_shown_in_the_order_in_which_it_was_typed(typed: str, text: str) -> None:
    tree = Source(NAMES, DEFINITIONS).tree(ast.parse(typed, mode="eval").body)
    assert text_of(tree) == text
    assert latex_of(tree).count(r"\left") == latex_of(tree).count(r"\right")
    ElementTree.fromstring(mathml_of(tree))  # well-formed


@pytest.mark.parametrize("typed", ["[k for k in range(3)]", "x.subs(a, b)", "unknown + 1", "1.5 * x", "f(*a)", "'x + 1'"])
def test_what_is_no_formula_is_left_to_the_term(typed: str) -> None:
    with pytest.raises(NotAFormula):
        Source(NAMES, DEFINITIONS).tree(ast.parse(typed, mode="eval").body)


def test_the_legend_says_what_a_name_stands_for() -> None:
    source = Source(NAMES, DEFINITIONS)
    source.tree(ast.parse("mean + 1", mode="eval").body)
    assert [text_of(row) for row in source.legend()] == ["mean = 3*x"]


def test_words_of_a_formula_are_escaped_in_a_page() -> None:
    hostile = tree_of_term(declarations({"x": "real"})["x"])
    assert "<script>" not in mathml_of(type(hostile)("<script>alert(1)</script>"))
