"""A formula against the optimum that it should be."""

from __future__ import annotations

import pytest

from verify.fuel import Limits
from verify.grading import grade
from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.latex.parser import read_latex

RIDGE = {"X": "matrix n d", "y": "vector n", "\\lambda": "positive"}
AB = {"a": "positive", "b": "positive"}
PAIRS = {"x": "sequence n of real", "y": "sequence n of real", "w": "real"}
LINE = {"A": "symmetric positive definite matrix n", "x": "vector n", "d": "vector n", "b": "vector n", "t": "real"}
ROWS: dict[str, tuple[str, str, dict[str, str], str]] = {
    "ridge": (r"\arg\min_w \|y-Xw\|^2 + \lambda\|w\|^2", r"(X^\top X+\lambda I)^{-1}X^\top y", RIDGE, "correct"),
    "ridge with half of the penalty": (
        r"\arg\min_w \|y-Xw\|^2 + \lambda\|w\|^2", r"(X^\top X+\frac{\lambda}{2} I)^{-1}X^\top y", RIDGE, "wrong"),
    "shrinkage": (r"\arg\min_x (x-a)^2+\lambda x^2", r"\frac{a}{1+\lambda}", {"a": "real", "\\lambda": "positive"}, "correct"),
    "shrinkage, doubled": (r"\arg\min_x (x-a)^2+\lambda x^2", r"\frac{a}{1+2\lambda}", {"\\lambda": "positive"}, "wrong"),
    "the mean": (r"\arg\min_c \sum_{i=1}^n (x_i-c)^2", r"\frac1n\sum_{i=1}^n x_i", {"x": "sequence n of real"}, "correct"),
    "the mean over n - 1": (
        r"\arg\min_c \sum_{i=1}^n (x_i-c)^2", r"\frac{1}{n-1}\sum_{i=1}^n x_i", {"x": "sequence n of real"}, "wrong"),
    "the best discriminator": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"\frac{a}{a+b}", AB, "correct"),
    "its complement": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"\frac{b}{a+b}", AB, "wrong"),
    "outside of the domain": (r"\arg\max_{D\in(0,1)} [a\log D+b\log(1-D)]", r"1 + \frac{a}{a+b}", AB, "wrong"),
    "typed": ("argmin((x-a)^2, x)", "a", {"a": "real"}, "correct"),
    "a maximum where a minimum is asked for": ("argmin(-(x-a)^2, x)", "a", {"a": "real"}, "undecided"),
    "a saddle": ("argmin(x^3, x)", "0", {}, "undecided"),
    "a kink upside down": ("argmin(x^2 - |x|, x)", "0", {}, "wrong"),
    "the mode of a Gamma density": (
        r"\arg\max_{x>0} x^{a-1}e^{-bx}", r"\frac{a-1}{b}", {"a": "real > 1", "b": "positive"}, "correct"),
    "its mean": (r"\arg\max_{x>0} x^{a-1}e^{-bx}", r"\frac{a}{b}", {"a": "real > 1", "b": "positive"}, "wrong"),
    "the mode of a log-normal density": (
        r"\arg\max_{x>0}\frac{1}{x}\exp\left(-\frac{(\ln x-\mu)^2}{2\sigma^2}\right)", r"e^{\mu-\sigma^2}",
        {"\\mu": "real", "\\sigma": "positive"}, "correct"),
    "its median": (
        r"\arg\max_{x>0}\frac{1}{x}\exp\left(-\frac{(\ln x-\mu)^2}{2\sigma^2}\right)", r"e^{\mu}",
        {"\\mu": "real", "\\sigma": "positive"}, "wrong"),
    "a likelihood of coins": (
        r"\arg\max_{p\in(0,1)} p^k(1-p)^{n-k}", "k/n", {"n": "integer in 7..9", "k": "integer in 1..6"}, "correct"),
    "a likelihood of waiting times": (
        r"\arg\max_{\lambda>0} \lambda^n e^{-\lambda s}", "n/s", {"n": "natural", "s": "positive"}, "correct"),
    "the other way up": (r"\arg\max_{\lambda>0} \lambda^n e^{-\lambda s}", "s/n", {"n": "natural", "s": "positive"}, "wrong"),
    "a likelihood of scales": (
        r"\arg\max_{\sigma>0} \sigma^{-n} e^{-S/(2\sigma^2)}", r"\sqrt{S/n}", {"n": "natural", "S": "positive"}, "correct"),
    "a variance for a scale": (
        r"\arg\max_{\sigma>0} \sigma^{-n} e^{-S/(2\sigma^2)}", "S/n", {"n": "natural", "S": "positive"}, "wrong"),
    "a likelihood over a sample": (
        r"\arg\max_{\lambda>0}\prod_{i=1}^{n}\lambda e^{-\lambda x_i}", r"\frac{n}{\sum_{i=1}^{n}x_i}",
        {"x": "sequence n of positive", "n": "natural"}, "correct"),
    "the square of a scale over a sample": (
        r"\arg\max_{\sigma>0}\sum_{i=1}^{n}\left(\log x_i-2\log\sigma-\frac{x_i^2}{2\sigma^2}\right)",
        r"\frac{1}{2n}\sum_{i=1}^{n}x_i^2", {"x": "sequence n of positive", "n": "natural"}, "wrong"),
    "a value for nearly all parameters": (
        r"\arg\min_{t\in[0,1]} \frac{t^2}{(a+t^2)^2}", "0", {"a": "in {0, 1}"}, "undecided"),
    "a value for all parameters": (r"\arg\min_{t\in[0,2]} \frac{t}{a+t^2}", "0", {"a": "positive"}, "correct"),
    "a product without a greatest value": (r"\arg\max_{x>0} x e^{x}", "1", {}, "undecided"),
    "the best value of an exponential": (
        r"\inf_{\lambda>0}\exp\left(\frac{\lambda^2\sigma^2}{2}-\lambda t\right)",
        r"\exp\left(-\frac{t^2}{2\sigma^2}\right)", {"\\sigma": "positive", "t": "positive"}, "correct"),
    "the best value of a quotient": (
        r"\min_{\lambda>0}\frac{\lambda^2w^2+\sigma^2S}{(S+\lambda)^2}", r"\frac{\sigma^2w^2}{Sw^2+\sigma^2}",
        {"w": "positive", "\\sigma": "positive", "S": "positive"}, "correct"),
    "a shift": ("argmin((x-a)^2, x)", "a + 1", {"a": "real"}, "wrong"),
    "soft thresholding": (
        r"\arg\min_w \frac12(w-a)^2 + \lambda|w|", r"\operatorname{sign}(a)\max(|a|-\lambda,0)", {"\\lambda": "positive"},
        "correct"),
    "soft thresholding without the threshold": (
        r"\arg\min_w \frac12(w-a)^2 + \lambda|w|", r"a-\lambda\operatorname{sign}(a)", {"\\lambda": "positive"}, "wrong"),
    "a slope through 0": (r"\arg\min_w \sum_{i=1}^n (y_i-wx_i)^2", r"\frac{\sum_i x_iy_i}{\sum_i x_i^2}", PAIRS, "correct"),
    "a slope through 0, divided by the squares of y": (
        r"\arg\min_w \sum_{i=1}^n (y_i-wx_i)^2", r"\frac{\sum_i x_iy_i}{\sum_i y_i^2}", PAIRS, "wrong"),
    "an exact line search": (
        r"\arg\min_t \tfrac12(x+td)^\top A(x+td)-b^\top(x+td)", r"\frac{d^\top(b-Ax)}{d^\top Ad}", LINE, "correct"),
    "an exact line search the other way": (
        r"\arg\min_t \tfrac12(x+td)^\top A(x+td)-b^\top(x+td)", r"\frac{d^\top(Ax-b)}{d^\top Ad}", LINE, "wrong"),
    "a parabola that may be flat": ("argmin(a w^2 + b w, w)", "-b/(2a)", {"a": "nonnegative", "b": "real"}, "correct"),
    "a parabola that may be flat, without the 2": ("argmin(a w^2 + b w, w)", "-b/a", {"a": "nonnegative", "b": "real"}, "wrong"),
    "a hole that is half of the domain": (
        r"\arg\min_w (w-a)^2", r"\frac{a(\sqrt{a^2}+a)}{\sqrt{a^2}+a}", {"a": "real", "w": "real"}, "undecided"),
    "a hole at one of two values": (r"\arg\min_w (w-b)^2+a w^2", r"\frac{ab}{2a}", {"a": "in {0, 1}", "b": "real"}, "undecided"),
    "a hole at every other number": (r"\arg\min_w (w-n)^2", r"\frac{n(1+(-1)^n)}{1+(-1)^n}", {"n": "natural"}, "undecided"),
    "a parabola upside down": ("argmin(-(a^2+1) w^2, w)", "0", {"a": "real"}, "undecided"),
    "of what is defined nowhere": ("argmin(exp(w-3) - w + 0*log(-w^2-1), w)", "3", {}, "undecided"),
    "where there is no optimum for some parameters": ("argmin(a w^2 + b w, w)", "-b/(2a)", {"a": "nonzero"}, "undecided"),
    "at the end of an open domain for some parameters": (
        "argmax(k log(w) + (n-k) log(1-w), w)", "k/n", {"w": "in (0, 1)", "k": "natural", "n": "natural"}, "undecided"),
    "an answer on half of the domain": ("argmin((w-b)^2, w)", "sqrt(b)^2", {"b": "real"}, "undecided"),
    "two minima": ("argmin((x^2-1)^2, x)", "1", {}, "undecided"),
    "the variable itself": ("argmin((x-a)^2, x)", "x", {"a": "real"}, "undecided"),
}  # fmt: skip


PROX = r"\arg\min_{u>0}\left\{\frac{1}{2}(u-x)^2-\lambda\log u\right\}"
HUBER = r"\min_{u}\left\{|u|+\frac{1}{2\lambda}(u-x)^2\right\}"
STEP = r"\min_{\eta}\ \max\left(|1-\eta\mu|,\,|1-\eta L|\right)"
CONJUGATE = r"\sup_{x}\left\{xy-e^{x}\right\}"
BALANCE = r"\min_{x>0}\left(x+\frac{a}{x}\right)"
SHRUNK = r"\min_x (x-b)^2+\lambda x^2"
ENTROPY = r"\max_{u\in(0,1)} [a\log u+k\log(1-u)]"
SQUARES = r"\min_c \sum_{i=1}^n (v_i-c)^2"
NAMES = {
    "\\lambda": "positive", "x": "real", "a": "positive", "y": "positive", "\\mu": "positive", "L": "positive", "b": "real",
    "n": "natural", "v": "sequence n of real", "k": "positive",
}  # fmt: skip
VALUES: list[tuple[str, str, str]] = [
    (HUBER, r"\begin{cases}\frac{x^2}{2\lambda} & |x|\le\lambda\\[4pt] |x|-\frac\lambda2 & |x|>\lambda\end{cases}", "correct"),
    (HUBER, r"\frac{x^2}{2\lambda}", "wrong"),
    (HUBER, r"|x|-\frac{\lambda}{2}", "wrong"),
    (HUBER, "0", "wrong"),
    (STEP, r"\frac{|L-\mu|}{L+\mu}", "correct"),
    (STEP, r"\frac{L-\mu}{L+\mu}", "wrong"),
    (CONJUGATE, r"y(\log y-1)", "correct"),
    (CONJUGATE, r"y\log y", "wrong"),
    (CONJUGATE, r"y\log y-2y", "wrong"),
    (CONJUGATE, r"\log y-1", "wrong"),
    (BALANCE, r"2\sqrt{a}", "correct"),
    (BALANCE, "2a", "wrong"),
    (BALANCE, r"\sqrt{a}", "wrong"),
    (BALANCE, r"-2\sqrt a", "wrong"),
    (SHRUNK, r"\frac{\lambda b^2}{1+\lambda}", "correct"),
    (SHRUNK, r"\frac{b^2}{1+\lambda}", "wrong"),
    (SHRUNK, "0", "wrong"),
    (ENTROPY, r"a\log a+k\log k-(a+k)\log(a+k)", "correct"),
    (ENTROPY, r"a\log a+k\log k", "wrong"),
    (SQUARES, r"\sum_{i=1}^n v_i^2-\frac1n\left(\sum_{i=1}^n v_i\right)^2", "correct"),
    (SQUARES, r"\sum_{i=1}^n v_i^2", "wrong"),
    (r"\max_{u\in[0,1]} u(1-u)", r"\frac14", "correct"),
    (r"\max_{u\in[0,1]} u(1-u)", r"\frac15", "wrong"),
    (r"\max_{0\le t\le 1} t^2", "1", "correct"),
    (r"\min_{t\ge 2} (t+\frac1t)", r"\frac52", "correct"),
    (r"\sup_{t>0}(t k - t\log t)", "e^{k-1}", "correct"),
    (r"\sup_{t>0}(t k - t\log t)", "e^{k}", "wrong"),
    (r"\min_t e^t+ae^{-t}", r"2\sqrt{a}", "correct"),
    (r"\min_t e^t+ae^{-t}", "2a", "wrong"),
    (r"\max_\theta \cos\theta", "1", "correct"),
    (r"\max_t t e^{-t}", "1/e", "correct"),
    (r"\min_t (t^2-1)^2", "0", "correct"),
    (r"\min_t (t^2-1)^2+t", r"\min_u (u^2-1)^2+u", "correct"),
    (r"\min_t |t-b|+|t-x|", "|b-x|", "correct"),
    # not attained, without an optimum for some parameters, or not seen
    (r"\inf_x e^x", "0", "undecided"),
    (r"\inf_x e^x", "1", "undecided"),
    (r"\max_{0<t<1} t^2", "1", "undecided"),
    (r"\min_x x^3", "0", "undecided"),
    (r"\min_x b x^2", "0", "undecided"),
    (r"\min_x b x^2", "1", "undecided"),
    (r"\sup_{x}\left\{xb-e^{x}\right\}", r"b\log b-b", "undecided"),
    (r"\max_t \log t - t", "-1", "undecided"),  # not defined for all real t
    (r"\min_t (t-b)^2", "t", "undecided"),
    (PROX, r"\frac{x+\sqrt{x^2+4\lambda}}{2}", "correct"),
    (PROX, r"\frac{2\lambda}{\sqrt{x^2+4\lambda}-x}", "correct"),
    (PROX, r"\frac{x+\sqrt{x^2+2\lambda}}{2}", "wrong"),
    (PROX, r"\frac{x-\sqrt{x^2+4\lambda}}{2}", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), VALUES)
def test_an_optimal_value(reference: str, submitted: str, verdict: str) -> None:
    result = grade(reference, submitted, symbols=NAMES, limits=Limits(oracle=False))
    assert result.verdict == verdict, result
    assert (result.counterexample is not None) == (verdict == "wrong")


@pytest.mark.parametrize("word", [r"\arg\min_{u>0}", r"\min_{u>0}"])
def test_an_assumption_on_the_letter_that_is_optimised_over(word: str) -> None:
    """Nobody can tell whether u < 1 was meant of the variable, where the optimum would be another."""
    row = {"reference": f"{word} (u-2)^2", "submitted": "2", "symbols": {"u": "real"}, "assuming": ["u < 1"]}
    assert grade(row).verdict == "undecided"


UNREAD = [
    r"\arg\min_{w: w>0} w^2", r"\arg\min_{u,v} (u-1)^2+v^2", r"\arg\min_{u\ge a} u", r"\min_{\|w\|=1} w", r"\min_{t\neq 0} t^2",
    r"\min_x (x^2+1) y", r"\min_x \{x^2\} + x", r"\min_x \{x^2+1\}^2", r"\max_i x_i", r"\sup x", r"\min_{k>1} k",
]  # fmt: skip


@pytest.mark.parametrize("source", UNREAD)
def test_a_condition_or_scope_that_is_not_read_is_a_problem(source: str) -> None:
    with pytest.raises(InputError):
        read_latex(source, declarations({"y": "real", "k": "positive"}))


@pytest.mark.parametrize("name", ROWS)
def test_verdict(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    result = grade(reference, submitted, symbols=symbols)
    assert result.verdict == verdict, result
    assert (result.counterexample is not None) == (verdict == "wrong")


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row[3] != "undecided"])
def test_exchanged_it_says_the_same(name: str) -> None:
    reference, submitted, symbols, verdict = ROWS[name]
    assert grade(submitted, reference, symbols=symbols).verdict in (verdict, "undecided")


def test_what_is_said_of_a_symbol_is_not_said_of_an_index_of_its_name() -> None:
    objective = r"\prod_{i=1}^{n} \left[(i-\frac{3}{2}) x e^{-x}\right]"  # the first factor is negative
    row = {"reference": rf"\arg\max_{{x>0}}{objective}", "submitted": "1", "symbols": {"n": "natural", "i": "natural"}}
    assert grade({**row, "assuming": ["i > 2"]}).verdict == "undecided"
    assert grade({**row, "reference": row["reference"].replace(r"(i-\frac{3}{2})", "i")}).verdict == "correct"


@pytest.mark.parametrize(("answer", "verdict"), [
    ("a/b", "wrong"), ("2b/a", "wrong"), ("b/a", "correct"), ("b^2/(a b)", "correct"),
])
def test_a_place_that_is_not_defined_everywhere_is_wrong_where_another_is_better(answer: str, verdict: str) -> None:
    row = {"reference": r"\arg\min_t\frac{t^2}{2}a-tb", "submitted": answer, "symbols": {"a": "positive", "b": "real"}}
    assert grade(row).verdict == verdict


ON_A_CLOSED_INTERVAL = [
    (r"\arg\min_{0\le x\le 1}(x-v)^2", r"\max(0,v)", {"v": "real"}, "wrong"),
    (r"\arg\min_{x\in[0,1]}(x-v)^2", r"\min(1,v)", {"v": "real"}, "wrong"),
    (r"\arg\min_{x\in[0,1]}(x-v)^2", r"\min(1,\max(0,v))", {"v": "real"}, "correct"),
    (r"\arg\max_{x\in[-1,1]} ax", "a", {"a": "real"}, "wrong"),
    (r"\arg\min_{x\in[0,1)}-x", "1", {}, "undecided"),  # there is no optimum
]


@pytest.mark.parametrize(("reference", "submitted", "symbols", "verdict"), ON_A_CLOSED_INTERVAL)
def test_a_continuous_function_has_an_optimum_on_a_closed_interval(
    reference: str, submitted: str, symbols: dict[str, str], verdict: str
) -> None:
    assert grade(reference, submitted, symbols=symbols).verdict == verdict


_ENTROPY = r"{}_{{0<p<1}}\left[ap+b(1-p)-p\log p-(1-p)\log(1-p)\right]"
OF_ODDS = [
    (_ENTROPY.format(r"\max"), r"\log(e^a+e^b)", "correct"),
    (_ENTROPY.format(r"\max"), r"\log(e^a+e^b)+1", "wrong"),
    (_ENTROPY.format(r"\max"), r"\max(a,b)", "wrong"),
    (_ENTROPY.format(r"\arg\max"), r"\frac{e^a}{e^a+e^b}", "correct"),
    (_ENTROPY.format(r"\arg\max"), r"\frac{e^b}{e^a+e^b}", "wrong"),
    (r"\min_{0<p<1}\left[p\log(2p)+(1-p)\log(2(1-p))\right]", "0", "correct"),
    (r"\arg\min_{0<p<1}\left[p\log(3p)+(1-p)\log\frac{3(1-p)}{2}\right]", r"\frac13", "correct"),
    (r"\arg\min_{0<p<1}\left[p\log(3p)+(1-p)\log\frac{3(1-p)}{2}\right]", r"\frac23", "wrong"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), OF_ODDS)
def test_a_slope_that_is_a_logarithm_of_odds(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted, symbols={"a": "real", "b": "real"}).verdict == verdict
