r"""Lines that compute, set to 0 and solve, and words that announce it: what is right, wrong, and may be meant otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

X = {"x": "real", "a": "real"}
LAW = {"p": "in (0, 1)", "n": "positive", "s": "positive"}
MATRICES = {"X": "matrix n d", "y": "vector n", "w": "vector d", "\\lambda": "positive"}
SIGMOID = {"\\sigma(u)": "1/(1+exp(-u))"}

RIGHT: dict[str, dict[str, Any]] = {
    "the derivative is 0": {"lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - 2a", "2x - 2a = 0", "x = a"], "reference": "x = a"},
    "the derivative is 0, with its terms on both sides": {
        "lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - 2a", "2x = 2a", "x = a"], "reference": "x = a"},
    "= 0 in the line of the derivative": {"lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - 2a = 0", "x = a"], "reference": "x = a"},
    "= 0 and its solution in one line": {
        "lines": ["f(x) = x^2 - 2ax", r"f'(x) = 2x - 2a = 0 \Rightarrow x = a"], "reference": "x = a"},
    "a likelihood": {
        "lines": ["l(p) = n log p + (s - n) log(1-p)", "l'(p) = n/p - (s-n)/(1-p)", "n/p = (s-n)/(1-p)", "n(1-p) = p(s-n)",
                  "n = p s", "p = n/s"], "reference": "p = n/s", "symbols": LAW, "assuming": ["s > n"]},
    "normal equations": {
        "lines": [r"J(w) = \|y-Xw\|^2 + \lambda\|w\|^2", r"\nabla_w J = -2X^\top(y-Xw) + 2\lambda w",
                  r"-2X^\top(y-Xw) + 2\lambda w = 0", r"X^\top X w + \lambda w = X^\top y"],
        "reference": r"X^\top X w + \lambda w = X^\top y", "symbols": MATRICES},
    "a name that is positive says something": {
        "lines": ["t = x - 1", "|x - 1|", "= x - 1"], "symbols": {"t": "positive", "x": "real"}},
    "a name that is said to be positive says something": {
        "lines": ["L = x - 1", "|x - 1|", "= x - 1"], "assuming": ["L > 0"]},
    "both signs": {"lines": ["(x-2)^2 = 1", r"x - 2 = \pm 1", r"x = 1 \text{ or } x = 3"]},
    "rounded in the end": {"lines": [r"\frac{38}{236}", r"= \frac{19}{118}", r"\approx 0.161"], "reference": r"\frac{19}{118}"},
    "a substitution beside an integral": {
        "lines": [r"\int_0^1 x\sqrt{1-x^2}\,dx", r"= \frac12\int_0^1 \sqrt{u}\,du \quad (u = 1-x^2)", r"= \frac13"],
        "reference": r"\frac13"},
    "a theorem beside a limit": {
        "lines": [r"\lim_{x\to 0}\frac{1-\cos x}{x^2}", r"= \lim_{x\to 0}\frac{\sin x}{2x} \quad\text{(L'Hopital)}",
                  r"= \frac12"],
        "reference": r"\frac12"},
    "words before each line": {
        "lines": ["f(x) = x^2 - 2ax", "Taking the derivative: f'(x) = 2x - 2a", "Setting f'(x) = 0: 2x - 2a = 0", "x = a"],
        "reference": "x = a"},
    "a display with words before it": {
        "submitted": "We integrate by parts:\n\\begin{align*}\\int_0^1 x e^{-x} dx"
                     " &= \\left[-x e^{-x}\\right]_0^1 + \\int_0^1 e^{-x} dx \\\\ &= 1 - 2e^{-1}\\end{align*}",
        "reference": "1 - 2/e"},
    "a name that is given in the first line": {"lines": [r"a s \text{ where } s = x^2", "= a x^2"], "reference": "a x^2"},
    "reasons of one word": {"lines": [r"(x+a)^2", r"= x^2 + 2ax + a^2 \quad \text{(factorise)}"], "reference": "(x+a)^2"},
    "a logarithm says that x is positive": {"lines": [r"L = \log x", r"\log x^2", r"= 2\log x"]},
    "an equation below an identity": {"lines": [r"\frac{d}{dx}(x^2-2x) = 2x - 2", "2x = 2", "x = 1"], "reference": "x = 1"},
}
WRONG: dict[str, tuple[dict[str, Any], int]] = {
    "a derivative that is not the function's": (
        {"lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - a = 0", "x = a/2"], "reference": "x = a"}, 1),
    "a step below a name that says nothing": (
        {"lines": [r"L = -y\log\sigma(z) - (1-y)\log(1-\sigma(z))",
                   r"\frac{dL}{dz} = -y\frac{\sigma'(z)}{\sigma(z)} + (1-y)\frac{\sigma'(z)}{1-\sigma(z)}",
                   r"= -y(1-\sigma(z)) - (1-y)\sigma(z)"], "reference": r"\sigma(z) - y",
         "symbols": {"y": "real", "z": "real"}, "definitions": SIGMOID}, 2),
    "rounded to another number": (
        {"lines": [r"\frac{38}{236}", r"= \frac{19}{118}", r"\approx 0.167"], "reference": r"\frac{19}{118}"}, 2),
    "both signs of another number": ({"lines": ["(x-2)^2 = 1", r"x - 2 = \pm 2"]}, 1),
    "Jensen the wrong way": ({"lines": ["E[X]^2", r"\ge E[X^2]"], "symbols": {}}, 1),
    "a root for a square": (
        {"lines": [r"\mathrm{Var}(X/\sqrt d)", r"= \frac{1}{\sqrt d}\mathrm{Var}(X)"], "symbols": {"d": "positive"}}, 1),
    "a variance that is taken away": (
        {"lines": ["Var(X) - 2 Cov(X, Y) + Var(Y)", "= Var(X) - Var(Y) - 2 Cov(X, Y)"], "symbols": {}}, 1),
    "a wrong derivative behind its announcement": (
        {"lines": ["f(x) = x^2 - 2ax", "Taking the derivative: f'(x) = 2x - a = 0", "x = a/2"], "reference": "x = a"}, 1),
    "a wrong line behind a line of words": (
        {"lines": [r"\frac{d}{dx} e^{2x}", "By the chain rule,", "= e^{2x}"], "reference": "2e^{2x}"}, 2),
    "a wrong line behind one that goes on": (
        {"lines": ["f(x) = (x + 2)(x + 3)", "= x^2", "+ 5x + 6", "f'(x) = 2x + 6"], "reference": "2x+5"}, 3),
    "a value that does not solve the equation above it": (
        {"lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - 2a", "2x = 2a", "x = 2a"], "reference": "x = a"}, 3),
}
OPEN: dict[str, dict[str, Any]] = {
    "an equation that does not say that the derivative is 0": {
        "lines": ["f(x) = x^2 - 2ax", "f'(x) = 2x - 2a", "2x = a", "x = a/2"], "reference": "x = a/2"},
    "a name that is tied to what stands below": {
        "lines": ["y = x^2", r"\frac{d}{dx} (x y)", "= 3x^2"], "symbols": {"x": "real", "y": "real"}},
    "Jensen for any function": {"lines": ["E[f(X)]", r"\le f(E[X])"], "symbols": {}},
    "a number is not 0": {"lines": ["1 + 1", "= 2", "2 = 0"]},
    "what is never 0": {"lines": ["f(x) = e^x", "f'(x) = e^x", "e^x = 0"]},
    "nothing is solved": {"lines": ["(x+a)^2 - x^2 - a^2", "= 2xa", "2xa = 0"]},
    "a constant that is solved for": {"lines": [r"\int_0^1 cx\,dx", "= c/2", "= 1", "c = 2"], "symbols": {"c": "real"}},
    "what ties a name stands behind the derivative": {
        "lines": ["A(x) = x y", "A'(x) = y - x", "y = 10 - x", "A'(x) = 10 - 2x = 0", "x = 5"],
        "symbols": {"x": "real", "y": "real"}},
    "another name, which the question may tie": {
        "lines": [r"x = 3 \Rightarrow y = 2x + 1 = 7"], "symbols": {"x": "real", "y": "real"}, "reference": "y = 7"},
    "values put in and worked out": {
        "lines": [r"\frac{p(1-p)}{n}", r"= \frac{0.3\cdot 0.7}{100}"], "symbols": {"p": "real", "n": "natural"}},
    "a name of an update": {
        "lines": [r"w_{k+1} - v = w_k - \eta (w_k - v) - v", r"= (1 - \eta)(w_k - v)"],
        "symbols": {"w_k": "real", "v": "real", "\\eta": "positive"}, "reference": r"(1 - \eta)(w_k - v)"},
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str) -> None:
    assert grade({"symbols": X, **RIGHT[name]}).verdict == "correct"


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    row, place = WRONG[name]
    found = grade({"symbols": X, **row})
    assert (found.verdict, found.first_wrong) == ("wrong", place)


@pytest.mark.parametrize("name", OPEN)
def test_open(name: str) -> None:
    assert grade({"symbols": X, **OPEN[name]}).verdict in ("undecided", "unreadable")


DERIVATIVES = [(r"\frac{3}{p} - \frac{7}{1-p}", "correct"), (r"\frac{3}{p} + \frac{7}{1-p}", "wrong")]


@pytest.mark.parametrize(("derivative", "verdict"), DERIVATIVES)
def test_a_derivative_set_to_0_has_values_where_a_logarithm_has_none(derivative: str, verdict: str) -> None:
    lines = [r"f(p) = 3\log p + 7\log(1-p)", f"f'(p) = {derivative} = 0", "3(1-p) = 7p", "p = 3/10"]
    assert grade({"lines": lines}).verdict == verdict
