"""Functions of a bare outcome: z in exp(z) is the number that z stands for, as in e^z and exp(z + 0)."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.read.formula import vocabulary

SYMBOLS = {"p": "density of z", "q": "density of z"}
SAME = [
    ("E_{p(z)}[exp(z)]", r"\mathbb{E}_{p(z)}[e^z]"),
    ("E_{p(z)}[exp(z)]", "E_{p(z)}[exp(z+0)]"),
    ("E_{p(z)}[sqrt(z)]", r"\mathbb{E}_{p(z)}[\sqrt{z}]"),
    ("E_{p(z)}[max(z, 0)]", r"\mathbb{E}_{p(z)}[\max(0, z)]"),
    ("E_{p(z)}[abs(z)]", r"\mathbb{E}_{p(z)}[|z|]"),
    ("expectation(z, z, p(z))", r"\mathbb{E}_{p(z)}[z]"),
    ("expectation(exp(z), z, p(z))", r"\mathbb{E}_{p(z)}[e^z]"),
    ("KL(q(z), p(z), z)", r"D_{KL}(q(z) \| p(z))"),
]


@pytest.mark.parametrize(("typed", "latex"), SAME)
def test_both_are_the_same_number(typed: str, latex: str) -> None:
    words = vocabulary(SYMBOLS, {})
    assert words.read(typed).term.shape == words.read(latex).term.shape == ()
    assert grade(typed, latex, symbols=SYMBOLS).verdict == grade(latex, typed, symbols=SYMBOLS).verdict == "correct"


def test_another_function_is_wrong() -> None:
    assert grade("E_{p(z)}[exp(z)]", r"\mathbb{E}_{p(z)}[e^{2z}]", symbols=SYMBOLS).verdict == "wrong"
