"""What declared names may be: variables of densities, names with decorations, definitions of all kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verify.grading import Grader, grade

ON_THE_LINE = {"p": "density of x", "q": "density of x", "x": "real", "f": "function of x", "g": "function of x", "a": "real",
               "b": "real"}  # fmt: skip
LATENT = {"p": "density of x, z", "q": "density of z given x", "x": "real", "z": "real", "f": "function of x",
          "h": "function of x, z"}  # fmt: skip
VECTORS = {**LATENT, "x": "vector d", "z": "vector k"}

DENSITIES: dict[str, tuple[Mapping[str, str], str, str, str]] = {
    "a density integrates to 1": (ON_THE_LINE, r"\int p(x)\,dx", "1", "correct"),
    "over the line": (ON_THE_LINE, r"\int_{-\infty}^{\infty} p(x)\,dx", "1", "correct"),
    "over a space with a name": (VECTORS, r"\int_{\mathcal{X}} p(x)\,dx", "1", "correct"),
    "over a part of the line": (ON_THE_LINE, r"\int_0^1 p(x)\,dx", "1", "undecided"),
    "over a set": (ON_THE_LINE, r"\int_A p(x)\,dx", "1", "undecided"),
    "the mean is an integral": (ON_THE_LINE, r"\mathbb{E}_{p(x)}[f(x)]", r"\int f(t)p(t)\,dt", "correct"),
    "the mean of a sum": (ON_THE_LINE, r"\mathbb{E}_{x\sim p}[f(x)+g(x)]", r"E_p[f(x)] + E_p[g(x)]", "correct"),
    "no mean of a product": (
        ON_THE_LINE, r"\mathbb{E}_{x\sim p}[f(x)g(x)]", r"\mathbb{E}_p[f(x)]\,\mathbb{E}_p[g(x)]", "wrong"),
    "a shift has no variance": (ON_THE_LINE, r"\mathrm{Var}_{p(x)}[af(x)+b]", r"a^2\mathrm{Var}_{p(x)}[f(x)]", "correct"),
    "a factor is squared": (ON_THE_LINE, r"\mathrm{Var}_{p(x)}[af(x)+b]", r"a\,\mathrm{Var}_{p(x)}[f(x)]", "wrong"),
    "bias and variance": (
        ON_THE_LINE, r"\mathbb{E}_{p(x)}[(f(x)-a)^2]", r"\mathrm{Var}_{p(x)}[f(x)]+(\mathbb{E}_{p(x)}[f(x)]-a)^2", "correct"),
    "importance weights": (
        ON_THE_LINE, r"\mathbb{E}_{q(x)}\left[\frac{p(x)}{q(x)}f(x)\right]", r"\mathbb{E}_{p(x)}[f(x)]", "correct"),
    "importance weights upside down": (
        ON_THE_LINE, r"\mathbb{E}_{q(x)}\left[\frac{q(x)}{p(x)}f(x)\right]", r"\mathbb{E}_{p(x)}[f(x)]", "wrong"),
    "a divergence is an integral": (ON_THE_LINE, r"D_{KL}(p\|q)", r"\int p(x)\log\frac{p(x)}{q(x)}\,dx", "correct"),
    "a divergence is not symmetric": (ON_THE_LINE, r"D_{KL}(p\|q)", r"D_{KL}(q\|p)", "wrong"),
    "an entropy": (ON_THE_LINE, "H(p)", r"-\int p(x)\log p(x)\,dx", "correct"),
    "the derivative of a risk": (
        ON_THE_LINE, r"\frac{d}{da}\mathbb{E}_{p(x)}[(f(x)-a)^2]", r"2a-2\mathbb{E}_{p(x)}[f(x)]", "correct"),
    "the rule of Bayes": (
        {**LATENT, "z'": "real"}, r"p(z\mid x)", r"\frac{p(x\mid z)p(z)}{\int p(x\mid z')p(z')\,dz'}", "correct"),
    "the rule of Bayes upside down": (LATENT, r"p(z\mid x)", r"\frac{p(x\mid z)p(x)}{p(z)}", "wrong"),
    "the mean of a conditional mean": (
        LATENT, r"\mathbb{E}_{p(z)}[\mathbb{E}_{p(x\mid z)}[f(x)]]", r"\mathbb{E}_{p(x)}[f(x)]", "correct"),
    "the law of total variance": (
        LATENT, r"\mathrm{Var}_{p(x,z)}[h(x,z)]",
        r"\mathbb{E}_{p(x)}[\mathrm{Var}_{p(z|x)}[h(x,z)]]+\mathrm{Var}_{p(x)}[\mathbb{E}_{p(z|x)}[h(x,z)]]", "correct"),
    "the evidence lower bound": (
        VECTORS, r"\mathbb{E}_{z\sim q(\cdot\mid x)}[\log p(x,z)-\log q(z\mid x)]",
        r"\log p(x)-D_{KL}(q(z\mid x)\|p(z\mid x))", "correct"),
    "the evidence lower bound with the prior": (
        VECTORS, r"\mathbb{E}_{q(z\mid x)}[\log p(x\mid z)]-D_{KL}(q(z\mid x)\|p(z))",
        r"\log p(x)-D_{KL}(q(z\mid x)\|p(z\mid x))", "correct"),
    "another sign of the divergence": (
        VECTORS, r"\mathbb{E}_{q(z\mid x)}[\log p(x\mid z)]+D_{KL}(q(z\mid x)\|p(z))",
        r"\log p(x)-D_{KL}(q(z\mid x)\|p(z\mid x))", "wrong"),
    "importance weights of the evidence": (
        VECTORS, r"\log p(x)", r"\log\mathbb{E}_{q(z\mid x)}\left[\frac{p(x,z)}{q(z\mid x)}\right]", "correct"),
    "mutual information": (
        LATENT, r"\int\int p(x,z)\log\frac{p(x,z)}{p(x)p(z)}\,dx\,dz", r"\mathbb{E}_{p(x)}[D_{KL}(p(z\mid x)\|p(z))]", "correct"),
    "a variable that is a number": (ON_THE_LINE, r"\mathbb{E}_{p(x)}[x^2]", r"\mathbb{E}_{p(x)}[x]^2", "undecided"),
    "a variable that is shifted": (ON_THE_LINE, r"\mathbb{E}_{p(x)}[(x-a)^2]", "1", "undecided"),
    "a derivative by the variable": (ON_THE_LINE, r"\mathbb{E}_{p(x)}[f'(x)]", "0", "undecided"),
    "a function of a number too": (ON_THE_LINE, r"\mathbb{E}_{p(x)}[f(x)]+f(0)", "0", "undecided"),
    "a function that may not jump": (
        {**ON_THE_LINE, "f": "convex function"}, r"\mathbb{E}_{p(x)}[f(x)^2]", r"\mathbb{E}_{p(x)}[f(x)]^2", "undecided"),
    "no room in an interval": ({**ON_THE_LINE, "x": "in (0, 1)"}, "H(p)", r"-\int p(x)\log p(x)\,dx", "undecided"),
    "one density at the variable of another": (
        {"p": "density of x", "q": "density of y", "x": "real", "y": "real"}, r"\int p(x)q(x)\,dx", r"\int p(y)q(y)\,dy",
        "undecided"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "reference", "submitted", "verdict"), DENSITIES.values(), ids=DENSITIES)
def test_densities_of_numbers_and_vectors(symbols: Mapping[str, str], reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict


def test_the_mixture_of_two_densities_is_a_definition() -> None:
    question: dict[str, Any] = {"symbols": ON_THE_LINE, "definitions": {"m(x)": r"\frac{p(x)+q(x)}{2}"}}
    grader = Grader(r"\int p(x)\log\frac{2p(x)}{p(x)+q(x)}\,dx", **question)
    assert grader.grade(r"\int p(x)\log\frac{p(x)}{m(x)}\,dx").verdict == "correct"
    assert grader.grade(r"\int m(x)\log\frac{p(x)}{m(x)}\,dx").verdict == "wrong"


def test_that_a_number_is_taken_for_an_outcome_is_said() -> None:
    reading = Grader(r"\mathbb{E}_{p(x)}[f(x)]", symbols=ON_THE_LINE).task.read(r"\int p(x)f(x)\,dx")
    assert reading.choices == ("x is read as an outcome, the variable of the density p",)


def test_a_variable_that_is_a_number_is_told_what_to_write() -> None:
    problem = grade(r"\mathbb{E}_{p(x)}[x^2]", "1", symbols=ON_THE_LINE).problem
    assert problem is not None and "x as a number" in problem.seen and "f(x)" in problem.help


DIFFUSION = {r"\alpha_t": "in (0, 1)", r"\bar{\alpha}_{t-1}": "in (0, 1)", "x_t": "real", r"\epsilon": "real"}
DIFFUSED = {r"\bar{\alpha}_t": r"\alpha_t\bar{\alpha}_{t-1}", r"\beta_t": r"1-\alpha_t"}
NOISY = {**DIFFUSED, "x_0": r"\frac{x_t-\sqrt{1-\bar{\alpha}_t}\,\epsilon}{\sqrt{\bar{\alpha}_t}}"}
STEP = {"w_k": "vector d", "g_k": "vector d", r"\eta": "positive"}
STEPS = {"w_{k+1}": r"w_k-\eta g_k"}
CHAIN = {"q": "density of x_t, x_{t-1}, x_0", "x_{t-1}": "vector d", "x_t": "vector d", "x_0": "vector d"}

INDEXED: dict[str, tuple[Mapping[str, str], Mapping[str, str], str, str, str]] = {
    "the variance after a step": (
        DIFFUSION, DIFFUSED, r"\alpha_t(1-\bar{\alpha}_{t-1})+\beta_t", r"1-\bar\alpha_t", "correct"),
    "spaces in the index": (DIFFUSION, DIFFUSED, r"\bar{\alpha}_t", r"\bar\alpha_{t - 1}\alpha_{t}", "correct"),
    "typed with braces": (DIFFUSION, DIFFUSED, r"\bar{\alpha}_t", "alpha_bar_{t-1}*alpha_t", "correct"),
    "typed with brackets": (DIFFUSION, DIFFUSED, r"\bar{\alpha}_t", "alpha_bar_(t-1) alpha_t", "correct"),
    "an accent over the index too": (DIFFUSION, DIFFUSED, r"\alpha_t\bar{\alpha}_{t-1}", r"\bar{\alpha_t}", "correct"),
    "no root of the variance": (
        DIFFUSION, DIFFUSED, r"\alpha_t(1-\bar{\alpha}_{t-1})+\beta_t", r"1-\sqrt{\bar{\alpha}_t}", "wrong"),
    "the mean of a step back": (
        DIFFUSION, NOISY,
        r"\frac{\sqrt{\bar{\alpha}_{t-1}}\beta_t}{1-\bar{\alpha}_t}x_0+\frac{\sqrt{\alpha_t}(1-\bar{\alpha}_{t-1})}{1-\bar{\alpha}_t}x_t",
        r"\frac{1}{\sqrt{\alpha_t}}\left(x_t-\frac{\beta_t}{\sqrt{1-\bar{\alpha}_t}}\epsilon\right)", "correct"),
    "the mean of a step back without a bar": (
        DIFFUSION, NOISY,
        r"\frac{\sqrt{\bar{\alpha}_{t-1}}\beta_t}{1-\bar{\alpha}_t}x_0+\frac{\sqrt{\alpha_t}(1-\bar{\alpha}_{t-1})}{1-\bar{\alpha}_t}x_t",
        r"\frac{1}{\sqrt{\alpha_t}}\left(x_t-\frac{\beta_t}{\sqrt{1-\alpha_t}}\epsilon\right)", "wrong"),
    "a defined step": (STEP, STEPS, "w_{k+1}-w_k", "-eta*g_k", "correct"),
    "a defined step uphill": (STEP, STEPS, "w_{k+1}-w_k", "eta*g_k", "wrong"),
    "a step in brackets": ({"w_k": "real", "g_k": "real"}, {"w_(k+1)": "w_k - g_k"}, "w_(k+1) + g_k", "w_k", "correct"),
    "an iterate above": ({"x^{(t)}": "real"}, {}, "2x^{(t)}", "x^(t) + x^{(t)}", "correct"),
    "another iterate above": ({"x^{(t)}": "real"}, {}, "2x^{(t)}", "x^{(t+1)} + x^{(t)}", "unreadable"),
    "a layer": (
        {"W^{(l+1)}": "matrix m n", "a^{(l)}": "vector n", "b": "vector m"}, {}, "W^{(l+1)}a^{(l)}+b", "b+W^{(l+1)} a^{(l)}",
        "correct"),
    "a layer in square brackets": (
        {"W^{[l+1]}": "matrix m n", "a^{[l]}": "vector n"}, {}, "W^{[l+1]}a^{[l]}", r"W^{[l+1]}(\tfrac12 a^{[l]})", "wrong"),
    "an index above and one below": ({r"\theta^{(t)}_1": "real"}, {}, r"\theta^{(t)}_1+1", r"1+\theta_1^{(t)}", "correct"),
    "a running mean": (
        {r"\hat{\theta}_{n-1}": "real", "x_n": "real", "n": "natural"}, {},
        r"\hat{\theta}_{n-1}+\frac{x_n-\hat\theta_{n-1}}{n}", r"\frac{(n-1)\hat{\theta}_{n-1}+x_n}{n}", "correct"),
    "a word as an index": ({r"\mu_{MLE}": "real"}, {}, r"\mu_{MLE}^2", r"\mu_{\text{MLE}}\mu_\mathrm{MLE}", "correct"),
    "two letters as an index": ({r"\sigma_{ij}": "real"}, {}, r"\sigma_{ij}+1", "1+sigma_ij", "correct"),
    "two indices with a comma": ({r"\sigma_{i,j}": "real"}, {}, r"\sigma_{i,j}+1", r"1+\sigma_{i, j}", "correct"),
    "a derivative by an indexed name": ({"w_{k+1}": "real"}, {}, r"\frac{d}{dw_{k+1}}w_{k+1}^3", "3w_{k+1}^2", "correct"),
    "an index written otherwise": ({"w_{k+1}": "real"}, {}, "w_{k+1}", "w_{1+k}", "unreadable"),
    "Bayes for a step back": (
        CHAIN, {}, r"q(x_{t-1}\mid x_t,x_0)", r"\frac{q(x_t\mid x_{t-1},x_0)q(x_{t-1}\mid x_0)}{q(x_t\mid x_0)}", "correct"),
    "Bayes for a step back upside down": (
        CHAIN, {}, r"q(x_{t-1}\mid x_t,x_0)", r"\frac{q(x_t\mid x_{t-1},x_0)q(x_t\mid x_0)}{q(x_{t-1}\mid x_0)}", "wrong"),
    "under a sum over its index": ({"x_i": "real", "n": "natural"}, {}, r"\sum_{i=1}^n x_i", "n x_i", "undecided"),
    "not declared under a sum over its index": ({"n": "natural"}, {}, "sum(x_i, i, 1, n)", "n x_i", "unreadable"),
    "under a sum over a part of its index": ({"w_{k+1}": "real", "n": "natural"}, {}, r"\sum_{k=1}^n w_{k+1}", "n", "undecided"),
    "under a sum over one of its indices": (
        {r"\sigma_{ij}": "real", "n": "natural"}, {}, r"\sum_{i=1}^n\sigma_{ij}", "n", "undecided"),
    "under an integral over its index": ({"x_t": "real"}, {}, r"\int_0^1 x_t\,dt", "x_t", "undecided"),
    "a word under a sum over another name": (
        {"w_{new}": "real", "N": "natural"}, {}, r"\sum_{n=1}^N w_{new}", "N w_{new}", "correct"),
    "an accent under a sum over one of its letters": (
        {r"\bar{x}": "real", "N": "natural"}, {}, r"\sum_{a=1}^N\bar{x}", r"N\bar x", "correct"),
    "an item as a name of its own": (
        {"w_{k+1}": "real", "w": "sequence n of real", "k": "natural"}, {}, "w_{k+1}", "w_{k+1}", "undecided"),
    "a bracket after an underscore": ({"x": "real"}, {}, "x", "x_(t+2)", "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "definitions", "reference", "submitted", "verdict"), INDEXED.values(), ids=INDEXED)
def test_names_with_a_formula_as_their_index(
    symbols: Mapping[str, str], definitions: Mapping[str, str], reference: str, submitted: str, verdict: str
) -> None:
    assert grade(reference, submitted, symbols=symbols, definitions=definitions).verdict == verdict


SOFTMAX = {"K": "natural", "z": "sequence K of real", "i": "integer in 1..K", "j": "integer in 1..K", "x": "real"}
SHARE = {"s(k)": r"\frac{e^{z_k}}{\sum_{m=1}^{K} e^{z_m}}"}
QUADRATIC = {"A": "positive definite matrix n", "x": "vector n", "b": "vector n", r"\eta": "real", "x_k": "vector n",
             "x_{k+1}": "vector n"}  # fmt: skip
OBJECTIVE = {"f(v)": r"\tfrac12 v^\top A v-b^\top v"}
POINTS = {"x": "vector d", "z": "vector d", r"\gamma": "positive"}
KERNEL = {"k(a,b)": r"\exp(-\gamma\|a-b\|^2)"}
LAYER = {"W": "matrix m n", "x": "vector n", "y": "vector m"}
LOSS = {"L(W)": r"\frac12\|Wx-y\|^2"}
RATIO = {"w(x)": r"\frac{p(x)}{q(x)}"}
HALF = {"m(x)": r"\frac{p(x)+q(x)}{2}"}
SIGMOID = {"S(u)": r"\frac{1}{1+e^{-u}}"}

DEFINED: dict[str, tuple[Mapping[str, str], Mapping[str, str], str, str, str]] = {
    "an index as the parameter": (SOFTMAX, SHARE, r"s(i)(1-s(j))", r"s(i)-\frac{e^{z_i+z_j}}{(\sum_m e^{z_m})^2}", "correct"),
    "cases of an index": (
        SOFTMAX, SHARE, r"s(i)(\mathbb{1}[i=j]-s(j))",
        r"\begin{cases} s(i)(1-s(i)) & i=j\\ s(i)s(j) & i\neq j\end{cases}", "wrong"),
    "a sum of calls": (SOFTMAX, SHARE, r"\sum_{k=1}^K s(k)", "1", "correct"),
    "a sum over the letter of the body": (SOFTMAX, SHARE, r"\sum_{m=1}^K s(m)", "1", "correct"),
    "a number as the index": (SOFTMAX, SHARE, "s(1)", r"\frac{e^{z_1}}{\sum_{l=1}^K e^{z_l}}", "correct"),
    "an index that there is not": (SOFTMAX, SHARE, "s(0)", "1", "undecided"),
    "an index that is no integer": (SOFTMAX, SHARE, "s(i)", "s(x)", "unreadable"),
    "a vector as the parameter": (QUADRATIC, OBJECTIVE, "f(2x)", r"2x^\top Ax-2b^\top x", "correct"),
    "a vector that is doubled": (QUADRATIC, OBJECTIVE, "f(2x)", "2f(x)", "wrong"),
    "a gradient by its variable": (QUADRATIC, OBJECTIVE, r"\nabla_x f(x)", "Ax-b", "correct"),
    "a gradient without a name": (QUADRATIC, OBJECTIVE, r"\nabla f(x)", "Ax-b", "correct"),
    "a gradient of another sign": (QUADRATIC, OBJECTIVE, r"\nabla f(x)", "Ax+b", "wrong"),
    "a gradient and what follows it": (QUADRATIC, OBJECTIVE, r"\nabla f(x)^\top x", r"x^\top Ax-b^\top x", "correct"),
    "a gradient at an iterate": (QUADRATIC, OBJECTIVE, r"x_k-\eta\nabla f(x_k)", r"x_k-\eta A x_k+\eta b", "correct"),
    "a gradient at what is no variable": (QUADRATIC, OBJECTIVE, r"\nabla f(2x)", "2Ax-b", "undecided"),
    "a derivative along a direction": (
        QUADRATIC, OBJECTIVE, r"\frac{d}{d\eta}f(x-\eta b)", r"-b^\top(A(x-\eta b)-b)", "correct"),
    "a derivative against a direction": (
        QUADRATIC, OBJECTIVE, r"\frac{d}{d\eta}f(x-\eta b)", r"b^\top(A(x-\eta b)-b)", "wrong"),
    "the least value of a definition": (QUADRATIC, OBJECTIVE, r"\arg\min_v f(v)", "A^{-1}b", "correct"),
    "a definition whose value is a vector": (QUADRATIC, {"g(u)": "Au-b"}, "g(g(x))", "AAx-Ab-b", "correct"),
    "two vectors": (POINTS, KERNEL, "k(x,x)-2k(x,z)+k(z,z)", r"2(1-e^{-\gamma\|x-z\|^2})", "correct"),
    "two vectors with another factor": (POINTS, KERNEL, "k(x,x)-2k(x,z)+k(z,z)", r"2-2e^{-2\gamma\|x-z\|^2}", "wrong"),
    "a gradient by one of two": (POINTS, KERNEL, r"\nabla_x k(x,z)", r"-2\gamma(x-z)k(x,z)", "correct"),
    "a matrix as the parameter": (LAYER, LOSS, r"\nabla_W L(W)", r"(Wx-y)x^\top", "correct"),
    "one definition for a vector and a matrix": (
        {"w": "vector n", "W": "matrix n m"}, {"R(v)": r"\|v\|^2"}, "R(w)+R(W)",
        r"w^\top w+\operatorname{tr}(W^\top W)", "correct"),
    "a derivative of a defined quantity": (
        {"w": "real", "x": "real", "y": "real"}, {"L": "(wx-y)^2"}, r"\frac{dL}{dw}", "2x(wx-y)", "correct"),
    "a derivative of a defined quantity without the inner one": (
        {"w": "real", "x": "real", "y": "real"}, {"L": "(wx-y)^2"}, r"\frac{dL}{dw}", "2(wx-y)", "wrong"),
    "a primed definition": ({"x": "real"}, SIGMOID, "S'(x)", "S(x)(1-S(x))", "correct"),
    "a primed definition with another sign": ({"x": "real"}, SIGMOID, "S'(x)", "S(x)(1+S(x))", "wrong"),
    "a definition entry by entry": (QUADRATIC, SIGMOID, r"S(x)^\top b", r"\sum_{i=1}^n S(x_i)b_i", "correct"),
    "a whole sequence": (
        {"z": "sequence n of real", "n": "natural"}, {"P(u)": r"\sum_{i=1}^n u_i^2"}, "P(z)", r"\sum_i z_i^2", "correct"),
    "an outcome": (ON_THE_LINE, RATIO, r"\mathbb{E}_{q(x)}[w(x)f(x)]", r"\mathbb{E}_{p(x)}[f(x)]", "correct"),
    "an outcome that is bound elsewhere": (
        ON_THE_LINE, {"g(c)": "c f(x)"}, r"\mathbb{E}_{p(x)}[g(a)]", r"a\mathbb{E}_{p(x)}[f(x)]", "undecided"),
    "an index that is bound elsewhere": (
        {"n": "natural", "i": "natural"}, {"h(t)": "t i"}, r"\sum_{i=1}^n h(1)", "n", "undecided"),
    "a function without brackets before a call": (
        {"x": "real", "y": "real"}, {"s(u)": "u+1"}, r"\sin s(x) y", r"\sin(s(x)) y", "undecided"),
    "the divergence of a mixture": (
        ON_THE_LINE, HALF, r"\tfrac12 D_{KL}(p\|m)+\tfrac12 D_{KL}(q\|m)",
        r"-\int m(x)\log m(x)\,dx-\tfrac12 H(p)-\tfrac12 H(q)", "correct"),
    "the divergence from a mixture": (ON_THE_LINE, HALF, r"KL(m\|p)", r"\int m(x)\log\frac{m(x)}{p(x)}\,dx", "correct"),
    "the divergence of a mixture upside down": (
        ON_THE_LINE, HALF, r"KL(p\|m)", r"\int m(x)\log\frac{m(x)}{p(x)}\,dx", "wrong"),
    "the divergence of what is no density": (ON_THE_LINE, {"m(x)": "p(x)+q(x)"}, r"KL(p\|m)", "1", "undecided"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "definitions", "reference", "submitted", "verdict"), DEFINED.values(), ids=DEFINED)
def test_definitions_take_what_they_are_called_with(
    symbols: Mapping[str, str], definitions: Mapping[str, str], reference: str, submitted: str, verdict: str
) -> None:
    assert grade(reference, submitted, symbols=symbols, definitions=definitions).verdict == verdict


def test_a_problem_of_a_body_points_into_the_definition() -> None:
    problem = grade("s(i)", "s(x)", symbols=SOFTMAX, definitions=SHARE).problem
    assert problem is not None and problem.where == "the definition of s(k)" and problem.source == SHARE["s(k)"]


def test_a_definition_that_cannot_be_read_is_a_problem_of_the_question() -> None:
    found = grade("1", "1", definitions={"S(u)": r"\frac{1}{1+"})
    assert found.verdict == "undecided" and found.problem is not None and found.problem.where == "the definition of S(u)"


def test_definitions_of_definitions_are_read_once_for_each_kind_of_argument() -> None:
    definitions = {"f_0(v)": "v + v", **{f"f_{place}(v)": f"f_{place - 1}(v) + f_{place - 1}(v)" for place in range(1, 30)}}
    assert grade("f_29(0)", "0", definitions=definitions).verdict == "correct"
