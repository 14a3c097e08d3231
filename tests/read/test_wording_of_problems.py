"""What is said of what cannot be read, word by word."""

from __future__ import annotations

import pytest

from verify.article import with_article
from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula

FORMULAS = [
    ("2х", "unexpected 'х', the Cyrillic small letter ha, which looks like x", ""),
    (r"\frac12 А", "unexpected 'А', the Cyrillic capital letter a, which looks like A", ""),
    ("x \x1b 2", "unexpected character U+001B (control)", ""),
    ("\\frac12 \x1b", "unexpected character U+001B (control)", ""),
    ("x^(2 y", "'(' is not closed", ""),
    ("limit(x, x 3)", "unexpected number 3", ""),
    (r"\sinn x", r"the command \sinn", r"did you mean \sin or \sinh or \in?"),
]
DECLARATIONS = [
    ("orthogonal matrix n m", "an orthogonal matrix that is not square", "properties of a matrix"),
    ("symmetric vector n", "a symmetric vector", "no vector is symmetric"),
    ("orthogonal vector n", "an orthogonal vector", "no vector is orthogonal"),
    ("increasing matrix n", "an increasing matrix", "properties of a matrix"),
    ("invertible function", "an invertible function", "properties of a function"),
]
ARTICLES = [
    ("orthogonal matrix", "an"), ("symmetric matrix", "a"), ("n x 1 matrix", "an"), ("1 x n matrix", "a"), ("m x n matrix", "an"),
    ("d x d matrix", "a"), ("8 x 2 matrix", "an"), ("11 x 2 matrix", "an"), ("12 x 2 matrix", "a"), ("k x 2 matrix", "a"),
    ("number", "a"), ("n_1 x 2 matrix", "an"), ("(n + 1) x 2 matrix", "an"), ("80 x 1 matrix", "an"), ("u x 1 matrix", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "seen", "help"), FORMULAS)
def test_formulas(formula: str, seen: str, help: str) -> None:
    with pytest.raises(InputError) as raised:
        read_formula(formula, {})
    problem = raised.value.problem
    assert seen in problem.seen and help in problem.help
    assert "unexpected a " not in problem.seen and "unexpected the " not in problem.seen


@pytest.mark.parametrize(("words", "seen", "help"), DECLARATIONS)
def test_declarations(words: str, seen: str, help: str) -> None:
    with pytest.raises(InputError) as raised:
        declarations({"x": words})
    problem = raised.value.problem
    assert problem.seen == seen and help in problem.help


@pytest.mark.parametrize(("words", "article"), ARTICLES)
def test_articles(words: str, article: str) -> None:
    assert with_article(words) == f"{article} {words}"
