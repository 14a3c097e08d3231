"""LaTeX is read as the typed formula beside it, or is a problem at a place."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.latex.parser import read_latex
from verify.read.text import read_text

SYMBOLS = declarations({
    "x": "sequence n of real", "y": "sequence n of real", "n": "natural", "A": "matrix n", "B": "matrix n", "X": "matrix n m",
    "u": "vector n", "v": "vector n", "w": "vector n", "f": "function", "g": "function of a, b", "z": "outcome", "o": "outcome",
    "p": "density of z, o", "q": "density of z given o", "rate": "positive", "k'": "real",
})  # fmt: skip

SCALARS = [
    (r"\frac{1}{1+e^{-t}}", "1/(1+exp(-t))"),
    (r"\frac12 t^2", "1/2*t^2"),
    (r"\dfrac{a}{b}", "a/b"),
    (r"\frac{-a}{2b}", "(-a)/(2b)"),
    (r"\left(\frac{a}{b}\right)^{c}", "(a/b)^c"),
    (r"\log t^2", "log(t^2)"),
    (r"\ln\left(1+e^t\right)", "log(1+exp(t))"),
    (r"\log_2 t + \log_{10}(t)", "log(t, 2) + log(t, 10)"),
    (r"\sin^2 t+\cos^{2}t", "sin(t)^2 + cos(t)^2"),
    (r"\sin a \cos b", "sin(a) cos(b)"),
    (r"\arctan t", "atan(t)"),
    (r"sin(t) + softplus(t)", "sin(t) + softplus(t)"),
    (r"\text{softplus}(t)", "softplus(t)"),
    (r"\operatorname{erf}(t/\sqrt{2})", "erf(t/sqrt(2))"),
    (r"\sqrt[3]{t}", "cbrt(t)"), (r"\sqrt[3]{t^2}", "(t^2)^(1/3)"), (r"\sqrt[4]{t}", "t^(1/4)"),
    (r"\sqrt t", "sqrt(t)"),
    (r"\binom{n}{2}", "binomial(n, 2)"),
    (r"\binom42 3 + \binom{n}2 3", "binomial(4, 2)*3 + binomial(n, 2)*3"),
    (r"5!", "5!"),
    (r"|t-1|", "abs(t-1)"),
    (r"\left|a\right| \left|b\right|", "abs(a) abs(b)"),
    (r"\lfloor t\rfloor + \lceil t \rceil", "floor(t) + ceil(t)"),
    (r"2\pi t", "2 pi t"),
    (r"ab\,c", "a b c"),
    (r"a\cdot b\times c", "a*b*c"),
    (r"-\frac{1}{2}\log(2\pi)", "-1/2*log(2 pi)"),
    (r"e^{-\frac{t^2}{2}}", "exp(-(t^2/2))"),
    (r"\exp\left\{-\frac{(t-\mu_1)^2}{2\sigma^2}\right\}", "exp(-((t-mu_1)^2/(2 sigma^2)))"),
    (r"\exp[a+b]", "exp(a+b)"),
    (r"\max\{0, t\}", "max(0, t)"),
    (r"\max(a, b, 0)", "max(a, b, 0)"),
    (r"\Gamma(a+1)", "gamma(a+1)"),
    (r"\Phi(t)", "Phi(t)"),
    (r"\mathcal{N}(t; m, \tau^2)", "exp(-(t - m)^2/(2 tau^2))/sqrt(2*pi*tau^2)"),
    (r"t=0 or t=\ln 2", "t = 0 or t = log(2)"),
    (r"\sqrt{a} < t and t < 2", "sqrt(a) < t and t < 2"),
    (r"or\,t", "o*r*t"),
    (r"\mathbb{1}[t>0]", "piecewise((1, t > 0), (0, otherwise))"),
    (r"\begin{cases} t & t>0\\ 0 & \text{otherwise}\end{cases}", "piecewise((t, t > 0), (0, otherwise))"),
    (r"\begin{cases} t^2, & \text{if } t \ge 0 \\ -t, & \text{if } t < 0 \end{cases}", "piecewise((t^2, t>=0), (-t, t<0))"),
    (r"\theta_{\max} + \sigma_\epsilon^2", "theta_max + sigma_epsilon^2"),
    (r"\hat{\mu}_1 + \bar{t} + \tilde s", "mu_hat_1 + t_bar + s_tilde"),
    (r"\mathbf{s} + \boldsymbol{\beta}", "s + beta"),
    (r"t^* - a^{*}", "t_star - a_star"),
    (r"rate\, t", "rate*t"),
    (r"$$t+1$$", "t+1"),
    (r"\(t+1\)", "t+1"),
    (r"[a+b]c", "(a+b)*c"),
    (r"t^{a^2}", "t^(a^2)"),
    (r"\sigma^2_1 + a^b_c", "sigma_1^2 + a_c^b"),
    (r"\mu_1^2", "mu_1^2"),
    (r"\varepsilon + \varphi", "epsilon + phi"),
    (r"\int_0^1 t^2\,dt", "integral(t^2, t, 0, 1)"),
    (r"\int_{-\infty}^{\infty} e^{-t^2/2} \mathrm{d}t", "integral(exp(-t^2/2), t, -inf, inf)"),
    (r"\int_0^1\int_0^t r\,dr\,dt", "integral(integral(r, r, 0, t), t, 0, 1)"),
    (r"\int_0^1 t^2 + 1\,dt + 3", "integral(t^2 + 1, t, 0, 1) + 3"),
    (r"\frac{d}{dt} t^3", "diff(t^3, t)"),
    (r"\frac{d (t^3)}{dt}", "diff(t^3, t)"),
    (r"\frac{\partial^2}{\partial a \partial b} (a b)^2", "diff((a b)^2, a, b)"),
    (r"\frac{d^2}{dt^2} e^{2t}", "diff(exp(2 t), t, 2)"),
    (r"\lim_{t\to 0^+} t\log t", "limit(t*log(t), t, 0, right)"),
    (r"\lim_{t\to\infty} \frac{1}{t}", "limit(1/t, t, inf)"),
    (r"\arg\min_t (t-a)^2", "argmin((t-a)^2, t)"),
    (r"\arg\min_{t\in\mathbb{R}} (t-a)^2", "argmin((t-a)^2, t)"),
    (r"\begin{cases} t & t>0\\[4pt] 0 & t\le 0 \\[-.5em] \end{cases}", "piecewise((t, t > 0), (0, t <= 0))"),
    (r"\operatorname*{argmax}_{t} -t^2", "argmax(-t^2, t)"),
    (r"f'(t) + f(t)", "f'(t) + f(t)"),
    (r"g(t, a)", "g(t, a)"),
    (r"f^{\prime\prime}(t) + f^\prime(t)", "f''(t) + f'(t)"),
    (r"g^{(1, 0)}(t, a)", "g^(1, 0)(t, a)"),
    (r"\left| a \left| b \right| \right| + \lvert a \lvert b \rvert c \rvert", "abs(a abs(b)) + abs(a abs(b) c)"),
    (r"\lim_{t\to 0^{+}} \log t + \lim_{t \to \frac{1}{2}^-} t", "limit(log(t), t, 0, right) + limit(t, t, 1/2, left)"),
    (r"\int_0^1 d t \, \mathrm{d}t", "integral(d t, t, 0, 1)"),
    (r"a \le b < c", "a <= b and b < c"),
    (r"t = 1 \implies t^2 = 1", "t = 1 implies t^2 = 1"),
]  # fmt: skip
ABSTRACT = [
    (r"u^T v", "u' v"),
    (r"u^\top A u", "u' A u"),
    (r"(A B)^{\top}", "(A B)'"),
    (r"A^{-1}B", "inv(A) B"),
    (r"A^{-\top}", "inv(A')"),
    (r"\operatorname{tr}(A B)", "tr(A B)"),
    (r"\det(A B) \det B", "det(A B) det(B)"),
    (r"\|u\|", "norm(u)"),
    (r"\left\| \left\| v \right\| u \right\|", "norm(norm(v) u)"),
    (r"A + I_n", "A + identity(n)"),
    (r"u + \mathbf{1}_n + \boldsymbol{0}_{n}", "u + ones(n) + zeros(n)"),
    (r"X + \mathbf{1}_{n \times m}", "X + ones(n, m)"),
    (r"\|u-v\|_2^2", "(u-v)' (u-v)"),
    (r"\left\lVert X \right\rVert_F^2", "tr(X' X)"),
    (r"u \odot v", "hadamard(u, v)"),
    (r"\begin{pmatrix} 1 & 2 \\ 3 & t\end{pmatrix}", "[[1, 2], [3, t]]"),
    (r"\sum_{i=1}^n x_i y_i + 1", "sum(x_i*y_i, i, 1, n) + 1"),
    (r"\sum_i x_i^2", "sum(x_i^2, i, 1, n)"),
    (r"\frac{1}{n}\sum_{i=1}^{n}(x_i-c)^2", "1/n*sum((x_i-c)^2, i, 1, n)"),
    (r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} x_i y_j", "sum(sum(A_ij*x_i*y_j, j, 1, n), i, 1, n)"),
    (r"\sum_{t=1}^{n-1} x_{t+1}", "sum(x[t+1], t, 1, n-1)"),
    (r"\prod_{i=1}^n x_i", "product(x_i, i, 1, n)"),
    (r"\nabla_u (u^\top A u)", "gradient(u' A u, u)"),
    (r"\log p(o \mid z)", "log(p(o | z))"),
    (r"\mathbb{E}_{q(z|o)}[\log p(o, z)]", "expectation(log(p(o, z)), z, q(z | o))"),
    (r"\mathbb{E}_{z \sim q(z|o)}\left[\log p(o, z)\right]", "expectation(log(p(o, z)), z, q(z | o))"),
    (r"D_{KL}(q(z|o)\|p(z))", "KL(q(z | o), p(z), z)"),
    (r"\mathrm{KL}\left(q(z \mid o)\,\|\,p(z \mid o)\right)", "KL(q(z | o), p(z | o), z)"),
    (r"H(q(z|o))", "-expectation(log(q(z | o)), z, q(z | o))"),
    (r"\langle u, v\rangle", "u' v"),
    (r"\left\langle u-v, A u\right\rangle^2", "((u-v)' (A u))^2"),
    (r"2\langle u, v\rangle\langle v, u\rangle", "2 (u' v) (v' u)"),
    (r"e^{-\langle u,u\rangle}", "exp(-(u' u))"),
    (r"|\langle u,v\rangle| \le \|u\|\|v\|", "abs(u' v) <= norm(u) norm(v)"),
    (r"\|\langle u,v\rangle u\|", "norm((u' v) u)"),
    (r"\langle A, B\rangle", "tr(A' B)"),
    (r"\langle |a|, b\rangle", "abs(a) b"),
    (r"\iint p(z, o)\,dz\,do", "integral(integral(p(z, o), z), o)"),
    (r"\iint p(z, o)\,\mathrm{d}o\,\mathrm{d}z + \int p(z)dz", "integral(integral(p(z, o), o), z) + integral(p(z), z)"),
    (r"\int_{\mathbb{R}} e^{-a^2}da", "integral(exp(-a^2), a, -inf, inf)"),
    (r"\int_\mathbb R \int_\mathbb{R} a b\,da\,db", "integral(integral(a b, a, -inf, inf), b, -inf, inf)"),
    (r"\int_{\mathbb{R}^d} p(z)dz", "integral(p(z), z)"),
    (r"\int_{\mathcal{Z}} p(z)dz + \int_o p(o) do", "integral(p(z), z) + integral(p(o), o)"),
    (r"\int_{-\infty}^{\infty} p(z)dz", "integral(p(z), z)"),
    (r"cI_n + A - \lambda I", "c*identity(n) + A - lambda*identity(n)"),
]
WRITTEN_OUT = [
    # the size of I is that of a matrix which the formula writes out
    (r"\det\left(zI-\begin{bmatrix} 1 & -b\\ 1 & 0\end{bmatrix}\right)", "det(z*identity(2) - [[1, -b], [1, 0]])"),
    (r"\lambda I + \begin{pmatrix} 1&2&3\\ 1&1&1\\ 0&0&1\\ \end{pmatrix}", "lambda*identity(3) + [[1,2,3],[1,1,1],[0,0,1]]"),
    (r"\begin{pmatrix} 1 & 2 & 3\\ 1&1&1 \end{pmatrix} I", "[[1, 2, 3], [1, 1, 1]] identity(3)"),
    (r"I_2 - \begin{pmatrix} a & b\\ b & a \end{pmatrix}", "identity(2) - [[a, b], [b, a]]"),
    (r"\begin{cases} a & a>0\\ I & a<0\end{cases}", "piecewise((a, a>0), (I, a<0))"),  # no matrix: I is a number
]


@pytest.mark.parametrize(("latex", "typed"), SCALARS + ABSTRACT, ids=lambda x: x)
def test_latex_is_read_as_the_typed_formula(latex: str, typed: str) -> None:
    assert read_latex(latex, SYMBOLS).term is read_text(typed, SYMBOLS).term


@pytest.mark.parametrize(("latex", "typed"), WRITTEN_OUT, ids=lambda x: x)
def test_the_identity_has_the_size_of_a_matrix_that_is_written_out(latex: str, typed: str) -> None:
    assert read_latex(latex, {}).term is read_text(typed, {}).term


def test_a_declared_name_with_a_prime() -> None:
    assert [name.name for name in read_latex("k' + 1", SYMBOLS).term.args[:1]] == ["k'"]


PROBLEMS = [
    # formula, kind, what the caret stands under
    (r"\sigma(t)", "ambiguous", r"\sigma"),
    (r"\log^{-1} t", "ambiguous", "1"),
    (r"\frac{\partial L}{\partial a}", "ambiguous", r"\frac"),
    (r"\prod_{i=1}^n x_i c", "ambiguous", r"\prod"),
    (r"\nabla t^2", "ambiguous", r"\nabla"),
    (r"t^{(a)}", "ambiguous", "{"),
    (r"t^2^3", "ambiguous", "^"),
    (r"t^T", "ambiguous", "T"),
    (r"\sum_i t", "ambiguous", r"\sum"),
    (r"\foo t", "unknown-command", r"\foo"),
    (r"\frac{1}{", "incomplete", ""),
    (r"\frac{1}{t", "unbalanced-bracket", "{"),
    (r"(t + 1", "unbalanced-bracket", "("),
    (r"t + 1)", "unbalanced-bracket", ")"),
    (r"\left(t\right.", "unsupported", r"\right."),
    (r"t^", "incomplete", ""),
    (r"t_", "missing-operand", "_"),
    (r"\frac{}{2}", "missing-operand", "{"),
    (r"\int_0^1 t^2", "missing-operand", r"\int"),
    (r"\int t \, dt", "unsupported", r"\int"),
    (r"\sum_{i=1} x_i", "missing-operand", r"\sum"),
    (r"\sum_{i=1}^K x_i", "unknown-name", None),
    (r"u v", "shape-mismatch", None),
    (r"A^{-1} u^T", "shape-mismatch", None),
    (r"t § 2", "unexpected-character", "§"),
    (r"{a+b}^2", "ambiguous", "{"),
    (r"{-t}^2", "ambiguous", "{"),
    (r"t{-a}", "ambiguous", "{"),
    (r"\varepsilon + \epsilon", "ambiguous", None),
    (r"\mathbf{t} - t", "ambiguous", None),
    (r"\lg t", "ambiguous", None),
    (r"\log f(t) t", "ambiguous", None),
    (r"\int_0^1 dt\, t", "ambiguous", None),
    (r"\frac{d}{dt}\left[t^2\right](t+1)", "ambiguous", None),
    (r"2\frac{1}{2}", "ambiguous", r"\frac"),
    (r"t^2_{a+1}", "unsupported", "_"),
    (r"t \pm 1", "ambiguous", r"\pm"),
    (r"1, 2, \ldots, n", "unexpected-token", ","),
    (r"\text{hello world}", "unsupported", None),
    (r"\mathbb{R} + 1", "unsupported", None),
    (r"[0, 1) + 1", "unsupported", "["),
    (r"\langle u \rangle", "unsupported", r"\langle"),
    (r"\langle u, v, v w^\top \rangle", "shape-mismatch", r"\langle"),
    (r"\langle u, v", "unsupported", r"\langle"),
    (r"\langle u, X \rangle", "shape-mismatch", r"\langle"),
    (r"\langle u, v \rangle_A", "unsupported", None),
    (r"\langle \zeta, v \rangle", "shape-mismatch", r"\langle"),
    (r"\iint a b\,da\,db", "unsupported", r"\iint"),
    (r"\iint p(z, o)\,dz", "missing-operand", r"\iint"),
    (r"\int_0^1 p(z)dz", "unsupported", "0"),
    (r"\int_B p(z)dz", "unsupported", "B"),
    (r"\int_{-\infty}^a p(z)dz", "unsupported", "{"),
    (r"\int_{\mathbb{R}^2} a\,da", "unsupported", r"\int"),
    (r"A - \mathrm{Id}", "unknown-name", None),
    (r"t = 1 or \frac{3}{2}", "ambiguous", "o"),
    (r"\frac{a}{b} or t", "ambiguous", "o"),
]


@pytest.mark.parametrize(("latex", "kind", "under"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_what_has_no_safe_reading_is_a_problem_at_its_place(latex: str, kind: str, under: str | None) -> None:
    with pytest.raises(InputError) as caught:
        read_latex(latex, SYMBOLS)
    problem = caught.value.problem
    assert problem.kind == kind, problem
    assert problem.span is not None and problem.source == latex
    if under is not None:
        assert latex[slice(*problem.span)] == under


def test_case_is_never_folded_and_log_is_natural() -> None:
    assert read_latex("T", SYMBOLS).term is not read_latex("t", SYMBOLS).term
    assert read_latex(r"\Sigma_1", SYMBOLS).term is not read_latex(r"\sigma_1", SYMBOLS).term
    assert read_latex(r"\log t", SYMBOLS).term is read_latex(r"\ln t", SYMBOLS).term


def test_choices_are_reported() -> None:
    assert read_latex(r"\sum_i x_i", SYMBOLS).choices == ("the sum over i is read from 1 to n",)
    assert read_latex(r"\log x_1 t", SYMBOLS).choices
