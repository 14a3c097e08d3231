r"""Rates that lines work out and set to 0, of what no line writes out, and solutions that need an inverse."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

W = {"w": "real"}
REGRESSION = {"X": "matrix n d", "y": "vector n", "w": "vector d"}
SQUARE = {"A": "matrix n n", "B": "matrix n n", "X": "matrix n n", "b": "vector n", "x": "vector n"}
BERNOULLI = {"k": "positive", "n": "positive", "p": "in (0, 1)"}
ABX = {"a": "real", "b": "real", "x": "real"}

RIGHT: dict[str, dict[str, Any]] = {
    "a rate that is set to 0": {"lines": [r"\frac{\partial L}{\partial w} = 2w-4 = 0", "w=2"], "reference": "w = 2"},
    "a rate that is set to 0 in the next line": {
        "lines": [r"\frac{dL}{dw} = 2(w-2) = 2w-4", "2w-4=0", "w=2"], "symbols": W, "reference": "w = 2"},
    "a rate that is said to be 0": {
        "lines": [r"\frac{\partial L}{\partial w} = 2w-4", r"\frac{\partial L}{\partial w} = 0", "w=2"], "reference": "w=2"},
    "a rate that is 0, with an arrow": {
        "lines": [r"\frac{dy}{dx} = 2x - 4", r"\frac{dy}{dx} = 0 \Rightarrow x = 2"], "reference": "x = 2"},
    "all in one line": {"lines": [r"\frac{\partial L}{\partial w} = 2w - 4 = 0 \Rightarrow w = 2"], "reference": "w = 2"},
    "all in one answer": {"submitted": r"\frac{\partial L}{\partial w} = 2w - 4 = 0 \Rightarrow w = 2", "reference": "w = 2"},
    "aligned": {
        "submitted": r"\begin{align} \frac{\partial L}{\partial w} &= 2w - 4 = 0 \\ w &= 2\end{align}", "reference": "w = 2"},
    "a prime": {"lines": ["L'(w) = 2w-4", "2w-4=0", "w=2"], "symbols": W, "reference": "w=2"},
    "a gradient": {
        "lines": [r"\nabla_w L = 2X^\top(Xw-y)", r"2X^\top(Xw-y)=0", r"X^\top X w = X^\top y"], "symbols": REGRESSION},
    "a gradient with its argument": {
        "lines": [r"\nabla L(w) = 2X^\top(Xw-y) = 0", r"w = (X^\top X)^{-1}X^\top y"], "symbols": REGRESSION},
    "a derivative of what is written out": {
        "lines": [r"\frac{d}{dx}(x^2-2x) = 2x-2", "2x-2=0", "x=1"], "symbols": {"x": "real"}},
    "a gradient of what is written out": {
        "lines": [r"\nabla_w \|Xw-y\|^2 = 2X^\top(Xw-y)", r"2X^\top(Xw-y) = 0", r"X^\top X w = X^\top y"],
        "symbols": REGRESSION},
    "the logarithm of a likelihood that no line writes out": {
        "lines": [r"\log L(p) = k\log p+(n-k)\log(1-p)", r"\frac{d}{dp}\log L(p) = \frac kp-\frac{n-k}{1-p}",
                  r"\frac kp-\frac{n-k}{1-p} = 0", "p = k/n"], "symbols": BERNOULLI, "assuming": ["k < n"], "reference": "k/n"},
    "a rate of it in one fraction": {
        "lines": [r"\ln L(\lambda) = n\ln\lambda - \lambda s", r"\frac{d \ln L}{d\lambda} = \frac n\lambda - s = 0",
                  r"\lambda = n/s"], "symbols": {"n": "positive", "s": "positive", "\\lambda": "positive"}},
    "a score": {
        "lines": [r"\log p(x\mid\mu) = -\frac{(x-\mu)^2}{2\sigma^2}-\log\sigma",
                  r"\frac{\partial}{\partial\mu}\log p(x\mid\mu) = \frac{x-\mu}{\sigma^2}"]},
    "a gradient in one of two arguments": {
        "lines": [r"\mathcal{L}(x,\nu) = \frac12\|x-z\|^2+\nu(a^\top x-b)", r"\nabla_x\mathcal{L} = x-z+\nu a", r"x-z+\nu a = 0",
                  r"x = z-\nu a"],
        "symbols": {"x": "vector n", "z": "vector n", "a": "vector n", "b": "real", "\\nu": "real"}},
    "set to 0 in the end": {
        "lines": [r"J(w) = \|Xw-y\|^2", r"\nabla J(w) = 2X^\top(Xw-y)", r"2X^\top(Xw-y) = 0"], "symbols": REGRESSION},
    "divided by a name": {"lines": ["ax = b", "x = b/a"], "symbols": ABX},
    "a solution with an inverse": {"lines": ["Ax = b", "x = A^{-1}b"], "symbols": SQUARE},
    "a solution with the inverse of a sum": {"lines": ["AX + X = B", "X = (A+I)^{-1}B"], "symbols": SQUARE},
    "the normal equations solved": {
        "lines": [r"X^\top X w = X^\top y", r"\implies w = (X^\top X)^{-1}X^\top y"], "symbols": REGRESSION},
    "a Bellman equation solved": {
        "lines": [r"V = r+\gamma PV", r"(I-\gamma P)V = r", r"V = (I-\gamma P)^{-1}r"],
        "symbols": {"P": "matrix n n", "r": "vector n", "\\gamma": "in (0, 1)", "V": "vector n"}},
    "a solution of a log-likelihood, where nobody declared that it is positive": {
        "lines": [r"\ell(\lambda) = n\log\lambda - \lambda\sum_{i=1}^n x_i",
                  r"\ell'(\lambda) = \frac{n}{\lambda} - \sum_{i=1}^n x_i = 0", r"\lambda = \frac{n}{\sum_{i=1}^n x_i}"]},
    "a log says that x is positive": {"lines": [r"f(x) = 2\log x - x^2", "f'(x) = 2/x - 2x = 0", "x = 1"]},
    "an equation of logs solved": {
        "lines": [r"\log x = a + \log b", "x = be^a"], "symbols": {"x": "real", "a": "real", "b": "real"}},
    "a log of a sum of logs": {
        "lines": [r"\sum_{i=1}^n x_i\log p", r"= \log p\sum_{i=1}^n x_i"],
        "symbols": {"p": "real", "n": "natural", "x": "sequence n of real"}},
    "an equation for its solution": {"submitted": "ax = b", "reference": "x = b/a", "symbols": ABX},
}
WRONG: dict[str, dict[str, Any]] = {
    "another solution": {"lines": [r"\frac{\partial L}{\partial w} = 2w-4 = 0", "w=3"], "symbols": W, "reference": "w = 2"},
    "another solution in one answer": {
        "submitted": r"\frac{\partial L}{\partial w} = 2w - 4 = 0 \Rightarrow w = 4", "reference": "w=2"},
    "a step in what the rate is": {
        "lines": [r"\frac{\partial L}{\partial w} = 2(w-2) = 2w-2", "2w-2=0", "w=1"], "symbols": W, "reference": "w = 2"},
    "another derivative of what is written out": {
        "lines": [r"\frac{d}{dx}(x^2-2x) = 2x-1", "2x-1=0", "x=1/2"], "symbols": {"x": "real"}},
    "a derivative of a log-likelihood": {
        "lines": [r"\log L(p) = k\log p+(n-k)\log(1-p)", r"\frac{d}{dp}\log L(p) = \frac kp+\frac{n-k}{1-p}",
                  r"\frac kp+\frac{n-k}{1-p} = 0"], "symbols": BERNOULLI, "assuming": ["k < n"]},
    "another score": {
        "lines": [r"\log p(x\mid\mu) = -\frac{(x-\mu)^2}{2\sigma^2}-\log\sigma",
                  r"\frac{\partial}{\partial\mu}\log p(x\mid\mu) = -\frac{x-\mu}{\sigma^2}"]},
    "a gradient with the same zeros": {
        "lines": [r"J(w) = \|Xw-y\|^2", r"\nabla J(w) = X^\top(Xw-y)", r"X^\top(Xw-y) = 0"], "symbols": REGRESSION},
    "a derivative with the same zeros": {
        "lines": ["J(w)=(w-y)^2", "J'(w)=w-y", "w-y=0", "w=y"], "symbols": {"w": "real", "y": "real"}},
    "a solution that is lost": {"lines": ["x^2 = cx", "x = c"], "symbols": {"x": "real", "c": "real"}},
    "an inverse on the other side": {"lines": ["AX + X = B", r"\implies X = B(A+I)^{-1}"], "symbols": SQUARE},
    "another equation below f' = 0": {
        "lines": ["f(w) = (w-3)^2 + 2w^2", "f'(w) = 2(w-3)+4w = 0", "6w = 3", "w = 1/2"], "reference": "w = 1"},
    "an extraneous root": {"lines": [r"\log x + \log(x-2) = \log 8", "x = -2"], "symbols": {"x": "real"}},
    "a root of a square": {"lines": [r"\log x^2 = \log a", r"x = \sqrt a"], "symbols": {"x": "real", "a": "real"}},
    "another matrix inverted": {
        "lines": [r"X^\top(y - Xw) = \lambda w", r"\implies w = (X^\top X - \lambda I)^{-1}X^\top y"],
        "symbols": {**REGRESSION, "\\lambda": "positive"}},
}
OPEN: dict[str, dict[str, Any]] = {
    "rates of two names": {
        "lines": [r"\frac{\partial L}{\partial w} = 2w-4", r"\frac{\partial L}{\partial b} = 2b", "2w-4=0", "w=2"]},
    "a rate in a product": {
        "lines": [r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial w}", "= (a-y)x"]},
    "a likelihood that is written out below": {
        "lines": [r"\log L(p) = k\log p", "L(p) = p^{k+1}"], "symbols": {"k": "positive", "p": "in (0, 1)"}},
    "divided by 0 or 1": {"lines": ["ax = b", "x = b/a"], "symbols": {**ABX, "a": "in {0, 1}"}},
    "divided by one of two integers": {"lines": ["ax = b", "x = b/a"], "symbols": {**ABX, "a": "integer in 0..1"}},
    "divided by what may have to be 0": {"lines": ["ax = b", "x = b/a"], "symbols": ABX, "assuming": ["a b = 0"]},
    "a rate that is set to a name": {
        "lines": [r"\frac{dR}{dq} = p - 2q = c", r"q = \frac{p-c}{2}"], "symbols": {"p": "real", "q": "real", "c": "real"}},
    "a gradient that is set to a vector": {
        "lines": [r"\nabla f(x) = Ax - b = \lambda x", r"(A-\lambda I)x = b"], "symbols": {**SQUARE, "\\lambda": "real"}},
    "a power behind the logarithm": {
        "lines": [r"\log L(p) = k\log p", r"\log L(p)^{-1} = \frac{1}{k\log p}"], "symbols": {"k": "positive", "p": "in (0, 1)"}},
    "a rate, and what it is of": {"lines": [r"\frac{dy}{dt} = y(1-y)", "y(1-y)=0", "y = 1"], "symbols": {"y": "real"}},
    "a denominator that is never another number": {
        "lines": ["(a-a)x=b", "x=b/(a-a)"], "symbols": {"a": "real", "x": "real", "b": "real"}},
    "an equation for a derivative, solved": {"lines": ["f(x) = x^2", "f'(x) = x", "x = 0"], "symbols": {"x": "real"}},
    "another question about the function": {
        "lines": ["f(x) = x^2 - 4x", "f'(x) = 2x-4 = 0", "x = 2", "2x-4 = 2", "x = 3"]},
    "two roots of which one is extraneous": {
        "lines": [r"\log x + \log(x-2) = \log 8", r"x = 4 \text{ or } x = -2"], "symbols": {"x": "real"}},
    "divided by what is solved for": {"lines": ["x^2 = cx", "x^2/x = c"], "symbols": {"x": "real", "c": "real"}},
    "divided by what a number is 0 of": {"lines": ["x^2 = x", "x^2/x = 1"], "symbols": {"x": "real"}},
}


@pytest.mark.parametrize("name", RIGHT)
def test_right(name: str) -> None:
    assert grade(RIGHT[name]).verdict == "correct"


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    assert grade(WRONG[name]).verdict == "wrong"


@pytest.mark.parametrize("name", OPEN)
def test_open(name: str) -> None:
    assert grade(OPEN[name]).verdict in ("undecided", "unreadable")
