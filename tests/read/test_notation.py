"""Notation of probability, of optima and of matrices without a size, in both syntaxes, beside the plain form of what it means."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declared_with_conditions
from verify.read.formula import read_formula

WORDS = {
    "p": "density of x, z", "q": "density of z given x", "f": "function", "r": "distribution on 1..K",
    "s": "distribution on 1..K", "X": "matrix n d", "A": "matrix n", "v": "vector n", "w": "vector d", "lambda": "positive",
    "a": "real", "b": "real", "c": "sequence K of real",
}  # fmt: skip
SYMBOLS = declared_with_conditions(WORDS).symbols

SAME: list[tuple[str, str]] = [
    ("E_p[f(x)]", "expectation(f(x), x, p(x))"),
    ("E_p(z)[p(x|z)]", "expectation(p(x|z), z, p(z))"),
    (r"\mathbb{E}_{p(x)}[f(x)]", "expectation(f(x), x, p(x))"),
    (r"\mathbb E_p[f(x)]", "expectation(f(x), x, p(x))"),
    (r"\mathbb{E}_{x \sim p}[f(x)]", "expectation(f(x), x, p(x))"),
    (r"\mathbb{E}_{p(x, z)}[f(x)f(z)]", "expectation(expectation(f(x)f(z), z, p(z|x)), x, p(x))"),
    (r"\mathrm{Var}_{p(x)}(f(x))", "expectation(f(x)^2, x, p(x)) - expectation(f(x), x, p(x))^2"),
    ("Var_p[f(x)]", "expectation(f(x)^2, x, p(x)) - expectation(f(x), x, p(x))^2"),
    ("KL(q(z|x), p(z))", "expectation(log(q(z|x)) - log(p(z)), z, q(z|x))"),
    (r"D_{KL}(q(z|x) \| p(z))", "expectation(log(q(z|x)) - log(p(z)), z, q(z|x))"),
    (r"\mathrm{KL}\left(q(z \mid x)\,\|\,p(z)\right)", "expectation(log(q(z|x)) - log(p(z)), z, q(z|x))"),
    ("KL(r, s)", "sum(r_k*log(r_k/s_k), k, 1, K)"),
    ("H(r)", "-sum(r_k*log(r_k), k, 1, K)"),
    (r"\log\mathcal{N}(a \mid b, \lambda)", r"\log\mathcal{N}(a; b, \lambda)"),
    ("X'X + lambda I", "X'X + lambda*identity(d)"),
    (r"\left(XX^\top + \lambda I\right)^{-1}v", "inv(X X' + lambda*identity(n)) v"),
    ("X^TX", "X'X"),
    ("|A|", "det(A)"),
    (r"A + \mathbf{1}v^\top", "A + ones(n) v'"),
    (r"\arg\min_w \|Xw - v\|^2", "argmin((X w - v)'(X w - v), w)"),
    (r"\operatorname*{arg\,min}_{w} \|Xw - v\|^2", "argmin((X w - v)'(X w - v), w)"),
    (r"\prod_{k=1}^{K} 2 c_k", "product(2 c_k, k, 1, K)"),
    ("d/da (a^2 b)", "diff(a^2 b, a)"),
    ("d^2/da^2 exp(a b)", "diff(exp(a b), a, 2)"),
    ("(a-1)2^b", "(a-1)*2^b"),
    ("int(a, a, 0, 1)", "integral(a, a, 0, 1)"),
    ("binom(K, 2)", "binomial(K, 2)"),
    ("a^{2}", "a^2"),
]


@pytest.mark.parametrize(("source", "plain"), SAME, ids=[row[0] for row in SAME])
def test_it_means(source: str, plain: str) -> None:
    assert read_formula(source, SYMBOLS).term is read_formula(plain, SYMBOLS).term


REFUSED: list[tuple[str, str]] = [
    ("I", "several sizes fit"),
    ("E_p[f(x), f(z)]", "2 quantities"),
    ("KL(q, p)", "other outcomes"),
    (r"\mathbb{E}_{a}[f(x)]", "no density"),
    (r"\prod_{k=1}^{K} c_k a", "do not depend on its index"),
    ("|X|", "bars round a matrix"),
    ("d/da b", "does not contain it"),
    ("{1, 2} + 1", "a set"),
]


@pytest.mark.parametrize(("source", "seen"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_ambiguous_is_refused(source: str, seen: str) -> None:
    with pytest.raises(InputError) as caught:
        read_formula(source, SYMBOLS)
    assert seen in caught.value.problem.seen


def test_a_bound_by_a_name_is_a_condition() -> None:
    declared = declared_with_conditions({"k": "integer in 0..n", "t": "in (0, a)", "a": "positive", "j": "integer in 1..n-1"})
    assert [repr(each) for each in declared.conditions] == ["le(k, n)", "lt(t, a)", "le(j, add(n, -1))"]
    with pytest.raises(InputError):
        declared_with_conditions({"c": "sequence n of integer in 0..m", "m": "natural"})
