r"""`f = a = b` in one line: wrong where a step is, as below each other; several arrows are several lines."""

from __future__ import annotations

import pytest

from verify.grading import grade

CHAINS = [
    ("x^2+2x", "(x+1)^2-1 = x^2+2x+1-1 = x^2+2x", "correct"),
    ("x^2+2x", "(x+1)^2-1 = x^2+x+1-1 = x^2+2x", "wrong"),
    ("x^2+2x", "f(x)=(x+1)^2-1 = x^2+x+1-1 = x^2+2x", "wrong"),
    (r"\frac\pi4", r"\int_0^1\frac{dx}{1+x^2}=\Big[\arctan x\Big]_0^1=\arctan1-\arctan0=\frac\pi2", "wrong"),
    (r"\frac{n(n+1)}{2}", r"\sum_{i=1}^n i = \frac{n(n-1)}{2} = \frac{n^2+n}{2}", "wrong"),
    ("6", r"3 \cdot 2 = 5 + 1 = 7", "wrong"),
    ("2x", r"\frac{d}{dx} x^2 = 2 x^1 = x", "wrong"),
    ("x^2+2x", "x^2+2x = x^2+2x+1 = x^2+2x", "wrong"),
    ("2", r"\int_0^\infty x^2e^{-x}dx=-2\int_0^\infty xe^{-x}dx=2", "wrong"),
    ("14", "3*4 = 12 + 2 = 14", "undecided"),  # which goes on with the 12
    ("3", "2x = 6", "undecided"),  # an equation for x
    ("3", "2x = 4 + 2 = 6", "undecided"),
    ("2x", "x^2 = 2x", "undecided"),  # the derivative, to some
]

LEFT_OPEN = [  # what may be meant otherwise
    ("2", "17 = 12 = 2", {"mode": "modulo 5"}),
    (r"\log x", r"\log(2x)=\log 2+\log x=\log x", {"mode": "up to a constant"}),
    ("2w-4", "L'(w) = 2(w-2) = 2w-4 = 0", {}),
    ("c", r"\sqrt{a^2+b^2}=\sqrt{c^2}=c", {}),
    ("x", r"\sqrt{x^2+0}=\sqrt{x^2}=x", {}),
    ("p^2+q^2", "(p+q)^2-2pq = 1-2pq = p^2+q^2", {}),
    ("14", r"3\cdot 4 = 2+12 = 14", {}),
    ("5", r"3^2+4^2 = 9+16 = \sqrt{25} = 5", {}),
    ("6x", "f(x)=x^3=3x^2=6x", {}),
    ("1/3", r"2/6 = 1/3 = 33\%", {}),
    (r"x>1 \implies x^2>1", r"x>1 \implies x^2>x \implies x^2>1", {}),
    (r"r=\sqrt{A/\pi}", r"A=\pi r^2 \implies r^2=A/\pi \implies r=\sqrt{A/\pi}", {}),
    ("t=2", r"5t^2=20 \implies t^2=4 \implies t=2", {}),
    ("x=100", r"\log x=2 \implies x=10^2 \implies x=100", {}),
]

TEXTS = [
    ("x^2+2x", r"\begin{align*}(x+1)^2-1 &= x^2+x+1-1\\ &= x^2+2x\end{align*}", "wrong"),
    ("x^2+2x", r"\begin{align*}L &= (x+1)^2-1\\ &= x^2+x+1-1\\ &= x^2+2x\end{align*}", "wrong"),
    ("x^2+2x", "(x+1)^2-1 \n= x^2+x+1-1\n= x^2+2x", "wrong"),
    ("x^2", "x = 3", "undecided"),
    ("x^2+2x", "x^2+x\nx^2+2x", "unreadable"),  # the last line may be the answer by itself
    ("x=3", r"2x-6=0 \implies 2x=6 \implies x=3", "correct"),
    ("x=3", r"2x-6=0 \Rightarrow 2x=5 \Rightarrow x=5/2", "wrong"),
    ("x=3", "2x-6=0 => 2x=6 => x=3", "correct"),
]


@pytest.mark.parametrize(("reference", "submitted", "verdict"), CHAINS + TEXTS)
def test_answers(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize(("reference", "submitted", "fields"), LEFT_OPEN)
def test_left_open(reference: str, submitted: str, fields: dict[str, str]) -> None:
    assert grade({"reference": reference, "submitted": submitted, **fields}).verdict in ("undecided", "unreadable")


def test_the_step_is_named() -> None:
    found = grade("x^2+2x", "(x+1)^2-1 = x^2+x+1-1 = x^2+2x", symbols={"x": "real"})
    assert found.message == "(x+1)^2-1 = x^2+x+1-1 does not hold"
    assert found.counterexample is not None


def test_one_line_may_be_an_environment() -> None:
    line = r"\begin{align*}2x-6&=0\\2x&=6\\x&=3\end{align*}"
    assert grade({"reference": "x=3", "lines": [line]}).verdict == "correct"


@pytest.mark.parametrize(("submitted", "verdict"), [
    (r"x>1 \implies x^2>1 \implies x^4>1", "correct"),
    (r"x>1 \implies x^2>2 \implies x^4>4", "wrong"),
    (r"x^2=1 \iff x=1 \iff 2x=2", "wrong"),
])  # fmt: skip
def test_arrows_without_a_reference(submitted: str, verdict: str) -> None:
    assert grade({"submitted": submitted}).verdict == verdict
