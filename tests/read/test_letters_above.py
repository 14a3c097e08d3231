"""Powers by letters above: xⁿ, x⁻ⁿ, e²ⁿ⁺¹; declared names behind numbers: 2E; log1p as one word."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

NAMES = declarations({"n": "natural", "x": "real", "E": "real", "A": "matrix n", "B": "matrix n", "p": "real"})

SAME = [
    ("xⁿ", "x^n"),
    ("x⁻ⁿ", "x^(-n)"),
    ("x²ⁿ⁺¹", "x^(2n+1)"),
    ("2ⁿx", "2^n*x"),
    ("xᵖⁿ", "x^(p*n)"),
    ("eˣ", "e^x"),
    ("sinⁿ x", "sin(x)^n"),
    ("xⁿ/2", "(x^n)/2"),
    ("log xⁿ", "log(x^n)"),
    ("xⁿ(x + 1)", "x^n*(x + 1)"),
    ("xⁿ != p", "x^n != p"),
    ("∑_{k=0}ⁿ xᵏ", "sum(x^k, k, 0, n)"),
    ("Aᵀ B", "transpose(A) B"),
    ("2E", "2*E"),
    ("1E", "1*E"),
    ("0.5E", "(1/2)*E"),
    ("2E+x", "2*E + x"),
    ("2E + 1", "2*E + 1"),
    ("log1p(x)", "log(1 + x)"),
    ("log1p(p)", "log(1 + p)"),
    ("x log1p(-x)", "x*log(1 - x)"),
    ("-log1p(exp(-x))^2", "-(log(1 + exp(-x)))^2"),
]
REFUSED = [
    "xⁿ!",  # the factorial is of the power to some, and of n to a reader of x^(n)!
    "xⁿ^2",
    "xⁿ²",
    "xⁿ⁻",
    "x¹/ⁿ",
    "nᵗʰ",
    "sin⁻ⁿ x",
    "Aⁿ",
    "2E+1",  # 20, or 2*E + 1
    "2E-3",
    "0.5E-3",
    "log1p",
]


@pytest.mark.parametrize(("written", "other"), SAME)
def test_the_same_is_read(written: str, other: str) -> None:
    assert read_formula(written, NAMES).term == read_formula(other, NAMES).term


@pytest.mark.parametrize("written", REFUSED)
def test_what_may_be_meant_otherwise_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_formula(written, NAMES)


def test_an_undeclared_e_stays_a_power_of_ten() -> None:
    assert read_formula("2E+1", {}).term == read_formula("20", {}).term
    with pytest.raises(InputError):
        read_formula("1E", {})
