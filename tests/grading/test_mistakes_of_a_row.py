"""The mistakes of a row name what was done, and decide nothing: one that cannot be read is ignored, and said to be."""

from __future__ import annotations

from typing import Any

import pytest

from verify.grading import grade

NORMAL_EQUATIONS: dict[str, Any] = {
    "reference": r"(X^\top X)^{-1}X^\top y", "symbols": {"X": "matrix n d", "y": "vector n", "x": "rows of X"},
    "mistakes": {"not transposed": r"(X X^\top)^{-1} X y"},
}  # fmt: skip

# fields beside the answer, answer, verdict
GRADED: list[tuple[dict[str, Any], str, str]] = [
    (NORMAL_EQUATIONS, r"\left(X^\top X\right)^{-1}\sum_{i=1}^n y_i x_i", "correct"),
    (NORMAL_EQUATIONS, r"(X^\top X)^{-1}X^\top y", "correct"),
    (NORMAL_EQUATIONS, r"2(X^\top X)^{-1}X^\top y", "wrong"),
    (NORMAL_EQUATIONS, r"(X X^\top)^{-1} X y", "wrong"),  # for n = d, too
    ({"reference": "x^2", "mistakes": {"odd": "x^("}}, "x*x", "correct"),
    ({"reference": "x^2", "mistakes": {"odd": "x^("}}, "2x", "wrong"),
    ({"reference": "x^2", "mistakes": {"odd": "x^("}}, "x^(", "unreadable"),
    ({"reference": "x^2", "mistakes": {"a word": "banana"}}, "banana", "unreadable"),
    ({"reference": "x^2", "mistakes": {"itself": "x^2"}}, "x*x", "correct"),
    # what depends on other readings of a question is the same beside mistakes
    ({"reference": r"P(A)+P(B)-P(A \cap B)", "mistakes": {"disjoint": "P(A)+P(B)"}}, r"P(A \cup B)", "correct"),
    ({"reference": r"P(A \cup B)", "mistakes": {"disjoint": "P(A)+P(B)"}}, "P(A)+P(B)", "undecided"),
    ({"reference": "V(s) + a(r - V(s))", "mistakes": {"no step": "V(s)"}}, "(1-a)V(s) + ar", "correct"),
    ({"reference": r"\frac{1}{\pi(-x)}", "mistakes": {"no minus": "x"}}, r"\pi(-x)^{-1}", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "submitted", "verdict"), GRADED)
def test_mistakes_decide_nothing(question: dict[str, Any], submitted: str, verdict: str) -> None:
    assert grade({**question, "submitted": submitted}).verdict == verdict
    without = {name: value for name, value in question.items() if name != "mistakes"}
    assert grade({**without, "submitted": submitted}).verdict == verdict


@pytest.mark.parametrize(("mistakes", "ignored"), [({"odd": "x^(", "double": "2x"}, ["odd"]), ({"double": "2x"}, [])])
def test_what_is_ignored_is_said(mistakes: dict[str, str], ignored: list[str]) -> None:
    found = grade({"reference": "x^2", "submitted": "2x", "mistakes": mistakes})
    assert [each for each in found.choices if "ignored" in each] == [
        f"the mistake {label!r} cannot be read, and is ignored" for label in ignored
    ]
    assert found.diagnosis is not None and found.diagnosis["code"] == "known-mistake"


def test_lines_say_what_is_ignored() -> None:
    found = grade({"reference": "x^2", "lines": ["x*x", "= x^2"], "mistakes": {"odd": "x^("}})
    assert found.verdict == "correct" and found.choices.count("the mistake 'odd' cannot be read, and is ignored") == 1
