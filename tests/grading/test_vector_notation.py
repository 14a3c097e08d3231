r"""Names in vector notation, \|x\|, \langle x, y \rangle, \mathbf{x}, X'X: what is right for numbers may be wrong for vectors."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.vector_notation import in_vector_notation, single_bars, surely_vectors, transposed_by_primes

NAMES = [
    (r"\|x-y\|^2", {"x", "y"}), ("||A x - b||", {"A", "x", "b"}), (r"\langle u, v_i\rangle + c", {"u", "v_i", "v"}),
    (r"\mathbf{w}^\top x + b", {"w"}), (r"\frac{u\cdot v}{v\cdot v}v", {"u", "v"}), ("(X'X)^{-1}X'y", {"X"}),
    (r"x_i'\beta", {"x"}), (r"U^HU", {"U"}), (r"\Sigma^{-1}\mu", {"Sigma"}), (r"|2\pi\Sigma|^{-1/2}", {"Sigma"}),
    # no norms, a mean in angle brackets, derivatives, complements, products of numbers
    (r"KL(p\|q) + KL(q\|p)", set()), (r"\langle x\rangle", set()), ("f'g + fg'", set()), (r"a\cdot b", set()),
    (r"p(x|y)\,p(y|x)", set()), (r"\mathbf{E}[x]", set()), (r"A^{-1}", set()), (r"e^t t", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_in_vector_notation(text: str, names: set[str]) -> None:
    assert in_vector_notation([text]) == names


def test_what_stands_alone_between_bars_is_no_number() -> None:
    assert surely_vectors([r"\|ax\| + \|x\|", r"\left\| \theta \right\|", r"\langle u, 2v\rangle"]) == {"x", "theta", "u"}


def test_single_bars_have_partners_within_their_brackets() -> None:
    assert single_bars(r"|x| + f(|y|) + \|z\|") == ["x", "y"]
    assert single_bars("p(x | y)") is None
    assert single_bars(r"\{x | x > 0\}") is None


def test_a_prime_before_a_factor_is_a_transpose_of_capitals_and_of_what_is_multiplied_by_itself() -> None:
    assert transposed_by_primes(r"X'y + \epsilon'\epsilon + \mathbf{w}'x") == {"X", "epsilon", "w"}
    assert transposed_by_primes("f'(x) g + V'(x) + u'v") == set()


RIGHT = [
    (r"\|x-y\|^2", r"\|x\|^2-2\langle x,y\rangle+\|y\|^2"), (r"\|x-y\|^2", r"\|x\|^2-2x^\top y+\|y\|^2"),
    (r"\|Xw-y\|_2^2", r"(Xw-y)^\top(Xw-y)"), (r"\nabla_w\|Xw-y\|^2", r"2X^\top(Xw-y)"),
    (r"\|y-X\beta\|^2", r"y^\top y-2\beta^\top X^\top y+\beta^\top X^\top X\beta"),
    (r"\langle x, y\rangle", r"\langle y,x\rangle"),
    (r"\|x+y\|^2+\|x-y\|^2", r"2\|x\|^2+2\|y\|^2"), (r"2\|x\|^2+2\|y\|^2", r"\|x+y\|^2+\|x-y\|^2"),
    (r"\|ax\|", r"|a|\|x\|"), (r"\|\alpha x\|^2", r"\alpha^2\|x\|^2"), (r"\|x\|", r"\sqrt{\langle x,x\rangle}"),
    (r"\mathbf{W}\mathbf{x}+\mathbf{b}", r"\mathbf{b}+\mathbf{W}\mathbf{x}"), (r"2\mathbf{x}", r"\mathbf{x}+\mathbf{x}"),
    (r"e^{-\gamma\|x-y\|^2}", r"e^{-\gamma\|y-x\|^2}"), (r"\nabla_w \frac{\lambda}{2}\|w\|^2", r"\lambda w"),
    (r"\|A\|_F^2", r"\operatorname{tr}(A^\top A)"), ("||x-y||^2", "||y-x||^2"), (r"\frac{x}{\|x\|}", r"\frac{1}{\|x\|}x"),
    (r"\sum_{i=1}^n\|x_i-\mu\|^2", r"\sum_{i=1}^n\|\mu-x_i\|^2"), (r"\frac{2}{\|w\|}", r"2\|w\|^{-1}"),
    ("(X'X)^{-1}X'y", r"(X^\top X)^{-1}X^\top y"), (r"\|v\| = \sqrt{50}", r"5\sqrt2"), (r"\|x\|_1", r"\sum_i|x_i|"),
    (r"y(\mathbf{w}\cdot\mathbf{x}+b)", r"yb+y\,\mathbf{x}\cdot\mathbf{w}"), (r"|\Sigma|^{-1/2}", r"\frac{1}{\sqrt{|\Sigma|}}"),
]  # fmt: skip
NOT_RIGHT = [
    (r"|\langle x,y\rangle|", r"\|x\|\|y\|"), (r"\langle x,y\rangle^2", r"\langle x,x\rangle\langle y,y\rangle"),
    (r"\|Ax\|", r"\|A\|\|x\|"), (r"\|Ax-b\|_2^2", r"A^2x^2-2Abx+b^2"), (r"\|x\|\|y\|", "|xy|"), (r"\|x-y\|^2", "(x-y)^2"),
    (r"\mathbf{A}\mathbf{x}", r"\mathbf{x}\mathbf{A}"), (r"\nabla_w \|Xw-y\|^2", "2X(Xw-y)"),
    (r"\nabla_w \|Xw-y\|^2", r"X^\top(Xw-y)"), (r"\frac{\langle u,v\rangle}{\|v\|^2}v", "u"),
    (r"u-\frac{\langle u,v\rangle}{\|v\|^2}v", "0"), (r"\frac{x}{\|x\|}", r"\operatorname{sign}(x)"),
    (r"\|x\|^2y", r"\langle x,y\rangle x"), ("||A x - b||^2", "(A x - b)(A x - b)"), (r"\|x+y\|", r"\|x\|+\|y\|"),
    (r"\frac{u\cdot v}{v\cdot v}v", "u"), ("(X'X)^{-1}X'y", "X^{-1}y"), ("U^HU", "UU^H"), (r"|2\Sigma|", r"2|\Sigma|"),
    (r"A^{-1}b", "bA^{-1}"), (r"\Sigma^{-1}\mu", r"\mu\Sigma^{-1}"), (r"\vec a\vec b", r"\vec b\vec a"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_right_for_vectors(reference: str, submitted: str) -> None:
    found = grade(reference, submitted)
    assert found.verdict == "correct", found.message


@pytest.mark.parametrize(("reference", "submitted"), NOT_RIGHT)
def test_not_right_for_vectors(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("wrong", "undecided", "unreadable")


PARTLY_DECLARED = [
    ("A x", "x A", {"A": "matrix n n"}, "undecided"), ("A x + b", "b + A x", {"A": "matrix n n"}, "correct"),
    (r"X^\top X\beta", r"X^\top (X\beta)", {"X": "matrix n d"}, "correct"),
    (r"\lambda A x", r"A\lambda x", {"A": "matrix n n"}, "correct"),
    (r"2X^\top(X w - y)", r"-2X^\top(y - X w)", {"X": "matrix n d"}, "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), PARTLY_DECLARED)
def test_names_behind_declared_matrices(reference: str, submitted: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict
