"""An answer that is read with new names is shown as it was written, and what the names stand for is said."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

# the row, the verdict, the reading
ROWS: list[tuple[dict[str, Any], str, str]] = [
    ({"reference": "W^{(2)}W^{(1)}x", "submitted": "$W^{(2)}W^{(1)}x$"}, "correct", "W^{(2)}W^{(1)}x"),
    ({"reference": "1+x^{(t)}", "submitted": "x^{(t)}+1"}, "correct", "x^{(t)}+1"),
    ({"reference": "1+x^{(t)}", "submitted": "x^{(t)}+2"}, "wrong", "x^{(t)}+2"),
    ({"reference": "P(A,B)/P(B)", "submitted": "P(A|B)"}, "correct", "P(A|B)"),
    ({"reference": r"P(A\cup B)", "submitted": r"P(A)+P(B)-P(A \cap B)"}, "correct", r"P(A)+P(B)-P(A \cap B)"),
    ({"reference": "|z|^2", "submitted": r"\bar z z", "symbols": {"z": "complex"}}, "correct", r"\bar z z"),
    ({"reference": "|z|^2", "submitted": "z*conj(z)", "symbols": {"z": "complex"}}, "correct", "z*conj(z)"),
    ({"reference": "Q(s,a)-V(s)", "submitted": "-V(s)+Q(s,a)"}, "correct", "-V(s)+Q(s,a)"),
    ({"reference": "2x", "submitted": "x+x"}, "correct", "x + x"),
]


@pytest.mark.parametrize(("row", "verdict", "reading"), ROWS, ids=[row["submitted"] for row, *_ in ROWS])
def test_a_reading_is_in_the_names_of_the_answer(row: dict[str, Any], verdict: str, reading: str) -> None:
    result = grade(row)
    assert (result.verdict, result.record()["reading"]) == (verdict, reading)


def test_lines_are_shown_as_they_are_written() -> None:
    lines = [r"P(A\mid B)", r"&= \frac{P(A\cap B)}{P(B)}", r"= \frac{P(B\mid A)P(A)}{P(B)} \\"]
    result = grade({"lines": lines, "reference": r"\frac{P(B\mid A)P(A)}{P(B)}"})
    assert [step.reading for step in result.steps] == [r"P(A\mid B)", r"\frac{P(A\cap B)}{P(B)}", r"\frac{P(B\mid A)P(A)}{P(B)}"]
    assert "w_" not in result._repr_html_().partition("<pre")[0]


def test_what_is_shown_as_it_is_written_is_escaped() -> None:
    result = grade({"reference": "1+x^{(t)}", "submitted": "x^{(t)} <1> +1"})
    assert "<1>" not in result._repr_html_()
