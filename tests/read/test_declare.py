"""Domain words: the sort of each, and what is malformed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verify.problem import InputError
from verify.read.declare import declarations, declare, declared_with_conditions
from verify.read.names import canonical_name, check_names
from verify.read.text import read_text
from verify.sort import (
    COMPLEX,
    INTEGER,
    NATURAL,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    PROBABILITY,
    REAL,
    DensityFamily,
    Function,
    Outcome,
    Scalar,
    Sequence,
    Tensor,
)
from verify.term import ONE, Term, add, index_symbol, number, summation, symbol

n, m, d = (symbol(name, NATURAL) for name in "nmd")
UNIT = Scalar(lower=Fraction(0), upper=Fraction(1))

SORTS = [
    ("real", REAL),
    ("complex", COMPLEX),
    ("positive", POSITIVE),
    ("negative", NEGATIVE),
    ("nonnegative", NONNEGATIVE),
    ("nonpositive", NONPOSITIVE),
    ("nonzero", NONZERO),
    ("integer", INTEGER),
    ("natural", NATURAL),
    ("positive integer", NATURAL),
    ("integer >= 1", NATURAL),
    ("integer > 0", NATURAL),
    ("nonnegative integer", Scalar("integer", Fraction(0), None, False)),
    ("in (0, 1)", UNIT),
    ("(0, 1)", UNIT),
    ("in [0, 1)", Scalar(lower=Fraction(0), upper=Fraction(1), lower_open=False)),
    ("in (0, 0.5]", Scalar(lower=Fraction(0), upper=Fraction(1, 2), upper_open=False)),
    ("in (-1/2, 3)", Scalar(lower=Fraction(-1, 2), upper=Fraction(3))),
    ("in (0, inf)", POSITIVE),
    ("in [0, ∞)", NONNEGATIVE),
    ("in (-inf, inf)", REAL),
    ("nonzero in (-1, 1)", Scalar(lower=Fraction(-1), upper=Fraction(1), nonzero=True)),
    ("nonzero in (0, 1)", UNIT),
    ("in {1, 0, 1/2}", Scalar("real", Fraction(0), Fraction(1), False, False, values=(Fraction(0), Fraction(1, 2), Fraction(1)))),
    ("integer in 1..5", Scalar("integer", Fraction(1), Fraction(5), False, False)),
    ("real >= 2", Scalar(lower=Fraction(2), lower_open=False)),
    ("vector n", Tensor((n, ONE))),
    ("vector 3", Tensor((number(3), ONE))),
    ("positive vector n", Tensor((n, ONE), POSITIVE)),
    ("nonzero vector n", Tensor((n, ONE), REAL, ("nonzero",))),
    ("matrix n m", Tensor((n, m))),
    ("matrix n x m", Tensor((n, m))),
    ("matrix n", Tensor((n, n))),
    ("matrix n of in (0, 1)", Tensor((n, n), UNIT)),
    ("symmetric matrix n", Tensor((n, n), REAL, ("symmetric",))),
    ("symmetric positive definite matrix n", Tensor((n, n), REAL, ("positive definite", "symmetric"))),
    ("lower triangular matrix n", Tensor((n, n), REAL, ("lower triangular",))),
    ("sequence n of positive", Sequence(n, POSITIVE)),
    ("sequence n of vector d", Sequence(n, Tensor((d, ONE)))),
    ("sequence n of sequence m of in (0, 1)", Sequence(n, Sequence(m, UNIT))),
    ("function", Function(1)),
    ("function of x, y", Function(2)),
    ("smooth increasing function", Function(1, REAL, ("increasing", "smooth"))),
    ("positive function", Function(1, POSITIVE)),
    ("density of x, z", DensityFamily(("x", "z"))),
    ("density of z given x", DensityFamily(("z",), ("x",))),
    ("outcome", Outcome("u")),
    ("outcome of z", Outcome("z")),
    ("distribution on 1..n", Tensor((n, ONE), PROBABILITY, ("distribution",))),
]


@pytest.mark.parametrize(("words", "sort"), SORTS, ids=[row[0] for row in SORTS])
def test_the_sort_of_domain_words(words: str, sort: object) -> None:
    assert declare("u", words).sort == sort


MALFORMED = [
    ("", "expected real"),
    ("postive", "did you mean positive"),
    ("vecter n", "did you mean vector"),
    ("in (0, 1", "expected ')' or ']'"),
    ("in (1, 0)", "swap or widen"),
    ("in (1, 1]", "swap or widen"),
    ("in [0, inf]", "open end"),
    ("in (0, pi)", "a bound that is not rational is written as a hypothesis"),
    ("in (0, 1/0)", "a denominator that is not 0"),
    ("integer in (0, 1)", "swap or widen"),
    ("positive negative", "swap or widen"),
    ("complex positive", "complex stands alone"),
    ("vector", "a size"),
    ("vector 0", "a size of at least 1"),
    ("vector -1", "a size"),
    ("symmetric", "vector n, matrix n or function"),
    ("symmetric matrix n m", "properties of a matrix"),
    ("symmetric function", "properties of a function"),
    ("increasing matrix n", "properties of a matrix"),
    ("sequence n", "expected 'of'"),
    ("function of matrix d", "or function of vector d"),
    ("real; import os", "real"),
    ("vector ²", "vector n"),
    ("in (0, ٣)", "in (a, b)"),
    ("x" * 500, "real"),
]


@pytest.mark.parametrize(("words", "help"), MALFORMED, ids=[row[0][:30] for row in MALFORMED])
def test_a_malformed_declaration_says_what_would_be_accepted(words: str, help: str) -> None:
    with pytest.raises(InputError) as caught:
        declare("u", words)
    assert help in caught.value.problem.help


def test_a_size_is_the_declared_one_wherever_it_stands() -> None:
    declared = declarations({"x": "vector n", "n": "integer >= 2"})
    assert declared["x"].shape[0] is declared["n"]
    assert declared["n"].sort == Scalar("integer", Fraction(2), None, False)


def test_a_size_that_is_not_declared_is_natural() -> None:
    assert declarations({"A": "matrix n m"})["n"] is n


def test_a_size_cannot_be_real() -> None:
    with pytest.raises(InputError, match="n"):
        declarations({"x": "vector n", "n": "real"})


def test_a_name_is_declared_once() -> None:
    with pytest.raises(InputError, match="twice"):
        declarations({"λ": "real", r"\lambda": "positive"})


@pytest.mark.parametrize(
    ("name", "canonical"), [("λ", "lambda"), (r"\lambda", "lambda"), (r"\sigma_1", "sigma_1"), ("x_{t}", "x_t"), ("X", "X")]
)
def test_the_spellings_of_a_name_are_one(name: str, canonical: str) -> None:
    assert canonical_name(name) == canonical


def test_one_name_for_two_symbols_is_an_error() -> None:
    with pytest.raises(InputError, match="two different things"):
        check_names(symbol("n", REAL), add(symbol("n", NATURAL), ONE))


def test_a_bound_symbol_may_have_the_name_of_a_free_one() -> None:
    k: Term = index_symbol("k")
    check_names(summation(k, ONE, n, k), symbol("k", REAL))


@pytest.mark.parametrize("words", [5, None, ["real"], {"x": 1}])
def test_words_that_are_no_text_are_refused(words: object) -> None:
    with pytest.raises(InputError):
        declarations({"x": words})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("written", "name"),
    [(r"\lambda_{1}", "lambda_1"), (r"\bar{x}", "x_bar"), (r"\bar x", "x_bar"), (r"\hat{\mu}", "mu_hat"), (r"\mathbf{x}", "x"),
     (r"\hat{\mathbf{x}}", "x_hat"), (r"\theta^*", "theta_star"), (r"\theta^{*}", "theta_star"), (r"\mu_{\text{MLE}}", "mu_MLE"),
     (r"\mathcal{L}", "L"), ("Σ", "Sigma")],
)  # fmt: skip
def test_a_name_has_one_spelling(written: str, name: str) -> None:
    assert canonical_name(written) == name


BOUNDS = [
    ("in (-pi, pi)", None, ["-pi < x", "x < pi"]),
    ("in [0, pi/2)", 0, ["x < 1/2*pi"]),
    ("in (0, 2 pi]", 0, ["x <= 2*pi"]),
    ("in (-2π, 3*pi/2)", None, ["-2*pi < x", "x < 3/2*pi"]),
    ("in (0, 1/2 \\pi)", 0, ["x < 1/2*pi"]),
    ("in (1/e, e)", None, ["1/e < x", "x < e"]),
    ("real >= -e", None, ["-e <= x"]),
    ("in (-inf, e]", None, ["x <= e"]),
]


@pytest.mark.parametrize(("words", "lower", "conditions"), BOUNDS)
def test_a_bound_that_is_not_rational_is_a_condition(words: str, lower: int | None, conditions: list[str]) -> None:
    declared = declared_with_conditions({"x": words})
    sort = declared.symbols["x"].sort
    assert isinstance(sort, Scalar)
    assert (sort.lower, sort.upper) == (lower, None)
    assert declared.conditions == tuple(read_text(each, declared.symbols).term for each in conditions)


NO_BOUNDS = ["in (0, sqrt(2))", "in (0, pi/0)", "in (0, e^2)", "in {0, pi}", "sequence n of in (0, pi)", "in (0, pi*2)"]


@pytest.mark.parametrize("words", NO_BOUNDS)
def test_a_bound_that_is_no_multiple_of_a_constant_is_refused(words: str) -> None:
    with pytest.raises(InputError):
        declared_with_conditions({"x": words})


def test_a_declared_e_is_no_constant_wherever_it_stands() -> None:
    declared = declared_with_conditions({"x": "in (0, e)", "e": "real"})
    assert declared.conditions == (read_text("x < e", declared.symbols).term,)
    with pytest.raises(InputError):
        declared_with_conditions({"x": "in (0, e)", "e": "in (1, pi)"})
    with pytest.raises(InputError):
        declarations({"x": "in (0, pi)"})
