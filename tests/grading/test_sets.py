"""Sets as answers: the same set in another form, another set with a number that belongs to one of the two, or neither."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

CORRECT = {
    "a ray": (r"(0, \infty)", "x > 0"),
    "a chain": ("[0, 1)", "0 <= x < 1"),
    "another name": (r"(-\infty, 2]", "t <= 2"),
    "a list of solutions": ("{1, 2}", "x = 1 or x = 2"),
    "with a comma": ("{1, 2}", "x = 1, x = 2"),
    "with both signs": ("{2, -2}", r"x = \pm 2"),
    "without a name": ("{1, 2}", "2, 1"),
    "an element twice": ("{1, 2}", "{2, 1, 1}"),
    "elements in another form": (r"\{\log 2\}", r"\{\frac{\log 4}{2}\}"),
    "the solutions of an equation": (r"\{x \in \mathbb{R} : x^2 = 4\}", "{2, -2}"),
    "roots": ("x^2 = 2", r"\{\sqrt{2}, -\sqrt{2}\}"),
    "an absolute value": ("|x| < 1", r"(-1, 1)"),
    "all but one": (r"\mathbb{R} \setminus \{0\}", "(-inf, 0) U (0, inf)"),
    "all but one, as a statement": (r"\mathbb{R} \setminus \{0\}", r"x \ne 0"),
    "a union": (r"[0, 1) \cup \{1\}", "[0, 1]"),
    "a union of neighbours": (r"(0, 1) \cup [1, 2)", "(0, 2)"),
    "an intersection": (r"[0, 2] \cap [1, 3]", "[1, 2]"),
    "nothing": (r"\emptyset", "{}"),
    "everything": (r"\mathbb{R}", r"\{x : x^2 \ge 0\}"),
    "with a name": (r"(a, \infty)", "x > a"),
    "elements with names": ("{a, b}", "{b, a}"),
}

WRONG = {  # and a number that belongs to one of the two
    "another end": ("[0, 1)", "[0, 1]", "1"),
    "an element too few": ("{1, 2}", "{1}", "2"),
    "an element too many": ("{1}", "x = 1, x = 2", "2"),
    "one root": (r"\{x : x^2 = 4\}", "{2}", "-2"),
    "a number that is close": (r"\{\pi\}", "{3.14}", "pi"),
    "a point in the middle": (r"(0, 1) \cup (1, 2)", "(0, 2)", "1"),
    "a point too many": (r"\mathbb{R} \setminus \{0\}", r"\mathbb{R}", "0"),
    "an end that belongs to it": (r"(a, \infty)", r"x \ge a", None),
    "something for nothing": (r"\emptyset", "{1}", "1"),
    "nothing for something": ("{1}", r"\emptyset", "1"),
    "another name in it": ("{a, b}", "{a, 2b}", None),
}

UNDECIDED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "a number for a set": ("{1, 2}", "1", {}),
    "a set for a number": ("1", "{1, 2}", {}),
    "a condition that is not always defined": (r"\mathbb{R}", r"\{x : \sqrt{x} \ge 0\}", {}),
    "a condition that is not defined at a point": (r"\mathbb{R}", r"\{x : x/x = 1\}", {}),
    "beyond the domain of the name": (r"(-1, 1) \cup \emptyset", "x < 1", {"symbols": {"x": "positive"}}),
    "integers in an interval": (r"[0, 1) \cup \emptyset", "0 <= n < 1", {"symbols": {"n": "integer"}}),
    "a statement about two numbers": ("{1, 2}", "x + y = 1", {}),
}


@pytest.mark.parametrize("row", CORRECT)
def test_the_same_set(row: str) -> None:
    result = grade(*CORRECT[row])
    assert (result.verdict, result.domain) == ("correct", "total"), result.message


@pytest.mark.parametrize("row", WRONG)
def test_another_set(row: str) -> None:
    reference, submitted, number = WRONG[row]
    result = grade(reference, submitted)
    assert result.verdict == "wrong", result.message
    assert result.counterexample is not None
    assert number is None or number in dict(result.counterexample.point).values()


@pytest.mark.parametrize("row", UNDECIDED)
def test_what_is_not_known(row: str) -> None:
    reference, submitted, fields = UNDECIDED[row]
    assert grade(reference, submitted, **fields).verdict == "undecided"


@pytest.mark.parametrize("row", [*CORRECT.values(), *(each[:2] for each in WRONG.values())], ids=" and ".join)
def test_the_other_way_round(row: tuple[str, str]) -> None:
    there, back = grade(*row).verdict, grade(row[1], row[0]).verdict
    assert {there, back} != {"correct", "wrong"}


def test_equal_one_by_one_and_not_together() -> None:
    """sign(a) is 1 at some points and -1 at others, and the set of both signs is the same at all of them."""
    fields = {"symbols": {"a": "nonzero"}}
    assert grade("{1, -1}", r"\{\operatorname{sign}(a), -\operatorname{sign}(a)\}", **fields).verdict == "correct"


EQUATIONS = {
    "the normal equations": ("X'X w = X'y", "X'(X w - y) = 0", "correct"),
    "in TeX": (r"X^\top X w = X^\top y", r"X^\top(Xw - y) = 0", "correct"),
    "from the other side": ("X'(X w - y) = 0", "X'y - X'X w = 0", "correct"),
    "times a number": ("X'X w = X'y", "2X'(X w - y) = 0", "correct"),
    "another sign": ("X'X w = X'y", "X'(X w + y) = 0", "wrong"),
    "more solutions": ("X w = y", "X'X w = X'y", "wrong"),
}


@pytest.mark.parametrize("row", EQUATIONS)
def test_an_equation_between_vectors(row: str) -> None:
    reference, submitted, verdict = EQUATIONS[row]
    assert grade(reference, submitted, symbols={"X": "matrix n d", "w": "vector d", "y": "vector n"}).verdict == verdict


HALF_DEFINED = {
    "a root of a negative number": ("x^2 >= 0", "sqrt(x)^2 >= 0"),
    "a logarithm of a negative number": ("y = x", "exp(log(y)) = x"),
}


@pytest.mark.parametrize("row", HALF_DEFINED)
def test_a_statement_that_has_no_truth_where_the_other_holds(row: str) -> None:
    assert grade(*HALF_DEFINED[row]).verdict != "correct"


def test_macros_of_the_question_and_of_the_answer() -> None:
    question = {"reference": r"\norm{u}^2", "symbols": {"u": "vector n"}, "macros": {r"\norm": r"\left\|#1\right\|"}}
    assert grade({**question, "submitted": r"\newcommand{\T}{^\top} u\T u"}).verdict == "correct"
    assert grade({**question, "submitted": r"\norm{2u}^2/4"}).verdict == "correct"
    assert grade({**question, "submitted": r"\def\frac#1#2{#2/#1} \norm{u}^2"}).verdict == "unreadable"
