"""Equations about the rows, columns and entries of a matrix: what is proved, and beside it what is nearly the same and false."""

from __future__ import annotations

import pytest

from verify.certificate import Certificate, Refutation, from_json, to_json
from verify.decide import decide
from verify.question import Question
from verify.read.formula import vocabulary
from verify.recheck import recheck
from verify.recheck.refutation import check_refutation
from verify.term import equal, symbol
from verify.verdict import Verdict

WORDS = vocabulary(
    {
        "x": "rows of X", "X": "matrix n d", "w": "vector d", "m": "vector d", "y": "vector n", "P": "positive definite matrix d",
        "a": "columns of A", "A": "matrix n d", "s": "rows of S", "t": "columns of S", "e": "entries of S", "S": "matrix n n",
        "r": "rows of M", "q": "columns of M", "M": "symmetric matrix n", "b": "rows of B", "B": "matrix d p",
        "z": "rows of Z", "c": "columns of Z", "Z": "matrix 3 2", "o": "rows of O", "O": "matrix n 1", "l": "columns of L",
        "L": "matrix 1 n", "k": "integer in 1..n", "sigma": "positive",
    },
    {"g(x)": "1/(1 + exp(-x))"},
)  # fmt: skip
LIKELIHOOD = r"\nabla_w \sum_{i=1}^n [y_i \log g(w^\top x_i) + (1 - y_i) \log(1 - g(w^\top x_i))]"
NORMAL = r"\sum_{i=1}^n \log \mathcal{N}(y_i \mid w^\top x_i, \sigma^2)"

TRUE = [
    ("sum(x_i x_i', i, 1, n)", "X'X"),
    (r"\sum_{i=1}^n x_i x_i^\top", r"X^\top X"),
    (r"\sum_{i=1}^n x^{(i)} {x^{(i)}}^\top", r"X^\top X"),
    ("sum((w'x_i - y_i)^2, i, 1, n)", "norm(X w - y)^2"),
    (r"\sum_{i=1}^n (w^\top x_i - y_i)^2", r"\|X w - y\|^2"),
    ("tr(X'X)", "sum(norm(x_i)^2, i, 1, n)"),
    (r"\operatorname{tr}(X^\top X)", r"\sum_{i=1}^n \sum_{j=1}^d x_{ij}^2"),
    (LIKELIHOOD, r"\sum_{i=1}^n (y_i - g(w^\top x_i)) x_i"),
    (NORMAL, r"-\frac{n}{2} \log(2 \pi \sigma^2) - \frac{\|y - X w\|^2}{2 \sigma^2}"),
    ("sum(y_i x_i, i, 1, n)", "X'y"),
    ("sum(x_i, i, 1, n)", "X' ones(n)"),
    ("sum(x[k, j] w_j, j, 1, d)", "w'x_k"),
    ("x_k'X'y", "sum(y_i (x_i'x_k), i, 1, n)"),
    ("row(X B, k)", "B'x_k"),
    ("sum(a_j a_j', j, 1, d)", "A A'"),
    ("sum(w_j a_j, j, 1, d)", "A w"),
    (r"\sum_{j=1}^d w_j a_j", "A w"),
    ("X B", "sum(column(X, j) b_j', j, 1, d)"),
    ("sum(s_i t_i', i, 1, n)", "S'S'"),
    ("sum(t_i s_i', i, 1, n)", "S S"),
    ("r_k", "q_k"),
    ("tr(S)", "sum(e_ii, i, 1, n)"),
    (r"\|S\|_F^2", r"\sum_{i=1}^n \sum_{j=1}^n e_{ij}^2"),
    ("e[k, k]", "s[k, k]"),
    ("e_11", "S[1, 1]"),
    ("gradient(sum((w'x_i - y_i)^2, i, 1, n), w)", "2 X'(X w - y)"),
    ("gradient(norm(X w - y)^2, w)", "2 sum((w'x_i - y_i) x_i, i, 1, n)"),
    ("gradient(log(g(w'x_k)), w)", "(1 - g(w'x_k)) x_k"),
    ("gradient(sum((w'x_i - y_i)^2, i, 1, n), X)", "2 (X w - y) w'"),
    ("(x_k - m)' inv(P) (x_k - m)", "x_k' inv(P) x_k - 2 m' inv(P) x_k + m' inv(P) m"),
    ("det(P + x_k x_k')", "det(P) (1 + x_k' inv(P) x_k)"),
    ("z_1 z_1' + z_2 z_2' + z_3 z_3'", "Z'Z"),
    ("c_1 c_1' + c_2 c_2'", "Z Z'"),
    ("sum(o_i^2, i, 1, n)", "O'O"),
    ("sum(l_i^2, i, 1, n)", "L L'"),
    ("row([[1, 2], [3, 4]], 2)", "[3, 4]"),
    ("column([[1, 2], [3, 4]], 2)", "[2, 4]"),
]
# Beside a true row; each fails at some matrix that can be drawn.
FALSE = [
    ("sum(s_i s_i', i, 1, n)", "S S'"),
    (r"\sum_{i=1}^n s_i s_i^\top", r"S S^\top"),
    ("sum(t_i t_i', i, 1, n)", "S'S"),
    ("sum(s_i t_i', i, 1, n)", "S S"),
    ("sum(t_i s_i', i, 1, n)", "S'S"),
    ("sum(x_i x_i', i, 1, n)", "2 X'X"),
    ("sum(x_i x_i', i, 1, n - 1)", "X'X"),
    ("sum(x_i x_i', i, 2, n)", "X'X"),
    ("sum((w'x_i - y_i)^2, i, 1, n)", "norm(X w + y)^2"),
    ("sum((w'x_i - y_i)^2, i, 1, n)", "norm(X w - y)"),
    ("tr(X'X)", "sum(norm(x_i), i, 1, n)"),
    (LIKELIHOOD, r"\sum_{i=1}^n (g(w^\top x_i) - y_i) x_i"),
    (NORMAL, r"-\frac{n}{2} \log(2 \pi \sigma^2) - \frac{\|y - X w\|^2}{\sigma^2}"),
    ("sum(y_i x_i, i, 1, n)", "-X'y"),
    ("sum(s_i, i, 1, n)", "sum(t_i, i, 1, n)"),
    ("s_k", "t_k"),
    ("e_12", "e_21"),
    ("e_12", "t[1] ' row(S, 2)"),
    ("x_1", "x_2"),
    ("x_k'x_k", "1"),
    ("gradient(sum((w'x_i - y_i)^2, i, 1, n), w)", "X'(X w - y)"),
    ("gradient(sum((w'x_i - y_i)^2, i, 1, n), X)", "2 (X w + y) w'"),
    ("det(P + x_k x_k')", "det(P) (1 + x_k' P x_k)"),
    ("z_1 z_1' + z_2 z_2'", "Z'Z"),
    ("row([[1, 2], [3, 4]], 2)", "[2, 4]"),
    ("column([[1, 2], [3, 4]], 2)", "[3, 4]"),
]
# No point is known at which a side is defined: a row that does not exist.
UNDEFINED = [("0 (w'x_{n+1})", "0"), ("sum(w'x_i, i, 1, n + 1)", "ones(n)'X w + w'x[n + 1]")]


def verdict(left: str, right: str) -> tuple[Question, Verdict]:
    question = Question(equal(WORDS.read(left).term, WORDS.read(right).term), WORDS.conditions)
    return question, decide(question)


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_a_true_equation_is_proved_and_its_proof_survives_a_certificate(left: str, right: str) -> None:
    _, found = verdict(left, right)
    assert (found.truth, found.domain, found.trust) == ("proved", "total", "checked")
    assert found.proof is not None
    ((_, proof),) = from_json(to_json(Certificate("rows", (("it", found.proof),)))).proofs
    assert recheck(proof) == ()


@pytest.mark.parametrize(("left", "right"), FALSE)
def test_a_false_equation_is_refuted_at_a_point_that_is_checked(left: str, right: str) -> None:
    question, found = verdict(left, right)
    assert (found.truth, found.trust) == ("refuted", "checked")
    assert found.counterexample is not None
    written = Certificate("rows", (), (("it", Refutation(question, found.counterexample)),))
    ((_, refutation),) = from_json(to_json(written)).refutations
    assert check_refutation(refutation.question, refutation.counterexample).status == "confirmed"


@pytest.mark.parametrize(("left", "right"), UNDEFINED)
def test_what_is_defined_nowhere_is_not_proved(left: str, right: str) -> None:
    assert verdict(left, right)[1].truth == "undecided"


def test_a_row_that_need_not_exist_is_an_exception() -> None:
    words = vocabulary({"x": "rows of X", "X": "matrix n d", "w": "vector d", "K": "natural"})
    found = decide(Question(equal(words.read("w'x_K").term, words.read("x_K'w").term)))
    assert (found.truth, found.domain) == ("proved", "common")
    assert [exception.args for exception in found.exceptions] == [(symbol("K", words.symbols["K"].sort), words.symbols["n"])]


@pytest.mark.parametrize(("left", "right"), [("sum(x_i'x_i, i, 1, n)", "X'X"), ("x_k", "w'"), ("a_1", "x_1")])
def test_shapes_that_differ_are_told_apart(left: str, right: str) -> None:
    with pytest.raises(Exception, match="a statement between shapes"):
        verdict(left, right)
