"""Lines that follow from all lines before them together, by `=>` in the lines or by the relation of the row."""

from __future__ import annotations

import pytest

from verify.grading import grade

REALS = {"x": "real", "y": "real"}
MATRICES = {"A": "matrix n n", "B": "matrix n n", "v": "vector n", "λ": "real"}


def judged(lines: tuple[str, ...], symbols: dict[str, str], relation: str = "") -> tuple[str, int | None]:
    found = grade({"lines": list(lines), "symbols": symbols, **({"relation": relation} if relation else {})})
    return found.verdict, found.first_wrong


@pytest.mark.parametrize("lines, symbols, verdict, first_wrong", [
    (("x = y + 1", "x^2 = x(y+1)", "x^2 = (y+1)^2"), REALS, "correct", None),
    (("x = y + 1", "x^2 = x(y+1)", "x^2 = (y+1)^3"), REALS, "wrong", 2),
    (("x = 2", "x^2 = 4", "x^3 = 8"), REALS, "correct", None),
    (("x = 2", "x^2 = 4", "x^3 = 9"), REALS, "wrong", 2),
    (("2x + 3 = 7", "2x = 4", "x = 2", "x^2 = 4", "x^2 + x = 6"), REALS, "correct", None),
    (("2x + 3 = 7", "2x = 4", "x = 2", "x^2 = 4", "x^2 + x = 7"), REALS, "wrong", 4),
    (("y = x^2", "y^2 = x^4", "y^3 = x^6"), REALS, "correct", None),
    (("y = x^2", "y^2 = x^4", "y^3 = x^5"), REALS, "wrong", 2),
    (("x = 2 and y = 3", "x y = 6", "x + y = 5"), REALS, "correct", None),
    (("x = 2 and y = 3", "x y = 6", "x + y = 6"), REALS, "wrong", 2),
    (("0 < x and x < y", "x^2 < x y", "x y < y^2", "x^2 < y^2"), REALS, "correct", None),
    (("0 < x and x < y", "x^2 < x y", "x y < y^2", "x^2 < y^3"), REALS, "wrong", 3),
    (("A v = λ v", "A^2 v = A (λ v)", "A^2 v = λ A v", "A^2 v = λ^2 v"), MATRICES, "correct", None),
    (("A v = λ v", "A^2 v = A (λ v)", "A^2 v = λ A v", "A^2 v = λ^3 v"), MATRICES, "wrong", 3),
    (("A B = B A", "A^2 B = A B A", "A^2 B = B A^2"), MATRICES, "correct", None),
    (("A B = B A", "A^2 B = A B A", "A^2 B = B^2 A"), MATRICES, "wrong", 2),
    (("x^2 = 4", "x = 2"), REALS, "wrong", 1),
    (("x^2 = 4", "x = 2 or x = -2", "x = 2"), REALS, "wrong", 2),
])  # fmt: skip
def test_what_follows_from_all_lines_follows(
    lines: tuple[str, ...], symbols: dict[str, str], verdict: str, first_wrong: int | None
) -> None:
    written = [(lines[0], *(f"{sign} {line}" for line in lines[1:])) for sign in ("=>", r"\implies")]
    assert judged(lines, symbols, "implies") == (verdict, first_wrong)
    assert [judged(each, symbols) for each in written] == [(verdict, first_wrong)] * 2


@pytest.mark.parametrize("lines, verdict", [
    ((r"\sqrt{x+6} = x", r"\implies x+6 = x^2", r"\implies x^2-x-6 = 0", r"\implies x = 3 or x = -2"), "correct"),
    ((r"\sqrt{x+6} = x", r"\implies x+6 = x^2", r"\implies x^2-x-6 = 0", r"\implies x = 3 or x = 2"), "undecided"),
    ((r"\sqrt{x+6} = x", r"\implies x+6 = x^2", r"\implies (x-3)(x+3) = 0"), "wrong"),
    (("x^2 = x + 1", "=> x^3 = 2x + 1", "=> x^5 = 5x + 3"), "undecided"),
    (("x^2 = x + 1", "=> x^3 = 2x + 1", "=> x^5 = 5x + 4"), "wrong"),
    (("x^2 = 4", "=> x = 2 or x = -2", "=> x = 2"), "wrong"),
])  # fmt: skip
def test_what_only_the_solutions_of_an_equation_meet_is_not_known_to_follow(lines: tuple[str, ...], verdict: str) -> None:
    assert judged(lines, REALS)[0] == verdict


@pytest.mark.parametrize("relation", ["", "implies", "iff"])
@pytest.mark.parametrize("lines, first_wrong", [
    (("x + y = 3", "x - y = 1", "2x = 4", "x = 2", "y = 1"), None),
    (("x + y = 3", "x - y = 1", "2x = 5"), 2),
    (("x > 2", r"\log x + \log(x-2) = \log 8", "x^2 - 2x - 8 = 0", "x = 4"), None),
    (("x > 2", r"\log x + \log(x-2) = \log 8", "x^2 - 2x - 8 = 0", "x = 5"), 3),
    (("x^2 = 4", "x > 0", "x = 2"), None),
])  # fmt: skip
def test_what_may_be_given_beside_the_others_is_not_wrong(lines: tuple[str, ...], first_wrong: int | None, relation: str) -> None:
    assert judged(lines, REALS, relation) == ("undecided" if first_wrong is None else "wrong", first_wrong)


@pytest.mark.parametrize("relation", ["implies", "iff"])
@pytest.mark.parametrize("lines", [("x + y = 3", "2x + 2y = 7"), ("x^2 = x y", "x = y"), ("x > 2", "x > 3")])
def test_what_cannot_be_given_beside_the_others_is_wrong(lines: tuple[str, ...], relation: str) -> None:
    assert judged(lines, REALS, relation) == ("wrong", 1)


@pytest.mark.parametrize("lines", [
    ("x^2 + y^2 = 25", "y = x + 1", "x^2 + (x+1)^2 = 25", "x = 3 or x = -4"),
    ("xy = 6", "x + y = 5", "(x+y)^2 = 25", "x^2 + y^2 = 13"),
    ("x^2 + y^2 = 25", "y = x + 1", "2x^2 + 2x - 24 = 0"),
])  # fmt: skip
def test_equations_that_are_no_lines_may_be_given_beside_each_other(lines: tuple[str, ...]) -> None:
    assert judged(lines, REALS)[0] == "undecided"


@pytest.mark.parametrize("lines, first_wrong", [
    (("x^2 + y^2 = 25", "y = x + 1", "x^2 + (x+1)^2 = 24"), 1),
    (("xy = 6", "xy = 7", "2xy = 14"), 1),
    (("x = y", "x^2 = x y + 1", "x = y"), 1),
])  # fmt: skip
def test_equations_that_no_line_needs_or_that_contradict_each_other_are_wrong(lines: tuple[str, ...], first_wrong: int) -> None:
    assert judged(lines, REALS) == ("wrong", first_wrong)


def test_equivalences_beside_what_may_be_given_are_not_wrong() -> None:
    assert judged(("x = 2", r"\iff y = x + 1", r"\iff y = 3"), REALS)[0] == "undecided"
    assert judged(("x = 2", r"\iff y = x + 1", r"\iff y = 4"), REALS)[0] == "wrong"
