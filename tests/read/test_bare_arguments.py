"""Arguments of functions without brackets, in both syntaxes: where they end, and where nobody can tell."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

SYMBOLS = declarations({
    "x": "real", "y": "real", "lambda": "positive", "p": "positive", "k": "natural", "n": "natural",
    "a": "sequence n of positive", "v": "vector n", "W": "matrix n", "f": "function",
})  # fmt: skip

SAME = [
    ("log k!", "log(factorial(k))"),
    (r"\log k!", "log(factorial(k))"),
    ("ln n!", "log(factorial(n))"),
    (r"\ln n!", "log(factorial(n))"),
    (r"\log a_k!", "log(factorial(a_k))"),
    (r"\log_2 n!", "log(factorial(n), 2)"),
    ("log 2n!", "log(2 factorial(n))"),
    ("sin x!", "sin(factorial(x))"),
    ("exp n!", "exp(factorial(n))"),
    ("sin^2 n!", "sin(factorial(n))^2"),
    ("log n! - log k!", "log(factorial(n)) - log(factorial(k))"),
    ("log n/n", "log(n)/n"),
    ("log n/log k", "log(n)/log(k)"),
    (r"\log|x|y", "log(|x|) y"),
    (r"\log|x|/2", "log(|x|)/2"),
    (r"\log\frac{x}{y}/2", "log(x/y)/2"),
    (r"\sin\frac12 x", r"\sin(\frac12 x)"),
    (r"\sqrt{n}!", "factorial(sqrt(n))"),
    ("√n!", "sqrt(factorial(n))"),
    ("(log(n))!", "factorial(log(n))"),
    ("floor(x)!", "factorial(floor(x))"),
    (r"\Gamma(n)!", "factorial(gamma(n))"),
    ("sin 2(x+1)", "sin(2*(x+1))"),
    (r"\sin 2\pi(x+1)", "sin(2*pi*(x+1))"),
    (r"\log\frac{1}{n}\sum_{i=1}^n a_i", "log(1/n*sum(a_i, i, 1, n))"),
    (r"\log\sum_{i=1}^n a_i", "log(sum(a_i, i, 1, n))"),
    (r"\log \lambda \log x", "log(lambda)*log(x)"),
    ("log λ sum(a_i, i, 1, n)", "log(lambda)*sum(a_i, i, 1, n)"),
    ("log(x)(1-x)", "log(x)*(1-x)"),
    ("tanh W v", "tanh(W*v)"),
    ("tanh 2v", "tanh(2*v)"),
    (r"\log\lambda\sum_{i=1}^n a_i", "log(lambda)*sum(a_i, i, 1, n)"),
    (r"\log\lambda\sum_i a_i", "log(lambda)*sum(a_i, i, 1, n)"),
    (r"\log\lambda\,\sum_{i=1}^{n-1} a_i^2", "log(lambda)*sum(a_i^2, i, 1, n-1)"),
    (r"\log p \sum_{i=1}^n a_i + \log(1-p)", "log(p)*sum(a_i, i, 1, n) + log(1-p)"),
    (r"\log_2 p \sum_{i=1}^{n} a_i", "log(p, 2)*sum(a_i, i, 1, n)"),
    (r"\ln a_k\sum_{i=1}^{n} a_i", "log(a_k)*sum(a_i, i, 1, n)"),
    (r"-n\lambda+\log\lambda\sum\limits_{i=1}^n a_i", "-n*lambda + log(lambda)*sum(a_i, i, 1, n)"),
    (r"\sin^2 x\sum_{i=1}^n a_i", "sin(x)^2*sum(a_i, i, 1, n)"),
    ("log λ Σ_{i=1}^n a_i", "log(lambda)*sum(a_i, i, 1, n)"),
    (r"\log x\int_0^1 y\,dy", "log(x)*integral(y, y, 0, 1)"),
    (r"\sin x(1+\cos x)", "sin(x)*(1+cos(x))"),
    ("sin x (1+cos x)", "sin(x)*(1+cos(x))"),
    ("sin x(1+cos(x))", "sin(x)*(1+cos(x))"),
    (r"\cos x\left(1-2\sin^2 x\right)^2 y", "cos(x)*(1-2 sin(x)^2)^2*y"),
    (r"\tanh x[1-\tanh^{2} x]", "tanh(x)*(1-tanh(x)^2)"),
    (r"\sin x(1+\cos 2x)", "sin(x)*(1+cos(2 x))"),
    (r"\log\lambda\sum_{i=1}^n a_i-e^{x}", "log(lambda)*sum(a_i, i, 1, n) - exp(x)"),
    (r"\log\frac{p}{1-p}\sum_{i=1}^n a_i", "log(p/(1-p))*sum(a_i, i, 1, n)"),
    (r"\sin\theta(2\cos\theta+1)", "sin(theta)*(2 cos(theta)+1)"),
]

AMBIGUOUS = [
    "log(n)!",
    r"\log(n)!",
    r"\log (n-k)!",
    "log (n-k)!",
    "ln(k+1)!",
    "sqrt(n)!",
    "sin(x)!",
    r"\log\frac{1}{k}\sum_{i=1}^n a_i",
    r"\log 2\sum_{i=1}^n a_i",
    r"\log\lambda\prod_{i=1}^n a_i",
    r"\log x\sum_{i=1}^n e^{a_i}",
    r"\log x\sum_{i=1}^n \exp(a_i)",
    r"\log x\sum_{i=1}^n y^{a_i}",
    r"\log x\int_0^1 e^{-y}\,dy",
    r"\exp x\sum_{i=1}^n a_i",
    r"\exp -\lambda\sum_{i=1}^n a_i",
    r"\log xy\sum_{i=1}^n a_i",
    r"\cos\lambda(x-y)",
    r"\sin k(x-1)",
    r"\sin x(x+1)",
    r"\sin x(1+\cos y)",
    r"\log x(1+\log x)",
    r"\log x(1+\cos x)",
    "log n(n+1)",
    "exp -x (1-x)",
    r"\ln x [x+1]",
    r"\log x|y|",
    r"\log x\sqrt{y}",
    r"\log x\frac{1}{y}",
    r"\sin x e^{-x}",
    "log x f(y)",
    r"\cos x\begin{pmatrix}1\\0\end{pmatrix}",
    "log x v",
    r"\log k!(n-k)!",
    "log n!/k!",
    "sin x/2",
    r"\log x/y",
    r"\log x^2/2",
    "log 2/3",
    r"\log\frac{x}{y}a_1",
    r"\sin\frac{x}{2}y",
]


@pytest.mark.parametrize(("written", "meant"), SAME)
def test_an_argument_without_brackets_ends_where_everyone_ends_it(written: str, meant: str) -> None:
    assert read_formula(written, SYMBOLS).term is read_formula(meant, SYMBOLS).term


@pytest.mark.parametrize("written", AMBIGUOUS)
def test_an_argument_whose_end_nobody_can_tell_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        read_formula(written, SYMBOLS)
    assert caught.value.problem.kind == "ambiguous"
    assert caught.value.problem.span is not None
