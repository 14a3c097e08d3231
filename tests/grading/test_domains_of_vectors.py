"""Answers about vectors and matrices that are undefined on a part of the domain, however far away, are not correct."""

from __future__ import annotations

import pytest

from verify.ask import equal, holds
from verify.grading import grade
from verify.problem import InputError

N = {"n": "natural", "v": "vector n", "D": "diagonal matrix n", "w": "vector 2", "s": "positive vector n", "u": "real"}

ENDS = [
    ("w'w", "w'w + log(100 - w'w) - log(100 - w'w)"), ("sum(v_i, i, 1, n)", "sum(exp(log(v_i + 50)) - 50, i, 1, n)"),
    ("det(D)", "sqrt(det(D) + 10^9)^2 - 10^9"), ("sum(D_{ii}, i, 1, n)", "sum(sqrt(D_{ii} + 1000)^2, i, 1, n) - 1000 n"),
]  # fmt: skip
GOES_ON = [
    ("log(det(A A'))", "2 log(abs(det(A)))", {"A": "matrix n n"}), ("-sum(log(s_i), i, 1, n)", "sum(log(1/s_i), i, 1, n)", N),
    ("-sum(p_k log(p_k), k, 1, K)", "sum(p_k log(1/p_k), k, 1, K)", {"p": "sequence K of real"}),
    ("norm(v)", "sqrt(sum(v_i^2, i, 1, n))", N),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), ENDS)
def test_a_bound_of_the_domain_that_may_be_crossed(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=N).verdict == "undecided"


@pytest.mark.parametrize(("reference", "submitted", "symbols"), GOES_ON)
def test_a_bound_of_the_domain_that_is_the_same(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == "correct"


BY_ENTRIES = [
    ("sum(s_i^u, i, 1, n)", "sum(s.^u)", "proved"), ("prod(s_i^u, i, 1, n)", "det(diag(s^u))", "proved"),
    ("prod(s_i^s_i, i, 1, n)", "det(diag(s^u))", "refuted"), ("sum(exp(u s_i), i, 1, n)", "sum(exp(s).^u)", "proved"),
    ("sum(abs(v_i), i, 1, n)", "tr(diag(|v|))", "proved"), ("norm(v)", "tr(diag(|v|))", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "truth"), BY_ENTRIES)
def test_what_is_applied_to_entries_binds_no_name_of_its_own(left: str, right: str, truth: str) -> None:
    assert equal(left, right, symbols=N).truth == truth


@pytest.mark.parametrize(
    ("formula", "symbols"),
    [
        ("norm(z)^2 = z'z", {"z": "complex vector n"}), ("|z| >= 0", {"z": "complex vector 2"}),
        ("tr(Z' Z) = ||Z||_F^2", {"Z": "complex matrix 2 2"}), ("I (B) = B", {"B": "matrix 2 2"}),
        ("N(z; 0, diag(v)) >= 0", {"z": "vector 2", "v": "vector 2"}),
        ("N(z; 0, D) >= 0", {"z": "vector 2", "D": "diagonal matrix 2"}),
        ("K^T = K", {"K": "complex positive definite matrix 2"}),
    ],
)  # fmt: skip
def test_what_has_no_safe_reading_is_refused(formula: str, symbols: dict[str, str]) -> None:
    with pytest.raises(InputError):
        holds(formula, symbols)
