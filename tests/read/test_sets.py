"""Sets, statements about membership and answers of several values, in LaTeX and in typed text."""

from __future__ import annotations

import pytest

from verify.problem import InputError
from verify.read.declare import declarations
from verify.read.formula import read_formula
from verify.term import ZERO, make

SYMBOLS = declarations({"a": "real", "r": "positive", "X": "matrix n d", "w": "vector d", "y": "vector n"})

SAME = {  # written -> what means the same, written otherwise
    "half-open": (r"x \in [0, 1)", "0 <= x and x < 1"),
    "with sizes of brackets": (r"x \in \left(0, 1\right]", "0 < x and x <= 1"),
    "typed": ("x in (0, inf)", "0 < x"),
    "with the sign": ("x ∈ (-∞, a]", "x <= a"),
    "a finite set": (r"x \in \{1, 2\}", "x = 1 or x = 2"),
    "not in a set": ("x not in {1, 2}", "x != 1 and x != 2"),
    "not in an interval": (r"x \notin [0, 1)", "x < 0 or 1 <= x"),
    "all real numbers": (r"x \in \mathbb{R}", "true"),
    "all but one": (r"x \in \mathbb{R} \setminus \{0\}", "x != 0"),
    "a formula in a set": (r"\sin x \in [0, 1]", "0 <= sin(x) and sin(x) <= 1"),
    "a set by a condition": (r"x \in \{t \in \mathbb{R} : t^2 < 4\}", "x^2 < 4"),
    "bars in a condition": (r"x \in \{t | |t| < 4\}", "abs(x) < 4"),
    "several values": ("x = 1, x = 2", "x = 1 or x = 2"),
    "several values in short": ("x = 1, 2", "x = 1 or x = 2"),
    "both signs": (r"x = 1 \pm \sqrt{a}", "x = 1 + sqrt(a) or x = 1 - sqrt(a)"),
    "both signs, typed": ("x = +-2", "x = 2 or x = -2"),
}

SETS = {
    "an interval": ("[0, 1)", r"\left[0, 1\right)"),
    "a ray": ("(0, inf)", r"(0, \infty)"),
    "a set by a condition": ("{x : x > 0}", r"\{x \mid x > 0\}"),
    "a union": ("[0, 1] union (2, 3)", r"[0, 1] \cup (2, 3)"),
    "a difference": ("reals minus {0}", r"\mathbb R \setminus \{0\}"),
    "the empty set": ("{}", r"\varnothing"),
    "a union of finite sets": ("{1} union {2}", r"\{1, 2\}"),
    "a set in brackets": ("([0, 1] union {2}) minus {1}", r"([0, 1] \cup \{2\}) \setminus \{1\}"),
    "both signs": ("{±2}", r"\{\pm 2\}"),
}

WANTED = {
    "an open interval": ("(0, 1)", "interval"),
    "a closed interval": ("[0, 1]", "interval"),
    "a closed interval in TeX": (r"\left[0, 1\right]", "interval"),
    "a list": ("1, 2", "finite_set"),
    "both signs": (r"\pm 2", "finite_set"),
    "all real numbers": ("R", "interval"),
    "a typed union": ("(-inf, 0) U (0, inf)", "set_builder"),
}

PROBLEMS = {
    "a point or an interval": ("(0, 1)", "unexpected-token"),
    "a vector or an interval": (r"\left[0, 1\right]", "ambiguous"),
    "infinity in an interval": (r"[0, \infty]", "malformed-formula"),
    "an end that is no number": (r"[0, \infty + 1)", "type-mismatch"),
    "operations of two kinds": (r"[0, 1] \cup [2, 3] \cap [0, 5]", "ambiguous"),
    "names of sets": (r"A \cup B", "unexpected-token"),
    "a power of the line": (r"x \in \mathbb{R}^2", "unexpected-token"),
    "half of the line": (r"x \in \mathbb{R}_+", "unexpected-token"),
    "a vector in a set": (r"w \in [0, 1]", "unsupported"),
    "what may have no value in the line": (r"\frac{1}{x} \in \mathbb{R}", "unsupported"),
    "a quantity as a set": ("x in 3", "unexpected-token"),
    "a set as a quantity": ("[0, 1) + 1", "unexpected-token"),
    "a bound name with another domain": (r"\{r : r > -1\}", "ambiguous"),
    "an image": (r"\{x^2 : x > 0\}", "unexpected-token"),
    "a set that is taken from itself": (r"\{x \in [0, x) : x > 0\}", "ambiguous"),
    "values of two names": ("x = 1, z = 2", "unexpected-token"),
    "a value that depends on a name": ("x = a, x = 2", "unexpected-token"),
    "a decimal comma": ("x = 1,5", "unexpected-token"),
    "two values by and": ("x = 1 and x = 2", "ambiguous"),
    "two signs": (r"x = \pm 1 \pm 2", "ambiguous"),
    "a sign in an expression": (r"2 \pm 1", "ambiguous"),
    "a set that is not closed": (r"\{x : x > 0", "unbalanced-bracket"),
}


@pytest.mark.parametrize("row", SAME)
def test_a_statement_about_membership(row: str) -> None:
    written, meant = SAME[row]
    assert read_formula(written, SYMBOLS).term is read_formula(meant, SYMBOLS).term


def test_a_sign_between_two_numbers_is_that_of_the_second() -> None:
    assert read_formula("x = 1+-2", SYMBOLS).term.op == "eq"


@pytest.mark.parametrize("written", ["x = 1 +- 2", "+-3", "x^+ - y", "x^+-y", "x = -+3", "0.1(6)", "1.(3)"])
def test_signs_and_periods_of_two_meanings_are_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_formula(written, SYMBOLS)


@pytest.mark.parametrize("row", SETS)
def test_a_set_in_both_syntaxes(row: str) -> None:
    typed, latex = SETS[row]
    assert read_formula(typed, SYMBOLS).term is read_formula(latex, SYMBOLS).term


@pytest.mark.parametrize("row", WANTED)
def test_what_is_a_set_where_one_is_asked_for(row: str) -> None:
    written, kind = WANTED[row]
    assert read_formula(written, SYMBOLS, wanted="set").term.op == kind


@pytest.mark.parametrize("written", ["(0, 1)", "[0, 1]", "1, 2"])
def test_the_choice_is_listed(written: str) -> None:
    assert read_formula(written, SYMBOLS, wanted="set").choices


@pytest.mark.parametrize("row", PROBLEMS)
def test_a_problem_at_a_place(row: str) -> None:
    written, kind = PROBLEMS[row]
    with pytest.raises(InputError) as caught:
        read_formula(written, SYMBOLS)
    assert caught.value.problem.kind == kind
    assert caught.value.problem.span is not None


@pytest.mark.parametrize("written", ["X'(X w - y) = 0", r"X^\top (X w - y) = 0", "0 = X'(X w - y)"])
def test_zero_beside_a_vector_is_the_vector_of_zeros(written: str) -> None:
    sides = read_formula(written, SYMBOLS).term.args
    assert make("zeros", SYMBOLS["w"].shape) in sides and ZERO not in sides
