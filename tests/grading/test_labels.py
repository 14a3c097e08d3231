r"""What stands left of the answer: its name, what was asked for once more, or a formula that is to be solved."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.labels import Label, label_of
from verify.grading.texts.same_names import name_the_same

CERTAIN = {
    "w": "w", r"\hat{w}": "w_hat", r"w^\star": "w_star", "w^{(t)}": "w^{(t)}", "W_2": "W_2", r"\mathrm{FL}": "FL",
    "x_{t+1}": "x_{t+1}", r"\hat{\theta}_{\text{MLE}}": "theta_hat_MLE", "L(w)": "L", "H[X]": "H",
    r"m_{\mathcal{H}}(n)": "m_H", r"\mathcal{L}(\theta)": "L", r"P(y=1\mid x)": "P", r"p(\lambda\mid x)": "p",
    r"D_{KL}(q \| p)": "D_KL", r"\mathbb{E}[X^2]": "E", r"\operatorname{Var}(X)": "Var", r"f^{\prime\prime}(x)": "f",
    "f''(x)": "f", "dL/dw": "L", "∂L/∂w": "L", r"\frac{\partial L}{\partial w}": "L", r"\frac{d}{dx} f(x)": "f",
    r"\frac{\partial\,\mathrm{FL}}{\partial p}": "FL", r"\frac{\partial^2 f}{\partial x\,\partial y}": "f",
    r"\nabla_w L": "L", r"\nabla^2 f": "f", "∇f(x)": "f", r"\Delta f": "f", r"\Delta": "Delta",
}  # fmt: skip
UNCERTAIN = {"W_2^2": "W_2", r"\log p(x)": "p", r"w^\top": "w", "A^{-1}": "A", r"\frac{dy}{dx}(1)": "y"}
NONE = (
    "y(x+1)", "f(-x)",
    "2y", "y + 1", "-y", r"\sqrt{y}", r"\det(A)", "tr(A)", r"\|A\|", "|x|", "exp(x)", "sin x", "a b", "x!",
    r"\frac{1}{n}", r"\frac{d}{n}", "d/n", r"\frac{\partial}{\partial w}(L+1)", "(x)", "", "L" * 1000,
)  # fmt: skip


@pytest.mark.parametrize(("formula", "name"), CERTAIN.items())
def test_a_name_of_what_follows(formula: str, name: str) -> None:
    found = label_of(formula)
    assert found is not None and (found.names, found.is_certain) == ((name,), True)


@pytest.mark.parametrize(("formula", "name"), UNCERTAIN.items())
def test_perhaps_a_formula_to_be_solved(formula: str, name: str) -> None:
    found = label_of(formula)
    assert found is not None and (found.names, found.is_certain) == ((name,), False)


@pytest.mark.parametrize("formula", NONE)
def test_a_formula(formula: str) -> None:
    assert label_of(formula) is None


def test_several_names() -> None:
    assert label_of("(w_1, w_2)") == Label(("w_1", "w_2"))


X = {"x": "real"}
RIDGE = {"X": "matrix n d", "y": "vector n", r"\lambda": "positive"}
SOLUTION = r"(X^\top X+n\lambda I)^{-1}X^\top y"

# reference, answer, symbols, verdict
ANSWERS = [
    ("x^2", "y = x*x", X, "correct"),
    ("x^2", r"\boxed{f(x) = x\cdot x}", X, "correct"),
    ("x^2", r"$\displaystyle\boxed{f(x) = x + 1}$.", X, "wrong"),
    ("x^2", r"f(x) = \boxed{x^2}", X, "correct"),
    ("x^2", "y^2 = x^2", X, "correct"),
    ("x^2", "y^2 = x", X, "undecided"),  # y may be what was asked for
    ("x^2/(x+1)", "y(x+1) = x^2", X, "undecided"),
    ("x^3", "f(-x) = x^3", X, "unreadable"),
    ("0.3", r"P(A^c) = 0.7", {}, "undecided"),
    ("0.3", r"P(A) = 0.6", {}, "wrong"),
    ("exp(-x)", r"\log p(x) = -x", X, "undecided"),
    ("x^2", "2y = x^2", X, "undecided"),
    ("x^2", "y + 1 = x^2", X, "undecided"),
    ("x^2", "x*x = x^3", X, "wrong"),  # what was asked for, and what it is not
    ("x^2", "x = x^2", X, "undecided"),
    ("x^2", "x = 3", X, "undecided"),
    (SOLUTION, r"\boxed{w^\star=\frac1n X^\top\left(\lambda I+\frac{1}{n}XX^\top\right)^{-1}y}", RIDGE, "correct"),
    (SOLUTION, r"\hat{w}=X^\top\left(\lambda I+\frac{1}{n}XX^\top\right)^{-1}y", RIDGE, "wrong"),
    (r"-A^\top", r"\frac{\partial}{\partial A}\operatorname{tr}(-A^2)=-A^\top", {"A": "matrix n n"}, "undecided"),
    (r"-2A^\top", r"\frac{\partial}{\partial A}\operatorname{tr}(-A^2)=-2A", {"A": "matrix n n"}, "undecided"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), ANSWERS)
def test_answers_behind_what_they_answer(reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


# reference, answer, mode, verdict
# reference, answer, symbols, verdict
INNER_PRODUCTS = [
    ("6", r"\det A = 6", {}, "correct"), ("6", r"\det A = 5", {}, "undecided"), ("6", r"2\det A = 6", {}, "unreadable"),
    ("n", r"\operatorname{tr}J = n", {"n": "natural"}, "correct"), ("n", r"\mathrm{tr} J = n-1", {"n": "natural"}, "undecided"),
    ("x+1", r"v^\top H v = 1+x", X, "correct"), ("x+1", r"v^\top H v = 2+x", X, "undecided"),
    (r"\|v\|^2", r"v^\top v = \langle v, v\rangle", {"v": "vector n"}, "correct"),
    (r"\|v\|^2", r"v^\top w = \|v\|^2", {"v": "vector n", "w": "vector n"}, "undecided"),
    ("x+1", r"\langle f_q, f_k\rangle = 1+x", X, "correct"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), INNER_PRODUCTS)
def test_determinants_traces_and_inner_products_of_what_is_new(
    reference: str, answer: str, symbols: dict[str, str], verdict: str
) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


MODES = [
    ("2/3", r"\hat p \approx 0.667", "tolerance 1e-3", "correct"),
    ("2/3", "p ≈ 0.5", "tolerance 1e-3", "wrong"),
    ("2/3", r"\hat p \approx 0.667", "equal", "unreadable"),
    ("x^2 e^{-x}", r"p(x\mid y) \propto 3x^2 e^{-x}", "up to a factor", "correct"),
    ("x^2 e^{-x}", r"p(x\mid y) \propto x^3 e^{-x}", "up to a factor", "wrong"),
    ("x^2 e^{-x}", r"p(x\mid y) \propto x^2 e^{-x}", "equal", "unreadable"),
]


@pytest.mark.parametrize(("reference", "answer", "mode", "verdict"), MODES)
def test_names_before_the_relation_of_the_mode(reference: str, answer: str, mode: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "mode": mode, "symbols": {"x": "positive"}}).verdict == verdict


def test_the_caret_points_into_what_follows_the_name() -> None:
    found = grade({"reference": "x", "submitted": r"H(X) = x + \foo", "symbols": X})
    assert found.verdict == "unreadable" and found.problem is not None and "foo" in found.problem.seen


@pytest.mark.parametrize(("asked", "answered", "is_same"), [
    ("f(x)", "f(x)", True), ("f(x)", "y", True), ("y", "y(x)", True), ("f(x)", "g(x)", False),
    (r"\mathrm{KL}(p\,\|\,q)", r"\mathrm{KL}(p\|q)", True), ("x_{+}", "x_+", True),
    (r"\nabla_w L", r"\nabla_w L", True), (r"\nabla_w L", "L", False), ("w", "w^2", False), ("J", r"J^\top", False),
    ("f'(x)", "f''(x)", False), ("f'(x)", "f(x)", False), ("f(x)", "f(2)", False), ("f(x)", "f(y)", False),
    ("P(A)", "P(B)", False), ("E[X]", "Var(X)", False), ("y", "dy/dx", False), ("(x, y)", "(y, x)", False),
])  # fmt: skip
def test_two_left_sides_for_one_thing(asked: str, answered: str, is_same: bool) -> None:
    assert name_the_same(asked, answered) is is_same


# reference, answer: right sides that are equal behind names of different things
OTHER_THINGS = [
    ("f'(x) = 2x", "f''(x) = 2x"), ("f'(x) = 2x", "f(x) = 2x"), ("y = 2x+1", "dy/dx = 2x+1"), ("y = 2x+1", "y' = 2x+1"),
    ("P(A) = 1/3", "P(A^c) = 1/3"), ("E[X] = 1/3", "Var(X) = 1/3"), ("f(x) = x^3", "f(2) = x^3"),
    ("(x,y) = (2,1)", "(y,x) = (2,1)"),
    (r"\arg\min_w (w-3)^2", "w^2 = 3"),
    (r"\arg\min_w (w-3)^2", r"\nabla_w L = 3"), ("a+b", "ab = a+b"), ("[0, 1]", "(0, 1)"),
]


@pytest.mark.parametrize(("reference", "answer"), OTHER_THINGS)
def test_a_name_of_another_thing_is_no_right_answer(reference: str, answer: str) -> None:
    row = {"reference": reference, "submitted": answer, "symbols": {"x": "real", "a": "real", "b": "real"}}
    assert grade(row).verdict != "correct"


GAUSS = {"x": "vector d", "\\mu": "vector d", "\\Sigma": "positive definite matrix d"}
LIKELIHOOD = r"-\frac n2(\log(2\pi v)+1)"
PLANAR = {"u": "vector d", "w": "vector d", "h": "real"}
SLOPES = [  # of what is written out the value is known, so that what follows may be wrong; of a bare f it is not
    (r"-\Sigma^{-1}(x-\mu)", r"\nabla_x\log\mathcal N(x;\mu,\Sigma)=-\Sigma^{-1}(x-\mu)", GAUSS, "correct"),
    (r"-\Sigma^{-1}(x-\mu)", r"\nabla_x\log\mathcal N(x;\mu,\Sigma)=\Sigma^{-1}(x-\mu)", GAUSS, "wrong"),
    (r"1+h u^\top w", r"\det\frac{\partial f}{\partial z}=\det(I+h u w^\top)", PLANAR, "correct"),
    (LIKELIHOOD, rf"\ell(\hat\mu,\hat\sigma^2)={LIKELIHOOD}", {"n": "natural", "v": "positive"}, "correct"),
    (LIKELIHOOD, r"\ell(\mu,\sigma^2)=-\frac n2(\log(2\pi v)-1)", {"n": "natural", "v": "positive"}, "wrong"),
    (r"\frac t3", r"\mathbb{E}|X-Y|=\frac{t}{3}", {"t": "positive"}, "correct"),
    ("x^2", "f(x^2) = x^2", {"x": "real"}, "unreadable"),
    (r"1+h u^\top w", r"\det\frac{\partial f}{\partial z}=\det(I-h u w^\top)", PLANAR, "undecided"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), SLOPES)
def test_slopes_as_names(reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


# reference, answer: what is right by another name, or line by line
SAME_THINGS = [
    ("y = x^2+2x", "y = (x+1)^2-1\n= x^2+2x"), ("y = 2x+1", "y(x) = 1+2x"),
    ("y = x^2+2x", r"\begin{align} y &= (x+1)^2-1 \\ &= x^2+2x \end{align}"),
    ("y = x(x+2)", ["y=x^2+2x", "=x(x+2)"]), (r"\arg\min_w (w-3)^2", "w^* = 3"), (r"\arg\min_w (w-3)^2", "w = 3"),
]


@pytest.mark.parametrize(("reference", "answer"), SAME_THINGS)
def test_a_right_answer_by_another_name(reference: str, answer: str | list[str]) -> None:
    key = "lines" if isinstance(answer, list) else "submitted"
    assert grade({"reference": reference, key: answer, "symbols": {"x": "real"}}).verdict == "correct"
