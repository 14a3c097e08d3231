"""Angles in degrees, in LaTeX and in typed text."""

from __future__ import annotations

import pytest

from verify.grading import grade

ROWS = [
    (r"60^\circ", r"\frac{\pi}{3}", "correct"), (r"\frac{\pi}{3}", "60°", "correct"), ("1/2", "sin(30°)", "correct"),
    ("1/2", "sin 30°", "correct"), (r"\sin 30^{\circ}", r"\cos 60^\circ", "correct"), (r"45^\circ", r"60^\circ", "wrong"),
    (r"\sin(30^\circ + x)", r"\frac12\cos x + \frac{\sqrt3}{2}\sin x", "correct"), (r"30^\circ", "30", "undecided"),
    ("180 - x", "180° - x", "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "verdict"), ROWS)
def test_degrees(reference: str, submitted: str, verdict: str) -> None:
    assert grade(reference, submitted).verdict == verdict


@pytest.mark.parametrize("formula", [r"20^\circ C", r"x^\circ", r"2^{30^\circ}", "20°C"])
def test_no_degrees(formula: str) -> None:
    assert grade("1", formula).verdict == "unreadable"
