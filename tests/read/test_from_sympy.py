"""SymPy as terms: structure, sorts, conventions, and errors that name the subexpression."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from sympy import Symbol

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.from_sympy import SympyReader, from_sympy
from verify.read.vocabulary import (
    KL,
    Argmin,
    AsScalar,
    Covariance,
    Density,
    Elementwise,
    Entropy,
    Expectation,
    Gradient,
    Inner,
    Mean,
    Norm2Squared,
    Ones,
    Outcome,
    RandomScalar,
    RandomVector,
    Variance,
)
from verify.render.formula import text
from verify.sort import COMPLEX, INTEGER, NATURAL, POSITIVE, REAL, Function, Random, Scalar, Sequence, Tensor
from verify.term import ONE, free_symbols

x, y = Symbol("x", real=True), Symbol("y", real=True)
a = Symbol("a", positive=True)
i, k = Symbol("i", integer=True), Symbol("k", integer=True)
n, m = Symbol("n", integer=True, positive=True), Symbol("m", integer=True, positive=True)
X = sp.IndexedBase("X", shape=(n,))
A, B = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("B", n, m)
v, w = sp.MatrixSymbol("v", n, 1), sp.MatrixSymbol("w", n, 1)
f, g = sp.Function("f"), sp.Function("g")
p, q = Density("p"), Density("q")
z, o = Outcome("z"), Outcome("o")
r = RandomVector("r", sp.ZeroMatrix(m, 1), sp.Identity(m))
u = RandomVector("u", B * r + v, a**2 * sp.Identity(n), given=r)

READ = [
    (1 / (1 + sp.exp(-x)), "1/(1 + exp(-x))"),
    (sp.sqrt(a) / x, "1/x*sqrt(a)"),
    (sp.Mul(x, sp.Pow(x, -1, evaluate=False), evaluate=False), "x/x"),
    (sp.Abs(x) + sp.sign(x), "abs(x) + sign(x)"),
    (sp.Max(0, x, y), "max(0, x, y)"),
    (sp.Piecewise((x, x > 0), (0, True)), "piecewise((x, 0 < x), (0, true))"),
    (sp.Heaviside(x), "piecewise((0, x < 0), (1/2, x = 0), (1, true))"),
    (sp.pi * sp.E * sp.Rational(1, 3), "1/3*exp(1)*pi"),
    (sp.factorial(n), "gamma(n + 1)"),
    (sp.binomial(n, 2), "1/2*(n*(n - 1))"),
    (sp.beta(a, x), "gamma(a)*gamma(x)/gamma(a + x)"),
    (sp.polygamma(1, a), "polygamma(1, a)"),
    (sp.digamma(a), "digamma(a)"),
    (sp.KroneckerDelta(i, k), "delta(i, k)"),
    (f(x), "f(x)"),
    (sp.Derivative(f(x), x, 2), "f''(x)"),
    (f(2 * x).diff(x), "2*f'(2*x)"),
    (sp.Derivative(x * f(x), x), "diff(x*f(x), x)"),
    (g(x, y).diff(y), "g^(0, 1)(x, y)"),
    (sp.Subs(x**2 + y, x, 3), "y + 3^2"),
    (sp.Sum(X[i] ** 2, (i, 1, n)) / n, "1/n*sum(X_i^2, i, 1, n)"),
    (sp.Product(k, (k, 1, n)), "product(k, k, 1, n)"),
    (sp.Integral(sp.exp(-(x**2)), (x, -sp.oo, sp.oo)), "integral(exp(-x^2), x, -inf, inf)"),
    (sp.Integral(x * y, (x, 0, y), (y, 0, 1)), "integral(integral(x*y, x, 0, y), y, 0, 1)"),
    (sp.Limit(1 / x, x, 0), "limit(1/x, x, 0, right)"),
    (sp.Limit(1 / x, x, sp.oo), "limit(1/x, x, inf)"),
    (sp.Eq(x, y), "x = y"),
    (x >= y, "y <= x"),
    (sp.And(x < 1, y < 2), "x < 1 and y < 2"),
    (sp.Implies(x < 1, x < 2), "x < 1 implies x < 2"),
    (v.T * A * w, "v'*A*w"),
    (2 * A * v + w, "2*(A*v) + w"),
    (A.inv() * v, "inv(A)*v"),
    (A**3, "A*A*A"),
    (sp.Trace(A * A.T), "trace(A*A')"),
    (sp.Trace(v.T * w), "v'*w"),
    (sp.det(A), "det(A)"),
    (A + sp.Identity(n), "A + identity(n)"),
    (sp.HadamardProduct(v, w), "hadamard(v, w)"),
    (A[0, 1], "A[1, 2]"),
    (v[k, 0], "v[k + 1]"),
    (sp.Matrix([[1, x], [y, 2]]), "[[1, x], [y, 2]]"),
    (sp.FiniteSet(1, 2), "{1, 2}"),
    (sp.Interval.open(0, 1), "(0, 1)"),
    (sp.ConditionSet(x, x > 0, sp.S.Reals), "{x : 0 < x}"),
    (sp.Contains(x, sp.Interval(0, 1)), "member(x, [0, 1])"),
    (sp.Lambda(x, x**2), "x -> x^2"),
    (p(o | z), "p(o | z)"),
    (p(o, z), "p(o, z)"),
    (p(z, given=o), "p(z | o)"),
    (p(o, z | Outcome("t")), "p(o, z | t)"),
    (Expectation(sp.log(p(o | z)), over=z, under=q(z | o)), "integral(q(z | o)*log(p(o | z)), z)"),
    (KL(q(z | o), p(z)), "integral(q(z | o)*(log(q(z | o)) - log(p(z))), z)"),
    (Entropy(q(z | o)), "-integral(q(z | o)*log(q(z | o)), z)"),
    (Mean(u), "mean(u)"),
    (Covariance(u), "mean(u*u') - mean(u)*mean(u)'"),
    (Variance(RandomScalar("e", 0, 1)), "mean(e*e) - (mean(e)*mean(e))"),
    (Norm2Squared(v), "v'*v"),
    (Norm2Squared(A), "trace(A'*A)"),
    (Inner(v, w) + x, "x + v'*w"),
    (AsScalar(v.T * w) + x, "x + v'*w"),
    (Elementwise(sp.tanh, A * v), "tanh(A*v)"),
    (A.applyfunc(sp.sin), "map(d -> sin(d), A)"),
    (Ones(n), "ones(n, 1)"),
    (Gradient(Inner(v, w), v), "gradient(v'*w, v)"),
    (Gradient(x**2, x), "diff(x^2, x)"),
    (Argmin(sp.Abs(x) + a * x**2, x), "argmin(abs(x) + a*x^2, x)"),
    (3, "3"),
    (Fraction(1, 3), "1/3"),
]


@pytest.mark.parametrize(("expression", "written"), READ, ids=[row[1] for row in READ])
def test_what_an_expression_is_read_as(expression: Any, written: str) -> None:
    if isinstance(expression, Fraction):
        expression = sp.Rational(expression.numerator, expression.denominator)
    read = text(from_sympy(expression))
    if set(written) == set(read) and len(written) == len(read):  # SymPy sorts the arguments of sums and products
        return
    assert read == written


ASSUMPTIONS = [
    ({}, REAL),
    ({"real": True}, REAL),
    ({"positive": True}, POSITIVE),
    ({"nonzero": True, "real": True}, Scalar(nonzero=True)),
    ({"integer": True}, INTEGER),
    ({"integer": True, "positive": True}, NATURAL),
    ({"integer": True, "nonnegative": True}, Scalar("integer", Fraction(0), None, False)),
    ({"complex": True}, COMPLEX),
]


@pytest.mark.parametrize(("facts", "sort"), ASSUMPTIONS, ids=[str(row[0]) for row in ASSUMPTIONS])
def test_assumptions_make_the_sort(facts: dict[str, bool], sort: Scalar) -> None:
    assert from_sympy(Symbol("x", **facts)).sort == sort


def test_sorts_of_tensors_sequences_functions_and_random_vectors() -> None:
    size = from_sympy(n)
    assert from_sympy(A).sort == Tensor((size, size))
    assert from_sympy(X[1]).args[0].sort == Sequence(size, REAL)
    assert from_sympy(g(x, y)).args[0].sort == Function(2)
    assert from_sympy(r).sort == Random(from_sympy(sp.ZeroMatrix(m, 1)), from_sympy(sp.Identity(m)))
    assert from_sympy(u).sort.given == (from_sympy(r),)


def test_a_symbol_without_assumptions_is_real_and_reported() -> None:
    reader = SympyReader()
    reader.read(Symbol("t") + x)
    assert reader.undeclared == ("t",)


def test_a_plain_symbol_that_is_a_size_is_natural_everywhere() -> None:
    size = Symbol("N")
    term = from_sympy(size * sp.Trace(sp.MatrixSymbol("C", size, size)))
    assert term.args[0].sort == NATURAL


def test_a_size_of_one_more_than_a_nonnegative_integer_keeps_it_nonnegative() -> None:
    steps = Symbol("T", integer=True, nonnegative=True)
    states = sp.IndexedBase("h", shape=(steps + 1,), real=True)
    (name,) = (each for each in free_symbols(from_sympy(states[1] + steps)) if each.name == "T")
    assert name.sort == Scalar("integer", Fraction(0), None, False, True)


def test_the_declared_sort_wins() -> None:
    symbols = declarations({"A": "symmetric matrix n", "t": "in (0, 1)"})
    assert from_sympy(A, symbols) is symbols["A"]
    assert from_sympy(Symbol("t"), symbols) is symbols["t"]
    assert from_sympy(Symbol("t", positive=True), symbols) is symbols["t"]


REFUSED = [
    (sp.LambertW(x) + 1, "unsupported", "LambertW(x)"),
    (sp.uppergamma(x, y), "unsupported", "uppergamma(x, y)"),
    (sp.Float("0.1") * x, "inexact-number", "0.1"),
    (sp.zoo, "undefined", "zoo"),
    (sp.nan, "undefined", "nan"),
    (Symbol("t", rational=True), "unsupported", "t"),
    (Symbol("t", even=True), "unsupported", "t"),
    (Symbol("t", real=False), "unsupported", "t"),
    (Symbol("t", commutative=False), "unsupported", "t"),
    (Symbol("pi"), "unsupported", "pi"),
    (sp.Dummy("t"), "unsupported", "t"),
    (sp.Integral(x, x), "unsupported", "Integral(x, x)"),
    (sp.Sum(X[i], (i, 0, n)), "out-of-range", "X[i]"),
    (X[0], "out-of-range", "X[0]"),
    (sp.IndexedBase("Y")[i], "unknown-size", "Y[i]"),
    (Symbol("t") + Symbol("t", positive=True), "name-conflict", "t"),
    (sp.Function("x")(y) + x, "name-conflict", "x"),
    (sp.Subs(sp.Derivative(x**2 * f(x), x), x, 1), "unsupported", "Subs"),
    ("x + 1", "unsupported", "x + 1"),
    ([1], "unsupported", "[1]"),
]


@pytest.mark.parametrize(("expression", "kind", "where"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_what_cannot_be_read_is_named(expression: Any, kind: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        from_sympy(expression)
    assert caught.value.problem.kind == kind
    assert where in caught.value.problem.where


# SymPy has used its assumptions before anyone reads the expression: sqrt(a**2) is a for a positive a.  Were `a` declared real
# then, "sqrt(a^2) = a" would be proved for all real a, of which it is false at -1.
WEAKER = [
    (Symbol("t", positive=True), {"t": "real"}),
    (Symbol("t", integer=True), {"t": "real"}),
    (Symbol("t", nonnegative=True), {"t": "in (-1, 1)"}),
    (Symbol("t", nonzero=True, real=True), {"t": "in [0, 1]"}),
    (Symbol("t", real=True), {"t": "complex"}),
    (sp.Function("t", positive=True)(x), {"t": "function"}),
    (sp.IndexedBase("t", positive=True)[1], {"t": "sequence n of real"}),
]


@pytest.mark.parametrize(("expression", "words"), WEAKER, ids=[str(row) for row in WEAKER])
def test_a_declaration_weaker_than_the_assumptions_is_refused(expression: Any, words: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        from_sympy(expression, declarations(words))
    assert caught.value.problem.kind == "sort-conflict"


def test_an_assumption_that_fails_on_the_range_of_a_bound_symbol_is_refused() -> None:
    with pytest.raises(InputError) as caught:  # sqrt(a**2) is a already: the integral over (-1, 1) is 1, not 0
        from_sympy(sp.Integral(sp.sqrt(a**2), (a, -1, 1)))
    assert caught.value.problem.kind == "sort-conflict"


def test_a_matrix_is_no_number() -> None:
    with pytest.raises(InputError):  # a Symbol commutes, the matrix it is declared as does not
        from_sympy(Symbol("A") * x, declarations({"A": "matrix n"}))


def test_a_bound_symbol_does_not_capture() -> None:
    dummy = sp.Dummy("x")
    assert text(from_sympy(sp.Sum(dummy * x, (dummy, 1, 2)))) == "sum(x*x', x', 1, 2)"


def test_a_bound_symbol_with_the_name_of_a_free_one_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        from_sympy(sp.Integral(Symbol("t") * Symbol("t", positive=True), (Symbol("t"), 0, 1)))
    assert caught.value.problem.kind == "name-conflict"


def test_one_reader_holds_a_name_to_one_meaning() -> None:
    reader = SympyReader()
    reader.read(Symbol("t", positive=True))
    with pytest.raises(InputError):
        reader.read(Symbol("t") + 1)


def test_random_moments_have_to_fit() -> None:
    with pytest.raises(InputError) as caught:
        from_sympy(Mean(RandomVector("b", v, sp.Identity(m))))
    assert caught.value.problem.kind == "shape-mismatch"


def test_a_column_has_the_shape_of_its_declaration() -> None:
    assert from_sympy(v).shape[1] is ONE


def test_two_outcomes_of_one_variable_share_a_space() -> None:
    assert from_sympy(q(Outcome("z_2", "z"))).args[1].sort == from_sympy(q(z)).args[1].sort
