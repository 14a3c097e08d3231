"""The form that is asked for: what surely misses it is wrong, what people differ about is open, and the reference has it."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"x": "positive", "y": "positive", "n": "natural"}

MET = [
    ("simplified", r"\frac{2}{\sqrt3}-1", r"\frac{2}{\sqrt3}-1"),
    ("simplified", r"1+\frac{3}{\sqrt[3]{2}}", r"1+\frac{3}{\sqrt[3]{2}}"),
    ("simplified", r"\sin(\pi/5)", r"\sin(\pi/5)"),
    ("simplified", "x/y", r"x\cdot\frac{1}{y}"), ("simplified", "2^{100}", "2^{100}"), ("simplified", "10^{-3}", "10^{-3}"),
    ("simplified", "3^{50}/2", r"\frac{3^{50}}{2}"), ("simplified", "5!", "5!"),
    ("simplified", r"\frac{x^4}{4!}", r"\frac{x^4}{4!}"),
    ("simplified", r"25\%", r"25\%"), ("simplified", r"3\times 10^8", r"3\times 10^8"), ("simplified", "-x", "-x"),
    ("simplified", r"1-\left(\frac56\right)^4", r"1-\left(\frac56\right)^4"),
    ("simplified", r"100\cdot 1.05^{10}", r"100\cdot 1.05^{10}"),
    ("simplified", "2^{n+1}", "2^{n+1}"),
    ("simplified", "x^{3/2}", "x^{3/2}"),
    ("simplified", r"\frac{2}{3}x", r"\frac{2x}{3}"), ("simplified", r"2\sqrt 2", r"2\sqrt{2}"),
    ("expanded", r"x\sqrt{x(x+1)}", r"x\sqrt{x(x+1)}"), ("expanded", "x^2+x", "x^2+x"),
    ("expanded", "x^2+x", "x + x^2"), ("factored", "x^2-1", "(x-1)(x+1)"),
]  # fmt: skip
MISSED = [
    ("factored", "(x-1)(x+1)(x+2)/2", r"\frac{(x^2-1)(x+2)}{2}"), ("factored", "-(x-1)(x+1)(x+2)", "-((x^2-1)(x+2))"),
    ("factored", "1/((x-1)(x+1))", r"\frac{1}{x^2-1}"), ("factored", "((x-1)(x+1)(x+2))^2", "((x^2-1)(x+2))^2"),
    ("simplified", "1/2", r"\frac24"), ("simplified", "1/2", r"2 \div 4"), ("simplified", "1/2", r"\frac{2\,}{4}"),
    ("simplified", r"\frac{2\pi}{3}", r"\frac{4\pi}{6}"), ("simplified", r"\frac{3x}{2y}", r"\frac{6x}{4y}"),
    ("simplified", "2xy", "xy+yx"), ("simplified", "1/4", "25/100"),
    ("simplified", r"2\sqrt 2", r"\sqrt 8"), ("simplified", "x^3", r"x\cdot x^2"), ("simplified", "x/2", "2x/4"),
    ("simplified", "16", "2^4"), ("simplified", "x", r"e^{\ln x}"), ("simplified", "3x", "x+2x"),
    ("simplified", "6x", r"2\cdot 3x"),
    ("expanded", "x^2+x", "x(x+1)"), ("expanded", "x^2+2x+1", "(x+1)^2"), ("expanded", "-x-1", "-(x+1)"),
    ("expanded", "4x^2", "(2x)^2"),
    ("expanded", "2x+2", "2(x+1)"), ("factored", "(x-1)(x+1)", "x^2-1"), ("factored", "2(x+1)", "2x+2"),
]  # fmt: skip
OPEN = [
    ("simplified", r"\frac{\sqrt2}{2}", r"\sin(\pi/4)"), ("simplified", r"\pi/4", r"\arctan(1)"),
    ("simplified", r"2\ln 2", r"\ln 4"),
    ("factored", "(x-1)(x+1)=0", "x^2-1=0"), ("factored", "x(x+3)", "x(x+1+2)"), ("expanded", "x^2+2x+1", "x^2+x+x+1"),
    ("simplified", "1024", "2^{10}"), ("simplified", r"\frac{1}{1000}", "10^{-3}"), ("simplified", "120", "5!"),
    ("simplified", "x^{3/2}", r"x\sqrt{x}"), ("simplified", "2^{n+1}", r"2\cdot 2^n"),
    ("simplified", r"2\sqrt[3]{2}", r"\sqrt[3]{16}"),
    ("simplified", "e^{2x}", "(e^x)^2"), ("simplified", "10", r"\binom{5}{2}"),
    ("expanded", "x^2/2+x/2", r"\frac{x^2+x}{2}"), ("expanded", "x/y+1/y", r"\frac{x+1}{y}"),
    ("expanded", "x^2+2x+1", "(x+1)^{5-3}"),
    ("expanded", "n^2/2-n/2", r"\binom{n}{2}"), ("expanded", r"\binom{n}{2}", r"\binom{n}{2}"),
    ("simplified", r"\frac{5}{36}", r"\frac{5}{6^2}"),
    ("simplified", "-1/2", r"\frac{1}{-2}"), ("simplified", r"\binom{5}{2}", r"\binom{5}{2}"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "reference", "submitted"), MET)
def test_what_has_the_form(form: str, reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS, form=form).verdict == "correct"


@pytest.mark.parametrize(("form", "reference", "submitted"), MISSED)
def test_what_misses_the_form(form: str, reference: str, submitted: str) -> None:
    found = grade(reference, submitted, symbols=SYMBOLS, form=form)
    assert (found.verdict, found.diagnosis and found.diagnosis["code"]) == ("wrong", "form")


@pytest.mark.parametrize(("form", "reference", "submitted"), OPEN)
def test_what_people_differ_about(form: str, reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=SYMBOLS, form=form).verdict == "undecided"
    assert grade(reference, submitted, symbols=SYMBOLS).verdict == "correct"
