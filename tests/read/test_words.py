"""Indicators, normal distributions and optima in typed text: what they are read as, and what must not become one of them."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

SYMBOLS = declarations({
    "x": "real", "y": "real", "z": "real", "m": "real", "a": "real", "v": "positive", "sigma": "positive", "n": "natural",
    "t": "sequence n of real", "f": "function", "u": "vector d", "r": "vector d", "A": "matrix d", "B": "matrix d",
    "X": "matrix k d", "i": "integer", "j": "integer",
})  # fmt: skip

SAME = [
    *((written, r"\mathbb{1}_{z>0} z") for written in (
        "1[z>0] z", "1[z>0]*z", "1{z>0}z", "1(z>0) z", "1_{z>0} z", "1_(z>0) z", "I(z>0)*z", "I[z>0]*z", "I{z>0} z", "I_{z>0} z",
        "𝟙[z>0] z", "𝟙_{z>0} z", "𝕀(z>0) z", "indicator(z > 0) z", "[z>0]*z", "[z > 0] z", "(z>0)*z", "(z > 0) .* z",
        "float(z > 0)*z",
    )),
    *((rf"{sign}[z>0] z", r"\mathbb{1}_{z>0} z") for sign in (r"\mathbb{1}", r"\mathbb 1", r"\mathbb{I}")),
    (r"\mathbf{1}[z>0] z", r"\mathbb{1}_{z>0} z"),
    (r"\mathbf 1_{\{z>0\}} z", r"\mathbb{1}_{z>0} z"),
    (r"\mathbf{1}\{z \ge 0\} \, z", r"\mathbb{1}_{z \ge 0} z"),
    (r"[z>0] \, z", r"\mathbb{1}_{z>0} z"),
    (r"\mathrm{I}(z>0) z", r"\mathbb{1}_{z>0} z"),
    ("z 1[z>0]", r"z \mathbb{1}_{z>0}"),
    ("z [z>0]", r"z \mathbb{1}_{z>0}"),
    ("z*(z>0)", r"z \mathbb{1}_{z>0}"),
    ("-y*1[y*z < 1]", r"-y \mathbb{1}_{y z < 1}"),
    ("1[0<x<1]", r"\mathbb{1}_{0<x<1}"),
    ("1[0<x and x<1]", r"\mathbb{1}_{0<x<1}"),
    ("1[0<x, x<1]", r"\mathbb{1}_{0<x<1}"),
    ("1[x<0 or x>1]", "if x<0 or x>1 then 1 else 0"),
    ("1_{x in [0,1]}", "if x in [0,1] then 1 else 0"),
    ("1[x == y]", "if x = y then 1 else 0"),
    ("(x == y)*z", "(if x = y then 1 else 0)*z"),
    ("2*(if x > 0 then 1 else 0)", r"2 \mathbb{1}_{x>0}"),
    ("1[abs(x) > f(y)]", "if abs(x) > f(y) then 1 else 0"),
    ("2[x>0]^2", "2*(if x>0 then 1 else 0)^2"),
    ("sum_{i=1}^n 1[t_i > 0]", "sum(if t_i > 0 then 1 else 0, i, 1, n)"),
    ("int_0^1 [x > a] dx", "integral(if x > a then 1 else 0, x, 0, 1)"),
    ("prod_i N(t_i; m, v)", r"\prod_i (\mathcal{N}(t_i; m, v))"),
    (r"\prod_i \mathcal{N}(t_i; m, v)", r"\prod_i (\mathcal{N}(t_i; m, v))"),
    ("1[(x>0) and (y>0)]", "if x>0 and y>0 then 1 else 0"),
    ("delta_ij", "if i = j then 1 else 0"),
    ("δ_ij x", "(if i = j then 1 else 0)*x"),
    (r"\delta_{ij}", "if i = j then 1 else 0"),
    (r"\sum_{k=1}^n \delta_{kj} t_k", "sum(delta(k, j)*t_k, k, 1, n)"),
    ("a^I(x=1)", "a^(if x=1 then 1 else 0)"),
    ("np.where(z>0, z, 0)", "if z>0 then z else 0"),
    ("where(z>0, z, a*z)", "if z>0 then z else a*z"),
    ("If[z>0, z, 0]", "if z>0 then z else 0"),
    ("if(z>0, z, 0)", "if z>0 then z else 0"),
    ("if (z>0) then z else 0", "if z>0 then z else 0"),
    ("N(x; m, sigma^2)", r"\mathcal{N}(x; m, \sigma^2)"),
    ("N(x | m, sigma^2)", r"\mathcal{N}(x; m, \sigma^2)"),
    ("Normal(x; m, sigma^2)", r"\mathcal{N}(x; m, \sigma^2)"),
    ("N(x; m, v)", r"\mathcal{N}(x; m, v)"),
    ("N(|x| | 0, 1)", r"\mathcal{N}(|x|; 0, 1)"),
    ("log N(x; m, sigma^{2})", r"\log \mathcal{N}(x; m, \sigma^2)"),
    ("d/dx N(x; m, v)", r"\frac{d}{dx} \mathcal{N}(x; m, v)"),
    ("N(y; x, 1) N(x; 0, 1)", r"\mathcal{N}(y; x, 1) \mathcal{N}(x; 0, 1)"),
    ("KL(N(m, sigma^2) || N(0, 1))", r"KL(\mathcal{N}(m, \sigma^2) \| \mathcal{N}(0, 1))"),
    ("E_{s ~ N(m, v)}[s^2]", r"\mathbb{E}_{s \sim \mathcal{N}(m, v)}[s^2]"),
    ("argmin_w (w - a)^2", r"\arg\min_w (w - a)^2"),
    ("argmin_{w} (w - a)^2", r"\arg\min_w (w - a)^2"),
    ("arg min_w (w - a)^2", r"\arg\min_w (w - a)^2"),
    ("arg max_{w} -(w - a)^{2}", r"\arg\max_w -(w - a)^2"),
    ("argmin_{w > 0} (w - a)^2", r"\arg\min_{w > 0} (w - a)^2"),
    ("argmin_(w>0) (w - a)^2", r"\arg\min_{w > 0} (w - a)^2"),
    ("argmin_{w in (0, 1)} (w - a)^2", r"\arg\min_{w \in (0, 1)} (w - a)^2"),
    ("argmin_{w in R} (w - a)^2", r"\arg\min_{w \in \mathbb{R}} (w - a)^2"),
    ("argmin_w sum_{i=1}^n (t_i - w)^2", r"\arg\min_w \sum_{i=1}^n (t_i - w)^2"),
    ("min_w (w - a)^2 + w", r"\min_w (w - a)^2 + w"),
    ("max_{w} {w - w^2}", r"\max_w \{w - w^2\}"),
    ("sup_{0<=w<=1} w(1 - w)", r"\sup_{0 \le w \le 1} w(1 - w)"),
    ("inf_w e^{w}", r"\inf_w e^w"),
    ("u·r", "u'r"),
    ("A u·r", "(A u)'r"),
    (r"u \cdot r", "u^T r"),
    ("u·r u", "(u'r)*u"),
    ("A·u", "A*u"),
    ("⟨u, r⟩", "u'r"),
    ("uᵀr", "u'r"),
    ("u ⊙ r", "hadamard(u, r)"),
    ("||u||_2", "norm(u)"),
    ("||u||_{2}", "norm(u)"),
    ("||u - r||_2^2", "norm(u - r)^2"),
    ("||u||_1", r"\|u\|_1"),
    ("||A||_F^2", "norm(A)^2"),
    ("||X||_F ||A||_F", "norm(X)*norm(A)"),
    ("||A|+|B||", "abs(det(A) + det(B))"),
    ("⌊x⌋", "floor(x)"),
    ("2⌈x/2⌉y", "2*ceil(x/2)*y"),
    ("(1 - x)_+", "max(1 - x, 0)"),
    ("[1 - x]_+^2", "max(1 - x, 0)^2"),
    (r"(1 - x)_{+}", "max(1 - x, 0)"),
    (r"\left[1 - x\right]_+", "max(1 - x, 0)"),
    ("∇_r r'r", r"\nabla_r r^T r"),
    ("∇_r ||r||_2^2 + r", "grad(norm(r)^2, r) + r"),
    ("grad_r (r'r)", r"\nabla_r (r^T r)"),
    ("e^{-x^2/2}/√(2π)", "exp(-(x^2)/2)/sqrt(2*pi)"),
    ("max{x, 0}", "max(x, 0)"),
    ("min[x, y, 0]", "min(x, y, 0)"),
    ("Sin[x]^2 + Cos[2 x]", "sin(x)^2 + cos(2 x)"),
    ("Exp[-x^2/2]/Sqrt[2 pi]", "exp(-x^2/2)/sqrt(2 pi)"),
    ("Log[x]", "log(x)"),
    ("D[x^3, x]", "diff(x^3, x)"),
    ("D[x^3, {x, 2}]", "diff(x^3, x, 2)"),
    ("Integrate[x^2, {x, 0, 1}]", "integral(x^2, x, 0, 1)"),
    ("Sum[k^2, {k, 1, n}]", "sum(k^2, k, 1, n)"),
    ("Limit[Sin[x]/x, x -> 0]", "limit(sin(x)/x, x, 0)"),
    ("Tr[A] + Det[A]", "tr(A) + det(A)"),
    ("int(x^2, x=0..1)", "integral(x^2, x, 0, 1)"),
    ("sum(k, k=1..n)", "sum(k, k, 1, n)"),
    ("product(k, k = 1 .. n)", "product(k, k, 1, n)"),
    ("limit(sin(x)/x, x=0)", "limit(sin(x)/x, x, 0)"),
    ("limit(sin(x)/x, x->0)", "limit(sin(x)/x, x, 0)"),
    ("(n choose 2)*x", "binomial(n, 2)*x"),
    ("z if z > 0 else a*z", "if z > 0 then z else a*z"),
    ("1 + (z if z > 0 else 0)", "1 + (if z > 0 then z else 0)"),
    ("1 if z > 0 else -1 if z < 0 else 0", "if z > 0 then 1 else (if z < 0 then -1 else 0)"),
    ("A^-T u", "inv(A')*u"),
    ("np.outer(u, r)", "u r'"),
    ("np.matmul(A, B)", "A*B"),
    ("sum_i t_i", r"\sum_i t_i"),
    ("sum_{i} e^{-t_i}", r"\sum_i e^{-t_i}"),
    ("int_0^1 e^{-x} dx", "integral(exp(-x), x, 0, 1)"),
    ("d/dx e^{2x}", "diff(e^(2x), x)"),
    ("d^{2}/dx^{2} e^{2x}", "diff(e^(2x), x, 2)"),
]  # fmt: skip

SAME += [
    ("exp2(m)", "2^m"), ("Sin[Pi m]", "sin(pi*m)"), ("cos(2Pi)", "cos(2*pi)"),
    ("np.dot(A, u)", "A*u"), ("dot(u, u)", "u'*u"), ("np.dot(A, A)", "A @ A"),
    ("sin[x]^2", "sin(x)^2"), ("exp[-(x + m)]^2", "exp(-(x+m))^2"), ("log[x] m", "log(x)*m"), ("sin^2[x]", "sin(x)^2"),
]

REFUSED = [
    "1 (x>0)",  # a value, and where it is meant
    "z (z>0)", "(z>0) z", "z[z>0]", "(x = 1)*2", "(x > 0) + 1",
    "P(x>0)*2", "P[x>0]", "f[x>0]", "f(x>0)*2",
    "[x>0, y>0]", "x^1[x>0]", "prod_i N(t_i; m, v) x", "delta_iq", r"\delta_{qj}",
    "1_{2}", "1_2", "2_{x>0}", "1_{x>0}(x)", "I[x]", "𝟙", "2𝟙", "𝟙[x]",
    "where(x, 1, 2)", "where(x > 0, 1)", "where(1, x > 0, 2)",
    "N(x; m, sigma)", "N(x | m, sigma)", "KL(N(m, sigma) || N(0, 1))", "Normal(x; 0, 2)", "Normal(x; m, a)",
    "N(x, m, sigma^2)", "N(x; m)", "N(x; m, 1, 2)", "n(x; m, 1)",
    "max_1 x", "max_x", "argmin (w - a)^2", "max_x_1 x", "min_x 3", "sum_1 t_i", "min_w (w^2)*3",
    "d/dx {x^2}",
    "||A||", "||X||", "||A||_2", "||X||_1", "||A||^2", "||u||_3", "||u||_inf", "|x||X||y|", "|u|_2", "(x)_k", "x_+", "∇ x^2",
    "Log[2, x]", "Norm[A]", "D[x]", "P[x, y]", "Sum[k, {k, n}]", "1..2", "1...2", "x..y", "sum(k, k=1...n)", "n choose 2",
    "z if z > 0", "a = z if z > 0 else 0", "z if z else 0",
    "u*r", "⟨u, r", "⌊x", "X·u·r", "log[2](x)", "sin[2](x)", "log3(m)", "sin2(m)",
]  # fmt: skip


@pytest.mark.parametrize(("written", "plain"), SAME)
def test_a_word_is_what_latex_has_a_command_for(written: str, plain: str) -> None:
    assert read_formula(written, SYMBOLS).term is read_formula(plain, SYMBOLS).term


@pytest.mark.parametrize("written", REFUSED)
def test_what_may_mean_something_else_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        read_formula(written, SYMBOLS)
    assert caught.value.problem.span is not None


@pytest.mark.parametrize(("written", "symbols"), [
    ("N(x; m, 1)", {"N": "natural"}),
    ("I(x>0)", {"I": "positive"}),
    ("where(x>0, 1, 2)", {"where": "real"}),
])  # fmt: skip
def test_a_declared_name_is_no_word(written: str, symbols: dict[str, str]) -> None:
    with pytest.raises(InputError):
        read_formula(written, declarations({"x": "real", "m": "real", **symbols}))


def test_a_declared_name_with_an_index_is_no_operator() -> None:
    symbols = declarations({"min_x": "real", "x": "real", "sum_i": "real"})
    assert read_formula("min_x x + sum_i", symbols).term is read_formula("min_x*x + sum_i", symbols).term


@pytest.mark.parametrize("written", ["d/dx e^{2x}", "d/dx x^{2}", "d^{2}/dx^{2} x^{3}"])
def test_a_size_called_d_is_no_numerator_of_a_derivative(written: str) -> None:
    symbols = declarations({"x": "real", "u": "vector d"})
    assert "derivative" in {part.op for part in [read_formula(written, symbols).term]}


@pytest.mark.parametrize("written", [r"d/dx \sin x", r"d/d\theta \theta^{2}", r"d^{2}/dx^{2} \sin x"])
def test_a_quotient_of_two_d_in_latex_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_formula(written, declarations({"x": "real", "theta": "real", "u": "vector d"}))
