"""Each convention, with a question that leans on it and one that looks alike and does not."""

from __future__ import annotations

import pytest

from verify.ask import equal
from verify.conventions import BY_NAME, CONVENTIONS, conventions_of
from verify.question import Question
from verify.read.declare import declarations
from verify.read.text import read_text

Words = dict[str, str]

# name: (a statement that leans on it, its declarations), (one that does not, its declarations)
TABLE: dict[str, tuple[tuple[str, Words], tuple[str, Words]]] = {
    "division-by-zero": (("1/x = 1", {}), ("1/x = 1", {"x": "nonzero"})),
    "zero-to-the-zero": (("x^n = 1", {"n": "integer >= 0"}), ("x^n = 1", {"n": "natural"})),
    "real-power": (("x^(1/3) = 1", {}), ("x^3 = 1", {})),
    "natural-logarithm": (("log(x) = 1", {}), ("exp(x) = 1", {})),
    "zero-log-zero": (("x log(x) = 0", {}), ("x log(1 + x) = 0", {})),
    "sign-of-zero": (("sign(x) = 1", {}), ("abs(x) = 1", {})),
    "piecewise": (("piecewise((1, x > 0), (0, true)) = 1", {}), ("max(x, 0) = 1", {})),
    "empty-sum": (("sum(k, k, 1, n) = 1", {"n": "integer"}), ("sum(k, k, 1, n) = 1", {"n": "natural"})),
    "empty-product": (("product(k, k, 1, n) = 1", {"n": "integer"}), ("product(k, k, 1, 5) = 1", {})),
    "natural-numbers": (("n = 1", {"n": "natural"}), ("n = 1", {"n": "integer"})),
    "gamma-poles": (("gamma(x) = 1", {}), ("erf(x) = 1", {})),
    "derivative-at-kinks": (("diff(abs(x), x) = 1", {}), ("diff(x^2, x) = 1", {})),
    "limits": (("limit(1/x, x, inf) = 0", {}), ("1/x = 0", {})),
    "vectors": (("w' w = 1", {"w": "vector n"}), ("trace(A) = 1", {"A": "matrix n"})),
    "counting-from-one": (("x_1 = 1", {"x": "vector 3"}), ("x' x = 1", {"x": "vector 3"})),
    "gradient-shape": (("grad(w' w, w) = w", {"w": "vector n"}), ("w + w = w", {"w": "vector n"})),
    "singular-matrix": (("inv(A) = A", {"A": "matrix n"}), ("A A = A", {"A": "matrix n"})),
    "densities": (
        ("p(x) = 1", {"p": "density of x", "x": "outcome"}),
        ("f(x) = 1", {"f": "function"}),
    ),
}


def asked(statement: str, words: Words) -> Question:
    return Question(read_text(statement, declarations(words)).term)


@pytest.mark.parametrize("name", TABLE)
def test_a_convention_is_named_where_it_matters(name: str) -> None:
    leaning, alike = TABLE[name]
    assert name in conventions_of(asked(*leaning))
    assert name not in conventions_of(asked(*alike))
    assert BY_NAME[name].applies(asked(*leaning))


def test_every_convention_has_a_row_above_and_a_name_of_its_own() -> None:
    names = [convention.name for convention in CONVENTIONS]
    assert len(set(names)) == len(names)
    assert set(names) - set(TABLE) == {"independence"}  # random symbols are written in SymPy only


# The engine does as the table says: each is decided by the convention alone.
DECIDED = [
    ("0^0", "1", {}, "proved"),
    ("x^0", "1", {}, "proved"),
    ("sum(k, k, 1, 0)", "0", {}, "proved"),
    ("product(k, k, 1, 0)", "2", {}, "refuted"),
    ("sign(0)", "0", {}, "proved"),
    ("sign(0)", "1", {}, "refuted"),
    ("log(e)", "1", {}, "proved"),
]


@pytest.mark.parametrize(("left", "right", "words", "truth"), DECIDED)
def test_the_engine_keeps_to_the_conventions(left: str, right: str, words: Words, truth: str) -> None:
    assert equal(left, right, words).truth == truth


UNDEFINED = ["0 log(0)", "1/0", "log(-1)", "gamma(-2)", "(-8)^(1/3)", "0^(-1)", "atanh(1)"]


@pytest.mark.parametrize("formula", UNDEFINED)
def test_what_is_undefined_is_neither_equal_nor_unequal_to_anything(formula: str) -> None:
    assert {equal(formula, each).truth for each in ("0", "1", "-2", formula)} <= {"undecided"}


def test_a_verdict_names_the_conventions_it_leans_on() -> None:
    assert equal("log(x^2)", "2 log(x)").conventions == ("natural-logarithm",)
    assert equal("x + 0", "x").conventions == ()
