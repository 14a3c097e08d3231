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
    (r"\nabla_w \frac12\|Xw-y\|^2+\frac{\lambda}{2}\|w\|^2", r"X^\top(Xw-y)+\lambda w"),
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
    (r"\nabla_w \frac12\|Xw-y\|^2+\frac{\lambda}{2}\|w\|^2", r"X^\top(Xw-y)+2\lambda w"),
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


TURNED = [
    ("W_2W_1x", "xW_2W_1"), (r"\sigma(Wx+b)", r"\sigma(xW+b)"), (r"W_2\tanh(W_1x)", r"W_2\tanh(xW_1)"),
    (r"A^{-1}b", r"\frac{b}{A}"),
    (r"W^{[1]}a^{[0]}+b^{[1]}", r"a^{[0]}W^{[1]}+b^{[1]}"), (r"\hat{W}\hat{x}-\hat{x}\hat{W}", "0"), (r"e^{At}x_0", r"x_0e^{At}"),
    (r"\mathsf{W}\mathsf{x}", r"\mathsf{x}\mathsf{W}"), ("(I-KH)P", "P(I-KH)"), (r"\max(0,Wx+b)", r"\max(0,xW+b)"),
]  # fmt: skip
NUMBERS_COMMUTE = [(r"\lambda W", r"W\lambda"), ("P*V", "V*P"), ("2Wx+b", "b+2Wx"), ("ax", "xa"), ("C e^x", "e^x C")]


@pytest.mark.parametrize(("reference", "submitted"), TURNED)
def test_capitals_behind_what_they_stand_before(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("reference", "submitted"), NUMBERS_COMMUTE)
def test_numbers_stand_in_any_order(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


ITEMS = [
    (r"w^\top x+b", r"\sum_{j=1}^d w_jx_j+b", "correct"), (r"\|y-\hat y\|_2^2", r"\sum_{i=1}^n(y_i-\hat y_i)^2", "correct"),
    (r"\frac1n\|y-\hat y\|^2", r"\frac1n\sum_{i=1}^n(y_i-\hat y_i)", "wrong"), (r"\|w\|^2", r"\sum_j w_j^2", "correct"),
    (r"\|w\|_2", r"\sum_j w_j^2", "wrong"), (r"\|w\|_1", r"\sum_j w_j", "wrong"), (r"\|w\|_1", r"\sum_j |w_j|", "correct"),
    (r"\nabla_w\sum_{i=1}^n(y_i-w^\top x_i)^2", r"-2\sum_{i=1}^n(y_i-w^\top x_i)x_i", "correct"),
    (r"\nabla_w\sum_{i=1}^n(y_i-w^\top x_i)^2", r"2\sum_{i=1}^n(y_i-w^\top x_i)x_i", "wrong"),
    (r"\mathbf{x}^\top\mathbf{A}\mathbf{x}", r"\sum_{i=1}^n\sum_{j=1}^n A_{ij}x_ix_j", "correct"),
    (r"\frac12\|w\|^2-\sum_i\alpha_i(y_i(w^\top x_i+b)-1)",
     r"\frac12 w^\top w-\sum_{i=1}^n\alpha_iy_i(w^\top x_i+b)+\sum_{i=1}^n\alpha_i", "correct"),
    (r"\sum_{i=1}^n\|x_i-\mu\|^2", r"\sum_{i=1}^n x_i^\top x_i-2\mu^\top\sum_{i=1}^n x_i+n\mu^\top\mu", "correct"),
    # mu may be the mean
    (r"\frac{1}{N}\sum_{n=1}^N (x_n-\mu)(x_n-\mu)^\top", r"\frac1N\sum_{n=1}^N x_nx_n^\top-\mu\mu^\top", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ITEMS)
def test_vectors_beside_their_items(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted"), [(r"\operatorname{tr}(AB)", "AB"), (r"\det(AB)", "AB"), ("diag(x)", "x"),
                                                      (r"\operatorname{tr}\{AB\}", "AB")])  # fmt: skip
def test_what_is_of_a_matrix_is_not_the_matrix(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict != "correct"


INDICES = [
    (r"\|x_{t+1}-x_t\|^2", r"\|x_t-x_{t+1}\|^2"), (r"\|x_i-\mu_k\|^2", r"\|\mu_k-x_i\|^2"),
    (r"\langle x_i,x_j\rangle", r"\langle x_j,x_i\rangle"),
    (r"\|w_t-\eta g_t-w^*\|^2", r"\|w_t-w^*\|^2-2\eta\langle g_t,w_t-w^*\rangle+\eta^2\|g_t\|^2"),
    (r"\|\hat y-y\|^2", r"\|y-\hat y\|^2"),
]  # fmt: skip
WRONG_INDICES = [
    (r"\|w_t-\eta g_t-w^*\|^2", r"\|w_t-w^*\|^2+2\eta\langle g_t,w_t-w^*\rangle+\eta^2\|g_t\|^2"),
    (r"\|x_{t+1}-x_t\|^2", r"\|x_{t+1}\|^2-\|x_t\|^2"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), INDICES)
def test_vectors_with_an_index(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG_INDICES)
def test_wrong_for_vectors_with_an_index(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


def test_what_a_mean_is_over_is_declared_there() -> None:
    reference = r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\Sigma)}[x^\top A x]"
    symbols = {"A": "symmetric matrix d", r"\Sigma": "positive definite matrix d", r"\mu": "vector d"}
    assert grade(reference, r"\operatorname{tr}(A\Sigma)+\mu^\top A\mu", symbols=symbols).verdict == "correct"
