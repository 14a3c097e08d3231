"""Facts about sums: which forms are never negative, and where the inequality of Cauchy and Schwarz helps."""

from __future__ import annotations

import pytest

from verify import holds

VECTORS = {"x": "vector n", "y": "vector n"}
TRUE = {
    "x'*y <= norm(x)*norm(y)": VECTORS,
    "(x'*y)^2 <= (x'*x)*(y'*y)": VECTORS,
    "-norm(x)*norm(y) <= x'*y": VECTORS,
    "sum(x_i, i, 1, n)^2 <= n*sum(x_i^2, i, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "x'*A*x >= 0": {"x": "vector n", "A": "positive semidefinite matrix n"},
    "(A*x)'*(A*x) >= 0": {"x": "vector n", "A": "matrix m n"},
    "tr(A'*A) >= 0": {"A": "matrix m n"},
    "(A*x)'*S*(A*x) >= 0": {"x": "vector n", "A": "matrix m n", "S": "positive semidefinite matrix m"},
}
MATRICES = {
    "n": "natural", "d": "natural", "A": "matrix n d", "B": "matrix d n", "C": "matrix n d", "x": "vector d", "y": "vector d",
}  # fmt: skip
PROBABILITIES = {"n": "natural", "p": "distribution on 1..n", "x": "sequence n of real"}
TRUE |= {
    "trace(A'*C) <= sqrt(trace(A'*A))*sqrt(trace(C'*C))": MATRICES,
    "trace(A*B)^2 <= trace(A'*A)*trace(B'*B)": MATRICES,
    "norm(A*x) <= sqrt(trace(A'*A))*norm(x)": MATRICES,
    "norm(A*(x - y)) <= sqrt(trace(A'*A))*norm(x - y)": MATRICES,
    "sum(sum(A_ij, j, 1, d), i, 1, n)^2 <= n*d*sum(sum(A_ij^2, j, 1, d), i, 1, n)": MATRICES,
    "x'*(x - y) <= norm(x)*norm(x - y)": MATRICES,
    "sum(p_i^2, i, 1, n) >= 1/n": PROBABILITIES,
    "1 - sum(p_i^2, i, 1, n) <= 1 - 1/n": PROBABILITIES,
}
ORDERED = {"n": "natural", "x": "sequence n of real", "y": "sequence n of real", "S": "positive semidefinite matrix n"}
FALSE = {
    # a weight of one index is none of the form
    "0 <= sum(sum(sum(o^2*x_j*S_{j,k}*x_k, o, 1, j), k, 1, n), j, 1, n)": ORDERED,
    "0 <= sum(sum(sum(y_o^2*x_j*x_k, o, 1, j), k, 1, n), j, 1, n)": ORDERED,
    "0 <= sum(sum(sum(o^2*x_j*x_k, o, j, n), k, 1, n), j, 1, n)": ORDERED,
    "sum(sum(x_j, j, 1, i), i, 1, n)^2 <= n^2*sum(sum(x_j^2, j, 1, i), i, 1, n) - 1": ORDERED,
    "trace(A'*C) <= trace(A'*A)": MATRICES,
    "trace(A*B)^2 <= trace(A'*A)": MATRICES,
    "norm(A*x) <= trace(A'*A)*norm(x)": MATRICES,
    "sum(sum(A_ij, j, 1, d), i, 1, n)^2 <= n*sum(sum(A_ij^2, j, 1, d), i, 1, n)": MATRICES,
    "x'*(x - y) <= norm(x)*norm(y)": MATRICES,
    "norm(x - y) <= norm(x) - norm(y)": MATRICES,
    "sum(p_i^2, i, 1, n) >= 2/n": PROBABILITIES,
    "sum(p_i^3, i, 1, n) >= 1/n": PROBABILITIES,
    "sum(p_i^2, i, 1, n-1) >= 1/n": PROBABILITIES,
    "sum(x_i^2, i, 1, n) >= 1/n": PROBABILITIES,
    # another range: sum_{i <= n} x_i against the first m squares
    "sum(x_i, i, 1, n)^2 <= n*sum(x_i^2, i, 1, m)": {"x": "sequence n of real", "n": "natural", "m": "natural"},
    "sum(x_i, i, 1, n)^2 <= sum(x_i^2, i, 1, n)": {"x": "sequence n of real", "n": "natural"},
    "x'*y <= norm(x)": VECTORS,
    "norm(x)*norm(y) <= x'*y": VECTORS,
    "x'*A*x >= 0": {"x": "vector n", "A": "symmetric matrix n"},
    "x'*A*y >= 0": {"x": "vector n", "y": "vector n", "A": "positive semidefinite matrix n"},
    "(A*x)'*(B*x) >= 0": {"x": "vector n", "A": "matrix m n", "B": "matrix m n"},
    "(A*x)'*(A*y) >= 0": {"x": "vector n", "y": "vector n", "A": "matrix m n"},
    "tr(A*A) >= 0": {"A": "matrix n"},
}


@pytest.mark.parametrize(("statement", "symbols"), TRUE.items(), ids=TRUE)
def test_proved(statement: str, symbols: dict[str, str]) -> None:
    verdict = holds(statement, symbols)
    assert (verdict.truth, verdict.trust) == ("proved", "checked"), verdict.reasons


@pytest.mark.parametrize(("statement", "symbols"), FALSE.items(), ids=FALSE)
def test_not_proved(statement: str, symbols: dict[str, str]) -> None:
    assert holds(statement, symbols).truth != "proved"
