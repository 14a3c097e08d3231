"""Lines of statements: which one is wrong, which says less on a way that ends right, and which is said again."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

V = {"V": "real", "r": "real", r"\gamma": "in (0, 1)"}
S = {"S": "symmetric matrix d", "u": "vector d", r"\lambda": "real"}

ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "a step that the next line does not need": (
        {"reference": r"V=\frac{r}{1-\gamma}", "symbols": V,
         "lines": [r"V=r+\gamma V", r"V+\gamma V=r", r"(1-\gamma)V=r", r"V=\frac{r}{1-\gamma}"]}, "wrong"),
    "a bound the other way round": (
        {"reference": r"n\ge\frac{\ln(2/\delta)}{2t^2}", "symbols": {"n": "positive", "t": "positive", r"\delta": "in (0, 1)"},
         "lines": [r"2e^{-2nt^2}\le\delta", r"-2nt^2\le\ln\frac\delta2", r"2nt^2\le\ln\frac2\delta",
                   r"n\ge\frac{\ln(2/\delta)}{2t^2}"]}, "wrong"),
    "a second equation, which is needed": ({"lines": ["x+y=3", "x-y=1", "x=3-y", "3-y-y=1", "y=1"]}, "undecided"),
    "a way that says less, and ends right": (
        {"reference": r"u^\top Su=\lambda", "symbols": S, "assuming": [r"u^\top u = 1"],
         "lines": [r"Su=\lambda u", r"u^\top Su=\lambda u^\top u", r"u^\top Su=\lambda"]}, "correct"),
    "a root that squaring adds, and the end leaves out": (
        {"reference": "x=4", "symbols": {"x": "nonnegative"},
         "lines": [r"\sqrt{x}=x-2", "x=(x-2)^2", "x^2-5x+4=0", "x=4"]}, "correct"),
    "a root that squaring adds, and that stays": (
        {"reference": "x=4", "symbols": {"x": "nonnegative"},
         "lines": [r"\sqrt{x}=x-2", "x=(x-2)^2", "x^2-5x+4=0", "x=1 or x=4"]}, "wrong"),
    "a bound that follows, and is a mistake": (
        {"reference": "x > 3", "symbols": {"x": "real"}, "lines": ["2x-6>0", "2x>-6", "x>3"]}, "undecided"),
    "a multiplier on the way": (
        {"reference": r"x=5,\ y=5", "symbols": {"x": "real", "y": "real", r"\lambda": "real"},
         "lines": [r"y-\lambda=0,\ x-\lambda=0,\ x+y=10", r"x=\lambda,\ y=\lambda,\ 2\lambda=10", r"\lambda=5", r"x=5,\ y=5"]},
        "correct"),
    "a derivative that is said again, wrongly": (
        {"reference": "L'(w)=2w-4", "lines": ["L(w)=(w-2)^2", "L'(w)=2(w-2)", "L'(w)=2w-2"]}, "wrong"),
    "a wrong derivative, and then a right one": (
        {"reference": "L'(w)=2w-4", "lines": ["L(w)=(w-2)^2", "L'(w)=2w-2", "L'(w)=2w-4"]}, "wrong"),
    "a derivative that is set to something": (
        {"lines": ["f(x)=x^3", "f'(x)=6x", "f'(x)-6x=0", "3x^2-6x=0", "x=0 or x=2"]}, "undecided"),
    "an estimate with another factor": (
        {"reference": r"\hat v=\frac1n\sum_{i=1}^nx_i^2",
         "lines": [r"\ell(v)=-\frac n2\log v-\frac{1}{2v}\sum_{i=1}^nx_i^2",
                   r"\ell'(v)=-\frac{n}{2v}+\frac{1}{2v^2}\sum_{i=1}^nx_i^2=0", r"\hat v=\frac2n\sum_{i=1}^nx_i^2"]}, "wrong"),
    "an estimate by its method": (
        {"reference": r"\hat\lambda_{MLE}=\frac{n}{\sum_{i=1}^n x_i}",
         "lines": [r"\ell(\lambda) = n\log\lambda - \lambda\sum_{i=1}^n x_i",
                   r"\ell'(\lambda) = \frac{n}{\lambda}-\sum_{i=1}^n x_i = 0",
                   r"\hat\lambda_{\mathrm{MLE}} = \frac{n}{\sum_{i=1}^n x_i}"]}, "correct"),
    "a value that is put in for no name": (
        {"reference": r"\frac{x-\mu}{\sigma}",
         "symbols": {"a": "positive", "b": "real", "x": "real", r"\mu": "real", r"\sigma": "positive"},
         "lines": [r"\frac{ax+b-(a\mu+b)}{\sqrt{a^2\sigma^2}}", r"=\frac{a(x-\mu)}{a^2\sigma}", r"=\frac{x-\mu}{\sigma}"]},
         "wrong"),
    "a value that is put in": (
        {"reference": "45", "lines": [r"\frac{n(n-1)}{2}", r"=\frac{10 \cdot 9}{2}", "=45"]}, "undecided"),
    "a positive radius": (
        {"reference": r"r=\sqrt{A/\pi}",
         "lines": [r"A=\pi r^2", r"\implies r^2=A/\pi", r"\implies r=\sqrt{A/\pi}"]}, "undecided"),
}  # fmt: skip


SYSTEMS: list[dict[str, Any]] = [  # of givens, the first of which is rewritten below the second
    {"lines": ["x+y=1", "x=y", "y=1-x"]},
    {"lines": ["y=2x", "y=x+3", "x=y/2", "y=6"], "reference": "y=6"},
    {"lines": ["x+y=1", "x=y", "y=1-x", "x=1-x", "x=1/2"], "reference": "x=1/2"},
    {"lines": ["x=2y", "3x+2y=8", "y=x/2", "3x+2(x/2)=8", "x=2"], "reference": "x=2"},
    {"lines": ["p+q=1", "p=3q", "q=1-p", "p=3(1-p)", "p=3/4"], "reference": "p=3/4"},
    {"lines": ["a+b=5", "ab=6", "(a+b)^2=25", "a^2+b^2=13"], "reference": "a^2+b^2=13"},
    {"lines": ["2a=\\lambda b", "2b=\\lambda a", "\\lambda=2a/b", "2b=2a^2/b", "a=b"], "reference": "a=b",
     "symbols": {"a": "positive", "b": "positive", "\\lambda": "real"}},
    {"lines": ["y=x^2", "y=x+2", "x^2=y", "x^2=x+2", "x=2 or x=-1"], "reference": "x=2 or x=-1"},
    {"lines": ["a/b=2", "b=3", "a=2b", "a=6"], "reference": "a=6", "symbols": {"a": "positive", "b": "positive"}},
    {"lines": ["a^2+b^2=25", "b=3", "a=\\sqrt{25-b^2}", "a=4"], "reference": "a=4",
     "symbols": {"a": "positive", "b": "positive"}},
    {"lines": ["xy=p", "p=3", "x=p/y"],
     "symbols": {"x": "positive", "y": "positive", "p": "positive"}},
    {"lines": ["a^2+b^2=25", "b=3", "a^2=25-b^2"],
     "symbols": {"a": "positive", "b": "positive"}},
    {"lines": ["pV=nRT", "T=300", "p=nRT/V", "p=300nR/V"],
     "symbols": {"p": "positive", "V": "positive", "n": "positive", "R": "positive", "T": "positive"}},
]  # fmt: skip


@pytest.mark.parametrize("row", SYSTEMS, ids=lambda row: ", ".join(row["lines"][:2]))
def test_a_given_is_not_wrong(row: dict[str, Any]) -> None:
    assert grade(row).verdict == "undecided"


@pytest.mark.parametrize("name", ROWS)
def test_rows(name: str) -> None:
    row, verdict = ROWS[name]
    assert grade(row).verdict == verdict


def test_what_is_cut_short_raises_nothing() -> None:
    assert grade("x", r"y' \iff").verdict == "unreadable"
    assert grade("0", r"\sum_x [\theta]").verdict == "unreadable"


@pytest.mark.parametrize(("lines", "expected"), [
    ((r"S=\sum_{k=0}^\infty\gamma^k", r"\gamma S=S-1", r"(1-\gamma)S=1", r"S=\frac{1}{1-\gamma}"), ("correct", None)),
    ((r"S=\sum_{k=0}^\infty\gamma^k", r"\gamma S=S+1", r"(1-\gamma)S=1", r"S=\frac{1}{1-\gamma}"), ("wrong", 1)),
    ((r"I=\int_0^\infty xe^{-x}dx", "2I=3"), ("wrong", 1)),
])  # fmt: skip
def test_what_a_name_stands_for_is_put_in(lines: tuple[str, ...], expected: tuple[str, int | None]) -> None:
    found = grade({"lines": list(lines), "symbols": {r"\gamma": "in (0, 1)"}, "reference": lines[-1]})
    assert (found.verdict, found.first_wrong) == expected
