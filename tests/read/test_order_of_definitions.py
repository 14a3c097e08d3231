"""Definitions in any order: each is read behind those that it uses."""

from __future__ import annotations

from itertools import permutations

import pytest

from verify.problem import InputError
from verify.read.formula import vocabulary

# What is asked, the definitions, and what it is.
UNFOLDED = [
    ("L", {"L": "a^2", "a": "z+1"}, "(z+1)^2"),
    ("c", {"c": "b+1", "b": "a^2", "a": "z+1"}, "(z+1)^2 + 1"),
    ("g(t)", {"g(x)": "S(x)^2", "S(x)": "1/(1+exp(-x))"}, "(1/(1+exp(-t)))^2"),
    ("A", {"A": r"\bar{x}+1", r"\bar{x}": "z^2"}, "z^2 + 1"),
    ("L", {"L": "a_1 + 1", "a_1": "3"}, "3 + 1"),
    ("p", {"p": "sum(i, i, 1, 3)", "i": "5"}, "sum(i, i, 1, 3)"),  # which binds an i of its own
    ("q", {"q": "e*x", "e": "y+1"}, "(y+1)*x"),  # a defined e is not the number
    ("f(3)", {"f(a)": "a^2 + b", "a": "7", "b": "a"}, "3^2 + 7"),  # the a of f(a) is its own
    ("f(b)", {"f(a)": "a^2", "a": "7", "b": "a"}, "7^2"),
]
WRONG = [
    ({"L": "a^2", "a": "L+1"}, "in a circle: L, which uses a, which uses L"),
    ({"A": "b+c", "b": "c", "c": "b+1"}, "in a circle: b, which uses c, which uses b"),
    ({"f(x)": "g(x)", "g(x)": "f(x)"}, "in a circle"),
    ({"a": "a+1"}, "a, which is defined here"),
    ({"A": "b+c", "b": "1/", "c": "b+1"}, "the formula ends too early"),
    ({"a": "1", "a ": "2"}, "defined twice"),
]


@pytest.mark.parametrize(("asked", "definitions", "formula"), UNFOLDED)
def test_every_order_means_the_same(asked: str, definitions: dict[str, str], formula: str) -> None:
    for order in permutations(definitions.items()):
        words = vocabulary({}, dict(order))
        assert words.read(asked).term == vocabulary({}).read(formula).term


@pytest.mark.parametrize(("definitions", "seen"), WRONG)
def test_what_cannot_be_defined_is_refused(definitions: dict[str, str], seen: str) -> None:
    with pytest.raises(InputError, match=seen):
        vocabulary({}, definitions)
