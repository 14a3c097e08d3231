"""What is printed is read back as the same term, in both syntaxes.

LaTeX does not say how the factors of a fraction are grouped: a*b/c and (a*b)/c are one formula there, -x*y is -(x*y) as well,
and x^-2 is 1/(x^2).  Terms whose products are grouped as LaTeX is read come back as they were; all others come back with
the same factors above and below the bar.

Not covered, as a reader has no notation for it: a function without a name (x -> ...), functions such as exp at every entry
of a matrix, absolute values of a vector but in its norm, a norm ||v||_1 in another one, the imaginary unit, the abstract space;
in LaTeX I_n without a vector or matrix of size n, and a name with a star and a prime.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.functions import FUNCTIONS, elementwise, kl_divergence, minus, value_function
from verify.read.declare import declarations
from verify.read.latex.parser import read_latex
from verify.read.text import read_text
from verify.render.formula import text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.sort import NATURAL, POSITIVE, REAL, DensityFamily, Function, Outcome, Random, Sequence, Tensor
from verify.term import (
    INFINITY,
    MINUS_INFINITY,
    MINUS_ONE,
    ONE,
    PI,
    TRUE,
    ZERO,
    Term,
    apply,
    density,
    derivative,
    index_symbol,
    item,
    make,
    number,
    postorder,
    symbol,
)

n, m = symbol("n", NATURAL), symbol("m", NATURAL)
SCALARS = {name: symbol(name, REAL) for name in ("x", "y", "e", "d", "x_hat", "mu_bar_1", "theta_star", "b_1_2", "rate", "ell")}
SYMBOLS = {
    **SCALARS,
    "s_1": symbol("s_1", POSITIVE),
    "lambda": symbol("lambda", POSITIVE),
    "n": n,
    "m": m,
    "f": symbol("f", Function(1)),
    "h_1": symbol("h_1", Function(1)),
    "net": symbol("net", Function(1)),
    "g": symbol("g", Function(2)),
    "v": symbol("v", Tensor((n, ONE))),
    "u": symbol("u", Tensor((n, ONE))),
    "w": symbol("w", Sequence(n, REAL)),
    "y_hat": symbol("y_hat", Sequence(n, REAL)),
    "R": symbol("R", Sequence(n, Sequence(m, REAL))),
    "A": symbol("A", Tensor((n, n))),
    "B": symbol("B", Tensor((n, n))),
    "X": symbol("X", Tensor((n, m))),
    "z": symbol("z", Outcome("z")),
    "o": symbol("o", Outcome("o")),
    "p": symbol("p", DensityFamily()),
    "q": symbol("q", DensityFamily()),
    "E_1": symbol("E_1", Random(ZERO, ONE)),
}
v, u, w, z, o, p, q = (SYMBOLS[name] for name in "vuwzopq")
_UNARY = ["exp", "log", "sin", "tanh", "gamma", "abs", "sign", "floor", "ceiling", "erf", "digamma", "acosh", "loggamma"]
_NAMED = ["floor", "tanh", "sigmoid", "softplus", "relu", "gelu", "logit", "cbrt", "factorial", "sec", "log2"]


def latex(term: Term) -> str:
    return latex_of(tree_of_term(term))


# ------------------------------------------------------------------------------------------------------------ products


def inverse_of(term: Term) -> Term:
    """1/x, and x^-2 for 1/x^2."""
    if term.op == "power" and term.args[1].op == "number" and term.args[1].fraction > 0:
        return make("power", (term.args[0], minus(term.args[1])))
    return make("power", (term, MINUS_ONE))


def is_divisor(term: Term) -> bool:
    return term.op == "power" and term.args[1].op == "number" and term.args[1].fraction < 0


def grouped_product(first: Term, rest: list[Term]) -> Term:
    """A product as LaTeX is read: what would be taken for a part of a fraction or for a sign is left out."""
    factors = [each for each in rest if not is_divisor(each) and each.op != "number"]
    is_plain = first is not ONE and not is_divisor(first) and not (first is MINUS_ONE and len(factors) == 1)
    every = [first, *factors] if is_plain else factors
    return make("mul", tuple(every)) if len(every) > 1 else (every or [first])[0]


def grouped_quotient(top: Term, bottom: Term) -> Term:
    if top.op == "number" or is_divisor(top):
        return bottom if bottom.op == "number" else inverse_of(bottom)
    return make("mul", (top, inverse_of(bottom)))


def grouped_power(base: Term, exponent: Term) -> Term:
    if exponent.op == "number" and exponent.fraction < 0:
        power = make("power", (base, minus(exponent)))
        return base if base.op == "number" else inverse_of(base) if exponent is MINUS_ONE else inverse_of(power)
    return make("power", (base, exponent))


def any_product(first: Term, rest: list[Term]) -> Term:
    return make("mul", (first, *rest))


def any_quotient(top: Term, bottom: Term) -> Term:
    return make("mul", (top, make("power", (bottom, MINUS_ONE))))


def any_power(base: Term, exponent: Term) -> Term:
    return make("power", (base, exponent))


def regrouped(term: Term) -> Term:
    """The term with each product written flat: its number, what is above the bar, what is below."""
    memo: dict[Term, Term] = {}
    for inner in postorder(term):
        memo[inner] = _flat(make(inner.op, tuple(memo[arg] for arg in inner.args), inner.value) if inner.args else inner)
    return memo[term]


def _flat(term: Term) -> Term:
    if term.op not in ("mul", "power"):
        return term
    coefficient, factors = _factors(term)
    ordered = sorted(factors, key=lambda factor: (is_divisor(factor), repr(factor)))  # a fraction in a fraction changes the order
    every = ordered if coefficient == 1 and ordered else [number(coefficient), *ordered]
    return every[0] if len(every) == 1 else make("mul", tuple(every))


def _factors(term: Term) -> tuple[Fraction, list[Term]]:
    if term.op == "number":
        return term.fraction, []
    if term.op == "power" and term.args[1] is MINUS_ONE:
        base = term.args[0]
        if base.op == "number" and base.fraction:
            return 1 / base.fraction, []
        coefficient, factors = _factors(base) if base.op == "mul" else (Fraction(1), [base])
        if coefficient:
            return 1 / coefficient, [inverse_of(each) for each in factors]
    if term.op != "mul":
        return Fraction(1), [term]
    coefficient, found = Fraction(1), []
    for arg in term.args:
        scale, inner = _factors(arg)
        coefficient, found = coefficient * scale, found + inner
    return coefficient, found


# ---------------------------------------------------------------------------------------------------------- strategies

Terms = st.SearchStrategy[Term]
k, t = index_symbol("k"), symbol("t", REAL)
_EXPONENTS = [number(-1), number(2), number(1, 2), number(-1, 2), number(-2), number(2, 3)]
numbers = st.builds(number, st.integers(-12, 12), st.integers(1, 7))
indices = st.sampled_from([ONE, n, make("add", (n, MINUS_ONE))])
items = st.one_of(
    st.builds(item, st.sampled_from([w, SYMBOLS["y_hat"], v]), indices),
    st.builds(item, st.sampled_from([SYMBOLS["R"], SYMBOLS["A"]]), indices, indices),
)
nonzero = numbers.filter(lambda term: term is not ZERO)  # what is divided by 0 has no value to compare
names = st.one_of(st.sampled_from([*SCALARS.values(), SYMBOLS["s_1"], SYMBOLS["lambda"], n]), st.just(PI), items)


def _mean(weight: Term, body: Term) -> Term:
    """E_p[z^body], which has the number in it that z is."""
    value = apply(value_function("z"), z)
    return make("integral", (z, make("space"), make("space"), make("mul", (weight, make("power", (value, body))))))


def entrywise_power(vector: Term, exponent: Term) -> Term:
    return elementwise(lambda entry: make("power", (entry, exponent)), vector)


def compound(inner: Terms, *, grouped: bool) -> Terms:
    """A quantity made of others; with `grouped`, its products are grouped as LaTeX is read."""
    several = st.lists(inner, min_size=2, max_size=3)
    product, quotient, power = (
        (grouped_product, grouped_quotient, grouped_power) if grouped else (any_product, any_quotient, any_power)
    )
    conditions = st.builds(lambda op, a, b: make(op, (a, b)), st.sampled_from(["lt", "le", "eq", "ne"]), inner, inner)
    x = SYMBOLS["x"]
    return st.one_of(
        several.map(lambda args: make("add", tuple(args))),
        several.map(lambda args: product(args[0], args[1:])),
        st.builds(quotient, inner, inner),
        st.builds(power, inner, st.one_of(st.sampled_from(_EXPONENTS), inner)),
        st.builds(lambda op, args: make(op, tuple(args)), st.sampled_from(["max", "min"]), several),
        st.builds(lambda name, a: make(name, (a,)), st.sampled_from(_UNARY), inner),
        st.builds(lambda a: make("polygamma", (ONE, a)), inner),
        st.builds(lambda name, a: apply(SYMBOLS[name], a), st.sampled_from(["f", "h_1", "net"]), inner),
        st.builds(lambda name, a: apply(SYMBOLS[name], a, orders=(2,)), st.sampled_from(["f", "h_1", "net"]), inner),
        st.builds(lambda a, b: apply(SYMBOLS["g"], a, b), inner, inner),
        st.builds(lambda a, b: apply(SYMBOLS["g"], a, b, orders=(1, 0)), inner, inner),
        st.builds(lambda a, b, c: make("piecewise", (a, c, b, TRUE)), inner, inner, conditions),
        st.builds(lambda a: make("sum", (k, ONE, n, product(item(w, k), [a]))), inner),
        st.builds(lambda a: make("sum", (k, ONE, n, make("sum", (index_symbol("j"), k, n, a)))), inner),
        st.builds(lambda op, a: make(op, (k, ONE, n, a)), st.sampled_from(["sum", "product", "largest"]), inner),
        st.builds(lambda a: make("integral", (t, MINUS_INFINITY, INFINITY, make("add", (a, t)))), inner),
        st.builds(lambda a, b: make("integral", (t, a, b, product(t, [a]))), inner, inner),
        st.builds(lambda a, side: make("limit", (t, ONE, product(t, [a])), side), inner, st.sampled_from(["+", "-", "both"])),
        st.builds(lambda op, a: make(op, (t, make("add", (a, t)))), st.sampled_from(["argmin", "argmax"]), inner),
        st.builds(lambda a, order: derivative(make("add", (a, x)), x, order), inner, st.integers(1, 3)),
        st.builds(lambda a: derivative(make("power", (a, item(w, ONE))), item(w, ONE)), inner),
        st.builds(lambda a: make("integral", (z, make("space"), make("space"), make("mul", (density(q, [z], [o]), a)))), inner),
        st.builds(_mean, st.sampled_from([density(p, [z]), density(q, [z], [o])]), inner),
        st.builds(lambda a: make("expect", (make("add", (SYMBOLS["E_1"], a)),)), inner),
    )


def quantities(*, grouped: bool) -> Terms:
    leaves = st.one_of(numbers if grouped else nonzero, names)
    return st.recursive(leaves, lambda inner: compound(inner, grouped=grouped), max_leaves=10)


class Tensors(NamedTuple):
    vector: Term
    matrix: Term


def _absolute_sum(vector: Term) -> Term:
    return make("matmul", (make("transpose", (make("ones", vector.shape),)), elementwise(FUNCTIONS["abs"].build, vector)))


_COMBINED = [
    lambda a, b: make("hadamard", (a, b)),
    lambda a, b: make("hadamard", (a, entrywise_power(b, MINUS_ONE))),
]


def _is_unsigned(scale: Term) -> bool:
    return scale.op != "number" or scale.fraction > 0


def _more(inner: st.SearchStrategy[Tensors]) -> st.SearchStrategy[Tensors]:
    """Vectors and matrices made of others of the same sizes."""
    vectors, matrices = inner.map(lambda pair: pair.vector), inner.map(lambda pair: pair.matrix)
    scale = st.one_of(st.sampled_from([SYMBOLS["x"], number(2), number(-1, 2), make("trace", (SYMBOLS["A"],))]))
    exponents = st.sampled_from([number(2), number(3), number(-2), SYMBOLS["x"], MINUS_ONE])
    vector = st.one_of(
        vectors,
        st.builds(lambda a, b: make("add", (a, b)), vectors, vectors),
        st.builds(lambda combine, a, b: combine(a, b), st.sampled_from(_COMBINED), vectors, vectors),
        st.builds(lambda a, b: make("mul", (a, b)), scale, vectors),
        st.builds(lambda a, b: make("matmul", (a, b)), matrices, vectors),
        st.builds(lambda name, a: elementwise(FUNCTIONS[name].build, a), st.sampled_from(_NAMED), vectors),
        st.builds(entrywise_power, vectors, exponents),
        st.builds(lambda a, b: make("mul", (a, entrywise_power(b, MINUS_ONE))), scale.filter(_is_unsigned), vectors),
        st.builds(lambda a: make("gradient", (make("matmul", (make("transpose", (v,)), a)), v)), vectors),
    )
    matrix = st.one_of(
        matrices,
        st.builds(lambda op, a: make(op, (a,)), st.sampled_from(["transpose", "inverse"]), matrices),
        st.builds(lambda a, b: make("add", (a, b)), matrices, matrices),
        st.builds(lambda a, b: make("mul", (a, b)), scale, matrices),
        st.builds(lambda a, b: make("matmul", (a, b)), matrices, matrices),
        st.builds(lambda a, b: make("matmul", (a, make("transpose", (b,)))), vectors, vectors),
        st.builds(lambda a: make("diagonal", (a,)), vectors),
    )
    return st.builds(Tensors, vector, matrix)


_VECTORS = [v, u, make("ones", (n, ONE)), make("zeros", (n, ONE))]
_MATRICES = [SYMBOLS["A"], SYMBOLS["B"], make("identity", (n,)), make("ones", (n, n))]
tensors = st.recursive(st.builds(Tensors, st.sampled_from(_VECTORS), st.sampled_from(_MATRICES)), _more, max_leaves=5)
shaped = st.one_of(
    tensors.map(lambda pair: pair.vector),
    tensors.map(lambda pair: pair.matrix),
    st.builds(lambda op, pair: make(op, (pair.matrix,)), st.sampled_from(["trace", "determinant"]), tensors),
    tensors.map(lambda pair: make("matmul", (make("transpose", (pair.vector,)), pair.matrix, v))),
    tensors.map(lambda pair: FUNCTIONS["norm"].build(pair.vector)),
    tensors.map(lambda pair: _absolute_sum(pair.vector)),
    tensors.map(lambda pair: make("mul", (_absolute_sum(pair.vector), pair.vector))),
    tensors.map(lambda pair: make("add", (ONE, make("power", (_absolute_sum(pair.vector), number(2)))))),
    tensors.map(lambda pair: entrywise_power(pair.matrix, number(2))),
    tensors.map(lambda pair: FUNCTIONS["norm"].build(pair.matrix)),
)
relations = st.builds(
    lambda op, a, b: make(op, (a, b)),
    st.sampled_from(["lt", "le", "eq", "ne"]), quantities(grouped=True), quantities(grouped=True),
)  # fmt: skip
statements = st.recursive(
    relations,
    lambda inner: st.one_of(
        st.builds(lambda a: make("not", (a,)), inner),
        st.builds(lambda op, a, b: make(op, (a, b)), st.sampled_from(["and", "or", "implies", "iff"]), inner, inner),
        st.builds(lambda op, *args: make(op, args), st.sampled_from(["and", "or"]), inner, inner, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(quantities(grouped=False), quantities(grouped=True), shaped))
def test_printed_text_is_read_back_as_the_same_term(term: Term) -> None:
    assert read_text(text(term), SYMBOLS).term is term


@settings(max_examples=300, deadline=None)
@given(quantities(grouped=True))
def test_printed_latex_is_read_back_as_the_same_term(term: Term) -> None:
    assert read_latex(latex(term), SYMBOLS).term is term


@settings(max_examples=200, deadline=None)
@given(shaped)
def test_printed_latex_of_vectors_and_matrices_is_read_back(term: Term) -> None:
    assert read_latex(latex(term), SYMBOLS).term is term


@settings(max_examples=200, deadline=None)
@given(quantities(grouped=False))
def test_any_product_in_printed_latex_is_read_back_with_the_same_factors(term: Term) -> None:
    found = read_latex(latex(term), SYMBOLS).term
    assert regrouped(found) is regrouped(term)


@settings(max_examples=150, deadline=None)
@given(statements)
def test_a_printed_statement_is_read_back_as_the_same_term(term: Term) -> None:
    assert read_text(text(term), SYMBOLS).term is term
    assert read_latex(latex(term), SYMBOLS).term is term


TELLING = [
    # typed, the LaTeX in which its reading is shown
    ("1/2*x", r"\frac{1}{2} x"),
    ("-1/2*(v-u)'*inv(A)*(v-u)", r"-\frac{1}{2} \left(v - u\right)^{\top} A^{-1} \left(v - u\right)"),
    ("2*(1/3)", r"2 \cdot \frac{1}{3}"),
    ("x^1", "x^{1}"),
    ("(2/3)^n", r"\left(\frac{2}{3}\right)^{n}"),
    ("(-1)^n", r"\left(-1\right)^{n}"),
    ("sqrt(x)^3", r"\sqrt{x}^{3}"),
    ("(x - y) - (y - x)", r"\left(x - y\right) - \left(y - x\right)"),
    ("x - (-2)", r"x + 2"),
    ("n! / 2", r"\frac{n!}{2}"),
    ("(n+1)!^2", r"\left(\left(n + 1\right)!\right)^{2}"),
    ("gamma(x+1)", r"\Gamma\left(x + 1\right)"),
    ("abs(x*abs(y))", r"\left| x \left| y \right| \right|"),
    ("max(abs(x), abs(y))", r"\max\left(\left| x \right|, \left| y \right|\right)"),
    ("x_hat + mu_bar_1", r"\hat{x} + \bar{\mu}_{1}"),
    ("b_1_2^2", "b_{1,2}^{2}"),
    ("y_hat[n-1]", r"\hat{y}_{n - 1}"),
    ("theta_star^2 + ell", r"\left(\theta^{*}\right)^{2} + \ell"),
    ("f''(x) + net'(x) + h_1'(x)", r"f''\left(x\right) + \operatorname{net}'\left(x\right) + h_{1}'\left(x\right)"),
    ("g^(1, 0)(x, y)", r"g^{\left( 1, 0 \right)}\left(x, y\right)"),
    ("x - sum(w_k, k, 1, n)", r"x - \sum_{k=1}^{n} w_{k}"),
    ("sum(sum(R[j, k], k, 1, m), j, 1, n)", r"\sum_{j=1}^{n} \sum_{k=1}^{m} R_{j, k}"),
    ("sum(w_k, k, 1, n)*x", r"\left(\sum_{k=1}^{n} w_{k}\right) x"),
    ("product(w_k*x, k, 1, n)", r"\prod_{k=1}^{n} \left(w_{k} x\right)"),
    ("product(x/2, k, 1, n)", r"\prod_{k=1}^{n} \frac{x}{2}"),
    ("integral(d*t, t, 0, 1)", r"\int_{0}^{1} d \cdot t \, \mathrm{d} t"),
    ("integral(integral(x*t, t, 0, x), x, 0, 1)", r"\int_{0}^{1} \int_{0}^{x} x t \, \mathrm{d} t \, \mathrm{d} x"),
    ("limit(1/t, t, 0, right)", r"\lim_{t \to 0^{+}} \frac{1}{t}"),
    ("argmin(t^2 + x, t) + 1", r"\left(\arg\min_{t} \left(t^{2} + x\right)\right) + 1"),
    ("x = argmin(t^2, t)", r"x = \arg\min_{t} t^{2}"),
    ("diff(w_1^2, w_1)", r"\frac{\partial}{\partial w_{1}} w_{1}^{2}"),
    ("piecewise((x, x > 0), (-x, otherwise))", r"\begin{cases} x & \text{if } 0 < x \\ -x & \text{otherwise} \end{cases}"),
    ("x < y and y < n and x < n", r"x < y \land y < n \land x < n"),
    ("(x < y and y < n) and x < n", r"\left( x < y \land y < n \right) \land x < n"),
    ("not (x < y or y < x)", r"\lnot\left(x < y \lor y < x\right)"),
    ("2*A*B", "2 A B"),
    ("inv(A)'", r"\left(A^{-1}\right)^{\top}"),
    ("A + identity(n)", "A + I_{n}"),
    ("v*ones(n)'", r"v \mathbf{1}_{n}^{\top}"),
    ("X + zeros(n, m)", r"X + \mathbf{0}_{n \times m}"),
    ("sigmoid(A*v)", r"\operatorname{sigmoid}\left(A v\right)"),
    ("gradient(v' A v, v)", r"\nabla_{v} \left(v^{\top} A v\right)"),
    ("expectation(log(p(o | z)), z, q(z | o))",
     r"\int q\left(z \mid o\right) \log\left(p\left(o \mid z\right)\right) \, \mathrm{d} z"),
    ("E_{p(z)}[z]", r"\mathbb{E}_{p\left(z\right)}\left[z\right]"),
    ("E_{q(z | o)}[z^2]", r"\mathbb{E}_{q\left(z \mid o\right)}\left[z^{2}\right]"),
    ("||v||_1", r"\left\| v \right\|_{1}"),
    ("||A v - u||_1^2", r"\left\| A v - u \right\|_{1}^{2}"),
    ("v^2", r"v^{\odot 2}"),
    ("1/v", r"\frac{1}{v}"),
    ("v/u", r"\frac{v}{u}"),
    ("1/(1 + exp(-v))", r"\frac{1}{1 \mathbf{1}_{n} + \exp\left(-v\right)}"),
    ("tanh(v) + floor(u)", r"\tanh\left(v\right) + \operatorname{floor}\left(u\right)"),
    ("mean(E_1^2)", r"\mathbb{E}\left[E_{1}^{2}\right]"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "shown"), TELLING, ids=[row[0] for row in TELLING])
def test_a_telling_term(typed: str, shown: str) -> None:
    term = read_text(typed, SYMBOLS).term
    assert latex(term) == shown
    assert read_latex(shown, SYMBOLS).term is term
    assert read_text(text(term), SYMBOLS).term is term


def test_a_divergence_is_read_back() -> None:
    term = kl_divergence(z, density(q, [z], [o]), density(p, [z]))
    assert read_latex(latex(term), SYMBOLS).term is read_text(text(term), SYMBOLS).term is term


WITHOUT_INDEX = [
    # typed, what is declared, text, LaTeX
    ("E[X]", "density of X", "E[X]", r"\mathbb{E}\left[X\right]"),
    ("Var(X)", "density of X", "E[X^2] - E[X]^2",
     r"\mathbb{E}\left[X^{2}\right] - \mathbb{E}\left[X\right]^{2}"),
    ("E[(X - E[X])^2]", "density of X", "E[(X - E[X])^2]",
     r"\mathbb{E}\left[\left(X - \mathbb{E}\left[X\right]\right)^{2}\right]"),
    ("E[X*Y] - E[X]", "density of X, Y", "E[X*Y] - E[X]", r"\mathbb{E}\left[X Y\right] - \mathbb{E}\left[X\right]"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "law", "printed", "shown"), WITHOUT_INDEX, ids=[row[0] for row in WITHOUT_INDEX])
def test_a_mean_over_the_law_that_nobody_names(typed: str, law: str, printed: str, shown: str) -> None:
    symbols = declarations({"law": law})
    term = read_text(typed, symbols).term
    assert (text(term), latex(term)) == (printed, shown)
    assert read_text(printed, symbols).term is term
    assert read_latex(shown, symbols).term is term


SAME_FACTORS = [
    ("x*y/2", r"\frac{x y}{2}"),
    ("-x^2/(2*s_1^2)", r"-\frac{x^{2}}{2 s_{1}^{2}}"),
    ("1/2*x/y", r"\frac{x}{2 y}"),
    ("x/y*x", r"\frac{x x}{y}"),
    ("1/(x^2)", r"\frac{1}{x^{2}}"),
    ("-(x*y)", "-x y"),
]


@pytest.mark.parametrize(("typed", "shown"), SAME_FACTORS, ids=[row[0] for row in SAME_FACTORS])
def test_a_product_is_shown_as_people_write_it(typed: str, shown: str) -> None:
    term = read_text(typed, SYMBOLS).term
    assert latex(term) == shown
    assert regrouped(read_latex(shown, SYMBOLS).term) is regrouped(term)


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


def test_a_product_in_an_integral_in_a_product() -> None:
    source = r"\prod_{k=1}^{n} \int q\left(z \mid o\right) \prod_{k=1}^{n} \pi \, \mathrm{d} z"
    assert latex(read_latex(source, SYMBOLS).term) == source
