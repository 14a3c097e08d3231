"""Lines that name one value after the other: h_1 = a h_0 + b, h_2 = a h_1 + b, and what h_2 is written out."""

from __future__ import annotations

import pytest

from verify.grading import grade

_UNROLLED = ["h_1=ah_0+b", "h_2=ah_1+b", "h_2=a(ah_0+b)+b", "h_2=a^2h_0+(a+1)b"]
_MOMENTS = ["m_1 = (1-\\beta)g_1", "m_2 = \\beta m_1+(1-\\beta)g_2", "m_2 = (1-\\beta)(\\beta g_1+g_2)"]
RIGHT = [
    (_UNROLLED, "h_2=a^2h_0+(a+1)b"),
    (_UNROLLED, ""),
    (["h_1=ah_0+b", "h_2=ah_1+b", "= a(ah_0+b)+b", "= a^2h_0+(a+1)b"], "a^2h_0+(a+1)b"),
    (["h1 = w*x + u*h", "h2 = w*x + u*h1", "h2 = w*x + u*(w*x + u*h)", "h2 = (1+u)*w*x + u^2*h"], ""),
    (_MOMENTS, "m_2=(1-\\beta)(\\beta g_1+g_2)"),
    (["z = wx+b", r"a = \frac{1}{1+e^{-z}}", "L = (a-y)^2"], r"\left(\frac{1}{1+e^{-wx-b}}-y\right)^2"),
    (["x = 2", "y = x + 1", "y = 3"], "y = 3"),
]
WRONG = [
    ([*_UNROLLED[:3], "h_2=a^2h_0+ab+ab"], "h_2=a^2h_0+(a+1)b", 3),
    ([*_UNROLLED[:2], "h_2=a(ah_0+b)", "h_2=a^2h_0+ab"], "h_2=a^2h_0+(a+1)b", 2),
    (["x = 2", "y = x + 1", "y = 4"], "y = 3", 2),
]
NOT_RIGHT = [
    (["h_1=ah_0", "h_2=ah_1+b", "h_2=a^2h_0+b"], "h_2=a^2h_0+(a+1)b"),  # another first value
    ([*_UNROLLED[:3], "h_2=a^2h_0+ab"], ""),
    (["x = 2", "x = 3", "y = x"], "3"),  # two values of one name
    (["h_1 = ah_1", "h_2 = h_1"], ""),  # made of itself
    (_UNROLLED, "h_3=a^2h_0+(a+1)b"),  # another value is asked for
]


@pytest.mark.parametrize(("lines", "reference"), RIGHT)
def test_values_that_are_made_of_those_before_them_are_right(lines: list[str], reference: str) -> None:
    found = grade({"lines": lines, **({"reference": reference} if reference else {})})
    assert found.verdict == "correct", found.message


@pytest.mark.parametrize(("lines", "reference", "place"), WRONG)
def test_a_value_with_a_mistake_is_wrong_where_it_is_made(lines: list[str], reference: str, place: int) -> None:
    found = grade({"lines": lines, "reference": reference})
    assert (found.verdict, found.first_wrong) == ("wrong", place)


@pytest.mark.parametrize(("lines", "reference"), NOT_RIGHT)
def test_what_does_not_follow_is_not_right(lines: list[str], reference: str) -> None:
    assert grade({"lines": lines, **({"reference": reference} if reference else {})}).verdict != "correct"


@pytest.mark.parametrize(("lines", "reference"), [
    (["x = 2", "y = 2x", "y = 4"], "y = x^2"),  # what is asked for is not of one value of its names
    (["p = 1/2", "v = p^2", "v = 1/4"], "p(1-p)"),
    (["b = 0", "y = a^2+b^2", "y = a^2"], "(a+b)^2"),
    ([r"\pi = 3", r"A = \pi r^2", "A = 3r^2"], ""),
    (["i = 1", "z = 2+3i"], "z = 2+3i"),
    (["A = 2", "y = A^T", "y = 2^T"], ""),
    (["y = e^{2x}", "y' = y", "y' = e^{2x}"], ""),
    (["f = x+1", "y = f(3)", "y = 3x+3"], ""),
])  # fmt: skip
def test_names_that_mean_something_are_no_values(lines: list[str], reference: str) -> None:
    assert grade({"lines": lines, **({"reference": reference} if reference else {})}).verdict in ("undecided", "unreadable")


@pytest.mark.parametrize(("lines", "reference"), [
    (["k = 3", "y = k - x", "y = x - 1", "y = 1"], "y = 1"), (["u = s^2", "v = u + 1", "v = 2s", "v = 2"], "v = 2"),
])
def test_two_equations_for_a_value_are_a_system(lines: list[str], reference: str) -> None:
    assert grade({"lines": lines, "reference": reference}).verdict != "wrong"
