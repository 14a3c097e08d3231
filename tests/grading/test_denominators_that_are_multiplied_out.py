"""Equations times their denominators: what is added says something of the other names, or is a root that was none."""

from __future__ import annotations

import pytest

from verify.grading import grade

LINES = [
    ([r"\frac{k}{p} - \frac{n-k}{1-p} = 0", "k(1-p) - (n-k)p = 0", "k - np = 0", r"p=\frac kn"], "correct"),
    ([r"\frac{k}{p} - \frac{n-k}{1-p} = 0", "k(1-p) - (n-k)p = 0", "k - kp - np - kp = 0"], "wrong"),
    ([r"\frac{a}{x}=b", "a=bx"], "correct"),
    ([r"\frac{x-a}{x-b}=c", "x-a=c(x-b)"], "correct"),
    ([r"\frac{a}{x}=\frac{b}{y}", "ay=bx"], "correct"),
    ([r"\frac{x^2-1}{x-1}=0", "x^2-1=0"], "undecided"),  # x = 1 was no root
    ([r"\frac{x^2}{x}=c", "x^2=cx"], "undecided"),
    ([r"\frac{(x-a)c}{(x-a)(y-b)}=0", "(x-a)c=0"], "undecided"),  # x = a, of one of two denominators
    ([r"\frac{(x-a)c}{(x-a)y}=b", "(x-a)c=b(x-a)y"], "undecided"),
    ([r"\frac{(x-a)c}{x^2-a^2}=0", "(x-a)c=0"], "undecided"),
    ([r"\frac{x(x-a)}{x-a}=b", "x(x-a)=b(x-a)"], "undecided"),
]


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines}).verdict == verdict
