r"""Systems solved line by line: a line may say less than those before it, if all lines together say what the first one says."""

from __future__ import annotations

import pytest

from verify.grading import grade

SYMBOLS = {"x": "real", "y": "real", r"\lambda": "real"}
SYSTEM = "x + y = 3, x - y = 1"

LINES = [
    ([SYSTEM, "2x = 4", "x = 2, y = 1"], "correct"),
    ([SYSTEM, r"\implies 2x = 4", r"\implies x = 2, y = 1"], "correct"),
    ([r"x + y = 3 \land x - y = 1", "2x = 4", "x = 2", "y = 3 - x = 1", r"x = 2 \land y = 1"], "correct"),
    ([r"2x - \lambda = 0, 2y - \lambda = 0, x + y = 1", "x = y", r"x = \frac12, y = \frac12, \lambda = 1"], "correct"),
    ([r"2x = \lambda, 2y = \lambda, x + y = 1", r"x = \lambda/2, y = \lambda/2", r"\lambda = 1", r"x = y = \frac12"], "correct"),
    ([SYSTEM, "2x = 4", "x = 2", "y = 3 - 2 = 1"], "correct"),
    # what is lost on the way
    ([SYSTEM, "2x = 4"], "undecided"),
    ([SYSTEM, "2x = 4", "x = 2"], "undecided"),
    # what does not follow
    ([SYSTEM, "2x = 4", "x = 2, y = 2"], "wrong"),
    ([SYSTEM, "2x = 2", "x = 1, y = 2"], "wrong"),
    ([SYSTEM, r"\iff 2x = 4", "x = 2, y = 1"], "wrong"),
    ([SYSTEM, "2x = 4", r"x = 2 \lor y = 7", "x = 2, y = 2"], "wrong"),
]


@pytest.mark.parametrize(("lines", "verdict"), LINES)
def test_lines(lines: list[str], verdict: str) -> None:
    assert grade({"lines": lines, "symbols": SYMBOLS}).verdict == verdict


ASKED = [("x = 2, y = 1", "correct"), ("x = 1, y = 2", "wrong"), ("x = 2", "correct")]


@pytest.mark.parametrize(("reference", "verdict"), ASKED)
def test_what_is_asked_for(reference: str, verdict: str) -> None:
    row = {"reference": reference, "lines": [SYSTEM, "2x = 4", "x = 2, y = 1"], "symbols": SYMBOLS}
    assert grade(row).verdict == verdict


MULTIPLIER = [
    r"2x = \lambda, 2y = \lambda, x + y = 1", r"x = y, x + y = 1, \lambda = 2x", r"x = \frac12, y = \frac12, \lambda = 1",
]  # fmt: skip


@pytest.mark.parametrize(("reference", "verdict"), [("x = y = 1/2", "correct"), (r"x = \frac12, y = \frac13", "wrong")])
def test_a_last_line_may_say_what_other_names_are(reference: str, verdict: str) -> None:
    assert grade({"reference": reference, "lines": MULTIPLIER, "symbols": SYMBOLS}).verdict == verdict


MORE = [  # what is asked for, the lines
    (r"x = \frac12, y = \frac12", ["2x = l, 2y = l, x + y = 1", r"x = \frac12, y = \frac12, l = 2x"], "correct"),
    ("x = 1/2", [r"2x = l \land l = 1", r"x = l/2 \land l = 1"], "undecided"),  # it follows, and is not written
    ("x = 1/3", [r"2x = l \land l = 1", r"x = l/2 \land l = 1"], "wrong"),
    ("x = 1/3", [r"2x = l \land l = 1", r"x = 1/2 \land l = 1"], "wrong"),
]


@pytest.mark.parametrize(("reference", "lines", "verdict"), MORE)
def test_what_a_last_line_says_more(reference: str, lines: list[str], verdict: str) -> None:
    found = grade({"reference": reference, "lines": lines, "symbols": {"x": "real", "y": "real", "l": "real"}})
    assert found.verdict == verdict
