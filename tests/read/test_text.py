"""Typed formulas: what is read, which choice is made, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.text import read_text
from verify.render.formula import text
from verify.term import number, power, symbol

SYMBOLS = declarations(
    {
        "x": "real", "y": "real", "a": "positive", "v": "vector n", "w": "vector n", "A": "matrix n", "B": "matrix n m",
        "s": "sequence n of positive", "S": "sequence n of vector d", "f": "function", "g": "function of x, y",
        "p": "density of x, z", "q": "density of z", "o": "outcome", "z": "outcome", "x_3": "real",
    }
)  # fmt: skip

SAME = [
    ("2x", "2*x"),
    ("2x_1x_2", "2*x_1*x_2"),
    ("x**2", "x^2"),
    ("x²", "x^2"),
    ("x⁻¹", "x^(-1)"),
    ("x₁", "x_1"),
    ("x_{1}", "x_1"),
    ("√(2π)y", "sqrt(2*pi)*y"),
    ("e^-x", "exp(-x)"),
    ("e^-x^2", "exp(-(x^2))"),
    ("e^(-x)*e", "exp(-x)*exp(1)"),
    ("−x·y", "-x*y"),
    ("λ", "lambda"),
    ("ln(x)", "log(x)"),
    ("log(x, 2)", "log2(x)"),
    ("log_2(x)", "log2(x)"),
    ("sin 2x", "sin(2*x)"),
    ("sin x cos y", "sin(x)*cos(y)"),
    ("sin^2 x", "sin(x)^2"),
    ("sin²x", "sin(x)^2"),
    ("sinx", "sin(x)"),
    ("sin -x", "sin(-x)"),
    ("log x^2", "log(x^2)"),
    ("ln 2x+1", "log(2*x) + 1"),
    ("arcsin(x)", "asin(x)"),
    ("xexp(-x)", "x*exp(-x)"),
    ("xy", "x*y"),
    ("ax_3", "a*x_3"),
    ("2xax_3^2", "2*x*a*x_3^2"),
    ("as_1", "a*s_1"),
    ("A - aI", "A - a*identity(n)"),
    ("2(A - aI_n)v", "2*(A - a*identity(n))*v"),
    ("det([[1, x], [x, 1]] - aI)", "det([[1, x], [x, 1]] - a*identity(2))"),
    ("[[1, 2, 3], [4, 5, 6]]*I_3", "[[1, 2, 3], [4, 5, 6]]*identity(3)"),
    ("1/2x", "(1/2)*x"),
    ("x/y/a", "x*y^(-1)*a^(-1)"),
    ("1/x^2", "x^(-2)"),
    ("1/sqrt(x)", "x^(-1/2)"),
    ("x^y^2", "x^(y^2)"),
    ("x^2y", "(x^2)*y"),
    ("-x^2", "-(x^2)"),
    ("2^-x", "2^(-x)"),
    ("x - -y", "x + y"),
    ("|x|", "abs(x)"),
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("|x|(|y|+1)", "abs(x)*(abs(y) + 1)"),  # a bracket stands round two of the bars
    ("|x|max(|y|, 1)", "abs(x)*max(abs(y), 1)"),
    ("2e", "2*exp(1)"),
    ("2|x - |y||", "2*abs(x - abs(y))"),
    ("n!", "gamma(n + 1)"),
    ("2n!", "2*gamma(n + 1)"),
    ("binomial(n, 2)", "(1/2)*(n*(n - 1))"),
    ("sigmoid(x)", "1/(1 + exp(-x))"),
    ("softplus(x)", "log(1 + exp(x))"),
    ("relu(x)", "max(0, x)"),
    ("if x>0 then x else 0", "piecewise((x, x > 0), (0, otherwise))"),
    ("x >= y", "y <= x"),
    ("x ≠ y", "x != y"),
    ("sum(s_i, i, 1, n)", "sum(s[i], (i, 1, n))"),
    ("v^T w", "v'*w"),
    ("v'w", "transpose(v)*w"),
    ("||v||", "norm(v)"),
    ("||v||^2", "norm(v)^2"),
    ("A^2", "A*A"),
    ("A^-1", "inv(A)"),
    ("A⊤", "A'"),
    ("tr(A)", "trace(A)"),
    ("KL(q(z|o), p(z), z)", "expectation(log(q(z|o)) - log(p(z)), z, q(z|o))"),
    ("0.5", "1/2"),
    ("1e-3", "1/1000"),
    (".5x", "0.5*x"),
    ("x3", "x_3"),
    ("f'(x)", "f'(x)"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_are_one_term(one: str, other: str) -> None:
    assert read_text(one, SYMBOLS).term is read_text(other, SYMBOLS).term


CHOICES = [
    ("1/2x", "1/2x is read as (1/2)*x"),
    ("e^2x", "e^2x is read as (e^2)*x"),
    ("x^1/2", "x^1/2 is read as (x^1)/2"),
    ("sin 2x", "sin 2x is read as sin(2x)"),
    ("sin x/x", "sin x is read as sin(x)"),
    ("ln 2x+1", "ln 2x is read as ln(2x)"),
    ("xy", "xy is read as x y"),
    ("ax_3", "ax_3 is read as a x_3"),
    ("x(y+1)", "x(...) is read as a product, as x is declared as a number"),
    ("u(y+1)", "u(...) is read as a product, as u is not declared as a function"),
    ("1e5", "1e5 is read as 1*10^(5)"),
    ("x3", "x3 is read as x_3"),
    ("tanh(v)", "tanh of a vector or a matrix is taken entry by entry"),
]


@pytest.mark.parametrize(("source", "choice"), CHOICES)
def test_an_ambiguous_formula_says_how_it_was_read(source: str, choice: str) -> None:
    assert choice in read_text(source, SYMBOLS).choices


@pytest.mark.parametrize("source", ["2*x", "sin(x)", "x^2/y", "1/(2*x)", "x*(y+1)", "exp(-x)/2", "x^(1/2)"])
def test_a_plain_formula_needs_no_choice(source: str) -> None:
    assert read_text(source, SYMBOLS).choices == ()


REFUSED = [
    ("", "incomplete", (0, 1)),
    ("x+", "incomplete", (2, 3)),
    ("(x+1", "unbalanced-bracket", (0, 1)),
    ("x+1)", "unbalanced-bracket", (3, 4)),
    ("|x", "unbalanced-bracket", (0, 1)),
    ("/x", "unexpected-token", (0, 1)),
    ("x $ y", "unexpected-character", (2, 3)),
    ("x\u0301", "unexpected-character", (1, 2)),
    ("x\u202ey", "unexpected-character", (1, 2)),
    ("x.real", "unexpected-character", (1, 2)),
    ("1.2.3", "malformed-number", None),
    ("1_000", "malformed-number", None),
    ("12²", "malformed-number", None),
    ("1e", "malformed-number", None),
    ("2e+3x", "malformed-number", None),
    ("0x1F", "unsupported", None),
    ("1,5", "unexpected-token", (1, 2)),
    ("2 3", "unexpected-token", (2, 3)),
    ("loss + 1", "unknown-name", (0, 4)),
    ("ar_4", "unknown-name", (0, 4)),
    ("A - aId", "unknown-name", None),
    ("sx_3", "unknown-name", None),
    ("sgmoid(x)", "unknown-name", (0, 6)),
    ("pi2", "unknown-name", (0, 3)),
    ("h(x)", "ambiguous", (0, 1)),
    ("sigma(x)", "ambiguous", (0, 5)),
    ("exp^-1 x", "ambiguous", None),
    ("n!!", "ambiguous", None),
    ("|x|y|x|", "ambiguous", None),
    ("x + 1\ny + 1", "ambiguous", None),
    ("n!=2", "ambiguous", None),
    ("x²²3", "unexpected-token", None),
    ("x² ³", "ambiguous", None),
    ("gamma + gamma(x)", "ambiguous", None),
    ("exp(A)", "ambiguous", None),
    ("mean(x)", "ambiguous", None),
    ("x + (y < 1)", "type-mismatch", None),
    ("x and y < 1", "type-mismatch", None),
    ("f + 1", "type-mismatch", None),
    ("s + 1", "type-mismatch", None),
    ("p(x)", "type-mismatch", None),
    ("f(x, y)", "wrong-arity", None),
    ("erf(x, y)", "wrong-arity", None),
    ("s_0", "out-of-range", None),
    ("A B B", "entry-by-entry", None),
    ("x + v w", "shape-mismatch", (4, 7)),
    ("x/A", "shape-mismatch", None),
    ("x'", "unexpected-token", (1, 2)),
    ("sum(k, k, 1, r)", "unknown-name", None),
    ("sum(s_i, j, 1, n)", "unknown-name", None),
    ("integral(x, x)", "unsupported", None),
    ("diff(x^2, 2)", "type-mismatch", None),
    ("x^9999999", "too-large", None),
    ("1e999999999", "too-large", None),
    ("9" * 401, "too-large", None),
    ("(" * 70 + "x" + ")" * 70, "too-deep", None),
    ("|" * 400 + "x" + "|" * 400, "too-deep", None),
    ("sin " * 100 + "x", "too-deep", None),
    ("2^" * 100 + "x", "too-deep", None),
    ("if x>0 then x", "incomplete", None),
    ("x iff y", "type-mismatch", None),
    ("x<1 implies y<1 implies x<y", "ambiguous", None),
    ("x_iy_i", "unexpected-token", None),
    ("x'''", "unexpected-token", None),
    ("__import__('os')", "unexpected-character", None),
    ("x := 1", "unexpected-token", None),
    ("[[1, 2], [3]]", "shape-mismatch", None),
    ("f()", "missing-operand", None),
    ("s_{²1}", "unexpected-token", None),  # ² counts as a digit, and is none that `int` knows
    ("٣x", "unexpected-character", (0, 1)),
    ("√₁", "unexpected-token", None),
    ("expectation(x, y, a)", "type-mismatch", None),
    ("expectation(x, pi, a)", "type-mismatch", None),
    ("x_{1y}", "unexpected-token", None),
    ("s[r]", "type-mismatch", None),
]


@pytest.mark.parametrize(("source", "kind", "span"), REFUSED, ids=[repr(row[0][:20]) for row in REFUSED])
def test_what_has_no_safe_reading_is_refused(source: str, kind: str, span: tuple[int, int] | None) -> None:
    with pytest.raises(InputError) as caught:
        read_text(source, SYMBOLS)
    problem = caught.value.problem
    assert problem.kind == kind
    assert problem.span == span or span is None
    assert problem.source == source


def test_a_long_text_is_refused_before_it_is_scanned() -> None:
    with pytest.raises(InputError) as caught:
        read_text("x+" * 3000, SYMBOLS)
    assert caught.value.problem.kind == "too-long"


def test_too_many_tokens_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_text("x+" * 600 + "x", SYMBOLS)
    assert caught.value.problem.kind == "too-long"


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(InputError) as caught:
        read_text("sgmoid(x)", SYMBOLS)
    assert "sigmoid" in caught.value.problem.help


def test_undeclared_names_are_reported_in_order() -> None:
    assert read_text("b + c_1 + b + μ", {}).undeclared == ("b", "c_1", "mu")


def test_case_is_never_folded() -> None:
    assert read_text("X", {}).term is not read_text("x", {}).term


def test_nothing_is_evaluated() -> None:
    assert text(read_text("x/x + 0*x + 2 + 2", SYMBOLS).term) == "x/x + 0*x + 2 + 2"


def test_a_bound_name_is_not_a_declared_one() -> None:
    term = read_text("integral(a, a, 0, 1)", SYMBOLS).term
    assert term.args[0] is not SYMBOLS["a"]
    assert term.args[3] is term.args[0]


def test_a_declared_name_wins_over_a_function() -> None:
    gamma = declarations({"gamma": "positive"})["gamma"]
    assert read_text("gamma(1 - gamma)", {"gamma": gamma}).term.op == "mul"


def test_a_declared_e_is_no_constant() -> None:
    e = declarations({"e": "real"})["e"]
    assert read_text("e^2", {"e": e}).term is power(e, number(2))


ALPHABET = "xyzeafgpn0123456789 .+-*/^()[]{}|,!'<>=_\"$&²₁√πλ≤" + "∑"
WORDS = ["sin", "exp(", "sum(", "x_1", "if", "then", "else", "and", "not", "1e5", "A", "v'", "||", "p(o|z)", "diff(", "log2"]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ALPHABET), st.sampled_from(WORDS)), max_size=25).map("".join))
def test_any_text_is_read_or_refused_with_a_place(source: str) -> None:
    try:
        reading = read_text(source, SYMBOLS)
    except InputError as error:
        assert error.problem.span is not None
    else:
        assert text(reading.term)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_any_unicode_is_read_or_refused(source: str) -> None:
    try:
        read_text(source, SYMBOLS)
    except InputError as error:
        assert error.problem.source == source


def test_symbols_are_those_given() -> None:
    assert read_text("x", SYMBOLS).term is symbol("x", SYMBOLS["x"].sort)
