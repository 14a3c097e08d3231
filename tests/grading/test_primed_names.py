r"""k(x, x') and \|x - x'\|^2 are about two names of one kind; notation of notes beside them."""

from __future__ import annotations

import pytest

from verify.grading import grade

KERNELS = [
    (r"\|x-x'\|^2", r"\|x\|^2-2x^\top x'+\|x'\|^2", "correct"),
    (r"\|x-x'\|^2", r"\|x\|^2+2x^\top x'+\|x'\|^2", "wrong"),
    (r"\|\mathbf{x}-\mathbf{x}'\|^2", r"\|\mathbf{x}\|^2-2\mathbf{x}^\top \mathbf{x}'+\|\mathbf{x}'\|^2", "correct"),
    (r"(x^\top x'+c)^2", r"(x^\top x')^2+2c\,x^\top x'+c^2", "correct"),
    (r"k(x,x')=\exp\left(-\frac{\|x-x'\|^2}{2\ell^2}\right)",
     r"\exp\left(-\tfrac{1}{2\ell^2}\left(\|x\|^2-2\langle x,x'\rangle+\|x'\|^2\right)\right)", "correct"),
    (r"k(x,x')=\exp(-\gamma\|x-x'\|^2)", r"k(x,x')=e^{-\gamma\|x\|^2}e^{2\gamma x^\top x'}e^{-\gamma\|x'\|^2}", "correct"),
    (r"k(x,x')=\exp(-\gamma\|x-x'\|^2)", r"k(x,x')=e^{-\gamma\|x\|^2}e^{\gamma x^\top x'}e^{-\gamma\|x'\|^2}", "wrong"),
]  # fmt: skip

NOTES = [
    ("b^2+v", r"\underbrace{v}_{\text{variance term}} + \underbrace{b^2}_{\text{squared bias}}", "correct"),
    ("b^2+v", r"\underbrace{v}_{\mathrm{Var}(\hat f)} + \underbrace{b^2}_{\mathrm{Bias}^2}", "correct"),
    ("b^2+v", r"\underbrace{v}_{\text{variance}} - \underbrace{b^2}_{\text{bias}^2}", "wrong"),
    ("2x", r"\underbrace{x}_{\text{2 times}}", "unreadable"),  # 2x, or x
    (r"c+\log\sum_{j=1}^ne^{x_j-c}", r"\log\sum_{j=1}^ne^{x_j}", "correct"),
    (r"\frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}\beta_t", r"\frac{\beta_t(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}", "correct"),
    (r"\frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}\beta_t", r"\frac{\beta_t(1-\bar\alpha_t)}{1-\bar\alpha_{t-1}}", "wrong"),
    (r"\begin{vmatrix}a&b\\c&d\end{vmatrix}", "ad-bc", "correct"),
    (r"\begin{vmatrix}a&b\\c&d\end{vmatrix}", "ad+bc", "wrong"),
    ("a*d - b*c", "det([[a,b],[c,d]])", "correct"),
    (r"2\|x\|^2+2\|y\|^2", r"\begin{align*}\|x+y\|^2+\|x-y\|^2&=\|x\|^2+2\langle x,y\rangle+\|y\|^2+\|x\|^2-2\langle x,y\rangle"
     r"+\|y\|^2\\&=2\|x\|^2+2\|y\|^2\end{align*}", "correct"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), KERNELS + NOTES)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


def test_what_the_letter_stands_for_is_said() -> None:
    assert "z stands for x'" in grade(*KERNELS[0][:2]).choices


@pytest.mark.parametrize(("reference", "submitted"), [("x'(t)", "\\frac{dx}{dt}"), ("x'y", "y'x"), (r"f'(x)", "f'(x)")])
def test_other_primes_keep_their_meaning(reference: str, submitted: str) -> None:
    assert not any("stands for x'" in choice for choice in grade(reference, submitted).choices)
