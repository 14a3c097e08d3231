"""What is printed is read back as the same term."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.read.text import read_text
from verify.render.formula import text
from verify.sort import INTEGER, POSITIVE, REAL, Function, Sequence, Tensor
from verify.term import INFINITY, MINUS_INFINITY, ONE, PI, TRUE, Term, apply, derivative, index_symbol, item, make, number, symbol

n = symbol("n", INTEGER)
SYMBOLS = {
    "x": symbol("x", REAL),
    "y": symbol("y", REAL),
    "s_1": symbol("s_1", POSITIVE),
    "lambda": symbol("lambda", POSITIVE),
    "e": symbol("e", REAL),
    "n": n,
    "f": symbol("f", Function(1)),
    "g": symbol("g", Function(2)),
    "v": symbol("v", Tensor((n, ONE))),
    "w": symbol("w", Sequence(n, REAL)),
    "A": symbol("A", Tensor((n, n))),
}
_SCALARS = [SYMBOLS[name] for name in ("x", "y", "s_1", "lambda", "n")]
_UNARY = ["exp", "log", "sin", "tanh", "gamma", "abs", "sign", "floor", "ceiling", "erf", "digamma", "acosh"]

numbers = st.builds(number, st.integers(-12, 12), st.integers(1, 7))
leaves = st.one_of(numbers, st.sampled_from(_SCALARS), st.just(PI), st.just(item(SYMBOLS["w"], ONE)))


def _compound(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    exponents = st.one_of(st.sampled_from([number(-1), number(2), number(1, 2), number(-1, 2), number(-2), number(2, 3)]), inner)
    k = index_symbol("k")
    t = symbol("t", REAL)
    conditions = st.builds(lambda op, a, b: make(op, (a, b)), st.sampled_from(["lt", "le", "eq", "ne"]), inner, inner)
    return st.one_of(
        several.map(lambda args: make("add", args)),
        several.map(lambda args: make("mul", args)),
        several.map(lambda args: make("max", args)),
        st.builds(lambda a, b: make("power", (a, b)), inner, exponents),
        st.builds(lambda name, a: make(name, (a,)), st.sampled_from(_UNARY), inner),
        st.builds(lambda a: apply(SYMBOLS["f"], a), inner),
        st.builds(lambda a: apply(SYMBOLS["f"], a, orders=(2,)), inner),
        st.builds(lambda a, b: apply(SYMBOLS["g"], a, b), inner, inner),
        st.builds(lambda a, b, c: make("piecewise", (a, c, b, TRUE)), inner, inner, conditions),
        st.builds(lambda a: make("sum", (k, ONE, n, make("mul", (k, a)))), inner),
        st.builds(lambda a: make("integral", (t, MINUS_INFINITY, INFINITY, make("mul", (a, t)))), inner),
        st.builds(lambda a: make("limit", (t, ONE, make("mul", (t, a))), "+"), inner),
        st.builds(lambda a: derivative(a, SYMBOLS["x"], 2), inner),
    )


terms = st.recursive(leaves, _compound, max_leaves=10)
relations = st.builds(lambda op, a, b: make(op, (a, b)), st.sampled_from(["lt", "le", "eq", "ne"]), terms, terms)
statements = st.recursive(
    relations,
    lambda inner: st.one_of(
        st.builds(lambda a: make("not", (a,)), inner),
        st.builds(lambda op, a, b: make(op, (a, b)), st.sampled_from(["and", "or", "implies", "iff"]), inner, inner),
        st.builds(lambda op, *args: make(op, args), st.sampled_from(["and", "or"]), inner, inner, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=400, deadline=None)
@given(terms)
def test_a_printed_quantity_is_read_back_as_the_same_term(term: Term) -> None:
    assert read_text(text(term), SYMBOLS).term is term


@settings(max_examples=200, deadline=None)
@given(statements)
def test_a_printed_statement_is_read_back_as_the_same_term(term: Term) -> None:
    assert read_text(text(term), SYMBOLS).term is term


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("1/(1+exp(-x))", "1/(1 + exp(-x))"),
        ("x - 2*y", "x - 2*y"),
        ("-x^2/(2 s_1^2)", "-x^2/(2*s_1^2)"),
        ("x/sqrt(2 pi)", "x/sqrt(2*pi)"),
        ("1/x^2", "1/x^2"),
        ("1/(x^2)", "1/(x^2)"),
        ("x*(y*2)", "x*(y*2)"),
        ("(x+y)-(x-y)", "(x + y) - (x - y)"),
        ("x^(y+1)", "x^(y + 1)"),
        ("if x>0 then x else -x", "piecewise((x, 0 < x), (-x, true))"),
        ("sum(w_k^2, k, 1, n)", "sum(w_k^2, k, 1, n)"),
        ("x<y and not x=1 or y<=2", "(x < y and (not x = 1)) or y <= 2"),
        ("v' A v", "v'*A*v"),
        ("f''(x)", "f''(x)"),
    ],
)
def test_brackets_are_few(source: str, printed: str) -> None:
    assert text(read_text(source, SYMBOLS).term) == printed


def test_a_term_that_shares_its_parts_has_a_bounded_text() -> None:
    term = SYMBOLS["x"]
    for _ in range(60):
        term = make("add", (term, term))
    assert len(text(term)) < 300_000


def test_a_deep_term_is_printed() -> None:
    term = SYMBOLS["x"]
    for _ in range(5_000):
        term = make("exp", (term,))
    assert text(term).startswith("exp(exp(")
