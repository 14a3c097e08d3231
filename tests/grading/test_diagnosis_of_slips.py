"""What is said of slips in the answers to all subjects, and in which words."""

from __future__ import annotations

import math

import pytest

from verify.grading import grade
from verify.grading.explaining.quick_optima import least_at
from verify.grading.explaining.tried_points import TriedPoints
from verify.question import Question
from verify.read.formula import vocabulary
from verify.term import equal

TOLD = [
    (r"\nabla_x (x^\top A x)", "Ax", {"x": "vector n", "b": "vector n", "A": "symmetric positive definite matrix n"}, "factor"),
    (r"\nabla_x (x^\top A x)", "Ax", {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "missing-term"),
    (r"\nabla_x (\tfrac12 x^\top A x - b^\top x)", "Ax+b",
     {"x": "vector n", "b": "vector n", "A": "symmetric positive definite matrix n"}, "sign-of-a-term"),
    (r"\nabla_x (\tfrac12 x^\top A x - b^\top x)", "b-Ax",
     {"x": "vector n", "b": "vector n", "A": "symmetric positive definite matrix n"}, "sign"),
    (r"\nabla_x (x^\top A x + b^\top x)", "Ax+b",
     {"x": "vector n", "b": "vector n", "A": "symmetric positive definite matrix n"}, "missing-factor"),
    (r"\nabla_w \left(\|Xw-y\|^2+\lambda\|w\|^2\right)", r"2X^\top(Xw-y)",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "missing-term"),
    (r"\nabla_w \left(\|Xw-y\|^2+\lambda\|w\|^2\right)", r"2X^\top(Xw-y)-2\lambda w",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "sign-of-a-term"),
    (r"\nabla_w \left(\|Xw-y\|^2+\lambda\|w\|^2\right)", r"X^\top(Xw-y)+2\lambda w",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "missing-factor"),
    (r"\nabla_w \tfrac12\|Xw-y\|^2", r"2X^\top(Xw-y)",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "factor"),
    (r"\nabla_w \tfrac12\|Xw-y\|^2", r"X^\top(y-Xw)",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "sign"),
    (r"\nabla_w \tfrac12\|Xw-y\|^2", r"X^\top X w",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "missing-term"),
    (r"\nabla_w \tfrac12\|Xw-y\|^2", r"X^\top(Xw+y)",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "sign-of-a-term"),
    (r"\nabla_x \log(1+x^\top x)", r"\frac{x}{1+x^\top x}", {"x": "vector n"}, "factor"),
    (r"\nabla_x e^{-x^\top x/2}", r"x e^{-x^\top x/2}", {"x": "vector n"}, "sign"),
    (r"\nabla_X \operatorname{tr}(X^\top X)", "X", {"X": "matrix n m"}, "factor"),
    (r"\|x+y\|^2", r"\|x\|^2+\|y\|^2+x^\top y",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "missing-factor"),
    (r"\|x+y\|^2", r"\|x\|^2+\|y\|^2-2x^\top y",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "sign-of-a-term"),
    (r"\|x-y\|^2", r"\|x\|^2-2x^\top y", {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "missing-term"),
    (r"\operatorname{tr}((A+B)(A-B))", r"\operatorname{tr}(A^2)+\operatorname{tr}(B^2)",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "sign-of-a-term"),
    (r"(A+B)^\top A", "(A+B)A", {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "transposed"),
    (r"\arg\min_w \|y-Xw\|^2+\lambda\|w\|^2", r"(X^\top X-\lambda I)^{-1}X^\top y",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "sign-of-a-term"),
    (r"\arg\min_w \|y-Xw\|^2+\lambda\|w\|^2", r"-(X^\top X+\lambda I)^{-1}X^\top y",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "sign"),
    (r"\arg\min_w \|y-Xw\|^2+\lambda\|w\|^2", r"(X^\top X+2\lambda I)^{-1}X^\top y",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "extra-factor"),
    (r"\arg\min_w \tfrac12\|y-Xw\|^2+\lambda\|w\|^2", r"(X^\top X+\lambda I)^{-1}X^\top y",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}, "missing-factor"),
    (r"\arg\min_t (a t^2 - b t)", r"\frac{b}{a}", {"a": "positive", "b": "positive"}, "factor"),
    (r"\arg\min_t (a t^2 - b t)", r"-\frac{b}{2a}", {"a": "positive", "b": "positive"}, "sign"),
    (r"\arg\min_t (a t^2 - b t)", r"\frac{2a}{b}", {"a": "positive", "b": "positive"}, "reciprocal"),
    (r"\min_t (a t^2 - b t)", r"\frac{b^2}{4a}", {"a": "positive", "b": "positive"}, "sign"),
    ("argmax_{t > 0} (a log t - b t)", "b/a", {"a": "positive", "b": "positive"}, "reciprocal"),
    ("min_{t > 0} (t + a/t)", "sqrt(a)", {"a": "positive", "b": "positive"}, "factor"),
    (r"\frac{d}{dx}\sin(x^2)", r"\cos(x^2)", {}, "chain-rule"),
    (r"\frac{d}{dx}e^{-x^2/2}", "xe^{-x^2/2}", {}, "sign"),
    (r"\frac{d}{dw}(wx+b-y)^2", "2(wx+b-y)", {}, "chain-rule"),
    (r"\frac{d}{dw}\log(1+e^{wx})", r"\frac{1}{1+e^{-wx}}", {}, "chain-rule"),
    ("diff(tanh(a*x + b), x)", "1 - tanh(a*x + b)^2", {}, "chain-rule"),
    ("diff(log(x^2 + c), x)", "1/(x^2 + c)", {"c": "positive"}, "chain-rule"),
    (r"\frac{d}{d\sigma}\left(-\log\sigma-\frac{x^2}{2\sigma^2}\right)", r"-\frac1\sigma-\frac{x^2}{\sigma^3}",
     {r"\sigma": "positive"}, "sign-of-a-term"),
    (r"\frac{d}{d\sigma}\left(-\log\sigma-\frac{x^2}{2\sigma^2}\right)", r"-\frac1\sigma+\frac{x^2}{2\sigma^3}",
     {r"\sigma": "positive"}, "extra-factor"),
    (r"\frac{d}{d\sigma}\left(-\log\sigma-\frac{x^2}{2\sigma^2}\right)", r"-\frac1\sigma+\frac{x^2}{\sigma^2}",
     {r"\sigma": "positive"}, "exponent"),
    ("diff(x*log(x), x)", "log(x)", {"x": "positive"}, "missing-term"),
    ("diff(x*log(x), x)", "log(x) - 1", {"x": "positive"}, "sign-of-a-term"),
    ("diff(a*log(p) + b*log(1-p), p)", "a/p + b/(1-p)", {"p": "in (0, 1)", "a": "positive", "b": "positive"}, "sign-of-a-term"),
    ("diff(a*log(p) + b*log(1-p), p)", "b/(1-p) - a/p", {"p": "in (0, 1)", "a": "positive", "b": "positive"}, "sign"),
    ("diff(a*log(p) + b*log(1-p), p)", "a/p", {"p": "in (0, 1)", "a": "positive", "b": "positive"}, "missing-term"),
    (r"\frac{\partial}{\partial \mu}\sum_{i=1}^n (x_i-\mu)^2", r"2\sum_{i=1}^n(x_i-\mu)",
     {"x": "sequence n of real", "n": "natural", r"\mu": "real"}, "sign"),
    (r"\frac{\partial}{\partial a}\sum_{i=1}^n (y_i-a x_i)^2", r"-2\sum_{i=1}^n(y_i-a x_i)",
     {"x": "sequence n of real", "y": "sequence n of real", "a": "real"}, "chain-rule"),
    (r"\frac{d}{dz}\frac{1}{1+e^{-z}}", r"-\frac{e^{-z}}{(1+e^{-z})^2}", {}, "sign"),
    (r"\int_0^\infty x e^{-\lambda x}dx", r"\frac{1}{\lambda}", {r"\lambda": "positive"}, "exponent"),
    (r"\int_0^a x^2 dx", r"\frac{a^3}{2}", {"a": "positive"}, "factor"),
    (r"\int_0^a x^2 dx", r"\frac{a^2}{3}", {"a": "positive"}, "exponent"),
    (r"\int_{-\infty}^\infty e^{-x^2/(2v)}dx", r"\sqrt{\pi v}", {"v": "positive"}, "factor"),
    (r"\int_0^{2\pi}\cos^2(t)dt", r"2\pi", {}, "factor"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[x^2]", r"\mu^2-\sigma^2",
     {r"\mu": "real", r"\sigma": "positive"}, "sign-of-a-term"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[x^2]", r"\mu^2+\sigma", {r"\mu": "real", r"\sigma": "positive"}, "exponent"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[x^2]", r"\mu^2+2\sigma^2",
     {r"\mu": "real", r"\sigma": "positive"}, "extra-factor"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[e^{x}]", r"e^{\mu+\sigma^2}",
     {r"\mu": "real", r"\sigma": "positive"}, "extra-factor"),
    (r"\mathbb{E}_{x\sim\mathcal{N}(\mu,\sigma^2)}[e^{x}]", r"e^{\mu-\sigma^2/2}",
     {r"\mu": "real", r"\sigma": "positive"}, "sign-of-a-term"),
    (r"D_{KL}(\mathcal{N}(m,v)\|\mathcal{N}(0,1))", r"\frac12(m^2+v+1-\log v)", {"m": "real", "v": "positive"}, "sign-of-a-term"),
    (r"D_{KL}(\mathcal{N}(m,v)\|\mathcal{N}(0,1))", r"m^2+v-1-\log v", {"m": "real", "v": "positive"}, "factor"),
    (r"D_{KL}(\mathcal{N}(m,v)\|\mathcal{N}(0,1))", r"\frac12(m^2+v-\log v)", {"m": "real", "v": "positive"}, "constant"),
    ("KL(p, q)", "KL(q, p)", {"p": "distribution on 1..K", "q": "distribution on 1..K"}, "swapped"),
    ("KL(p, q)", "sum(p_k*log(q_k/p_k), k, 1, K)", {"p": "distribution on 1..K", "q": "distribution on 1..K"}, "sign"),
    ("H(p)", "sum(p_k*log(p_k), k, 1, K)", {"p": "distribution on 1..K"}, "sign"),
    ("-sum(p_k*log_2(p_k), k, 1, K)", "-sum(p_k*log(p_k), k, 1, K)", {"p": "distribution on 1..K"}, "log-base"),
    ("-sum(p_k*log(q_k), k, 1, K)", "-sum(q_k*log(p_k), k, 1, K)",
     {"p": "distribution on 1..K", "q": "distribution on 1..K"}, "swapped"),
    ("-p log_2(p) - (1-p) log_2(1-p)", "-p log(p) - (1-p) log(1-p)", {"p": "in (0, 1)"}, "log-base"),
    ("-p log(p) - (1-p) log(1-p)", "-p log(p) + (1-p) log(1-p)", {"p": "in (0, 1)"}, "sign-of-a-term"),
    ("10*log_10(P/Q)", "20*log_10(P/Q)", {"P": "positive", "Q": "positive"}, "factor"),
    (r"-y\log p-(1-y)\log(1-p)", r"-y\log p+(1-y)\log(1-p)", {"p": "in (0, 1)"}, "sign-of-a-term"),
    (r"\max(0,1-yz)", "1-yz", {}, "half-line"),
    (r"\max(0,x)+a\min(0,x)", r"\max(0,x)-a\min(0,x)", {"a": "positive"}, "sign-of-a-term"),
    (r"\begin{cases} x & x>0 \\ a(e^x-1) & x\le 0\end{cases}", r"\begin{cases} x & x>0 \\ a e^x-1 & x\le 0\end{cases}",
     {"a": "positive"}, "branch"),
    (r"x\cdot\frac{1}{1+e^{-\beta x}}", r"x\cdot\frac{1}{1+e^{\beta x}}", {r"\beta": "positive"}, "sign-of-a-term"),
    ("max(x,0) + log(1+exp(-abs(x)))", "max(x,0) + log(1+exp(abs(x)))", {}, "sign-of-a-term"),
    (r"w-\eta g", r"w+\eta g", {r"\eta": "positive"}, "sign-of-a-term"),
    (r"\frac{m}{1-\beta^t}", r"m(1-\beta^t)", {r"\beta": "in (0, 1)", "t": "natural"}, "exponent"),
    (r"\frac{m}{1-\beta^t}", r"\frac{m}{1+\beta^t}", {r"\beta": "in (0, 1)", "t": "natural"}, "sign-of-a-term"),
    (r"\frac{r}{1-\gamma}", r"\frac{r}{1+\gamma}", {r"\gamma": "in (0, 1)"}, "sign-of-a-term"),
    (r"\sum_{t=0}^{T-1}\gamma^t r", r"r\frac{1-\gamma^{T-1}}{1-\gamma}", {r"\gamma": "in (0, 1)", "T": "natural"}, "index"),
    (r"r+\gamma V-U", r"r-\gamma V-U", {}, "sign-of-a-term"),
    (r"r+\gamma V-U", "r+V-U", {}, "missing-factor"),
    ("(AB)^{-1}", "A^{-1}B^{-1}", {"A": "invertible matrix n", "B": "invertible matrix n"}, "matrix-order"),
    (r"\frac{x^\top A x}{x^\top x}", r"\frac{x^\top x}{x^\top A x}",
     {"x": "vector n", "b": "vector n", "A": "symmetric positive definite matrix n"}, "reciprocal"),
    (r"\exp(-\frac{\|x-y\|^2}{2s^2})", r"\exp(-\frac{\|x-y\|^2}{s^2})",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n", "s": "positive"}, "missing-factor"),
    (r"(1+x^\top y)^2", r"1+x^\top y+(x^\top y)^2",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "missing-factor"),
    (r"(1+x^\top y)^2", r"1-2x^\top y+(x^\top y)^2",
     {"x": "vector n", "y": "vector n", "A": "matrix n", "B": "matrix n"}, "sign-of-a-term"),
    (r"\det\begin{pmatrix}a&b\\c&d\end{pmatrix}", "ad+bc", {}, "sign-of-a-term"),
    (r"\det\begin{pmatrix}a&b\\c&d\end{pmatrix}", "bc-ad", {}, "sign"),
    (r"\det\begin{pmatrix}a&b\\b&a\end{pmatrix}", "a^2-2b^2", {}, "extra-factor"),
    (r"\frac{n+2p-k}{s}+1", r"\frac{n+2p-k}{s}", {}, "missing-term"),
    (r"\frac{n+2p-k}{s}+1", r"\frac{n+p-k}{s}+1", {}, "missing-factor"),
    (r"\frac{n+2p-k}{s}+1", r"\frac{n+2p+k}{s}+1", {}, "sign-of-a-term"),
    (r"\sum x_i^2 - n \bar x^2", r"\sum x_i^2 - \bar x^2", {}, "missing-factor"),
    (r"\frac{1}{n}x^2", r"\frac{1}{n^2}x^2", {"n": "natural"}, "exponent"),
    (r"\frac{x}{\sqrt n}", r"\frac{x}{n}", {"n": "natural"}, "exponent"),
    (r"a + \frac{x^2}{n}", r"a + (\frac{x}{n})^2", {"n": "natural"}, "exponent"),
    ("k^2*c*m + m", "k^2*c*m", {"k": "natural", "c": "natural", "m": "natural"}, "missing-term"),
    ("k^2*c*m + m", "k*c*m + m", {"k": "natural", "c": "natural", "m": "natural"}, "exponent"),
    (r"\sum_{k=1}^n k^2", r"\frac{n(n+1)(2n+1)}{3}", {"n": "natural"}, "factor"),
    (r"\sum_{k=0}^n 2^k", "2^{n+1}+1", {"n": "natural"}, "sign-of-a-term"),
    (r"\frac{1}{n}\sum_{i=1}^n x_i", r"\frac{1}{n-1}\sum_{i=1}^n x_i", {"x": "sequence n of real", "n": "natural"}, "extra-term"),
    (r"\binom{n}{2}", "n(n-1)", {"n": "natural"}, "factor"),
    (r"\frac{a+k}{a+b+n}", r"\frac{b+k}{a+b+n}", {"a": "positive", "b": "positive", "k": "natural", "n": "natural"}, "swapped"),
    (r"\frac{a+k}{a+b+n}", r"\frac{a+k}{a+b}",
     {"a": "positive", "b": "positive", "k": "natural", "n": "natural"}, "missing-term"),
    (r"\frac{1}{\frac{1}{a}+\frac{n}{b}}", r"\frac1a+\frac nb", {"a": "positive", "b": "positive", "n": "natural"}, "reciprocal"),
    ("(m*b + n*a*x)/(b + n*a)", "(m*a + n*b*x)/(a + n*b)", {"a": "positive", "b": "positive", "n": "natural"}, "swapped"),
    ("(m*b + n*a*x)/(b + n*a)", "(m*b - n*a*x)/(b + n*a)", {"a": "positive", "b": "positive", "n": "natural"}, "sign-of-a-term"),
    ("log(p) - log(abs(J))", "log(p) + log(abs(J))", {"p": "positive", "J": "nonzero"}, "sign-of-a-term"),
    ("sqrt(c)*x + sqrt(1-c)*e_0", "sqrt(c)*x + (1-c)*e_0", {"c": "in (0, 1)"}, "exponent"),
    ("sqrt(c)*x + sqrt(1-c)*e_0", "c*x + sqrt(1-c)*e_0", {"c": "in (0, 1)"}, "exponent"),
    ("(x - sqrt(1-c)*z)/sqrt(c)", "(x + sqrt(1-c)*z)/sqrt(c)", {"c": "in (0, 1)"}, "sign-of-a-term"),
    ("(x - sqrt(1-c)*z)/sqrt(c)", "(x - sqrt(1-c)*z)/c", {"c": "in (0, 1)"}, "exponent"),
    ("1/x > 2", "x < 1/2", {"x": "nonzero"}, "half-line"),
    ("x^2 < 4", "x < 2", {"x": "real"}, "half-line"),
    ("x^2 - 5x + 6 <= 0", "x <= 2 or x >= 3", {"x": "real"}, "inequality-direction"),
    ("-2x < 6", "x < -3", {"x": "real"}, "inequality-direction"),
    ("2x + 3 >= 7", "x > 2", {"x": "real"}, "strictness"),
    ("V = r/(1-g)", "V = r*(1-g)", {"g": "in (0, 1)", "r": "real", "V": "real"}, "exponent"),
    ("y = a x + b", "y = b x + a", {}, "swapped"),
    ("y = a x + b", "y = a x - b", {}, "sign-of-a-term"),
    (r"\frac{d}{dx}\frac{1}{1+e^{-x}}", r"\left(\frac{1}{1+e^{-x}}\right)^2", {}, "chain-rule"),
    ("x^2>9", "x>3", {"x": "real"}, "half-line"),
    (r"\frac{d}{dx}\tanh(x)", r"1-\tanh(x)", {}, "exponent"),
    (r"\frac{d}{dx}(3x+1)^4", "4(3x+1)^3", {}, "chain-rule"),
    (r"\frac{d}{dx}\sqrt{1+x^2}", r"\frac{1}{2\sqrt{1+x^2}}", {}, "chain-rule"),
]  # fmt: skip

# where two explanations fit, or none, or one that is no slip: a rule that does not exist
SILENT = [
    (r"\int_0^\pi \sin(x)\,dx", "0", {}),
    ("(exp(x)-exp(-x))/2", "(exp(x)+exp(-x))/2", {}),
    (r"\frac{m}{1-\beta^t}", r"\frac{m}{1-\beta}", {r"\beta": "in (0, 1)", "t": "natural"}),
    (r"\det(2A)", r"2\det(A)", {"A": "matrix n"}),
    ("sin(x)^2", "sin(x^2)", {}),
    ("(a+b)^3", "a^3 + b^3", {}),
    ("log(a + b)", "log(a) + log(b)", {"a": "positive", "b": "positive"}),
    ("sqrt(a^2 + b^2)", "a + b", {"a": "positive", "b": "positive"}),
    ("x^2 + 3x", "x^3 + 7", {}),
    (r"\frac{a}{b}+\frac{c}{d}", r"\frac{a+c}{b+d}", {"b": "positive", "d": "positive"}),
    ("(A+B)^{-1}", "A^{-1}+B^{-1}", {"A": "symmetric positive definite matrix n", "B": "symmetric positive definite matrix n"}),
    (r"\frac{d}{dx}\left(x^2\sin x\right)", r"2x\cos x", {}),
    (r"\frac{d}{dx}\frac{x}{1+x}", "1", {"x": "positive"}),
    (r"\int_0^1 x e^x dx", "e", {}),
    ("|x-1|<3", "-2<x<3", {"x": "real"}),
    ("|x-1|<3", "x<4", {"x": "real"}),
    ("e^x>2", "x>2", {"x": "real"}),
    (r"\frac{d}{dx}2^x", "2^x", {}),
    (r"\log(x^2)", r"4\log(x)", {"x": "nonzero"}),
    ("|x|", "2x", {}),
    (r"\sum_{i=1}^n (x_i-m)^2", r"\left(\sum_{i=1}^n (x_i-m)\right)^2", {"x": "sequence n of real", "m": "real"}),
    (r"\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}", r"\frac{z_k}{\sum_{j=1}^K z_j}",
     {"z": "sequence K of real", "k": "integer in 1..K"}),
    (r"\arg\min_w \|y-Xw\|^2+\lambda\|w\|^2", r"(X^\top X)^{-1}X^\top y",
     {"X": "matrix n d", "w": "vector d", "y": "vector n", r"\lambda": "positive"}),
]  # fmt: skip

# reference, answer, domains and what is said
SENTENCES = [
    (r"\nabla_z \left[\tfrac12\|x - W z\|^2 + \tfrac12 \|z\|^2\right]", "z + W^T(x - W z)",
     {"x": "vector n", "z": "vector m", "W": "matrix n m"}, "the sign of W'*(x - W*z) is wrong in z + W'*(x - W*z)"),
    (r"\frac{d}{dp}\left(-y\log p-(1-y)\log(1-p)\right)", r"-\frac yp-\frac{1-y}{1-p}", {"y": "in (0, 1)", "p": "in (0, 1)"},
     "the sign of (1 - y)/(1 - p) is wrong in -(y/p) - ((1 - y)/(1 - p))"),
    (r"\sum_{k=1}^n k^3", r"\frac{n^2(n+1)^2}{2}", {"n": "natural"}, "a factor of 2 is too much"),
    (r"\frac{x}{4}", r"\frac{x}{2}", {}, "a factor of 2 is too much"),
    (r"\frac{e^{it}-e^{-it}}{2i}", r"i\sin t", {"t": "real"}, "the factor i is missing in the denominator"),
    (r"\int_0^t e^{-as} ds", "1 - e^{-at}", {"a": "positive", "t": "positive"}, "the factor 1/a is missing"),
    ("n p (1-p)", "n p", {"p": "in (0, 1)", "n": "natural"}, "the factor 1 - p is missing in n*p"),
    ("1/x < 1", "x > 1", {"x": "nonzero"}, "this is right where x > 0, and not everywhere"),
    (r"V = \frac{r}{1-g}", "V = r(1 - g)", {"g": "in (0, 1)", "r": "real", "V": "real"}, "1 - g stands where 1/(1 - g) is right"),
    (r"\operatorname{Var}(X-Y)", r"\operatorname{Var}(X)-\operatorname{Var}(Y)-2\operatorname{Cov}(X,Y)", {},
     "the sign of a term is wrong"),
    (r"\sum_{k=0}^n \binom{n}{k}", "2^n - 1", {},
     "with sum(n!/k!/(n - k)!, k, 0, n - 1) for sum(n!/k!/(n - k)!, k, 0, n), the right answer would become this one"),
    (r"1+\sum_{l=1}^L (k-1)", "Lk + 1", {"k": "natural", "L": "natural"},
     "with k for k - 1, the right answer would become this one"),
    ("n!", "(n+1)!", {"n": "natural"}, "the term 1 is too much"),
    ("d*log(2*e*n/d)", "d*(log 2 + log n - log d)", {"n": "natural", "d": "natural"}, "the factor e is missing"),
    (r"\int_{-\infty}^\infty e^{-x^2/(2v)} dx", r"\sqrt{\pi v}", {"v": "positive"}, "a factor of sqrt(2) is missing"),
    (r"\log\left(e^a+e^b\right)", r"\max(a,b)+\log(1+e^{|a-b|})", {}, "abs(a - b) stands where -abs(a - b) is right"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "code"), TOLD)
def test_what_is_said(reference: str, submitted: str, symbols: dict[str, str], code: str) -> None:
    found = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert found.verdict == "wrong"
    assert found.diagnosis is not None
    assert found.diagnosis["code"] == code, found.diagnosis


@pytest.mark.parametrize(("reference", "submitted", "symbols"), SILENT)
def test_of_what_nothing_is_said(reference: str, submitted: str, symbols: dict[str, str]) -> None:
    found = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert found.verdict == "wrong"
    assert found.diagnosis is None


@pytest.mark.parametrize(("reference", "submitted", "symbols", "sentence"), SENTENCES)
def test_the_sentence(reference: str, submitted: str, symbols: dict[str, str], sentence: str) -> None:
    found = grade({"reference": reference, "submitted": submitted, "symbols": symbols})
    assert found.diagnosis is not None
    assert found.diagnosis["message"] == sentence


def test_least_values() -> None:
    assert least_at(lambda at: (at[0] - 1) ** 2 + (at[1] + at[0]) ** 2, [5.0, 5.0]) == pytest.approx([1.0, -1.0])
    assert least_at(lambda at: math.exp(at[0]) - 3 * at[0], [0.0]) == pytest.approx([math.log(3)])


def test_what_is_not_least_is_not_found() -> None:
    assert least_at(lambda at: at[0] ** 3 - 3 * at[0], [2.0]) is None  # less far to the left
    assert least_at(lambda at: -(at[0] ** 2), [1.0]) is None
    assert least_at(lambda at: at[0], [1.0]) is None
    assert least_at(lambda at: math.log(at[0]), [1.0]) is None
    assert least_at(lambda at: sum(part**2 for part in at), [1.0] * 9) is None


def test_points_are_those_where_the_answer_is_wrong() -> None:
    known = vocabulary({"x": "real"})
    right, wrong, edited, half = (known.read(each).term for each in ("|x|", "x", "-x", "(x + |x|)/2"))
    tried = TriedPoints(right, wrong)
    assert tried.is_known
    assert tried.agrees(Question(equal(right, edited)))  # at every point at which x is wrong, and nowhere else
    assert not tried.agrees(Question(equal(right, half)))
    assert not TriedPoints(right, right).agrees(Question(equal(right, edited)))
