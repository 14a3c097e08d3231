r"""What stands left of the answer: its name, what was asked for once more, or a formula that is to be solved."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.labels import Label, label_of

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
    assert label_of(formula) == Label((name,))


@pytest.mark.parametrize(("formula", "name"), UNCERTAIN.items())
def test_perhaps_a_formula_to_be_solved(formula: str, name: str) -> None:
    assert label_of(formula) == Label((name,), is_certain=False)


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
    (r"-2A^\top", r"\frac{\partial}{\partial A}\operatorname{tr}(-A^2)=-2A", {"A": "matrix n n"}, "wrong"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), ANSWERS)
def test_answers_behind_what_they_answer(reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict == verdict


# reference, answer, mode, verdict
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
