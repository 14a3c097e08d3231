"""Answers of which a definite verdict would be false: what a reader may take otherwise is never right, or never wrong."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer: parts of what is asked for, other quantities of the same value, words and units that change what is said
NEVER_CORRECT = [
    ("a = 1, b = 2", "2"), ("x_1 = 1, x_2 = -1", "-1"), ("y = 2x, z = 3x", "z = 3x"), ("P(A) = 1/2, P(B) = 1/3", "1/3"),
    (r"\mathbb{E}[X] = 3, \mathrm{Var}(X) = 4", "4"), ("x=1, y=2, z=3", "3"),
    (r"p \ge 0, p \le 1", r"p \ge 0"), ("x > 0, y > 0", "x > 0"), ("x = 1, y > 2", "x = 1"), ("x + y = 1, x > 0", "y = 1 - x"),
    ("w_0 = 1, w_1 = 2", "(2, 1)"), (r"a_1=1, a_2=4, a_3=9", "(9, 4, 1)"), ("x = 1 and y = 2", "x = 1 or y = 2"),
    (r"x = 1, \quad y > 2", "x = 1"), (r"x > 0, \quad y > 0", "x > 0"), (r"p \ge 0,\qquad p \le 1", r"p \ge 0"),
    (r"\sigma^2 = 4", r"\sigma = 4"), ("R^2 = 1/3", "R = 1/3"), (r"\log L = v", "L = v"), ("A^{-1} = v", "A = v"),
    (r"\mathrm{Var}(X) = 4", r"\sigma = 4"), (r"\frac{dy}{dx} = 1/3", "y'' = 1/3"), (r"\frac{dy}{dx} = 1/3", "y = 1/3"),
    (r"\frac{\partial f}{\partial x} = v", "f_y = v"),
    (r"\frac{\partial f}{\partial x} = v", r"\frac{\partial f}{\partial y} = v"),
    ("F(x) = v", "S(x) = v"), (r"\lambda_1 = v", r"\lambda_2 = v"), (r"\hat\theta_{ML} = v", r"\hat\theta_{MAP} = v"),
    ("2x", "the opposite of $2x$"), ("2x", "The mistake is $2x$"), ("2x", "It is impossible that it is $2x$"),
    ("2x", "the denominator is $2x$"), (r"\log 2", r"\log 2 \text{ bits}"), ("8", r"8 \text{ dB}"), ("60", r"60 \text{ min}"),
    ("f(x) = 2x, 0 < x < 1", "2x, 0 < x < 2"), ("f(x) = 2x, 0 < x < 1", r"2x \text{ for } x > 0"),
    ("f(x) = 2x, 0 < x < 1", r"\begin{cases} 2x & 0 < x < 1 \\ 1 & \text{otherwise} \end{cases}"),
    (r"\Im(z)", "0"), (r"\sum_{i<j}x_i", r"\sum_{i=1}^{j-1}x_i"), ("xx^T", "x^T x"), (r"f\circ g", r"g\circ f"),
    (r"\operatorname{tr}(AB)", r"\operatorname{tr}(A)\operatorname{tr}(B)"), (r"\det(A+B)", r"\det A+\det B"),
    (r"\vec a\times\vec b", r"\vec b\times\vec a"), (r"\sin(a\pm b)", r"\sin(a\mp b)"),
    (r"\cos(a\pm b)", r"\cos a\cos b\pm\sin a\sin b"), (r"(a\pm b)^2=a^2\pm2ab+b^2", r"(a\pm b)^2=a^2\mp2ab+b^2"),
]  # fmt: skip

# reference, answer: abbreviations, other letters, conventions that nobody declared
NEVER_WRONG = [
    ("sd/sqrt(n)", "sqrt(sd^2/n)"), ("sd^2/n", "sd*sd/n"), ("se^2/n", "se*se/n"),
    ("2x", "Its opposite is: $-2x$"), (r"\frac{\pi}{2}", "In degrees it is $90$"), ("2", r"the standard deviation is $\sqrt2$"),
    (r"\sum_{i=1}^n (y_i - a - b x_i)^2", r"\sum_{i=1}^n e_i^2"), (r"\sum_{i=1}^n (x_i-\bar x)^2", r"\sum_{i=1}^n d_i^2"),
    (r"\sum_{i=1}^n\lambda_i", r"\operatorname{tr}(A)"), (r"\frac{n}{\sum_{i=1}^n x_i}", r"\frac{N}{\sum_{i=1}^N x_i}"),
    (r"\frac{1}{1+e^{-x}}", "1-f(-x)"), ("TP/(TP+FP)", "PPV"), ("2 TP/(2 TP+FP+FN)", "2PR/(P+R)"),
    ("e^(ix)", r"\cos x+i\sin x"), ("|a+ib|", r"\sqrt{(a+ib)(a-ib)}"), ("1/(1+iw)", "(1-i*w)/(1+w^2)"),
    (r"1-\sum_{k=1}^K p_k^2", r"\sum_{k=1}^K p_k(1-p_k)"), (r"\log n+\sum_{i=1}^n p_i\log p_i", r"\sum_{i=1}^n p_i\log(n p_i)"),
    (r"p_j-y_j", r"-\sum_{k=1}^K y_k(\delta_{jk}-p_j)"), (r"\sum_{i<j}d_{ij}", r"\frac12\sum_{i\ne j}d_{ij}"),
    (r"p_i=\frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}", r"p_k=\frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}"),
    ("a_n = 2a_{n-1}+1", "a_k = 2a_{k-1}+1"), ("F(b)-F(a)", r"\int_a^b f(x)dx"), (r"nF(x)^{n-1}f(x)", r"\frac{d}{dx}F(x)^n"),
    ("(2, 1)", "b = 1, w = 2"), ("(0.5, 2)", r"\alpha = 2, \beta = 0.5"),
    ("A e^x + B e^{-x}", "B e^x + A e^{-x}"), ("A e^x + B e^{-x}", r"A\cosh x+B\sinh x"),
    ("a e^x + b e^{-x}", "a e^x - b e^{-x}"),
    ("y(x) = c_1 e^x + c_2 e^{-x}", "A e^x + B e^{-x}"), (r"x=\pi n", r"x=k\pi"), (r"x=\pi n", r"-n\pi"),
    (r"\frac\pi4+\pi n", r"\frac\pi4-\pi n"), (r"p(x)=\frac1Z e^{-x^2}", r"\frac{e^{-x^2}}{\sqrt\pi}"),
    ("|z|^2", r"z\bar z"), (r"z+\bar z", r"2\Re z"), (r"\Re(z)", r"\frac{z+\bar z}2"), ("|z|=1", r"z=e^{i\theta}"),
    ("x_1+x_2", "x1+x2"), (r"\theta_0+\theta_1 x", "theta0+theta1 x"), ("x_2^3", "x2^3"), (r"\ell^2", "l^2"), ("n2^n", "n*2^n"),
    (r"\det A", "|A|"), ("|A|", r"\det A"), (r"\det A = 4", "|A| = 4"),
    (r"1-\tanh^2 x", "1-y^2"), (r"2\pi r", r"\pi d"), (r"\frac12mv^2", "E_k"), ("(1, 2)", r"\{1, 2\}"),
    (r"\cos(n\pi)", "(-1)^n"), ("-8", r"(-2)^{\log_2 8}"), ("x", r"\sqrt[3]{x^3}"), (r"\sqrt[3]{x^2}", "x^{2/3}"),
    (r"\sum_{j=2}^n\sum_{i=1}^{j-1}x_i x_j", r"\sum_{i<j}x_i x_j"), ("w^T x + b", "x^T w + b"),
    (r"\log\frac p{1-p}", r"\log\frac pq"), (r"\pi r^2", r"\frac12 rC"), (r"\frac x{1+x}", r"\frac xs"),
    (r"\frac1{\sqrt{2\pi}\sigma}e^{-\frac{x^2}{2\sigma^2}}", r"\frac1{\sqrt{2\pi\sigma^2}}e^{-\frac{x^2}{2\sigma^2}}"),
    (r"\frac{\sigma}{\sqrt n}", r"\sqrt{\frac{\sigma^2}{n}}"),
    (r"2x, \quad 0 \le x \le 1", r"\begin{cases}2x & 0<x<1\\0&\text{otherwise}\end{cases}"),
    (r"\begin{cases}2x & 0<x<1\\0&\text{otherwise}\end{cases}", r"2x, 0 \le x \le 1"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "answer"), NEVER_CORRECT)
def test_what_is_not_asked_for_is_not_right(reference: str, answer: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict != "correct"


@pytest.mark.parametrize(("reference", "answer"), NEVER_WRONG)
def test_what_may_be_meant_otherwise_is_not_wrong(reference: str, answer: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict != "wrong"


@pytest.mark.parametrize(("reference", "answer", "symbols"), [
    ("tr(A)", r"\sum_{i=1}^n a_{ii}", {"A": "matrix n n"}), (r"\prod_{i=1}^n\lambda_i", r"\det A", {"A": "symmetric matrix n n"}),
    (r"\sum_{i=1}^n (x_i-\bar x)^2", r"\sum_{i=1}^n e_i^2", {"x": "sequence n of real"}),
    (r"\cos\frac{\pi n(n-1)}2", r"(-1)^{n(n-1)/2}", {"n": "natural"}), ("1", r"(-1)^{(n^3-n)/3}", {"n": "natural"}),
    (r"x=k\pi", r"x=-k\pi", {"k": "integer"}), ("x=2k+1", "x=2k-1", {"k": "integer"}), ("cbrt(x)", "x^(1/3)", {"x": "real"}),
    ("2x*exp(x^2)", "2x f(x)", {"x": "real"}),
])  # fmt: skip
def test_names_that_only_the_answer_has(reference: str, answer: str, symbols: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": answer, "symbols": symbols}).verdict != "wrong"


LINES = [
    (["f(x)=x^2", "f'(x)=2x"], {"f": "function", "x": "real"}),
    (["f(x)=x^2", r"\implies f(2)=4"], {"f": "function", "x": "real"}),
    (["f(x+y)=f(x)+f(y)", "f(0)=0"], {"f": "function", "x": "real", "y": "real"}),
    (["a_k=2k", "a_1=2"], {"a": "sequence n of real", "n": "natural", "k": "natural"}),
    (["x^2-3x+2", "=u^2-3u+2", "=(u-1)(u-2)", "=(x-1)(x-2)"], {"x": "real"}), (["n!", r"\ge 2^{n-1}"], {}),
    ([r"\binom{2n}n", r"\le 4^n"], {}),
]


@pytest.mark.parametrize(("lines", "symbols"), LINES)
def test_lines_that_may_follow_are_not_wrong(lines: list[str], symbols: dict[str, str]) -> None:
    assert grade({"lines": lines, "symbols": symbols}).verdict != "wrong"


@pytest.mark.parametrize("text", [
    r"\begin{align}3x-2&=7 \\ -2+3x&=7 \\ x&=3\end{align}", "\\int_0^1 x\\,dx=\\frac12\n\\int_0^1 x^2dx=\\frac13",
    "\\cos^2x+\\sin^2x=1\n\\cos^2x=1-\\sin^2x",
])  # fmt: skip
def test_lines_with_a_relation_of_their_own_stand_alone(text: str) -> None:
    assert grade({"submitted": text, "symbols": {"x": "real"}}).verdict == "correct"
