"""References of several values, x = 1/5, y = 2/5, for derivations."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYSTEM = "x + 2y = 1, y = 2x"


@pytest.mark.parametrize("reference", ["x = 1/5, y = 2/5", r"x = \frac15,\ y = \frac25", r"x = \frac15, \quad y = \frac25"])
@pytest.mark.parametrize("lines, verdict, first_wrong", [
    ((SYSTEM, "x = 1/5, y = 2/5"), "correct", None),
    ((SYSTEM, "=> y = 2/5, x = 1/5"), "correct", None),
    ((SYSTEM, "=> 5x = 1, y = 2x", "=> x = 1/5, y = 2/5"), "correct", None),
    ((SYSTEM, "x = 1/5, y = 3/5"), "wrong", 1),
    ((SYSTEM, "=> y = 1/5, x = 2/5"), "wrong", 1),
    (("x + 2y = 2, y = 2x", "=> x = 2/5, y = 4/5"), "wrong", None),
    ((SYSTEM, "=> 5x = 1", "=> x = 1/5", "=> y = 2/5"), "undecided", None),
    (("x + 2y = 2, y = 2x", "=> x = 2/5", "=> y = 4/5"), "undecided", None),
    (("x + 2y = 1", "y = 2x", "x = 1/5, y = 2/5"), "undecided", None),
])  # fmt: skip
def test_values_of_several_names_are_one_statement(
    reference: str, lines: tuple[str, ...], verdict: str, first_wrong: int | None
) -> None:
    found = grade({"reference": reference, "lines": list(lines)})
    assert (found.verdict, found.first_wrong) == (verdict, first_wrong)


def test_roots_with_numbers_are_in_no_order() -> None:
    row = {"reference": "x_1 = 1, x_2 = 2", "lines": ["x^2 - 3x + 2 = 0", "x_1 = 2, x_2 = 1"]}
    assert grade(row).verdict in ("undecided", "unreadable", "correct")
