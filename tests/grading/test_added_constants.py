r"""A constant that is said in a word, x^2 + const, and numbers with a sum as their index, r_{t+k+1}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verify.grading import grade

_LOG = r"\log p = -\frac{x^2}{2} + \text{const}"
# row, verdict ("refused": undecided or unreadable)
ROWS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "up to a constant": ({"reference": "x^2", "submitted": r"x^2 + \text{const}", "mode": "up to a constant"}, "correct"),
    "typed": ({"reference": "x^2", "submitted": "x^2 + const", "mode": "up to a constant"}, "correct"),
    "an antiderivative": ({"reference": r"\int 2x\,dx", "submitted": r"x^2 + \text{const}"}, "correct"),
    "the same": ({"reference": _LOG, "submitted": r"-\frac12 x^2 + \text{const}"}, "correct"),
    "what may take up a number": ({"reference": _LOG, "submitted": r"-\frac{x^2}{2} + 3 + \text{const}"}, "refused"),
    "what may take up a parameter": ({"reference": r"-\frac{(x-m)^2}{2} + \text{const}",
                                      "submitted": r"-\frac{x^2}{2} + mx + \text{const}"}, "refused"),
    "a constant that is lost": ({"reference": _LOG, "submitted": r"-\frac{x^2}{2}"}, "refused"),
    "a constant that nobody asked for": ({"reference": "x^2", "submitted": "x^2 + const"}, "refused"),
    "lines": ({"lines": [_LOG, r"= -\frac{1}{2}x^2 + \text{const}"]}, "correct"),
    "lines, another constant": ({"lines": [r"\log p = -\frac{x^2}{2} + \log c + \text{const}",
                                           r"= -\frac{x^2}{2} + \text{const}"]}, "refused"),
    "a factor": ({"reference": "2x", "submitted": "2 const x"}, "refused"),
    "steps": ({"reference": r"G_t = R_{t+1}+\gamma R_{t+2}+\gamma^2R_{t+3}",
               "submitted": r"G_t = R_{t+1}+\gamma(R_{t+2}+\gamma R_{t+3})"}, "correct"),
    "steps, by a wrong power": ({"reference": r"G_t = R_{t+1}+\gamma R_{t+2}+\gamma^2R_{t+3}",
                                 "submitted": r"R_{t+1}+\gamma(R_{t+2}+\gamma^2 R_{t+3})"}, "wrong"),
    "steps of two letters": ({"reference": "r_{t+k+1} - r_{t+k}", "submitted": "-r_{t+k} + r_{t + k + 1}"}, "correct"),
    "typed steps": ({"reference": "r_(t+1) + g*r_(t+2)", "submitted": "g*r_{t+2} + r_{t+1}"}, "correct"),
    "other steps": ({"reference": r"R_{t+1}+\gamma R_{t+2}", "submitted": r"R_t+\gamma R_{t+1}"}, "refused"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_constants_and_steps(name: str) -> None:
    row, expected = ROWS[name]
    found = grade(row)
    assert (found.verdict if found.verdict in ("correct", "wrong") else "refused") == expected, found.message
