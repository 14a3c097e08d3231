r"""Words that announce a step, before a line and in it."""

from __future__ import annotations

import pytest

from verify.grading import grade
from verify.grading.lines.links import continued
from verify.grading.prose.announced import announced

ANNOUNCED: list[tuple[str, str, bool]] = [
    (r"Differentiate: f'(x) = 2x", "f'(x) = 2x", True),
    (r"Taking the derivative with respect to w: \nabla_w L = 2w", r"\nabla_w L = 2w", True),
    (r"\text{Set this to zero:} 2x = 2", "2x = 2", True),
    (r"Set the gradient to zero: Ax - b = 0", "Ax - b = 0", True),
    (r"Setting to zero gives (1-K)p = Kr", "(1-K)p = Kr", True),
    (r"Setting f'(x) = 0: 6x - 12 = 0", "6x - 12 = 0", False),
    (r"Setting f'(x) = 0 \Rightarrow x = 2", r"f'(x) = 0 \Rightarrow x = 2", True),
    (r"multiply by 2v^2: \quad n v = s", "n v = s", False),
    (r"\text{completing the square:}", "", True),
    (r"We integrate by parts:", "", True),
]
NOT_ANNOUNCED = [
    "Differentiating: 2x", "Setting x = 1: 2x = 2", "Set A = 2", "Multiply 2 by 3", "2x = 2", "Taking x to be 3: x = 3",
    "Assume the derivative is zero: 2x = 0", "Setting this to one: 2x = 1",
    r"\text{Taking the derivative w.r.t. } ",
]


@pytest.mark.parametrize(("line", "rest", "is_neutral"), ANNOUNCED)
def test_steps(line: str, rest: str, is_neutral: bool) -> None:
    found = announced(line)
    assert found is not None and (found.rest, found.is_neutral) == (rest, is_neutral)


@pytest.mark.parametrize("line", NOT_ANNOUNCED)
def test_no_steps(line: str) -> None:
    assert announced(line) is None


IN_WORDS = {  # the last line, and whether it follows
    r"\text{Setting } f'(x) = 0 \text{ gives } x = 1": "correct", "Setting f'(x) = 0 gives x = 1": "correct",
    "Setting f'(x) = 0, we get x = 2": "wrong", "Setting 2x - 2 = 0 yields x = 1": "correct",
}


@pytest.mark.parametrize("line", IN_WORDS)
def test_what_setting_to_0_gives(line: str) -> None:
    assert grade({"lines": ["f(x) = x^2 - 2x", "f'(x) = 2x - 2", line]}).verdict == IN_WORDS[line]


def test_a_star_waits_for_nothing() -> None:
    assert len(continued(["x - w^*", "(w^* - x)"])) == 2
    assert len(continued(["x *", "(y - x)"])) == 1


RUNS = [  # each of them took longer than anybody waits where a run of spaces could be read in several ways
    ("so" + " " * 60) * 6 + "zz: 2x = 2x", "set x = 0" + " " * 1900 + "y", "= 2x" + " " * 1900 + "y", "= 2x," + " " * 1900 + "(u",
    "= 2x [" + "=" * 1900, "= 2x" + " " * 1900 + "\\" + " " * 1900 + "^a", r"\equiv(" * 1000, "= 2x" + r"\quad " * 300 + "(u",
    "Solving for " + "a, " * 600 + "x",
]  # fmt: skip


@pytest.mark.parametrize("line", RUNS)
def test_runs_are_read_once(line: str) -> None:
    assert grade({"lines": ["x+x", line], "reference": "2x", "symbols": {"x": "real"}}).verdict != "wrong"
    assert grade({"submitted": line, "reference": "2x", "symbols": {"x": "real"}}).verdict in ("undecided", "unreadable")
