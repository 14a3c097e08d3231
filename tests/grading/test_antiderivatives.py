"""Integrals without bounds as questions, and a differential in a numerator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from verify.grading import grade

# reference, submitted, symbols, further fields, verdict; "refused" is an answer or a question that is not read
GRADED: list[tuple[str, str, Mapping[str, str], Mapping[str, Any], str]] = [
    (r"\int x e^{-x}\,\mathrm{d}x", "-(x+1)e^{-x}", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    (r"\int x e^{-x}\,dx", "-(x+1)e^{-x}+C", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    (r"\int x e^{-x}\,dx + C", "-(x+1)e^{-x}+C", {"x": "real"}, {}, "correct"),
    (r"\int x e^{-x}\,dx", "-(x+1)e^{-x}+K", {"x": "real"}, {}, "correct"),
    (r"\int x e^{-x}\,dx", "-(x+1)e^{-x}", {"x": "real"}, {}, "undecided"),
    (r"\int x e^{-x}\,dx", "(x+1)e^{-x}", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    (r"\int\frac{\mathrm{d}x}{1+e^{-x}}", r"\frac12\log(1+e^{-x})", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    (r"\int\frac{\mathrm{d}x}{1+e^{-x}}", r"\log(1+e^{x})", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    (r"\int_0^1\frac{dx}{1+x}", r"\log 2", {}, {}, "correct"),
    (r"\int_0^1\frac{dx}{1+x}", r"\log 3", {}, {}, "wrong"),
    (r"\int_0^1\frac{x\,dx}{1+x^2}", r"\frac12\log 2", {}, {}, "correct"),
    (r"\int \cos(ax)\,dx", r"\frac{\sin(ax)}{a}", {"a": "positive"}, {"mode": "up to a constant"}, "correct"),
    (r"\int \cos x\,dx", r"\sin x + \operatorname{sign}(x)", {"x": "real"}, {"mode": "up to a constant"}, "undecided"),
    (r"\int \frac{1}{x}\,dx", r"\log x", {"x": "positive"}, {"mode": "up to a constant"}, "correct"),
    (r"\int 2x\,dx", "x^2 + c x", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    (r"\int 2x\,dx", "x^2 + c^2", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    ("x^2", r"\int 2x\,dx", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    ("x^2", r"\int 2x\,dx", {"x": "real"}, {}, "refused"),
    ("x^2", r"\int x\,dx", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    ("x^2", r"\int 2t\,dt", {"x": "real"}, {"mode": "up to a constant"}, "undecided"),
    (r"\int 2x\,dx", "int((1+x)^2 - 1 - x^2, x)", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    (r"\int 2x\,dx", "int(3x, x)", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    (r"\log x", r"\int \frac{1}{x}\,dx", {"x": "nonzero"}, {"mode": "up to a constant"}, "undecided"),
    (r"\int 2x\,dx + x", "x^2 + x", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    (r"\int \frac{1}{x}\,dx", r"\log|x|", {"x": "nonzero"}, {"mode": "up to a constant"}, "correct"),
    ("int(2*x, x)", "x^2", {"x": "real"}, {"mode": "up to a constant"}, "correct"),
    ("∫ 2x dx", "x^2 + C", {"x": "real"}, {}, "correct"),
    ("int(2*x, x)", "x^2/2", {"x": "real"}, {"mode": "up to a constant"}, "wrong"),
    ("int(2*x, x)", "x^2", {"x": "real"}, {"mode": "tolerance 1e-3"}, "refused"),
    ("int(1/x, x)", "log(x)", {"x": "nonzero"}, {"mode": "up to a constant"}, "undecided"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted", "symbols", "fields", "verdict"), GRADED,
                         ids=[f"{row[0]} {row[1]} {row[4]}" for row in GRADED])  # fmt: skip
def test_an_antiderivative(
    reference: str, submitted: str, symbols: Mapping[str, str], fields: Mapping[str, Any], verdict: str
) -> None:
    result = grade({"reference": reference, "submitted": submitted, "symbols": symbols, **fields})
    assert (result.verdict if result.problem is None else "refused") == verdict
