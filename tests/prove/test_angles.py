"""Logarithms, roots and absolute values of sines, cosines and tangents."""

from __future__ import annotations

import pytest

from verify.grading import grade

REAL = {"x": "real", "a": "real"}

EQUAL = [
    ("-ln|cos(x)|", "ln|sec(x)|"), (r"-\ln|\sin x|", r"\ln|\csc x|"), (r"\ln|\tan x|", r"\ln|\sin x| - \ln|\cos x|"),
    (r"-\ln|\cos x|", r"\ln\left|\frac{1}{\cos x}\right|"), (r"\ln\cos^2(ax)", r"2\ln|\cos(ax)|"),
    (r"\sqrt{(1+\cos x)^2+\sin^2 x}", r"\sqrt{2+2\cos x}"), (r"|\sin x|", r"\sqrt{1-\cos^2 x}"),
    (r"\frac{1}{\sqrt{2+\sin^2 x}}", r"\frac{1}{\sqrt{3-\cos^2 x}}"), (r"\sqrt{1+\sin x}^2", r"1+\sin x"),
    (r"|1-ae^{ix}|", r"\sqrt{1-2a\cos x+a^2}"), (r"\sqrt{1+\tan^2 x}", r"\frac{1}{|\cos x|}"),
    (r"|\sin x|\,|\cos x|", r"|\sin x\cos x|"), (r"\frac{|\sin x|}{|\cos x|}", r"|\tan x|"),
]  # fmt: skip
DIFFERENT = [
    (r"-\ln|\cos x|", r"\ln|\csc x|"), (r"\ln|\tan x|", r"\ln|\cos x| - \ln|\sin x|"), (r"|\sin x|", r"\sin|x|"),
    (r"\sqrt{(1+\cos x)^2+\sin^2 x}", r"\sqrt{2-2\cos x}"), (r"\sin x", r"\sqrt{1-\cos^2 x}"),
    (r"\sqrt{a^2+1-2a\cos x}", r"\sqrt{(a-\cos x)^2+\cos^2 x}"), (r"\sqrt{1-\cos^2(ax)}", r"|\sin x|"),
    (r"\ln|\cos x|", r"\ln\cos x"), (r"\ln|\cos(ax)|", r"a\ln|\cos x|"), (r"|\sin x|", r"\sqrt{1 + \cos^2 x}"),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "submitted"), EQUAL)
def test_equal(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=REAL).verdict == "correct"


@pytest.mark.parametrize(("reference", "submitted"), DIFFERENT)
def test_different(reference: str, submitted: str) -> None:
    assert grade(reference, submitted, symbols=REAL).verdict == "wrong"
