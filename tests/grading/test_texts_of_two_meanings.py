"""Texts that people mean in more than one way: never `wrong` because of a reading that others do not share."""

from __future__ import annotations

import pytest

from verify.grading import grade

NORMAL = {"x": "real", "m": "real", "s": "positive"}
MATRICES = {"n": "natural", "A": "matrix n n", "B": "matrix n n", "u": "vector n", "v": "vector n"}
POSITIVE = {"x": "positive", "n": "natural"}

# reference, answer, symbols, verdict
CASES = [
    ("s^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}(x-m)^2", NORMAL, "unreadable"),  # the mean of a square to most
    ("0", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}(x-m)^2", NORMAL, "unreadable"),
    ("s^2", "E_{x ~ N(m, s^2)}(x-m)^2", NORMAL, "unreadable"),
    ("s^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}(x-m)(x+m)", NORMAL, "unreadable"),
    ("s^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}[(x-m)^2]", NORMAL, "correct"),
    ("m^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}[x]^2", NORMAL, "correct"),
    ("m^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s^2)}(x)^2", NORMAL, "correct"),
    ("m^2+s^2", r"\mathbb{E}_{x\sim\mathcal{N}(m,s)}[x^2]", NORMAL, "unreadable"),  # the variance or the deviation
    ("exp(-(x-m)^2/(2s^2))/(sqrt(2pi) s)", r"\mathcal{N}(x; m, s)", NORMAL, "unreadable"),
    ("exp(-(x-m)^2/(2s^2))/(sqrt(2pi) s)", r"\mathcal{N}(x; m, s^2)", NORMAL, "correct"),
    ("log(s)-1/2+(1+m^2)/(2*s^2)", r"D_{KL}(\mathcal{N}(m,1)\|\mathcal{N}(0,s))", NORMAL, "unreadable"),
    ("0", "D[Exp[x m],{x,n}]", {**NORMAL, "n": "natural"}, "unreadable"),
    ("m^2 exp(x m)", "D[Exp[x m],{x,2}]", NORMAL, "correct"),
    ("A*B", "np.dot(A,B)", MATRICES, "correct"),
    ("A^T*B", "np.dot(A,B)", MATRICES, "wrong"),
    ("u^T A v", "np.dot(u,np.dot(A,v))", MATRICES, "correct"),
    (r"\operatorname{tr}(BA)", r"\operatorname{tr} A B", MATRICES, "unreadable"),
    (r"\det(BA)", r"\det A B", MATRICES, "unreadable"),
    (r"\det(A) \det(B)", r"\det A \det B", MATRICES, "correct"),
    ("sin(pi*x)", "Sin[Pi x]", POSITIVE, "correct"),
    ("2pi", r"2\Pi", POSITIVE, "undecided"),
    ("2^n", "exp2(n)", POSITIVE, "correct"),
    ("log(n)/log(3)", "log3(n)", POSITIVE, "unreadable"),
    ("log(x)/log(2)", "log[2](x)", POSITIVE, "unreadable"),
    ("log(x)/log(2)", "log[2] x", POSITIVE, "unreadable"),
    ("sin(x)^2", "sin[x]^2", POSITIVE, "correct"),
    ("2", "kron(1, 2)", POSITIVE, "unreadable"),
    (r"2\log(x+1)", r"\log (x+1)^2", POSITIVE, "undecided"),  # the logarithm of a square to many
    (r"(\log(x+1))^2", r"\log (x+1)^2", POSITIVE, "correct"),
    (r"2\log(x+1)", r"(\log(x+1))^2", POSITIVE, "wrong"),
    ("pi*x/1000", r"1e-3 \pi x", POSITIVE, "unreadable"),
    ("log(x)/log(10)", r"\log_10 x", POSITIVE, "unreadable"),
    ("x^10", r"x^10 \cdot 1", POSITIVE, "unreadable"),
    ("log(x)*n", r"\ln{x}n", POSITIVE, "unreadable"),
    ("sin(x)^2", r"\sin{x}^2", POSITIVE, "unreadable"),
    ("log(x) log(n)", r"\log{x}\log{n}", POSITIVE, "correct"),
    (r"\int_1^2 \log(x) dx", r"\int_1^2 \log{x} dx", {}, "correct"),
    ("x/(2*n)", "x/2n", POSITIVE, "undecided"),
    ("x*n/2", "x/2n", POSITIVE, "correct"),
    ("1/(2*pi)", r"1/2\pi", {}, "undecided"),
    ("10/x + x/(2*n)", "1/x+2/x+3/x+4/x+x/2n", POSITIVE, "undecided"),
    ("exp(2x)", "e^2x", POSITIVE, "undecided"),
    ("sqrt(x)", "x^1/2", POSITIVE, "undecided"),
    ("x^2 y + 1", "x^2y", {"x": "real", "y": "real"}, "wrong"),
    ("x^(2n)", "x^2n", POSITIVE, "undecided"),
    ("1/sqrt(x)", "x^-1/2", POSITIVE, "undecided"),
    ("log(x)/x", r"\frac{lnx}{x}", POSITIVE, "unreadable"),
    ("tan(x) pi", r"\pi tg x", POSITIVE, "unreadable"),
    ("atan(x)", r"\frac{atan(x)}{1}", POSITIVE, "unreadable"),
    ("log(x)/log(2)", r"1 \cdot log2(x)", POSITIVE, "unreadable"),
    ("x=1 or x=-1", r"x=1\; or\; x=-1", {"x": "real"}, "correct"),
    ("x1+x2", r"x_1+x_{2}", {"x1": "real", "x2": "real"}, "correct"),
    ("x1+x2", r"x_1+x_2", {"x1": "real", "x2": "real"}, "correct"),
    ("x_1*x_2", "x1*x2", {"n": "natural", "x": "sequence n of real"}, "undecided"),
    ("2x", r"2x\qquad (2)", {"x": "real"}, "unreadable"),
    ("3", r"3\,\mathrm{m}", {"x": "real"}, "undecided"),
    (r"3\,\mathrm{m}", "3m", {"m": "real"}, "correct"),
    ("3 m", r"3\,\mathrm{m}", {"m": "real"}, "correct"),
    ("2.5e-4*x", "2.5 e-4 x", {"x": "real"}, "unreadable"),
    ("x=2", "L={2}", {"x": "real"}, "correct"),
    ("f'(x) g(x)", "d/dx[f(x)]*g(x)", {"f": "function", "g": "function", "x": "real"}, "undecided"),
    ("f'(x)*x + f(x)", "d/dx (x * f(x)) + x", {"f": "function", "x": "real"}, "wrong"),
    ("n*log(x)", "n/2 log(x)", POSITIVE, "wrong"),  # nobody means a denominator
    ("n*log(x)", "n/2log(x)", POSITIVE, "wrong"),  # by both readings
    ("n/(2 log(x))", "n/2log(x)", POSITIVE, "undecided"),
    ("1/(2 sqrt(x))", "1/2 sqrt(x)", POSITIVE, "undecided"),
    ("floor(log(n)/log(2))+1+1/(2x)", "ceil(log(n+1)/log(2))+1/2x", POSITIVE, "undecided"),  # the other brackets: not known
    ("f'(x) x + f(x)", "d/dx f(x) * x + f(x)", {"f": "function", "x": "real"}, "undecided"),
    ("f(x+1)-f(x)", r"\Delta f(x)", {"f": "function", "x": "real"}, "undecided"),
    ("log(x/(1-x))", r"\sigma^{-1}(x)", {"x": "in (0,1)"}, "undecided"),
    ("2*A", r"\det 2A", MATRICES, "unreadable"),
    ("det(A)", r"a_{11}a_{22}-a_{12}a_{21}", {"A": "matrix 2 2"}, "undecided"),
    ("u'v", "u1*v1+u2*v2", {"u": "vector 2", "v": "vector 2"}, "undecided"),
    ("6*x", "D^2x^3", POSITIVE, "undecided"),
    ("x=2", "2x=4 => x=2", {"x": "real"}, "correct"),
    ("y=2*x+1", "y(x)=2x+1", {"x": "real", "y": "real"}, "undecided"),
    ("x=1 or x=-1", "(1,-1)", {"x": "real"}, "unreadable"),
    ("x=1 or x=-1", r"x=1\quad x=-1", {"x": "real"}, "unreadable"),
    ("x=1 or x=-1", r"x=1\quad\text{or}\quad x=-1", {"x": "real"}, "correct"),
    ("x=1 or x=-1", r"x_1=1\text{ and }x_2=-1", {"x": "real"}, "correct"),
    ("binomial(n,k) p^k", "(n choose k) p^{k}", {"n": "natural", "k": "natural", "p": "in (0,1)"}, "correct"),
    ("binomial(n,k) p^(n-k)", "(n choose k) p^{n-k}", {"n": "natural", "k": "natural", "p": "in (0,1)"}, "correct"),
    ("1000000", "1x10^6", {"x": "real"}, "unreadable"),
    ("cos(2x)", "cos 2*x", {"x": "real"}, "undecided"),
    ("cos(2x)", "cos(x2)", {"x": "real"}, "undecided"),
    ("f'(x) x + f(x)", r"\frac{d}{dx}f(x)\cdot x+f(x)", {"f": "function", "x": "real"}, "undecided"),
    ("exp(-x^2/(2n^2))", r"e^{-x^2/2n^2}", POSITIVE, "undecided"),
]


@pytest.mark.parametrize(("reference", "answer", "symbols", "verdict"), CASES)
def test_graded(reference: str, answer: str, symbols: dict[str, str], verdict: str) -> None:
    row = {"id": "1", "reference": reference, "submitted": answer, "symbols": symbols}
    assert grade(row).verdict == verdict


def test_a_step_with_a_power_behind_a_logarithm_is_not_wrong() -> None:
    result = grade({"id": "1", "lines": [r"2\log(x+1)", r"= \log(x+1)^2"], "symbols": POSITIVE})
    assert result.verdict == "undecided"


# reference, answer, more fields of the row, verdict: the question itself is read in one of several ways
QUESTIONS = [
    ("x/2y", "x/(2*y)", {}, "undecided"),
    ("x/2y", "x*y/2", {}, "correct"),
    ("x/2y", "x*y/3", {}, "wrong"),  # by both readings
    ("2/x + x/2y", "x/(2*y) + 2/x", {}, "undecided"),
    ("f(1, y) + x", "1/(2*y) + x", {"definitions": {"f(a, b)": "a/2b"}}, "undecided"),
    ("c + x", "1/(2*y) + x", {"definitions": {"c": "1/2y"}}, "undecided"),
    ("x + y", "x + 2*y", {"assuming": ["x > 1/2y"]}, "undecided"),
    ("x + y", "x + 2*y", {"assuming": ["x > 1/(2*y)"]}, "wrong"),
]


@pytest.mark.parametrize(("reference", "answer", "fields", "verdict"), QUESTIONS)
def test_no_answer_is_wrong_by_a_question_of_two_meanings(
    reference: str, answer: str, fields: dict[str, object], verdict: str
) -> None:
    row = {"reference": reference, "submitted": answer, "symbols": {"x": "real", "y": "positive"}, **fields}
    assert grade(row).verdict == verdict


def test_no_line_is_wrong_by_a_start_of_two_meanings() -> None:
    row = {"start": "x/2y", "lines": ["= x/(2*y)"], "reference": "x/(2*y)", "symbols": {"x": "real", "y": "positive"}}
    assert grade(row).verdict == "undecided"
