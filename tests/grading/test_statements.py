"""Statements that say the same: bars, and what is joined in another order, also where both are undefined."""

from __future__ import annotations

import pytest

from verify.grading import grade

# reference, answer, verdict; nothing is declared
GRADED = [
    (r"|1-\eta a|<1", r"0 < \eta a < 2", "correct"),
    (r"|1-\eta a|<1", r"0 \le \eta a < 2", "wrong"),
    (r"|1-\eta a|<1", r"0 < \eta a < 1", "wrong"),
    (r"|x-\mu|\le 2\sigma", r"\mu-2\sigma\le x\le \mu+2\sigma", "correct"),
    (r"|x-\mu|\ge 2", r"x \ge \mu+2 \text{ or } x \le \mu-2", "correct"),
    (r"|x-\mu|\ge 2", r"x \ge \mu+2", "wrong"),
    (r"0<\eta<\frac{2}{L}", r"\eta\in\left(0,\frac{2}{L}\right)", "correct"),
    (r"0<\eta<\frac{2}{L}", r"\eta\in\left[0,\frac{2}{L}\right)", "wrong"),
    (r"0<\eta<\frac{2}{L}", "eta < 2/L and eta > 0", "correct"),
    (r"0<\eta<\frac{2}{L}", r"0<\eta L<2", "undecided"),  # L may be negative, and is positive to most
]


@pytest.mark.parametrize(("reference", "answer", "verdict"), GRADED)
def test_statements(reference: str, answer: str, verdict: str) -> None:
    assert grade({"reference": reference, "submitted": answer}).verdict == verdict
