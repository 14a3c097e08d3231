r"""Jacobians and Hessians: of columns by columns, in both readers, and what is nearly the same and wrong."""

from __future__ import annotations

from typing import Any

import pytest

from verify.decide import decide
from verify.grading import grade
from verify.question import Question
from verify.read.formula import vocabulary
from verify.render.formula import text
from verify.render.to_latex import latex_of
from verify.render.tree_of_term import tree_of_term
from verify.term import Term, equal, make

SYMBOLS = {"n": "natural", "m": "natural", "A": "matrix m n", "B": "matrix n n", "S": "symmetric matrix n", "x": "vector n",
           "w": "vector n", "b": "vector n", "c": "vector m", "z": "vector K", "K": "natural", "i": "integer in 1..K",
           "j": "integer in 1..K", "N": "natural", "y": "sequence N of vector n", "l": "positive"}  # fmt: skip
LOGISTIC = {r"\sigma(t)": r"\frac{1}{1+e^{-t}}"}
QUADRATIC = {"f(v)": r"v^\top B v"}

# reference, answer, verdict
ROWS = [
    ("jacobian(A*x, x)", "A", "correct"),
    ("jacobian(A*x, x)", "2A", "wrong"),
    ("jacobian(B*x, x)", "B'", "wrong"),
    (r"\frac{\partial (Bx)}{\partial x^\top}", r"B^\top", "wrong"),
    (r"\frac{\partial (Bx)}{\partial x}", "B", "correct"),
    (r"\frac{\partial (Bx)}{\partial x}", r"B^\top", "undecided"),  # as some lay it out
    (r"\nabla_x (Bx)", r"B^\top", "undecided"),
    (r"\frac{\partial x^\top B x}{\partial x^\top}", r"x^\top(B+B^\top)", "correct"),
    ("hessian(x'*B*x, x)", "B + B'", "correct"),
    ("hessian(x'*B*x, x)", "2B", "wrong"),
    ("diff(x'*S*x, x, 2)", "2S", "correct"),
    (r"\nabla_x^2 (x^\top B x)", r"B+B^\top", "correct"),
    (r"\nabla^2_x (x^\top B x)", r"B", "wrong"),
    (r"\frac{\partial^2}{\partial x\,\partial x^\top}\left(x^\top A^\top A x + b^\top x\right)", r"2A^\top A", "correct"),
    (r"\frac{\partial^2 x^\top B w}{\partial x\,\partial w^\top}", "B", "correct"),
    (r"\frac{\partial^2 x^\top B w}{\partial w\,\partial x^\top}", "B", "undecided"),
    ("hessian(norm(A*x - c)^2/2 + l/2*norm(x)^2, x)", "A'*A + l*I", "correct"),
    ("hessian(norm(A*x - c)^2/2 + l/2*norm(x)^2, x)", "A'*A + l^2*I", "wrong"),
    ("hessian(exp(-norm(x)^2/2), x)", "(x*x' - I)*exp(-norm(x)^2/2)", "correct"),
    (r"\nabla^2_w \sum_{i=1}^N\log\left(1+e^{w^\top y_i}\right)",
     r"\sum_{i=1}^N\frac{e^{w^\top y_i}}{\left(1+e^{w^\top y_i}\right)^2}\,y_iy_i^\top", "correct"),
    (r"\nabla^2_w \sum_{i=1}^N\log\left(1+e^{w^\top y_i}\right)",
     r"\sum_{i=1}^N\frac{e^{w^\top y_i}}{1+e^{w^\top y_i}}\,y_iy_i^\top", "wrong"),
    ("hessian(log(sum(exp(z_k), k, 1, K)), z)", "diag(softmax(z)) - softmax(z)*softmax(z)'", "correct"),
    (r"\frac{\partial\, \mathrm{softmax}(z)}{\partial z}",
     r"\mathrm{diag}(\mathrm{softmax}(z))-\mathrm{softmax}(z)\mathrm{softmax}(z)^\top", "correct"),
    ("jacobian(softmax(z), z)", "diag(softmax(z)) - softmax(z)*softmax(z)'*2", "wrong"),
    ("jacobian(tanh(B*x + b), x)", "diag(1 - tanh(B*x + b)^2)*B", "correct"),
    ("jacobian(x*(x'*x), x)", "(x'*x)*I + 2*x*x'", "correct"),
    # one entry of a column in brackets
    ("softmax(z)_i", "exp(z_i)/sum(exp(z_k), k, 1, K)", "correct"),
    ("softmax(z)[i]", "exp(z_j)/sum(exp(z_k), k, 1, K)", "wrong"),
    (r"(Bx)_1", r"\sum_{k=1}^n B_{1k}x_k", "correct"),
    (r"(Bx)_1", r"\sum_{k=1}^n B_{k1}x_k", "wrong"),
    (r"\frac{\partial\, \mathrm{softmax}(z)_i}{\partial z_j}",
     r"\mathrm{softmax}(z)_i(\delta_{ij}-\mathrm{softmax}(z)_j)", "correct"),
    (r"\frac{\partial\, \mathrm{softmax}(z)_i}{\partial z_j}", r"\mathrm{softmax}(z)_i(1-\mathrm{softmax}(z)_j)", "wrong"),
    # numbers beside a column, entry by entry
    ("x + 1", "1 + x", "correct"),
    ("x + 1", "x + 2", "wrong"),
    ("B + 1", "B", "undecided"),
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), ROWS)
def test_graded(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": SYMBOLS}).verdict == verdict


@pytest.mark.parametrize(("reference", "answer", "definitions"), [
    (r"\nabla^2 f(x)", r"B+B^\top", QUADRATIC),
    (r"\frac{\partial}{\partial x}\sigma(Bx+b)", r"\operatorname{diag}(\sigma(Bx+b)\odot(1-\sigma(Bx+b)))B", LOGISTIC),
])  # fmt: skip
def test_of_definitions(reference: str, answer: str, definitions: dict[str, str]) -> None:
    row: dict[str, Any] = {"reference": reference, "submitted": answer, "symbols": SYMBOLS, "definitions": definitions}
    assert grade(row).verdict == "correct"


WORDS = vocabulary(SYMBOLS)


def jacobian(column: str) -> Term:
    return make("gradient", (WORDS.read(column).term, WORDS.symbols["x"]))


HESSIAN = make("gradient", (jacobian("x'*B*x"), WORDS.symbols["x"]))


@pytest.mark.parametrize("term", [jacobian("A*x"), jacobian("x*(x'*x)"), HESSIAN], ids=str)
def test_printed_and_read_back(term: Term) -> None:
    assert WORDS.read(latex_of(tree_of_term(term))).term is term
    assert WORDS.read(text(term)).term is term


@pytest.mark.parametrize(("left", "right"), [
    ("A*x", "A + A"), ("x*(x'*x)", "(x'*x)*I + 2*x*x' + x*x'"), ("B*x", "B'"), ("exp(x'*x)*x", "exp(x'*x)*I"),
])  # fmt: skip
def test_a_wrong_jacobian_is_refuted_and_the_point_is_checked(left: str, right: str) -> None:
    verdict = decide(Question(equal(jacobian(left), WORDS.read(right, jacobian(left).shape).term)))
    assert (verdict.truth, verdict.trust) == ("refuted", "checked")
