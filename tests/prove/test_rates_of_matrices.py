"""Derivatives of matrices and vectors by a number, as rules for products and inverses give them."""

from __future__ import annotations

import pytest

from tests.prove.verdicts import assert_proved
from verify.ask import equal

T = {"A": "positive definite matrix n", "B": "positive definite matrix n", "t": "positive", "x": "vector n"}
PATH = {"M": "matrix n n", "N": "matrix n n", "v": "vector n", "t": "real", "s": "positive"}

TRUE = {
    "a line": ("diff(A + t*B, t)", "B", T),
    "an inverse": ("diff(inv(A + t*B), t)", "-inv(A + t*B)*B*inv(A + t*B)", T),
    "an inverse times a vector": ("diff(inv(A + t*B)*x, t)", "-inv(A + t*B)*B*inv(A + t*B)*x", T),
    "a product": ("diff((M + t*N)*(M + t*N), t)", "M*N + N*M + 2*t*N*N", PATH),
    "a transposed product": ("diff((M + t*N)'*(M + t*N), t)", "N'*M + M'*N + 2*t*N'*N", PATH),
    "a number before a vector": ("diff(exp(2*t)*v, t)", "2*exp(2*t)*v", PATH),
    "a root before a matrix": ("diff(sqrt(s)*M, s)", "1/(2*sqrt(s))*M", PATH),
    "what does not change": ("diff(M*v, t)", "0*v", PATH),
}

FALSE = {
    "an inverse, as of numbers": ("diff(inv(A + t*B), t)", "-B*inv(A + t*B)*inv(A + t*B)", T),
    "an inverse without its sign": ("diff(inv(A + t*B), t)", "inv(A + t*B)*B*inv(A + t*B)", T),
    "a product in the wrong order": ("diff((M + t*N)*(M + t*N), t)", "2*N*(M + t*N)", PATH),
    "a transposed product, one side of it": ("diff((M + t*N)'*(M + t*N), t)", "2*N'*(M + t*N)", PATH),
    "a number before a vector": ("diff(exp(2*t)*v, t)", "exp(2*t)*v", PATH),
}


@pytest.mark.parametrize("name", TRUE)
def test_proved_and_accepted(name: str) -> None:
    assert_proved(TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_refuted(name: str) -> None:
    left, right, symbols = FALSE[name]
    assert equal(left, right, symbols=symbols).truth == "refuted"
