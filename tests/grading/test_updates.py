r"""Updates: what stands right of \leftarrow and := is the new value."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict ("refused": undecided or unreadable)
ANSWERS = [
    (r"\theta := \theta - \eta g", r"\theta := \theta - 2\eta g", "wrong"),
    (r"\theta := \theta - \eta g", r"\theta := -\eta g + \theta", "correct"),
    (r"\theta := \theta - \eta g", r"\theta = -\eta g + \theta", "correct"),
    (r"\theta := \theta - \eta g", r"-\eta g + \theta", "correct"),
    (r"\theta := \theta - \eta g", r"\phi := -\eta g + \theta", "refused"),
    (r"w \leftarrow w - \eta g", r"w \leftarrow w + \eta g", "wrong"),
    (r"w \leftarrow w - \eta g", r"w \gets (w - \eta g)", "correct"),
    (r"w \leftarrow w - \eta g", r"b \gets (w - \eta g)", "refused"),
    (r"w \leftarrow w - \eta g", r"w_{t+1} = w - \eta g", "refused"),
    ("w ← w - eta*g", "w := w - 2*g*eta", "wrong"),
    (r"w - \eta g", r"w \leftarrow w - \eta g", "correct"),
    (r"w_{t+1} = w_t - \eta g_t", r"w_{t+1} \leftarrow w_t - \eta g_t", "correct"),
    (r"w_{t+1} = w_t - \eta g_t", r"w \leftarrow w - \eta g", "refused"),
    # an equation for w, or an update
    (r"w = w - \eta g", r"w = w - 2\eta g", "refused"),
    (r"w = w - \eta g", r"w = - \eta g+w", "correct"),
    (r"w = w - \eta g", r"w \leftarrow - \eta g+w", "correct"),
    (r"w = w - \eta g", r"w \leftarrow - 2\eta g+w", "refused"),
    ("x = 2x - 4", "x=4", "correct"),
    ("x = 2x - 4", "x=5", "wrong"),
    ("x = 2x - 4", "x=3x-8", "refused"),
    # no updates
    ("f(x) := x^2", "f(x) = x^2", "correct"),
    ("f(x) := x^2", "2x^2", "wrong"),
    (r"x \to 0", r"x \leftarrow 0", "refused"),
]


@pytest.mark.parametrize(("reference", "submitted", "expected"), ANSWERS)
def test_updates(reference: str, submitted: str, expected: str) -> None:
    found = grade(reference, submitted)
    assert (found.verdict if found.verdict in ("correct", "wrong") else "refused") == expected, found.message


@pytest.mark.parametrize(("reference", "submitted"), [
    (r"V(s) \leftarrow r", r"V(s') \leftarrow r"),
    (r"V(s) \leftarrow V(s)+c", r"V(t) \leftarrow V(s)+c"),
    (r"Q(s,a)\leftarrow Q(s,a)+\alpha\delta", r"Q(s',a')\leftarrow Q(s,a)+\alpha\delta"),
    ("V(s) := V(s) + c", "U(s) := V(s) + c"),
])  # fmt: skip
def test_an_update_of_another_value(reference: str, submitted: str) -> None:
    assert grade(reference, submitted).verdict in ("undecided", "unreadable")
