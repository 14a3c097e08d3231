r"""Names with a mark before an argument, f^2(x), \pi_\theta(x), \mathbf{r}(t), and changes, \Delta x: no products to most."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.texts.marked_calls import marked_calls

CALLS = [
    r"f^2(x+y)", r"\sigma^2(aX)", "s^2(2X)", r"\sqrt{1+f'(x)^2}", r"\int_0^1 y'(t)dt", r"\sigma'(x+y)", r"\frac{\pi(y)}{\pi(x)}",
    r"\pi_\theta(x)", r"\hat\pi(x)", r"\pi^*(x)", "e(x)^2", "i(t)", r"\mathrm{V}(2X)", r"\operatorname{V}(aX+b)",
    r"\mathrm{V}_\theta(2X)", r"\vec{v}(t)", r"\mathbf{r}(t+1)", r"\mathrm{MSE}(x)", r"\frac{d}{dt}v(2t)", r"\ddot x(0)",
    r"f^{\prime}(x)", r"|f|(x)", r"(f+g)(x)", r"(cf)(x)", r"{f}(x)", r"f_X^2(x)", r"V^\pi(2s)", r"n\Phi^{n-1}(x)", "F'(x)",
    r"\log\pi(x)", r"\frac{f^2(x)}{2}",
]  # fmt: skip
PRODUCTS = [
    r"x^2(1-x)", r"\pi(R^2-r^2)", r"2\pi(r)", r"\pi(2)", r"\mathbf{A}(\mathbf{x}-\mathbf{y})", "X'(y-Xb)", "w^T(x)",
    r"X^\top(y-Xw)", r"\sin^2(x)", r"\sigma^2(1-\rho^2)", "e^{x}(x+1)", "n^2(n+1)^2", "a(b+c)", "x(x+1)", "x^2(2x)",
    r"\operatorname{tr}(A)", "A^{-1}(b)", r"\bar x(1-\bar x)", r"\hat p(1-\hat p)", r"p^y(1-p)^{1-y}", "max_i(x_i)",
    r"\max_i(x_i)",
    r"(1,1) \text{ and } (0,0)", "np.maximum(a, b)", r"\mathrm{E}(X)", r"\Gamma(x)", r"e(e-1)",
]  # fmt: skip


@pytest.mark.parametrize("text", CALLS)
def test_a_value(text: str) -> None:
    assert marked_calls([text], (), ())


@pytest.mark.parametrize("text", PRODUCTS)
def test_a_product(text: str) -> None:
    assert not marked_calls([text], (), ())


# right as products of numbers, and wrong for functions
NEVER_RIGHT = [
    ("f^2(x+y)", "f^2(x)+f^2(y)"), (r"\frac{d}{dx}f^2(x)", "f^2"), (r"\int_0^1 y'(t)dt", r"\frac{y'}{2}"),
    (r"\min\left(1,\frac{\pi(y)}{\pi(x)}\right)", r"\min\left(1,\frac{y}{x}\right)"), (r"\mathrm{V}(2X)", r"2\mathrm{V}(X)"),
    (r"\frac{d}{dt}\mathbf{r}(t)", r"\mathbf{r}"), (r"\frac{d}{dx}\mathrm{MSE}(x)", r"\mathrm{MSE}"),
    ("W^{[2]}W^{[1]}x", "W^{[1]}W^{[2]}x"),
    ("a^{[1]}a^{[2]}", "a^{[3]}"), (r"z^{\{1\}}z^{\{2\}}", r"z^{\{3\}}"), (r"p\Delta V", r"V\Delta p"),
    (r"\frac{\Delta{y}}{\Delta{x}}", r"\frac yx"), (r"\frac{d}{dt}v(2t)", "2v"),
    ("3", r"\pi^2=3"), ("4", r"\pi=4"), ("x^2", r"\infty=x^2"),
]  # fmt: skip
# wrong as products of numbers, and right for functions
NEVER_WRONG = [
    (r"\sigma^2(aX)", r"a^2\sigma^2(X)"), (r"\mathrm{V}(aX+b)", r"a^2\mathrm{V}(X)"), (r"(\Delta\theta)^2", r"\Delta\theta^2"),
    (r"\Delta(xy)", r"x\Delta y+y\Delta x+\Delta x\Delta y"), (r"\boldsymbol\Phi w-\boldsymbol\Phi v", r"\boldsymbol\Phi(w-v)"),
    (r"\frac{1}{\pi(-x)}", r"\pi(-x)^{-1}"), ("e(x-y)^2", "[e(x-y)]^2"), ("e(x)^2", "e(x)e(x)"),
    (r"p^y(1-p)^{1-y}", "yp+(1-y)(1-p)"),
    (r"\sqrt{\frac{(b-a)^2}{12}}", r"\frac{b-a}{\sqrt{12}}"), (r"\sqrt{x} = a", "x = a^2"), ("|x| = a", r"x = \pm a"),
    (r"\langle 2x, 2y\rangle", r"2\langle x, y\rangle"),
    (r"\langle 2, t\rangle", "[2, t]"), (r"\frac{d}{dt}\langle t,t^2\rangle", r"\langle 1,2t\rangle"),
    (r"f'(2) \text{ where } f(x)=x^2", "4"), (r"f(2) \text{ for } f(x)=x^2", "4"),
]  # fmt: skip
# right for any values of what is called
RIGHT = [
    (r"\sqrt{1+f'(x)^2}", r"\sqrt{1+[f'(x)]^2}"), (r"\frac{1}{f'(x)}", "f'(x)^{-1}"), (r"\pi(x)(1-\pi(x))", r"\pi(x)-\pi(x)^2"),
    (r"\mathbf{r}(t)^2", r"\mathbf{r}(t)\mathbf{r}(t)"), (r"2x\Delta x+(\Delta x)^2", r"\Delta x(2x+\Delta x)"),
    (r"f(2)\text{ where }f(x)=x^2", "4"), (r"\frac{\Delta y}{\Delta x}", r"\Delta y/\Delta x"), (r"x+\Delta", r"\Delta+x"),
]  # fmt: skip
WRONG = [
    (r"f(x)\text{ where }f(u)=u^2", "2x"), (r"2x\Delta x+(\Delta x)^2", r"2x\Delta x"), (r"2\pi r(r+h)", r"\pi r(r+h)"),
    (r"p^y(1-p)^{1-y}", "yp+(1-y)p"), (r"\frac{(b-a)^2}{12}", r"\frac{(b-a)^2}{6}"), (r"x^2(1-x)", "x^2-x"),
    (r"\sqrt{x} = a", "x = 2a^2"), (r"f(2) \text{ for } f(x)=x^2", "5"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), NEVER_RIGHT)
def test_it_is_not_called_right(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict != "correct"
    assert grade(submitted, reference).verdict != "correct"


@pytest.mark.parametrize(("reference", "submitted"), NEVER_WRONG)
def test_it_is_not_called_wrong(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict != "wrong"
    assert grade(submitted, reference).verdict != "wrong"


@pytest.mark.parametrize(("reference", "submitted"), RIGHT)
def test_it_is_right(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), WRONG)
def test_it_is_wrong(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict == "wrong"


def test_what_is_declared_is_what_it_is() -> None:
    assert grade(r"f^2(x)", "f^2 x", symbols={"f": "real", "x": "real"}).verdict == "correct"
    assert grade("f'(x) + f'(x)", "2f'(x)", symbols={"f": "function", "x": "real"}).verdict == "correct"
    assert grade(r"p\Delta V", r"V\Delta p", symbols={"\\Delta": "real", "p": "real", "V": "real"}).verdict == "correct"


def test_an_order_that_is_assumed_is_assumed_once() -> None:
    assert grade({"lines": [r"\frac{(b-a)^2}{12}", r"= \frac{(b-a)^2}{6}"]}).verdict == "wrong"
    assert grade({"lines": [r"\sqrt{(b-a)^2}", "= b - a"]}).verdict == "undecided"
