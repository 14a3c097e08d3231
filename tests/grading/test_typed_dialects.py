"""Divergences and means in typed text, names of Python's modules, and Matlab's operators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verify.grading import grade

# reference, submitted, symbols, further fields, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Mapping[str, str], Mapping[str, Any], str]] = [
    ("KL(q || p)", "E_{q(z)}[log q(z)] - E_{q(z)}[log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("KL(q || p)", "E_q(z)[log q(z)] - E_q(z)[log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("D_KL(q || p)", "E_q[log q(z)] - E_q[log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("KL[q || p]", "E_{z~q}[log q(z) - log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("KL[q(z) || p(z)]", "E_{z ~ q(z)}[log q(z) - log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("KL(q||p)", "KL(q, p)", {"q": "density of z", "p": "density of z"}, {}, "correct"),
    ("KL(p || q)", "E_{q(z)}[log q(z) - log p(z)]", {"q": "density of z", "p": "density of z"}, {}, "wrong"),
    ("E_{q(z)}[log q(z) - log p(z)]", "KL(p || q)", {"q": "density of z", "p": "density of z"}, {}, "wrong"),
    ("E_{q(z)}[log q(z) - log p(z)]", "KL(q | p)", {"q": "density of z", "p": "density of z"}, {}, "refused"),
    ("log p(x) - KL(q(z) || p(z|x))", "E_{q(z)}[log p(x, z) - log q(z)]",
     {"q": "density of z", "p": "density of x, z"}, {}, "correct"),
    ("E_{q(z)}[log p(x, z) - log q(z)]", "E_{q(z)}[log p(x|z)] - KL(q(z) || p(z|x))",
     {"q": "density of z", "p": "density of x, z"}, {}, "wrong"),
    ("E_{q(z)}[log p(x, z) - log q(z)]", "E_{q(z)}[log p(x|z)] - KL(q(z) || p(z))",
     {"q": "density of z", "p": "density of x, z"}, {}, "correct"),
    ("E_{q(z)}[log p(x, z)]", "E_{x~q}[log p(x, z)]", {"q": "density of z", "p": "density of x, z"}, {}, "refused"),
    ("np.log(np.exp(a) + np.exp(b))", "np.maximum(a, b) + np.log1p(np.exp(-np.abs(a - b)))",
     {"a": "real", "b": "real"}, {}, "correct"),
    ("np.log(np.exp(a) + np.exp(b))", "np.maximum(a, b) + np.log1p(np.exp(np.abs(a - b)))",
     {"a": "real", "b": "real"}, {}, "wrong"),
    ("math.sqrt(x**2 + 1) - x", "1/(math.sqrt(x**2 + 1) + x)", {"x": "real"}, {}, "correct"),
    ("torch.sigmoid(x)", "1/(1+torch.exp(-x))", {"x": "real"}, {}, "correct"),
    ("numpy.cos(numpy.pi*x)", "jnp.cos(math.pi*x)", {"x": "real"}, {}, "correct"),
    ("np.foo(x)", "x", {"x": "real"}, {}, "refused"),
    ("x.real", "x", {"x": "real"}, {}, "refused"),
    ("x.T @ y", "dot(x, y)", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x.T @ y", "y.T @ x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x.T @ x", "x.T @ y", {"x": "vector n", "y": "vector n"}, {}, "wrong"),
    ("(A @ B).T", "B.T @ A.T", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    ("A @ B", "A*B", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    ("np.exp(0)*A @ B", "A*B", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    ("A @ B", "np.exp(0)*A*B", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "refused"),
    ("A @ A", "np.pi**0*A**2", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "refused"),
    ("sum(x.^2)", "x'*x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("sum(x.^2)", "norm(x)^2", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("sum(x.*y)", "x'*y", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("sum(x.^2)", "x'*y", {"x": "vector n", "y": "vector n"}, {}, "wrong"),
    ("np.sum(x)", "ones(n)'*x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x.*y", "y.*x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x.*y", "x.*x", {"x": "vector n", "y": "vector n"}, {}, "wrong"),
    ("(x.*y)./y", "x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x./2", "x/2", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("x./y.*y", "x", {"x": "vector n", "y": "vector n"}, {}, "correct"),
    ("2.*x.^2", "2*x^2", {"x": "real"}, {}, "correct"),
    ("2.^x", "2^x", {"x": "real"}, {}, "correct"),
    ("1./x", "1/x", {"x": "positive"}, {}, "correct"),
    ("2.**x", "2^x", {"x": "real"}, {}, "correct"),
    ("2.5*x", "5/2 x", {"x": "real"}, {}, "correct"),
    (r"A\b", "inv(A)*b", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"A\b", "A^{-1}b", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"A\b", r"(A'*A)\(A'*b)", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"A\b", "A*b", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "wrong"),
    (r"A\b", "b'/A", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "refused"),
    (r"x in R \ {0}", "x != 0", {"x": "real"}, {}, "correct"),
    (r"[0, 4] \ {2}", "[0,2) U (2,4]", {}, {}, "correct"),
    ("sum(x)", "x", {"x": "real"}, {}, "refused"),
    ("sum(A)", "x", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "refused"),
    (r"A\b + x", "inv(A)*b + x", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"A*B\b", r"B\(A\b)", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"(A*A)\b", r"A\(A\b)", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"A \ b", r"A\b", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
    (r"X\b", "b", {"X": "matrix n m", "b": "vector n"}, {}, "refused"),
    (r"\alpha\b", r"\alpha", {"b": "real"}, {}, "refused"),
    ("x/2", "½x", {"x": "positive"}, {}, "correct"),
    ("sqrt(x)", "x^½", {"x": "positive"}, {}, "correct"),
    ("-x²/2 + 3x/4", "−½x² + ¾(x)", {"x": "positive"}, {}, "correct"),
    ("sin(x/2)", "sin(½x)", {"x": "positive"}, {}, "correct"),
    ("5/2", "2½", {}, {}, "refused"),  # a sum to many
    ("x/2", "x½", {"x": "positive"}, {}, "refused"),
    ("sin(x/2)", "sin ½x", {"x": "positive"}, {}, "refused"),
    (r"x^2/2", r"\frac12 x^2 \\", {"x": "real"}, {}, "correct"),
    (r"-\frac12\log_2\frac12", "1/2", {}, {}, "correct"),
    (r"1\frac12", "3/2", {}, {}, "refused"),
    (r"A\b = x", "b = A*x", {"A": "invertible matrix n", "B": "matrix n", "b": "vector n", "x": "vector n"}, {}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "fields", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {row[4]}" for row in GRADED])  # fmt: skip
def test_it_is_graded(
    reference: str, submitted: str, symbols: Mapping[str, str], fields: Mapping[str, Any], verdict: str
) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols, **fields})
    assert (result.verdict if result.problem is None else "refused") == verdict
