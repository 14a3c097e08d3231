r"""Signs that a text has and its author did not mean: the = of \sum_k=1^n and of x != 1, the number of a line, a bullet.

None of them may make an answer correct or wrong: it is read as it was meant, or left to a person.
"""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade
from verify.grading.lines.links import links_of
from verify.grading.texts.marks import without_marks, without_numbers

SYMBOLS = {"x": "real", "n": "natural"}

# a sum, and what it is if its bounds are meant, and if its = is taken for a relation
LOOSE = [
    (r"\sum_k=1^n x", "n x", "x"), (r"\prod_k=1^n x", "x^n", "x"), ("sum_i=1^n x", "n x", "x"), ("∑_k=1^n x", "n x", "x"),
    ("∑k=1^n x", "n x", "x"), ("Σ_k=1^n x", "n x", "x"), (r"\Sigma_k=1^n x", "n x", "x"), ("Sum_k=1^n x", "n x", "x"),
    (r"\lim_x=0 (x+1)", "1", "0"), ("lim_x=0 (x+1)", "1", "0"), ("int_x=0^1 x", "1/2", "0"), (r"\int_x=0^1 x \,dx", "1/2", "0"),
    (r"\sup_x=0 (x+1)", "1", "0"), (r"\sum_{k}=0 (x+1)", "x+1", "0"), (r"\bigcup_x=0 (x+1)", "1", "0"),
    (r"\frac=0 (x+1)", "1", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("loose", "meant", "split"), LOOSE)
def test_bounds_without_braces_are_no_names_of_sums(loose: str, meant: str, split: str) -> None:
    for other in (meant, split):
        for reference, submitted in ((other, loose), (loose, other)):
            result = grade({"reference": reference, "submitted": submitted, "symbols": SYMBOLS})
            assert result.verdict in ("undecided", "unreadable"), (reference, submitted)
        lines = grade({"lines": [loose, f"= {other}"], "symbols": SYMBOLS})
        assert lines.verdict in ("undecided", "unreadable"), lines.message


@pytest.mark.parametrize("name", [r"\Sigma_k", "Σ_k", r"\Pi_n", "M_k"])
def test_a_letter_with_an_index_is_a_name_still(name: str) -> None:
    assert grade({"reference": "x+1", "submitted": f"{name} = 1+x", "symbols": SYMBOLS}).verdict == "correct"


# row, verdict
UNEQUAL: list[tuple[dict[str, Any], str]] = [
    ({"lines": ["x != 0"], "reference": "x != 0"}, "correct"),
    ({"lines": ["x > 1", "implies x != 1"]}, "correct"),
    ({"lines": ["x != 1", "iff x - 1 != 0"]}, "correct"),
    ({"lines": ["x != 1", "iff x + 1 != 0"]}, "wrong"),
    ({"lines": ["x^2 != 0", "x != 0"], "reference": "x != 0"}, "correct"),
    ({"lines": ["x > 2", "implies x > 1 != 0"]}, "correct"),
    ({"reference": "x != 0", "submitted": "x^2 > 0 \n iff x != 0"}, "correct"),
    ({"lines": ["n! = 1", "iff n != 1"]}, "wrong"),
    ({"lines": ["n = 0 or n = 1", "implies n != 1"]}, "wrong"),
    ({"reference": "2", "submitted": "4/2 != 3"}, "undecided"),
    ({"reference": "n!=6", "submitted": "6"}, "undecided"),  # a factorial, or not: the spaces tell
    ({"reference": "n!", "submitted": r"n!=n\cdot(n-1)!", "symbols": {"n": "integer in 1..9"}}, "correct"),
]


@pytest.mark.parametrize(("row", "verdict"), UNEQUAL, ids=[str(row) for row, _ in UNEQUAL])
def test_unequal_is_no_factorial(row: dict[str, Any], verdict: str) -> None:
    assert grade({"symbols": SYMBOLS, **row}).verdict == verdict


def test_the_sign_of_unequal_stays_in_its_formula() -> None:
    assert [link.formula for link in links_of("x != 1")] == ["x != 1"]
    assert [link.formula for link in links_of("x! = 1")] == ["x!", "1"]
    assert [link.formula for link in links_of(r"n!=n\cdot(n-1)!")] == ["n!", r"n\cdot(n-1)!"]


# lines, and whether they are right without what stands beside them
MARKED = [
    (["x+1 = 4 [1]", "x = 3 [2]"], True), (["x+1 = 4 (1)", "x = 3 (2)"], True), (["x+1 = 4 {1}", "x = 3 {2}"], True),
    ([r"x+1 = 4 \qquad [1]", r"x = 3 \qquad [2]"], True), ([r"x+1 = 4 \qquad (i)", r"x = 3 \qquad (ii)"], True),
    (["- x+1 = 4", "- x = 3"], True), (["> x+1 = 4", "> x = 3"], True), (["1. x+1 = 4", "2. x = 3"], True),
    (["(1) x+1 = 4", "(2) x = 3"], True), (["x+1 = 4 [5]", "x = 2 [6]"], False), (["- x = 3", "- x = 4"], False),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "is_right"), MARKED)
def test_numbers_and_bullets_of_lines(lines: list[str], is_right: bool) -> None:
    result = grade({"lines": lines, "symbols": SYMBOLS})
    assert result.verdict in (("undecided", "unreadable", "correct") if is_right else ("wrong", "undecided"))
    assert all(step.verdict != "wrong" for step in result.steps) or not is_right


# numbered one after the other
NUMBERED = [
    ["(1) x^2 - 6x + 5 <= 0", "(2) (x-1)(x-5) <= 0", "(3) 1 <= x <= 5"], ["1. x+1 = 4", "2. x = 3"], ["1) x+1 = 4", "2) x = 3"],
    ["a) x+1 = 4", "b) x = 3"], ["(i) x+1 = 4", "(ii) x = 3"], ["x+1 = 4 (1)", "x = 3 (2)"],
    [r"x+1 = 4 \quad [1]", r"x = 3 \quad [2]"],
]  # fmt: skip


@pytest.mark.parametrize("lines", NUMBERED)
def test_numbers_of_all_lines_are_no_factors(lines: list[str]) -> None:
    assert grade({"lines": lines, "symbols": SYMBOLS}).verdict == "correct"
    changed = [*lines[:-1], lines[-1].replace("= 3", "= 7").replace("<= 5", "<= 9")]
    assert grade({"lines": changed, "symbols": SYMBOLS}).verdict == "wrong"


def test_other_numbers_stay() -> None:
    for lines in (("(2) x", "(3) x"), ("(1) x", "(3) x"), ("2 (1)", "x (1)"), ("(x) x", "(y) y"), ("(1) x",)):
        assert without_numbers(lines) == lines


def test_one_line_may_begin_with_a_minus() -> None:
    assert without_marks(["- x", "= - y"]) == ("- x", "= - y")
    assert grade({"reference": "2x", "submitted": "- 2x", "symbols": SYMBOLS}).verdict == "wrong"


@pytest.mark.parametrize("submitted", ["x+2 [3]", r"x+2 \quad [3]", "[3] x+2", "x+2 {3}"])
def test_a_number_in_the_margin_of_an_answer(submitted: str) -> None:
    assert grade({"reference": "x+2", "submitted": submitted, "symbols": SYMBOLS}).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize("lines", [["10", r"\equiv 1 (9)"], ["n^2", r"\equiv 1 [8]"], ["n^2", r"\equiv 1 \pmod 8"]])
def test_congruences_are_no_equations(lines: list[str]) -> None:
    assert grade({"lines": lines, "symbols": SYMBOLS}).verdict == "unreadable"


def test_identically_equal() -> None:
    assert grade({"lines": ["(x+1)^2", r"\equiv x^2+2x+1"], "symbols": SYMBOLS}).verdict == "correct"
